"""Times of logs: in every way they are written, as fine as that, and never guessed."""

import contextlib
import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.imports.foreign.times import UNPLACED, NoTimeError
from incident_tui.exchange.imports.landing.drafts import TimeDraft
from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.exchange.imports.tables.date_order import DatesShown, dates_shown
from incident_tui.exchange.imports.tables.log_times import LogTimes
from incident_tui.exchange.imports.tables.notations import tidied
from incident_tui.record.time_value import parse_form

CHICAGO = ZoneInfo("America/Chicago")
SAID = Wishes(zone=CHICAGO, zone_said=True)


def read(text: str, day: str = "", wishes: Wishes = SAID, **options: Any) -> TimeDraft:
    """A time of a log, in a record's notation."""
    times = LogTimes(wishes, **options)
    if tidied(text).casefold() == UNPLACED:
        return UNPLACED
    time = times.written(text, bool(day.strip()))
    date = time.date or (times.day(day) if day.strip() else times.date)
    try:
        return times.draft(time, date)
    except OverflowError:
        raise NoTimeError(f"`{time.text}` is beyond the calendar") from None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-02-29 13:15ish", {"at": "2024-02-29T13:15~", "stated": "2024-02-29 13:15ish"}),
        # ISO 8601 and its relatives.
        ("2024-02-29T13:15:07", "2024-02-29T13:15:07"),
        ("2024-02-29 13:15", "2024-02-29T13:15"),
        ("2024-02-29", "2024-02-29"),
        ("2024/2/9 9:05", "2024-02-09T09:05"),
        ("2015-01-01T00:00:00.000", "2015-01-01T00:00:00.000"),
        ("2024-02-29T13:15:07.25", "2024-02-29T13:15:07.250"),
        ("2024-02-29T13:15:07,5", "2024-02-29T13:15:07.500"),
        ("20240229T131507", "2024-02-29T13:15:07"),
        # Digits alone: the year first, or last as in NFIRS.
        ("202402291315", {"at": "2024-02-29T13:15", "stated": "202402291315"}),
        ("02292024", {"at": "2024-02-29", "stated": "02292024"}),
        ("29022024", {"at": "2024-02-29", "stated": "29022024"}),
        ("022920241315", {"at": "2024-02-29T13:15", "stated": "022920241315"}),
        ("010220150830", {"at": "2015-01-02T08:30", "stated": "010220150830"}),
        ("1022015", {"at": "2015-01-02", "stated": "1022015"}),
        # Oracle.
        (
            "29-FEB-24 01.15.07.250000 PM",
            {"at": "2024-02-29T13:15:07.250", "stated": "29-FEB-24 01.15.07.250000 PM"},
        ),
        ("2024-02-29 13.15.07", {"at": "2024-02-29T13:15:07", "stated": "2024-02-29 13.15.07"}),
        # A point in a time of twelve hours, and `at`.
        (
            "Tuesday 14 May 2024 8.15am",
            {"at": "2024-05-14T08:15", "stated": "Tuesday 14 May 2024 8.15am"},
        ),
        (
            "14 May 2024 at 8:20 p.m.",
            {"at": "2024-05-14T20:20", "stated": "14 May 2024 at 8:20 p.m."},
        ),
        ("2024-07-01 13:15 ET", "2024-07-01T13:15-04:00"),
        ("2024-02-29 13:15 PT", "2024-02-29T13:15-08:00"),
        # Months of other languages.
        ("14. Mai 2024 8:15", {"at": "2024-05-14T08:15", "stated": "14. Mai 2024 8:15"}),
        ("3 août 2024 23h59", {"at": "2024-08-03T23:59", "stated": "3 août 2024 23h59"}),
        ("5 de mayo de 2024", {"at": "2024-05-05", "stated": "5 de mayo de 2024"}),
        ("1 März 2024", {"at": "2024-03-01", "stated": "1 März 2024"}),
        # The date-time group of the services, and a number that is kept a text.
        ("141315ZMAY24", {"at": "2024-05-14T13:15Z", "stated": "141315ZMAY24"}),
        ("141315J MAY 2024", {"at": "2024-05-14T13:15", "stated": "141315J MAY 2024"}),
        ("'2024-05-14 08:15", "2024-05-14T08:15"),
        # Their own offset.
        ("2024-02-29T13:15:07Z", "2024-02-29T13:15:07Z"),
        ("2024-02-29T13:15:07+01:00", "2024-02-29T13:15:07+01:00"),
        ("2024-02-29 13:15:07 -0600", "2024-02-29T13:15:07-06:00"),
        ("2024-02-29 13:15 UTC", "2024-02-29T13:15Z"),
        ("2024-02-29 13:15:07+01:07", "2024-02-29T12:08:07Z"),
        ("2024-02-29 13:15 CST", "2024-02-29T13:15-06:00"),
        ("2024-11-03 01:30 CDT", "2024-11-03T01:30-05:00"),
        ("2024-02-29 13:15 EST", "2024-02-29T13:15-05:00"),
        ("2024-02-29 13:15 GMT+1", "2024-02-29T13:15+01:00"),
        ("2024-02-29 13:15 (Europe/Berlin)", "2024-02-29T13:15+01:00"),
        (
            "2024-07-01 13:15 CST",
            {
                "at": "2024-07-01T13:15-05:00..2024-07-01T13:15-06:00",
                "stated": "2024-07-01 13:15 CST",
                "basis": "the clocks kept another time than CST on this day",
            },
        ),
        # Twelve hours, slashes, names of months.
        ("02/29/2024 01:15:07 PM", "2024-02-29T13:15:07"),
        ("2/29/2024 1:15 pm", "2024-02-29T13:15"),
        ("2/29/24 12:05 a.m.", "2024-02-29T00:05"),
        ("2/29/24 1:15p", "2024-02-29T13:15"),
        ("2/29/24 1:15 p. m.", "2024-02-29T13:15"),
        ("2/29/24 13:15 PM", {"at": "2024-02-29T13:15", "stated": "2/29/24 13:15 PM"}),
        ("29.2.2024 13:15", "2024-02-29T13:15"),
        ("31/12/1999 23:59", "1999-12-31T23:59"),
        ("3/3/2024 13:15", "2024-03-03T13:15"),
        ("29 Feb 2024 13:15", "2024-02-29T13:15"),
        ("29-Feb-2024 13:15:07", "2024-02-29T13:15:07"),
        ("February 29, 2024 1:15 PM", "2024-02-29T13:15"),
        ("Thu, 29 Feb 2024 13:15:07 +0000", "2024-02-29T13:15:07Z"),
        # Counted from 1970 on.
        ("1320881580", "2011-11-09T23:33:00Z"),
        ("1320881580.25", "2011-11-09T23:33:00.250Z"),
        ("1320881580250", "2011-11-09T23:33:00.250Z"),
        ("1642892863502000", "2022-01-22T23:07:43.502Z"),
        # Finer than a record: its words stay.
        (
            "2024-02-29T13:15:07.123456",
            {"at": "2024-02-29T13:15:07.123", "stated": "2024-02-29T13:15:07.123456"},
        ),
        ("1642892863502205", {"at": "2022-01-22T23:07:43.502Z", "stated": "1642892863502205"}),
        # Twice on the clocks, or never: both are kept.
        (
            "2024-11-03 01:30",
            {
                "at": "2024-11-03T01:30-05:00..2024-11-03T01:30-06:00",
                "stated": "2024-11-03 01:30",
            },
        ),
        (
            "2024-03-10 02:30",
            {
                "at": "2024-03-10T02:30-05:00..2024-03-10T02:30-06:00",
                "stated": "2024-03-10 02:30",
            },
        ),
        # Two digits of a year that is to come are of the century before.
        ("07/20/69 22:56", {"at": "1969-07-20T22:56", "stated": "07/20/69 22:56"}),
        # The midnight that ends a day, and a leap second.
        ("2024-02-29 24:00", {"at": "2024-03-01T00:00", "stated": "2024-02-29 24:00"}),
        (
            "2016-12-31T23:59:60Z",
            {"at": "2016-12-31T23:59:59Z", "stated": "2016-12-31T23:59:60Z"},
        ),
        # Spreadsheets, file systems, recorders.
        ("11-Mar-15 09:00", "2015-03-11T09:00"),
        ("45416.877858796", {"at": "2024-05-04T21:04:07", "stated": "45416.877858796"}),
        ("45416", {"at": "2024-05-04", "stated": "45416"}),
        ("12/30/1899 13:15:07", {"at": "13:15:07", "stated": "12/30/1899 13:15:07"}),
        ("20240229131507", {"at": "2024-02-29T13:15:07", "stated": "20240229131507"}),
        ("2024:02:29:13:15:07", "2024-02-29T13:15:07"),
        (
            "Thu Feb 29 13:15:07 UTC 2024",
            {"at": "2024-02-29T13:15:07Z", "stated": "Thu Feb 29 13:15:07 UTC 2024"},
        ),
        ("Tue 12 16 2003 21:03:52", "2003-12-16T21:03:52"),
        ("Feb 29 2024 01:15:07:250PM", "2024-02-29T13:15:07.250"),
        ("April 1945", "1945-04"),
        ("1945-04", "1945-04"),
        # The weekday settles the order of day and month.
        ("Thu 02/01/2024 13:15", "2024-02-01T13:15"),
        ("Tue 02/01/2024 13:15", "2024-01-02T13:15"),
        # Vague, as newsrooms and records write.
        ("about 9 PM", {"at": "21:00~", "stated": "about 9 PM"}),
        ("9:04 PM – 9:06 PM", {"at": "21:04..21:06", "stated": "9:04 PM – 9:06 PM"}),
        (
            "02/29/2024 21:04 - 03/13/2024 0:06",
            {
                "at": "2024-02-29T21:04..2024-03-13T00:06",
                "stated": "02/29/2024 21:04 - 03/13/2024 0:06",
            },
        ),
        (
            "02/29/2024 21:04/03/13/2024 0:06",
            {
                "at": "2024-02-29T21:04/2024-03-13T00:06",
                "stated": "02/29/2024 21:04/03/13/2024 0:06",
            },
        ),
        ("9:04 PM to 9:06 PM", {"at": "21:04..21:06", "stated": "9:04 PM to 9:06 PM"}),
        ("21:04..", {"at": "21:04..", "stated": "21:04.."}),
        ("..21:04?", {"at": "..21:04?", "stated": "..21:04?"}),
        ("21:04/21:10", {"at": "21:04/21:10", "stated": "21:04/21:10"}),
        ("unplaced", "unplaced"),
        ("21h04", {"at": "21:04", "stated": "21h04"}),
        ("2104 hrs", {"at": "21:04", "stated": "2104 hrs"}),
        # A time of day alone is of the incident's date.
        ("13:15", "13:15"),
        ("1:15:07 PM", "13:15:07"),
    ],
)
def test_a_time_is_as_fine_as_it_is_written(text: str, expected: TimeDraft) -> None:
    """Each form is read, to the precision written, and a record's reader takes it."""
    assert read(text) == expected
    parse_form(expected if isinstance(expected, str) else expected["at"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "is no time"),
        ("--T::00", "is no time"),
        ("1234 19:01:01", "is no time"),
        ("123456", "is no time"),
        ("88888888", "no date of the calendar"),
        ("2024-02-30 13:15", "no date of the calendar"),
        ("2024-02-29 25:00", "hours go to 23"),
        ("2024-02-29 24:01", "hours go to 23"),
        ("2024-02-29 13:60", "minutes and seconds to 59"),
        ("2024-02-29 13:15 AM", "no such hour of twelve"),
        ("2024-02-29 0:15 PM", "no such hour of twelve"),
        ("2024-02-29 13:15 IST", "`IST` is no time of America/Chicago; write the offset"),
        ("2024-02-29 13:15-13:40", "no place is -13:40 from UTC"),
        ("13:15/2024-02-29 13:40", "write the date before the first time"),
        ("x" * 5_000, "x…` is no time"),
        ("02/03/2024 13:15", "day or month first; say which with --date-order mdy or dmy"),
        ("13/13/2024", "no date of the calendar"),
        ("3 Foo 2024", "there is no month `Foo`"),
        ("13:15Z", "needs a date; give it with --date"),
    ],
)
def test_what_is_no_time_or_could_be_several_is_none(text: str, words: str) -> None:
    """Nothing is guessed: the message says what is wrong, or what to say."""
    with pytest.raises(NoTimeError, match=words):
        read(text)


