"""Timelines for Timesketch: `datetime` holds, what says otherwise is told, nothing is dropped."""

import csv
import io
import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.imports.landing.protocol import (
    Found,
    ImportedItem,
    Passed,
    Remark,
    Wishes,
)
from incident_tui.exchange.imports.timesketch import MAX_LINE_CHARACTERS, read
from tests.examples import examples
from tests.exchange.imports.imported import any_json, assert_sound, rejected, section

SAMPLES = Path(__file__).parent / "samples" / "timesketch"
HEADER = "message,datetime,timestamp_desc"


def found_of(tmp_path: Path, text: str | bytes, name: str = "t.csv", **wishes: Any) -> list[Found]:
    """The objects that are read from a file with the text."""
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return list(read([path], Wishes(**wishes)))


def test_a_timestamp_that_disagrees_is_told() -> None:
    """The sample's `timestamp` is of 1970, its `datetime` of 2015: that holds, both are told."""
    found = list(read([SAMPLES / "sigma_events.jsonl"], Wishes()))
    entries = section(found, "timeline")
    assert len(entries) == 5
    assert entries[0]["time"] == "2015-07-24T19:01:01Z"
    assert entries[0]["text"].split("\n") == [
        "A message",
        "timestamp_desc: Write time",
        "extra_field_1: foo",
        "timestamp: 123456789 µs since 1970 is 1970-01-01T00:02:03Z, unlike its datetime",
    ]
    assert entries[0]["tags"] == ["timestamp disagrees"]
    # The last one agrees to the microsecond, and says so in text.
    assert entries[4]["time"] == {
        "at": "2022-01-22T23:07:43.502Z",
        "stated": "2022-01-22T23:07:43.502205+00:00",
    }
    assert "tags" not in entries[4]
    assert "timestamp:" not in entries[4]["text"]
    assert_sound(found)


def test_times_without_a_zone_and_impossible_ones() -> None:
    """A time without a zone is of the zone that is said; one that is none is rejected."""
    wishes = Wishes(zone=ZoneInfo("America/Chicago"), zone_said=True)
    found = list(read([SAMPLES / "invalid_datetime.csv"], wishes))
    assert [one["time"]["at"] for one in section(found, "timeline")] == [
        "2017-09-24T19:01:01-05:00",
        "2017-07-24T19:01:01-05:00",
        "2017-10-24T19:01:01-05:00",
    ]
    (fault,) = rejected(found)
    assert fault.origin.line == 5
    assert fault.reason.startswith("`1234 19:01:01` is no time")
    assert fault.raw == '"Wrong epoch","88888888","1234 19:01:01","Write time","wrong_datetime_1"'
    assert_sound(found)


def test_a_zone_that_nobody_said_is_remarked_once() -> None:
    """Where no zone is said the user is told how the times of a file were read, once."""
    found = list(read([SAMPLES / "invalid_datetime.csv"], Wishes()))
    (remark,) = [one for one in found if isinstance(one, Remark)]
    assert remark.origin.line == 2
    assert all(one["time"]["at"].endswith("Z?") for one in section(found, "timeline"))
    assert_sound(found)


def test_the_dynamic_csv_of_plaso() -> None:
    """Every row of a file by psort is an entry with its offset, its columns and its tags."""
    found = list(read([SAMPLES / "dynamic_time_zone.csv"], Wishes()))
    entries = section(found, "timeline")
    lines = (SAMPLES / "dynamic_time_zone.csv").read_text().splitlines()
    assert len(entries) == len(lines) - 1
    assert entries[0]["time"] == "2012-01-22T08:52:33+01:00"
    assert "display_name: OS:/tmp/test/test_data/syslog/syslog" in entries[0]["text"]
    assert next(one["tags"] for one in entries if "tags" in one) == ["exit1", "exit2"]
    assert any(one["time"].startswith("2012-02-29") for one in entries)
    assert rejected(found) == []
    assert_sound(found)


