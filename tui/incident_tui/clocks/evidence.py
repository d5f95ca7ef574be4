"""Leads of the clocks of a record's sources, from the notes that two entries are one moment."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, cast

from incident_tui.chronology.chronology import Chronology
from incident_tui.clocks.offsets import ClockTime, Lead, Pair, leads_of
from incident_tui.notes.kinds import SAME_MOMENT
from incident_tui.placing.aligning import Shifts, shifts_of
from incident_tui.placing.placement import offset_bounds, place_alone
from incident_tui.record.model import Entry
from incident_tui.record.time_value import Relative

if TYPE_CHECKING:  # a start has no notes
    from incident_tui.notes.model import Note

_COUNTS = "clocks.entry_counts"
"""The key of the counts among the results of a chronology."""


def clock_time(chronology: Chronology, entry: Entry) -> ClockTime:
    """The time of an entry by the clock that the time is by, whatever clocks are corrected.

    A time is by the clock of the source that the entry cites first. A time that is counted from an
    entry is by the clock of that entry; its bounds are open where the entries form a circle. Of an
    entry that lasts, the beginning is meant. The order between entries narrows no bound, since the
    other entries may be by other clocks.
    """
    least = most = 0
    passed: set[str] = set()
    while isinstance(entry.time.at, Relative):
        passed.add(entry.id)
        position = chronology.positions.get(entry.time.at.anchor)
        if position is None or entry.time.at.anchor in passed:
            return ClockTime(_source(entry), None, None)
        more_least, more_most, _ = offset_bounds(entry.time, chronology.zone)
        least, most = least + more_least, most + more_most
        entry = chronology.entries[position]
    placed = place_alone(entry.time, chronology.zone, [])
    earliest = None if placed.earliest is None else placed.earliest + least
    latest = None if placed.latest is None else placed.latest + most
    return ClockTime(_source(entry), earliest, latest)


def _source(entry: Entry) -> str:
    """The id of the source that an entry cites first; "" for none."""
    return next((cite.source for cite in entry.cite), "")


def clock_of(chronology: Chronology, identifier: str) -> str:
    """The id of the source whose clock the time of an entry is by; "" for none, or no entry."""
    position = chronology.positions.get(identifier)
    if position is None:
        return ""
    source = clock_time(chronology, chronology.entries[position]).source
    return source if source in chronology.index.sources else ""


def pair_of(chronology: Chronology, note: "Note") -> Pair | None:
    """The pair of a note; None for a note without two entries of two sources in the record."""
    if note.kind != SAME_MOMENT or len(note.on) != 2:
        return None
    if len({clock_of(chronology, one) for one in note.on} - {""}) != 2:
        return None
    times = (
        clock_time(chronology, chronology.entries[chronology.positions[one]]) for one in note.on
    )
    return Pair(note.id, *times)


def pairs_of(chronology: Chronology, notes: "Iterable[Note]") -> list[Pair]:
    """The pairs of the notes, in the order of writing."""
    found = (pair_of(chronology, note) for note in notes if note.kind == SAME_MOMENT)
    return [pair for pair in found if pair]


def leads(chronology: Chronology, notes: "Iterable[Note]") -> list[Lead]:
    """What the notes say of the clock of each source, in the order of the record."""
    pairs = pairs_of(chronology, notes)
    if not pairs:
        return []
    return leads_of(pairs, shifts_of(chronology.record), entry_counts(chronology))


def found_shifts(chronology: Chronology, notes: "Iterable[Note]") -> Shifts:
    """The corrections that follow from the notes, of clocks of which the record states nothing."""
    found = ((lead.source, lead.shift) for lead in leads(chronology, notes))
    return {source: shift for source, shift in found if shift}


def entry_counts(chronology: Chronology) -> Mapping[str, int]:
    """How many entries cite each source first, by id in the order of the record; counted once."""
    found = chronology.derived.get(_COUNTS)
    if found is None:
        found = chronology.derived[_COUNTS] = _counted(chronology)
    return cast("Mapping[str, int]", found)


def _counted(chronology: Chronology) -> Mapping[str, int]:
    counts = Counter(cite.source for entry in chronology.record.timeline for cite in entry.cite[:1])
    calls = chronology.reading.calls
    for place, count in Counter(calls.parties()).items():
        if sources := calls.party_table[place].sources:
            counts[sources[0]] += count
    return {source.id: counts[source.id] for source in chronology.record.sources}
