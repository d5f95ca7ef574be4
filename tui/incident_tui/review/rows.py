"""The rows of the timeline: entries, the gaps between them, and the heading of the unplaced."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.positions import Positions
from incident_tui.placing.placement import Placement
from incident_tui.record.time_value import MINUTE, SECOND
from incident_tui.review.lens import Lens

GAP = 10 * MINUTE
"""The shortest time without an entry that gets a row."""

_VAGUE = 2 * GAP
"""Beside an entry with wider bounds, a gap would claim more than is known."""


class Gap(NamedTuple):
    """The time from an entry to the next entry shown: no claim that nothing took place."""

    least: int
    """The least length, in milliseconds; from the end of an entry with a duration."""
    most: int
    """The greatest length; equal to `least` where both moments are known to the minute."""
    hidden: int
    """How many entries in between are hidden by filters."""
    radio: bool
    """Whether both entries are radio calls."""


class Tray(NamedTuple):
    """The heading of the unplaced entries."""

    shown: int
    """How many unplaced entries follow."""
    total: int
    """How many unplaced entries the record has, with hidden entries."""


class TimelineRows:
    """The rows of shown entries, found by bisection: the n-th row, and the row of an entry."""

    def __init__(self, chronology: Chronology, shown: Positions, passing: Positions) -> None:
        """Take the entries with a row, and all that pass the filters."""
        self._shown = shown
        self._between: list[Gap | Tray] = []
        self._before: list[int] = []
        """By index of `_between`: the rank of the shown entry below the gap or heading."""
        for number, gap in _gaps(chronology, shown, passing):
            self._before.append(number)
            self._between.append(gap)
        placed = shown.rank(chronology.placed_count)
        if unplaced := len(shown) - placed:
            self._before.append(placed)
            self._between.append(Tray(unplaced, chronology.unplaced_count))
        self._at = [number + extra for extra, number in enumerate(self._before)]
        """By index of `_between`: its row."""

    def __len__(self) -> int:
        return len(self._shown) + len(self._between)

    def __getitem__(self, row: int) -> int | Gap | Tray:
        """The content of a row: the position of an entry, a gap or a heading."""
        extra = bisect_right(self._at, row)
        if extra and self._at[extra - 1] == row:
            return self._between[extra - 1]
        return self._shown[row - extra]

    def row_of(self, position: int) -> int:
        """The row of a shown entry."""
        number = self._shown.rank(position)
        return number + bisect_right(self._before, number)


def rows_of_timeline(
    lens: Lens, shown: Positions, passing: Positions | None = None
) -> TimelineRows:
    """The rows of the shown entries of a record.

    Args:
        shown: the positions of the entries; what a search on the clock of the known may not find
            is not among them.
        passing: the positions of the entries that pass the filters, if these are more: an entry
            that another row names is not hidden.
    """
    return TimelineRows(lens.chronology, shown, shown if passing is None else passing)


def _gaps(
    chronology: Chronology, shown: Positions, passing: Positions
) -> Iterator[tuple[int, Gap]]:
    """The gaps between shown entries, each with the rank of the entry below.

    Entries that follow each other within `GAP` have no gap between them, so the last entry within
    `GAP` is the next to look at: the number of steps grows with time, not with entries.
    """
    bests, placements, radio = chronology.bests, chronology.placements, chronology.radio
    lasting = [pair for pair in chronology.lasting if pair[0] in shown]
    one, ended, until = shown.after(-1), 0, 0
    while one is not None and one < len(bests):
        near = bisect_left(bests, bests[one] + GAP)
        other = shown.before(near)
        if other is not None and other > one:
            one = other
            continue
        other = shown.after(one)
        if other is None or other >= len(bests):
            return
        while ended < len(lasting) and lasting[ended][0] <= one:
            until = max(until, lasting[ended][1])
            ended += 1
        length = bests[other] - max(until, bests[one])
        widest = max(_width(placements[one]), _width(placements[other]))
        if length >= GAP and widest < _VAGUE:
            both_radio = one in radio and other in radio
            least = most = length
            if widest >= MINUTE:
                least, most = _lengths(placements[one], placements[other], until)
            hidden = other - one - 1 - (passing.rank(other) - passing.rank(one + 1))
            yield shown.rank(other), Gap(least, most, hidden, both_radio)
        one = other


def _lengths(one: Placement, other: Placement, until: int) -> tuple[int, int]:
    """The least and the greatest length from an entry to the next, in milliseconds.

    Args:
        until: the end of the last entry with a duration before the gap.
    """
    first, last = (max(moment, until) for moment in _edges(one))
    soonest, latest = _edges(other)
    return max(soonest - last, 0), max(latest - first, 0)


def _edges(placement: Placement) -> tuple[int, int]:
    """The first and the last moment of a placed entry, the last as finely as it is written."""
    assert placement.earliest is not None
    assert placement.latest is not None
    after = placement.latest + 1
    grain = next(size for size in (MINUTE, SECOND, 1) if not after % size)
    return placement.earliest, max(after - grain, placement.earliest)


def _width(placement: Placement) -> int:
    """How many milliseconds lie between the bounds of a placed entry."""
    if placement.earliest is None or placement.latest is None:
        return _VAGUE
    return placement.latest - placement.earliest
