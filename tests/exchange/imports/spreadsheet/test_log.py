"""Sheets of workbooks become entries: which sheets, which cells, and what is said of the others."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import xlsxwriter

from incident_tui.exchange.imports.foreign.beginning import beginning_of
from incident_tui.exchange.imports.landing.protocol import Passed, Remark, Wishes
from incident_tui.exchange.imports.spreadsheet.log import knows, look, read
from tests.exchange.imports.imported import assert_sound, left_open, rejected, section
from tests.exchange.imports.spreadsheet.reading import found_in, times_of
from tests.exchange.imports.spreadsheet.workbooks import Cell, workbook

SAMPLES = Path(__file__).parent.parent / "samples" / "spreadsheet"
LOG: list[list[Cell]] = [["time", "text"], [dt.datetime(2024, 2, 29, 13, 12), "Fire"]]
CHICAGO = Wishes(zone=ZoneInfo("America/Chicago"), zone_said=True)


@pytest.mark.parametrize("name", ["log.ods", "log.xls", "log.xlsb"])
def test_a_workbook_of_any_kind_is_read(name: str) -> None:
    """The title says the day, a merged cell the call of two rows; 24:00 is the end of the day."""
    found = [*read([SAMPLES / name], CHICAGO)]
    assert rejected(found) == []
    entries = section(found, "timeline")
    assert times_of(entries) == [
        "2024-02-29T13:12",
        "2024-02-29T13:14:07",
        "2024-03-01T00:00",
    ]
    assert [(entry["title"], entry["text"]) for entry in entries] == [
        ("E1: en route", "call number: 2024-117"),
        ("E2: on scene", "call number: 2024-117"),
        ("M1: cleared", "call number: 2024-118"),
    ]
    assert {entry["time"]["basis"] for entry in entries} == {
        "no date in any row; dated by the words above the table: `29 February 2024`"
    }
    [source] = section(found, "sources")
    assert source["title"] == f"{name} · Call log"
    assert [entry["cite"] for entry in entries] == [
        f"{source['id']}:'Call log'!B{row}" for row in (4, 5, 6)
    ]
    assert_sound(found)


def test_a_sheet_with_an_activity_log_is_a_form(tmp_path: Path) -> None:
    """Times without a date, in any type of cell, are of the operational period."""
    form: list[list[Cell]] = [
        ["ACTIVITY LOG (ICS 214)"],
        ["1. Incident Name:", "Ridge Fire", "2. Operational Period:", "Date From: 5/14/2024"],
        ["7. Activity Log:"],
        ["Date/Time", "Notable Activities"],
        [1815, "Briefed"],
        ["2355", "Spot fire"],
        [None, "of an acre"],
        [dt.time(0, 10), "Out"],
    ]
    path = tmp_path / "forms.xlsx"
    path.write_bytes(workbook({"214": form, "Calls": LOG}))
    found = [*read([path], CHICAGO)]
    assert rejected(found) == []
    entries = section(found, "timeline")
    assert times_of(entries)[:3] == ["2024-05-14T18:15", "2024-05-14T23:55", "2024-05-15T00:10"]
    assert entries[1]["text"] == "Spot fire\nof an acre"
    assert entries[0]["cite"].endswith(":'214'!A5")
    assert section(found, "incident") == [{"title": "Ridge Fire"}]
    assert len(entries) == 4
    assert_sound(found)


def test_sheets_without_a_log_are_passed_over(tmp_path: Path) -> None:
    """Each with the reason, and how to have it read."""
    path = tmp_path / "log.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in (
            ("Cover", [["Weir Lane"], [None, "Prepared by Lee"]]),
            ("Calls", [["time", "text"], ["2024-02-29 13:12Z", "Fire"]]),
            ("Count", [["Unit", "Calls"], ["E1", 7]]),
            ("Empty", []),
            ("Old", [["time", "text"], ["2024-02-29 13:12Z", "hidden"]]),
            ("Night", [["time", "text"], ["2024-02-29 23:12Z", "Alarm"]]),
        ):
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        book.get_worksheet_by_name("Old").hide()
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Count!$B$2:$B$2"})
        book.add_chartsheet("Chart").set_chart(chart)
    found = [*read([path], CHICAGO)]
    assert [entry["text"] for entry in section(found, "timeline")] == ["Fire", "Alarm"]
    passed = {str(one.origin): one.reason for one in found if isinstance(one, Passed)}
    assert passed == {
        f"{path}#Empty": "a sheet: empty",
        f"{path}#Old": "a sheet: hidden",
        f"{path}#Chart": "a sheet: no table of cells",
        f"{path}#Cover": "a sheet: no header with times",
        f"{path}#Count": "a sheet: no header with times",
        f"{path}#Calls:1": "the header",
        f"{path}#Night:1": "the header",
    }
    assert [one.words for one in found if isinstance(one, Remark)] == [
        "sheets are passed over, unless they are named with --sheet: `Empty`: empty; `Old`: hidden;"
        " `Chart`: no table of cells; `Cover`, `Count`: no header with times"
    ]


@pytest.mark.parametrize(
    ("sheets", "texts"),
    [
        (("Night",), ["Alarm"]),
        (("night", "1"), ["Alarm", "Fire"]),
        (("2", "Night"), ["Alarm"]),
        ((), ["Fire", "Alarm"]),
    ],
)
def test_the_user_can_name_sheets(
    tmp_path: Path, sheets: tuple[str, ...], texts: list[str]
) -> None:
    """By name or number, in the order of the wishes, each once."""
    both: dict[str, list[list[Cell]]] = {
        "Day": [["time", "text"], ["2024-02-29 13:12Z", "Fire"]],
        "Night": [["time", "text"], ["2024-02-29 23:12Z", "Alarm"]],
    }
    found = found_in(tmp_path, both, Wishes(sheets=sheets))
    assert rejected(found) == []
    assert [entry["text"] for entry in section(found, "timeline")] == texts


def test_a_sheet_that_is_not_there_is_told(tmp_path: Path) -> None:
    """With the names of those that are; the others are read."""
    found = found_in(tmp_path, {"Log": LOG, "Cover": []}, Wishes(sheets=("Lok", "Log")))
    assert [one.reason for one in rejected(found)] == [
        "there is no sheet `Lok`; sheets: `Log`, `Cover`"
    ]
    assert len(section(found, "timeline")) == 1


def test_a_workbook_without_a_log_says_what_it_has(tmp_path: Path) -> None:
    """Each sheet with cells names its columns; a single empty sheet is empty."""
    found = found_in(tmp_path, {"Count": [["Unit", "Calls"], ["E1", 7]], "Cover": [["Words"]]})
    assert [str(one.origin).partition("#")[2] for one in rejected(found)] == ["Count", "Cover"]
    assert "no column says that it holds a time" in rejected(found)[0].reason
    assert "columns: Unit, Calls" in rejected(found)[0].reason
    found = found_in(tmp_path, {"Sheet1": []}, name="empty.xlsx")
    assert rejected(found) == []
    assert any(isinstance(one, Remark) and "`Sheet1`: empty" in one.words for one in found)


def test_a_named_sheet_is_read_by_its_cells(tmp_path: Path) -> None:
    """A sheet without a header, if it is named or the only one."""
    rows: list[list[Cell]] = [["2024-02-29 13:12Z", "Fire"], ["2024-02-29 13:15Z", "Out"]]
    for sheets in ((), ("Log",)):
        found = found_in(tmp_path, {"Log": rows, "Empty": []}, Wishes(sheets=sheets))
        assert [entry["text"] for entry in section(found, "timeline")] == ["Fire", "Out"]


@pytest.mark.parametrize(
    ("header", "row", "at"),
    [
        (["Time", "text"], [dt.datetime(2024, 2, 29, 13, 12), "x"], "2024-02-29T13:12"),
        (["Time", "text"], [dt.datetime(2024, 2, 29, 13, 12, 7), "x"], "2024-02-29T13:12:07"),
        (
            ["Date", "Time", "text"],
            [dt.date(2024, 2, 29), dt.time(13, 12), "x"],
            "2024-02-29T13:12",
        ),
        (["Date", "Time", "text"], [dt.date(2024, 2, 29), 1312.0, "x"], "2024-02-29T13:12"),
        (
            ["Date", "Time", "text"],
            [dt.date(2024, 2, 29), dt.timedelta(1), "x"],
            "2024-03-01T00:00",
        ),
        (["Date", "Time", "text"], ["2/29/2024", "1:12 PM", "x"], "2024-02-29T13:12"),
        # Without the format of a date: days since 1899, and parts of a day.
        (["Time", "text"], [45351.55, "x"], "2024-02-29T13:12:00"),
        (["Date", "Time", "text"], [45351.0, 791 / 1440, "x"], "2024-02-29T13:11:00"),
        # What Excel makes of 13:12 by its arithmetic.
        (
            ["Time", "text"],
            [dt.datetime(2024, 2, 29, 13, 11, 59, 999_999), "x"],
            "2024-02-29T13:12",
        ),
        (["Date", "text"], [dt.date(2024, 2, 29), "x"], "2024-02-29"),
    ],
)
def test_a_time_is_read_in_each_form(
    tmp_path: Path, header: list[Cell], row: list[Cell], at: str
) -> None:
    """A date, a time of day, a number or a text; as fine as it is written."""
    found = found_in(tmp_path, {"Log": [header, row]}, CHICAGO)
    assert rejected(found) == []
    assert times_of(section(found, "timeline")) == [at]
    assert_sound(found)


def test_a_length_of_time_is_no_time_of_day(tmp_path: Path) -> None:
    """25:03 in a column of times is rejected with the row, cell by cell."""
    rows: list[list[Cell]] = [
        ["time", "text"],
        [dt.timedelta(hours=25, minutes=3), "x"],
        [dt.time(13, 12), "y"],
        [dt.time(13, 15), "z"],
    ]
    found = found_in(tmp_path, {"2024-02-29": rows}, CHICAGO)
    [fault] = rejected(found)
    assert "hours go to 23" in fault.reason
    assert fault.raw == "25:03\tx"
    assert fault.origin.line == 2


def test_rows_keep_their_numbers(tmp_path: Path) -> None:
    """Empty rows and columns before the table and in it are none, and no other row moves."""
    rows: list[list[Cell]] = [[], [], [None, None, "time", "text"], []]
    rows += [
        [None, None, "2024-02-29 13:12Z", "Fire"],
        [],
        [None, None, "2024-02-29 13:15Z", "Out"],
    ]
    found = found_in(tmp_path, {"Call log": rows})
    cites = [entry["cite"].partition(":")[2] for entry in section(found, "timeline")]
    assert cites == ["'Call log'!C5", "'Call log'!C7"]
    assert [one.reason for one in found if isinstance(one, Passed)] == ["the header"]


def test_a_hidden_row_is_read(tmp_path: Path) -> None:
    """A filter hides rows, and takes none away."""
    path = tmp_path / "log.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([["time", "text"], ["2024-02-29 13:12Z", "Fire"]]):
            sheet.write_row(number, 0, row)
        sheet.set_row(1, None, None, {"hidden": True})
    assert len(section(read([path], CHICAGO), "timeline")) == 1


def test_a_file_that_is_no_workbook_is_one_line(tmp_path: Path) -> None:
    """With the place, the reason and what to do; other files are read."""
    for name, data in (
        ("a.xlsx", b"PK\x03\x04"),
        ("b.xlsx", workbook({"Log": LOG})),
        ("c.txt", b""),
    ):
        (tmp_path / name).write_bytes(data)
    found = [*read([tmp_path], CHICAGO)]
    [fault] = rejected(found)
    assert str(fault.origin) == str(tmp_path / "a.xlsx")
    assert "the file is damaged, or not whole" in fault.reason
    assert len(section(found, "timeline")) == 1
    assert any(
        isinstance(one, Passed) and "no spreadsheet by its name" in one.reason for one in found
    )


def test_html_of_a_dispatch_system_is_read(tmp_path: Path) -> None:
    """A table under the name of a workbook, as it is common."""
    path = tmp_path / "export.xls"
    path.write_text(
        "<html><table><tr><th>Call Time</th><th>Unit</th></tr>"
        "<tr><td>02/29/2024 13:12:07</td><td>E1</td></tr></table></html>"
    )
    found = [*read([path], CHICAGO)]
    [entry] = section(found, "timeline")
    assert entry["cite"].endswith(":'table 1'!A2")
    assert times_of([entry]) == ["2024-02-29T13:12:07"]


def test_the_columns_are_seen_at_the_beginning(tmp_path: Path) -> None:
    """A look says the header, the fields and what is open, for each sheet with a log."""
    path = tmp_path / "log.xlsx"
    path.write_bytes(workbook({"Cover": [["Words"]], "Log": [["Title"], ["time", "text"], LOG[1]]}))
    [looked] = look([path], Wishes())
    assert str(looked.origin) == f"{path}#Log"
    assert looked.header_line == 2
    assert looked.columns == [("time", "time"), ("text", "text")]
    assert left_open(look, path) == {"--timezone"}


def test_a_workbook_is_known_among_other_files(tmp_path: Path) -> None:
    """By its content; HTML only under the name of a workbook."""
    html = b"<html><table>"
    for name, data, is_known in (
        ("a.dat", workbook({"Log": LOG}), True),
        ("a", (SAMPLES / "log.ods").read_bytes(), True),
        ("b", (SAMPLES / "log.xls").read_bytes(), True),
        ("c", (SAMPLES / "log.xlsb").read_bytes(), True),
        ("d.XLSX", b"PK\x03\x04", True),
        ("d.docx", b"PK\x03\x04", False),
        ("e.xls", html, True),
        ("e.html", html, False),
        ("f.xlsx", b"time,text\n", False),
    ):
        path = tmp_path / name
        path.write_bytes(data)
        assert knows(beginning_of(path)) is is_known
