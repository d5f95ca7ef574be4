"""The history: back and forward over the places that jumps have left."""

from incident_tui.review.commands import ShowBoard
from incident_tui.review.history import MAX_PLACES, History, Place
from incident_tui.review.review import Review, review_of
from tests.driving import bundled_chronology
from tests.records import chronology, times

HERE = review_of(bundled_chronology())


def place(cursor: int, review: Review = HERE) -> Place:
    """A place at an entry."""
    return Place(Review(review.chronology, review.passing, review.shown, cursor))


def test_back_and_forward_lead_over_the_same_places() -> None:
    """Each step back can be taken forward again, in the opposite order."""
    history, here = History(), place(0)
    for cursor in (1, 2, 3):
        history, here = history.leaving(here), place(cursor)
    seen = []
    while gone := history.gone_back(here):
        history, here = gone
        seen.append(here.review.cursor)
    assert seen == [2, 1, 0]
    assert history.gone_back(here) is None
    while gone := history.gone_forward(here):
        history, here = gone
        seen.append(here.review.cursor)
    assert seen == [2, 1, 0, 1, 2, 3]


def test_a_jump_forgets_what_was_ahead() -> None:
    """After a step back and a jump elsewhere there is nothing to go forward to."""
    history = History().leaving(place(0)).leaving(place(1))
    gone = history.gone_back(place(2))
    assert gone is not None
    jumped = gone[0].leaving(gone[1])
    assert jumped.gone_forward(place(3)) is None
    assert [one.review.cursor for one in jumped.back] == [0, 1]


def test_the_oldest_places_are_dropped() -> None:
    """However long a session, as many places are kept as are useful."""
    history = History()
    for cursor in range(MAX_PLACES + 5):
        history = history.leaving(place(cursor))
    assert [one.review.cursor for one in history.back] == [*range(5, MAX_PLACES + 5)]


def test_places_in_other_records_are_told_apart() -> None:
    """A place knows its record, and keeps the board that was left."""
    other = review_of(chronology(*times(a="13:00", b="14:00")))
    history = History().leaving(Place(other, ShowBoard("conflicts")))
    assert history.leads_to_record(HERE.chronology)
    assert not history.leads_to_record(other.chronology)
    gone = history.gone_back(place(0))
    assert gone is not None
    assert gone[1].over == ShowBoard("conflicts")