@pytest.mark.parametrize(
    ("row", "time", "text"),
    [
        ("a,2024-02-29,w", "2024-02-29", "a\ntimestamp_desc: w"),
        ("a,,w", "unplaced", "a\ntimestamp_desc: w"),
        ("a,-,", "unplaced", "a"),
        (",2024-02-29,", "2024-02-29", "(no message)"),
        ('"a\nb",2024-02-29,w,more', "2024-02-29", "a\nb\ntimestamp_desc: w\ncolumn 4: more"),
        ('"=1+1 [bold]x[/bold]",2024-02-29,', "2024-02-29", "=1+1 [bold]x[/bold]"),
    ],
)
def test_rows_of_csv(tmp_path: Path, row: str, time: str, text: str) -> None:
    """A row says what it says: no time is made up, and a cell too many is kept."""
    (entry,) = section(found_of(tmp_path, f"{HEADER}\n{row}"), "timeline")
    assert (entry["time"], entry["text"]) == (time, text)
    assert entry["cite"]["at"] == "L2"


PLASO = {
    "__container_type__": "event",
    "__type__": "AttributeContainer",
    "date_time": {
        "__class_name__": "TimeElements",
        "time_elements_tuple": [2012, 1, 22, 7, 52, 33],
    },
    "message": "[cron] session closed",
    "tag": {"__container_type__": "event_tag", "labels": ["exit1", "logon"]},
    "timestamp": 1327218753000000,
    "timestamp_desc": "Content Modification Time",
}


@pytest.mark.parametrize(
    "text",
    [
        "{0}\n{0}\n",
        '{{"event_0": {0}\n, "event_1": {0}\n}}',  # the module `json` of today
        '{{\n"event_0": {0}\n, "event_1": {0}\n}}\n',  # and of earlier versions
        '{{\n"event_0": {0},\n\n"event_1": {0},\n\n"event_foo": "{{}}"}}\n',
        '{{"event_0": {0}\r\n, "event_1": {0}\r\n}}\r\n',
    ],
)
def test_both_json_modules_of_plaso(tmp_path: Path, text: str) -> None:
    """An event is a row, with its line; the labels of a tag are tags, and nothing is rejected."""
    found = found_of(tmp_path, text.format(json.dumps(PLASO)), "plaso.json")
    entries = section(found, "timeline")
    assert [one["time"]["at"] for one in entries] == ["2012-01-22T07:52:33.000Z"] * 2
    assert entries[0]["text"].startswith("[cron] session closed\n")
    assert entries[0]["tags"] == ["exit1", "logon"]
    assert rejected(found) == []
    assert_sound(found)


def test_json_of_plaso_in_other_lines_is_refused_by_name(tmp_path: Path) -> None:
    """A program has set its lines otherwise: the first is rejected, with what to do."""
    text = json.dumps({"event_0": PLASO, "event_1": PLASO}, indent=2)
    (fault,) = rejected(found_of(tmp_path, text, "plaso.json"))
    assert fault.reason.endswith("write it with psort -o json_line")
    assert fault.origin.line == 2


def test_a_timestamp_alone_is_a_time(tmp_path: Path) -> None:
    """Where there is no `datetime`, the instant that is counted is the time, and says so."""
    row = {"message": "a", "datetime": "", "timestamp_desc": "w", "timestamp": 1709234527250000}
    (entry,) = section(found_of(tmp_path, json.dumps(row), "t.jsonl"), "timeline")
    assert entry["time"] == {
        "at": "2024-02-29T19:22:07.250Z",
        "basis": "from `timestamp`; the row has no `datetime`",
    }


@pytest.mark.parametrize(
    ("value", "time"),
    [
        (1709234527250123, {"at": "2024-02-29T19:22:07.250Z", "stated": "1709234527250123"}),
        (1709234527250, {"at": "2024-02-29T19:22:07.250Z", "stated": "1709234527250"}),
        ("1709234527", {"at": "2024-02-29T19:22:07Z", "stated": "1709234527"}),
        (123_456_789_012_345, {"at": "1973-11-29T21:33:09.012Z"}),
    ],
)
def test_a_count_is_read_by_its_digits(
    tmp_path: Path, value: int | str, time: dict[str, str]
) -> None:
    """Microseconds have sixteen digits; seconds and milliseconds are not put into 1970."""
    row = {"message": "a", "timestamp_desc": "w", "timestamp": value}
    (entry,) = section(found_of(tmp_path, json.dumps(row), "t.jsonl"), "timeline")
    basis = "from `timestamp`; the row has no `datetime`"
    short = len(str(value)) < 15
    basis += ", and too few digits for microseconds" if short else ""
    assert entry["time"] == time | {"basis": basis}


