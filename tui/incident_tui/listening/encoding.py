"""Samples encoded to a sound file with chapters."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import IO, TYPE_CHECKING, NamedTuple

from incident_tui.listening.filters import frames_of

if TYPE_CHECKING:
    import av.container.core
    from av.container import OutputContainer

_MILLISECONDS = Fraction(1, 1000)


class Encoding(NamedTuple):
    """A kind of sound file, with FFmpeg's names."""

    container: str
    codec: str
    rate_hz: int
    bit_rate: int = 0
    """Bits a second; 0 for a codec without loss."""
    has_chapters: bool = True
    """Whether FFmpeg writes chapters; else they stand in the tags, as CHAPTER000 of Vorbis."""


M4A = Encoding("ipod", "aac", 24_000, 48_000)
FLAC = Encoding("flac", "flac", 48_000, has_chapters=False)


class Chapter(NamedTuple):
    """A named part of a sound file, in milliseconds from the start."""

    start_ms: int
    end_ms: int
    title: str


def encoded(
    file: IO[bytes],
    encoding: Encoding,
    blocks: Iterable[bytes],
    chapters: Sequence[Chapter],
    tags: Mapping[str, str],
) -> Iterator[None]:
    """Encode samples into a file; yields now and then, for a caller that counts.

    Args:
        file: empty; can be read, written and sought.
        blocks: mono samples at `RATE_HZ`.
        tags: by FFmpeg's names: `title`, `comment`.

    Raises:
        OSError: if the file cannot be written.
    """
    import av
    from av.container import OutputContainer

    with av.open(file, "w", format=encoding.container) as container:
        assert isinstance(container, OutputContainer)
        container.metadata.update(tags)
        if encoding.has_chapters:
            container.set_chapters([_chapter(*one) for one in enumerate(chapters)])
        else:
            container.metadata.update(_chapter_tags(chapters))
        yield from _muxed(container, encoding, blocks)


def _muxed(
    container: "OutputContainer", encoding: Encoding, blocks: Iterable[bytes]
) -> Iterator[None]:
    from av import AudioResampler, AudioStream

    stream = container.add_stream(encoding.codec, rate=encoding.rate_hz)
    assert isinstance(stream, AudioStream)
    stream.layout = "mono"
    if encoding.bit_rate:
        stream.bit_rate = encoding.bit_rate
    codec = stream.codec_context
    codec.open()
    into = AudioResampler(codec.format, "mono", encoding.rate_hz, codec.frame_size)
    for frame in frames_of(blocks):
        for ready in into.resample(frame):
            container.mux(stream.encode(ready))
        yield
    container.mux(stream.encode(None))


def _chapter(number: int, chapter: Chapter) -> "av.container.core.Chapter":
    return {
        "id": number + 1,
        "start": chapter.start_ms,
        "end": chapter.end_ms,
        "time_base": _MILLISECONDS,
        "metadata": {"title": chapter.title},
    }


def _chapter_tags(chapters: Sequence[Chapter]) -> Iterator[tuple[str, str]]:
    """Chapters as comments of Vorbis, which players read in FLAC: CHAPTER000=00:00:01.500."""
    for number, chapter in enumerate(chapters):
        seconds, rest = divmod(chapter.start_ms, 1000)
        clock = f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"
        yield f"CHAPTER{number:03}", clock
        yield f"CHAPTER{number:03}NAME", chapter.title
