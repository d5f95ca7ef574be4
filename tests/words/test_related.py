"""Related incidents: the days between them and this one."""

import pytest

from incident_tui.chronology.build import chronology_of
from incident_tui.record.reading import read_bytes
from incident_tui.review.lens import Lens
from incident_tui.words.related import days_apart, days_words, record_words
from tests.records import lens_of, text_of


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
    lens = lens_of(rest=rest)
    (related,) = lens.related()
    assert days_apart(lens, related) == days
    assert days_words(days) == words


def test_without_a_date_there_is_no_distance() -> None:
    """Where either incident has no date, no days are counted."""
    dated = "related: [{id: r, title: R, relation: [precedent], date: 2024-02-22}]"
    undated = lens_of(rest="related: [{id: r, title: R, relation: [precedent]}]")
    (related,) = undated.related()
    assert days_apart(undated, related) is None
    text = text_of(rest=dated).replace("date: 2024-02-29, ", "")
    dateless = Lens(chronology_of(read_bytes(text.encode(), "record.yaml")))
    (related,) = dateless.related()
    assert related.date is not None
    assert dateless.incident.date is None
    assert days_apart(dateless, related) is None
    assert days_words(None) == "no date"


def test_the_record_of_a_related_incident() -> None:
    """Its path, where it has one."""
    related = (
        "related: [{id: r, title: R, relation: [precedent], record: b.yaml},"
        " {id: s, title: S, relation: [precedent]}]"
    )
    assert [*map(record_words, lens_of(rest=related).related())] == ["its record: b.yaml", ""]
