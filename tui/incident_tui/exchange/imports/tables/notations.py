"""The notations of times in logs, as regular expressions: what a cell looks like, and its parts."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from incident_tui.exchange.imports.foreign.times import counted_time
from incident_tui.exchange.imports.tables.spellings_elsewhere import (
    ABOUT,
    dates_elsewhere,
    in_english,
)
from incident_tui.record.time_value import QUALIFIERS, Qualifier

Shape = Literal["", "date", "clock", "moment", "count", "digits", "number"]
"""What a cell holds: a date, a time of day, both, a count since 1970 or in days, a number.

`digits` are four or six digits that can be a time of day: 1315, 131507. A date at
midnight is a date: so a program writes a date alone, as 2/29/2024 0:00:00.
"""

Parts = dict[str, str | None]
"""The named groups of a time: of its date, if there is one, and of its clock."""

MAX_TIME_CHARACTERS = 100
"""A longer text is no time."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
"""By the first letters, in which a log may have them in any case."""
WEEKDAY_LETTERS = "|".join(WEEKDAYS)
"""A regular expression for the first letters of a weekday."""
DATE_SPELLINGS = 7
"""The number of the last spelling of a date; each has the groups `y`, `m` and `d` of its number."""

_DATE = r"""(?:
    (?P<y1>\d{4})[-/.](?P<m1>\d\d?)[-/.](?P<d1>\d\d?)
  | (?P<y2>\d{4})(?P<m2>\d\d)(?P<d2>\d\d)
  | (?P<y3>\d{4}):(?P<m3>\d\d):(?P<d3>\d\d)
  | (?P<first>\d\d?)(?P<mark>[-/.\ ])(?P<second>\d\d?)(?P=mark)(?P<year>\d{4}|\d\d)
  | (?P<d4>\d\d?)(?:st|nd|rd|th)?[-\ ](?P<m4>[a-z]{3,9})\.?,?[-\ ](?P<y4>\d{4}|\d\d)
  | (?P<m5>[a-z]{3,9})\.?\ (?P<d5>\d\d?)(?:st|nd|rd|th)?,?\ (?P<y5>\d{4})
)"""
_CLOCK = r"""
    (?P<hour>\d\d?)(?P<colon>:?)(?P<minute>\d\d)
    (?:(?P=colon)(?P<s>\d\d)(?:(?:[.,]|:(?=\d{3}(?!\d)))(?P<fraction>\d{1,9}))?)?
    (?:\s?(?P<am_pm>[ap])\.?(?:\s?m\.?)?(?![a-z]))?
    (?:\s?\(?(?P<zone>
        (?:(?:UTC|GMT)\s?)?[+-]\d\d?(?::?\d\d)? | [a-z][a-z0-9_]*(?:[/+-][a-z0-9_]+)*
    )\)?)?
"""
_WEEKDAY = rf"(?:(?P<weekday>{WEEKDAY_LETTERS})[a-z]{{0,6}}\.?,?\s)?"
_DAY_ZONE = r"(?:\ (?P<day_zone>[a-z]{2,3}t|utc|gmt))?"
_FLAGS = re.VERBOSE | re.IGNORECASE | re.ASCII
_TIME = re.compile(rf"{_WEEKDAY}{_DATE}(?:(?:t|\s|,\s|:(?=\d\d:\d\d)){_CLOCK}|{_DAY_ZONE})", _FLAGS)
_CLOCK_ALONE = re.compile(_CLOCK, _FLAGS)
_DATE_AMONG_WORDS = re.compile(rf"(?<![a-z0-9.]){_DATE}(?![a-z0-9]|[.:/-]\d)", _FLAGS)
_MONTH = re.compile(
    r"""(?P<m6>[a-z]{3,9})\.?,?\ (?P<y6>\d{4})
      | (?P<y7>(?:1[89]|2[01])\d\d)-(?P<m7>0[1-9]|1[0-2])""",
    _FLAGS,
)
_NO_ZONES = {"h", "hr", "hrs", "hours", "uhr"}
"""Words behind a time of day that name no zone."""
_SERIAL = re.compile(r"[2-7]\d{4}(?:\.\d{1,12})?", re.ASCII)
_DIGITS = re.compile(r"(?:[01]\d|2[0-4])(?:[0-5]\d){1,2}", re.ASCII)
_YEAR_FIRST = re.compile(
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{4}(?:\d\d)?)?", re.ASCII
)
_YEAR_LAST = re.compile(
    r"(0?[1-9]|[12]\d|3[01])(0[1-9]|[12]\d|3[01])((?:19|20)\d\d)(?:([01]\d|2[0-4])([0-5]\d))?",
    re.ASCII,
)
"""01312015 and 013120150830, as NFIRS writes them; a spreadsheet drops the zero at the front."""
_GROUP = re.compile(
    r"(\d\d)(\d\d)(\d\d) ?(?:(Z)|J) ?([a-z]{3}) ?(\d{4}|\d\d)", re.IGNORECASE | re.ASCII
)
"""141315ZMAY24, the date-time group of the services; J is the time of the place."""
_CALL_SIGN = re.compile(r"\d{3,4}[ap]", re.IGNORECASE | re.ASCII)
"""311A, which is a unit: a time in digits has its colon, or AM and PM in full."""
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?", re.ASCII)
_AM_PM = re.compile(r"([ap])\.?(?:\s?m\.?)?", re.IGNORECASE)

