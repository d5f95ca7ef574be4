"""The day of a log without dates: by the words above the table, or by the name of the sheet.

A file is often named by the day of an export, so the name of a file leaves the day uncertain. Where
two days are named, none is taken, and the user is asked.
"""

import contextlib
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from incident_tui.exchange.imports.foreign.times import NoTimeError
from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.exchange.imports.tables.date_order import dates_shown
from incident_tui.exchange.imports.tables.days import is_of_another_matter
from incident_tui.exchange.imports.tables.log_times import LogTimes
from incident_tui.exchange.imports.tables.notations import (
    WEEKDAY_LETTERS,
    dates_among_words,
)
from incident_tui.exchange.imports.tables.table import Row, Table

_ABOVE = "the words above the table"
_OF_SHEET = "the name of the sheet"
_OF_FILE = "the name of the file"
_DATED = (
    "no row has a date: the times are put on {day.date}, by {day.where}; another day can be named"
    " with --date"
)
_OTHER_DAY = (
    "no row has a date: the times are put on {date}, by --date; by {day.where} they are of"
    " {day.date}"
)
_OF_THE_MAKING = re.compile(
    r"prepar|generat|creat|revis|review|approv|signed|\bas of\b|\brun\b|version", re.IGNORECASE
)
"""Words before the day on which a form was written, or a table made."""
_WITHOUT_YEAR = re.compile(
    rf"""(?:(?:{WEEKDAY_LETTERS})[a-z]{{0,6}}\.?,?\ )?
    (?:(?P<month>[a-z]{{3,9}})\.?[\ -](?P<day>\d\d?)(?:st|nd|rd|th)?
    |(?P<day_first>\d\d?)(?:st|nd|rd|th|\.)?[\ -](?P<month_last>[a-z]{{3,9}}))(?!\w)""",
    re.IGNORECASE | re.ASCII | re.VERBOSE,
)
"""The name of a sheet without a year: `Feb 29`."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)


class NamedDay(NamedTuple):
    """A day, and the words for the day."""

    date: dt.date | None
    """None if the words can be of several days, or of none."""
    where: str
    """The place of the words: `the name of the sheet`."""
    words: str
    """The date as written."""

    @property
    def basis(self) -> str:
        """Why a time is of this day."""
        return f"no date in any row; dated by {self.where}: `{self.words}`"

    def remark(self, wished: dt.date | None) -> str:
        """Return a message to the user; "" if the user named this day.

        Args:
            wished: the day named by the user; None for no day.
        """
        if wished is None:
            return _DATED.format(day=self)
        return "" if wished == self.date else _OTHER_DAY.format(day=self, date=wished)

    @property
    def is_guess(self) -> bool:
        """Whether the day is uncertain."""
        return self.where == _OF_FILE


def named_day(above: Sequence[Row], table: Table, wishes: Wishes) -> NamedDay | None:
    """Return the day named around a table; None for no day, and for two days.

    Args:
        above: the rows above the header.
        table: the table, with the names of sheet and file.
        wishes: the options of the user.
    """
    rows = [[*filter(None, map(str.strip, row.cells))] for row in above]
    texts = [*chain.from_iterable(rows), table.sheet, table.file, str(wishes.date or "")]
    times = LogTimes(wishes, lambda: dates_shown(texts))
    found = [day for cells in rows for day in _days_in(cells, _ABOVE, times)]
    of_sheet = [*_days_in([table.sheet], _OF_SHEET, times)]
    found += of_sheet or _day_without_year(table.sheet, texts, times)
    found = found or [*_days_in([table.file], _OF_FILE, times)]
    return found[0] if len({day.date for day in found}) == 1 and found[0].date else None


def is_of_the_making(label: str) -> bool:
    """Whether words before a date say when a form was written or a table made, or a birth."""
    return bool(_OF_THE_MAKING.search(label)) or is_of_another_matter(label)


def _days_in(cells: Sequence[str], where: str, times: LogTimes) -> Iterator[NamedDay]:
    """Yield the days in the cells of a row, without days of printing or writing."""
    before = ""
    for cell in cells:
        for words, at in dates_among_words(cell):
            label = cell[:at] if any(map(str.isalpha, cell[:at])) else before
            if is_of_the_making(label):
                continue
            try:
                date = times.day(words)
            except NoTimeError:
                date = None
            yield NamedDay(date, where, words)
        before = cell


def _day_without_year(sheet: str, texts: Iterable[str], times: LogTimes) -> Iterator[NamedDay]:
    """Yield the day of a sheet named `Feb 29`, if the texts name a single year."""
    years = {year for text in texts for year in _YEAR.findall(text)}
    match = _WITHOUT_YEAR.match(sheet.strip())
    if len(years) != 1 or match is None or any(map(str.isdigit, match.string[match.end() :])):
        return
    [year] = years
    month, day = match["month"] or match["month_last"], match["day"] or match["day_first"]
    with contextlib.suppress(NoTimeError):  # no month, or no such day
        yield NamedDay(times.day(f"{day} {month} {year}"), _OF_SHEET, match[0])
