"""Notes in a conversation: taken from their log, written to it, and what is said of that."""

from pathlib import Path

import pytest

from incident_tui.cli.plain_notes import PlainNotes
from incident_tui.notes.kinds import BOOKMARK, NOTE, SAME_MOMENT, WORDS
from incident_tui.notes.log import ReviewLog
from incident_tui.notes.model import MAX_TEXT_CHARACTERS
from incident_tui.review.filters import Filters
from incident_tui.review.intents import Move
from incident_tui.review.review import Review, review_of, step
from tests.cli.running import RECORD
from tests.clocks.clocked import clocked
from tests.notes.noting import log_in, note, read_anew
from tests.records import entry, sound

REVIEW = review_of(sound(RECORD))


@pytest.fixture
def log(tmp_path: Path) -> ReviewLog:
    """A log of no notes yet."""
    return log_in(tmp_path, incident="i")


def kinds_in(log: ReviewLog) -> list[tuple[str, tuple[str, ...], str]]:
    """The notes of a log, as another program reads them."""
    return [(one.kind, one.on, one.text) for one in read_anew(log).notes]


def test_notes_of_other_programs_are_taken(log: ReviewLog) -> None:
    """Those that are there, and those that are added later; else the review is the same."""
    notes = PlainNotes(log)
    assert notes.taken(REVIEW) is REVIEW
    ReviewLog(log.path, "i").append(note("Who?", "e1"))
    review = notes.taken(REVIEW)
    assert [one.text for one in review.notes] == ["Who?"]
    assert notes.taken(review) is review


def test_a_bookmark_is_added_and_removed(log: ReviewLog) -> None:
    """On the entry under the cursor; the place of the log is told once."""
    notes = PlainNotes(log)
    review, words = notes.bookmark(REVIEW)
    assert words == f"bookmarked in {log.path}"
    assert kinds_in(log) == [(BOOKMARK, ("e1",), "")]
    assert review.notes.is_marked("e1")
    review, words = notes.bookmark(review)
    assert (words, kinds_in(log)) == ("bookmark removed", [])
    assert notes.bookmark(review)[1] == "bookmarked"


def test_a_note_is_written(log: ReviewLog) -> None:
    """With its words as they are."""
    review, words = PlainNotes(log).note(REVIEW, "Who <said> this?")
    assert words == f"note kept in {log.path}"
    assert kinds_in(log) == [(NOTE, ("e1",), "Who <said> this?")]
    assert review.notes == read_anew(log).notes


@pytest.mark.parametrize(
    ("review", "text", "said"),
    [
        (REVIEW, "x" * (MAX_TEXT_CHARACTERS + 1), "`text`: is a text of at most 20,000 characters"),
        (review_of(REVIEW.chronology, Filters(marked=frozenset())), "x", "nothing is selected"),
    ],
)
def test_what_cannot_be_a_note_is_said(
    review: Review, text: str, said: str, log: ReviewLog
) -> None:
    """And nothing is written."""
    assert PlainNotes(log).note(review, text) == (review, said)
    assert not log.path.exists()


def test_a_log_that_is_refused_is_told_and_not_written(log: ReviewLog) -> None:
    """At the start, and by each command that would write."""
    log.path.write_text("My notes\n")
    notes = PlainNotes(log)
    assert notes.taken(REVIEW) is REVIEW
    assert "no log of notes" in str(notes.problems[0])
    for after, words in (notes.bookmark(REVIEW), notes.note(REVIEW, "x")):
        assert after is REVIEW
        assert "no log of notes" in words
    assert log.path.read_text() == "My notes\n"


def test_a_pair_is_made_of_two_entries_in_turn(log: ReviewLog) -> None:
    """The first is kept in the review; the second writes the pair; the first again ends it."""
    review = review_of(
        clocked(entry("c", '"13:00"', cite="cad"), entry("p", "13:05", cite="panel"))
    )
    notes = PlainNotes(log)
    begun, words = notes.pair(review)
    assert words.startswith("13:00 of cad: = on the entry of the same moment")
    assert begun.pair == "c"
    assert notes.pair(begun)[0].pair == ""
    paired, words = notes.pair(step(begun, Move(1)))
    assert "panel" in words
    assert paired.pair == ""
    assert kinds_in(log) == [(SAME_MOMENT, ("c", "p"), "")]
    begun, _ = notes.pair(paired)
    assert notes.pair(step(begun, Move(-1)))[1] == "this pair is noted already"


def test_words_are_written_and_taken_back(log: ReviewLog) -> None:
    """On the entry under the cursor; without words of a reviewer there is nothing to take back."""
    notes = PlainNotes(log)
    review, words = notes.words(REVIEW, "Two are down.")
    assert words == f"words kept in {log.path}"
    assert kinds_in(log) == [(WORDS, ("e1",), "Two are down.")]
    review, words = notes.words(review, "")
    assert words == "taken back: the words of the record are shown again"
    assert kinds_in(log) == []
    assert notes.words(review, "")[1] == "nothing to take back: these are the words of the record"
    long = "a" * (MAX_TEXT_CHARACTERS + 1)
    assert "at most 20,000 characters" in notes.words(review, long)[1]
