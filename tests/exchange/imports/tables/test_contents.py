"""Contents of columns: what the cells show, where the name of a column does not say it."""

import pytest

from incident_tui.exchange.imports.tables.contents import LogContents, contents_of
from incident_tui.exchange.imports.tables.notations import says_nothing, shape_of


def contents(text: str, **wanted: str) -> LogContents:
    """The contents of a log with this text."""
    header, *rows = [line.split(",") for line in text.splitlines()]
    return contents_of(header, wanted, rows)


def fields(text: str, **wanted: str) -> dict[str, str]:
    """From each field to the name of its column."""
    columns = contents(text, **wanted).columns
    return {field: columns.names[at] for field, at in columns.fields.items()}


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("2024-02-29", "date"),
        ("2/29/2024 0:00:00", "date"),
        ("2/29/2024 12:00:00 AM", "date"),
        ("20240229", "date"),
        ("20123456", "number"),
        ("Feb 29 2024 1:15 PM", "moment"),
        ("13:15", "clock"),
        ("about 9 PM", "clock"),
        ("12/30/1899 13:15:07", "clock"),
        ("1709234107", "count"),
        ("45416.877", "count"),
        ("1315", "digits"),
        ("5.5", "number"),
        ("911 Date", ""),
        ("311A", ""),
        ("311 AM", "clock"),
        ("3:11A", "clock"),
        ("Fire", ""),
        ("", ""),
        ("1/" * 500, ""),
    ],
)
def test_what_a_cell_holds(text: str, shape: str) -> None:
    """A date, a time of day, both, a count, or another thing."""
    assert shape_of(text) == shape


def test_a_column_of_call_signs_names_units() -> None:
    """`Unit Dispatched` can say when a unit was, or which; a unit that is named stays the unit."""
    text = "Received,Unit Dispatched\n2/29/2024 13:12,{}\n"
    assert fields(text.format("311A"))["unit"] == "Unit Dispatched"
    assert fields(text.format("13:13"))["dispatched"] == "Unit Dispatched"
    assert "unit" not in fields(text.format("3"))
    named = fields("Received,Unit,Unit Dispatched\n2/29/2024 13:12,E7,311A\n")
    assert named["unit"] == "Unit"


@pytest.mark.parametrize("text", ["", "--", "N/A", "unknown", "TBD", "not recorded"])
def test_a_cell_can_say_that_nothing_is_known(text: str) -> None:
    """Such a cell is no fault."""
    assert says_nothing(text)
    assert not says_nothing("13:15")


def test_any_column_of_dates_dates_the_times() -> None:
    """The user is told which, and names one where there are several; a birth dates nothing."""
    text = "Day seen,Time,DOB\n29.02.2024,13:15,1.1.1970\n"
    assert fields(text) == {"date": "Day seen", "time": "Time"}
    assert "the dates are read from the column `Day seen`" in contents(text).remarks[0]
    two = "Time,Alpha,Beta\n13:15,2024-02-29,2024-03-01\n"
    assert contents(two).fault == (
        "several columns hold dates: `Alpha`, `Beta`;"
        " name the date of the times with --map date=COLUMN"
    )
    assert contents(two, date="Beta").fault == ""
    assert fields("Time,DOB\n13:15,1.1.1970\n") == {"time": "Time"}


def test_dates_of_many_years_date_no_times() -> None:
    """They are named, and the rows count as rows that have dates."""
    text = "Patient,Time\n03/24/1961,13:15\n12/25/1970,13:20\n"
    found = contents(text)
    assert (fields(text), found.columns.is_dated) == ({"time": "Time"}, True)
    assert found.remarks[0].startswith("the dates in `Patient` are of many years")
    assert fields(text, date="Patient")["date"] == "Patient"


