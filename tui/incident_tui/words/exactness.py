"""How exactly the time of an entry is given: to the minute, to the day, by bounds."""

from typing import Literal

from incident_tui.record.time_value import (
    MINUTE,
    SECOND,
    Moment,
    Precision,
    Relative,
    is_on_clock,
)
from incident_tui.review.lens import Lens
from incident_tui.review.told import Outline

Exactness = Literal["millisecond", "second", "minute", "day", "month", "year", "bounds", "open"]
"""The smallest part of a time that the record gives.

`bounds`: a moment somewhere inside bounds, or counted from a time that is; `open`: a bound is
missing, so the entry is unplaced.
"""

_LOOKED_AT = 1_000
"""Entries looked at for a clock time."""
_OF_DAYS: dict[Precision, Exactness] = {
    Precision.YEAR: "year",
    Precision.MONTH: "month",
    Precision.DAY: "day",
}
_OF_GRAIN: dict[int, Exactness] = {MINUTE: "minute", SECOND: "second"}


def is_written(lens: Lens, outline: Outline) -> bool:
    """Whether an entry stands at a written moment, or at a moment counted from a written moment.

    Without a written moment an entry stands in the middle of bounds, which no source gives.
    """
    at, offset, root = outline.time.at, 0, outline.placement
    if isinstance(at, Relative):
        chain = lens.chronology.time_chains.of(at)
        if chain is None or chain.least != chain.most:
            return False
        anchor = lens.outline(chain.root)
        at, offset, root = anchor.time.at, chain.least, anchor.placement
    if not is_on_clock(at):
        return False
    return root.best is not None and root.best + offset == outline.placement.best


def is_of_days(lens: Lens, outline: Outline) -> bool:
    """Whether the record gives a day, a month or a year for an entry, and no clock time."""
    return _moment_of_days(lens, outline) is not None


def _moment_of_days(lens: Lens, outline: Outline) -> Moment | None:
    """The written day, month or year of an entry, or of the entry that it goes together with."""
    at = outline.time.at
    if isinstance(at, Relative):
        chain = lens.chronology.time_chains.of(at)
        if chain is None or not chain.is_together:
            return None
        at = lens.outline(chain.root).time.at
    return at if isinstance(at, Moment) and at.precision in _OF_DAYS else None


def exactness_of(lens: Lens, outline: Outline) -> Exactness:
    """How exactly the time of an entry is given."""
    if outline.placement.best is None:
        return "open"
    day = _moment_of_days(lens, outline)
    if day is not None:
        return _OF_DAYS[day.precision]
    if is_written(lens, outline):
        return _OF_GRAIN.get(outline.placement.grain, "millisecond")
    return "bounds"


def first_with_clock_time(lens: Lens) -> int | None:
    """The position of the first entry with a clock time; None where the first entries have none."""
    looked_at = range(min(lens.placed_count, _LOOKED_AT))
    return next((one for one in looked_at if has_clock_time(lens, lens.outline(one))), None)


def has_clock_time(lens: Lens, outline: Outline) -> bool:
    """Whether an entry has a clock time: the middle of bounds is a time that nobody gave."""
    return exactness_of(lens, outline) in ("minute", "second", "millisecond")
