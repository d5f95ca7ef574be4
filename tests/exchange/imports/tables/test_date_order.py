"""The order of the numbers in dates: shown by a log as a whole, or left open."""

from typing import Any

import pytest

from incident_tui.exchange.imports.foreign.times import NoTimeError
from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.exchange.imports.tables.date_order import DatesShown, dates_shown
from incident_tui.exchange.imports.tables.log_times import LogTimes


def read(text: str, shown: DatesShown, **wishes: Any) -> str:
    """The date of a text in a log that shows so much."""
    return str(LogTimes(Wishes(**wishes), lambda: shown).written(text).date)


@pytest.mark.parametrize(
    ("texts", "order"),
    [
        (["02/03/2024", "02/29/2024"], "mdy"),
        (["29/02/2024 13:15", "02/03/24"], "dmy"),
        (["02/03/2024"], ""),
        (["29/02/2024", "02/29/2024"], ""),
        (["2024-02-29", "x", ""], ""),
        # A weekday, words before the date, a guard of spreadsheets, spaces between the numbers.
        (["Thu 01/02/2024 13:15"], "dmy"),
        (["Fri 02/03/2024"], ""),
        (["Thu 02/30/2024"], ""),
        (["about 14/02/2024 13:00"], "dmy"),
        (["'14/02/2024"], "dmy"),
        (["01/02/2024 13:00 - 14/02/2024 14:00"], "dmy"),
        (["14 02 2024 13:00"], "dmy"),
        (["2024-02-13-14"], ""),
        (["13/13/2024"], ""),
    ],
)
def test_a_log_shows_the_order_of_its_dates(texts: list[str], order: Any) -> None:
    """One date that can be read in one way only tells how all of them are meant."""
    assert dates_shown(texts).order == order
    if order:
        expected = {"mdy": "2024-02-03", "dmy": "2024-03-02"}[order]
        assert read("02/03/2024", DatesShown(order)) == expected


@pytest.mark.parametrize(
    ("texts", "further", "order"),
    [
        (["01/02/2024"], ["24/12/1961"], "dmy"),
        (["01/02/2024"], ["x", "on 12/24/1961 born", "12/24/1961 0:00"], "mdy"),
        (["01/02/2024"], ["24/12/1961", "12/24/1961"], ""),
        # Dates of the times that show an order, or both, are not asked again.
        (["01/13/2024"], ["24/12/1961"], "mdy"),
        (["01/13/2024", "13/01/2024"], ["24/12/1961"], ""),
    ],
)
def test_other_columns_show_the_order_too(texts: list[str], further: list[str], order: str) -> None:
    """A program writes all dates of a file alike; words with a date in them are no proof."""
    assert dates_shown(texts, further).order == order


@pytest.mark.parametrize(
    ("texts", "is_open"),
    [
        (["24-05-14"], True),
        (["24-05-14", "24-05-15 08:15"], True),
        (["24/05/14", "24/05/15"], True),
        # The day varies and the year does not; one of the numbers is no month, or no day.
        (["14-05-24", "15-05-24"], False),
        (["05-14-24"], False),
        (["24-05-32"], False),
        (["24/05/14"], False),
        (["24-05-2014"], False),
        ([], False),
    ],
)
def test_a_year_of_two_digits_can_stand_first(texts: list[str], is_open: bool) -> None:
    """Such dates are refused, with what to do, unless the user says their order."""
    shown = dates_shown(texts)
    assert shown.may_begin_with_year is is_open
    if is_open:
        with pytest.raises(NoTimeError, match="can be year or day first"):
            read(texts[0], shown)
        assert read(texts[0], shown, date_order="dmy") == "2014-05-24"


def test_a_log_of_both_orders_proves_no_year_of_two_digits() -> None:
    """Beside dates with the month first, 24-05-14 is not taken for a day of 2014."""
    shown = dates_shown(["05-14-24", "24-05-14"])
    assert shown.order == ""
    with pytest.raises(NoTimeError, match="can be year or day first"):
        read("24-05-14", shown)
    assert read("05-14-24", shown) == "2024-05-14"
