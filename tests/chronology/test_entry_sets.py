"""Small sets of ids by position, however many different sets there are."""

from array import array
from itertools import combinations

import pytest

from incident_tui.chronology.chronology import agencies_of
from incident_tui.chronology.entry_sets import EntrySets
from incident_tui.chronology.names import UNIDENTIFIED
from incident_tui.chronology.record_index import RecordIndex
from incident_tui.chronology.time_order import time_order_of
from incident_tui.record.calls.columns import Block, GrowingCalls
from incident_tui.record.calls.entry_parts import Party
from incident_tui.record.calls.ids import ids_of
from incident_tui.record.numbering import HEAD
from tests.records import entry, record_of


def block_of(start: int, count: int) -> Block:
    """A block of so many calls, each of the next party."""
    zeros = array("I", bytes(4 * count))
    ids = ids_of([f"c{number}" for number in range(start, start + count)])
    parties = array("I", range(start, start + count))
    return Block(
        "calls.jsonl", 1, range(count), ids, bytes(count), parties, zeros, zeros, "\n" * count, b""
    )


@pytest.mark.thorough
@pytest.mark.parametrize(("agencies", "most"), [(9, 300), (17, 66_000)])
def test_more_sets_of_agencies_than_a_byte_can_tell(agencies: int, most: int) -> None:
    """However many sets of agencies there are, each entry stands under its own."""
    ids = [f"a{number}" for number in range(agencies)]
    listed = ", ".join(f"{{id: {one}, name: {one}}}" for one in ids)
    head = entry("h", "13:00", agencies=f"[{', '.join(ids)}]")
    record = record_of(head, rest=f"agencies: [{listed}]\n")
    index = RecordIndex(record)
    sets = EntrySets(record, lambda party: agencies_of(party, index))
    members = [one for size in range(agencies + 1) for one in combinations(ids, size)][:most]
    calls = GrowingCalls()
    for start in range(0, most, 20_000):  # as they come
        part = members[start : start + 20_000]
        for one in part:
            calls.add_party(Party("", "", "", one, ()))
        block = block_of(start, len(part))
        calls.append(block, (), ())
        sets.take(calls.snapshot())
    by_position = sets.by_position(time_order_of([1] * most, True, (), [(0, HEAD)]))
    for wanted in ({"a3"}, {"a0", "a8"}, {UNIDENTIFIED}):
        assert [*by_position.containing(wanted)] == [
            number
            for number, one in enumerate([(*ids,), *members])
            if not wanted.isdisjoint(one or [UNIDENTIFIED])
        ]
    assert [*by_position.equal_to(["a3"])] == [1 + members.index(("a3",))]
    counts = sets.counts(ids)
    assert (counts["a3"], counts[UNIDENTIFIED]) == (sum("a3" in one for one in members) + 1, 1)
