"""Rows as entries: a single time makes an entry, a run makes an entry for each of its times."""

from pathlib import Path
from typing import Any

import pytest

from incident_tui.exchange.imports.csv.log import CsvTable
from incident_tui.exchange.imports.foreign.contents import plain_content
from incident_tui.exchange.imports.foreign.times import NoTimeError
from incident_tui.exchange.imports.landing.drafts import EntryDraft, without_blanks
from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.exchange.imports.tables.columns import columns_of
from incident_tui.exchange.imports.tables.definitions import Definitions
from incident_tui.exchange.imports.tables.entries import NO_WORDS, RowEntries
from incident_tui.exchange.imports.tables.log_times import LogTimes
from incident_tui.exchange.imports.tables.row_times import RowTimes
from incident_tui.exchange.imports.tables.table import Row


def reader_of(header: str) -> RowEntries:
    """It reads the rows of a log with this header."""
    columns, wishes = columns_of(header.split(","), {}), Wishes()
    table = CsvTable(plain_content(Path("log")))
    return RowEntries(columns, RowTimes(columns, LogTimes(wishes)), Definitions(wishes), table)


def entries_of(header: str, *rows: str) -> list[EntryDraft]:
    """The entries of rows, from line 2 on."""
    reader = reader_of(header)
    return [
        without_blanks(entry)
        for line, row in enumerate(rows, start=2)
        for entry in reader.of(Row(line, row, row.split(",")))
    ]


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("time,text", "13:15,Fire", {"kind": "cad_event", "text": "Fire"}),
        ("time,text", "13:15,", {"kind": "cad_event", "text": NO_WORDS}),
        ("time,text,x", "13:15,Fire,y", {"kind": "cad_event", "text": "Fire\nx: y"}),
        (
            "time,call_type,address,text",
            "13:15,Fire,Hall,Smoke",
            {"kind": "cad_event", "title": "Fire, Hall", "text": "Smoke"},
        ),
        (
            "time,unit,status",
            "13:15,E1,ENR",
            {
                "kind": "unit_status",
                "text": "E1: en route",
                "units": ["E1"],
                "effects": [{"unit": "E1", "status": "EnRoute"}],
            },
        ),
        # A status of nobody, or that is none, stays in words.
        ("time,status", "13:15,OnScene", {"kind": "cad_event", "text": "status: OnScene"}),
        (
            "time,unit,status",
            "13:15,E1,AOR",
            {"kind": "cad_event", "text": "E1: AOR", "units": ["E1"]},
        ),
        (
            "time,unit,status",
            "13:15,E1,At Hosp",
            {
                "kind": "unit_status",
                "text": "E1: at hospital",
                "units": ["E1"],
                "effects": [{"unit": "E1", "status": "Hospital"}],
            },
        ),
        (
            "time,units,text",
            "13:15,Engine 12; HLF 20/1,Fire",
            {
                "kind": "cad_event",
                "text": "Fire",
                "units": ["Engine-12-f9826abc", "HLF-20-1-5dc62271"],
            },
        ),
        (
            "time,units,text",
            "13:15,Engine 12 Rescue 5/M2,Fire",
            {
                "kind": "cad_event",
                "text": "Fire",
                "units": ["Engine-12-f9826abc", "Rescue-5-fcbaad49", "M2"],
            },
        ),
        (
            "time,unit,text",
            "13:15,E7; M2,Fire",
            {"kind": "cad_event", "text": "Fire", "units": ["E7", "M2"]},
        ),
        (
            "time,units,text",
            "13:15,E1;T3 / E1,Fire",
            {"kind": "cad_event", "text": "Fire", "units": ["E1", "T3"]},
        ),
        (
            "time,tg,freq,text",
            "13:15,101,,Copy",
            {"kind": "radio_call", "text": "Copy", "channel": {"talkgroup": "101"}},
        ),
        ("time,kind,text", "13:15,note,Fire", {"kind": "note", "text": "Fire"}),
        ("time,kind,text", "13:15,memo,Fire", {"kind": "cad_event", "text": "Fire\nkind: memo"}),
        (
            "time,lat,lon,text",
            "13:15,99,0,Fire",
            {"kind": "cad_event", "text": "Fire\nlat: 99\nlon: 0"},
        ),
    ],
)
def test_a_row_with_one_time(header: str, row: str, expected: dict[str, Any]) -> None:
    """Each column goes where it means something, and into the text where it does not."""
    [entry] = entries_of(header, row)
    found = {key: value for key, value in entry.items() if key not in ("id", "time", "location")}
    assert found == {**expected, "cite": "log:L2"}
    assert entry["time"] == "13:15"