@pytest.mark.parametrize(
    ("text", "expected", "fault"),
    [
        ("YR,MO,DY,Time\n24,2,29,13:15\n", {"year": "YR", "month": "MO", "day": "DY"}, ""),
        ("Year,Month,Day\n2024,2,29\n", {"year": "Year", "month": "Month", "day": "Day"}, ""),
        (
            "incident_year,incident_month,incident_day,incident_time\n2024,2,29,13:15\n",
            {"year": "incident_year", "month": "incident_month", "day": "incident_day"},
            "",
        ),
        ("Year,Month,Time\n2024,2,13:15\n", {"year": "Year", "month": "Month"}, ""),
        ("Date,Year,Month,Time\n2024-02-29,2024,2,13:15\n", {"date": "Date"}, ""),
        ("Time,Month,Day\n2024-02-29 13:15,2,29\n", {}, ""),
        ("Day,Month,Time\n29,2,13:15\n", {}, "`Day`, `Month` say the month and the day, and no"),
    ],
)
def test_a_date_in_columns_of_its_parts(text: str, expected: dict[str, str], fault: str) -> None:
    """All parts that there are date the times; without a year, the log is refused."""
    found = fields(text)
    parts = ("date", "year", "month", "day")
    assert {field: name for field, name in found.items() if field in parts} == expected
    assert contents(text).fault.startswith(fault) is True
    assert bool(contents(text).fault) is bool(fault)


def test_columns_of_times_that_are_not_read_are_named() -> None:
    """What stays in the text alone is told, with the way to have it read."""
    [words] = contents("time,a,b,c\n2024-02-29 13:15,13:16,3/1/2024,5\n").remarks
    assert words == (
        "these columns hold times or dates that are not read, and stay in the text: `a`, `b`;"
        " name a column with --map FIELD=COLUMN"
    )


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("Time,Event,,Unit,Dispatched\n2024-02-29 13:12,a,,E7,2024-02-29 13:13\n", True),
        ("Time,Event,,Unit\n2024-02-29 13:12,a,,E7\n", False),
        ("Time,Event,,Unit,Dispatched\n2024-02-29 13:12,a,x,E7,2024-02-29 13:13\n", False),
        (",Time,Unit,Dispatched\n,2024-02-29 13:12,E7,2024-02-29 13:13\n", False),
    ],
)
def test_tables_beside_each_other_are_told(text: str, is_told: bool) -> None:
    """Where an empty column parts columns of times, the rows are perhaps of two tables."""
    [*told] = [words for words in contents(text).remarks if "an empty column stands" in words]
    assert bool(told) is is_told


def test_a_column_that_repeats_a_part_of_a_time_is_not_named() -> None:
    """Date and time of day beside the moment, as in Philadelphia, say nothing more."""
    text = "Dispatch Time,Date of It,Clock\n2024-02-29 13:15,2024-02-29,13:15\n"
    assert contents(text).remarks == ()
    assert contents(text + "2024-02-29 13:20,2024-02-29,13:21\n").remarks


@pytest.mark.parametrize(
    ("text", "en_route"),
    [
        ("Call Time,Response Time\n21:04:07,00:05:32\n", False),
        ("Call Received,Response Time\n2024-05-04 21:04:07,5:32\n", False),
        ("Call Time,Response Time\n21:04:07,5.5\n", False),
        ("Incident Date,Response Time\n2024-05-04,00:05:32\n", False),
        ("Call Time,Response Time\n21:04:07,21:09:39\n", True),
        ("Call Time,Response Time\n21:04:07,2024-05-04 21:09:39\n", True),
        ("Call Time,Response Time\n00:04:07,00:09:39\n", True),
        ("Call Time,Enroute\n22:10,00:20\n", True),
        ("Call Time,Enroute\n09:10,00:02\n", False),
        ("Call Time,Enroute\n09:10,yes\n", False),
    ],
)
def test_a_length_of_time_is_no_time_of_day(text: str, en_route: bool) -> None:
    """A short time far from the call is a length, and stays in the text; the user is told."""
    assert ("en_route" in fields(text)) is en_route
    assert (
        any("perhaps lengths of time" in words for words in contents(text).remarks) is not en_route
    )


