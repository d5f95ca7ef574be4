"""The distance between a wanted time and the entry found, in words."""

from incident_tui.placing.placement import Placement
from incident_tui.placing.zone import Zone
from incident_tui.record.time_value import (
    HOUR,
    MINUTE,
    SECOND,
)
from incident_tui.review.review import Review
from incident_tui.words.exactness import exactness_of
from incident_tui.words.times import as_of_words, day_beside, instant_words


def arrival_words(review: Review, wanted: tuple[int, int]) -> str:
    """Where the entry under the cursor lies, seen from the wanted time."""
    lens, placement = review.lens, review.placement
    if not review.shown or placement is None or placement.best is None:
        return "no entry with a full time is shown"
    first, last = wanted
    time, entry = _wanted_words(lens.zone, first, last), as_of_words(lens, review.cursor)
    shown = " shown" if review.filters.any else ""
    if exactness_of(lens, lens.outline(review.cursor)) == "bounds" and _may_be(placement, wanted):
        return f"the last entry{shown} that may be {time}: {entry}"
    if placement.best > last:
        return f"nothing{shown} {time} or before; this is the first entry, at {entry}"
    if placement.best + placement.grain > first:
        return f"the last entry{shown} {time}: {entry}"
    return f"nothing{shown} {time}; this is the last entry before, at {entry}"


def _may_be(placement: Placement, wanted: tuple[int, int]) -> bool:
    """Whether a placed entry may stand in a wanted time."""
    assert placement.earliest is not None
    assert placement.latest is not None
    return placement.earliest <= wanted[1] and wanted[0] <= placement.latest


def _wanted_words(zone: Zone, first: int, last: int) -> str:
    """`at 13:30`, `on 29 Feb`, `from 1 Feb to 29 Feb`."""
    if last - first < HOUR:
        return f"at {instant_words(first, zone, SECOND if first % MINUTE else MINUTE)}"
    days = [day_beside(zone.local(one).date(), zone.date) for one in (first, last)]
    return f"on {days[0]}" if days[0] == days[1] else f"from {days[0]} to {days[1]}"
