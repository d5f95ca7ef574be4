"""Casualties and agencies, one at a time: what became of it, why that is said, and by whom."""

from collections.abc import Iterable

from incident_tui.boards.lines import (
    NOT_YET,
    TO_SOURCE,
    entry_line,
    heading,
    paragraph,
    remark,
)
from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Certainty, Change, Clock, Subject, certainty_by
from incident_tui.drawing.ink import EMPTY, Ink, Line, Row, clip, spread
from incident_tui.panes.casualties import DISPUTED, GLYPHS, INKS
from incident_tui.record.model import Agency, Casualty, Cite, Conflict, Question
from incident_tui.record.text import visible
from incident_tui.review.review import Review
from incident_tui.words.citations import cite_words
from incident_tui.words.counts import count_words, status_words
from incident_tui.words.names import name_as_known, name_of
from incident_tui.words.times import UNSAID, placement_words
from incident_tui.words.written import written_words

_LABEL = 14
_STATUS = 14
"""Cells for a status, so that times stand below each other."""


def draw_casualty(identifier: str, review: Review, width: int) -> list[Row]:
    """The page of one casualty: each status it came to, with its times, entries and sources."""
    chronology = review.chronology
    record = chronology.record
    casualty = next((one for one in record.casualties if one.id == identifier), None)
    name = name_as_known(chronology, casualty, review.as_of, review.clock) if casualty else None
    if casualty is None or name is None:
        return remark("Nobody had heard of this casualty yet.", width)
    subject = Subject("casualty", identifier)
    rows = _head(review, subject, name, width)
    count = str(casualty.count) if casualty.count > 1 else ""
    agency = chronology.agency_name(casualty.agency) if casualty.agency else ""
    role = casualty.role if casualty.role != name else ""
    for label, words in (
        ("group", casualty.group),
        ("how many", count),
        ("role", " · ".join(part for part in (role, agency) if part)),
        ("cause", casualty.cause if _in_hindsight(review) else ""),
    ):
        rows += _field(label, words, width)
    rows += _ladder(review, subject, width)
    if _in_hindsight(review):
        rows += _transported(chronology, casualty, width)
        rows += _open_matters(chronology, {identifier, casualty.person} - {""}, width)
        rows += _rest(chronology, casualty.note, casualty.cite, width)
    return rows


def draw_agency(identifier: str, review: Review, width: int) -> list[Row]:
    """The page of one agency: its roles and statuses, its units, and where it is named."""
    chronology = review.chronology
    agency = chronology.agencies.get(identifier)
    if agency is None:
        count = chronology.counts.get(identifier, 0)
        return remark(f"No agency is known of {count_words(count, 'entry', 'entries')}.", width)
    subject = Subject("agency", identifier)
    rows = _head(review, subject, agency.name, width)
    kind = " · ".join(part for part in (agency.kind, agency.level) if part)
    for label, words in (
        ("short name", agency.short),
        ("also called", ", ".join(agency.aliases)),
        ("kind", kind if agency.named else f"{kind} · not named by its source"),
        ("mutual aid", agency.aid.lower() if agency.aid else ""),
        ("talkgroups", ", ".join(agency.talkgroups)),
        ("entries", f"{chronology.counts.get(identifier, 0):,}"),
    ):
        rows += _field(label, words, width)
    rows += _roles(chronology, agency, width) if _in_hindsight(review) else []
    rows += _ladder(review, subject, width)
    rows += _units(review, identifier, width)
    if _in_hindsight(review):
        rows += _open_matters(chronology, {identifier}, width)
        rows += _rest(chronology, agency.note, agency.cite, width)
    return rows


def _in_hindsight(review: Review) -> bool:
    """Whether what came out later is told too."""
    return review.clock is Clock.HAPPENED or review.as_of is None


def _head(review: Review, subject: Subject, name: str, width: int) -> list[Row]:
    """A name, and the status as of the cursor."""
    state = review.state(subject)
    if not (state.expected or state.begun):
        return [Row(clip([Ink(visible(name), "bright")], width))]
    status = Ink(f"at the cursor: {visible(status_words(state))}", "here")
    return [Row(spread([Ink(visible(name), "bright")], [status], width))]