RUN = "call_number,call_type,unit,received,dispatch_time,on_scene_time"


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("13:12,Engine 2,FD DISP,,", "(no transcript) on FD DISP"),
        ("13:12,Engine 2,154.43,,", "(no transcript) on 154.43 MHz"),
        ("13:12,,FD DISP,,", "(no transcript) on FD DISP"),
        ("13:12,Engine 2,FD DISP,,loud", "(no transcript) on FD DISP\nNote: loud"),
        ("13:12,Engine 2,FD DISP,Copy,", "Copy"),
    ],
)
def test_a_radio_call_without_a_message_has_no_words(row: str, text: str) -> None:
    """The name of its unit is none; unit and channel stay facts."""
    [entry] = entries_of("time,unit,channel,message,Note", row)
    assert entry["kind"] == "radio_call"
    assert entry["text"] == text
    assert "title" not in entry
    assert entry["channel"]
    assert bool(entry.get("units")) is ("Engine" in row)


def test_a_row_with_the_times_of_a_run() -> None:
    """The call was received, then its unit came to each status; each entry names the call."""
    received, dispatched, on_scene = entries_of(RUN, "7,Fire,E1,13:14,13:15,13:20")
    assert (received["title"], received["text"]) == ("Call received: Fire", "call_number: 7")
    assert (dispatched["title"], dispatched["text"]) == ("E1: dispatched", "call_number: 7")
    assert (on_scene["title"], on_scene["text"]) == ("E1: on scene", "call_number: 7")
    assert on_scene["effects"] == [{"unit": "E1", "status": "OnScene"}]
    assert [entry["time"] for entry in (received, dispatched, on_scene)] == [
        *("13:14", "13:15", "13:20"),
    ]
    assert dispatched["id"].removesuffix("-dispatched") == on_scene["id"].removesuffix("-on_scene")


def test_units_of_a_call_receive_it_once() -> None:
    """The rows of all its units tell that; where no call is named, each row is its own."""
    titles = [entry.get("title") for entry in entries_of(RUN, "7,,E1,13:14,,1:00", "7,,E2,13:14,,")]
    assert titles.count("Call received") == 1
    twice = entries_of("unit,received,dispatch_time", "E1,13:14,13:15", "E2,13:14,13:15")
    assert [entry["text"] for entry in twice].count("Call received") == 2


def test_the_same_row_again_is_another_entry() -> None:
    """Each has an id of its own, which follows from what stands in it and how often."""
    rows = ["13:15,a", "13:15,b", "13:15,a", "13:15,a"]
    first, other, again, third = entries_of("time,text", *rows)
    assert again["id"] == f"{first['id']}-2"
    assert third["id"] == f"{first['id']}-3"
    assert other["id"] != first["id"]


def test_what_has_no_time() -> None:
    """With a text it happened all the same; without one there is nothing to keep."""
    assert entries_of("time,text", ",Fire")[0]["time"] == "unplaced"
    with pytest.raises(NoTimeError, match="no time in this row, and no text"):
        entries_of("time,text,unit", ",,E1")
    with pytest.raises(NoTimeError, match="`soon` is no time"):
        entries_of("time,text", "soon,Fire")
