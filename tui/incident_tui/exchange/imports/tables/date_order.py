"""The order of day, month and year in the dates of a log, as the dates together show it.

A number above 12 is no month. A year of two digits can stand first, as in 24-05-14: then the first
numbers of a log are alike, and the last ones differ from day to day.
"""

import contextlib
import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from incident_tui.exchange.imports.landing.protocol import DateOrder
from incident_tui.exchange.imports.tables.notations import (
    WEEKDAY_LETTERS,
    WEEKDAYS,
    date_in_digits,
    shape_of,
)

_NUMBERS = re.compile(r"(?<![\d:./-])(\d\d?)([-/. ])(\d\d?)\2(\d{4}|(?<! )\d\d)(?![\d:])", re.ASCII)
_WEEKDAY = re.compile(rf"({WEEKDAY_LETTERS})[a-z]{{0,6}}\.?,?\s", re.IGNORECASE)
_MOST_DIFFERENT = 400
"""Numbers of days and years that are compared, at most; and dates that are not looked at again."""


class DatesShown(NamedTuple):
    """What the dates of a log show of their order."""

    order: DateOrder = ""
    """The order of day and month; "" if the dates show none, or both."""
    may_begin_with_year: bool = False
    """Whether a year of two digits may be the first number, so that the dates are ambiguous."""


def dates_shown(texts: Iterable[str], further: Iterable[str] = ()) -> DatesShown:
    """Return what dates with slashes, hyphens or points, or in digits alone, show together.

    Args:
        texts: the cells with the dates and times of the log.
        further: the other cells, whose dates show the order if the first dates show none.
    """
    orders = set[DateOrder]()
    firsts, lasts, marks = set[str](), set[str](), set[str]()
    can_be_year_first = True
    seen = set[str]()
    for text, match in _dates_in(texts):
        if not match.start():  # there is no weekday before
            if match[0] in seen:
                continue
            if len(seen) < _MOST_DIFFERENT:
                seen.add(match[0])
        first, mark, second, year = match.groups()
        orders |= _orders_of(text, match)
        can_be_year_first &= len(year) == len(first) == 2 and 1 <= int(year) <= 31
        can_be_year_first &= 1 <= int(second) <= 12
        if len(firsts) < _MOST_DIFFERENT:
            firsts.add(first)
            lasts.add(year)
            marks.add(mark)
    if not orders and firsts:
        for text, match in _dates_in(further):
            if shape_of(text) in ("date", "moment"):
                orders |= _orders_of(text, match)
    order = next(iter(orders)) if len(orders) == 1 else ""
    # Of as many days as years, a hyphen leaves the doubt: so ISO 8601 once wrote a date.
    is_doubtful = len(lasts) > len(firsts) or (len(lasts) == len(firsts) and marks == {"-"})
    return DatesShown(order, bool(firsts) and can_be_year_first and is_doubtful)


def _orders_of(text: str, numbers: re.Match[str]) -> set[DateOrder]:
    """Return the order that a date alone shows: by a number above 12, or by the weekday."""
    first, _, second, year = numbers.groups()
    days: dict[DateOrder, tuple[str, str]] = {"mdy": (first, second), "dmy": (second, first)}
    orders = {order for order, (month, _) in days.items() if int(month) <= 12}
    weekday = _WEEKDAY.match(text.strip())
    if weekday and len(year) == 4:
        number = WEEKDAYS.index(weekday[1].title())
        orders = {order for order in orders if _weekday_of(year, *days[order]) == number}
    return orders if len(orders) == 1 else set()


def _weekday_of(year: str, month: str, day: str) -> int | None:
    """Return the number of a weekday, from 0 for Monday; None for a day that no calendar has."""
    with contextlib.suppress(ValueError):
        return dt.date(int(year), int(month), int(day)).weekday()
    return None


def _dates_in(texts: Iterable[str]) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield the texts with dates, each with the numbers of a date and the mark between them."""
    for text in texts:
        for match in _NUMBERS.finditer(date_in_digits(text.strip()) or text):
            yield text, match
