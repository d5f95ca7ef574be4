"""A time as a cell of a log has it, before the date and the zone of its row."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from incident_tui.exchange.imports.foreign.times import NoTimeError
from incident_tui.exchange.imports.landing.drafts import TimeDraft
from incident_tui.record.time_value import DAY, HOUR, SECOND, Precision, Qualifier

_MIDNIGHT = dt.time()
_MS = dt.timedelta(milliseconds=1)
_FRACTION = re.compile(r"0?\.\d{1,17}|[01](?:\.0)?", re.ASCII)
_LONG_FRACTION = re.compile(r"0?\.\d{6,17}", re.ASCII)
"""What is hardly a length in hours: of the minutes of a day, few have fewer decimals."""
_ENOUGH = 0.3
"""The part of the cells of a column that are long fractions, for all to be parts of a day."""


class WrittenTime(NamedTuple):
    """A time as a cell has it, before the date and the zone of the row."""

    date: dt.date | None
    """None for a time of day. Of a month, the first day."""
    clock: int | None
    """Milliseconds since midnight, up to a whole day; None for a date alone."""
    precision: Precision
    zone: str = ""
    """The name of the zone, as written."""
    qualifier: Qualifier = ""
    text: str = ""
    """The text of the cell."""
    is_stated: bool = False
    """Whether a record keeps the text: its notation says less, or the time is inferred."""
    between: str = ""
    """`..` or `/` before the second time; "" for a single time."""
    until: "WrittenTime | None" = None
    """The second time of a lapse or of bounds; None for an open end."""
    lacks_start: bool = False
    """Whether the time is the upper end of bounds without a lower end."""
    says_am_pm: bool = False
    """Whether AM or PM is said with the time."""
    counted: TimeDraft | None = None
    """The time in a record, if the cell counts the seconds since 1970."""

    @property
    def lacks_am_pm(self) -> bool:
        """Whether the time can be of either half of the day, if others say AM or PM."""
        return not self.says_am_pm and HOUR <= (self.clock or 0) < 13 * HOUR

    @property
    def local(self) -> dt.datetime | None:
        """The time on the clocks; midnight for a date alone, None without a date."""
        return self.on(self.date) if self.date else None

    def on(self, date: dt.date) -> dt.datetime:
        """Return the time on the clocks of a day.

        Raises:
            NoTimeError: if the time is beyond the calendar.
        """
        try:
            return dt.datetime.combine(date, _MIDNIGHT) + (self.clock or 0) * _MS
        except OverflowError:
            raise NoTimeError(f"{date} is the last day of the calendar") from None


def are_day_fractions(cells: Sequence[str]) -> bool:
    """Whether the cells of a column are parts of a day: 0.55 is 13:12."""
    if not (cells and _FRACTION.fullmatch(cells[0].strip())):
        return False
    texts = [cell.strip() for cell in cells]
    long = sum(bool(_LONG_FRACTION.fullmatch(text)) for text in texts)
    return long >= _ENOUGH * len(texts) and all(map(_FRACTION.fullmatch, texts))


def day_fraction(text: str) -> WrittenTime | None:
    """Return a part of a day as a time of day, to the second; None for another text."""
    if not _FRACTION.fullmatch(text):
        return None
    clock = round(float(text) * DAY / SECOND) * SECOND
    return WrittenTime(None, clock, Precision.SECOND, text=text, is_stated=True)
