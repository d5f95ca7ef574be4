"""How fast a place in a long recording is found, and at what memory it plays: one table.

    python -m benchmarks.listening [--hours N] [--data FOLDER]

Each recording has a burst of a tone at every second, by which each place is checked. Time is the
processor's, which a busy machine changes little. A process of its own measures each recording.
"""

import argparse
import math
import os
import random
import sys
import wave
from array import array
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from subprocess import run
from tempfile import TemporaryDirectory
from time import process_time
from typing import NamedTuple

import av
from av.packet import Packet

from benchmarks.process import memory
from benchmarks.tables import number, percentile, table
from incident_tui.listening.decoding import samples_of
from incident_tui.listening.filters import RATE_HZ, SAMPLE_BYTES, shaped
from incident_tui.listening.reader_pool import ReaderPool
from incident_tui.listening.sound_files import SoundFiles
from incident_tui.record.model import Audio

HEAD = (
    "",
    "MB",
    "open, ms",
    "seek, ms p50 / p95",
    "seek, ms most",
    "hour at 1×, s",
    "hour at 1.5×, levelled, s",
    "memory open, MB",
    "memory after, MB",
    "off by, ms",
)
RATE = 48_000
"""Of the recordings, in samples a second."""
BURST_SAMPLES, TONE_HZ, LOUD = RATE // 50, 1_000, 20_000
SEEKS = 200
PLAYED_S = 1_800
"""Seconds that are decoded between the two figures of memory."""
MB = 1024 * 1024
SEED = 7


class Recording(NamedTuple):
    """How a recording is encoded."""

    name: str
    codec: str
    frame: int
    """Samples of a packet."""
    loop_s: int
    """Seconds after which packets repeat: a whole number of packets."""
    options: tuple[tuple[str, str], ...] = ()
    mux_options: tuple[tuple[str, str], ...] = ()


_VARYING = (("flags", "+qscale"), ("global_quality", str(4 * 118)))
RECORDINGS = (
    Recording("pcm.wav", "", 0, 60),
    Recording("aac.m4a", "aac", 1_024, 64, (("b", "64000"),)),
    Recording("constant.mp3", "libmp3lame", 1_152, 48, (("b", "64000"),)),
    Recording("varying.mp3", "libmp3lame", 1_152, 48, _VARYING, (("write_xing", "0"),)),
    Recording("opus.ogg", "libopus", 960, 60, (("b", "24000"),)),
)


def bursts(rate: int, seconds: int) -> "array[int]":
    """Silence with a tone at each second."""
    found = array("h", bytes(SAMPLE_BYTES * rate * seconds))
    turn = 2 * math.pi * TONE_HZ / rate
    tone = array("h", (int(LOUD * math.sin(turn * n)) for n in range(rate // 50)))
    for second in range(seconds):
        found[second * rate : second * rate + len(tone)] = tone
    return found


def write(path: Path, recording: Recording, hours: float) -> None:
    """Write a recording of so many hours: a loop is encoded once, and its packets repeat."""
    if not recording.codec:
        with wave.open(str(path), "wb") as out:
            out.setnchannels(1)
            out.setsampwidth(SAMPLE_BYTES)
            out.setframerate(RATE)
            minute = bursts(RATE, recording.loop_s).tobytes()
            for _ in range(int(hours * 60)):
                out.writeframesraw(minute)
        return
    with av.open(path, "w", options=dict(recording.mux_options)) as container:
        stream = container.add_stream(recording.codec, rate=RATE, options=dict(recording.options))
        assert isinstance(stream, av.AudioStream)
        stream.layout = "mono"
        packets = [bytes(packet) for packet in _encoded(stream, recording)]
        once = recording.loop_s * RATE // recording.frame
        for place in range(int(hours * 3_600 * RATE / recording.frame)):
            # The first loop starts with the delay of the encoder, and is not repeated.
            packet = Packet(packets[place if place < once else once + place % once])
            packet.stream, packet.time_base = stream, Fraction(1, RATE)
            packet.pts = packet.dts = place * recording.frame
            packet.duration = recording.frame
            container.mux(packet)


def _encoded(stream: av.AudioStream, recording: Recording) -> Iterator["Packet[av.AudioStream]"]:
    """The packets of two loops."""
    into = av.AudioResampler(format=stream.format, layout="mono", rate=RATE)
    samples = bursts(RATE, recording.loop_s * 2 + 1)
    for start in range(0, len(samples), recording.frame):
        part = samples[start : start + recording.frame]
        frame = av.AudioFrame(format="s16", layout="mono", samples=len(part))
        frame.planes[0].update(part.tobytes())
        frame.sample_rate, frame.pts, frame.time_base = RATE, start, Fraction(1, RATE)
        for ready in into.resample(frame):
            yield from stream.encode(ready)


def onset(content: bytes) -> float | None:
    """The second of the first loud sample; None if all is silent."""
    samples = array("h", content)
    return next((n / RATE_HZ for n, one in enumerate(samples) if abs(one) > LOUD // 4), None)


def measure(path: Path) -> list[str]:
    """The figures of a recording."""
    pool = ReaderPool()
    file = SoundFiles(path.parent).slice_of(Audio(path=path.name)).file
    started = process_time()
    with pool.reading(file) as reader:
        opened_s = process_time() - started
        length = reader.length or 0.0
        delay = onset(b"".join(samples_of(reader, 0, 0.9))) or 0.0
        before = memory(os.getpid())
        seeks, off = [], 0.0
        for _ in range(SEEKS):
            second = random.randrange(1, int(length) - 1)
            started = process_time()
            blocks = samples_of(reader, second - 0.5, second + 0.5)
            content = next(blocks)
            seeks.append((process_time() - started) * 1_000)
            found = onset(content + b"".join(blocks))
            off = max(off, abs((found if found is not None else 9) - 0.5 - delay))
        costs = []
        for speed, is_levelled in ((1.0, False), (1.5, True)):
            started, count = process_time(), 0
            for block in shaped(samples_of(reader, 600, 600 + PLAYED_S), speed, is_levelled):
                count += len(block)
            costs.append((process_time() - started) * 3_600 / PLAYED_S)
        after = memory(os.getpid())
    pool.close()
    return [
        f"{path.name}, {length / 3_600:.1f} h",
        number(path.stat().st_size / MB),
        number(opened_s * 1_000),
        f"{number(percentile(seeks, 50))} / {number(percentile(seeks, 95))}",
        number(max(seeks)),
        *map(number, costs),
        number(before / MB),
        number(after / MB),
        number(off * 1_000),
    ]


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--hours", type=float, default=10, help="of each (default %(default)s)")
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="keep the recordings here")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    random.seed(SEED)
    if options.one:
        print(*measure(options.one), sep="\t")
        return
    with TemporaryDirectory() as scratch:
        folder = options.data or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        found = []
        for recording in RECORDINGS:
            path = folder / recording.name
            if not path.exists():
                write(path, recording, options.hours)
            print(path.name, file=sys.stderr)
            command = [sys.executable, "-m", "benchmarks.listening", "--one", str(path)]
            finished = run(command, check=True, capture_output=True, text=True)
            found.append(finished.stdout.strip("\n").split("\t"))
        print(*table(HEAD, found), sep="\n")


if __name__ == "__main__":
    main()
