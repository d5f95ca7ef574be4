"""A part of a sound file has the sounds of the part, and no other, in every format."""

from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from math import inf
from pathlib import Path

import av
import pytest

from incident_tui.listening.decoding import samples_of
from incident_tui.listening.faults import SoundError
from incident_tui.listening.filters import RATE_HZ, SAMPLE_BYTES
from incident_tui.listening.reader_pool import ReaderPool
from incident_tui.listening.readers import SoundReader
from incident_tui.listening.sound_files import SoundFiles
from incident_tui.record.model import Audio
from tests.listening.sound_writing import (
    FORMS,
    Form,
    bursts,
    frames,
    onsets,
    write_bursts,
    write_gsm,
    write_sound,
)
from tests.thorough import thorough

EXACT_S = 0.02
SECONDS = 6


@contextmanager
def reader_of(path: Path) -> Iterator[SoundReader]:
    """The reader of a file."""
    pool = ReaderPool()
    try:
        with pool.reading(SoundFiles(path.parent).slice_of(Audio(path=path.name)).file) as reader:
            yield reader
    finally:
        pool.close()


def part(reader: SoundReader, begin: float, end: float) -> bytes:
    """All samples of a part of a file."""
    return b"".join(samples_of(reader, begin, end))


def expected(begin: float, end: float, delay_s: float, seconds: int = SECONDS) -> list[float]:
    """The seconds of a file at which bursts of a part begin; `begin` for a burst that is cut."""
    starts = [second + delay_s for second in range(seconds)]
    return [max(one, begin) for one in starts if begin - 0.015 < one < end]


@pytest.mark.parametrize("name", FORMS)
def test_a_part_has_the_sounds_of_the_part(name: str, tmp_path: Path) -> None:
    """Each edge is exact within 20 ms, in whatever order parts are read."""
    with reader_of(write_bursts(tmp_path, name, SECONDS)) as reader:
        # The start, far on, back, overlapping, and the start again.
        for begin, end in (
            (0, 1.99),
            (3.99, 5.01),
            (1.5, 2.5),
            (2.005, 3.1),
            (4.98, 5.5),
            (0, 0.99),
        ):
            found = part(reader, begin, end)
            assert len(found) == round((end - begin) * RATE_HZ) * SAMPLE_BYTES
            assert onsets(found, begin) == pytest.approx(
                expected(begin, end, FORMS[name].delay_s), abs=EXACT_S
            )


@pytest.mark.parametrize("name", FORMS)
def test_the_whole_file_is_as_long_as_it_says(name: str, tmp_path: Path) -> None:
    """A slice without a length goes to the end; a format that tells no length has none."""
    with reader_of(write_bursts(tmp_path, name, SECONDS)) as reader:
        found = part(reader, 0, inf)
        assert len(onsets(found)) == SECONDS
        assert len(found) / SAMPLE_BYTES / RATE_HZ == pytest.approx(SECONDS, abs=0.3)
        if name == "raw.aac":
            assert reader.length is None
        else:
            assert reader.length == pytest.approx(len(found) / SAMPLE_BYTES / RATE_HZ, abs=0.1)


def test_gsm_is_as_exact(tmp_path: Path) -> None:
    """A wav file of GSM has blocks of 1/25 s; the byte rate in its header is rounded."""
    loud = [number % 25 == 0 for number in range(25 * 60)]
    with reader_of(write_gsm(tmp_path / "gsm.wav", loud)) as reader:
        assert onsets(part(reader, 49.5, 52.5), 49.5) == pytest.approx([50, 51, 52], abs=EXACT_S)
        assert onsets(part(reader, 0, 1.5)) == pytest.approx([0, 1], abs=EXACT_S)


@pytest.mark.parametrize("name", ["ms.wav", "ima.wav", *thorough("low.mp3", "varying.mp3")])
def test_a_long_file_is_as_exact_at_its_end(name: str, tmp_path: Path) -> None:
    """What a header rounds, and what a bit rate leaves open, adds up over minutes."""
    with reader_of(write_bursts(tmp_path, name, 300)) as reader:
        found = onsets(part(reader, 290.5, 293.5), 290.5)
        assert found == pytest.approx([291, 292, 293], abs=EXACT_S)


@pytest.mark.parametrize("layout", ["stereo", "5.1", "8 channels", "11 channels"])
def test_channels_become_one(layout: str, tmp_path: Path) -> None:
    """The channels of a logger without names are as good as those of a concert."""
    form = Form("pcm_s16le", 8_000, layout=layout)
    path = write_sound(tmp_path / "many.wav", form, bursts(8_000, 3))
    with reader_of(path) as reader:
        assert onsets(part(reader, 0, 3)) == pytest.approx([0, 1, 2], abs=EXACT_S)


