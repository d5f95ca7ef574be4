"""The clocks of a record: written moments as instants, by zone, date and conventions."""

import datetime as dt

import pytest
from hypothesis import given

from incident_tui.placing.zone import Zone, grain_of, on_clocks
from incident_tui.record.time_value import (
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    Duration,
    Moment,
    Precision,
    TimeValue,
    parse_duration,
    parse_moment,
)
from tests.records import record_of, written
from tests.strategies import moments

TOLERANCES = """
    tolerances:
      about: 3m
      about a day: 1d
      Shortly Before: 10m..15m
      back then: -4m
      long ago: -2h..1h
"""


def zone_of(timezone: str = "America/Chicago", date: str = "2024-02-29", rest: str = "") -> Zone:
    """The clocks of a record that has no entries."""
    return Zone(record_of(rest=rest, date=date, timezone=timezone))


def dateless_zone() -> Zone:
    """The clocks of a record whose date could not be read."""
    zone = zone_of()
    zone.date = None
    return zone


@pytest.mark.parametrize(
    ("precision", "grain"),
    [
        (Precision.YEAR, MINUTE),
        (Precision.DAY, MINUTE),
        (Precision.MINUTE, MINUTE),
        (Precision.SECOND, SECOND),
        (Precision.MILLISECOND, 1),
    ],
)
def test_a_moment_stands_no_coarser_than_a_minute(precision: Precision, grain: int) -> None:
    """The grain of a moment is that of its precision, a minute for all that is coarser."""
    assert grain_of(precision) == grain


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        # Clock times take the incident's date, and are whole to the precision written.
        ("13:15", "13:15:00.000", "13:15:59.999"),
        ("00:00", "00:00:00.000", "00:00:59.999"),
        ("23:59", "23:59:00.000", "23:59:59.999"),
        ("13:15:07", "13:15:07.000", "13:15:07.999"),
        ("13:15:07.250", "13:15:07.250", "13:15:07.250"),
        # A date of their own; the leap day is the incident's.
        ("2024-02-29T13:15", "13:15:00.000", "13:15:59.999"),
        ("2024-03-01T00:10", "2024-03-01T00:10:00.000", "2024-03-01T00:10:59.999"),
        # An offset of their own: -05:00 and UTC in a zone that is six hours behind.
        ("2024-02-29T13:15-05:00", "12:15:00.000", "12:15:59.999"),
        ("2024-02-29T19:15Z", "13:15:00.000", "13:15:59.999"),
        ("2024-02-29T23:30:00-08:00", "2024-03-01T01:30:00.000", "2024-03-01T01:30:00.999"),
        # Dates alone: a day, a leap day, months of 28, 29 and 31 days, a year.
        ("2024-02-28", "2024-02-28T00:00:00.000", "2024-02-28T23:59:59.999"),
        ("2024-02-29", "00:00:00.000", "23:59:59.999"),
        ("2023-02", "2023-02-01T00:00:00.000", "2023-02-28T23:59:59.999"),
        ("2024-02", "2024-02-01T00:00:00.000", "23:59:59.999"),
        ("2024-12", "2024-12-01T00:00:00.000", "2024-12-31T23:59:59.999"),
        ("2024", "2024-01-01T00:00:00.000", "2024-12-31T23:59:59.999"),
        ("2023", "2023-01-01T00:00:00.000", "2023-12-31T23:59:59.999"),
        # Both ends of the calendar.
        ("0001-01-01T00:00", "0001-01-01T00:00:00.000", "0001-01-01T00:00:59.999"),
        ("0001-01", "0001-01-01T00:00:00.000", "0001-01-31T23:59:59.999"),
        ("9998", "9998-01-01T00:00:00.000", "9998-12-31T23:59:59.999"),
    ],
)
def test_a_moment_is_whole_to_its_precision(text: str, earliest: str, latest: str) -> None:
    """A moment begins with what is written and lasts to the end of its last part."""
    zone = zone_of()
    low, high, note = zone.bounds(parse_moment(text))
    assert (written(zone, low), written(zone, high), note) == (earliest, latest, "")


