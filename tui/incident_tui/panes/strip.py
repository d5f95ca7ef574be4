"""The strip: an axis of time over the panes, with the cursor on it; the mouse moves the cursor."""

from collections.abc import Sequence

from textual import events
from textual.geometry import Size
from textual.message import Message

from incident_tui.chronology.histories import Clock
from incident_tui.drawing.ink import Ink, Line
from incident_tui.drawing.lines import Bar
from incident_tui.panes.header import EDGE
from incident_tui.panes.strip_lines import (
    BOUNDS,
    GROUND,
    HOUR,
    StripLines,
    as_told,
    strip_lines,
    unplaced_words,
    with_notes,
)
from incident_tui.review.review import Review
from incident_tui.words.axis import cell_words
from incident_tui.words.exactness import has_clock_time

CURSOR, BAND = "┃", "━"
"""The cursor, and the cursor within bounds."""


def draw_strip(
    review: Review,
    width: int,
    height: int,
    strip: StripLines | None = None,
    mouse: int | None = None,
    has_cursor: bool = True,
) -> list[Line]:
    """The strip of a review with the cursor: a line through every row, or a band for bounds.

    Args:
        strip: the `strip_lines` of the record, the clock and the size, if drawn before.
        mouse: the column under the mouse, whose time is told; None for no mouse.
        has_cursor: whether the screen is as of a moment.
    """
    lens = review.lens
    if not lens.placed_count:
        return [*[()] * (height - 1), (Ink(f"{EDGE}no entry has a full time", "dim"),)]
    strip = as_told(strip or strip_lines(lens, width, height), lens)
    strip = with_notes(strip, lens, review.told_notes)
    lines = _with_cursor(strip, review) if has_cursor else list(strip.lines)
    if mouse is not None and strip.has(mouse):
        words = f" {cell_words(strip.axis, strip.cell_at(mouse), lens.zone)} "
        place = _place(strip, mouse, len(words))
        lines[0] = _overlaid(lines[0], strip.columns, place, words, "accent")
    return lines


def _with_cursor(strip: StripLines, review: Review) -> list[Line]:
    """The lines of a strip with the cursor; an unplaced entry lights the words of the unplaced."""
    lines = list(strip.lines)
    if review.as_of is None:
        lines[0] = _with_unplaced_lit(lines[0], strip, review)
        return lines
    first, last = _cursor_columns(strip, review)
    if first == last:
        return [_crossed(line, first + 1) for line in lines]
    *above, line = lines
    band = slice(first + 1, last + 2)
    return [*above, (*line[: first + 1], *map(_in_band, line[band]), *line[last + 2 :])]


def _with_unplaced_lit(line: Line, strip: StripLines, review: Review) -> Line:
    """The first line of a strip at the end of the record: the first words after the axis are lit.

    Without words there, the number of unplaced entries takes the place of the last labels.
    """
    after = strip.columns + 1
    words = unplaced_words(review.lens)
    if len(strip.lines) == 1 or any(words in span.text for span in line[after : after + 1]):
        return (*line[:after], line[after]._replace(ink="here"), *line[after + 1 :])
    start = strip.columns - len(words) - 1
    return _overlaid(line[:after], strip.columns, start, f" {words}", "here")


def _cursor_columns(strip: StripLines, review: Review) -> tuple[int, int]:
    """The first and the last column of the cursor on the axis: of its bounds, or of its cell."""
    axis, lens = strip.axis, review.lens
    outline = lens.outline(review.cursor)
    placement = outline.placement
    if has_clock_time(lens, outline):
        return strip.columns_of(axis.cell_of(placement.best or 0))
    first, last = axis.cell_of(placement.earliest or 0), axis.cell_of(placement.latest or 0)
    return strip.columns_of(first)[0], strip.columns_of(last)[1]


def _crossed(line: Line, column: int) -> Line:
    """A line with the cursor at a span; the letter of a label is lit instead."""
    letter = line[column].text
    span = Ink(letter if letter.isalnum() or letter in ":·," else CURSOR, "here")
    return (*line[:column], span, *line[column + 1 :])


