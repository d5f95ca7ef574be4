"""Times in the notations of logs, for the columns of a CSV: as fine as written, and never guessed.

`csv.notations` has the spellings; here they become times of a record, in the zone and the order of
day and month that the log has.
"""

import datetime as dt
from collections.abc import Callable

from incident_tui.exchange.imports.foreign.times import (
    NoTimeError,
    counted_time,
    moment_at,
)
from incident_tui.exchange.imports.foreign.zone_found import ZoneFound
from incident_tui.exchange.imports.landing.drafts import TimeDraft, TimeForm
from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.exchange.imports.tables.date_order import DatesShown
from incident_tui.exchange.imports.tables.hours import Hours
from incident_tui.exchange.imports.tables.local_offsets import LocalOffsets
from incident_tui.exchange.imports.tables.log_dates import LogDates
from incident_tui.exchange.imports.tables.notations import (
    MAX_TIME_CHARACTERS,
    Parts,
    am_pm_in,
    ends_of,
    is_serial,
    spelling_of,
    tidied,
    without_zero_day,
)
from incident_tui.exchange.imports.tables.written_time import WrittenTime
from incident_tui.record.time_value import (
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    Moment,
    Precision,
    parse_moment,
)

_DAY_ZERO = dt.datetime(1899, 12, 30)
"""The day from which spreadsheets count."""
_MS = dt.timedelta(milliseconds=1)
_TWICE = "the clocks of {name} showed it twice, or never"
OTHER_SEASON = "the clocks kept another time than {name} on this day"


