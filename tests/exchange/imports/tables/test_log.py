"""Logs in CSV: every row is an entry, a unit's run, set aside or passed over, and is told where."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.imports.csv.log import look, read
from incident_tui.exchange.imports.landing.protocol import (
    Advance,
    Found,
    Passed,
    Rejected,
    Remark,
    Wishes,
)
from incident_tui.exchange.imports.tables import definitions
from incident_tui.exchange.imports.tables.days_in_order import PAST_MIDNIGHT
from incident_tui.exchange.imports.tables.entries import NO_WORDS
from tests.examples import examples
from tests.exchange.imports.csv.reading import rows_in
from tests.exchange.imports.imported import assert_sound, left_open, rejected, section

SAMPLES = Path(__file__).parents[1] / "samples"


def found_of(beneath: Path, text: str | bytes, **wishes: Any) -> list[Found]:
    """The objects that are read from a file with the text."""
    path = beneath / "log.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return list(read([path], Wishes(**wishes)))


def entries_of(beneath: Path, text: str | bytes, **wishes: Any) -> list[dict[str, Any]]:
    """The entries of such a file, of which nothing may be set aside."""
    found = found_of(beneath, text, **wishes)
    assert rejected(found) == []
    assert_sound(found)
    return section(found, "timeline")


def test_a_long_log_says_how_far_it_is_read(tmp_path: Path) -> None:
    """Now and then, also after the whole log was read for the order of its dates."""
    rows = "".join(f"02/{1 + number % 28:02}/2024 13:15:07,{number}\n" for number in range(2_500))
    found = found_of(tmp_path, f"Time,Text\n{rows}")
    size = (tmp_path / "log.csv").stat().st_size
    told = [one for one in found if isinstance(one, Advance)]
    assert [one.total for one in told] == [size, size]
    assert 0 < told[0].done < told[1].done <= size


def test_a_row_for_each_unit_is_its_run() -> None:
    """San Francisco's log: a call's times and a unit's statuses, as many as the row has."""
    found = list(read([SAMPLES / "cad" / "sf-fire.csv"], Wishes()))
    assert_sound(found)
    assert [unit["call_sign"] for unit in section(found, "units")][:3] == ["E18", "M14", "M36"]
    step = {"status": "Dispatched", "time": "2000-04-12T21:02:00", "cite": "sf-fire.csv:L2"}
    assert section(found, "units")[0] == {
        "id": "E18",
        "call_sign": "E18",
        "type": "ENGINE",
        "status_history": [step],
    }
    entries = section(found, "timeline")
    of_the_first, of_the_second = entries[:3], entries[3:11]
    assert [(one["time"], one["title"]) for one in of_the_first] == [
        (
            "2000-04-12T21:00:29",
            "Call received: Medical Incident, 2000 Block of 37TH AVE, SF",
        ),
        (
            "2000-04-12T21:01:40",
            "Call entered: Medical Incident, 2000 Block of 37TH AVE, SF",
        ),
        ("2000-04-12T21:02:00", "E18: dispatched"),
    ]
    assert [one["effects"] for one in of_the_second if "effects" in one] == [
        [{"unit": "M14", "status": status}]
        for status in (
            *("Dispatched", "EnRoute", "OnScene"),
            *("Transporting", "Hospital", "Available"),
        )
    ]
    assert "battalion: B08" in of_the_first[2]["text"]
    assert of_the_first[2]["cite"] == "sf-fire.csv:L2"
    assert section(found, "sources") == [
        {"id": "sf-fire.csv", "kind": "cad_export", "title": "sf-fire.csv"}
    ]


def test_epochs_and_an_impossible_row() -> None:
    """Seattle's log: seconds since 1970, places with coordinates, and a row without a time."""
    found = list(read([SAMPLES / "cad" / "seattle.csv"], Wishes()))
    assert_sound(found)
    [broken] = rejected(found)
    assert (broken.origin.line, broken.raw) == (2, ",--T::00,,,,")
    assert "no time in this row" in broken.reason
    first = section(found, "timeline")[0]
    assert first["time"] == "2011-11-09T23:33:00Z"
    assert first["title"] == "Medic Response, 6900 37th Av S"
    assert first["text"] == "incident_number: F110104166"
    place = section(found, "locations")[0]
    assert first["location"] == place["id"]
    assert (place["text"], place["lat"]) == ("6900 37th Av S", "47.540683")