def test_frames_may_change_in_the_middle(tmp_path: Path) -> None:
    """A recorder that goes from mono to stereo, and to a different rate, is heard throughout."""
    contents = []
    for number, (rate, layout) in enumerate(((44_100, "mono"), (44_100, "stereo"))):
        form = Form("aac", rate, container="adts", bit_rate=64_000, layout=layout)
        path = write_sound(tmp_path / f"{number}.aac", form, bursts(rate, 3))
        contents.append(path.read_bytes())
    (tmp_path / "both.aac").write_bytes(b"".join(contents))
    with reader_of(tmp_path / "both.aac") as reader:
        found = onsets(part(reader, 0, inf))
    assert len(found) == 6
    assert found[:3] == pytest.approx([0, 1, 2], abs=0.05)


def test_times_in_the_file_count(tmp_path: Path) -> None:
    """Where a recorder left a gap, there is silence: sounds stand at their times."""
    path, rate = tmp_path / "gap.mka", 8_000
    with av.open(path, "w", format="matroska") as out:
        stream = out.add_stream("pcm_s16le", rate=rate)
        assert isinstance(stream, av.AudioStream)
        stream.layout = "mono"
        for frame in frames(bursts(rate, 4), rate):
            if frame.pts is not None and frame.pts >= 1.5 * rate:
                frame.pts += int(2.5 * rate)
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    with reader_of(path) as reader:
        assert onsets(part(reader, 0, 8)) == pytest.approx([0, 1, 4.5, 5.5], abs=EXACT_S)
        assert onsets(part(reader, 2.5, 5), 2.5) == pytest.approx([4.5], abs=EXACT_S)


def test_sound_that_starts_late_starts_late(tmp_path: Path) -> None:
    """A file whose first sound has a later time than the file begins with silence, when asked."""
    path, rate = tmp_path / "late.mka", 8_000
    with av.open(path, "w", format="matroska") as out:
        picture = out.add_stream("rawvideo", rate=10)
        assert isinstance(picture, av.VideoStream)
        picture.width = picture.height = 16
        picture.pix_fmt = "yuv420p"
        stream = out.add_stream("pcm_s16le", rate=rate)
        assert isinstance(stream, av.AudioStream)
        stream.layout = "mono"
        image = av.VideoFrame(16, 16, "yuv420p")
        image.pts, image.time_base = 0, Fraction(1, 10)
        out.mux(picture.encode(image))
        for frame in frames(bursts(rate, 3), rate):
            frame.pts = (frame.pts or 0) + rate
            out.mux(stream.encode(frame))
        out.mux(picture.encode(None))
        out.mux(stream.encode(None))
    with reader_of(path) as reader:
        assert onsets(part(reader, 0, 3.5)) == pytest.approx([1, 2, 3], abs=EXACT_S)
        assert onsets(part(reader, 2.5, 3.5), 2.5) == pytest.approx([3], abs=EXACT_S)


def test_a_damaged_place_is_passed_over(tmp_path: Path) -> None:
    """Later sounds stay at their times: the seconds of frames that cannot be decoded are silent."""
    path = write_bursts(tmp_path, "constant.mp3", SECONDS)
    content = bytearray(path.read_bytes())
    middle = len(content) * 5 // 12
    content[middle : middle + 2_000] = bytes(2_000)
    path.write_bytes(content)
    with reader_of(path) as reader:
        found = onsets(part(reader, 0, inf))
    assert found == pytest.approx([0, 1, 2, 3, 4, 5], abs=0.3)


def test_what_cannot_be_read_further_says_so(tmp_path: Path) -> None:
    """All samples before come first."""
    path = write_bursts(tmp_path, "flac.flac", SECONDS)
    with reader_of(path) as reader:
        blocks = samples_of(reader, 0, inf)
        assert next(blocks)
        reader._opened.close()
        with pytest.raises(SoundError, match=r"^flac\.flac: "):
            list(blocks)


def test_samples_are_whole(tmp_path: Path) -> None:
    """No block ends within a sample, and none is empty."""
    with reader_of(write_bursts(tmp_path, "aac.m4a")) as reader:
        for block in samples_of(reader, 1, 2):
            assert block
            assert len(array("h", block)) * SAMPLE_BYTES == len(block)
