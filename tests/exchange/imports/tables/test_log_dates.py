"""The order of day and month in the dates of a log."""

import datetime as dt

import pytest

from incident_tui.exchange.imports.foreign.times import NoTimeError
from incident_tui.exchange.imports.tables.date_order import DatesShown
from incident_tui.exchange.imports.tables.log_dates import LogDates
from incident_tui.exchange.imports.tables.notations import spelling_of


def date_of(text: str, dates: LogDates) -> dt.date:
    """The date of a text."""
    spelling = spelling_of(text)
    assert spelling is not None
    return dates.of(spelling.parts, text)[0]


@pytest.mark.parametrize(
    ("text", "is_day_first", "order"),
    [
        ("03.06.2024", False, "dmy"),  # with points
        ("03/06/2024", True, "dmy"),  # in a language other than English
        ("03062024", False, "mdy"),  # in digits alone
        ("03062024", True, "dmy"),
    ],
)
def test_an_order_that_is_usual_is_taken_and_told(
    text: str, is_day_first: bool, order: str
) -> None:
    """The date and the order stay, for a remark to the user."""
    dates = LogDates("", DatesShown, is_day_first=is_day_first)
    day, month = (3, 6) if order == "dmy" else (6, 3)
    assert date_of(text, dates) == dt.date(2024, month, day)
    assert dates.assumed == (text, order)


def test_what_the_log_or_the_user_shows_comes_first() -> None:
    """Nothing is assumed then; without any sign, a date with slashes is refused."""
    for dates in (
        LogDates("mdy", DatesShown, is_day_first=True),
        LogDates("", lambda: DatesShown("mdy"), is_day_first=True),
    ):
        assert date_of("03/06/2024", dates) == dt.date(2024, 3, 6)
        assert dates.assumed == ("", "")
    with pytest.raises(NoTimeError, match="can be day or month first"):
        date_of("03/06/2024", LogDates("", DatesShown))
