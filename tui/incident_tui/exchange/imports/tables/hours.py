"""Times that differ from an earlier time of a log in their minutes and seconds alone.

A log has many times of an hour. The first of them in a notation is read in full; the others are
the full hour, and minutes and seconds later.
"""

import re
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from incident_tui.exchange.imports.tables.written_time import WrittenTime
from incident_tui.record.time_value import DAY, HOUR, MINUTE, SECOND

K = TypeVar("K")
V = TypeVar("V")

MOST_HOURS = 10_000
"""Hours that are remembered, more than a year has."""

IN_HOUR = re.compile(
    r"(?P<hour>.*?(?<![\d+-])\d\d?):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?"
    r"(?P<rest>[^\d:]*(?:[+-]\d\d:?\d\d)?)",
    re.ASCII,
)
"""A time whose last numbers are minutes, or minutes and seconds, but for an offset from UTC."""


class _Notation(NamedTuple):
    """What the times of an hour have in common, in a notation."""

    hour: str
    """The text up to the hour, with the date."""
    rest: str
    """The text behind the minutes, or the seconds."""
    has_seconds: bool
    beside_date: bool
    am_pm: str


class _FullHour(NamedTuple):
    """The full hour of a time that was read."""

    time: WrittenTime
    """The time that was read."""
    clock: int
    """Milliseconds from midnight to the full hour."""


class Hours:
    """Reads times: of each hour and notation the first alone.

    Args:
        read: reads a time from its text, whether a date stands beside the time, and AM or PM in a
            cell beside it.
    """

    def __init__(self, read: Callable[[str, bool, str], WrittenTime]) -> None:
        self._read = read
        self._known: dict[_Notation, _FullHour] = {}

    def read(self, text: str, beside_date: bool, am_pm: str) -> WrittenTime:
        """Read a time, with the result of the function for any time.

        Raises:
            NoTimeError: if the text is no time, or ambiguous.
        """
        match = IN_HOUR.fullmatch(text)
        if match is None:
            return self._read(text, beside_date, am_pm)
        hour, minute, second, rest = match.groups()
        after = int(minute) * MINUTE + int(second or 0) * SECOND
        notation = _Notation(hour, rest, second is not None, beside_date, am_pm)
        if known := self._known.get(notation):
            text = f"{text} {am_pm}" if am_pm else text
            return known.time._replace(clock=known.clock + after, text=text)
        time = self._read(text, beside_date, am_pm)
        clock = DAY if time.clock is None or time.between else time.clock
        if clock < DAY and clock % HOUR == after:  # no minute follows 24:00
            keep(self._known, notation, _FullHour(time, clock - after))
        return time


def keep(hours: dict[K, V], hour: K, value: V) -> None:
    """Keep a value of an hour; all older values are dropped when they are too many."""
    if len(hours) >= MOST_HOURS:
        hours.clear()
    hours[hour] = value
