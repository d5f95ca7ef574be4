"""The status: the moment of every pane, the clock, the entry, counts, and the filters."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, cast

from textual.geometry import Size
from textual.message import Message

from incident_tui.chronology.histories import Clock
from incident_tui.drawing.ink import Ink, Line, clip, cut, spread, width_of
from incident_tui.drawing.lines import Bar
from incident_tui.keymap import with_keys
from incident_tui.panes.header import EDGE
from incident_tui.record.text import visible
from incident_tui.review.filters import FilterName
from incident_tui.review.following import Following
from incident_tui.review.review import Review
from incident_tui.words.counts import count_words
from incident_tui.words.filters import FilterPhrase, filter_phrases, search_words
from incident_tui.words.intervals import mark_words, since_mark
from incident_tui.words.notes import basis_words
from incident_tui.words.questions import tally_words
from incident_tui.words.times import as_of_words, clock_words, entry_time

_QUERY = 20
"""Cells of the search query in a short status line."""
_NEEDED = 4
"""The largest `_Part.drop` of a part that stands before filters in the same line."""
_OPEN_MATTERS = 9
"""The `_Part.drop` of conflicts and questions, which go before any word is shortened."""
_UNPLACED = 7
"""The `_Part.drop` of the number of entries without a time, which goes next."""
_FURTHER = 6
"""The `_Part.drop` of the number of further recordings."""
_GAP = "   "
"""Between two filters."""
_START = "Status "
"""Begins the line where there is room."""
_FILTER = "filter:"
"""Before the name of a filter: the action of a span that removes the filter."""


class _Part(NamedTuple):
    """A part of the status line."""

    text: str
    ink: str
    drop: int
    """For lack of room the part with the highest number is dropped first."""
    action: str = ""
    """The name of the key that a click presses; "" for none."""


def draw_status(
    review: Review,
    width: int,
    reading: int | None = None,
    phrases: Sequence[FilterPhrase] | None = None,
) -> list[Line]:
    """The status, with the filters beside it where there is room, and below it elsewhere.

    Each filter is named. A click on a filter removes the filter.

    Args:
        reading: how many calls are read so far; None once every call is read.
        phrases: the filters in words, if known before.
    """
    if phrases is None:
        phrases = [*filter_phrases(review.lens, review.filters)]
    if not phrases:
        return [spread(_fitting(review, width, reading), [], width)]
    count = _shown_count(review)
    needed = [part for part in _parts(review, reading, short=True) if part.drop <= _NEEDED]
    room = width - width_of(_line(review, needed)) - 1
    beside, *others = _rows(phrases, count, room)
    if not others and width_of(beside) <= room:
        status = _fitting(review, width - width_of(beside) - 1, reading)
        return [spread((*status, Ink(" "), *beside), [], width)]
    return [spread(_fitting(review, width, reading), [], width), *_rows(phrases, count, width)]


def _fitting(review: Review, width: int, reading: int | None) -> list[Ink]:
    """The status without the filters, in as many words as fit into a width in cells."""
    whole = _parts(review, reading, short=False)
    for limit in (_OPEN_MATTERS + 1, _OPEN_MATTERS, _UNPLACED):
        parts = [part for part in whole if part.drop < limit]
        if width_of(line := _line(review, parts, _START)) <= width:
            return line
    short = _parts(review, reading, short=True)
    while len(short) > 1 and width_of(_line(review, short)) > width:
        short.remove(max(short, key=lambda part: part.drop))
    return _line(review, short)


def _line(review: Review, parts: Sequence[_Part], start: str = "") -> list[Ink]:
    """The moment, after words of the start, and the parts."""
    moment = _Part(as_of_words(review.lens, review.cursor), "here", 0, "go_to")
    edge, *others = _joined([moment, *parts])
    return [edge, Ink(f"{start}as of ", "dim", "go_to"), *others]


def _parts(review: Review, reading: int | None, short: bool) -> list[_Part]:
    """The parts of the status line after the moment, from left to right."""
    return [
        *_clock_parts(review, short),
        *_following_parts(review, short),
        *_progress_parts(review, reading, short),
        *_count_parts(review, short),
        *_fault_parts(review, short),
    ]


def _clock_parts(review: Review, short: bool) -> Iterator[_Part]:
    """Whether the row of the moment is hidden, the clock, and the time since the mark."""
    if review.has_hidden_cursor:
        yield _Part("its row is hidden", "possible", 0)
    happened = review.clock is Clock.HAPPENED
    words = clock_words(review.clock, short)
    yield _Part(words, "text" if happened else "here", 6 if happened else 0, "clock")
    if review.lens.is_aligned:
        basis = review.lens.clock_basis
        counted = count_words(len(basis), "pair")
        by = counted if short else basis_words(review.notes, basis)
        yield _Part(visible(f"aligned by {by}" if basis else "aligned"), "here", 1, "align")
    if review.pair:
        time = entry_time(review.lens, review.lens.position(review.pair) or 0)
        words = f"= {time}" if short else f"one moment with {time} and…"
        yield _Part(visible(words), "here", 1, "same_moment")
    if (length := since_mark(review)) is not None:
        is_here = review.entry_id == review.mark
        words = "at the mark" if is_here else mark_words(length)
        yield _Part(words.replace("the mark", "mark") if short else words, "here", 1)


def _following_parts(review: Review, short: bool) -> Iterator[_Part]:
    """Whether the cursor keeps to the newest entry, and how it does so again."""
    if review.following is Following.ON:
        yield _Part("following", "bright", 1, "follow")
    elif review.following is Following.PAUSED:
        again = "{last} follows" if short else "following paused: {last} follows again"
        yield _Part(with_keys(again), "here", 1, "last")


def _progress_parts(review: Review, reading: int | None, short: bool) -> Iterator[_Part]:
    """How many calls are read, and how far the search is."""
    if reading is not None:
        yield _Part(f"reading {reading:,}{'' if short else ' calls'}…", "bright", 1)
    if review.search:
        query = visible(str(review.search.query))
        query = cut(query, _QUERY) if short else query
        yield _Part(f"“{query}” {search_words(review)}", "here", 0)
    elif review.kept and not review.kept.complete:
        yield _Part(f"searching… {review.kept.share:.0%}", "here", 0)


def _count_parts(review: Review, short: bool) -> Iterator[_Part]:
    """The place of the cursor among the entries shown and among all calls, and the unplaced."""
    lens, calls = review.lens, review.lens.radio
    if review.shown:
        place = f"{review.cursor_rank:,} of {len(review.passing):,}"
        yield _Part(place if short else f"entry {place}", "text", 4)
    yield from _recording_parts(review, short)
    if review.filters.any:
        return
    if calls and (number := calls.rank(review.cursor + 1)):
        yield _Part(f"radio{'' if short else ' call'} {number:,} of {len(calls):,}", "text", 5)
    if unplaced := lens.count - lens.placed_count:
        yield _Part(f"{unplaced:,} without a time", "dim", _UNPLACED)


def _recording_parts(review: Review, short: bool) -> Iterator[_Part]:
    """How many entries are further recordings of a transmission, or that each has a row."""
    if folded := review.folded:
        words = f"{folded:,} further" if short else count_words(folded, "further recording")
        yield _Part(words, "dim", _FURTHER, "recordings")
    elif review.every_recording:
        yield _Part("every recording", "here", 3, "recordings")


def _fault_parts(review: Review, short: bool) -> Iterator[_Part]:
    """Problems, parts left out, conflicts and questions."""
    lens = review.lens
    problems, left_out = len(lens.problems), lens.left_out_count
    if problems and not (short and left_out):
        yield _Part(count_words(problems, "problem"), "alert", 2, "problems")
    if left_out:
        yield _Part(f"{left_out:,} left out", "alert", 2, "problems")
    if short:
        return
    if lens.conflict_count:
        words = count_words(lens.conflict_count, "conflict")
        yield _Part(words, "dim", _OPEN_MATTERS, "conflicts")
    if lens.question_count:
        is_each_open = lens.open_question_count == lens.question_count
        counted = count_words(lens.question_count, "question")
        words = counted if is_each_open else tally_words(lens)
        yield _Part(words, "dim", _OPEN_MATTERS, "questions")


def _shown_count(review: Review) -> Ink:
    """The number of entries shown, of all entries."""
    total = count_words(review.lens.count, "entry", "entries")
    return Ink(f"{len(review.passing):,} of {total}", "dim")


def _rows(phrases: Sequence[FilterPhrase], count: Ink, width: int) -> list[Line]:
    """The lines of the filters and of the number of entries shown.

    Names give way to numbers, the longest first, until one line has room; then further lines
    follow.
    """
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
    action = _FILTER + name
    return (Ink(shown, "accent", action), Ink(" ×", "key", action))


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


def draw_whole(review: Review, width: int, reading: int | None = None) -> Line:
    """Counts of the record as a whole, for the overview, which is of no moment.

    Args:
        reading: how many calls are read so far; None once every call is read.
    """
    lens = review.lens
    parts = [_Part(count_words(lens.count, "entry", "entries"), "text", 1)]
    if calls := len(lens.radio):
        parts.append(_Part(count_words(calls, "radio call"), "text", 2))
    if unplaced := lens.count - lens.placed_count:
        parts.append(_Part(f"{unplaced:,} without a time", "dim", _UNPLACED))
    parts += _following_parts(review, False)
    parts += [*_progress_parts(review, reading, False), *_fault_parts(review, False)]
    while len(parts) > 1 and width_of(_joined(parts)) > width:
        parts.remove(max(parts, key=lambda part: part.drop))
    return spread(_joined(parts), [], width)


def _joined(parts: Sequence[_Part]) -> list[Ink]:
    """The parts, with a dot between two."""
    line = [Ink(EDGE)]
    for number, part in enumerate(parts):
        line += [Ink(" · ", "faint")] if number else []
        line.append(Ink(part.text, part.ink, part.action))
    return line


class Status(Bar):
    """The lines of the status; a click on a part presses its key, or removes the filter."""

    class Dropped(Message):
        """A filter was clicked."""

        def __init__(self, name: FilterName) -> None:
            super().__init__()
            self.name: FilterName = name

    def __init__(self) -> None:
        super().__init__(id="status")
        self._review: Review | None = None
        self._reading: int | None = None
        self._phrases: Sequence[FilterPhrase] = ()
        self._is_whole = False

    def show(self, review: Review, is_whole: bool = False) -> None:
        """Draw a review.

        Args:
            is_whole: whether the screen shows the record as a whole, and not as of a moment.
        """
        old, self._review, self._is_whole = self._review, review, is_whole
        same = old is not None and old.lens.zone is review.lens.zone
        if old is None or not same or old.filters != review.filters:
            self._phrases = [*filter_phrases(review.lens, review.filters)]
        self._redraw()

    def count(self, reading: int | None) -> None:
        """Say how many calls are read by now; None when all are."""
        self._reading = reading
        self._redraw()

    def _redraw(self) -> None:
        self.redraw()
        if self.size and len(self._lines) != self.size.height:
            # The rows of the panes first: to lay out the screen takes longer than to filter.
            self.call_after_refresh(self.refresh, layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The number of lines."""
        return max(len(self.draw(width)), 1)

    def draw(self, width: int) -> Sequence[Line]:
        """The lines."""
        if self._review is None:
            return ()
        if self._is_whole:
            return [draw_whole(self._review, width, self._reading)]
        return draw_status(self._review, width, self._reading, self._phrases)

    def on_bar_pressed(self, message: Bar.Pressed) -> None:
        """Name the filter that was clicked."""
        if message.key.startswith(_FILTER):
            message.stop()
            self.post_message(self.Dropped(cast(FilterName, message.key.removeprefix(_FILTER))))
