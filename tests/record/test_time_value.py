"""The forms of a time: what is read, how it is written back, and what a wrong one is told."""

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from incident_tui.record.time_value import (
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    UNPLACED,
    Bounds,
    Duration,
    Form,
    Moment,
    Precision,
    Qualifier,
    Relative,
    Span,
    TimeSyntaxError,
    TimeValue,
    clock_text,
    offset_text,
    parse_duration,
    parse_form,
    parse_moment,
)
from tests.strategies import durations, forms, moments

LEAP_DAY = dt.date(2024, 2, 29)
QUARTER_PAST_ONE = 13 * HOUR + 15 * MINUTE


def clock(text: str, qualifier: Qualifier = "") -> Moment:
    """A clock time of hours and minutes, on the incident's date."""
    hour, minute = text.split(":")
    return Moment(None, int(hour) * HOUR + int(minute) * MINUTE, qualifier=qualifier)


# As written -> the moment it is.
MOMENTS: dict[str, Moment] = {
    # Exact to the precision written, on the incident's date.
    "13:15": Moment(None, QUARTER_PAST_ONE),
    "13:15:07": Moment(None, QUARTER_PAST_ONE + 7 * SECOND, Precision.SECOND),
    "13:15:07.250": Moment(None, QUARTER_PAST_ONE + 7 * SECOND + 250, Precision.MILLISECOND),
    "00:00": Moment(None, 0),
    "23:59:59.999": Moment(None, DAY - 1, Precision.MILLISECOND),
    "13:15Z": Moment(None, QUARTER_PAST_ONE, offset=0),
    # With a date, and with a zone of its own.
    "2024-02-29T13:15": Moment(LEAP_DAY, QUARTER_PAST_ONE),
    "2024-02-29T13:15-06:00": Moment(LEAP_DAY, QUARTER_PAST_ONE, offset=-360),
    "2024-02-29T13:15:07Z": Moment(
        LEAP_DAY, QUARTER_PAST_ONE + 7 * SECOND, Precision.SECOND, offset=0
    ),
    "2024-02-29T13:15+05:45": Moment(LEAP_DAY, QUARTER_PAST_ONE, offset=345),
    "2024-02-29T13:15+14:00": Moment(LEAP_DAY, QUARTER_PAST_ONE, offset=840),
    "2024-02-29T13:15-12:00": Moment(LEAP_DAY, QUARTER_PAST_ONE, offset=-720),
    # A date alone, and less than one.
    "2024-02-29": Moment(LEAP_DAY, 0, Precision.DAY),
    "2024-02": Moment(dt.date(2024, 2, 1), 0, Precision.MONTH),
    "2024": Moment(dt.date(2024, 1, 1), 0, Precision.YEAR),
    # EDTF's qualifiers, on any precision.
    "13:12~": clock("13:12", "~"),
    "13:12?": clock("13:12", "?"),
    "13:12%": clock("13:12", "%"),
    "2024-02-29T13:15-06:00~": Moment(LEAP_DAY, QUARTER_PAST_ONE, offset=-360, qualifier="~"),
    "2024-02-29?": Moment(LEAP_DAY, 0, Precision.DAY, qualifier="?"),
    "2024%": Moment(dt.date(2024, 1, 1), 0, Precision.YEAR, qualifier="%"),
}

# As written -> the other forms.
FORMS: dict[str, Form] = {
    "13:00..13:12": Bounds(clock("13:00"), clock("13:12")),
    "13:00..": Bounds(clock("13:00"), None),
    "..17:00": Bounds(None, clock("17:00")),
    "13:00~..13:12?": Bounds(clock("13:00", "~"), clock("13:12", "?")),
    "..2024-02-29": Bounds(None, Moment(LEAP_DAY, 0, Precision.DAY)),
    "13:15/13:40": Span(clock("13:15"), clock("13:40")),
    "13:15~/13:40?": Span(clock("13:15", "~"), clock("13:40", "?")),
    "2024-02-29T23:50/2024-03-01T00:10": Span(
        Moment(LEAP_DAY, DAY - 10 * MINUTE), Moment(dt.date(2024, 3, 1), 10 * MINUTE)
    ),
    "q2 +2m": Relative("q2", Duration(2 * MINUTE, 2 * MINUTE)),
    "q2 +2m~": Relative("q2", Duration(2 * MINUTE, 2 * MINUTE, "~")),
    "q2 -30s": Relative("q2", Duration(-30 * SECOND, -30 * SECOND)),
    "q2 +2m..10m": Relative("q2", Duration(2 * MINUTE, 10 * MINUTE)),
    "q2 -2m..10m": Relative("q2", Duration(-10 * MINUTE, -2 * MINUTE)),
    "q2 -2m..+3m%": Relative("q2", Duration(-2 * MINUTE, 3 * MINUTE, "%")),
    "q2 +0m": Relative("q2", Duration(0, 0)),
    "call-1.b +1h30m": Relative("call-1.b", Duration(90 * MINUTE, 90 * MINUTE)),
    "unplaced": UNPLACED,
}

