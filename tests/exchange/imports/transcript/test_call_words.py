"""Words of calls that the record has: together, in the calls without words, and beside others."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from incident_tui.exchange.imports.landing.collect import CALLS_WITH_WORDS, Outcome
from incident_tui.exchange.imports.landing.folder import RecordFolder
from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.exchange.imports.transcript.importer import read
from incident_tui.record.model import Entry, Transcript
from incident_tui.record.reading import read_record
from tests.exchange.imports.transcript.transcripts import TRUNK_TRANSCRIBE, segment

HEAD = """\
format: incident-record/1
incident: {id: i, title: T, date: 2024-02-29, timezone: UTC}
sources: [{id: recording-day, kind: radio_audio}, {id: recording-night, kind: radio_audio}]
units: [{id: e7, call_sign: Engine 7}]
calls: [day.jsonl, night.jsonl]
"""
NUMBERS = "mean log probability -0.31, probability of no speech 0.02, compression ratio 1.41"


def call(name: str, recording: str, start: float = 0, **fields: Any) -> str:
    """A call of a recording without words, 4 s long."""
    usual = {
        "id": name,
        "kind": "radio_call",
        "time": f"2024-02-29T19:22:{7 + start:02.0f}Z",
        "text": "(no transcript) 4 s",
        "cite": "recording-day",
        "audio": {"path": f"{recording}.mp3", "start": start, "length": 4},
    }
    return json.dumps(usual | fields) + "\n"


def folder_with(folder: Path, *day: str, night: str = "") -> Path:
    """A record with files of calls of two recordings."""
    folder.mkdir()
    (folder / "record.yaml").write_text(HEAD)
    (folder / "day.jsonl").write_text("".join(day))
    (folder / "night.jsonl").write_text(night)
    return folder


def transcript(folder: Path, *segments: dict[str, Any], name: str = "day", **fields: Any) -> Path:
    """A transcript by Whisper."""
    path = folder / f"{name}.json"
    path.write_text(json.dumps({"segments": segments, "params": {"model": "base.en"}} | fields))
    return path


def into(folder: Path, *paths: Path) -> Outcome:
    """Import transcripts into a record."""
    target = RecordFolder(folder)
    wishes = Wishes(folder=folder, entries=target.entries, units={"engine 7": "e7"})
    return target.write(read(paths, wishes), wishes, "words")


def entries(folder: Path) -> dict[str, Entry]:
    """The entries of a record without a problem."""
    assert read_record(folder).problems == ()
    return {one.id: one for one in RecordFolder(folder).entries()}


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a record."""
    return {name: (folder / name).read_bytes() for name in os.listdir(folder)}


def assert_there(folder: Path, *paths: Path) -> None:
    """A second import adds nothing, and changes no byte."""
    before = contents(folder)
    outcome = into(folder, *paths)
    assert (outcome.kept, outcome.rejected, outcome.beside_calls) == ({}, 0, 0)
    assert outcome.already_there
    assert contents(folder) == before


def test_the_segments_of_a_call_are_its_words(tmp_path: Path) -> None:
    """By recording and position, in their order, with the mean confidence of the words."""
    folder = folder_with(tmp_path / "r", call("c1", "day"), call("c2", "day", 10))
    path = transcript(
        tmp_path,
        segment(0.2, 2, "Engine 7, go ahead.", confidence=0.9),
        segment(2, 3, "Over.", confidence=0.4),
        segment(10.5, 12, "10-4.", confidence=0.5),
    )
    outcome = into(folder, path)
    assert outcome.kept == {CALLS_WITH_WORDS: 2}
    found = entries(folder)
    assert found.keys() == {"c1", "c2"}
    assert found["c1"].text == (
        f"Engine 7, go ahead. Over.\n00:00:00 {NUMBERS}\n00:00:02 {NUMBERS}"
    )
    assert found["c2"].text == f"10-4.\n{NUMBERS}"
    assert found["c1"].transcript == Transcript("asr", "base.en", 0.8)
    assert found["c2"].transcript == Transcript("asr", "base.en", 0.5)
    assert_there(folder, path)


