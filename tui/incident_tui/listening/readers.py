"""Readers of sound files: the decoded frames from any second on, each with a time.

Second 0 of a file is the first sound heard from a player: the delay of an encoder (LAME's
header of mp3, the edit list of MP4, the pre-skip of Opus) is before second 0.
"""

import os
from collections.abc import Iterator
from io import FileIO
from typing import TYPE_CHECKING

from incident_tui.listening.container import Container, Decoded
from incident_tui.listening.faults import SoundError
from incident_tui.listening.file_bytes import FileBytes
from incident_tui.listening.mpeg_frames import FramePlaces, frame_places
from incident_tui.listening.sound_files import SoundFile
from incident_tui.record.files import failure_words

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame

TimedFrame = tuple[float, "AudioFrame"]
"""The time of the first sample of a frame, in seconds from the start of the file; the frame."""

_SEEKING_FORMATS = frozenset(["aiff", "au", "caf", "flac", "matroska", "mov", "ogg", "w64", "wav"])
"""Formats in which FFmpeg finds a time without reading the file up to the time."""
_ESTIMATED_FORMATS = frozenset(["aac", "amr", "mp3"])
"""Formats whose length FFmpeg takes from the first bit rates."""
_BLOCK_CODECS = ("adpcm_", "gsm_ms")
"""Codecs of wav files with blocks of a fixed size, of which a header rounds the byte rate."""
_PREROLL_S = 0.5
"""Decoded before the first sound wanted: codecs need the frames before a frame."""
_LATE_S = 0.02
"""A seek that leads further behind the time wanted is not trusted; the file is read instead."""
_UNKNOWN_SIZES = frozenset([0, 0xFFFFFFFF])
"""Sizes in the header of a wav file written without going back to the header."""


class SoundReader:
    """An open sound file, for a single thread and a single run of frames at a time."""

    def __init__(self, file: SoundFile, opened: FileIO, container: Container) -> None:
        """Take an open file and the container of the file, of which nothing is read yet."""
        self.file = file
        self._opened = opened
        self._container = container
        self._is_fresh = True
        """Whether the container is at the start."""
        self._start = container.start
        self._tags = container.tags
        self.length = self._length()
        """Seconds of sound as the file says; None where the file does not say."""

    def close(self) -> None:
        """Close the file."""
        self._container.close()
        self._opened.close()

    @property
    def tags(self) -> dict[str, str]:
        """The tags of the file, by FFmpeg's names in lower case."""
        return self._tags

    @property
    def place(self) -> int:
        """The byte up to which the file is read."""
        return self._container.place

    @property
    def damaged(self) -> int:
        """The number of packets of the present run of frames that could not be decoded."""
        return self._container.damaged

    def frames(self, at: float) -> Iterator[TimedFrame]:
        """The decoded frames from a second of the file on; the first begins there or before.

        Where the sound of the file begins later, the first frame is later. Damaged frames are left
        out.

        Raises:
            SoundError: after the last frame, if the file cannot be read further.
        """
        want = at - _PREROLL_S
        if (want > 0 or not self._is_fresh) and self._seek(want):
            found = self._timed(None)
            first = next(found, None)
            if first is not None and first[0] <= at + _LATE_S:
                yield first
                yield from found
                return
        if not self._is_fresh:
            self._reopen()
        yield from self._timed(0.0)

    def _length(self) -> float | None:
        form = self._container.format
        if form in _ESTIMATED_FORMATS or self._container.length is None:
            return None
        share = _share_of_wav(self._opened) if form == "wav" else 1.0
        return self._container.length / share

    def _seek(self, want: float) -> bool:
        """Go to a second or before; False if the file has no way, and is read from the start.

        Args:
            want: below 0 for the start: some codecs need the packets before second 0.
        """
        form, codec = self._container.format, self._container.codec
        # In other formats FFmpeg takes the places that it has read for all places that there are;
        # of Matroska, it leaves out the packet before second 0.
        is_sure = form in _SEEKING_FORMATS and not codec.startswith("mp")
        if not is_sure or (want <= 0 and form == "matroska"):
            if not self._is_fresh:
                self._reopen()
            if want <= 0:
                return False
        self._is_fresh = False
        return self._container.seek(want + self._start)

    def _reopen(self, place: int = 0, form: str | None = None) -> None:
        """Read the file from a byte on, as if the file began there."""
        self._container.close()
        content = FileBytes(self._opened, self.file.path.name, place)
        self._container = Container(content, self.file.name, form)
        self._is_fresh = True

    def _timed(self, expected: float | None) -> Iterator[TimedFrame]:
        """The frames from the present place on.

        Args:
            expected: the second of the first frame, for a file without times; None where the second
                is not known: then a file without times has no frames.
        """
        self._is_fresh = False
        for decoded in self._container.decoded():
            time = self._time(decoded)
            for frame in decoded.frames:
                time = expected if time is None else time
                if time is None:
                    return
                yield time, frame
                expected = time + frame.samples / frame.sample_rate
                time = None

    def _time(self, decoded: Decoded) -> float | None:
        """The second of the first frame of a packet; None for a file without times."""
        time = decoded.frames[0].time if decoded.frames else None
        return None if time is None else time - self._start


