"""The lines above the panes: the incident, the strip of traffic, the status, and the filters."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

from textual import events
from textual.geometry import Size
from textual.message import Message

from incident_tui.chronology.histories import Clock
from incident_tui.drawing.ink import DIFFERS, Ink, Line, clip, cut, spread, width_of
from incident_tui.drawing.lines import Bar
from incident_tui.record.text import visible
from incident_tui.review.filters import FilterName
from incident_tui.review.lens import Lens
from incident_tui.review.review import Review
from incident_tui.review.traffic import Axis, axis_of, traffic_of
from incident_tui.words.counts import count_words
from incident_tui.words.exactness import has_clock_time
from incident_tui.words.filters import FilterPhrase, filter_phrases, search_words
from incident_tui.words.intervals import mark_words, since_mark
from incident_tui.words.questions import tally_words
from incident_tui.words.times import (
    as_of_words,
    date_words,
    inferred_mark,
    instant_words,
    zone_words,
)

BARS = " ▁▂▃▄▅▆▇█"
"""Radio calls in a cell of the strip, in eighths of a row."""
TICK = "┴"
"""Entries other than radio calls."""

_BAND = {"─": "━", TICK: "┻"}
"""The ground line inside the bounds of the cursor."""
_QUERY = 20
"""Cells of the search query in a short status line."""
_OPEN_MATTERS = 9
"""The `_Part.drop` of conflicts and questions, which go before any word is shortened."""
_GAP = "   "
"""Between two filters."""
EDGE = "  "
"""Before the lines above the panes, whose words begin where the words of a pane begin."""


def draw_title(review: Review, width: int) -> Line:
    """The record's incident: title, place, day and zone."""
    lens = review.lens
    incident = lens.incident
    place = lens.location(incident.location)
    where = incident.location
    if place:
        city = place.city and place.city + inferred_mark(place.city_basis)
        where = city or place.text
    when = f"{date_words(lens)} {zone_words(lens)}"
    right = [Ink(" · ".join(part for part in (visible(where), when) if part) + " ", "dim")]
    left = [Ink(EDGE)]
    if incident.exercise:
        left = [Ink(" "), Ink(" EXERCISE ", "alert"), Ink(" ")]
    if incident.title:
        left.append(Ink(visible(incident.title), "bright"))
    else:
        left.append(Ink(f"{DIFFERS} title not known yet", "faint"))
    if width_of(left) + width_of(right) + 1 > width:
        right = [Ink(f"{when} ", "dim")]
    return spread(left, right, width)


def draw_status(review: Review, width: int, reading: int | None = None) -> Line:
    """The status line: the moment of the panes, the clock, the entry, and counts.

    Args:
        reading: how many calls are read so far; None once every call is read.
    """
    moment = as_of_words(review.lens, review.cursor)
    whole = _parts(review, reading, short=False)
    parts = whole
    if width_of(_status(moment, parts)) > width:
        parts = [part for part in whole if part.drop < _OPEN_MATTERS]
    if width_of(_status(moment, parts)) > width:
        parts = _parts(review, reading, short=True)
    while width_of(_status(moment, parts)) > width and len(parts) > 1:
        parts.remove(max(parts, key=lambda part: part.drop))
    return spread(_status(moment, parts), [], width)


class _Part(NamedTuple):
    """A part of the status line."""

    text: str
    ink: str
    drop: int
    """For lack of room the part with the highest number is dropped first."""


def _status(moment: str, parts: Sequence[_Part]) -> list[Ink]:
    line = [Ink(f"{EDGE}as of ", "dim"), Ink(moment, "here")]
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
    """Whether the row of the moment is hidden, the clock, and the time since the mark."""
    if review.has_hidden_cursor:
        yield _Part("its row is hidden", "possible", 0)
    happened = review.clock is Clock.HAPPENED
    yield _Part(str(review.clock), "bright" if happened else "here", 6 if happened else 0)
    if review.lens.is_aligned:
        yield _Part("aligned", "here", 1)
    if (length := since_mark(review)) is not None:
        is_here = review.entry_id == review.mark
        words = "at the mark" if is_here else mark_words(length)
        yield _Part(words.replace("the mark", "mark") if short else words, "here", 1)


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
    """The place of the cursor among the entries shown and among all calls, and the unplaced."""
    lens, calls, is_filtered = review.lens, review.lens.radio, review.filters.any
    entries = "" if short else " entries"
    if review.shown:
        yield _Part(f"{review.cursor_rank:,}/{len(review.shown):,}{entries}", "text", 4)
    if calls and not is_filtered:
        yield _Part(f"{calls.rank(review.cursor + 1):,}/{len(calls):,} radio", "text", 5)
    if unplaced := lens.count - lens.placed_count:
        shown = f"{review.shown_unplaced_count:,} of " if is_filtered else ""
        yield _Part(f"{shown}{unplaced:,} unplaced", "dim", 7)


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
        yield _Part(count_words(lens.conflict_count, "conflict"), "dim", _OPEN_MATTERS)
    if lens.question_count:
        is_each_open = lens.open_question_count == lens.question_count
        counted = count_words(lens.question_count, "question")
        yield _Part(counted if is_each_open else tally_words(lens), "dim", _OPEN_MATTERS)


