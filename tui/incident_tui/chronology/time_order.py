"""The order of time over a record's own entries and its calls, as columns.

A number names an entry wherever it stands: that of a call is its place among the calls, that of
an entry of the timeline its place there, from `HEAD` on. A position is a place in time's order.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, compress
from typing import TypeVar, overload

import msgspec

from incident_tui.placing.network import FAR
from incident_tui.placing.placement import Placement
from incident_tui.record.model import Entry

HEAD = 1 << 31
"""The number of the first entry of the timeline; calls are below it."""

CHUNK = 16_384
"""How many moments are taken at a time, so that other threads have their turn."""

_NOWHERE = (1 << 32) - 1
_SPARSE = 16
"""A column with fewer entries in so many that are not 0 is arranged by those alone."""

Column = TypeVar("Column", bytearray, "array[int]")
Item = TypeVar("Item")


class TimeOrder(msgspec.Struct, frozen=True):
    """Which number stands at which position."""

    order: "array[int] | None"
    """The calls placed by themselves, in the order of time; None if that is the order of lines."""
    ranks: "array[int]"
    """For each call its place in `order`; empty where there is none."""
    count: int
    """How many of those there are."""
    woven: tuple[int, ...]
    """The numbers of all others, in the order of time."""
    cuts: tuple[int, ...]
    """For each of `woven`, how many of the calls of `order` stand before it."""
    places: dict[int, int]
    """The position of each of `woven`."""
    numbers: "array[int]"
    """For each position, the number that stands there."""

    def weave(self, of_calls: bytes | bytearray, of_head: bytes) -> bytes:
        """A column by position, from one by call and one by entry of the timeline."""
        there = [of_head[one - HEAD] if one >= HEAD else of_calls[one] for one in self.woven]
        return bytes(_merged(bytearray(self._ordered(of_calls)), bytearray(there), self.cuts))

    def weave_moments(self, of_calls: "array[int]", there: Iterable[int]) -> "array[int]":
        """Moments by position, from those by call and those of `woven`."""
        if self.order is None:
            ordered = of_calls[: self.count]
        else:
            ordered = array("q", map(of_calls.__getitem__, self.order))
        return _merged(ordered, array("q", there), self.cuts)

    def position_of(self, number: int) -> int | None:
        """Where a number stands; None if it does not."""
        if number in self.places:
            return self.places[number]
        if self.order is None:
            return number + bisect_right(self.cuts, number) if number < self.count else None
        place = self.ranks[number] if number < len(self.ranks) else _NOWHERE
        return None if place == _NOWHERE else place + bisect_right(self.cuts, place)

    def _ordered(self, of_calls: bytes | bytearray) -> bytes | bytearray:
        if self.order is None:
            return of_calls[: self.count]
        if of_calls.count(0) * _SPARSE < len(of_calls) * (_SPARSE - 1):
            return bytes(map(of_calls.__getitem__, self.order))
        ordered = bytearray(self.count)
        for call in compress(range(len(of_calls)), of_calls):
            if self.ranks[call] != _NOWHERE:
                ordered[self.ranks[call]] = of_calls[call]
        return ordered


def time_order_of(
    calls: Sequence[int],
    rising: bool,
    apart: Sequence[int],
    woven: Sequence[tuple[int, int]],
) -> TimeOrder:
    """Arrange calls by their moments, and among them what is placed otherwise.

    Args:
        calls: the best moment of each call, `FAR` for one without.
        rising: whether these rise.
        apart: the calls that stand in `woven` instead.
        woven: moment and number of all that is placed otherwise, in the order of time.
    """
    order: array[int] | None = None
    if apart or not rising:
        left_out = frozenset(apart)
        by_time = range(len(calls)) if rising else sorted(range(len(calls)), key=calls.__getitem__)
        order = array("I", (call for call in by_time if call not in left_out))
    count = len(calls) if order is None else len(order)
    cuts = tuple(_merge_points(calls, order, count, woven))
    numbers = tuple(number for _, number in woven)
    pairs = zip(numbers, cuts, strict=True)
    places = array("I", range(count)) if order is None else order
    return TimeOrder(
        order,
        _ranks(order, len(calls)),
        count,
        numbers,
        cuts,
        {number: cut + before for before, (number, cut) in enumerate(pairs)},
        _merged(places[:], array("I", numbers), cuts),
    )


def _ranks(order: "array[int] | None", calls: int) -> "array[int]":
    """For each call its place in an order."""
    if order is None:
        return array("I")
    ranks = array("I", (_NOWHERE,)) * calls
    for place, call in enumerate(order):
        ranks[call] = place
    return ranks


def _merge_points(
    calls: Sequence[int],
    order: "array[int] | None",
    count: int,
    woven: Iterable[tuple[int, int]],
) -> Iterator[int]:
    """How many calls stand before each that is woven in: at one moment the record's order holds."""
    last = 0
    places: Sequence[int] = range(count) if order is None else order
    for moment, number in woven:
        cut = bisect_left(places, moment, last, count, key=calls.__getitem__)
        if number < HEAD:
            end = bisect_right(places, moment, cut, count, key=calls.__getitem__)
            cut = bisect_left(places, number, cut, end)
        last = max(cut, last)
        yield last


