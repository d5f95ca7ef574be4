"""The lines above the panes: the incident, the traffic over it, and where the cursor stands."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.message import Message

from incident_tui.panes.ink import Ink, Line, spread, width_of
from incident_tui.panes.lines import Bar
from incident_tui.record.text import visible
from incident_tui.record.time_value import DAY, HOUR, MINUTE
from incident_tui.review.chronology import Chronology
from incident_tui.review.filters import filter_words
from incident_tui.review.review import RADIO, Review
from incident_tui.review.wording import (
    as_of_words,
    date_words,
    instant_words,
    zone_words,
)

BARS = " ▁▂▃▄▅▆▇█"


def draw_title(review: Review, width: int) -> Line:
    """What the record is about: title, place, day and zone."""
    record = review.chronology.record
    incident = record.incident
    place = next((one for one in record.locations if one.id == incident.location), None)
    where = place.city or place.text if place else incident.location
    when = f"{date_words(record)} {zone_words(review.chronology)}"
    right = [Ink(" · ".join(part for part in (visible(where), when) if part) + " ", "dim")]
    left = [Ink(" ")]
    if incident.exercise:
        left.append(Ink(" EXERCISE ", "alert"))
        left.append(Ink(" "))
    left.append(Ink(visible(incident.title), "bright"))
    if width_of(left) + width_of(right) + 1 > width:
        right = [Ink(f"{when} ", "dim")]
    return spread(left, right, width)


def draw_status(review: Review, width: int) -> Line:
    """Where the review stands: as of when, on which clock, which entry, what is not in sight."""
    chronology = review.chronology
    moment = as_of_words(chronology, review.placement)
    line = [
        Ink(" as of ", "dim"),
        Ink(moment, "here"),
        Ink(" · ", "faint"),
        Ink(str(review.clock), "bright"),
    ]
    for text, ink in _counts(review, short=False):
        line += [Ink(" · ", "faint"), Ink(text, ink)]
    if width_of(line) > width:
        line = line[:4]
        for text, ink in _counts(review, short=True):
            line += [Ink(" · ", "faint"), Ink(text, ink)]
    return spread(line, [], width)


def _counts(review: Review, short: bool) -> list[tuple[str, str]]:
    chronology, record = review.chronology, review.chronology.record
    calls = chronology.by_kind.get(RADIO, ())
    passed = chronology.count_between(calls, 0, review.cursor + 1)
    number = bisect_left(review.shown, review.cursor) + 1 if review.shown else 0
    hidden = f"{review.hidden} hidden"
    if review.filters.any and not short:
        hidden += f" by {visible(filter_words(chronology, review.filters))}"
    found = [
        (f"{number}/{len(review.shown)}" + ("" if short else " entries"), "text"),
        (f"{passed}/{len(calls)} radio", "text"),
        (hidden, "possible" if review.hidden else "dim"),
        (f"{chronology.unplaced_count} unplaced", "dim"),
    ]
    if chronology.problems:
        count = len(chronology.problems)
        words = f"{count} problem{'s' if count != 1 else ''}"
        if left_out := len(chronology.left_out):
            words += f", {left_out} left out"
        found.insert(3, (words, "alert"))
    if not short:
        found += [
            (f"{len(items)} {name}", "dim")
            for name, items in (("conflicts", record.conflicts), ("questions", record.questions))
            if items
        ]
    return found


class Axis(NamedTuple):
    """A strip of time: from and to in milliseconds, over so many cells."""

    start: int
    stop: int
    cells: int

    def cell_of(self, moment: int) -> int:
        """The cell that a moment lies in."""
        cell = (moment - self.start) * self.cells // (self.stop - self.start)
        return min(max(cell, 0), self.cells - 1)

    def moment_of(self, cell: int) -> int:
        """The last moment of a cell."""
        return self.start + (cell + 1) * (self.stop - self.start) // self.cells - 1


def axis_of(chronology: Chronology, cells: int) -> Axis:
    """The time from the first placed entry to the last, in whole minutes, hours or days."""
    bests = chronology.bests
    first, last = (bests[0], bests[-1]) if bests else (0, 0)
    span = last - first
    unit = 10 * MINUTE if span <= 2 * HOUR else HOUR if span <= 2 * DAY else DAY
    start = first // unit * unit
    return Axis(start, max((last // unit + 1) * unit, start + unit), max(cells, 1))


def draw_strip(review: Review, width: int, height: int) -> list[Line]:
    """Radio traffic over the incident, a bar a cell, and the cursor on it."""
    chronology = review.chronology
    if not chronology.bests:
        return [(Ink(" no entry has a full time", "dim"),)] * height
    axis = axis_of(chronology, 1)
    low = f" {instant_words(axis.start, chronology.zone)} "
    high = f" {instant_words(axis.stop, chronology.zone)} "
    axis = axis._replace(cells=max(width - len(low) - len(high), 1))
    bars = _bars(review, axis)
    cursor = None if review.as_of is None else axis.cell_of(review.as_of)
    lines = []
    for row in range(height):
        base = (height - 1 - row) * 8
        left, right = (low, high) if row == height - 1 else (" " * len(low), " " * len(high))
        line = [Ink(left, "dim")]
        for cell, (eighths, ink) in enumerate(bars):
            if cell == cursor:
                line.append(Ink("┃", "here"))
                continue
            level = min(max(eighths * height - base, 0), 8)
            glyph = BARS[level]
            if not level and row == height - 1:
                glyph, ink = "─", "faint"
            line.append(Ink(glyph, ink))
        line.append(Ink(right, "here" if cursor is None else "dim"))
        lines.append(tuple(line))
    return lines


def _bars(review: Review, axis: Axis) -> list[tuple[int, str]]:
    """For each cell its bar in eighths of a row, and its ink: radio traffic stands out."""
    chronology = review.chronology
    edges = [axis.start + n * (axis.stop - axis.start) // axis.cells for n in range(axis.cells + 1)]
    places = [bisect_left(chronology.bests, edge) for edge in edges]
    calls = chronology.by_kind.get(RADIO, ())
    counts = [places[n + 1] - places[n] for n in range(axis.cells)]
    radio = [chronology.count_between(calls, places[n], places[n + 1]) for n in range(axis.cells)]
    most = max(counts) or 1
    return [
        (-(-count * 8 // most), "radio" if heard else "dim")
        for count, heard in zip(counts, radio, strict=True)
    ]


class Title(Bar):
    """The line that says which incident this is."""

    def __init__(self) -> None:
        super().__init__(id="title")
        self._review: Review | None = None

    def show(self, review: Review) -> None:
        """Draw a review."""
        self._review = review
        self.redraw()

    def draw(self, width: int) -> Sequence[Line]:
        """The line."""
        return [draw_title(self._review, width)] if self._review else ()


class Status(Bar):
    """The line that says where the review stands."""

    def __init__(self) -> None:
        super().__init__(id="status")
        self._review: Review | None = None

    def show(self, review: Review) -> None:
        """Draw a review."""
        self._review = review
        self.redraw()

    def draw(self, width: int) -> Sequence[Line]:
        """The line."""
        return [draw_status(self._review, width)] if self._review else ()


class Traffic(Bar):
    """The strip of traffic; a click or a drag on it goes to that time."""

    class MomentChosen(Message):
        """A place on the strip was clicked."""

        def __init__(self, moment: int) -> None:
            super().__init__()
            self.moment = moment
            """Milliseconds since 1970, UTC."""

    def __init__(self) -> None:
        super().__init__(id="traffic")
        self._review: Review | None = None
        self._dragging = False

    def show(self, review: Review) -> None:
        """Draw a review."""
        self._review = review
        self.redraw()

    def draw(self, width: int) -> Sequence[Line]:
        """The lines."""
        return draw_strip(self._review, width, self.size.height) if self._review else ()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Go to where the button goes down, and follow it."""
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
        if self._review is None or not self._review.chronology.bests:
            return
        chronology = self._review.chronology
        axis = axis_of(chronology, 1)
        low = len(instant_words(axis.start, chronology.zone)) + 2
        high = len(instant_words(axis.stop, chronology.zone)) + 2
        axis = axis._replace(cells=max(self.size.width - low - high, 1))
        cell = min(max(x - low, 0), axis.cells - 1)
        self.post_message(self.MomentChosen(axis.moment_of(cell)))
