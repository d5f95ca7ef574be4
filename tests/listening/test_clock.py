"""A replay shows every entry once, in order, and keeps nobody waiting."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.listening.clock import (
    HOLD_S,
    MAX_RATE,
    SKIPPED_S,
    Going,
    Passage,
    Schedule,
    Timed,
)
from tests.examples import examples

T0 = 1_709_240_000_000
"""An afternoon in February 2024."""
MINUTE = 60_000


def at(
    seconds: float, sound_s: float | None = None, vague_s: float = 0, best_s: float = 0
) -> Timed:
    """An entry some seconds after the first, exact or within bounds."""
    earliest = T0 + int(seconds * 1_000)
    return Timed(earliest, earliest + int(vague_s * 1_000), earliest + int(best_s * 1_000), sound_s)


def goings(schedule: Schedule) -> list[tuple[Going, float, int]]:
    """How the clock goes, for how long, and to which second after the first entry."""
    return [
        (one.going, round(one.end_s - one.begin_s, 3), (one.end_ms - T0) // 1_000)
        for one in (schedule[number] for number in range(len(schedule)))
    ]


@pytest.mark.parametrize(
    ("entries", "rate", "longest_s", "found"),
    [
        pytest.param([], 1, 10, [], id="nothing"),
        pytest.param([at(0)], 1, 10, [("holding", HOLD_S, 0)], id="an entry without sound"),
        pytest.param([at(0, 4)], 1, 10, [("sounding", 4, 4)], id="a call"),
        pytest.param(
            [at(0, 4), at(9, 2)],
            1,
            10,
            [("sounding", 4, 4), ("running", 5, 9), ("sounding", 2, 11)],
            id="the clock goes on between calls",
        ),
        pytest.param(
            [at(0, 4), at(64, 2)],
            60,
            10,
            [("sounding", 4, 4), ("running", 1, 64), ("sounding", 2, 66)],
            id="sixty times as fast, but for the sound",
        ),
        pytest.param(
            [at(0, 4), at(64, 2)],
            1,
            10,
            [("sounding", 4, 4), ("skipped", SKIPPED_S, 64), ("sounding", 2, 66)],
            id="a gap that is too long",
        ),
        pytest.param(
            [at(0, 4), at(1, 2)],
            1,
            10,
            [("sounding", 1, 1), ("sounding", 3, 1), ("sounding", 2, 3)],
            id="a call waits for the call before",
        ),
        pytest.param(
            [at(0, 4), at(0, 2)],
            1,
            10,
            [("sounding", 4, 0), ("sounding", 2, 2)],
            id="calls at one time",
        ),
        pytest.param(
            [at(60, vague_s=720), at(0, 1)],
            60,
            10,
            [("sounding", 1, 1), ("running", 0.983, 60), ("holding", HOLD_S, 60)],
            id="a vague entry starts at its earliest",
        ),
        pytest.param(
            [at(0), at(0.9)],
            1,
            0,
            [("holding", HOLD_S, 0), ("running", 0.9, 0), ("holding", HOLD_S, 0)],
            id="no gap is skipped in more time than it takes",
        ),
    ],
)
def test_the_clock_goes(
    entries: list[Timed], rate: float, longest_s: float, found: list[tuple[Going, float, int]]
) -> None:
    """With sounds, at a rate between, and past gaps."""
    assert goings(Schedule(entries, rate, longest_s)) == found


@pytest.mark.parametrize(
    ("entries", "found", "sounds"),
    [
        pytest.param(
            [at(0, 4), at(1, 2)],
            [("sounding", 1, 1), ("sounding", 3, 4)],
            [[0, 1]],
            id="a call starts while the call before sounds",
        ),
        pytest.param(
            [at(0, 2), at(1, 4), at(3), at(60, 1)],
            [
                ("sounding", 1, 1),
                ("sounding", 2, 3),
                ("sounding", 2, 5),
                ("skipped", SKIPPED_S, 60),
                ("sounding", 1, 61),
            ],
            [[0, 1], [3]],
            id="an entry without sound holds no sound up",
        ),
        pytest.param(
            [at(0, 2), at(2, 1), at(3)],
            [("sounding", 2, 2), ("sounding", 1, 3), ("holding", HOLD_S, 3)],
            [[0], [1]],
            id="calls that touch are two sounds",
        ),
        pytest.param(
            [at(0), at(0, 2), at(0, 3)],
            [("holding", HOLD_S, 0), ("sounding", 3, 3)],
            [[1, 2]],
            id="calls at one time",
        ),
    ],
)
def test_calls_are_mixed(
    entries: list[Timed], found: list[tuple[Going, float, int]], sounds: list[list[int]]
) -> None:
    """Each starts at its own instant, and those that overlap are a single sound."""
    schedule = Schedule(entries, is_mixed=True)
    assert goings(schedule) == found
    assert schedule.sounds == sounds


def test_a_sound_and_the_position_in_it_are_found_by_the_second() -> None:
    """In seconds of the sound, at any speed."""
    entries = [at(0), at(0, 4), at(3, 2), at(60, 1)]
    schedule = Schedule(entries, speed=2, is_mixed=True)
    begin = HOLD_S
    assert schedule.sound_at(begin - 0.1) is None
    assert schedule.sound_at(begin) == (0, 0)
    assert schedule.sound_at(begin + 1) == (0, 2)
    assert schedule.offset_s(2, 0) == pytest.approx(3)
    number, _ = schedule.sound_at(schedule.start_s(3)) or (None, 0)
    assert number == 1
    in_a_row = Schedule(entries, speed=2)
    assert in_a_row.sounds == [[1], [2], [3]]
    assert in_a_row.sound_at(in_a_row.start_s(2) + 0.5) == (1, 1)


def test_the_speed_of_sounds_is_that_of_the_clock() -> None:
    """A call at twice the speed takes half the time, and the clock goes twice as fast."""
    schedule = Schedule([at(0, 4), at(3, 1)], speed=2)
    assert goings(schedule) == [("sounding", 1.5, 3), ("sounding", 0.5, 3), ("sounding", 0.5, 4)]
    assert schedule.passage_at(1).clock_at(1) == T0 + 2_000


def test_a_skipped_gap_is_named() -> None:
    """From when to when nothing happens; while it is named, the clock stands."""
    schedule = Schedule([at(0, 4), at(780)])
    gap = schedule.passage_at(4.5)
    assert gap == Passage("skipped", 4.0, 5.0, T0 + 4_000, T0 + 13 * MINUTE, 0)
    assert [gap.clock_at(second) for second in (4, 4.9, 5)] == [
        T0 + 4_000,
        T0 + 4_000,
        T0 + 13 * MINUTE,
    ]


def test_of_two_entries_of_one_earliest_time_the_likelier_is_first() -> None:
    """Then the narrower, then the order of the record."""
    entries = [
        at(0, vague_s=60, best_s=30),
        at(0, vague_s=60, best_s=10),
        at(0, vague_s=20, best_s=10),
        at(0, vague_s=20, best_s=10),
    ]
    assert list(Schedule(entries).order) == [2, 3, 1, 0]


def test_no_entry_has_no_clock() -> None:
    """An empty replay is over at once."""
    schedule = Schedule([])
    assert (len(schedule), schedule.duration_s, schedule.started(0)) == (0, 0, 0)
    with pytest.raises(IndexError):
        schedule.passage_at(0)


SECONDS = st.one_of(st.none(), st.floats(0, 600), st.sampled_from([0.0, 1e-18]))
ENTRIES = st.lists(
    st.builds(
        lambda start, width, share, sound_s: Timed(
            T0 + start, T0 + start + width, T0 + start + int(width * share), sound_s
        ),
        st.integers(0, 24 * 60 * MINUTE) | st.integers(0, 5_000),
        st.integers(0, 60 * MINUTE) | st.just(0),
        st.floats(0, 1),
        SECONDS,
    ),
    min_size=1,
    max_size=30,
)
RATES = st.floats(1, MAX_RATE)
LONGEST = st.floats(0, 3_600)
SPEEDS = st.floats(0.5, 3)
MIXED = st.booleans()


@examples(300)
@given(ENTRIES, RATES, LONGEST, SPEEDS, MIXED)
def test_every_entry_starts_once_at_its_time(
    entries: list[Timed], rate: float, longest_s: float, speed: float, is_mixed: bool
) -> None:
    """In order, and the clock then shows its earliest time."""
    schedule = Schedule(entries, rate, longest_s, speed, is_mixed)
    assert sorted(schedule.order) == list(range(len(entries)))
    starts = [schedule.start_s(index) for index in schedule.order]
    assert starts == sorted(starts)
    for number, index in enumerate(schedule.order):
        start = schedule.start_s(index)
        assert schedule.passage_at(start).clock_at(start) == entries[index].earliest
        assert schedule.started(start) > number
    assert schedule.started(schedule.duration_s) == len(entries)
    assert schedule.started(-1) == 0


@examples(300)
@given(ENTRIES, RATES, LONGEST, SPEEDS, st.lists(st.floats(0, 1), max_size=20), MIXED)
def test_the_clock_never_goes_back(
    entries: list[Timed],
    rate: float,
    longest_s: float,
    speed: float,
    shares: list[float],
    is_mixed: bool,
) -> None:
    """Passages follow each other without a gap, and within them the clock goes on."""
    schedule = Schedule(entries, rate, longest_s, speed, is_mixed)
    passages = [schedule[number] for number in range(len(schedule))]
    for before, after in pairwise(passages):
        assert (before.end_s, before.end_ms) == (after.begin_s, after.begin_ms)
        assert before.begin_s < before.end_s
        assert before.begin_ms <= before.end_ms
    seconds = sorted(share * schedule.duration_s for share in shares)
    clocks = [schedule.passage_at(second).clock_at(second) for second in seconds]
    assert clocks == sorted(clocks)


@examples(300)
@given(ENTRIES, RATES, LONGEST, SPEEDS)
def test_a_replay_is_no_longer_than_its_sounds_and_its_gaps(
    entries: list[Timed], rate: float, longest_s: float, speed: float
) -> None:
    """A gap takes the longest time allowed at most, and no more than at the rate."""
    schedule = Schedule(entries, rate, longest_s, speed)
    lengths = [one.sound_s or 0.0 for one in entries]
    sounds = sum(length / speed if length * 1_000 >= 1 else HOLD_S for length in lengths)
    starts = sorted(one.earliest for one in entries)
    gaps = sum(
        min(max(longest_s, SKIPPED_S), (after - before) / 1_000 / rate)
        for before, after in pairwise(starts)
    )
    assert sounds <= schedule.duration_s * (1 + 1e-9) + 1e-9
    assert schedule.duration_s <= (sounds + gaps) * (1 + 1e-9) + 1e-9


@examples(300)
@given(ENTRIES, RATES, LONGEST, SPEEDS, MIXED)
def test_every_sound_is_heard_to_its_end(
    entries: list[Timed], rate: float, longest_s: float, speed: float, is_mixed: bool
) -> None:
    """Each entry with sound is in a single sound, which ends before the next begins."""
    schedule = Schedule(entries, rate, longest_s, speed, is_mixed)
    heard = [index for entries_of in schedule.sounds for index in entries_of]
    assert sorted(heard) == [n for n, one in enumerate(entries) if (one.sound_s or 0) >= 0.001]
    for number, entries_of in enumerate(schedule.sounds):
        begin = schedule.start_s(entries_of[0])
        following = schedule.sounds[number + 1 : number + 2]
        limit = schedule.start_s(following[0][0]) if following else schedule.duration_s
        for index in entries_of:
            end = schedule.offset_s(index, number) + (entries[index].sound_s or 0.0)
            assert begin + end / speed <= limit + 0.002 / speed
