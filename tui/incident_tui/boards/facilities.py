"""Facilities: their reported actions, and the protocol's words for the actions."""

from functools import partial

from incident_tui.boards.board import Board
from incident_tui.boards.lines import TO_SOURCE, entry_line, remark
from incident_tui.chronology.histories import Subject
from incident_tui.drawing.ink import EMPTY, Ink, Row, spread
from incident_tui.drawing.rows import field
from incident_tui.record.text import visible
from incident_tui.review.review import Review
from incident_tui.words.citations import cite_words
from incident_tui.words.counts import status_words
from incident_tui.words.times import duration_words
from incident_tui.words.written import written_words

_LABEL = 15
"""Cells of a label."""
_field = partial(field, size=_LABEL)
"""A label and words, in the rows of the page."""


def draw(review: Review, width: int) -> list[Row]:
    """The rows of the page."""
    rows: list[Row] = []
    for facility in review.lens.facilities():
        rows += [*_facility(review, facility.id, width), Row(EMPTY)]
    return rows[:-1] or remark("No facility is recorded.", width)


def _facility(review: Review, identifier: str, width: int) -> list[Row]:
    lens = review.lens
    facility = lens.facility(identifier)
    if facility is None:
        return []
    status = visible(status_words(lens.state(Subject("facility", identifier))))
    kind = f" · {facility.kind}" if facility.kind else ""
    head = [Ink(visible(facility.name + kind), "heading")]
    rows = [Row(spread(head, [Ink(f"at the cursor: {status}", "here")], width))]
    if action := facility.action:
        rows += _field("reported as", action.reported, width, "text")
        rows += _field("SRP, inferred", action.srp, width, "possible")
        rows += _field("", action.srp_basis if action.srp else "", width, "possible")
    if facility.time:
        rows += _field("time", written_words(lens, facility.time), width, "time")
    if facility.duration:
        rows += _field("lasted", duration_words(facility.duration), width, "time")
    if facility.ended_by:
        ended = entry_line(review, facility.ended_by, width, "ended by".ljust(_LABEL))
        rows += ended or _field("ended by", facility.ended_by, width, "text")
    rows += _field("", facility.note, width, "dim")
    for cite in facility.cite:
        rows += _field("source", cite_words(lens, cite), width, "dim", TO_SOURCE + cite.source)
    return rows


BOARD = Board("Facilities", draw)