def test_a_log_that_is_no_dispatch_log() -> None:
    """The samples of other tools: each row has its time, and every column stays with it."""
    found = list(read([SAMPLES / "timesketch" / "dynamic_time_zone.csv"], Wishes()))
    entries = section(found, "timeline")
    assert (len(entries), entries[0]["time"]) == (20, "2012-01-22T08:52:33+01:00")
    assert "ímynd.dd" in entries[1]["text"]
    assert "parser: text/syslog_traditional" in entries[1]["text"].split("\n")
    assert "--timezone" not in left_open(look, SAMPLES / "timesketch" / "dynamic_time_zone.csv")
    found = list(read([SAMPLES / "timesketch" / "invalid_datetime.csv"], Wishes()))
    assert [one["time"] for one in section(found, "timeline")] == [
        "2017-09-24T19:01:01",
        "2017-07-24T19:01:01",
        "2017-10-24T19:01:01",
    ]
    assert [one.origin.line for one in rejected(found)] == [5]
    assert "--timezone" in left_open(look, SAMPLES / "timesketch" / "invalid_datetime.csv")


def test_only_files_that_are_read_show_whether_a_zone_is_needed(tmp_path: Path) -> None:
    """In a folder, a file with another ending is not asked for its times."""
    (tmp_path / "log.csv").write_text("time,text\n2024-02-29 13:15Z,Fire\n")
    (tmp_path / "draft.md").write_text("time,text\n2024-02-29 13:15,Fire\n")
    assert "--timezone" not in left_open(look, tmp_path)
    assert "--timezone" in left_open(look, tmp_path / "draft.md")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What is said, with the kind of call as the title; the rest under its names.
        (
            "time,message,call type,shift\n2024-02-29 13:15,Two down,Shooting,B\n",
            {"kind": "cad_event", "title": "Shooting", "text": "Two down\nshift: B"},
        ),
        # A status that is known is one; another stays in words.
        (
            "time,unit,status\n2024-02-29 13:15,E1,On Scene\n",
            {
                "kind": "unit_status",
                "text": "E1: on scene",
                "units": ["E1"],
                "effects": [{"unit": "E1", "status": "OnScene"}],
            },
        ),
        (
            "time,unit,status\n2024-02-29 13:15,E1,AOR\n",
            {"kind": "cad_event", "text": "E1: AOR", "units": ["E1"]},
        ),
        (
            'time,units,text\n2024-02-29 13:15,"E1, T3",Working fire\n',
            {"kind": "cad_event", "text": "Working fire", "units": ["E1", "T3"]},
        ),
        # Radio.
        (
            "time,tgid,alpha_tag,transcript\n2024-02-29 13:15,101,FD 1,Copy\n",
            {
                "kind": "radio_call",
                "text": "Copy",
                "channel": {"talkgroup": "101", "talkgroup_tag": "FD 1"},
            },
        ),
        # The kind as a record has it; agencies.
        (
            "time,kind,agency,text\n2024-02-29 13:15,phone_call,PD,Shots\n",
            {"kind": "phone_call", "text": "Shots", "agency": "PD"},
        ),
        (
            "time,kind,text\n2024-02-29 13:15,x,Shots\n",
            {"kind": "cad_event", "text": "Shots\nkind: x"},
        ),
        # Date and time apart; coordinates that are none; more cells than the header.
        ("date,time,text\n2/29/2024,13:15,Shots\n", {"kind": "cad_event", "text": "Shots"}),
        (
            "time,lat,lon,text\n2024-02-29 13:15,91,0,Shots\n",
            {"kind": "cad_event", "text": "Shots\nlat: 91\nlon: 0"},
        ),
        (
            "time,text\n2024-02-29 13:15,Shots,x\n",
            {"kind": "cad_event", "text": "Shots\ncolumn 3: x"},
        ),
        ("time,text\n2024-02-29 13:15,\n", {"kind": "cad_event", "text": NO_WORDS}),
        # Text that means something elsewhere is text.
        ("time,text\n2024-02-29 13:15,=1+1\n", {"kind": "cad_event", "text": "=1+1"}),
        ("time,text\n2024-02-29 13:15,[red]x[/]\n", {"kind": "cad_event", "text": "[red]x[/]"}),
        # Semicolons, a line above the header, several lines in a cell.
        (
            'CAD export\n\ntime;text\n2024-02-29 13:15;"Shots\nfired"\n',
            {"kind": "cad_event", "text": "Shots\nfired"},
        ),
    ],
)
def test_columns_become_what_they_mean(tmp_path: Path, text: str, expected: dict[str, Any]) -> None:
    """Each column goes where it belongs, and one that belongs nowhere stays in the text."""
    [entry] = entries_of(tmp_path, text)
    assert entry.pop("time") == "2024-02-29T13:15"
    assert entry.pop("id").startswith("row-")
    assert entry.pop("cite").startswith("log.csv:L")
    assert entry == expected


