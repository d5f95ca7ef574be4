"""Pairs of entries of a record, and the leads of clocks that follow from them."""

import pytest

from incident_tui.chronology.build import aligned_by, chronology_of, realigned
from incident_tui.chronology.chronology import Chronology
from incident_tui.clocks.evidence import (
    clock_of,
    clock_time,
    entry_counts,
    found_shifts,
    leads,
    pairs_of,
)
from incident_tui.clocks.offsets import Range
from incident_tui.placing.aligning import Shift
from incident_tui.record.reading import read_bytes
from tests.clocks.clocked import clocked, clocked_text, same_moment
from tests.notes.noting import note
from tests.records import entry, written


@pytest.mark.parametrize(
    ("time", "source", "earliest", "latest"),
    [
        ('"13:05:00"', "panel", "13:05:00.000", "13:05:00.999"),
        ('"13:05"', "panel", "13:05:00.000", "13:05:59.999"),
        ('"13:05.."', "panel", "13:05:00.000", "open"),
        ('"13:05/13:20"', "panel", "13:05:00.000", "13:05:59.999"),
        ("unplaced", "panel", "open", "open"),
        # Counted from an entry of another source, a time is by the clock of that source.
        ("root +1m", "cad", "12:01:00.000", "12:01:00.999"),
        ("near +1m", "cad", "12:02:00.000", "12:02:00.999"),
        # The order between entries narrows nothing: the other may be by another clock.
        ('{at: "13:05..", before: [late]}', "panel", "13:05:00.000", "open"),
    ],
)
def test_a_time_is_read_by_the_clock_of_its_source(
    time: str, source: str, earliest: str, latest: str
) -> None:
    """The bounds as written, and whose clock they are by; the same where clocks are corrected."""
    shown = clocked(
        entry("root", '"12:00:00"', cite="cad"),
        entry("near", "root +1m", cite="log"),
        entry("late", '"14:00:00"', cite="cad"),
        entry("a", time, cite="[panel:p1, cad]"),
    )
    for one in (shown, aligned_by(shown, {"panel": Shift(300_000, 300_000)})):
        found = clock_time(one, one.entries[one.positions["a"]])
        bounds = written(one.zone, found.earliest), written(one.zone, found.latest)
        assert (found.source, *bounds) == (source, earliest, latest)


def test_times_in_a_circle_say_nothing() -> None:
    """Two entries counted from each other have no time by any clock."""
    text = clocked_text(entry("a", "b +1m", cite="cad"), entry("b", "a +1m", cite="panel"))
    shown = chronology_of(read_bytes(text.encode(), "record.yaml"))
    found = clock_time(shown, shown.entries[shown.positions["a"]])
    assert (found.earliest, found.latest) == (None, None)


def three_clocks() -> Chronology:
    """CAD, a panel five minutes fast, and a log to the minute."""
    return clocked(
        entry("c1", '"13:00:00"', cite="cad"),
        entry("c2", '"13:10:00"', cite="cad"),
        entry("c3", '"13:20:00"', cite="cad"),
        entry("p1", '"13:05:00"', cite="panel"),
        entry("p2", '"13:15:01"', cite="panel"),
        entry("l1", '"13:10"', cite="log"),
        entry("t1", '"13:00:30"', cite="stated"),
    )


def test_notes_are_pairs_of_entries_of_two_clocks() -> None:
    """Other notes, entries that are gone, and two entries of a source are no pair."""
    shown = three_clocks()
    notes = [
        same_moment("p1", "c1"),
        note("A note", "p1", "c1"),
        same_moment("p1", "gone"),
        same_moment("p1", "p2"),
    ]
    assert [pair.sources for pair in pairs_of(shown, notes)] == [("panel", "cad")]
    assert leads(shown, [note()]) == []


def test_leads_follow_from_notes() -> None:
    """The panel by its pairs, the log not moved, since its minute may be CAD's."""
    shown = three_clocks()
    notes = [same_moment("p1", "c1"), same_moment("c2", "p2"), same_moment("l1", "c2")]
    found = {lead.source: lead for lead in leads(shown, notes)}
    assert [*found] == ["cad", "panel", "log"]
    assert found["panel"].range == Range(300_001, 300_999)
    assert found_shifts(shown, notes) == {
        "panel": Shift(300_001, 300_999, (notes[0].id, notes[1].id))
    }


def test_a_stated_clock_is_kept() -> None:
    """What the record states moves by the record alone, and what it leaves open by the pairs."""
    shown = three_clocks()
    notes = [same_moment("p1", "t1")]
    found = found_shifts(shown, notes)
    assert [*found] == ["panel"]
    after = realigned(shown, found)
    assert after.shifts == {"panel": found["panel"], "stated": Shift(30_000, 30_000)}
    assert not realigned(after).aligned


def test_the_clock_of_an_entry() -> None:
    """The source that is cited first; none for an id of no entry."""
    shown = three_clocks()
    assert clock_of(shown, "p1") == "panel"
    assert clock_of(shown, "gone") == ""
    assert entry_counts(shown) == {"cad": 3, "panel": 2, "log": 1, "stated": 1}
