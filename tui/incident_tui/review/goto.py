"""The times that a reviewer goes to: `13:30`, `T+12m`, `-5m`, `2024-02-29 13:30`."""

import re

import msgspec

from incident_tui.record.time_value import (
    HOUR,
    MINUTE,
    SECOND,
    TimeSyntaxError,
    parse_duration,
    parse_moment,
)
from incident_tui.review.review import Review
from incident_tui.review.wording import as_of_words, day_beside, instant_words
from incident_tui.review.zone import Zone

HINT = "13:30 · T+12m · -5m · 2024-02-29 13:30"

_COUNTED = re.compile(r"(?P<start>[tT]\s*)?(?P<sign>[+-])\s*(?P<length>\S.*)")


def moments_of(review: Review, written: str) -> tuple[int, int]:
    """The first and the last moment of what is meant, such as a minute or a day; milliseconds.

    `T+12m` counts from the first entry, `+5m` and `-5m` from the cursor. A clock time alone is on
    the day of the cursor.

    Raises:
        TimeSyntaxError: if it is no such time; the message says what to write, to stand beside it.
    """
    text, bests = written.strip(), review.chronology.bests
    if not bests:
        raise TimeSyntaxError("no entry has a full time to go to")
    here = bests[min(review.cursor, len(bests) - 1)]
    if match := _COUNTED.fullmatch(text):
        length = _length_of(match["length"])
        moment = bests[0] if match["start"] else here
        moment += -length if match["sign"] == "-" else length
        return moment, moment
    try:
        form = parse_moment(text)
    except TimeSyntaxError as error:
        raise TimeSyntaxError(_advice(error, "no time: write 13:30, T+12m or -5m")) from None
    zone = review.chronology.zone
    if form.date is None:
        form = msgspec.structs.replace(form, date=zone.local(here).date())
    try:
        return zone.bounds(form)[:2]
    except OverflowError:
        raise TimeSyntaxError("beyond the end of the calendar") from None


def _length_of(text: str) -> int:
    try:
        return parse_duration(text).least
    except TimeSyntaxError as error:
        raise TimeSyntaxError(_advice(error, "write a length such as 5m, 30s or 1h30m")) from None


def _advice(error: TimeSyntaxError, usual: str) -> str:
    """What an error advises, without the text that is at fault."""
    fault, _, advice = str(error).partition(": ")
    if not advice:
        return "this" + fault.rpartition("`")[2]
    return usual if ".." in advice else advice


def arrival_words(review: Review, wanted: tuple[int, int]) -> str:
    """How the entry that the cursor came to stands to the time that was wanted."""
    chronology, placement = review.chronology, review.placement
    if placement is None or placement.best is None:
        return "no entry with a full time is shown"
    first, last = wanted
    time, entry = _wanted_words(chronology.zone, first, last), as_of_words(chronology, placement)
    shown = " shown" if review.filters.any else ""
    if placement.best > last:
        return f"nothing{shown} {time} or before; this is the first entry, at {entry}"
    if placement.best + placement.grain > first:
        return f"the last entry{shown} {time}: {entry}"
    return f"nothing{shown} {time}; this is the last entry before, at {entry}"


def _wanted_words(zone: Zone, first: int, last: int) -> str:
    """`at 13:30`, `on 29 Feb`, `from 1 Feb to 29 Feb`."""
    if last - first < HOUR:
        return f"at {instant_words(first, zone, SECOND if first % MINUTE else MINUTE)}"
    days = [day_beside(zone.local(one).date(), zone.date) for one in (first, last)]
    return f"on {days[0]}" if days[0] == days[1] else f"from {days[0]} to {days[1]}"
