"""From what is read to a chronology, at once or again and again while calls arrive."""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from operator import add, le, sub

import msgspec

from incident_tui.chronology.changes import histories_of
from incident_tui.chronology.chronology import RADIO, Chronology, agencies_of
from incident_tui.chronology.histories import Clock, History, Subject
from incident_tui.chronology.knowledge import Knowledge
from incident_tui.chronology.positions import Codes, Sets
from incident_tui.chronology.record_index import RecordIndex
from incident_tui.chronology.search_index import SearchIndex
from incident_tui.chronology.time_order import (
    CHUNK,
    HEAD,
    EntriesByPosition,
    PlacementsByPosition,
    PositionsById,
    TimeOrder,
    never_past,
    time_order_of,
)
from incident_tui.placing.aligning import Shifts, shift_of, shifts_of
from incident_tui.placing.network import FAR, as_told
from incident_tui.placing.placement import Placement, Placements, TimeFault, place, place_alone
from incident_tui.placing.zone import Zone
from incident_tui.record.calls import KIND_CODES, Calls, Party, anchors_of, party_of
from incident_tui.record.model import Entry, Record
from incident_tui.record.problems import Mark, Problem
from incident_tui.record.reading import Reader, Reading
from incident_tui.record.time_value import TimeValue


def chronology_of(reading: Reading) -> Chronology:
    """Place and index what was read.

    Raises:
        ValueError: if the reading holds no record.
    """
    return ChronologyBuilder(reading).chronology(reading)


def realigned(chronology: Chronology) -> Chronology:
    """The same record with the clocks of its sources put right, or as they are written again."""
    reading = chronology.reading
    return ChronologyBuilder(reading, aligned=not chronology.aligned).chronology(reading)


class LoadingRecord:
    """A record as its calls are read: a chronology of the first of them, then of more and more.

    Each next one has half as many calls again, so that all of them together take little longer
    than the last.
    """

    def __init__(self, reader: Reader) -> None:
        """Read the head and the first block of calls.

        Raises:
            ValueError: if there is no record.
        """
        self._reader = reader
        self._counts = reader.read_calls()
        self.count = next(self._counts, 0)
        """How many calls are read."""
        reading = reader.reading
        self._gatherer = ChronologyBuilder(reading)
        self.first = self._gatherer.chronology(reading)

    def __iter__(self) -> Iterator[Chronology | None]:
        """Read on: the next chronology where there is one, or else nothing after each block."""
        gathered = self.count
        for count in self._counts:
            self.count = count
            grown = count >= gathered * 3 // 2
            if grown:
                gathered = count
            yield self._gatherer.chronology(self._reader.reading) if grown else None
        if not self.first.complete:
            yield self._gatherer.chronology(self._reader.reading)


