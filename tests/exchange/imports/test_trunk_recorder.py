"""The archive of trunk-recorder: an entry for each turn, at its own time, with no word made up."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.imports.landing.protocol import Found, Passed, Remark, Wishes
from incident_tui.exchange.imports.trunk_recorder import read
from tests.examples import examples
from tests.exchange.imports.imported import any_json, assert_sound, rejected, section

START = 1_709_234_527
"""2024-02-29T19:22:07Z."""


def turn(src: int, time: int, pos: float, **fields: Any) -> dict[str, Any]:
    """A turn, as it stands in `srcList`."""
    return {"src": src, "time": time, "pos": pos, "emergency": 0, "tag": ""} | fields


def call(*turns: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A call; lists are absent when they are empty."""
    usual = {
        "freq": 771_093_750,
        "start_time": START,
        "stop_time": START + 20,
        "emergency": 0,
        "encrypted": 0,
        "call_length": 9,
        "talkgroup": 101,
        "talkgroup_tag": "Law Dispatch",
        "talkgroup_group_tag": "Law Dispatch",
        "talkgroup_group": "Weir Falls",
        "short_name": "metro",
    }
    return usual | ({"srcList": list(turns)} if turns else {}) | fields


def write(root: Path, value: object, number: int = 7, day: str = "2024/2/29") -> Path:
    """Write a call where trunk-recorder writes it, with its audio; the path of the JSON."""
    path = root / "metro" / day / f"101-{START}_771093750.0-call_{number}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value))
    path.with_suffix(".wav").write_bytes(b"RIFF")
    return path


def words_of(entry: dict[str, Any]) -> str:
    """The text of an entry, without the fields that stay as lines."""
    words: str = entry["text"].partition("\nstop_time: ")[0]
    return words


def found_in(root: Path, **wishes: Any) -> list[Found]:
    """What is read in a folder."""
    return list(read([root], Wishes(**wishes)))


MESSAGE = {
    "call": {"call_num": "51697", "start_time": "1686700238", "talkgroup": "4012"},
    "type": "call_end",
    "timestamp": "1686700268",
    "instance_id": "east-antenna",
}
ACTIVE = {"calls": [{"talkgroup": "4011"}], "type": "calls_active", "timestamp": "1686699330"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (json.dumps(MESSAGE, indent=2), "call_end"),
        (json.dumps(ACTIVE), "calls_active"),
        (f"{json.dumps(ACTIVE)}\n{json.dumps(MESSAGE)}\n", "call_end"),
        (f"feeds/call_end {json.dumps(MESSAGE)}\n", "call_end"),
    ],
    ids=["alone", "list", "lines", "topics"],
)
def test_messages_over_mqtt_are_refused_by_name(tmp_path: Path, text: str, kind: str) -> None:
    """A message, also one of several lines or behind its topic: what it is, and what to import."""
    path = tmp_path / "messages.json"
    path.write_text(text)
    (fault,) = rejected(list(read([path], Wishes())))
    assert f"over MQTT, of type `{kind}`, which is not read; import the JSON" in fault.reason


def test_each_turn_stands_at_its_own_time(tmp_path: Path) -> None:
    """A turn's time is its own, not the call's plus its position, where silence is cut out."""
    write(
        tmp_path,
        call(turn(11, START, 0, tag="E1"), turn(12, START + 14, 4.2), turn(-1, START + 17, 7)),
    )
    found = found_in(tmp_path, folder=tmp_path)
    entries = section(found, "timeline")
    assert [one["time"] for one in entries] == [
        "2024-02-29T19:22:07Z",
        "2024-02-29T19:22:21Z",
        "2024-02-29T19:22:24Z",
    ]
    assert [words_of(one) for one in entries] == [
        "(no transcript) 4 s on Law Dispatch",
        "(no transcript) 3 s on Law Dispatch",
        "(no transcript) 2 s on Law Dispatch",
    ]
    audio = "metro/2024/2/29/101-1709234527_771093750.0-call_7.wav"
    assert [one["audio"] for one in entries] == [
        {"path": audio, "length": 4.2},
        {"path": audio, "start": 4.2, "length": 2.8},
        {"path": audio, "start": 7.0},
    ]
    assert not any("verbatim" in one for one in entries)
    assert_sound(found)


