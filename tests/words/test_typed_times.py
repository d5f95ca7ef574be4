"""The times that a reviewer goes to, and what is meant by each."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.printed.view import rfc3339
from incident_tui.placing.placement import Placement
from incident_tui.record.text import visible
from incident_tui.record.time_value import MINUTE, SECOND, Moment, Precision, TimeSyntaxError
from incident_tui.review import intents
from incident_tui.review.lens import Lens
from incident_tui.review.review import Review, review_of, step
from incident_tui.words.arrival import arrival_words
from incident_tui.words.times import instant_words, moment_words, placement_words
from incident_tui.words.typed_times import TypedTime, hint_words, typed_from_cursor, typed_time
from tests.records import AGENCIES, chronology, entry, times, written

ENTRIES = [
    *times(e1="13:00", e2="13:12~", e3="13:30:15"),
    entry("call", "13:40", kind="radio_call", agency="ipd"),
    *times(next="2024-03-01T00:05", later="2024-03-02T09:00", told="unplaced"),
]
WHOLE = review_of(chronology(*ENTRIES, rest=AGENCIES))


def at(identifier: str, review: Review = WHOLE) -> Review:
    """The review with its cursor on an entry."""
    return step(review, intents.GoTo(identifier))


def moments(text: str, review: Review = WHOLE) -> tuple[str, str]:
    """What a text means, on the clocks of the incident."""
    zone = review.chronology.zone
    first, last, _ = typed_from_cursor(review, text)
    return written(zone, first), written(zone, last)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("13:30", "13:30:00.000", "13:30:59.999"),
        ("  13:30 ", "13:30:00.000", "13:30:59.999"),
        ("13:30:15", "13:30:15.000", "13:30:15.999"),
        ("13:30:15.250", "13:30:15.250", "13:30:15.250"),
        ("13:30~", "13:30:00.000", "13:30:59.999"),
        ("2024-02-29 13:30", "13:30:00.000", "13:30:59.999"),
        ("2024-02-29T13:30", "13:30:00.000", "13:30:59.999"),
        ("2024-02-29T20:30Z", "14:30:00.000", "14:30:59.999"),
        ("2024-02-29T13:30-06:00", "13:30:00.000", "13:30:59.999"),
        ("2024-02-29", "00:00:00.000", "23:59:59.999"),
        ("2024-03-01", "2024-03-01T00:00:00.000", "2024-03-01T23:59:59.999"),
        ("2024-02", "2024-02-01T00:00:00.000", "23:59:59.999"),
        ("T+12m", "13:12:00.000", "13:12:00.000"),
        ("t+12m", "13:12:00.000", "13:12:00.000"),
        ("T + 1h30m", "14:30:00.000", "14:30:00.000"),
        ("T-1h", "12:00:00.000", "12:00:00.000"),
        ("T+1d", "2024-03-01T13:00:00.000", "2024-03-01T13:00:00.000"),
        ("+5m", "13:35:15.000", "13:35:15.000"),
        ("-5m", "13:25:15.000", "13:25:15.000"),
        ("- 15s", "13:30:00.000", "13:30:00.000"),
        ("+PT20M", "13:50:15.000", "13:50:15.000"),
    ],
)
def test_what_is_meant_by_a_time(text: str, first: str, last: str) -> None:
    """A clock time means all of its minute or second, a day all of it, a length one moment."""
    assert moments(text, at("e3")) == (first, last)


@pytest.mark.parametrize(
    ("cursor", "day"),
    [("e1", ""), ("next", "2024-03-01T"), ("later", "2024-03-02T"), ("told", "2024-03-02T")],
)
def test_a_clock_time_is_on_the_day_of_the_cursor(cursor: str, day: str) -> None:
    """In a record of several days a time alone is one of the day that is looked at.

    The unplaced have no day; the last one of the record stands for it.
    """
    assert moments("13:30", at(cursor))[0] == f"{day}13:30:00.000"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        # Clocks went from 02:00 to 03:00: there is no 02:30, and the day has 23 hours.
        ("02:30", "03:30:00.000", "03:30:59.999"),
        ("2024-03-10", "00:00:00.000", "23:59:59.999"),
        ("T+3h", "04:00:00.000", "04:00:00.000"),
    ],
)
def test_a_day_on_which_clocks_are_put_forward(text: str, first: str, last: str) -> None:
    """Times and lengths are those of the clocks that hang there."""
    review = review_of(chronology(*times(a="00:00", b="04:30"), date="2024-03-10"))
    assert moments(text, review) == (first, last)


def test_a_time_that_clocks_showed_twice_means_both() -> None:
    """Where clocks were put back, a time lasts from its first minute to its second one."""
    review = review_of(chronology(*times(a="00:00", b="04:30"), date="2024-11-03"))
    first, last, _ = typed_from_cursor(review, "01:30")
    assert last - first == 61 * 60_000 - 1


@pytest.mark.parametrize(
    ("text", "first", "reading"),
    [
        ("2055", "20:55:00.000", ""),  # no year
        ("1999", None, "19:99 is no clock time"),
        ("2024", "20:24:00.000", "20:24"),  # the year of the record too
        ("0010", "2024-03-01T00:10:00.000", "1 Mar 00:10"),
        ("205507", "20:55:07.000", ""),
        ("1320 hrs", "13:20:00.000", ""),
        ("9pm", "21:00:00.000", ""),
        ("9 pm", "21:00:00.000", ""),
        ("9 P.M.", "21:00:00.000", ""),
        ("8:55 pm", "20:55:00.000", ""),
        ("8.55pm", "20:55:00.000", ""),
        ("855pm", "20:55:00.000", ""),
        ("12 am", "2024-03-01T00:00:00.000", "1 Mar 00:00"),
        ("12:30 pm", "12:30:00.000", ""),
        ("1:30", "13:30:00.000", "13:30"),
        ("1.30", "13:30:00.000", "13:30"),
        ("1:30:15~", "13:30:15.000", "13:30:15"),
        ("9:30", "21:30:00.000", "21:30"),
        ("0:05", "2024-03-01T00:05:00.000", "1 Mar 00:05"),
        ("01:30", "01:30:00.000", ""),
        ("29 Feb 1:30", "13:30:00.000", "13:30"),
        ("1 Mar 00:10", "2024-03-01T00:10:00.000", ""),
        ("mar 1 00:10", "2024-03-01T00:10:00.000", ""),
        ("Mar 1, 2024 at 0010", "2024-03-01T00:10:00.000", ""),
        ("00:10 on 1 March", "2024-03-01T00:10:00.000", ""),
        ("9 pm 29 Feb", "21:00:00.000", ""),
        ("1st Mar", "2024-03-01T00:00:00.000", ""),
        ("Fri 1 Mar 2024", "2024-03-01T00:00:00.000", ""),
        ("1 Mar 2055", "2024-03-01T20:55:00.000", "1 Mar 20:55"),
        ("1 Mar 2055 20:55", "2055-03-01T20:55:00.000", ""),
        ("2024-02-29 1:30", "13:30:00.000", "13:30"),
        ("noon", "12:00:00.000", ""),
        ("12 Noon", "12:00:00.000", ""),
        ("noon on 1 Mar", "2024-03-01T12:00:00.000", ""),
        ("midnight", "2024-03-01T00:00:00.000", "1 Mar 00:00"),
        ("29 Feb midnight", "2024-03-01T00:00:00.000", "1 Mar 00:00"),
        ("midnight 1 Mar", "2024-03-01T00:00:00.000", "1 Mar 00:00"),
        ("24:00", "2024-03-01T00:00:00.000", "1 Mar 00:00"),
        ("8h55", "20:55:00.000", "20:55"),
        ("8.55", "20:55:00.000", "20:55"),
        ("29/2 13:30", "13:30:00.000", ""),
        ("2/29 13:30", "13:30:00.000", ""),
        ("29/02/2024", "00:00:00.000", ""),
        ("2/29/24 1:30 pm", "13:30:00.000", ""),
        ("29.2. 13:30", "13:30:00.000", ""),
        ("29.2.2024 13.30", "13:30:00.000", ""),
        ("13:30 29/2", "13:30:00.000", ""),
        ("2024/02/29 13:30", "13:30:00.000", ""),
        ("1/3 00:10", "2024-03-01T00:10:00.000", "1 Mar 00:10"),  # 3 Jan: not in the record
        ("3/1 00:10", "2024-03-01T00:10:00.000", "1 Mar 00:10"),
        ("2/2 00:10", "2024-02-02T00:10:00.000", ""),
        ("T+1:05", "14:05:00.000", "T+1 h 5 min"),
        ("T+0:12:30", "13:12:30.000", "T+12 min 30 s"),
        ("T+12", "13:12:00.000", "T+12 min"),
        ("+5", "13:05:00.000", "+5 min"),
        ("-1:00", "12:00:00.000", "-1 h"),
        ("+90s", "13:01:30.000", ""),
        ("+1 h 18 min", "14:18:00.000", ""),
        ("-5 minutes", "12:55:00.000", ""),
    ],
)
def test_times_as_people_write_them(text: str, first: str | None, reading: str) -> None:
    """Whatever leaves the day or its half open is read as near the cursor, and says how."""
    if first is None:
        with pytest.raises(TimeSyntaxError, match=reading):
            typed_from_cursor(WHOLE, text)
        return
    typed = typed_from_cursor(WHOLE, text)
    assert (written(WHOLE.chronology.zone, typed.first), typed.reading) == (first, reading)


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("13:30", ""),
        ("1:30", "13:30"),
        ("9:30", "21:30"),
        ("0010", "1 Mar 00:10"),
        ("T+12m", ""),
        ("+90s", "13:01:30"),
        ("-5m", "2 Mar 08:55"),
        ("-5 min", "2 Mar 08:55"),
        ("2024-03-01 00:10", ""),
    ],
)
def test_without_a_cursor_the_entries_decide(text: str, reading: str) -> None:
    """The reading among the entries, or nearest to them; lengths count from their ends."""
    assert typed_time(WHOLE.chronology, text).reading == reading


def test_four_digits_are_a_year_only_where_no_clock_shows_them() -> None:
    """In a record of 1999, `1999` is the year, for 19:99 is no clock time; `1959` is 19:59."""
    chronicle = chronology(*times(a="13:00", b="13:30"), date="1999-02-28")
    typed = typed_time(chronicle, "1999")
    days = [chronicle.zone.local(one).date() for one in (typed.first, typed.last)]
    assert days == [dt.date(1999, 1, 1), dt.date(1999, 12, 31)]
    assert typed_time(chronicle, "28/2/99 13:00").first == chronicle.bests[0]
    assert written(chronicle.zone, typed_time(chronicle, "1959").first) == "19:59:00.000"


@pytest.mark.parametrize(
    ("date", "text", "first"),
    [
        ("2024-12-31", "1 Jan 00:10", "2025-01-01T00:10:00.000"),
        ("2024-12-31", "0010", "2025-01-01T00:10:00.000"),
        ("2024-12-31", "31 Dec 23:50", "23:50:00.000"),
    ],
)
def test_a_day_without_a_year_is_among_the_entries(date: str, text: str, first: str) -> None:
    """A record over the end of a year has days of both years."""
    chronicle = chronology(*times(a="23:00", b="2025-01-01T02:00"), date=date)
    typed = typed_time(chronicle, text)
    assert written(chronicle.zone, typed.first) == first


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "a time is missing; try 13:00"),
        ("soon", "`soon` is no time; try 13:00"),
        ("13", "13 is an hour without minutes; try 13:00"),
        ("unplaced", "`unplaced` is no time; try 13:00"),
        ("13:00-13:30", "two times where one is meant; try 13:00"),
        ("13:00..13:30", "two times where one is meant; try 13:00"),
        ("T", "`T` is no time; try 13:00"),
        ("25:99", "25:99 is no clock time; try 13:00"),
        ("9999", "99:99 is no clock time; try 13:00"),
        ("24:01", "24:01 is no clock time; try 13:00"),
        ("13 pm", "13 pm is no hour; try 13:00"),
        ("2024-02-30", "30 February is no date; try 13:00"),
        ("30 Feb", "30 February is no date; try 13:00"),
        ("1 Mar soon", "`soon` beside the date is no clock time; try 13:00"),
        ("9999-12-31", "outside the calendar; try 13:00"),
        ("31/02 10:00", "31 February is no date; try 13:00"),
        ("13/14", "two times where one is meant; try 13:00"),
        ("29-02 13:00", "two times where one is meant; try 13:00"),
        ("+1205", "`1205` is no length; try 12m, 30s, 1h30m or 1:30"),
        ("+1:75", "`1:75` is no length; try 12m, 30s, 1h30m or 1:30"),
        ("T+soon", "`soon` is no length; try 12m, 30s, 1h30m or 1:30"),
        ("-", "`-` is no time; try 13:00"),
        ("x" * 30, f"`{'x' * 20}…` is no time; try 13:00"),
        ("+999999999d", "a length beyond the calendar; try 12m"),
    ],
)
def test_a_text_that_is_no_time_says_why_and_what_to_write(text: str, said: str) -> None:
    """The words say what was understood, and have a time of this record."""
    with pytest.raises(TimeSyntaxError) as caught:
        typed_from_cursor(WHOLE, text)
    assert str(caught.value) == said


@pytest.mark.parametrize("cursor", ["e1", "e3", "next", "later", "told"])
def test_what_the_prompt_proposes_is_understood(cursor: str) -> None:
    """Each of its examples is a time of this record to go to."""
    review = at(cursor)
    for text in hint_words(review).split(" · "):
        there = step(review, intents.GoToMoment(typed_from_cursor(review, text).last))
        assert there.entry_id


def test_the_prompt_proposes_the_time_of_the_cursor() -> None:
    """The clock time alone and with its day."""
    assert hint_words(at("next")) == "00:05 · T+12m · -5m · 1 Mar 00:05"


def test_without_a_placed_entry_there_is_no_time_to_go_to() -> None:
    """Where nothing has a full time, that is said, whatever is typed."""
    review = review_of(chronology(*times(a="unplaced", b="unplaced")))
    with pytest.raises(TimeSyntaxError, match="no entry has a full time"):
        typed_from_cursor(review, "13:30")


CLOCKS = st.builds(
    "{:02}:{:02}{}".format,
    st.integers(0, 23),
    st.integers(0, 59),
    st.sampled_from(["", ":00", ":59"]),
)
DAYS = st.dates().map(str)
LENGTHS = st.builds("{}{}".format, st.integers(0, 10_000), st.sampled_from("smhd"))
TEXTS = st.one_of(
    CLOCKS,
    DAYS,
    st.builds("{} {}".format, DAYS, CLOCKS),
    st.builds("{}{}{}".format, st.sampled_from(["", "T", "t"]), st.sampled_from("+-"), LENGTHS),
    st.builds(
        "{}{} {}".format,
        CLOCKS,
        st.sampled_from(["", "am", " pm"]),
        st.sampled_from(["", "1 Mar", "feb 29"]),
    ),
    st.builds(
        "{}/{}{} {}".format,
        st.integers(0, 40),
        st.integers(0, 40),
        st.sampled_from(["", "/24", "/2024"]),
        st.sampled_from(["", "noon", "midnight", "24:00"]),
    ),
    st.text("0123456789:-+Tt ~?.mhsdapoct,/", max_size=14),
    st.text(max_size=12),
)


def moments_or_fault(review: Review, text: str) -> tuple[TypedTime | None, str]:
    """What is meant by a text; or None, and what is wrong with it."""
    try:
        return typed_from_cursor(review, text), ""
    except TimeSyntaxError as error:
        return None, str(error)


@given(TEXTS, st.integers(0, len(ENTRIES) - 1), st.booleans())
def test_any_text_leads_somewhere_or_says_why_not(text: str, cursor: int, radio: bool) -> None:
    """A sound time begins before it ends, and the cursor lands on the last shown entry up to it."""
    review = step(WHOLE, intents.GoToPosition(cursor))
    review = step(review, intents.RadioOnly()) if radio else review
    wanted, said = moments_or_fault(review, text)
    if wanted is None:
        assert said
        assert said == visible(said)
        return
    first, last, _ = wanted
    assert first <= last
    there = step(review, intents.GoToMoment(last))
    bests = review.chronology.bests
    before = [one for one in review.shown if one < len(bests) and bests[one] <= last]
    assert there.cursor == (before[-1] if before else review.shown[0])
    assert arrival_words(there, text, wanted)


LAST_BEST = WHOLE.chronology.bests[-1]


@given(
    st.integers(WHOLE.chronology.bests[0], LAST_BEST),
    st.sampled_from([MINUTE, SECOND]),
    st.sampled_from(["", "~", "?", "%"]),
    st.booleans(),
)
def test_a_time_as_the_program_writes_it_is_accepted(
    instant: int, grain: int, qualifier: str, on_screen: bool
) -> None:
    """An exact moment in words, in the notation or in RFC 3339 comes back as the same moment."""
    chronicle = WHOLE.chronology
    zone = chronicle.zone
    instant -= instant % grain
    local = zone.local(instant)
    clock = (local.replace(tzinfo=None) - dt.datetime.combine(local, dt.time())) // dt.timedelta(
        milliseconds=1
    )
    precision = Precision.SECOND if grain == SECOND else Precision.MINUTE
    moment = Moment(local.date(), clock, precision)
    texts = [
        instant_words(instant, zone, grain) + qualifier,
        moment_words(moment, zone) + qualifier,
        f"{moment}{qualifier}",
        rfc3339(instant, zone) or "",
    ]
    here = chronicle.bests[0] if on_screen else None
    for text in texts:
        assert typed_time(chronicle, text, here).first == instant, text
    shown = placement_words(
        Lens(chronicle), Placement(instant, instant + grain - 1, instant, grain=grain)
    )
    assert typed_time(chronicle, shown, here).first == instant
