"""The page of a casualty: statuses with their times, entries and sources."""

from incident_tui.boards.board import SubjectBoard
from incident_tui.boards.lines import remark
from incident_tui.boards.subject import (
    MARKS,
    cite_rows,
    closing_rows,
    field,
    head_rows,
    open_rows,
    status_rows,
)
from incident_tui.chronology.histories import Subject
from incident_tui.drawing.ink import Row
from incident_tui.record.vocabulary import plain
from incident_tui.review.lens import Lens
from incident_tui.review.links import link_to
from incident_tui.review.review import Review
from incident_tui.words.names import casualty_name
from incident_tui.words.written import written_words


def draw(identifier: str, review: Review, width: int) -> list[Row]:
    """The rows of the page."""
    lens = review.lens
    casualty, name = lens.casualty(identifier), casualty_name(lens, identifier)
    if casualty is None or name is None:
        return remark("Nobody had heard of this casualty yet.", width)
    subject = Subject("casualty", identifier)
    rows = head_rows(review, subject, name, width)
    agency = lens.name(casualty.agency) if casualty.agency else ""
    to_agency = link_to(lens.section(casualty.agency), casualty.agency)
    role = casualty.role if casualty.role != name else ""
    for label, words in (
        ("group", plain(casualty.group)),
        ("how many", str(casualty.count) if casualty.count > 1 else ""),
        ("role", role),
        ("agency", agency),
        ("cause", casualty.cause),
    ):
        rows += field(label, words, width, key=to_agency if label == "agency" else "")
    rows += status_rows(review, subject, width)
    rows += _transported(lens, identifier, width)
    if lens.in_hindsight:
        rows += open_rows(lens, lens.ids_of(identifier), width)
    return rows + closing_rows(lens, casualty.note, casualty.cite, width)


def _transported(lens: Lens, identifier: str, width: int) -> list[Row]:
    """Who took a casualty where."""
    casualty = lens.casualty(identifier)
    transport = casualty.transported if casualty else None
    if transport is None:
        return []
    by = f"by {lens.name(transport.by)}" if transport.by else ""
    to = f"to {lens.name(transport.to)}" if transport.to else ""
    time = written_words(lens, transport.time) if transport.time else ""
    words = " · ".join(part for part in (by, to, time) if part)
    key = link_to(lens.section(transport.to), transport.to)
    return [*field("transported", words, width, key=key), *cite_rows(lens, transport.cite, width)]


BOARD = SubjectBoard("Casualty", draw, MARKS)