def test_who_spoke_where(tmp_path: Path) -> None:
    """A radio is a unit by its number and tag; -1 is nobody; the channel is told in full."""
    write(
        tmp_path, call(turn(11, START, 0, tag="E1"), turn(-1, START + 5, 3), turn(12, START + 9, 5))
    )
    found = found_in(tmp_path)
    assert section(found, "units") == [
        {"id": "trunk-recorder-metro-11-E1", "call_sign": "E1", "radio_ids": ["11"]},
        {"id": "trunk-recorder-metro-12", "call_sign": "12", "radio_ids": ["12"]},
    ]
    entries = section(found, "timeline")
    assert [one.get("speaker") for one in entries] == [
        {"unit": "trunk-recorder-metro-11-E1"},
        None,
        {"unit": "trunk-recorder-metro-12"},
    ]
    assert entries[0]["id"] == "trunk-recorder-metro-101-1709234527-771093750-7-0"
    assert entries[0]["channel"] == {
        "system": "metro",
        "talkgroup": "101",
        "talkgroup_tag": "Law Dispatch",
        "frequency": "771.09375",
    }
    assert entries[0]["cite"]["source"] == section(found, "sources")[0]["id"]
    assert entries[0]["cite"]["at"] == "metro/2024/2/29/101-1709234527_771093750.0-call_7.json"
    assert "audio" not in entries[0]  # the record is written elsewhere
    assert_sound(found)


def test_a_tag_that_the_record_knows_is_its_unit(tmp_path: Path) -> None:
    """A unit that is there already, by its call sign, is not defined again."""
    write(tmp_path, call(turn(11, START, 0, tag="E1")))
    found = found_in(tmp_path, units={"e1": "engine-1"})
    assert section(found, "units") == []
    assert section(found, "timeline")[0]["speaker"] == {"unit": "engine-1"}


@pytest.mark.parametrize(
    ("fields", "time", "text"),
    [
        # Without turns there is one entry, at the start of the call.
        ({}, "2024-02-29T19:22:07Z", "(no transcript) 9 s on Law Dispatch"),
        # Milliseconds alone are a time too, and give the finer length.
        (
            {"start_time": None, "start_time_ms": START * 1000 + 250, "call_length_ms": 400},
            "2024-02-29T19:22:07.250Z",
            "(no transcript) under 1 s on Law Dispatch",
        ),
        # Counts written as text, and a channel without a name.
        (
            {"start_time": str(START), "call_length": "3", "talkgroup_tag": ""},
            "2024-02-29T19:22:07Z",
            "(no transcript) 3 s on talkgroup 101",
        ),
        # No time at all is none.
        (
            {"start_time": None, "call_length": None},
            "unplaced",
            "(no transcript) on Law Dispatch",
        ),
        # A turn without a time is somewhere in the call.
        (
            {"srcList": [{"src": 11, "pos": 0}]},
            "2024-02-29T19:22:07Z..2024-02-29T19:22:27Z",
            "(no transcript) 9 s on Law Dispatch",
        ),
        ({"transcript": "Engine 1 on scene."}, "2024-02-29T19:22:07Z", "Engine 1 on scene."),
        (
            {"srcList": [turn(1, START, 0), turn(2, START, 2)], "transcription": "One. Two."},
            "2024-02-29T19:22:07Z",
            "(words of all 2 turns) One. Two.",
        ),
        # The words of a turn stand before those of the whole call.
        (
            {"srcList": [turn(1, START, 0, transcript="One.")], "transcript": "One. Two."},
            "2024-02-29T19:22:07Z",
            "One.\nOne. Two.",
        ),
    ],
)
def test_times_and_words(tmp_path: Path, fields: dict[str, Any], time: str, text: str) -> None:
    """A call is as long, and as exact in time, as its file says; words are there or are not."""
    write(tmp_path, call(**fields))
    found = found_in(tmp_path)
    entry = section(found, "timeline")[0]
    assert (entry["time"], words_of(entry)) == (time, text)
    assert rejected(found) == []
    assert_sound(found)


