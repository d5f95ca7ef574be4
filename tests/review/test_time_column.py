"""The columns of times, one after the other."""

from incident_tui.review import intents
from incident_tui.review.review import review_of, step
from incident_tui.review.time_column import TimeColumn
from tests.records import chronology, times


def test_the_columns_come_in_turn() -> None:
    """As given, from the start, from the row before, from the same unit; then as given again."""
    review, seen = review_of(chronology(*times(a="13:00", b="13:10"))), []
    for _ in range(5):
        seen.append(review.times)
        review = step(review, intents.NextTimes())
    assert seen == [*TimeColumn, TimeColumn.CLOCK]


def test_other_wishes_leave_the_column() -> None:
    """Steps, filters and the clock keep the times that were chosen."""
    review = step(review_of(chronology(*times(a="13:00", b="13:10"))), intents.NextTimes())
    for wish in (intents.Move(1), intents.RadioOnly(), intents.SwitchClock(), intents.First()):
        review = step(review, wish)
        assert review.times is TimeColumn.START
