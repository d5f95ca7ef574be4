"""Values written back are what they were read from: every field, every form of a time."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.record.model import (
    Channel,
    Cite,
    Effect,
    Entry,
    Incident,
    Interval,
    Location,
    Question,
    Record,
    RoleHeld,
    Value,
)
from incident_tui.record.time_value import (
    MINUTE,
    UNPLACED,
    Duration,
    Form,
    Moment,
    TimeValue,
    parse_duration,
    parse_form,
)
from incident_tui.record.writing import plain
from tests.strategies import durations, forms

QUARTER_PAST_ONE = TimeValue(parse_form("13:15"))
ENTRY = Entry(
    id="e", kind="note", time=QUARTER_PAST_ONE, text="", cite=(Cite(source="art", at="L13"),)
)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        # What is required stands there even if it is empty; defaults do not.
        (
            ENTRY,
            {
                "id": "e",
                "kind": "note",
                "time": "13:15",
                "text": "",
                "cite": [{"source": "art", "at": "L13"}],
            },
        ),
        (Location(id="l", text="t"), {"id": "l", "text": "t"}),
        (Location(id="l", text="t", lat=0.0), {"id": "l", "text": "t", "lat": 0.0}),
        (Question(id="q", text="t"), {"id": "q", "text": "t"}),
        (
            Question(id="q", text="t", origin="stated_in_source"),
            {"id": "q", "text": "t", "origin": "stated_in_source"},
        ),
        (Channel(), {}),
        (Effect(milestone="m"), {"milestone": "m"}),
        # Under the names of the file.
        (
            Interval(id="i", name="n", start="a", end="b"),
            dict(id="i", name="n", **{"from": "a"}, to="b"),
        ),
        (RoleHeld(role="Assisting", end=QUARTER_PAST_ONE), {"role": "Assisting", "to": "13:15"}),
        # A date as a text; none at all is left out.
        (
            Incident(id="i", title="t", date=dt.date(2024, 2, 29), timezone="UTC", exercise=True),
            {"id": "i", "title": "t", "date": "2024-02-29", "timezone": "UTC", "exercise": True},
        ),
        (
            Incident(id="i", title="t", date=None, timezone="UTC"),
            {"id": "i", "title": "t", "timezone": "UTC"},
        ),
        # Words and their durations.
        (
            Record(
                format="f",
                incident=Incident(id="i", title="t", date=None, timezone="UTC"),
                tolerances={"about": Duration(3 * MINUTE, 3 * MINUTE)},
            ),
            {
                "format": "f",
                "incident": {"id": "i", "title": "t", "timezone": "UTC"},
                "tolerances": {"about": "3m"},
            },
        ),
    ],
)
def test_a_value_is_written_without_its_defaults(value: Value, written: dict[str, Any]) -> None:
    """Under the names that a file has, in plain lists and texts."""
    assert plain(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (TimeValue(UNPLACED), "unplaced"),
        (TimeValue(parse_form("q2 +2m~")), "q2 +2m~"),
        (TimeValue(UNPLACED, after=("a", "b")), {"at": "unplaced", "after": ["a", "b"]}),
        (
            TimeValue(
                parse_form("13:12~"),
                stated="about 1:12 p.m.",
                before=("c",),
                basis="inferred",
                tolerance=parse_duration("3m"),
                duration=parse_duration("20m..30m"),
            ),
            {
                "at": "13:12~",
                "stated": "about 1:12 p.m.",
                "before": ["c"],
                "basis": "inferred",
                "tolerance": "3m",
                "duration": "20m..30m",
            },
        ),
        (
            TimeValue(parse_form("13:12~"), tolerance="about"),
            {"at": "13:12~", "tolerance": "about"},
        ),
    ],
)
def test_a_time_is_a_text_or_a_mapping(value: TimeValue, written: object) -> None:
    """A mapping only where there is more to it than `at`."""
    assert plain(value) == written


@given(forms(), durations())
def test_every_form_of_a_time_comes_back(form: Form, duration: Duration) -> None:
    """What is written is read as the same."""
    assert parse_form(plain(TimeValue(form))) == form
    assert parse_duration(plain(duration)) == duration


@given(st.dates())
def test_a_date_comes_back(date: dt.date) -> None:
    """Also one of the first years, with all of its digits."""
    assert dt.date.fromisoformat(plain(date)) == date
    assert len(plain(date)) == 10
    assert plain(Moment(date)) == f"{date.isoformat()}T00:00"