# Other spellings, each with the spelling that `_TIME` and `_CLOCK_ALONE` read.
_RESPELLINGS = (
    (re.compile(r"(\d{8})(\d{4}(?:\d\d)?)", re.ASCII), r"\1 \2"),
    # Tue Dec 16 21:03:52 UTC 2003
    (
        re.compile(
            r"((?:[a-z]{3,9},? )?[a-z]{3,9} \d\d?) (\d\d?:\d\d:\d\d)((?: [a-z]{1,5})?) (\d{4})",
            re.IGNORECASE | re.ASCII,
        ),
        r"\1 \4 \2\3",
    ),
)
_RESPELT_PARTS = (
    (re.compile(r"(?<![\d.:])(\d\d?)h(\d\d)(?![\da-z])", re.IGNORECASE | re.ASCII), r"\1:\2"),
    (
        re.compile(
            r"(?<![\d:.])(\d\d?):?(\d\d)((?::\d\d)?) ?(?:hours|hrs?|h|uhr)\.?$",
            re.IGNORECASE | re.ASCII,
        ),
        r"\1:\2\3",
    ),
    (re.compile(r"(?<=\d[ T])(\d\d)\.(\d\d)$", re.ASCII), r"\1:\2"),
    # 29-FEB-24 01.15.07.123456 PM, as Oracle writes a time
    (
        re.compile(
            r"(?<=\d )(\d\d)\.([0-5]\d)\.([0-5]\d)(?=(?:\.\d{1,9})?(?: [AP]M)?$)",
            re.IGNORECASE | re.ASCII,
        ),
        r"\1:\2:\3",
    ),
    (re.compile(r"(?<=\d) at (?=\d)", re.IGNORECASE | re.ASCII), " "),
    (
        re.compile(
            r"(?<![\d:.])(\d\d?)\.([0-5]\d) ?([ap]\.? ?m\.?)(?![a-z])", re.IGNORECASE | re.ASCII
        ),
        r"\1:\2 \3",
    ),
    (
        re.compile(r"(?<![\d:.])(\d\d?) ?([ap]\.? ?m\.?)(?![a-z])", re.IGNORECASE | re.ASCII),
        r"\1:00 \2",
    ),
)
_ZERO_DAY = re.compile(
    r"(?:(?:12/3[01]|3[01]/12)/1899|3[01]\.12\.1899|1899-12-3[01]"
    r"|0?1/0?0/1900|0?0/0?1/1900|1900-01-00)[ T]+(?=\d)",
    re.ASCII,
)
_FIRST_DAY = re.compile(r"(?:0?1/0?1/1900|0?1\.0?1\.1900|1900-01-01)[ T]+(?=\d)", re.ASCII)
_ABOUT = re.compile(
    rf"(?:about|around|roughly|approximately|approx\.?|circa|ca\.?|c\.|[~≈]|(?:{ABOUT})\b)\s*(?=\S)",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(r"\s*\(?(?:approximately|approx\.?|-?ish)\)?$", re.IGNORECASE)
_BETWEEN = re.compile(r"\.\.|/(?=.*:)|\s[-–—]\s|[–—]|\sto\s")
"""What stands between two times; a slash also stands between the numbers of a date."""
_NOTHING = re.compile(
    r"[-–—.?*/\s]*|n\.?/?a\.?|nan|nat|none|null|nil|unk|unkn|unknown|tb[ad]|missing"
    r"|not (?:known|recorded|noted|given|available|applicable|stated)",
    re.IGNORECASE,
)
_FIRST_OF_NOTHING = frozenset("-–—.?*/nNuUtTmM")
"""What a text that says nothing begins with: few other texts do, and each cell is asked."""


class Spelling(NamedTuple):
    """A time of a cell, in the parts of its spelling."""

    parts: Parts
    is_respelt: bool
    """Whether the cell spells the time in another way, which a record should keep."""


class Ends(NamedTuple):
    """A vague time of a cell: a time with a qualifier, or two times."""

    first: str
    qualifier: Qualifier = ""
    between: Literal["", "..", "/"] = ""
    """`..` for a time within bounds, `/` for a lapse of time; "" for a single time.

    Of bounds, `first` or `second` can be empty.
    """
    second: str = ""
    second_qualifier: Qualifier = ""


def tidied(text: str) -> str:
    """Return a text with single spaces, without an apostrophe that makes a number a text."""
    text = " ".join(text.split())
    return text[1:] if text.startswith("'") and text[1:2].isdigit() else text


def says_nothing(text: str) -> bool:
    """Whether a cell says that the time is not known, or is empty."""
    text = text.strip()
    return not text or (text[0] in _FIRST_OF_NOTHING and bool(_NOTHING.fullmatch(text)))


def am_pm_in(text: str) -> Literal["", "a", "p"]:
    """Return the half of the day that a cell says beside a time: PM, p.m. and P are `p`."""
    match = _AM_PM.fullmatch(text.strip())
    return "" if match is None else "a" if match[1] in "aA" else "p"


def without_zero_day(text: str, beside_date: bool = False) -> str:
    """Return a time without the date that a spreadsheet or Access gives to a time of day.

    Args:
        text: the time.
        beside_date: whether a date stands beside the time; only then is 1 January 1900 no date.
    """
    text = _ZERO_DAY.sub("", text, count=1) if _ZERO_DAY.match(text) else text
    return _FIRST_DAY.sub("", text, count=1) if beside_date and _FIRST_DAY.match(text) else text


def ends_of(text: str) -> Ends:
    """Return the time or the two times of a text, and the qualifiers."""
    # `21:15/21:40` is a lapse; `02/03/2024 13:15` holds slashes, but no time before the slash.
    for mark in _BETWEEN.finditer(text):
        first, qualifier = _qualified(text[: mark.start()])
        second, second_qualifier = _qualified(text[mark.end() :])
        if spelling_of(first) and spelling_of(second):
            between: Literal["..", "/"] = "/" if mark[0] == "/" else ".."
            return Ends(first, qualifier, between, second, second_qualifier)
    if text.endswith("..") and text != "..":
        return Ends(*_qualified(text[:-2]), "..")
    if text.startswith("..") and text != "..":
        return Ends("", "", "..", *_qualified(text[2:]))
    return Ends(*_qualified(text))


def spelling_of(text: str) -> Spelling | None:
    """Return the parts of a date, a time of day or both; None for another text.

    The `mark` of a date in digits alone, such as 01312015, is "".
    """
    english = in_english(text)
    if english != text and (spelling := spelling_of(english)):
        return spelling._replace(is_respelt=True)
    if _CALL_SIGN.fullmatch(text):
        return None
    if text[:6].isdigit() and (spelling := _spelling_of_digits(text)):
        return spelling
    if match := _MONTH.fullmatch(text):
        return Spelling(match.groupdict() | {"hour": None}, False)
    match = _match(text)
    if match and (match["zone"] or "").lower() not in _NO_ZONES:
        return Spelling(match.groupdict(), False)
    match = _match(_respelt(text))
    return Spelling(match.groupdict(), True) if match else None


def dates_among_words(text: str) -> Iterator[tuple[str, int]]:
    """Yield what is written as a date in a title, each with the place of its first character.

    Three numbers between spaces are no date, nor two digits behind a second point: `1.2.24` can be
    a version.
    """
    yield from dates_elsewhere(text)
    for match in _DATE_AMONG_WORDS.finditer(text):
        month, mark, year = match["m4"] or match["m5"], match["mark"], match["year"] or ""
        is_version = mark == "." and len(year) == 2 and match[0] != text.strip()
        if not (is_version or mark == " " or (month and month[:3].title() not in MONTHS)):
            yield match[0], match.start()


def date_in_digits(text: str) -> str:
    """Return 013120150830 as 01/31/2015 08:30, with the numbers in their order; "" if it is none.

    A text that can begin with the year is none.
    """
    match = None if _YEAR_FIRST.fullmatch(text) else _YEAR_LAST.fullmatch(text)
    if match is None or min(int(match[1]), int(match[2])) > len(MONTHS):
        return ""
    first, second, year, hour, minute = match.groups()
    return f"{first}/{second}/{year}" + (f" {hour}:{minute}" if hour else "")


def is_date_in_digits(text: str) -> bool:
    """Whether a number is a date: the year first or last, with or without a time of day."""
    return bool(_YEAR_FIRST.fullmatch(text) or date_in_digits(text))


def is_serial(text: str) -> bool:
    """Whether a text counts days as spreadsheets do: `45416.877858796` is 4 May 2024, 21:04:07."""
    return bool(_SERIAL.fullmatch(text))


def shape_of(text: str) -> Shape:
    """Return what a cell holds; "" if it is neither a time nor a number."""
    text = without_zero_day(tidied(text))
    if len(text) > MAX_TIME_CHARACTERS:
        return ""
    if counted_time(text) or is_serial(text):
        return "count"
    if _DIGITS.fullmatch(text):
        return "digits"
    if _NUMBER.fullmatch(text) and not is_date_in_digits(text):
        return "number"
    ends = ends_of(text)
    spelling = spelling_of(ends.first or ends.second)
    if spelling is None:
        return ""
    parts = spelling.parts
    if "first" not in parts and parts["hour"]:
        return "clock" if parts["colon"] or parts["am_pm"] else ""  # `911 Date` is no time
    if not parts["hour"] or (_is_midnight(parts) and not parts["zone"]):
        return "date"
    return "moment"


def _spelling_of_digits(text: str) -> Spelling | None:
    """Return the parts of a date-time group, or of a date in digits with the year at the end."""
    if group := _GROUP.fullmatch(text):
        day, hour, minute, zone, month, year = group.groups(default="")
        match, mark = _match(f"{day} {month} {year} {hour}:{minute}{zone}"), {}
    else:
        match, mark = _match(date_in_digits(text)), {"mark": ""}
    return Spelling(match.groupdict() | mark, True) if match else None


def _match(text: str) -> re.Match[str] | None:
    return _TIME.fullmatch(text) or _CLOCK_ALONE.fullmatch(text)


def _is_midnight(parts: Parts) -> bool:
    """Whether the clock of a time shows midnight, at the beginning of a day."""
    numbers = [int(parts[key] or 0) for key in ("hour", "minute", "s", "fraction")]
    if (parts["am_pm"] or "").lower() == "a" and numbers[0] == 12:
        numbers[0] = 0
    return not any(numbers)


def _respelt(text: str) -> str:
    """Return a time in the spelling that is read."""
    for pattern, spelt in _RESPELLINGS:
        if match := pattern.fullmatch(text):
            return match.expand(spelt)
    for pattern, spelt in _RESPELT_PARTS:
        text = pattern.sub(spelt, text)
    return text


def _qualified(text: str) -> tuple[str, Qualifier]:
    """Return a time without its qualifier, and the qualifier: `about 9 PM` is `9 PM`, `~`."""
    text = text.strip()
    for qualifier in QUALIFIERS[1:]:  # without the qualifier of an exact time, ""
        if text.endswith(qualifier):
            return text[:-1].strip(), qualifier
    bare = _AFTERWARDS.sub("", _ABOUT.sub("", text, count=1) if _ABOUT.match(text) else text)
    return bare, "~" if bare != text else ""
