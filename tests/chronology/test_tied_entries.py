"""Entries that are placed together: the timeline, and the calls that times tie to others."""

from pathlib import Path

from incident_tui.chronology.tied_entries import TiedCalls, tied_entries
from incident_tui.placing.network import FAR
from incident_tui.record.numbering import HEAD, Row
from incident_tui.record.reading import Reading
from tests.chronology.calls import reading_with
from tests.records import entry, reading_of

FACILITIES = "facilities: [{id: f, name: F, time: 13:00, ended_by: c4}]\n"


def tied_of(reading: Reading) -> tuple[Row, ...]:
    """The calls that are placed together with the timeline."""
    assert reading.record
    times = (value for value, _ in reading.times.values())
    return TiedCalls(reading.record, times).rows(reading.calls)


def test_calls_that_are_tied(tmp_path: Path) -> None:
    """A call is tied by its own time, by that of another, or by what the record times by it."""
    reading = reading_with(
        tmp_path,
        {"time": "13:00"},
        {"time": "c0 +2m"},
        {"time": "13:05"},
        {"time": "13:06", "known": "c2 +9m"},
        {"time": "13:07"},
        {"time": {"at": "unplaced", "after": ["nothing"]}},
        rest=FACILITIES,
    )
    assert tied_of(reading) == (0, 1, 2, 4, 5)


def test_rows_of_what_is_placed(tmp_path: Path) -> None:
    """Entries of the timeline and calls have their rows, in time order and as they follow."""
    reading = reading_with(tmp_path, {"time": "13:00"}, {"time": "c0 +2m"}, {"time": "unplaced"})
    assert reading.record
    timeline = reading_of(entry("e0", "12:59"), entry("e1", "{at: unplaced, after: c1}")).record
    assert timeline
    tied = tied_entries(timeline, reading.calls, (Row(0), Row(1)), {})
    first, second = HEAD, Row(HEAD + 1)
    assert [row for _, row in tied.in_time] == [first, 0, 1, second]
    assert [moment == FAR for moment, _ in tied.in_time] == [False, False, False, True]
    assert {*tied.by_row} == {first, second, 0, 1}
    assert tied.followers == {0: {1}, 1: {second}}
    assert [*tied.problems(reading)] == []


def test_faults_stand_at_the_line_of_their_call(tmp_path: Path) -> None:
    """What is wrong with a time that is placed together with others is told where it stands."""
    reading = reading_with(
        tmp_path, {"time": "13:00"}, {"time": {"at": "12:00", "after": "c0"}}, {"time": "c2 +1m"}
    )
    assert reading.record
    rows = tied_of(reading)
    tied = tied_entries(reading.record, reading.calls, rows, {})
    assert [one.mark.line for one in tied.problems(reading)] == [3, 2]
