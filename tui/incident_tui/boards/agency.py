"""An agency on a page: its roles and statuses, its units, and where it is named."""

from incident_tui.boards.board import SubjectBoard
from incident_tui.boards.lines import heading, paragraph, remark
from incident_tui.boards.subject import (
    certainty,
    cite_rows,
    closing_rows,
    field,
    head_rows,
    in_hindsight,
    open_rows,
    status_rows,
)
from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Clock, Subject
from incident_tui.drawing.ink import Ink, Row, spread
from incident_tui.panes.casualties import GLYPHS, INKS
from incident_tui.record.model import Agency
from incident_tui.record.text import visible
from incident_tui.review.review import Review
from incident_tui.words.counts import count_words, status_words
from incident_tui.words.times import placement_words
from incident_tui.words.written import written_words


def draw(identifier: str, review: Review, width: int) -> list[Row]:
    """The page of one agency: its roles and statuses, its units, and where it is named."""
    chronology = review.chronology
    agency = chronology.agencies.get(identifier)
    if agency is None:
        count = chronology.counts.get(identifier, 0)
        return remark(f"No agency is known of {count_words(count, 'entry', 'entries')}.", width)
    subject = Subject("agency", identifier)
    rows = head_rows(review, subject, agency.name, width)
    kind = " · ".join(part for part in (agency.kind, agency.level) if part)
    for label, words in (
        ("short name", agency.short),
        ("also called", ", ".join(agency.aliases)),
        ("kind", kind if agency.named else f"{kind} · not named by its source"),
        ("mutual aid", agency.aid.lower() if agency.aid else ""),
        ("talkgroups", ", ".join(agency.talkgroups)),
        ("entries", f"{chronology.counts.get(identifier, 0):,}"),
    ):
        rows += field(label, words, width)
    rows += _roles(chronology, agency, width) if in_hindsight(review) else []
    rows += status_rows(review, subject, width)
    rows += _units(review, identifier, width)
    if in_hindsight(review):
        rows += open_rows(chronology, {identifier}, width)
        rows += closing_rows(chronology, agency.note, agency.cite, width)
    return rows


def _roles(chronology: Chronology, agency: Agency, width: int) -> list[Row]:
    """The roles of an agency, from when to when."""
    rows = heading("roles", width) if agency.roles else []
    for role in agency.roles:
        start = f" from {written_words(chronology, role.start)}" if role.start else ""
        end = f" to {written_words(chronology, role.end)}" if role.end else ""
        rows += paragraph(f"{role.role}{start}{end}", width, "text", "  ")
        rows += cite_rows(chronology, role.cite, width, "      ")
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
    history = review.chronology.ladders[review.clock].get(subject)
    steps = [
        f"{change.status} {placement_words(review.chronology, change.placement)}"
        for change in (history.changes if history else ())
        if review.clock is Clock.HAPPENED or certainty(review, change) != "unknown"
    ]
    told_once = " · ".join(dict.fromkeys(steps))  # a history and an entry may tell the same
    return paragraph(told_once, width, "dim", "    ") if steps else []


BOARD = SubjectBoard("Agency", draw)
