"""The lines above the panes: the incident, the strip of traffic, and the status line."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from textual import events
from textual.message import Message

from incident_tui.chronology.histories import Clock
from incident_tui.drawing.ink import DIFFERS, Ink, Line, cut, spread, width_of
from incident_tui.drawing.lines import Bar
from incident_tui.record.text import visible
from incident_tui.review.lens import Lens
from incident_tui.review.review import Review
from incident_tui.review.traffic import Axis, axis_of, traffic_of
from incident_tui.words.counts import count_words
from incident_tui.words.filters import filter_words, search_words
from incident_tui.words.intervals import since_mark
from incident_tui.words.questions import tally_words
from incident_tui.words.times import as_of_words, date_words, instant_words, zone_words

BARS = " ▁▂▃▄▅▆▇█"
"""Radio calls in a cell of the strip, in eighths of a row."""
TICK = "┴"
"""Entries other than radio calls."""

_QUERY = 20
"""Cells of the search query in a short status line."""
_RADIO_DROP, _RANK_DROP = 5, 4
"""The `_Part.drop` of the count of radio calls, and of the rank of the entry."""


def draw_title(review: Review, width: int) -> Line:
    """The record's incident: title, place, day and zone."""
    lens = review.lens
    incident = lens.incident
    place = lens.location(incident.location)
    where = place.city or place.text if place else incident.location
    when = f"{date_words(lens)} {zone_words(lens)}"
    right = [Ink(" · ".join(part for part in (visible(where), when) if part) + " ", "dim")]
    left = [Ink(" ")]
    if incident.exercise:
        left.append(Ink(" EXERCISE ", "alert"))
        left.append(Ink(" "))
    if incident.title:
        left.append(Ink(visible(incident.title), "bright"))
    else:
        left.append(Ink(f"{DIFFERS} title not known yet", "faint"))
    if width_of(left) + width_of(right) + 1 > width:
        right = [Ink(f"{when} ", "dim")]
    return spread(left, right, width)


def draw_status(review: Review, width: int, reading: int | None = None) -> Line:
    """The status line: moment, clock, entry, and counts of hidden and unplaced entries.

    Args:
        reading: how many calls are read so far; None once every call is read.
    """
    moment = as_of_words(review.lens, review.placement)
    parts = _parts(review, reading, short=False)
    if width_of(_status(moment, parts)) > width:
        parts = _short_parts(review, reading, moment, width)
    return spread(_status(moment, parts), [], width)


def _short_parts(review: Review, reading: int | None, moment: str, width: int) -> "list[_Part]":
    """The parts of a status line without room for all: the filter by name, if it fits."""
    parts = _parts(review, reading, short=True)
    if review.filters.any:
        words = f"filter: {visible(filter_words(review.lens, review.filters))}"
        named = [parts[0], _Part(words, "possible", 0), *parts[1:]]
        for gone in ((), (_RADIO_DROP,), (_RADIO_DROP, _RANK_DROP)):
            kept = [part for part in named if part.drop not in gone]
            if width_of(_status(moment, kept)) <= width:
                return kept
    while width_of(_status(moment, parts)) > width and len(parts) > 1:
        parts.remove(max(parts, key=lambda part: part.drop))
    return parts


class _Part(NamedTuple):
    """A part of the status line."""

    text: str
    ink: str
    drop: int
    """For lack of room the part with the highest number is dropped first."""


def _status(moment: str, parts: Sequence[_Part]) -> list[Ink]:
    line = [Ink(" as of ", "dim"), Ink(moment, "here")]
    for part in parts:
        line += [Ink(" · ", "faint"), Ink(part.text, part.ink)]
    return line


def _parts(review: Review, reading: int | None, short: bool) -> list[_Part]:
    """The parts of the status line after the moment, from left to right."""
    return [
        *_clock_parts(review, short),
        *_progress_parts(review, reading, short),
        *_count_parts(review, short),
        *_fault_parts(review, short),
    ]


def _clock_parts(review: Review, short: bool) -> Iterator[_Part]:
    """The clock, and the time since the mark."""
    happened = review.clock is Clock.HAPPENED
    yield _Part(str(review.clock), "bright" if happened else "here", 6 if happened else 0)
    if review.lens.is_aligned:
        yield _Part("aligned", "here", 1)
    if (length := since_mark(review)) is not None:
        words = "is here" if review.entry_id == review.mark else length.words
        yield _Part(f"{'mark' if short else 'since the mark'} {words}", "here", 1)


