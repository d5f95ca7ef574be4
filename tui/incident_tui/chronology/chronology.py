"""A record with every entry in its place: what a review looks things up in.

Nothing here is looked up by going through the entries, of which there may be a million.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import msgspec

from incident_tui.chronology.histories import (
    Clock,
    History,
    State,
    Subject,
)
from incident_tui.chronology.knowledge import Knowledge, all_of, any_of
from incident_tui.chronology.names import UNIDENTIFIED
from incident_tui.chronology.positions import Codes, Positions, Sets
from incident_tui.chronology.record_index import RecordIndex
from incident_tui.chronology.search_index import SearchIndex
from incident_tui.chronology.time_order import HEAD, TimeOrder
from incident_tui.placing.placement import Placement
from incident_tui.placing.zone import Zone
from incident_tui.record.calls import KIND_CODES, Party, party_of
from incident_tui.record.model import Agency, Cite, Claim, Conflict, Entry, Record
from incident_tui.record.problems import LeftOut, Problem
from incident_tui.record.reading import Reading

RADIO = "radio_call"


class Chronology(msgspec.Struct, frozen=True, eq=False, dict=True):
    """One record, placed, ordered and indexed; positions count from 0 in the order of time."""

    reading: Reading
    """What was read; there may be more in it by now."""
    problems: tuple[Problem, ...]
    zone: Zone
    entries: Sequence[Entry]
    """Placed ones by their best moment, then the unplaced."""
    placements: Sequence[Placement]
    """Of `entries`, one for one."""
    bests: "array[int]"
    """Best moments of the placed entries, rising."""
    as_of: "array[int]"
    """Moments to see the state at, of the placed entries: never past that of a later entry."""
    positions: Mapping[str, int]
    """From an entry's id to its position."""
    index: RecordIndex
    """The objects of the record's head by id."""
    units: Mapping[str, str]
    """From a unit's id to its agency's."""
    counts: Mapping[str, int]
    """How many entries each agency has, by its id or `UNIDENTIFIED`."""
    kinds: Codes
    """Of `entries`, the place of each one's kind in `ENTRY_KINDS`."""
    parties: Sets
    """Of `entries`, the agencies they stand under; `UNIDENTIFIED` alone where none is known."""
    sources: Sets
    """Of `entries`, the sources they cite."""
    aligned: bool
    """Whether the clocks of sources that are known to be off are put right."""
    radio: Positions
    """The radio calls."""
    lasting: tuple[tuple[int, int], ...]
    """Positions of the entries that lasted, rising, and the last moment of each."""
    knowledge: Knowledge
    ladders: Mapping[Clock, Mapping[Subject, History]]
    turns: Mapping[Clock, tuple[int, ...]]
    """Moments at which any state turns, rising."""
    arrangement: TimeOrder
    texts: SearchIndex
    """The words to search."""

    @property
    def path(self) -> str:
        """The record's file; `-` for standard input."""
        return self.reading.path

    @property
    def record(self) -> Record:
        """The record itself."""
        assert self.reading.record
        return self.reading.record

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What of it could not be read."""
        return self.reading.left_out

    @property
    def complete(self) -> bool:
        """False while there are calls that are not in it yet."""
        return self.reading.complete

    @property
    def placed_count(self) -> int:
        """How many entries stand in the timeline; the rest are unplaced."""
        return len(self.bests)

    @property
    def unplaced_count(self) -> int:
        """How many entries stand in the unplaced tray."""
        return len(self.entries) - len(self.bests)

    @property
    def left_out_count(self) -> int:
        """How many parts of the record could not be read."""
        return sum(part.count for part in self.left_out)

    def chunk_of(self, position: int) -> int:
        """The chunk of `texts` that the entry at a position stands in."""
        number = self.arrangement.numbers[position] if self.entries else HEAD
        return 0 if number >= HEAD else bisect_right(self.texts.starts, number)

    def position_of(self, number: int) -> int | None:
        """The position of an entry by its number in the `arrangement`."""
        return self.arrangement.position_of(number)

    def of_agencies(self, agencies: Iterable[str]) -> Positions:
        """The entries that stand under any of these agencies, or `UNIDENTIFIED`."""
        return self.parties.having(agencies)

    def of_units(self, units: Iterable[str]) -> Positions:
        """The entries that these units speak or are named in, or that change their status."""
        wanted, calls = frozenset(units), self.reading.calls

        def has(party: Party) -> bool:
            return party.speaker in wanted or not wanted.isdisjoint(party.units)

        of_table = [has(party) for party in calls.party_table]
        of_calls = bytes(map(of_table.__getitem__, calls.parties))
        of_head = bytes(has(party_of(entry)) for entry in self.record.timeline)
        named = Positions(self.arrangement.weave(of_calls, of_head))
        told = Positions.of(self._telling_of(wanted), len(self.entries))
        return named | told

    def _telling_of(self, units: Iterable[str]) -> Iterator[int]:
        """The positions of the entries that change the status of these units."""
        for unit in units:
            history = self.ladders[Clock.HAPPENED].get(Subject("unit", unit))
            for change in history.changes if history else ():
                if change.entry in self.positions:
                    yield self.positions[change.entry]

    def of_sources(self, sources: Iterable[str]) -> Positions:
        """The entries that cite any of these sources."""
        return self.sources.having(sources)

    def on_source_alone(self, source: str) -> Positions:
        """The entries that cite this source and no other."""
        return self.sources.being([source])

    def of_kinds(self, kinds: Iterable[str]) -> Positions:
        """The entries of any of these kinds."""
        return self.kinds.where(KIND_CODES[kind] for kind in kinds if kind in KIND_CODES)

    def state(self, subject: Subject, moment: int | None, clock: Clock) -> State:
        """The state of one subject at a moment; None is the end of the record."""
        history = self.ladders[clock].get(subject)
        return history.at(moment) if history else State()

    def known(self, position: int) -> Placement:
        """When what the entry at a position says was known."""
        return self.knowledge.of_entry(self.entries[position], self.placements[position])

    def entry_of(self, name: str) -> int | None:
        """The position of an entry by its id, or of the entry that first reaches a milestone."""
        if name in self.positions:
            return self.positions[name]
        history = self.ladders[Clock.HAPPENED].get(Subject("milestone", name))
        return self.positions.get(history.changes[0].entry) if history else None

    @cached_property
    def claims_known(self) -> Mapping[str, tuple[Placement, ...]]:
        """From the id of a conflict to when each of its claims was known."""
        return {
            conflict.id: tuple(self._claim_known(conflict, claim) for claim in conflict.claims)
            for conflict in self.record.conflicts
        }

    def _claim_known(self, conflict: Conflict, claim: Claim) -> Placement:
        """When a claim was known: as it says, or else with its first citation that was known."""
        if claim.known is not None:
            return self.knowledge.of(claim.known, claim.cite, Placement())
        known = [self._cite_known(cite, conflict.affects) for cite in claim.cite]
        return any_of(known) if known else Placement()

    def _cite_known(self, cite: Cite, affects: Iterable[str]) -> Placement:
        """When a citation was known: with every entry that stands on it, or else its source."""
        entries = self.index.entries_at(cite, affects)
        if not entries:
            return self.knowledge.of(None, [cite], Placement())
        return all_of(self.known(self.positions[entry.id]) for entry in entries)

    def at_or_before(self, moment: int) -> int:
        """The position of the last placed entry that stands at or before a moment, or else 0."""
        return max(self.after(moment) - 1, 0)

    def after(self, moment: int) -> int:
        """The first position of a placed entry after a moment, or else how many there are."""
        return bisect_right(self.bests, moment)

    def next_turn(self, moment: int, clock: Clock) -> int | None:
        """The first moment after this one at which any state turns."""
        turns = self.turns[clock]
        number = bisect_right(turns, moment)
        return turns[number] if number < len(turns) else None

    def previous_turn(self, moment: int, clock: Clock) -> int | None:
        """The last moment, up to this one, at which any state turned."""
        turns = self.turns[clock]
        number = bisect_right(turns, moment)
        return turns[number - 1] if number else None

    @property
    def agencies(self) -> Mapping[str, Agency]:
        """The agencies by id."""
        return self.index.agencies

    def agencies_of(self, entry: Entry) -> tuple[str, ...]:
        """The agencies that an entry stands under, the acting one first."""
        return agencies_of(party_of(entry), self.agencies, self.units)


def agencies_of(
    party: Party, agencies: Mapping[str, Agency], units: Mapping[str, str]
) -> tuple[str, ...]:
    """The agencies of a party that the record knows, each once; or `UNIDENTIFIED` alone."""
    named = [party.agency, party.speaking, units.get(party.speaker, ""), *party.agencies]
    named += (units.get(unit, "") for unit in party.units)
    known = (agency for agency in dict.fromkeys(named) if agency in agencies)
    return tuple(known) or (UNIDENTIFIED,)
