"""The day of a time of day beside another time: the same day, the next or the day before.

The times of a run, and of a log kept line by line, go forward: a clock back by more than half a day
has passed midnight.
"""

import datetime as dt
from typing import NamedTuple

from incident_tui.exchange.imports.foreign.times import NoTimeError
from incident_tui.exchange.imports.tables.log_times import LogTimes
from incident_tui.exchange.imports.tables.midnights import HALF_DAY, NEARLY_A_DAY
from incident_tui.exchange.imports.tables.named_day import NamedDay
from incident_tui.exchange.imports.tables.written_time import WrittenTime
from incident_tui.record.time_value import Precision

PAST_MIDNIGHT = "past midnight: by the clock earlier than the time before"
NEARLY_A_DAY_LATER = "by the clock nearly a day after the time before, or shortly before it"
PAST_NO_MIDNIGHT = (
    "`{time}` is past midnight, by the times above, and no line says a day;"
    " name the day of the first time with --date"
)
_DAY = dt.timedelta(days=1)
_MS = dt.timedelta(milliseconds=1)
_HALF_DAY = HALF_DAY * _MS
_NEARLY_A_DAY = NEARLY_A_DAY * _MS


class Day(NamedTuple):
    """The day of a time without a date."""

    date: dt.date | None
    """None for the day of the incident."""
    basis: str = ""
    """Why the time is of this day; "" if the row says so."""
    is_guess: bool = False
    is_of_log: bool = False
    """Whether the day is that of the whole log."""


class DaysInOrder:
    """Finds the days of the times of a log in order, from the first row on."""

    def __init__(self, times: LogTimes, named: NamedDay | None = None) -> None:
        """Begin before the first row.

        Args:
            times: reads the times of the log.
            named: the day named around the log, for the first times without a date.
        """
        self._times = times
        self._named = named
        self._last: dt.datetime | None = None
        """The time before, while the named day is the only reason for the days."""
        self._heading = ""
        """The date above the rows so far."""
        self._clock_above: WrittenTime | None = None
        """The last time of day while no day is known."""
        self._is_past_midnight = False
        """Whether the clock has gone back past midnight while no day is known."""

    def day(self, heading: str, time: WrittenTime, before: dt.datetime | None) -> Day:
        """Return the day of a time without a date.

        Args:
            heading: the date above the row, perhaps with a time of day; "" for none.
            time: the time.
            before: the time before, on the clocks; None for the first time with a known day.

        Raises:
            NoTimeError: if the heading cannot be read, or midnight has passed since the first row,
                of which no day is known.
        """
        if heading and heading != self._heading:
            said = self._times.written(heading)
            if said.local is None or said.precision < Precision.DAY:
                raise NoTimeError(f"`{heading}` above is no date; write it as 2024-02-29")
            self._heading = heading
            if said.clock is None:
                return Day(said.date)
            return forward(time, said.local, "", is_run=True)
        if before is not None and before != self._last:
            return forward(time, before, "", is_run=True)
        if self._named and self._named.date and self._times.date is None:
            return self._on_named_day(time, before, self._named, self._named.date)
        if self._times.date or self._is_first_day(time):
            return Day(self._times.date)
        raise NoTimeError(PAST_NO_MIDNIGHT.format(time=time.text))

    def _on_named_day(
        self, time: WrittenTime, before: dt.datetime | None, named: NamedDay, date: dt.date
    ) -> Day:
        """Return the day of a time, counted from the day named around the log."""
        day = Day(date, named.basis)
        if before is not None:
            day = forward(time, before, named.basis, is_run=True)
        if day.date and not day.is_guess:
            self._last = time.on(day.date)
        return day._replace(is_guess=day.is_guess or named.is_guess)

    def _is_first_day(self, time: WrittenTime) -> bool:
        """Whether the clock has not gone back past midnight so far."""
        above, self._clock_above = self._clock_above, time
        if above and ((above.clock or 0) - (time.clock or 0)) * _MS > _HALF_DAY:
            self._is_past_midnight = True
        return not self._is_past_midnight


def forward(time: WrittenTime, before: dt.datetime, why: str, is_run: bool) -> Day:
    """Return the day of a time after another: the same, or the next if midnight has passed.

    Args:
        time: a time without a date.
        before: the other time, on the clocks.
        why: why the time is dated by the other.
        is_run: whether the time is not before the other.
    """
    day = before.date()
    later = time.on(day) - before
    if later < -_HALF_DAY:
        return Day(day + _DAY, joined(why, PAST_MIDNIGHT))
    if is_run and later > _NEARLY_A_DAY:
        return Day(day, joined(why, NEARLY_A_DAY_LATER), is_guess=True)
    if not is_run and later > _HALF_DAY:
        return Day(day - _DAY, why)
    return Day(day, why)


def backward(time: WrittenTime, after: dt.datetime, why: str) -> Day:
    """Return the day of a time before another: the same, or the day before."""
    day = after.date()
    return Day(day - _DAY if time.on(day) - after > _HALF_DAY else day, why)


def joined(*reasons: str) -> str:
    """Return the reasons, without empty ones, with semicolons between."""
    return "; ".join(reason for reason in reasons if reason)