def test_what_has_a_text_but_no_time_is_unplaced(tmp_path: Path) -> None:
    """A line of narrative without a time happened all the same."""
    entries = entries_of(tmp_path, "time,text\n13:15,Shots\n,He ran\n")
    assert [one["time"] for one in entries] == ["13:15", "unplaced"]


def test_the_whole_log_shows_the_order_of_its_dates(tmp_path: Path) -> None:
    """02/03/2024 is read as the other dates of the log show, or as the user says, or not at all."""
    shown = "time,text\n02/03/2024 13:15,a\n29/02/2024 13:15,b\n"
    assert [one["time"] for one in entries_of(tmp_path, shown)] == [
        "2024-03-02T13:15",
        "2024-02-29T13:15",
    ]
    unclear = "time,text\n02/03/2024 13:15,a\n"
    [entry] = entries_of(tmp_path, unclear, date_order="mdy")
    assert entry["time"] == "2024-02-03T13:15"
    [refused] = rejected(found_of(tmp_path, unclear))
    assert "--date-order" in refused.reason


@pytest.mark.parametrize(
    "rows",
    [
        "2024-02-01 13:00,,a\n" * 300 + "01/02/2024 13:00,,b\n13/02/2024 13:00,,c\n",
        "01/02/2024 13:00,,a\n" * 300 + "13/02/2024 13:00,,c\n",
        "01/02/2024 13:00,24/12/1961,a\n",
    ],
)
def test_a_date_far_below_or_in_another_column_shows_the_order(tmp_path: Path, rows: str) -> None:
    """Every date of the file counts, wherever it stands."""
    entries = entries_of(tmp_path, f"time,DOB,text\n{rows}")
    assert {one["time"] for one in entries} <= {"2024-02-01T13:00", "2024-02-13T13:00"}
    assert len(entries) == rows.count("\n")


def test_the_user_names_a_column(tmp_path: Path) -> None:
    """A column that means nothing to us means what the user says."""
    text = "a,b,c\n2024-02-29 13:15,2024-02-29 13:20,Shots\n"
    [refused] = rejected(found_of(tmp_path, text))
    assert "--map time=COLUMN; columns: a, b, c" in refused.reason
    [refused] = rejected(found_of(tmp_path, text, columns={"time": "x"}))
    assert refused.reason == "there is no column `x`; columns: a, b, c"
    [entry] = entries_of(tmp_path, text, columns={"time": "a", "text": "c"})
    assert (entry["time"], entry["text"]) == ("2024-02-29T13:15", "Shots\nb: 2024-02-29 13:20")


@pytest.mark.parametrize(
    "text",
    [
        "2024-02-29 13:15,E4,Note\n2024-02-29 13:16,M2,On scene\n",
        "2024-02-29 13:15,E4,Dispatched\n2024-02-29 13:16,E4,2024-02-29 13:15\n",
    ],
)
def test_a_row_with_a_time_is_no_header(tmp_path: Path, text: str) -> None:
    """A status in it names no column: no row is lost, and the user hears how it is read."""
    found = found_of(tmp_path, text)
    assert_sound(found)
    assert [one["time"] for one in section(found, "timeline")] == [
        "2024-02-29T13:15",
        "2024-02-29T13:16",
    ]
    [remark] = [one for one in found if isinstance(one, Remark)]
    assert (remark.origin.line, remark.words[:23]) == (1, "this file has no header")


