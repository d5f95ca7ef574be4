"""Times as logs write them, in the notation of a record: as fine as they were, and no finer.

ISO 8601, dates with slashes in either order, names of months, twelve hours, and seconds,
milliseconds or microseconds since 1970.
"""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Literal

from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.record.time_value import (
    HOUR,
    MINUTE,
    SECOND,
    Moment,
    Precision,
    TimeSyntaxError,
)

Time = str | dict[str, str]
"""A time in a record's notation: its form, or a mapping with `at` and `stated`."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = r"""(?:
    (?P<y1>\d{4})[-/.](?P<m1>\d\d?)[-/.](?P<d1>\d\d?)
  | (?P<y2>\d{4})(?P<m2>\d\d)(?P<d2>\d\d)
  | (?P<first>\d\d?)(?P<mark>[-/.])(?P<second>\d\d?)(?P=mark)(?P<y3>\d{4}|\d\d)
  | (?P<d4>\d\d?)[- ](?P<m4>[a-z]{3,9})\.?,?[- ](?P<y4>\d{4})
  | (?P<m5>[a-z]{3,9})\.?\ (?P<d5>\d\d?),?\ (?P<y5>\d{4})
)"""
_CLOCK = r"""
    (?P<hour>\d\d?)(?P<colon>:?)(?P<minute>\d\d)(?:(?P=colon)(?P<s>\d\d)(?:[.,](?P<fraction>\d{1,9}))?)?
    (?:\s?(?P<half>[ap])\.?m\.?)?
    (?:\s?(?P<offset>[+-]\d\d(?::?\d\d)?|[a-z]{1,5}))?
