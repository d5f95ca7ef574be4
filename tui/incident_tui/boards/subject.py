"""Rows that the pages of subjects share: statuses, open matters, sources."""

from collections.abc import Iterable, Sequence
from functools import partial

from incident_tui.boards.lines import (
    WITHHELD,
    entry_line,
    heading,
    linked,
    paragraph,
    time_size,
)
from incident_tui.chronology.histories import Subject
from incident_tui.drawing import rows as drawing
from incident_tui.drawing.ink import DIFFERS, EMPTY, Ink, Line, Row, clip, spread
from incident_tui.panes.casualties import DISPUTED, GLYPHS, INKS
from incident_tui.record.text import visible
from incident_tui.record.vocabulary import plain
from incident_tui.review.citing import change_link, source_link
from incident_tui.review.lens import Lens
from incident_tui.review.links import TO_CONFLICT, TO_ENTRY, TO_QUESTION, to_source
from incident_tui.review.review import Review
from incident_tui.review.told import ToldChange
from incident_tui.words.citations import Cite, cite_words
from incident_tui.words.counts import status_words
from incident_tui.words.times import changed_known_words, placement_words

_LABEL = 14
"""Cells of a label."""
_STATUS, _LONGEST_STATUS = 14, 24
"""Cells for a status, at least and at most, so that times stand below each other."""

MARKS = (
    ("● ◐ ○", "a status: certain as of the cursor; possible; not yet, or not known"),
    (DIFFERS, "not known yet, on the clock of the known"),
    (DISPUTED, "a conflict"),
    ("?", "a question"),
)
"""The marks on the page of a subject."""

field = partial(drawing.field, size=_LABEL)
"""A label and words, in the rows of a page."""


def head_rows(review: Review, subject: Subject, name: str, width: int) -> list[Row]:
    """A name, and the status as of the cursor."""
    state = review.lens.state(subject)
    if not (state.expected or state.begun):
        return [Row(clip([Ink(visible(name), "bright")], width))]
    status = Ink(f"at the cursor: {visible(status_words(state))}", "here")
    return [Row(spread([Ink(visible(name), "bright")], [status], width))]


def status_rows(review: Review, subject: Subject, width: int) -> list[Row]:
    """Each status that a subject came to, in order, below a heading."""
    rows = history_rows(review, subject, width)
    return [*heading("statuses, in order", width), *rows] if rows else []


def history_rows(review: Review, subject: Subject, width: int) -> list[Row]:
    """Each status that a subject came to, in order; a withheld status has no words.

    A status leads to its entry, or else to its time.
    """
    history, rows = review.lens.history(subject), list[Row]()
    links = [change_link(review.lens, subject, change) for change in history]
    entries = [link.removeprefix(TO_ENTRY) for link in links if link.startswith(TO_ENTRY)]
    times, size = time_size(review.lens, entries, width), status_size(history)
    for change, link in zip(history, links, strict=True):
        rows.append(status_row(review.lens, change, link, width, size))
        rows += _grounds(review, change, link, width, times)
    return rows


def status_size(history: Iterable[ToldChange]) -> int:
    """Cells for the statuses of a history; a longer status pushes its time."""
    sizes = (len(visible(plain(change.status))) for change in history if change.status)
    return max(_STATUS, min(max(sizes, default=0), _LONGEST_STATUS))


def _grounds(review: Review, change: ToldChange, link: str, width: int, times: int) -> list[Row]:
    """What a status stands on: the entry with the status, or else the sources; and its note."""
    lens, rows = review.lens, list[Row]()
    if change.status is None:
        return rows
    if link.startswith(TO_ENTRY):
        rows += entry_line(review, link.removeprefix(TO_ENTRY), width, "      ", times)
    if not change.entry:
        rows += cite_rows(lens, change.cite, width, "      ")
    if lens.in_hindsight and change.note:
        rows += linked(lens, change.note, width, "dim", "      ")
    return rows


def status_row(
    lens: Lens, change: ToldChange, link: str, width: int, size: int, head: str = "  "
) -> Row:
    """A row with a status, its time, and when the status was known.

    Args:
        link: where the row leads.
        size: cells for the status, see `status_size`.
        head: stands before the mark of certainty.
    """
    sure = change.certainty
    mark = Ink(f"{head}{GLYPHS[sure]} ", INKS[sure])
    if change.status is None:
        return Row(clip((mark, Ink(WITHHELD, "faint")), width))
    known = changed_known_words(lens, change)
    line: Line = (
        mark,
        Ink(f"{visible(plain(change.status)):<{size}} ", INKS[sure]),
        Ink(placement_words(lens, change.placement) or "no time", "time"),
        Ink(f" · known {known}", "dim"),
    )
    return Row(clip(line, width), link, source_link(change.cite))


def open_rows(lens: Lens, identifiers: Sequence[str], width: int) -> list[Row]:
    """The conflicts about any of the ids, and the questions that refer to an id."""
    conflicts = lens.conflicts_of(*identifiers)
    questions = lens.questions_about(*identifiers)
    rows = heading("disputed and not known", width) if conflicts or questions else []
    for conflict in conflicts:
        words, link = f"{conflict.id} {conflict.topic}", TO_CONFLICT + conflict.id
        rows += paragraph(words, width, "dispute", f"  {DISPUTED} ", link)
    for question in questions:
        answer = f" {question.answer}" if question.answer else ""
        words, link = f"{question.id} {question.text}{answer}", TO_QUESTION + question.id
        rows += paragraph(words, width, "text", "  ? ", link)
    return rows


def closing_rows(lens: Lens, note: str, cites: Iterable[Cite], width: int) -> list[Row]:
    """A remark of the record, and the sources of the subject."""
    rows = linked(lens, note, width, "dim") if note else []
    rows += cite_rows(lens, cites, width)
    return [Row(EMPTY), *rows] if rows else []


def cite_rows(
    lens: Lens, cites: Iterable[Cite], width: int, head: str = "source".ljust(_LABEL)
) -> list[Row]:
    """The cited places, each beside a head; a row leads to the place in the source."""
    rows = []
    for cite in cites:
        link = to_source(cite.source, cite.at)
        rows += paragraph(cite_words(lens, cite), width, "dim", head, link)
    return rows