# As written -> least and most in milliseconds, and as it is written back.
DURATIONS: dict[str, tuple[int, int, str]] = {
    "30s": (30 * SECOND, 30 * SECOND, "30s"),
    "20m": (20 * MINUTE, 20 * MINUTE, "20m"),
    "1h30m": (90 * MINUTE, 90 * MINUTE, "1h30m"),
    "2d": (2 * DAY, 2 * DAY, "2d"),
    "1d2h3m4s5ms": (
        DAY + 2 * HOUR + 3 * MINUTE + 4 * SECOND + 5,
        DAY + 2 * HOUR + 3 * MINUTE + 4 * SECOND + 5,
        "1d2h3m4s5ms",
    ),
    "250ms": (250, 250, "250ms"),
    "90m": (90 * MINUTE, 90 * MINUTE, "1h30m"),
    "0m": (0, 0, "0m"),
    "-0m": (0, 0, "0m"),
    # Bounds.
    "20m..30m": (20 * MINUTE, 30 * MINUTE, "20m..30m"),
    "20m..20m": (20 * MINUTE, 20 * MINUTE, "20m"),
    "0m..5m": (0, 5 * MINUTE, "0m..5m"),
    # Signs: the first stands for both, unless the second has its own.
    "+5m": (5 * MINUTE, 5 * MINUTE, "5m"),
    "-5m": (-5 * MINUTE, -5 * MINUTE, "-5m"),
    "+2m..+5m": (2 * MINUTE, 5 * MINUTE, "2m..5m"),
    "-2m..5m": (-5 * MINUTE, -2 * MINUTE, "-5m..-2m"),
    "-5m..-2m": (-5 * MINUTE, -2 * MINUTE, "-5m..-2m"),
    "-2m..+3m": (-2 * MINUTE, 3 * MINUTE, "-2m..+3m"),
    "-5m..0m": (-5 * MINUTE, 0, "-5m..0m"),
    # ISO 8601.
    "PT20M": (20 * MINUTE, 20 * MINUTE, "20m"),
    "P1DT2H3M4S": (DAY + 2 * HOUR + 3 * MINUTE + 4 * SECOND,) * 2 + ("1d2h3m4s",),
    "P2D": (2 * DAY, 2 * DAY, "2d"),
    "-PT5M": (-5 * MINUTE, -5 * MINUTE, "-5m"),
    "PT20M..PT30M": (20 * MINUTE, 30 * MINUTE, "20m..30m"),
    # Space around it, and between the bounds.
    " 20m .. 30m ": (20 * MINUTE, 30 * MINUTE, "20m..30m"),
}

# Wrong as written -> what the message must say, so that the reader can mend it.
WRONG_TIMES: dict[str, str] = {
    # The 12-hour clock.
    "1:15 pm": "write 13:15",
    "1 p.m.": "write 13:00",
    "about 1:30 p.m.": "write 13:30",
    "12:30 am": "write 00:30",
    "12 pm": "write 12:00",
    "01:15PM": "write 13:15",
    "1:15:07 pm": "write 13:15:07",
    # A range with a hyphen or a dash, with and without spaces.
    "13:15-13:40": "write 13:15/13:40 if it lasted from – to, 13:15..13:40 if it was a moment",
    "13:15–13:40": "write 13:15/13:40",
    "13:15 - 13:40": "write 13:15/13:40",
    "13:15 – 13:40": "write 13:15/13:40",
    "2024-02-29T13:15-13:40": "between two times write / or ..",
    # A digit or a colon is missing.
    "9:15": "write 09:15",
    "9:15:30": "write 09:15:30",
    "9:15~": "write 09:15~",
    "2024-02-29T9:15": "write 2024-02-29T09:15",
    "1312": "write 13:12",
    "1312~": "write 13:12~",
    "0130": "write 01:30",
    "1312 hrs": "write 13:12",
    "13:12 hours": "write 13:12",
    "13.15": "write 13:15, 13:12~, 13:00..13:12",
    # No such time or date.
    "24:00": "write midnight as 00:00, with the date of the new day",
    "2024-02-29T24:00": "write midnight as 00:00",
    "25:00": "hours go to 23, minutes and seconds to 59",
    "13:60": "hours go to 23, minutes and seconds to 59",
    "13:15:60": "hours go to 23, minutes and seconds to 59",
    "2023-02-29": "is no date of the calendar",
    "2024-13-01": "is no date of the calendar",
    "0000-01-01": "is no date of the calendar",
    # A date or a zone that is not whole.
    "2024-02T13:15": "write a date and a time as 2024-02-29T13:15",
    "2024-02-29T": "write 13:15",
    "T13:15": "write a date and a time as",
    "2024-02-2913:15": "write a date and a time as",
    "2024-02-29T13:15+14:15": "no place is +14:15 from UTC",
    "2024-02-29T13:15-12:15": "no place is -12:15 from UTC",
    "2024-02-29T13:15+05:50": "no place is +05:50 from UTC",
    # Nothing, or not a time.
    "": "a time is missing: write 13:15",
    "  \t": "a time is missing",
    "~": "is no time: write 13:15",
    "soon": "is no time: write 13:15",
    "Unplaced": "or unplaced",
    "13:15~~": "is no time",
    "13:15 CST": "is no time",
    "１３:15": "is no time",
    # Bounds and spans.
    "..": "bounds need at least one end",
    " .. ": "bounds need at least one end",
    "13:00..soon": "`soon` is no time",
    "13:00..9:15": "write 09:15",
    "13:15/": "a time is missing",
    "/13:15": "a time is missing",
    "13:15/13:40/14:00": "`13:40/14:00` is no time",
    # Relative.
    "q2 +": "is no time",
    "q2 +soon": "is no duration: write 30s, 20m, 1h30m or 20m..30m",
    "q2 2m": "is no time",
    "q2 +2m..1m": "write the shorter length first",
}

