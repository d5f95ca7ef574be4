"""How the times of day of a table without dates go past midnight, by all of its rows."""

from collections.abc import Iterable
from typing import NamedTuple

from incident_tui.record.time_value import DAY, HOUR

HALF_DAY = 12 * HOUR
"""A clock that goes back by more has passed midnight; by less, the times are not in order."""
NEARLY_A_DAY = 20 * HOUR
"""A time so long after the time above can also be shortly before it."""


class Midnights(NamedTuple):
    """What the times of day of the rows show of the days."""

    are_in_order: bool
    """Whether no time goes back, except past midnight."""
    are_within_a_day: bool
    """Whether the last time is less than a day after the first, if the times are in order."""
    is_newest_first: bool
    """Whether no time goes on, except before midnight."""

    def passes(self, step: int) -> bool:
        """Whether the clock passes midnight between a time and the time above.

        Args:
            step: milliseconds from the time above on the clocks; below 0 where the clock goes back.
        """
        return step > HALF_DAY if self.is_newest_first else step < -HALF_DAY


def may_pass(step: int) -> bool:
    """Whether midnight can be between two times of day, in either order of the rows."""
    return abs(step) > HALF_DAY


def midnights_of(clocks: Iterable[int]) -> Midnights:
    """Return what the rows show of the days.

    Args:
        clocks: the first time of day of each row, in milliseconds since midnight.
    """
    goes_back = goes_on = leaps = False
    passed, above = 0, None
    for clock in clocks:
        step = 0 if above is None else clock - above
        goes_back |= -HALF_DAY <= step < 0
        goes_on |= 0 < step <= HALF_DAY
        leaps |= step > NEARLY_A_DAY
        passed += step + (DAY if step < -HALF_DAY else 0)
        above = clock
    return Midnights(
        are_in_order=not (goes_back or leaps),
        are_within_a_day=passed < DAY,
        is_newest_first=goes_back and not goes_on,
    )
