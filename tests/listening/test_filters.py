"""Sound is faster, slower or more even, and the rest of it stays."""

import math
from array import array
from collections.abc import Iterator
from itertools import pairwise

import pytest

from incident_tui.listening.filters import RATE_HZ, SAMPLE_BYTES, shaped
from tests.listening.sound_writing import TONE_HZ, bursts, onsets, samples_in

SECONDS = 6
BLOCK = 960


def blocks(samples: "array[int]") -> Iterator[bytes]:
    """Samples in blocks."""
    for start in range(0, len(samples), BLOCK):
        yield samples[start : start + BLOCK].tobytes()


def tone(decibels: float, seconds: float) -> "array[int]":
    """A tone of a loudness below the loudest possible."""
    top = 32_767 * 10 ** (decibels / 20)
    turn = 2 * math.pi * 440 / RATE_HZ
    return array("h", (int(top * math.sin(turn * n)) for n in range(int(RATE_HZ * seconds))))


def loudness(samples: "array[int]") -> float:
    """The loudest sample, in decibels below the loudest possible."""
    return 20 * math.log10(max(1, *map(abs, samples)) / 32_767)


def test_sound_as_it_is_passes_through() -> None:
    """Byte by byte."""
    found = bursts(RATE_HZ, 2)
    assert b"".join(shaped(blocks(found), 1, False)) == found.tobytes()


@pytest.mark.parametrize("speed", [0.5, 0.75, 1.25, 2.0, 2.5, 3.0])
def test_a_speed_moves_every_sound(speed: float) -> None:
    """To its second divided by the speed, within 20 ms; so the length of the whole."""
    found = b"".join(shaped(blocks(bursts(RATE_HZ, SECONDS)), speed, False))
    assert len(found) / SAMPLE_BYTES / RATE_HZ == pytest.approx(SECONDS / speed, abs=0.02)
    expected = [second / speed for second in range(SECONDS)]
    assert onsets(found) == pytest.approx(expected, abs=0.02)


@pytest.mark.parametrize("speed", [0.5, 2.0, 3.0])
def test_a_speed_leaves_the_pitch(speed: float) -> None:
    """A tone has as many waves a second as before."""
    found = samples_in(b"".join(shaped(blocks(bursts(RATE_HZ, 4, 1.0)), speed, False)))
    middle = found[RATE_HZ // 2 : RATE_HZ]
    risings = sum(one < 0 <= two for one, two in pairwise(middle))
    assert risings * 2 == pytest.approx(TONE_HZ, rel=0.02)


def test_quiet_speech_is_raised() -> None:
    """A call at -40 dB is as loud as can be without noise; a loud call stays as it is."""
    found = b"".join(shaped(blocks(tone(-40, 2)), 1, True))
    assert len(found) == 2 * RATE_HZ * SAMPLE_BYTES
    assert loudness(samples_in(found)) == pytest.approx(-18, abs=1)
    found = b"".join(shaped(blocks(tone(-1, 2)), 1, True))
    assert loudness(samples_in(found)) == pytest.approx(-1, abs=0.5)


def test_after_a_loud_voice_a_quiet_voice_is_raised_again() -> None:
    """Within two seconds."""
    both = tone(-3, 1) + tone(-30, 3)
    found = samples_in(b"".join(shaped(blocks(both), 1, True)))
    assert loudness(found[:RATE_HZ]) < -0.5
    assert loudness(found[3 * RATE_HZ :]) > -15


def test_levelling_keeps_every_sound_in_its_place() -> None:
    """No sample is lost at either end."""
    found = b"".join(shaped(blocks(bursts(RATE_HZ, 3)), 1, True))
    assert onsets(found) == pytest.approx([0, 1, 2], abs=0.002)