def test_a_tolerance_widens_both_ends() -> None:
    """A tolerance is added to the end of the minute and taken from its beginning."""
    zone = zone_of()
    low, high, _ = zone.bounds(parse_moment("13:12"), 3 * MINUTE)
    assert (written(zone, low), written(zone, high)) == ("13:09:00.000", "13:15:59.999")


@pytest.mark.parametrize(
    ("timezone", "day", "hours"),
    [
        ("America/Chicago", "2024-02-29", 24),
        ("America/Chicago", "2024-03-10", 23),  # put forward at 02:00
        ("America/Chicago", "2024-11-03", 25),  # put back at 02:00
        ("Australia/Sydney", "2024-10-06", 23),  # spring in the south
        ("Australia/Sydney", "2024-04-07", 25),
        ("Australia/Lord_Howe", "2024-10-06", 23.5),  # by half an hour
        ("America/Santiago", "2024-09-08", 23),  # put forward at midnight: 00:00 is no time
        ("America/Havana", "2024-11-03", 25),  # put back to midnight: 00:00 comes twice
        ("UTC", "2024-03-10", 24),
    ],
)
def test_a_day_lasts_from_its_midnight_to_the_next(timezone: str, day: str, hours: float) -> None:
    """A day has the hours that the zone gives it, and nothing about it is a problem."""
    low, high, note = zone_of(timezone).bounds(parse_moment(day))
    assert ((high + 1 - low) / HOUR, note) == (hours, "")


def test_a_day_that_the_zone_left_out_is_a_moment() -> None:
    """A day that clocks went past, as where the date line was moved, ends no sooner than begun."""
    zone = zone_of("Pacific/Apia")
    low, high, _ = zone.bounds(parse_moment("2011-12-30"))
    assert low == high
    assert zone.local(low).isoformat() == "2011-12-31T00:00:00+14:00"


@pytest.mark.parametrize(
    ("timezone", "text", "earliest", "latest", "note"),
    [
        # A gap: read with the offset from before it, which is an hour later on the new clocks.
        (
            "America/Chicago",
            "2024-03-10T02:30",
            "2024-03-10T03:30:00-05:00",
            "2024-03-10T03:30:59.999000-05:00",
            "02:30 does not exist on 2024-03-10 in America/Chicago, clocks were put forward; "
            "it is read as 03:30: write what is meant with its offset",
        ),
        (
            "Australia/Sydney",
            "2024-10-06T02:30:10",
            "2024-10-06T03:30:10+11:00",
            "2024-10-06T03:30:10.999000+11:00",
            "02:30 does not exist on 2024-10-06 in Australia/Sydney, clocks were put forward; "
            "it is read as 03:30: write what is meant with its offset",
        ),
        # A fold: from the first reading to the end of the second.
        (
            "America/Chicago",
            "2024-11-03T01:30",
            "2024-11-03T01:30:00-05:00",
            "2024-11-03T01:30:59.999000-06:00",
            "01:30 comes twice on 2024-11-03 in America/Chicago, clocks were put back; "
            "write it with its offset, -0500 or -0600",
        ),
        (
            "Australia/Sydney",
            "2024-04-07T02:00",
            "2024-04-07T02:00:00+11:00",
            "2024-04-07T02:00:59.999000+10:00",
            "02:00 comes twice on 2024-04-07 in Australia/Sydney, clocks were put back; "
            "write it with its offset, +1100 or +1000",
        ),
        # The minutes on either side of both are plain.
        (
            "America/Chicago",
            "2024-03-10T01:59",
            "2024-03-10T01:59:00-06:00",
            "2024-03-10T01:59:59.999000-06:00",
            "",
        ),
        (
            "America/Chicago",
            "2024-03-10T03:00",
            "2024-03-10T03:00:00-05:00",
            "2024-03-10T03:00:59.999000-05:00",
            "",
        ),
        (
            "America/Chicago",
            "2024-11-03T02:00",
            "2024-11-03T02:00:00-06:00",
            "2024-11-03T02:00:59.999000-06:00",
            "",
        ),
        # An offset of its own says which is meant.
        (
            "America/Chicago",
            "2024-11-03T01:30-06:00",
            "2024-11-03T01:30:00-06:00",
            "2024-11-03T01:30:59.999000-06:00",
            "",
        ),
        (
            "America/Chicago",
            "2024-03-10T02:30-06:00",
            "2024-03-10T03:30:00-05:00",
            "2024-03-10T03:30:59.999000-05:00",
            "",
        ),
    ],
)
def test_where_clocks_are_changed(
    timezone: str, text: str, earliest: str, latest: str, note: str
) -> None:
    """A time that a change of clocks skips or repeats is covered, and is said to be in doubt."""
    zone = zone_of(timezone)
    low, high, said = zone.bounds(parse_moment(text))
    assert zone.local(low).isoformat() == earliest
    assert zone.local(high).isoformat() == latest
    assert said == note


