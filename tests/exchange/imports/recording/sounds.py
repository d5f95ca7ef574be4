"""Recordings made for tests: tones and silence, as WAV, and as what PyAV encodes."""

import array
import io
import math
import random
import struct
import wave
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

RATE_HZ = 8_000
LOUD, SOFT, SILENT = 8_000, 40, 0
"""Amplitudes: about -15 dB, -60 dB, nothing."""

Stretch = tuple[float, int]
"""Seconds, and the amplitude of a tone."""

CALLS: tuple[Stretch, ...] = ((2, SILENT), (3, LOUD), (4, SILENT), (1.5, LOUD), (2, SILENT))
"""Two calls, from 2 to 5 and from 9 to 10.5 seconds."""


def samples(stretches: Sequence[Stretch] = CALLS, hiss: int = 0) -> bytes:
    """Signed samples of 16 bits of tones, with a hiss of an amplitude over all."""
    chance = random.Random(1)
    found = array.array("h")
    for seconds, amplitude in stretches:
        found.extend(
            round(amplitude * math.sin(index / 3)) + (chance.randint(-hiss, hiss) if hiss else 0)
            for index in range(round(seconds * RATE_HZ))
        )
    return found.tobytes()


def wav(data: bytes, info: Mapping[str, str] | None = None, bext: bytes = b"") -> bytes:
    """A WAV of samples, with tags of `LIST`/`INFO` by their four letters, and a chunk `bext`."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(data)
    chunks = b""
    if info:
        tags = b"".join(_chunk(name, value.encode() + b"\0") for name, value in info.items())
        chunks += _chunk("LIST", b"INFO" + tags)
    if bext:
        chunks += _chunk("bext", bext)
    content = buffer.getvalue()
    size = struct.pack("<I", len(content) - 8 + len(chunks))
    return content[:4] + size + content[8:12] + chunks + content[12:]


def bext(date: str, clock: str) -> bytes:
    """The chunk of a broadcast wave (EBU Tech 3285) with the time of its first sample."""
    texts = (("A recorder", 256), ("", 32), ("", 32), (date, 10), (clock, 8))
    return b"".join(text.encode().ljust(size, b"\0") for text, size in texts) + bytes(254)


def encoded(path: Path, data: bytes, tags: Mapping[str, str] | None = None) -> Path:
    """A file of samples in the format of its ending."""
    import av

    codecs = {".mp3": "libmp3lame", ".m4a": "aac", ".ogg": "libopus", ".flac": "flac"}
    rate = 48_000 if path.suffix == ".ogg" else RATE_HZ
    with av.open(str(path), "w") as container:
        container.metadata.update(tags or {})
        stream: Any = container.add_stream(codecs[path.suffix], rate=rate, layout="mono")
        resampler = av.AudioResampler(
            stream.codec_context.format, "mono", rate, stream.codec_context.frame_size or None
        )
        for frame in [*resampler.resample(_frame(data)), *resampler.resample(None)]:
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def _frame(data: bytes) -> Any:
    import av

    frame = av.AudioFrame("s16", "mono", len(data) // 2)
    frame.sample_rate, frame.pts, frame.time_base = RATE_HZ, 0, Fraction(1, RATE_HZ)
    frame.planes[0].update(data.ljust(frame.planes[0].buffer_size, b"\0"))
    return frame


def _chunk(name: str, data: bytes) -> bytes:
    return name.encode() + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)