class BlockReader(SoundReader):
    """A wav file with blocks of a fixed size (ADPCM, GSM), in which the place tells the time."""

    def __init__(self, file: SoundFile, opened: FileIO, container: Container) -> None:
        """Decode the first block, for the samples in a byte."""
        super().__init__(file, opened, container)
        self._first_byte, self._samples, self._size = 0, 0, 1
        for decoded in container.decoded():
            if decoded.frames and decoded.place is not None and decoded.size:
                self._first_byte, self._size = decoded.place, decoded.size
                self._samples = sum(frame.samples for frame in decoded.frames)
                break
        self._is_fresh = False

    def _time(self, decoded: Decoded) -> float | None:
        if not decoded.frames or decoded.place is None:
            return None
        samples = (decoded.place - self._first_byte) * self._samples / self._size
        return samples / decoded.frames[0].sample_rate


class MpegReader(SoundReader):
    """A file of MPEG audio (mp3), in which the number of a frame tells the time."""

    def __init__(
        self, file: SoundFile, opened: FileIO, container: Container, places: FramePlaces
    ) -> None:
        """Take the places of the frames."""
        self._places = places
        self._base = 0.0
        """The second of the first frame of the container."""
        super().__init__(file, opened, container)

    def frames(self, at: float) -> Iterator[TimedFrame]:
        """The decoded frames from a second of the file on; see `SoundReader.frames`."""
        first = self._places.first
        if at + self._start >= self._places.seconds:
            return  # a file that is cut short: at its end is no frame to begin with
        want = at - _PREROLL_S + self._start
        frame, place = self._places.at(int(want * first.rate / first.samples))
        self._base = frame * first.samples / first.rate - self._start
        self._reopen(place, "mp3")
        yield from self._timed(self._base)

    def _time(self, decoded: Decoded) -> float | None:
        # A container that begins at a frame has no header with a delay: its times begin at 0.
        time = decoded.frames[0].time if decoded.frames else None
        return None if time is None else self._base + time

    def _length(self) -> float | None:
        # The delay stands in a header that tells the number of samples, too.
        return self._container.length if self._start > 0 else self._places.seconds


def open_reader(file: SoundFile, opened: FileIO) -> SoundReader:
    """The reader of an open sound file, which `close` closes.

    Raises:
        SoundError: if the file is no sound file, or the sound cannot be decoded.
    """
    container = Container(FileBytes(opened, file.path.name), file.name)
    try:
        if container.format == "mp3":
            first_byte = next((packet.place for packet in container.decoded()), None)
            places = None if first_byte is None else frame_places(opened, first_byte)
            if places is not None:
                return MpegReader(file, opened, container, places)
        if container.format in ("wav", "w64") and container.codec.startswith(_BLOCK_CODECS):
            return BlockReader(file, opened, container)
        return SoundReader(file, opened, container)
    except OSError as error:
        raise SoundError(f"{file.name}: {failure_words(error)}") from None


def _share_of_wav(file: FileIO) -> float:
    """The share of the bytes told by the header of a wav file (RIFF) in the file, up to 1.

    Raises:
        OSError: if the file cannot be read.
    """
    file.seek(0)
    told = int.from_bytes(file.read(8)[4:], "little")
    size = file.seek(0, os.SEEK_END)
    return 1.0 if told in _UNKNOWN_SIZES else min(size / (told + 8), 1.0)
