"""A record with every entry in time order, and the indexes that a review needs.

No method goes through the entries, for a record may have a million.
"""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

import msgspec

from incident_tui.chronology.by_position import PositionsById
from incident_tui.chronology.histories import OPEN_START, Clock, History, State, Subject, or_else
from incident_tui.chronology.knowledge import Knowledge, all_of, any_of
from incident_tui.chronology.names import UNIDENTIFIED
from incident_tui.chronology.positions import Codes, Positions, Sets
from incident_tui.chronology.record_index import RecordIndex
from incident_tui.chronology.recordings import Recordings
from incident_tui.chronology.search_index import SearchIndex
from incident_tui.chronology.time_chains import TimeChains
from incident_tui.chronology.time_order import TimeOrder
from incident_tui.chronology.unit_calls import UnitCalls
from incident_tui.chronology.vague_calls import VagueCalls
from incident_tui.placing.aligning import Shifts
from incident_tui.placing.placement import Placement, offset_bounds
from incident_tui.placing.zone import Zone
from incident_tui.record.calls.columns import KIND_CODES
from incident_tui.record.calls.entry_parts import Party, party_of
from incident_tui.record.model import Agency, Cite, Claim, Conflict, Entry, Record
from incident_tui.record.numbering import HEAD, Position, Row
from incident_tui.record.problems import LeftOut, Problem
from incident_tui.record.reading import Reading
from incident_tui.record.time_value import Relative, TimeValue, is_on_clock

RADIO = "radio_call"
_KNOWN_KEPT = 4_096
"""The number of entries whose times of knowledge are kept: those of a screen, and of a step."""


