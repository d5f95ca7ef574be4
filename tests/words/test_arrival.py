"""What is said on arriving at a time."""

import pytest

from incident_tui.review import intents
from incident_tui.review.review import Review, review_of, step
from incident_tui.words.arrival import arrival_words
from incident_tui.words.typed_times import typed_from_cursor
from tests.records import AGENCIES, chronology, entry, times

ENTRIES = [
    *times(e1="13:00", e2="13:12~", e3="13:30:15"),
    entry("call", "13:40", kind="radio_call", agency="ipd"),
    *times(next="2024-03-01T00:05", later="2024-03-02T09:00", told="unplaced"),
]
WHOLE = review_of(chronology(*ENTRIES, rest=AGENCIES))


def arrived(text: str, review: Review = WHOLE) -> tuple[str, str]:
    """Where a text leads, and what is said of it."""
    wanted = typed_from_cursor(review, text)
    there = step(review, intents.GoToMoment(wanted.last))
    return there.entry_id, arrival_words(there, text, wanted)


@pytest.mark.parametrize(
    ("text", "entry", "said"),
    [
        ("13:12", "e2", "the last entry at 13:12: 13:12~"),
        ("13:30", "e3", "the last entry at 13:30: 13:30:15"),
        ("13:30:15", "e3", "the last entry at 13:30:15: 13:30:15"),
        ("13:30:10", "e2", "nothing at 13:30:10; last before: 13:12~"),
        ("13:29", "e2", "nothing at 13:29; last before: 13:12~"),
        ("12:59", "e1", "nothing at 12:59; first entry: 13:00"),
        ("T-1s", "e1", "nothing at 12:59:59; first entry: 13:00"),
        ("T+0s", "e1", "the last entry at 13:00: 13:00"),
        ("1:30", "e3", "1:30 read as 13:30; the last entry then: 13:30:15"),
        ("1.29", "e2", "1.29 read as 13:29; last before: 13:12~"),
        (
            "0010",
            "next",
            "0010 read as 1 Mar 00:10; last before: 1 Mar 00:05",
        ),
        ("2024-02-29", "call", "the last entry on 29 Feb: 13:40"),
        ("2024-02", "call", "the last entry from 1 Feb to 29 Feb: 13:40"),
        ("2024-02-28", "e1", "nothing on 28 Feb; first entry: 13:00"),
        (
            "2024-03-01 10:00",
            "next",
            "nothing at 1 Mar 10:00; last before: 1 Mar 00:05",
        ),
        ("2024-03-02", "later", "the last entry on 2 Mar: 2 Mar 09:00"),
        (
            "2025-01-01",
            "later",
            "nothing on 1 Jan 2025; last before: 2 Mar 09:00",
        ),
    ],
)
def test_what_is_said_on_arriving(text: str, entry: str, said: str) -> None:
    """The cursor is at the last entry at or before the time, and how far off that is is said."""
    assert arrived(text) == (entry, said)


@pytest.mark.parametrize(
    ("wish", "text", "entry", "said"),
    [
        (intents.RadioOnly(), "13:40", "call", "the last entry shown at 13:40: 13:40"),
        (
            intents.RadioOnly(),
            "13:30",
            "call",
            "nothing shown at 13:30; first entry shown: 13:40",
        ),
        (
            intents.RadioOnly(),
            "2024-03-02",
            "call",
            "nothing shown on 2 Mar; last before: 13:40",
        ),
        (intents.ShowAgencies(frozenset()), "13:30", "", "no entry with a full time is shown"),
    ],
)
def test_a_filter_is_taken_into_account(
    wish: intents.Intent, text: str, entry: str, said: str
) -> None:
    """Only what is shown is gone to, and the words say that it is only what is shown."""
    assert arrived(text, step(WHOLE, wish)) == (entry, said)


def test_where_only_the_unplaced_are_shown_there_is_nowhere_to_go() -> None:
    """A filter that leaves entries without a time is told from a time without an entry."""
    review = review_of(
        chronology(
            entry("a", "13:00", agency="ipd"), entry("b", "unplaced", agency="kcpd"), rest=AGENCIES
        )
    )
    review = step(review, intents.OnlyAgency("kcpd"))
    assert arrived("13:00", review) == ("b", "no entry with a full time is shown")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("13:01", "the last entry that may be at 13:01: 13:00…13:20"),
        ("13:19", "the last entry that may be at 13:19: 13:00…13:20"),
        ("13:21", "nothing at 13:21; last before: 13:00…13:20"),
        ("12:59", "nothing at 12:59; first entry: 13:00…13:20"),
    ],
)
def test_an_entry_with_bounds_may_be_at_each_moment_inside(text: str, said: str) -> None:
    """No moment inside the bounds is preferred to the others."""
    review = review_of(chronology(*times(e="13:00..13:20")))
    assert arrived(text, review) == ("e", said)
