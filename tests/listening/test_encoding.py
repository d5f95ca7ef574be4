"""Encoded files: the sound is where it was, and players find the chapters."""

import io
from itertools import pairwise

import av
import pytest

from incident_tui.listening.encoding import FLAC, M4A, Chapter, Encoding, encoded
from incident_tui.listening.filters import RATE_HZ
from tests.listening.sound_writing import bursts, onsets

FORMS = pytest.mark.parametrize("encoding", [M4A, FLAC], ids=["m4a", "flac"])
EXACT_S = 0.02


def file_with(encoding: Encoding, chapters: list[Chapter], seconds: int = 6) -> io.BytesIO:
    """A file with a burst at each second."""
    samples = bursts(RATE_HZ, seconds).tobytes()
    blocks = (samples[start : start + 1_234] for start in range(0, len(samples), 1_234))
    file = io.BytesIO()
    tags = {"title": "Fire, Öl", "comment": "two\nlines"}
    for _ in encoded(file, encoding, blocks, chapters, tags):
        pass
    file.seek(0)
    return file


@FORMS
def test_the_sound_is_where_it_was(encoding: Encoding) -> None:
    """No encoder shifts the sound: positions of cues hold."""
    found = bytearray()
    with av.open(file_with(encoding, []), "r") as container:
        into = av.AudioResampler("s16", "mono", RATE_HZ)
        for frame in container.decode(audio=0):
            for ready in into.resample(frame):
                found += bytes(ready.planes[0])[: ready.samples * 2]
        assert container.duration == pytest.approx(6_000_000, abs=100)
    assert onsets(bytes(found)) == pytest.approx(range(6), abs=EXACT_S)


@FORMS
@pytest.mark.parametrize("count", [1, 300])
def test_players_find_the_chapters_and_the_tags(encoding: Encoding, count: int) -> None:
    """As many as there are, in any script."""
    edges = [6_000 * number // count for number in range(count + 1)]
    chapters = [Chapter(start, end, f"“Öl” {start} 火") for start, end in pairwise(edges)]
    with av.open(file_with(encoding, chapters), "r") as container:
        found = [
            (float(one["start"] * (one["time_base"] or 0)), one["metadata"]["title"])
            for one in container.chapters()
        ]
        assert [title for _, title in found] == [one.title for one in chapters]
        expected = [one.start_ms / 1_000 for one in chapters]
        assert [start for start, _ in found] == pytest.approx(expected, abs=0.001)
        tags = {name.lower(): value for name, value in container.metadata.items()}
        assert (tags["title"], tags["comment"]) == ("Fire, Öl", "two\nlines")


def test_a_file_that_cannot_be_written_is_told() -> None:
    """As a full disk; the error of the system comes through."""

    class Full(io.BytesIO):
        def write(self, _: object) -> int:
            raise OSError(28, "No space left on device")

    samples = bursts(RATE_HZ, 6).tobytes()
    with pytest.raises(OSError, match="No space left"):
        for _ in encoded(Full(), FLAC, [samples] * 20, [], {}):
            pass
