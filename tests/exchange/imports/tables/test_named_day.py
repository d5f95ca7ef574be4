"""The day that is named around a log whose rows have no date."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from incident_tui.exchange.imports.csv.log import CsvTable, look, read
from incident_tui.exchange.imports.foreign.contents import plain_content
from incident_tui.exchange.imports.landing.protocol import Found, Remark, Wishes
from incident_tui.exchange.imports.tables.named_day import named_day
from incident_tui.exchange.imports.tables.table import Row
from tests.exchange.imports.imported import left_open, rejected, section

LEAP_DAY = dt.date(2024, 2, 29)
CHICAGO = Wishes(zone=ZoneInfo("America/Chicago"), zone_said=True)


def day_around(
    *above: str, sheet: str = "", file: str = "", wishes: Wishes = CHICAGO
) -> tuple[dt.date | None, str] | None:
    """The day, and the words that name it, around a table.

    Args:
        above: the rows above it, with cells between bars.
    """
    table = CsvTable(plain_content(Path("log.csv")))
    table.sheet, table.file = sheet, file
    rows = [Row(number, line, line.split("|")) for number, line in enumerate(above, start=1)]
    day = named_day(rows, table, wishes)
    return day and (day.date, day.words)


@pytest.mark.parametrize(
    ("above", "words"),
    [
        (["Log of 29 February 2024"], "29 February 2024"),
        (["Date:|2/29/2024"], "2/29/2024"),
        (["Incident|Weir Lane|Date 2024-02-29"], "2024-02-29"),
        (["Thursday, Feb. 29, 2024: night shift"], "Feb. 29, 2024"),
        (["Einsatz vom 29. Februar 2024"], "29. Februar 2024"),
        (["Operational period: 2/29/2024 0600 to 2/29/2024 1800"], "2/29/2024"),
        (["2024-02-29 13:12 to 2024-02-29 17:00"], "2024-02-29"),
        (["Date: 20240229"], "20240229"),
        # The day on which it was written is another matter.
        (["Prepared: 3/1/2024", "Date: 2/29/2024"], "2/29/2024"),
        (["Printed|3/1/2024", "Log of 2/29/2024"], "2/29/2024"),
        (["Prepared by: Lee|Date: 2/29/2024"], "2/29/2024"),
    ],
)
def test_the_words_above_name_a_day(above: list[str], words: str) -> None:
    """In a sentence, beside a label, and once or several times."""
    assert day_around(*above) == (LEAP_DAY, words)


@pytest.mark.parametrize(
    "above",
    [
        [],
        ["Weir Lane, 13:12 to 17:00"],
        ["Operational period: 2/29/2024 0600 to 3/1/2024 0600"],
        ["Date from: 2024-02-29|Date to: 2024-03-01"],
        ["Date: 2/29/2024", "Log of 1 March 2024"],
        # 2 March, or 3 February; a day of no calendar.
        ["02/03/2024"],
        ["Log of 31 February 2024"],
        ["Log of 31 February 2024", "Date: 2/29/2024"],
        ["Printed 2024-02-29"],
        ["Prepared by:|2024-02-29"],
        ["Version 1.2.24"],
        ["Engine 12 10 24"],
        ["816-555-1234, Unit 12 2024"],
    ],
)
def test_no_day_is_guessed(above: list[str]) -> None:
    """Where none is named, where two are, or where a day can be either."""
    assert day_around(*above) is None


def test_the_user_names_the_order() -> None:
    """A date that can be either is then the one or the other."""
    found = [day_around("02/03/2024", wishes=Wishes(date_order=one)) for one in ("mdy", "dmy")]
    assert found == [(dt.date(2024, 2, 3), "02/03/2024"), (dt.date(2024, 3, 2), "02/03/2024")]


@pytest.mark.parametrize(
    ("sheet", "file", "above", "words"),
    [
        ("2024-02-29", "", [], "2024-02-29"),
        ("29.02.2024", "", [], "29.02.2024"),
        ("29.02.24", "", [], "29.02.24"),
        ("Calls 2-29-24", "", [], "2-29-24"),
        # The year stands elsewhere.
        ("Feb 29", "calls-2024", [], "Feb 29"),
        ("Thu 29 Feb.", "", ["Log 2024"], "Thu 29 Feb"),
        ("29th February", "2024", [], "29th February"),
        ("Feb 29", "", ["Log of 2/29/2024"], "2/29/2024"),
        # The name of the file comes last.
        ("Sheet1", "calls_2024-02-29", [], "2024-02-29"),
        ("2024-02-29", "calls_2024-03-01", [], "2024-02-29"),
        ("", "29 Feb 2024", [], "29 Feb 2024"),
    ],
)
def test_names_of_sheet_and_file_name_a_day(
    sheet: str, file: str, above: list[str], words: str
) -> None:
    """The sheet before the file; both agree with the words above."""
    assert day_around(*above, sheet=sheet, file=file) == (LEAP_DAY, words)


@pytest.mark.parametrize(
    ("sheet", "file", "above"),
    [
        ("Feb 29", "", []),
        ("Feb 29", "2023-2024", []),
        ("Feb 28 - Mar 1", "2024", []),
        ("Unit 12", "2024", []),
        ("Feb 30", "2024", []),
        ("Mar 1", "", ["Log of 29 Feb 2024"]),
        ("", "export_20240229", []),
        ("", "calls 2024-02-28 to 2024-02-29", []),
    ],
)
def test_names_that_do_not_agree_name_no_day(sheet: str, file: str, above: list[str]) -> None:
    """A month without a year is none, and the day of an export is another matter."""
    assert day_around(*above, sheet=sheet, file=file) is None


def read_from(folder: Path, text: str, name: str = "log.csv") -> list[Found]:
    """What is read of a CSV that leaves no day open."""
    path = folder / name
    path.write_text(text)
    assert "--date" not in left_open(look, path)
    return [*read([path], CHICAGO)]


def test_each_time_says_why_it_is_of_the_day(tmp_path: Path) -> None:
    """A title above a CSV dates its times, which keep the source's words."""
    found = read_from(tmp_path, "Log of 29 February 2024\ntime,text\n13:12,Fire\n13:15,Out\n")
    assert rejected(found) == []
    basis = "no date in any row; dated by the words above the table: `29 February 2024`"
    assert [entry["time"] for entry in section(found, "timeline")] == [
        {"at": f"2024-02-29T{clock}", "stated": clock, "basis": basis}
        for clock in ("13:12", "13:15")
    ]
    assert (
        "no row has a date: the times are put on 2024-02-29, by the words above the table; another"
        " day can be named with --date"
    ) in [one.words for one in found if isinstance(one, Remark)]


