"""Times to go to: `13:30`, `T+12m`, `-5m`, `2024-02-29 13:30`."""

import re

import msgspec

from incident_tui.record.time_value import (
    TimeSyntaxError,
    parse_duration,
    parse_moment,
)
from incident_tui.review.review import Review

HINT = "13:30 · T+12m · -5m · 2024-02-29 13:30"

_COUNTED = re.compile(r"(?P<start>[tT]\s*)?(?P<sign>[+-])\s*(?P<length>\S.*)")


def moments_of(review: Review, written: str) -> tuple[int, int]:
    """The first and the last moment of a written time, in milliseconds since 1970, UTC.

    `T+12m` counts from the first entry, `+5m` and `-5m` from the cursor. A clock time alone is on
    the day of the cursor.

    Raises:
        TimeSyntaxError: if the text is no time; the message says how to write a time.
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
    """The advice of an error message, without the faulty text."""
    fault, _, advice = str(error).partition(": ")
    if not advice:
        return "this" + fault.rpartition("`")[2]
    return usual if ".." in advice else advice
