"""Times of other programs: as exact as they were, with an offset, and honest about their zone."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.imports.foreign.times import (
    NoTimeError,
    at_of,
    counted_time,
    milliseconds,
    moment_at,
    offset_in,
    offset_of,
    read_timestamp,
    utc,
)
from incident_tui.exchange.imports.landing.drafts import TimeDraft
from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.record.time_value import Precision, parse_form

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
        # The midnight that ends a day, and a leap second.
        (
            "2024-02-29T24:00:00Z",
            {"at": "2024-03-01T00:00:00Z", "stated": "2024-02-29T24:00:00Z"},
        ),
        (
            "2016-12-31T23:59:60Z",
            {"at": "2016-12-31T23:59:59Z", "stated": "2016-12-31T23:59:60Z"},
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
        "2024-02-29T24:00:01Z",
        "9999-12-31T24:00",
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


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("1320881580", "2011-11-09T23:33:00Z"),
        ("132088158", "1974-03-09T19:09:18Z"),
        ("1320881580.25", "2011-11-09T23:33:00.250Z"),
        ("1320881580250", "2011-11-09T23:33:00.250Z"),
        ("1642892863502000", "2022-01-22T23:07:43.502Z"),
        ("1642892863502205", {"at": "2022-01-22T23:07:43.502Z", "stated": "1642892863502205"}),
        ("1642892863502000000", "2022-01-22T23:07:43.502Z"),
        (
            "1642892863999999999",
            {"at": "2022-01-22T23:07:43.999Z", "stated": "1642892863999999999"},
        ),
        ("12345678", None),
        ("13:15", None),
        ("١٣٢٠٨٨١٥٨٠", None),
        ("", None),
    ],
)
def test_counts_since_1970(text: str, time: TimeDraft | None) -> None:
    """How many digits a count has tells what it counts; another number is none."""
    assert counted_time(text) == time


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("Z", 0),
        ("utc", 0),
        ("+06", 360),
        ("-0630", -390),
        ("+05:45", 345),
        ("+23:59", 1439),
        ("+24:00", None),
        ("-99", None),
        ("+06:75", None),
        ("CST", None),
    ],
)
def test_offsets(text: str, minutes: int | None) -> None:
    """An offset is less than a day, in hours and minutes; nothing else is one."""
    if minutes is None:
        with pytest.raises(NoTimeError, match="no place is"):
            offset_of(text)
    else:
        assert offset_of(text) == dt.timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("local", "minutes", "precision", "text"),
    [
        ("2024-02-29T13:15", -360, Precision.MINUTE, "2024-02-29T13:15-06:00"),
        ("2024-02-29T13:15", 0, Precision.MINUTE, "2024-02-29T13:15Z"),
        ("2024-02-29T13:15", 345, Precision.MINUTE, "2024-02-29T13:15+05:45"),
        # What no record can write is told in UTC.
        ("2024-02-29T13:15", 67, Precision.MINUTE, "2024-02-29T12:08Z"),
        ("2024-02-29T13:15", 15 * 60, Precision.MINUTE, "2024-02-28T22:15Z"),
        ("2024-02-29T13:15", 0.5, Precision.MINUTE, "2024-02-29T13:14:30Z"),
        ("0001-01-01T00:00", 14 * 60, Precision.MINUTE, None),
        ("9999-12-31T23:59", -12 * 60, Precision.MINUTE, None),
    ],
)
def test_a_moment_with_an_offset(
    local: str, minutes: float, precision: Precision, text: str | None
) -> None:
    """It is the same instant, as fine as before, and never beyond the calendar."""
    moment, offset = dt.datetime.fromisoformat(local), dt.timedelta(minutes=minutes)
    if text is None:
        with pytest.raises(NoTimeError, match="beyond the calendar"):
            moment_at(moment, offset, precision)
    else:
        assert str(moment_at(moment, offset, precision)) == text


def test_a_clock_time_that_a_zone_shows_twice() -> None:
    """`fold` tells the first from the second."""
    local, zone = dt.datetime(2024, 11, 3, 1, 30), CHICAGO.zone
    assert [offset_in(local, zone, fold) // dt.timedelta(hours=1) for fold in (0, 1)] == [-5, -6]


def test_the_form_of_a_time() -> None:
    """With the source's words or without."""
    assert at_of("13:15") == at_of({"at": "13:15", "stated": "a quarter past"}) == "13:15"
