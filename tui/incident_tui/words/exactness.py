"""How exactly the time of an entry is given: to the minute, to the day, by bounds."""

from typing import Literal

from incident_tui.record.time_value import MINUTE, SECOND, Moment, Precision, Relative, Span
from incident_tui.review.lens import Lens
from incident_tui.review.told import Outline

Exactness = Literal["millisecond", "second", "minute", "day", "month", "year", "bounds", "open"]
"""The smallest part of a time that the record gives.

`bounds`: a moment somewhere inside bounds, or counted from a time that is; `open`: a bound is
missing, so the entry is unplaced.
"""

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
    seen = {outline.id}
    while isinstance(at, Relative):
        position = lens.position(at.anchor)
        if at.offset.least != at.offset.most or position is None or at.anchor in seen:
            return False
        seen.add(at.anchor)
        offset += at.offset.least
        anchor = lens.outline(position)
        at, root = anchor.time.at, anchor.placement
    start = at.start if isinstance(at, Span) else at
    if not isinstance(start, Moment) or start.precision <= Precision.DAY:
        return False
    return root.best is not None and root.best + offset == outline.placement.best


def exactness_of(lens: Lens, outline: Outline) -> Exactness:
    """How exactly the time of an entry is given."""
    if outline.placement.best is None:
        return "open"
    at = outline.time.at
    if isinstance(at, Moment) and at.precision in _OF_DAYS:
        return _OF_DAYS[at.precision]
    if is_written(lens, outline):
        return _OF_GRAIN.get(outline.placement.grain, "millisecond")
    return "bounds"