"""
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},?\s)?"
_TIME = re.compile(
    rf"{_WEEKDAY}(?:{_DATE}(?:(?:t|\s|,\s){_CLOCK})?)", re.VERBOSE | re.IGNORECASE | re.ASCII
)
_CLOCK_ALONE = re.compile(_CLOCK, re.VERBOSE | re.IGNORECASE | re.ASCII)
_EPOCH = re.compile(r"(?P<whole>\d{9,10}|\d{13}|\d{16})(?:\.(?P<fraction>\d{1,9}))?", re.ASCII)
_SLASHED = re.compile(r"(\d\d?)([-/.])(\d\d?)\2(?:\d{4}|\d\d)(?!\d)", re.ASCII)
_1970 = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_GRAINS = {10: 1_000_000, 9: 1_000_000, 13: 1_000, 16: 1}
"""Microseconds that a number of so many digits counts."""
_EITHER = "can be day or month first; say which with --date-order mdy or dmy"


class NoTimeError(ValueError):
    """A text is no time that can be read; the message says why, and what to do."""


class LogTimes:
    """Reads the times of one log, which are all written in one way."""

    def __init__(self, wishes: Wishes, order: Literal["", "mdy", "dmy"] = "") -> None:
        self._zone = wishes.zone
        self._zone_said = wishes.zone_said
        self._date = wishes.date
        self._order = wishes.date_order or order
        own = wishes.record_zone
        self._is_own = own is None or str(own) == str(wishes.zone)
        """Whether a time without a zone means the same in the record."""
        self.zone_missed = False
        """Whether there was a time that names no zone."""

    def read(self, text: str, day: str = "") -> Time:
        """Read a time.

        Args:
            day: the date, where it stands apart.

        Raises:
            NoTimeError: if it is none, or could be several.
        """
        text = " ".join(text.split())
        if epoch := _EPOCH.fullmatch(text):
            return _since_1970(epoch, text)
        match = _TIME.fullmatch(text) or _CLOCK_ALONE.fullmatch(text)
        if match is None:
            raise NoTimeError(f"`{text}` is no time; write it as 2024-02-29T13:15:07")
        parts = match.groupdict()
        try:
            if "y1" not in parts:
                if not (parts["colon"] or parts["half"] or day):
                    raise NoTimeError(f"`{text}` is no time; write it as 13:15")
                return self._written(self._day(day), parts, text)
            if not parts["hour"]:
                return self._date_of(parts, text).isoformat()
            return self._written(self._date_of(parts, text), parts, text)
        except (TimeSyntaxError, OverflowError) as error:
            raise NoTimeError(str(error)) from None

    def _day(self, text: str) -> dt.date | None:
        """The date that stands apart, or the one that was wished for."""
        text = " ".join(text.split())
        if not text:
            return self._date
        match = _TIME.fullmatch(text)
        if match is None:
            raise NoTimeError(f"`{text}` is no date; write it as 2024-02-29")
        return self._date_of(match.groupdict(), text)

    def _date_of(self, parts: dict[str, str | None], text: str) -> dt.date:
        """The date in the parts of a time."""
        if parts["first"]:
            return self._date_in_order(parts, text)
        for number in "1245":
            year, month, day = (parts.get(f"{part}{number}") for part in "ymd")
            if year and month and day:
                return _date(int(year), _month(month, text), int(day), text)
        raise NoTimeError(f"`{text}` names no date")

    def _date_in_order(self, parts: dict[str, str | None], text: str) -> dt.date:
        """A date such as 2/29/2024, in the order of this log or the only one that it can have."""
        first, second, year = (int(parts[key] or 0) for key in ("first", "second", "y3"))
        if year < 100:
            year += 2000 if year < 70 else 1900
        found = {}
        for order, month, day in (("mdy", first, second), ("dmy", second, first)):
            try:
                found[order] = dt.date(year, month, day)
            except ValueError:
                continue
        if self._order:
            found = {order: date for order, date in found.items() if order == self._order}
        if not found:
            raise NoTimeError(f"`{text}` names no date of the calendar")
        if len(set(found.values())) > 1:
            raise NoTimeError(f"`{text}` {_EITHER}")
        return next(iter(found.values()))

    def _written(self, date: dt.date | None, parts: dict[str, str | None], text: str) -> Time:
        """A time of the clock on a day, with its offset where it has one or needs one."""
        clock, precision = _clock_of(parts, text)
        moment = Moment(date, clock, precision)
        name = parts["offset"] or ""
        if date is None:
            if name or not self._is_own:
                raise NoTimeError(f"`{text}` needs a date; give it with --date")
            self.zone_missed = True
            return str(moment)
        local = dt.datetime.combine(date, dt.time()) + dt.timedelta(milliseconds=clock)
        found = sorted(self._offsets(local, name, text), reverse=True)  # the earlier instant first
        forms = [_with_offset(local, offset, precision) for offset in found] or [str(moment)]
        finer = (parts["fraction"] or "")[3:].strip("0")
        at = "..".join(forms)
        return {"at": at, "stated": text} if finer or len(forms) > 1 else at

    def _offsets(self, local: dt.datetime, name: str, text: str) -> set[dt.timedelta]:
        """The offsets from UTC that a time may have; none where it is the record's zone's."""
        if name:
            return {self._named(name, local, text)}
        self.zone_missed = True
        found = {_offset(local.replace(tzinfo=self._zone, fold=fold)) for fold in (0, 1)}
        return set() if self._is_own and len(found) == 1 else found

    def _named(self, name: str, local: dt.datetime, text: str) -> dt.timedelta:
        """The offset that a time names, in numbers or as the zone has it."""
        if name[0] in "+-":
            digits = name[1:].replace(":", "").ljust(4, "0")
            length = dt.timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
            return -length if name[0] == "-" else length
        if name.upper() in ("Z", "UTC", "GMT"):
            return dt.timedelta()
        for fold in (0, 1) if self._zone_said else ():
            zoned = local.replace(tzinfo=self._zone, fold=fold)
            if zoned.tzname() == name.upper():
                return _offset(zoned)
        raise NoTimeError(f"`{text}`: name the zone that `{name}` is meant of with --timezone")


def order_shown(texts: Iterable[str]) -> Literal["", "mdy", "dmy"]:
    """The order that dates with slashes show: in one of them, only one number can be the month."""
    shown = set()
    for text in texts:
        match = _SLASHED.match(text.strip())
        if match and int(match[1]) > 12:
            shown.add("dmy")
        if match and int(match[3]) > 12:
            shown.add("mdy")
    return "mdy" if shown == {"mdy"} else "dmy" if shown == {"dmy"} else ""


def is_slashed(text: str) -> bool:
    """Whether a text begins with a date whose order is not written."""
    return bool(_SLASHED.match(text.strip()))


def is_clock(text: str) -> bool:
    """Whether a text is a time of day alone, whose date stands apart."""
    return bool(_CLOCK_ALONE.fullmatch(" ".join(text.split())))


def _since_1970(match: re.Match[str], text: str) -> Time:
    """An instant that is counted from 1970 on, in UTC."""
    whole, fraction = match["whole"], match["fraction"] or ""
    grain = _GRAINS[len(whole)]
    micros = int(whole) * grain + int(fraction.ljust(6, "0")[:6]) * grain // 1_000_000
    try:
        moment = _1970 + dt.timedelta(microseconds=micros)
    except OverflowError:
        raise NoTimeError(f"`{text}` is outside the calendar") from None
    fine = grain < 1_000_000 or bool(fraction)
    at = moment.replace(tzinfo=None).isoformat(timespec="milliseconds" if fine else "seconds")
    return f"{at}Z" if not micros % 1_000 else {"at": f"{at}Z", "stated": text}


def _clock_of(parts: dict[str, str | None], text: str) -> tuple[int, Precision]:
    """Milliseconds since midnight, and how fine they are written."""
    hour, minute, second = (int(parts[key] or 0) for key in ("hour", "minute", "s"))
    if half := (parts["half"] or "").lower():
        if not 1 <= hour <= 12:
            raise NoTimeError(f"`{text}`: there is no such hour of twelve")
        hour = hour % 12 + (12 if half == "p" else 0)
    elif not parts["colon"] and len(parts["hour"] or "") < 2:
        raise NoTimeError(f"`{text}` is no time; write it as 13:15")
    if hour > 23 or minute > 59 or second > 59:
        raise NoTimeError(f"`{text}`: hours go to 23, minutes and seconds to 59")
    clock = hour * HOUR + minute * MINUTE + second * SECOND
    if fraction := parts["fraction"]:
        return clock + int(fraction[:3].ljust(3, "0")), Precision.MILLISECOND
    return clock, Precision.SECOND if parts["s"] else Precision.MINUTE


def _with_offset(local: dt.datetime, offset: dt.timedelta, precision: Precision) -> str:
    """A time with its offset, in UTC where a record cannot write that."""
    minutes = offset // dt.timedelta(minutes=1)
    writable = not offset % dt.timedelta(minutes=15) and -720 <= minutes <= 840
    if not writable:
        local, minutes = local - offset, 0
        precision = max(precision, Precision.SECOND) if local.second else precision
    clock = (local - dt.datetime.combine(local, dt.time())) // dt.timedelta(milliseconds=1)
    return str(Moment(local.date(), clock, precision, minutes))


def _offset(zoned: dt.datetime) -> dt.timedelta:
    return zoned.utcoffset() or dt.timedelta()


def _month(text: str, whole: str) -> int:
    """The number of a month, from 1."""
    if text.isdigit():
        return int(text)
    if (name := text[:3].lower()) not in _MONTHS:
        raise NoTimeError(f"`{whole}`: there is no month `{text}`")
    return _MONTHS.index(name) + 1


def _date(year: int, month: int, day: int, text: str) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise NoTimeError(f"`{text}` names no date of the calendar") from None
