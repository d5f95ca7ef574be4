"""Sound files for tests: a burst of a tone at each full second, encoded in any format."""

import math
import struct
from array import array
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import NamedTuple

import av
from av.audio.frame import AudioFrame

from incident_tui.listening.filters import RATE_HZ

TONE_HZ = 1_000
BURST_S = 0.02
LOUD, SOUND = 20_000, 3_000
"""Samples of a burst go up to the first; samples above the second are sound."""
_FRAME_SAMPLES = 1_024


class Form(NamedTuple):
    """How a file of bursts is encoded."""

    codec: str
    rate: int = 44_100
    channels: int = 1
    bit_rate: int = 0
    container: str = ""
    options: tuple[tuple[str, str], ...] = ()
    """Of the container."""
    codec_options: tuple[tuple[str, str], ...] = ()
    layout: str = ""
    delay_s: float = 0.0
    """Seconds that the encoder puts before the sound, and that no header tells."""


_QUALITY = (("flags", "+qscale"), ("global_quality", str(4 * 118)))
"""A bit rate that varies."""
_NO_HEADER = (("write_xing", "0"),)
_LAME_S, _AAC_S = 1_105 / 44_100, 1_024 / 44_100

FORMS = {
    "pcm.wav": Form("pcm_s16le"),
    "float.wav": Form("pcm_f32le", 48_000),
    "mu-law.wav": Form("pcm_mulaw", 8_000),
    "a-law.wav": Form("pcm_alaw", 8_000),
    "ms.wav": Form("adpcm_ms", 8_000),
    "ima.wav": Form("adpcm_ima_wav", 8_000),
    "stereo.wav": Form("pcm_s16le", 22_050, 2),
    "constant.mp3": Form("libmp3lame", bit_rate=64_000),
    "varying.mp3": Form("libmp3lame", codec_options=_QUALITY),
    "low.mp3": Form("libmp3lame", 22_050, bit_rate=16_000),
    "no-header.mp3": Form("libmp3lame", bit_rate=64_000, options=_NO_HEADER, delay_s=_LAME_S),
    "varying-no-header.mp3": Form(
        "libmp3lame", options=_NO_HEADER, codec_options=_QUALITY, delay_s=_LAME_S
    ),
    "aac.m4a": Form("aac", bit_rate=64_000),
    "low.m4a": Form("aac", 16_000, bit_rate=24_000),
    "fragmented.m4a": Form(
        "aac",
        bit_rate=64_000,
        container="mp4",
        options=(("movflags", "frag_keyframe+delay_moov"), ("frag_duration", "2000000")),
    ),
    "raw.aac": Form("aac", bit_rate=64_000, container="adts", delay_s=_AAC_S),
    "opus.ogg": Form("libopus", 48_000, bit_rate=24_000),
    "vorbis.ogg": Form("vorbis", channels=2, codec_options=(("strict", "-2"),)),
    "flac.flac": Form("flac"),
    "opus.mka": Form("libopus", 48_000, container="matroska"),
    "pcm.caf": Form("pcm_s16be", 16_000),
    "pcm.aiff": Form("pcm_s16be"),
    "pcm.au": Form("pcm_s16be", 8_000),
}
"""From the name of a file to the encoding."""


def burst(rate: int, seconds: float = BURST_S) -> "array[int]":
    """A tone of full loudness."""
    turn = 2 * math.pi * TONE_HZ / rate
    return array("h", (int(LOUD * math.sin(turn * (n + 0.5))) for n in range(int(rate * seconds))))


@cache
def bursts(rate: int, seconds: int, length_s: float = BURST_S) -> "array[int]":
    """Silence with a tone at each second, from second 0 on."""
    found = array("h", bytes(2 * rate * seconds))
    tone = burst(rate, length_s)
    for second in range(seconds):
        found[second * rate : second * rate + len(tone)] = tone
    return found


