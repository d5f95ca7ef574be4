"""The places of the frames of mp3 files, by headers as the standard has them."""

from io import FileIO
from itertools import pairwise
from pathlib import Path

import pytest

from incident_tui.listening.mpeg_frames import FramePlaces, Header, frame_places, header_of


@pytest.mark.parametrize(
    ("header", "found"),
    [
        # Version 1, layer 3: 128 kbit/s at 44.1 kHz, without and with padding.
        ("fffb9000", (417, 128, 44_100, 1_152)),
        ("fffb9200", (418, 128, 44_100, 1_152)),
        ("fffa9000", (417, 128, 44_100, 1_152)),  # with a checksum
        ("fffb5400", (192, 64, 48_000, 1_152)),
        ("fff38000", (208, 64, 22_050, 576)),  # version 2, layer 3
        ("ffe38000", (417, 64, 11_025, 576)),  # version 2.5
        ("fffda400", (576, 192, 48_000, 1_152)),  # layer 2
        ("ffff9400", (288, 288, 48_000, 384)),  # layer 1
        ("fffb0000", None),  # free format
        ("fffbf000", None),  # no such bit rate
        ("fffb9c00", None),  # no such sampling rate
        ("fff99000", None),  # no such layer
        ("ffeb9000", None),  # no such version
        ("fefb9000", None),
        ("fffb90", None),
        ("", None),
    ],
)
def test_headers_are_read(header: str, found: tuple[int, ...] | None) -> None:
    """Length in bytes, bit rate, sampling rate and samples follow from the header."""
    read = header_of(bytes.fromhex(header))
    assert (read[:4] if read else None) == found


def frame(kbits_index: int, padding: int = 0) -> bytes:
    """A frame at 44.1 kHz."""
    start = bytes((0xFF, 0xFB, kbits_index << 4 | padding << 1, 0))
    header = header_of(start)
    assert header is not None
    return start + bytes(header.length - 4)


def constant(count: int, kbits_index: int = 9) -> list[bytes]:
    """Frames of one bit rate, whose mean length is exact."""
    places = (144 * 128_000 * number // 44_100 for number in range(count + 1))
    return [frame(kbits_index, after - before - 417) for before, after in pairwise(places)]


def places_of(folder: Path, content: bytes, first_byte: int = 0) -> FramePlaces | None:
    """The places of frames in a file with a content."""
    (folder / "call.mp3").write_bytes(content)
    with FileIO(folder / "call.mp3") as file:
        return frame_places(file, first_byte)


CONSTANT = constant(1_000)
VARYING = [frame(1 + number % 14) for number in range(1_000)]


@pytest.mark.parametrize(
    ("frames", "is_computed"), [(CONSTANT, True), (VARYING, False), (CONSTANT[:3], True)]
)
def test_every_frame_is_found(frames: list[bytes], is_computed: bool, tmp_path: Path) -> None:
    """By computing where the bit rate is constant, and by reading where it is not."""
    places = places_of(tmp_path, b"tag" + b"".join(frames), 3)
    assert places is not None
    assert (not places.table) is is_computed
    assert places.frames == pytest.approx(len(frames), abs=1)
    assert places.seconds == pytest.approx(len(frames) * 1_152 / 44_100, abs=0.03)
    for wanted in range(0, len(frames), 7):
        number, place = places.at(wanted)
        assert 0 <= wanted - number < 64
        exact = 3 + sum(map(len, frames[:number]))
        assert place == exact if not is_computed else 0 <= exact - place <= 2


def test_one_frame_of_another_length_is_noticed(tmp_path: Path) -> None:
    """All frames behind it have moved: their places are read, not computed."""
    frames = [*CONSTANT[:500], frame(10), *CONSTANT[500:]]
    places = places_of(tmp_path, b"".join(frames))
    assert places is not None
    assert places.frames == 1_001
    assert places.at(640)[1] == sum(map(len, frames[:640]))


def test_what_is_no_frame_is_passed_over(tmp_path: Path) -> None:
    """A tag in the middle is no frame; far more of it is the end."""
    first, second = b"".join(VARYING[:100]), b"".join(VARYING[100:])
    places = places_of(tmp_path, first + b"\xff" * 2_000 + second)
    assert places is not None
    assert places.frames == 1_000
    places = places_of(tmp_path, first + bytes(200_000) + second)
    assert places is not None
    assert places.frames == 100


def test_frames_before_and_after_are_the_nearest(tmp_path: Path) -> None:
    """A place before the first frame is the first, one behind the last is near the last."""
    for frames in (CONSTANT, VARYING):
        places = places_of(tmp_path, b"".join(frames))
        assert places is not None
        assert places.at(-5) == (0, 0)
        assert 900 < places.at(10_000)[0] < 1_000


@pytest.mark.parametrize("content", [b"", b"\xff", bytes(1_000), b"\xff\xfb\x00\x00" * 100])
def test_a_file_without_lengths_has_no_places(content: bytes, tmp_path: Path) -> None:
    """So has a file of the format without a bit rate in its headers."""
    assert places_of(tmp_path, content) is None


def test_a_header_tells_which_frames_belong_together() -> None:
    """Version, layer and sampling rate; not the bit rate."""
    one, two, other = (
        header_of(bytes.fromhex(one)) for one in ("fffb9000", "fffb5000", "fffb5400")
    )
    assert isinstance(one, Header)
    assert one.stream == (two and two.stream)
    assert one.stream != (other and other.stream)
