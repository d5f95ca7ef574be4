"""Columns of days: the parts of a date are found by name, and births date no entry."""

import pytest

from incident_tui.exchange.imports.tables.days import (
    date_of_parts,
    days_of_times,
    is_of_another_matter,
    parts_of_date,
)


@pytest.mark.parametrize(
    ("header", "row", "parts"),
    [
        ("Year,Month,Day", "2024,2,29", "Year,Month,Day"),
        ("Day,Month,Year", "29,Feb,24", "Year,Month,Day"),
        ("YR,MO,DY", "2024,2,29", "YR,MO,DY"),
        ("YYYY,MM,DD", "2024.0,2.0,29.0", "YYYY,MM,DD"),
        ("Call Year,CallMonth,call_day", "2024,2,29", "Call Year,CallMonth,call_day"),
        (
            "Year of Call,Month of Call,Day of Call",
            "2024,2,29",
            "Year of Call,Month of Call,Day of Call",
        ),
        ("Jahr,Monat,Tag", "2024,März,1.", "Jahr,Monat,Tag"),
        ("YEAR,MONTH,DAY_OF_MONTH,DAY_OF_WEEK", "2024,2,29,5", "YEAR,MONTH,DAY_OF_MONTH"),
        (
            "Birth Year,Birth Month,Birth Day,Year,Month,Day",
            "1961,3,24,2024,2,29",
            "Year,Month,Day",
        ),
        ("Birth Year,Birth Month,Birth Day", "1961,3,24", ""),
        ("Fiscal Year,Month,Day", "2024,2,29", "Month,Day"),
        ("Year,Month,Day", "2024,2,Thursday", "Year,Month"),
        ("MM,SS", "59,30", ""),
    ],
)
def test_parts_of_a_date_are_found_by_their_names(header: str, row: str, parts: str) -> None:
    """The names agree beside the part, and most cells can be a year, a month or a day."""
    names, cells = header.split(","), [[cell] for cell in row.split(",")]
    found = parts_of_date(names, cells)
    order = ("year", "month", "day")
    assert ",".join(names[found[part]] for part in order if part in found) == parts


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (("2024", "2", "29"), "2024-02-29"),
        (("2024.0", "2.0", "1.0"), "2024-02-1"),
        (("24", "2", "29th"), "29 Feb 24"),
        (("2024", "March", "1st"), "1 March 2024"),
        (("24", "13", "5"), "5 13 24"),
        (("2024", "13", "5"), "2024-13-5"),
        (("2024", "2", ""), "2024-02"),
        (("", "2", "29"), "29 Feb"),
    ],
)
def test_a_date_of_its_parts(parts: tuple[str, str, str], text: str) -> None:
    """Its text names the month where the year has two digits, so that each number has its part."""
    assert date_of_parts(*parts) == text


@pytest.mark.parametrize(
    ("columns", "beside_clock", "days"),
    [
        ([["02/29/2024", "03/01/2024"]], True, [0]),
        # Births are spread over years, or are long before the dates beside them.
        ([["03/24/1961", "12/25/1970"], ["29/02/2024", "01/03/2024"]], True, [1]),
        ([["2024-02-29", ""], ["1961-03-24", "1970-12-25"]], False, [0]),
        ([["3/24/61"], ["2/29/24"]], True, [1]),
        ([["03/24/1961", "12/25/1970"]], True, []),
        # A chronicle, and dates that can each be the day.
        ([["03/24/1961", "12/25/1970"]], False, [0]),
        ([["2023-12-31"], ["2024-01-01"]], True, [0, 1]),
        ([["x"], ["2024-01-01"]], True, [0, 1]),
        ([], True, []),
    ],
)
def test_births_are_no_days_of_times(
    columns: list[list[str]], beside_clock: bool, days: list[int]
) -> None:
    """Of the columns of dates, those remain that can be of one log."""
    assert days_of_times(dict(enumerate(columns)), beside_clock) == days


@pytest.mark.parametrize(
    ("name", "is_other"),
    [
        *(("D.O.B.", True), ("PatientDOB", True), ("Geb.", True), ("Geburtsdatum", True)),
        *(("Fecha de nacimiento", True), ("Printed", True), ("Begebenheit", False)),
        *(("Date", False), ("Datum", False)),
    ],
)
def test_the_name_can_say_another_matter(name: str, is_other: bool) -> None:
    """A birth is known in several languages."""
    assert is_of_another_matter(name) is is_other
