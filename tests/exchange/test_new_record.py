"""The record to start from: sound without a warning, whatever it is called."""

import re
from zoneinfo import available_timezones

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.checks import warnings_of
from incident_tui.chronology.build import chronology_of
from incident_tui.exchange.new_record import MINIMAL, TEMPLATE, new_record, quoted
from incident_tui.record.model import Record
from incident_tui.record.reading import read_bytes
from incident_tui.record.time_value import Bounds, Moment, Relative, Span, Unplaced


def read(text: str) -> Record:
    """A record that must be sound, and give nothing to warn of."""
    chronology = chronology_of(read_bytes(text.encode(), "record.yaml"))
    assert chronology.problems == ()
    assert warnings_of(chronology) == ()
    return chronology.record


def test_the_example_is_sound_and_says_that_it_is_one() -> None:
    """As it stands it is a record, and nothing in it took place."""
    assert new_record() == TEMPLATE.read_text("utf-8")
    record = read(new_record())
    assert record.incident.exercise
    assert record.incident.title.startswith("Example: ")


def test_the_least_of_a_record_is_sound_and_no_exercise() -> None:
    """It has nothing of the example in it."""
    record = read(new_record(template=MINIMAL))
    assert not record.incident.exercise
    assert read(new_record("A", "2025-01-02", "UTC", MINIMAL)).incident.title == "A"


def test_the_example_shows_every_section_and_every_form_of_a_time() -> None:
    """Whoever reads it has seen what a record can hold."""
    record = read(new_record())
    sections = set(Record.__struct_fields__) - {"calls"}  # there is no file of them
    assert all(getattr(record, section) for section in sections)
    assert "\n# calls: [calls.jsonl]\n" in new_record()
    forms = {type(entry.time.at) for entry in record.timeline}
    assert forms == {Moment, Bounds, Span, Relative, Unplaced}


def test_the_example_is_read_in_two_minutes() -> None:
    """Few lines, none wider than a screen, one comment for what needs one."""
    lines = new_record().splitlines()
    assert len(lines) < 200
    assert max(map(len, lines)) <= 100
    assert lines[0] == "# yaml-language-server: $schema=incident-record.schema.json"


def test_what_is_given_stands_in_it() -> None:
    """Title, date and zone are the user's, and nothing else changes."""
    text = new_record("Smoke", "2025-01-02", "America/Chicago")
    incident = read(text).incident
    assert (incident.title, str(incident.date)) == ("Smoke", "2025-01-02")
    assert incident.timezone == "America/Chicago"
    pairs = zip(text.splitlines(), new_record().splitlines(), strict=True)
    changed = [one for one, other in pairs if one != other]
    assert changed == ['  title: "Smoke"', "  date: 2025-01-02", "  timezone: America/Chicago"]


@pytest.mark.parametrize(
    "title",
    ['a "b" \\ c', "\\1 \\g<0>", "x: {y} # z", "'", "a\nb\x07\u2028\u202e\ufeff", "日本 🚒", "- a"],
)
def test_odd_titles_come_back(title: str) -> None:
    """A title is a text, whatever YAML might take it for."""
    assert read(new_record(title)).incident.title == title


@given(st.text())
def test_any_text_can_be_quoted(text: str) -> None:
    """A quoted text is one line, and comes back as it was; half a character does not."""
    written = quoted(text)
    assert written.isprintable()
    assert yaml.safe_load(written) == re.sub("[\ud800-\udfff]", "�", text)


@pytest.mark.parametrize(
    ("date", "zone", "said"),
    [
        ("2024-02-30", "", "`date`: `2024-02-30` is no date of the calendar"),
        ("29.2.2024", "", "`date`: `29.2.2024` is no date"),
        ("[", "", "`date`: `[` is no date"),
        ("", "Nowhere", "`Nowhere` is no IANA time zone"),
        ("", "a: b", "`a: b` is no IANA time zone"),
    ],
)
def test_what_cannot_be_is_left_to_the_reader(date: str, zone: str, said: str) -> None:
    """A date or a zone that is none is reported as in any record."""
    found = read_bytes(new_record(date=date, timezone=zone).encode(), "record.yaml").problems
    assert [problem.message.startswith(said) for problem in found] == [True]


@given(st.dates().map(str), st.sampled_from(sorted(available_timezones())))
def test_days_and_zones_make_sound_records(date: str, zone: str) -> None:
    """Whatever the day and the zone, the example's times are on it; a day may not exist there."""
    chronology = chronology_of(read_bytes(new_record("", date, zone).encode(), "record.yaml"))
    assert warnings_of(chronology) == ()
    told = {problem.message for problem in chronology.problems}
    assert all("clocks were put" in message or "calendar" in message for message in told)