class ChronologyBuilder:
    """Keeps what chronologies of one record have in common, and makes the next one from it.

    Raises:
        ValueError: if the reading holds no record.
    """

    def __init__(self, reading: Reading, aligned: bool = False) -> None:
        """Begin with what is read.

        Args:
            aligned: whether to put right the clocks of sources that are known to be off.
        """
        if reading.record is None:
            raise ValueError(f"{reading.path} holds no record")
        self._record = record = reading.record
        self._zone = Zone(record)
        self._calls = reading.calls
        self._head = {entry.id: place for place, entry in enumerate(record.timeline)}
        self._head_telling = [
            HEAD + place
            for place, entry in enumerate(record.timeline)
            if entry.effects or entry.milestone
        ]
        self._index = RecordIndex(record)
        self._agencies = self._index.agencies
        self._units = {unit.id: unit.agency for unit in record.units}
        self._shifts = shifts_of(record) if aligned else {}
        self._parties = _Sets(record, lambda one: agencies_of(one, self._agencies, self._units))
        self._sources = _Sets(record, lambda one: one.sources)
        self._moments = _Moments(self._zone, self._shifts)
        self._anchors = {facility.ended_by for facility in record.facilities}
        """Ids that something in the record is timed by."""
        for value, _ in reading.times.values():
            self._anchors.update(anchors_of(value))
        self._linked = 0
        """How many of the calls whose times hang on others have been looked at."""
        self._knowing = 0
        """How many of those with a time of knowing have been."""
        self._woven: _TiedEntries | None = None
        self._told = -1
        """How many of the calls that tell of a change are in the ladders."""
        self._ladders: dict[Clock, dict[Subject, History]] = {}
        self._ladder_faults: list[TimeFault] = []
        self._known_of_calls: dict[int, tuple[TimeValue, Mark]] = {}
        """Where times of knowing of those calls stand, by identity."""
        self._knowledge = Knowledge(record, Placements(self._zone, (), (), (), {}, (), {}))

    def chronology(self, reading: Reading) -> Chronology:
        """The chronology of all that is read by now."""
        calls, moments = self._calls, self._moments
        moments.take(calls)
        self._parties.take(calls)
        self._sources.take(calls)
        woven = self._weave()
        arrangement = time_order_of(moments.bests, moments.rising, woven.apart, [*woven.in_time()])
        placed = woven.by_number
        there = [placed[number] for number in arrangement.woven]
        bests = arrangement.weave_moments(moments.bests, (_or_far(one.best) for one in there))
        as_of = arrangement.weave_moments(moments.as_of, (_or_far(one.as_of) for one in there))
        count = bisect_left(bests, FAR)
        head = bytes(KIND_CODES[entry.kind] for entry in self._record.timeline)
        kinds = Codes([arrangement.weave(calls.kinds, head)])
        ladders, knowledge = self._climb(woven, arrangement)
        return Chronology(
            reading=reading,
            problems=self._problems(reading, woven),
            zone=self._zone,
            entries=EntriesByPosition(arrangement.numbers, self._entry),
            placements=PlacementsByPosition(arrangement.numbers, partial(self._placement, woven)),
            bests=bests[:count],
            as_of=never_past(as_of[:count]),
            positions=PositionsById(arrangement, self._head, calls.ids),
            units=self._units,
            counts=self._parties.counts(self._agencies),
            kinds=kinds,
            parties=self._parties.arranged(arrangement),
            sources=self._sources.arranged(arrangement),
            aligned=bool(self._shifts),
            radio=kinds.where([KIND_CODES[RADIO]]),
            lasting=tuple(sorted(self._lasting(arrangement, placed))),
            index=self._index,
            ladders=ladders,
            knowledge=knowledge,
            turns={
                Clock.HAPPENED: _turns(ladders[Clock.HAPPENED].values()),
                Clock.KNOWN: _turns(ladders[Clock.KNOWN].values(), self._names_known()),
            },
            arrangement=arrangement,
            texts=SearchIndex(self._record.timeline, calls),
        )

    def _weave(self) -> "_TiedEntries":
        """Place what hangs together, again if more calls have come into it."""
        calls = self._calls
        for call in calls.linked[self._linked :]:
            self._anchors.update(anchors_of(calls.time_of(call)))
        self._linked = len(calls.linked)
        for call in calls.knowing[self._knowing :]:
            known = calls.entry(call).known
            self._anchors.update(anchors_of(known) if known else ())
        self._knowing = len(calls.knowing)
        timed_by = (calls.ids[one] for one in self._anchors if one in calls.ids)
        apart = tuple(sorted({*calls.linked, *timed_by}))
        if self._woven is None or self._woven.apart != apart:
            entries = [calls.entry(call) for call in apart]
            placements = place(self._record, entries, self._shifts)
            marks = {
                id(value): calls.mark(call)
                for entry, call in zip(entries, apart, strict=True)
                for value in (entry.time, entry.known)
                if value is not None
            }
            self._woven = _TiedEntries(apart, placements, marks)
            self._told = -1
        return self._woven

    def _climb(
        self, woven: "_TiedEntries", arrangement: TimeOrder
    ) -> tuple[dict[Clock, dict[Subject, History]], Knowledge]:
        """The ladders, made again if there is more that tells of a change."""
        count = len(self._calls.telling) + len(self._calls.knowing)
        if self._told != count:
            self._told = count
            told = self._heard(self._telling(woven, arrangement), woven)
            self._ladder_faults = []
            self._knowledge = Knowledge(self._record, woven.placements)
            for entry, placement in self._heard(self._calls.knowing, woven):
                self._knowledge.of_entry(entry, placement)  # for its faults
            self._ladders = histories_of(
                self._record, woven.placements, self._knowledge, self._ladder_faults, told
            )
        return self._ladders, self._knowledge

    def _heard(
        self, numbers: Iterable[int], woven: "_TiedEntries"
    ) -> Iterator[tuple[Entry, Placement]]:
        """Entries by their numbers, each with where it is placed."""
        for number in numbers:
            entry = self._entry(number)
            if number < HEAD and entry.known is not None:
                self._known_of_calls[id(entry.known)] = entry.known, self._calls.mark(number)
            yield entry, self._placement(woven, number)

    def _names_known(self) -> Iterator[int]:
        """The moments at which names came to be known."""
        for person in self._record.people:
            known = self._knowledge.of_name(person)
            if known and known.latest is not None:
                yield known.latest

    def _telling(self, woven: "_TiedEntries", arrangement: TimeOrder) -> list[int]:
        """The numbers of all that tells of a change, or leads on to it, as it is told."""
        follows = woven.follows
        tied = {*follows, *(later for laters in follows.values() for later in laters)}
        numbers = sorted({*self._head_telling, *self._calls.telling, *tied}, key=HEAD.__xor__)
        ranks = (
            None if self._placement(woven, one).best is None else arrangement.position_of(one)
            for one in numbers
        )
        place_of = {number: place for place, number in enumerate(numbers)}
        ways = {
            place_of[one]: {place_of[later] for later in laters} for one, laters in follows.items()
        }
        return [numbers[place] for place in as_told([*ranks], ways)]

    def _entry(self, number: int) -> Entry:
        """An entry by its number."""
        return self._record.timeline[number - HEAD] if number >= HEAD else self._calls.entry(number)

    def _placement(self, woven: "_TiedEntries", number: int) -> Placement:
        """Where an entry is placed, by its number."""
        placed = woven.by_number
        return placed[number] if number in placed else self._moments.placement(number)

    def _lasting(
        self, arrangement: TimeOrder, woven: Mapping[int, Placement]
    ) -> Iterator[tuple[int, int]]:
        """Positions of what lasted, and the last moment of each."""
        alone = (call for call in self._moments.lasting if call not in woven)
        both = (*woven.items(), *((call, self._moments.placement(call)) for call in alone))
        for number, one in both:
            position = arrangement.position_of(number)
            if position is not None and one.end is not None and one.best is not None:
                yield position, max(one.best, one.end - one.grain + 1)

    def _problems(self, reading: Reading, woven: "_TiedEntries") -> tuple[Problem, ...]:
        """What reading and placing found wrong, by place."""
        faults = (*woven.placements.faults, *self._moments.faults, *self._ladder_faults)
        if not faults:
            return reading.problems
        marks = woven.marks | {one: mark for one, (_, mark) in self._known_of_calls.items()}
        found = {
            Problem(marks.get(id(fault.value)) or reading.mark_of(fault.value), fault.message)
            for fault in faults
        }
        return tuple(sorted({*reading.problems, *found}))