@pytest.mark.parametrize(
    ("clock", "day", "date", "expected"),
    [
        ("13:15", "2024-02-29", None, "2024-02-29T13:15"),
        ("1315", "2/29/2024", None, "2024-02-29T13:15"),
        ("131507", "29 Feb 2024", None, "2024-02-29T13:15:07"),
        ("1315", "45351", None, "2024-02-29T13:15"),
        ("13:15", "", dt.date(2024, 2, 29), "2024-02-29T13:15"),
        ("13:15", "2024-03-01", dt.date(2024, 2, 29), "2024-03-01T13:15"),
    ],
)
def test_a_date_may_stand_apart(clock: str, day: str, date: dt.date | None, expected: str) -> None:
    """A clock time takes its date from the column beside it, or from what the user says."""
    assert read(clock, day, Wishes(zone=CHICAGO, date=date)) == expected


def test_the_first_day_of_1900_is_no_day_beside_a_date() -> None:
    """Excel writes a time of day so; without a date beside it, the day can be meant."""
    text = "1/1/1900 13:15"
    assert read(text, "2/29/2024 0:00:00") == {"at": "2024-02-29T13:15", "stated": text}
    assert read(text) == "1900-01-01T13:15"


def test_a_record_of_another_zone_gets_the_offset() -> None:
    """A time of one zone keeps its meaning in a record of another."""
    wishes = Wishes(zone=CHICAGO, zone_said=True, record_zone=ZoneInfo("Europe/Berlin"))
    assert read("2024-02-29 13:15", wishes=wishes) == "2024-02-29T13:15-06:00"
    with pytest.raises(NoTimeError, match="needs a date"):
        read("13:15", wishes=wishes)


