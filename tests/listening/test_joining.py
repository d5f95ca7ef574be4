"""Calls joined to a single sound: where each starts, what is heard, and what is left out."""

from collections.abc import Iterator
from math import inf
from pathlib import Path

import pytest

from incident_tui.listening.clock import SKIPPED_S, Joining, Timed
from incident_tui.listening.filters import RATE_HZ, SAMPLE_BYTES
from incident_tui.listening.joining import Call, JoinedSound
from incident_tui.listening.reader_pool import ReaderPool
from incident_tui.listening.sound_files import Slice
from tests.listening.sound_writing import onsets
from tests.listening.sounding import sound

HOUR_S = 3_600
EXACT_S = 0.02


@pytest.fixture
def readers() -> Iterator[ReaderPool]:
    """Open files, which are closed."""
    pool = ReaderPool()
    yield pool
    pool.close()


def call(position: int, second: float, part: Slice) -> Call:
    """A call some seconds after the first."""
    instant = int(second * 1_000)
    return Call(position, part, Timed(instant, instant, instant))


def starts(joined: JoinedSound) -> list[tuple[int, float]]:
    """The position and the second of each call."""
    return [(cue.position, round(cue.start_s, 3)) for cue in joined.cues]


@pytest.mark.parametrize(
    ("joining", "found", "bursts"),
    [
        pytest.param(
            Joining(),
            [(4, 0), (5, 3), (6, 6 + SKIPPED_S)],
            [0, 1, 2, 3, 4, 5, 7, 8, 9],
            id="one after another, a long gap cut",
        ),
        pytest.param(
            Joining(longest_gap_s=inf),
            [(4, 0), (5, 3), (6, 65)],
            [0, 1, 2, 3, 4, 5, 65, 66, 67],
            id="the clock waits for a call, and then goes on",
        ),
        pytest.param(
            Joining(is_mixed=True),
            [(4, 0), (5, 1.5), (6, 4.5 + SKIPPED_S)],
            [0, 1, 1.5, 2, 2.5, 3.5, 5.5, 6.5, 7.5],
            id="at the same time",
        ),
        pytest.param(
            Joining(longest_gap_s=inf, is_mixed=True),
            [(4, 0), (5, 1.5), (6, 63.5)],
            [0, 1, 1.5, 2, 2.5, 3.5, 63.5, 64.5, 65.5],
            id="by the clock of the incident",
        ),
    ],
)
def test_calls_start_as_in_a_replay(
    joining: Joining,
    found: list[tuple[int, float]],
    bursts: list[float],
    tmp_path: Path,
    readers: ReaderPool,
) -> None:
    """The cues say where, and the bursts of each call are heard there."""
    part = sound(tmp_path, 0, 3)
    calls = [call(6, 63.5, part), call(4, 0, part), call(5, 1.5, part)]
    told: list[str] = []
    joined = JoinedSound(iter(calls), readers, joining, told.append)
    assert starts(joined) == found
    content = b"".join(joined.samples())
    assert onsets(content) == pytest.approx(bursts, abs=EXACT_S)
    assert len(content) == round(joined.duration_s * RATE_HZ) * SAMPLE_BYTES
    assert told == []


def test_a_call_without_a_length_lasts_as_long_as_its_file(
    tmp_path: Path, readers: ReaderPool
) -> None:
    """Also where only decoding tells the length."""
    calls = [
        call(0, 0, sound(tmp_path, seconds=4)),
        call(1, 1, sound(tmp_path, name="raw.aac", seconds=2)),
        call(2, 2, sound(tmp_path, 3.0, margin=0.5)),
    ]
    joined = JoinedSound(iter(calls), readers, Joining(), list[str]().append)
    lengths = [cue.length_s for cue in joined.cues]
    assert lengths == pytest.approx([4, 2.05, 1.5], abs=0.05)


def test_a_call_that_cannot_be_heard_is_told_and_left_out(
    tmp_path: Path, readers: ReaderPool
) -> None:
    """The rest goes on."""
    good = sound(tmp_path, 0, 2)
    gone = sound(tmp_path, name="mu-law.wav")
    gone.file.path.unlink()
    other = good._replace(file=good.file._replace(sha256="0" * 64))
    beyond = sound(tmp_path, 50, 2)
    calls = [call(0, 0, gone), call(1, 1, other), call(2, 2, beyond), call(3, 3, good)]
    told: list[str] = []
    joined = JoinedSound(iter(calls), readers, Joining(), told.append)
    assert starts(joined) == [(3, 0)]
    assert [words.split(":")[0] for words in told] == ["mu-law.wav", "pcm.wav", "pcm.wav"]
    assert "is not the file of the record" in told[1]
    assert joined.duration_s == 2


@pytest.mark.parametrize("is_mixed", [False, True])
def test_a_call_that_is_cut_short_is_followed_by_silence(
    is_mixed: bool, tmp_path: Path, readers: ReaderPool
) -> None:
    """The next call is in time, and the fault is told."""
    whole, short = sound(tmp_path, 0, 3), sound(tmp_path, name="stereo.wav", seconds=6)
    path = short.file.path
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    short = sound(tmp_path, name="stereo.wav")
    calls = [call(0, 0, short), call(1, 5, whole)]
    told: list[str] = []
    joined = JoinedSound(iter(calls), readers, Joining(is_mixed=is_mixed), told.append)
    first = 5 if is_mixed else 6
    assert [cue.start_s for cue in joined.cues] == pytest.approx([0, first], abs=EXACT_S)
    heard = onsets(b"".join(joined.samples()))
    assert heard[-3:] == pytest.approx([first, first + 1, first + 2], abs=EXACT_S)
    assert 2 < len(heard) < 9
    [words] = told
    assert words.startswith("stereo.wav: is cut short")


def test_hours_of_silence_come_in_small_blocks(tmp_path: Path, readers: ReaderPool) -> None:
    """Memory does not grow with a gap."""
    part = sound(tmp_path, 0, 1)
    calls = [call(0, 0, part), call(1, 2 * HOUR_S, part)]
    joined = JoinedSound(iter(calls), readers, Joining(longest_gap_s=inf), list[str]().append)
    sizes = [len(block) for block in joined.samples()]
    assert sum(sizes) == (2 * HOUR_S + 1) * RATE_HZ * SAMPLE_BYTES
    assert max(sizes) <= RATE_HZ * SAMPLE_BYTES


def test_nothing_joined_is_no_sound(readers: ReaderPool) -> None:
    """Without a call, there is neither a cue nor a sample."""
    joined = JoinedSound(iter([]), readers, Joining(), list[str]().append)
    assert (joined.duration_s, [*joined.cues], [*joined.samples()]) == (0, [], [])