class Chronology(msgspec.Struct, frozen=True, eq=False, dict=True):
    """A record, placed, ordered and indexed; unchanged when more calls are read."""

    reading: Reading
    """The result of reading."""
    problems: tuple[Problem, ...]
    """The problems of reading and placing, sorted by mark."""
    zone: Zone
    shifts: Shifts
    """The leads of clocks by which times are corrected; none where times are as written."""
    index: RecordIndex
    """The objects of the record's head by id."""
    order: TimeOrder
    """The rows in time order."""
    entries: Sequence[Entry]
    """By position: the placed by their best moment, then the unplaced."""
    placements: Sequence[Placement]
    """By position."""
    bests: "array[int]"
    """By position, the best moments of the placed entries in milliseconds, rising."""
    as_of: "array[int]"
    """By position of the placed entries, the moments to fold states at, in milliseconds, rising.

    The end of the written minute or second, at most the moment of each later entry.
    """
    lasting: tuple[tuple[Position, int], ...]
    """Positions of entries with a duration, rising, and the last moment of each."""
    vague_calls: tuple[VagueCalls, ...]
    """The placed calls without a clock time, counted by time: those that are placed alone."""
    kinds: Codes
    """By position, the kinds as codes of `KIND_CODES`."""
    agency_sets: Sets
    """By position, the agencies an entry stands under; `UNIDENTIFIED` alone if none is known."""
    speaker_sets: Sets
    """By position, the unit and the agency that act or speak; see `speaker_of`."""
    source_sets: Sets
    """By position, the sources of the entry."""
    counts: Mapping[str, int]
    """The number of entries of each agency, by id or `UNIDENTIFIED`."""
    histories: Mapping[Clock, Mapping[Subject, History]]
    """Status changes by clock and subject."""
    change_moments: Mapping[Clock, tuple[int, ...]]
    """By clock, the moments of state changes, rising, in milliseconds."""
    knowledge: Knowledge
    """When facts were known."""
    recordings: Recordings
    """The recordings of each transmission that was recorded more than once."""

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
        """The parts of the record that could not be read."""
        return self.reading.left_out

    @property
    def aligned(self) -> bool:
        """Whether known errors of sources' clocks are corrected."""
        return bool(self.shifts)

    @property
    def complete(self) -> bool:
        """False while calls remain to be read."""
        return self.reading.complete

    # Indexes that are made from the fields above when first asked for.

    @cached_property
    def positions(self) -> Mapping[str, Position]:
        """From the id of an entry to the position."""
        timeline = enumerate(self.record.timeline, HEAD)
        rows = {entry.id: Row(row) for row, entry in timeline}
        return PositionsById(self.order, rows, self.reading.calls)

    @cached_property
    def time_chains(self) -> TimeChains:
        """By position, where the chain of relative times of an entry ends."""
        return TimeChains(self.entries, self.positions)

    @cached_property
    def derived(self) -> dict[str, object]:
        """Results that packages above take long to find, by a key that they choose."""
        return {}

    @cached_property
    def radio(self) -> Positions:
        """The radio calls."""
        return self.of_kinds([RADIO])

    @cached_property
    def unit_calls(self) -> UnitCalls:
        """The radio calls of each unit."""
        return UnitCalls(self.record, self.reading.calls, self.order, self.radio, self._has_moment)

    def _has_moment(self, value: TimeValue) -> bool:
        """Whether a time is a clock time, or is counted exactly from a clock time."""
        at = value.at
        if isinstance(at, Relative):
            chain = self.time_chains.of(at)
            if chain is None or chain.least != chain.most:
                return False
            at = self.entries[chain.root].time.at
        return is_on_clock(at)

    def late_calls_of(self, unit: str) -> list[tuple[int, Position]]:
        """The radio calls of a unit that were known later than said, by the first such moment."""
        found = self._late_calls.get(unit)
        if found is None:
            calls = self.unit_calls.of(unit)
            late = (one for one in self.known_later if one in calls)
            found = sorted((or_else(self.known(one).earliest, OPEN_START), one) for one in late)
            self._late_calls[unit] = found
        return found

    @cached_property
    def _late_calls(self) -> dict[str, list[tuple[int, Position]]]:
        """Calls by unit, as far as asked for; an index by unit that no step makes again."""
        return {}

    @cached_property
    def known_later(self) -> tuple[Position, ...]:
        """The radio calls with a `known` time in the record: not known as they were said."""
        timeline = enumerate(self.record.timeline, HEAD)
        rows = [Row(row) for row, entry in timeline if entry.known and entry.kind == RADIO]
        found = map(self.position_of, (*rows, *self.reading.calls.with_known))
        return tuple(position for position in found if position is not None)

    @cached_property
    def perhaps_late(self) -> Positions:
        """The entries but the radio calls that were known as they were said."""
        return Positions.all(len(self.entries)).without(self.radio.without(self.known_later))

    @cached_property
    def texts(self) -> SearchIndex:
        """The words to search."""
        return SearchIndex(self.record.timeline, self.reading.calls)

    @cached_property
    def written_before(self) -> Mapping[str, Sequence[str]]:
        """From the id of an entry to the ids of timeline entries that are written to precede."""
        found: dict[str, list[str]] = {}
        for entry in self.record.timeline:
            value = entry.time
            for identifier in value.before:
                found.setdefault(identifier, []).append(entry.id)
            if isinstance(value.at, Relative) and offset_bounds(value, self.zone)[1] <= 0:
                found.setdefault(value.at.anchor, []).append(entry.id)
        return found

    @property
    def placed_count(self) -> int:
        """The number of entries in the timeline; the rest are unplaced."""
        return len(self.bests)

    @property
    def unplaced_count(self) -> int:
        """The number of entries in the unplaced tray."""
        return len(self.entries) - len(self.bests)

    @property
    def left_out_count(self) -> int:
        """The number of parts of the record that could not be read."""
        return sum(part.count for part in self.left_out)

    def chunk_of(self, position: int) -> int:
        """The chunk of `texts` with the words of the entry at a position."""
        row = Row(self.order.rows[position]) if self.entries else HEAD
        return self.texts.chunk_of(row)

    def position_of(self, row: Row) -> Position | None:
        """The position of a row; None for a call read later."""
        return self.order.position_of(row)

    def of_agencies(self, agencies: Iterable[str]) -> Positions:
        """The entries under the given agencies; `UNIDENTIFIED` is an agency too."""
        return self.agency_sets.containing(agencies)

    def next_of_speaker(self, speaker: str, position: int, back: bool = False) -> Position | None:
        """The next entry in which a unit or an agency acts or speaks; with `back`, the last before.

        Args:
            speaker: the id of the unit or the agency.
        """
        return self.speaker_sets.next_with(speaker, position, back)

    def of_units(self, units: Iterable[str]) -> Positions:
        """The entries with one of the units as speaker or by name, or with a status of a unit."""
        wanted, calls = frozenset(units), self.reading.calls

        def names_unit(party: Party) -> bool:
            return party.speaker in wanted or not wanted.isdisjoint(party.units)

        of_parties = [names_unit(party) for party in calls.party_table]
        of_calls = bytes(map(of_parties.__getitem__, calls.parties()))
        of_timeline = bytes(names_unit(party_of(entry)) for entry in self.record.timeline)
        named = Positions(self.order.bytes_by_position(of_calls, of_timeline))
        return named | Positions.of(self._changing_status_of(wanted), len(self.entries))

    def _changing_status_of(self, units: Iterable[str]) -> Iterator[Position]:
        """The positions of entries that change the status of the units."""
        for unit in units:
            history = self.histories[Clock.HAPPENED].get(Subject("unit", unit))
            for change in history.changes if history else ():
                position = self.positions.get(change.entry)
                if position is not None:
                    yield position

    def of_sources(self, sources: Iterable[str]) -> Positions:
        """The entries that cite one of the sources."""
        return self.source_sets.containing(sources)

    def on_source_alone(self, source: str) -> Positions:
        """The entries that cite the source alone."""
        return self.source_sets.equal_to([source])

    def of_kinds(self, kinds: Iterable[str]) -> Positions:
        """The entries of the given kinds."""
        return self.kinds.where(KIND_CODES[kind] for kind in kinds if kind in KIND_CODES)

    def state(self, subject: Subject, moment: int | None, clock: Clock) -> State:
        """The state of a subject at a moment; None for the end of the record."""
        history = self.histories[clock].get(subject)
        return history.at(moment) if history else State()

    def known(self, position: int) -> Placement:
        """When the facts of the entry at a position were known."""
        return self._known(position)

    @cached_property
    def _known(self) -> Callable[[int], Placement]:
        """When the facts of an entry were known; the screen asks for the same at each step."""
        # A function that holds the chronology would keep it alive: a record that grows has many.
        of_entry, entries, placements = self.knowledge.of_entry, self.entries, self.placements

        def known(position: int) -> Placement:
            return of_entry(entries[position], placements[position])

        return lru_cache(_KNOWN_KEPT)(known)

    def entry_of(self, name: str) -> Position | None:
        """The position of an entry by id, or of the entry that first reaches a milestone."""
        position = self.positions.get(name)
        if position is not None:
            return position
        history = self.histories[Clock.HAPPENED].get(Subject("milestone", name))
        return self.positions.get(history.changes[0].entry) if history else None

    @cached_property
    def claims_known(self) -> Mapping[str, tuple[Placement, ...]]:
        """From the id of a conflict to when each claim was known."""
        return {
            conflict.id: tuple(self._claim_known(conflict, claim) for claim in conflict.claims)
            for conflict in self.record.conflicts
        }

    def _claim_known(self, conflict: Conflict, claim: Claim) -> Placement:
        """When a claim was known: as written, or else with the first citation known."""
        if claim.known is not None:
            return self.knowledge.of(claim.known, claim.cite, Placement())
        known = [self._cite_known(cite, conflict.affects) for cite in claim.cite]
        return any_of(known) if known else Placement()

    def _cite_known(self, cite: Cite, affects: Iterable[str]) -> Placement:
        """When a citation was known: with every entry of the cited line, or else its source."""
        entries = self.index.entries_at(cite, affects)
        if not entries:
            return self.knowledge.of(None, [cite], Placement())
        return all_of(self.known(self.positions[entry.id]) for entry in entries)

    def at_or_before(self, moment: int) -> Position:
        """The position of the last placed entry at or before a moment, or else 0."""
        return Position(max(self.after(moment) - 1, 0))

    def after(self, moment: int) -> Position:
        """The position of the first placed entry after a moment, or else their number."""
        return Position(bisect_right(self.bests, moment))

    def next_change(self, moment: int, clock: Clock) -> int | None:
        """The first moment of a state change after a moment."""
        moments = self.change_moments[clock]
        number = bisect_right(moments, moment)
        return moments[number] if number < len(moments) else None

    def previous_change(self, moment: int, clock: Clock) -> int | None:
        """The last moment of a state change up to a moment."""
        moments = self.change_moments[clock]
        number = bisect_right(moments, moment)
        return moments[number - 1] if number else None

    @property
    def agencies(self) -> Mapping[str, Agency]:
        """The agencies by id."""
        return self.index.agencies

    def agencies_of(self, entry: Entry) -> tuple[str, ...]:
        """The agencies of an entry, the acting agency first."""
        return agencies_of(party_of(entry), self.index)

    def speaker_of(self, entry: Entry) -> str:
        """The id of the unit that acts or speaks in an entry, or else of the agency, or ""."""
        return next(iter(speakers_of(party_of(entry), self.index)), "")

    def acting_of(self, entry: Entry) -> tuple[str, ...]:
        """The agencies that act or speak in an entry; the other agencies are concerned."""
        return acting_of(party_of(entry), self.index)