def test_a_segment_over_two_calls_stands_beside(tmp_path: Path) -> None:
    """A recognizer does not stop at the silence between them; which said what is not known."""
    folder = folder_with(tmp_path / "r", call("c1", "day"), call("c2", "day", 5))
    path = transcript(tmp_path, segment(0, 1, "Go."), segment(2, 8, "10-4. Over."))
    outcome = into(folder, path)
    assert (outcome.kept, outcome.beside_calls) == ({"timeline": 1, CALLS_WITH_WORDS: 1}, 1)
    found = entries(folder)
    assert found["c1"].text == f"Go.\n{NUMBERS}"
    assert found["c2"].text == "(no transcript) 4 s"
    [note] = [one for one in found.values() if one.kind == "note"]
    assert note.text == f"10-4. Over.\n{NUMBERS}"
    assert_there(folder, path)


def test_a_confidence_that_is_not_known_of_all_is_not_told(tmp_path: Path) -> None:
    """A mean of a part would say too much."""
    folder = folder_with(tmp_path / "r", call("c1", "day"))
    into(folder, transcript(tmp_path, segment(0, 1, "Go.", confidence=0.9), segment(1, 2, "Over.")))
    assert entries(folder)["c1"].transcript == Transcript("asr", "base.en")


def test_words_that_are_doubted_stay_marked(tmp_path: Path) -> None:
    """By a tag of the call, and a line, where a part of its words alone is doubted."""
    folder = folder_with(tmp_path / "r", call("c1", "day"), call("c2", "day", 10))
    doubted = {"no_speech_prob": 0.8, "compression_ratio": None, "avg_logprob": None}
    into(
        folder,
        transcript(
            tmp_path,
            segment(0, 1, "Go."),
            segment(1, 2, "Thank you.", **doubted),
            segment(10, 12, "Thank you.", **doubted),
        ),
    )
    found = entries(folder)
    assert found["c1"].text.split("\n")[:2] == ["Go. Thank you.", "likely no speech: Thank you."]
    assert found["c2"].text == "Thank you.\nprobability of no speech 0.80"
    assert found["c1"].tags == found["c2"].tags == ("likely no speech",)


def test_voices_in_a_call_are_named(tmp_path: Path) -> None:
    """Unless it is the unit that the call is of."""
    folder = folder_with(tmp_path / "r", call("c1", "day", speaker={"unit": "e7"}))
    path = transcript(
        tmp_path,
        segment(0, 1, "Go.", speaker="Engine 7"),
        segment(1, 2, "Who?", speaker="SPEAKER_01"),
        segment(2, 3, "Me.", speaker="SPEAKER_01"),
    )
    into(folder, path)
    lines = entries(folder)["c1"].text.split("\n")
    assert lines[:2] == ["Go.", "SPEAKER_01: Who? Me."]
    assert_there(folder, path)


def test_by_talkgroup_and_second(tmp_path: Path) -> None:
    """Of trunk-transcribe: turns of a call with what its file says of them, each line once."""
    channel = {"talkgroup": "101"}
    text = "(no transcript) 4 s\ntalkgroup_description: Fire Dispatch\nlen: 4"
    folder = folder_with(tmp_path / "r", call("c1", "x", channel=channel, text=text))
    path = tmp_path / "calls.json"
    path.write_text(TRUNK_TRANSCRIBE)
    assert into(folder, path).kept == {CALLS_WITH_WORDS: 1}
    found = entries(folder)
    assert found["c1"].text.split("\n") == [
        "7001: Engine 7 here.",
        "Disp: 10-4.",
        "And out.",
        "talkgroup_description: Fire Dispatch",
        "raw_audio_url: https://media.example/101.mp3",
        "len: 4",
    ]
    assert found["c1"].transcript == Transcript("asr")
    assert_there(folder, path)


