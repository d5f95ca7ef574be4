"""Notes in words: marks, authors, what they stand on, and what the clock withholds of them."""

from typing import Any

import pytest

from incident_tui.notes.kinds import ACTION, BOOKMARK, NOTE, OBSERVATION, SAME_MOMENT, WORDS
from incident_tui.notes.lines import line_of
from incident_tui.notes.notes import NO_NOTES, Notes
from incident_tui.review.lens import Lens
from incident_tui.words.notes import (
    about_words,
    author_words,
    basis_words,
    entry_mark,
    entry_mark_words,
    is_gone,
    note_text,
    subject_mark,
    subject_words,
    utc_words,
    withheld_words,
)
from tests.notes.noting import note
from tests.notes.noting import notes_of as notes_of_all
from tests.records import AGENCIES, PEOPLE, chronology, entry

RECORD = chronology(
    entry("one", "13:00", text="First."),
    entry("two", "13:10", known="13:30", text="Second."),
    rest=AGENCIES + PEOPLE,
)


def notes_of(*kinds: str) -> Notes:
    """Notes of these kinds on an entry."""
    own: dict[str, dict[str, Any]] = {OBSERVATION: {"side": "strength"}}
    made = (
        note(
            "x",
            "one",
            *["other"] * (kind == SAME_MOMENT),
            kind=kind,
            chance=number,
            **own.get(kind, {}),
        )
        for number, kind in enumerate(kinds)
    )
    return NO_NOTES.with_lines(map(line_of, made))


@pytest.mark.parametrize(
    ("kinds", "mark", "words"),
    [
        ([], "", ""),
        ([BOOKMARK], "⚑", "⚑ bookmark"),
        ([NOTE], "✎", "✎ 1 note"),
        ([BOOKMARK, NOTE, NOTE], "✎", "✎ 2 notes"),
        ([SAME_MOMENT], "=", "= one moment with another entry"),
        ([SAME_MOMENT, BOOKMARK], "⚑", "⚑ bookmark"),
        ([ACTION, NOTE], "☐", "☐ 1 action"),
        ([OBSERVATION, ACTION, OBSERVATION], "◇", "◇ 2 observations"),
    ],
)
def test_an_entry_has_a_mark_for_its_notes(kinds: list[str], mark: str, words: str) -> None:
    """Of several kinds the weightiest; other entries have no mark."""
    notes = notes_of(*kinds)
    one, two = RECORD.entries
    assert (entry_mark(notes, one), entry_mark_words(notes, one)) == (mark, words)
    assert (entry_mark(notes, two), entry_mark_words(notes, two)) == ("", "")


def test_a_note_without_words_is_named() -> None:
    """By its kind; a text says itself."""
    assert note_text(note("", "one", "two", kind=SAME_MOMENT)) == "same moment"
    assert note_text(note("", "one", kind=BOOKMARK)) == "bookmark"
    assert note_text(note(" Why? ", "one")) == "Why?"


def test_pairs_are_counted_with_their_authors() -> None:
    """Each author once; a pair that was deleted meanwhile has none."""
    pairs = [
        note("", "a", "b", kind=SAME_MOMENT, chance=number, by=by)
        for number, by in enumerate(("Ann", "Bob", "Ann"))
    ]
    notes = NO_NOTES.with_lines(map(line_of, pairs))
    ids = [pair.id for pair in pairs]
    assert basis_words(notes, ids) == "3 pairs by Ann, Bob"
    assert basis_words(notes, ["gone"]) == "1 pair"


@pytest.mark.parametrize(
    ("identifier", "words"),
    [
        ("one", "13:00 First."),
        ("ipd", "agencies: Independence Police Department"),
        ("c1", "casualties: Drexel Mack"),
        ("incident", "the incident"),
        ("gone", "gone"),
    ],
)
def test_a_subject_is_named(identifier: str, words: str) -> None:
    """An entry by its time, any other object by its section, an unknown id by itself."""
    assert subject_words(Lens(RECORD), identifier) == words


def test_the_time_of_writing_is_the_same_on_every_computer() -> None:
    """It is in UTC, beside the author, so that two prints of a log are equal."""
    written = note("x", by="Ann")
    assert utc_words(written.at) == "2024-02-29 19:15 UTC"
    assert author_words(written) == "Ann, 2024-02-29 19:15 UTC"


def test_all_that_a_note_stands_on_is_told() -> None:
    """Entries by time and words, an id that is gone as gone, and the moment as written."""
    written = note("x", "one", "c1", "gone", moment="2024-02-29T13:15-06:00")
    assert about_words(Lens(RECORD), written) == (
        "13:00 “First.”",
        "casualties: Drexel Mack",
        "`gone`, which is not in the record",
        "the moment 2024-02-29T13:15-06:00",
    )


@pytest.mark.parametrize(
    ("identifier", "gone"),
    [("one", False), ("c1", False), ("incident", False), ("gone", True), ("", True)],
)
def test_an_id_that_the_record_has_not_is_gone(identifier: str, gone: bool) -> None:
    """Entries, objects of the head and the incident are there."""
    assert is_gone(Lens(RECORD), identifier) is gone


def test_withheld_notes_are_counted() -> None:
    """Nothing is said where none is withheld."""
    assert withheld_words(2) == "2 notes about facts not known yet, left out"
    assert withheld_words(0) == ""


def test_corrected_words_are_marked_above_all() -> None:
    """With who and when; not where the record has the same words."""
    one, two = RECORD.entries
    heard = note("Heard.", "one", kind=WORDS, chance=1)
    notes = notes_of_all(heard, note("x", "one"), note("Second.", "two", kind=WORDS, chance=2))
    assert entry_mark(notes, one) == "¶"
    assert entry_mark_words(notes, one) == f"¶ words by Ann, {utc_words(heard.at)}"
    assert (entry_mark(notes, two), entry_mark_words(notes, two)) == ("", "")
    assert subject_mark(notes, "one") == "✎"
