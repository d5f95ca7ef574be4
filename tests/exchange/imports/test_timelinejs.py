"""Timelines of TimelineJS: dates as fine as their parts, HTML as words, nothing left behind."""

import csv
import io
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.imports.landing.protocol import (
    Found,
    ImportedItem,
    Passed,
    Rejected,
    Wishes,
)
from incident_tui.exchange.imports.timelinejs import read
from tests.exchange.imports.imported import any_json, assert_sound, rejected, section

CHICAGO = ZoneInfo("America/Chicago")


def event(date: object = None, **fields: Any) -> dict[str, Any]:
    """An event with a start, and words."""
    usual = {"start_date": date or {"year": "2024"}, "text": {"headline": "A fire", "text": ""}}
    return usual | fields


def found_of(tmp_path: Path, value: object, **wishes: Any) -> list[Found]:
    """What is read of a file with this value."""
    path = tmp_path / "days.json"
    path.write_text(json.dumps(value))
    return list(read([path], Wishes(**wishes)))


def entries_of(tmp_path: Path, *events: object, **wishes: Any) -> list[dict[str, Any]]:
    """The entries of these events, of which nothing may be set aside."""
    found = found_of(tmp_path, {"events": events}, **wishes)
    assert rejected(found) == []
    assert_sound(found)
    return section(found, "timeline")


def old_timeline(*events: object, **fields: object) -> dict[str, object]:
    """A timeline of TimelineJS 1 or 2."""
    return {"timeline": {"headline": "Days", "type": "default", "date": [*events], **fields}}


def test_a_timeline_of_the_first_two_versions(tmp_path: Path) -> None:
    """Dates, words, picture, tag and era are read; the place of an event is that in its file."""
    picture = {"media": "https://e.example/a", "credit": "C", "caption": "", "thumbnail": "t.png"}
    fire = {
        "startDate": "2011,12,10,07,02,10",
        "endDate": "2011,12,11,8,11",
        "headline": "A fire",
        "text": "<p>Big</p>",
        "tag": "Fire",
        "classname": "x",
        "asset": picture,
        "note": "kept",
    }
    era = {"startDate": "2011,12", "endDate": "2012", "headline": "Winter"}
    value = old_timeline(fire, text="<p>Intro</p>", startDate="2012,1,26", era=[era])
    found = found_of(tmp_path, value, zone=CHICAGO, zone_said=True)
    (incident,) = section(found, "incident")
    assert incident == {"title": "Days", "summary": "Intro\nstartDate: 2012,1,26"}
    first, second = section(found, "timeline")
    assert first["time"] == "2011-12-10T07:02:10-06:00/2011-12-11T08:11-06:00"
    assert (first["title"], first["tags"]) == ("A fire", ["Fire"])
    assert first["text"].split("\n") == [
        "Big",
        "media: https://e.example/a",
        "credit: C",
        "note: kept",
    ]
    assert first["cite"]["at"] == "timeline.date[0]"
    assert (second["time"], second["text"]) == ("2011-12/2012", "Winter")
    assert second["tags"] == ["era"]
    assert rejected(found) == []
    assert_sound(found)


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("2011", "2011"),
        (2011, "2011"),
        ("2011,,", "2011"),
        ("2011, 2, 29", "unplaced"),
        ("2011,2", "2011-02"),
        ("2011-02-03", "2011-02-03"),
        ("2/3/2011", "unplaced"),
        ("spring 2011", "unplaced"),
        ("-44,3,15", "unplaced"),
        ("", "unplaced"),
        (["2011"], "unplaced"),
    ],
)
def test_a_date_of_the_first_two_versions(tmp_path: Path, written: object, time: str) -> None:
    """A date with commas or hyphens is read; another is rejected with its place, and kept."""
    found = found_of(tmp_path, old_timeline({"startDate": written, "headline": "A fire"}))
    (entry,) = section(found, "timeline")
    assert entry["time"] == time
    assert bool(rejected(found)) == (time == "unplaced" and written != "")
    for fault in rejected(found):
        assert "#timeline.date[0].start" in fault.origin.path
    assert_sound(found)


