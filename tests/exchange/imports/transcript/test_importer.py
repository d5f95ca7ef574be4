"""Transcripts in a record: their times, their recordings, and the calls that are there already."""

import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from incident_tui.chronology.build import chronology_of
from incident_tui.exchange.imports.landing.folder import RecordFolder
from incident_tui.exchange.imports.landing.protocol import (
    Found,
    ImportedItem,
    Passed,
    Remark,
    Wishes,
    Words,
)
from incident_tui.exchange.imports.transcript.importer import look, read
from incident_tui.record.reading import read_record
from incident_tui.record.time_value import parse_form
from tests.exchange.imports.imported import assert_sound, left_open, rejected, section
from tests.exchange.imports.recording.sounds import samples, wav
from tests.exchange.imports.transcript.transcripts import (
    SUBRIP,
    TRUNK_TRANSCRIBE,
    WEBVTT,
    WHISPER,
    found_of,
    segment,
)

CHICAGO: dict[str, Any] = {"zone": ZoneInfo("America/Chicago"), "zone_said": True}
STARTS = parse_form("2024-02-29T13:00:07")
CALL = "101-1709234527_771093750.0-call_7"
"""The name of a call by trunk-recorder: 2024-02-29T19:22:07Z on talkgroup 101."""
RECORD = f"""format: incident-record/1
incident: {{id: i, title: T, date: 2024-02-29, timezone: America/Chicago}}
sources: [{{id: s, kind: radio_audio}}]
agencies: [{{id: fd, name: Fire}}]
units: [{{id: e7, call_sign: Engine 7}}]
timeline:
  - {{id: c1, kind: radio_call, time: "2024-02-29T19:22:07Z", text: (no transcript), cite: s,
     agency: fd, speaker: {{unit: e7}}, channel: {{talkgroup: 101}},
     audio: {{path: {CALL}.wav, start: 0, length: 4}}}}
  - {{id: c2, kind: radio_call, time: "2024-02-29T19:22:12Z", text: (no transcript), cite: s,
     channel: {{talkgroup: 101}}, audio: {{path: {CALL}.wav, start: 4, length: 5}}}}
"""


def remarks(found: list[Found]) -> list[str]:
    """The words of the remarks."""
    return [one.words for one in found if isinstance(one, Remark)]


def beside(found: list[Found]) -> list[ImportedItem]:
    """The entries that stand beside calls of the head."""
    return [item for one in found if isinstance(one, Words) for item in one.beside]


def into(folder: Path, path: Path) -> list[Found]:
    """Import a file into the record in a folder, and return what was read."""
    target = RecordFolder(folder)
    wishes = Wishes(
        folder=folder,
        entries=target.entries,
        units={"engine 7": "e7"},
        record_zone=ZoneInfo("America/Chicago"),
        **CHICAGO,
    )
    found = [*read([path], wishes)]
    target.write(found, wishes, "words")
    return found


def record(folder: Path) -> Path:
    """A folder with a record of two turns of a call."""
    folder.mkdir()
    (folder / "record.yaml").write_text(RECORD)
    return folder


def test_an_exact_start_gives_each_entry_its_time(tmp_path: Path) -> None:
    """A start to the second is a time to the second, or within two, for each."""
    found = found_of(tmp_path, WHISPER, starts=STARTS, **CHICAGO)
    assert [entry["time"] for entry in section(found, "timeline")] == [
        "2024-02-29T13:00:07-06:00",
        "2024-02-29T13:03:19-06:00..2024-02-29T13:03:20-06:00",
    ]
    assert remarks(found) == []


@pytest.mark.parametrize(
    ("start", "widths"),
    [
        ("2024-02-29T13:00~", [11 * 60, 11 * 60]),  # five minutes on either side of the minute
        ("2024-02-29T13:00", [60, 60]),
        ("2024-02-29T13:00..2024-02-29T13:05", [360, 360]),
    ],
)
def test_a_vague_start_leaves_each_entry_as_vague(
    tmp_path: Path, start: str, widths: list[int]
) -> None:
    """In the record each entry has bounds of the width of the start, at its own distance."""
    path = tmp_path / "call.json"
    path.write_text(WHISPER)
    wishes = Wishes(starts=parse_form(start), **CHICAGO)
    RecordFolder(tmp_path / "r").write(read([path], wishes), wishes, "words")
    first, second = chronology_of(read_record(tmp_path / "r")).placements
    assert first.earliest is not None
    assert second.earliest is not None
    assert second.earliest - first.earliest == 192_400
    assert first.qualifier == second.qualifier
    assert [(one.latest or 0) - (one.earliest or 0) + 1 for one in (first, second)] == [
        width * 1000 for width in widths
    ]


