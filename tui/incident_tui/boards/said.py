"""Statements and places: who said what when, and which facilities were reached."""

from incident_tui.boards.lines import entry_line, heading, paragraph
from incident_tui.panes.detail import cite_words
from incident_tui.panes.ink import EMPTY, Ink, Row, spread
from incident_tui.record.model import Entry, Facility
from incident_tui.record.text import visible
from incident_tui.review.chronology import Chronology
from incident_tui.review.review import Review
from incident_tui.review.state import Subject
from incident_tui.review.wording import name_of, speaker_names, status_words

SAID = ("statement", "media_post", "observation", "forecast")
"""Kinds of entry in which somebody says something to the public, or tells what they saw."""


def draw_statements(review: Review, width: int) -> list[Row]:
    """The page: what was said, by voice, each in the order of time."""
    chronology = review.chronology
    voices: dict[str, list[str]] = {}
    for position in chronology.of_kinds(SAID):
        entry = chronology.entries[position]
        voices.setdefault(_voice(chronology, entry), []).append(entry.id)
    rows: list[Row] = []
    for voice, several in voices.items():
        rows += heading(voice, width)
        for identifier in several:
            rows += entry_line(chronology, identifier, width)
    return rows[1:] or [Row((Ink("No statement is recorded.", "dim"),))]


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
    return rows[:-1] or [Row((Ink("No facility is recorded.", "dim"),))]


def _facility(review: Review, facility: Facility, width: int) -> list[Row]:
    record, action = review.chronology.record, facility.action
    status = visible(status_words(review.state(Subject("facility", facility.id))))
    kind = f" · {facility.kind}" if facility.kind else ""
    head = [Ink(visible(facility.name + kind), "heading")]
    rows = [Row(spread(head, [Ink(f"at the cursor: {status}", "here")], width))]
    if action and action.reported:
        rows += paragraph(action.reported, width, "text", "reported as   ")
    if action and action.srp:
        basis = f" · {action.srp_basis}" if action.srp_basis else " · inferred"
        rows += paragraph(f"{action.srp}{basis}", width, "possible", "inferred: SRP ")
    if facility.note:
        rows += paragraph(facility.note, width, "dim", " " * 14)
    for cite in facility.cite:
        rows += paragraph(cite_words(record, cite), width, "dim", "source        ")
    for identifier in (facility.ended_by,):
        rows += entry_line(review.chronology, identifier, width, "ended by      ")
    return rows
