"""The contents of an axis: what stands at a moment, and what lies within bounds."""

from pathlib import Path

import pytest

from incident_tui.chronology.build import chronology_of, realigned
from incident_tui.chronology.histories import Clock
from incident_tui.record.reading import read_record
from incident_tui.record.time_value import HOUR, MINUTE, parse_moment
from incident_tui.review.lens import Lens
from incident_tui.review.traffic import Axis, axis_of
from incident_tui.words.axis_marks import AxisMarks, marks_of, told
from incident_tui.words.exactness import has_clock_time
from tests.driving import bundled_chronology
from tests.records import entry, lens_of

RADIO = {"kind": "radio_call"}


def marks_by_minute(lens: Lens) -> tuple[Axis, AxisMarks]:
    """The contents of an axis with a cell for each minute from 13:00 to 14:00."""
    start = lens.zone.bounds(parse_moment("13:00"))[0]
    hour = Axis(start, start + HOUR, 60)
    return hour, marks_of(lens, hour)


ENTRIES = [
    entry("first", "13:00"),
    entry("call", "13:10", **RADIO),
    entry("bounds", "13:20..13:30", **RADIO),
    entry("counted", "call +2m~"),
    entry("vague", "bounds +5m"),
    entry("day", "2024-02-29"),
    entry("key", "13:40~", weight="key"),
    entry("vague-key", "13:41..13:45", weight="key"),
    entry("last", "13:59:30/14:10"),
]


def test_the_middle_of_bounds_is_no_moment() -> None:
    """Entries within bounds, counted from bounds, or of a day are counted in no cell."""
    _, marks = marks_by_minute(lens_of(*ENTRIES))
    assert [cell for cell, count in enumerate(marks.calls) if count] == [10]
    assert [cell for cell, count in enumerate(marks.others) if count] == [0, 12, 40, 59]
    assert marks.bounded_count == 4
    assert (20, 30) in marks.bands
    assert (41, 45) in marks.bands
    assert set(marks.keys) == {40}


def test_bounds_wider_than_half_the_axis_are_no_band() -> None:
    """A band over most of an axis would say nothing, and hide what does."""
    _, marks = marks_by_minute(
        lens_of(entry("a", "13:00"), entry("b", "13:01..13:58"), entry("c", "13:59"))
    )
    assert marks.bands == ()
    assert marks.bounded_count == 1


HISTORY = """
casualties:
  - {id: c, group: public, label: C, history: [
      {status: injured, time: "13:05", cite: src},
      {status: critical, time: "13:10..13:20", cite: src},
      {status: deceased, time: "13:30", known: "13:50", cite: src}]}
agencies: [{id: a, name: A}]
units:
  - {id: u, call_sign: U, agency: a, status_history: [
      {status: OnScene, time: "13:07", cite: src}]}
conflicts:
  - {id: k, topic: x, affects: [last, bounds, c], claims: [
      {value: a, known: "13:15", cite: src}, {value: b, known: "13:25", cite: src}]}
"""


@pytest.mark.parametrize(("clock", "changes"), [(Clock.HAPPENED, {5, 30}), (Clock.KNOWN, {50})])
def test_changes_stand_where_they_happened_or_were_known(clock: Clock, changes: set[int]) -> None:
    """Only at a clock time: not within bounds, and not at the day a source was published."""
    lens = lens_of(*ENTRIES, rest=HISTORY)
    _, marks = marks_by_minute(Lens(lens.chronology, None, clock))
    assert set(marks.changes) == changes


def test_conflicts_stand_at_the_entries_they_touch() -> None:
    """An entry within bounds has no cell to stand in, and a casualty has no moment."""
    axis, marks = marks_by_minute(lens_of(*ENTRIES, rest=HISTORY))
    assert set(marks.conflicts) == {59}
    lens = lens_of(*ENTRIES, rest=HISTORY)
    known = marks_of(Lens(lens.chronology, None, Clock.KNOWN), axis)
    for minute, cells in ((24, set()), (25, {59}), (None, {59})):
        moment = None if minute is None else axis.start + minute * MINUTE
        assert told(known.conflicts, Lens(lens.chronology, moment, Clock.KNOWN)) == cells


@pytest.mark.parametrize("name", ["independence", "exercise"])
def test_every_placed_entry_is_counted_once(name: str) -> None:
    """In a cell if it has a clock time, and else as within bounds."""
    path = Path(bundled_chronology().path).parent / "exercise"
    lens = Lens(bundled_chronology() if name == "independence" else bundled_chronology(path))
    marks = marks_of(lens, axis_of(lens, 80))
    exact = [has_clock_time(lens, lens.outline(one)) for one in range(lens.placed_count)]
    assert sum(marks.calls) + sum(marks.others) == sum(exact)
    assert marks.bounded_count == exact.count(False)


CALLS = [
    '{"id": "c1", "kind": "radio_call", "time": "13:05", "text": "x", "cite": "s"}',
    '{"id": "c2", "kind": "radio_call", "time": "13:20..13:30", "text": "x", "cite": "s"}',
    '{"id": "c3", "kind": "phone_call", "time": "13:20..13:30", "text": "x", "cite": "s"}',
    '{"id": "c4", "kind": "radio_call", "time": "13:20..13:30", "text": "x", "cite": "late"}',
    '{"id": "c5", "kind": "radio_call", "time": "13:40..13:44", "text": "x", "cite": "s"}',
    '{"id": "c6", "kind": "radio_call", "time": "c5 +5m", "text": "x", "cite": "s"}',
    '{"id": "c7", "kind": "radio_call", "time": "13:50..", "text": "x", "cite": "s"}',
    '{"id": "c8", "kind": "radio_call", "time": "13:59:10", "text": "x", "cite": "s"}',
]
HEAD = """
format: incident-record/1
incident: {id: i, title: T, date: 2024-02-29, timezone: America/Chicago}
sources: [{id: s, kind: report}, {id: late, kind: report, clock: {offset: 10m}}]
calls: [calls.jsonl]
timeline:
  - {id: first, kind: note, time: "13:00", text: x, cite: s}
"""


@pytest.mark.parametrize("aligned", [False, True])
def test_bulk_calls_within_bounds_are_counted_by_their_time(tmp_path: Path, aligned: bool) -> None:
    """Each once, whether it is placed alone or with others, and where clocks are corrected."""
    (tmp_path / "record.yaml").write_text(HEAD)
    (tmp_path / "calls.jsonl").write_text("\n".join(CALLS))
    chronology = chronology_of(read_record(tmp_path))
    assert not chronology.problems, [str(problem) for problem in chronology.problems]
    if aligned:
        chronology = realigned(chronology)
    _, marks = marks_by_minute(Lens(chronology))
    assert [cell for cell, count in enumerate(marks.calls) if count] == [5, 59]
    assert [cell for cell, count in enumerate(marks.others) if count] == [0]
    assert min(marks.calls) == min(marks.others) == 0
    assert marks.bounded_count == 5
    moved = {(10, 20)} if aligned else set()
    assert {*marks.bands} == {(20, 30), (40, 44), (45, 49), *moved}
    assert sum(calls.call_count for calls in chronology.vague_calls) == 3
