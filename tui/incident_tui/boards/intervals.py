"""Intervals: bounds of their lengths, or why a length cannot be computed; no length is judged."""

from incident_tui.boards.board import Board
from incident_tui.boards.lines import (
    NOT_YET,
    entry_line,
    linked,
    paragraph,
    remark,
    time_size,
)
from incident_tui.drawing.ink import EMPTY, Ink, Row, spread, width_of, wrap
from incident_tui.record.text import visible
from incident_tui.review.lens import Lens
from incident_tui.review.links import TO_ENTRY
from incident_tui.review.review import Review
from incident_tui.words.counts import count_words
from incident_tui.words.intervals import Length, lengths, mark_words, since_mark
from incident_tui.words.names import milestone_words

_FROM, _TO, _NOTE = "  from  ", "    to  ", "  note  "


def draw(review: Review, width: int) -> list[Row]:
    """The rows of the page: from the mark to the cursor, then the intervals of the record."""
    lens = review.lens
    rows, marked, times = list[Row](), since_mark(review), _time_size(review, width)
    if marked is not None:
        rows += [
            *_named(lens, "From the mark to the cursor", marked, width, mark_words(marked)),
            *entry_line(review, review.mark, width, _FROM, times),
            *entry_line(review, lens.outline(review.cursor).id, width, _TO, times),
            Row(EMPTY),
        ]
    withheld = 0
    for interval, length in lengths(lens):
        if length is None:
            withheld += 1
        else:
            rows += [*_interval(review, interval.id, length, width, times), Row(EMPTY)]
    if withheld:
        words = count_words(withheld, "interval")
        rows += remark(f"{words} of which an end is {NOT_YET}", width)
    elif not any(True for _ in lens.intervals()):
        rows += remark("No interval is recorded.", width)
    if marked is None:
        rows += remark("In the timeline, m marks an entry to count from.", width)
    return rows if rows[-1].line else rows[:-1]


def _time_size(review: Review, width: int) -> int:
    """Cells for the times of every entry on the page."""
    lens = review.lens
    names = (name for interval, _ in lens.intervals() for name in (interval.start, interval.end))
    ends = [position for name in names if (position := lens.end_of_interval(name)) is not None]
    marked = [review.mark, review.entry_id] if review.mark else []
    return time_size(lens, [*marked, *(lens.outline(end).id for end in ends)], width)


def _interval(review: Review, identifier: str, length: Length, width: int, times: int) -> list[Row]:
    interval = review.lens.interval(identifier)
    if interval is None:
        return []
    rows = _named(review.lens, interval.name, length, width)
    rows += _end(review, interval.start, _FROM, width, times)
    rows += _end(review, interval.end, _TO, width, times)
    return rows + (linked(review.lens, interval.note, width, "dim", _NOTE) if interval.note else [])


def _named(lens: Lens, name: str, length: Length, width: int, words: str = "") -> list[Row]:
    """A name with the length (or other words) at the end of the line, or below for lack of room."""
    words, ink = words or length.words, "here" if length.is_computable else "possible"
    line = (Ink(visible(name), "bright"),)
    if width_of(line) + len(words) < width:
        rows = [Row(spread(line, (Ink(words, ink),), width))]
    else:
        rows = [Row((Ink(part, "bright"),)) for part in wrap(name, width)]
        rows += paragraph(words, width, ink, "  ")
    return rows + (linked(lens, length.why, width, "possible", "  ") if length.why else [])


def _end(review: Review, name: str, label: str, width: int, times: int) -> list[Row]:
    """An end of an interval: an entry, with the milestone if the interval names a milestone."""
    position = review.lens.end_of_interval(name)
    if position is None:
        return paragraph(f"`{name}`, which nothing is or reaches", width, "possible", label)
    entry = review.lens.outline(position).id
    rows = entry_line(review, entry, width, label, times)
    if entry != name:
        milestone = Ink(f" · milestone {visible(milestone_words(name))}", "dim")
        rows = [Row(spread(row.line, (milestone,), width), TO_ENTRY + entry) for row in rows]
    return rows


BOARD = Board("Intervals", draw)