def test_the_name_of_a_file_leaves_doubt(tmp_path: Path) -> None:
    """It can be that of the day on which the file was made."""
    found = read_from(tmp_path, "time,text\n13:12,Fire\n", "calls-2024-02-29.csv")
    [entry] = section(found, "timeline")
    assert entry["time"]["at"] == "2024-02-29T13:12?"
    assert entry["time"]["basis"].endswith("dated by the name of the file: `2024-02-29`")


def test_a_run_goes_past_midnight_from_the_day(tmp_path: Path) -> None:
    """The status after midnight is of the next day, and says both reasons."""
    text = "Log of 29 February 2024\nunit,dispatched,on scene\nE1,23:55,00:05\nE2,23:58,\n"
    found = read_from(tmp_path, text)
    times = [entry["time"] for entry in section(found, "timeline")]
    assert [time["at"] for time in times] == [
        "2024-02-29T23:55",
        "2024-03-01T00:05",
        "2024-02-29T23:58",
    ]
    assert times[1]["basis"].startswith("no date in any row; dated by the words above the table")
    assert "past midnight" in times[1]["basis"]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        # Rows have dates, or the user names the day.
        ("Log of 1 May 2023\ntime,text\n2024-02-29 13:12,Fire\n", "2024-02-29T13:12"),
        ("Log of 1 May 2023\ndate,time,text\n2024-02-29,13:12,Fire\n", "2024-02-29T13:12"),
    ],
)
def test_a_date_in_the_rows_comes_first(tmp_path: Path, text: str, at: str) -> None:
    """What the title says is of the log, and not of a row."""
    [entry] = section(read_from(tmp_path, text), "timeline")
    assert entry["time"] == at


@pytest.mark.parametrize(
    ("title", "remark"),
    [
        ("Log of 29 February 2024", ""),
        (
            "Log of 1 May 2023",
            "no row has a date: the times are put on 2024-02-29, by --date; by the words above the"
            " table they are of 2023-05-01",
        ),
    ],
)
def test_the_day_of_the_user_comes_first(tmp_path: Path, title: str, remark: str) -> None:
    """With --date; where the words above say another day, the user is told."""
    wishes = Wishes(zone=CHICAGO.zone, zone_said=True, date=LEAP_DAY)
    path = tmp_path / "log.csv"
    path.write_text(f"{title}\ntime,text\n13:12,Fire\n")
    found = [*read([path], wishes)]
    [entry] = section(found, "timeline")
    assert entry["time"] == "2024-02-29T13:12"
    remarks = [one.words for one in found if isinstance(one, Remark) and "--date" in one.words]
    assert remarks == [*filter(None, [remark])]


def test_the_day_of_the_user_completes_the_name_of_a_sheet() -> None:
    """Of `Mar 1` beside a date of 2024, the year is known."""
    wishes = Wishes(date=LEAP_DAY)
    assert day_around(sheet="Mar 1", wishes=wishes) == (dt.date(2024, 3, 1), "Mar 1")


def test_a_date_above_the_column_of_times_is_no_entry(tmp_path: Path) -> None:
    """It is that of the log, whose entries have times of day."""
    found = read_from(tmp_path, "Date:,2/29/2024\ntext,time\nFire,13:12\n")
    assert rejected(found) == []
    [entry] = section(found, "timeline")
    assert entry["time"]["at"] == "2024-02-29T13:12"
