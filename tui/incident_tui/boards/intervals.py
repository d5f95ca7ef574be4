"""Intervals: how long things took, as bounds, or why that cannot be computed; nothing is judged."""

from incident_tui.boards.board import Board
from incident_tui.boards.lines import NOT_YET, TO_ENTRY, entry_line, paragraph, remark
from incident_tui.drawing.ink import EMPTY, Ink, Row, spread, width_of, wrap
from incident_tui.record.model import Interval
from incident_tui.record.text import visible
from incident_tui.review.review import Review
from incident_tui.words.intervals import Length, entry_of, lengths, since_mark

_FROM, _TO, _NOTE = "  from  ", "    to  ", "  note  "


def draw(review: Review, width: int) -> list[Row]:
    """The page: from the mark to the cursor, then each interval of the record, and its length."""
    chronology = review.chronology
    rows: list[Row] = []
    marked = since_mark(review)
    if marked is not None and review.entry:
        rows += [
            *_named("From the mark to the cursor", marked, width),
            *entry_line(review, review.mark, width, _FROM),
            *entry_line(review, review.entry.id, width, _TO),
            Row(EMPTY),
        ]
    for interval, length in lengths(chronology):
        rows += [*_interval(review, interval, length, width), Row(EMPTY)]
    if not chronology.record.intervals:
        rows += remark("No interval is recorded.", width)
    if marked is None:
        rows += remark("In the timeline, m marks an entry to count from.", width)
    return rows if rows[-1].line else rows[:-1]


def _interval(review: Review, interval: Interval, length: Length, width: int) -> list[Row]:
    ends = [entry_of(review.chronology, name) for name in (interval.start, interval.end)]
    known = all(review.is_known(end) for end in ends if end is not None)
    rows = _named(interval.name, length if known else None, width)
    rows += _end(review, interval.start, _FROM, width)
    rows += _end(review, interval.end, _TO, width)
    if interval.note:
        rows += paragraph(interval.note, width, "dim", _NOTE)
    return rows


def _named(name: str, length: Length | None, width: int) -> list[Row]:
    """A name with its length at the end of the line, or below where there is no room.

    Args:
        length: None where it was not known yet.
    """
    words, ink = (length.words, "possible") if length else (NOT_YET, "faint")
    if length and length.is_computable:
        ink = "here"
    line = (Ink(visible(name), "bright"),)
    if width_of(line) + len(words) < width:
        rows = [Row(spread(line, (Ink(words, ink),), width))]
    else:
        rows = [Row((Ink(part, "bright"),)) for part in wrap(name, width)]
        rows += paragraph(words, width, ink, "  ")
    why = length.why if length else ""
    return rows + (paragraph(why, width, "possible", "  ") if why else [])


def _end(review: Review, name: str, label: str, width: int) -> list[Row]:
    """One end of an interval: an entry, and the milestone that it reaches if that is named."""
    chronology = review.chronology
    position = entry_of(chronology, name)
    if position is None:
        return paragraph(f"`{name}`, which nothing is or reaches", width, "possible", label)
    entry = chronology.entries[position]
    rows = entry_line(review, entry.id, width, label)
    if entry.id != name:
        milestone = Ink(f" · milestone {visible(name)}", "dim")
        rows = [Row(spread(row.line, (milestone,), width), TO_ENTRY + entry.id) for row in rows]
    return rows


BOARD = Board("Intervals", draw)