@pytest.mark.parametrize(
    ("fields", "length"),
    [
        ({"call_length": 2}, None),
        ({"call_length": "2"}, None),
        ({"call_length": 2, "call_length_ms": 2500}, 2.5),
        ({"call_length": 2, "call_length_ms": 2000}, 2.0),
        ({"call_length": 2.5}, 2.5),
        ({"call_length": 2, "freqList": [{"len": 1.5}, {"len": 1.0}]}, 2.5),
        ({"call_length": 2, "freqList": [{"len": 1}, {"len": 1.0}]}, None),
        ({"call_length": 2, "freqList": [{"len": 3.5}]}, None),
        ({"call_length": 2, "freqList": [{"len": 2.5}, {"pos": 2.5}]}, None),
        ({"freqList": [{"len": 2.5}], "call_length": None}, None),
    ],
)
def test_a_rounded_length_cuts_no_sound(
    tmp_path: Path, fields: dict[str, Any], length: float | None
) -> None:
    """Only a length finer than a second is that of the sound; else the file has its own."""
    write(tmp_path, call(turn(11, START, 0), **fields))
    [entry] = section(found_in(tmp_path, folder=tmp_path), "timeline")
    assert entry["audio"].get("length") == length


def test_words_beside_the_call(tmp_path: Path) -> None:
    """A text file beside the JSON is its transcript."""
    write(tmp_path, call()).with_suffix(".txt").write_text("\ufeffMedic 2, go ahead.\n")
    found = found_in(tmp_path)
    assert [words_of(one) for one in section(found, "timeline")] == ["Medic 2, go ahead."]
    assert not any(isinstance(one, Passed) for one in found)


def test_flags_services_and_patches_are_tags(tmp_path: Path) -> None:
    """What is special about a call is a tag, and so are its service, its group and its patches."""
    value = call(turn(1, START, 0, emergency=1), encrypted=1, patched_talkgroups=[101, 205])
    write(tmp_path, value)
    tags = section(found_in(tmp_path), "timeline")[0]["tags"]
    assert tags == ["encrypted", "emergency", "Law Dispatch", "Weir Falls", "patched with 205"]


def test_the_frequency_of_a_turn(tmp_path: Path) -> None:
    """The frequency is that of the turn in `freqList`; the call's is rounded by older versions."""
    frequencies = [
        {"freq": 771_093_750, "time": START, "pos": 0.0, "error_count": "2"},
        {"freq": 772_000_000, "time": START + 5, "pos": 3, "error_count": "0"},
        {"freq": 773_000_000, "time": START + 9, "pos": 8},
    ]
    turns = turn(11, START, 0), turn(12, START + 5, 3)
    write(tmp_path, call(*turns, freq=7.71094e8, freqList=frequencies))
    first, second = section(found_in(tmp_path), "timeline")
    assert first["channel"]["frequency"] == "771.09375"
    assert second["channel"]["frequency"] == "772"
    assert second["text"] == "(no transcript) 6 s on Law Dispatch\nerror_count: 0"
    assert "error_count: 2\nstop_time: " in first["text"]
    assert first["text"].endswith(
        f"freqList.time: {START + 9}\nfreqList.pos: 8\nfreqList.freq: 773000000.0"
    )
    assert "\nfreq: " not in first["text"]


@pytest.mark.parametrize("order", [1, -1])
def test_a_turn_outside_of_the_frequencies(tmp_path: Path, order: int) -> None:
    """Where frequencies and turns do not match, the call's frequency stays with the call."""
    frequencies = [{"freq": 771e6, "pos": 1}, {"freq": 772e6, "pos": 2}][::order]
    write(tmp_path, call(turn(11, START, 0), freqList=frequencies))
    [entry] = section(found_in(tmp_path), "timeline")
    assert entry["channel"]["frequency"] == "771.09375"
    assert entry["text"].count("freqList[") == 4


def test_a_start_that_disagrees_with_its_milliseconds(tmp_path: Path) -> None:
    """Milliseconds of another second are rejected, and the seconds hold."""
    write(tmp_path, call(start_time_ms=START * 1000 + 4000))
    found = found_in(tmp_path)
    assert [fault.reason for fault in rejected(found)] == [
        "`start_time_ms` is another time than `start_time`"
    ]
    assert section(found, "timeline")[0]["time"] == "2024-02-29T19:22:07Z"


