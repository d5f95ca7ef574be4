"""How loud each twentieth of a second of a sound file is, from the start to the end.

Memory holds a byte for each, 720 kB for ten hours. The seconds are those of a player, see
`readers`: a gap between the times of two frames is silence.
"""

from array import array
from collections.abc import Iterator, Mapping
from math import hypot, log10
from pathlib import Path
from typing import TYPE_CHECKING

from incident_tui.listening.faults import SoundError
from incident_tui.listening.file_bytes import open_unchanged
from incident_tui.listening.filters import kind_of
from incident_tui.listening.readers import open_reader
from incident_tui.listening.sound_files import SoundFile
from incident_tui.record.file_locks import NOT_REGULAR
from incident_tui.record.files import file_state
from incident_tui.record.text import visible

if TYPE_CHECKING:
    from av import AudioResampler
    from av.audio.frame import AudioFrame

BLOCK_S = 0.05
"""The length of sound of a level."""
SILENT_DB = -100
"""The least level, in decibels below the loudest possible sound."""
MOST_SECONDS = 7 * 24 * 60 * 60
"""A longer recording is read up to here: a small file can be made to last for years."""

_RATE_HZ = 8_000
_BLOCK_SAMPLES = round(_RATE_HZ * BLOCK_S)
_LOUDEST = 32_768
_GAP_S = 0.25
"""A smaller gap between the times of two frames is rounding."""
_MISSING_S, _MISSING_SHARE = 0.1, 0.0005
"""A sound that is so much shorter than its header says is not whole; headers round."""
_FRAMES_PER_STEP = 2_000


class SoundLevels:
    """The levels of a sound file; a context manager over the open file."""

    def __init__(self, path: Path) -> None:
        """Open a sound file.

        Raises:
            SoundError: if the file has no sound that can be decoded; the message begins with the
                name of the file.
        """
        name, state = visible(path.name), file_state(path)
        if state is None or not path.is_file():
            raise SoundError(f"{name}: {NOT_REGULAR}")
        file = SoundFile(name, path.resolve(), state)
        self.bytes = state.size
        """The size of the file."""
        self.levels = array("b")
        """The levels in decibels, once the file is measured."""
        self.seconds = 0.0
        """The length of the sound, once the file is measured."""
        self.faults: list[str] = []
        """What is wrong with the file, once the file is measured."""
        self._name = name
        self._opened = open_unchanged(file)
        try:
            self._reader = open_reader(file, self._opened)
        except SoundError:
            self._opened.close()
            raise

    def __enter__(self) -> "SoundLevels":
        return self

    def __exit__(self, *_: object) -> None:
        self._reader.close()

    @property
    def tags(self) -> Mapping[str, str]:
        """The tags of the file, by FFmpeg's names in lower case."""
        return self._reader.tags

    @property
    def length(self) -> float | None:
        """The length in seconds that the file says, before it is measured; None if unknown."""
        return self._reader.length

    def measure(self) -> Iterator[int]:
        """Decode the file to the end, or as far as it goes; yield the bytes read, now and then."""
        meter = _Meter(self.levels)
        try:
            for number, (time, frame) in enumerate(self._reader.frames(0.0)):
                if not number % _FRAMES_PER_STEP:
                    yield min(self._reader.place, self.bytes)
                meter.take(time, frame)
                if meter.seconds > MOST_SECONDS:
                    self.faults.append("longer than a week; the rest is not read")
                    break
        except SoundError as error:
            self.faults.append(str(error).removeprefix(f"{self._name}: "))
        meter.finish()
        self.seconds = meter.seconds
        if damaged := self._reader.damaged:
            self.faults.append(f"damaged; {damaged:,} parts of it could not be decoded")
        missing = (self._reader.length or 0) - self.seconds
        if missing > max(_MISSING_S, self.seconds * _MISSING_SHARE):
            self.faults.append(f"not whole; {missing:,.1f} s of its sound are missing")


class _Meter:
    """Turns frames into levels."""

    def __init__(self, levels: "array[int]") -> None:
        self._levels = levels
        self._kind: object = None
        self._resampler: AudioResampler | None = None
        self._begin: float | None = None
        """The second of the first sample, below 0 for the delay of an encoder; None before."""
        self.seconds = 0.0
        """The length of the sound so far."""

    def take(self, time: float, frame: "AudioFrame") -> None:
        """Add the levels of a frame, and silence for a gap before.

        Args:
            time: the second of the first sample.
            frame: of any kind.
        """
        if not frame.samples or frame.sample_rate <= 0:
            return
        if self._begin is None:
            self._begin = self.seconds = min(time, 0.0)
        gap = min(time, MOST_SECONDS) - self.seconds
        if gap > _GAP_S:
            self._end_run()
            self._levels.extend(array("b", [SILENT_DB]) * round(gap / BLOCK_S))
            self.seconds += gap
        if self._resampler is None or kind_of(frame) != self._kind:
            self._end_run()
            self._resampler, self._kind = _resampler(), kind_of(frame)
        self.seconds += frame.samples / frame.sample_rate
        self._add(self._resampler, frame)

    def finish(self) -> None:
        """Add the last level, and leave out what no player plays: the delay of an encoder."""
        self._end_run()
        del self._levels[: round(-(self._begin or 0) / BLOCK_S)]

    def _end_run(self) -> None:
        """Add the level of the samples that wait for a whole block."""
        if self._resampler is not None:
            self._add(self._resampler, None)
            self._resampler = None

    def _add(self, resampler: "AudioResampler", frame: "AudioFrame | None") -> None:
        for block in resampler.resample(frame):
            samples = memoryview(block.planes[0]).cast("B").cast("h")[: block.samples]
            self._levels.append(_decibels(hypot(*samples) / (block.samples**0.5 * _LOUDEST)))


def _resampler() -> "AudioResampler":
    """A converter to blocks of mono, signed 16 bits; of voices, 8 kHz have all that is loud."""
    from av import AudioResampler

    return AudioResampler("s16", "mono", _RATE_HZ, _BLOCK_SAMPLES)


def _decibels(amplitude: float) -> int:
    """The level of a root mean square from 0 to 1."""
    return max(round(20 * log10(amplitude)), SILENT_DB) if amplitude > 0 else SILENT_DB
