"""A sound file as FFmpeg reads the file, through PyAV: packets in order, and their frames."""

from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from incident_tui.listening.faults import SoundError
from incident_tui.listening.file_bytes import FileBytes

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.container import InputContainer

_FORMATS = "aac,aiff,amr,asf,au,avi,caf,dss,flac,matroska,mov,mp3,ogg,w64,wav"
"""FFmpeg's readers of formats in a single file.

A playlist (HLS, a list to concatenate) would open files and addresses of a stranger's choice.
"""
_MOST_BLOCK_BYTES = 256 * 1024 * 1024
"""The largest block of memory for FFmpeg: the index of a recording of 65 hours."""
_MICROSECONDS = 1_000_000
_READS_ANY_TAGS = 19
"""The version of PyAV in which a byte of a tag that is no UTF-8 became a surrogate."""


class Decoded(NamedTuple):
    """A packet of the file, decoded."""

    place: int | None
    """The first byte of the packet in the file."""
    size: int
    """Bytes of the packet."""
    frames: "list[AudioFrame]"


def _reading_tags() -> dict[str, Any]:
    """The option by which PyAV reads tags of any bytes; from version 19 on it does so without."""
    import av

    version = int(av.__version__.partition(".")[0])
    return {} if version >= _READS_ANY_TAGS else {"metadata_errors": "replace"}


def _text(tag: str) -> str:
    """A tag with a replacement character for each byte that is no UTF-8."""
    return tag.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


class Container:
    """An open container, and the first stream of sound."""

    def __init__(self, content: FileBytes, name: str, form: str | None = None) -> None:
        """Open a container.

        Args:
            name: the file in messages.
            form: FFmpeg's name of the format; None to find the format by the content.

        Raises:
            SoundError: if the content is no sound file, or the sound cannot be decoded.
        """
        import av

        _bound_memory()
        self.damaged = 0
        """The number of packets so far that could not be decoded."""
        self._content = content
        self._name = name
        options = {"format_whitelist": _FORMATS}
        try:
            self._container: InputContainer = av.open(
                content, "r", format=form, options=options, **_reading_tags()
            )
        except (av.error.FFmpegError, OSError, ValueError) as error:
            words = f"is no sound file, or is damaged ({_reason(error)})"
            raise SoundError(f"{name}: {content.fault or words}") from None
        streams = self._container.streams.audio
        if not streams or streams[0].codec_context is None:
            self._container.close()
            words = "its sound is of a kind that cannot be decoded" if streams else "has no sound"
            raise SoundError(f"{name}: {words}")
        self._stream: AudioStream = streams[0]

    def close(self) -> None:
        """Close the container; the file stays open."""
        self._container.close()

    @property
    def format(self) -> str:
        """FFmpeg's name of the format: `wav`, `mp3`, `mov`."""
        return self._container.format.name.partition(",")[0]

    @property
    def codec(self) -> str:
        """FFmpeg's name of the codec: `pcm_s16le`, `aac`."""
        return self._stream.codec_context.name

    @property
    def start(self) -> float:
        """The time of the first sound in the container's own time, in seconds."""
        if self.format == "mp3" and self._stream.start_time is not None:  # exact to a sample
            return self._seconds(self._stream.start_time)
        return (self._container.start_time or 0) / _MICROSECONDS

    @property
    def length(self) -> float | None:
        """Seconds of sound, as the file says or as FFmpeg estimates; None if neither does."""
        duration = self._container.duration
        return None if duration is None else duration / _MICROSECONDS

    @property
    def tags(self) -> dict[str, str]:
        """The tags of the stream and of the file, by FFmpeg's names in lower case."""
        found = {**self._stream.metadata, **self._container.metadata}
        return {name.lower(): _text(value) for name, value in found.items()}

    @property
    def place(self) -> int:
        """The byte of the file up to which FFmpeg has read."""
        return self._content.tell()

    def seek(self, time: float) -> bool:
        """Go to a time or closely before, in the container's own time; False if there is no way."""
        import av

        if self._stream.time_base is None:
            return False
        try:
            self._container.seek(int(time / self._stream.time_base), stream=self._stream)
        except (av.error.FFmpegError, OSError, OverflowError, ValueError):
            return False
        return True

    def decoded(self) -> Iterator[Decoded]:
        """The packets from the present place on; damaged packets have no frames.

        Raises:
            SoundError: after the last packet, if the file cannot be read further.
        """
        import av

        try:
            for packet in self._container.demux(self._stream):
                try:
                    frames = packet.decode()
                except av.error.FFmpegError:
                    # Damaged, or behind a seek: some codecs need the packets before a packet.
                    self.damaged += 1
                    frames = []
                if frames:
                    self._content.renew()
                yield Decoded(packet.pos, packet.size, frames)
        except (av.error.FFmpegError, OSError, ValueError) as error:
            words = self._content.fault or f"is damaged ({_reason(error)})"
            raise SoundError(f"{self._name}: {words}") from None
        if self._content.fault:
            raise SoundError(f"{self._name}: {self._content.fault}")

    def _seconds(self, ticks: int) -> float:
        time_base = self._stream.time_base
        return float(ticks * time_base) if time_base else 0.0


@cache
def _bound_memory() -> None:
    """Have FFmpeg refuse large blocks of memory: an MP4 of a few kB can tell of any index.

    PyAV does not offer the function. A library finds it among the libraries that it needs; where
    it does not, as on Windows, FFmpeg has its own bound of 2 GB.
    """
    import ctypes

    import av

    with suppress(AttributeError, OSError):
        ffmpeg = ctypes.CDLL(av._core.__file__)
        ffmpeg.av_max_alloc.argtypes = [ctypes.c_size_t]
        ffmpeg.av_max_alloc.restype = None
        ffmpeg.av_max_alloc(_MOST_BLOCK_BYTES)


def _reason(error: Exception) -> str:
    """FFmpeg's words for an error."""
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).lower()
