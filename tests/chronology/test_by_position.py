"""Entries, placements and ids by position, whether of the timeline or of calls."""

from pathlib import Path

import pytest

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.by_position import EntriesByPosition, PositionsById
from incident_tui.chronology.time_order import time_order_of
from incident_tui.record.numbering import HEAD, Row
from tests.chronology.calls import reading_with
from tests.records import entry, reading_of


def test_entries_stand_where_their_rows_do(tmp_path: Path) -> None:
    """By position, from the end, by slice and by id, each entry is the one of its row."""
    calls = reading_with(tmp_path, {"time": "13:00"}, {"time": "13:02"}).calls
    timeline = reading_of(entry("e0", "13:01"), entry("e1", "13:03")).record
    assert timeline
    second = Row(HEAD + 1)
    order = time_order_of([1, 3], True, (), [(2, HEAD), (4, second)])
    entries = EntriesByPosition(order.rows, timeline.timeline, calls)
    assert [one.id for one in entries] == ["c0", "e0", "c1", "e1"]
    assert entries[-1].id == entries.of_row(second).id == "e1"
    assert [one.id for one in entries[1:3]] == ["e0", "c1"]
    assert [one.id for one in entries[::-2]] == ["e1", "e0"]
    with pytest.raises(IndexError):
        entries[4]
    positions = PositionsById(order, {"e0": HEAD, "e1": second}, calls)
    assert dict(positions) == {"e0": 1, "e1": 3, "c0": 0, "c1": 2}
    assert len(positions) == 4
    with pytest.raises(KeyError):
        positions["c2"]


def test_placements_stand_where_entries_do(tmp_path: Path) -> None:
    """The placement at a position is that of its entry, tied to others or not."""
    chronicle = chronology_of(
        reading_with(tmp_path, {"time": "13:00"}, {"time": "c0 +2m"}, {"time": "13:01"})
    )
    assert [one.id for one in chronicle.entries] == ["c0", "c2", "c1"]
    bests = [one.best for one in chronicle.placements]
    assert bests == [*chronicle.bests]
    assert [one.best for one in chronicle.placements[1:]] == bests[1:]
