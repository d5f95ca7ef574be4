"""Stretches of time with one state: they agree with the state at every moment."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.chronology.histories import OPEN_END, OPEN_START, Change, Clock, History, Stretch
from incident_tui.placing.placement import Placement
from tests.cpu import cpu_limit

bounds = st.one_of(st.none(), st.integers(0, 30))
placements = st.builds(
    lambda one, other: (
        Placement(one, other)
        if one is None or other is None
        else Placement(min(one, other), max(one, other))
    ),
    bounds,
    bounds,
)
changes = st.lists(st.tuples(placements, placements), max_size=6)


def history(steps: list[tuple[Placement, Placement]], clock: Clock) -> History:
    """A history of the statuses `0`, `1` and so on."""
    listed = (Change(str(number), placed, known) for number, (placed, known) in enumerate(steps))
    return History(listed, clock)


@given(changes, st.sampled_from(Clock), st.integers(-2, 33))
def test_a_stretch_tells_the_state_of_each_of_its_moments(
    steps: list[tuple[Placement, Placement]], clock: Clock, moment: int
) -> None:
    """The last change with a time; certain where no change is possible, a timeless one neither."""
    found = history(steps, clock)
    here = [one for one in found.stretches if one.start <= moment < one.stop]
    state = found.at(moment)
    timed = [
        change
        for change in state.possible
        if (time := change.time_on(found.clock)).earliest is not None or time.latest is not None
    ]
    last = timed[-1] if timed else state.certain
    assert [found.changes[one.change] for one in here] == [last] * (last is not None)
    if here:
        assert here[0].is_certain is (not state.possible)
        possible = [found.changes[number] for number in found.possible_in(here[0], 9)]
        assert possible == timed
        assert (state.certain is None) == (here[0].first == 0)


@given(changes, st.sampled_from(Clock))
def test_stretches_rise_and_do_not_overlap(
    steps: list[tuple[Placement, Placement]], clock: Clock
) -> None:
    """Statuses are mutually exclusive; two stretches that touch differ."""
    changes_of = history(steps, clock)
    found = changes_of.stretches
    assert all(one.start < one.stop for one in found)
    for one, other in pairwise(found):
        assert one.stop <= other.start
        possible = [changes_of.possible_in(stretch, 9) for stretch in (one, other)]
        is_alike = one[2:] == other[2:] and possible[0] == possible[1]
        assert one.stop < other.start or not is_alike or clock is Clock.KNOWN


@pytest.mark.parametrize(
    ("times", "stretches"),
    [
        ([], []),
        (  # certain between the latest of a change and the earliest of the next
            [(10, 20), (30, 40)],
            [
                Stretch(10, 20, 0, False, 0),
                Stretch(20, 30, 0, True, 1),
                Stretch(30, 40, 1, False, 1),
                Stretch(40, OPEN_END, 1, True, 2),
            ],
        ),
        ([(10, None)], [Stretch(10, OPEN_END, 0, False, 0)]),  # never certain
        ([(None, 20)], [Stretch(OPEN_START, 20, 0, False, 0), Stretch(20, OPEN_END, 0, True, 1)]),
        ([(None, None)], []),  # no place in time
        (  # a status without a time in between: no bar, but what was before is certain no longer
            [(10, 10), (None, None), (30, 30)],
            [Stretch(10, 30, 0, False, 1), Stretch(30, OPEN_END, 2, True, 3)],
        ),
    ],
)
def test_where_bars_are(
    times: list[tuple[int | None, int | None]], stretches: list[Stretch]
) -> None:
    """Possible from the earliest moment on, certain from the latest on; nothing without a time."""
    found = history([(Placement(*time), Placement()) for time in times], Clock.HAPPENED)
    assert [*found.stretches] == stretches
    assert found.without_time == {
        number for number, time in enumerate(times) if time == (None, None)
    }


@pytest.mark.thorough
@pytest.mark.parametrize("clock", Clock)
@pytest.mark.parametrize("timed", [lambda step: step < 20_000, lambda step: step % 2])
def test_stretches_take_no_square_of_time(clock: Clock, timed: Callable[[int], bool]) -> None:
    """Of 40,000 changes half have no time, and none is passed over for each of the others."""
    times = [Placement(step, step) if timed(step) else Placement() for step in range(40_000)]
    with cpu_limit():
        assert history([(time, time) for time in times], clock).stretches
