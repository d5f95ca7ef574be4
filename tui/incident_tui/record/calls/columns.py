"""The calls of a record as columns, in blocks of lines; an entry is decoded when asked for.

A million calls as entries would take gigabytes. A call is kept as the packed line, and the fields
for filters, order and search: about two hundred bytes, and the words to search.
"""

import zlib
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

import msgspec

from incident_tui.record.calls.entry_parts import Party, anchors_of
from incident_tui.record.calls.ids import Ids, IdTable
from incident_tui.record.model import Entry
from incident_tui.record.numbering import Row
from incident_tui.record.problems import Mark
from incident_tui.record.time_value import TimeValue
from incident_tui.record.vocabulary import ENTRY_KINDS

KIND_CODES = {kind: code for code, kind in enumerate(ENTRY_KINDS)}
"""The code of each kind of entry in a column: the place of the kind in `ENTRY_KINDS`."""

ENTRY_CACHE_SIZE = 1_024
"""Entries kept decoded."""
UNPACKED_CACHE_SIZE = 32
"""Blocks of lines kept unpacked."""

EntryReader = Callable[[Row], Entry]
"""From the row of a call to the entry, decoded from the line."""


class Block(msgspec.Struct, frozen=True, eq=False):
    """The calls of a block of lines; item i of each column belongs to the i-th call."""

    path: str
    """The file of the lines."""
    first_line: int
    """The number of the block's first line in the file, from 1."""
    lines: Sequence[int]
    """Numbers of the lines of the calls; a blank or faulty line has no call."""
    ids: Ids
    kinds: bytes
    """Codes of `KIND_CODES`."""
    parties: "array[int]"
    """Places in `Calls.party_table`."""
    times: "array[int]"
    """Places in `Calls.time_table`."""
    offsets: "array[int]"
    """Milliseconds after the time in the table, where the calls of a minute share a place."""
    words: str
    """The `searched_words`, a line for each call."""
    packed: bytes
    """The block as in the file, with faulty lines, packed by zlib."""

    def __len__(self) -> int:
        return len(self.kinds)

    def mark(self, call: int) -> Mark:
        """Where a call stands, by the place in the columns."""
        return Mark(self.path, self.lines[call], 1)

    def unpacked(self) -> list[bytes]:
        """Every line of the block, also the lines without a call."""
        return zlib.decompress(self.packed).split(b"\n")


def _entry_reader(blocks: Sequence[Block], starts: Sequence[int]) -> EntryReader:
    """Reads entries of blocks, which may still grow in number; recent entries are kept."""

    def lines_of(number: int) -> list[bytes]:
        return blocks[number].unpacked()

    lines_of_block = lru_cache(UNPACKED_CACHE_SIZE)(lines_of)

    def entry(row: Row) -> Entry:
        # A start without bulk calls need not wait for the decoder of lines.
        from incident_tui.record.calls.line import read_sound_line

        number = bisect_right(starts, row) - 1
        block = blocks[number]
        line = block.lines[row - starts[number]]
        return read_sound_line(lines_of_block(number)[line - block.first_line])

    return lru_cache(ENTRY_CACHE_SIZE)(entry)