class _TiedEntries(msgspec.Struct, frozen=True, dict=True):
    """What is placed entry by entry, since times hang together: the timeline, and a few calls."""

    apart: tuple[int, ...]
    """Those calls, in the order of their lines."""
    placements: Placements
    marks: dict[int, Mark]
    """Where their times stand, by identity."""

    @cached_property
    def by_number(self) -> dict[int, Placement]:
        """From the number of an entry to where it is placed."""
        return {self._number(place): one for place, one in enumerate(self.placements.placed)}

    def in_time(self) -> Iterator[tuple[int, int]]:
        """Moment and number of each entry, in the order of time."""
        for one in self.placements.sequence:
            yield _or_far(self.placements.placed[one].best), self._number(one)

    @property
    def follows(self) -> dict[int, set[int]]:
        """For the number of an entry, those of entries known to come after it."""
        return {
            self._number(one): {*map(self._number, laters)}
            for one, laters in self.placements.follows.items()
        }

    def _number(self, place: int) -> int:
        """The number of an entry, from its place among the placements."""
        timeline = len(self.placements.entries) - len(self.apart)
        return HEAD + place if place < timeline else self.apart[place - timeline]


class _Moments:
    """Columns of moments by call, and where the times of their table are placed."""

    def __init__(self, zone: Zone, shifts: Shifts) -> None:
        self._zone = zone
        self._shifts = shifts
        self._calls: Calls | None = None
        self.clocks: list[Placement] = []
        """Of each time in the calls' table."""
        self.faults: list[TimeFault] = []
        self.bests, self.as_of = array("q"), array("q")
        self.lasting: list[int] = []
        """Calls that lasted."""
        self.rising = True
        """Whether the calls stand in the order of time."""

    def take(self, calls: Calls) -> None:
        """Take the calls that have come since."""
        self._calls = calls
        for value in calls.time_table[len(self.clocks) :]:
            alone = not anchors_of(value)
            self.clocks.append(place_alone(value, self._zone, self.faults) if alone else _NOWHERE)
        bests = [_or_far(clock.best) for clock in self.clocks]
        as_of = [_or_far(clock.as_of) for clock in self.clocks]
        ends = {place for place, clock in enumerate(self.clocks) if clock.end is not None}
        for start in range(len(self.bests), len(calls), CHUNK):
            stop = min(start + CHUNK, len(calls))
            times = calls.times[start:stop]
            offsets = self._aligned(calls, start, stop)
            new = array("q", map(add, map(bests.__getitem__, times), offsets))
            last = self.bests[-1:]
            self.rising = self.rising and all(map(le, last + new, new if last else new[1:]))
            self.bests += new
            self.as_of.extend(map(add, map(as_of.__getitem__, times), offsets))
            if ends:
                lasting = (number for number, time in enumerate(times, start) if time in ends)
                self.lasting.extend(lasting)

    def placement(self, call: int) -> Placement:
        """Where a call is placed."""
        assert self._calls
        clock = self.clocks[self._calls.times[call]].later(self._calls.offsets[call])
        if not self._shifts:
            return clock
        party = self._calls.party_table[self._calls.parties[call]]
        return clock.aligned(shift_of(party.sources, self._shifts))

    def _aligned(self, calls: Calls, start: int, stop: int) -> "array[int]":
        """How long after the times of their table calls stand, with their clocks put right."""
        offsets = array("q", calls.offsets[start:stop])
        if not self._shifts:
            return offsets
        shifts = [shift_of(party.sources, self._shifts) for party in calls.party_table]
        middles = [shift.middle if shift else 0 for shift in shifts]
        return array("q", map(sub, offsets, map(middles.__getitem__, calls.parties[start:stop])))