def test_words_that_may_be_of_several_calls_stand_beside(tmp_path: Path) -> None:
    """Where a record has turns as calls, words without a turn are of one of them, or the other."""
    channel = {"talkgroup": "101"}
    folder = folder_with(
        tmp_path / "r",
        call("c1", "x", channel=channel),
        call("c2", "y", 5, channel=channel, time="2024-02-29T19:22:12Z"),
    )
    path = tmp_path / "calls.json"
    path.write_text(TRUNK_TRANSCRIBE)
    outcome = into(folder, path)
    assert (outcome.kept["timeline"], outcome.beside_calls) == (1, 1)
    found = entries(folder)
    assert [one.text for one in found.values() if one.kind == "note"] == ["And out."]
    assert found["c1"].text.startswith("7001: Engine 7 here.\ntalkgroup_description")
    assert found["c2"].text == "Disp: 10-4."
    assert_there(folder, path)


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ({"text": "Go."}, {"timeline": 1}),
        ({"transcript": {"method": "human"}}, {"timeline": 1}),
        ({"text": "Go ahead."}, {}),
        ({"text": "Go ahead.\nsrc: 7001", "transcript": {"method": "asr"}}, {}),
        (
            {"text": "Go now.", "transcript": {"method": "human", "uncorrected": "Go ahead."}},
            {},
        ),
    ],
)
def test_a_call_keeps_the_words_that_it_has(
    tmp_path: Path, fields: dict[str, Any], kept: dict[str, int]
) -> None:
    """Other words stand beside it; the same words, also before a correction, are there already."""
    folder = folder_with(tmp_path / "r", call("c1", "day", **fields))
    before = contents(folder)
    path = tmp_path / "day.srt"
    path.write_text("1\n00:00:01,000 --> 00:00:02,000\nGo ahead.\n")
    outcome = into(folder, path)
    assert (outcome.kept, outcome.beside_calls) == (kept, len(kept))
    assert contents(folder)["day.jsonl"] == before["day.jsonl"]
    assert {one.kind for name, one in entries(folder).items() if name != "c1"} <= {"note"}
    assert_there(folder, path)


@pytest.mark.parametrize("text", ["", "(no transcript)"])
def test_what_says_no_words_stands_beside(tmp_path: Path, text: str) -> None:
    """A better transcript can still give the call its words."""
    folder = folder_with(tmp_path / "r", call("c1", "day"))
    path = transcript(tmp_path, segment(0, 1, text))
    assert into(folder, path).kept == {"timeline": 1}
    assert entries(folder)["c1"].text == "(no transcript) 4 s"
    assert_there(folder, path)
    better = transcript(tmp_path, segment(0, 1, "Go."))
    assert into(folder, better).kept == {CALLS_WITH_WORDS: 1}


KILLED = """
import os, sys
from pathlib import Path
from tests.exchange.imports.transcript.test_call_words import into

replace, left = os.replace, int(sys.argv[1])

def killed(*paths):
    global left
    if not left:
        os._exit(9)
    left -= 1
    replace(*paths)

os.replace = killed
into(*map(Path, sys.argv[2:]))
"""


@pytest.mark.parametrize("renames", range(4))
def test_a_kill_at_any_moment_leaves_a_sound_record(tmp_path: Path, renames: int) -> None:
    """The next import completes it, and removes what the killed one has left."""
    night = call("c2", "night")
    whole, folder = (
        folder_with(tmp_path / name, call("c1", "day"), night=night) for name in ("a", "b")
    )
    paths = (
        transcript(tmp_path, segment(0, 1, "Go.")),
        transcript(tmp_path, segment(0, 1, "Gone."), segment(60, 61, "Nobody."), name="night"),
    )
    into(whole, *paths)
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(renames), str(folder), *map(str, paths)],
        check=False,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )
    assert ended.returncode == (9 if renames < 3 else 0)
    left = entries(folder)
    words = [not left[name].text.startswith("(no transcript)") for name in ("c1", "c2")]
    assert words == [renames > 0, renames > 1]
    assert len(left) == (3 if renames == 3 else 2)
    into(folder, *paths)
    assert contents(folder) == contents(whole)
