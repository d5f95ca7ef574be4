"""Lanes over the review: who was where, when. Keys move the cursor of the review behind, too."""

from collections.abc import Sequence

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Region

from incident_tui.chronology.histories import Clock
from incident_tui.drawing.hints import Hint
from incident_tui.drawing.ink import EMPTY, Ink, Row
from incident_tui.drawing.lanes import (
    LanePicture,
    LaneRow,
    cursor_span,
    entry_line,
    lane_rows,
    legend_line,
    row_of_units,
    status_line,
)
from incident_tui.drawing.lines import Listing
from incident_tui.painting.screen import RowPaintedScreen
from incident_tui.review import intents
from incident_tui.review.citing import source_link
from incident_tui.review.commands import Wish
from incident_tui.review.lanes import (
    LaneGroup,
    Window,
    first_window,
    lane_groups,
    status_link,
    stretch_at,
    whole_window,
)
from incident_tui.review.layout import PANES
from incident_tui.review.links import wishes_of
from incident_tui.review.review import Review, same_states
from incident_tui.screens.dialog import Dialog, leaving_keys, live_keys
from incident_tui.words.times import as_of_words, clock_words

_HINTS = (
    Hint("j/k", "entry"),
    Hint("↓/↑", "lane"),
    Hint("+/-", "zoom"),
    Hint("→/←", "pan"),
    Hint("Enter", "goes there"),
    Hint("Space", "folds"),
    Hint("h", "clock"),
    Hint("o", "source"),
    Hint("Esc"),
)
_HEAD = 1
"""Lines above the lanes: the axis."""
_BELOW = 3
"""Lines below the lanes: the status of the lane, the entry, the legend."""
_ZOOM = 0.5
"""The length of a window after `+`, in lengths of the window before."""
_PAN = 0.25
"""How far a window moves, in its lengths."""
_WHEEL = 3
"""Lanes scrolled by the wheel."""
_MANY_LANES = 60
"""With more lanes, the units of agencies are hidden at first."""


_STEPS = (
    "down",
    "up",
    "next_radio",
    "previous_radio",
    "next_turn",
    "previous_turn",
    "next_same",
    "previous_same",
    "first",
    "last",
    "clock",
    "align",
)
"""The keys of the review that the lanes pass on, by name; ↓ and ↑ select a lane instead."""


