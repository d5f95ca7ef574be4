"""The page of an agency: roles, statuses, units, conflicts and questions."""

from incident_tui.boards.board import SubjectBoard
from incident_tui.boards.lines import heading, paragraph, remark
from incident_tui.boards.subject import (
    MARKS,
    cite_rows,
    closing_rows,
    field,
    head_rows,
    open_rows,
    status_row,
    status_rows,
    status_size,
)
from incident_tui.chronology.histories import Subject
from incident_tui.drawing.ink import Ink, Row, spread
from incident_tui.panes.casualties import GLYPHS, INKS
from incident_tui.placing.placement import Placement
from incident_tui.record.text import visible
from incident_tui.record.vocabulary import plain
from incident_tui.review.citing import change_link
from incident_tui.review.lens import Lens
from incident_tui.review.links import TO_UNIT
from incident_tui.review.review import Review
from incident_tui.words.counts import count_words, status_words
from incident_tui.words.names import role_words
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
        subject = Subject("unit", unit.id)
        state = lens.state(subject)
        status = visible(status_words(state)) if state.expected or state.begun else "—"
        kind = f"  {visible(unit.type)}" if unit.type else ""
        left = [
            Ink(f"  {GLYPHS[state.certainty]} ", INKS[state.certainty]),
            Ink(visible(unit.call_sign), "text"),
            Ink(kind, "dim"),
        ]
        line = spread(left, [Ink(status, INKS[state.certainty])], width)
        rows.append(Row(line, anchor=TO_UNIT + unit.id))
        rows += _steps(lens, subject, width)
    return rows


def _steps(lens: Lens, subject: Subject, width: int) -> list[Row]:
    """The statuses of a unit with their times, in order, each leading to its entry or time."""
    rows: dict[tuple[str, Placement], Row] = {}  # a history and an entry may tell the same status
    history = lens.history(subject)
    size = status_size(history)
    for change in history:
        if change.status is not None and (change.status, change.placement) not in rows:
            link = change_link(lens, subject, change)
            row = status_row(lens, change, link, width, size, "    ")
            rows[change.status, change.placement] = row
    return [*rows.values()]


BOARD = SubjectBoard("Agency", draw, MARKS)
