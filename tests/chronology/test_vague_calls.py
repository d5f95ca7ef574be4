"""Calls without a clock time are counted by their time, while calls are read."""

from collections import Counter
from pathlib import Path

import pytest

from incident_tui.chronology.build import ChronologyBuilder
from incident_tui.chronology.chronology import Chronology
from incident_tui.placing.placement import Placement
from incident_tui.record.reading import Reader, open_record, read_record
from tests.chronology.calls import reading_with

TIMES = ("13:00", "13:20..13:30", "2024-02-29", "13:05:07~", "13:40..", "unplaced", "13:00/13:10")
SOURCES = "{id: src, kind: report}, {id: late, kind: report, clock: {offset: 10m}}"
VAGUE = ("13:20..13:30", "2024-02-29")


def _counts(chronology: Chronology) -> Counter[tuple[Placement, bool]]:
    found = Counter[tuple[Placement, bool]]()
    for placement, is_radio, count in chronology.vague_calls:
        found[placement, is_radio] += count
    return found


@pytest.mark.parametrize("aligned", [False, True])
def test_calls_are_counted_with_the_placement_they_have(tmp_path: Path, aligned: bool) -> None:
    """By time and kind, and by source where clocks are corrected; none for an open bound."""
    calls = [{"time": time} for time in TIMES]
    calls += [{"time": time, "kind": "phone_call", "cite": "late"} for time in TIMES]
    reading_with(tmp_path, *calls)
    head = tmp_path / "record.yaml"
    head.write_text(head.read_text("utf-8").replace("{id: src, kind: report}", SOURCES), "utf-8")
    reading = read_record(tmp_path)
    assert not reading.problems, [str(problem) for problem in reading.problems]
    chronology = ChronologyBuilder(reading, aligned=aligned).chronology(reading)
    wanted = Counter(
        (chronology.placements[position], entry.kind == "radio_call")
        for position, entry in enumerate(chronology.entries)
        if str(entry.time.at) in VAGUE
    )
    assert _counts(chronology) == wanted
    assert sum(wanted.values()) == 4


def test_calls_beside_which_others_stand_are_left_to_them(tmp_path: Path) -> None:
    """The anchor of a relative time is placed with the call that is counted from it."""
    reading = reading_with(
        tmp_path, {"time": VAGUE[0]}, {"time": VAGUE[0]}, {"time": "c0 +1m"}, {"time": "13:00"}
    )
    chronology = ChronologyBuilder(reading).chronology(reading)
    assert [calls.call_count for calls in chronology.vague_calls] == [1]


def test_calls_read_later_are_added(tmp_path: Path) -> None:
    """Chronology after chronology, no call is counted twice and none is missed."""
    count = 30_000
    reading_with(tmp_path, *({"time": TIMES[number % 3]} for number in range(count)))
    reader = open_record(tmp_path)
    assert isinstance(reader, Reader)
    builder, found = None, list[int]()
    for _ in reader.read_calls():
        builder = builder or ChronologyBuilder(reader.reading)
        counts = builder.chronology(reader.reading).vague_calls
        found.append(sum(calls.call_count for calls in counts))
    assert len(found) > 1
    assert found == sorted(found)
    assert found[-1] == count * 2 // 3
