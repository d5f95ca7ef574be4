"""The times that a reviewer goes to: `13:30`, `T+12m`, `-5m`, `2024-02-29 13:30`."""

import re

import msgspec

from incident_tui.record.time_value import (
    MINUTE,
    SECOND,
    TimeSyntaxError,
    parse_duration,
    parse_moment,
)
from incident_tui.review.review import Review
from incident_tui.review.wording import as_of_words, instant_words

HINT = "13:30 · 13:30:15 · T+12m · -5m · 2024-02-29 13:30"

_COUNTED = re.compile(r"(?P<start>[tT]\s*)?(?P<sign>[+-])\s*(?P<length>\S.*)")


def moments_of(review: Review, written: str) -> tuple[int, int]:
    """The first and the last moment of what is meant, such as a minute or a day; milliseconds.

    `T+12m` counts from the first entry, `+5m` and `-5m` from the cursor. A clock time alone is on
    the day of the cursor.

    Raises:
        TimeSyntaxError: if it is no such time; the message says what to write.
    """
    text, bests = written.strip(), review.chronology.bests
    if not bests:
        raise TimeSyntaxError("no entry has a full time to go to")
    here = bests[min(review.cursor, len(bests) - 1)]
    if match := _COUNTED.fullmatch(text):
        length = parse_duration(match["length"]).least
        moment = bests[0] if match["start"] else here
        moment += -length if match["sign"] == "-" else length
        return moment, moment
    try:
        form = parse_moment(text)
    except TimeSyntaxError as error:
        _, _, advice = str(error).partition(": ")
        usual = not advice or "unplaced" in advice
        advice = f"write one of {HINT}" if usual else advice
        raise TimeSyntaxError(f"`{text}` is no time to go to: {advice}") from None
    zone = review.chronology.zone
    if form.date is None:
        form = msgspec.structs.replace(form, date=zone.local(here).date())
    try:
        return zone.bounds(form)[:2]
    except OverflowError as error:
        raise TimeSyntaxError(f"`{text}`: {error}") from None


def arrival_words(review: Review, wanted: tuple[int, int]) -> str:
    """How the entry that the cursor came to stands to the time that was wanted."""
    chronology, placement = review.chronology, review.placement
    if placement is None or placement.best is None:
        return "no entry with a full time is shown"
    first, last = wanted
    time = instant_words(first, chronology.zone, SECOND if first % MINUTE else MINUTE)
    entry = as_of_words(chronology, placement)
    shown = " shown" if review.filters.any else ""
    if placement.best > last:
        return f"nothing{shown} stands at {time} or before it; this is the first entry, at {entry}"
    if placement.best + placement.grain > first:
        return f"the last entry{shown} of what you asked for, at {entry}"
    return f"nothing{shown} stands at {time}; this is the last entry before it, at {entry}"
