"""Times of rows: each is on the day that its row says, or is marked, told of or refused."""

import datetime as dt
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from incident_tui.exchange.imports.csv.log import read
from incident_tui.exchange.imports.landing.protocol import Found, Remark, Wishes
from incident_tui.exchange.imports.tables.days_in_order import NEARLY_A_DAY_LATER, PAST_MIDNIGHT
from incident_tui.exchange.imports.tables.log_times import OTHER_SEASON
from incident_tui.exchange.imports.tables.row_times import (
    AFTER_MIDNIGHT,
    NO_AM_PM,
    NOT_IN_ORDER,
    OF_THE_ROW,
    OF_THE_ROW_ABOVE,
    UNCERTAIN_ROWS,
)
from tests.exchange.imports.imported import assert_sound, rejected, section

CHICAGO = {"zone": ZoneInfo("America/Chicago"), "zone_said": True}


def found_of(folder: Path, text: str, **wishes: Any) -> list[Found]:
    """The objects of a log with this text."""
    path = folder / "log.csv"
    path.write_text(text)
    found = list(read([path], Wishes(**wishes)))
    assert_sound(found)
    return found


def times_of(found: list[Found]) -> list[str]:
    """The times of the entries, without the words of the source."""
    times = [entry["time"] for entry in section(found, "timeline")]
    return [time if isinstance(time, str) else time["at"] for time in times]


def bases_of(found: list[Found]) -> list[str]:
    """The bases of the times of the entries; "" for a time without."""
    times = [entry["time"] for entry in section(found, "timeline")]
    return ["" if isinstance(time, str) else time.get("basis", "") for time in times]


def remarks_of(found: list[Found]) -> list[str]:
    """The words to the user."""
    return [one.words for one in found if isinstance(one, Remark)]


@pytest.mark.parametrize(
    ("text", "times", "bases"),
    [
        # AM or PM is missing where others have it.
        (
            "Date,Time,AM/PM,Text\n5/14/2024,9:15,PM,a\n5/14/2024,9:15,,b\n5/14/2024,13:15,,c\n",
            ["2024-05-14T21:15", "2024-05-14T09:15?", "2024-05-14T13:15"],
            ["", NO_AM_PM, ""],
        ),
        # A cell says neither; the time itself says it; 0:15 can be of one half only.
        (
            "Date,Time,AM/PM,Text\n5/14/2024,9:15,N/A,a\n5/14/2024,9:15,P,b\n5/14/2024,9:15,x,c\n"
            "5/14/2024,9:15 EST,p.m.,d\n5/14/2024,9:15 PM,PM,e\n5/14/2024,0:15,,f\n",
            [
                *("2024-05-14T09:15?", "2024-05-14T21:15", "2024-05-14T09:15?"),
                "2024-05-14T21:15-04:00..2024-05-14T21:15-05:00",
                *("2024-05-14T21:15", "2024-05-14T00:15"),
            ],
            [NO_AM_PM, "", NO_AM_PM, OTHER_SEASON.format(name="EST"), "", ""],
        ),
        # Of two times, each without AM or PM of its own.
        (
            "Date,Received,Cleared,AM/PM,Unit\n5/14/2024,9:15,9:40,PM,E1\n",
            ["2024-05-14T09:15?", "2024-05-14T21:40"],
            [NO_AM_PM, ""],
        ),
        # The date of the row, and midnight in the run.
        (
            "Date,Unit,Dispatched,On Scene,Cleared\n2/29/2024,E1,23:50,0:03,0:40\n",
            ["2024-02-29T23:50", "2024-03-01T00:03", "2024-03-01T00:40"],
            ["", PAST_MIDNIGHT, AFTER_MIDNIGHT],
        ),
        # Without colons.
        (
            "Date,Unit,Dispatched,On Scene\n2/29/2024,E1,2350,0003\n",
            ["2024-02-29T23:50", "2024-03-01T00:03"],
            ["", PAST_MIDNIGHT],
        ),
        # The date of another time of the row, before or after.
        (
            "Received,Dispatched,Unit\n2024-02-29 13:15,13:16,E1\n",
            ["2024-02-29T13:15", "2024-02-29T13:16"],
            ["", OF_THE_ROW.format(name="Received")],
        ),
        (
            "Dispatched,Cleared,Unit\n23:59,2024-03-01 01:10,E1\n",
            ["2024-02-29T23:59", "2024-03-01T01:10"],
            [OF_THE_ROW.format(name="Cleared"), ""],
        ),
        # With its zone.
        (
            "Received,Dispatched,Unit\n2024-02-29T13:15-05:00,13:16,E1\n",
            ["2024-02-29T13:15-05:00", "2024-02-29T13:16-05:00"],
            ["", OF_THE_ROW.format(name="Received")],
        ),
        # A date of its own.
        (
            "Call Date,Call Time,Clear Date,Clear Time,Unit\n2/29/2024,23:50,3/2/2024,0:10,E1\n",
            ["2024-02-29T23:50", "2024-03-02T00:10"],
            ["", ""],
        ),
        # Nearly a day later, or shortly before.
        (
            "Date,Received,Dispatched,Unit\n2/29/2024,0:00,23:59,E1\n",
            ["2024-02-29T00:00", "2024-02-29T23:59?"],
            ["", NEARLY_A_DAY_LATER],
        ),
        # The zone of the row or of the column; another column stays in the text.
        ("time,tz,text\n2024-02-29 13:15,UTC,a\n", ["2024-02-29T13:15Z"], [""]),
        ("time,utc_offset,text\n2024-02-29 13:15,-5,a\n", ["2024-02-29T13:15-05:00"], [""]),
        ("time,tz,text\n2024-02-29 13:15,,a\n", ["2024-02-29T13:15"], [""]),
        ("created_at_utc,text\n2024-02-29 13:15,a\n", ["2024-02-29T13:15Z"], [""]),
        ("time,tz,text\n2024-02-29 13:15+01:00,UTC,a\n", ["2024-02-29T13:15+01:00"], [""]),
    ],
)
def test_a_time_is_of_its_row(
    tmp_path: Path, text: str, times: list[str], bases: list[str]
) -> None:
    """The date and the zone of a time come from its own row, and a basis says what is inferred."""
    found = found_of(tmp_path, text, **CHICAGO)
    assert rejected(found) == []
    assert (times_of(found), bases_of(found)) == (times, bases)