def _progress_parts(review: Review, reading: int | None, short: bool) -> Iterator[_Part]:
    """How many calls are read, and how far the search is."""
    if reading is not None:
        yield _Part(f"reading {reading:,}{'' if short else ' calls'}…", "possible", 1)
    if review.search:
        query = visible(str(review.search.query))
        query = cut(query, _QUERY) if short else query
        yield _Part(f"“{query}” {search_words(review)}", "here", 0)
    elif review.kept and not review.kept.complete:
        yield _Part(f"searching… {review.kept.share:.0%}", "here", 0)


def _count_parts(review: Review, short: bool) -> Iterator[_Part]:
    """The place of the cursor among entries and calls, and the entries out of sight."""
    lens, calls = review.lens, review.lens.radio
    entries = "" if short else " entries"
    yield _Part(f"{review.cursor_rank:,}/{len(review.shown):,}{entries}", "text", _RANK_DROP)
    yield _Part(f"{calls.rank(review.cursor + 1):,}/{len(calls):,} radio", "text", _RADIO_DROP)
    hidden = f"{review.hidden:,} hidden"
    if review.filters.any and not short:
        hidden += f" by {visible(filter_words(lens, review.filters))}"
    yield _Part(hidden, "possible", 3) if review.hidden else _Part(hidden, "dim", 8)
    yield _Part(f"{lens.count - lens.placed_count:,} unplaced", "dim", 7)


def _fault_parts(review: Review, short: bool) -> Iterator[_Part]:
    """Problems, parts left out, conflicts and questions."""
    lens = review.lens
    problems, left_out = len(lens.problems), lens.left_out_count
    if problems and not (short and left_out):
        yield _Part(count_words(problems, "problem"), "alert", 2)
    if left_out:
        yield _Part(f"{left_out:,} left out", "alert", 2)
    if short:
        return
    if lens.conflict_count:
        yield _Part(count_words(lens.conflict_count, "conflict"), "dim", 9)
    if lens.question_count:
        is_each_open = lens.open_question_count == lens.question_count
        counted = count_words(lens.question_count, "question")
        yield _Part(counted if is_each_open else tally_words(lens), "dim", 9)


class TrafficBars(NamedTuple):
    """The strip without the cursor."""

    axis: Axis
    lines: list[Line]
    """A label, a span for each cell, and a label."""


def draw_strip(
    review: Review, width: int, height: int, bars: TrafficBars | None = None
) -> list[Line]:
    """Radio traffic over time, a bar a cell, with the cursor.

    Args:
        bars: the `traffic_bars` of the record and the size, if drawn before.
    """
    if not review.lens.placed_count:
        return [*[()] * (height - 1), (Ink(" no entry has a full time", "dim"),)]
    axis, lines = bars or traffic_bars(review.lens, width, height)
    if review.as_of is None:
        return [(*line[:-1], line[-1]._replace(ink="here")) for line in lines]
    cursor = 1 + axis.cell_of(review.as_of)
    return [(*line[:cursor], Ink("┃", "here"), *line[cursor + 1 :]) for line in lines]


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
    low = f" {instant_words(axis.start, lens.zone)} "
    high = f" {instant_words(axis.stop, lens.zone)} "
    return axis._replace(cells=max(width - len(low) - len(high), 1)), low, high


def _title(review: Review) -> str:
    return review.lens.incident.title


class Title(Bar):
    """The title line."""

    def __init__(self) -> None:
        super().__init__(id="title")
        self._review: Review | None = None

    def show(self, review: Review) -> None:
        """Draw a review, if the title or the record differs."""
        old, self._review = self._review, review
        if old is None or not old.is_of_same_chronology(review) or _title(old) != _title(review):
            self.redraw()

    def draw(self, width: int) -> Sequence[Line]:
        """The line."""
        return [draw_title(self._review, width)] if self._review else ()


class Status(Bar):
    """The status line."""

    def __init__(self) -> None:
        super().__init__(id="status")
        self._review: Review | None = None
        self._reading: int | None = None

    def show(self, review: Review) -> None:
        """Draw a review."""
        self._review = review
        self.redraw()

    def count(self, reading: int | None) -> None:
        """Say how many calls are read by now; None when all are."""
        self._reading = reading
        self.redraw()

    def draw(self, width: int) -> Sequence[Line]:
        """The line."""
        return [draw_status(self._review, width, self._reading)] if self._review else ()


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