def _in_band(span: Ink) -> Ink:
    """A column of the strip inside the bounds of the cursor."""
    return Ink(BAND if span.text in (" ", GROUND, HOUR, BOUNDS) else span.text, "here")


def _place(strip: StripLines, mouse: int, length: int) -> int:
    """The first column of the time under the mouse: in the row of labels over the mouse.

    In a single row, at the end of the axis that is further from the mouse.
    """
    column, room = mouse - strip.left, strip.columns - length
    if len(strip.lines) > 1:
        return max(min(column - length // 2, room), 0)
    return 0 if column > strip.columns // 2 else max(room, 0)


def _overlaid(line: Line, columns: int, start: int, words: str, ink: str) -> Line:
    """A line with words over columns of its axis, from a column on, as far as there are columns."""
    start = max(start, 0) + 1
    shown = words[: max(columns + 1 - start, 0)]
    return (*line[:start], *(Ink(one, ink) for one in shown), *line[start + len(shown) :])


class Traffic(Bar):
    """The strip. The mouse drags the cursor and turns to other entries, and its time is told."""

    class MomentChosen(Message):
        """A place on the strip was clicked, or the mouse was dragged there."""

        def __init__(self, moment: int) -> None:
            super().__init__()
            self.moment = moment
            """Milliseconds since 1970, UTC."""

    class WheelTurned(Message):
        """The wheel was turned over the strip."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by
            """Entries to move by: 1 or -1."""

    def __init__(self) -> None:
        super().__init__(id="traffic")
        self._review: Review | None = None
        self._is_whole = False
        self._strips: dict[Clock, StripLines] = {}
        """The strip of the record and `_strips_size` on each clock, as far as drawn."""
        self._strips_size = Size()
        self._mouse: int | None = None
        """The column under the mouse; None while the mouse is elsewhere."""
        self._dragged_to: int | None = None
        """The cell that the mouse was last dragged to; None while no button is down."""

    def show(self, review: Review, is_whole: bool = False) -> None:
        """Draw a review.

        Args:
            is_whole: whether the screen shows the record as a whole, and not as of a moment.
        """
        old, self._review, self._is_whole = self._review, review, is_whole
        if old is None or not old.is_of_same_chronology(review):
            self._strips.clear()
        self.redraw()

    def draw(self, width: int) -> Sequence[Line]:
        """The lines."""
        if self._review is None:
            return ()
        size = width, self.size.height
        strip = self._strip()
        return draw_strip(self._review, *size, strip, self._mouse, not self._is_whole)

    def _strip(self) -> StripLines | None:
        """The strip without the cursor; None where no entry is placed."""
        if self._review is None or not self._review.lens.placed_count:
            return None
        if self._strips_size != self.size:
            self._strips_size = self.size
            self._strips.clear()
        clock = self._review.clock
        if clock not in self._strips:
            self._strips[clock] = strip_lines(self._review.lens, *self.size)
        return self._strips[clock]

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Go to the time under the mouse, and follow the mouse."""
        strip = self._strip()
        if strip is not None and strip.has(event.x):  # words beside the axis are no time
            self.capture_mouse()
            self._drag(event.x)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Tell the time under the mouse; with the button down, go there."""
        self._tell(event.x if 0 <= event.y < self.size.height else None)
        if self._dragged_to is not None:
            self._drag(event.x)

    def on_mouse_up(self) -> None:
        """The drag is over."""
        self._dragged_to = None
        self.release_mouse()

    def on_leave(self) -> None:
        """Take the time under the mouse away."""
        self._tell(None)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The next entry."""
        event.stop()
        self.post_message(self.WheelTurned(1))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The previous entry."""
        event.stop()
        self.post_message(self.WheelTurned(-1))

    def _tell(self, mouse: int | None) -> None:
        if mouse != self._mouse:
            self._mouse = mouse
            self.redraw()

    def _drag(self, x: int) -> None:
        """Go to the time at a column, unless the mouse is still in the same cell."""
        strip = self._strip()
        if strip is None:
            return
        cell = strip.cell_at(x)
        if cell != self._dragged_to:
            self._dragged_to = cell
            self.post_message(self.MomentChosen(strip.axis.moment_of(cell)))
