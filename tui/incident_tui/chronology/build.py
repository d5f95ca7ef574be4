"""Builds chronologies: of a whole record, or repeatedly while calls are read."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from time import monotonic

from incident_tui.chronology.by_position import EntriesByPosition, PlacementsByPosition
from incident_tui.chronology.call_moments import CallMoments, or_far
from incident_tui.chronology.call_placements import CallPlacements
from incident_tui.chronology.chronology import Chronology, agencies_of, speakers_of
from incident_tui.chronology.entry_sets import EntrySets
from incident_tui.chronology.ordered_entries import OrderedEntries
from incident_tui.chronology.positions import Codes
from incident_tui.chronology.record_index import RecordIndex
from incident_tui.chronology.recordings import RecordingGroups
from incident_tui.chronology.status_histories import StatusHistories, status_histories
from incident_tui.chronology.tied_entries import TiedCalls, TiedEntries, tied_entries
from incident_tui.chronology.time_order import time_order_of
from incident_tui.chronology.vague_calls import VagueCallCounts
from incident_tui.placing.aligning import NO_SHIFTS, Shifts, shifts_of
from incident_tui.placing.network import FAR
from incident_tui.placing.zone import Zone
from incident_tui.record.calls.columns import KIND_CODES, Calls
from incident_tui.record.numbering import Position
from incident_tui.record.problems import Problem, in_order
from incident_tui.record.reading import Reader, Reading


def chronology_of(reading: Reading) -> Chronology:
    """Place and index a record.

    Raises:
        ValueError: if the reading holds no record.
    """
    return ChronologyBuilder(reading).chronology(reading)


def realigned(chronology: Chronology, found: Shifts = NO_SHIFTS) -> Chronology:
    """The record with the known errors of sources' clocks corrected; if corrected, as written.

    Args:
        found: leads of further clocks, of which the record states nothing.
    """
    reading = chronology.reading
    return ChronologyBuilder(reading, not chronology.aligned, found).chronology(reading)


def aligned_by(chronology: Chronology, found: Shifts) -> Chronology:
    """The record with the clocks corrected that the record, or `found`, says to be wrong."""
    reading = chronology.reading
    return ChronologyBuilder(reading, True, found).chronology(reading)


GROWTH = 4
"""How many times the calls of the last chronology are read before the next is built."""
MIN_INTERVAL_S = 0.25
"""The least seconds from one chronology to the next; calls read sooner wait for the next."""


class LoadingRecord:
    """A record while calls are read: a first chronology, then chronologies of more calls.

    Each has four times the calls of the chronology before, so building all takes a third longer
    than building the last.
    """

    def __init__(self, reader: Reader) -> None:
        """Read the head and the first block of calls.

        Raises:
            ValueError: if there is no record.
        """
        self.count = 0
        """The number of calls read by now."""
        self._later = self._chronologies(reader)
        first = next(self._later)
        assert first is not None
        self.first = first

    def __iter__(self) -> Iterator[Chronology | None]:
        """Read on: after each block of calls, the next chronology or None."""
        return self._later

    def _chronologies(self, reader: Reader) -> Iterator[Chronology | None]:
        # A generator, since its frame ends with the reading: the columns of the builder by row,
        # a fifth of the memory of a record, are not kept beside those of the last chronology.
        counts = reader.read_calls()
        self.count = built = next(counts, 0)
        builder = ChronologyBuilder(reader.reading)
        first = builder.chronology(reader.reading)
        yield first
        built_at = monotonic()
        for self.count in counts:
            is_due = self.count >= built * GROWTH and monotonic() >= built_at + MIN_INTERVAL_S
            if is_due:
                built, built_at = self.count, monotonic()
            yield builder.chronology(reader.reading) if is_due else None
        if not first.complete:
            yield builder.chronology(reader.reading)


class ChronologyBuilder:
    """Keeps the common parts of a record's chronologies, and builds the next chronology."""

    def __init__(self, reading: Reading, aligned: bool = False, found: Shifts = NO_SHIFTS) -> None:
        """Begin with the head of a record.

        Args:
            aligned: whether to correct known errors of sources' clocks.
            found: leads of clocks of which the record states nothing; for an aligned chronology.

        Raises:
            ValueError: if the reading holds no record.
        """
        if reading.record is None:
            raise ValueError(f"{reading.path} holds no record")
        self._record = record = reading.record
        self._index = index = RecordIndex(record)
        self._zone = Zone(record)
        self._shifts: Shifts = {**found, **shifts_of(record)} if aligned else {}
        self._placements = CallPlacements(self._zone, self._shifts)
        self._moments = CallMoments(self._placements)
        self._vague_calls = VagueCallCounts(self._placements)
        self._agencies = EntrySets(record, lambda party: agencies_of(party, index))
        self._speakers = EntrySets(record, lambda party: speakers_of(party, index))
        self._sources = EntrySets(record, lambda party: party.sources)
        self._recordings = RecordingGroups(record, self._zone)
        self._tied_calls = TiedCalls(record, (value for value, _ in reading.times.values()))
        self._tied: TiedEntries | None = None
        self._histories: StatusHistories | None = None
        self._changing_count = 0
        """The number of calls with effects or a `known` time in the histories."""

    def chronology(self, reading: Reading) -> Chronology:
        """The chronology of the calls read by now."""
        columns = self._agencies, self._speakers, self._sources
        for one in (self._placements, self._moments, self._vague_calls, *columns):
            one.take(reading.calls)
        ordered = self._ordered(reading.calls)
        histories = self._status_histories(ordered)
        bests = self._bests(ordered)
        return Chronology(
            reading=reading,
            problems=self._problems(reading, ordered.tied, histories),
            zone=self._zone,
            shifts=self._shifts,
            index=self._index,
            order=ordered.order,
            entries=ordered.entries,
            placements=ordered.placements,
            bests=bests,
            as_of=self._as_of(ordered, bests),
            lasting=self._lasting(ordered),
            vague_calls=self._vague_calls.counted(reading.calls, ordered.tied.calls),
            kinds=_kinds(ordered),
            agency_sets=self._agencies.by_position(ordered.order),
            speaker_sets=self._speakers.by_position(ordered.order),
            source_sets=self._sources.by_position(ordered.order),
            counts=self._agencies.counts(self._index.agencies),
            histories=histories.by_clock,
            change_moments=histories.change_moments,
            knowledge=histories.knowledge,
            recordings=self._recordings.of(ordered, bests, self._moments.bests),
        )

    def _ordered(self, calls: Calls) -> OrderedEntries:
        """The entries, placed and in time order."""
        record, tied, moments = self._record, self._placed_together(calls), self._moments
        order = time_order_of(moments.bests, moments.is_rising, tied.calls, [*tied.in_time])
        entries = EntriesByPosition(order.rows, record.timeline, calls)
        placements = PlacementsByPosition(order.rows, tied, calls, self._placements)
        return OrderedEntries(record, calls, tied, order, entries, placements)

    def _placed_together(self, calls: Calls) -> TiedEntries:
        """The entries placed together; placed again when more calls belong to them."""
        rows = self._tied_calls.rows(calls)
        if self._tied is None or self._tied.calls != rows:
            self._tied = tied_entries(self._record, calls, rows, self._shifts)
            self._histories = None
        return self._tied

    def _status_histories(self, ordered: OrderedEntries) -> StatusHistories:
        """Histories per subject and clock; made again when new calls change a status."""
        count = len(ordered.calls.with_effects) + len(ordered.calls.with_known)
        if self._histories is None or self._changing_count != count:
            self._histories = status_histories(ordered)
            self._changing_count = count
        return self._histories

    def _bests(self, ordered: OrderedEntries) -> "array[int]":
        """By position, the best moments of the placed entries."""
        order, by_row = ordered.order, ordered.tied.by_row
        of_tied = (or_far(by_row[row].best) for row in order.tied)
        bests = order.moments_by_position(self._moments.bests, of_tied)
        return bests[: bisect_left(bests, FAR)]

    def _as_of(self, ordered: OrderedEntries, bests: "array[int]") -> "array[int]":
        """By position, the moments to fold states at, of the placed entries."""
        order, by_row = ordered.order, ordered.tied.by_row
        of_tied = [or_far(by_row[row].as_of) for row in order.tied]
        return self._moments.as_of(ordered.calls, order, bests, of_tied)

    def _lasting(self, ordered: OrderedEntries) -> tuple[tuple[Position, int], ...]:
        """Positions of entries with a duration, rising, and the last moment of each."""
        found = []
        for row in {*ordered.tied.by_row, *self._moments.lasting}:
            position, placement = ordered.order.position_of(row), ordered.placements.of_row(row)
            if position is not None and placement.end is not None and placement.best is not None:
                last = placement.end - placement.grain + 1
                found.append((position, max(placement.best, last)))
        return tuple(sorted(found))

    def _problems(
        self, reading: Reading, tied: TiedEntries, histories: StatusHistories
    ) -> tuple[Problem, ...]:
        """The problems of reading and placing, sorted by mark."""
        found = {
            *tied.problems(reading),
            *self._placements.problems(reading.calls),
            *histories.problems(reading),
        }
        return in_order((*reading.problems, *found)) if found else reading.problems


def _kinds(ordered: OrderedEntries) -> Codes:
    """The kinds of entries by position, as codes of `KIND_CODES`."""
    timeline = bytes(KIND_CODES[entry.kind] for entry in ordered.record.timeline)
    kinds = ordered.order.bytes_by_position(ordered.calls.kinds(), timeline)
    return Codes(array("B", kinds))