def test_am_beside_pm_is_refused(tmp_path: Path) -> None:
    """The reason names both, and the cells stay in the text."""
    found = found_of(tmp_path, "Date,Time,AM/PM,Text\n5/14/2024,9:15 AM,PM,a\n", **CHICAGO)
    assert [one.reason for one in rejected(found)] == [
        "Time: `9:15 AM` beside `PM`: only one of AM and PM can be right;"
        " the rest of the row is kept"
    ]
    assert section(found, "timeline")[0]["text"] == "a\nTime: 9:15 AM\nAM/PM: PM"


def test_a_row_without_a_date_is_uncertain(tmp_path: Path) -> None:
    """It is dated by the row above, goes past midnight, and the user is told once."""
    rows = "2/29/2024,23:50,23:51,E1\n,23:58,0:01,E2\n,0:05,,E3\n3/1/2024,0:10,,E4\n"
    found = found_of(tmp_path, f"Date,Received,Dispatched,Unit\n{rows}", **CHICAGO)
    assert times_of(found) == [
        *("2024-02-29T23:50", "2024-02-29T23:51", "2024-02-29T23:58?", "2024-03-01T00:01?"),
        *("2024-03-01T00:05?", "2024-03-01T00:10"),
    ]
    assert bases_of(found)[2:4] == [OF_THE_ROW_ABOVE, f"{OF_THE_ROW_ABOVE}; {PAST_MIDNIGHT}"]
    assert remarks_of(found) == [UNCERTAIN_ROWS]


def test_a_date_alone_dates_the_row_below(tmp_path: Path) -> None:
    """The row below is on that day, whatever its hour; a month dates no other row."""
    found = found_of(tmp_path, "Date,Time,Text\n2/29/2024,,a\n,13:25,b\n", **CHICAGO)
    assert times_of(found) == ["2024-02-29", "2024-02-29T13:25?"]
    rows = "2024,2,,13:20,a\n,,,13:25,b\n,2,29,13:30,c\n"
    found = found_of(tmp_path, f"Year,Month,Day,Time,Text\n{rows}", **CHICAGO)
    assert times_of(found) == ["2024-02"]
    assert [one.origin.line for one in rejected(found)] == [2, 3, 4]


