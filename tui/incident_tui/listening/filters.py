"""FFmpeg's filters of sound: to mono at a fixed rate, a different speed, an even loudness."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import chain
from math import sqrt
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame
    from av.filter import Graph
    from av.filter.context import FilterContext

RATE_HZ = 48_000
"""Samples a second of all sound in this room: mono, signed 16 bits, the machine's byte order."""
SAMPLE_BYTES = 2
MIN_SPEED, MAX_SPEED = 0.5, 3.0
_MOST_OF_ONE_ATEMPO = 2.0
"""Above, the filter leaves samples out; two of them in a row blend all samples."""
_ATEMPO_DELAY_SAMPLES = 1024
"""Samples dropped by the filter at the start: half of a window, a power of 2 above 1/24 s."""
_ATEMPO_LEAD_SAMPLES = 4096
_SILENCE_SAMPLES = RATE_HZ // 50
"""Of a block of silence, unless a caller says otherwise."""
_LEVELLING = {"expansion": "12.5", "raise": "0.02", "fall": "0.02", "peak": "0.9"}
"""The filter `speechnorm`: up to 12.5 times as loud (22 dB), two seconds after a loud voice."""


class ToMono:
    """Turns frames of a single kind into mono samples at `RATE_HZ`."""

    def __init__(self, frame: "AudioFrame") -> None:
        """Make the filter for frames like this frame."""
        import av.filter

        graph = av.filter.Graph()
        channels = frame.layout.nb_channels
        nodes = [
            graph.add_abuffer(
                sample_rate=frame.sample_rate,
                format=frame.format,
                layout=frame.layout,
                time_base=Fraction(1, frame.sample_rate),
            )
        ]
        if channels > 1:
            # The mean of all channels, in whatever order: a logger's tracks have no places.
            parts = "+".join(f"{1 / channels}*c{number}" for number in range(channels))
            nodes.append(graph.add("pan", f"mono|c0={parts}"))
        self._graph = _finished(graph, nodes)
        self._given = 0

    def samples(self, frame: "AudioFrame | None") -> Iterator[bytes]:
        """The samples completed by a frame; None for the rest of all frames.

        Raises:
            av.error.FFmpegError: if the frame is of a different kind.
        """
        if frame is not None:
            frame.time_base = Fraction(1, frame.sample_rate)
            frame.pts = self._given
            self._given += frame.samples
        return _pushed(self._graph, frame)


def kind_of(frame: "AudioFrame") -> tuple[str, int, str, int]:
    """The kind of a frame: format, rate and channels. A filter takes frames of a single kind."""
    return frame.format.name, frame.sample_rate, frame.layout.name, frame.layout.nb_channels


def shaped(blocks: Iterable[bytes], speed: float, is_levelled: bool) -> Iterator[bytes]:
    """Samples at a speed, and with an even loudness.

    Args:
        blocks: mono samples at `RATE_HZ`.
        speed: from `MIN_SPEED` to `MAX_SPEED`; the pitch stays.
        is_levelled: whether to raise quiet speech (`speechnorm`).
    """
    if speed == 1 and not is_levelled:
        yield from blocks
        return
    import av.filter

    graph = av.filter.Graph()
    rate = Fraction(1, RATE_HZ)
    nodes = [graph.add_abuffer(sample_rate=RATE_HZ, format="s16", layout="mono", time_base=rate)]
    if is_levelled:
        nodes.append(graph.add("speechnorm", **_LEVELLING))
    steps = [sqrt(speed)] * 2 if speed > _MOST_OF_ONE_ATEMPO else [speed] if speed != 1 else []
    nodes += [graph.add("atempo", f"{step:.6f}") for step in steps]
    _finished(graph, nodes)
    lead = early = 0
    if steps:
        dropped = sum(_ATEMPO_DELAY_SAMPLES * step**number for number, step in enumerate(steps))
        # More silence than is dropped, since the filter leaves out parts of its first samples, too.
        lead = round(dropped) + _ATEMPO_LEAD_SAMPLES
        early = round(_ATEMPO_LEAD_SAMPLES / speed) * SAMPLE_BYTES
    for frame in frames_of(chain(silence(lead), blocks)):
        for samples in _pushed(graph, frame):
            if samples[early:]:
                yield samples[early:]
            early = max(early - len(samples), 0)


def silence(samples: int, block: int = _SILENCE_SAMPLES) -> Iterator[bytes]:
    """Blocks of silence of so many samples altogether; none for a number below 1.

    Args:
        block: the number of samples of a block.
    """
    while samples > 0:
        yield bytes(min(samples, block) * SAMPLE_BYTES)
        samples -= block


def _finished(graph: "Graph", nodes: "list[FilterContext]") -> "Graph":
    """The graph with the nodes in a row, and an end for the samples of this room."""
    form = f"sample_fmts=s16:sample_rates={RATE_HZ}:channel_layouts=mono"
    graph.link_nodes(*nodes, graph.add("aformat", form), graph.add("abuffersink"))
    graph.configure()
    return graph


def frames_of(blocks: Iterable[bytes]) -> "Iterator[AudioFrame | None]":
    """Frames of samples, each with its time; None at the end."""
    given = 0
    for block in blocks:
        frame = _frame_of(block)
        frame.pts, given = given, given + frame.samples
        yield frame
    yield None


def _frame_of(block: bytes) -> "AudioFrame":
    """A frame of samples, without a time."""
    from av.audio.frame import AudioFrame

    frame = AudioFrame(format="s16", layout="mono", samples=len(block) // SAMPLE_BYTES)
    frame.planes[0].update(block)
    frame.sample_rate = RATE_HZ
    frame.time_base = Fraction(1, RATE_HZ)
    return frame


def _pushed(graph: "Graph", frame: "AudioFrame | None") -> Iterator[bytes]:
    """The samples completed by a frame."""
    graph.push(frame)
    while True:
        try:
            found = cast("AudioFrame", graph.pull())
        except (BlockingIOError, EOFError):
            return
        yield bytes(found.planes[0])[: found.samples * SAMPLE_BYTES]
