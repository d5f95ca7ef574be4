"""Sets of positions as masks, a byte for each position of a chronology: quick at every size.

Combining sets, and finding, counting or taking a position, use the C code of `bytes` and `int`; for
a single position, on a block of the mask at most.
"""

import sys
from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import accumulate, compress, islice
from typing import cast, overload

from incident_tui.record.numbering import Position

_BLOCK = 4_096
_IN = 1
_FIRST_LOOK, _LAST_LOOK = 256, 65_536
"""Codes looked at in a single call of C, near a position and far from the position."""


class Positions(Sequence[Position]):
    """A set of positions from 0 to `size` - 1, rising; immutable."""

    def __init__(self, mask: bytes) -> None:
        self.mask = mask
        """A byte for each position: 1 for a member, or else 0."""
        blocks = range(0, len(mask), _BLOCK)
        counts = (mask.count(_IN, start, start + _BLOCK) for start in blocks)
        self._before = [0, *accumulate(counts)]
        """By block, the number of members before the block; last, the number of members."""

    @classmethod
    def all(cls, size: int) -> "Positions":
        """Every position."""
        return cls(bytes((_IN,)) * size)

    @classmethod
    def of(cls, positions: Iterable[int], size: int) -> "Positions":
        """The set of the given positions."""
        mask = bytearray(size)
        for position in positions:
            mask[position] = _IN
        return cls(bytes(mask))

    @property
    def size(self) -> int:
        """The number of positions of the chronology."""
        return len(self.mask)

    def __len__(self) -> int:
        return self._before[-1]

    def __contains__(self, position: object) -> bool:
        return isinstance(position, int) and 0 <= position < self.size and self.mask[position] > 0

    def __iter__(self) -> Iterator[Position]:
        return self._members(0, self.mask)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Positions):
            return self is other or self.mask == other.mask
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Positions({[*islice(self, 20)]} of {self.size})"

    @overload
    def __getitem__(self, number: int) -> Position: ...
    @overload
    def __getitem__(self, number: slice) -> tuple[Position, ...]: ...
    def __getitem__(self, number: int | slice) -> Position | tuple[Position, ...]:
        """The member with this rank from 0."""
        if isinstance(number, slice):
            return self._slice(range(*number.indices(len(self))))
        if number < 0:
            number += len(self)
        if not 0 <= number < len(self):
            raise IndexError(number)
        block = bisect_right(self._before, number) - 1
        start = block * _BLOCK
        inside = self._members(start, self.mask[start : start + _BLOCK])
        return next(islice(inside, number - self._before[block], None))

    def _slice(self, numbers: range) -> tuple[Position, ...]:
        if not numbers:
            return ()
        least, most = sorted((numbers[0], numbers[-1]))
        first = self[least]
        on = self._members(first, memoryview(self.mask)[first:])
        run = tuple(islice(on, most - least + 1))
        return tuple(run[number - least] for number in numbers)

    def _members(self, start: int, mask: bytes | memoryview) -> Iterator[Position]:
        """The members from a position on, by a part of the mask."""
        # A cast, since a call for each of a million members would take a tenth of a second.
        return cast("Iterator[Position]", compress(range(start, self.size), mask))

    def rank(self, position: int) -> int:
        """The number of members before a position."""
        if position >= self.size:
            return len(self)
        block = max(position, 0) // _BLOCK
        return self._before[block] + self.mask.count(_IN, block * _BLOCK, max(position, 0))

    def after(self, position: int) -> Position | None:
        """The first member after a position, or None."""
        found = self.mask.find(_IN, position + 1)
        return None if found < 0 else Position(found)

    def before(self, position: int) -> Position | None:
        """The last member before a position, or None."""
        found = self.mask.rfind(_IN, 0, max(position, 0))
        return None if found < 0 else Position(found)

    def next_shared(self, other: "Positions", position: int, back: bool = False) -> Position | None:
        """The first member of both sets after a position; with `back`, the last before."""
        move = Positions.before if back else Positions.after
        here = move(self, position)
        while here is not None and here not in other:
            there = move(other, here)
            here = there if there is None or there in self else move(self, there)
        return here

    def without(self, positions: Iterable[int]) -> "Positions":
        """The set without some positions."""
        mask = bytearray(self.mask)
        for position in positions:
            mask[position] = 0
        return Positions(bytes(mask))

    def __and__(self, other: "Positions") -> "Positions":
        if len(self) == self.size or not other:
            return other
        if len(other) == other.size or not self:
            return self
        both = int.from_bytes(self.mask, "little") & int.from_bytes(other.mask, "little")
        return Positions(both.to_bytes(self.size, "little"))

    def __or__(self, other: "Positions") -> "Positions":
        either = int.from_bytes(self.mask, "little") | int.from_bytes(other.mask, "little")
        return Positions(either.to_bytes(self.size, "little"))


