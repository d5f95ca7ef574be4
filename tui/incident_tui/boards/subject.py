"""What the pages of a casualty and of an agency share: statuses in order, open matters, sources."""

from collections.abc import Iterable
from functools import partial

from incident_tui.boards.lines import NOT_YET, TO_SOURCE, entry_line, heading, paragraph
from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Certainty, Change, Clock, Subject, certainty_by
from incident_tui.drawing import rows as drawing
from incident_tui.drawing.ink import EMPTY, Ink, Line, Row, clip, spread
from incident_tui.panes.casualties import DISPUTED, GLYPHS, INKS
from incident_tui.record.model import Cite, Conflict, Question
from incident_tui.record.text import visible
from incident_tui.review.review import Review
from incident_tui.words.citations import cite_words
from incident_tui.words.counts import status_words
from incident_tui.words.times import UNSAID, placement_words

_LABEL = 14
"""Cells of a label."""
_STATUS = 14
"""Cells for a status, so that times stand below each other."""

field = partial(drawing.field, size=_LABEL)
"""A label and its words, in the rows of a page."""


def in_hindsight(review: Review) -> bool:
    """Whether what came out later is told too."""
    return review.clock is Clock.HAPPENED or review.as_of is None


def head_rows(review: Review, subject: Subject, name: str, width: int) -> list[Row]:
    """A name, and the status as of the cursor."""
    state = review.state(subject)
    if not (state.expected or state.begun):
        return [Row(clip([Ink(visible(name), "bright")], width))]
    status = Ink(f"at the cursor: {visible(status_words(state))}", "here")
    return [Row(spread([Ink(visible(name), "bright")], [status], width))]


def status_rows(review: Review, subject: Subject, width: int) -> list[Row]:
    """Each status that a subject came to, in its order; what is not known yet is not told."""
    history = review.chronology.ladders[review.clock].get(subject)
    if history is None or not history.changes:
        return []
    rows = heading("statuses, in order", width)
    for change in history.changes:
        rows += _change(review, change, width)
    return rows


def certainty(review: Review, change: Change) -> Certainty:
    """How sure it is that a status was come to, or known, by the moment of the cursor."""
    placement = change.placement if review.clock is Clock.HAPPENED else change.known
    return certainty_by(placement, review.as_of)


def _change(review: Review, change: Change, width: int) -> list[Row]:
    chronology, sure = review.chronology, certainty(review, change)
    if review.clock is Clock.KNOWN and sure == "unknown":
        return paragraph(NOT_YET, width, "faint", f"  {GLYPHS[sure]} ")
    known = placement_words(chronology, change.known) or UNSAID
    if change.known == change.placement:
        known = "at once"
    line: Line = (
        Ink(f"  {GLYPHS[sure]} ", INKS[sure]),
        Ink(f"{visible(change.status):<{_STATUS}} ", INKS[sure]),
        Ink(placement_words(chronology, change.placement) or "no time", "time"),
        Ink(f" · known {known}", "dim"),
    )
    rows = [Row(clip(line, width))]
    if told := entry_line(review, change.entry, width, "      "):
        return rows + told
    for cite in change.cite:
        words = cite_words(chronology.record, cite)
        rows += paragraph(words, width, "dim", "      ", TO_SOURCE + cite.source)
    return rows


def open_rows(chronology: Chronology, ids: set[str], width: int) -> list[Row]:
    """The conflicts that touch something, and the questions that are asked of it."""
    conflicts: dict[str, Conflict] = {}
    for identifier in sorted(ids):
        found = chronology.conflicts_of.get(identifier, ())
        conflicts |= {conflict.id: conflict for conflict in found}
    asked = [one for one in chronology.record.questions if ids.intersection(one.refs)]
    rows = heading("disputed and not known", width) if conflicts or asked else []
    for conflict in sorted(conflicts.values(), key=lambda one: one.id):
        rows += paragraph(f"{conflict.id} {conflict.topic}", width, "possible", f"  {DISPUTED} ")
    for question in asked:
        rows += paragraph(_asked(question), width, "text", "  ? ")
    return rows


def _asked(question: Question) -> str:
    answer = f" {question.answer}" if question.answer else ""
    return f"{question.id} {question.text}{answer}"


def closing_rows(chronology: Chronology, note: str, cites: Iterable[Cite], width: int) -> list[Row]:
    """A remark of the record, and the sources of who or what this is."""
    rows = paragraph(note, width, "dim") if note else []
    rows += cite_rows(chronology, cites, width)
    return [Row(EMPTY), *rows] if rows else []


def cite_rows(
    chronology: Chronology, cites: Iterable[Cite], width: int, head: str = "source".ljust(_LABEL)
) -> list[Row]:
    """The sources that are cited, each beside a head; choosing one shows the source."""
    rows = []
    for cite in cites:
        words = cite_words(chronology.record, cite)
        rows += paragraph(words, width, "dim", head, TO_SOURCE + cite.source)
    return rows
