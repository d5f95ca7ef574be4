"""Validation: what a record's reader takes and what is not there already, and why not."""

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from incident_tui.exchange.imports.landing.collect import Collector
from incident_tui.exchange.imports.landing.protocol import ImportedItem, Origin
from incident_tui.exchange.imports.landing.validate import (
    TAKEN,
    AlreadyThereError,
    NotKeptError,
    Validator,
    first_moment,
    line_of,
)
from incident_tui.record.reading import read_bytes
from incident_tui.record.time_value import Moment, parse_form
from tests.exchange.imports.landing.items import entry, item

CHICAGO = ZoneInfo("America/Chicago")
RECORD = b"""\
format: incident-record/1
incident: {id: i, title: T, date: 2024-02-29, timezone: America/Chicago, type: Fire}
tolerances: {about: 5m}
sources: [{id: s, kind: report}]
agencies: [{id: pd, name: Police}]
timeline:
  - {id: e1, kind: note, time: 13:15, text: Two down., cite: s, milestone: all_clear}
glossary: [{term: GSW, meaning: gunshot wound}]
"""


@pytest.fixture
def validator(tmp_path: Path) -> Validator:
    """It knows a record."""
    record = read_bytes(RECORD, "record.yaml").record
    assert record
    found = Validator(tmp_path)
    found.know(record, ())
    return found


def outcome(validator: Validator, found: ImportedItem) -> str:
    """`kept`, `there`, or why it is not kept."""
    try:
        if found.section == "incident":
            validator.incident(found)
        elif found.section == "timeline":
            validator.entry(found, CHICAGO)
        else:
            validator.object(found)
    except AlreadyThereError:
        return "there"
    except NotKeptError as error:
        return str(error)
    return "kept"


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        # New, known word for word, and another thing under a known id.
        (item("agencies", id="fd", name="Fire"), "kept"),
        (item("agencies", id="pd", name="Police"), "there"),
        (item("agencies", id="pd", name="Sheriff"), TAKEN),
        (item("glossary", term="GSW", meaning="gunshot wound"), "there"),
        (item("glossary", term="GSW", meaning="?"), TAKEN),
        (item("tolerances", about="5m"), "there"),
        (item("tolerances", about="300s"), "there"),
        (item("tolerances", about="9m"), TAKEN),
        (item("tolerances", later="1h"), "kept"),
        (entry(), "kept"),
        (entry("e1", text="Two down.", milestone="all_clear"), "there"),
        (entry("e1", text="Two down.", milestone="all_clear", cite="s:L9"), "there"),
        (entry("e1", text="Three down."), TAKEN),
        # Of the incident, what the user may have had a wish for may differ.
        (item("incident", id="i", title="Other", date="2024-01-01", type="Fire"), "there"),
        (item("incident", id="i", type="Medical"), "the record's own incident stays"),
        # What a reader of records refuses.
        (item("agencies", id="x"), "`x` has no `name`"),
        (item("agencies", id="x", name="X", kind="zoo"), "not one of"),
        (item("agencies", nane="X", id="x", name="X"), "did you mean `name`"),
        (item("tolerances", soon="quick"), "is no duration"),
        (entry("x", time="25:00"), "hours go to 23"),
        (entry(""), "`id`: is empty"),
        (item("timeline", kind="note", text="t", cite="s"), "has no `id`"),
        (entry("x", text=object()), "it cannot be written"),
        (entry("x", text="x" * 1_100_000), "longer than 1,024 kB"),
        (item("agencies", id="x", name="X", note=[[[[["deep"]]]]] * 2), "must be text"),
    ],
)
def test_what_is_kept(validator: Validator, found: ImportedItem, expected: str) -> None:
    """An item is new, there already, or refused for a reason that says what to do."""
    assert expected in outcome(validator, found)


def test_the_same_item_twice_is_there_the_second_time(validator: Validator) -> None:
    """What was taken is known from then on, until it is forgotten."""
    kept = validator.object(item("units", id="u", call_sign="E1"))
    assert outcome(validator, item("units", id="u", call_sign="E1")) == "there"
    validator.forget(kept)
    assert outcome(validator, item("units", id="u", call_sign="E1")) == "kept"
    first = validator.entry(entry("e9"), CHICAGO)
    assert outcome(validator, entry("e9")) == "there"
    validator.forget(first)
    assert outcome(validator, entry("e9")) == "kept"


def test_entries_of_calls_are_known_too(tmp_path: Path) -> None:
    """An entry of a record's file of calls is there, as one of its timeline is."""
    reading = read_bytes(RECORD, "record.yaml")
    assert reading.record
    found = Validator(tmp_path)
    found.know(reading.record, reading.record.timeline)
    assert outcome(found, entry("e1", text="Two down.", milestone="all_clear")) == "there"


