"""Dates in typed lines: whole lines, among words, and with the year of the dates before."""

import pytest

from incident_tui.exchange.imports.tables.line_dates import (
    Years,
    date_of_line,
    is_heading,
    without_year,
    year_in,
)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Thursday, 29 February 2024", "Thursday, 29 February 2024"),
        ("## 2024-02-29", "2024-02-29"),
        ("--- Feb 29 ---", "Feb 29"),
        ("=== 29 February 2024 ===", "29 February 2024"),
        ("**Thursday 29 Feb**", "Thursday 29 Feb"),
        ("Date: 02/29/2024", "02/29/2024"),
        ("Day 1: 5/14/2024", "5/14/2024"),
        ("Thu 02/29/24:", "Thu 02/29/24"),
        ("29.02.", "29.02."),
        # German, French and Spanish; a weekday that is not read is left out.
        ("Donnerstag, 29. Februar 2024", "29. Februar 2024"),
        ("jeudi 29 février 2024", "29 février 2024"),
        # Of the logs of chats.
        ("--- Day changed Thu Feb 29 2024", "Thu Feb 29 2024"),
        ("--- Log opened Thu Feb 29 13:10:00 2024", "Thu Feb 29 13:10:00 2024"),
        # A fraction is a date in a heading alone.
        ("# 2/29", "2/29"),
        ("2/3", ""),
        # Words beside a date, and what is no day.
        ("1 May 2024 was fine", ""),
        ("February 2024", ""),
        ("Mar", ""),
        ("13:12", ""),
        ("", ""),
    ],
)
def test_a_line_that_is_a_date(line: str, date: str) -> None:
    """The date is as written, without the marks around it."""
    assert date_of_line(line) == date


@pytest.mark.parametrize(
    ("dates", "full"),
    [
        (["Feb 29", "29 Feb", "2/29", "29.02."], ["Feb 29 2023", "29 Feb 2023", "2/29/2023"]),
        # Past the end of a year, and back for an entry that was written late.
        (["Dec 31", "Jan 1", "Dec 31", "1/2"], ["Dec 31 2023", "Jan 1 2024", "Dec 31 2023"]),
        (["12/31/2023", "1/1", "31.12."], ["12/31/2023", "1/1/2024", "31.12.2023"]),
        # A date with a year says that of the dates below.
        (["2020-05-05", "May 6"], ["2020-05-05", "May 6 2020"]),
        (["5/6/19", "5/7"], ["5/6/19", "5/7/2019"]),
    ],
)
def test_the_dates_before_say_the_year(dates: list[str], full: list[str]) -> None:
    """The year changes where the months go back by more than half a year."""
    years = Years(2023)
    assert [years.full(date) for date in dates][: len(full)] == full


def test_a_date_without_a_year_stays_without_one_if_nothing_says_it() -> None:
    """No year is invented."""
    assert Years(None).full("Feb 29") == "Feb 29"
    assert without_year("Feb 29")
    assert not without_year("Feb 29 2024")
    assert year_in("Feb 29") is None


@pytest.mark.parametrize("line", ["# Log", "--- Log ---", "== Log", "### Log"])
def test_marks_of_a_heading(line: str) -> None:
    """A line of a log is no heading."""
    assert is_heading(line)
    assert not is_heading(line.strip("#-= "))