@given(any_json(), any_json())
def test_any_json_as_a_timeline_of_the_first_two_versions(event: Any, other: Any) -> None:
    """Whatever stands in place of an event or of its fields, nothing is raised."""
    value = old_timeline(event, {"startDate": event, "asset": other, "text": other}, era=other)
    with TemporaryDirectory() as folder:
        assert_sound(found_of(Path(folder), value))


@pytest.mark.parametrize(
    ("start", "end", "time"),
    [
        ({"year": "1915"}, None, "1915"),
        # A record would take these years for 18:15 and 12:00.
        ({"year": "1815"}, None, {"at": "1815-01-01..1815-12-31", "stated": "1815"}),
        (
            {"year": 1200},
            {"year": 1852, "month": 11},
            {"at": "1200-01-01..1852-12-31", "stated": "1200/1852-11"},
        ),
        ({"year": 1815, "month": 12, "day": ""}, None, "1815-12"),
        ({"year": "1815", "month": "12", "day": "10"}, None, "1815-12-10"),
        ({"year": "1943", "month": "7"}, {"year": "1946"}, "1943-07/1946"),
        ({"year": "1943"}, {"year": "1943"}, "1943"),
        (
            {"year": 2024, "month": 2, "day": 29, "hour": 13},
            None,
            "2024-02-29T13:00..2024-02-29T13:59",
        ),
        (
            {"year": 2024, "month": 2, "day": 29, "hour": 13, "minute": 5},
            None,
            "2024-02-29T13:05-06:00",
        ),
        (
            {"year": 2024, "month": 2, "day": 29, "hour": 13, "minute": 5, "second": 7},
            {"year": 2024, "month": 2, "day": 29, "hour": 14, "minute": 0},
            "2024-02-29T13:05:07-06:00/2024-02-29T14:00-06:00",
        ),
    ],
)
def test_a_time_is_as_fine_as_its_parts(
    tmp_path: Path, start: dict[str, Any], end: dict[str, Any] | None, time: str | dict[str, str]
) -> None:
    """Parts may be numbers or texts; an empty one is none."""
    dates = event(start, **({"end_date": end} if end else {}))
    [entry] = entries_of(tmp_path, dates, zone=CHICAGO, zone_said=True)
    assert entry["time"] == time


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ({"year": "2024", "day": "3"}, "has no `month`, but finer parts"),
        ({"month": "3"}, "has no `year`, but finer parts"),
        ({"year": "-300"}, "no year that a record can hold"),
        ({"year": "2024", "month": "13"}, "no date of the calendar"),
        ({"year": "last"}, "no number"),
        ({"year": 2024, "month": 2, "day": 30, "hour": 1, "minute": 2}, "no date of the calendar"),
    ],
)
def test_a_date_that_is_none_is_told_and_the_event_stays(
    tmp_path: Path, date: dict[str, Any], words: str
) -> None:
    """Its words are kept without a time, and what stood there is set aside."""
    found = found_of(tmp_path, {"events": [event(date)]})
    assert any(words in one.reason for one in rejected(found))
    assert [one["title"] if "title" in one else one["text"] for one in section(found, "timeline")]
    assert section(found, "timeline")[0]["time"] == "unplaced"
    assert_sound(found)


def test_everything_of_an_event_stays_with_it(tmp_path: Path) -> None:
    """HTML is its words and addresses; what is displayed is stated; looks are nothing said."""
    [entry] = entries_of(
        tmp_path,
        event(
            display_date="about noon",
            group="<b>Fire</b>",
            unique_id="e1",
            text={"headline": "A <i>fire</i>", "text": "<p>It burnt. <a href='https://x'>More</a>"},
            media={"url": "https://y/z.jpg", "caption": "Smoke", "credit": "", "thumbnail": "t"},
            background={"color": "red"},
            extra={"deep": ["a", "b"]},
        ),
    )
    assert entry == {
        "id": "timelinejs-days-e1",
        "kind": "note",
        "time": {"at": "2024", "stated": "about noon"},
        "title": "A fire",
        "text": "It burnt. (https://x) More\nmedia: https://y/z.jpg\ncaption: Smoke\n"
        "extra.deep[0]: a\nextra.deep[1]: b",
        "tags": ["Fire"],
        "cite": {"source": "timelinejs-days", "at": "events[0]"},
    }


