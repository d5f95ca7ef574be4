"""Traffic: counts of radio calls and of further entries for each cell of a strip."""

from bisect import bisect_left
from itertools import pairwise
from typing import NamedTuple

from incident_tui.record.time_value import DAY, HOUR, MINUTE
from incident_tui.review.lens import Lens


class Axis(NamedTuple):
    """A strip of time: from and to in milliseconds, over so many cells."""

    start: int
    stop: int
    cells: int

    def cell_of(self, moment: int) -> int:
        """The cell of a moment."""
        cell = (moment - self.start) * self.cells // (self.stop - self.start)
        return min(max(cell, 0), self.cells - 1)

    def moment_of(self, cell: int) -> int:
        """The last moment of a cell."""
        return self.start + (cell + 1) * (self.stop - self.start) // self.cells - 1


def axis_of(lens: Lens, cells: int) -> Axis:
    """The time from the first placed entry to the last, in whole minutes, hours or days."""
    bests = lens.chronology.bests
    first, last = (bests[0], bests[-1]) if bests else (0, 0)
    span = last - first
    unit = 10 * MINUTE if span <= 2 * HOUR else HOUR if span <= 2 * DAY else DAY
    start = first // unit * unit
    return Axis(start, max((last // unit + 1) * unit, start + unit), max(cells, 1))


def traffic_of(lens: Lens, axis: Axis) -> tuple[list[int], list[int]]:
    """Radio calls by cell, and further entries by cell."""
    span = axis.stop - axis.start
    edges = [axis.start + cell * span // axis.cells for cell in range(axis.cells + 1)]
    places = [bisect_left(lens.chronology.bests, edge) for edge in edges]
    passed = [lens.chronology.radio.rank(place) for place in places]
    calls = [there - here for here, there in pairwise(passed)]
    both = [there - here for here, there in pairwise(places)]
    return calls, [every - radio for every, radio in zip(both, calls, strict=True)]
