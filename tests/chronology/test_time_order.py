"""The order of time as columns: that of sorting all of it, whatever is woven into what."""

from array import array
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.chronology import time_order as arrangement
from incident_tui.chronology.time_order import HEAD, never_past, time_order_of
from incident_tui.placing.network import FAR
from tests.examples import examples

MOMENTS = st.lists(st.sampled_from([1, 2, 3, 5, FAR]), max_size=9)


@examples(200)
@given(MOMENTS, MOMENTS, st.sets(st.integers(0, 8)), st.booleans())
def test_everything_stands_in_the_order_of_time(
    calls: list[int], head: list[int], apart: set[int], in_time: bool
) -> None:
    """By moment, then the timeline before the calls, then by number; each column likewise."""
    calls = sorted(calls) if in_time else calls
    apart = {one for one in apart if one < len(calls)}
    moment_of = dict(enumerate(calls)) | {HEAD + place: one for place, one in enumerate(head)}
    expected = sorted(moment_of, key=lambda one: (moment_of[one], one ^ HEAD))
    woven = [(moment_of[one], one) for one in expected if one >= HEAD or one in apart]
    arranged = time_order_of(calls, calls == sorted(calls), sorted(apart), woven)
    assert [*arranged.numbers] == expected
    letters = bytes(range(len(calls))), bytes(range(100, 100 + len(head)))
    assert [*arranged.weave(*letters)] == [
        100 + one - HEAD if one >= HEAD else one for one in expected
    ]
    there = [moment for moment, _ in woven]
    moments = [moment_of[one] for one in expected]
    assert [*arranged.weave_moments(array("q", calls), there)] == moments
    for position, number in enumerate(expected):
        assert arranged.position_of(number) == position
    assert arranged.position_of(len(calls)) is None
    assert (arranged.order is None) is (calls == sorted(calls) and not apart)


@given(st.lists(st.integers(0, 99), max_size=20), st.integers(1, 5))
def test_no_moment_is_past_a_later_one(moments: list[int], chunk: int) -> None:
    """Each is the least of those from it on, however many are taken at a time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(arrangement, "CHUNK", chunk)
        found = never_past(array("q", moments))
    assert [*found] == [*accumulate(reversed(moments), min)][::-1]
