"""Dates in the lines of a typed log: on a line alone, and among words.

A date may lack the year, as in syslog (RFC 3164); the dates before say the year.
"""

import re
from collections.abc import Iterable, Iterator

from incident_tui.exchange.imports.foreign.values import without_accents
from incident_tui.exchange.imports.tables.notations import MONTHS, shape_of
from incident_tui.exchange.imports.tables.spellings_elsewhere import MONTH_OF, WEEKDAYS

_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?\s+"
_ACCENTED = str.maketrans(
    {"a": "[aäáàâ]", "e": "[eéèêë]", "i": "[iíî]", "o": "[oöóô]", "u": "[uüúû]"}
    | {"c": "[cçć]", "n": "[nńñ]", "s": "[sś]", "z": "[zźż]"}
)
"""Letters that can have an accent, which the names of days and months lack."""


def _names(names: Iterable[str]) -> str:
    """Return a regular expression for names, with accents or without."""
    return "|".join(sorted((name.translate(_ACCENTED) for name in names), key=len, reverse=True))


_ELSEWHERE = rf"(?:{_names(WEEKDAYS.split())})\b\.?,?\s+"
"""A weekday in another language, which the reading of times does not need."""
_ENGLISH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_MONTHS = f"{_ENGLISH}|{_names(name for name in MONTH_OF if len(name) > 3)}"
"""Months; in another language without abbreviations, which can be words."""
_DAY = r"\d\d?(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20|21)\d\d"
_NAMED = rf"(?:{_MONTHS})\b\.?"
_FULL = (
    r"(?:\d{4}[-/.]\d\d?[-/.]\d\d?|\d\d?(?P<mark>[-/.])\d\d?(?P=mark)(?:\d{4}|\d\d)"
    rf"|{_DAY}(?:\.?\s|-)(?:de\s)?{_NAMED},?[-\s](?:de\s)?(?:{_YEAR}|\d\d)"
    rf"|{_NAMED}\s{_DAY},?\s{_YEAR})"
)
_WITHOUT_YEAR = rf"(?:\d\d?/\d\d?|\d\d?\.\d\d?\.|{_DAY}\.?\s{_NAMED}|{_NAMED}\s{{1,2}}{_DAY})"
DATE = (
    rf"(?:{_ELSEWHERE})?"
    rf"(?P<date>(?:{_WEEKDAY})?(?>{_FULL}(?![\d:])|(?P<without_year>{_WITHOUT_YEAR})(?![\d/:])))"
)
"""A regular expression for a date, in any case of letters: groups `date` and `without_year`."""

_FLAGS = re.IGNORECASE
_WHOLE = re.compile(DATE, _FLAGS)
_AMONG_WORDS = re.compile(rf"(?<![\w./-])(?:{_WEEKDAY})?{_FULL}(?![\w:/-])", _FLAGS)
_OPENED = re.compile(rf"({_WEEKDAY})?{_NAMED}\s{{1,2}}\d\d?\s\d\d?:\d\d:\d\d\s\d{{4}}", _FLAGS)
"""Thu Feb 29 13:10:00 2024, as programs for chats write a date."""
_MARKS = " \t#=*_~`-–—|[]()<>\u200e\u200f\u202a\u202c\ufeff"
"""Characters around the words of a heading."""
_HEADING = re.compile(r"\s*(?:#{1,6}\s|[-=*_~–—]{2,}\s?)")
_LABEL = re.compile(
    r"(?:date|datum|fecha|(?:day|tag)\s\d{1,3}|day changed(?: to)?|log (?:opened|closed))\b"
    r"[\s:,–—-]*",
    _FLAGS,
)
_NUMBERS = re.compile(r"\d+")
_MONTH = re.compile(rf"\b{_NAMED}", _FLAGS)
_HALF_A_YEAR = 6
"""Months: a date so much earlier in the year than the date before is of the next year."""


def date_of_line(line: str) -> str:
    """Return the date on a line alone, as written, perhaps without a year; "" for another line.

    Marks of a heading and a label, as in `Date: …`, can stand around the date. A fraction, as
    2/3, is a date only with them.
    """
    text = line.strip(_MARKS).rstrip(":").rstrip(_MARKS)
    labelled = _LABEL.match(text)
    text = text[labelled.end() :] if labelled else text
    if _OPENED.fullmatch(text):
        return text
    match = _WHOLE.fullmatch(text)
    if match is None:
        return ""
    if match["without_year"]:
        is_plain = not (labelled or is_heading(line)) and match["date"][:1].isdigit()
        return "" if is_plain and "/" in match["date"] else match["date"]
    return match["date"] if shape_of(match["date"]) == "date" else ""


def is_heading(line: str) -> bool:
    """Whether a line begins with the marks of a heading, as in Markdown or in a log of a chat."""
    return bool(_HEADING.match(line))


def dates_among(words: str) -> Iterator[str]:
    """Yield the dates with a year in a text, as written."""
    for match in _AMONG_WORDS.finditer(words):
        if shape_of(match[0]) == "date":
            yield match[0]


def without_year(date: str) -> bool:
    """Whether a date, as found by `DATE`, lacks the year."""
    match = _WHOLE.fullmatch(date)
    return bool(match and match["without_year"])


class Years:
    """Gives the dates of a log, in their order, the year where they lack a year."""

    def __init__(self, year: int | None) -> None:
        """Begin with the year of the first date; None if unknown."""
        self._year = year
        self._month = 0
        """The month of the date before; 0 if unknown."""

    def full(self, date: str) -> str:
        """Return a date with the year; unchanged if no year is known."""
        month = _month_in(date)
        if not without_year(date):
            self._year, self._month = year_in(date) or self._year, month
            return date
        if self._year is None:
            return date
        year = self._year
        if month and self._month - month > _HALF_A_YEAR:
            self._year = year = year + 1
        elif self._month and month - self._month > _HALF_A_YEAR:
            year -= 1
        self._month = month if year == self._year else self._month
        if date[-1].isdigit() and "/" in date:
            return f"{date}/{year}"
        return f"{date}{year}" if date.endswith(".") and date[-2].isdigit() else f"{date} {year}"


def year_in(date: str) -> int | None:
    """Return the year of a date; None for a date without a year."""
    numbers = [number for number in _NUMBERS.findall(date) if len(number) == 4]
    if numbers:
        return int(numbers[0])
    last = _NUMBERS.findall(date)[-1:]
    return 2000 + int(last[0]) if last and not without_year(date) else None


def _month_in(date: str) -> int:
    """Return the number of the month in a date; 0 if day and month can be exchanged."""
    if named := _MONTH.search(date):
        name = without_accents(named[0]).lower().rstrip(".")
        return MONTHS.index(MONTH_OF.get(name, name)[:3].title()) + 1
    first, second, *_ = [*map(int, _NUMBERS.findall(date)), 0, 0]
    if first > 999 or "." in date or first > 12:
        return second
    return first if second > 12 or first == second else 0
