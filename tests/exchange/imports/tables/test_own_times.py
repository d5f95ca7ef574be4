"""The times of a row of an exported table, and of a row that a person has added to it."""

from zoneinfo import ZoneInfo

import pytest

from incident_tui.exchange.imports.foreign.times import NoTimeError
from incident_tui.exchange.imports.landing.drafts import TimeDraft
from incident_tui.exchange.imports.tables.own_times import OwnTimes

BOUNDS = {"earliest": "2024-02-29T13:00-06:00", "latest": "2024-02-29T13:12-06:00"}
COLUMNS = ("notation", "known_notation", "after", "before")


def times(*columns: str, is_new: bool = False) -> OwnTimes:
    """The times of a table in the zone of its record."""
    return OwnTimes(columns or COLUMNS, ZoneInfo("America/Chicago"), is_new)


@pytest.mark.parametrize(
    ("cells", "time"),
    [
        ({"notation": "13:05~"} | BOUNDS, "2024-02-29T13:05~"),
        ({"notation": "13:05~", "stated": "about five past"}, {"at": "13:05~"}),
        (
            {"notation": "unplaced", "after": "a; b"} | BOUNDS,
            {"at": "unplaced", "after": ["a", "b"]},
        ),
        ({"notation": "13:05", "before": "c"}, {"at": "13:05", "before": ["c"]}),
        ({"notation": "13:05", "duration": "5m"}, {"at": "13:05", "duration": "5m"}),
        # What a person types into a new row of a workbook.
        ({"exact_time": "2024-02-29T14:01-06:00"}, "2024-02-29T14:01-06:00"),
        ({"time": "14:01~"}, "14:01~"),
        ({}, "unplaced"),
        # Moments that are none are no help, and no harm.
        ({"notation": "13:05", "sort_time": "soon", "earliest": "x"}, "13:05"),
        ({"notation": "13:05", "sort_time": "2024-02-29 13:05"}, "13:05"),
    ],
)
def test_a_time_is_as_it_is_written(cells: dict[str, str], time: TimeDraft) -> None:
    """By the notation, or else by a date, by the order of entries or by bounds."""
    stated = {"stated": cells["stated"]} if "stated" in cells and isinstance(time, dict) else {}
    assert times().of(dict(cells)) == (time | stated if isinstance(time, dict) else time)


@pytest.mark.parametrize(
    ("tolerance", "is_new", "expected"),
    [("about", False, "about"), ("about", True, None), ("3m", True, "3m")],
)
def test_a_new_record_has_no_words_for_tolerances(
    tolerance: str, is_new: bool, expected: str | None
) -> None:
    """A word stays among the words of the entry, for the record defines none."""
    cells = {"notation": "13:05~", "tolerance": tolerance}
    time = times(is_new=is_new).of(cells)
    assert (None if isinstance(time, str) else time["tolerance"]) == expected
    assert ("tolerance" in cells) is (expected is None)


@pytest.mark.parametrize(
    ("cells", "known"),
    [
        ({"known_notation": "..2024-03-02"}, "..2024-03-02"),
        (
            {"known_notation": "15:00", "known_earliest": "2024-02-29T15:00-06:00"},
            "2024-02-29T15:00",
        ),
        ({"known_earliest": "2024-02-29T15:00-06:00"}, ""),
    ],
)
def test_a_workbook_says_when_an_entry_was_known(cells: dict[str, str], known: str) -> None:
    """As the record says it, and nothing where the record says nothing."""
    assert times().known(cells) == known


@pytest.mark.parametrize("cells", [{"notation": "25:00"}, {"time": "half past one"}])
def test_a_time_at_fault_is_told(cells: dict[str, str]) -> None:
    """In the words for a time of a record."""
    with pytest.raises(NoTimeError):
        times().of(cells)


def test_a_time_at_the_end_of_the_calendar_is_told() -> None:
    """The day after the last one is none."""
    with pytest.raises(NoTimeError, match="beyond the calendar"):
        times().of({"notation": "00:05", "sort_time": "9999-12-31T23:59:00-06:00"})
