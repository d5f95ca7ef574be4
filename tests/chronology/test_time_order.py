"""The order of time as columns: that of sorting every entry, whatever is merged into what."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from incident_tui.chronology.time_order import time_order_of
from incident_tui.placing.network import FAR
from incident_tui.record.numbering import HEAD, Row
from tests.examples import examples

MOMENTS = st.lists(st.sampled_from([1, 2, 3, 5, FAR]), max_size=9)


@examples(200)
@given(MOMENTS, MOMENTS, st.sets(st.integers(0, 8)), st.booleans())
def test_everything_stands_in_the_order_of_time(
    calls: list[int], head: list[int], apart: set[int], in_time: bool
) -> None:
    """By moment, then the timeline before the calls, then by number; each column likewise."""
    calls = sorted(calls) if in_time else calls
    tied_calls = [Row(one) for one in sorted(apart) if one < len(calls)]
    moment_of = {Row(row): moment for row, moment in enumerate(calls)}
    moment_of |= {Row(HEAD + place): moment for place, moment in enumerate(head)}
    expected = sorted(moment_of, key=lambda row: (moment_of[row], row ^ HEAD))
    tied = [(moment_of[row], row) for row in expected if row >= HEAD or row in tied_calls]
    order = time_order_of(calls, calls == sorted(calls), tied_calls, tied)
    assert [*order.rows] == expected
    letters = bytes(range(len(calls))), bytes(range(100, 100 + len(head)))
    by_position = [100 + row - HEAD if row >= HEAD else row for row in expected]
    assert [*order.bytes_by_position(*letters)] == by_position
    assert [*order.codes_by_position(array("I", [*letters[0]]), letters[1])] == (by_position)
    moments = order.moments_by_position(array("q", calls), [moment for moment, _ in tied])
    assert [*moments] == [moment_of[row] for row in expected]
    for position, row in enumerate(expected):
        assert order.position_of(row) == position
    assert order.position_of(Row(len(calls))) is None
    assert (order.calls is None) is (calls == sorted(calls) and not tied_calls)
