"""Transmissions that were recorded more than once: which radio calls are recordings of each.

Every recording is an entry, and stays an entry. A review shows a transmission by one of its
recordings; the others are its further recordings.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import compress
from operator import eq, itemgetter
from typing import NamedTuple

import msgspec

from incident_tui.chronology.entry_sets import EntrySets
from incident_tui.chronology.ordered_entries import OrderedEntries
from incident_tui.chronology.positions import Positions
from incident_tui.chronology.same_transmission import Recording, are_same, is_exact, recording_of
from incident_tui.chronology.tied_entries import TiedEntries
from incident_tui.placing.network import FAR
from incident_tui.placing.zone import Zone
from incident_tui.record.calls.columns import Block
from incident_tui.record.calls.entry_parts import Party
from incident_tui.record.model import Entry, Record
from incident_tui.record.numbering import HEAD, Position, Row
from incident_tui.record.time_value import SECOND

_CHUNK_LENGTH = 16_384
"""Calls compared at a time."""
_UNPACKED_KEPT = 4
"""Blocks of lines kept unpacked: calls are compared in time order, in which most files are."""
_MOST_ALIKE = 16
"""The most calls of a unit in a second that are compared: no system repeats a call so often."""


class Recordings(msgspec.Struct, frozen=True, dict=True):
    """The recordings of each transmission that was recorded more than once."""

    groups: tuple[tuple[Position, ...], ...] = ()
    """The recordings of each transmission: first the recording to show, then in time order."""
    size: int = 0
    """The number of entries of the record."""

    @cached_property
    def _group_of(self) -> Mapping[int, tuple[Position, ...]]:
        """By position, the recordings of the transmission."""
        return {position: group for group in self.groups for position in group}

    @cached_property
    def further(self) -> Positions:
        """The further recordings: those that a review does not show, if no filter is set."""
        return Positions.of((one for group in self.groups for one in group[1:]), self.size)

    def of(self, position: int) -> tuple[Position, ...]:
        """The recordings of the transmission of an entry, the entry among them; else ()."""
        return self._group_of.get(position, ())

    def once(self, entries: Positions, here: int = -1) -> Positions:
        """Some entries, with one recording of each transmission: the first of its group.

        Args:
            entries: the entries that pass the filters of a review.
            here: the position of the cursor, whose recording is taken if it is among
                the entries; -1 for no cursor.
        """
        if not self.groups:
            return entries
        is_whole = len(entries) == entries.size
        found = entries.without(self.further if is_whole else self._hidden(entries))
        return self.shown_by(found, here) if here in entries and here not in found else found

    def _hidden(self, entries: Positions) -> Iterator[Position]:
        """The entries with a recording among the entries that comes before in the group."""
        group_of = self._group_of
        for position in entries & self.further:
            for one in group_of[position]:
                if one == position:
                    break
                if one in entries:
                    yield position
                    break

    def shown_by(self, entries: Positions, position: int) -> Positions:
        """Some entries with another recording in the place of that of the same transmission.

        Args:
            entries: as `once` returns them.
            position: the recording to take.
        """
        others = [one for one in self.of(position) if one in entries]
        return Positions.of([position], entries.size) | entries.without(others)


class _Member(NamedTuple):
    """A radio call that is compared with others."""

    row: Row
    recording: Recording


class _Group(NamedTuple):
    """The recordings of a transmission."""

    second: int
    """The second in which they begin, in milliseconds."""
    rows: tuple[Row, ...]
    """As `Recordings.groups`, by row."""


class RecordingGroups:
    """Finds the recordings of each transmission, and goes on as calls are read.

    Only calls of the same second, unit and sources are decoded and compared. What is found in a
    second does not depend on the calls of another: a record that grows is compared from the second
    of the earliest new call on.
    """

    def __init__(self, record: Record, zone: Zone) -> None:
        self._zone = zone
        self._radios = {unit.id: unit.radio_ids for unit in record.units if unit.radio_ids}
        """By unit, the ids of its radios."""
        self._mentioned = frozenset(_mentioned(record))
        """Ids of entries, and of other objects, of which the record speaks elsewhere."""
        self._sets = EntrySets(record, self._unit_and_sources)
        self._call_count = 0
        """The number of calls compared."""
        self._exact: dict[int, bool] = {}
        """By place in the table of times, whether the time is exact, as far as asked for."""
        self._lines = _Lines()
        self._found: list[_Group] = []
        """In time order."""
        self._tied: TiedEntries | None = None
        """The entries placed together, when last compared."""

    def of(self, ordered: OrderedEntries, bests: "array[int]", moments: "array[int]") -> Recordings:
        """The recordings of each transmission, with the calls read since the last time.

        Args:
            bests: by position, the best moments of the placed entries, rising.
            moments: by row, the best moment of each call.
        """
        if not self._radios:  # as in most records
            return Recordings()
        count, self._call_count = self._call_count, len(moments)
        self._sets.take(ordered.calls)
        start = min(moments[count:], default=FAR) if self._tied is ordered.tied else -FAR
        second = start // SECOND * SECOND
        self._tied = ordered.tied
        del self._found[bisect_left(self._found, second, key=itemgetter(0)) :]
        self._found += self._compared(ordered, bests, bisect_left(bests, second))
        order = ordered.order
        positions = (map(order.position_of, group.rows) for group in self._found)
        groups = (tuple(one for one in group if one is not None) for group in positions)
        return Recordings(tuple(groups), len(order.rows))

    def _unit_and_sources(self, party: Party) -> tuple[str, ...]:
        """What the recordings of a transmission share; () without a unit that has a radio."""
        return (party.speaker, *party.sources) if party.speaker in self._radios else ()

    def _compared(
        self, ordered: OrderedEntries, bests: "array[int]", start: int
    ) -> Iterator[_Group]:
        """The recordings of each transmission from a position on, the first of its second."""
        codes, without = self._sets.codes_by_position(ordered.order), self._sets.code_of(())
        while start < len(bests):
            stop = min(start + _CHUNK_LENGTH, len(bests))
            stop = bisect_left(bests, (bests[stop - 1] // SECOND + 1) * SECOND, stop)
            for positions in _alike(bests[start:stop], codes[start:stop], without):
                second = bests[start + positions[0]] // SECOND * SECOND
                rows = (Row(ordered.order.rows[start + position]) for position in positions)
                members = [*self._members(ordered, rows)]
                yield from (_Group(second, rows) for rows in _grouped(members))
            start = stop

    def _members(self, ordered: OrderedEntries, rows: Iterable[Row]) -> Iterator[_Member]:
        for row in rows:
            entry = self._head_entry(ordered, row) if row >= HEAD else self._call(ordered, row)
            if entry is None:
                continue
            unit = entry.speaker.unit if entry.speaker else ""
            is_mentioned = entry.id in self._mentioned
            recording = recording_of(entry, self._radios.get(unit, ()), is_mentioned)
            if recording:
                yield _Member(row, recording)

    def _head_entry(self, ordered: OrderedEntries, row: Row) -> Entry | None:
        """An entry of the record's head; None without an exact time."""
        entry = ordered.entries.of_row(row)
        return entry if is_exact(entry.time, self._zone) else None

    def _call(self, ordered: OrderedEntries, row: Row) -> Entry | None:
        """A call; None without an exact time, which the calls of a minute share."""
        block, call = ordered.calls.at(row)
        place = block.times[call]
        if place not in self._exact:
            self._exact[place] = is_exact(ordered.calls.time_table[place], self._zone)
        if not self._exact[place]:
            return None
        line = self._lines.entry(block, call)
        return ordered.calls.entry(row) if line is None else line


