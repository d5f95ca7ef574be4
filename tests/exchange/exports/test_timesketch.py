"""Events for Timesketch: what it asks of each line, and that no doubt is lost on the way."""

import datetime as dt
import json
from typing import Any

from hypothesis import given

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.exchange.exports.timesketch import export
from incident_tui.record.reading import read_bytes
from incident_tui.review.lens import Lens
from tests.exchange.exports.texts import saying, texts
from tests.record_strategies import as_yaml, records
from tests.records import AGENCIES, chronology, entry

MANDATORY = ["message", "datetime", "timestamp_desc"]


def events_of(chronicle: Chronology) -> list[dict[str, Any]]:
    """The events, each from a line of its own."""
    return [json.loads(line) for line in "".join(export(Lens(chronicle))).splitlines()]


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
            cite="src:L13",
        ),
        rest=AGENCIES,
    )
    assert events_of(chronicle) == [
        {
            "message": "13:12~ · IPD · radio call · First call: Officers down",
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
            "best": "2024-02-29T13:12:00-06:00",
            "qualifier": "~",
            "known_earliest": "2024-02-29T13:09:00-06:00",
            "known_latest": "2024-02-29T13:15:59.999-06:00",
            "agencies": "IPD",
            "title": "First call",
            "text": "Officers down",
            "verbatim": "false",
            "cites": "src:L13",
            "weight": "routine",
        }
    ]


def test_no_moment_is_made_up() -> None:
    """What is within bounds says so beside its moment; what is unplaced is left out."""
    chronicle = chronology(
        entry("none", "unplaced"), entry("within", "13:15..13:17"), entry("open", "13:00..")
    )
    (event,) = events_of(chronicle)
    assert (event["id"], event["datetime"]) == ("within", "2024-02-29T13:16:00-06:00")
    assert event["timestamp_desc"] == "somewhere between 13:15 and 13:17, moment not known"


@given(texts())
def test_any_words_are_one_event_a_line(text: str) -> None:
    """In ASCII, so that no line end of a stranger ends a line."""
    written = "".join(export(Lens(saying(text))))
    assert written.isascii()
    (event,) = (json.loads(line) for line in written.splitlines())
    assert event.get("text", "") == text


@given(records())
def test_any_record_has_an_event_for_each_entry_that_is_placed(sections: dict[str, str]) -> None:
    """Its moment is no earlier than the earliest, and the events stand in the order of time."""
    chronicle = chronology_of(read_bytes(as_yaml(sections), "record.yaml"))
    events = events_of(chronicle)
    assert len(events) == chronicle.placed_count
    assert all([*event][:3] == MANDATORY for event in events)
    moments = [dt.datetime.fromisoformat(event["datetime"]) for event in events]
    assert moments == sorted(moments)
    for event, moment in zip(events, moments, strict=True):
        assert dt.datetime.fromisoformat(event["earliest"]) <= moment
