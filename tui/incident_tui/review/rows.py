"""The rows of the timeline: entries, the gaps between them, and the heading of the unplaced."""

from bisect import bisect_left, bisect_right
from typing import NamedTuple

from incident_tui.record.time_value import MINUTE
from incident_tui.review.placing import Placement
from incident_tui.review.review import RADIO, Review

GAP = 10 * MINUTE
"""From this long on, a time without an entry is a row of its own."""

_VAGUE = 2 * GAP
"""Next to an entry known no better than this, a gap would say more than is known."""


class Gap(NamedTuple):
    """A time without an entry between two that are shown."""

    length: int
    """Milliseconds between their best moments, or from the end of what lasted."""
    exact: bool
    """Whether both moments are known to the minute."""
    hidden: int
    """How many entries in between are hidden by filters."""
    radio: bool
    """Whether both are radio calls, so that it is radio traffic that is missing."""


class Tray(NamedTuple):
    """The heading of the unplaced entries."""

    shown: int
    """How many of them there are below it."""


class Rows:
    """The rows of one review, each found by bisection: the n-th row, and the row of an entry."""

    def __init__(self, review: Review) -> None:
        self._shown = review.shown
        self._between: list[Gap | Tray] = []
        self._before: list[int] = []
        """For each of `_between`, the number of the shown entry that it stands before."""
        placed = bisect_left(review.shown, review.chronology.placed_count)
        self._find_gaps(review, placed)
        if placed < len(review.shown):
            self._before.append(placed)
            self._between.append(Tray(len(review.shown) - placed))
        self._at = [number + extra for extra, number in enumerate(self._before)]
        """For each of `_between`, its own row."""

    def __len__(self) -> int:
        return len(self._shown) + len(self._between)

    def __getitem__(self, row: int) -> int | Gap | Tray:
        """What stands in a row: the position of an entry, a gap or a heading."""
        extra = bisect_right(self._at, row)
        if extra and self._at[extra - 1] == row:
            return self._between[extra - 1]
        return self._shown[row - extra]

    def row_of(self, position: int) -> int:
        """The row of a shown entry."""
        number = bisect_left(self._shown, position)
        return number + bisect_right(self._before, number)

    def _find_gaps(self, review: Review, placed: int) -> None:
        bests, shown = review.chronology.bests, review.shown
        entries, placements = review.chronology.entries, review.chronology.placements
        until = bests[shown[0]] if placed else 0
        for number in range(1, placed):
            one, other = shown[number - 1], shown[number]
            until = max(until, _last(placements[one], bests[one]))
            length = bests[other] - until
            if length < GAP:
                continue
            widths = [_width(placements[one]), _width(placements[other])]
            if max(widths) >= _VAGUE:
                continue
            exact = max(widths) < MINUTE
            radio = entries[one].kind == entries[other].kind == RADIO
            self._before.append(number)
            self._between.append(Gap(length, exact, other - one - 1, radio))


def _last(placement: Placement, best: int) -> int:
    """Where an entry ends: at its best moment, or at the end of what lasted."""
    return best if placement.end is None else max(best, placement.end - placement.grain + 1)


def _width(placement: Placement) -> int:
    """How many milliseconds lie between the bounds of a placed entry."""
    if placement.earliest is None or placement.latest is None:
        return _VAGUE
    return placement.latest - placement.earliest