def test_without_a_start_the_order_stays(tmp_path: Path) -> None:
    """The first entry is unplaced, the others count from it, and a remark says what to do."""
    found = found_of(tmp_path, WHISPER)
    first, second = section(found, "timeline")
    assert (first["time"], second["time"]) == ("unplaced", f"{first['id']} +3m12s400ms")
    assert "give --starts or --anchor" in remarks(found)[0]
    assert_sound(found)


def test_the_name_of_a_call_says_its_start_and_talkgroup(tmp_path: Path) -> None:
    """As trunk-recorder names it; silence is cut from its calls, so a later time is about."""
    value = {"segments": [segment(0, 2, "Go"), segment(4, 6, "Come")]}
    found = found_of(tmp_path, json.dumps(value), f"{CALL}.json", talkgroups={"101": "fd"})
    first, second = section(found, "timeline")
    assert first["time"]["at"] == "2024-02-29T19:22:07Z"
    assert second["time"]["at"] == "2024-02-29T19:22:11Z~"
    assert first["channel"]["talkgroup"] == "101"
    assert first["agency"] == "fd"
    assert first["cite"] == {"source": "trunk-recorder-unnamed", "at": CALL}
    assert "in the name of the file" in remarks(found)[0]


def test_what_the_user_says_goes_before_the_name(tmp_path: Path) -> None:
    """And the difference is told."""
    found = found_of(tmp_path, WHISPER, "20240228_120000.json", starts=STARTS, **CHICAGO)
    assert section(found, "timeline")[0]["time"] == "2024-02-29T13:00:07-06:00"
    assert "says 2024-02-28T12:00:00" in remarks(found)[0]


def test_a_start_is_of_one_recording(tmp_path: Path) -> None:
    """A second recording is refused, and read with a start of its own."""
    (tmp_path / "a.json").write_text(WHISPER)
    (tmp_path / "b.json").write_text(WHISPER)
    found = [*read([tmp_path], Wishes(starts=STARTS, **CHICAGO))]
    assert len(section(found, "timeline")) == 2
    (fault,) = rejected(found)
    assert fault.origin.path.endswith("b.json")
    assert "import the recordings one by one" in fault.reason


def test_contradicting_anchors_are_told(tmp_path: Path) -> None:
    """Nothing is read by them."""
    anchors = ((0.0, STARTS), (60.0, parse_form("2024-02-29T14:00:00")))
    found = found_of(tmp_path, WHISPER, anchors=anchors, **CHICAGO)
    assert section(found, "timeline") == []
    assert "contradict each other" in rejected(found)[0].reason


def test_an_anchor_outside_of_the_recording_is_refused(tmp_path: Path) -> None:
    """By the length in the file, or of the sound beside; else a remark names the last words."""
    late = {"anchors": ((720.0, STARTS),)} | CHICAGO
    found = found_of(tmp_path, WHISPER, **late)
    assert rejected(found) == []
    assert "lies behind the last words, which end at 00:03:15" in remarks(found)[0]
    longer = json.dumps(json.loads(WHISPER) | {"duration": 800.5})
    assert remarks(found_of(tmp_path, longer, **late)) == []
    shorter = json.dumps(json.loads(WHISPER) | {"duration": 200.5})
    found = found_of(tmp_path, shorter, **late)
    assert section(found, "timeline") == []
    assert "which is 00:03:20 long" in rejected(found)[0].reason
    (tmp_path / "call.wav").write_bytes(wav(samples()))
    (fault,) = rejected(found_of(tmp_path, WHISPER, **late))
    assert "lies outside of the recording" in fault.reason


