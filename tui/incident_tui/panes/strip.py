"""The strip: radio traffic and the other entries over time, and where the cursor stands."""

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.message import Message

from incident_tui.drawing.ink import Ink, Line
from incident_tui.drawing.lines import Bar
from incident_tui.panes.header import EDGE
from incident_tui.review.lens import Lens
from incident_tui.review.review import Review
from incident_tui.review.traffic import Axis, axis_of, traffic_of
from incident_tui.words.exactness import has_clock_time
from incident_tui.words.times import instant_words

BARS = " ▁▂▃▄▅▆▇█"
"""Radio calls in a cell of the strip, in eighths of a row."""
TICK = "┴"
"""Entries other than radio calls."""

_BAND = {"─": "━", TICK: "┻"}
"""The ground line inside the bounds of the cursor."""


class TrafficBars(NamedTuple):
    """The strip without the cursor."""

    axis: Axis
    lines: list[Line]
    """A label, a span for each cell, and a label."""


def draw_strip(
    review: Review, width: int, height: int, bars: TrafficBars | None = None
) -> list[Line]:
    """Radio traffic over time, a bar a cell, with the cursor: a line, or a band for bounds.

    Args:
        bars: the `traffic_bars` of the record and the size, if drawn before.
    """
    if not review.lens.placed_count:
        return [*[()] * (height - 1), (Ink(f"{EDGE}no entry has a full time", "dim"),)]
    axis, lines = bars or traffic_bars(review.lens, width, height)
    if review.as_of is None:
        return [(*line[:-1], line[-1]._replace(ink="here")) for line in lines]
    first, last = _cursor_cells(review, axis)
    if first == last:
        return [(*line[:first], Ink("┃", "here"), *line[first + 1 :]) for line in lines]
    band = slice(first, last + 1)
    return [(*line[:first], *map(_in_band, line[band]), *line[last + 1 :]) for line in lines]


def _cursor_cells(review: Review, axis: Axis) -> tuple[int, int]:
    """The first and the last span of the cursor: a single span, unless its time is bounds."""
    lens, moment = review.lens, review.as_of
    outline = lens.outline(review.cursor)
    placement = outline.placement
    if has_clock_time(lens, outline):
        cell = 1 + axis.cell_of(moment or 0)
        return cell, cell
    return 1 + axis.cell_of(placement.earliest or 0), 1 + axis.cell_of(placement.latest or 0)


def _in_band(span: Ink) -> Ink:
    """A cell of the strip inside the bounds of the cursor."""
    return Ink(_BAND.get(span.text, span.text), "here")


def traffic_bars(lens: Lens, width: int, height: int) -> TrafficBars:
    """The bars of a strip, which stay the same from step to step."""
    axis, low, high = _between_labels(lens, width)
    calls, others = traffic_of(lens, axis)
    most = max(calls) or 1
    lines = []
    for row in range(height):
        lowest = row == height - 1
        line = [Ink(low if lowest else " " * len(low), "dim")]
        for cell in range(axis.cells):
            level = -(-calls[cell] * 8 * height // most) - (height - 1 - row) * 8
            if level > 0:
                line.append(Ink(BARS[min(level, 8)], "radio"))
            elif lowest:
                line.append(Ink(TICK, "dim") if others[cell] else Ink("─", "faint"))
            else:
                line.append(Ink(" "))
        lines.append((*line, Ink(high if lowest else " " * len(high), "dim")))
    return TrafficBars(axis, lines)


def _between_labels(lens: Lens, width: int) -> tuple[Axis, str, str]:
    """The axis of a strip of `width` cells, and the labels at both ends."""
    axis = axis_of(lens, 1)
    low = f"{EDGE}{instant_words(axis.start, lens.zone)} "
    high = f" {instant_words(axis.stop, lens.zone)} "
    return axis._replace(cells=max(width - len(low) - len(high), 1)), low, high


class Traffic(Bar):
    """The strip of traffic; a click or a drag goes to the time under the mouse."""

    class MomentChosen(Message):
        """A place on the strip was clicked."""

        def __init__(self, moment: int) -> None:
            super().__init__()
            self.moment = moment
            """Milliseconds since 1970, UTC."""

    def __init__(self) -> None:
        super().__init__(id="traffic")
        self._review: Review | None = None
        self._bars: TrafficBars | None = None
        self._bars_size = (0, 0)
        """Cells across and rows of `_bars`."""
        self._dragging = False

    def show(self, review: Review) -> None:
        """Draw a review."""
        old, self._review = self._review, review
        if old is None or not old.is_of_same_chronology(review):
            self._bars = None
        self.redraw()

    def draw(self, width: int) -> Sequence[Line]:
        """The lines."""
        if self._review is None:
            return ()
        size = width, self.size.height
        if self._review.lens.placed_count and (self._bars is None or self._bars_size != size):
            self._bars, self._bars_size = traffic_bars(self._review.lens, *size), size
        return draw_strip(self._review, *size, self._bars)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Go to the time under the mouse, and follow the mouse."""
        self._dragging = True
        self.capture_mouse()
        self._choose(event.x)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Follow a drag."""
        if self._dragging:
            self._choose(event.x)

    def on_mouse_up(self) -> None:
        """The drag is over."""
        self._dragging = False
        self.release_mouse()

    def _choose(self, x: int) -> None:
        if self._review is None or not self._review.lens.placed_count:
            return
        axis, low, _ = _between_labels(self._review.lens, self.size.width)
        cell = min(max(x - len(low), 0), axis.cells - 1)
        self.post_message(self.MomentChosen(axis.moment_of(cell)))