def draw_filters(review: Review, width: int) -> list[Line]:
    """The filters, each of them named, and the number of entries shown; no line without a filter.

    Names give way to numbers, the longest first, until one line has room; then further lines
    follow. A click on a filter (its `action` is the name) removes the filter.
    """
    phrases = [*filter_phrases(review.lens, review.filters)]
    if not phrases:
        return []
    total = count_words(review.lens.count, "entry", "entries")
    count = Ink(f"{len(review.shown):,} of {total}", "dim")
    chips = [_chip(phrase.name, phrase.words) for phrase in phrases]
    while width_of(_row(chips, count)) > width and (wide := _widest(phrases, chips)) is not None:
        chips[wide] = _chip(phrases[wide].name, phrases[wide].short)
    room = width - len(EDGE)
    rows: list[list[Line]] = [[]]
    for span in [clip(chip, room) for chip in (*chips, (count,))]:
        if rows[-1] and width_of(_row([*rows[-1], span])) > width:
            rows.append([])
        rows[-1].append(span)
    return [_row(row) for row in rows]


def _chip(name: str, words: str) -> Line:
    shown = cut(visible(words), _QUERY) if name == "words" else visible(words)
    return (Ink(shown, "accent", name), Ink(" ×", "key", name))


def _widest(phrases: Sequence[FilterPhrase], chips: Sequence[Line]) -> int | None:
    """The index of the filter that a number makes shorter by most cells; None for no filter."""
    saved = {
        number: width_of(chips[number]) - width_of(_chip(phrase.name, phrase.short))
        for number, phrase in enumerate(phrases)
    }
    wide = max(saved, key=lambda number: saved[number])
    return wide if saved[wide] > 0 else None


def _row(chips: Sequence[Line], *more: Ink) -> Line:
    line = [Ink(EDGE)]
    for span in [*chips, *((ink,) for ink in more)]:
        line += [*([Ink(_GAP)] if len(line) > 1 else []), *span]
    return tuple(line)


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


class Chips(Bar):
    """The lines of filters; none without a filter. A click on a filter removes the filter."""

    class Dropped(Message):
        """A filter was clicked."""

        def __init__(self, name: FilterName) -> None:
            super().__init__()
            self.name: FilterName = name

    def __init__(self) -> None:
        super().__init__(id="filters")
        self._review: Review | None = None
        self.display = False

    def show(self, review: Review) -> None:
        """Draw a review, if the filters or the entries shown differ; a step costs nothing."""
        old, self._review = self._review, review
        same = old is not None and old.is_of_same_chronology(review)
        if same and old and old.shown is review.shown and old.filters == review.filters:
            return
        self.redraw()
        if self.is_attached and self._wants_room():
            # The rows of the panes first: to lay out the screen takes longer than to filter.
            self.call_after_refresh(self._take_room)

    def on_mount(self) -> None:
        """Show filters that were set before."""
        self._take_room()

    def _wants_room(self) -> bool:
        lines = self._review is not None and self._review.filters.any
        return lines != self.display or (
            self.display and self.size.height != len(self.draw(self.size.width))
        )

    def _take_room(self) -> None:
        """Take as many lines as the filters need by now."""
        self.display = self._review is not None and self._review.filters.any
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The number of lines."""
        return len(self.draw(width))

    def draw(self, width: int) -> Sequence[Line]:
        """The lines."""
        return draw_filters(self._review, width) if self._review else ()

    def on_bar_pressed(self, message: Bar.Pressed) -> None:
        """Name the filter that was clicked."""
        message.stop()
        self.post_message(self.Dropped(cast(FilterName, message.key)))


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