class LogTimes:
    """Reads the times of a log, which share an order of day and month.

    Args:
        wishes: the options of the user.
        shown: finds what the dates of the log show of their order.
        today: the day of the import.
        zones: notes the zones of the times.
        is_day_first: whether the language of the log puts the day before the month.
    """

    def __init__(
        self,
        wishes: Wishes,
        shown: Callable[[], DatesShown] = DatesShown,
        today: dt.date | None = None,
        zones: ZoneFound | None = None,
        is_day_first: bool = False,
    ) -> None:
        self.date = wishes.date
        """The day of times without a date, from the user; None if not named."""
        self._zone = wishes.zone
        self._zones = zones or ZoneFound()
        self._offsets = LocalOffsets(wishes, self._zones)
        self._hours = Hours(self._written)
        self.dates = LogDates(wishes.date_order, shown, today, is_day_first)
        own = wishes.record_zone
        self._is_own = own is None or str(own) == str(wishes.zone)
        """Whether a time without a zone has an equal meaning in the record."""
        self.zone_missed = False
        """Whether a time without a zone was read."""
        self.date_missed = False
        """Whether a time was read of which nothing says the day."""

    def written(self, text: str, beside_date: bool = False, am_pm: str = "") -> WrittenTime:
        """Read a time without the date and the zone beside it.

        Args:
            text: a date, a clock time, or both.
            beside_date: whether a date stands beside the time: then 131507 is a time of day.
            am_pm: AM or PM in a cell beside the time.

        Raises:
            NoTimeError: if the text is no time, or ambiguous.
        """
        whole = tidied(text)
        if len(whole) > MAX_TIME_CHARACTERS:
            raise NoTimeError(f"`{whole[:MAX_TIME_CHARACTERS]}…` is no time")
        return self._hours.read(whole, beside_date, am_pm)

    def _written(self, whole: str, beside_date: bool, am_pm: str) -> WrittenTime:
        """Read a time, as `written`, without regard to the times read before.

        Raises:
            NoTimeError: if the text is no time, or ambiguous.
        """
        text = without_zero_day(whole, beside_date)
        if (counted := counted_time(text)) is not None:
            return self._counted(counted)
        if is_serial(text) and not (beside_date and text.isdigit() and _is_short_clock(text)):
            return _serial(text)
        ends = ends_of(text)
        first, second = ends.first or ends.second, ends.second if ends.first else ""
        time = self._single(first, text, beside_date, am_pm)
        until = self._single(second, text, beside_date, am_pm) if second else None
        if until and until.date and not time.date:
            raise NoTimeError(f"`{text}` is no time; write the date before the first time")
        return time._replace(
            qualifier=ends.qualifier if ends.first else ends.second_qualifier,
            between=ends.between,
            until=until and until._replace(qualifier=ends.second_qualifier),
            lacks_start=not ends.first,
            text=f"{whole} {am_pm}".strip(),
            is_stated=time.is_stated or whole != first or bool(until and until.is_stated),
        )

    def day(self, text: str) -> dt.date:
        """Return the date in a column beside a time.

        Raises:
            NoTimeError: if the text is no date, or ambiguous.
        """
        text = tidied(text)[:MAX_TIME_CHARACTERS]
        spelling = spelling_of(text)
        if is_serial(text):
            date = _serial(text).date
        elif spelling is None or "first" not in spelling.parts:
            date = None
        else:
            date, _ = self.dates.of(spelling.parts, text)
        if date is None:
            raise NoTimeError(f"`{text}` is no date; write it as 2024-02-29")
        return date

    def draft(
        self, time: WrittenTime, date: dt.date | None, zone: str = "", basis: str = ""
    ) -> TimeDraft:
        """Return a time of a record.

        Args:
            time: the time of a cell.
            date: the day; None for the day of the incident.
            zone: the zone beside the time, for a time that names none.
            basis: why the date is this day, if the time is inferred.

        Raises:
            NoTimeError: if the zone is unknown, or the time needs a date.
            OverflowError: if the second of two times is beyond the calendar.
        """
        if time.counted is not None:
            self._zones.note_none()
            return time.counted
        forms, doubt = self._forms(time, date, zone)
        is_stated = time.is_stated or len(forms) > 1 or bool(basis)
        if time.between:
            upper: list[str] = []
            if time.until is not None:
                upper, more = self._forms(time.until, self._day_after(time, date), zone)
                doubt, is_stated = doubt or more, is_stated or len(upper) > 1
            lower = [] if time.lacks_start else forms[:1]
            upper = forms[-1:] if time.lacks_start else upper[-1:]
            at = time.between.join(["".join(lower), "".join(upper)])
        else:
            at = "..".join(forms)
        draft = TimeForm(at=at)
        if is_stated:
            draft["stated"] = time.text
        if basis or doubt:
            draft["basis"] = "; ".join(filter(None, (basis, doubt)))
        return draft if len(draft) > 1 else at

    def is_even(self, time: WrittenTime, local: dt.datetime, zone: str) -> bool:
        """Whether a time of which the draft is known differs in its hour by the minute alone.

        Args:
            time: the time of a cell.
            local: the time on the clocks.
            zone: the zone beside the time, for a time that names none.
        """
        is_single = time.clock is not None and time.counted is None and not time.between
        return is_single and self._offsets.is_even(local, time.zone, zone)

    def _day_after(self, time: WrittenTime, date: dt.date | None) -> dt.date | None:
        """Return the day of the second of two times: the next day, if the clock has gone round."""
        assert time.until is not None  # asked for two times alone
        if time.until.date or date is None:
            return time.until.date
        if (time.until.clock or 0) < (time.clock or 0):
            return date + dt.timedelta(days=1)
        return date

    def _forms(self, time: WrittenTime, date: dt.date | None, zone: str) -> tuple[list[str], str]:
        """Return the possible moments, the earliest first, and why there are several."""
        if time.clock is None:
            if date is not None:
                self._zones.note_day(date)
            return [str(Moment(date, 0, time.precision, qualifier=time.qualifier))], ""
        name = time.zone or zone
        if date is None:
            self.date_missed = True
            if name or not self._is_own or time.clock == DAY:
                raise NoTimeError(f"`{_clock_words(time)}` needs a date; give it with --date")
            self._miss_zone()
            return [str(Moment(None, time.clock, time.precision, qualifier=time.qualifier))], ""
        local = time.on(date)
        # The larger offset is the earlier instant: bounds begin with it.
        offsets = sorted(self._offsets.of(local, time.zone, zone), reverse=True)
        if not name:
            self._miss_zone()
            if self._is_own and len(offsets) == 1:  # the usual offset of the record's zone
                clock = time.clock % DAY
                own = Moment(local.date(), clock, time.precision, qualifier=time.qualifier)
                return [str(own)], ""
        forms = [
            f"{moment_at(local, offset, time.precision)}{time.qualifier}" for offset in offsets
        ]
        why = _TWICE if "/" in name else OTHER_SEASON
        return forms, why.format(name=name) if name and len(forms) > 1 else ""

    def _miss_zone(self) -> None:
        """Note a time without a zone."""
        self.zone_missed = True
        self._zones.note_none()

    def _counted(self, draft: TimeDraft) -> WrittenTime:
        """Return a count since 1970, with the time on the clocks of the log's zone."""
        moment = parse_moment(draft if isinstance(draft, str) else draft["at"])
        assert moment.date is not None  # a count says a day
        universal = dt.datetime.combine(moment.date, dt.time()) + moment.clock * _MS
        try:
            local = universal.replace(tzinfo=dt.UTC).astimezone(self._zone).replace(tzinfo=None)
        except OverflowError:
            local = universal
        clock = (local - dt.datetime.combine(local, dt.time())) // _MS
        return WrittenTime(local.date(), clock, moment.precision, counted=draft)

    def _single(self, text: str, whole: str, beside_date: bool, am_pm: str) -> WrittenTime:
        """Return a date, a clock time or both."""
        spelling = spelling_of(text)
        if spelling is None:
            raise NoTimeError(f"`{whole}` is no time; write it as 2024-02-29T13:15:07")
        parts, date, is_stated = spelling.parts, None, spelling.is_respelt
        if am_pm and parts["hour"]:
            if parts["am_pm"] and am_pm_in(parts["am_pm"]) != am_pm_in(am_pm):
                raise NoTimeError(f"`{text}` beside `{am_pm}`: only one of AM and PM can be right")
            parts, text = parts | {"am_pm": am_pm_in(am_pm)}, f"{text} {am_pm}"
        if "first" in parts or not parts["hour"]:
            date, is_inferred = self.dates.of(parts, text)
            is_stated = is_stated or is_inferred
        elif not (parts["colon"] or parts["am_pm"] or beside_date):
            raise NoTimeError(f"`{text}` is no time; write it as 13:15")
        if not parts["hour"]:
            precision = Precision.DAY if "first" in parts else Precision.MONTH
            is_stated = is_stated or bool(parts.get("day_zone"))
            return WrittenTime(date, None, precision, text=whole, is_stated=is_stated)
        clock, precision, is_odd = _clock_of(parts, text)
        finer = (parts["fraction"] or "")[3:].strip("0")
        return WrittenTime(
            date,
            clock,
            precision,
            parts["zone"] or "",
            text=whole,
            is_stated=is_stated or is_odd or bool(finer),
            says_am_pm=bool(parts["am_pm"]),
        )


