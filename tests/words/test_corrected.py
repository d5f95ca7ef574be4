"""The words that are shown for an entry: of the record, or as a reviewer has heard them."""

import pytest

from incident_tui.notes.kinds import NOTE, WORDS
from incident_tui.notes.model import Note
from incident_tui.notes.notes import NO_NOTES
from incident_tui.words.corrected import (
    all_words,
    corrected,
    correction,
    quoted_text,
    taken_back_words,
)
from tests.notes.noting import MS, note, notes_of
from tests.records import chronology, entry

ENTRY = chronology(entry("e1", "13:00", text="Engine one.", title="First")).entries[0]
ANN = note("Engine 1.\n", "e1", kind=WORDS)
BOB = note("Engine 9.", "e1", kind=WORDS, by="Bob", ms=MS + 1, chance=1)


@pytest.mark.parametrize(
    ("notes", "text"),
    [
        ([], "Engine one."),
        ([ANN], "Engine 1."),
        ([BOB, ANN], "Engine 9."),
        ([note("Engine 9.", "e1", kind=NOTE)], "Engine one."),
        ([note("Engine 9.", "e2", kind=WORDS)], "Engine one."),
    ],
)
def test_the_newest_words_are_shown(notes: list[Note], text: str) -> None:
    """Words of the kind, on the entry; they are the words themselves, and so verbatim."""
    shown = corrected(ENTRY, notes_of(*notes))
    assert (shown.text, shown.verbatim) == (text, text != "Engine one.")
    assert (shown.id, shown.title, shown.time) == (ENTRY.id, ENTRY.title, ENTRY.time)


def test_words_equal_to_those_of_the_record_correct_nothing() -> None:
    """As after they were written into the record: nothing is marked, and nothing is replaced."""
    notes = notes_of(note(" Engine one.\n", "e1", kind=WORDS))
    assert correction(ENTRY, notes) is None
    assert corrected(ENTRY, notes) is ENTRY


def test_both_words_are_searched() -> None:
    """Those of the record stay in Detail, below those that are heard."""
    assert all_words(ENTRY, notes_of(BOB)) == "First Engine one. Engine 9."
    assert all_words(ENTRY, NO_NOTES) == "First Engine one."


def test_words_themselves_stand_in_quotes() -> None:
    """And words about what was said do not."""
    assert quoted_text(ENTRY) == "Engine one."
    assert quoted_text(corrected(ENTRY, notes_of(ANN))) == "“Engine 1.”"


def test_what_is_shown_again_is_told() -> None:
    """The words of another reviewer, or those of the record."""
    assert taken_back_words(ENTRY, notes_of(ANN)) == (
        "taken back: the words by Ann are shown again"
    )
    assert taken_back_words(ENTRY, NO_NOTES) == (
        "taken back: the words of the record are shown again"
    )