class Codes:
    """A code for each position, and the positions of wanted codes."""

    def __init__(self, codes: "array[int]") -> None:
        """Take a column of codes (unsigned int) by position."""
        self._size = len(codes)
        # A byte of each code apart: `bytes.translate` tests a million bytes in a millisecond,
        # where a million codes in a row would take forty. Codes above 255 are rare.
        parts = codes.tobytes()
        planes = [parts[byte :: codes.itemsize] for byte in range(codes.itemsize)]
        if sys.byteorder == "big":
            planes.reverse()
        while len(planes) > 1 and planes[-1].count(0) == self._size:
            planes.pop()
        self._planes = planes
        """The lowest byte of each code, then the next byte, up to the last byte above 0."""

    def where(self, wanted: Iterable[int]) -> Positions:
        """The positions of the wanted codes."""
        return Positions(_where(self._planes, {*wanted}))

    def next(self, wanted: Collection[int], position: int, back: bool = False) -> Position | None:
        """The first position of a wanted code after a position; with `back`, the last before."""
        codes, length = {*wanted}, _FIRST_LOOK
        edge = max(min(position, self._size), 0) if back else max(position + 1, 0)
        while edge > 0 if back else edge < self._size:
            start, stop = (max(edge - length, 0), edge) if back else (edge, edge + length)
            mask = _where([plane[start:stop] for plane in self._planes], codes)
            found = mask.rfind(_IN) if back else mask.find(_IN)
            if found >= 0:
                return Position(start + found)
            edge, length = start if back else stop, min(length * 4, _LAST_LOOK)
        return None


class Sets:
    """A small set of ids for each position, as a code of a table of sets."""

    def __init__(self, codes: "array[int]", table: Iterable[tuple[str, ...]]) -> None:
        """Take the column of codes by position, and the table with the set of each code."""
        self._codes = Codes(codes)
        self._table = tuple(table)
        self._codes_of: dict[str, tuple[int, ...]] = {}
        """By id, the codes of the sets that contain the id, as far as asked for."""

    def containing(self, ids: Iterable[str]) -> Positions:
        """The positions whose set contains an id or more of the given."""
        wanted = frozenset(ids)
        return self._codes.where(
            code for code, members in enumerate(self._table) if not wanted.isdisjoint(members)
        )

    def next_with(self, member: str, position: int, back: bool = False) -> Position | None:
        """The first position after a position whose set contains an id; or the last before."""
        codes = self._codes_of.get(member)
        if codes is None:
            listed = enumerate(self._table)
            codes = self._codes_of[member] = tuple(code for code, one in listed if member in one)
        return self._codes.next(codes, position, back) if codes else None

    def equal_to(self, ids: Iterable[str]) -> Positions:
        """The positions whose set is exactly the given ids."""
        wanted = frozenset(ids)
        return self._codes.where(
            code for code, members in enumerate(self._table) if wanted == {*members}
        )


def _where(planes: Sequence[bytes], wanted: set[int]) -> bytes:
    """A byte for each position: 1 if the code is wanted, or else 0."""
    low, *higher = planes
    if not higher:
        return low.translate(bytes(code in wanted for code in range(256)))
    found = 0
    for high in {code >> 8 for code in wanted}:
        lows = {code & 255 for code in wanted if code >> 8 == high}
        fitting = int.from_bytes(_where(higher, {high})) & int.from_bytes(_where([low], lows))
        found |= fitting
    return found.to_bytes(len(low))
