"""Traffic: counts of radio calls and of further entries for each cell of a strip."""

from bisect import bisect_left
from itertools import pairwise
from operator import sub
from typing import NamedTuple

from incident_tui.record.time_value import DAY, HOUR, MINUTE, SECOND
from incident_tui.review.lens import Lens

_ROUND_LENGTHS = (
    *(count * SECOND for count in (1, 2, 3, 5, 6, 10, 12, 15, 20, 30)),
    *(count * SECOND for count in (60, 90, 120, 150, 180, 240, 300, 360, 450)),
    *(count * MINUTE for count in (10, 12, 15, 20, 30)),
    *(count * HOUR for count in (1, 2, 3, 4, 6, 8, 12, 24)),
)
"""Lengths of cells, in milliseconds: each goes into the minute, the hour or the day."""


_SHORT = 20 * MINUTE
"""In place of whole ten minutes as short as this, a record to the second has whole minutes."""


class Axis(NamedTuple):
    """A strip of time: from and to in milliseconds, over so many cells."""

    start: int
    stop: int
    cells: int

    def cell_of(self, moment: int) -> int:
        """The cell of a moment."""
        cell = -(-(moment - self.start + 1) * self.cells // (self.stop - self.start)) - 1
        return min(max(cell, 0), self.cells - 1)

    def first_of(self, cell: int) -> int:
        """The first moment of a cell."""
        return self.start + cell * (self.stop - self.start) // self.cells

    @property
    def edges(self) -> list[int]:
        """The first moment of each cell, and the first moment after the axis."""
        return [self.first_of(cell) for cell in range(self.cells + 1)]

    def moment_of(self, cell: int) -> int:
        """The last moment of a cell."""
        return self.first_of(cell + 1) - 1


def axis_of(lens: Lens, cells: int) -> Axis:
    """The time from the first placed entry to the last, in whole minutes, hours or days.

    They are whole on the incident's clocks, as the clocks stand at the first entry.
    """
    first, last = _ends(lens)
    span = last - first
    unit = 10 * MINUTE if span <= 2 * HOUR else HOUR if span <= 2 * DAY else DAY
    return Axis(*_around(lens, unit), max(cells, 1))


def round_axis(lens: Lens, room: int) -> Axis:
    """The axis of a record in at most `room` cells, each of a round length.

    A cell is no shorter than the times of the entries are exact: a minute, where a time is written
    to the minute. So a short record may have fewer cells than there is room.
    """
    start, stop, room = axis_of(lens, room)
    length = _round_length(stop - start, room)
    if length < MINUTE and not _is_to_the_second(lens):
        length = MINUTE
    elif length < MINUTE and stop - start <= _SHORT:
        start, stop = _around(lens, MINUTE)
        length = _round_length(stop - start, room)
    cells = -(-(stop - start) // length)
    return Axis(start, start + cells * length, cells)


def _ends(lens: Lens) -> tuple[int, int]:
    """The moments of the first and the last placed entry; 0 where no entry is placed."""
    bests = lens.chronology.bests
    return (bests[0], bests[-1]) if bests else (0, 0)


def _around(lens: Lens, unit: int) -> tuple[int, int]:
    """The whole units of milliseconds around the placed entries."""
    first, last = _ends(lens)
    ahead = lens.zone.ahead(first) % unit
    return (first + ahead) // unit * unit - ahead, ((last + ahead) // unit + 1) * unit - ahead


def _round_length(span: int, room: int) -> int:
    """The least round length of a cell, of which `room` cells cover a span."""
    for length in _ROUND_LENGTHS:
        if length * room >= span:
            return length
    return -(-span // (room * DAY)) * DAY


def _is_to_the_second(lens: Lens) -> bool:
    """Whether every placed entry has a time to the second, or finer."""
    chronology = lens.chronology
    return not any(length >= SECOND for length in map(sub, chronology.as_of, chronology.bests))


def places_of(lens: Lens, axis: Axis) -> list[int]:
    """For each edge of the cells of an axis, the first position of an entry from there on."""
    return [bisect_left(lens.chronology.bests, edge) for edge in axis.edges]


def traffic_of(lens: Lens, axis: Axis) -> tuple[list[int], list[int]]:
    """Radio calls by cell, and further entries by cell."""
    places = places_of(lens, axis)
    passed = [lens.chronology.radio.rank(place) for place in places]
    calls = [there - here for here, there in pairwise(passed)]
    both = [there - here for here, there in pairwise(places)]
    return calls, [every - radio for every, radio in zip(both, calls, strict=True)]