class LanesPage(Listing):
    """The picture: the axis, the lanes in view, and the lines below."""

    def __init__(self, review: Review) -> None:
        super().__init__(id="lanes")
        self.review = review
        self.window = first_window(review.lens)
        self._groups: tuple[LaneGroup, ...] = lane_groups(review.lens)
        many = sum(len(group.lanes) for group in self._groups) > _MANY_LANES
        self.folded = frozenset(group.key for group in self._groups if many and group.heading)
        """The keys of groups whose lanes are hidden."""
        self.lanes: list[LaneRow] = lane_rows(review.lens, self._groups, self.folded)
        self.chosen = self._first_chosen()
        """The number of the selected lane."""
        self.top = 0
        """The number of the first lane in view."""
        self.picture: LanePicture | None = None
        self.drawn = 0
        """How many lanes were drawn for pictures before this picture."""
        self._show_cursor()

    def _first_chosen(self) -> int:
        """The lane of a unit of the entry under the cursor, or else the first below a heading."""
        number = row_of_units(self.lanes, self.review.lens, self.review.cursor)
        return min(1, max(len(self.lanes) - 1, 0)) if number is None else number

    # The picture.

    @property
    def room(self) -> int:
        """How many lanes are in view at most."""
        return max(self.scrollable_content_region.height - _HEAD - _BELOW, 1)

    @property
    def row(self) -> LaneRow | None:
        """The selected lane."""
        return self.lanes[self.chosen] if self.chosen < len(self.lanes) else None

    @property
    def in_view(self) -> range:
        """The numbers of the lanes in view."""
        return range(self.top, min(self.top + self.room, len(self.lanes)))

    def make(self, width: int) -> Sequence[Row]:
        """The lines, as many as the page is high."""
        review, lens = self.review, self.review.lens
        if not self.lanes:
            return [Row((Ink("No agency, unit, casualty or facility has a status.", "dim"),))]
        if self.picture is None:
            self.picture = LanePicture(lens, self.lanes, self.window, width)
        span = cursor_span(lens, review.cursor)
        lanes = [Row(self.picture.line(one, span), self.lanes[one].key) for one in self.in_view]
        below = (
            status_line(lens, self.row, width),
            entry_line(lens, review.cursor, width),
            legend_line(width),
        )
        spare = [Row(EMPTY)] * (self.room - len(lanes))
        return [Row(self.picture.head(span, self.in_view)), *lanes, *spare, *map(Row, below)]

    def arranged(self, width: int) -> None:
        """Draw for the new width."""
        self.redraw_all()

    def on_resize(self) -> None:
        """Draw for the new size."""
        before = self._drawn_width
        super().on_resize()
        if before == self._drawn_width:  # the height alone has changed
            self._redraw()

    def redraw_all(self) -> None:
        """Draw every lane in view again: the window, the lanes or the record differ."""
        self.drawn += self.picture.drawn if self.picture else 0
        self.picture = None
        self._redraw()

    def _redraw(self) -> None:
        """Show the lanes in view; lanes that were in view before are not drawn again."""
        last = max(len(self.lanes) - self.room, 0)
        self.top = min(max(self.top, self.chosen - self.room + 1), self.chosen, last)
        self.selected = _HEAD + self.chosen - self.top
        if self._drawn_width > 0:
            self.rows = self.make(self._drawn_width)
            self.forget()

    # What changes the picture.

    def show(self, review: Review) -> None:
        """Show a review: of a step, only the line of the cursor and the lines below differ."""
        old, self.review = self.review, review
        same = old.is_of_same_chronology(review) and old.clock is review.clock
        if not (same and (not review.lens.withholds or same_states(old, review))):
            self._regroup()
        if not same and self.window == first_window(old.lens):
            self.window = first_window(review.lens)
        moved = self._show_cursor()
        if moved or not same or review.lens.withholds:
            self.redraw_all()
        else:
            self._repaint_cursor(old)

    def _regroup(self) -> None:
        """Find the lanes again: names, lanes and their number may differ."""
        key = self.row.key if self.row else ""
        self._groups = lane_groups(self.review.lens)
        self._refold(self.folded, key)

    def _refold(self, folded: frozenset[str], key: str) -> None:
        self.folded = folded
        self.lanes = lane_rows(self.review.lens, self._groups, folded)
        keys = [row.key for row in self.lanes]
        last = max(len(self.lanes) - 1, 0)
        self.chosen = keys.index(key) if key in keys else min(self.chosen, last)

    def _show_cursor(self) -> bool:
        """Move the window to the cursor; whether the window moved."""
        span, before = cursor_span(self.review.lens, self.review.cursor), self.window
        if span is not None:
            self.window = self.window.showing(*span, whole_window(self.review.lens))
        return self.window != before

    def _repaint_cursor(self, old: Review) -> None:
        """Paint the cells of the cursor, before and now, and the lines below.

        A step writes few bytes: the line of the cursor crosses every row, the rows stay.
        """
        if self.picture is None or self._drawn_width < 0:
            return
        self.rows = self.make(self._drawn_width)
        self._strips.clear()
        left, height = self.MARGIN + self.picture.names, _HEAD + len(self.in_view)
        spans = (cursor_span(one.lens, one.cursor) for one in (old, self.review))
        for cells in map(self.picture.cursor_cells, spans):
            if cells is not None:
                first, last = max(cells[0] - 1, 0), min(cells[1] + 1, self.picture.axis.cells - 1)
                self.refresh(Region(left + first, 0, last - first + 1, height))
        below = len(self.rows) - _BELOW
        self.refresh(Region(0, below, self.scrollable_content_region.width, _BELOW))

    def choose(self, number: int) -> None:
        """Select a lane."""
        self.chosen = min(max(number, 0), max(len(self.lanes) - 1, 0))
        old, top = self.selected, self.top
        if self.chosen not in self.in_view or self.picture is None or old is None:
            self._redraw()
            return
        self.selected = _HEAD + self.chosen - top
        self.rows = self.make(self._drawn_width)
        self.forget_lines([old, self.selected])
        self.forget_lines(range(len(self.rows) - _BELOW, len(self.rows)))

    def take_click(self, number: int) -> None:
        """Select the lane of a line, for a click."""
        if self.rows[number].key:
            self.choose(self.top + number - _HEAD)

    def scroll_lanes(self, by: int) -> None:
        """Scroll by so many lanes; the selected lane stays in view."""
        self.top = min(max(self.top + by, 0), max(len(self.lanes) - self.room, 0))
        self.chosen = min(max(self.chosen, self.in_view.start), max(self.in_view.stop - 1, 0))
        self._redraw()

    def fold(self, key: str, is_folded: bool) -> None:
        """Hide the lanes of a group and select its heading, or show the lanes.

        Args:
            key: of the group.
        """
        self._refold(self.folded | {key} if is_folded else self.folded - {key}, key)
        self.redraw_all()

    def zoom(self, parts: float, moment: int | None = None) -> None:
        """Show a window of so many times the length.

        Args:
            moment: stays in place; None for the moment of the cursor, or else the middle.
        """
        if moment is None:
            span = cursor_span(self.review.lens, self.review.cursor)
            moment = (self.window.start + self.window.stop) // 2 if span is None else span[0]
        self._turn_to(self.window.zoomed(parts, moment, whole_window(self.review.lens)))

    def pan(self, parts: float) -> None:
        """Move the window by so many of its lengths."""
        self._turn_to(self.window.moved(parts, whole_window(self.review.lens)))

    def _turn_to(self, window: Window) -> None:
        if window != self.window:
            self.window = window
            self.redraw_all()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll on; with Ctrl, show a longer window."""
        self._take_wheel(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll back; with Ctrl, show a shorter window around the mouse."""
        self._take_wheel(event, -1)

    def _take_wheel(self, event: events.MouseEvent, by: int) -> None:
        event.stop()
        event.prevent_default()
        if event.ctrl:
            self.zoom(_ZOOM**-by, self.moment_under(event))
        else:
            self.scroll_lanes(by * _WHEEL)

    def moment_under(self, event: events.MouseEvent) -> int | None:
        """The moment at the mouse; None beside the axis and the lanes."""
        offset = event.get_content_offset(self)
        if offset is None or self.picture is None or offset.y >= _HEAD + len(self.in_view):
            return None
        return self.picture.moment_at(offset.x - self.MARGIN)


