"""Times of other programs in the notation of a record: as fine as written, and never guessed.

A time in ISO 8601 or RFC 3339 and a number since 1970 are read here; `csv.log_times` adds the
notations of logs. A text in another notation, or outside the calendar, is refused.
"""

import contextlib
import datetime as dt
import re
from typing import NamedTuple

from incident_tui.exchange.imports.landing.drafts import TimeDraft, TimeForm
from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.record.time_value import (
    Moment,
    Precision,
    TimeSyntaxError,
    clock_text,
    offset_text,
    parse_moment,
)

UNPLACED = "unplaced"
NO_ZONE = "no zone is given"
"""The basis of a time without a zone, if the user named none."""

_REPEATED_OR_SKIPPED = "the clocks of this zone showed it twice, or never"
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_LAST_MS = 253_402_300_799_999
"""The last millisecond of the year 9999."""
_FIRST_IN_MILLISECONDS = 100_000_000_000
"""A number from here on counts milliseconds: in seconds, the year would be 5138."""
_MS = dt.timedelta(milliseconds=1)

_ISO = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)"
    r"(?:[T ](?P<clock>\d\d:\d\d(?::\d\d)?)(?:[.,](?P<fraction>\d+))?"
    r"\s?(?P<offset>Z|UTC|[+-]\d\d(?::?\d\d)?)?)?",
    re.ASCII | re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?P<whole>\d{9,10}|\d{13}|\d{16}|\d{19})(?:\.(?P<fraction>\d{1,9}))?", re.ASCII
)
_COUNTED_NANOSECONDS = {9: 10**9, 10: 10**9, 13: 10**6, 16: 10**3, 19: 1}
"""From the number of digits of a count since 1970 to the unit of the count."""


class NoTimeError(ValueError):
    """A text or number is no time of the calendar, or ambiguous; the message says what to do."""


class Timestamp(NamedTuple):
    """A time with a known instant, or a date."""

    time: TimeDraft
    instant: int | None
    """Milliseconds since 1970; None for a date alone."""


def at_of(time: TimeDraft) -> str:
    """Return the form of a time, without the words of the source."""
    return time if isinstance(time, str) else time["at"]


def milliseconds(number: float | None) -> int:
    """Return a number of seconds or milliseconds since 1970 as milliseconds.

    Raises:
        NoTimeError: if the number is None, not above 0, or beyond the year 9999.
    """
    if number is None:
        raise NoTimeError("is no number of seconds since 1970")
    instant = number if number >= _FIRST_IN_MILLISECONDS else number * 1000
    if not 1 <= instant < _LAST_MS + 1:  # before `int`, which refuses infinity
        raise NoTimeError("is no time: seconds since 1970 are above 0 and end with the year 9999")
    return int(instant)


def utc(instant: int, fine: bool = False) -> str:
    """Return milliseconds since 1970 as `2024-02-29T19:12:07Z`, with milliseconds if `fine`."""
    moment = _EPOCH + instant * _MS
    text = moment.replace(tzinfo=None).isoformat(timespec="milliseconds" if fine else "seconds")
    return f"{text}Z"


def counted_time(text: str) -> TimeDraft | None:
    """Return the time of a count since 1970; see `counted_timestamp`."""
    stamp = counted_timestamp(text)
    return None if stamp is None else stamp.time


def counted_timestamp(text: str) -> Timestamp | None:
    """Read a count since 1970 by the number of digits.

    9 or 10 digits are seconds, 13 milli-, 16 micro- and 19 nanoseconds.

    Returns:
        The time, or None if the text is no count of such length.
    """
    match = _COUNT.fullmatch(text)
    if match is None:
        return None
    whole, fraction = match["whole"], match["fraction"] or ""
    unit = _COUNTED_NANOSECONDS[len(whole)]
    nanoseconds = int(whole) * unit + int(fraction.ljust(9, "0")) * unit // 10**9
    instant, finer = divmod(nanoseconds, 10**6)
    at = utc(instant, fine=unit < 10**9 or bool(fraction))
    time: TimeDraft = {"at": at, "stated": text} if finer else at  # cut, and never rounded
    return Timestamp(time, instant)