def test_too_little_without_a_header_is_refused(tmp_path: Path) -> None:
    """Where most rows have no time, nothing is guessed."""
    text = "2024-02-29 13:15,E4,Note\n,M2,On scene\n,M3,there\n"
    [refused] = found_of(tmp_path, text)
    assert isinstance(refused, Rejected)
    assert refused.reason == (
        "the first row holds a time, and no names of columns;"
        " write the names of the columns above, such as time,unit,text"
    )


def test_the_words_above_the_header_are_kept(tmp_path: Path) -> None:
    """The source has them as a note, and a remark says so; another import adds nothing."""
    found = found_of(tmp_path, "Log of,Ridge Fire\ntime,text\n13:15,a\n")
    [source] = section(found, "sources")
    assert source["note"] == "Above the table: Log of, Ridge Fire"
    assert [one.words for one in found if isinstance(one, Remark)] == [
        "the words above the header are in the source's note"
    ]


def test_another_header_among_the_rows_is_told(tmp_path: Path) -> None:
    """The reason says by which header the rows below are read, and a time is no unit."""
    text = "Time,Unit,Text\n5/13/2024 8:15,E7,a\nDate,Time,Unit,Text\n5/13/2024,8:16,E7,b\n"
    found = found_of(tmp_path, text)
    assert [(one.origin.line, one.reason) for one in rejected(found)] == [
        (3, "this row is another header; the rows below are read by the header at the top")
    ]
    assert [one["call_sign"] for one in section(found, "units")] == ["E7"]
    assert [one["text"] for one in section(found, "timeline")] == [
        "a",
        "E7\nUnit: 8:16\ncolumn 4: b",
    ]


def test_an_entry_above_the_header_is_put_aside(tmp_path: Path) -> None:
    """A row with a time in the column of times is no word of a form, and a printing no entry."""
    text = "Report printed,5/14/2024 14:00\n5/14/2024 14:00,\n5/13/2024 8:10,early\n"
    found = found_of(tmp_path, f"{text}Time,Text\n5/13/2024 8:15,a\n")
    assert [(one.origin.line, one.reason) for one in rejected(found)] == [
        (3, "this row has a time, and stands above the header in line 4; put the header first")
    ]
    assert [one["text"] for one in section(found, "timeline")] == ["a"]
    assert section(found, "sources")[0]["note"] == (
        "Above the table: Report printed, 5/14/2024 14:00; 5/14/2024 14:00"
    )


@pytest.mark.parametrize(
    ("text", "title", "words"),
    [
        # Plaso's l2tcsv, SDRTrunk's log, TimelineJS's sheet.
        (
            "date,time,timezone,MACB,sourcetype,type,short,desc,notes\n"
            "05/14/2024,21:04:07,UTC,M...,Log File,Written,logon,logon of a user,-\n",
            "logon",
            "logon of a user\ntimezone: UTC\nMACB: M...\nsourcetype: Log File\n"
            "type: Written\nnotes: -",
        ),
        (
            "TIMESTAMP,PROTOCOL,EVENT,FROM,TIMESLOT,DETAILS\n"
            "2024:05:14:21:04:07,APCO-25,Group Call,101,0,\n",
            "Group Call",
            "PROTOCOL: APCO-25\nFROM: 101\nTIMESLOT: 0",
        ),
        (
            "Year,Month,Day,Time,Headline,Text,Media,Display Date,Type\n"
            "2024,6,,,Report,It is out,,June,\n",
            "Report",
            "It is out\nDisplay Date: June",
        ),
        (
            "lat,lng,desc,title,timeStamp,twp,addr\n"
            ",,ELM CT; Station 3,EMS: FALL,2024-05-14 08:15:00,NEW TOWN,ELM CT\n",
            "EMS: FALL, ELM CT, NEW TOWN",
            "ELM CT; Station 3",
        ),
        # London: a length in seconds stays one, though it looks like a time of day.
        (
            "DateOfCall,TimeOfCall,IncidentGroup,StopCodeDescription,"
            "FirstPumpArriving_AttendanceTime\n14 May 2024,00:05:25,Fire,Primary Fire,1315\n",
            "Fire",
            "Primary Fire\nFirstPumpArriving_AttendanceTime: 1315",
        ),
    ],
)
def test_the_columns_of_known_programs(tmp_path: Path, text: str, title: str, words: str) -> None:
    """Each has its title and its text in columns that mean something else in other logs."""
    [entry] = entries_of(tmp_path, text)
    assert (entry["title"], entry["text"]) == (title, words)