@pytest.mark.parametrize(
    ("value", "time", "told"),
    [
        (1709234527250123456, "2024-02-29T19:22:07.250Z", "read as nanoseconds"),
        ("1709234527250123456", "2024-02-29T19:22:07.250Z", "read as nanoseconds"),
        (99_999_999_999_990_000, "5138-11-16T09:46:39.990Z", "from `timestamp`"),
        (10**17, "unplaced", "no time is made of it"),
        (133535441272501234, "unplaced", "no time is made of it"),  # as Windows counts, of 2024
        (999_999_999_999_900_000, "unplaced", "no time is made of it"),
        (10**19, "unplaced", "timestamp: 10000000000000000000"),
        (-1, "unplaced", "timestamp: -1"),
    ],
)
def test_a_count_of_many_digits_makes_no_wrong_year(
    tmp_path: Path, value: int | str, time: str, told: str
) -> None:
    """19 digits are nanoseconds, and say so; 18 could be of several units, and make no time."""
    row = {"message": "a", "timestamp_desc": "w", "timestamp": value}
    (entry,) = section(found_of(tmp_path, json.dumps(row), "t.jsonl"), "timeline")
    at = entry["time"] if isinstance(entry["time"], str) else entry["time"]["at"]
    assert at == time
    assert told in f"{entry['time']} {entry['text']}"


def test_nanoseconds_are_compared_as_such(tmp_path: Path) -> None:
    """A `timestamp` in nanoseconds that agrees with `datetime` is no disagreement."""
    text = f"{HEADER},timestamp\na,2024-02-29T19:22:07.25Z,w,{{}}\n"
    (entry,) = section(found_of(tmp_path, text.format(1709234527250123456)), "timeline")
    assert (entry["time"], entry["text"]) == ("2024-02-29T19:22:07.25Z", "a\ntimestamp_desc: w")
    (entry,) = section(found_of(tmp_path, text.format(1709234500250123456)), "timeline")
    assert "ns since 1970 is 2024-02-29T19:21:40Z, unlike its datetime" in entry["text"]


def test_a_count_in_datetime_is_compared(tmp_path: Path) -> None:
    """Where `datetime` counts and `timestamp` disagrees, `datetime` holds and both are told."""
    text = f"{HEADER},timestamp\na,1709234527250000,w,1709234500000000\n"
    (entry,) = section(found_of(tmp_path, text), "timeline")
    assert entry["time"] == "2024-02-29T19:22:07.250Z"
    assert entry["tags"] == ["timestamp disagrees"]


def test_a_column_that_the_user_names_is_needed(tmp_path: Path) -> None:
    """A `timestamp` stands in for `datetime`, not for a column that the user names."""
    text = "message,timestamp,timestamp_desc\na,1709234527250000,w\n"
    (fault,) = rejected(found_of(tmp_path, text, columns={"time": "when"}))
    assert fault.reason.startswith("no column `when`")


def test_columns_that_are_called_otherwise(tmp_path: Path) -> None:
    """The user may say which columns hold the time and the text."""
    columns = {"time": "when", "text": "what"}
    text = "what,when,timestamp_desc\na,2024-02-29,w\n"
    (entry,) = section(found_of(tmp_path, text, columns=columns), "timeline")
    assert (entry["time"], entry["text"]) == ("2024-02-29", "a\ntimestamp_desc: w")


def test_columns_that_are_called_the_same(tmp_path: Path) -> None:
    """Of two columns with one name both are kept."""
    (entry,) = section(found_of(tmp_path, f"{HEADER},x,x\na,2024-02-29,,1,2"), "timeline")
    assert entry["text"].split("\n") == ["a", "x: 1", "x (5): 2"]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("message,datetime\na,2024-02-29", 1, "no column `timestamp_desc`"),
        (f"{HEADER}\na,2024-02-29,caf\udce9", 2, "not UTF-8"),
        (f"{HEADER}\n{'a' * 200_000},2024-02-29,w", 2, "no row of CSV"),
        (f"{HEADER}\n{'a' * MAX_LINE_CHARACTERS},2024-02-29,w\n", 2, "longer than 1,024 kB"),
        ('{"message": "a", "datetime": "2024-02-29"}', 1, "no `timestamp_desc`"),
        ('{"message": "a"\n', 1, "not JSON"),
        ('{"message": ' + "[" * 70 + "]" * 70 + "}", 1, "nested more than 64 deep"),
        ("{}\n[1]", 2, "no JSON object"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, text: str, line: int, reason: str) -> None:
    """What is wrong is told with its line; what stands after it is read."""
    data = text.encode("utf-8", "surrogateescape")
    found = found_of(tmp_path, data, "t.jsonl" if text.startswith("{") else "t.csv")
    faults = {fault.origin.line: fault.reason for fault in rejected(found)}
    assert reason in faults[line]


