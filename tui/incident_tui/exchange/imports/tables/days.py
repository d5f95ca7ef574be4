"""The columns that say the day of the times of a log: columns of dates, or of parts of dates.

A log covers few years. Dates that are spread over more years, or are many years older than the
dates beside them, are of another matter: the births of patients, the hiring of a crew.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from incident_tui.exchange.imports.foreign.times import NoTimeError
from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.exchange.imports.tables.column_words import plain_words
from incident_tui.exchange.imports.tables.log_times import LogTimes
from incident_tui.exchange.imports.tables.notations import MONTHS, says_nothing, spelling_of
from incident_tui.exchange.imports.tables.written_time import WrittenTime

_PARTS = {
    "year": "year yr yyyy yy jahr annee ano anno jaar rok",
    "month": "month_number month_num month_no month mon mnth mo mm month_name monat mois mes mese"
    " maand miesiac",
    "day": "day_of_month day_of_the_month dayofmonth day_number mday dom day dy dd tag jour dia"
    " giorno dzien",
}
"""From a part of a date to the names of its columns, the likeliest first."""
_YEAR = re.compile(r"(?:1[89]|2[01])?\d\d(?:\.0)?", re.ASCII)
_NUMBER = re.compile(r"(\d\d?)(?:\.0)?", re.ASCII)
_ORDINAL = re.compile(r"(\d\d?)(?:st|nd|rd|th|\.0?)?", re.ASCII | re.IGNORECASE)
_OF_ANOTHER_MATTER = re.compile(
    r"dob|birth|born|geb(?:oren|urt|_|$)|nacim|naiss|nascita|expir|hire|updat|modif|publish|print"
    r"|export|d_o_b"
)
_MOST = 0.6
"""The part of the cells of a column that are a part of a date."""
_FEW_YEARS = 1
"""Dates that are spread over more years than the dates beside them are of another matter."""
_MANY_YEARS = 5
"""Dates that are spread over more years date no times of day."""
_YEARS_OF_A_LIFE = 10
"""Dates that are so much older than the dates beside them are of another matter."""


def is_of_another_matter(name: str) -> bool:
    """Whether the name of a column says a date, such as a birth, that dates no entry."""
    return bool(_OF_ANOTHER_MATTER.search(plain_words(name)))


def parts_of_date(names: Sequence[str], cells: Sequence[Sequence[str]]) -> dict[str, int]:
    """Return the columns of the year, the month and the day of a date, as far as there are some.

    Args:
        names: the names of the columns.
        cells: the cells of each column that say something.
    """
    found: dict[str, dict[str, int]] = {}
    for part, known in _PARTS.items():
        for name in known.split():
            for at, words in enumerate(map(plain_words, names)):
                rest = _without(words, name)
                is_part = rest is not None and _are_parts(part, cells[at])
                if is_part and not is_of_another_matter(names[at]):
                    found.setdefault(rest or "", {}).setdefault(part, at)
    return max(found.values(), key=len, default={})


def _without(words: str, name: str) -> str | None:
    """Return the words of `call_year` or `year_of_call` without `year`; None without the word."""
    if words == name:
        return ""
    if words.endswith(f"_{name}"):
        return words.removesuffix(f"_{name}")
    is_first = words.startswith(f"{name}_of_")
    return words.removeprefix(f"{name}_of_") if is_first else None


def _are_parts(part: str, cells: Sequence[str]) -> bool:
    """Whether most cells of a column can be years, months or days of a month."""
    test = {"year": _is_year, "month": _is_month, "day": _is_day}[part]
    return sum(test(cell.strip()) for cell in cells) >= _MOST * len(cells)


def _is_year(text: str) -> bool:
    return bool(_YEAR.fullmatch(text))


def _is_month(text: str) -> bool:
    if match := _NUMBER.fullmatch(text):
        return 1 <= int(match[1]) <= len(MONTHS)
    return spelling_of(f"1 {text} 2024") is not None


def _is_day(text: str) -> bool:
    match = _ORDINAL.fullmatch(text)
    return match is not None and 1 <= int(match[1]) <= 31


def date_of_parts(year: str, month: str, day: str) -> str:
    """Return the text of a date from the cells of its parts, which can be empty."""
    year = year.removesuffix(".0")
    day = ordinal[1] if (ordinal := _ORDINAL.fullmatch(day)) else day
    number = _NUMBER.fullmatch(month)
    if number and len(year) == 4:
        return "-".join(filter(None, (year, number[1].zfill(2), day)))
    if number and _is_month(month):
        month = MONTHS[int(number[1]) - 1]
    return " ".join(filter(None, (day, month, year)))


def days_of_times(columns: Mapping[int, Sequence[str]], beside_clock: bool) -> list[int]:
    """Return the columns of dates that can say the day of the times of a log.

    Args:
        columns: from the number of a column of dates to the cells, one for each row.
        beside_clock: whether the times of day stand in another column. Dates alone can be of many
            years, as in a chronology.
    """
    read = [LogTimes(Wishes(date_order=order)).written for order in ("mdy", "dmy")]
    years = {at: [_year_of(cell, read) for cell in cells] for at, cells in columns.items()}
    spans = {at: _span(of_one) for at, of_one in years.items()}
    most = min(spans.values(), default=0) + _FEW_YEARS
    near = [
        at
        for at, span in spans.items()
        if span <= most and not (beside_clock and span > _MANY_YEARS)
    ]
    return [at for at in near if not any(_are_of_long_before(years[at], years[to]) for to in near)]


def _year_of(cell: str, read: Iterable[Callable[[str], WrittenTime]]) -> int | None:
    """Return the year of a date; None for another text.

    Args:
        read: reads a time in each order of day and month; raises `NoTimeError` for other texts.
    """
    if says_nothing(cell):
        return None
    for reading in read:
        try:
            date = reading(cell).date
        except NoTimeError:
            continue
        return None if date is None else date.year
    return None


def _span(years: Sequence[int | None]) -> int:
    """Return the number of years from the first to the last."""
    known = [year for year in years if year is not None]
    return max(known, default=0) - min(known, default=0)


def _are_of_long_before(years: Sequence[int | None], others: Sequence[int | None]) -> bool:
    """Whether each year is many years before the other year of its row."""
    gaps = [
        other - year
        for year, other in zip(years, others, strict=False)
        if year is not None and other is not None
    ]
    return bool(gaps) and min(gaps) >= _YEARS_OF_A_LIFE
