"""Recordings in a record: an entry for each call in them, with its place in the file."""

import subprocess
import sys
import tracemalloc
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from incident_tui.exchange.imports.foreign.beginning import Beginning
from incident_tui.exchange.imports.landing.folder import RecordFolder
from incident_tui.exchange.imports.landing.protocol import Found, Passed, Remark, Wishes
from incident_tui.exchange.imports.recording.importer import knows, look, read
from incident_tui.record.reading import read_record
from incident_tui.record.time_value import parse_form
from tests.exchange.imports.imported import assert_sound, left_open, rejected, section
from tests.exchange.imports.recording.sounds import LOUD, encoded, samples, wav

pytest.importorskip("av")
CHICAGO: dict[str, Any] = {"zone": ZoneInfo("America/Chicago"), "zone_said": True}
STARTS = parse_form("2024-02-29T13:00:07")


def remarks(found: list[Found]) -> list[str]:
    """The words of the remarks."""
    return [one.words for one in found if isinstance(one, Remark)]


def recording(folder: Path, name: str = "night.wav") -> Path:
    """A recording of two calls."""
    path = folder / name
    path.write_bytes(wav(samples()))
    return path


def test_a_long_recording_is_parted(tmp_path: Path) -> None:
    """Each call has its time, its length and its place in the file, and no words."""
    path = recording(tmp_path)
    found = [*read([path], Wishes(starts=STARTS, folder=tmp_path, **CHICAGO))]
    first, second = section(found, "timeline")
    assert first["kind"] == "radio_call"
    assert first["text"] == "(no transcript) 3 s"
    assert first["time"] == "2024-02-29T13:00:08-06:00..2024-02-29T13:00:09-06:00"
    assert first["audio"] == {"path": "night.wav", "start": 1.8, "length": 3.4}
    assert second["time"] == "2024-02-29T13:00:15-06:00..2024-02-29T13:00:16-06:00"
    assert second["cite"] == {"source": "recording-night", "at": "t=00:00:08"}
    assert remarks(found) == ["2 parts: silence is 1 s or longer below -50 dB"]
    assert_sound(found)


def test_a_vague_start_is_in_each_entry(tmp_path: Path) -> None:
    """The second call is counted from the first, which is about."""
    path = recording(tmp_path)
    found = [*read([path], Wishes(starts=parse_form("2024-02-29T13:00~"), **CHICAGO))]
    first, second = section(found, "timeline")
    assert first["time"] == "2024-02-29T13:00-06:00~"
    assert second["time"] == f"{first['id']} +7s"


def test_an_anchor_outside_of_the_recording_is_refused(tmp_path: Path) -> None:
    """A slip of hours for minutes gives no times; the end, in a second begun, is inside."""
    path = recording(tmp_path)
    anchors = ((3.0, STARTS), (3 * 3600.0, parse_form("2024-02-29T16:00:00")))
    found = [*read([path], Wishes(anchors=anchors, folder=tmp_path, **CHICAGO))]
    assert section(found, "timeline") == []
    (fault,) = rejected(found)
    assert "03:00:00=2024-02-29T16:00:00 lies outside of the recording, which is" in fault.reason
    inside = ((12.0, STARTS),)
    assert not rejected(read([path], Wishes(anchors=inside, folder=tmp_path, **CHICAGO)))


def test_a_recording_outside_of_the_folder_cannot_be_played(tmp_path: Path) -> None:
    """Its entries stay, without audio, and a remark says what to do before the import."""
    path = recording(tmp_path)
    found = [*read([path], Wishes(starts=STARTS, folder=tmp_path / "record", **CHICAGO))]
    assert ["audio" in entry for entry in section(found, "timeline")] == [False, False]
    assert "put the file into the folder before the import" in remarks(found)[-1]


def test_a_call_of_a_recorder_is_an_entry(tmp_path: Path) -> None:
    """It is not parted; its name says when, on which talkgroup, and who."""
    path = recording(tmp_path, "20240229_131207Metro__TO_101_FROM_7001.wav")
    wishes = Wishes(talkgroups={"101": "fd"}, units={"7001": "e7"}, **CHICAGO)
    found = [*read([path], wishes)]
    (entry,) = section(found, "timeline")
    assert entry["text"] == "(no transcript) 12 s on talkgroup 101"
    assert entry["time"]["at"] == "2024-02-29T13:11:54-06:00~"
    assert entry["agency"] == "fd"
    assert entry["speaker"] == {"unit": "e7"}
    assert entry["cite"]["source"] == "sdrtrunk-Metro"
    assert section(found, "sources")[0]["title"] == "Calls of Metro, by sdrtrunk"