WRONG_DURATIONS: dict[str, str] = {
    "": "is no duration: write 30s, 20m, 1h30m or 20m..30m",
    "20": "is no duration",
    "20min": "is no duration",
    "1h 30m": "is no duration",
    "30m1h": "is no duration",
    "P": "is no duration",
    "PT": "is no duration",
    "P1M": "is no duration",
    "-+5m": "is no duration",
    "+-5m": "is no duration",
    "--5m": "is no duration",
    "2m~..3m": "is no duration",
    "20m..": "is no duration",
    "..20m": "is no duration",
    "1m..2m..3m": "is no duration",
    "٣m": "is no duration",
    "30m..20m": "write the shorter length first",
    "2m..-3m": "write the shorter length first",
    "3660001d": "is longer than any calendar",
    "9" * 5_000 + "m": "is longer than any calendar",
}


@pytest.mark.parametrize(("text", "moment"), MOMENTS.items(), ids=MOMENTS)
def test_moment_is_read_and_written_back(text: str, moment: Moment) -> None:
    """A date or clock time is read to the precision written, and is written as it was read."""
    assert parse_form(text) == parse_moment(text) == moment
    assert str(moment) == text


@pytest.mark.parametrize(("text", "form"), FORMS.items(), ids=FORMS)
def test_form_is_read_and_written_back(text: str, form: Form) -> None:
    """Bounds, spans, relative times and `unplaced` are read and written as they were read."""
    assert parse_form(text) == form
    assert hash(parse_form(text)) == hash(form)
    assert str(form) == text


@pytest.mark.parametrize(("text", "expected"), DURATIONS.items(), ids=DURATIONS)
def test_duration_is_read_and_written_back(text: str, expected: tuple[int, int, str]) -> None:
    """A duration is read with its bounds and signs, and written in the shortest of its forms."""
    least, most, written = expected
    duration = parse_duration(text)
    assert duration == Duration(least, most)
    assert str(duration) == written
    assert parse_duration(written) == duration


@pytest.mark.parametrize("qualifier", ["~", "?", "%"])
@pytest.mark.parametrize("text", ["20m", "20m..30m", "-5m", "-2m..+3m", "PT20M"])
def test_duration_keeps_its_qualifier(text: str, qualifier: Qualifier) -> None:
    """A qualifier behind a duration belongs to the whole of it."""
    plain = parse_duration(text)
    assert parse_duration(text + qualifier) == Duration(plain.least, plain.most, qualifier)
    assert str(parse_duration(text + qualifier)) == str(plain) + qualifier


@pytest.mark.parametrize(("text", "hint"), WRONG_TIMES.items(), ids=map(repr, WRONG_TIMES))
def test_wrong_time_is_told_what_to_write(text: str, hint: str) -> None:
    """A text that is no time is refused with words that say what to write instead."""
    with pytest.raises(TimeSyntaxError) as caught:
        parse_form(text)
    assert hint in str(caught.value)


@pytest.mark.parametrize(
    "hint",
    [
        "13:15",
        "13:30",
        "13:40",
        "09:15",
        "01:30",
        "13:15/13:40",
        "13:15..13:40",
        "13:12~",
        "q2 +2m~",
    ],
)
def test_what_a_message_says_to_write_can_be_read(hint: str) -> None:
    """The times that the messages give as examples are times."""
    assert str(parse_form(hint)) == hint


