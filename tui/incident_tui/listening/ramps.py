"""Sound without a click at the start and the end: the loudness changes within 5 ms."""

from array import array

from incident_tui.listening.filters import RATE_HZ

RAMP_SAMPLES = RATE_HZ // 200
"""Samples from silence to full loudness."""


def ramped(samples: bytes, level: int, step: int) -> bytes:
    """Samples with a loudness going up or down, as far as full loudness or silence.

    Args:
        level: the loudness before the first sample, from 0 to `RAMP_SAMPLES`.
        step: 1 for up, -1 for down.
    """
    found = array("h", samples)
    steps = RAMP_SAMPLES - level if step > 0 else level
    for number in range(min(len(found), steps)):
        level += step
        found[number] = found[number] * level // RAMP_SAMPLES
    if step < 0:
        for number in range(steps, len(found)):
            found[number] = 0
    return found.tobytes()


def joined(before: bytes, after: bytes) -> bytes:
    """As many samples of a sound as of another, which takes the place of the first evenly."""
    old, new = array("h", before), array("h", after)
    count = len(old)
    for number, sample in enumerate(old):
        new[number] = (sample * (count - number) + new[number] * number) // count
    return new.tobytes()
