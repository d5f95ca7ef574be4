"""Times of other programs in the notation of a record, with an offset and as fine as they were.

A time is read as ISO 8601 and RFC 3339 have it, or as seconds since 1970 in UTC.
"""

import datetime as dt
import re
from typing import NamedTuple

from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.record.time_value import TimeSyntaxError, parse_moment

Time = str | dict[str, str]
"""A time in a record's notation: its form, or a mapping with `at`, `stated` and `basis`."""

UNPLACED = "unplaced"
NO_ZONE = "no zone is given; read as UTC"
"""The basis of a time whose zone nobody said."""

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_LAST = 253_402_300_799_999
"""The last millisecond of the year 9999."""
_FIRST_IN_MILLISECONDS = 100_000_000_000
"""A number from here on counts milliseconds: as seconds it would be the year 5138."""
_STAMP = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)"
    r"(?:[T ](?P<clock>\d\d:\d\d(?::\d\d)?)(?:[.,](?P<fraction>\d+))?"
    r"\s?(?P<offset>Z|UTC|[+-]\d\d(?::?\d\d)?)?)?",
    re.ASCII | re.IGNORECASE,
)
_TWICE = "the clocks of this zone showed it twice, or never"


class NoTimeError(ValueError):
    """Something is no time; the message says why."""


class Stamp(NamedTuple):
    """A time that was read."""

    time: Time
    instant: int | None
    """Milliseconds since 1970; None where only a date is given."""


def milliseconds(number: float | None) -> int:
    """An instant in seconds or milliseconds since 1970, as milliseconds.

    Raises:
        NoTimeError: if it is no number, or none of a time that a radio or a computer could give.
    """
    if number is None:
        raise NoTimeError("is no number of seconds since 1970")
    instant = int(number if number >= _FIRST_IN_MILLISECONDS else number * 1000)
    if not 0 < instant <= _LAST:
        raise NoTimeError("is no time: seconds since 1970 are above 0 and end with the year 9999")
    return instant


def utc(instant: int, fine: bool = False) -> str:
    """Milliseconds since 1970 as `2024-02-29T19:12:07Z`; to the millisecond if fine."""
    moment = _EPOCH + dt.timedelta(milliseconds=instant)
    text = moment.replace(tzinfo=None).isoformat(timespec="milliseconds" if fine else "seconds")
    return f"{text}Z"


def read_stamp(text: str, wishes: Wishes, qualifier: str = "", basis: str = "") -> Stamp:
    """Read a time as ISO 8601 writes it; the source's own words stay where they say more.

    Without an offset it is of the zone that is wished for, and uncertain if nobody said that.

    Raises:
        NoTimeError: if it is written otherwise, or there is no such time.
    """
    text = text.strip()
    match = _STAMP.fullmatch(text)
    if match is None:
        raise NoTimeError(f"`{text}` is no time; write it as 2024-02-29T13:15:07-06:00")
    date, clock, fraction, offset = match.groups()
    try:
        parse_moment(f"{date}T{clock}" if clock else date)
    except TimeSyntaxError as error:
        raise NoTimeError(str(error)) from None
    if clock is None:
        return Stamp(_time(date + qualifier, text, date, basis), None)
    local = dt.datetime.fromisoformat(f"{date}T{clock}")
    fraction = (fraction or "") if clock.count(":") == 2 else ""
    notes = [basis] if basis else []
    if offset is None and (doubt := _doubt(local, wishes)):
        qualifier = "%" if qualifier == "~" else "?"
        notes.append(doubt)
    at, instant = _with_offset(local, _zone(offset, wishes), len(clock) > 5, fraction[:3])
    return Stamp(_time(at + qualifier, text, at, "; ".join(notes)), instant)


def _time(at: str, stated: str, alike: str, basis: str) -> Time:
    """A time with the source's words, if those are more than another way to write it."""
    told = {"at": at}
    if stated.replace(" ", "T").upper() not in (alike, alike.replace("Z", "+00:00")):
        told["stated"] = stated
    if basis:
        told["basis"] = basis
    return told if len(told) > 1 else at


def _zone(offset: str | None, wishes: Wishes) -> dt.tzinfo:
    if offset is None:
        return wishes.zone
    if offset.upper() in ("Z", "UTC"):
        return dt.UTC
    digits = offset[1:].replace(":", "").ljust(4, "0")
    length = dt.timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    try:
        return dt.timezone(-length if offset[0] == "-" else length)
    except ValueError:
        raise NoTimeError(f"no place is {offset} from UTC") from None


def _doubt(local: dt.datetime, wishes: Wishes) -> str:
    """Why the zone of a time that names none leaves it uncertain; nothing if it does not."""
    zoned = local.replace(tzinfo=wishes.zone)
    if zoned.utcoffset() != zoned.replace(fold=1).utcoffset():
        return _TWICE
    return "" if wishes.zone_said else NO_ZONE


def _with_offset(
    local: dt.datetime, zone: dt.tzinfo, seconds: bool, fraction: str
) -> tuple[str, int]:
    """A time with its offset, in UTC where a record could not write that; and its instant."""
    zoned = local.replace(tzinfo=zone)
    offset = zoned.utcoffset() or dt.timedelta()
    try:
        moment = zoned.astimezone(dt.UTC)
    except OverflowError:
        raise NoTimeError(f"`{local.isoformat()}` is beyond the calendar in UTC") from None
    instant = (moment - _EPOCH) // dt.timedelta(milliseconds=1) + int(fraction.ljust(3, "0"))
    quarters = not offset % dt.timedelta(minutes=15)
    if quarters and dt.timedelta(hours=-12) <= offset <= dt.timedelta(hours=14):
        moment = zoned
    grain = "seconds" if seconds or moment.second else "minutes"
    text = moment.replace(tzinfo=None).isoformat(timespec=grain)
    text += f".{fraction}" if fraction else ""
    return text + _offset_text(moment), instant


def _offset_text(moment: dt.datetime) -> str:
    text = moment.isoformat()[-6:]
    return "Z" if text == "+00:00" else text