def frames(samples: "array[int]", rate: int, layout: str = "mono") -> Iterator[AudioFrame]:
    """Frames of samples, the same in each channel, with times from 0 on."""
    for start in range(0, len(samples), _FRAME_SAMPLES):
        part = samples[start : start + _FRAME_SAMPLES]
        frame = AudioFrame(format="s16", layout=layout, samples=len(part))
        channels = frame.layout.nb_channels
        frame.planes[0].update(array("h", (one for one in part for _ in range(channels))).tobytes())
        frame.sample_rate = rate
        frame.pts, frame.time_base = start, Fraction(1, rate)
        yield frame


def write_sound(path: Path, form: Form, samples: "array[int]") -> Path:
    """Encode samples, in each channel the same; returns the path."""
    layout = form.layout or ("stereo" if form.channels == 2 else "mono")
    with av.open(path, "w", format=form.container or None, options=dict(form.options)) as out:
        stream = out.add_stream(form.codec, rate=form.rate, options=dict(form.codec_options))
        assert isinstance(stream, av.AudioStream)
        stream.layout = layout
        if form.bit_rate:
            stream.bit_rate = form.bit_rate
        into = av.AudioResampler(format=stream.format, layout=layout, rate=form.rate)
        for frame in (*frames(samples, form.rate, layout), None):
            for ready in into.resample(frame):
                out.mux(stream.encode(ready))
        out.mux(stream.encode(None))
    return path


def write_bursts(folder: Path, name: str, seconds: int = 6) -> Path:
    """The file of `FORMS` with a burst at each second."""
    form = FORMS[name]
    return write_sound(folder / name, form, bursts(form.rate, seconds))


def write_gsm(path: Path, loud_blocks: list[bool]) -> Path:
    """A wav file of GSM 06.10 in Microsoft's packing: blocks of 1/25 s, loud or silent."""
    content = b"".join(_GSM_LOUD if loud else _GSM_SILENT for loud in loud_blocks)
    facts = struct.pack("<HHIIHHHH", 0x31, 1, 8_000, 1_625, 65, 0, 2, 320)
    samples = struct.pack("<I", 320 * len(loud_blocks))
    chunks = ((b"fmt ", facts), (b"fact", samples), (b"data", content))
    body = b"".join(name + struct.pack("<I", len(part)) + part for name, part in chunks)
    path.write_bytes(b"RIFF" + struct.pack("<I", len(body) + 4) + b"WAVE" + body)
    return path


def _gsm_block(loudness: int, pulses: list[int]) -> bytes:
    """Two frames of GSM 06.10, their parameters from the lowest bit on."""
    filters = [(32, 6), (32, 6), (16, 5), (16, 5), (8, 4), (8, 4), (4, 3), (4, 3)]
    quarter = [(40, 7), (0, 2), (0, 2), (loudness, 6), *((pulse, 3) for pulse in pulses)]
    block = place = 0
    for value, bits in (filters + quarter * 4) * 2:
        block |= value << place
        place += bits
    return block.to_bytes(65, "little")


_GSM_LOUD = _gsm_block(50, [7, 0] * 6 + [7])
_GSM_SILENT = _gsm_block(0, [3, 4] * 6 + [3])


def samples_in(content: bytes) -> "array[int]":
    """The samples in bytes of this machine's order."""
    return array("h", content)


def onsets(content: bytes, start_s: float = 0.0, rate: int = RATE_HZ) -> list[float]:
    """The seconds at which sound begins after a tenth of a second of silence or more."""
    found: list[float] = []
    last, samples = -rate, samples_in(content)
    step = rate // 1_000
    for block in range(0, len(samples), step):
        if max(samples[block : block + step]) <= SOUND >= -min(samples[block : block + step]):
            continue
        for number in range(block, min(block + step, len(samples))):
            if abs(samples[number]) > SOUND:
                if number - last > rate // 10:
                    found.append(start_s + number / rate)
                last = number
    return found
