"""A replay: what is due at a second, and that a change of its manner loses no place."""

import pytest

from incident_tui.chronology.histories import Clock
from incident_tui.listening.clock import HOLD_S, Joining
from incident_tui.record.model import Audio
from incident_tui.review.filters import EVERYTHING
from incident_tui.review.intents import First, SwitchClock
from incident_tui.review.review import Review, review_of, step
from incident_tui.screens.replaying import Due, Part, Replay
from tests.records import chronology, entry


def call(
    identifier: str, time: str, length: float | None = 4, start: float = 0, **more: str
) -> str:
    """A call with a sound of so many seconds; None for a length that the record does not tell."""
    told = "" if length is None else f", length: {length}"
    audio = f"{{path: {identifier}.mp3, start: {start}{told}}}"
    return entry(identifier, time, kind="radio_call", audio=audio, **more)


def review_at_start(*entries: str) -> Review:
    """A review with the cursor on the first entry."""
    return step(review_of(chronology(*entries), EVERYTHING), First())


OVERLAPPING = review_at_start(
    call("a", "13:15:00"), call("b", "13:15:03"), entry("c", "13:15:05"), call("d", "13:16:00")
)


def names(due: Due | None) -> list[tuple[float, str]]:
    """What is due: the offset and the file of each part."""
    return [(offset, audio.path) for offset, audio in due.parts] if due else []


def entry_at(replay: Replay, second: float) -> str:
    """The id of the entry that has started last."""
    part = replay.part_at(second)
    return part.entry if part else ""


def test_calls_in_a_row_are_due_one_by_one() -> None:
    """The second call waits for the first; what is over is not due."""
    replay = Replay(OVERLAPPING, Joining())
    assert names(replay.due_at(1)) == [(0, "a.mp3")]
    assert names(replay.due_at(5)) == [(0, "b.mp3")]
    due = replay.due_at(5)
    assert due is not None
    assert (due.number, due.at_s) == (1, 1)
    assert replay.due_at(8 + HOLD_S / 2) is None
    assert replay.second_of(1, 2.5) == 6.5


def test_calls_at_once_are_a_single_sound() -> None:
    """With the seconds between them, at any speed; the cursor follows each entry."""
    for speed in (1.0, 2.0):
        replay = Replay(OVERLAPPING, Joining(is_mixed=True), speed=speed)
        assert names(replay.due_at(0)) == [(0, "a.mp3"), (pytest.approx(3), "b.mp3")]
        assert [entry_at(replay, second / speed) for second in (0, 2.9, 3.1, 5.1)] == [*"aabc"]
        assert replay.due_at(7.1 / speed) is None


def test_sounds_at_a_speed_take_less_time() -> None:
    """The clock goes with them."""
    slow, fast = Replay(OVERLAPPING, Joining()), Replay(OVERLAPPING, Joining(), speed=2.0)
    assert slow.duration_s - fast.duration_s == pytest.approx(3 * 4 / 2)
    due = fast.due_at(1.5)
    assert due is not None
    assert due.at_s == 3


def test_the_longest_gap_decides_what_is_skipped() -> None:
    """A gap that is no longer is waited for."""
    assert Replay(OVERLAPPING, Joining(30)).duration_s < Replay(OVERLAPPING, Joining(60)).duration_s


@pytest.mark.parametrize("second", [0.0, 1.5, 4.0, 7.9, 9.0, 9.7, 11.0])
def test_another_rate_keeps_the_clock(second: float) -> None:
    """In the middle of a sound, of a gap, and while an entry is read."""
    replay = Replay(OVERLAPPING, Joining(60))
    before = replay.passage_at(second)
    after_s = replay.at_rate(10.0, second)
    after = replay.passage_at(after_s)
    assert (after.going, after.entry) == (before.going, before.entry)
    assert abs(after.clock_at(after_s) - before.clock_at(second)) <= 1
    assert replay.at_rate(1.0, after_s) == pytest.approx(second)


@pytest.mark.parametrize("second", [0.0, 1.5, 4.5, 7.9, 9.0])
def test_hearing_calls_at_once_keeps_the_entry(second: float) -> None:
    """There and back."""
    replay = Replay(OVERLAPPING, Joining())
    before = entry_at(replay, second)
    mixed_s = replay.mixed(True, second)
    assert entry_at(replay, mixed_s) == before
    assert entry_at(replay, replay.mixed(False, mixed_s)) == before


def test_a_length_that_the_record_does_not_tell_is_learnt() -> None:
    """What has started stays where it is, and the next call waits for the end."""
    review = review_at_start(call("a", "13:15:00", None), call("b", "13:15:01"))
    replay = Replay(review, Joining())
    assert names(replay.due_at(1)) == [(0, "a.mp3")]
    replay.learn(0, 9.5)
    assert names(replay.due_at(9.4)) == [(0, "a.mp3")]
    assert names(replay.due_at(9.6)) == [(0, "b.mp3")]
    replay.learn(1, 1.0)
    assert replay.duration_s == 13.5


def test_a_piece_of_a_recording_is_heard_with_its_margins() -> None:
    """Half a second before and after: its end is not cut off by the next call."""
    replay = Replay(review_at_start(call("a", "13:15:00", 4, 60)), Joining())
    assert replay.duration_s == 5


def test_a_call_that_its_moment_withholds_is_not_heard() -> None:
    """On the clock of the known; the entry is passed through."""
    review = review_at_start(call("a", "13:15:00"), call("b", "13:15:09", known="15:00"))
    known = step(review, SwitchClock())
    assert known.clock is Clock.KNOWN
    assert [part.audio for part in Replay(known, Joining()).parts] == [
        Audio(path="a.mp3", length=4),
        None,
    ]
    assert None not in [part.audio for part in Replay(review, Joining()).parts]


def test_a_replay_begins_at_the_cursor_and_has_what_is_shown() -> None:
    """Without entries that have no time."""
    review = review_at_start(call("a", "13:15"), call("b", "13:16"), call("c", "unplaced"))
    assert [part.entry for part in Replay(review, Joining()).parts] == ["a", "b"]
    assert Replay(review, Joining()).part_at(-1) is None
    assert Replay(review, Joining()).parts[0] == Part("a", Audio(path="a.mp3", length=4))
