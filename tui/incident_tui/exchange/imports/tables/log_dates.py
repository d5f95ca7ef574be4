"""Dates in the notations of logs: in the order of day, month and year of the log."""

import datetime as dt
import functools
from collections.abc import Callable

from incident_tui.exchange.imports.foreign.times import NoTimeError
from incident_tui.exchange.imports.landing.protocol import DateOrder
from incident_tui.exchange.imports.tables.date_order import DatesShown
from incident_tui.exchange.imports.tables.notations import DATE_SPELLINGS, MONTHS, WEEKDAYS, Parts

_FIRST_YEAR_OF_THE_1900S = 70
"""A year of two digits from 70 on is in the 20th century: clocks of computers begin in 1970."""
_YEARS_AHEAD = 1
"""Years from now to the last year of two digits that is in this century: a planned exercise."""
_AMBIGUOUS_ORDER = "can be day or month first; say which with --date-order mdy or dmy"
_AMBIGUOUS_YEAR = (
    "can be year or day first; write the year with four digits, or, if it is last, say the order"
    " with --date-order mdy or dmy"
)


class LogDates:
    """Reads the dates of a log, which share an order of day and month.

    Args:
        wanted: the order from the user.
        shown: finds the order in the dates of the log.
        today: the day of the import.
        is_day_first: whether the language of the log puts the day before the month.
    """

    def __init__(
        self,
        wanted: DateOrder,
        shown: Callable[[], DatesShown],
        today: dt.date | None = None,
        is_day_first: bool = False,
    ) -> None:
        self._wanted = wanted
        self._find_shown = shown
        self._is_day_first = is_day_first
        self._last_year = (today or dt.date.today()).year + _YEARS_AHEAD
        self.assumed: tuple[str, DateOrder] = ("", "")
        """The first date of both possible orders, and the order chosen; or ""."""
        self.order_missed = False
        """Whether a date was read without a sign of the order of day and month."""

    @functools.cached_property
    def _shown(self) -> DatesShown:
        """The order in the dates, found when the first date with slashes is read."""
        return DatesShown(self._wanted) if self._wanted else self._find_shown()

    def of(self, parts: Parts, text: str) -> tuple[dt.date, bool]:
        """Return the date in the parts of a time, and whether the century is inferred.

        Raises:
            NoTimeError: if the text names no date of the calendar, or is ambiguous.
        """
        if parts.get("first"):
            return self._in_order(parts, text)
        for number in range(1, DATE_SPELLINGS + 1):
            year, month, day = (parts.get(f"{part}{number}") for part in "ymd")
            if year and month:
                full, is_inferred = self._year(year)
                return _date(full, _month(month, text), int(day or 1), text), is_inferred
        raise NoTimeError(f"`{text}` names no date")

    def _year(self, digits: str) -> tuple[int, bool]:
        """Return a year, and whether the year is of the century before, as years to come are."""
        year = int(digits)
        if len(digits) > 2:
            return year, False
        if year >= _FIRST_YEAR_OF_THE_1900S:
            return 1900 + year, False
        return (2000 + year, False) if 2000 + year <= self._last_year else (1900 + year, True)

    def _in_order(self, parts: Parts, text: str) -> tuple[dt.date, bool]:
        """Return the date of 2/29/2024, in the order of the log or the only possible order."""
        is_in_two = len(parts["year"] or "") == 2 and not parts["weekday"]
        known = self._shown.order
        if self._shown.may_begin_with_year and is_in_two:
            raise NoTimeError(f"`{text}` {_AMBIGUOUS_YEAR}")
        first, second = (int(parts[key] or 0) for key in ("first", "second"))
        year, is_inferred = self._year(parts["year"] or "")
        found: dict[DateOrder, dt.date] = {}
        orders: tuple[tuple[DateOrder, int, int], ...] = (
            ("mdy", first, second),
            ("dmy", second, first),
        )
        for order, month, day in orders:
            try:
                found[order] = dt.date(year, month, day)
            except ValueError:
                continue
        if parts["weekday"] and len(found) > 1:  # the weekday can settle the order
            weekday = WEEKDAYS.index(parts["weekday"].title())
            found = {key: date for key, date in found.items() if date.weekday() == weekday} or found
        elif known and not parts["weekday"]:
            found = {key: date for key, date in found.items() if key == known}
        if known and len(found) > 1:
            found = {known: found[known]}
        if not found:
            raise NoTimeError(f"`{text}` names no date of the calendar")
        if len(set(found.values())) > 1:
            order = self._usual_order(parts, text)
            self.assumed = self.assumed if self.assumed[0] else (text, order)
            return found[order], is_inferred
        if not known and parts["mark"] == "-" and is_in_two and found.keys() == {"dmy"}:
            raise NoTimeError(f"`{text}` {_AMBIGUOUS_YEAR}")
        return next(iter(found.values())), is_inferred

    def _usual_order(self, parts: Parts, text: str) -> DateOrder:
        """Return the usual order of a date of both possible orders.

        Raises:
            NoTimeError: if none is usual.
        """
        if self._is_day_first or parts["mark"] == ".":
            return "dmy"
        self.order_missed = True
        if not parts["mark"]:
            return "mdy"
        raise NoTimeError(f"`{text}` {_AMBIGUOUS_ORDER}")


def _month(text: str, whole: str) -> int:
    """Return the number of a month, from 1."""
    if text.isdigit():
        return int(text)
    if (name := text[:3].title()) not in MONTHS:
        raise NoTimeError(f"`{whole}`: there is no month `{text}`")
    return MONTHS.index(name) + 1


def _date(year: int, month: int, day: int, text: str) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise NoTimeError(f"`{text}` names no date of the calendar") from None
