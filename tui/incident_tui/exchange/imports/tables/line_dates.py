"""Dates in the lines of a typed log: on a line alone, or before a time of day.

A date may lack the year, as in syslog (RFC 3164); the dates before say the year.
"""

import re

from incident_tui.exchange.imports.foreign.values import without_accents
from incident_tui.exchange.imports.tables.notations import MONTHS, shape_of
from incident_tui.exchange.imports.tables.spellings_elsewhere import MONTH_OF, WEEKDAYS

# Names of months and weekdays are looked up behind the match: as parts of the regular expressions,
# they would cost half a second each time that the program reads a log.
_WORD = r"[^\W\d_]"
_WEEKDAY = rf"{_WORD}{{2,13}}\.?,?\s+"
_NAMED = rf"{_WORD}{{3,12}}\b\.?"
_DAY = r"\d\d?(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20|21)\d\d"
_FULL = (
    r"(?:\d{4}[-/.]\d\d?[-/.]\d\d?|\d\d?(?P<mark>[-/.])\d\d?(?P=mark)(?:\d{4}|\d\d)"
    rf"|{_DAY}(?:\.?\s|-)(?:de\s)?{_NAMED},?[-\s](?:de\s)?(?:{_YEAR}|\d\d)"
    rf"|{_NAMED}\s{_DAY},?\s{_YEAR})"
)
_WITHOUT_YEAR = rf"(?:\d\d?/\d\d?|\d\d?\.\d\d?\.|{_DAY}\.?\s{_NAMED}|{_NAMED}\s{{1,2}}{_DAY})"
DATE = rf"(?P<date>(?:{_WEEKDAY})?(?>{_FULL}(?![\d:])|(?P<without_year>{_WITHOUT_YEAR})(?![\d/:])))"
"""A regular expression for a date, in any case of letters: groups `date` and `without_year`.

`date_in` tells whether the words of the date are those of a month and a weekday.
"""

_FLAGS = re.IGNORECASE
_WHOLE = re.compile(DATE, _FLAGS)
_OPENED = re.compile(
    rf"((?:{_WEEKDAY})?{_NAMED}\s{{1,2}}\d\d?)\s\d\d?:\d\d:\d\d(\s\d{{4}})", _FLAGS
)
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
_WORDS = re.compile(rf"(?<!\d){_WORD}+")
_FIRST_WORD = re.compile(rf"{_WORD}+\.?,?\s+")
_HALF_A_YEAR = 6
"""Months: a date so much earlier in the year than the date before is of the next year."""
_ENGLISH_DAYS = {
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    *("mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"),
}
_DAYS = {*_ENGLISH_DAYS, *WEEKDAYS.split()}
_ENGLISH_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("sept", "october", "november", "december"),
)
_MONTHS = {
    **{name: month for name, month in MONTH_OF.items() if len(name) > 3},
    **{name: name[:3] for name in (*_ENGLISH_MONTHS, *map(str.lower, MONTHS))},
}
"""From a month to the first letters of the English name.

In another language without abbreviations, which can be words.
"""


def date_in(text: str) -> str:
    """Return a date as read by `LogTimes`; "" where a word is no month and no weekday.

    Args:
        text: the group `date` of `DATE`. A weekday in another language is left out.
    """
    names = [without_accents(word).lower() for word in _WORDS.findall(text)]
    first = _FIRST_WORD.match(text)
    rest = text[first.end() :] if first else ""
    if names and names[0] in _DAYS and _WHOLE.fullmatch(rest):  # `Mar` is March, or a Tuesday
        text, names = (text if names[0] in _ENGLISH_DAYS else rest), names[1:]
    months = [name for name in names if name != "de"]
    are_known = len(months) < 2 and all(name in _MONTHS for name in months)
    return text if are_known else ""


def date_of_line(line: str) -> str:
    """Return the date on a line alone, as written, perhaps without a year; "" for another line.

    Marks of a heading and a label, as in `Date: …`, can stand around the date. A fraction, as
    2/3, is a date only with them.
    """
    text = line.strip(_MARKS).rstrip(":").rstrip(_MARKS)
    labelled = _LABEL.match(text)
    text = text[labelled.end() :] if labelled else text
    if (opened := _OPENED.fullmatch(text)) and date_in(opened[1] + opened[2]):
        return text
    match = _WHOLE.fullmatch(text)
    date = date_in(match["date"]) if match else ""
    if match is None or not date:
        return ""
    if match["without_year"]:
        is_plain = not (labelled or is_heading(line)) and date[:1].isdigit()
        return "" if is_plain and "/" in date else date
    return date if shape_of(date) == "date" else ""


def is_heading(line: str) -> bool:
    """Whether a line begins with the marks of a heading, as in Markdown or in a log of a chat."""
    return bool(_HEADING.match(line))


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
    for word in _WORDS.findall(date):
        if month := _MONTHS.get(without_accents(word).lower(), ""):
            return MONTHS.index(month.title()) + 1
    first, second, *_ = [*map(int, _NUMBERS.findall(date)), 0, 0]
    if first > 999 or "." in date or first > 12:
        return second
    return first if second > 12 or first == second else 0
