"""Facilities: which were reached, what was reported of each, and what the protocol calls that."""

from functools import partial

from incident_tui.boards.board import Board
from incident_tui.boards.lines import TO_SOURCE, entry_line, remark
from incident_tui.chronology.histories import Clock, Subject
from incident_tui.drawing.ink import EMPTY, Ink, Row, spread
from incident_tui.drawing.rows import field
from incident_tui.record.model import Facility
from incident_tui.record.text import visible
from incident_tui.review.review import Review
from incident_tui.words.citations import cite_words
from incident_tui.words.counts import status_words
from incident_tui.words.times import duration_words
from incident_tui.words.written import written_words

_LABEL = 15
"""Cells of a label."""
_field = partial(field, size=_LABEL)
"""A label and its words, in the rows of this page."""


def draw(review: Review, width: int) -> list[Row]:
    """The page: each facility, what was reported of it, and what the protocol would call that."""
    rows: list[Row] = []
    for facility in review.chronology.record.facilities:
        rows += [*_facility(review, facility, width), Row(EMPTY)]
    return rows[:-1] or remark("No facility is recorded.", width)


def _facility(review: Review, facility: Facility, width: int) -> list[Row]:
    chronology, action = review.chronology, facility.action
    record = chronology.record
    state = review.state(Subject("facility", facility.id))
    status = visible(status_words(state))
    kind = f" · {facility.kind}" if facility.kind else ""
    head = [Ink(visible(facility.name + kind), "heading")]
    rows = [Row(spread(head, [Ink(f"at the cursor: {status}", "here")], width))]
    if review.clock is Clock.KNOWN and state.expected and not state.begun:
        return rows  # the rest was not known yet
    if action and action.reported:
        rows += _field("reported as", action.reported, width, "text")
    if action and action.srp:
        rows += _field("SRP, inferred", action.srp, width, "possible")
        rows += _field("", action.srp_basis, width, "possible")
    if facility.time:
        rows += _field("time", written_words(chronology, facility.time), width, "time")
    if facility.duration:
        rows += _field("lasted", duration_words(facility.duration), width, "time")
    if facility.ended_by:
        ended = entry_line(review, facility.ended_by, width, "ended by".ljust(_LABEL))
        rows += ended or _field("ended by", facility.ended_by, width, "text")
    rows += _field("", facility.note, width, "dim")
    for cite in facility.cite:
        words = cite_words(record, cite)
        rows += _field("source", words, width, "dim", TO_SOURCE + cite.source)
    return rows


BOARD = Board("Facilities", draw)