def test_without_any_date_there_is_no_instant() -> None:
    """A clock time of a record without a date says that it has none; a dated one is read."""
    zone = dateless_zone()
    with pytest.raises(OverflowError, match="no date is known for this time"):
        zone.bounds(parse_moment("13:15"))
    assert zone.bounds(parse_moment("2024-02-29T13:15"))[2] == ""


@pytest.mark.parametrize("text", ["9999", "9999-12", "9999-12-31"])
def test_what_ends_past_the_calendar_overflows(text: str) -> None:
    """A day, month or year that ends with the calendar raises one known error."""
    with pytest.raises(OverflowError):
        zone_of().bounds(parse_moment(text))


@pytest.mark.parametrize(
    ("at", "tolerance", "stated", "expected"),
    [
        # Exact: whatever else is said, there is no tolerance.
        ("13:12", "1m", "about 1:12", 0),
        # The time's own duration comes first; of a range the far end, and a sign is no matter.
        ("13:12~", "90s", "about 1:12", 90 * SECOND),
        ("13:12~", "2m..10m", "", 10 * MINUTE),
        ("13:12~", "-4m", "", 4 * MINUTE),
        ("13:12~", "-2h..1h", "", 2 * HOUR),
        ("2024-02-29?", "2h", "", 2 * HOUR),
        # Then the word of the record's tolerances that it names.
        ("13:12~", "about", "Shortly before", 3 * MINUTE),
        ("13:12~", "back then", "", 4 * MINUTE),
        ("13:12~", "long ago", "", 2 * HOUR),
        # Then such a word in the source's own words: the longest, in any case, whole.
        ("13:12~", "", "ABOUT 1:12 p.m.", 3 * MINUTE),
        ("13:12~", "", "shortly   before one", 15 * MINUTE),
        ("13:12~", "", "about a day ago", DAY),
        ("13:12~", "", "roundabout", 5 * MINUTE),
        ("13:12~", "no such word", "about 1:12", 3 * MINUTE),
        # Then a convention by precision.
        ("13:12:07.5~", "", "", SECOND),
        ("13:12:07~", "", "", 30 * SECOND),
        ("13:12~", "", "", 5 * MINUTE),
        ("13:12?", "", "", 5 * MINUTE),
        ("13:12%", "", "", 5 * MINUTE),
        ("2024-02-29~", "", "", DAY),
        ("2024-02~", "", "", 31 * DAY),
        ("2024~", "", "", 366 * DAY),
        # Doubt about a date is doubt about that very date.
        ("2024-02-29?", "", "", 0),
        ("2024-02?", "", "", 0),
        ("2024-02-29%", "", "", DAY),
    ],
)
def test_what_a_qualifier_stands_for(at: str, tolerance: str, stated: str, expected: int) -> None:
    """The tolerance is the time's own, the word's it names, the stated word's, or a convention."""
    zone, moment = zone_of(rest=TOLERANCES), parse_moment(at)
    said: Duration | str | None = tolerance or None
    if tolerance[:1].isdigit() or tolerance.startswith("-"):
        said = parse_duration(tolerance)
    assert zone.tolerance(TimeValue(moment, stated, tolerance=said), moment) == expected