@pytest.mark.parametrize(
    "text",
    [
        "Date,Time,Text\n,13:15,a\n2/29/2024,13:16,b\n",
        "Time,Text\n13:15,a\n2/29/2024 13:16,b\n",
    ],
)
def test_nothing_dates_the_first_row(tmp_path: Path, text: str) -> None:
    """In a log with dates it is refused, unless the user names a day for times without one."""
    found = found_of(tmp_path, text, **CHICAGO)
    assert [one.origin.line for one in rejected(found)] == [2]
    assert "needs a date, which this row and the rows above lack" in rejected(found)[0].reason
    said = found_of(tmp_path, text, date=dt.date(2024, 2, 28), **CHICAGO)
    assert times_of(said) == ["2024-02-28T13:15", "2024-02-29T13:16"]


@pytest.mark.parametrize(
    "text",
    [
        "Time,Unit,Message\n23:58,E1,a\n00:20,E1,b\n00:45,E1,c\n",
        "Log of 4 May 2024\n\nTime,Unit,Message\n23:58,E1,a\n00:20,E1,b\n00:45,E1,c\n",
    ],
    ids=["by option", "by heading"],
)
def test_rows_in_order_are_of_the_next_day_past_midnight(tmp_path: Path, text: str) -> None:
    """Each with the reason, whether the user or the words above the table name the day."""
    wishes = {"date": dt.date(2024, 5, 4)} if text.startswith("Time") else {}
    found = found_of(tmp_path, text, **CHICAGO, **wishes)
    assert times_of(found) == ["2024-05-04T23:58", "2024-05-05T00:20", "2024-05-05T00:45"]
    first, second, third = bases_of(found)
    assert first in second
    assert second.endswith(PAST_MIDNIGHT)
    assert third.endswith(AFTER_MIDNIGHT)
    assert "read as past midnight, on the next day" in remarks_of(found)[-1]


def test_the_statuses_of_a_row_past_midnight_are_behind_its_first(tmp_path: Path) -> None:
    """A run that passes midnight says nothing of the next row, whose first time does."""
    text = "Unit,Dispatched,On Scene,Cleared\nE1,23:50,23:58,00:05\nE2,23:55,00:01,00:30\n"
    found = found_of(tmp_path, text + "E3,00:10,00:20,01:00\n", date=dt.date(2024, 5, 4))
    assert [time[8:16] for time in times_of(found)] == [
        *("04T23:50", "04T23:58", "05T00:05"),
        *("04T23:55", "05T00:01", "05T00:30"),
        *("05T00:10", "05T00:20", "05T01:00"),
    ]
    assert all(bases_of(found)[-3:])


def test_without_a_day_a_row_past_midnight_is_refused(tmp_path: Path) -> None:
    """Of which day it is, the user can say."""
    found = found_of(tmp_path, "Time,Message\n23:58,a\n00:20,b\n")
    assert times_of(found) == ["23:58"]
    assert "name the day of the first time with --date" in rejected(found)[0].reason


@pytest.mark.parametrize(
    ("clocks", "times"),
    [
        ("23:50 0:10 23:51 0:11", "23:50 00:10? 23:51? 00:11?"),
        ("22:00 23:58 23:50 0:20 0:45", "22:00 23:58 23:50 00:20? 00:45?"),
        # The newest first.
        ("0:45 0:20 23:58 23:40", "00:45 00:20 23:58? 23:40?"),
        # In order, and of more than a day: perhaps a list after another.
        ("08:00 23:58 08:30", "08:00 23:58 08:30?"),
        # In no order, within a day.
        ("13:00 12:50 13:10", "13:00 12:50 13:10"),
    ],
)
def test_rows_in_no_order_are_uncertain_from_midnight_on(
    tmp_path: Path, clocks: str, times: str
) -> None:
    """The mark, the reason and a remark say that the day is not known."""
    text = "time,text\n" + "".join(f"{clock},a {clock}\n" for clock in clocks.split())
    found = found_of(tmp_path, text, date=dt.date(2024, 5, 4))
    assert [time[11:] for time in times_of(found)] == times.split()
    assert [bool(basis) for basis in bases_of(found)] == [one[-1] == "?" for one in times.split()]
    assert bool(remarks_of(found)) is ("?" in times)


