"""Facilities: their statuses with times, reported actions, the protocol's words for actions."""

from functools import partial

from incident_tui.boards.board import Board, Item, Items
from incident_tui.boards.lines import entry_line, linked, remark
from incident_tui.boards.subject import MARKS, cite_rows, history_rows
from incident_tui.chronology.histories import Subject
from incident_tui.drawing.ink import EMPTY, Ink, Row, spread
from incident_tui.drawing.rows import field
from incident_tui.panes.casualties import INKS
from incident_tui.record.text import visible
from incident_tui.review.lens import Lens
from incident_tui.review.links import TO_FACILITY, id_of
from incident_tui.review.review import Review
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
    line = spread(head, [Ink(f"at the cursor: {status}", "here")], width)
    rows = [Row(line, anchor=TO_FACILITY + identifier)]
    if action := facility.action:
        rows += _field("reported as", action.reported, width, "text")
        rows += _field("SRP, inferred", action.srp, width, "possible")
        if action.srp and action.srp_basis:
            rows += linked(lens, action.srp_basis, width, "possible", " " * _LABEL)
    if facility.time:
        rows += _field("time", written_words(lens, facility.time), width, "time")
    if facility.duration:
        rows += _field("lasted", duration_words(facility.duration), width, "time")
    if facility.ended_by:
        ended = entry_line(review, facility.ended_by, width, "ended by".ljust(_LABEL))
        rows += ended or _field("ended by", facility.ended_by, width, "text")
    if facility.note:
        rows += linked(lens, facility.note, width, "dim", " " * _LABEL)
    rows += cite_rows(lens, facility.cite, width, "source".ljust(_LABEL))
    return rows + history_rows(review, Subject("facility", identifier), width)


def items(subject: str, review: Review, width: int) -> Items:
    """The list: the facilities, each with the status as of the cursor."""
    lens = review.lens
    entry = lens.entry(review.cursor) if review.shown else None
    near = {TO_FACILITY + effect.facility for effect in entry.effects} if entry else set()
    found = [_item(lens, facility.id, facility.name) for facility in lens.facilities()]
    remark_of_none = "" if found else "No facility is recorded."
    return Items(found, near, str(len(found)), "not in this entry", remark=remark_of_none)


def _item(lens: Lens, identifier: str, name: str) -> Item:
    state = lens.state(Subject("facility", identifier))
    status = Ink(visible(status_words(state)), INKS[state.certainty])
    return Item(TO_FACILITY + identifier, name, [(status,)])


def draw_item(review: Review, key: str, width: int) -> list[Row]:
    """The detail of an item: a facility, by the link."""
    return _facility(review, id_of(key), width)


BOARD = Board(
    "Facilities",
    draw,
    has_sources=True,
    items=items,
    draw_item=draw_item,
    marks=MARKS[:2],
)