def test_again_adds_nothing(tmp_path: Path) -> None:
    """The content of a file is what its entries are known by, whatever its name."""
    path = recording(tmp_path)
    folder = tmp_path / "r"
    wishes = Wishes(starts=STARTS, **CHICAGO)
    RecordFolder(folder).write(read([path], wishes), wishes, "night")
    before = (folder / "record.yaml").read_bytes()
    target = RecordFolder(folder)
    again = Wishes(starts=STARTS, entries=target.entries, **CHICAGO)
    outcome = target.write(read([path], again), again, "night")
    assert (outcome.kept, outcome.already_there, outcome.rejected) == ({}, 3, 0)
    assert (folder / "record.yaml").read_bytes() == before


def test_calls_that_the_record_has_are_not_taken_again(tmp_path: Path) -> None:
    """A recording whose calls another import has brought is passed over."""
    (tmp_path / "record.yaml").write_text(
        "format: incident-record/1\n"
        "incident: {id: i, title: T, date: 2024-02-29, timezone: UTC}\n"
        "sources: [{id: s, kind: radio_audio}]\n"
        'timeline: [{id: c1, kind: radio_call, time: "13:00", text: x, cite: s,'
        " audio: {path: night.wav}}]\n"
    )
    record = read_record(tmp_path).record
    assert record is not None
    path = recording(tmp_path)
    (passed,) = read([path], Wishes(entries=lambda: record.timeline))
    assert isinstance(passed, Passed)
    assert "the record has calls of this recording, such as c1" in passed.reason


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (wav(samples())[:100_000], "not whole; 6.2 s of its sound are missing"),
        (b"RIFF", "is no sound file"),
        (b"PK\x03\x04", "this is a zip"),
    ],
)
def test_a_broken_file_is_told(tmp_path: Path, data: bytes, words: str) -> None:
    """What comes before the break is kept."""
    path = tmp_path / "a.wav"
    path.write_bytes(data)
    found = [*read([path], Wishes(starts=STARTS, **CHICAGO))]
    assert words in rejected(found)[0].reason
    assert bool(section(found, "timeline")) is (len(data) > 1_000)


def test_a_silent_recording_has_no_entry(tmp_path: Path) -> None:
    """And says so."""
    path = tmp_path / "a.wav"
    path.write_bytes(wav(samples([(3, 0)])))
    found = [*read([path], Wishes())]
    assert section(found, "timeline") == []
    assert [one.reason for one in found if isinstance(one, Passed)] == [
        "a recording without a sound"
    ]


def test_without_the_library_the_import_says_what_to_install(tmp_path: Path) -> None:
    """No traceback, and the line to type."""
    path = recording(tmp_path)
    script = f"""
import sys
from pathlib import Path
sys.modules["av"] = None
from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.exchange.imports.recording.importer import read
print(*read([Path({str(path)!r})], Wishes()))
"""
    output = subprocess.run([sys.executable, "-c", script], check=True, stdout=subprocess.PIPE)
    assert b"pip install 'incident-tui[audio]'" in output.stdout


@pytest.mark.parametrize("ending", [".wav", ".mp3", ".m4a", ".ogg", ".flac"])
def test_each_format_is_known_by_its_first_bytes(tmp_path: Path, ending: str) -> None:
    """Without a look at the name."""
    path = tmp_path / f"a{ending}"
    if ending == ".wav":
        path.write_bytes(wav(samples()))
    else:
        encoded(path, samples())
    assert knows(Beginning("x", path.read_bytes()))


@pytest.mark.parametrize(
    ("data", "is_sound"),
    [
        (b"\xff\xfb\x90\x64" + bytes(400), True),
        (b"\xff\xfe" + "time,text".encode("utf-16-le"), False),
        (b"RIFF\x00\x00\x00\x00AVI ", False),
        (b"\xff\xd8\xff\xe0", False),
        (b"", False),
    ],
)
def test_what_is_no_sound_is_not_known(data: bytes, is_sound: bool) -> None:
    """An MP3 without tags is known by its first frame; text in UTF-16 and pictures are none."""
    assert knows(Beginning("x", data)) is is_sound


@pytest.mark.parametrize(
    ("name", "wishes", "needs"),
    [
        ("night.wav", {}, {"--starts"}),
        ("20240229_1300.wav", {}, {"--timezone"}),
        ("20240229_1300.wav", CHICAGO, set()),
        ("night.wav", {"starts": STARTS} | CHICAGO, set()),
    ],
)
def test_what_a_recording_leaves_open(
    tmp_path: Path, name: str, wishes: dict[str, Any], needs: set[str]
) -> None:
    """Its start, or the zone of its start."""
    assert left_open(look, recording(tmp_path, name), **wishes) == needs


@pytest.mark.thorough
def test_memory_does_not_grow_with_the_recording(tmp_path: Path) -> None:
    """Of ten minutes, little more is held than of one: their levels."""

    def most_bytes(minutes: int) -> int:
        path = tmp_path / f"{minutes}.wav"
        path.write_bytes(wav(samples([(1, LOUD), (59, 0)]) * minutes))
        tracemalloc.start()
        for _ in read([path], Wishes(starts=STARTS, **CHICAGO)):
            pass
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return peak

    most_bytes(1)  # with what is imported
    assert most_bytes(10) < most_bytes(1) + 200_000
