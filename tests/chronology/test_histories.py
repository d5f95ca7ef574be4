"""State as of a moment: certain, possible or not yet, on one ladder for each subject."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.chronology.histories import Change, History
from incident_tui.placing.placement import Placement
from tests.chronology.ladders import statuses

Bound = int | None


def history(*steps: tuple[str, Bound, Bound]) -> History:
    """A ladder of statuses, each with its earliest and latest."""
    return History(Change(status, Placement(low, high)) for status, low, high in steps)


@pytest.mark.parametrize(
    ("moment", "status", "certainty", "expected"),
    [
        (9, "not yet", "unknown", True),  # before the earliest
        (10, "shot", "possible", True),  # earliest ≤ T
        (19, "shot", "possible", True),  # T < latest
        (20, "shot", "certain", True),  # latest ≤ T
        (1000, "shot", "certain", True),
        (None, "shot", "certain", False),  # the end of the record
    ],
)
def test_a_change_is_certain_once_its_latest_has_passed(
    moment: int | None, status: str, certainty: str, expected: bool
) -> None:
    """A status is possible from its earliest on, certain from its latest on, and not before."""
    state = history(("shot", 10, 20)).at(moment)
    assert (state.status, state.certainty, state.expected) == (status, certainty, expected)


@pytest.mark.parametrize("moment", [0, None])
def test_without_changes_nothing_is_known(moment: int | None) -> None:
    """A subject of which no change is recorded is unknown at every moment."""
    state = history().at(moment)
    assert (state.status, state.certainty, state.expected) == ("unknown", "unknown", False)


@pytest.mark.parametrize(
    ("steps", "moment", "expected"),
    [
        # Open ends: possible from ever on, or never certain before the end of the record.
        ([("a", None, 20)], -1000, "a?"),
        ([("a", None, 20)], 20, "a"),
        ([("a", 10, None)], 9, ""),
        ([("a", 10, None)], 10**15, "a?"),
        ([("a", None, None)], 0, "a?"),
        # The one before holds while the next is only possible.
        ([("a", 0, 5), ("b", 10, 20)], 7, "a"),
        ([("a", 0, 5), ("b", 10, 20)], 12, "a b?"),
        ([("a", 0, 5), ("b", 10, 20)], 20, "b"),
        # All that may have begun stand beside each other, in their order.
        ([("a", 0, 30), ("b", 10, 40)], 15, "a? b?"),
        ([("a", 0, 30), ("b", 10, 40)], 30, "a b?"),
        # A step is not before the one that it follows, nor certain after a later one is.
        ([("a", 10, 20), ("b", 0, 30)], 5, ""),
        ([("a", 10, 20), ("b", 0, 30)], 10, "a? b?"),
        ([("a", 0, None), ("b", 10, 20)], 20, "b"),
        ([("a", 0, None), ("b", 10, 20), ("c", 15, None)], 20, "b c?"),
        # Steps of one moment are taken in their order, all at once.
        ([("a", 10, 10), ("b", 10, 10)], 10, "b"),
    ],
)
def test_a_ladder_at_a_moment(
    steps: list[tuple[str, Bound, Bound]], moment: int, expected: str
) -> None:
    """One status holds for certain, and the steps after it that may have been taken are told."""
    assert statuses(history(*steps).at(moment)) == expected


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        # As listed where the times allow it, however vague they are.
        ([("a", 10, 11), ("b", 5, 20)], "a b"),
        ([("a", 0, 50), ("b", 20, 21)], "a b"),
        ([("a", 10, None), ("b", 10, None)], "a b"),
        ([("a", 0, 1), ("b", None, None), ("c", 10, 11)], "a b c"),
        ([("a", None, None), ("b", None, 20), ("c", 0, None)], "a b c"),
        # By time where they do not.
        ([("b", 10, 11), ("a", 0, 9)], "a b"),
        ([("c", 20, 21), ("b", None, None), ("a", 0, 1)], "a c b"),
        ([("b", 10, None), ("a", None, 9)], "a b"),
    ],
)
def test_the_order_of_a_ladder(steps: list[tuple[str, Bound, Bound]], expected: str) -> None:
    """Steps stand as listed; one that was over before another began stands before it."""
    changes = history(*steps).changes
    assert " ".join(change.status for change in changes) == expected


@st.composite
def ladders(draw: st.DrawFn) -> History:
    """A ladder of steps that can be told apart, at random times."""
    ends = st.none() | st.integers(0, 20)
    steps = []
    for number in range(draw(st.integers(0, 6))):
        low, high = draw(ends), draw(ends)
        if low is not None and high is not None:
            low, high = min(low, high), max(low, high)
        steps.append((str(number), low, high))
    return history(*steps)


@given(ladders())
def test_no_step_is_ever_taken_back(ladder: History) -> None:
    """As time goes on, what is certain, and what may have been reached, never goes back."""
    place = {change.status: number for number, change in enumerate(ladder.changes)}
    certain = reached = -1
    for moment in (*range(-1, 22), None):
        state = ladder.at(moment)
        now = place[state.certain.status] if state.certain else -1
        steps = [place[change.status] for change in state.possible]
        # One step is certain, and those that may follow it are the very next ones.
        assert steps == list(range(now + 1, now + 1 + len(steps)))
        assert now >= certain
        assert now + len(steps) >= reached
        certain, reached = now, now + len(steps)
    assert certain == len(ladder.changes) - 1


@given(ladders())
def test_steps_stand_in_an_order_that_can_have_been(ladder: History) -> None:
    """No step stands after one that can only have begun when it was over."""
    for number, one in enumerate(ladder.changes):
        for later in ladder.changes[number + 1 :]:
            low, high = one.placement.earliest, later.placement.latest
            assert low is None or high is None or low <= high


@given(ladders())
def test_a_state_changes_at_its_turns_and_nowhere_else(ladder: History) -> None:
    """The state differs from that of the millisecond before exactly at the turns."""
    turned = [now for now in range(-1, 22) if ladder.at(now) != ladder.at(now - 1)]
    assert turned == sorted(set(ladder.change_moments))
