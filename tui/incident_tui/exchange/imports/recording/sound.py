"""The sound of a file as levels, through PyAV: how loud each twentieth of a second is.

Memory holds a byte for each, 720 kB for ten hours. Levels are by the times of the file's frames: a
gap in the times is silence. The file is opened here, never by FFmpeg, and only as a format that
lies in a single file: a playlist would open files and addresses that a stranger chose.
"""

from array import array
from collections.abc import Iterator, Mapping
from math import hypot, log10
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from incident_tui.exchange.imports.foreign.libraries import missing_words
from incident_tui.exchange.imports.foreign.positions import LONGEST_RECORDING_S, position_text
from incident_tui.exchange.imports.foreign.values import clean
from incident_tui.exchange.imports.landing.protocol import Advance

if TYPE_CHECKING:
    from av import AudioResampler
    from av.audio.frame import AudioFrame

BLOCK_S = 0.05
"""The length of sound that a level is of."""
SILENT_DB = -100
"""The least level, in decibels below the loudest possible sound."""

_RATE_HZ = 8_000
_BLOCK_SAMPLES = round(_RATE_HZ * BLOCK_S)
_LOUDEST = 32_768
_GAP_S = 0.25
"""A smaller gap between the times of two frames is rounding."""
_PACKETS_PER_ADVANCE = 2_000
_FORMATS = "aac,aiff,caf,flac,matroska,mov,mp3,ogg,w64,wav"
_EXACT_FORMATS = ("flac", "wav")
"""Formats whose length is known to the sample; that of an MP3 is an estimate."""
_MISSING_S = 0.1
_UNKNOWN_BYTES = 0xFFFFFFF0
_MICROSECONDS = 1_000_000


class SoundError(Exception):
    """A file has no sound that can be read; the message says why."""


class Sound:
    """A file of sound; a context manager over the open file."""

    def __init__(self, path: Path) -> None:
        """Open a file.

        Raises:
            SoundError: if the file has no sound that can be read.
            OSError: if the file cannot be opened.
        """
        if words := missing_words("av", "audio"):
            raise SoundError(words)
        import av

        self.levels = array("b")
        """A level for each `BLOCK_S`, in decibels, once the file is measured."""
        self.faults: list[str] = []
        """What is wrong with the file, once the file is measured."""
        self._length_s = 0.0
        self._file = path.open("rb")
        try:
            self._size = path.stat().st_size
            self._cut_bytes = _cut_bytes(self._file, self._size)
            options = {"format_whitelist": _FORMATS}
            self._container = av.open(self._file, "r", options=options)
        except (av.error.FFmpegError, OSError, ValueError) as error:
            self._file.close()
            raise SoundError(f"no sound that can be read: {_reason(error)}") from None
        streams = self._container.streams.audio
        if not streams or streams[0].codec_context is None:
            self.close()
            raise SoundError("no sound that can be read: there is no track of a known kind")
        self._stream = streams[0]

    def __enter__(self) -> "Sound":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._container.close()
        self._file.close()

    @property
    def tags(self) -> Mapping[str, str]:
        """The tags of the file and of its track, by FFmpeg's names, in lower case."""
        pairs = {**self._stream.metadata, **self._container.metadata}
        return {clean(name).lower(): clean(value) for name, value in pairs.items()}

    @property
    def length_s(self) -> float:
        """The length in seconds, once the file is measured."""
        return self._length_s

    def measure(self) -> Iterator[Advance]:
        """Decode the file and note its levels, to the end or as far as it goes."""
        import av

        damaged = 0
        meter = _Meter(self.levels)
        try:
            for number, packet in enumerate(self._container.demux(self._stream)):
                if not number % _PACKETS_PER_ADVANCE:
                    yield Advance(self._file.tell(), self._size)
                try:
                    frames = packet.decode()
                except av.error.FFmpegError:
                    damaged += 1
                    continue
                for frame in frames:
                    meter.take(frame)
                if meter.seconds > LONGEST_RECORDING_S:
                    self.faults.append("longer than a week; the rest is not read")
                    break
        except (av.error.FFmpegError, OSError, ValueError) as error:
            self.faults.append(f"breaks off after {position_text(meter.seconds)}: {_reason(error)}")
        meter.end()
        self._length_s = meter.seconds
        if damaged:
            self.faults.append(f"damaged; {damaged:,} parts of it could not be decoded")
        self._compare_length()

    def _compare_length(self) -> None:
        """Note what is missing of the sound that the file says it has."""
        stated = (self._container.duration or 0) / _MICROSECONDS
        missing = stated - self._length_s
        if self._cut_bytes > 0:
            self.faults.append(f"cut off; {self._cut_bytes:,} bytes are missing at its end")
        elif self._container.format.name in _EXACT_FORMATS and missing > _MISSING_S:
            self.faults.append(f"{missing:.1f} s of its {position_text(stated)} are missing")


def _cut_bytes(file: BinaryIO, size: int) -> int:
    """Return how many bytes a WAV has less than it says; 0 for another format.

    FFmpeg takes the length from the size of the file then. A recorder that was stopped leaves 0, or
    the largest number, for a size that it did not know.
    """
    start = file.read(8)
    file.seek(0)
    stated = int.from_bytes(start[4:], "little")
    is_known = start[:4] == b"RIFF" and 0 < stated < _UNKNOWN_BYTES
    return max(stated + 8 - size, 0) if is_known else 0


class _Meter:
    """Turns frames into levels."""

    def __init__(self, levels: "array[int]") -> None:
        self._levels = levels
        self._resampler = _resampler()
        self._first: float | None = None
        """The time of the first frame, in seconds."""
        self.seconds = 0.0
        """The length of the sound so far."""

    def take(self, frame: "AudioFrame") -> None:
        """Add the levels of a frame, and silence for a gap before."""
        if frame.sample_rate <= 0 or not frame.samples:
            return
        if frame.time is not None:
            self._first = frame.time if self._first is None else self._first
            gap = min(frame.time - self._first, LONGEST_RECORDING_S) - self.seconds
            if gap > _GAP_S:
                self.end()
                self._resampler = _resampler()
                self._levels.extend(array("b", [SILENT_DB]) * round(gap / BLOCK_S))
                self.seconds += gap
        self.seconds += frame.samples / frame.sample_rate
        self._add(frame)

    def end(self) -> None:
        """Add the level of the samples that wait for a whole block."""
        self._add(None)

    def _add(self, frame: "AudioFrame | None") -> None:
        for block in self._resampler.resample(frame):
            samples = memoryview(block.planes[0]).cast("B").cast("h")[: block.samples]
            self._levels.append(_decibels(hypot(*samples) / (block.samples**0.5 * _LOUDEST)))


def _resampler() -> "AudioResampler":
    """Return a converter to blocks of mono with signed samples of 16 bits."""
    from av import AudioResampler

    return AudioResampler("s16", "mono", _RATE_HZ, _BLOCK_SAMPLES)


def _decibels(amplitude: float) -> int:
    """Return the level of a root mean square from 0 to 1."""
    return max(round(20 * log10(amplitude)), SILENT_DB) if amplitude > 0 else SILENT_DB


def _reason(error: Exception) -> str:
    """Return FFmpeg's words for an error."""
    return clean(getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()