@pytest.mark.parametrize(
    ("text", "times", "words"),
    [
        (
            "Date,Time,AM/PM,Notes\n5/14/2024,8:15,AM,a\n5/14/2024,1:15,PM,b\n",
            ["2024-05-14T08:15", "2024-05-14T13:15"],
            ["a", "b"],
        ),
        (
            "Time (CDT),Text\n2024-05-14 08:15,a\n",
            ["2024-05-14T08:15-05:00"],
            ["a"],
        ),
        (
            "Date (UTC),Time,Text\n2024-05-14,13:15,a\n",
            ["2024-05-14T13:15Z"],
            ["a"],
        ),
        (
            "Date,UTC,Comment\n2024-05-14,13:15,a\n",
            ["2024-05-14T13:15Z"],
            ["a"],
        ),
        ("Datum;Zeit;Text\n14. Mai 2024;8:15;a\n", ["2024-05-14T08:15"], ["a"]),
        ("Time,What\n0815,a\n2350,b\n", ["08:15", "23:50"], ["a", "b"]),
        # The line that Markdown draws is no entry.
        ("Time|Text\n---|:---:\n2024-05-14 08:15|a\n", ["2024-05-14T08:15"], ["a"]),
        # A call without a number and a type has the words of its row.
        (
            "Alarm Time,Arrived,Station,Story\n05/14/24 0815,05/14/24 0821,3,a fire\n",
            ["2024-05-14T08:15", "2024-05-14T08:21"],
            ["Station: 3\nStory: a fire", "Station: 3\nStory: a fire"],
        ),
    ],
)
def test_logs_of_newcomers(tmp_path: Path, text: str, times: list[str], words: list[str]) -> None:
    """Each entry is at its time, with the words of its row."""
    entries = entries_of(tmp_path, text)
    assert [one["time"] for one in entries] == times
    assert [one["text"] for one in entries] == words


def test_a_cell_that_names_nothing_is_no_unit(tmp_path: Path) -> None:
    """NULL, N/A and a hyphen are neither units nor places; the cells stay in the text."""
    text = "Time,Unit,Location,Text\n13:15,NULL,N/A,a\n13:16,-,unknown,b\n13:17,E1,Here,c\n"
    found = found_of(tmp_path, text)
    assert [one["call_sign"] for one in section(found, "units")] == ["E1"]
    assert [one["text"] for one in section(found, "locations")] == ["Here"]
    assert [one["text"] for one in section(found, "timeline")][:2] == [
        "a\nUnit: NULL\nLocation: N/A",
        "b\nUnit: -\nLocation: unknown",
    ]


@pytest.mark.parametrize("name", ["Average", "TOTAL:", "Grand total"])
def test_a_row_that_sums_up_is_no_entry(tmp_path: Path, name: str) -> None:
    """The last row of a spreadsheet is put aside; a unit of such a name has dates."""
    head = "Unit,Dispatched,Cleared\nE1,2024-05-14 08:15,2024-05-14 09:15\n"
    found = found_of(tmp_path, f"{head}{name},,1:00\n")
    assert [fault.reason[:21] for fault in rejected(found)] == ["this row sums up othe"]
    assert len(section(found, "timeline")) == 2
    assert rejected(found_of(tmp_path, f"{head}{name},2024-05-14 08:15,\n")) == []


