"""The times that a reviewer goes to, and what is meant by each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.record.time_value import TimeSyntaxError
from incident_tui.review import intents
from incident_tui.review.goto import HINT, moments_of
from incident_tui.review.review import Review, review_of, step
from incident_tui.words.arrival import arrival_words
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
    first, last = moments_of(review, text)
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
    first, last = moments_of(review, "01:30")
    assert last - first == 61 * 60_000 - 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no time: write 13:30, T+12m or -5m"),
        ("soon", "no time: write 13:30, T+12m or -5m"),
        ("13", "no time: write 13:30, T+12m or -5m"),
        ("unplaced", "no time: write 13:30, T+12m or -5m"),
        ("13:00-13:30", "no time: write 13:30, T+12m or -5m"),
        ("T", "no time: write 13:30, T+12m or -5m"),
        ("1330", "write 13:30"),
        ("9:30", "write 09:30"),
        ("1:30 pm", "write 13:30"),
        ("25:99", "hours go to 23, minutes and seconds to 59"),
        ("24:00", "write midnight as 00:00, with the date of the new day"),
        ("2024-02-30", "this is no date of the calendar"),
        ("9999-12-31", "beyond the end of the calendar"),
        ("+5", "write a length such as 5m, 30s or 1h30m"),
        ("T+soon", "write a length such as 5m, 30s or 1h30m"),
        ("-", "no time: write 13:30, T+12m or -5m"),
        ("+999999999d", "this is longer than any calendar"),
    ],
)
def test_a_text_that_is_no_time_says_what_to_write(text: str, said: str) -> None:
    """The words fit beside the text at 80 columns, and do not repeat it."""
    with pytest.raises(TimeSyntaxError) as caught:
        moments_of(WHOLE, text)
    assert str(caught.value) == said
    assert len(said) < 56


@pytest.mark.parametrize("text", HINT.split(" · "))
def test_what_the_prompt_proposes_is_understood(text: str) -> None:
    """Each of its examples is a time to go to."""
    assert moments_of(WHOLE, text)


def test_without_a_placed_entry_there_is_no_time_to_go_to() -> None:
    """Where nothing has a full time, that is said, whatever is typed."""
    review = review_of(chronology(*times(a="unplaced", b="unplaced")))
    with pytest.raises(TimeSyntaxError, match="no entry has a full time"):
        moments_of(review, "13:30")


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
    st.text("0123456789:-+Tt ~?.mhsd", max_size=12),
    st.text(max_size=12),
)


def moments_or_fault(review: Review, text: str) -> tuple[tuple[int, int] | None, str]:
    """What is meant by a text; or None, and what is wrong with it."""
    try:
        return moments_of(review, text), ""
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
        assert said.isprintable()
        return
    first, last = wanted
    assert first <= last
    there = step(review, intents.GoToMoment(last))
    bests = review.chronology.bests
    before = [one for one in review.shown if one < len(bests) and bests[one] <= last]
    assert there.cursor == (before[-1] if before else review.shown[0])
    assert arrival_words(there, (first, last)).isprintable()