@pytest.mark.parametrize(
    ("found", "links"),
    [
        # What can be made of its id alone is no link.
        (entry(agency="x", units=["u"], people=["p"], location="l"), ()),
        (entry(time="e1 +2m"), (("timeline", "e1"),)),
        (entry(effects=[{"casualty": "c", "status": "shot"}]), (("casualties", "c"),)),
        (item("intervals", id="v", name="V", **{"from": "e1", "to": "all_clear"}), None),
    ],
)
def test_what_an_item_hangs_on(
    validator: Validator, found: ImportedItem, links: tuple[tuple[str, str], ...] | None
) -> None:
    """References to entries and casualties wait for their target; others are made."""
    take = (
        validator.object
        if found.section != "timeline"
        else lambda one: validator.entry(one, CHICAGO)
    )
    kept = take(found)
    if links is None:  # the ends of an interval
        assert [name for _, name in kept.links if name] == ["e1", "all_clear"]
        assert validator.reach(kept.links)
    else:
        assert [(sections[0], name) for sections, name in kept.links if sections] == [*links]
        assert validator.reach(kept.links) is all(name == "e1" for _, name in links)


def test_what_is_named_is_made_of_its_id(validator: Validator) -> None:
    """Each is made once, unless it is defined; a source says how little is known of it."""
    validator.entry(entry(agency="fd", agencies=["pd"], units=["u"], cite="tape"), CHICAGO)
    validator.entry(entry("e3", agency="fd"), CHICAGO)
    made = {found.section: found.value for found in validator.undefined()}
    assert made["agencies"] == {"id": "fd", "name": "fd"}
    assert made["units"] == {"id": "u", "call_sign": "u"}
    assert made["sources"]["kind"] == "report"
    assert [found.section for found in validator.undefined()].count("agencies") == 1


@pytest.mark.parametrize(
    ("times", "day"),
    [
        (["2024-02-29T13:15"], "2024-02-29"),
        (["2024-03-02", "2024-02-29T13:15", "2024-03-01T01:00"], "2024-02-29"),
        # The day is that of the zone of the record.
        (["2024-03-01T03:00Z"], "2024-02-29"),
        (["2024-02-28T00:00..2024-03-01T00:00"], "2024-02-28"),
        (["13:15", "unplaced", "e1 +2m"], None),
    ],
)
def test_the_first_day(tmp_path: Path, times: list[str], day: str | None) -> None:
    """The earliest day that an entry names is the day of a new record."""
    with Collector(tmp_path, Validator(tmp_path), CHICAGO) as found:
        for number, time in enumerate(times):
            found.take(entry(f"n{number}", time=time))
        assert found.first_day == (dt.date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13:15", "13:15"),
        ("13:15/13:40", "13:15"),
        ("13:00..13:12", "13:00"),
        ("..13:12", "13:12"),
        ("unplaced", None),
        ("e1 +2m", None),
    ],
)
def test_the_moment_that_a_time_begins_with(text: str, expected: str | None) -> None:
    """Of bounds, the lower if known; a time relative to an entry has no moment."""
    moment = first_moment(parse_form(text))
    assert moment == (parse_form(expected) if expected else None)
    assert moment is None or isinstance(moment, Moment)


def test_what_an_item_says_is_plain_text(validator: Validator) -> None:
    """A number or a truth value is what stands for it in YAML; None is left out."""
    kept = validator.object(item("people", id="p", label="L", named=False, age=41, rank=None))
    assert kept.tree == {"id": "p", "label": "L", "named": "false", "age": "41"}
    assert kept.origin == Origin("log", 7)
    assert line_of({"a": None, "b": [1, None]}) == b'{"b":[1,null]}'


@pytest.mark.parametrize(
    ("value", "path", "note"),
    [
        ({"path": "here.txt"}, "here.txt", None),
        ({"path": "gone.txt"}, None, "Its text did not come along: gone.txt"),
        ({"path": "gone.txt", "note": "N."}, None, "N. Its text did not come along: gone.txt"),
        ({"path": "here.txt", "sha256": hashlib.sha256(b"text").hexdigest()}, "here.txt", None),
        # Another text under the name of the source's is not its text.
        (
            {"path": "here.txt", "sha256": "0" * 64},
            None,
            "Its text did not come along: here.txt",
        ),
        ({}, None, None),
    ],
)
def test_a_source_leads_to_a_text_that_is_there(
    tmp_path: Path, value: dict[str, Any], path: str | None, note: str | None
) -> None:
    """One whose text is not beside the record says so, and leads nowhere."""
    (tmp_path / "here.txt").write_text("text")
    found = Validator(tmp_path).object(item("sources", id="s", kind="report", **value)).tree
    assert (found.get("path"), found.get("note")) == (path, note)


def test_the_incident_of_a_new_record(tmp_path: Path) -> None:
    """What is said of it is kept as it is said; the rest is for the folder to fill in."""
    found = Validator(tmp_path)
    assert found.incident(item("incident", title="T", type=None)) == {"title": "T"}
    with pytest.raises(NotKeptError, match="is no date"):
        Validator(tmp_path).incident(item("incident", date="2024-02-30"))
