"""The sound of an entry is a slice of a file in the record's folder, or a fault in one line."""

import os
from math import inf
from pathlib import Path

import pytest

from incident_tui.listening.faults import SoundError
from incident_tui.listening.sound_files import SoundFiles
from incident_tui.record.model import Audio


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A record's folder with a file, and things that are no files."""
    folder = tmp_path / "record"
    (folder / "audio").mkdir(parents=True)
    (folder / "audio" / "call.wav").write_bytes(b"sound")
    (folder / "audio" / "empty.wav").touch()
    (folder / "audio" / "inside.wav").symlink_to(folder / "audio" / "call.wav")
    (tmp_path / "secret.wav").write_bytes(b"secret")
    (folder / "audio" / "outside.wav").symlink_to(tmp_path / "secret.wav")
    (folder / "audio" / "circle.wav").symlink_to(folder / "audio" / "circle.wav")
    os.mkfifo(folder / "audio" / "pipe.wav")
    return folder


@pytest.mark.parametrize("path", ["audio/call.wav", "audio/inside.wav"])
def test_a_file_in_the_folder_is_a_slice(path: str, folder: Path) -> None:
    """A link is followed as long as it stays in the folder; the name is that of the record."""
    found = SoundFiles(folder).slice_of(Audio(path=path, start=2.5, length=4, sha256="AB" * 32))
    assert found.file.path == (folder / "audio" / "call.wav").resolve()
    assert (found.file.name, found.file.sha256) == (path, "ab" * 32)
    assert (found.start, found.length) == (2.5, 4)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("audio/none.wav", "audio/none.wav: the file is missing"),
        ("audio/call.wav/more.wav", "audio/call.wav/more.wav: cannot be read: not a directory"),
        ("audio", "audio: not a file that can be read from start to end"),
        ("audio/pipe.wav", "audio/pipe.wav: not a file that can be read from start to end"),
        ("audio/empty.wav", "audio/empty.wav: is empty"),
        (
            "audio/outside.wav",
            "audio/outside.wav: is outside of the record's folder; it is not opened",
        ),
        ("../secret.wav", "../secret.wav: is outside of the record's folder; it is not opened"),
        ("/dev/zero", "/dev/zero: is outside of the record's folder; it is not opened"),
        ("audio/\x1b[2J.wav", "audio/␛[2J.wav: the file is missing"),
        ("audio/\0", "audio/␀: is outside of the record's folder; it is not opened"),
        ("audio/circle.wav", "audio/circle.wav: "),
        ("n" * 5_000, "n" * 5_000 + ": cannot be read: file name too long"),
    ],
    ids=lambda text: repr(text[:20]),
)
def test_anything_else_is_a_fault(path: str, words: str, folder: Path) -> None:
    """The words name the path as the record has it, harmless on a screen."""
    with pytest.raises(SoundError) as caught:
        SoundFiles(folder).slice_of(Audio(path=path))
    assert str(caught.value).startswith(words)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("start", [inf, 1e300, float("nan")])
def test_no_file_has_an_endless_start(start: float, folder: Path) -> None:
    """A start beyond every recording is refused before a file is opened."""
    with pytest.raises(SoundError, match="no sound file has a second"):
        SoundFiles(folder).slice_of(Audio(path="audio/call.wav", start=start))


@pytest.mark.parametrize(
    ("start", "length", "margin", "begin", "end", "lead"),
    [
        (10.0, 4.0, 0.0, 10.0, 14.0, 0.0),
        (10.0, 4.0, 0.5, 9.5, 14.5, 0.5),
        (0.25, 4.0, 0.5, 0.0, 4.75, 0.25),
        (10.0, None, 0.5, 9.5, inf, 0.5),
        (10.0, inf, 0.0, 10.0, inf, 0.0),
    ],
)
def test_a_margin_stays_in_the_file(
    start: float,
    length: float | None,
    margin: float,
    begin: float,
    end: float,
    lead: float,
    folder: Path,
) -> None:
    """A margin goes before and after the slice; not before the start of the file."""
    audio = Audio(path="audio/call.wav", start=start, length=length)
    found = SoundFiles(folder).slice_of(audio, margin)
    assert (found.begin, found.end, found.lead) == (begin, end, lead)


def test_many_slices_are_made_when_they_are_asked_for(folder: Path) -> None:
    """A file may come, or go, after the slices were named."""
    sounds = [Audio(path="audio/call.wav"), Audio(path="audio/late.wav", start=1)]
    found = SoundFiles(folder).slices(sounds, margin=0.5)
    assert len(found) == 2
    with pytest.raises(SoundError):
        found[1]
    (folder / "audio" / "late.wav").write_bytes(b"sound")
    assert found[1].begin == 0.5
    assert [one.start for one in found[1:]] == [1]
