"""The entry that was gone to, in words: from a typed time, or back to where a record was left."""

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
from incident_tui.words.typed_times import TypedTime


def arrival_words(review: Review, text: str, wanted: TypedTime) -> str:
    """Where the entry under the cursor lies, seen from a wanted time, and how its text was read."""
    lens, placement = review.lens, review.placement
    if not review.shown or placement is None or placement.best is None:
        return "no entry with a full time is shown"
    first, last, reading = wanted
    entry, shown = as_of_words(lens, review.cursor), " shown" if review.filters.any else ""
    read = f"{' '.join(text.split())} read as {reading}; " if reading else ""
    time = "then" if reading else _wanted_words(lens.zone, first, last)
    nothing = read or f"nothing{shown} {time}; "
    exactness = exactness_of(lens, lens.outline(review.cursor))
    if exactness == "bounds" and _may_be(placement, first, last):
        return f"{read}the last entry{shown} that may be {time}: {entry}"
    if placement.best > last:
        return f"{nothing}first entry{shown}: {entry}"
    if placement.best + placement.grain > first:
        return f"{read}the last entry{shown} {time}: {entry}"
    return f"{nothing}last before: {entry}"


def place_words(review: Review, is_awaited: bool) -> str:
    """The time of the entry under the cursor, where the record was left.

    Args:
        is_awaited: whether the entry is not there yet.
    """
    if is_awaited:
        return "it comes once more is read"
    if review.cursor >= review.lens.placed_count:
        return "an entry without a full time"
    return as_of_words(review.lens, review.cursor)


def _may_be(placement: Placement, first: int, last: int) -> bool:
    """Whether a placed entry may stand in a time from a first to a last moment."""
    assert placement.earliest is not None
    assert placement.latest is not None
    return placement.earliest <= last and first <= placement.latest


def _wanted_words(zone: Zone, first: int, last: int) -> str:
    """`at 13:30`, `on 29 Feb`, `from 1 Feb to 29 Feb`."""
    if last - first < HOUR:
        return f"at {instant_words(first, zone, SECOND if first % MINUTE else MINUTE)}"
    days = [day_beside(zone.local(one).date(), zone.date) for one in (first, last)]
    return f"on {days[0]}" if days[0] == days[1] else f"from {days[0]} to {days[1]}"