def _clock_words(time: WrittenTime) -> str:
    """Return a clock time in few words, for a message."""
    clock = time.clock or 0
    return time.text or f"{clock // HOUR:02}:{clock // MINUTE % 60:02}{time.zone}"


def _is_short_clock(text: str) -> bool:
    """Whether five digits are a time of day whose zero at the front a spreadsheet has dropped."""
    return text[1:3] <= "59" and text[3:5] <= "59"


def _serial(text: str) -> WrittenTime:
    """Return a count of days since 1899, to the second if it has a fraction."""
    whole, _, fraction = text.partition(".")
    seconds = round(float(f"0.{fraction or 0}") * DAY / SECOND)
    local = _DAY_ZERO + dt.timedelta(days=int(whole), seconds=seconds)
    if not fraction:
        return WrittenTime(local.date(), None, Precision.DAY, text=text, is_stated=True)
    clock = (local - dt.datetime.combine(local, dt.time())) // _MS
    return WrittenTime(local.date(), clock, Precision.SECOND, text=text, is_stated=True)


def _clock_of(parts: Parts, text: str) -> tuple[int, Precision, bool]:
    """Return milliseconds since midnight, the precision, and whether the text is worth keeping."""
    hour, minute, second = (int(parts[key] or 0) for key in ("hour", "minute", "s"))
    is_odd = False
    if am_pm := (parts["am_pm"] or "").lower():
        # 13:15 PM and 0:15 AM say one thing only; 13:15 AM and 0:15 PM do not.
        if hour > 23 or (am_pm == "a" and hour > 12) or (am_pm == "p" and hour == 0):
            raise NoTimeError(f"`{text}`: there is no such hour of twelve")
        is_odd = not 1 <= hour <= 12
        hour = hour if hour > 12 else hour % 12 + (12 if am_pm == "p" else 0)
    elif not parts["colon"] and len(parts["hour"] or "") < 2:
        is_odd = True  # a spreadsheet has dropped the zero: 91507
    if (minute, second) == (59, 60):  # a leap second, of which a record has none
        second, is_odd = 59, True
    ends_day = (hour, minute, second) == (24, 0, 0) and not parts["fraction"]
    if (hour > 23 and not ends_day) or minute > 59 or second > 59:
        raise NoTimeError(f"`{text}`: hours go to 23, minutes and seconds to 59")
    clock = hour * HOUR + minute * MINUTE + second * SECOND
    if fraction := parts["fraction"]:
        return clock + int(fraction[:3].ljust(3, "0")), Precision.MILLISECOND, is_odd
    precision = Precision.SECOND if parts["s"] else Precision.MINUTE
    return clock, precision, is_odd or ends_day