def test_a_run_that_goes_back_is_told(tmp_path: Path) -> None:
    """Times out of order stay as they are written."""
    text = "Date,Unit,Dispatched,Enroute\n2/29/2024,E1,13:15:10,13:15:05\n"
    found = found_of(tmp_path, text)
    assert times_of(found) == ["2024-02-29T13:15:10", "2024-02-29T13:15:05"]
    assert remarks_of(found) == [NOT_IN_ORDER]


def test_what_cannot_be_read_costs_the_field(tmp_path: Path) -> None:
    """The other statuses are kept, the cell stays in the text, and the fault is told."""
    text = "Date,Unit,Dispatched,Enroute,On Scene\n2/29/2024,E1,13:15,unknown,13:2x\n"
    text += "2/29/2024,E1,13:15,13:16,13:17\n2/29/2024,E2,soon,,\n"
    found = found_of(tmp_path, text)
    assert times_of(found) == [
        *("2024-02-29T13:15", "2024-02-29T13:15", "2024-02-29T13:16", "2024-02-29T13:17"),
        "2024-02-29",
    ]
    assert section(found, "timeline")[0]["text"] == "Enroute: unknown\nOn Scene: 13:2x"
    assert [(one.origin.line, one.reason.split(";")[0]) for one in rejected(found)] == [
        (2, "On Scene: `13:2x` is no time"),
        (4, "Dispatched: `soon` is no time"),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "Call Date,Call Time,Dispatch Date,Dispatch Time\n2/29/2024,13:00,2/30/2024,13:05\n",
            "Dispatch Date: `2/30/2024` names no date of the calendar; the rest of the row is kept",
        ),
        (
            "Date,Time,Received,Text\n2/30/2024,13:15,2/29/2024 13:15,a\n",
            "Date: `2/30/2024` names no date of the calendar; the rest of the row is kept",
        ),
        (
            "Date,Time,Text\n2/29/2024,13:15 XYZ,a\n",
            "Time: name the zone that `XYZ` is meant of with --timezone;"
            " the rest of the row is kept",
        ),
        ("Date,Time,Text\ntomorrow,13:15,a\n", "`tomorrow` is no date; write it as 2024-02-29"),
        ("Date,Time,Text\n2/30/2024,13:15,a\n", "`2/30/2024` names no date of the calendar"),
    ],
)
def test_the_reason_is_of_the_cell_that_cannot_be_read(
    tmp_path: Path, text: str, reason: str
) -> None:
    """A date that is none is told by the column of the date, and as a date."""
    found = found_of(tmp_path, text)
    assert [one.reason for one in rejected(found)] == [reason]
    unread = reason.partition(": ")[0]
    assert all(f"{unread}: " in entry["text"] for entry in section(found, "timeline")[:1])


def test_another_time_of_the_row_is_taken(tmp_path: Path) -> None:
    """Where the likeliest time cannot be read, the next one is the time; a fault is told once."""
    found = found_of(tmp_path, "Time,Received,Text\nsoon,2024-02-29 13:15,a\n")
    assert times_of(found) == ["2024-02-29T13:15"]
    assert [one.reason.split(";")[0] for one in rejected(found)] == ["Time: `soon` is no time"]
    found = found_of(
        tmp_path, "Date,Time,Dispatched,Unit\n2/29/2024,soon,13:1x,E1\n2/29/2024,,13:15,E1\n"
    )
    assert times_of(found) == ["2024-02-29", "2024-02-29T13:15"]
    assert len(rejected(found)) == 2


def test_a_zone_that_is_unknown_is_refused(tmp_path: Path) -> None:
    """The row is not put into the zone of the others; a column without any zone is told of."""
    found = found_of(tmp_path, "time,tz,text\n2024-02-29 13:15,UTC,a\n2024-02-29 13:15,Moon,b\n")
    assert (times_of(found), [one.origin.line for one in rejected(found)]) == (
        ["2024-02-29T13:15Z"],
        [3],
    )
    found = found_of(tmp_path, "time,tz,text\n2024-02-29 13:15,Zone 3,a\n")
    assert "`tz`" in remarks_of(found)[0]


def test_an_hour_that_came_twice_is_bounds(tmp_path: Path) -> None:
    """A status in the hour when the clocks go back can be in either."""
    text = "Date,Unit,Dispatched,On Scene\n2024-11-03,E1,00:55,01:30\n"
    assert times_of(found_of(tmp_path, text, **CHICAGO)) == [
        "2024-11-03T00:55",
        "2024-11-03T01:30-05:00..2024-11-03T01:30-06:00",
    ]