@pytest.mark.parametrize(
    ("text", "here"),
    [
        ("2024-02-29T19:15Z", "2024-02-29T13:15"),
        ("19:15Z", "2024-02-29T13:15"),
        ("2024-02-29T23:30:07-08:00~", "2024-03-01T01:30:07~"),
        ("2024-07-01T12:00Z", "2024-07-01T07:00"),  # summer time
        ("2024-02-29T13:15:07.250+00:00?", "2024-02-29T07:15:07.250?"),
        # What has no offset stays as it is written.
        ("13:15", "13:15"),
        ("2024-02?", "2024-02?"),
    ],
)
def test_an_offset_is_read_on_the_incident_s_clocks(text: str, here: str) -> None:
    """A moment with its own offset is the same moment on the clocks of the incident's zone."""
    assert str(zone_of().here(parse_moment(text))) == here


def test_an_offset_without_any_date_stays() -> None:
    """A clock time that has an offset but no date stays as it is written."""
    assert str(dateless_zone().here(parse_moment("19:15Z"))) == "19:15Z"


@pytest.mark.parametrize(
    ("instant", "shown"),
    [
        (0, "1970-01-01T00:00:00+00:00"),
        (-1, "1969-12-31T23:59:59.999000+00:00"),
        (-(10**15), "0001-01-01T00:00:00+00:00"),
        (10**15, "9999-12-31T23:59:59.999999+00:00"),
        (-(1 << 62), "0001-01-01T00:00:00+00:00"),
        (1 << 62, "9999-12-31T23:59:59.999999+00:00"),
    ],
)
def test_instants_past_the_calendar_show_its_end(instant: int, shown: str) -> None:
    """An instant has a clock time however far away it is."""
    assert on_clocks(instant, dt.UTC).isoformat() == shown


@pytest.mark.parametrize("timezone", ["Asia/Tokyo", "America/Chicago"])
@pytest.mark.parametrize("text", ["0001-01-01T00:00", "9999-12-31T23:59"])
def test_the_ends_of_the_calendar_stand_on_their_own_day(timezone: str, text: str) -> None:
    """The first and the last minute of the calendar stay so, though UTC may not have them."""
    zone = zone_of(timezone)
    assert zone.local(zone.bounds(parse_moment(text))[0]).isoformat()[:16] == text


@given(moments())
def test_bounds_hold_what_is_written(moment: Moment) -> None:
    """A moment within the calendar is a stretch of time that begins as it is written."""
    zone = zone_of()
    try:
        low, high, note = zone.bounds(moment)
    except OverflowError:
        assert moment.date
        assert (moment.date.year, moment.precision <= Precision.DAY) == (9999, True)
        return
    assert low <= high
    shown = zone.local(low)
    if moment.offset is None and not note and shown.date() != dt.date.max:
        assert shown.date() == (moment.date or zone.date)
        clock = shown.replace(tzinfo=None) - dt.datetime.combine(shown, dt.time())
        assert clock // dt.timedelta(milliseconds=1) == moment.clock


@given(moments())
def test_here_is_the_same_moment(moment: Moment) -> None:
    """Reading an offset on the incident's clocks changes the words and not the instant."""
    zone = zone_of()
    here = zone.here(moment)
    assert here.offset is None or moment.offset is None
    if moment.date and 1 < moment.date.year < 9999 and not zone.bounds(here)[2]:
        assert zone.bounds(here) == zone.bounds(moment)