class _Lines:
    """Lines of calls, decoded as far as they are compared: four times as fast as entries."""

    def __init__(self) -> None:
        self._unpacked = lru_cache(_UNPACKED_KEPT)(Block.unpacked)

    def entry(self, block: Block, call: int) -> Entry | None:
        """A call of a block, its citations and its time as written; None for a faulty line."""
        # A start without bulk calls need not wait for the decoder of lines.
        from incident_tui.record.calls.line import UNFIT, decode_line

        try:
            return decode_line(self._unpacked(block)[block.lines[call] - block.first_line])
        except UNFIT:
            return None


def _mentioned(record: Record) -> Iterator[str]:
    """The ids of which a conflict, a question or an interval speaks."""
    for conflict in record.conflicts:
        yield from conflict.affects
    for question in record.questions:
        yield from question.refs
    for interval in record.intervals:
        yield from (interval.start, interval.end)


def _alike(
    moments: "array[int]", codes: "array[int]", without: int | None
) -> Iterator[Sequence[int]]:
    """The places of the calls of the same second and code, rising, where there are several.

    Args:
        without: the code of calls that are compared with none; None for no such code.
    """
    code_count = max(codes) + 1
    placed = zip(moments, codes, strict=True)
    keys = [moment // SECOND * code_count + code for moment, code in placed if code != without]
    keys.sort()
    for key in dict.fromkeys(compress(keys, map(eq, keys, keys[1:]))):
        second, code = divmod(key, code_count)
        start, stop = (bisect_left(moments, one * SECOND) for one in (second, second + 1))
        places = [place for place in range(start, stop) if codes[place] == code]
        if len(places) <= _MOST_ALIKE:
            yield places


def _grouped(members: Iterable[_Member]) -> Iterator[tuple[Row, ...]]:
    """The rows of the recordings of each transmission, first the recording to show.

    That is an entry which says more than its sound, or else the longest recording, or else the
    first in order.
    """
    groups: list[list[_Member]] = []
    for member in members:
        for group in groups:
            if all(are_same(member.recording, other.recording) for other in group):
                group.append(member)
                break
        else:
            groups.append([member])
    for group in groups:
        if len(group) > 1:
            first = min(group, key=_rank)
            yield (first.row, *(member.row for member in group if member is not first))


def _rank(member: _Member) -> tuple[bool, float]:
    recording = member.recording
    return not recording.says_more, -(recording.length_s or 0.0)
