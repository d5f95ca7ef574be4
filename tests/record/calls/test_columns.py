"""Calls as columns: what is looked at does not change while more is read."""

from io import BytesIO
from itertools import pairwise

import pytest

from incident_tui.record import convert
from incident_tui.record.calls import packing
from incident_tui.record.calls.columns import Calls
from incident_tui.record.calls.reader import CallReader
from incident_tui.record.numbering import Row
from incident_tui.record.problems import Mark, Problems
from tests.record.calls.taking import line, take


def listed(number: int) -> bytes:
    """A call of a party and a time of its own; one in three with an effect, one linked."""
    changes = {
        0: {"milestone": f"m{number}"},
        1: {"time": f"c{number - 1} +2m", "known": "13:20"},
        2: {"time": f"13:{number % 60:02}~"},
    }[number % 3]
    return line(id=f"c{number * 7 % 40}", agency=f"a{number}", **changes)


@pytest.fixture
def snapshots() -> list[Calls]:
    """The calls after each of forty, as they are read."""
    reader = CallReader(convert.Context("record.yaml", Problems()))
    text = b"\n".join(map(listed, range(40)))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packing, "BLOCK_BYTES", 1)
        found = [reader.calls.snapshot()]
        found += [reader.calls.snapshot() for _ in reader.read(BytesIO(text), "calls.jsonl")]
    return found


def test_a_snapshot_stays_as_it_is(snapshots: list[Calls]) -> None:
    """Whatever is read afterwards, a snapshot has the calls of its moment and no others."""
    assert [len(calls) for calls in snapshots] == [*range(41)]
    for number, calls in enumerate(snapshots):
        ids = [f"c{one * 7 % 40}" for one in range(number)]
        assert [*calls.ids] == ids
        assert [*map(calls.row_of, ids)] == [*calls.rows] == [*range(number)]
        assert [calls.entry(row).id for row in calls.rows] == ids
        assert [calls.row_of(f"c{one}") is None for one in range(40)].count(False) == number
        assert [calls.party_table[party].agency for party in calls.parties()] == [
            f"a{one}" for one in range(number)
        ]
        assert len(calls.kinds()) == number
        assert calls.with_effects == tuple(one for one in range(number) if one % 3 == 0)
        assert (
            calls.with_known == calls.linked == tuple(one for one in range(number) if one % 3 == 1)
        )
        assert len(calls.time_table) == len(calls.time_marks) <= number
        with pytest.raises(AttributeError):
            calls.starts = (0,)  # type: ignore[misc]


def test_snapshots_share_what_they_have_in_common(snapshots: list[Calls]) -> None:
    """A later snapshot has the blocks of those before it, and the entries that were looked at."""
    for one, other in pairwise(snapshots):
        assert one.blocks == other.blocks[: len(one.blocks)]
        assert [*map(one.entry, one.rows)] == [other.entry(Row(row)) for row in one.rows]
    assert snapshots[5].entry(Row(3)) is snapshots[40].entry(Row(3))


def test_where_calls_stand() -> None:
    """A call is found in its block, at its line, whichever lines are left out."""
    calls = take(
        b"\n".join([line(id="a"), b"", b"{", line(id="b"), line(id="c")]), b"\n" + line(id="d")
    )
    found = calls.calls
    assert [*map(found.mark, found.rows)] == [
        *(Mark("calls.jsonl", number, 1) for number in (1, 4, 5)),
        Mark("1.jsonl", 2, 1),
    ]
    assert [found.at(row)[1] for row in found.rows] == [0, 1, 2, 0]


def test_no_calls() -> None:
    """Where nothing is read nothing is found."""
    calls = Calls()
    assert (len(calls), [*calls.ids], [*calls.rows], calls.kinds()) == (0, [], [], b"")
    assert calls.row_of("c0") is None
