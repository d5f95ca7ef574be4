"""Calls of OpenMHz: a turn's time is about the call's plus its position, and says so."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.imports.landing.protocol import Found, Passed, Wishes
from incident_tui.exchange.imports.openmhz import read
from tests.examples import examples
from tests.exchange.imports.imported import any_json, assert_sound, rejected, section

URL = "https://media.example/metro/101-1709234527.m4a"


def call(*turns: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A call as `/calls` gives it."""
    usual = {
        "_id": "65e0d5",
        "talkgroupNum": 101,
        "url": URL,
        "filename": "101-1709234527.m4a",
        "time": "2024-02-29T19:22:07.000Z",
        "srcList": list(turns),
        "star": 0,
        "len": 9,
    }
    return usual | fields


def found_of(tmp_path: Path, value: object, **wishes: Any) -> list[Found]:
    """What is read of a file with this value."""
    path = tmp_path / "calls.json"
    path.write_text(json.dumps(value))
    return list(read([path], Wishes(**wishes)))


def test_the_first_turn_is_exact_and_the_next_are_about(tmp_path: Path) -> None:
    """The call's time is the first turn's; of those after it only the position is known."""
    turns = {"pos": 0, "src": "11"}, {"pos": 3.6, "src": "-1"}, {"pos": 5, "src": "12"}
    found = found_of(tmp_path, {"calls": [call(*turns)]})
    entries = section(found, "timeline")
    assert entries[0]["time"] == "2024-02-29T19:22:07.000Z"
    assert [one["time"]["at"] for one in entries[1:]] == [
        "2024-02-29T19:22:10Z~",
        "2024-02-29T19:22:12Z~",
    ]
    assert "silence is cut" in entries[1]["time"]["basis"]
    assert [one["text"] for one in entries] == [
        "(no transcript) 4 s on talkgroup 101\nlen: 9",
        "(no transcript) 1 s on talkgroup 101",
        "(no transcript) 4 s on talkgroup 101",
    ]
    assert [one.get("speaker") for one in entries] == [
        {"unit": "openmhz-11"},
        None,
        {"unit": "openmhz-12"},
    ]
    assert [one["id"] for one in entries] == [f"openmhz-65e0d5-{turn}" for turn in range(3)]
    assert_sound(found)


def test_positions_that_are_all_0_are_unknown(tmp_path: Path) -> None:
    """The first turn begins with the call, the others at any time after that; none has a length."""
    entries = section(found_of(tmp_path, [call({"pos": 0}, {"pos": 0}, {"pos": 0})]), "timeline")
    later = {
        "at": "2024-02-29T19:22:07Z..",
        "basis": "a later turn of the call; its position in the recording is unknown",
    }
    assert [one["time"] for one in entries] == ["2024-02-29T19:22:07.000Z", later, later]
    assert [one["text"] for one in entries] == [
        "(no transcript) on talkgroup 101\nlen: 9",
        "(no transcript) on talkgroup 101",
        "(no transcript) on talkgroup 101",
    ]


def test_where_the_audio_is(tmp_path: Path) -> None:
    """The address of the audio is kept with the citation; nothing is fetched."""
    entry = section(found_of(tmp_path, [call()]), "timeline")[0]
    assert entry["cite"] == {"source": "openmhz", "at": URL}
    assert "audio" not in entry


def test_a_list_and_a_page_are_the_same(tmp_path: Path) -> None:
    """The calls may stand in `calls`, or be the whole file; what is beside them is passed over."""
    calls = [call(_id="b", star=2), call(_id="a")]
    bare = found_of(tmp_path, calls, talkgroups={"101": "pd"})
    page = found_of(tmp_path, {"calls": calls, "direction": "newer"}, talkgroups={"101": "pd"})
    entries = section(bare, "timeline")
    assert entries == section(page, "timeline")
    assert [one["id"] for one in entries] == ["openmhz-b-0", "openmhz-a-0"]
    assert entries[0]["agency"] == "pd"
    assert entries[0]["tags"] == ["stars: 2"]
    assert [one.origin.path for one in page if isinstance(one, Passed)] == [
        f"{tmp_path / 'calls.json'}#direction"
    ]


