"""Entries of which nobody is said to speak or act."""

from collections.abc import Iterator

from incident_tui.checks.codes import NOBODY, Finding
from incident_tui.chronology.chronology import Chronology, agencies_of, speakers_of
from incident_tui.chronology.names import UNIDENTIFIED
from incident_tui.record.calls.columns import KIND_CODES
from incident_tui.record.calls.entry_parts import Party, party_of
from incident_tui.record.model import Entry
from incident_tui.record.problems import Mark
from incident_tui.record.vocabulary import ENTRY_KINDS

_OF_NOBODY = {"observation", "milestone", "forecast", "note"}
"""Kinds of entry in which nobody has to speak or act."""
_OF_SOMEBODY = {*ENTRY_KINDS} - _OF_NOBODY


def findings(chronology: Chronology) -> Iterator[Finding]:
    """A warning for each entry, unless it describes a speaker or a question refers to it."""
    record = chronology.record
    asked = {identifier for question in record.questions for identifier in question.refs}
    asked |= {identifier for conflict in record.conflicts for identifier in conflict.affects}
    for entry, mark in _without_agency(chronology):
        speaker = entry.speaker
        described = entry.people or (speaker and (speaker.label or speaker.person))
        is_unit_known = any(speakers_of(party_of(entry), chronology.index))
        if not (described or is_unit_known or entry.id in asked):
            yield Finding(NOBODY, mark, f"`{entry.id}` has no agency, and nothing says who it was")


def _without_agency(chronology: Chronology) -> Iterator[tuple[Entry, Mark]]:
    """Entries of the checked kinds without an agency, in the order of the record."""
    index = chronology.index

    def is_unknown(party: Party) -> bool:
        if agencies_of(party, index) != (UNIDENTIFIED,):
            return False
        agencies = (party.agency, party.speaking, *party.agencies)
        units = (party.speaker, *party.units)
        # A name that refers to nothing is a problem already.
        return not (
            any(one and one not in index.agencies for one in agencies)
            or any(one and one not in index.agency_of_unit for one in units)
        )

    reading = chronology.reading
    for entry in chronology.record.timeline:
        if entry.kind in _OF_SOMEBODY and is_unknown(party_of(entry)):
            yield entry, reading.mark_of_id("timeline", entry.id)
    calls, kinds = reading.calls, {KIND_CODES[kind] for kind in _OF_SOMEBODY}
    unknown = [is_unknown(party) for party in calls.party_table]
    for row, place, kind in zip(calls.rows, calls.parties(), calls.kinds(), strict=True):
        if unknown[place] and kind in kinds:
            yield calls.entry(row), calls.mark(row)
