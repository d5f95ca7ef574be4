"""The results of reading beside the values: faults, and the place of each time and citation."""

from incident_tui.record.context import Context, RuleBroken, Wrong
from incident_tui.record.problems import Mark, Problems
from incident_tui.record.tree import Scalar
from tests.record.readings import entry_with, read_after_head, record_of


def test_each_time_knows_its_place() -> None:
    """For every time of a record, its line and column can be asked for."""
    reading = read_after_head(
        "timeline:\n  - {id: q1, kind: note, time: 13:15, text: a, cite: art,\n     known: 13:15}\n"
    )
    entry = record_of(reading).timeline[0]
    assert entry.known is not None
    assert reading.mark_of(entry.time) == Mark("r.yaml", 5, 32)
    assert reading.mark_of(entry.known) == Mark("r.yaml", 6, 13)


def test_time_of_another_record_has_no_line() -> None:
    """Asked for a time that it does not hold, a reading names only its file."""
    other = record_of(read_after_head(entry_with("title: b"))).timeline[0].time
    assert read_after_head("").mark_of(other) == Mark("r.yaml")


def test_equal_times_keep_their_own_places() -> None:
    """Two times that are written alike stand in two places, and so do two citations."""
    reading = read_after_head(
        "timeline:\n"
        "  - {id: q1, kind: note, time: unplaced, text: a, cite: art}\n"
        "  - {id: q2, kind: note, time: unplaced, text: a, cite: art}\n"
    )
    first, second = record_of(reading).timeline
    assert first.time == second.time
    assert [reading.mark_of(entry.time).line for entry in (first, second)] == [5, 6]
    assert [reading.cites[id(entry.cite[0])][1].line for entry in (first, second)] == [5, 6]


def test_a_fault_is_reported_once() -> None:
    """A value without words was reported already; a broken rule names its field by itself."""
    context = Context("r.yaml", Problems())
    node = Scalar("x", 2, 3)
    context.wrong(Wrong(node), "`age`: ")
    context.wrong(Wrong(node, "`x` is no number"), "`age`: ")
    context.wrong(RuleBroken(node, "an age is not below 0"), "`age`: ")
    assert [str(problem) for problem in context.problems.found] == [
        "r.yaml:2:3: `age`: `x` is no number",
        "r.yaml:2:3: an age is not below 0",
    ]