@pytest.mark.parametrize(
    ("fields", "where", "time"),
    [
        ({"time": "yesterday"}, "time", "unplaced"),
        ({"time": 5}, "time", "unplaced"),
        ({"time": "2024-02-30T00:00:00Z"}, "time", "unplaced"),
        ({"srcList": [{"pos": "far"}]}, "srcList[0].pos", "2024-02-29T19:22:07.000Z"),
        ({"srcList": [{"pos": 0}, None]}, "srcList[1]", "2024-02-29T19:22:07.000Z"),
        ({"len": True}, "len", "2024-02-29T19:22:07.000Z"),
    ],
)
def test_a_part_that_is_wrong(
    tmp_path: Path, fields: dict[str, Any], where: str, time: str
) -> None:
    """A wrong field is told of with its path; the call stays, in time only as far as is known."""
    found = found_of(tmp_path, [call(**fields)])
    (fault,) = rejected(found)
    assert fault.origin.path == f"{tmp_path / 'calls.json'}#calls[0].{where}"
    assert section(found, "timeline")[0]["time"] == time
    assert_sound(found)


@pytest.mark.parametrize(
    ("fields", "unit"),
    [
        ({"src": 12}, {"id": "openmhz-12", "call_sign": "12", "radio_ids": ["12"]}),
        (
            {"src": "12", "tag": "E7"},
            {"id": "openmhz-12-E7", "call_sign": "E7", "radio_ids": ["12"]},
        ),
        ({"src": "-1"}, None),
        ({"src": "0", "tag": "Dispatcher"}, None),
        ({"src": "12", "tag": "M2"}, None),
    ],
)
def test_the_unit_of_a_radio(
    tmp_path: Path, fields: dict[str, Any], unit: dict[str, Any] | None
) -> None:
    """A unit has the name of its radio; a name that the record knows is its unit."""
    found = found_of(tmp_path, [call({"pos": 0} | fields)], units={"m2": "medic-2"})
    assert section(found, "units") == ([unit] if unit else [])
    speakers = {"Dispatcher": {"label": "Dispatcher"}, "M2": {"unit": "medic-2"}}
    expected = {"unit": unit["id"]} if unit else speakers.get(fields.get("tag", ""))
    [entry] = section(found, "timeline")
    assert entry.get("speaker") == expected
    assert ("src: 12" in entry["text"]) is (fields.get("tag") == "M2")


def test_a_transcript_is_of_all_turns(tmp_path: Path) -> None:
    """The words stand once, with the number of the turns, and so do the fields of the call."""
    value = call({"pos": 0}, {"pos": 3}, transcript="One. Two.", filename="other.m4a", x={"y": 1})
    first, second = section(found_of(tmp_path, [value]), "timeline")
    assert first["text"].splitlines() == [
        "(words of all 2 turns) One. Two.",
        "len: 9",
        "filename: other.m4a",
        "x.y: 1",
    ]
    assert second["text"] == "(no transcript) 6 s on talkgroup 101"


def test_a_time_without_a_call_time_is_none(tmp_path: Path) -> None:
    """Without the call's time its turns have none either."""
    found = found_of(tmp_path, [call({"pos": 0}, {"pos": 3}, time="")])
    assert [one["time"] for one in section(found, "timeline")] == ["unplaced"] * 2


@pytest.mark.parametrize("value", [{}, {"calls": {}}, 5, "calls", None])
def test_a_file_without_calls(tmp_path: Path, value: object) -> None:
    """A file that holds no calls is told of whole."""
    (fault,) = rejected(found_of(tmp_path, value))
    assert "no calls of OpenMHz" in fault.reason


def test_a_folder_of_pages(tmp_path: Path) -> None:
    """Pages in a folder are read in order; other files are passed over."""
    found_of(tmp_path, [call()])
    (tmp_path / "a.txt").write_text("x")
    found = list(read([tmp_path], Wishes()))
    assert len(section(found, "timeline")) == 1
    assert [one.reason for one in found if isinstance(one, Passed)] == ["not JSON"]


FIELDS = [*call(), "freq", "emergency", "patches", "shortName", "transcript", "talkgroupGroup", "x"]


@examples(60)
@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), any_json()) | any_json(), max_size=3))
def test_anything_is_an_item_or_rejected(
    tmp_path_factory: pytest.TempPathFactory, calls: list[Any]
) -> None:
    """Each element of a list is at least one entry or is rejected, whatever JSON it is."""
    found = found_of(tmp_path_factory.mktemp("calls"), {"calls": calls})
    objects = [one for one in calls if isinstance(one, dict)]
    known = [
        one
        for one in objects
        if one.keys() & {"_id", "talkgroupNum", "time", "srcList", "transcript"}
    ]
    assert len(section(found, "timeline")) >= len(known)
    assert len(rejected(found)) >= len(calls) - len(known)
    unique = {}
    for one in found:  # the same call twice is the same entry, which the writer leaves out
        unique[getattr(one, "value", {}).get("id", id(one))] = one
    assert_sound(unique.values())