def test_a_row_with_a_date_alone_dates_the_rows_below(tmp_path: Path) -> None:
    """A day above the first row is of the words above the table; the row itself is no entry."""
    text = (
        "Feb 29 2024,\nTime,Text\n23:50,a\n00:10,b\n"
        '"Friday, March 1, 2024",\nTime,Text\n00:20,c\n12:00,x\n23:55,d\n00:05,e\n'
    )
    entries = entries_of(tmp_path, text)
    assert [entry["time"] for entry in entries[2:5]] == [
        "2024-03-01T00:20",
        "2024-03-01T12:00",
        "2024-03-01T23:55",
    ]
    past = [entries[number]["time"] for number in (0, 1, 5)]
    assert [time["at"] for time in past] == [
        "2024-02-29T23:50",
        "2024-03-01T00:10",
        "2024-03-02T00:05",
    ]
    assert all(time["basis"].endswith(PAST_MIDNIGHT) for time in past[1:])
    assert "the date of the rows below" in {
        one.reason for one in found_of(tmp_path, text) if isinstance(one, Passed)
    }
    dated = "Date,Time,Text\n2024-02-29,13:12,a\n2024-03-01,,\n,13:20,b\n"
    assert section(found_of(tmp_path, dated), "timeline")[-1]["time"]["at"] == "2024-03-01T13:20?"


def test_the_order_of_dates_is_shown_by_rows_with_a_date_alone(tmp_path: Path) -> None:
    """One of the dates above the rows shows which number is the month."""
    text = "Time,Text\n{}\n13:12,a\n3/1/2024\n00:10,b\n"
    entries = entries_of(tmp_path, text.format("2/29/2024"))
    assert [entry["time"] for entry in entries] == ["2024-02-29T13:12", "2024-03-01T00:10"]
    assert len(rejected(found_of(tmp_path, text.format("2/3/2024")))) == 2


def test_a_line_below_the_header_is_no_entry(tmp_path: Path) -> None:
    """Colons in a line of Markdown say how a column is set."""
    text = "| Time | Unit | Text |\n|:--|:-:|---|\n| 2024-02-29 13:12 | E7 | a |\n"
    assert len(entries_of(tmp_path, text)) == 1


def test_a_date_in_six_digits_is_told_as_none(tmp_path: Path) -> None:
    """The reason speaks of a date, not of a time of day."""
    [fault] = rejected(found_of(tmp_path, "Date,Time,Text\n240514,0815,a\n"))
    assert fault.reason == "`240514` is no date; write it as 2024-02-29"


@pytest.mark.parametrize(("digits", "told"), [("01022015", 1), ("01132015", 0)])
def test_the_order_of_digits_is_told_if_it_is_assumed(
    tmp_path: Path, digits: str, told: int
) -> None:
    """A remark names the option for digits that can be day or month first."""
    found = found_of(tmp_path, f"date,text\n{digits},a\n{digits},b\n")
    words = [one.words for one in found if isinstance(one, Remark)]
    assert sum("--date-order dmy" in one for one in words) == len(words) == told


def test_a_call_with_several_units_is_received_once(tmp_path: Path) -> None:
    """The rows of all units tell when their call was received; it was so once."""
    text = "call_number,unit,received,dispatch_time\n7,E1,13:15,13:16\n7,E2,13:15,13:17\n"
    assert [(one["time"], one["title"]) for one in entries_of(tmp_path, text)] == [
        ("13:15", "Call received"),
        ("13:16", "E1: dispatched"),
        ("13:17", "E2: dispatched"),
    ]
    assert {one["text"] for one in entries_of(tmp_path, text)} == {"call_number: 7"}


RUNS = "unit,dispatched,on_scene\nE1,13:15,13:20\nT3,13:16,\nE1,14:00,14:05\n"


def histories(found: list[Found]) -> dict[str, list[str]]:
    """The statuses in the history of each unit."""
    return {
        unit["id"]: [step["status"] for step in unit.get("status_history", [])]
        for unit in section(found, "units")
    }


def test_runs_become_the_histories_of_units(tmp_path: Path) -> None:
    """A unit has the statuses of all its rows, in their order, each cited where it stands."""
    found = found_of(tmp_path, RUNS)
    assert histories(found) == {
        "E1": ["Dispatched", "OnScene", "Dispatched", "OnScene"],
        "T3": ["Dispatched"],
    }
    steps = section(found, "units")[0]["status_history"]
    assert [(step["time"], step["cite"]) for step in steps][1:3] == [
        ("13:20", f"{section(found, 'sources')[0]['id']}:L2"),
        ("14:00", f"{section(found, 'sources')[0]['id']}:L4"),
    ]
    assert_sound(found)


