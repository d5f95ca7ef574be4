"""Related incidents: the days between them and this one."""

import msgspec
import pytest

from incident_tui.words.related import days_apart, days_words
from tests.records import record_of


@pytest.mark.parametrize(
    ("date", "days", "words"),
    [
        ("2024-02-22", -7, "7 days before"),
        ("2024-02-14", -15, "15 days before"),
        ("2024-02-28", -1, "1 day before"),
        ("2024-02-29", 0, "same day"),
        ("2024-03-01", 1, "1 day after"),  # the day after a leap day
        ("2025-03-01", 366, "366 days after"),
        ("0001-01-01", -738944, "738944 days before"),
    ],
)
def test_days_apart(date: str, days: int, words: str) -> None:
    """A related incident lies so many days before or after this one."""
    rest = f"related: [{{id: r, title: R, relation: [same_area], date: {date}}}]"
    record = record_of(rest=rest)
    assert days_apart(record, record.related[0]) == days
    assert days_words(days) == words


def test_without_a_date_there_is_no_distance() -> None:
    """Where either incident has no date, no days are counted."""
    dated = record_of(rest="related: [{id: r, title: R, relation: [precedent], date: 2024-02-22}]")
    undated = record_of(rest="related: [{id: r, title: R, relation: [precedent]}]")
    assert days_apart(undated, undated.related[0]) is None
    incident = msgspec.structs.replace(dated.incident, date=None)
    assert days_apart(msgspec.structs.replace(dated, incident=incident), dated.related[0]) is None
    assert days_words(None) == "no date"