@pytest.mark.parametrize(
    ("start", "end", "own", "stated"),
    [
        ({"display_date": "noon"}, {}, "", "noon"),
        ({"display_date": "noon"}, {"display_date": "<i>dusk</i>"}, "", "noon – dusk"),
        ({}, {"display_date": "dusk"}, "", "dusk"),
        ({"display_date": "noon"}, {}, "in summer", "in summer"),
    ],
)
def test_the_words_of_dates_are_stated(
    tmp_path: Path, start: dict[str, Any], end: dict[str, Any], own: str, stated: str
) -> None:
    """What is displayed for an event holds, or else what is displayed for its dates."""
    year = {"year": 2024}
    dates = event(year | start, end_date=year | end, display_date=own)
    assert entries_of(tmp_path, dates)[0]["time"] == {"at": "2024", "stated": stated}


def test_further_fields_of_the_parts_stay(tmp_path: Path) -> None:
    """What a date, a text or a picture says beside its known fields is kept; looks are not."""
    [entry] = entries_of(
        tmp_path,
        event(
            {"year": 2024, "format": "yyyy", "zone": "Berlin"},
            text={"headline": "A fire", "by": "Ann"},
            media={"url": "https://y", "alt": "Smoke", "link": "https://z", "thumbnail": "t"},
        ),
    )
    assert entry["text"].splitlines() == [
        "text.by: Ann",
        "media: https://y",
        "media.alt: Smoke",
        "media.link: https://z",
        "start_date.zone: Berlin",
    ]


def test_the_title_slide_is_the_incident_and_eras_are_entries(tmp_path: Path) -> None:
    """What a timeline says of itself, and its spans, are not lost."""
    value = {
        "title": {
            "text": {"headline": "Fires", "text": "<p>Of a year</p>"},
            "media": {"url": "https://y"},
            "background": {"color": "red"},
        },
        "events": [event()],
        "eras": [{"start_date": {"year": 2023}, "end_date": {"year": 2025}, "text": {}}],
        "scale": "human",
    }
    found = found_of(tmp_path, value)
    assert section(found, "incident") == [
        {"title": "Fires", "summary": "Of a year\nmedia: https://y"}
    ]
    era = section(found, "timeline")[1]
    assert (era["time"], era["text"], era["tags"]) == ("2023/2025", "(no words)", ["era"])
    assert [one.reason for one in found if isinstance(one, Passed)] == ["says nothing of an event"]
    assert_sound(found)


def sheet_of(tmp_path: Path, text: str | bytes) -> list[Found]:
    """The objects that are read from a spreadsheet with the text, which the user named."""
    path = tmp_path / "sheet.csv"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return list(read([path], Wishes(zone=CHICAGO, zone_said=True)))


@pytest.mark.parametrize(
    ("clock", "time", "text"),
    [
        ("21:04:07", "2024-05-04T21:04:07-05:00", "A"),
        ("9:30 am", "2024-05-04T09:30-05:00", "A"),
        ("12:05 A.M.", "2024-05-04T00:05-05:00", "A"),
        ("12:05PM", "2024-05-04T12:05-05:00", "A"),
        ("9 PM", "2024-05-04T21:00..2024-05-04T21:59", "A"),
        ("21:04:07.5", "2024-05-04T21:04:07.500-05:00", "A"),
        ("13 PM", "2024-05-04", "start_date.time: 13 PM"),
        ("at dawn", "2024-05-04", "start_date.time: at dawn"),
        ("9", "2024-05-04", "start_date.time: 9"),
    ],
)
def test_the_clock_of_a_spreadsheet(tmp_path: Path, clock: str, time: str, text: str) -> None:
    """A clock time has the parts that are written; a text that is no clock time stays."""
    found = sheet_of(tmp_path, f"Year,Month,Day,Time,Headline\n2024,5,4,{clock},A\n")
    [entry] = section(found, "timeline")
    assert (entry["time"], entry["text"]) == (time, text)
    assert rejected(found) == []