@pytest.mark.parametrize(
    ("stop", "seconds", "is_within"),
    [
        (20, -2, True),
        (20, -3, False),
        (20, 22, True),
        (20, 23, False),
        (-9, 500, True),
        (0, 1, True),
    ],
)
def test_a_turn_is_within_its_call(
    tmp_path: Path, stop: int, seconds: int, is_within: bool
) -> None:
    """Times are rounded to a second; an end before the start bounds nothing."""
    write(tmp_path, call(turn(1, START + seconds, 0), stop_time=START + stop))
    found = found_in(tmp_path)
    time = section(found, "timeline")[0]["time"]
    assert isinstance(time, str) is is_within
    assert bool(rejected(found)) is not is_within
    assert_sound(found)


@pytest.mark.parametrize(
    ("talkgroups", "agency"),
    [({"101": "pd"}, "pd"), ({"Law Dispatch": "pd"}, "pd"), ({"102": "fd"}, None)],
)
def test_the_agency_of_a_talkgroup(
    tmp_path: Path, talkgroups: dict[str, str], agency: str | None
) -> None:
    """An agency is known by its talkgroup's number or tag; otherwise nobody is identified."""
    write(tmp_path, call())
    assert section(found_in(tmp_path, talkgroups=talkgroups), "timeline")[0].get("agency") == agency


@pytest.mark.parametrize(
    ("fields", "where", "reason"),
    [
        ({"start_time": True}, "#start_time", "no number of seconds"),
        ({"start_time": "NaN"}, "#start_time", "no number of seconds"),
        ({"start_time": 1e300}, "#start_time", "no time"),
        ({"stop_time": -4}, "#stop_time", "no time"),
        ({"freq": "much"}, "#freq", "no number"),
        ({"srcList": 5}, "#srcList", "no JSON object"),
        ({"srcList": [turn(1, START, 0), 7]}, "#srcList[1]", "no JSON object"),
        ({"srcList": [turn(1, START, -1)]}, "#srcList[0].pos", "no number"),
        ({"srcList": [turn(1, 10**30, 0)]}, "#srcList[0].time", "no time"),
        ({"srcList": [{"src": 1.5, "time": START}]}, "#srcList[0].src", "no whole number"),
        ({"talkgroup_tag": ["a"]}, "#talkgroup_tag", "no text"),
        ({"emergency": "often"}, "#emergency", "neither true nor false"),
    ],
)
def test_a_part_that_is_wrong_is_rejected_alone(
    tmp_path: Path, fields: dict[str, Any], where: str, reason: str
) -> None:
    """A field that cannot be what it should is told of with its place; the call stays."""
    path = write(tmp_path, call(**fields))
    found = found_in(tmp_path)
    (fault,) = rejected(found)
    assert str(fault.origin) == f"{path}{where}"
    assert reason in fault.reason
    assert len(section(found, "timeline")) == 1
    assert_sound(found)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('{"talkgroup":\n 1,}', 2, "not JSON"),
        ("", 1, "not JSON"),
        ("[" * 100_000, 0, "nested more than 64 deep"),
        ('{"talkgroup": ' + "[" * 70 + "]" * 70 + "}", 0, "nested more than 64 deep"),
        ('{"talkgroup": ' + "1" * 5000 + "}", 0, "longer than any"),
        ('{"sources": []}', 0, "no call of trunk-recorder"),
        ("[1]", 0, "no call of trunk-recorder"),
    ],
)
def test_a_file_that_is_no_call_is_rejected(
    tmp_path: Path, text: str, line: int, reason: str
) -> None:
    """A file that is no JSON, or no call, is told of with its place, and the others are read."""
    broken = tmp_path / "broken.json"
    broken.write_text(text)
    write(tmp_path, call())
    found = found_in(tmp_path)
    (fault,) = rejected(found)
    assert fault.origin == (str(broken), line)
    assert reason in fault.reason
    assert len(section(found, "timeline")) == 1


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    """A file that is not UTF-8 is told of with its line."""
    path = tmp_path / "latin.json"
    path.write_bytes(b'{"talkgroup": 1,\n"talkgroup_tag": "caf\xe9"}')
    (fault,) = found_in(tmp_path)
    assert str(rejected([fault])[0].origin) == f"{path}:2"