class LanesDialog(Dialog, RowPaintedScreen[tuple[Wish, ...]]):
    """The lanes; the dialog stays while keys step through the entries of the review.

    The screen is painted row by row, as the review is: a step changes a cell of every row.
    """

    COVERS_REVIEW = True
    BINDINGS = [
        Binding("down", "move(1)", show=False),  # before `j,down`: the first binding counts
        Binding("up", "move(-1)", show=False),
        *live_keys(*_STEPS),
        Binding("plus", "zoom(1)", show=False),
        Binding("minus", "zoom(-1)", show=False),
        Binding("right", "turn(1)", show=False),
        Binding("left", "turn(-1)", show=False),
        Binding("shift+right", "pan(1)", show=False),
        Binding("shift+left", "pan(-1)", show=False),
        Binding("space", "fold", show=False),
        Binding("enter", "choose", show=False),
        Binding("o", "source", show=False),
        Binding("s", "close", show=False),
        *live_keys("copy", "same_moment", "help", "problems"),
        *leaving_keys("go_to", *(f"pane_{number + 1}" for number in range(len(PANES)))),
    ]

    def __init__(self, review: Review) -> None:
        self.page = LanesPage(review)
        self.page.add_class("board")
        self._title = "Lanes"
        super().__init__(self._title, _HINTS, self.page)
        self._entitle()

    @property
    def review(self) -> Review:
        """The review as shown."""
        return self.page.review

    def show(self, review: Review) -> None:
        """Show the review after a step."""
        self.page.show(review)
        self._entitle()

    def _entitle(self) -> None:
        review = self.review
        title = "EXERCISE · " if review.lens.incident.exercise else ""
        title += f"Lanes · {clock_words(review.clock, short=True)}"
        if review.clock is Clock.KNOWN and review.lens.count:
            title += f" · as of {as_of_words(review.lens, review.cursor)}"
        if title != self._title:  # Textual paints the whole box anew for a title
            self._title = title
            self.page.border_title = Content(title)

    def uses(self, key: str) -> bool:
        """Whether a key has a use now: Space has none on a heading without lanes."""
        row = self.page.row
        return bool(row and row.has_lanes) if key == "space" else super().uses(key)

    def action_move(self, by: int) -> None:
        """Select a lane so many lanes on."""
        self.page.choose(self.page.chosen + by)

    def action_zoom(self, way: int) -> None:
        """Show a shorter window, or (-1) a longer window."""
        self.page.zoom(_ZOOM**way)

    def action_pan(self, way: int) -> None:
        """Show later time, or (-1) earlier time."""
        self.page.pan(_PAN * way)

    def action_turn(self, way: int) -> None:
        """On a heading, show its lanes or (-1) hide its lanes; else as `pan`."""
        row = self.page.row
        if row and row.is_heading and row.has_lanes and row.is_folded is (way > 0):
            self.page.fold(row.key, way < 0)
        else:
            self.action_pan(way)

    def action_fold(self) -> None:
        """Hide the lanes of the group of the selected lane, or show the lanes."""
        if (row := self.page.row) and row.has_lanes:
            self.page.fold(row.group, not row.is_folded)

    def action_choose(self) -> None:
        """Go to the entry of the status at the cursor, or else to its time, or its source.

        On a heading without a status, hide its lanes, or show the lanes.
        """
        found, row = self._status(), self.page.row
        if found is not None and row and row.lane:
            self.end_in(*wishes_of(status_link(self.review.lens, row.lane.subject, found)))
        elif row and row.is_heading and row.has_lanes:
            self.action_fold()

    def action_source(self) -> None:
        """Show the source of the status at the cursor."""
        found, row = self._status(), self.page.row
        if found is not None and row and row.lane:
            change = self.review.lens.change(row.lane.subject, found)
            self.end_in(*wishes_of(source_link(change.cite)))

    def _status(self) -> int | None:
        """The number of the change that the selected lane shows at the cursor; None for none."""
        row, lens = self.page.row, self.review.lens
        stretch = stretch_at(lens, row.lane.subject, lens.moment) if row and row.lane else None
        return stretch.change if stretch else None

    def _click_box(self, box: Listing, event: events.Click) -> None:
        """Select the lane of a click; in the part of time, go to the moment as well."""
        moment, offset = self.page.moment_under(event), event.get_content_offset(self.page)
        if moment is None or offset is None:
            super()._click_box(box, event)
            return
        self.page.take_click(offset.y)
        if event.chain > 1:
            self.action_choose()
        else:
            self.post_message(self.Wished(intents.GoToMoment(moment)))
