"""Lanes beside Detail, on a screen with room for three columns: who was where around the cursor."""

from collections.abc import Sequence

from textual import events

from incident_tui.drawing.ink import Line
from incident_tui.drawing.lanes import LanePicture, LaneRow, cursor_span, lane_rows, row_of_units
from incident_tui.drawing.lines import Bar
from incident_tui.review.lanes import Window, first_window, lane_groups, whole_window
from incident_tui.review.lens import Lens
from incident_tui.review.review import Review

_PART = 0.4
"""The part of the whole time that is in view."""
_KEY = "lanes"
"""The name of the key of the board with every lane."""


def _has_lanes(lens: Lens) -> bool:
    return any(group.lanes or group.heading for group in lane_groups(lens))


class LanesBesideDetail(Bar):
    """The picture without a selection: the board has the keys. A click opens the board."""

    def __init__(self) -> None:
        super().__init__(id="lanes-pane")
        self.add_class("pane")
        self.border_title = "Lanes · s"
        self._review: Review | None = None
        self._rows: list[LaneRow] = []
        self._picture: LanePicture | None = None
        self._window: Window | None = None
        self._width = 0
        self._top = 0
        """The number of the first lane in view."""

    def show(self, review: Review) -> None:
        """Draw a review; of a step, only the line of the cursor differs."""
        old, self._review = self._review, review
        same = old is not None and old.is_of_same_chronology(review) and old.clock is review.clock
        if not same:
            self._window = None
            self.set_class(not _has_lanes(review.lens), "-empty")
        if not same or review.lens.withholds:  # what is known ends at the moment of the cursor
            self._picture = None
        self.redraw()

    def draw(self, width: int) -> Sequence[Line]:
        """The axis, and as many lanes as there is room for."""
        if self._review is None:
            return ()
        lens, cursor = self._review.lens, self._review.cursor
        span = cursor_span(lens, cursor)
        window = self._shown_window(lens, span)
        if self._picture is None or (window, width) != (self._window, self._width):
            self._rows = lane_rows(lens, lane_groups(lens), frozenset())
            self._picture = LanePicture(lens, self._rows, window, width)
            self._window, self._width = window, width
        room = max(self.size.height - 1, 0)
        self._scroll_to_unit(room)
        last = min(self._top + room, len(self._rows))
        lanes = [self._picture.line(number, span) for number in range(self._top, last)]
        return [self._picture.head(span), *lanes]

    def _shown_window(self, lens: Lens, span: tuple[int, int] | None) -> Window:
        """The window, moved to the cursor where the cursor has left it."""
        whole = whole_window(lens)
        if self._window is None:
            first = first_window(lens)
            start = first.start if span is None else span[0]
            self._window = first.zoomed(_PART, start, whole)
        return self._window if span is None else self._window.showing(*span, whole)

    def _scroll_to_unit(self, room: int) -> None:
        """Bring the lane of a unit of the entry under the cursor into view."""
        review = self._review
        number = row_of_units(self._rows, review.lens, review.cursor) if review else None
        if number is not None and not self._top <= number < self._top + room:
            self._top = number - room // 2
        self._top = min(max(self._top, 0), max(len(self._rows) - room, 0))

    def on_click(self, event: events.Click) -> None:
        """Open the board."""
        self.post_message(self.Pressed(_KEY))
