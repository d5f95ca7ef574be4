"""What a reviewer adds, changes and deletes: the log after it, and the words about it."""

from pathlib import Path

import pytest

from incident_tui.notes.kinds import BOOKMARK, NOTE, WORDS
from incident_tui.notes.log import ReviewLog
from incident_tui.notes.model import MAX_TEXT_CHARACTERS, NoteError, changed_note
from incident_tui.notes.notes import NO_NOTES, Notes
from incident_tui.notes.writing import NoteWriter, heard_version
from tests.notes.noting import log_in, notes_of, read_anew


@pytest.fixture
def log(tmp_path: Path) -> ReviewLog:
    """A log of no notes yet."""
    return log_in(tmp_path)


def writer_of(log: ReviewLog, by: str = "Ann") -> NoteWriter:
    """A writer by one author."""
    return NoteWriter(log, "here", lambda: by)


def shown(notes: Notes | None) -> list[tuple[str, tuple[str, ...], str]]:
    """The notes in short."""
    assert notes is not None
    return [(one.kind, one.on, one.text) for one in notes]


def test_what_is_written_is_in_the_log(log: ReviewLog) -> None:
    """A note is added, changed and deleted; a bookmark comes and goes."""
    writer = writer_of(log)
    added = writer.add(NOTE, "e1", "Who?")
    assert (added.words, shown(added.notes)) == ("note kept in here", [(NOTE, ("e1",), "Who?")])
    note = next(iter(added.notes or NO_NOTES))
    changed = writer.change(note, "Who says so?")
    assert (changed.words, shown(changed.notes)) == ("note kept", [(NOTE, ("e1",), "Who says so?")])
    marked = writer.bookmark(changed.notes or NO_NOTES, "e2")
    assert marked.words == "bookmarked"
    assert [kind for kind, *_ in shown(marked.notes)] == [NOTE, BOOKMARK]
    assert writer.bookmark(marked.notes or NO_NOTES, "e2").words == "bookmark removed"
    assert writer.delete(note).words == "note deleted"
    assert shown(read_anew(log).notes) == []


def test_the_place_is_told_with_what_stays(log: ReviewLog) -> None:
    """Once, and not with a removal, after which there is nothing to be found there."""
    bookmarked = writer_of(log).add(BOOKMARK, "e1").notes
    writer = writer_of(log)
    assert writer.bookmark(bookmarked or NO_NOTES, "e1").words == "bookmark removed"
    assert writer.add(NOTE, "e1", "Who?").words == "note kept in here"
    assert writer.add(NOTE, "e1", "Who?").words == "note kept"


@pytest.mark.parametrize(
    ("by", "text", "said"),
    [
        ("Ann", "x" * (MAX_TEXT_CHARACTERS + 1), "`text`: is a text of at most 20,000 characters"),
        ("Ann", " ", "`text`: is empty; a note says something"),
        (" ", "Who?", "`by`:"),
    ],
)
def test_what_breaks_a_rule_is_said(by: str, text: str, said: str, log: ReviewLog) -> None:
    """Nothing is written, whoever the author is and whatever the text; nor a bookmark."""
    writer = writer_of(log, by)
    written = writer.add(NOTE, "e1", text)
    assert written.words.startswith(said)
    assert written.notes is None
    if by == " ":
        assert writer.bookmark(NO_NOTES, "e1").words.startswith(said)
    assert not log.path.exists()


def test_a_log_that_is_refused_is_not_written(log: ReviewLog) -> None:
    """And its place is told with the first note that is written."""
    log.path.write_text("My notes\n")
    writer = writer_of(log)
    assert "no log of notes" in writer.add(NOTE, "e1", "Who?").words
    log.path.unlink()
    assert writer.add(NOTE, "e1", "Who?").words == "note kept in here"


def test_an_author_has_a_note_of_words_for_an_entry() -> None:
    """The same author changes it, another writes another; no words delete the author's own."""
    first = heard_version(NO_NOTES, "e1", "Engine 1.", "Ann")
    assert (first.kind, first.on, first.text, first.by) == (WORDS, ("e1",), "Engine 1.", "Ann")
    notes = notes_of(first)
    again = heard_version(notes, "e1", "Engine 9.", "Ann")
    assert (again.id, again.text) == (first.id, "Engine 9.")
    other = heard_version(notes, "e1", "Engine 5.", "Bob")
    assert other.id != first.id
    other = changed_note(other, by="Bob")  # later than the first, whose millisecond it may share
    gone = heard_version(notes_of(first, other), "e1", "", "Ann")
    assert (gone.id, gone.deleted, gone.by) == (first.id, True, "Ann")
    with pytest.raises(NoteError, match="the words are by Bob"):
        heard_version(notes_of(other), "e1", "", "Ann")
    with pytest.raises(NoteError, match="write the words that are heard"):
        heard_version(NO_NOTES, "e1", "", "Ann")
