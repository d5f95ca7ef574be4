"""The levels of a file of sound, of each format, also of a file that is broken."""

from pathlib import Path

import pytest

from incident_tui.exchange.imports.recording.parts import parted
from incident_tui.exchange.imports.recording.sound import Sound, SoundError
from tests.exchange.imports.recording.sounds import (
    CALLS,
    LOUD,
    RATE_HZ,
    SILENT,
    encoded,
    samples,
    wav,
)

pytest.importorskip("av")


def measured(path: Path) -> Sound:
    """A file, measured to its end."""
    with Sound(path) as sound:
        for advance in sound.measure():
            assert 0 <= advance.done <= advance.total
    return sound


@pytest.mark.smoke
@pytest.mark.parametrize("ending", [".wav", ".mp3", ".m4a", ".ogg", ".flac"])
def test_each_format_has_the_same_calls(tmp_path: Path, ending: str) -> None:
    """The calls lie where they are, to a tenth of a second or two, as encoders pad and smear."""
    path = tmp_path / f"a{ending}"
    if ending == ".wav":
        path.write_bytes(wav(samples()))
    else:
        encoded(path, samples())
    sound = measured(path)
    assert sound.faults == []
    assert sound.length_s == pytest.approx(sum(seconds for seconds, _ in CALLS), abs=0.2)
    parts = parted(sound.levels, sound.length_s).parts
    assert [part.start_s for part in parts] == pytest.approx([1.8, 8.8], abs=0.2)
    assert [part.length_s for part in parts] == pytest.approx([3.4, 1.9], abs=0.3)


def test_levels_are_in_decibels(tmp_path: Path) -> None:
    """A sine of 8,000 is 15 dB below the loudest; nothing is the least."""
    path = tmp_path / "a.wav"
    path.write_bytes(wav(samples([(1, LOUD), (1, SILENT)])))
    assert sorted(set(measured(path).levels)) == [-100, -15]


def test_a_file_that_is_cut_off_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    """And says how much is missing."""
    path = tmp_path / "a.wav"
    path.write_bytes(wav(samples())[: 44 + 2 * RATE_HZ * 6])
    sound = measured(path)
    assert sound.length_s == pytest.approx(6)
    assert sound.faults == ["cut off; 104,000 bytes are missing at its end"]
    assert len(parted(sound.levels, sound.length_s).parts) == 1


def test_a_recorder_that_was_stopped_left_no_size(tmp_path: Path) -> None:
    """Then the sound lasts to the end of the file, and nothing is missing."""
    data = bytearray(wav(samples()))
    data[4:8] = data[40:44] = b"\xff" * 4
    path = tmp_path / "a.wav"
    path.write_bytes(data)
    sound = measured(path)
    assert sound.faults == []
    assert sound.length_s == pytest.approx(12.5)


@pytest.mark.parametrize(
    ("ending", "words"),
    [
        (".flac", "s of its 00:00:12 are missing"),
        (".mp3", "parts of it could not be decoded"),
        (".m4a", "parts of it could not be decoded"),
    ],
)
def test_damage_is_told(tmp_path: Path, ending: str, words: str) -> None:
    """The sound before and behind is read."""
    path = encoded(tmp_path / f"a{ending}", samples())
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 600] = bytes(600)
    path.write_bytes(data)
    sound = measured(path)
    assert any(words in fault for fault in sound.faults)
    assert sound.length_s > 11


@pytest.mark.parametrize("data", [b"", b"RIFF", b"ID3\x04", b"words " * 100])
def test_no_sound(tmp_path: Path, data: bytes) -> None:
    """A file without sound is refused."""
    path = tmp_path / "a.mp3"
    path.write_bytes(data)
    with pytest.raises(SoundError, match="no sound that can be read"):
        measured(path)


def test_a_playlist_opens_no_other_file(tmp_path: Path) -> None:
    """A list of files, and the name of a file that is an address, are no sound."""
    (tmp_path / "a.wav").write_bytes(wav(samples()))
    for name, text in (
        ("list.mp3", "ffconcat version 1.0\nfile a.wav\n"),
        ("b.mp3", "#EXTM3U\n#EXTINF:9,\na.wav\n"),
    ):
        path = tmp_path / name
        path.write_text(text)
        with pytest.raises(SoundError):
            measured(path)
