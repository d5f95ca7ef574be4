"""The lines above the panes: the incident, the traffic over it, and where the cursor stands."""

from collections.abc import Sequence
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
from incident_tui.words.times import as_of_words, date_words, instant_words, zone_words

BARS = " ▁▂▃▄▅▆▇█"
"""Radio calls in a cell of the strip, in eighths of a row."""
TICK = "┴"
"""Entries other than radio calls."""

_QUERY = 20
"""Cells of what is searched for in a short status line."""
_RADIO_DROP, _RANK_DROP = 5, 4
"""When the count of radio calls, and the rank of the entry, give way, as `_Part.drop` has it."""


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
    """Where the review stands: as of when, on which clock, which entry, what is not in sight.

    Args:
        reading: how many calls are read by now; None when all are.
    """
    moment = as_of_words(review.lens, review.placement)
    parts = _parts(review, reading, short=False)
    if width_of(_status(moment, parts)) > width:
        parts = _short_parts(review, reading, moment, width)
    return spread(_status(moment, parts), [], width)


def _short_parts(review: Review, reading: int | None, moment: str, width: int) -> "list[_Part]":
    """What the status line says where it cannot say all: the filter by its name, if that fits."""
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
    """Something that the status line says."""

    text: str
    ink: str
    drop: int
    """Where there is no room for all, the one with the highest number gives way first."""


def _status(moment: str, parts: Sequence[_Part]) -> list[Ink]:
    line = [Ink(" as of ", "dim"), Ink(moment, "here")]
    for part in parts:
        line += [Ink(" · ", "faint"), Ink(part.text, part.ink)]
    return line


def _parts(review: Review, reading: int | None, short: bool) -> list[_Part]:
    """What the status line says after the moment, from left to right."""
    lens = review.lens
    happened = review.clock is Clock.HAPPENED
    parts = [_Part(str(review.clock), "bright" if happened else "here", 6 if happened else 0)]
    if lens.is_aligned:
        parts.append(_Part("aligned", "here", 1))
    if (length := since_mark(review)) is not None:
        words = length.words
        if review.entry_id == review.mark:
            words = "is here"
        parts.append(_Part(f"{'mark' if short else 'since the mark'} {words}", "here", 1))
    if reading is not None:
        parts.append(_Part(f"reading {reading:,}{'' if short else ' calls'}…", "possible", 1))
    if review.search:
        query = visible(str(review.search.query))
        query = cut(query, _QUERY) if short else query
        parts.append(_Part(f"“{query}” {search_words(review)}", "here", 0))
    elif review.kept and not review.kept.complete:
        parts.append(_Part(f"searching… {review.kept.share:.0%}", "here", 0))
    calls = lens.radio
    passed = calls.rank(review.cursor + 1)
    hidden = f"{review.hidden:,} hidden"
    if review.filters.any and not short:
        hidden += f" by {visible(filter_words(lens, review.filters))}"
    entries = "" if short else " entries"
    parts += [
        _Part(f"{review.cursor_rank:,}/{len(review.shown):,}{entries}", "text", _RANK_DROP),
        _Part(f"{passed:,}/{len(calls):,} radio", "text", _RADIO_DROP),
        _Part(hidden, "possible", 3) if review.hidden else _Part(hidden, "dim", 8),
        _Part(f"{lens.count - lens.placed_count:,} unplaced", "dim", 7),
    ]
    problems, left_out = len(lens.problems), lens.left_out_count
    if problems and not (short and left_out):
        parts.append(_Part(count_words(problems, "problem"), "alert", 2))
    if left_out:
        parts.append(_Part(f"{left_out:,} left out", "alert", 2))
    if not short:
        parts += [
            _Part(count_words(count, name), "dim", 9)
            for name, count in (
                ("conflict", lens.conflict_count),
                ("question", lens.question_count),
            )
            if count
        ]
    return parts


class TrafficBars(NamedTuple):
    """The strip without the cursor."""

    axis: Axis
    lines: list[Line]
    """A label, a span for each cell, and a label."""


def draw_strip(
    review: Review, width: int, height: int, bars: TrafficBars | None = None
) -> list[Line]:
    """Radio traffic over the incident, a bar a cell, and the cursor on it.

    Args:
        bars: the `traffic_bars` of this record and size, if they were drawn before.
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
    """The axis of a strip this wide, and the labels that it lies between."""
    axis = axis_of(lens, 1)
    low = f" {instant_words(axis.start, lens.zone)} "
    high = f" {instant_words(axis.stop, lens.zone)} "
    return axis._replace(cells=max(width - len(low) - len(high), 1)), low, high


def _title(review: Review) -> str:
    return review.lens.incident.title


class Title(Bar):
    """The line that says which incident this is."""

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
    """The line that says where the review stands."""

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
        if self._review is None or not self._review.lens.placed_count:
            return
        axis, low, _ = _between_labels(self._review.lens, self.size.width)
        cell = min(max(x - len(low), 0), axis.cells - 1)
        self.post_message(self.MomentChosen(axis.moment_of(cell)))