def test_what_the_user_names_is_not_weighed() -> None:
    """A column that the user names for a field keeps the field."""
    text = "Call Time,Response Time\n21:04:07,00:05:32\n"
    assert fields(text, en_route="Response Time")["en_route"] == "Response Time"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Date,Text\n2024-02-29,a\n", {"time": "Date", "text": "Text"}),
        ("Day,Month,Year,Time\n1,July,2014,13:15\n", {"year": "Year", "day": "Day"}),
        ("Day,Time\nMonday,13:15\n", {"time": "Time"}),
        ("Arrival Date,Unit\n2024-02-29 13:15,E1\n", {"on_scene": "Arrival Date"}),
    ],
)
def test_dates_in_other_columns(text: str, expected: dict[str, str]) -> None:
    """A date alone, a date in three columns, a weekday, and a time under the name of a date."""
    assert expected.items() <= fields(text).items()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Aika,Kuka,Viesti\n2024-05-14 8:15,E1,Palo\n", {"time": "Aika", "text": "Viesti"}),
        (
            "PVM,Aika,Viesti\n14.05.2024,08:15,Palo\n",
            {"date": "PVM", "time": "Aika", "text": "Viesti"},
        ),
        ("Date,Klo,Text\n14/05/2024,8h15,palo\n", {"date": "Date", "time": "Klo"}),
        # A length of time is none, and of two times none is chosen.
        ("Date,Duree\n14/05/2024,0:05:32\n", {"time": "Date"}),
        ("a,b\n2024-05-14 8:15,2024-05-14 8:20\n", {}),
        ("Updated,x\n2024-05-14 8:15,y\n", {}),
        ("PVM,an,ab\n14.05.2024,08:15,08:20\n", {}),
    ],
)
def test_a_time_under_an_unknown_name(text: str, expected: dict[str, str]) -> None:
    """The only column of times is the time, and a remark says so."""
    found = fields(text)
    assert {field: found[field] for field in found.keys() & expected.keys()} == expected
    remarked = any("the times are read from" in words for words in contents(text).remarks)
    assert remarked is (len(expected) > 1)
    assert bool(contents(text).fault) is not bool(expected)


def test_am_and_pm_can_stand_apart() -> None:
    """A column of AM and PM belongs to the time on its left; another column does not."""
    assert fields("Date,Time,AM/PM\n5/14/2024,1:15,PM\n")["am_pm of time"] == "AM/PM"
    assert fields("Date,Time,Unit,Half\n5/14/2024,1:15,E1,PM\n")["am_pm of time"] == "Half"
    assert "am_pm of time" not in fields("Time,Cleared,x,y\n1:15,2:15,,PM\n")
    assert "am_pm of time" not in fields("Date,Time,Shift\n5/14/2024,1:15,P\n")


@pytest.mark.parametrize(
    ("name", "cells", "is_half"),
    [
        ("AM/PM", ["PM", "N/A", "", "P", "a.m."], True),
        ("Meridiem", ["P", "A"], True),
        ("Dispatch AM/PM", [""], True),
        ("x", ["PM", "pm", "a. m.", "noon"], True),
        ("AM/PM", ["x", "y"], False),
        ("Shift", ["A", "P"], False),
        ("x", ["PM", "y", "z"], False),
    ],
)
def test_the_name_or_most_cells_say_am_and_pm(name: str, cells: list[str], is_half: bool) -> None:
    """A cell that says another thing does not take the meaning from the others."""
    text = "".join(f"1:15,{cell}\n" for cell in cells)
    found = contents(f"Time,{name}\n{text}").columns
    assert ("am_pm of time" in found.fields) is found.has_am_pm is is_half


def test_times_in_digits_are_known_by_their_column() -> None:
    """Four digits are a time of day where nearly all cells are; not among other numbers."""
    assert contents("Time,Text\n0815,a\n2350,b\n0003,c\n9999,d\n").columns.digits == {"time"}
    assert contents("start,end,text\n1240,1315,a\n1315,1330,b\n").columns.digits == frozenset()
    assert contents("Time,Text\n0815,a\n99,b\n").columns.digits == frozenset()


@pytest.mark.parametrize(
    ("cells", "is_time"), [(("0816", "0918"), True), (("1312", "1315"), False)]
)
def test_four_digits_far_from_the_call_are_no_time_of_day(
    cells: tuple[str, str], is_time: bool
) -> None:
    """They may be seconds, as in London: the column stays in the text, and is named."""
    first, second = cells
    text = f"Received,Dispatch Time\n2024-05-14 08:15,{first}\n2024-05-14 09:15,{second}\n"
    assert ("dispatched" in fields(text)) is is_time
    assert any("Dispatch Time" in words for words in contents(text).remarks) is not is_time


def test_a_log_without_times_is_refused() -> None:
    """The reason names the columns."""
    assert contents("a,Day\nb,Monday\n").fault == (
        "no column says that it holds a time; name it with --map time=COLUMN; columns: a, Day"
    )
