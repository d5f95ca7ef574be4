"""The order of day, month and year in the dates of a log, as the dates together show it.

A number above 12 is no month. A year of two digits can stand first, as in 24-05-14: then the first
numbers of a log are alike, and the last ones differ from day to day.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from incident_tui.exchange.imports.csv.notations import date_in_digits
from incident_tui.exchange.imports.landing.protocol import DateOrder

_NUMBERS = re.compile(r"(\d\d?)([-/.])(\d\d?)\2(\d{4}|\d\d)(?!\d)", re.ASCII)
_MOST_DIFFERENT = 400
"""Numbers of days and years that are compared, at most."""


class DatesShown(NamedTuple):
    """What the dates of a log show of their order."""

    order: DateOrder = ""
    """The order of day and month; "" if the dates show none, or both."""
    may_begin_with_year: bool = False
    """Whether a year of two digits may be the first number, so that such dates are ambiguous."""


def dates_shown(texts: Iterable[str]) -> DatesShown:
    """Return what dates with slashes, hyphens or points, or in digits alone, show together."""
    orders = set[DateOrder]()
    firsts, lasts, marks = set[str](), set[str](), set[str]()
    can_be_year_first = True
    for text in texts:
        match = _numbers_of(text)
        if match is None:
            continue
        first, mark, second, year = match.groups()
        if int(first) > 12:
            orders.add("dmy")
        if int(second) > 12:
            orders.add("mdy")
        can_be_year_first &= len(year) == len(first) == 2 and 1 <= int(year) <= 31
        can_be_year_first &= 1 <= int(second) <= 12
        if len(firsts) < _MOST_DIFFERENT:
            firsts.add(first)
            lasts.add(year)
            marks.add(mark)
    order = next(iter(orders)) if len(orders) == 1 else ""
    # Of as many days as years, a hyphen leaves the doubt: so ISO 8601 once wrote a date.
    is_doubtful = len(lasts) > len(firsts) or (len(lasts) == len(firsts) and marks == {"-"})
    return DatesShown(order, bool(firsts) and can_be_year_first and is_doubtful)


def is_in_unknown_order(text: str) -> bool:
    """Whether a text begins with a date in an unknown order of day and month."""
    return _numbers_of(text) is not None


def _numbers_of(text: str) -> re.Match[str] | None:
    """Return the three numbers of a date, and the mark between them."""
    return _NUMBERS.match(date_in_digits(text.strip()) or text.strip())
