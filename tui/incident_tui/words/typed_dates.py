"""Dates as people type them, beside a clock time or alone: `18 Oct`, `Oct 18, 2025`, `18/10`."""

import re
from collections.abc import Collection
from itertools import chain
from typing import NamedTuple

_MONTH_NAMES = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]*\s+)?"
_YEAR = r"(?:,?\s+(?P<year>\d{4})(?!\d))?"
_DATES = tuple(
    re.compile(_WEEKDAY + date, re.IGNORECASE | re.ASCII)
    for date in (
        r"(?P<year>\d{4})(?P<mark>[-/])(?P<number>\d\d)(?P=mark)(?P<day>\d\d)(?!\d)",
        r"(?<![\d:./-])(?P<one>\d{1,2})(?P<mark>[/.-])(?P<other>\d{1,2})"
        r"(?:(?P=mark)(?P<year>\d{4}|\d\d)|\.)?(?![\d:./-])",
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?\s*(?P<month>[a-z]{3,9})\b\.?" + _YEAR,
        r"(?P<month>[a-z]{3,9})\.?\s*(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d)" + _YEAR,
    )
)
_BETWEEN = re.compile(r"^(?:,|at\b|t(?=\d))?\s*", re.IGNORECASE)
"""Stands between a date and a clock time."""
_CENTURY = 100


class TypedDate(NamedTuple):
    """A reading of a date."""

    year: int | None
    month: int
    """From 1; the month may have no such day, and a month above 12 does not exist."""
    day: int

    @property
    def words(self) -> str:
        """The day and the month, which may not exist: `30 February`."""
        is_month = 1 <= self.month <= len(_MONTH_NAMES)
        name = _MONTH_NAMES[self.month - 1] if is_month else f"month {self.month}"
        return f"{self.day} {name.capitalize()}"


class FoundDate(NamedTuple):
    """A date in a text, and the rest of the text."""

    dates: tuple[TypedDate, ...]
    """The readings; both days of `7/10`."""
    rest: str
    """Without the words between the date and a clock time; "" for a date alone."""
    has_clock_for_year: bool = False
    """Whether four digits after the day, which may be a year, are read as a clock time."""


def found_date(text: str, years: Collection[int]) -> FoundDate | None:
    """The date of a text, before or after the rest of the text; None for a text without.

    Args:
        years: the years of the record.
    """
    for match in chain.from_iterable(pattern.finditer(text) for pattern in _DATES):
        before = text[: match.start()].rstrip(" ,").removesuffix(" on")
        after = text[match.end() :].lstrip()
        dates = _readings(match, years)
        if not dates or (before and after) or _is_clock(match, is_alone=not (before or after)):
            continue
        if not (before or after) and _has_clock_for_year(match, years):
            undated = tuple(date._replace(year=None) for date in dates)
            return FoundDate(undated, match["year"], has_clock_for_year=True)
        return FoundDate(dates, before or _BETWEEN.sub("", after, count=1))
    return None


def _readings(match: re.Match[str], years: Collection[int]) -> tuple[TypedDate, ...]:
    """The dates of a match; () where the month is none."""
    found = match.groupdict()
    year = _year(found["year"], years)
    if found.get("number"):
        return (TypedDate(year, int(found["number"]), int(found["day"])),)
    if word := (found.get("month") or "").lower():
        months = (at for at, name in enumerate(_MONTH_NAMES, 1) if name.startswith(word))
        return tuple(TypedDate(year, month, int(found["day"])) for month in [*months][:1])
    one, other = int(found["one"]), int(found["other"])
    pairs = dict.fromkeys([(other, one), (one, other)])
    return tuple(
        TypedDate(year, month, day)
        for month, day in pairs
        if 1 <= month <= len(_MONTH_NAMES) and 1 <= day <= 31
    )


def _year(digits: str | None, years: Collection[int]) -> int | None:
    """The year; of two digits, the year of the record that ends in them, or else of this century.

    Args:
        digits: four, or two; None where no year is written.
    """
    if digits is None:
        return None
    ending = (year for year in years if year % _CENTURY == int(digits))
    return int(digits) if len(digits) == 4 else next(ending, 2000 + int(digits))


def _is_clock(match: re.Match[str], *, is_alone: bool) -> bool:
    """Whether two numbers are no date: `8.55` alone, and numbers around a hyphen without a year."""
    found = match.groupdict()
    if found.get("one") is None or found["year"]:
        return False
    return found["mark"] == "-" or (found["mark"] == "." and is_alone and match[0][-1] != ".")


def _has_clock_for_year(match: re.Match[str], years: Collection[int]) -> bool:
    """Whether four digits after a month are a clock time, and no year of the record."""
    digits = match["year"]
    if not digits or not match.groupdict().get("month"):
        return False
    is_clock = digits[:2] < "24" and digits[2:] < "60"
    return is_clock and not any(abs(int(digits) - year) <= 1 for year in years)
