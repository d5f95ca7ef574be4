"""Builds chronologies: of a whole record, or repeatedly while calls are read."""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from time import monotonic

from incident_tui.chronology.by_position import EntriesByPosition, PlacementsByPosition
from incident_tui.chronology.call_moments import CallMoments, or_far
from incident_tui.chronology.call_placements import CallPlacements
from incident_tui.chronology.chronology import Chronology, agencies_of
from incident_tui.chronology.entry_sets import EntrySets
from incident_tui.chronology.positions import Codes
from incident_tui.chronology.record_index import RecordIndex
from incident_tui.chronology.status_histories import (
    StatusHistories,
    StatusSources,
    status_histories,
)
from incident_tui.chronology.tied_entries import TiedCalls, TiedEntries, tied_entries
from incident_tui.chronology.time_order import TimeOrder, time_order_of
from incident_tui.placing.aligning import shifts_of
from incident_tui.placing.network import FAR
from incident_tui.placing.zone import Zone
from incident_tui.record.calls.columns import KIND_CODES, Calls
from incident_tui.record.model import Record
from incident_tui.record.numbering import Position
from incident_tui.record.problems import Problem
from incident_tui.record.reading import Reader, Reading


def chronology_of(reading: Reading) -> Chronology:
    """Place and index a record.

    Raises:
        ValueError: if the reading holds no record.
    """
    return ChronologyBuilder(reading).chronology(reading)


def realigned(chronology: Chronology) -> Chronology:
    """The record with the known errors of sources' clocks corrected; if corrected, as written."""
    reading = chronology.reading
    return ChronologyBuilder(reading, aligned=not chronology.aligned).chronology(reading)


GROWTH = 4
"""How many times the calls of the last chronology are read before the next is built."""
MIN_INTERVAL_S = 0.25
"""Seconds from one chronology to the next: calls that are read sooner are shown with the last."""


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

    def __init__(self, reading: Reading, aligned: bool = False) -> None:
        """Begin with the head of a record.

        Args:
            aligned: whether to correct known errors of sources' clocks.

        Raises:
            ValueError: if the reading holds no record.
        """
        if reading.record is None:
            raise ValueError(f"{reading.path} holds no record")
        self._record = record = reading.record
        self._index = RecordIndex(record)
        self._zone = Zone(record)
        self._shifts = shifts_of(record) if aligned else {}
        self._placements = CallPlacements(self._zone, self._shifts)
        self._moments = CallMoments(self._placements)
        agencies = self._index.agencies
        units = {unit.id: unit.agency for unit in record.units}
        self._agencies = EntrySets(record, lambda party: agencies_of(party, agencies, units))
        self._sources = EntrySets(record, lambda party: party.sources)
        self._calls_of_parties = Counter[int]()
        """The number of calls by place in the table of parties."""
        self._block_count = 0
        """The number of blocks taken."""
        self._tied_calls = TiedCalls(record, (value for value, _ in reading.times.values()))
        self._tied: TiedEntries | None = None
        self._histories: StatusHistories | None = None
        self._changing_count = 0
        """The number of calls with effects or a `known` time in the histories."""

    def chronology(self, reading: Reading) -> Chronology:
        """The chronology of the calls read by now."""
        calls = reading.calls
        self._take(calls)
        tied, moments = self._placed_together(calls), self._moments
        order = time_order_of(moments.bests, moments.is_rising, tied.calls, [*tied.in_time])
        bests = order.moments_by_position(
            moments.bests, (or_far(tied.by_row[row].best) for row in order.tied)
        )
        bests = bests[: bisect_left(bests, FAR)]
        entries = EntriesByPosition(order.rows, self._record.timeline, calls)
        placements = PlacementsByPosition(order.rows, tied, calls, self._placements)
        sources = StatusSources(self._record, calls, tied, order, entries, placements)
        histories = self._status_histories(sources)
        return Chronology(
            reading=reading,
            problems=self._problems(reading, tied, histories),
            zone=self._zone,
            aligned=bool(self._shifts),
            index=self._index,
            order=order,
            entries=entries,
            placements=placements,
            bests=bests,
            as_of=self._as_of(calls, tied, order, bests),
            lasting=self._lasting(order, placements, tied),
            kinds=_kinds(self._record, calls, order),
            agency_sets=self._agencies.by_position(order),
            source_sets=self._sources.by_position(order),
            counts=self._agencies.counts(self._index.agencies, self._calls_of_parties),
            histories=histories.by_clock,
            change_moments=histories.change_moments,
            knowledge=histories.knowledge,
        )

    def _take(self, calls: Calls) -> None:
        """Take the calls read since the last chronology into the columns."""
        self._placements.take(calls)
        self._moments.take(calls)
        self._agencies.take(calls)
        self._sources.take(calls)
        for block in calls.blocks[self._block_count :]:
            self._calls_of_parties.update(block.parties)
        self._block_count = len(calls.blocks)

    def _placed_together(self, calls: Calls) -> TiedEntries:
        """The entries placed together; placed again when more calls belong to them."""
        rows = self._tied_calls.rows(calls)
        if self._tied is None or self._tied.calls != rows:
            self._tied = tied_entries(self._record, calls, rows, self._shifts)
            self._histories = None
        return self._tied

    def _status_histories(self, sources: StatusSources) -> StatusHistories:
        """Histories per subject and clock; made again when new calls change a status."""
        count = len(sources.calls.with_effects) + len(sources.calls.with_known)
        if self._histories is None or self._changing_count != count:
            self._histories = status_histories(sources)
            self._changing_count = count
        return self._histories

    def _as_of(
        self, calls: Calls, tied: TiedEntries, order: TimeOrder, bests: "array[int]"
    ) -> "array[int]":
        """By position, the moment to fold states at, for each entry with a best moment."""
        of_tied = [or_far(tied.by_row[row].as_of) for row in order.tied]
        return self._moments.as_of(calls, order, bests, of_tied)

    def _lasting(
        self, order: TimeOrder, placements: PlacementsByPosition, tied: TiedEntries
    ) -> tuple[tuple[Position, int], ...]:
        """Positions of entries with a duration, rising, and the last moment of each."""
        found = []
        for row in {*tied.by_row, *self._moments.lasting}:
            position, placement = order.position_of(row), placements.of_row(row)
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
        return tuple(sorted({*reading.problems, *found})) if found else reading.problems


def _kinds(record: Record, calls: Calls, order: TimeOrder) -> Codes:
    """The kinds of entries by position, as codes of `KIND_CODES`."""
    timeline = bytes(KIND_CODES[entry.kind] for entry in record.timeline)
    return Codes(array("B", order.bytes_by_position(calls.kinds(), timeline)))