def agencies_of(party: Party, index: RecordIndex) -> tuple[str, ...]:
    """The agencies of a party, each once, if defined in the record; or `UNIDENTIFIED` alone."""
    agencies, units = index.agencies, index.agency_of_unit
    named = [party.agency, party.speaking, units.get(party.speaker, ""), *party.agencies]
    named += (units.get(unit, "") for unit in party.units)
    known = (agency for agency in dict.fromkeys(named) if agency in agencies)
    return tuple(known) or (UNIDENTIFIED,)


def acting_of(party: Party, index: RecordIndex) -> tuple[str, ...]:
    """The agencies of a party that act or speak, each once, if defined in the record.

    The units of an entry act only where neither an agency nor a speaker is given: a dispatcher
    names the units to whom a call goes.
    """
    units = index.agency_of_unit
    named = [party.agency, party.speaking, units.get(party.speaker, "")]
    if not any(named):
        named = [units.get(unit, "") for unit in party.units]
    return tuple(agency for agency in dict.fromkeys(named) if agency in index.agencies)


def speakers_of(party: Party, index: RecordIndex) -> tuple[str, ...]:
    """The unit and then the first agency of a party that act or speak, as far as given.

    Without a speaker, a unit acts that is the only unit of the agency in the entry.
    """
    units, acting = index.agency_of_unit, acting_of(party, index)
    named = (party.speaker,) if party.speaker or party.speaking else dict.fromkeys(party.units)
    own = [one for one in named if one in units]
    if party.agency and not party.speaker:
        own = [unit for unit in own if units[unit] == party.agency]
    unit = own[0] if len(own) == 1 else ""
    return tuple(one for one in (unit, *acting[:1]) if one)
