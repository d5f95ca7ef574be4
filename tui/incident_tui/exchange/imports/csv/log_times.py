"""Times in the notations of logs, for the columns of a CSV: as fine as written, never guessed.

Dates with slashes in either order, names of months and clocks of twelve hours, beside ISO 8601 and
the counts since 1970 of `foreign.times`.
"""

import datetime as dt
import re
from collections.abc import Iterable

from incident_tui.exchange.imports.foreign.times import (
    NoTimeError,
    counted_time,
    moment_at,
    offset_in,
    offset_of,
)
from incident_tui.exchange.imports.landing.drafts import TimeDraft
from incident_tui.exchange.imports.landing.protocol import DateOrder, Wishes
from incident_tui.record.time_value import (
    HOUR,
    MINUTE,
    SECOND,
    Moment,
    Precision,
    TimeSyntaxError,
)

_Parts = dict[str, str | None]
"""The named groups of `_TIME`, or of `_CLOCK_ALONE` without the groups of a date."""

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
_SLASHED = re.compile(r"(\d\d?)([-/.])(\d\d?)\2(?:\d{4}|\d\d)(?!\d)", re.ASCII)
_FIRST_YEAR_OF_THE_1900S = 70
"""A year of two digits from 70 on is in the 20th century: clocks of computers begin in 1970."""
_AMBIGUOUS_ORDER = "can be day or month first; say which with --date-order mdy or dmy"


class LogTimes:
    """Reads the times of a log, which share an order of day and month."""

    def __init__(self, wishes: Wishes, order: DateOrder = "") -> None:
        self._zone = wishes.zone
        self._zone_said = wishes.zone_said
        self._date = wishes.date
        self._order = wishes.date_order or order
        own = wishes.record_zone
        self._is_own = own is None or str(own) == str(wishes.zone)
        """Whether a time without a zone has an equal meaning in the record."""
        self.zone_missed = False
        """Whether a time without a zone was read."""

    def read(self, text: str, day: str = "") -> TimeDraft:
        """Read a time.

        Args:
            text: a date, a clock time, or both.
            day: the date from a column beside the time.

        Raises:
            NoTimeError: if the text is no time, or ambiguous.
        """
        text = " ".join(text.split())
        if counted := counted_time(text):
            return counted
        match = _TIME.fullmatch(text) or _CLOCK_ALONE.fullmatch(text)
        if match is None:
            raise NoTimeError(f"`{text}` is no time; write it as 2024-02-29T13:15:07")
        parts = match.groupdict()
        try:
            if "y1" not in parts:
                if not (parts["colon"] or parts["half"] or day):
                    raise NoTimeError(f"`{text}` is no time; write it as 13:15")
                return self._time_on(self._day(day), parts, text)
            if not parts["hour"]:
                return self._date_of(parts, text).isoformat()
            return self._time_on(self._date_of(parts, text), parts, text)
        except (TimeSyntaxError, OverflowError) as error:
            raise NoTimeError(str(error)) from None

    def _day(self, text: str) -> dt.date | None:
        """Return the date in the column beside a time, or the date of the wishes."""
        text = " ".join(text.split())
        if not text:
            return self._date
        match = _TIME.fullmatch(text)
        if match is None:
            raise NoTimeError(f"`{text}` is no date; write it as 2024-02-29")
        return self._date_of(match.groupdict(), text)

    def _date_of(self, parts: _Parts, text: str) -> dt.date:
        """Return the date in the parts of a time."""
        if parts["first"]:
            return self._date_in_order(parts, text)
        for number in "1245":
            year, month, day = (parts.get(f"{part}{number}") for part in "ymd")
            if year and month and day:
                return _date(int(year), _month(month, text), int(day), text)
        raise NoTimeError(f"`{text}` names no date")

    def _date_in_order(self, parts: _Parts, text: str) -> dt.date:
        """Return a date such as 2/29/2024, in the order of the log or the only possible order."""
        first, second, year = (int(parts[key] or 0) for key in ("first", "second", "y3"))
        if year < 100:
            year += 2000 if year < _FIRST_YEAR_OF_THE_1900S else 1900
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
            raise NoTimeError(f"`{text}` {_AMBIGUOUS_ORDER}")
        return next(iter(found.values()))

    def _time_on(self, date: dt.date | None, parts: _Parts, text: str) -> TimeDraft:
        """Return a clock time on a day, with the offset if written or needed in the record."""
        clock, precision = _clock_of(parts, text)
        moment = Moment(date, clock, precision)
        name = parts["offset"] or ""
        if date is None:
            if name or not self._is_own:
                raise NoTimeError(f"`{text}` needs a date; give it with --date")
            self.zone_missed = True
            return str(moment)
        local = dt.datetime.combine(date, dt.time()) + dt.timedelta(milliseconds=clock)
        # The larger offset is the earlier instant: bounds begin with it.
        offsets = sorted(self._offsets(local, name, text), reverse=True)
        forms = [str(moment_at(local, offset, precision)) for offset in offsets] or [str(moment)]
        finer = (parts["fraction"] or "")[3:].strip("0")
        at = "..".join(forms)
        return {"at": at, "stated": text} if finer or len(forms) > 1 else at

    def _offsets(self, local: dt.datetime, name: str, text: str) -> set[dt.timedelta]:
        """Return the possible offsets from UTC; none for the usual offset of the record's zone."""
        if name:
            return {self._named_offset(name, local, text)}
        self.zone_missed = True
        found = {offset_in(local, self._zone, fold) for fold in (0, 1)}
        return set() if self._is_own and len(found) == 1 else found

    def _named_offset(self, name: str, local: dt.datetime, text: str) -> dt.timedelta:
        """Return the offset in digits, or of an abbreviation such as CST in the named zone."""
        if name[0] in "+-" or name.upper() in ("Z", "UTC"):
            return offset_of(name)
        if name.upper() == "GMT":
            return dt.timedelta()
        for fold in (0, 1) if self._zone_said else ():
            if local.replace(tzinfo=self._zone, fold=fold).tzname() == name.upper():
                return offset_in(local, self._zone, fold)
        raise NoTimeError(f"`{text}`: name the zone that `{name}` is meant of with --timezone")


def order_shown(texts: Iterable[str]) -> DateOrder:
    """Return the order of the dates with slashes, from dates with a number above 12; else ""."""
    shown = set()
    for text in texts:
        match = _SLASHED.match(text.strip())
        if match and int(match[1]) > 12:
            shown.add("dmy")
        if match and int(match[3]) > 12:
            shown.add("mdy")
    return "mdy" if shown == {"mdy"} else "dmy" if shown == {"dmy"} else ""


def is_slashed(text: str) -> bool:
    """Whether a text begins with a date in an unknown order of day and month."""
    return bool(_SLASHED.match(text.strip()))


def is_clock(text: str) -> bool:
    """Whether a text is a time of day without a date."""
    return bool(_CLOCK_ALONE.fullmatch(" ".join(text.split())))


def _clock_of(parts: _Parts, text: str) -> tuple[int, Precision]:
    """Return milliseconds since midnight, and the precision of the text."""
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


def _month(text: str, whole: str) -> int:
    """Return the number of a month, from 1."""
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
