"""Following: the cursor is at the newest entry that passes the filters, until the reader moves."""

import pytest

from incident_tui.chronology.chronology import Chronology
from incident_tui.review import intents
from incident_tui.review.following import Following, newest_shown
from incident_tui.review.review import Review, review_of, step
from tests.records import AGENCIES, chronology, entry

FIRST = entry("a", "13:00")
CALL = entry("b", "13:10", kind="radio_call", agency="ipd")
NEWEST = entry("c", "13:20", agency="kcpd")
LATER = entry("d", "13:30", agency="kcpd")
LATER_CALL = entry("e", "13:40", kind="radio_call", agency="ipd")
UNPLACED = entry("u", "unplaced")


def record(*entries: str) -> Chronology:
    """A record with these entries, and an entry without a time."""
    return chronology(FIRST, CALL, NEWEST, *entries, UNPLACED, rest=AGENCIES)


def stepped(review: Review, *wishes: intents.Intent) -> Review:
    """A review after some intents."""
    for wish in wishes:
        review = step(review, wish)
    return review


def following(*wishes: intents.Intent) -> Review:
    """A review that follows, after some intents."""
    return stepped(review_of(record()), intents.FollowNewest(), *wishes)


def place(review: Review) -> tuple[str, Following]:
    """The id of the entry under the cursor, and whether the cursor keeps to the newest."""
    return review.entry_id, review.following


def test_following_begins_at_the_newest_entry() -> None:
    """The newest is the last entry in time; an entry without a time is not newer."""
    assert place(following()) == ("c", Following.ON)


def test_a_second_time_ends_following() -> None:
    """The cursor stays where it is, and stays there when entries arrive."""
    review = following(intents.FollowNewest())
    assert place(review) == ("c", Following.OFF)
    assert place(step(review, intents.TakeRecord(record(LATER)))) == ("c", Following.OFF)


def test_entries_that_arrive_are_followed() -> None:
    """The cursor goes to the newest entry of the record as it is now."""
    review = following(intents.TakeRecord(record(LATER, LATER_CALL)))
    assert place(review) == ("e", Following.ON)


@pytest.mark.parametrize(
    "move",
    [
        intents.Move(-1),
        intents.MoveRadio(-1),
        intents.MoveMinutes(-1),
        intents.First(),
        intents.GoTo("a"),
        intents.GoToPosition(0),
        intents.GoToMoment(0),
        intents.Move(1),  # to the entry without a time
    ],
    ids=repr,
)
def test_a_reader_who_moves_away_is_left_there(move: intents.Intent) -> None:
    """A move pauses following, and arrivals leave the cursor on its entry."""
    review = following(move)
    here = review.entry_id
    assert review.following is Following.PAUSED
    review = step(review, intents.TakeRecord(record(LATER)))
    assert place(review) == (here, Following.PAUSED)


@pytest.mark.parametrize("back", [intents.Last(), intents.Move(1), intents.FollowNewest()])
def test_following_goes_on_at_the_newest_entry(back: intents.Intent) -> None:
    """The key of the last entry resumes, and so does a step to the newest entry."""
    review = following(intents.Move(-1), back)
    assert place(review) == ("c", Following.ON)
    assert place(step(review, intents.TakeRecord(record(LATER)))) == ("d", Following.ON)


def test_the_newest_entry_is_newest_among_those_that_pass_the_filters() -> None:
    """With a filter the newest entry that passes; without it again, the newest of all."""
    review = following(intents.RadioOnly())
    assert place(review) == ("b", Following.ON)
    review = step(review, intents.TakeRecord(record(LATER)))
    assert place(review) == ("b", Following.ON)
    review = step(review, intents.TakeRecord(record(LATER, LATER_CALL)))
    assert place(review) == ("e", Following.ON)
    review = stepped(following(intents.RadioOnly()), intents.ClearFilters())
    assert place(review) == ("c", Following.ON)


def test_a_filter_of_nothing_keeps_following() -> None:
    """While no entry passes, none is newest; the first that arrives is."""
    review = following(intents.ShowAgencies(frozenset()))
    assert newest_shown(review) is None
    assert review.following is Following.ON
    assert place(step(review, intents.ClearFilters())) == ("c", Following.ON)


def test_a_filter_leaves_a_reader_who_moved_away() -> None:
    """Only a move of the reader resumes: a filter that leaves one entry does not."""
    review = following(intents.Move(-1), intents.RadioOnly())
    assert place(review) == ("b", Following.PAUSED)


def test_entries_without_a_time_alone_are_followed_too() -> None:
    """Where no entry has a time, the last is the newest."""
    review = step(review_of(chronology(UNPLACED, entry("v", "unplaced"))), intents.FollowNewest())
    assert place(review) == ("v", Following.ON)


def test_a_review_that_follows_nothing_is_not_touched() -> None:
    """The last entry is the last entry, also without a time."""
    review = step(review_of(record()), intents.Last())
    assert place(review) == ("u", Following.OFF)
