"""The same file imported again: every format, the samples, and files at fault.

The second import counts as the first one did, and changes no byte; what was kept checks clean.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.imports import FORMATS
from incident_tui.exchange.imports.landing.protocol import ImportedItem, Rejected, Wishes
from incident_tui.opening import SOUND
from incident_tui.record.reading import read_record
from incident_tui.samples import data_folder
from tests.cli.running import run
from tests.examples import examples
from tests.exchange.imports.cap.samples import SAMPLE, alert, area, feed, info, pair
from tests.exchange.imports.eido.samples import eido
from tests.exchange.imports.imported import any_json
from tests.exchange.imports.test_formats import ENTRY, FORM, OPEN_SAMPLES, SAMPLES, bytes_of

OPTIONS = ("--timezone", "America/Chicago", "--date", "2024-02-29")
FOLDER = Path(__file__).parent / "samples"
FILES = [
    (form, path)
    for form, folder in (
        ("csv", "cad"),
        ("timesketch", "timesketch"),
        ("spreadsheet", "spreadsheet"),
    )
    for path in sorted((FOLDER / folder).iterdir())
    if path.suffix != ".md"
]
ENDING = {form: FORMATS[form].endings[0] for form in FORMATS}


def content(folder: Path) -> dict[str, bytes]:
    """The files of a folder, which may not be there."""
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.exists() else {}


def numbers(line: str) -> list[int]:
    """Read, kept, already there, rejected, passed over."""
    return [int("".join(filter(str.isdigit, part))) for part in line.replace(":", ",").split(", ")]


def imported_again(folder: Path, form: str, path: Path, *options: str) -> dict[str, bytes]:
    """Import a file twice into a new record, and return the files of the record."""
    arguments: list[str | Path] = ["import", "--from", form, *OPTIONS, *options, path, folder]
    first = run(*arguments)
    assert first.exception is None or isinstance(first.exception, SystemExit), first.output
    before = content(folder)
    if not before:
        return before
    assert run("check", folder).exit_code == SOUND, run("check", folder).output
    second = run(*arguments)
    assert content(folder) == before
    one, two = (numbers(result.stdout.splitlines()[0]) for result in (first, second))
    assert two == [one[0], 0, one[1] + one[2], one[3], one[4]], (first.stdout, second.stdout)
    return before


_AREA = area("Lower Weir", "<circle>39.1,-94.4 5</circle>", pair("geocode", "SAME", "029999"))
FILES_OF_FORMATS: list[tuple[str, str | bytes]] = [
    *[(form, sample) for form, sample in SAMPLES.items()],
    *[(form, sample) for (form, need), sample in OPEN_SAMPLES.items() if need in OPTIONS],
    (
        "csv",
        "time,unit,agency,status,address,text\n2024-02-29 13:15,E1,Fire,On Scene,1 Weir Lane,x\n"
        "2024-02-29 13:20,E2,,Cleared,,\nno time,E3,Fire,,,\n",
    ),
    ("csv", "unit,dispatched,enroute\nE1,2024-02-29 13:15,2024-02-29 13:16\nE1,,\n"),
    (
        "text",
        "Radio log\n29 Feb 2024\n13:12 Engine 1: on scene\n  smoke\n23:50 Command: out\n00:10 x\n"
        "13:12 Engine 1: on scene\n99:99 y\n1 March 2024\n",
    ),
    (
        "ics214",
        FORM.format(period="2/29/2024 1800", zone="", time="1815") + "| 0010 | Out |\n| x | y |\n",
    ),
    ("eido", json.dumps([eido(), eido(eidoVersion="2.0"), {"x": 1}])),
    # Two alerts with one area, an alert twice, an alert with faults, a file that breaks off.
    (
        "cap",
        feed(SAMPLE, alert(info(_AREA), identifier="b"), SAMPLE, alert(info(onset="x")), "<b>"),
    ),
    (
        "timelinejs",
        json.dumps(
            {
                "events": [
                    {
                        "start_date": {"year": 2024, "month": 2, "day": 29, "hour": 13},
                        "end_date": {"year": 2024, "month": 2, "day": 29, "hour": 12},
                        "text": {"headline": "ends before it begins"},
                    }
                ]
            }
        ),
    ),
    # An object that names a unit which only another object defines, by its id alone.
    (
        "json",
        json.dumps(
            {
                "format": "incident-record/1",
                "conflicts": [
                    {
                        "id": "c",
                        "topic": "t",
                        "claims": [{"value": value, "cite": "s"} for value in "ab"],
                        "affects": ["e1"],
                    }
                ],
                "timeline": [
                    ENTRY | {"units": ["e1"]},
                    ENTRY | {"id": "f", "time": "nowhere +2m", "units": ["e2"]},
                ],
            }
        ),
    ),
]


@pytest.mark.parametrize(("form", "sample"), FILES_OF_FORMATS)
def test_a_sample_again_changes_nothing(tmp_path: Path, form: str, sample: str | bytes) -> None:
    """For each format, and for what a format may leave open."""
    path = tmp_path / f"file{ENDING[form]}"
    path.write_bytes(bytes_of(sample))
    assert imported_again(tmp_path / "record", form, path)


@pytest.mark.parametrize(("form", "path"), FILES, ids=[path.name for _, path in FILES])
def test_a_file_of_others_again_changes_nothing(tmp_path: Path, form: str, path: Path) -> None:
    """Exports as other programs write them."""
    assert imported_again(tmp_path / "record", form, path)


@pytest.mark.parametrize("form", ["json", "timesketch", "timelinejs", "csv", "ics214"])
def test_an_export_again_changes_nothing(tmp_path: Path, form: str) -> None:
    """A bundled record, written in a format that can be read."""
    record, path = data_folder() / "independence-2024-02-29.yaml", tmp_path / f"x{ENDING[form]}"
    assert run("export", record, "--to", form, "-o", path).exit_code == SOUND
    imported_again(tmp_path / "record", form, path)


def damaged(value: Any, draw: st.DataObject) -> Any:
    """A value with something else in some place of it."""
    if draw.draw(st.integers(0, 7)) == 0:
        return draw.draw(any_json())
    if isinstance(value, dict):
        return {key: damaged(item, draw) for key, item in value.items()}
    if isinstance(value, list):
        found = [damaged(item, draw) for item in value]
        return found * 2 if draw.draw(st.integers(0, 7)) == 0 else found
    return value


WHOLE: dict[str, Any] = {
    "eido": [eido(), eido(eidoVersion="2.0")],
    "trunk-recorder": json.loads(SAMPLES["trunk-recorder"])
    | {"srcList": [{"src": 7, "time": 1_709_234_527, "pos": 0.0, "tag": "E1"}], "call_length": 4},
    "openmhz": [{"_id": "a", "time": "2024-02-29T19:22:07.000Z", "talkgroupNum": 1, "len": 3}],
    "timelinejs": {
        "title": {"text": {"headline": "T"}},
        "events": [
            {
                "start_date": {"year": 2024, "month": 2, "day": 29, "hour": 13, "minute": 5},
                "end_date": {"year": 2024, "month": 2, "day": 29, "hour": 14},
                "text": {"headline": "H", "text": "<b>t</b>"},
            }
        ],
    },
    "json": [
        ENTRY,
        ENTRY
        | {
            "id": "f",
            "kind": "radio_call",
            "speaker": {"unit": "e1", "label": "Engine 1"},
            "audio": {"path": "a.wav", "start": 0.5, "length": 2},
            "channel": {"talkgroup": "1"},
            "effects": [{"unit": "e1", "status": "OnScene"}],
            "time": "e +2m",
        },
    ],
}


@pytest.mark.thorough
@pytest.mark.parametrize("form", WHOLE)
@examples(40)
@given(data=st.data())
def test_a_damaged_file_again_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, form: str, data: st.DataObject
) -> None:
    """Whatever stands in some place of it, the record is sound and complete the first time."""
    folder = tmp_path_factory.mktemp("damaged")
    path = folder / f"file{ENDING[form]}"
    path.write_text(json.dumps(damaged(WHOLE[form], data)), "utf-8", "replace")
    imported_again(folder / "record", form, path)


NUMBERS = [0, -1, 1e15, 1e308, -1e308, 5e-324, 10**18, 2**63, 10**40, "1e400", True, None, ""]


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize(
    ("form", "place"),
    [
        ("trunk-recorder", ("start_time",)),
        ("trunk-recorder", ("call_length",)),
        ("trunk-recorder", ("srcList", 0, "pos")),
        ("trunk-recorder", ("srcList", 0, "time")),
        ("openmhz", (0, "len")),
        ("openmhz", (0, "talkgroupNum")),
        ("timelinejs", ("events", 0, "start_date", "minute")),
        ("timelinejs", ("events", 0, "end_date", "year")),
        ("json", (1, "audio", "length")),
        ("json", (1, "audio", "start")),
        ("json", (1, "speaker", "unit")),
    ],
)
def test_an_odd_number_is_kept_soundly_or_rejected(
    tmp_path: Path, form: str, place: Sequence[str | int], number: object
) -> None:
    """The largest and the smallest, and what is none."""
    value = inner = json.loads(json.dumps(WHOLE[form]))
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = number
    path = tmp_path / f"file{ENDING[form]}"
    path.write_text(json.dumps(value))
    imported_again(tmp_path / "record", form, path)


def test_radios_of_one_tag_are_the_same_units_again(tmp_path: Path) -> None:
    """Two radios with a tag, and one without a number: a call sign in the record changes none."""
    turns = [{"src": src, "time": 1_709_234_527 + src, "tag": "E1"} for src in (7, 8, -1)]
    path = tmp_path / "file.json"
    path.write_text(json.dumps(WHOLE["trunk-recorder"] | {"srcList": turns}))
    assert imported_again(tmp_path / "record", "trunk-recorder", path)


def test_names_that_differ_in_case_alone_are_the_same_again(tmp_path: Path) -> None:
    """Each call sign, and each agency, is found under its own id."""
    rows = [f"2024-02-29 13:1{n},{unit},Fire {unit}" for n, unit in enumerate(["E1", "e1", "E1"])]
    path = tmp_path / "file.csv"
    path.write_text("\n".join(["time,unit,agency", *rows, ""]))
    assert imported_again(tmp_path / "record", "csv", path)


def test_a_source_is_added_with_the_first_entry_that_cites_it(tmp_path: Path) -> None:
    """A copy of a log under another name adds nothing; one with a new row adds its source."""
    text, folder = str(SAMPLES["csv"]), tmp_path / "record"
    for name in ("one.csv", "copy.csv", "more.csv"):
        path = tmp_path / name
        path.write_text(text + "2024-02-29 13:20Z,More\n" * (name == "more.csv"))
        run("import", "--from", "csv", path, folder)
        sources = (folder / "record.yaml").read_text().count("kind: report")
        assert sources == 1 + (name == "more.csv")
    assert run("check", folder, "--strict").stdout.count("W010") == 0


def test_a_rejected_entry_is_not_the_day_of_a_record(tmp_path: Path) -> None:
    """The day of a new record is that of the first entry which is kept."""
    entries = [
        ENTRY | {"time": {"at": "2019-01-01T13:15Z", "after": ["nowhere"]}},
        ENTRY | {"id": "f"},
    ]
    path, folder = tmp_path / "file.jsonl", tmp_path / "record"
    path.write_text("".join(json.dumps(entry) + "\n" for entry in entries))
    run("import", "--from", "jsonl", path, folder)
    assert "date: 2024-02-29" in (folder / "record.yaml").read_text()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"time": "13:15/13:10"}, "this ends before it begins"),
        ({"time": "13:15..13:10"}, "these bounds end before they begin"),
        ({"time": "2024-03-10T02:30"}, "does not exist"),
        ({"time": "2024-11-03T01:30"}, "comes twice"),
        ({"known": "2024-03-10T02:30"}, "does not exist"),
        ({"agencies": [""]}, "a reference to `agencies` is empty"),
        ({"audio": {"path": "a.wav", "length": 2**63}}, "is no number"),
    ],
)
@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_what_check_would_refuse_is_rejected(
    tmp_path: Path, form: str, fields: dict[str, Any], words: str
) -> None:
    """It is set aside with the words of the check, and the rest of the record is sound."""
    entries = [ENTRY, ENTRY | {"id": "f"} | fields]
    path, folder = tmp_path / f"file.{form}", tmp_path / "record"
    lines = "\n".join(map(json.dumps, entries))
    path.write_text(lines if form == "jsonl" else json.dumps(entries))
    result = run("import", "--from", form, "--timezone", "America/Chicago", path, folder)
    assert words in result.stdout
    assert run("check", folder).exit_code == SOUND


@pytest.mark.parametrize(
    ("times", "kept"),
    [
        (["a +2m"], 0),
        (["b +2m", "a +2m"], 0),
        (["2024-02-29T13:15Z", "a +2m", "b +2m"], 3),
        (["2024-02-29T13:15Z", {"at": "2024-02-29T13:10Z", "after": ["a"]}, "b +2m"], 1),
    ],
)
def test_entries_timed_by_one_another(
    tmp_path: Path, times: list[str | dict[str, Any]], kept: int
) -> None:
    """A circle, and an order that the times deny, are set aside with what hangs on them."""
    usual: dict[str, Any] = {**ENTRY}
    entries = [usual, *(usual | {"id": "abc"[n], "time": at} for n, at in enumerate(times))]
    path, folder = tmp_path / "file.json", tmp_path / "record"
    path.write_text(json.dumps(entries))
    assert imported_again(folder, "json", path)
    record = read_record(folder).record
    assert record
    assert len(record.timeline) == 1 + kept


@pytest.mark.parametrize("fields", [{"speaker": {"unit": ""}}, {"agency": ""}, {"location": ""}])
def test_an_empty_key_is_left_out(tmp_path: Path, fields: dict[str, Any]) -> None:
    """Programs write empty texts for what they do not know: the record has no key for it."""
    path = tmp_path / "file.jsonl"
    path.write_text(json.dumps(ENTRY | fields))
    record = imported_again(tmp_path / "record", "jsonl", path)["record.yaml"].decode()
    assert "text: Fire" in record
    assert "''" not in record


@pytest.mark.parametrize(
    ("form", "text", "key"),
    [
        ("jsonl", '{"id":"g","text":"one","text":"two"}', "text"),
        ("jsonl", '{"id":"g","cite":{"source":"s","at":"1","at":"2"}}', "at"),
        ("jsonl", '{"id" : "g", "text" :"a", "text" : "b \\": c"}', "text"),
        ("json", '[{"id":"g","text":"one","text":"two"}]', "text"),
        ("json", '[{"id":"g","speaker":{"unit":"a","unit":"b"}}]', "unit"),
        (
            "json",
            '{"format":"incident-record/1","incident":{"id":"i","title":"a","title":"b"}}',
            "title",
        ),
    ],
)
def test_a_key_that_stands_twice_is_rejected(
    tmp_path: Path, form: str, text: str, key: str
) -> None:
    """Nothing says which value is meant; both are kept beside the record."""
    path = tmp_path / f"file.{form}"
    path.write_text(text)
    [found] = FORMATS[form].load().read([path], Wishes())
    assert isinstance(found, Rejected)
    assert f"`{key}` stands" in found.reason
    assert "twice" in found.reason
    assert found.raw in text


@pytest.mark.parametrize("text", ["a: b", 'say "x": y', "{}", 'k":'])
def test_a_colon_in_a_text_is_no_key(tmp_path: Path, text: str) -> None:
    """A sound line is taken, whatever its text looks like."""
    path = tmp_path / "file.jsonl"
    path.write_text(json.dumps(ENTRY | {"text": text}))
    [found] = FORMATS["jsonl"].load().read([path], Wishes())
    assert isinstance(found, ImportedItem)
    assert found.value["text"] == text
