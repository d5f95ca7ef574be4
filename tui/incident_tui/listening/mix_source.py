"""The samples of slices at the same time."""

from array import array
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterator
from itertools import zip_longest
from math import sqrt

from incident_tui.listening.faults import SoundError
from incident_tui.listening.filters import RATE_HZ, SAMPLE_BYTES
from incident_tui.listening.reader_pool import ReaderPool
from incident_tui.listening.slice_source import SliceSource
from incident_tui.listening.sounds import Fault, Mix, Place

_BLOCK_SAMPLES = RATE_HZ // 50
_MOST_AT_ONCE = 16
"""Files decoded at the same time."""
_LOUDEST = 32_767


class MixSource:
    """The samples of slices at the same time, each as loud as if the most at once sounded.

    Sounds without a relation add by power: n sounds are √n times as loud.
    """

    def __init__(
        self,
        mix: Mix,
        readers: ReaderPool,
        goes_on: Callable[[], bool],
        report: Callable[[Fault], None],
    ) -> None:
        """Take a mix; nothing is opened. See `PlaylistSource`."""
        self._parts = sorted(enumerate(mix.parts), key=lambda part: part[1][0])
        self._sources = [SliceSource(part, readers, goes_on) for _, part in mix.parts]
        self._goes_on = goes_on
        self._report = report
        self._gain = 1 / sqrt(max(_most_at_once(mix), 1))

    @property
    def length(self) -> float | None:
        """Seconds up to the last sound; None while the length of a file is unknown."""
        longest = 0.0
        for number, (offset, _) in self._parts:
            length = self._sources[number].length
            if length is None:
                return None
            longest = max(longest, offset + length)
        return longest

    def samples(self, at: float) -> Iterator[bytes]:
        """The samples from a position on; see `Source.samples`. Faults of slices are reported."""
        waiting = deque(self._parts)
        voices: list[_Voice] = []
        done = round(at * RATE_HZ)
        while (waiting or voices) and self._goes_on():
            end = done + _BLOCK_SAMPLES
            while waiting and waiting[0][1][0] * RATE_HZ < end:
                number, (offset, _) = waiting.popleft()
                if len(voices) < _MOST_AT_ONCE:
                    voices.append(self._voice(number, done - round(offset * RATE_HZ)))
                else:
                    self._report(Fault(number, f"more than {_MOST_AT_ONCE} sounds at once"))
            taken = [voice.taken(_BLOCK_SAMPLES) for voice in voices]
            voices = [voice for voice in voices if not voice.is_over]
            longest = _BLOCK_SAMPLES if waiting else max(map(len, taken), default=0)
            if longest:
                yield self._sum(taken, longest)
            done = end

    def place(self, position: float) -> Place:
        """The slice started last."""
        offsets = [offset for _, (offset, _) in self._parts]
        number, (offset, _) = self._parts[max(bisect_right(offsets, position) - 1, 0)]
        return Place(number, max(position - offset, 0.0))

    def _voice(self, number: int, begun: int) -> "_Voice":
        """A slice from a sample on; below 0, after as many samples of silence."""
        return _Voice(self._reported(number, max(begun, 0) / RATE_HZ), max(-begun, 0))

    def _reported(self, number: int, at: float) -> Iterator[bytes]:
        """The samples of a slice; a fault is reported, and ends them."""
        source = self._sources[number]
        if source.length is not None and at >= source.length:
            return
        try:
            yield from source.samples(at)
        except SoundError as error:
            self._report(Fault(number, str(error)))

    def _sum(self, blocks: list["array[int]"], count: int) -> bytes:
        if not blocks:
            return bytes(count * SAMPLE_BYTES)
        gain = self._gain
        sums = (sum(samples) * gain for samples in zip_longest(*blocks, fillvalue=0))
        found = array("h", (round(max(-_LOUDEST, min(_LOUDEST, one))) for one in sums))
        return found.tobytes() + bytes((count - len(found)) * SAMPLE_BYTES)


def _most_at_once(mix: Mix) -> int:
    """The greatest number of slices that sound at the same time."""
    begins = sorted(offset for offset, _ in mix.parts)
    ends = sorted(offset + part.end - part.begin for offset, part in mix.parts)
    return max((begun + 1 - bisect_right(ends, at) for begun, at in enumerate(begins)), default=0)


class _Voice:
    """A slice of a mix, in blocks of any size."""

    def __init__(self, blocks: Iterator[bytes], silence: int) -> None:
        """Take the samples, and the number of samples of silence before them."""
        self._blocks = blocks
        self._rest = bytearray(silence * SAMPLE_BYTES)
        self.is_over = False
        """Whether all samples are taken."""

    def taken(self, count: int) -> "array[int]":
        """The next samples, fewer than `count` at the end."""
        size = count * SAMPLE_BYTES
        while len(self._rest) < size and not self.is_over:
            block = next(self._blocks, None)
            if block is None:
                self.is_over = True
            else:
                self._rest += block
        found = array("h", bytes(self._rest[:size]))
        del self._rest[:size]
        return found
