"""Sounds in a folder, and a playback that a test pulls from as a device does."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from incident_tui.listening.filters import RATE_HZ, SAMPLE_BYTES
from incident_tui.listening.playback import Playback
from incident_tui.listening.sound_files import Slice, SoundFiles
from incident_tui.record.model import Audio
from tests.listening.sound_writing import FORMS, bursts, write_sound

PULL_SAMPLES = RATE_HZ // 100


def sound(
    folder: Path,
    start: float = 0.0,
    length: float | None = None,
    name: str = "pcm.wav",
    margin: float = 0.0,
    seconds: int = 12,
    burst_s: float = 0.02,
) -> Slice:
    """A slice of a file with a burst at each second; the file is written where there is none."""
    path = folder / name
    if not path.exists():
        write_sound(path, FORMS[name], bursts(FORMS[name].rate, seconds, burst_s))
    audio = Audio(path=name, start=start, length=length)
    return SoundFiles(folder).slice_of(audio, margin)


def pulled(playback: Playback, seconds: float, fills: int | None = None) -> bytes:
    """What a device takes in so many seconds.

    Args:
        fills: pieces that are decoded between two requests of the device; None for all wanted.
    """
    found = bytearray()
    while len(found) < round(seconds * RATE_HZ) * SAMPLE_BYTES:
        count = 0
        while (fills is None or count < fills) and playback.fill():
            count += 1
        found += playback.pull(PULL_SAMPLES)
    return bytes(found)


@contextmanager
def playback_of() -> Iterator[Playback]:
    """A playback without a device, which closes its files."""
    playback = Playback()
    try:
        yield playback
    finally:
        playback.close()
