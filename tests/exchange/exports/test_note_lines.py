"""Notes of reviewers as lines: an author and a time beside each, and a line for each note."""

import pytest

from incident_tui.exchange.exports.note_lines import (
    apart_words,
    note_line,
    notes_apart,
    notes_beside,
    whole_line,
)
from incident_tui.exchange.printed.view import View
from incident_tui.review.filters import EVERYTHING, Filters
from incident_tui.review.lens import Lens
from tests.notes.noting import note, notes_of
from tests.records import chronology, entry

LENS = Lens(chronology(entry("a", "13:00", text="First."), entry("b", "unplaced")))
NOTES = notes_of(
    note("On the first", "a", by="Ann"),
    note("On both", "a", "b", by="Bob", chance=1),
    note("On nothing", "gone", chance=2),
    note("On the last", "b", chance=3),
)


@pytest.mark.parametrize(
    ("kind", "text", "line"),
    [
        ("note", "Who?", "note by Ann, 2024-02-29 19:15 UTC: Who?"),
        ("bookmark", " ", "bookmark by Ann, 2024-02-29 19:15 UTC"),
        (
            "note",
            "Yes.\r\nnote by Bob, 2024-03-01 10:00 UTC: No.",
            "note by Ann, 2024-02-29 19:15 UTC: Yes. note by Bob, 2024-03-01 10:00 UTC: No.",
        ),
    ],
)
def test_a_note_is_a_line(kind: str, text: str, line: str) -> None:
    """Whatever its text: none passes for the note of another reviewer."""
    assert note_line(note(text, kind=kind, by="Ann")) == line


def test_a_whole_line_says_what_a_note_stands_on() -> None:
    """All of it, before the text."""
    written = note("Who?", "a", "gone", by="Ann")
    assert whole_line(View(LENS), written) == (
        "note by Ann, 2024-02-29 19:15 UTC, on 13:00 “First.”;"
        " `gone`, which is not in the record: Who?"
    )


def test_notes_stand_beside_their_entry() -> None:
    """In the order of writing; none in a view of the record alone."""
    beside = [*notes_beside(View(LENS, notes=NOTES), 0)]
    assert [line.rpartition(": ")[2] for line in beside] == ["On the first", "On both"]
    assert [*notes_beside(View(LENS), 0)] == []


@pytest.mark.parametrize(
    ("filters", "stop", "texts"),
    [
        (EVERYTHING, None, ["On nothing"]),
        (EVERYTHING, 1, ["On nothing", "On the last"]),
        (Filters(marked=frozenset("b")), None, ["On the first", "On nothing"]),
    ],
)
def test_notes_on_no_shown_entry_stand_apart(
    filters: Filters, stop: int | None, texts: list[str]
) -> None:
    """Each note stands somewhere: beside an entry of the output, or apart."""
    there = range(LENS.count)[:stop]
    found = notes_apart(View(LENS, filters, notes=NOTES), lambda position: position in there)
    assert [one.text for one in found] == texts


def test_notes_apart_are_counted() -> None:
    """Nothing is said of none."""
    assert apart_words(1) == "1 note is on no entry shown here"
    assert apart_words(2) == "2 notes are on no entry shown here"
    assert apart_words(0) == ""