def _ladder(review: Review, subject: Subject, width: int) -> list[Row]:
    """Each status that a subject came to, in its order; what is not known yet is not told."""
    history = review.chronology.histories[review.clock].get(subject)
    if history is None or not history.changes:
        return []
    rows = heading("statuses, in order", width)
    for change in history.changes:
        rows += _change(review, change, width)
    return rows


def _certainty(review: Review, change: Change) -> Certainty:
    """How sure it is that a status was come to, or known, by the moment of the cursor."""
    placement = change.placement if review.clock is Clock.HAPPENED else change.known
    return certainty_by(placement, review.as_of)


def _change(review: Review, change: Change, width: int) -> list[Row]:
    chronology, sure = review.chronology, _certainty(review, change)
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


def _transported(chronology: Chronology, casualty: Casualty, width: int) -> list[Row]:
    """Who took a casualty where."""
    way = casualty.transported
    if way is None:
        return []
    by = f"by {name_of(chronology.record, way.by)}" if way.by else ""
    to = f"to {name_of(chronology.record, way.to)}" if way.to else ""
    time = written_words(chronology, way.time) if way.time else ""
    words = " · ".join(part for part in (by, to, time) if part)
    return [*_field("transported", words, width), *_cites(chronology, way.cite, width)]


def _roles(chronology: Chronology, agency: Agency, width: int) -> list[Row]:
    """The roles of an agency, from when to when."""
    rows = heading("roles", width) if agency.roles else []
    for role in agency.roles:
        start = f" from {written_words(chronology, role.start)}" if role.start else ""
        end = f" to {written_words(chronology, role.end)}" if role.end else ""
        rows += paragraph(f"{role.role}{start}{end}", width, "text", "  ")
        rows += _cites(chronology, role.cite, width, "      ")
    return rows


def _units(review: Review, agency: str, width: int) -> list[Row]:
    """The units of an agency, each with its status as of the cursor and how it came to that."""
    units = [unit for unit in review.chronology.record.units if unit.agency == agency]
    rows = heading(f"units: {len(units)}", width) if units else []
    for unit in units:
        state = review.state(Subject("unit", unit.id))
        status = visible(status_words(state)) if state.expected or state.begun else "—"
        kind = f"  {visible(unit.type)}" if unit.type else ""
        left = [
            Ink(f"  {GLYPHS[state.certainty]} ", INKS[state.certainty]),
            Ink(visible(unit.call_sign), "text"),
            Ink(kind, "dim"),
        ]
        rows.append(Row(spread(left, [Ink(status, INKS[state.certainty])], width)))
        rows += _steps(review, Subject("unit", unit.id), width)
    return rows


def _steps(review: Review, subject: Subject, width: int) -> list[Row]:
    """The statuses of a unit with their times, one after the other."""
    history = review.chronology.histories[review.clock].get(subject)
    steps = [
        f"{change.status} {placement_words(review.chronology, change.placement)}"
        for change in (history.changes if history else ())
        if review.clock is Clock.HAPPENED or _certainty(review, change) != "unknown"
    ]
    told_once = " · ".join(dict.fromkeys(steps))  # a history and an entry may tell the same
    return paragraph(told_once, width, "dim", "    ") if steps else []


def _open_matters(chronology: Chronology, ids: set[str], width: int) -> list[Row]:
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


def _rest(chronology: Chronology, note: str, cites: Iterable[Cite], width: int) -> list[Row]:
    """A remark of the record, and the sources of who or what this is."""
    rows = paragraph(note, width, "dim") if note else []
    rows += _cites(chronology, cites, width)
    return [Row(EMPTY), *rows] if rows else []


def _cites(
    chronology: Chronology, cites: Iterable[Cite], width: int, head: str = "source".ljust(_LABEL)
) -> list[Row]:
    rows = []
    for cite in cites:
        words = cite_words(chronology.record, cite)
        rows += paragraph(words, width, "dim", head, TO_SOURCE + cite.source)
    return rows


def _field(label: str, words: str, width: int) -> list[Row]:
    """A label and its words; nothing for no words."""
    return paragraph(words, width, "text", label.ljust(_LABEL)) if words else []
