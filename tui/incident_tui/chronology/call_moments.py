"""The moments of calls as columns, in milliseconds."""

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from incident_tui.chronology.call_placements import CallPlacements
from incident_tui.chronology.time_order import TimeOrder
from incident_tui.placing.network import FAR
from incident_tui.record.calls.columns import Block, Calls
from incident_tui.record.numbering import Row

CHUNK_LENGTH = 16_384
"""Moments taken at a time; between two chunks the screen's thread has a turn."""


def or_far(moment: int | None) -> int:
    """A moment, or `FAR` for None: the unplaced come last."""
    return FAR if moment is None else moment


class CallMoments:
    """The best moments of calls by row."""

    def __init__(self, placements: CallPlacements) -> None:
        self._placements = placements
        self._block_count = 0
        """The number of blocks taken."""
        self.bests = array("q")
        """By row, the best moment of each call; `FAR` for a call without."""
        self.is_rising = True
        """Whether `bests` rises: then row order is time order."""
        self.lasting: list[Row] = []
        """Calls with a duration."""

    def take(self, calls: Calls) -> None:
        """Take the calls read since the last time, after `CallPlacements` has taken them."""
        of_times = [or_far(placement.best) for placement in self._placements.of_times]
        ends = (placement.end for placement in self._placements.of_times)
        lasting = {place for place, end in enumerate(ends) if end is not None}
        shifts = self._placements.shifts_of_parties(calls)
        for number in range(self._block_count, len(calls.blocks)):
            block = calls.blocks[number]
            moments = _moments(of_times, block, shifts)
            if self.is_rising:
                ordered = [*self.bests[-1:], *moments]
                self.is_rising = ordered == sorted(ordered)
            self.bests.extend(array("q", moments))
            if lasting:
                rows = enumerate(block.times, calls.starts[number])
                self.lasting += (Row(row) for row, time in rows if time in lasting)
        self._block_count = len(calls.blocks)

    def as_of(
        self, calls: Calls, order: TimeOrder, placed: "array[int]", tied: Sequence[int]
    ) -> "array[int]":
        """By position, the moment to fold states at, at most the moment of each later entry.

        Args:
            placed: by position, the best moments of the placed entries.
            tied: the moments of `TimeOrder.tied` to fold states at.
        """
        slacks = self._placements.slacks
        if len(slacks) > 1:
            as_of = order.moments_by_position(self._as_of_column(calls), tied)[: len(placed)]
            return never_past(as_of, range(len(as_of)))
        # In most records the times of all calls are equally fine, so their moments rise as well.
        as_of, slack = array("q"), sum(slacks)
        for start in range(0, len(placed), CHUNK_LENGTH):
            part = placed[start : start + CHUNK_LENGTH]
            as_of.extend(array("q", [moment + slack for moment in part]))
        doubtful = []
        for position, moment in zip(order.tied_positions.values(), tied, strict=True):
            if position < len(as_of):
                as_of[position] = moment
                doubtful.append(position)
        return never_past(as_of, doubtful)

    def _as_of_column(self, calls: Calls) -> "array[int]":
        """By row, the moment to fold states at; `FAR` for the unplaced."""
        of_times = [or_far(placement.as_of) for placement in self._placements.of_times]
        shifts = self._placements.shifts_of_parties(calls)
        column = array("q")
        for block in calls.blocks:
            column.extend(array("q", _moments(of_times, block, shifts)))
        return column


def _moments(of_times: Sequence[int], block: Block, shifts: Sequence[int]) -> list[int]:
    """The moments of the calls of a block.

    Args:
        of_times: the moment of each time of the table.
        shifts: as `CallPlacements.shifts_of_parties`.
    """
    placed = zip(block.times, block.offsets, strict=True)
    moments = [of_times[time] + offset for time, offset in placed]
    if shifts:
        shifted = zip(moments, block.parties, strict=True)
        moments = [moment - shifts[party] for moment, party in shifted]
    if max(moments) > FAR // 2:  # no offset or shift for the unplaced
        moments = [moment if moment < FAR // 2 else FAR for moment in moments]
    return moments


def never_past(moments: "array[int]", doubtful: Sequence[int]) -> "array[int]":
    """Replace each moment by the least moment from its place on, so that moments rise.

    Args:
        doubtful: the places, rising, of moments that may break the rise.
    """
    parts = []
    least = FAR
    for start in reversed(range(0, len(moments), CHUNK_LENGTH)):
        stop = start + CHUNK_LENGTH
        part = moments[start:stop]
        is_doubtful = bisect_left(doubtful, start) < bisect_left(doubtful, stop)
        if is_doubtful or part[-1] > least:
            part = array("q", accumulate(reversed(part), min, initial=least))[:0:-1]
        least = part[0]
        parts.append(part)
    return array("q", b"".join(part.tobytes() for part in reversed(parts)))
