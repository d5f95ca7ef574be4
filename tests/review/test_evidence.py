"""Entries to pick evidence from: marked entries first, withheld entries never."""

import msgspec
import pytest

from incident_tui.chronology.histories import Clock
from incident_tui.review.evidence import MAX_LISTED, entries_for
from incident_tui.review.intents import TakeNotes
from incident_tui.review.review import Review, review_of, step
from tests.notes.noting import note, notes_of
from tests.records import chronology, entry

RECORD = chronology(
    entry("one", "13:00", text="Engine 1 on scene."),
    entry("two", "13:10", known="13:30", text="Staging at the school."),
    entry("three", "13:20", text="Engine 3 to staging."),
)


def review() -> Review:
    """A review in which an entry has a note."""
    notes = notes_of(note("x", "three"))
    return step(review_of(RECORD), TakeNotes(notes))


@pytest.mark.parametrize(
    ("text", "marked", "others"),
    [
        ("", (2,), (0, 1)),
        ("STAGING", (2,), (1,)),
        ("engine 1", (), (0,)),
        ("/engine \\d", (2,), (0,)),
        ("/(", (), ()),
        ("nothing", (), ()),
    ],
)
def test_marked_entries_come_first(
    text: str, marked: tuple[int, ...], others: tuple[int, ...]
) -> None:
    """Then every other entry with the text, in the order of time."""
    found = entries_for(review(), text)
    assert (found.marked, found.others, found.more) == (marked, others, 0)


def test_what_is_taken_is_not_listed() -> None:
    """Nor what is withheld as of the cursor on the clock of the known."""
    assert entries_for(review(), "", ["three"]).marked == ()
    known = msgspec.structs.replace(review(), clock=Clock.KNOWN, cursor=2)
    assert entries_for(known, "").others == (0,)


def test_a_long_record_is_listed_about_the_cursor() -> None:
    """The number of further entries is told; a text finds those far away."""
    long = chronology(
        *(entry(f"e{number}", f"13:{number % 60:02}", text=f"n{number}") for number in range(700))
    )
    found = entries_for(msgspec.structs.replace(review_of(long), cursor=500), "")
    assert len(found.others) == MAX_LISTED
    assert 500 in found.others
    assert found.more == 700 - MAX_LISTED
    assert len(entries_for(review_of(long), "n699").others) == 1