@pytest.mark.parametrize(
    ("text", "hint"), WRONG_DURATIONS.items(), ids=[repr(text[:20]) for text in WRONG_DURATIONS]
)
def test_wrong_duration_is_told_what_to_write(text: str, hint: str) -> None:
    """A text that is no duration is refused with words that say what to write instead."""
    with pytest.raises(TimeSyntaxError) as caught:
        parse_duration(text)
    assert hint in str(caught.value)


@pytest.mark.parametrize(
    "text", [" 13:15", "13:15\n", "13:00 .. 13:12", "13:15 / 13:40", "q2  + 2m"]
)
def test_space_does_not_matter(text: str) -> None:
    """Space around a time, its bounds or its sign is passed over."""
    assert str(parse_form(text)).replace(" ", "") == "".join(text.split())


def test_date_and_time_may_stand_apart() -> None:
    """A space between date and time is read as the `T` of ISO 8601."""
    assert parse_form("2024-02-29 13:15") == parse_form("2024-02-29T13:15")


def test_fraction_of_a_second_is_decimal() -> None:
    """`.5` is half a second, not five milliseconds."""
    assert parse_moment("13:15:07.5") == parse_moment("13:15:07.500")


@pytest.mark.parametrize("text", ["1899", "1900", "1312-01", "1312-01-01", "0130-01"])
def test_old_date_is_not_taken_for_a_clock_time(text: str) -> None:
    """Only four digits that are a clock time of before 1900 are refused as a year."""
    assert str(parse_moment(text)) == text


def test_precision_goes_from_coarse_to_fine() -> None:
    """Precisions can be compared: a day is coarser than a minute."""
    assert list(Precision) == sorted(Precision)
    assert Precision.DAY < Precision.MINUTE < Precision.SECOND


def test_time_value_is_written_as_its_form() -> None:
    """The text of a time value is that of its form, whatever else is known of it."""
    assert str(TimeValue(parse_form("13:12~"), stated="around 1:12", after=("q1",))) == "13:12~"


@pytest.mark.parametrize(
    ("precision", "text"),
    [
        (Precision.MINUTE, "09:05"),
        (Precision.SECOND, "09:05:07"),
        (Precision.MILLISECOND, "09:05:07.008"),
    ],
)
def test_clock_is_written_to_its_precision(precision: Precision, text: str) -> None:
    """A clock time is written with the parts that its precision has."""
    assert clock_text(9 * HOUR + 5 * MINUTE + 7 * SECOND + 8, precision) == text


@pytest.mark.parametrize(
    ("offset", "text"), [(None, ""), (0, "Z"), (-360, "-06:00"), (345, "+05:45"), (-570, "-09:30")]
)
def test_offset_is_written_as_iso_8601_does(offset: int | None, text: str) -> None:
    """Minutes east of UTC are written with a sign, hours and minutes; UTC itself as Z."""
    assert offset_text(offset) == text


@given(forms())
def test_any_form_written_out_reads_back_the_same(form: Form) -> None:
    """Whatever time a record can hold is the same after it was written and read."""
    assert parse_form(str(form)) == form


@given(moments())
def test_any_moment_written_out_reads_back_the_same(moment: Moment) -> None:
    """A moment keeps its date, clock time, precision, zone and qualifier through its text."""
    assert parse_moment(str(moment)) == moment


@given(durations())
def test_any_duration_written_out_reads_back_the_same(duration: Duration) -> None:
    """A duration keeps its bounds, signs and qualifier through its text."""
    assert parse_duration(str(duration)) == duration


LIKE_A_TIME = st.text("0123456789:-./~?%+ TZPdhmsqunplaced\n", max_size=24)
PARTS = ("13:15", "2024-02-29", "2024-02", "T", ":07", ".250", "~", "?", "%", "..", "/", "q", " ")
MORE_PARTS = ("+2m", "-30s", "..10m", "Z", "-06:00", "unplaced")
OF_PARTS = st.lists(st.sampled_from(PARTS + MORE_PARTS), max_size=6).map("".join)
"""Parts of times, which make a time more often than letters by chance do."""


@given(st.text(max_size=60) | LIKE_A_TIME | OF_PARTS)
@example("1" * 100_000)
@example("q " + "+" * 10_000)
@example("0:" * 20_000)
@example("1 " * 20_000 + "pm")
@example("..".join(["13:15"] * 5_000))
def test_any_text_is_a_time_or_is_refused(text: str) -> None:
    """No text makes the parsers fail in another way than by saying that it is no time."""
    for parse in (parse_form, parse_moment, parse_duration):
        try:
            value = parse(text)
        except TimeSyntaxError:
            continue
        assert parse(str(value)) == value