def test_rows_after_a_fault_are_read(tmp_path: Path) -> None:
    """A line that is too long, or of bad bytes, takes no other with it; empty ones are passed."""
    rows = [
        HEADER,
        "a,2024-02-29,",
        "x" * (MAX_LINE_CHARACTERS * 2 + 5),
        "b\xff,2024-02-29,",
        "",
        "c,2024-02-29,",
    ]
    found = found_of(tmp_path, "\r\n".join(rows).encode("latin-1"))
    assert [(one["id"][-2:], one["text"]) for one in section(found, "timeline")] == [
        ("L2", "a"),
        ("L6", "c"),
    ]
    assert [fault.origin.line for fault in rejected(found)] == [3, 4]
    assert rejected(found)[1].raw == "b\\xff,2024-02-29,"
    assert [one.origin.line for one in found if isinstance(one, Passed)] == [5]


@pytest.mark.parametrize("data", ["", " \n", "\ufeff"])
def test_an_empty_file_is_passed_over(tmp_path: Path, data: str) -> None:
    """A file with nothing in it holds nothing."""
    (one,) = found_of(tmp_path, data)
    assert isinstance(one, Passed)


def test_another_encoding_is_told(tmp_path: Path) -> None:
    """A file in UTF-16 is told of as that, once."""
    (one,) = found_of(tmp_path, HEADER.encode("utf-16"))
    assert "UTF-8" in rejected([one])[0].reason


def test_ids_stay_when_a_log_grows(tmp_path: Path) -> None:
    """Rows keep their ids, and the file its source, when more is written below them."""
    text = f"{HEADER}\na,2024-02-29,w"
    before = found_of(tmp_path, text)
    after = found_of(tmp_path, f"{text}\nb,2024-03-01,w\n")
    assert [one.value for one in before if isinstance(one, ImportedItem)] == [
        one.value for one in after if isinstance(one, ImportedItem)
    ][:2]


def test_files_of_one_name_are_different_sources(tmp_path: Path) -> None:
    """Two files with the same name have ids of their own; a folder of them is read."""
    for name, row in (("a", "a,2024-02-29,"), ("b", "b,2024-02-29,")):
        (tmp_path / name).mkdir()
        found_of(tmp_path / name, f"{HEADER}\n{row}")
    (tmp_path / "x.md").write_text("x")
    found = list(read([tmp_path], Wishes()))
    assert len({one["id"] for one in section(found, "timeline")}) == 2
    assert [one.reason for one in found if isinstance(one, Passed)] == [
        "neither CSV nor JSON Lines"
    ]
    assert_sound(found)


def csv_of(rows: list[list[str]]) -> bytes:
    """Rows as CSV."""
    file = io.StringIO()
    csv.writer(file).writerows(rows)
    return file.getvalue().encode("utf-8", "surrogatepass")


@examples(60)
@given(st.lists(st.lists(st.text(max_size=6), min_size=1, max_size=5), max_size=4))
def test_any_csv_is_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    """Each row of any CSV is an entry, rejected or passed over."""
    found = found_of(tmp_path_factory.mktemp("t"), csv_of([HEADER.split(","), *rows]))
    assert len([one for one in found if not isinstance(one, Remark)]) == 1 + len(rows)
    assert_sound(found)


@examples(60)
@given(
    st.lists(
        any_json()
        | st.fixed_dictionaries(
            {"message": any_json(), "datetime": any_json(), "timestamp_desc": any_json()},
            optional={"timestamp": any_json(), "tag": any_json(), "x": any_json()},
        ),
        max_size=4,
    )
)
def test_any_json_lines_are_accounted_for(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Any]
) -> None:
    """Each line of any JSON Lines is an entry or rejected."""
    lines = ["{}", *map(json.dumps, rows)]
    found = found_of(tmp_path_factory.mktemp("t"), "\n".join(lines), "t.jsonl")
    assert len([one for one in found if not isinstance(one, Remark)]) == 1 + len(lines)
    assert_sound(found)
