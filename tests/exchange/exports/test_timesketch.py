"""Events for Timesketch: what it asks of each line, and that no doubt is lost on the way."""

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.exchange.exports.timesketch import ABOUT, SORT_MOMENT, export
from incident_tui.exchange.printed.view import View
from incident_tui.record.reading import read_bytes
from incident_tui.review.lens import Lens
from tests.exchange.exports.texts import saying, texts
from tests.record_strategies import as_yaml, records
from tests.records import AGENCIES, chronology, entry, text_of

MANDATORY = ["message", "datetime", "timestamp_desc"]


def events_of(chronicle: Chronology) -> list[dict[str, Any]]:
    """The events, each from a line of its own."""
    return [json.loads(line) for line in "".join(export(View(Lens(chronicle)))).splitlines()]


def test_an_event_has_what_timesketch_asks_for_and_all_columns_that_are_not_empty() -> None:
    """The three fields that are mandatory, then the entry, column by column."""
    chronicle = chronology(
        entry(
            "q1",
            "{at: 13:12~, stated: about 1:12 p.m., tolerance: 3m}",
            kind="radio_call",
            agency="ipd",
            title="First call",
            text="Officers down",
            agencies="[kcpd]",
            cite="{source: src, at: L13, by: D. Lee}",
        ),
        rest=AGENCIES,
    )
    assert events_of(chronicle) == [
        {
            "message": "13:12~ · IPD · radio call · First call: Officers down"
            " · concerns Kansas City Police Department · as said by D. Lee, report L13",
            "datetime": "2024-02-29T13:12:00-06:00",
            "timestamp_desc": "approximate, stated “about 1:12 p.m.”",
            "incident": "incident",
            "id": "q1",
            "kind": "radio_call",
            "time": "13:12~",
            "notation": "13:12~",
            "stated": "about 1:12 p.m.",
            "earliest": "2024-02-29T13:09:00-06:00",
            "latest": "2024-02-29T13:15:59.999-06:00",
            "sort_time": "2024-02-29T13:12:00-06:00",
            "precision": "minute",
            "qualifier": "~",
            "known": "at once",
            "known_earliest": "2024-02-29T13:09:00-06:00",
            "known_latest": "2024-02-29T13:15:59.999-06:00",
            "known_certainty": "certain",
            "time_notes": "somewhere in 13:09…13:15",
            "who": "Independence Police Department",
            "concerns": "Kansas City Police Department",
            "title": "First call",
            "text": "Officers down",
            "verbatim": "false",
            "sources": "report L13 · said by D. Lee",
            "said_by": "D. Lee",
            "cites": "src:L13",
            "weight": "routine",
        }
    ]


def test_a_moment_for_sorting_says_so() -> None:
    """Of bounds and of days, in the description of the event; never of a written moment."""
    chronicle = chronology(
        entry("within", "13:15..13:17"), entry("day", "2024-02-28?"), entry("at", "13:12~")
    )
    described = {event["id"]: event["timestamp_desc"] for event in events_of(chronicle)}
    assert described == {
        "day": f"{SORT_MOMENT}: somewhere within 28 Feb (uncertain), moment not known",
        "at": "approximate",
        "within": f"{SORT_MOMENT}: somewhere between 13:15 and 13:17, moment not known",
    }


def test_the_file_says_what_it_has_no_events_for() -> None:
    """Unplaced entries are counted and listed in the first event, the forecasts as such."""
    chronicle = chronology(
        entry("none", "unplaced", kind="forecast", cite="{source: src, by: D. Lee}"),
        entry("within", "13:15..13:17"),
        entry("open", "13:00..", text="Custody"),
    )
    about, within = events_of(chronicle)
    assert within["id"] == "within"
    assert about == {
        "message": "About this file, no event of the incident. 2 entries without a full time are no"
        " events, for Timesketch asks for a moment; the field `unplaced` lists them",
        "datetime": "2024-02-29T13:16:00-06:00",
        "timestamp_desc": SORT_MOMENT,
        "incident": "incident",
        "id": ABOUT,
        "unplaced": "after 13:00 · Custody (report)\n"
        "no time · Expected or planned, as said: text (report · said by D. Lee)",
    }


@pytest.mark.parametrize(
    ("date", "moment"),
    [("2024-02-29", "2024-02-29T00:00:00-06:00"), ("", "1969-12-31T18:00:00-06:00")],
)
def test_a_record_without_moments_is_about_its_day(date: str, moment: str) -> None:
    """Timesketch asks for a moment, also where no entry has one."""
    text = text_of(entry("x", "unplaced"))
    text = text if date else text.replace(" date: 2024-02-29,", "")
    (about,) = events_of(chronology_of(read_bytes(text.encode(), "record.yaml")))
    assert about["datetime"] == moment


@given(texts())
def test_any_words_are_one_event_a_line(text: str) -> None:
    """In ASCII, so that no line end of a stranger ends a line."""
    written = "".join(export(View(Lens(saying(text)))))
    assert written.isascii()
    about, event = (json.loads(line) for line in written.splitlines())
    assert about["id"] == ABOUT
    assert event.get("text", "") == text


@given(records())
def test_any_record_has_an_event_for_each_entry_that_is_placed(sections: dict[str, str]) -> None:
    """Its moment is no earlier than the earliest, and the events stand in the order of time."""
    chronicle = chronology_of(read_bytes(as_yaml(sections), "record.yaml"))
    events = events_of(chronicle)
    if chronicle.unplaced_count:
        assert events.pop(0)["id"] == ABOUT
    assert len(events) == chronicle.placed_count
    assert all([*event][:3] == MANDATORY for event in events)
    moments = [dt.datetime.fromisoformat(event["datetime"]) for event in events]
    assert moments == sorted(moments)
    for event, moment in zip(events, moments, strict=True):
        assert dt.datetime.fromisoformat(event["earliest"]) <= moment
