"""The distance between a typed time and the entry found, in words."""

from incident_tui.placing.zone import Zone
from incident_tui.record.time_value import (
    HOUR,
    MINUTE,
    SECOND,
)
from incident_tui.review.review import Review
from incident_tui.words.times import as_of_words, day_beside, instant_words
from incident_tui.words.typed_times import TypedTime


def arrival_words(review: Review, text: str, wanted: TypedTime) -> str:
    """Where the entry under the cursor lies, seen from a wanted time, and how its text was read."""
    lens, placement = review.lens, review.placement
    if placement is None or placement.best is None:
        return "no entry with a full time is shown"
    first, last, reading = wanted
    time, entry = _wanted_words(lens.zone, first, last), as_of_words(lens, placement)
    shown = " shown" if review.filters.any else ""
    is_found = first - placement.grain < placement.best <= last
    if reading:
        said, time = f"{' '.join(text.split())} read as {reading}: ", "then"
        last_entry = f"last entry{shown}"
    else:
        said, last_entry = "", f"the last entry{shown}"
    if placement.best > last:
        return f"{said}nothing{shown} {time} or before; the first entry is at {entry}"
    if is_found:
        return f"{said}{last_entry} {time}: {entry}"
    return f"{said}nothing{shown} {time}; the last before is at {entry}"


def _wanted_words(zone: Zone, first: int, last: int) -> str:
    """`at 13:30`, `on 29 Feb`, `from 1 Feb to 29 Feb`."""
    if last - first < HOUR:
        return f"at {instant_words(first, zone, SECOND if first % MINUTE else MINUTE)}"
    days = [day_beside(zone.local(one).date(), zone.date) for one in (first, last)]
    return f"on {days[0]}" if days[0] == days[1] else f"from {days[0]} to {days[1]}"