class _Sets:
    """Columns of small sets: the agencies that an entry stands under, or the sources it cites."""

    def __init__(self, record: Record, of_party: Callable[[Party], tuple[str, ...]]) -> None:
        self._of_party = of_party
        self.table: dict[tuple[str, ...], int] = {}
        """From a set to its code."""
        self._codes: dict[Party, int] = {}
        """From a party to the code of its set."""
        self._head = [self._code(party_of(entry)) for entry in record.timeline]
        self._of_table: list[int] = []
        """The code of each party in the calls' table."""
        self._of_calls: list[bytearray] = []
        """Codes by call: the lowest eight bits, then the next eight, as far as they go."""
        self._count = Counter(self._head)

    def take(self, calls: Calls) -> None:
        """Take the calls that have come since."""
        table = calls.party_table[len(self._of_table) :]
        self._of_table += (self._code(party) for party in table)
        before = len(self._of_calls[0]) if self._of_calls else 0
        new = calls.parties[before : len(calls)]
        for shift in range(0, max(len(self.table).bit_length(), 1), 8):
            plane = shift // 8
            if plane == len(self._of_calls):
                self._of_calls.append(bytearray(before))
            codes = [code >> shift & 255 for code in self._of_table]
            self._of_calls[plane].extend(map(codes.__getitem__, new))
        for party, count in Counter(new).items():
            self._count[self._of_table[party]] += count

    @property
    def planes(self) -> Iterator[tuple[bytearray, bytes]]:
        """Codes by call and by entry of the timeline, eight bits at a time."""
        for plane, codes in enumerate(self._of_calls):
            yield codes, bytes(code >> 8 * plane & 255 for code in self._head)

    def arranged(self, arrangement: TimeOrder) -> Sets:
        """The sets by position."""
        return Sets([arrangement.weave(*plane) for plane in self.planes], self.table)

    def counts(self, known: Iterable[str]) -> dict[str, int]:
        """How many entries each of the members is a member for; of those known, at least none."""
        counts = dict.fromkeys(known, 0)
        for members, code in self.table.items():
            for member in dict.fromkeys(members):
                counts[member] = counts.get(member, 0) + self._count[code]
        return counts

    def _code(self, party: Party) -> int:
        code = self._codes.get(party)
        if code is None:
            members = self._of_party(party)
            code = self._codes[party] = self.table.setdefault(members, len(self.table))
        return code


_NOWHERE = Placement()


def _or_far(moment: int | None) -> int:
    return FAR if moment is None else moment


def _turns(ladders: Iterable[History], others: Iterable[int] = ()) -> tuple[int, ...]:
    return tuple(sorted({*others, *(turn for history in ladders for turn in history.turns)}))
