"""Slices alone, in a row and at the same time: their samples, their faults, and where they are."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from incident_tui.listening.faults import SoundError
from incident_tui.listening.filters import RATE_HZ, SAMPLE_BYTES
from incident_tui.listening.mix_source import MixSource
from incident_tui.listening.playlist_source import PlaylistSource
from incident_tui.listening.reader_pool import ReaderPool
from incident_tui.listening.slice_source import SliceSource
from incident_tui.listening.sound_files import Slice, SoundFiles
from incident_tui.listening.sounds import Fault, Mix, Place, Playlist
from incident_tui.record.model import Audio
from tests.listening.sound_writing import FORMS, bursts, onsets, samples_in, write_sound
from tests.listening.sounding import sound

EXACT_S = 0.02


@pytest.fixture
def readers() -> Iterator[ReaderPool]:
    """Open files, which are closed."""
    pool = ReaderPool()
    yield pool
    pool.close()


class Told(list[Fault]):
    """The faults that a source reports."""

    @property
    def words(self) -> list[tuple[int, str]]:
        """Each with the number of the slice."""
        return [(fault.part, fault.words) for fault in self]


def always() -> bool:
    """Nothing is ended."""
    return True


def seconds(content: bytes) -> float:
    """The length of samples."""
    return len(content) / SAMPLE_BYTES / RATE_HZ


def heard(part: Slice, readers: ReaderPool, at: float = 0.0) -> bytes:
    """The samples of a slice."""
    return b"".join(SliceSource(part, readers, always).samples(at))


# A slice.


@pytest.mark.parametrize(
    ("start", "length", "margin", "at", "length_s", "starts"),
    [
        (2.5, 2.0, 0.0, 0.0, 2.0, [0.5, 1.5]),
        (2.5, 2.0, 0.0, 1.0, 1.0, [0.5]),
        (2.5, 2.0, 0.6, 0.0, 3.2, [0.1, 1.1, 2.1, 3.1]),
        (0.2, 1.0, 0.5, 0.0, 1.7, [0.0, 1.0]),
        (10.5, 1.0, 0.8, 0.0, 2.3, [0.3, 1.3]),  # the file ends within the margin
        (10.5, None, 0.0, 0.0, 1.5, [0.5]),
        (10.5, 2.0, 0.0, 0.0, 1.5, [0.5]),  # a recorder writes whole seconds
        (2.5, 0.0, 0.0, 0.0, 0.0, []),
    ],
)
def test_a_slice_is_heard_from_a_position_on(
    start: float,
    length: float | None,
    margin: float,
    at: float,
    length_s: float,
    starts: list[float],
    readers: ReaderPool,
    tmp_path: Path,
) -> None:
    """With its margins, as far as the file goes."""
    found = heard(sound(tmp_path, start, length, margin=margin), readers, at)
    assert seconds(found) == pytest.approx(length_s, abs=0.001)
    assert onsets(found) == pytest.approx(starts, abs=EXACT_S)


def test_a_slice_knows_its_length(readers: ReaderPool, tmp_path: Path) -> None:
    """A slice to the end of a file knows it once the file is open."""
    source = SliceSource(sound(tmp_path, 2.5, 2.0, margin=0.5), readers, always)
    assert source.length == 3.0
    source = SliceSource(sound(tmp_path, 2.5), readers, always)
    assert source.length is None
    assert source.measured() == pytest.approx(9.5, abs=0.001)
    assert source.length == pytest.approx(9.5, abs=0.001)


def faulty(folder: Path, kind: str) -> tuple[Slice, float, str]:
    """A slice with a fault, the seconds of it that are heard, and the words."""
    if kind == "behind the end":
        words = "pcm.wav: is 12.0 s long, and the call would start at 20.0 s"
        return sound(folder, 20, 5), 0.0, words
    if kind == "over the end":
        words = "pcm.wav: ends at 12.0 s, and the call should go to 20.0 s"
        return sound(folder, 10, 10), 2.0, words
    if kind == "cut short":
        whole = sound(folder).file.path
        whole.write_bytes(whole.read_bytes()[: 44 + 44_100 * 2 * 5])
        return sound(folder), 5.0, "pcm.wav: is cut short at 5.0 s, and should be 12.0 s long"
    if kind == "cut short before":
        whole = sound(folder, name="constant.mp3").file.path
        whole.write_bytes(whole.read_bytes()[: whole.stat().st_size // 3])
        words = "constant.mp3: is cut short before 8.0 s, and should be 12.0 s long"
        return sound(folder, 8, 2, "constant.mp3"), 0.0, words
    if kind == "silent":
        (folder / "call.mp3").write_bytes(bytes(100_000))
        part = SoundFiles(folder).slice_of(Audio(path="call.mp3"))
        return part, 0.0, "call.mp3: "
    raise AssertionError(kind)


@pytest.mark.parametrize(
    "kind", ["behind the end", "over the end", "cut short", "cut short before", "silent"]
)
def test_a_slice_is_heard_as_far_as_it_goes(kind: str, readers: ReaderPool, tmp_path: Path) -> None:
    """And the end of the samples says what is missing."""
    part, length_s, words = faulty(tmp_path, kind)
    found = BytesIO()
    with pytest.raises(SoundError) as caught:
        found.writelines(SliceSource(part, readers, always).samples(0))
    assert seconds(found.getvalue()) == pytest.approx(length_s, abs=0.05)
    assert str(caught.value).startswith(words)


def test_a_file_of_another_checksum_is_not_heard(readers: ReaderPool, tmp_path: Path) -> None:
    """What plays would not be the evidence."""
    part = sound(tmp_path)
    part = part._replace(file=part.file._replace(sha256="0" * 64))
    with pytest.raises(SoundError, match="is not the file of the record"):
        heard(part, readers)


# Slices in a row.


def playlist_source(slices: list[Slice], readers: ReaderPool, told: Told) -> PlaylistSource:
    """Slices in a row with half a second of silence between."""
    return PlaylistSource(Playlist(slices, 0.5), readers, always, told.append)


def test_slices_follow_each_other(readers: ReaderPool, tmp_path: Path) -> None:
    """With silence between, and each position leads to the slice that sounds."""
    parts = [sound(tmp_path, 1.9, 1.0), sound(tmp_path, 4.8, name="aac.m4a", length=0.6)]
    parts.append(sound(tmp_path, 11.0))
    told = Told()
    source = playlist_source(parts, readers, told)
    assert source.length is None
    found = b"".join(source.samples(0))
    assert onsets(found) == pytest.approx([0.1, 1.7, 2.6], abs=EXACT_S)
    assert seconds(found) == pytest.approx(source.length) == pytest.approx(3.6, abs=0.001)
    places = [source.place(at) for at in (0.0, 0.5, 1.2, 1.5, 2.3, 2.6, 3.0)]
    exact = [(0, 0), (0, 0.5), (0, 1.0), (1, 0), (1, 0.6), (2, 0), (2, 0.4)]
    assert [place.part for place in places] == [part for part, _ in exact]
    assert [place.position for place in places] == pytest.approx(
        [position for _, position in exact], abs=0.001
    )
    assert told == []


@pytest.mark.parametrize(
    ("at", "starts", "part"),
    [(0.5, [1.2, 2.6], 0), (1.2, [0.5, 1.9], 0), (1.69, [0.01, 1.41], 1), (3.0, [0.1], 2)],
)
@pytest.mark.parametrize("is_known", [False, True])
def test_a_position_in_a_row_is_found(
    at: float, starts: list[float], part: int, is_known: bool, readers: ReaderPool, tmp_path: Path
) -> None:
    """Whether the slices before it were heard, or are only measured."""
    parts = [sound(tmp_path, 1.9, 1.0), sound(tmp_path, 4.8, 0.6), sound(tmp_path, 10.5)]
    source = playlist_source(parts, readers, Told())
    if is_known:
        list(source.samples(0))
    found = b"".join(source.samples(at))
    assert onsets(found) == pytest.approx(starts, abs=EXACT_S)
    assert source.place(at).part == part


def test_a_faulty_slice_is_passed_over(readers: ReaderPool, tmp_path: Path) -> None:
    """It takes no time, is told once a run, and those after it are heard."""
    files = SoundFiles(tmp_path)
    sound(tmp_path)
    sounds = [
        Audio(path="none.wav"),
        Audio(path="pcm.wav", start=0.9, length=0.5),
        Audio(path="../none.wav"),
        Audio(path="pcm.wav", start=10.9, length=9),
        Audio(path="pcm.wav", start=2.9, length=0.5),
    ]
    told = Told()
    source = PlaylistSource(Playlist(files.slices(sounds), 0.5), readers, always, told.append)
    found = b"".join(source.samples(0))
    assert onsets(found) == pytest.approx([0.1, 1.1, 2.7], abs=EXACT_S)
    assert told.words == [
        (0, "none.wav: is not in the record's folder"),
        (2, "../none.wav: leaves the record's folder; it is not opened"),
        (3, "pcm.wav: ends at 12.0 s, and the call should go to 19.9 s"),
    ]
    assert source.place(0.0) == Place(1, 0.0)


def test_a_row_of_nothing_is_nothing(readers: ReaderPool) -> None:
    """It has a length."""
    source = playlist_source([], readers, Told())
    assert (list(source.samples(0)), source.length) == ([], 0.0)


def test_a_row_ends_when_nobody_wants_it(readers: ReaderPool, tmp_path: Path) -> None:
    """Thousands of missing files keep nobody waiting."""
    files = SoundFiles(tmp_path)
    told = Told()
    sounds = [Audio(path=f"{number}.wav") for number in range(1_000)]
    playlist = Playlist(files.slices(sounds))
    source = PlaylistSource(playlist, readers, lambda: len(told) < 5, told.append)
    assert list(source.samples(0)) == []
    assert len(told) == 5


# Slices at the same time.


def mix_source(parts: list[tuple[float, Slice]], readers: ReaderPool, told: Told) -> MixSource:
    """Slices, each from a second on."""
    return MixSource(Mix(tuple(parts)), readers, always, told.append)


@pytest.mark.parametrize("at", [0.0, 0.75, 1.45])
def test_slices_sound_at_the_same_time(at: float, readers: ReaderPool, tmp_path: Path) -> None:
    """Each from its second on, from any position on."""
    parts = [(0.0, sound(tmp_path, 1.9, 2.0)), (1.25, sound(tmp_path, 4.8, 0.6))]
    source = mix_source(parts, readers, Told())
    assert source.length == 2.0
    found = b"".join(source.samples(at))
    expected = [one - at for one in (0.1, 1.1, 1.45) if one >= at]
    assert onsets(found) == pytest.approx(expected, abs=EXACT_S)
    assert seconds(found) == pytest.approx(2.0 - at, abs=EXACT_S)
    assert [source.place(one).part for one in (0.5, 1.3)] == [0, 1]
    assert source.place(1.5).position == 0.25


def test_two_sounds_are_not_too_loud(readers: ReaderPool, tmp_path: Path) -> None:
    """Their sum is that of their powers; the loudest possible is no noise."""
    part = sound(tmp_path, 0.99, 1)
    (one,) = {max(samples_in(heard(part, readers)))}
    found = b"".join(mix_source([(0.0, part), (0.0, part)], readers, Told()).samples(0))
    assert max(samples_in(found)) == pytest.approx(min(one * 2**0.5, 32_767), rel=0.01)


def test_sounds_that_never_meet_are_as_loud_as_alone(readers: ReaderPool, tmp_path: Path) -> None:
    """However many there are: the loudness is by the most at once."""
    part = sound(tmp_path, 0.99, 1)
    (one,) = {max(samples_in(heard(part, readers)))}
    parts = [(float(second), part) for second in range(5)]
    found = b"".join(mix_source(parts, readers, Told()).samples(0))
    assert max(samples_in(found)) == one


def test_a_mix_may_begin_with_silence_and_have_a_gap(readers: ReaderPool, tmp_path: Path) -> None:
    """Its seconds are those of the incident."""
    parts = [(3.0, sound(tmp_path, 4.9, 0.5)), (0.5, sound(tmp_path, 1.9, 0.5))]
    source = mix_source(parts, readers, Told())
    assert onsets(b"".join(source.samples(0))) == pytest.approx([0.6, 3.1], abs=EXACT_S)
    assert [source.place(at).part for at in (0.7, 3.2)] == [1, 0]


def test_faults_of_a_mix_leave_the_rest(readers: ReaderPool, tmp_path: Path) -> None:
    """So does a crowd: sixteen files are open at once."""
    good = sound(tmp_path, 0.9, 0.5)
    told = Told()
    parts = [(0.0, good), (0.0, faulty(tmp_path, "behind the end")[0])]
    found = b"".join(mix_source(parts, readers, told).samples(0))
    assert onsets(found) == pytest.approx([0.1], abs=EXACT_S)
    assert told.words == [(1, "pcm.wav: is 12.0 s long, and the call would start at 20.0 s")]
    told = Told()
    found = b"".join(mix_source([(0.0, good)] * 17, readers, told).samples(0))
    assert told.words == [(16, "more than 16 sounds at once")]
    assert onsets(found) == pytest.approx([0.1], abs=EXACT_S)


def test_formats_mix(readers: ReaderPool, tmp_path: Path) -> None:
    """The samples of all formats are alike."""
    names = [name for name in FORMS if not FORMS[name].delay_s][::3]
    for name in names:
        write_sound(tmp_path / name, FORMS[name], bursts(FORMS[name].rate, 3))
    files = SoundFiles(tmp_path)
    parts = [
        (number * 0.3, files.slice_of(Audio(path=name, start=0.9, length=0.3)))
        for number, name in enumerate(names)
    ]
    found = b"".join(mix_source(parts, readers, Told()).samples(0))
    assert onsets(found) == pytest.approx(
        [number * 0.3 + 0.1 for number in range(len(names))], abs=EXACT_S
    )
