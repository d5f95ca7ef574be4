"""The lines for the record: they read as the shift that they state."""

import yaml
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.clocks.record_lines import MAX_NAMED_PAIRS, clock_lines
from incident_tui.notes.notes import NO_NOTES
from incident_tui.placing.aligning import Shift, shifts_of
from tests.clocks.clocked import clocked_text, same_moment
from tests.notes.noting import notes_of
from tests.records import entry, sound

bounds = st.integers(-(10**8), 10**8)


def test_the_lines_name_the_pairs() -> None:
    """The offset as people write it, how far it is uncertain, and the entries behind it."""
    note = same_moment("p1", "c1")
    lines = clock_lines("panel", Shift(299_001, 300_999, (note.id,)), notes_of(note))
    assert lines == [
        "  - id: panel",
        "    clock:",
        "      offset: +5m",
        "      uncertainty: 999ms",
        '      note: "from 1 pair of entries: p1 = c1 (Ann)"',
    ]


def test_many_pairs_are_counted() -> None:
    """The note stays short; a pair that was deleted meanwhile is counted."""
    notes = [same_moment(f"p{number}", f"c{number}") for number in range(9)]
    shift = Shift(1_000, 3_000, (*(note.id for note in notes), "gone"))
    line = clock_lines("panel", shift, notes_of(*notes))[-1]
    assert "from 10 pairs of entries: p0 = c0; " in line
    assert f"; {9 - MAX_NAMED_PAIRS} more (Ann)" in line


def test_words_of_strangers_stay_text() -> None:
    """An id with marks of YAML and an author with quotes are quoted."""
    note = same_moment("p: {1}", 'c"1', by='Ann "\n - x')
    lines = clock_lines("a: b", Shift(1_000, 3_000, (note.id,)), notes_of(note))
    (read,) = yaml.safe_load("\n".join(lines))
    assert read["id"] == "a: b"
    assert 'p: {1} = c"1' in read["clock"]["note"]


@given(bounds, bounds)
def test_the_lines_read_as_the_shift(one: int, other: int) -> None:
    """Whatever the bounds, the record that has the lines moves the clock by exactly these."""
    shift = Shift(min(one, other), max(one, other))
    _, *clock = clock_lines("panel", shift, NO_NOTES)
    old = "  - {id: panel, kind: report, title: Building panel}\n"
    new = "\n".join(["  - id: panel", "    kind: report", *clock]) + "\n"
    text = clocked_text(entry("a", '"13:00"', cite="panel"))
    assert old in text
    assert shifts_of(sound(text.replace(old, new)).record)["panel"][:2] == shift[:2]
