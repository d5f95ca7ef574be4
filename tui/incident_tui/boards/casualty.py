"""A casualty on a page: what became of it, why that is said, and by whom."""

from incident_tui.boards.board import SubjectBoard
from incident_tui.boards.lines import remark
from incident_tui.boards.subject import (
    cite_rows,
    closing_rows,
    field,
    head_rows,
    in_hindsight,
    open_rows,
    status_rows,
)
from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Subject
from incident_tui.drawing.ink import Row
from incident_tui.record.model import Casualty
from incident_tui.review.review import Review
from incident_tui.words.names import name_as_known, name_of
from incident_tui.words.written import written_words


def draw(identifier: str, review: Review, width: int) -> list[Row]:
    """The page of one casualty: each status it came to, with its times, entries and sources."""
    chronology = review.chronology
    record = chronology.record
    casualty = next((one for one in record.casualties if one.id == identifier), None)
    name = name_as_known(chronology, casualty, review.as_of, review.clock) if casualty else None
    if casualty is None or name is None:
        return remark("Nobody had heard of this casualty yet.", width)
    subject = Subject("casualty", identifier)
    rows = head_rows(review, subject, name, width)
    count = str(casualty.count) if casualty.count > 1 else ""
    agency = chronology.agency_name(casualty.agency) if casualty.agency else ""
    role = casualty.role if casualty.role != name else ""
    for label, words in (
        ("group", casualty.group),
        ("how many", count),
        ("role", " · ".join(part for part in (role, agency) if part)),
        ("cause", casualty.cause if in_hindsight(review) else ""),
    ):
        rows += field(label, words, width)
    rows += status_rows(review, subject, width)
    if in_hindsight(review):
        rows += _transported(chronology, casualty, width)
        rows += open_rows(chronology, {identifier, casualty.person} - {""}, width)
        rows += closing_rows(chronology, casualty.note, casualty.cite, width)
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
    return [*field("transported", words, width), *cite_rows(chronology, way.cite, width)]


BOARD = SubjectBoard("Casualty", draw)
