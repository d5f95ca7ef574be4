"""The column of times of the timeline: clock times, or lengths of time in hours and minutes.

A length is a range where a time is bounds, as in `intervals`.
"""

from typing import NamedTuple

from incident_tui.record.time_value import HOUR, MINUTE, SECOND
from incident_tui.review.lens import Lens
from incident_tui.review.review import Review
from incident_tui.review.time_column import TimeColumn
from incident_tui.words.exactness import first_with_clock_time
from incident_tui.words.intervals import Length, length_between
from incident_tui.words.times import entry_time

_NOT_COMPUTABLE = ""


class ColumnTimes(NamedTuple):
    """The times of the column, for a review."""

    review: Review
    start: int | None
    """The position of the first entry with a clock time, where times are counted from it."""

    @property
    def title(self) -> str:
        """What the times are counted from; "" for clock times."""
        match self.review.times:
            case TimeColumn.START if self.start is None:
                return "no clock time to count from"
            case TimeColumn.START:
                return f"times since {entry_time(self.review.lens, self.start or 0)}"
            case TimeColumn.ROW:
                return "times since the entry before"
            case TimeColumn.SPEAKER:
                return "times since the same unit or agency spoke"
        return ""

    def words(self, position: int) -> str:
        """The time of an entry: as given, or counted; "" where no length is computable.

        Unplaced entries keep their words.
        """
        lens, column = self.review.lens, self.review.times
        if column is TimeColumn.CLOCK or position >= lens.placed_count:
            return entry_time(lens, position)
        before = self._counted_from(lens, position)
        if before is None:
            return _NOT_COMPUTABLE
        sign = "T" if column is TimeColumn.START else ""
        words = since_words(length_between(lens, before, position))
        return f"{sign}{words}" if words else _NOT_COMPUTABLE

    def _counted_from(self, lens: Lens, position: int) -> int | None:
        """The position of the entry that the time of an entry is counted from."""
        match self.review.times:
            case TimeColumn.START:
                return self.start
            case TimeColumn.ROW:
                return self.review.shown.before(position)
            case TimeColumn.SPEAKER:
                return lens.spoke_before(position)
        return None


def column_times(review: Review, before: ColumnTimes | None = None) -> ColumnTimes:
    """The times of the column for a review.

    Args:
        before: those of a review before, whose record may be the same.
    """
    if review.times is not TimeColumn.START:
        return ColumnTimes(review, None)
    counted = before and before.review.times is TimeColumn.START
    if before and counted and before.review.is_of_same_chronology(review):
        return ColumnTimes(review, before.start)
    return ColumnTimes(review, first_with_clock_time(review.lens))


def since_words(length: Length) -> str:
    """A length in hours, minutes and seconds: `+0:12`, `-0:00:05`, `+0:03…0:12~`, `-0:02…+0:05`.

    "" where a bound is missing.
    """
    least, most = length.least, length.most
    if least is None or most is None:
        return _NOT_COMPUTABLE
    words = _signed(least)
    if least != most:
        words += f"…{_clock_length(most) if least >= 0 else _signed(most)}"
    return words + length.qualifier


def _signed(length: int) -> str:
    return f"{'-' if length < 0 else '+'}{_clock_length(length)}"


def _clock_length(length: int) -> str:
    """`0:12` for 12 min, `0:00:12` for 12 s."""
    length = abs(length)
    text = f"{length // HOUR}:{length // MINUTE % 60:02}"
    if length % MINUTE:
        text += f":{length // SECOND % 60:02}"
    return f"{text}.{length % SECOND:03}" if length % SECOND else text