def read_timestamp(text: str, wishes: Wishes) -> Timestamp:
    """Read a time in ISO 8601; the text stays as `stated` if it says more than the result.

    A time without an offset takes the zone of the wishes, and is uncertain if the user named none.

    Raises:
        NoTimeError: if the text has another notation, or the calendar has no such time.
    """
    text = text.strip()
    match = _ISO.fullmatch(text)
    if match is None:
        raise NoTimeError(f"`{text}` is no time; write it as 2024-02-29T13:15:07-06:00")
    date, clock, fraction, offset = match.groups()
    date, clock = _in_the_calendar(date, clock, fraction)
    try:
        parse_moment(f"{date}T{clock}" if clock else date)  # for the reason, if there is no such
    except TimeSyntaxError as error:
        raise NoTimeError(str(error)) from None
    if clock is None:
        return Timestamp(_time_draft(date, "", text, ""), None)
    local = dt.datetime.fromisoformat(f"{date}T{clock}")
    precision = Precision.SECOND if clock.count(":") == 2 else Precision.MINUTE
    digits = (fraction or "")[:3] if precision is Precision.SECOND else ""
    length = offset_of(offset) if offset else offset_in(local, wishes.zone)
    at, instant = _timestamp_text(local, length, precision, digits)
    doubt = "" if offset else _doubt(local, wishes)
    return Timestamp(_time_draft(at, "?" if doubt else "", text, doubt), instant)


def names_zone(text: str) -> bool:
    """Whether a time in ISO 8601 says its offset from UTC."""
    match = _ISO.fullmatch(text.strip())
    return bool(match and match["offset"])


def offset_of(text: str) -> dt.timedelta:
    """Read an offset from UTC: `Z`, `UTC`, `+06`, `+0600` or `-06:00`.

    Raises:
        NoTimeError: if the offset is a day or longer, or has more than 59 minutes.
    """
    if text.upper() in ("Z", "UTC"):
        return dt.timedelta()
    try:
        offset = dt.time.fromisoformat(f"00:00{text}").utcoffset()
    except ValueError:
        offset = None
    if offset is None or (len(text) > 3 and text[-2:] > "59"):  # Python 3.11 reads 75 minutes
        raise NoTimeError(f"no place is {text} from UTC")
    return offset


def offset_in(local: dt.datetime, zone: dt.tzinfo, fold: int = 0) -> dt.timedelta:
    """Return the offset of a zone's local time from UTC.

    Args:
        local: a time without a zone.
        zone: a zone.
        fold: 1 for the second of two equal clock times, when clocks go back.
    """
    return local.replace(tzinfo=zone, fold=fold).utcoffset() or dt.timedelta()


def moment_at(local: dt.datetime, offset: dt.timedelta, precision: Precision) -> Moment:
    """Return a local time with an offset, in UTC where a record cannot write the offset.

    Raises:
        NoTimeError: if the time in UTC is beyond the calendar.
    """
    try:
        universal = local - offset
    except OverflowError:
        raise NoTimeError(f"`{local.isoformat()}` is beyond the calendar in UTC") from None
    minutes = offset // dt.timedelta(minutes=1)
    if offset % dt.timedelta(minutes=15) or not -12 * 60 <= minutes <= 14 * 60:
        local, minutes = universal, 0
        precision = max(precision, Precision.SECOND) if local.second else precision
    clock = (local - dt.datetime.combine(local, dt.time())) // _MS
    return Moment(local.date(), clock, precision, minutes)


def _in_the_calendar(date: str, clock: str | None, fraction: str | None) -> tuple[str, str | None]:
    """Return the midnight that ends a day as that of the next day, a leap second as the second."""
    if clock in ("24:00", "24:00:00") and not (fraction or "").strip("0"):
        with contextlib.suppress(ValueError, OverflowError):
            day = dt.date.fromisoformat(date) + dt.timedelta(days=1)
            return day.isoformat(), clock.replace("24", "00", 1)
    if clock and clock.endswith(":59:60"):
        return date, f"{clock[:-2]}59"
    return date, clock


def _timestamp_text(
    local: dt.datetime, offset: dt.timedelta, precision: Precision, digits: str
) -> tuple[str, int]:
    """Return a time with an offset and the written digits of a second, and the instant."""
    moment = moment_at(local, offset, precision)
    assert moment.date is not None  # as `moment_at` gives one
    clock = clock_text(moment.clock, moment.precision) + (f".{digits}" if digits else "")
    instant = (local.replace(tzinfo=dt.UTC) - offset - _EPOCH) // _MS + int(digits.ljust(3, "0"))
    return f"{moment.date.isoformat()}T{clock}{offset_text(moment.offset)}", instant


def _time_draft(at: str, qualifier: str, stated: str, basis: str) -> TimeDraft:
    """Return a time, with the words of the source unless they are `at` in another spelling."""
    draft = TimeForm(at=at + qualifier)
    if stated.replace(" ", "T").upper() not in (at, at.replace("Z", "+00:00")):
        draft["stated"] = stated
    if basis:
        draft["basis"] = basis
    return draft if len(draft) > 1 else draft["at"]


def _doubt(local: dt.datetime, wishes: Wishes) -> str:
    """Return why the zone of a time without an offset is uncertain; "" if certain."""
    if offset_in(local, wishes.zone) != offset_in(local, wishes.zone, fold=1):
        return _REPEATED_OR_SKIPPED
    return "" if wishes.zone_said else f"{NO_ZONE}; read as {wishes.zone}"