def _merged(column: Column, there: Column, cuts: Sequence[int]) -> Column:
    """A column with others put in, each before the so-manieth of its own."""
    result, before, number = column[:0], 0, 0
    for cut, alike in Counter(cuts).items():  # in their order, which rises
        following = number + alike
        result += column[before:cut]
        result += there[number:following]
        before, number = cut, following
    result += column[before:]
    return result


def never_past(moments: "array[int]") -> "array[int]":
    """For each moment the least of those from it on, so that none is past a later one."""
    result, least = array("q"), FAR
    for start in reversed(range(0, len(moments), CHUNK)):
        part = reversed(moments[start : start + CHUNK])
        lows = array("q", accumulate(part, min, initial=least))
        result.extend(lows[1:])
        least = lows[-1]
    result.reverse()
    return result


class _ByPosition(Sequence[Item]):
    """What belongs to each entry of a record, by position; it is made when it is asked for."""

    def __init__(self, numbers: "array[int]", of_number: Callable[[int], Item]) -> None:
        self._numbers = numbers
        self._of_number = of_number

    def __len__(self) -> int:
        return len(self._numbers)

    @overload
    def __getitem__(self, position: int) -> Item: ...
    @overload
    def __getitem__(self, position: slice) -> tuple[Item, ...]: ...
    def __getitem__(self, position: int | slice) -> Item | tuple[Item, ...]:
        """What belongs to the entry at a position."""
        if isinstance(position, slice):
            return tuple(self[one] for one in range(*position.indices(len(self))))
        return self._of_number(self._numbers[position])


class EntriesByPosition(_ByPosition[Entry]):
    """The entries themselves; those of calls are read from their lines."""


class PlacementsByPosition(_ByPosition[Placement]):
    """Where they are placed."""


class PositionsById(Mapping[str, int]):
    """From the id of an entry to its position."""

    def __init__(
        self,
        arrangement: TimeOrder,
        head: Mapping[str, int],
        calls: Mapping[str, int],
    ) -> None:
        self._arrangement = arrangement
        self._head = head
        """From an id to its place in the timeline."""
        self._calls = calls

    def __len__(self) -> int:
        return len(self._arrangement.numbers)

    def __iter__(self) -> Iterator[str]:
        yield from self._head
        yield from (one for one in self._calls if one in self)

    def __getitem__(self, identifier: str) -> int:
        if identifier in self._head:
            number = HEAD + self._head[identifier]
        else:
            number = self._calls[identifier]
        position = self._arrangement.position_of(number)
        if position is None:
            raise KeyError(identifier)
        return position
