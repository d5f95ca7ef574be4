"""The levels of a file of sound, of each format, also of a file that is broken."""

from itertools import groupby
from pathlib import Path

import pytest

from incident_tui.listening.faults import SoundError
from incident_tui.listening.levels import BLOCK_S, SoundLevels
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


def loud(sound: SoundLevels) -> list[tuple[float, float]]:
    """Start and end of each run of loud levels, in seconds."""
    found = []
    for is_loud, run in groupby(enumerate(sound.levels), lambda one: one[1] > -30):
        places = [place for place, _ in run]
        if is_loud:
            found.append((places[0] * BLOCK_S, (places[-1] + 1) * BLOCK_S))
    return found


def measured(path: Path) -> SoundLevels:
    """A file, measured to its end."""
    with SoundLevels(path) as sound:
        for done in sound.measure():
            assert 0 <= done <= sound.bytes
    return sound


@pytest.mark.smoke
@pytest.mark.parametrize("ending", [".wav", ".mp3", ".m4a", ".ogg", ".flac"])
def test_each_format_has_the_same_calls(tmp_path: Path, ending: str) -> None:
    """The calls lie where they are, to a tenth of a second, as a player has them."""
    path = tmp_path / f"a{ending}"
    if ending == ".wav":
        path.write_bytes(wav(samples()))
    else:
        encoded(path, samples())
    sound = measured(path)
    assert sound.faults == []
    assert sound.seconds == pytest.approx(sum(seconds for seconds, _ in CALLS), abs=0.2)
    assert [one for run in loud(sound) for one in run] == pytest.approx([2, 5, 9, 10.5], abs=0.1)


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
    assert sound.seconds == pytest.approx(6)
    assert sound.faults == ["not whole; 6.5 s of its sound are missing"]
    assert len(loud(sound)) == 1


def test_a_recorder_that_was_stopped_left_no_size(tmp_path: Path) -> None:
    """Then the sound lasts to the end of the file, and nothing is missing."""
    data = bytearray(wav(samples()))
    data[4:8] = data[40:44] = b"\xff" * 4
    path = tmp_path / "a.wav"
    path.write_bytes(data)
    sound = measured(path)
    assert sound.faults == []
    assert sound.seconds == pytest.approx(12.5)


@pytest.mark.parametrize(
    ("ending", "words"),
    [
        (".flac", "0.2 s of its sound are missing"),
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
    assert sound.seconds > 11


@pytest.mark.parametrize("data", [b"", b"RIFF", b"ID3\x04", b"words " * 100])
def test_no_sound(tmp_path: Path, data: bytes) -> None:
    """A file without sound is refused."""
    path = tmp_path / "a.mp3"
    path.write_bytes(data)
    with pytest.raises(SoundError, match=r"is no sound file|is empty"):
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