class Calls(msgspec.Struct, frozen=True, eq=False):
    """The calls of a record in file order, as far as read; immutable."""

    blocks: tuple[Block, ...] = ()
    starts: tuple[int, ...] = (0,)
    """The row of the first call of each block, and last the number of calls."""
    party_table: tuple[Party, ...] = ()
    """The parties of calls, each once."""
    time_table: tuple[TimeValue, ...] = ()
    """The times of calls as written; a minute is listed once, at second 0."""
    time_marks: tuple[Mark, ...] = ()
    """Where each time of `time_table` is first written."""
    with_effects: tuple[Row, ...] = ()
    """Calls with effects or a milestone, rising."""
    with_known: tuple[Row, ...] = ()
    """Calls with a `known` time, rising."""
    linked: tuple[Row, ...] = ()
    """Calls with a time relative to an entry, rising."""
    entry: EntryReader = msgspec.field(default_factory=lambda: _entry_reader((), (0,)))
    """The entry of a call, by row."""
    id_table: IdTable = msgspec.field(default_factory=lambda: IdTable(()))
    """The blocks of ids; the table may know later blocks too, see `row_of`."""

    def __len__(self) -> int:
        return self.starts[-1]

    @property
    def rows(self) -> Iterator[Row]:
        """The row of every call."""
        return map(Row, range(len(self)))

    @property
    def ids(self) -> Iterator[str]:
        """The id of every call."""
        for block in self.blocks:
            yield from block.ids.all

    def row_of(self, identifier: str) -> Row | None:
        """The row of the call with an id; None if no call of the blocks has the id."""
        number = self.id_table.block_of(identifier)
        # The table is shared with the reader, which may have read on in its thread.
        if number is None or number >= len(self.blocks):
            return None
        call = self.blocks[number].ids.place_of(identifier)
        return None if call is None else Row(self.starts[number] + call)

    def at(self, row: Row) -> tuple[Block, int]:
        """The block of a call, and the place of the call in the columns."""
        number = bisect_right(self.starts, row) - 1
        return self.blocks[number], row - self.starts[number]

    def mark(self, row: Row) -> Mark:
        """Where a call stands."""
        block, call = self.at(row)
        return block.mark(call)

    def time_of(self, row: Row) -> TimeValue:
        """The time of a call in `time_table`: without the seconds where a minute is shared."""
        block, call = self.at(row)
        return self.time_table[block.times[call]]

    def kinds(self) -> bytes:
        """The kinds of calls by row, as codes of `KIND_CODES`."""
        return b"".join(block.kinds for block in self.blocks)

    def parties(self) -> "array[int]":
        """The parties of calls by row, as places in `party_table`."""
        column = array("I")
        for block in self.blocks:
            column += block.parties
        return column


class GrowingCalls:
    """The calls of a record during reading: blocks are appended, and nothing is changed.

    The thread of the reader appends, while the thread of the screen uses earlier snapshots.
    """

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._starts = [0]
        self._party_table: list[Party] = []
        self._time_table: list[TimeValue] = []
        self._time_marks: list[Mark] = []
        self._with_effects: list[Row] = []
        self._with_known: list[Row] = []
        self._linked: list[Row] = []
        self._new_linked: set[int] = set()
        """Places of relative times whose call, a single call each, is not appended yet."""
        self._ids = IdTable(self._blocks)
        self._entry = _entry_reader(self._blocks, self._starts)

    def __len__(self) -> int:
        return self._starts[-1]

    def __contains__(self, identifier: object) -> bool:
        """Whether a call has an id."""
        return isinstance(identifier, str) and self.mark_of(identifier) is not None

    def is_any_taken(self, ids: Ids) -> bool:
        """Whether a call has one of the ids."""
        return self._ids.is_any_taken(ids)

    def mark_of(self, identifier: str) -> Mark | None:
        """Where the call with an id stands; None if no call has the id."""
        number = self._ids.block_of(identifier)
        if number is None:
            return None
        block = self._blocks[number]
        call = block.ids.place_of(identifier)
        return None if call is None else block.mark(call)

    def add_party(self, party: Party) -> int:
        """Add a party to the table; returns the place."""
        self._party_table.append(party)
        return len(self._party_table) - 1

    def add_time(self, value: TimeValue, mark: Mark) -> int:
        """Add a time to the table; returns the place."""
        self._time_table.append(value)
        self._time_marks.append(mark)
        place = len(self._time_table) - 1
        if anchors_of(value):
            self._new_linked.add(place)
        return place

    def append(self, block: Block, with_effects: Iterable[int], with_known: Iterable[int]) -> None:
        """Append a block with a call or more.

        Args:
            with_effects: the calls of the block with effects or a milestone, from 0.
            with_known: the calls of the block with a `known` time, from 0.
        """
        start = len(self)
        self._with_effects += (Row(start + call) for call in with_effects)
        self._with_known += (Row(start + call) for call in with_known)
        if self._new_linked:
            calls = enumerate(block.times, start)
            self._linked += (Row(call) for call, place in calls if place in self._new_linked)
            self._new_linked.clear()
        self._ids.append(block.ids)
        self._blocks.append(block)
        self._starts.append(start + len(block))

    def snapshot(self) -> Calls:
        """The calls read by now."""
        return Calls(
            tuple(self._blocks),
            tuple(self._starts),
            tuple(self._party_table),
            tuple(self._time_table),
            tuple(self._time_marks),
            tuple(self._with_effects),
            tuple(self._with_known),
            tuple(self._linked),
            self._entry,
            self._ids,
        )