def test_a_date_in_digits_is_read_month_first_unless_the_log_is_not() -> None:
    """What is assumed is noted; a log that is day first, or a user who says so, decides."""
    times = LogTimes(SAID)
    assert times.written("13012015").date == dt.date(2015, 1, 13)
    assert times.dates.assumed == ("", "")
    assert times.written("01022015").date == dt.date(2015, 1, 2)
    assert times.dates.assumed == ("01022015", "mdy")
    assert dates_shown(["01022015", "130320150830"]).order == "dmy"
    assert LogTimes(SAID, lambda: DatesShown("dmy")).written("01022015").date == dt.date(2015, 2, 1)


OF_PARTS = st.tuples(
    st.sampled_from(["2024-02-29", "02/03/2024", "29.2.2024", "31/12/24", ""]),
    st.sampled_from([" ", "T", ""]),
    st.sampled_from(["13:15", "1:15", "25:00", ""]),
    st.sampled_from([":07", ":07.5", ""]),
    st.sampled_from([" PM", "Z", "-06:00", " +0545", ""]),
).map("".join)
"""Parts of times in their order, which make a time more often than letters by chance do."""


@given(
    st.text()
    | OF_PARTS
    | st.from_regex(r"[0-9:/. -]{1,24}( ?[AaPp][Mm])?([+-][0-9]{2}:?[0-9]{2})?", fullmatch=True)
)
def test_any_text_is_a_time_of_a_record_or_none(text: str) -> None:
    """Whatever a cell holds, it becomes a time that a record can hold, or is refused."""
    with contextlib.suppress(NoTimeError):
        time = read(text)
        parse_form(time if isinstance(time, str) else time["at"])
