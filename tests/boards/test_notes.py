"""The board of notes: each note with its subject, its author and its versions."""

import msgspec

from incident_tui.boards.notes import BOARD, draw, draw_item, items
from incident_tui.chronology.histories import Clock
from incident_tui.notes.lines import line_of
from incident_tui.notes.model import Note, changed_note, deleted_note
from incident_tui.notes.notes import NO_NOTES
from incident_tui.review.intents import TakeNotes
from incident_tui.review.links import TO_AGENCY, TO_ENTRY, TO_NOTE
from incident_tui.review.review import Review, review_of, step
from incident_tui.words.notes import KIND_WORDS
from tests.drawn import row_texts
from tests.notes.noting import MS, note
from tests.records import AGENCIES, chronology, entry

RECORD = chronology(
    entry("one", "13:00", text="First."),
    entry("two", "13:10", known="13:30", text="Second."),
    rest=AGENCIES,
)


def review(*notes: Note) -> Review:
    """A review of a record with these versions of notes."""
    return step(review_of(RECORD), TakeNotes(NO_NOTES.with_lines(map(line_of, notes))))


def test_without_notes_the_keys_are_told() -> None:
    """The page says how to write the first note."""
    (line,) = row_texts(draw(review(), 80))
    assert line == "No note is written: b bookmarks an entry, e writes a note on it."
    assert items("", review(), 80).items == []


def test_the_list_has_the_notes_of_the_entry_first() -> None:
    """In the order of writing, each by its words and its author."""
    notes = note("Why?", "two", chance=1), note("How?", "one", chance=2, by="Bob")
    listed = items("", review(*notes), 80)
    assert [item.title for item in listed.items] == ["✎ Why?", "✎ How?"]
    assert listed.near == {TO_NOTE + notes[1].id}
    assert listed.tally == "2 · 1 on this entry"


def test_a_note_leads_to_what_it_stands_on() -> None:
    """Each entry and each agency is a row with a link; an id that is gone is named."""
    written = note("Why?", "one", "ipd", "gone")
    rows = draw_item(review(written), TO_NOTE + written.id, 80)
    assert [row.key for row in rows if row.key] == [
        TO_NOTE + written.id,
        TO_ENTRY + "one",
        TO_AGENCY + "ipd",
    ]
    assert "on `gone`, which is not in the record" in row_texts(rows)


def test_a_note_shows_its_versions() -> None:
    """What a change replaces stays to be read, with its author."""
    first = note("Why?", "one")
    second = changed_note(first, by="Bob", text="Why then?", ms=MS + 1)
    words = row_texts(draw_item(review(first, second), TO_NOTE + first.id, 80))
    assert words[0] == "✎ Why then?"
    assert words[words.index("Before") + 1] == "Why?"
    assert any(line.startswith("Bob ·") for line in words)
    assert any(line.endswith("· Ann") for line in words)


def test_a_deleted_note_is_gone() -> None:
    """Neither the list nor its detail has it."""
    first = note("Why?", "one")
    gone = review(first, deleted_note(first, by="Ann", ms=MS + 1))
    assert items("", gone, 80).items == []
    assert draw_item(gone, TO_NOTE + first.id, 80) == []


def test_notes_on_what_is_not_known_are_counted_alone() -> None:
    """On the clock of the known the words of a note on a withheld entry stand nowhere."""
    written = note("Secret", "two")
    known = msgspec.structs.replace(review(written), clock=Clock.KNOWN, cursor=1)
    told = "\n".join(row_texts(draw(known, 80)))
    assert told == "0 notes; 1 more about facts not known yet"
    assert items("", known, 80).items == []
    assert draw_item(known, TO_NOTE + written.id, 80) == []
    assert [meaning for _, meaning in BOARD.marks] == [*KIND_WORDS.values()]
