"""The time order of the timeline and the calls, as columns.

A column has an item for each entry: by row, in file order, or by position, in time order. Most
calls are placed alone. The timeline, and calls with dependent times, are placed together (`tied`)
and merged into the calls.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress
from typing import TypeVar

import msgspec

from incident_tui.record.numbering import HEAD, Position, Row

_NO_RANK = (1 << 32) - 1
"""The rank of a tied call."""
_SPARSE = 16
"""A column with fewer than 1 in 16 items above 0 is arranged item by item."""

Column = TypeVar("Column", bytearray, "array[int]")


class TimeOrder(msgspec.Struct, frozen=True):
    """The rows of entries in time order."""

    calls: "array[int] | None"
    """The rows of calls placed alone, in time order; None if row order is time order."""
    ranks: "array[int]"
    """By row of a call, the place in `calls`; empty where `calls` is None."""
    call_count: int
    """The number of calls placed alone."""
    tied: tuple[Row, ...]
    """The rows of entries placed together, in time order."""
    merge_points: tuple[int, ...]
    """For each of `tied`, the number of calls placed alone before the entry."""
    tied_positions: Mapping[Row, Position]
    """The position of each of `tied`."""
    rows: "array[int]"
    """By position, the row."""

    def bytes_by_position(self, of_calls: bytes, of_timeline: bytes) -> bytes:
        """A column by position, from a column of calls and a column of the timeline, by row."""
        tied = bytearray(self._of_tied(of_calls, of_timeline))
        return bytes(_merged(bytearray(self._ordered_bytes(of_calls)), tied, self.merge_points))

    def codes_by_position(self, of_calls: "array[int]", of_timeline: Sequence[int]) -> "array[int]":
        """A column of codes (unsigned int) by position, as `bytes_by_position`."""
        tied = array("I", self._of_tied(of_calls, of_timeline))
        return _merged(self._ordered(of_calls), tied, self.merge_points)

    def moments_by_position(self, of_calls: "array[int]", tied: Iterable[int]) -> "array[int]":
        """Moments by position, from the moments of calls by row and the moments of `tied`."""
        return _merged(self._ordered(of_calls), array("q", tied), self.merge_points)

    def position_of(self, row: Row) -> Position | None:
        """The position of a row; None for a call that was read later."""
        if row in self.tied_positions:
            return self.tied_positions[row]
        if self.calls is None:
            rank = int(row) if row < self.call_count else _NO_RANK
        else:
            rank = self.ranks[row] if row < len(self.ranks) else _NO_RANK
        return None if rank == _NO_RANK else Position(rank + bisect_right(self.merge_points, rank))

    def _of_tied(self, of_calls: Sequence[int], of_timeline: Sequence[int]) -> list[int]:
        return [of_timeline[row - HEAD] if row >= HEAD else of_calls[row] for row in self.tied]

    def _ordered(self, of_calls: "array[int]") -> "array[int]":
        """A column of the calls placed alone, in time order."""
        if self.calls is None:
            return of_calls[: self.call_count]
        return array(of_calls.typecode, map(of_calls.__getitem__, self.calls))

    def _ordered_bytes(self, of_calls: bytes) -> bytes | bytearray:
        if self.calls is None:
            return of_calls[: self.call_count]
        if of_calls.count(0) * _SPARSE < len(of_calls) * (_SPARSE - 1):
            return bytes(map(of_calls.__getitem__, self.calls))
        ordered = bytearray(self.call_count)
        for row in compress(range(len(of_calls)), of_calls):
            if self.ranks[row] != _NO_RANK:
                ordered[self.ranks[row]] = of_calls[row]
        return ordered


def time_order_of(
    calls: Sequence[int],
    is_rising: bool,
    tied_calls: Sequence[Row],
    tied: Sequence[tuple[int, Row]],
) -> TimeOrder:
    """Order calls by moment, and merge the entries that are placed together.

    Args:
        calls: by row, the best moment of each call; `FAR` for a call without.
        is_rising: whether the moments rise: then row order is time order.
        tied_calls: the calls among `tied`.
        tied: moment and row of each entry placed together with others, in time order.
    """
    ordered: array[int] | None = None
    if tied_calls or not is_rising:
        left_out = frozenset(tied_calls)
        rows = range(len(calls))
        by_time = rows if is_rising else sorted(rows, key=calls.__getitem__)
        ordered = array("I", (row for row in by_time if row not in left_out))
    count = len(calls) if ordered is None else len(ordered)
    merge_points = tuple(_merge_points(calls, ordered, count, tied))
    tied_rows = tuple(row for _, row in tied)
    placed = zip(tied_rows, merge_points, strict=True)
    return TimeOrder(
        ordered,
        _ranks(ordered, len(calls)),
        count,
        tied_rows,
        merge_points,
        {row: Position(point + before) for before, (row, point) in enumerate(placed)},
        _merged(
            array("I", range(count)) if ordered is None else ordered[:],
            array("I", tied_rows),
            merge_points,
        ),
    )


def _ranks(ordered: "array[int] | None", count: int) -> "array[int]":
    """By row of a call, the place in time order; `_NO_RANK` for a tied call."""
    if ordered is None:
        return array("I")
    ranks = array("I", (_NO_RANK,)) * count
    for rank, row in enumerate(ordered):
        ranks[row] = rank
    return ranks


def _merge_points(
    calls: Sequence[int],
    ordered: "array[int] | None",
    count: int,
    tied: Iterable[tuple[int, Row]],
) -> Iterator[int]:
    """For each tied entry, the number of calls before; entries of equal moments are in row order.

    The timeline precedes calls of an equal moment.
    """
    last = 0
    rows: Sequence[int] = range(count) if ordered is None else ordered
    for moment, row in tied:
        point = bisect_left(rows, moment, last, count, key=calls.__getitem__)
        if row < HEAD:
            end = bisect_right(rows, moment, point, count, key=calls.__getitem__)
            point = bisect_left(rows, row, point, end)
        last = max(point, last)
        yield last


def _merged(calls: Column, others: Column, merge_points: Sequence[int]) -> Column:
    """`calls` with `others[i]` inserted before `calls[merge_points[i]]`; both keep their order."""
    result, before, other = calls[:0], 0, 0
    for point, count in Counter(merge_points).items():  # in their order, which rises
        following = other + count
        result += calls[before:point]
        result += others[other:following]
        before, other = point, following
    result += calls[before:]
    return result