def test_a_folder_is_walked_as_people_count(tmp_path: Path) -> None:
    """The 9th comes before the 10th; hidden files are skipped, others are passed over or read."""
    for day in ("2024/2/10", "2024/2/9", "2024/12/1"):
        write(tmp_path, call(), day=day)
    (tmp_path / ".hidden.json").write_text("{")
    (tmp_path / "notes.md").write_text("x")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    found = found_in(tmp_path)
    days = [one["cite"]["at"].split("/")[1:4] for one in section(found, "timeline")]
    assert days == [["2024", "2", "9"], ["2024", "2", "10"], ["2024", "12", "1"]]
    passed = [Path(one.origin.path).name for one in found if isinstance(one, Passed)]
    assert passed == ["loop", "notes.md"]


def test_one_file_by_itself(tmp_path: Path) -> None:
    """A single call can be asked for; one that is not there is told of."""
    path = write(tmp_path, call(turn(1, START, 0)))
    assert len(section(read([path], Wishes()), "timeline")) == 1
    (fault,) = read([tmp_path / "none.json"], Wishes())
    assert rejected([fault])[0].reason == "cannot be read: no such file or directory"


def test_audio_that_leaves_the_record_is_left_out(tmp_path: Path) -> None:
    """A link out of the record's folder is not followed, nor is a folder above it."""
    inside = tmp_path / "record"
    inside.mkdir()
    path = write(inside, call())
    sound = path.with_suffix(".wav")
    sound.rename(tmp_path / "elsewhere.wav")
    sound.symlink_to(tmp_path / "elsewhere.wav")
    assert "audio" not in section(found_in(inside, folder=inside), "timeline")[0]


def test_audio_outside_of_the_folder_is_named(tmp_path: Path) -> None:
    """Its entries stay, without audio, and a remark says what to do before the import."""
    path = write(tmp_path / "archive", call())
    found = found_in(tmp_path / "archive", folder=tmp_path / "record")
    assert "audio" not in section(found, "timeline")[0]
    [remark] = [one for one in found if isinstance(one, Remark)]
    assert remark.origin.path == str(path.with_suffix(".wav"))
    assert "put the file into the folder before the import" in remark.words
    within = found_in(tmp_path / "archive", folder=tmp_path)
    assert not [one for one in within if isinstance(one, Remark)]


def test_ids_do_not_hang_on_where_files_lie(tmp_path: Path) -> None:
    """The same call has the same id wherever it lies, and another call another one."""
    first, second = tmp_path / "a", tmp_path / "b"
    write(first, call(turn(1, START, 0)))
    write(second, call(turn(1, START, 0)), day="x")
    write(second, call(turn(1, START, 0)), number=8)
    (known,) = [one["id"] for one in section(found_in(first), "timeline")]
    ids = [one["id"] for one in section(found_in(second), "timeline")]
    assert known in ids
    assert len(set(ids)) == 2


FIELDS = [*call(), "srcList", "freqList", "start_time_ms", "call_length_ms", "x"]
FIELDS += ["patched_talkgroups", "transcript"]


@examples(60)
@given(
    st.dictionaries(st.sampled_from(FIELDS), any_json(), min_size=1),
    st.lists(
        st.dictionaries(st.sampled_from([*turn(1, 1, 1), "transcript"]), any_json()), max_size=3
    ),
)
def test_anything_is_an_item_or_rejected(
    tmp_path_factory: pytest.TempPathFactory, value: dict[str, Any], turns: list[dict[str, Any]]
) -> None:
    """Whatever JSON stands in a call, every turn is an entry that the reader of records accepts."""
    folder = tmp_path_factory.mktemp("calls")
    whole = {"talkgroup": 1} | value | ({"srcList": turns} if turns else {})
    write(folder, whole)
    found = found_in(folder, folder=folder)
    if turns:
        assert len(section(found, "timeline")) == len(turns)
    assert section(found, "timeline")
    assert_sound(found)
