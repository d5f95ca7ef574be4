"""Pairs of one moment in words: what is no pair, and what a pair says."""

import msgspec
import pytest

from incident_tui.chronology.histories import Clock
from incident_tui.review.intents import TakeNotes
from incident_tui.review.review import review_of, step
from incident_tui.words.pairs import begun_words, no_pair_words, told_words
from tests.clocks.clocked import clocked, same_moment
from tests.notes.noting import notes_of
from tests.records import entry

RECORD = clocked(
    entry("c1", '"13:00:00"', cite="cad"),
    entry("p1", '"13:05:00"', cite="panel", known='"14:00"'),
    entry("p2", "p1 +1m", cite="cad"),
    entry("u1", "unplaced", cite="log"),
)
REVIEW = review_of(RECORD)


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("", "c1", ""),
        ("p1", "c1", ""),
        ("", "", "nothing is selected"),
        ("p1", "gone", "a pair is made of entries"),
        ("p1", "panel", "a pair is made of entries"),
        ("p1", "p2", "both times are by one clock, of panel: choose an entry of another source"),
        ("u1", "c1", ""),
    ],
)
def test_why_two_entries_are_no_pair(first: str, second: str, words: str) -> None:
    """Two entries whose times are by the clocks of two sources are a pair, whatever the times."""
    assert no_pair_words(REVIEW, first, second) == words


def test_a_pair_is_noted_once() -> None:
    """In whichever order it is said."""
    noted = step(REVIEW, TakeNotes(notes_of(same_moment("p1", "c1"))))
    assert no_pair_words(noted, "c1", "p1") == "this pair is noted already"


def test_an_entry_that_is_withheld_is_no_part_of_a_pair() -> None:
    """On the clock of the known, before the entry was known."""
    known = msgspec.structs.replace(REVIEW, clock=Clock.KNOWN)
    assert "not known yet" in no_pair_words(known, "", "p1")


def test_a_pair_says_what_follows() -> None:
    """The entry that begins it, with its clock; then the bounds, or that nothing follows."""
    assert begun_words(REVIEW.lens, "p1") == "13:05:00 of panel"
    words = told_words(REVIEW.lens, same_moment("p1", "c1"))
    assert words == "panel is between 4 min 59 s and 5 min 1 s ahead of cad"
    assert "do not say how far" in told_words(REVIEW.lens, same_moment("u1", "c1"))
    assert told_words(REVIEW.lens, same_moment("gone", "c1")) == "nothing follows"
