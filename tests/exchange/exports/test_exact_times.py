"""Exact times for machines: which times are exact, and which moments a spreadsheet can have."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from incident_tui.exchange.exports.exact_times import exact_time, stamp_of, zoned
from incident_tui.exchange.exports.tables import Column, Stamp
from incident_tui.review.lens import Lens
from tests.records import chronology, entry

CHICAGO = ZoneInfo("America/Chicago")


@pytest.mark.parametrize(
    ("time", "exact"),
    [
        ("13:15", "2024-02-29T13:15-06:00"),
        ("13:15:07", "2024-02-29T13:15:07-06:00"),
        ("13:15:07.250", "2024-02-29T13:15:07.250-06:00"),
        ("13:15:07.000", "2024-02-29T13:15:07.000-06:00"),
        ("2024-03-01T00:10", "2024-03-01T00:10-06:00"),
        ("2024-02-29T19:15Z", "2024-02-29T13:15-06:00"),
        # Everything else is no moment that a source gives.
        ("13:15~", ""),
        ("13:15?", ""),
        ("13:15%", ""),
        ("13:15..13:17", ""),
        ("13:15..", ""),
        ("13:15/13:40", ""),
        ("2024-02-29", ""),
        ("2024-02", ""),
        ("other +2m", ""),
        ("other +0m", ""),
        ("unplaced", ""),
        ("{at: unplaced, after: [other]}", ""),
        ("{at: 13:00, after: [other]}", ""),  # at the end of that minute, by the order
        ("2024-11-03T01:30", ""),  # comes twice
        ("2024-11-03T01:30-05:00", "2024-11-03T01:30-05:00"),
    ],
)
def test_only_a_written_moment_is_exact(time: str, exact: str) -> None:
    """As fine as it is written; not if it is narrowed by the order of entries."""
    record = chronology(entry("e", time), entry("other", "13:00:30"))
    lens = Lens(record)
    outline = lens.outline(record.positions["e"])
    assert exact_time(lens, outline.time, outline.placement) == exact


@pytest.mark.parametrize(
    ("text", "fineness"),
    [
        ("2024-02-29T13:15-06:00", "minute"),
        ("2024-02-29T13:15:07-06:00", "second"),
        ("2024-02-29T13:15:00-06:00", "second"),
        ("2024-02-29T13:15:59.999-06:00", "millisecond"),
        ("1901-01-01T00:00:00-06:00", "second"),
        ("9999-12-31T23:59:59.999-06:00", "millisecond"),
    ],
)
def test_a_moment_is_a_date_on_the_clocks_of_the_zone(text: str, fineness: str) -> None:
    """As fine as the text."""
    local = dt.datetime.fromisoformat(text).replace(tzinfo=None)
    assert stamp_of(text, CHICAGO) == Stamp(local, fineness)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("", "America/Chicago"),
        # Before 1901 the days of spreadsheets are wrong, or there are none.
        ("1900-12-31T23:59:00-06:00", "America/Chicago"),
        ("0001-01-01T00:00:00+00:00", "America/Chicago"),
        # In the hour that comes twice a date would be two moments.
        ("2024-11-03T01:30:00-05:00", "America/Chicago"),
        ("2024-11-03T01:30:00-06:00", "America/Chicago"),
        # Where the offset is no whole minute, a moment is written in UTC.
        ("1930-06-01T12:00:00+00:00", "Europe/Amsterdam"),
    ],
)
def test_what_a_date_cannot_say_stays_text(text: str, zone: str) -> None:
    """Never another moment than that of the record."""
    assert stamp_of(text, ZoneInfo(zone)) == text


@pytest.mark.parametrize(
    ("basis", "title"),
    [("", "at [America/Chicago]"), ("inferred", "at [America/Chicago?]")],
)
def test_columns_of_moments_name_the_zone(basis: str, title: str) -> None:
    """With a mark where the zone is inferred; no other column does."""
    record = chronology(entry("e", "13:15"), timezone=f"America/Chicago, timezone_basis: '{basis}'")
    columns = [Column("at", 10, kind="moment"), Column("text", 10), Column("due", 10, kind="day")]
    assert [one.title for one in zoned(columns, Lens(record))] == [title, "text", "due"]
