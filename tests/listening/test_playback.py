"""What a device is given, and the position that is heard, without a device and without a thread."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from incident_tui.listening.filters import RATE_HZ, SAMPLE_BYTES
from incident_tui.listening.playback import Playback
from incident_tui.listening.sound_files import Slice, SoundFiles
from incident_tui.listening.sounds import Mix, Place, Playlist
from incident_tui.record.model import Audio
from tests.listening.sound_writing import LOUD, TONE_HZ, onsets, samples_in
from tests.listening.sounding import PULL_SAMPLES, playback_of, pulled, sound

EXACT_S = 0.02
PULL_S = PULL_SAMPLES / RATE_HZ
STEEPEST = LOUD * 2 * 3.15 * TONE_HZ / RATE_HZ
"""The largest step from a sample of the tone to the next; a click is a larger step."""


@pytest.fixture
def playback() -> Iterator[Playback]:
    """A playback without a device."""
    with playback_of() as playback:
        yield playback


def tone(folder: Path) -> Slice:
    """A slice of a tone without a pause."""
    return sound(folder, name="float.wav", burst_s=1.0)


def has_click(content: bytes) -> bool:
    """Whether a step between two samples is larger than any in the tone."""
    return max(abs(two - one) for one, two in pairwise(samples_in(content))) > STEEPEST * 1.1


def is_silent(content: bytes) -> bool:
    """Whether no sample is above silence."""
    return not any(content)


def test_nothing_is_silence(playback: Playback) -> None:
    """A device is given samples before anything plays."""
    assert not playback.fill()
    assert playback.pull(100) == bytes(200)
    assert playback.snapshot.state == "idle"


def test_a_slice_plays_to_its_end(playback: Playback, tmp_path: Path) -> None:
    """Every burst at its second, and the position with it."""
    part = sound(tmp_path, 2.9, 2.5)
    playback.play(part)
    assert (playback.snapshot.state, playback.snapshot.is_waiting) == ("playing", True)
    found = pulled(playback, 1.25)
    assert playback.snapshot.position == pytest.approx(1.25, abs=PULL_S)
    assert playback.snapshot.length == pytest.approx(2.5)
    assert (playback.snapshot.sound, playback.snapshot.is_waiting) == (part, False)
    found += pulled(playback, 1.5)
    assert onsets(found) == pytest.approx([0.1, 1.1, 2.1], abs=EXACT_S)
    assert playback.snapshot.state == "ended"
    assert playback.snapshot.position == pytest.approx(2.5, abs=0.001)
    assert is_silent(pulled(playback, 0.1))


@pytest.mark.parametrize("speed", [0.5, 1.5, 3.0])
def test_a_speed_counts_in_seconds_of_the_sound(
    speed: float, playback: Playback, tmp_path: Path
) -> None:
    """The position goes as fast as the sound."""
    playback.play(sound(tmp_path, 0.9, 6), speed=speed)
    found = pulled(playback, 3 / speed)
    assert playback.snapshot.position == pytest.approx(3, abs=PULL_S * speed * 2)
    expected = [second / speed for second in (0.1, 1.1, 2.1)]
    assert onsets(found) == pytest.approx(expected, abs=EXACT_S)
    assert playback.snapshot.speed == speed


@pytest.mark.parametrize(("asked", "speed"), [(0.1, 0.5), (9, 3.0)])
def test_a_speed_has_bounds(asked: float, speed: float, playback: Playback, tmp_path: Path) -> None:
    """Beyond, speech is no speech."""
    playback.play(sound(tmp_path), speed=asked)
    assert playback.snapshot.speed == speed
    playback.set_speed(1)
    playback.set_speed(asked)
    assert playback.snapshot.speed == speed


@pytest.mark.thorough
@pytest.mark.parametrize(("before", "after"), [(1.0, 2.0), (1.0, 0.5), (2.0, 1.0), (3.0, 0.75)])
def test_a_new_speed_goes_on_at_the_place(
    before: float, after: float, playback: Playback, tmp_path: Path
) -> None:
    """Bursts come at their seconds: none is left out, none is heard twice."""
    playback.play(sound(tmp_path), speed=before)
    found = pulled(playback, 2.4 / before)
    changed_at = playback.snapshot.position
    playback.set_speed(after)
    assert playback.snapshot.position == changed_at
    found += pulled(playback, 4 / after)
    starts = onsets(found)
    assert len(starts) == 7
    assert (starts[6] - starts[3]) * after == pytest.approx(3, abs=EXACT_S * 2)
    lasted = len(found) / SAMPLE_BYTES / RATE_HZ
    assert playback.snapshot.position - 6 == pytest.approx((lasted - starts[6]) * after, abs=0.05)


@pytest.mark.parametrize("speed", [0.75, 1.5])
def test_a_new_speed_makes_no_click(speed: float, playback: Playback, tmp_path: Path) -> None:
    """The sound before goes over into the sound after; the loudness stays."""
    playback.play(tone(tmp_path))
    found = pulled(playback, 1.0)
    playback.set_speed(speed)
    found += pulled(playback, 1.0)
    assert not has_click(found)
    assert all(
        max(samples_in(found[start : start + 960])) > LOUD / 3
        for start in range(RATE_HZ // 50 * SAMPLE_BYTES, len(found) - 960, 960)
    )


def test_levelling_begins_while_a_sound_plays(playback: Playback, tmp_path: Path) -> None:
    """From the place on, as a new speed."""
    playback.play(sound(tmp_path))
    pulled(playback, 1.5)
    playback.set_levelled(True)
    found = pulled(playback, 2)
    assert onsets(found) == pytest.approx([0.5, 1.5], abs=EXACT_S)
    assert playback.snapshot.is_levelled


def test_a_pause_is_silent_and_goes_on_two_seconds_before(
    playback: Playback, tmp_path: Path
) -> None:
    """What was said last is heard again."""
    playback.play(sound(tmp_path))
    pulled(playback, 4.5)
    playback.pause()
    assert onsets(pulled(playback, 2)) == []
    position = playback.snapshot.position
    assert playback.snapshot.state == "paused"
    assert position == pytest.approx(4.5, abs=PULL_S * 2)
    playback.resume()
    assert playback.snapshot.position == pytest.approx(position - 2)
    assert onsets(pulled(playback, 2), position - 2) == pytest.approx([3, 4], abs=EXACT_S)


def test_a_pause_near_the_start_goes_on_from_the_start(playback: Playback, tmp_path: Path) -> None:
    """There is nothing before it."""
    playback.play(sound(tmp_path))
    pulled(playback, 0.5)
    playback.pause()
    pulled(playback, 0.5)
    playback.resume()
    assert onsets(pulled(playback, 1.5)) == pytest.approx([0, 1], abs=EXACT_S)


@pytest.mark.parametrize("seconds", [5, -5, 0.5])
def test_a_seek_goes_on_from_there(seconds: float, playback: Playback, tmp_path: Path) -> None:
    """The position is there at once, before the file is read."""
    playback.play(sound(tmp_path, seconds=16), at=5.5)
    pulled(playback, 0.9)
    before = playback.snapshot.position
    playback.seek_by(seconds)
    assert playback.snapshot.position == pytest.approx(before + seconds)
    found = onsets(pulled(playback, 2), before + seconds)
    starts = [one for one in range(16) if 0 <= one - before - seconds < 2]
    assert found == pytest.approx(starts, abs=EXACT_S)


def test_seeks_add_up(playback: Playback, tmp_path: Path) -> None:
    """Whoever presses the key three times is fifteen seconds on; not behind the end."""
    playback.play(sound(tmp_path, 0, 11))
    pulled(playback, 0.1)
    for _ in range(2):
        playback.seek_by(5)
    assert playback.snapshot.position == pytest.approx(10.1, abs=PULL_S)
    playback.seek_by(5)
    assert playback.snapshot.position == 11
    pulled(playback, 0.1)
    assert playback.snapshot.state == "ended"
    playback.seek_by(-5)
    assert onsets(pulled(playback, 1.5), 6) == pytest.approx([6, 7], abs=EXACT_S)
    playback.seek_by(-50)
    assert playback.snapshot.position == 0


def test_a_seek_in_a_pause_stays_a_pause(playback: Playback, tmp_path: Path) -> None:
    """And `resume` goes on from where it led, not two seconds before."""
    playback.play(sound(tmp_path))
    pulled(playback, 1.5)
    playback.pause()
    pulled(playback, 0.1)
    playback.seek_by(5)
    assert is_silent(pulled(playback, 1))
    position = playback.snapshot.position
    assert playback.snapshot.state == "paused"
    assert position == pytest.approx(6.5, abs=PULL_S * 2)
    playback.set_speed(2)
    playback.resume()
    assert onsets(pulled(playback, 1)) == pytest.approx([0.25, 0.75], abs=EXACT_S)


def test_nothing_clicks(playback: Playback, tmp_path: Path) -> None:
    """Neither start, pause, seek, stop, nor the end of a slice in the middle of a tone."""
    part = tone(tmp_path)._replace(start=0.4003, length=9.0)
    playback.play(part)
    found = pulled(playback, 1.003)
    playback.pause()
    found += pulled(playback, 0.1)
    playback.resume()
    found += pulled(playback, 0.5)
    playback.seek_by(5)
    found += pulled(playback, 0.5)
    playback.play(part, at=8.5)
    found += pulled(playback, 0.7)
    assert playback.snapshot.state == "ended"
    playback.play(part)
    found += pulled(playback, 0.3)
    playback.stop()
    found += pulled(playback, 0.1)
    assert not has_click(found)
    assert is_silent(found[-1_000:])


def test_a_slow_file_is_waited_for(playback: Playback, tmp_path: Path) -> None:
    """Silence without a click, a position that stands, and not a word left out."""
    playback.play(tone(tmp_path))
    found = pulled(playback, 0.5)
    while not playback.snapshot.is_waiting:
        found += pulled(playback, PULL_S, fills=0)
    position = playback.snapshot.position
    found += pulled(playback, 0.5, fills=0)
    assert playback.snapshot.position == position
    assert playback.snapshot.state == "playing"
    found += pulled(playback, 0.5)
    assert playback.snapshot.position == pytest.approx(position + 0.5, abs=PULL_S)
    assert not has_click(found)


def test_little_is_decoded_ahead(playback: Playback, tmp_path: Path) -> None:
    """A second, whatever the length of the file."""
    playback.play(sound(tmp_path))
    pieces = 0
    while playback.fill():
        pieces += 1
    assert pieces == pytest.approx(50, abs=2)


def test_a_stop_forgets(playback: Playback, tmp_path: Path) -> None:
    """There is nothing to go on with."""
    playback.play(sound(tmp_path))
    pulled(playback, 1)
    playback.stop()
    playback.resume()
    playback.seek_by(5)
    assert playback.snapshot[:3] == ("idle", 0.0, None)
    assert playback.snapshot.sound is None
    pulled(playback, 0.1)
    assert is_silent(pulled(playback, 0.5))


def test_another_sound_takes_the_place(playback: Playback, tmp_path: Path) -> None:
    """At once; of the first no more than a hundredth of a second is heard."""
    playback.play(sound(tmp_path))
    pulled(playback, 0.95)
    playback.play(sound(tmp_path, 5.5, 2))
    assert playback.snapshot.position == 0
    assert onsets(pulled(playback, 1)) == pytest.approx([0.5], abs=EXACT_S)


@pytest.mark.parametrize("latency_s", [0.2, 0.055])
def test_the_position_is_that_of_the_ear(
    latency_s: float, playback: Playback, tmp_path: Path
) -> None:
    """Samples in the device are not heard yet; the end comes once they are."""
    playback.set_latency(latency_s)
    playback.play(sound(tmp_path, 1, 2))
    pulled(playback, 1)
    assert playback.snapshot.position == pytest.approx(1 - latency_s, abs=PULL_S)
    pulled(playback, 1)
    states = [playback.snapshot.state]
    pulled(playback, latency_s + 2 * PULL_S)
    states.append(playback.snapshot.state)
    assert states == ["playing", "ended"]
    assert playback.snapshot.position == pytest.approx(2, abs=0.001)
    playback.seek_by(-1)
    pulled(playback, 2 * PULL_S)
    assert playback.snapshot.position == pytest.approx(1, abs=0.001)  # and not before it


def test_a_fault_is_told_after_all_sound(playback: Playback, tmp_path: Path) -> None:
    """A file that is cut short plays as far as it goes."""
    whole = sound(tmp_path).file.path
    whole.write_bytes(whole.read_bytes()[: 44 + 44_100 * 2 * 3])
    playback.play(sound(tmp_path))
    found = pulled(playback, 2)
    assert (playback.snapshot.state, playback.snapshot.fault) == ("playing", "")
    found += pulled(playback, 1.1)
    assert onsets(found) == pytest.approx([0, 1, 2], abs=EXACT_S)
    assert playback.snapshot.state == "faulted"
    assert playback.snapshot.fault == "pcm.wav: is cut short at 3.0 s, and should be 12.0 s long"
    playback.play(sound(tmp_path)._replace(length=2))
    assert playback.snapshot.fault == ""


def test_a_file_that_is_no_sound_is_a_fault(playback: Playback, tmp_path: Path) -> None:
    """At once."""
    (tmp_path / "call.mp3").write_text("no sound")
    playback.play(SoundFiles(tmp_path).slice_of(Audio(path="call.mp3")))
    pulled(playback, 0.1)
    assert playback.snapshot.state == "faulted"
    assert playback.snapshot.fault.startswith("call.mp3: is no sound file")


def test_no_device_is_a_fault(playback: Playback, tmp_path: Path) -> None:
    """The sound can be asked for again."""
    part = sound(tmp_path)
    playback.play(part, at=2)
    playback.fail("no device")
    assert playback.snapshot[:2] == ("faulted", 2)
    assert (playback.snapshot.fault, playback.snapshot.sound) == ("no device", part)
    assert not playback.fill()
    playback.play(part, at=2)
    assert onsets(pulled(playback, 1), 2) == pytest.approx([2], abs=EXACT_S)


def test_a_playlist_tells_the_slice_that_sounds(playback: Playback, tmp_path: Path) -> None:
    """Position, slice and place in it; a seek leads into the slice before."""
    row = [sound(tmp_path, 1.9, 1.0), sound(tmp_path, 4.8, 1.5)]
    playback.play(Playlist(row, 0.5))
    pulled(playback, 2)
    place = playback.snapshot.place
    assert place.part == 1
    assert place.position == pytest.approx(0.5, abs=2 * PULL_S)
    playback.seek_by(-1.5)
    found = pulled(playback, 0.2)
    assert playback.snapshot.place.part == 0
    found += pulled(playback, 3)
    assert onsets(found, 0.5) == pytest.approx([1.7, 2.7], abs=EXACT_S)
    assert playback.snapshot.state == "ended"
    assert playback.snapshot.length == pytest.approx(3.0)


def test_faults_of_a_playlist_are_told_once(playback: Playback, tmp_path: Path) -> None:
    """The others play on; where no slice can be played, the row is at fault."""
    files = SoundFiles(tmp_path)
    part = Audio(path="none.wav")
    sound(tmp_path)
    playback.play(Playlist(files.slices([part, Audio(path="pcm.wav", length=0.5)])))
    pulled(playback, 0.6)
    states = [playback.snapshot.state]
    assert [(fault.part, fault.words) for fault in playback.take_faults()] == [
        (0, "none.wav: the file is missing")
    ]
    assert playback.take_faults() == []
    playback.play(Playlist(files.slices([part, part])))
    pulled(playback, 0.1)
    states.append(playback.snapshot.state)
    assert states == ["ended", "faulted"]
    assert playback.snapshot.fault == "none.wav: the file is missing"


def test_a_mix_plays(playback: Playback, tmp_path: Path) -> None:
    """At a speed, from a position on."""
    parts = ((0.0, sound(tmp_path, 1.9, 2.0)), (1.25, sound(tmp_path, 4.8, 0.6)))
    playback.play(Mix(parts), at=0.5, speed=0.5)
    found = pulled(playback, 3.2)
    expected = [(one - 0.5) / 0.5 for one in (1.1, 1.45)]
    assert onsets(found) == pytest.approx(expected, abs=EXACT_S)
    assert playback.snapshot.state == "ended"
    assert playback.snapshot.place.part == 1


def test_a_place_is_forgotten_with_its_sound(playback: Playback, tmp_path: Path) -> None:
    """The next sound begins at its first slice."""
    row = [sound(tmp_path, 1, 0.2), sound(tmp_path, 4, 0.5)]
    playback.play(Playlist(row, 0.0))
    pulled(playback, 0.4)
    assert playback.snapshot.place.part == 1
    playback.play(row[0])
    assert playback.snapshot.place == Place(0, 0.0)
