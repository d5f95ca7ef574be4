"""Placements of calls by the table of their times: those of placing each by itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from incident_tui.chronology.call_placements import CallPlacements
from incident_tui.placing.aligning import Shift
from incident_tui.placing.placement import place
from incident_tui.placing.zone import Zone
from incident_tui.record.problems import Problem
from incident_tui.record.reading import Reading
from tests.chronology.calls import reading_with
from tests.record.readings import record_of

TIMES = (
    "2024-02-29T13:15:07",
    "2024-02-29T13:15:59",
    "13:12~",
    "q9 +2m",
    "13:00..",
    "2024-03-10T02:30:07",
)


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    """A record of calls at these times, the last of which no clock has shown."""
    return reading_with(tmp_path, *({"time": time} for time in TIMES))


@pytest.mark.parametrize("shifts", [{}, {"src": Shift(60_000, 120_000)}])
def test_calls_are_placed_as_entries_are(reading: Reading, shifts: dict[str, Shift]) -> None:
    """A call at a second of its minute stands where an entry of the timeline would."""
    record, calls = record_of(reading), reading.calls
    placements = CallPlacements(Zone(record), shifts)
    placements.take(calls)
    expected = place(record, [calls.entry(row) for row in calls.rows], shifts).placed
    for row, placement in zip(calls.rows, expected, strict=True):
        if row not in calls.linked:
            assert placements.of_call(calls, row) == placement
    assert len(placements.of_times) == len(calls.time_table) == len(TIMES) - 1
    assert placements.slacks == {999, 59_999}


def test_faults_stand_where_a_time_is_first_written(reading: Reading) -> None:
    """What is wrong with a time of the table is told at the first line that has it."""
    placements = CallPlacements(Zone(record_of(reading)), {})

    def problems() -> Iterator[Problem]:
        placements.take(reading.calls)
        yield from placements.problems(reading.calls)

    assert [(one.mark.line, "does not exist" in one.message) for one in problems()] == [(6, True)]
    assert len([*problems()]) == 1  # and no more when nothing has come since


def test_shifts_of_parties(reading: Reading) -> None:
    """Each party has the shift of the source that it cites first; without shifts there are none."""
    zone = Zone(record_of(reading))
    assert CallPlacements(zone, {}).shifts_of_parties(reading.calls) == []
    shifts = {"src": Shift(60_000, 120_000)}
    assert CallPlacements(zone, shifts).shifts_of_parties(reading.calls) == [90_000]