def test_a_unit_that_the_record_has_stays_as_it_is(tmp_path: Path) -> None:
    """Its new statuses are told by the entries alone; and so are too many of them."""
    known = found_of(tmp_path, RUNS, units={"e1": "engine-1"})
    assert histories(known) == {"T3": ["Dispatched"]}
    assert section(known, "timeline")[0]["effects"] == [
        {"unit": "engine-1", "status": "Dispatched"}
    ]


def test_of_too_many_statuses_only_the_entries_tell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A head that nobody could read is no place for them."""
    monkeypatch.setattr(definitions, "MAX_HISTORY_STEPS", 4)
    found = found_of(tmp_path, RUNS)
    assert histories(found) == {"E1": [], "T3": []}
    assert len([one for one in section(found, "timeline") if "effects" in one]) == 5


def test_the_same_row_twice_is_two_entries(tmp_path: Path) -> None:
    """What happened twice in one minute stands there twice, with ids of its own every time."""
    text = "time,text\n13:15,Copy\n13:15,Copy\n13:15,Copy\n"
    first, second = entries_of(tmp_path, text), entries_of(tmp_path, text)
    assert first == second
    assert len({one["id"] for one in first}) == 3


def test_a_row_keeps_its_id_wherever_it_stands(tmp_path: Path) -> None:
    """A later export, with other rows before it, tells the same row under the same id."""
    before = entries_of(tmp_path, "time,text\n13:15,Copy\n")
    after = entries_of(tmp_path, "time,text\n13:10,First\n13:15,Copy\n")
    assert after[1]["id"] == before[0]["id"]


def test_what_the_record_knows_is_not_defined_again(tmp_path: Path) -> None:
    """An agency and a unit of the record that is added to keep their ids there."""
    text = "time,agency,unit,text\n13:15,Independence police,E 1,Copy\n"
    known = {"agencies": {"independence police": "ipd"}, "units": {"e 1": "engine"}}
    found = found_of(tmp_path, text, **known)
    [entry] = section(found, "timeline")
    assert (entry["agency"], entry["units"]) == ("ipd", ["engine"])
    assert section(found, "agencies") == section(found, "units") == []


def test_there_are_not_more_definitions_than_a_head_can_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Past so many places, a row still names its own, in its text."""
    monkeypatch.setattr(definitions, "MAX_DEFINITIONS", 1)
    found = found_of(tmp_path, "time,text,address\n13:15,a,Here\n13:16,b,There\n13:17,c,Here\n")
    assert [one["text"] for one in section(found, "locations")] == ["Here"]
    entries = section(found, "timeline")
    assert ["location" in one for one in entries] == [True, False, True]
    assert entries[1]["text"] == "b\nThere"


def test_another_encoding_is_told(tmp_path: Path) -> None:
    """A file that is no UTF-8 is read as Windows has it, and the user is told so."""
    found = found_of(tmp_path, "time,text\n13:15,Größe\n".encode("cp1252"))
    assert [one.words for one in found if isinstance(one, Remark)] == [
        "this is no UTF-8; read as Windows-1252; if letters are wrong, name the encoding with"
        " --encoding"
    ]
    assert section(found, "timeline")[0]["text"] == "Größe"


