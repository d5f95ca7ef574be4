"""Statements and places: who said what when, and which facilities were reached."""

from itertools import islice

from incident_tui.boards.lines import (
    NOT_YET,
    TO_SOURCE,
    entry_line,
    heading,
    paragraph,
    remark,
)
from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Clock, Subject
from incident_tui.drawing.ink import EMPTY, Ink, Row, spread
from incident_tui.record.model import Entry, Facility
from incident_tui.record.text import visible
from incident_tui.review.review import Review
from incident_tui.words.citations import cite_words
from incident_tui.words.counts import status_words
from incident_tui.words.names import name_of, speaker_names
from incident_tui.words.times import duration_words
from incident_tui.words.written import written_words

SAID = ("statement", "media_post", "observation", "forecast")
"""Kinds of entry in which somebody says something to the public, or tells what they saw."""
MOST = 2_000
"""Entries that are listed."""

_LABEL = 15


def draw_statements(review: Review, width: int) -> list[Row]:
    """The page: what was said, by voice, each in the order of time."""
    chronology = review.chronology
    said = chronology.of_kinds(SAID)
    voices: dict[str, list[str]] = {}
    for position in islice(said, MOST):
        entry = chronology.entries[position]
        voice = _voice(chronology, entry) if review.is_known(position) else NOT_YET
        voices.setdefault(voice, []).append(entry.id)
    rows: list[Row] = []
    for voice, several in voices.items():
        rows += heading(voice, width)
        for identifier in several:
            rows += entry_line(review, identifier, width)
    if len(said) > MOST:
        words = f"The first {MOST:,} of {len(said):,} are listed; the timeline has them all."
        rows += [Row(EMPTY), *remark(words, width)]
    return rows[1:] or remark("No statement is recorded.", width)


def _voice(chronology: Chronology, entry: Entry) -> str:
    record = chronology.record
    names = speaker_names(record, entry.speaker) if entry.speaker else []
    if not names:
        names = [name_of(record, cite.by or cite.source) for cite in entry.cite[:1]]
    return visible(" · ".join(dict.fromkeys(names)))


def draw_facilities(review: Review, width: int) -> list[Row]:
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


def _field(label: str, words: str, width: int, ink: str, key: str = "") -> list[Row]:
    """A label and its words; nothing for no words."""
    return paragraph(words, width, ink, label.ljust(_LABEL), key) if words else []
