"""The values of cells as texts, as a spreadsheet shows them: `2024-02-29 13:12`, `13`, `TRUE`.

A spreadsheet keeps a time as a number of days, without the unit to which it was written. A whole
minute counts as written to the minute, unless most times of the column have seconds; a whole second
likewise. The library for workbooks rounds a time to the millisecond, since numbers of days are not
exact. Numbers have at most 15 digits, as in a spreadsheet.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

Value = str | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta
"""The content of a cell; "" for an empty cell."""

_MILLISECOND_US = 1_000
_SECOND_US = 1_000_000
_MINUTE_US = 60 * _SECOND_US
_DAY_US = 24 * 60 * _MINUTE_US
_UNITS_US = (_MILLISECOND_US, _SECOND_US, _MINUTE_US)
_MOST_DIGITS = 15
_DAYS_AFTER_ZERO = (dt.date(1900, 1, 1), dt.date(1904, 1, 2))
"""The day of a time of day from 24:00 on, by the two day zeros of Excel."""
_MICROSECOND = dt.timedelta(microseconds=1)
_DURATION = re.compile(r"(-?)PT(\d{1,6})H(\d{1,2})M(\d{1,2})(?:[.,](\d{1,9}))?S", re.ASCII)
"""A length of time in a sheet of OpenDocument: of ISO 8601, without days."""


class ColumnTimes(NamedTuple):
    """The common form of the times in a column."""

    unit_us: int = _MINUTE_US
    """The unit to which most are written, in microseconds."""
    are_moments: bool = False
    """Whether most dates have a time of day; then a date alone is midnight."""
    are_clocks: bool = False
    """Whether most are times of day without a date."""


_PLAIN = ColumnTimes()


def times_of(rows: Iterable[Sequence[Value]]) -> Mapping[int, ColumnTimes]:
    """Return the common form of the times in each column, by the column's number from 0."""
    counts: dict[int, Counter[object]] = {}
    for row in rows:
        for at, value in enumerate(row):
            kind = type(value)
            if kind is str or kind is float:  # most cells
                continue
            count = counts.setdefault(at, Counter())
            count[kind] += 1
            if kind is dt.datetime or kind is dt.time or kind is dt.timedelta:
                count[_unit_of(_clock_us(value))] += 1
    return {at: _times_in(count) for at, count in counts.items()}


def _times_in(count: Counter[object]) -> ColumnTimes:
    """Return the common form of the times in a column.

    Args:
        count: from each type of value, and from each unit in microseconds, to the number of cells.
    """
    fractions, seconds, minutes = (count[unit] for unit in _UNITS_US)
    total = fractions + seconds + minutes
    unit_us = _MINUTE_US
    if 2 * (fractions + seconds) > total:
        unit_us = _MILLISECOND_US if 2 * fractions > total else _SECOND_US
    moments, dates, clocks = (count[kind] for kind in (dt.datetime, dt.date, dt.time))
    return ColumnTimes(unit_us, moments > dates + clocks, clocks > dates + moments)


def texts_of(row: Sequence[Value], times: Mapping[int, ColumnTimes]) -> list[str]:
    """Return the texts of a row, without empty texts at the end.

    Args:
        row: the values.
        times: the common form of the times in each column.
    """
    texts = [
        value.replace("\r\n", "\n") if type(value) is str else text_of(value, times.get(at, _PLAIN))
        for at, value in enumerate(row)
    ]
    while texts and not texts[-1]:
        texts.pop()
    return texts


def text_of(value: Value, times: ColumnTimes = _PLAIN) -> str:
    """Return the text of a value.

    Args:
        value: the value.
        times: the common form of the times in the column.
    """
    # By the type alone: a sheet has millions of cells.
    return _TEXT_BY_TYPE[type(value)](value, times)


def _number_text(value: float, times: ColumnTimes) -> str:
    is_whole = abs(value) < 10**_MOST_DIGITS and value == int(value)
    return str(int(value)) if is_whole else f"{value:.{_MOST_DIGITS}g}"


def _date_text(value: dt.date, times: ColumnTimes) -> str:
    """Return the text of a date, of midnight, or of 24:00."""
    if times.are_clocks and value in _DAYS_AFTER_ZERO:
        return _clock_text(_DAY_US, times)
    return f"{value} {_clock_text(0, times)}" if times.are_moments else str(value)


def with_durations(rows: Iterable[list[Value]]) -> Iterator[list[Value]]:
    """Yield the rows of a sheet of OpenDocument, in which a length of a day or more is a text."""
    for row in rows:
        for at, value in enumerate(row):
            if type(value) is str and (match := _DURATION.fullmatch(value)):
                sign, hours, minutes, seconds, fraction = match.groups(default="")
                length = dt.timedelta(
                    hours=int(hours),
                    minutes=int(minutes),
                    seconds=int(seconds),
                    microseconds=int(fraction[:6].ljust(6, "0")),
                )
                row[at] = -length if sign else length
        yield row


def _moment_text(value: dt.datetime, times: ColumnTimes) -> str:
    """Return the text of a date with a time of day, or of a time of day after 24:00."""
    clock = _clock_text(_clock_us(value), times)
    if times.are_clocks and value.date() in _DAYS_AFTER_ZERO:
        return clock
    return f"{value.date()} {clock}"


def _clock_text(clock_us: int, times: ColumnTimes) -> str:
    """Return hours and minutes, and seconds if they are written: `13:12`, `25:03:07`."""
    unit_us = min(times.unit_us, _unit_of(clock_us))
    minutes, rest_us = divmod(abs(clock_us), _MINUTE_US)
    text = f"{'-' if clock_us < 0 else ''}{minutes // 60:02}:{minutes % 60:02}"
    if unit_us == _MINUTE_US:
        return text
    seconds, fraction_us = divmod(rest_us, _SECOND_US)
    text = f"{text}:{seconds:02}"
    return text if unit_us == _SECOND_US else f"{text}.{fraction_us // _MILLISECOND_US:03}"


def _clock_us(value: Value) -> int:
    """Return a time of day, or a length of time, in microseconds; 0 for another value."""
    match value:
        case dt.datetime() | dt.time():
            seconds = (value.hour * 60 + value.minute) * 60 + value.second
            return seconds * _SECOND_US + value.microsecond
        case dt.timedelta():
            return value // _MICROSECOND
    return 0


def _unit_of(clock_us: int) -> int:
    """Return the largest unit in which a time is a whole number, in microseconds."""
    if clock_us % _SECOND_US:
        return _MILLISECOND_US
    return _SECOND_US if clock_us % _MINUTE_US else _MINUTE_US


_TEXT_BY_TYPE: Mapping[type, Callable[[Any, ColumnTimes], str]] = {
    str: lambda value, times: value,
    bool: lambda value, times: str(value).upper(),
    int: _number_text,
    float: _number_text,
    dt.datetime: _moment_text,
    dt.date: _date_text,
    dt.time: lambda value, times: _clock_text(_clock_us(value), times),
    dt.timedelta: lambda value, times: _clock_text(_clock_us(value), times),
}
"""From each type of value to the function for the text."""
