"""A recording parted by silence, by the levels of its sound.

Silence is what is hardly louder than the quietest of the recording: the hiss of an open channel is
silence, as is the nothing of a closed one. So no level has to be set by hand.
"""

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from incident_tui.listening.levels import BLOCK_S, SILENT_DB

SHORTEST_SILENCE_S = 1.0
"""A shorter pause is within a call."""
SHORTEST_SOUND_S = 0.2
"""A shorter sound between silences is a click, and no call."""
MARGIN_S = 0.2
"""What is kept of the silence before and behind a call, for soft first and last sounds."""
ABOVE_QUIET_DB = 10
"""Sound is so much louder than the quietest twentieth of the recording."""
LEAST_THRESHOLD_DB, MOST_THRESHOLD_DB = -50, -30
"""Between these levels lies the threshold of silence, whatever the recording."""

_QUIET_SHARE = 0.05


class Part(NamedTuple):
    """A part of a recording with sound, in seconds."""

    start_s: float
    length_s: float


class Parted(NamedTuple):
    """A recording in parts."""

    parts: Sequence[Part]
    threshold_db: int
    """The level above which there is sound."""
    clicks: int
    """The number of sounds that were too short."""


def parted(levels: "array[int]", length_s: float) -> Parted:
    """Part a recording by silence.

    Args:
        levels: a level for each `BLOCK_S`, in decibels.
        length_s: the length of the recording in seconds.
    """
    threshold = threshold_of(levels)
    sounds = [*_joined(_sounds(levels, threshold))]
    calls = [(start, end) for start, end in sounds if end - start >= SHORTEST_SOUND_S - BLOCK_S / 2]
    parts = []
    for start, end in calls:
        start, end = max(start - MARGIN_S, 0.0), min(end + MARGIN_S, length_s)
        if end > start:
            parts.append(Part(round(start, 2), round(end - start, 2)))
    return Parted(parts, threshold, len(sounds) - len(calls))


def threshold_of(levels: "array[int]") -> int:
    """Return the level above which there is sound, in decibels."""
    counts, quiet, seen = Counter(levels), SILENT_DB, 0
    for level in sorted(counts):
        quiet, seen = level, seen + counts[level]
        if seen > _QUIET_SHARE * len(levels):
            break
    return min(max(quiet + ABOVE_QUIET_DB, LEAST_THRESHOLD_DB), MOST_THRESHOLD_DB)


def _sounds(levels: "array[int]", threshold: int) -> Iterator[tuple[float, float]]:
    """Yield start and end of each run of levels above a threshold, in seconds."""
    index = 0
    for is_sound, run in groupby(levels, key=threshold.__lt__):
        count = sum(1 for _ in run)
        if is_sound:
            yield index * BLOCK_S, (index + count) * BLOCK_S
        index += count


def _joined(sounds: Iterator[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Yield sounds, those joined that a short pause parts."""
    open_sound: tuple[float, float] | None = None
    for start, end in sounds:
        if open_sound is None:
            open_sound = start, end
        elif start - open_sound[1] < SHORTEST_SILENCE_S - BLOCK_S / 2:
            open_sound = open_sound[0], end
        else:
            yield open_sound
            open_sound = start, end
    if open_sound is not None:
        yield open_sound