def test_the_recording_beside_is_played(tmp_path: Path) -> None:
    """A sound of the same name in the record's folder is the audio, from start to end."""
    (tmp_path / "call.mp3").write_bytes(b"ID3")
    found = found_of(tmp_path, WHISPER, folder=tmp_path)
    assert [entry["audio"] for entry in section(found, "timeline")] == [
        {"path": "call.mp3", "length": 4.2},
        {"path": "call.mp3", "start": 192.4, "length": 2.6},
    ]
    assert "audio" not in section(found_of(tmp_path, WHISPER), "timeline")[0]
    outside = found_of(tmp_path, WHISPER, folder=tmp_path / "record")
    assert "audio" not in section(outside, "timeline")[0]
    assert any("put the file into the folder before" in words for words in remarks(outside))


def test_a_voice_is_a_unit_if_the_record_has_it(tmp_path: Path) -> None:
    """Else it is a label, and no unit is made."""
    found = found_of(tmp_path, WEBVTT, "call.vtt", units={"engine 7": "e7"})
    assert section(found, "timeline")[0]["speaker"] == {"unit": "e7"}
    found = found_of(tmp_path, WEBVTT, "call.vtt")
    assert section(found, "timeline")[0]["speaker"] == {"label": "Engine 7"}
    assert section(found, "units") == []


def test_of_several_forms_one_is_read(tmp_path: Path) -> None:
    """Whisper writes them all at once: in a folder, and where both are named, the JSON counts."""
    for name, text in (
        ("a.json", WHISPER),
        ("a.srt", SUBRIP),
        ("a.txt", "Engine 7"),
        ("b.srt", SUBRIP),
    ):
        (tmp_path / name).write_text(text)
    found = [*read([tmp_path], Wishes())]
    assert {one["cite"]["source"] for one in section(found, "timeline")} == {
        "recording-a",
        "recording-b",
    }
    assert len(section(found, "timeline")) == 4
    passed = [Path(one.origin.path).name for one in found if isinstance(one, Passed)]
    assert passed == ["a.srt", "a.txt"]
    assert any("to read another, name it" in words for words in remarks(found))
    alone = [*read([tmp_path / "a.srt"], Wishes())]
    assert len(section(alone, "timeline")) == 2
    both = [*read([tmp_path / "a.srt", tmp_path / "a.json"], Wishes())]
    assert len(section(both, "timeline")) == 2


def test_in_a_folder_only_transcripts_are_read(tmp_path: Path) -> None:
    """Other files with such endings are passed over; named, they are told of."""
    for name, text in (
        ("call.json", '{"talkgroup": 101, "start_time": 1709234527}'),
        ("readme.txt", "How to read these files."),
        ("words.txt", "[0:01] Go"),
    ):
        (tmp_path / name).write_text(text)
    found = [*read([tmp_path], Wishes())]
    assert [entry["text"] for entry in section(found, "timeline")] == ["Go"]
    assert [one.reason for one in found if isinstance(one, Passed)] == ["no transcript"] * 2
    assert rejected(found) == []
    assert len(rejected([*read([tmp_path / "call.json"], Wishes())])) == 1


def test_words_of_calls_in_the_head_are_notes_beside_them(tmp_path: Path) -> None:
    """They are timed by the call, are of its agency and unit, and change no entry of the head."""
    folder = record(tmp_path / "r")
    words = [segment(0.4, 3, "Go ahead"), segment(4.5, 8, "10-4"), segment(30, 31, "Gone")]
    path = tmp_path / f"{CALL}.json"
    path.write_text(json.dumps({"segments": words}))
    before = (folder / "record.yaml").read_text()
    found = into(folder, path)
    [third] = section(found, "timeline")
    first, second = section(beside(found), "timeline")
    assert [one["kind"] for one in (first, second, third)] == ["note", "note", "radio_call"]
    assert [one["time"] for one in (first, second)] == ["c1 +400ms", "c2 +500ms"]
    assert third["time"] == {"at": "unplaced", "after": ["c2"]}
    assert (first["agency"], first["speaker"]) == ("fd", {"unit": "e7"})
    assert [words.rpartition(": ")[2] for words in remarks(found)] == ["1"]
    after = (folder / "record.yaml").read_text()
    assert after.startswith(before.partition("sources:")[0])
    assert before.partition("timeline:")[2] in after
    assert read_record(folder).problems == ()
    into(folder, path)
    assert (folder / "record.yaml").read_text() == after