def test_a_text_beside_the_record_can_be_opened(tmp_path: Path) -> None:
    """A log inside the record's folder is a source whose lines can be looked at."""
    found = found_of(tmp_path, "time,text\n13:15,Copy\n", folder=tmp_path)
    assert section(found, "sources")[0]["path"] == "log.csv"
    found = found_of(tmp_path, "time,text\n13:15,Copy\n", folder=tmp_path / "record")
    assert "path" not in section(found, "sources")[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "an empty file"),
        ("\n\n", "an empty file"),
        ("\ufeff", "an empty file"),
        ("time,text\n", "a header and no row"),
    ],
)
def test_nothing_in_it_is_passed_over(tmp_path: Path, text: str, words: str) -> None:
    """An empty file, or a header alone, is no fault; a remark says why nothing was read."""
    found = found_of(tmp_path, text)
    assert [one.words for one in found if isinstance(one, Remark)] == [words]
    assert {type(one) for one in found} == {Passed, Remark}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"PK\x03\x04\x14\x00", "spreadsheet"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "xls"),
    ],
)
def test_a_file_of_another_kind_is_named(tmp_path: Path, data: bytes, words: str) -> None:
    """A file that is no text is rejected by its kind, and none of its bytes is printed."""
    [fault] = found_of(tmp_path, data + b"time,text\n13:15,a\n")
    assert isinstance(fault, Rejected)
    assert words in fault.reason
    assert fault.raw == ""


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["without BOM", "with BOM"])
def test_a_byte_that_is_no_utf8_spoils_no_other(tmp_path: Path, mark: bytes) -> None:
    """A file that is UTF-8 but for some bytes is UTF-8; a remark names the line."""
    found = found_of(
        tmp_path,
        mark + "time,text\n13:15,é\n13:16,".encode() + b"\xe9\n13:17,\xe9\xc3\xa9\n",
    )
    assert [one["text"] for one in section(found, "timeline")] == ["é", "\\xe9", "\\xe9é"]
    [remark] = [one for one in found if isinstance(one, Remark)]
    assert (remark.origin.line, remark.words) == (
        3,
        "a byte that is no UTF-8, here, and in 1 further line: read as \\xNN",
    )


def test_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    """A path without a file, or with what is none, is told by its name."""
    found = list(read([tmp_path / "no.csv"], Wishes()))
    assert [one.origin.path for one in rejected(found)] == [str(tmp_path / "no.csv")]


CELLS = st.text(max_size=12) | st.sampled_from(
    ["13:15", "2024-02-29 13:15:07", "2/3/24 1:15 PM", "1320881580", "E1", "On Scene", "91"]
)
NAMES = st.text(max_size=8) | st.sampled_from(
    ["time", "date", "unit", "status", "text", "dispatch_time", "received", "lat", "address"]
)


@examples(150)
@given(st.lists(NAMES, max_size=6), st.lists(st.lists(CELLS, max_size=7), max_size=6), st.data())
def test_every_row_of_any_file_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory,
    names: list[str],
    cells: list[list[str]],
    data: st.DataObject,
) -> None:
    """Of any texts in any table, each row is kept, set aside or passed over; all kept is sound."""
    text, delimiter = io.StringIO(), data.draw(st.sampled_from(",;\t|"))
    csv.writer(text, delimiter=delimiter).writerows([names, *cells])
    folder = tmp_path_factory.mktemp("csv")
    found = found_of(folder, text.getvalue().encode("utf-8", "replace"))
    assert not any(isinstance(one, Advance) for one in found)  # of so few rows
    told = {one.origin.line for one in found if not isinstance(one, Remark | Advance)}
    if 0 in told and not section(found, "timeline"):
        assert sum(not isinstance(one, Remark) for one in found) == 1  # the file is set aside
    else:
        path = folder / "log.csv"
        assert told - {0} == {row.line for row in rows_in(path)}
    assert_sound(found)


@given(data=st.binary(max_size=200))
def test_any_bytes_are_read_without_a_fault_of_ours(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    """Whatever a file holds, reading it ends, and what is kept of it is sound."""
    folder = tmp_path_factory.mktemp("csv")
    for start in (b"", b"time,text\n", b"time;unit;dispatch_time\n"):
        assert_sound(found_of(folder, start + data))


def test_a_row_whose_time_is_not_read_says_so(tmp_path: Path) -> None:
    """It has a time: which column is not read is the basis."""
    text = "Dispatched,T1,Message\n,13:00:01,alarm\n13:00:05,13:00:09,go\n,,words alone\n"
    found = found_of(tmp_path, text)
    times = [entry["time"] for entry in section(found, "timeline")]
    reason = "the row has a time in a column that is not read: `T1`"
    assert times == [{"at": "unplaced", "basis": reason}, "13:00:05", "unplaced"]
    assert_sound(found)
