"""Moments of calls as columns."""

from array import array
from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.chronology import call_moments
from incident_tui.chronology.call_moments import never_past
from tests.examples import examples


@examples(200)
@given(
    st.lists(st.integers(0, 99), max_size=20),
    st.integers(1, 5),
    st.sets(st.integers(0, 19)),
    st.booleans(),
)
def test_no_moment_is_past_a_later_one(
    moments: list[int], chunk: int, changed: set[int], is_rising: bool
) -> None:
    """Each is the least of those from it on, however many are taken at a time."""
    doubtful = [*range(len(moments))]
    if is_rising:  # but for a few
        rising = sorted(moments)
        changed = {place for place in changed if place < len(moments)}
        moments = [moments[place] if place in changed else one for place, one in enumerate(rising)]
        doubtful = sorted(changed)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(call_moments, "CHUNK_LENGTH", chunk)
        found = never_past(array("q", moments), doubtful)
    assert [*found] == [*accumulate(reversed(moments), min)][::-1]
    assert all(one <= other for one, other in pairwise(found))