def test_every_cell_of_a_spreadsheet_stays(tmp_path: Path) -> None:
    """Names of columns in any case; an era, a column of its own, a cell too many, a wrong date."""
    rows = ["YEAR,End Year,headline,Media,Type,Mood,Mood", "", "2023,2025,A,https://y,Era,x,y,z"]
    found = sheet_of(tmp_path, "\n".join([*rows, '"2024",13th,"B', 'b",,odd,,']))
    wrong, era = section(found, "timeline")
    assert (era["time"], era["tags"], era["cite"]["at"]) == ("2023/2025", ["era"], "L3")
    assert era["text"].splitlines() == [
        "media: https://y",
        "Mood: x",
        "Mood (7): y",
        "column 8: z",
    ]
    assert (wrong["time"], wrong["title"], wrong["text"]) == ("2024", "B b", "Type: odd")
    [fault] = rejected(found)
    assert fault.origin.path.endswith("sheet.csv#L4.end_date.year")
    assert_sound(found)


def test_columns_with_the_name_of_a_part_stay(tmp_path: Path) -> None:
    """A column named as a part of the JSON, or as a column before, is kept under its own name."""
    text = "start_date,Year,Headline,year\n4 May,2024,A,2023\n"
    [entry] = section(sheet_of(tmp_path, text), "timeline")
    assert (entry["time"], entry["title"]) == ("2024", "A")
    assert entry["text"] == "column start_date: 4 May\ncolumn year: 2023"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a,b\n1,2\n", "no spreadsheet of TimelineJS"),
        ("", "no spreadsheet of TimelineJS"),
        (b"Year,Headline\n2024,caf\xe9", "not UTF-8"),
        (f"Year,Headline\n2024,{'a' * 200_000}", "no row of CSV"),
    ],
)
def test_a_table_that_is_no_timeline_is_rejected(
    tmp_path: Path, text: str | bytes, reason: str
) -> None:
    """A table that the user named is rejected with the reason; in a folder, it is passed over."""
    [fault] = rejected(sheet_of(tmp_path, text))
    assert reason in fault.reason
    if "spreadsheet" in reason:
        assert [type(one) for one in read([tmp_path], Wishes())] == [Passed]


@given(st.lists(st.lists(st.text(max_size=6) | st.sampled_from(["2024", "13:05"]), max_size=9)))
def test_any_row_of_a_spreadsheet_is_an_entry(tmp_path_factory: Any, rows: list[list[str]]) -> None:
    """Each row with a cell is an entry that a record can have."""
    file = io.StringIO()
    header = ["start_date", "Year", "Month", "Day", "Time", " year", "End Year", "Headline", "x"]
    csv.writer(file).writerows([header, *rows])
    found = sheet_of(tmp_path_factory.mktemp("any"), file.getvalue().encode("utf-8", "replace"))
    assert len(section(found, "timeline")) == sum(any(map(str.strip, row)) for row in rows)
    assert_sound(found)


@pytest.mark.parametrize("value", [[], {}, {"events": {}}, 7, "x", None])
def test_what_is_no_timeline_says_so(tmp_path: Path, value: object) -> None:
    """The file is set aside with what it should have been."""
    [refused] = found_of(tmp_path, value)
    assert isinstance(refused, Rejected)
    assert "its `events` are a list" in refused.reason


@given(st.lists(any_json() | st.builds(event, any_json(), text=any_json(), media=any_json())))
def test_any_json_is_read_or_set_aside(tmp_path_factory: Any, events: list[Any]) -> None:
    """Every event is an entry or set aside, and each entry is one that a record can have."""
    found = found_of(tmp_path_factory.mktemp("any"), {"events": events})
    assert_sound(found)
    objects = sum(isinstance(one, dict) for one in events)
    assert len(section(found, "timeline")) == objects
    assert len([one for one in found if isinstance(one, ImportedItem)]) == objects + 1
    assert len(rejected(found)) >= len(events) - objects
