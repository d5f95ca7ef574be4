"""A timeline for a web page: dates as fine as they are known, and words that stay words."""

import html
import json
import re
from typing import Any

import pytest
from hypothesis import given

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.exchange.exports.event_times import BOUNDS_NOTE
from incident_tui.exchange.exports.timelinejs import export
from incident_tui.exchange.printed.view import View
from incident_tui.record.reading import read_bytes
from incident_tui.record.text import visible
from incident_tui.review.lens import Lens
from tests.exchange.exports.texts import saying, texts
from tests.record_strategies import as_yaml, records
from tests.records import AGENCIES, chronology, entry

TAGS = re.compile(r"</?(p|ul|li)>")


def timeline_of(chronicle: Chronology) -> dict[str, Any]:
    """The timeline, as it comes back from its JSON."""
    found: dict[str, Any] = json.loads("".join(export(View(Lens(chronicle)))))
    return found


def of(time: str) -> dict[str, Any]:
    """The event of an entry with this time."""
    events = timeline_of(chronology(entry("a", "13:00"), entry("x", time)))["events"]
    found: dict[str, Any] = next(one for one in events if one["unique_id"] == "x")
    return found


DAY = {"year": 2024, "month": 2, "day": 29}


@pytest.mark.parametrize(
    ("time", "start", "end", "shown"),
    [
        ("13:15", {"hour": 13, "minute": 15}, None, "13:15"),
        ("13:12~", {"hour": 13, "minute": 12}, None, "about 13:12"),
        ("13:15:07", {"hour": 13, "minute": 15, "second": 7}, None, "13:15:07"),
        (
            "13:15:07.250",
            {"hour": 13, "minute": 15, "second": 7, "millisecond": 250},
            None,
            "13:15:07.250",
        ),
        (
            "13:15/13:40",
            {"hour": 13, "minute": 15},
            {"hour": 13, "minute": 40},
            "13:15–13:40",
        ),
        (
            "13:15..13:17",
            {"hour": 13, "minute": 15},
            {"hour": 13, "minute": 17},
            "somewhere between 13:15 and 13:17",
        ),
        (
            "13:15:07..13:15:09",
            {"hour": 13, "minute": 15, "second": 7},
            {"hour": 13, "minute": 15, "second": 9},
            "somewhere between 13:15:07 and 13:15:09",
        ),
        # A day has no clock time, but where other entries stand before the day's entry.
        ("2024-02-28?", {"day": 28}, {"day": 28}, "somewhere within 28 Feb (uncertain)"),
        ("2024-02-29?", {}, {}, "somewhere within 29 Feb (uncertain)"),
        (
            "{at: 2024-02-29, after: [a]}",
            {"hour": 13, "minute": 0},
            {"hour": 23, "minute": 59},
            "somewhere within 29 Feb",
        ),
    ],
)
def test_a_date_is_as_fine_as_it_is_known(
    time: str, start: dict[str, int], end: dict[str, int] | None, shown: str
) -> None:
    """What is within bounds reaches over them, and the time is shown as the record has it."""
    event = of(time)
    assert event["start_date"] == DAY | start
    assert event.get("end_date") == (None if end is None else DAY | end)
    assert event["display_date"] == shown


def test_an_event_has_its_words_its_group_and_its_source() -> None:
    """The agency that acts is the group; under the headline stands what else there is to say."""
    chronicle = chronology(
        entry("q1", "{at: 13:12~, stated: about 1:12}", title="Call", agency="ipd", cite="src:L3"),
        rest=AGENCIES
        + """
    conflicts:
      - {id: c01, topic: Who, affects: [q1], claims: [{value: a, cite: src}, {value: b, cite: src}]}
""",
    )
    (event,) = timeline_of(chronicle)["events"]
    assert event["text"] == {
        "headline": "Call",
        "text": "<p>text</p><p>note · IPD</p><p>Time: approximate, stated “about 1:12”</p>"
        "<p>Source: report L3</p><p>Bounds: somewhere in 13:07…13:17</p>"
        "<p>Known: after 13:07</p><p>Who: Independence Police Department</p>"
        "<p>Disputed: c01 Who</p>",
    }
    assert (event["group"], event["unique_id"]) == ("IPD", "q1")


def test_unplaced_entries_are_listed_on_the_title_slide() -> None:
    """With what is known of their time; no date is made up for them."""
    told = timeline_of(
        chronology(
            entry("a", "13:00"),
            entry("x", "{at: unplaced, after: [a]}", text="Later"),
            entry("y", "unplaced", kind="forecast", text="Soon", cite="{source: src, by: Lee}"),
        )
    )
    assert [event["unique_id"] for event in told["events"]] == ["a"]
    assert told["scale"] == "human"
    assert told["title"]["text"] == {
        "headline": "Title",
        "text": f"<p>Thu 29 Feb 2024, CST</p><p>{BOUNDS_NOTE}</p>"
        "<p>1 entry without a full time in the sources:</p>"
        "<ul><li>after 13:00 · Later (report)</li></ul>"
        "<p>1 entry expected or planned, as said:</p>"
        "<ul><li>no time · Expected or planned, as said: Soon (report · said by Lee)</li></ul>"
        "<p>Sources:</p><ul><li>src: src (report)</li></ul>",
    }


def test_an_exercise_says_so_at_once() -> None:
    """Nobody takes what is made up for what took place."""
    sections = {
        "format": "incident-record/1",
        "incident": "{id: i, title: T, date: 2024-02-29, timezone: UTC, exercise: true}",
    }
    told = timeline_of(chronology_of(read_bytes(as_yaml(sections), "record.yaml")))
    assert told["title"]["text"]["text"].startswith("<p>Exercise. Thu 29 Feb 2024, UTC</p>")
    assert told["events"] == []


@given(texts())
def test_no_words_are_markup(text: str) -> None:
    """Headline and text are HTML in which a stranger's words are escaped, and all of them there."""
    told = timeline_of(saying(text, title=text))
    slides = [told["title"], *told["events"]]
    for slide in slides:
        assert slide["autolink"] is False
        for part in slide["text"].values():
            assert not set("<>") & set(TAGS.sub("", part))
            assert visible(text) in html.unescape(part)


@given(texts())
def test_a_group_has_no_sign_that_html_lives_by(text: str) -> None:
    """TimelineJS takes one escaping off a group before it sets it as HTML."""
    name = json.dumps(f"x{visible(text)}", ensure_ascii=False)
    rest = f"\nagencies: [{{id: a, name: {name}}}]\n"
    (event,) = timeline_of(chronology(entry("e", "13:15", agency="a"), rest=rest))["events"]
    assert not set("<>&") & set(event["group"])
    assert not set("<>&") & set(event["display_date"])


@given(records())
def test_any_record_is_a_timeline(sections: dict[str, str]) -> None:
    """An event for each entry that is placed, a line for each that is not."""
    chronicle = chronology_of(read_bytes(as_yaml(sections), "record.yaml"))
    told = timeline_of(chronicle)
    assert len(told["events"]) == chronicle.placed_count
    listed = told["title"]["text"]["text"].count("<li>") - len(chronicle.record.sources)
    assert listed == chronicle.unplaced_count
    starts = [[*event["start_date"].values()] for event in told["events"]]
    # Where clocks are set back, an hour comes twice, and TimelineJS has no zone to tell which.
    starts = [start for start in starts if start[:4] != [2024, 11, 3, 1]]
    assert starts == sorted(starts)  # as TimelineJS sorts: a day begins at midnight
    assert [event["unique_id"] for event in told["events"]] == [
        entry.id for entry in chronicle.entries[: chronicle.placed_count]
    ]