def test_words_again_add_nothing_beside_themselves(tmp_path: Path) -> None:
    """Entries of an import before, with the recording beside, are no calls to keep words beside."""
    folder = record(tmp_path / "r")
    (folder / "day.mp3").write_bytes(b"ID3")
    (folder / "day.json").write_text(WHISPER)
    into(folder, folder / "day.json")
    before = (folder / "record.yaml").read_text()
    found = into(folder, folder / "day.json")
    assert {entry["kind"] for entry in section(found, "timeline")} == {"radio_call"}
    assert (folder / "record.yaml").read_text() == before


def test_trunk_transcribe(tmp_path: Path) -> None:
    """The first words begin with the call; the next are about at their turn, or within the call."""
    found = found_of(tmp_path, TRUNK_TRANSCRIBE)
    first, second, third = section(found, "timeline")
    assert first["time"] == "2024-02-29T19:22:07Z"
    assert second["time"]["at"] == "2024-02-29T19:22:12Z~"
    assert third["time"] == "2024-02-29T19:22:07Z..2024-02-29T19:22:18Z"
    assert first["text"] == "Engine 7 here.\ntalkgroup_description: Fire Dispatch"
    assert [one.get("speaker") for one in (first, second, third)] == [
        {"label": "7001"},
        {"label": "Disp"},
        None,
    ]
    assert first["cite"] == {
        "source": "trunk-recorder-metro",
        "at": "https://media.example/101.mp3",
    }
    assert first["channel"] == {
        "system": "metro",
        "talkgroup": "101",
        "talkgroup_tag": "FD Disp",
        "frequency": "773.04375",
    }
    assert_sound(found)


def test_trunk_transcribe_as_text(tmp_path: Path) -> None:
    """Its search index keeps metadata and transcript as text."""
    (call,) = json.loads(TRUNK_TRANSCRIBE)["data"]
    call |= {key: json.dumps(call[key]) for key in ("raw_metadata", "raw_transcript")}
    found = found_of(tmp_path, json.dumps({"hits": [call]}))
    plain = found_of(tmp_path, TRUNK_TRANSCRIBE)
    assert [one["text"] for one in section(found, "timeline")] == [
        one["text"] for one in section(plain, "timeline")
    ]


def test_calls_are_found_by_talkgroup_and_second(tmp_path: Path) -> None:
    """The words of a turn are within the call of the record that begins in its second."""
    folder = record(tmp_path / "r")
    path = tmp_path / "calls.json"
    path.write_text(TRUNK_TRANSCRIBE)
    found = into(folder, path)
    entries = section(beside(found), "timeline")
    assert [one["time"] for one in entries] == ["c1 +0m..11s", "c1 +0m..11s", "c2 +0m..11s"]
    assert {one["kind"] for one in entries} == {"note"}
    before = (folder / "record.yaml").read_text()
    into(folder, path)
    assert (folder / "record.yaml").read_text() == before


@pytest.mark.parametrize(
    ("name", "wishes", "needs"),
    [
        ("call.json", {}, {"--starts"}),
        ("20240229_1300.json", {}, {"--timezone"}),
        ("20240229_1300.json", CHICAGO, set()),
        (f"{CALL}.json", {}, set()),
        ("call.json", {"starts": STARTS} | CHICAGO, set()),
        ("call.json", {"starts": parse_form("13:00~")}, {"--date", "--timezone"}),
        ("call.json", {"anchors": ((3.0, parse_form("13:00Z")),)}, {"--date"}),
        ("call.json", {"anchors": ((3.0, STARTS), (9.0, parse_form("13:01")))} | CHICAGO, set()),
    ],
)
def test_what_a_transcript_leaves_open(
    tmp_path: Path, name: str, wishes: dict[str, Any], needs: set[str]
) -> None:
    """The start, or the date and the zone of a start that has none."""
    path = tmp_path / name
    path.write_text(WHISPER)
    assert left_open(look, path, **wishes) == needs


def test_of_several_recordings_no_single_start_is_asked_for(tmp_path: Path) -> None:
    """The answer would be of one of them."""
    paths = [tmp_path / "a.json", tmp_path / "b.json"]
    for path in paths:
        path.write_text(WHISPER)
    assert left_open(look, *paths) == set()
