"""The bytes of a sound file: compared with the record's checksum, and read without a word."""

import hashlib
import os
from io import FileIO
from pathlib import Path

import pytest

from incident_tui.listening.faults import SoundError
from incident_tui.listening.file_bytes import Checksums, FileBytes, open_unchanged
from incident_tui.listening.sound_files import SoundFile, SoundFiles
from incident_tui.record.model import Audio

CONTENT = bytes(range(256)) * 10_000
"""More than two blocks."""
SHA256 = hashlib.sha256(CONTENT).hexdigest()


def sound_file(folder: Path, sha256: str = "") -> SoundFile:
    """A file with the content."""
    path = folder / "call.wav"
    if not path.exists():
        path.write_bytes(CONTENT)
    return SoundFiles(folder).slice_of(Audio(path="call.wav", sha256=sha256)).file


@pytest.mark.parametrize("sha256", ["", SHA256, SHA256.upper()])
def test_a_file_of_the_record_passes(sha256: str, tmp_path: Path) -> None:
    """So does a file of which the record has no checksum."""
    file = sound_file(tmp_path, sha256)
    with open_unchanged(file) as opened:
        Checksums().check(file, opened)


def test_another_file_is_a_fault(tmp_path: Path) -> None:
    """The words tell both checksums, as far as a person compares them."""
    file = sound_file(tmp_path, "0" * 64)
    with open_unchanged(file) as opened, pytest.raises(SoundError) as caught:
        Checksums().check(file, opened)
    assert str(caught.value) == (
        f"call.wav: is not the file of the record: its sha256 is {SHA256[:12]}…, "
        "and the record has 000000000000…"
    )


def test_a_state_of_a_file_is_read_once(tmp_path: Path) -> None:
    """Later slices of the file are compared by what was computed; a changed file is read anew."""
    checksums, file = Checksums(), sound_file(tmp_path, SHA256)
    with open_unchanged(file) as opened:
        checksums.check(file, opened)
    checksums.check(file, opened)  # closed: it cannot be read again
    with pytest.raises(SoundError, match="not the file of the record"):
        checksums.check(file._replace(sha256="1" * 64), opened)
    file.path.write_bytes(CONTENT + b"more")
    changed = sound_file(tmp_path, SHA256)
    with open_unchanged(changed) as opened, pytest.raises(SoundError, match="not the file"):
        checksums.check(changed, opened)


def test_reading_can_be_ended(tmp_path: Path) -> None:
    """The checksum of a large file keeps nobody waiting who wants to hear something else."""
    asked = []

    def goes_on() -> bool:
        asked.append(True)
        return len(asked) < 2

    file = sound_file(tmp_path, SHA256)
    with open_unchanged(file) as opened, pytest.raises(SoundError, match="not computed"):
        Checksums().check(file, opened, goes_on)
    assert len(asked) == 2


def test_a_file_that_has_changed_is_not_opened(tmp_path: Path) -> None:
    """What is heard is the file that was found, or nothing."""
    file = sound_file(tmp_path)
    file.path.write_bytes(b"other")
    with pytest.raises(SoundError, match=r"^call\.wav: has changed meanwhile"):
        open_unchanged(file)
    file.path.unlink()
    with pytest.raises(SoundError, match=r"^call\.wav: cannot be read: no such file"):
        open_unchanged(file)
    os.mkfifo(file.path)
    with pytest.raises(SoundError, match="not a file that can be read"):
        open_unchanged(file)


def test_bytes_are_read_and_sought_from_an_offset(tmp_path: Path) -> None:
    """As FFmpeg does; the file may be read elsewhere meanwhile."""
    with open_unchanged(sound_file(tmp_path)) as opened:
        content = FileBytes(opened, "call.wav", offset=10)
        assert content.read(3) == CONTENT[10:13]
        opened.seek(7_000)
        assert content.read(2) == CONTENT[13:15]
        assert content.seek(-4, os.SEEK_END) == len(CONTENT) - 14
        assert content.read(100) == CONTENT[-4:]
        assert content.read(100) == b""
        assert content.seek(5) == content.tell() == 5
        assert content.seek(-2, os.SEEK_CUR) == 3
        assert content.read(1) == CONTENT[13:14]


@pytest.mark.parametrize("place", [-1, 2**63 - 1, -(2**62)])
def test_a_place_that_cannot_be_is_no_exception(place: int, tmp_path: Path) -> None:
    """PyAV prints an exception that is raised here."""
    with open_unchanged(sound_file(tmp_path)) as opened:
        content = FileBytes(opened, "call.wav")
        assert content.seek(place) == -1
        assert content.read(1) == CONTENT[:1]


def test_a_failure_is_the_end_of_the_file(tmp_path: Path) -> None:
    """The words are kept."""
    with FileIO(tmp_path / "call.wav", "w") as written:
        content = FileBytes(written, "call.wav")
        assert content.read(10) == b""
        assert content.fault == "cannot be read: file not open for reading"
