"""Rows that the pages of casualties and agencies share: statuses, open matters, sources."""

from collections.abc import Iterable, Sequence
from functools import partial

from incident_tui.boards.lines import NOT_YET, TO_SOURCE, entry_line, heading, paragraph
from incident_tui.chronology.histories import Subject
from incident_tui.drawing import rows as drawing
from incident_tui.drawing.ink import EMPTY, Ink, Line, Row, clip, spread
from incident_tui.panes.casualties import DISPUTED, GLYPHS, INKS
from incident_tui.record.text import visible
from incident_tui.record.vocabulary import plain
from incident_tui.review.lens import Lens
from incident_tui.review.review import Review
from incident_tui.review.told import ToldChange
from incident_tui.words.citations import Cite, cite_words
from incident_tui.words.counts import status_words
from incident_tui.words.times import UNSAID, placement_words

_LABEL = 14
"""Cells of a label."""
_STATUS = 14
"""Cells for a status, so that times stand below each other."""

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
    """Each status that a subject came to, in order; a withheld status has no words."""
    history = review.lens.history(subject)
    rows = heading("statuses, in order", width) if history else []
    for change in history:
        rows += _change(review, change, width)
    return rows


def _change(review: Review, change: ToldChange, width: int) -> list[Row]:
    lens, sure = review.lens, change.certainty
    if change.status is None:
        return paragraph(NOT_YET, width, "faint", f"  {GLYPHS[sure]} ")
    known = placement_words(lens, change.known) or UNSAID
    if change.known == change.placement:
        known = "at once"
    line: Line = (
        Ink(f"  {GLYPHS[sure]} ", INKS[sure]),
        Ink(f"{visible(plain(change.status)):<{_STATUS}} ", INKS[sure]),
        Ink(placement_words(lens, change.placement) or "no time", "time"),
        Ink(f" · known {known}", "dim"),
    )
    rows = [Row(clip(line, width))]
    if told := entry_line(review, change.entry, width, "      "):
        return rows + told
    for cite in change.cite:
        rows += paragraph(cite_words(lens, cite), width, "dim", "      ", TO_SOURCE + cite.source)
    return rows


def open_rows(lens: Lens, identifiers: Sequence[str], width: int) -> list[Row]:
    """The conflicts about any of the ids, and the questions that refer to an id."""
    conflicts = lens.conflicts_of(*identifiers)
    questions = lens.questions_about(*identifiers)
    rows = heading("disputed and not known", width) if conflicts or questions else []
    for conflict in conflicts:
        rows += paragraph(f"{conflict.id} {conflict.topic}", width, "possible", f"  {DISPUTED} ")
    for question in questions:
        answer = f" {question.answer}" if question.answer else ""
        rows += paragraph(f"{question.id} {question.text}{answer}", width, "text", "  ? ")
    return rows


def closing_rows(lens: Lens, note: str, cites: Iterable[Cite], width: int) -> list[Row]:
    """A remark of the record, and the sources of the subject."""
    rows = paragraph(note, width, "dim") if note else []
    rows += cite_rows(lens, cites, width)
    return [Row(EMPTY), *rows] if rows else []


def cite_rows(
    lens: Lens, cites: Iterable[Cite], width: int, head: str = "source".ljust(_LABEL)
) -> list[Row]:
    """The cited sources, each beside a head; Enter on a row shows the source."""
    rows = []
    for cite in cites:
        rows += paragraph(cite_words(lens, cite), width, "dim", head, TO_SOURCE + cite.source)
    return rows
