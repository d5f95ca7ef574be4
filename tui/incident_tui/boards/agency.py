"""The page of an agency: roles, statuses, units, conflicts and questions."""

from incident_tui.boards.board import SubjectBoard
from incident_tui.boards.lines import heading, paragraph, remark
from incident_tui.boards.subject import (
    cite_rows,
    closing_rows,
    field,
    head_rows,
    open_rows,
    status_rows,
)
from incident_tui.chronology.histories import Subject
from incident_tui.drawing.ink import Ink, Row, spread
from incident_tui.panes.casualties import GLYPHS, INKS
from incident_tui.record.text import visible
from incident_tui.record.vocabulary import plain
from incident_tui.review.lens import Lens
from incident_tui.review.review import Review
from incident_tui.words.counts import count_words, status_words
from incident_tui.words.names import role_words
from incident_tui.words.times import placement_words
from incident_tui.words.written import written_words


def draw(identifier: str, review: Review, width: int) -> list[Row]:
    """The rows of the page."""
    lens = review.lens
    agency, count = lens.agency(identifier), lens.entry_counts.get(identifier, 0)
    if agency is None:
        return remark(f"No agency is known of {count_words(count, 'entry', 'entries')}.", width)
    subject = Subject("agency", identifier)
    rows = head_rows(review, subject, agency.name, width)
    kind = " · ".join(part for part in (plain(agency.kind), agency.level) if part)
    for label, words in (
        ("short name", agency.short),
        ("also called", ", ".join(agency.aliases)),
        ("kind", kind if agency.named else f"{kind} · not named by its source"),
        ("mutual aid", plain(agency.aid) if agency.aid else ""),
        ("talkgroups", ", ".join(agency.talkgroups)),
        ("entries", f"{count:,}"),
    ):
        rows += field(label, words, width)
    rows += _roles(lens, identifier, width)
    rows += status_rows(review, subject, width)
    rows += _units(lens, identifier, width)
    if lens.in_hindsight:
        rows += open_rows(lens, [identifier], width)
    return rows + closing_rows(lens, agency.note, agency.cite, width)


def _roles(lens: Lens, identifier: str, width: int) -> list[Row]:
    """The roles of an agency, from when to when."""
    agency = lens.agency(identifier)
    roles = agency.roles if agency else ()
    rows = heading("roles", width) if roles else []
    for role in roles:
        start = f" from {written_words(lens, role.start)}" if role.start else ""
        end = f" to {written_words(lens, role.end)}" if role.end else ""
        rows += paragraph(f"{role_words(role)}{start}{end}", width, "text", "  ")
        rows += cite_rows(lens, role.cite, width, "      ")
    return rows


def _units(lens: Lens, agency: str, width: int) -> list[Row]:
    """The units of an agency, each with the status as of the cursor and the statuses before."""
    units = lens.units(agency)
    rows = heading(f"units: {len(units)}", width) if units else []
    for unit in units:
        state = lens.state(Subject("unit", unit.id))
        status = visible(status_words(state)) if state.expected or state.begun else "—"
        kind = f"  {visible(unit.type)}" if unit.type else ""
        left = [
            Ink(f"  {GLYPHS[state.certainty]} ", INKS[state.certainty]),
            Ink(visible(unit.call_sign), "text"),
            Ink(kind, "dim"),
        ]
        rows.append(Row(spread(left, [Ink(status, INKS[state.certainty])], width)))
        rows += _steps(lens, Subject("unit", unit.id), width)
    return rows


def _steps(lens: Lens, subject: Subject, width: int) -> list[Row]:
    """The statuses of a unit with their times, in order."""
    steps = [
        f"{plain(change.status)} {placement_words(lens, change.placement)}"
        for change in lens.history(subject)
        if change.status is not None
    ]
    distinct = " · ".join(dict.fromkeys(steps))  # a history and an entry may report the same step
    return paragraph(distinct, width, "dim", "    ") if steps else []


BOARD = SubjectBoard("Agency", draw)
