"""A part of a sound file as blocks of samples, exact at both ends.

Samples are placed by the times of frames in the file, not by their number: where the times leave a
gap, there is silence, and where they overlap, the later samples are left out.
"""

from collections.abc import Iterable, Iterator
from math import inf

from incident_tui.listening.faults import SoundError
from incident_tui.listening.filters import RATE_HZ, SAMPLE_BYTES, ToMono, kind_of, silence
from incident_tui.listening.readers import SoundReader, TimedFrame

_STEADY_S = 0.015
"""A smaller distance between a frame and the end of the frame before is taken for rounding."""


def samples_of(reader: SoundReader, begin: float, end: float) -> Iterator[bytes]:
    """The samples of a part of a file: mono, at `RATE_HZ`.

    Args:
        begin: seconds from the start of the file.
        end: likewise; infinity for the end of the file.

    Raises:
        SoundError: after the last samples, if the file cannot be read further.
    """
    next_sample, last = round(begin * RATE_HZ), _sample_at(end)
    silent_until = _sample_at(reader.length or 0.0) if last is None else last
    for place, samples in _placed(reader.frames(begin), reader.file.name):
        if place > next_sample:
            yield from silence(min(place, silent_until or 0) - next_sample)
            next_sample = place
        samples = samples[(next_sample - place) * SAMPLE_BYTES :]
        if last is not None:
            samples = samples[: max(last - next_sample, 0) * SAMPLE_BYTES]
        if samples:
            yield samples
            next_sample += len(samples) // SAMPLE_BYTES
        if last is not None and next_sample >= last:
            return


def _sample_at(time: float) -> int | None:
    return None if time == inf else round(time * RATE_HZ)


def _placed(frames: Iterable[TimedFrame], name: str) -> Iterator[tuple[int, bytes]]:
    """Mono samples, each block with the number of the first sample from the start of the file."""
    import av

    mono, kind, place, expected = None, None, 0, 0.0
    try:
        for time, frame in frames:
            if mono is None or kind != kind_of(frame) or abs(time - expected) > _STEADY_S:
                if mono is not None:  # the samples that the filter holds back
                    yield from _numbered(mono.samples(None), place)
                mono, kind = ToMono(frame), kind_of(frame)
                place, expected = round(time * RATE_HZ), time
            for block in mono.samples(frame):
                yield place, block
                place += len(block) // SAMPLE_BYTES
            expected += frame.samples / frame.sample_rate
    except (av.error.FFmpegError, ValueError) as error:
        raise SoundError(
            f"{name}: its sound is of a kind that cannot be played ({error})"
        ) from None
    if mono is not None:
        yield from _numbered(mono.samples(None), place)


def _numbered(blocks: Iterable[bytes], place: int) -> Iterator[tuple[int, bytes]]:
    for block in blocks:
        yield place, block
        place += len(block) // SAMPLE_BYTES
