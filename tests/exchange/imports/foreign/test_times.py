"""Times of other programs: as exact as they were, with an offset, and honest about their zone."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.imports.foreign.times import (
    NoTimeError,
    milliseconds,
    read_timestamp,
    utc,
)
from incident_tui.exchange.imports.landing.drafts import TimeDraft
from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.record.time_value import parse_form

CHICAGO = Wishes(zone=ZoneInfo("America/Chicago"), zone_said=True)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2024-02-29T13:15:07-06:00", "2024-02-29T13:15:07-06:00"),
        (
            "2024-02-29 13:15:07 UTC",
            {"at": "2024-02-29T13:15:07Z", "stated": "2024-02-29 13:15:07 UTC"},
        ),
        ("2024-02-29T13:15:07+00:00", "2024-02-29T13:15:07Z"),
        ("2024-02-29T13:15Z", "2024-02-29T13:15Z"),
        ("2015-08-21T12:58:03.01-05:00", "2015-08-21T12:58:03.01-05:00"),
        ("2024-02-29", "2024-02-29"),
        # Finer than a record is: the source's own words stay.
        (
            "2022-01-22T23:07:43.502205Z",
            {"at": "2022-01-22T23:07:43.502Z", "stated": "2022-01-22T23:07:43.502205Z"},
        ),
        # The zone that is said.
        (
            "2024-02-29 13:15:07",
            {"at": "2024-02-29T13:15:07-06:00", "stated": "2024-02-29 13:15:07"},
        ),
        # An hour that the clocks showed twice.
        (
            "2024-11-03T01:30:00",
            {
                "at": "2024-11-03T01:30:00-05:00?",
                "stated": "2024-11-03T01:30:00",
                "basis": "the clocks of this zone showed it twice, or never",
            },
        ),
        # An offset that no record could write.
        (
            "2024-02-29T13:15:07+01:07",
            {"at": "2024-02-29T12:08:07Z", "stated": "2024-02-29T13:15:07+01:07"},
        ),
    ],
)
def test_a_time_in_a_record(text: str, time: TimeDraft) -> None:
    """A time keeps its precision and offset; where it is told otherwise, its own words stay."""
    assert read_timestamp(text, CHICAGO).time == time


def test_a_zone_that_nobody_said_is_uncertain() -> None:
    """Without a zone a time is read as UTC, and is uncertain."""
    assert read_timestamp("2024-02-29T13:15:07", Wishes()).time == {
        "at": "2024-02-29T13:15:07Z?",
        "stated": "2024-02-29T13:15:07",
        "basis": "no zone is given; read as UTC",
    }


@pytest.mark.parametrize(
    "text",
    [
        "",
        "13:15",
        "1234 19:01:01",
        "2024-02-30",
        "2024-02-29T25:00",
        "2024-02-29T13:15:60Z",
        "2024-02-29T24:00:00Z",
        "2024-02-29T13:15:07+99:00",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-12:00",
        "٢٠٢٤-٠٢-٢٩",
    ],
)
def test_what_is_no_time(text: str) -> None:
    """What is written otherwise, or is nowhere in the calendar, is no time."""
    with pytest.raises(NoTimeError):
        read_timestamp(text, CHICAGO)


@given(
    st.datetimes(min_value=dt.datetime(1971, 1, 2), max_value=dt.datetime(9998, 1, 1)),
    st.integers(-12 * 4, 14 * 4).map(lambda quarters: dt.timedelta(minutes=15 * quarters)),
)
def test_every_time_keeps_its_instant(local: dt.datetime, offset: dt.timedelta) -> None:
    """A time with an offset is the same instant in a record, to the millisecond."""
    moment = local.replace(tzinfo=dt.timezone(offset))
    stamp = read_timestamp(moment.isoformat(), Wishes())
    written = stamp.time if isinstance(stamp.time, str) else stamp.time["at"]
    assert str(parse_form(written)) == written.replace("+00:00", "Z") or "." in written
    whole = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
    assert stamp.instant == (moment - whole) // dt.timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1_709_234_527, "2024-02-29T19:22:07.000Z"),
        (1_709_234_527.25, "2024-02-29T19:22:07.250Z"),
        (1_709_234_527_250, "2024-02-29T19:22:07.250Z"),
    ],
)
def test_seconds_and_milliseconds_since_1970(number: float, text: str) -> None:
    """A large number counts milliseconds; a smaller one seconds."""
    assert utc(milliseconds(number), fine=True) == text


@pytest.mark.parametrize("number", [None, 0, -1, 1e300])
def test_what_is_no_instant(number: float | None) -> None:
    """Nothing, zero, and what is beyond the calendar are no instants."""
    with pytest.raises(NoTimeError):
        milliseconds(number)
