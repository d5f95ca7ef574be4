"""Reading a record: whatever is in the file, a record as far as it is sound, and every problem."""

import codecs
import copy
import datetime as dt
import errno
import hashlib
import io
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incident_tui.record import model
from incident_tui.record.files import stays_inside
from incident_tui.record.model import Cite, Entry, Record
from incident_tui.record.numbering import Row
from incident_tui.record.problems import Mark, Problems
from incident_tui.record.reading import (
    LARGEST,
    LARGEST_CALLS,
    Reading,
    read_bytes,
    read_record,
)
from incident_tui.record.time_value import MINUTE, UNPLACED, Duration, parse_form
from incident_tui.record.tree import Mapping, Node, Scalar, Sequence, parse_yaml
from incident_tui.samples import bundled_record

EVERYTHING = Path(__file__).parent / "everything.yaml"

HEAD = """\
format: incident-record/1
incident: {id: x, title: t, date: 2024-02-29, timezone: America/Chicago}
sources: [{id: art, kind: news_article}]
"""
ENTRY = "id: q1, kind: note, time: 13:15, text: a, cite: art:L1"


def read(text: str | bytes) -> Reading:
    """What comes of reading a text as `r.yaml`."""
    return read_bytes(text if isinstance(text, bytes) else text.encode(), "r.yaml")


def record_of(reading: Reading) -> Record:
    """The record that was read."""
    assert reading.record is not None
    return reading.record


def written(reading: Reading) -> list[str]:
    """The problems of a reading as they are written."""
    return [str(problem) for problem in reading.problems]


def calls_of(reading: Reading) -> list[Entry]:
    """The calls that were read, in the order of their lines."""
    return [*map(reading.calls.entry, reading.calls.rows)]


def left_out(reading: Reading) -> list[str]:
    """What a reading left out, as `section: name`."""
    return [f"{part.section}: {part.name}" for part in reading.left_out]


def read_after_head(section: str) -> Reading:
    """What comes of reading a section after a sound head of 3 lines."""
    return read(HEAD + section)


def entry_with(fields: str) -> str:
    """A timeline of one entry with these fields; they stand in the file's line 5, column 5."""
    return f"timeline:\n  - {{{fields}, {ENTRY}}}\n"


# What a record can hold.


def values_of(value: object) -> Iterator[model.Value]:
    """Every object inside a value of the model, itself first."""
    if isinstance(value, model.Value):
        yield value
        for name in value.__struct_fields__:
            yield from values_of(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from values_of(item)


def test_every_field_of_the_model_is_read() -> None:
    """A record with every key that there is reads without a problem into every field."""
    reading = read_record(EVERYTHING)
    assert written(reading) == []
    filled: dict[str, set[str]] = {}
    for value in values_of(reading.record):
        names = filled.setdefault(type(value).__name__, set())
        for field in msgspec.structs.fields(value):
            if field.required or getattr(value, field.name) != field.default:
                names.add(field.name)
    fields = {
        cls.__name__: {field.name for field in msgspec.structs.fields(cls)}
        for cls in vars(model).values()
        if isinstance(cls, type) and issubclass(cls, model.Value) and cls is not model.Value
    }
    fields["Record"].remove("calls")  # has tests of its own
    filled["Record"].discard("calls")
    assert filled == fields


def test_texts_stay_as_they_are_written() -> None:
    """What YAML would turn into a number or a truth value is the text of the file."""
    record = record_of(read_record(EVERYTHING))
    entry, unit, location = record.timeline[0], record.units[0], record.locations[0]
    assert record.incident.title == "no"
    assert record.incident.modifiers == ("drill", "012")
    assert record.incident.summary == "One line and another."
    assert record.agencies[0].talkgroups == ("012", "1e3")
    assert unit.radio_ids == ("0x1F", "7")
    assert (location.number, location.block) == ("0012", "700")
    assert entry.text == "Yes: 13:12, no."
    assert entry.tags == ("off", "1_000")
    assert entry.channel == model.Channel(
        system="metro",
        talkgroup="0451",
        talkgroup_tag="Fire 1",
        frequency="851.01250",
        feed="east",
        site="007",
    )


def test_values_are_converted_by_the_schema() -> None:
    """A date, number, truth value, duration or time is what its field asks for."""
    record = record_of(read_record(EVERYTHING))
    assert record.incident.date == dt.date(2024, 2, 29)
    assert record.incident.exercise is True
    assert record.people[0].age == 32
    assert record.people[0].named is False
    assert record.locations[0].lon == -94.4155
    assert record.tolerances["shortly after"] == Duration(0, 10 * MINUTE)
    assert record.facilities[0].duration == Duration(20 * MINUTE, 20 * MINUTE)
    assert record.intervals[0].start == "q1"
    assert record.timeline[2].time.at == parse_form("13:15/13:40")


def test_time_may_carry_what_else_is_known() -> None:
    """A time as a mapping keeps the source's words, the order, the basis and the tolerance."""
    time = record_of(read_record(EVERYTHING)).timeline[0].time
    assert time.at == parse_form("13:12~")
    assert time.stated == "around 1:12"
    assert (time.after, time.before) == (("q2",), ("q3",))
    assert (time.basis, time.tolerance) == ("derived", "about")
    assert time.duration == Duration(20_000, 30_000)


@pytest.mark.parametrize(
    ("written_as", "cites"),
    [
        ("art:L13", [Cite(source="art", at="L13")]),
        ("art", [Cite(source="art")]),
        ("'art: t=00:12:31'", [Cite(source="art", at="t=00:12:31")]),
        ("{source: art, at: L13}", [Cite(source="art", at="L13")]),
        ("{source: art, basis: quote}", [Cite(source="art", basis="quote")]),
        ("[art:L1, {source: art}]", [Cite(source="art", at="L1"), Cite(source="art")]),
    ],
)
def test_citation_may_be_short_or_long(written_as: str, cites: list[Cite]) -> None:
    """A citation is a word, a mapping, or a list of those."""
    reading = read_after_head(
        f"timeline: [{{id: q, kind: note, time: 13:15, text: a, cite: {written_as}}}]"
    )
    assert written(reading) == []
    assert record_of(reading).timeline[0].cite == tuple(cites)


@pytest.mark.parametrize("word", ["true", "yes", "True", "YES"])
@pytest.mark.parametrize("opposite", ["false", "no", "False", "NO"])
def test_truth_may_be_written_in_two_ways(word: str, opposite: str) -> None:
    """True and yes are true, false and no are false, however they are capitalised."""
    people = f"people: [{{id: a, name: A, named: {word}}}, {{id: b, name: B, named: {opposite}}}]"
    reading = read_after_head(people)
    assert written(reading) == []
    assert [person.named for person in record_of(reading).people] == [True, False]


def test_key_without_a_value_is_as_if_it_were_not_there() -> None:
    """An optional key may wait for its value: `agency:` alone is no problem."""
    bare = "timeline:\n  - id: q1\n    kind: note\n    time: 13:15\n    text: a\n    cite: art\n"
    reading = read_after_head(
        f"{bare}    agency:\n    speaker: ~\n    tags:\ntolerances:\ncalls:\n"
    )
    assert written(reading) == []
    assert record_of(reading) == record_of(read_after_head(bare))


def test_each_time_knows_its_place() -> None:
    """For every time of a record, its line and column can be asked for."""
    reading = read_after_head(
        "timeline:\n  - {id: q1, kind: note, time: 13:15, text: a, cite: art,\n     known: 13:15}\n"
    )
    entry = record_of(reading).timeline[0]
    assert entry.known is not None
    assert reading.mark_of(entry.time) == Mark("r.yaml", 5, 32)
    assert reading.mark_of(entry.known) == Mark("r.yaml", 6, 13)


def test_time_of_another_record_has_no_line() -> None:
    """Asked for a time that it does not hold, a reading names only its file."""
    other = record_of(read_after_head(entry_with("title: b"))).timeline[0].time
    assert read_after_head("").mark_of(other) == Mark("r.yaml")


# What is wrong with it. The head has 3 lines, so what is written here begins in line 4.

FAULTS: dict[str, tuple[str, list[str]]] = {
    "unknown section": (
        "timelime: []\n",
        ["4:1: unknown key `timelime`; did you mean `timeline`?"],
    ),
    "unknown key": (
        entry_with("titel: b"),
        ["5:6: unknown key `titel`; did you mean `title`?"],
    ),
    "unknown key like no other": (
        f"intervals: [{{id: i, name: n, from: q1, to: q1, zzz: 1}}]\ntimeline: [{{{ENTRY}}}]",
        ["4:48: unknown key `zzz`; keys here: id, name, from, to, note"],
    ),
    "unknown key of a time": (
        "timeline: [{id: q, kind: note, time: {at: 13:15, sated: x}, text: a, cite: art}]",
        ["4:50: unknown key `sated`; did you mean `stated`?"],
    ),
    "unknown key of a time that is empty": (
        "timeline: [{id: q, kind: note, time: {at: 13:15, stated: a, b}, text: a, cite: art}]",
        ["4:61: unknown key `b`; keys here: stated, after, before, basis, tolerance, duration, at"],
    ),
    "unknown key that is empty": (
        entry_with("titel: ''"),
        ["5:6: unknown key `titel`; did you mean `title`?"],
    ),
    "merge key": (
        "agencies: [{<<: {kind: law}, id: a, name: A}]",
        [
            "4:13: unknown key `<<`; keys here: id, name, short, aliases, kind, level, named, "
            "roles, aid, talkgroups, color, status_history, cite, note"
        ],
    ),
    "duplicate key": (
        entry_with("title: a, title: b"),
        ["5:16: `title` stands here twice; the first one, in line 5, is used"],
    ),
    "wrong word": (
        entry_with("weight: ky"),
        ["5:14: `weight`: `ky` is not one of routine, notable, key; did you mean `key`?"],
    ),
    "word in another case": (
        "agencies: [{id: a, name: A, kind: Law}]",
        [
            "4:35: `kind`: `Law` is not one of law, fire, ems, psap, court, school, hospital, "
            "federal, media, government, unknown; did you mean `law`?"
        ],
    ),
    "wrong truth": (
        entry_with("verbatim: maybe"),
        ["5:16: `verbatim`: `maybe` is neither true nor false"],
    ),
    "wrong whole number": (
        "people: [{id: a, name: A, age: 32.5}]",
        ["4:32: `age`: `32.5` is no whole number"],
    ),
    "number of other digits": (
        "people: [{id: a, name: A, age: ３２}]",
        ["4:32: `age`: `３２` is no whole number"],
    ),
    "number without end": (
        f"people: [{{id: a, name: A, age: {'9' * 30}}}]",
        [f"4:32: `age`: `{'9' * 30}` is no whole number"],
    ),
    "wrong number": (
        "locations: [{id: a, text: A, lat: N39}]",
        ["4:35: `lat`: `N39` is no number"],
    ),
    "infinite number": (
        "locations: [{id: a, text: A, lat: inf, lon: nan}]",
        ["4:35: `lat`: `inf` is no number", "4:45: `lon`: `nan` is no number"],
    ),
    "wrong date": (
        "related: [{id: r, title: R, relation: [same_day], date: 29.2.2024}]",
        ["4:57: `date`: `29.2.2024` is no date: write it as 2024-02-29"],
    ),
    "date of a week": (
        "related: [{id: r, title: R, relation: [same_day], date: 2024-W09-4}]",
        ["4:57: `date`: `2024-W09-4` is no date: write it as 2024-02-29"],
    ),
    "impossible date": (
        "related: [{id: r, title: R, relation: [same_day], date: 2023-02-29}]",
        ["4:57: `date`: `2023-02-29` is no date of the calendar"],
    ),
    "wrong duration": (
        "tolerances: {about: soon, around: 5m}",
        [
            "4:21: `about`: `soon` is no duration: write 30s, 20m, 1h30m or 20m..30m",
        ],
    ),
    "wrong time": (
        entry_with("known: 1:15 pm"),
        ["5:13: `known`: `1:15 pm` is no time: write 13:15"],
    ),
    "time as a list": (
        entry_with("known: [13:15]"),
        ["5:13: `known`: a time is one text, or a mapping with `at`"],
    ),
    "time as a mapping without `at`": (
        entry_with("known: {basis: x}"),
        ["5:13: `known`: a time has no `at`; add one, `at: unplaced` if no time is given"],
    ),
    "time with an order but no `at`": (
        entry_with("known: {after: q1}"),
        ["5:13: this time has no `at`; read as `at: unplaced`"],
    ),
    "time with a wrong part": (
        entry_with("known: {at: 13:15, duration: soon}"),
        ["5:35: `duration`: `soon` is no duration: write 30s, 20m, 1h30m or 20m..30m"],
    ),
    "text instead of a list": (
        entry_with("tags: S0"),
        ["5:12: `tags`: must be a list: write [S0]"],
    ),
    "text instead of a section": (
        "units: e1",
        ["4:8: `units`: must be a list: write [e1]"],
    ),
    "mapping instead of a section": (
        "units: {e1: x}",
        ["4:8: `units`: must be a list"],
    ),
    "list instead of a text": (
        entry_with("title: [b]"),
        ["5:13: `title`: must be text, not a list; a text that begins with [ needs quotes"],
    ),
    "mapping instead of a text": (
        entry_with("title: {b: c}"),
        ["5:13: `title`: must be text, not a mapping; a text that begins with { needs quotes"],
    ),
    "text instead of a mapping": (
        entry_with("channel: fire 1"),
        ["5:15: `channel`: must be a mapping of keys and values"],
    ),
    "list instead of tolerances": (
        "tolerances: [about]",
        ["4:13: `tolerances`: must be a mapping of keys and values"],
    ),
    "wrong item of a list": (
        entry_with("tags: [a, [b], {c: d}, e]"),
        [
            "5:16: must be text, not a list; a text that begins with [ needs quotes",
            "5:21: must be text, not a mapping; a text that begins with { needs quotes",
        ],
    ),
    "empty item of a list": (
        entry_with("tags: [a, ~]"),
        ["5:16: is empty; give it a value or take the key out"],
    ),
    "alias": (
        entry_with("title: &t b, sic: *t"),
        ["5:24: `*t`: aliases are not read; write the value out"],
    ),
    "alias instead of a section": (
        "units: *u\npeople: !!set {a}",
        [
            "4:8: `*u`: aliases are not read; write the value out",
            "5:9: the tag `!!set` is not read; write plain lists and mappings",
        ],
    ),
    "tag": (
        entry_with("title: !!python/name:os.system x"),
        ["5:13: the tag `!!python/name:os.system` is not read; write plain text"],
    ),
    # Ids that stand nowhere.
    "unknown agency": (
        "agencies: [{id: ipd, name: IPD}]\n" + entry_with("agency: ipdd"),
        ["6:14: no `ipdd` in `agencies`; did you mean `ipd`?"],
    ),
    "unknown ids, wherever they may stand": (
        entry_with(
            "agencies: [a1], speaker: {person: a2, unit: a3, agency: a4}, units: [a5], "
            "people: [a6], location: a7, effects: [{facility: a8, status: x}]"
        ),
        [
            "5:17: no `a1` in `agencies`",
            "5:40: no `a2` in `people`",
            "5:50: no `a3` in `units`",
            "5:62: no `a4` in `agencies`",
            "5:75: no `a5` in `units`",
            "5:89: no `a6` in `people`",
            "5:104: no `a7` in `locations`",
            "5:129: no `a8` in `facilities`",
        ],
    ),
    "unknown entry in a time": (
        entry_with("known: {at: q9 +2m, after: [q8], before: q7}"),
        [
            "5:18: no `q9` in `timeline`",
            "5:34: no `q8` in `timeline`",
            "5:47: no `q7` in `timeline`",
        ],
    ),
    "unknown tolerance": (
        "tolerances: {about: 3m}\n" + entry_with("known: {at: 13:15~, tolerance: abut}"),
        ["6:37: no `abut` in `tolerances`; did you mean `about`?"],
    ),
    "unknown source": (
        "agencies: [{id: a, name: A, cite: [art, arte:L1, {source: atr}]}]",
        [
            "4:41: no `arte` in `sources`; did you mean `art`?",
            "4:59: no `atr` in `sources`; did you mean `art`?",
        ],
    ),
    "unknown id in a section of any kind": (
        "questions: [{id: u, text: T, refs: [art, arz, u]}]",
        ["4:42: no `arz` in any section; did you mean `art`?"],
    ),
    # Rules inside one object.
    "effect without a subject": (
        entry_with("effects: [{status: shot}]"),
        ["5:16: an effect names a casualty, unit, agency, facility, group or milestone"],
    ),
    "effect on two subjects": (
        "units: [{id: e, call_sign: E}]\nagencies: [{id: a, name: A}]\n"
        + entry_with("effects: [{unit: e, agency: a, status: OnScene}]"),
        ["7:16: an effect has one subject, not unit and agency; write one for each"],
    ),
    "effect without a status": (
        "agencies: [{id: a, name: A}]\n" + entry_with("effects: [{agency: a}]"),
        ["6:16: this effect gives its agency no `status`; add one"],
    ),
    "effect with a casualty status that is none": (
        "casualties: [{id: c, group: public, label: one}]\n"
        + entry_with("effects: [{casualty: c, status: OnScene}]"),
        [
            "6:38: `OnScene` is not one of uninjured, minor, injured, shot, serious, critical, "
            "missing, deceased, unknown"
        ],
    ),
    "effect with a unit status that is none": (
        "units: [{id: e, call_sign: E}]\n" + entry_with("effects: [{unit: e, status: shot}]"),
        [
            "6:34: `shot` is not one of Available, Dispatched, Acknowledged, EnRoute, Staging, "
            "OnScene, AtPatient, Transporting, Hospital, Returning, Cleared, Canceled, "
            "OutOfService, Unknown"
        ],
    ),
    "grade": (
        entry_with("grade: G7"),
        ["5:13: `G7` is no Admiralty grade; write A–F and 1–6, such as B2"],
    ),
    "color": (
        "agencies: [{id: a, name: A, color: blue}]",
        ["4:36: `blue` is no colour; write it as #0072b2"],
    ),
    "sha256": (
        entry_with("audio: {path: a.wav, sha256: 12ab}"),
        ["5:35: a sha256 is 64 hexadecimal digits"],
    ),
    "confidence": (
        entry_with("transcript: {method: asr, confidence: 90}"),
        ["5:44: a confidence goes from 0 to 1"],
    ),
    "numbers below what there is": (
        "people: [{id: p, name: P, age: -1}]\n"
        "locations: [{id: l, text: L, lat: 91, lon: -180.5}]\n"
        + entry_with("audio: {path: a.wav, start: -1, length: -0.5}"),
        [
            "4:32: an age is not below 0",
            "5:35: `lat` goes from -90 to 90",
            "5:44: `lon` goes from -180 to 180",
            "7:34: a number of seconds is not below 0",
            "7:46: a number of seconds is not below 0",
        ],
    ),
}


@pytest.mark.parametrize(("section", "problems"), FAULTS.values(), ids=FAULTS)
def test_fault_has_its_place_and_what_to_do(section: str, problems: list[str]) -> None:
    """A fault is a problem with its line and column, and nothing else is lost for it."""
    reading = read_after_head(section)
    assert written(reading) == [f"r.yaml:{problem}" for problem in problems]
    assert left_out(reading) == []
    assert len(record_of(reading).timeline) == section.count("kind: note")


# A fault that takes its object with it -> the problems, and what is left out.
LOSSES: dict[str, tuple[str, list[str], list[str]]] = {
    "missing keys": (
        "timeline: [{id: q, kind: note}]",
        [
            "4:12: `q` has no `cite`; add one",
            "4:12: `q` has no `text`; add one",
            "4:12: `q` has no `time`; add one",
        ],
        ["timeline: q"],
    ),
    "missing id": (
        "units: [{call_sign: E}]",
        ["4:9: this has no `id`; add one"],
        ["units: no. 1"],
    ),
    "empty id": (
        "units: [{id: '', call_sign: E}, {id: , call_sign: E}]",
        [
            "4:14: `id`: is empty; give it a value",
            "4:38: `id`: is empty; give it a value or take the key out",
        ],
        ["units: no. 1", "units: no. 2"],
    ),
    "id that is no text": (
        "units: [{id: [e], call_sign: E}]",
        ["4:14: `id`: must be text, not a list; a text that begins with [ needs quotes"],
        ["units: no. 1"],
    ),
    "wrong required value": (
        "timeline: [{id: q, kind: radio, time: 9:15, text: [], cite: art}]",
        [
            "4:26: `kind`: `radio` is not one of radio_call, phone_call, cad_event, unit_status, "
            "observation, statement, media_post, milestone, action, forecast, note; "
            "did you mean `radio_call`?",
            "4:39: `time`: `9:15` is no time: write 09:15",
            "4:51: `text`: must be text, not a list; a text that begins with [ needs quotes",
        ],
        ["timeline: q"],
    ),
    "text instead of an object": (
        "units: [e1, {id: e2, call_sign: E2}, [e3], *e4]",
        [
            "4:9: must be a mapping of keys and values",
            "4:38: must be a mapping of keys and values",
            "4:44: `*e4`: aliases are not read; write the value out",
        ],
        ["units: no. 1", "units: no. 3", "units: no. 4"],
    ),
    "duplicate id": (
        "units:\n  - {id: e, call_sign: E1}\n  - {id: e, call_sign: E2}\n",
        [
            "6:10: the id `e` is taken, in line 5 of r.yaml; this one is left out: "
            "give it another id"
        ],
        ["units: e"],
    ),
    "required list without a value": (
        "related: [{id: r, title: R, relation: }]",
        ["4:39: `relation`: is empty; give it a value or take the key out"],
        ["related: r"],
    ),
    "entry without a source": (
        "timeline: [{id: q, kind: note, time: 13:15, text: a, cite: []}]",
        ["4:60: an entry cites its source; write one such as art:L13"],
        ["timeline: q"],
    ),
    "entry whose only citation is wrong": (
        "timeline: [{id: q, kind: note, time: 13:15, text: a, cite: [{at: L1}]}]",
        ["4:61: this has no `source`; add one"],
        ["timeline: q"],
    ),
    "person without a name": (
        "people: [{id: p, age: 3}]",
        ["4:10: a person needs a `name`, or a `label` such as unnamed neighbour"],
        ["people: p"],
    ),
    "person with nothing but a key without letters": (
        "people: [{id: p, '': Allen}]",
        [
            "4:10: a person needs a `name`, or a `label` such as unnamed neighbour",
            "4:18: unknown key ``; keys here: id, name, label, named, age, roles, occupation, "
            "rank, known, agency, aliases, cite, note",
        ],
        ["people: p"],
    ),
    "casualty without a name": (
        "casualties: [{id: c, group: public}]",
        ["4:14: a casualty needs a `person`, or a `label` such as unnamed officer"],
        ["casualties: c"],
    ),
    "claims without their source": (
        "conflicts: [{id: c, topic: T, claims: [{value: 2, cite: []}, {value: 3}]}]",
        [
            "4:39: a conflict sets two claims or more against each other",
            "4:57: this needs its source; cite one such as art:L13",
            "4:62: this has no `cite`; add one",
        ],
        ["conflicts: c"],
    ),
}


@pytest.mark.parametrize(("section", "problems", "lost"), LOSSES.values(), ids=LOSSES)
def test_what_cannot_be_read_is_counted(section: str, problems: list[str], lost: list[str]) -> None:
    """An object without what it needs is left out, reported and listed; the rest is read."""
    reading = read_after_head(section + "\nagencies: [{id: sound, name: S}]\n")
    assert written(reading) == [f"r.yaml:{problem}" for problem in problems]
    assert left_out(reading) == lost
    assert [agency.id for agency in record_of(reading).agencies] == ["sound"]


def test_a_conflict_of_one_claim_is_kept() -> None:
    """It is a problem, and what is claimed is still shown."""
    reading = read_after_head("conflicts: [{id: c, topic: T, claims: [{value: 2, cite: art}]}]")
    assert written(reading) == [
        "r.yaml:4:39: a conflict sets two claims or more against each other"
    ]
    assert [claim.value for claim in record_of(reading).conflicts[0].claims] == ["2"]
    assert reading.left_out == ()


def test_part_of_an_object_that_fails_leaves_the_object() -> None:
    """An optional part without what it needs is taken out; the entry itself stays."""
    reading = read_after_head(
        entry_with("audio: {start: 3}, transcript: {model: m}, effects: [{}, {milestone: m}]")
    )
    entry = record_of(reading).timeline[0]
    assert (entry.audio, entry.transcript) == (None, None)
    assert [effect.milestone for effect in entry.effects] == ["m"]
    assert [problem.message for problem in reading.problems] == [
        "this has no `path`; add one",
        "this has no `method`; add one",
        "an effect names a casualty, unit, agency, facility, group or milestone",
    ]


def test_wrong_optional_value_is_left_out_alone() -> None:
    """A wrong value of an optional key is as if it were not there."""
    reading = read_after_head(entry_with("grade: G7, weight: heavy, agency: nobody, title: b"))
    assert len(reading.problems) == 3
    entry = record_of(reading).timeline[0]
    assert (entry.grade, entry.weight, entry.title) == ("", "routine", "b")


def test_numbers_go_up_to_their_limits() -> None:
    """The least and the most of what a number may be are no fault."""
    reading = read(
        HEAD.replace("kind: news_article", "kind: news_article, lines: 0")
        + "people: [{id: p, name: P, age: 0}]\n"
        "locations: [{id: a, text: A, lat: 90, lon: 180}, {id: b, text: B, lat: -90, lon: -180}]\n"
        "casualties: [{id: c, group: public, label: L, count: 1}]\n"
        "timeline:\n"
        f"  - {{{ENTRY}, audio: {{path: a, start: 0, length: 0}},\n"
        "     transcript: {method: asr, confidence: 0}}\n"
        f"  - {{{ENTRY.replace('q1', 'q2')}, transcript: {{method: asr, confidence: 1}}}}\n"
    )
    assert written(reading) == []
    record = record_of(reading)
    assert record.sources[0].lines == 0
    assert [(one.lat, one.lon) for one in record.locations] == [(90, 180), (-90, -180)]


def test_number_of_lines_is_not_below_none() -> None:
    """A source has no fewer than 0 lines."""
    reading = read(HEAD.replace("kind: news_article", "kind: news_article, lines: -1"))
    assert written(reading) == ["r.yaml:3:48: a number of lines is not below 0"]
    assert record_of(reading).sources[0].lines is None


@pytest.mark.parametrize("count", ["0", "-3"])
def test_count_is_one_or_more(count: str) -> None:
    """Nobody is no casualty; a count that is wrong is never added up."""
    reading = read_after_head(
        f"casualties: [{{id: c, group: public, label: L, count: {count}}}]\n"
        "related: [{id: r, title: R, relation: [same_day],\n"
        f"  casualties: [{{group: public, status: shot, count: {count}}}]}}]\n"
    )
    assert written(reading) == [
        "r.yaml:4:54: a count is 1 or more",
        "r.yaml:6:53: a count is 1 or more",
    ]
    assert record_of(reading).casualties[0].count == 1
    assert record_of(reading).related[0].casualties == ()


def test_history_keeps_its_sound_steps() -> None:
    """A step of a history without status, time or source is reported; the others are kept."""
    reading = read_after_head(
        "casualties:\n"
        "  - id: c\n"
        "    group: public\n"
        "    label: L\n"
        "    history:\n"
        "      - {status: shot, time: 13:15, cite: art}\n"
        "      - {status: shoot, time: 13:16, cite: art}\n"
        "      - {status: deceased, time: 13:17, cite: []}\n"
        "      - {status: deceased, cite: art}\n"
    )
    assert [str(problem.mark) for problem in reading.problems] == [
        "r.yaml:10:18",
        "r.yaml:11:47",
        "r.yaml:12:9",
    ]
    assert [step.status for step in record_of(reading).casualties[0].history] == ["shot"]


@pytest.mark.parametrize("grade", ["A1", "F6", "B2"])
def test_grades_of_the_admiralty_code(grade: str) -> None:
    """A grade is a letter of reliability and a digit of credibility."""
    assert written(read_after_head(entry_with(f"grade: {grade}"))) == []


@pytest.mark.parametrize("grade", ["B", "2B", "b2", "B7", "B0", "G1", "B2 ", "B22"])
def test_wrong_grades(grade: str) -> None:
    """Anything else is no grade."""
    assert len(read_after_head(entry_with(f"grade: '{grade}'")).problems) == 1


@pytest.mark.parametrize("color", ["0072b2", "#0072b", "#0072b2ff", "#00g2b2", "red", "[bold]"])
def test_wrong_colors(color: str) -> None:
    """A colour is a sharp sign and six hexadecimal digits."""
    reading = read_after_head(f"agencies: [{{id: a, name: A, color: '{color}'}}]")
    assert len(reading.problems) == 1
    assert record_of(reading).agencies[0].color == ""


def test_what_refers_to_a_part_that_is_left_out_is_not_at_fault() -> None:
    """An object that cannot be read is one problem, not one for every use of its id."""
    reading = read_after_head(
        "tolerances: {about: soon}\nagencies: [{id: a}]\n"
        + entry_with("agency: a, known: {at: 13:15~, tolerance: about}")
    )
    assert len(reading.problems) == 2
    assert left_out(reading) == ["agencies: a"]


def test_all_problems_are_reported_at_once_by_place() -> None:
    """The problems of every kind come together, in the order in which they stand in the file."""
    reading = read_after_head(
        "timelime: []\n"
        "units: [{id: e1}, {id: e2, call_sign: E, agency: nobody}]\n"
        "timeline:\n"
        "  - {id: q1, kind: note, time: 1 pm, text: a, cite: art}\n"
        "  - {id: q2, kind: note, time: 13:15, text: a, cite: art, titel: b, titel: c}\n"
        "  - {id: q2, kind: note, time: 13:15, text: a, cite: nowhere}\n"
        "  - *a\n"
        "incident: {}\n"
        "people: [\n"
    )
    assert [(problem.mark.line, problem.mark.column) for problem in reading.problems] == [
        (4, 1),  # unknown section
        (5, 9),  # no call sign
        (5, 50),  # no such agency
        (7, 32),  # 12-hour clock
        (8, 59),  # unknown key
        (8, 69),  # twice
        (9, 10),  # id taken
        (9, 54),  # no such source
        (10, 5),  # alias
        (11, 1),  # twice
        (13, 1),  # not YAML
    ]
    assert left_out(reading) == ["units: e1", "timeline: q1", "timeline: q2", "timeline: no. 4"]
    assert [entry.id for entry in record_of(reading).timeline] == ["q2"]
    assert [unit.id for unit in record_of(reading).units] == ["e2"]


def test_sound_entries_beside_broken_ones_are_read() -> None:
    """When every other entry is wrong, the others are shown and the wrong ones counted."""
    lines = [
        f"  - {{id: q{n}, kind: note, time: {'13:15' if n % 2 else '1:15'}, text: a, cite: art}}"
        for n in range(100)
    ]
    reading = read_after_head("timeline:\n" + "\n".join(lines))
    assert [entry.id for entry in record_of(reading).timeline] == [
        f"q{n}" for n in range(1, 100, 2)
    ]
    assert left_out(reading) == [f"timeline: q{n}" for n in range(0, 100, 2)]
    assert [problem.mark.line for problem in reading.problems] == list(range(5, 105, 2))


def test_fault_of_syntax_keeps_the_entries_before_it() -> None:
    """A fault of YAML costs the entry that it stands in and what follows, nothing before it."""
    reading = read_after_head(
        "timeline:\n"
        "  - {id: q1, kind: note, time: 13:15, text: a, cite: art}\n"
        "  - id: q2\n"
        '    text: "never closed\n'
        "agencies: [{id: a, name: A}]\n"
    )
    assert [entry.id for entry in record_of(reading).timeline] == ["q1"]
    assert record_of(reading).agencies == ()
    assert left_out(reading) == ["timeline: no. 2"]
    assert written(reading) == [
        "r.yaml:9:1: not YAML: while scanning a quoted scalar begun in line 7, found unexpected "
        "end of stream; nothing after this is read"
    ]


def test_problems_do_not_multiply_with_size() -> None:
    """Thousands of dangling ids beside thousands of others are still told apart one by one."""
    entries = "".join(
        f"  - {{id: q{n}, kind: note, time: {{at: unplaced, after: z{n}}}, text: a, cite: art}}\n"
        for n in range(3_000)
    )
    reading = read_after_head(f"timeline:\n{entries}")
    assert len(reading.problems) == 3_000
    assert reading.problems[-1].message.startswith("no `z2999` in `timeline`")


def test_long_ids_are_compared_no_letter_by_letter() -> None:
    """An id as long as a book is reported without looking for what was meant."""
    letters = "".join(chr(0x4E00 + n * 7919 % 300) for n in range(200_000))
    reading = read_after_head(
        f"units: [{{id: a{letters}, call_sign: E}}]\n" + entry_with(f"units: [b{letters}]")
    )
    assert len(reading.problems) == 1
    assert len(str(reading.problems[0])) < 1_000


# The incident itself.


@pytest.mark.parametrize(
    ("incident", "expected"),
    [
        ("", ["1:1: no `incident`; add one with `id`, `title`, `date` and `timezone`"]),
        ("incident:", ["1:10: no `incident`; add one with `id`, `title`, `date` and `timezone`"]),
        ("incident: x", ["1:11: no `incident`; add one with `id`, `title`, `date` and `timezone`"]),
        (
            "incident: {}",
            [
                "1:11: this has no `date`; add one",
                "1:11: this has no `id`; add one",
                "1:11: this has no `timezone`; add one",
                "1:11: this has no `title`; add one",
            ],
        ),
        (
            "incident: {id: x, title: t, date: today, timezone: Mars/Base}",
            [
                "1:35: `date`: `today` is no date: write it as 2024-02-29",
            ],
        ),
        (
            "incident: {id: x, title: t, date: 2024-02-29, timezone: Mars/Base}",
            ["1:57: `Mars/Base` is no IANA time zone; write one such as America/Chicago"],
        ),
    ],
)
def test_record_without_a_whole_incident_still_opens(incident: str, expected: list[str]) -> None:
    """A record whose incident lacks what it needs opens with stand-ins, which are reported."""
    reading = read(f"{incident}\nformat: incident-record/1\nsources: [{{id: art, kind: post}}]\n")
    assert [problem.removeprefix("r.yaml:") for problem in written(reading)] == [
        problem if incident else problem.replace("1:1:", "2:1:") for problem in expected
    ]
    record = record_of(reading)
    assert record.incident.timezone == "UTC"
    assert record.incident.title in ("t", "(no title)")
    assert [source.id for source in record.sources] == ["art"]
    assert left_out(reading) == ["incident: in part"]


def test_sound_parts_of_an_incident_are_kept() -> None:
    """What an incident does say is kept when something that it needs is missing."""
    reading = read(
        "format: incident-record/1\n"
        "incident: {id: x, title: t, date: yesterday, timezone: America/Chicago, type: Fire}\n"
    )
    incident = record_of(reading).incident
    assert (incident.id, incident.title, incident.type) == ("x", "t", "Fire")
    assert (incident.date, incident.timezone) == (None, "America/Chicago")


@pytest.mark.parametrize(
    "zone",
    [
        "''",
        "America",
        "../../../etc/passwd",
        "/etc/passwd",
        "CST time",
        '"\\0"',
        '"a\\nb"',
        "é",
        ".",
        "x" * 5_000,
    ],
    ids=lambda zone: zone[:20],
)
def test_zone_that_is_none_is_reported(zone: str) -> None:
    """A time zone that the system has no rules for is one problem at its place."""
    reading = read(
        "format: incident-record/1\n"
        f"incident: {{id: x, title: t, date: 2024-02-29, timezone: {zone}}}\n"
    )
    assert [str(problem.mark) for problem in reading.problems] == ["r.yaml:2:57"]
    assert "is no IANA time zone; write one such as America/Chicago" in reading.problems[0].message
    assert record_of(reading).incident.timezone == "UTC"


@pytest.mark.parametrize(
    ("first_line", "problem"),
    [
        ("", "1:1: no `format`; begin the file with `format: incident-record/1`"),
        ("format: incident-record/2\n", "1:9: this format is not known; it is read as"),
        ("format: [x]\n", "1:9: this format is not known; it is read as"),
        ("format:\n", "1:8: this format is not known; it is read as"),
    ],
)
def test_format_is_asked_for(first_line: str, problem: str) -> None:
    """A record without the format it follows is read all the same, and told so."""
    reading = read(first_line + HEAD.partition("\n")[2])
    assert len(reading.problems) == 1
    assert written(reading)[0].startswith(f"r.yaml:{problem}")
    assert record_of(reading).format == "incident-record/1"


# Files that are no record.


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "1:1: empty; begin with `format: incident-record/1`"),
        (b"\n \n\n", "1:1: empty; begin with"),
        (b"# only\n# comments\n", "1:1: empty; begin with"),
        (b"---\n...\n", "1:1: empty; begin with"),
        (b"~", "1:1: empty; begin with"),
        (b"- a\n- b\n", "1:1: a list, where a record is a mapping; begin with"),
        (b"\n  [a]\n", "2:3: a list, where a record is a mapping"),
        (b"just words\n", "1:1: a single text, where a record is a mapping"),
        (b'"quoted"', "1:1: a single text, where a record is a mapping"),
        (b"\xff\xfef\x00o\x00", "1:1: this is UTF-16; save it as UTF-8"),
        (b"\xfe\xff\x00f\x00o", "1:1: this is UTF-16; save it as UTF-8"),
        ("format: x".encode("utf-32"), "1:1: this is UTF-32; save it as UTF-8"),
        ("format: x".encode("utf-16-le"), "1:1: this looks like UTF-16; save it as UTF-8"),
        ("format: x".encode("utf-16-be"), "1:1: this looks like UTF-16; save it as UTF-8"),
        (b"a: 1\nb: caf\xe9\n", "2:7: not UTF-8: byte 0xE9; save the file as UTF-8"),
        ("é: ".encode() + b"\xc3", "1:4: not UTF-8: byte 0xC3; save the file as UTF-8"),
        (b"*a", "1:1: `*a`: aliases are not read; write the value out"),
        (b"!!python/object:x {}", "1:1: the tag `!!python/object:x` is not read"),
        (b"\t\tx: y", "1:1: not YAML: while scanning for the next token"),
        (b"PK\x03\x04\x14", "1:3: the character U+0003 cannot stand in a text"),
        (b"\x00\x00\x00\x00", "1:1: the character U+0000 cannot stand in a text"),
    ],
)
def test_file_that_is_no_record(data: bytes, problem: str) -> None:
    """A file without anything of a record in it gives none, and a problem that says why."""
    reading = read(data)
    assert reading.record is None
    assert reading.opened
    assert any(one.startswith(f"r.yaml:{problem}") for one in written(reading))


def test_byte_order_mark_is_passed_over() -> None:
    """A byte-order mark of UTF-8 is a warning, and shifts no column."""
    reading = read(codecs.BOM_UTF8 + b"x: 1\n" + HEAD.encode())
    assert [problem.partition(" ")[0] for problem in written(reading)] == ["r.yaml:1:1:"] * 2
    assert reading.problems[0].severity == "warning"
    assert record_of(reading).incident.id == "x"


def test_nothing_but_a_byte_order_mark_is_empty() -> None:
    """A file with a byte-order mark and nothing else is an empty one."""
    reading = read(codecs.BOM_UTF8)
    assert written(reading) == [
        "r.yaml:1:1: warning: begins with a byte-order mark, which is passed over",
        "r.yaml:1:1: empty; begin with `format: incident-record/1`",
    ]


def test_windows_line_ends_are_plain_ones() -> None:
    """CR LF is a warning at the first such line, and the record is the same."""
    text = HEAD + "timeline:\n  - id: q1\n    kind: note\n    time: 13:15\n    cite: art\n"
    text += "    text: |\n      one\n      two\n"
    reading = read(text.replace("\n", "\r\n"))
    assert written(reading) == ["r.yaml:1: warning: lines end in CR LF, read as plain line ends"]
    assert record_of(reading) == record_of(read(text))
    mixed = read(text.replace("cite: art\n", "cite: art\r\n"))
    assert written(mixed) == ["r.yaml:8: warning: lines end in CR LF, read as plain line ends"]


def test_control_character_costs_nothing_but_itself() -> None:
    """A control character in the file is reported, and everything around it is read."""
    reading = read_after_head(entry_with("title: a\x1bb"))
    assert written(reading) == [
        "r.yaml:5:14: the character U+001B cannot stand in a text; read as �"
    ]
    assert record_of(reading).timeline[0].title == "a�b"


def test_escaped_control_character_is_text() -> None:
    """A control character that YAML escapes is the text's own, and harmless in a problem."""
    reading = read_after_head(entry_with('title: "a\\e[2J", weight: "\\e]0;x\\a\\n::error::y"'))
    assert record_of(reading).timeline[0].title == "a\x1b[2J"
    assert written(reading) == [
        "r.yaml:5:31: `weight`: `␛]0;x␇ ::error::y` is not one of routine, notable, key"
    ]


def test_second_document_is_reported() -> None:
    """Of two records in one file the first is read."""
    reading = read(HEAD + "---\n" + HEAD.replace("id: x", "id: y"))
    assert record_of(reading).incident.id == "x"
    assert written(reading) == [
        "r.yaml:4:1: a second document begins here; only the first one is read"
    ]


def test_nesting_is_harmless() -> None:
    """A part nested 100,000 deep costs that part, what follows it, and no more."""
    reading = read_after_head(entry_with("title: b") + "agencies: " + "[" * 100_000)
    assert [entry.id for entry in record_of(reading).timeline] == ["q1"]
    assert any("nested more than 64 deep" in problem for problem in written(reading))


# Files and folders.


def test_file_is_read(tmp_path: Path) -> None:
    """A record is read from its file, which problems are named after."""
    path = tmp_path / "my record.yaml"
    path.write_text(HEAD + "x: 1\n")
    reading = read_record(path)
    assert record_of(reading).incident.id == "x"
    assert (reading.path, reading.folder, reading.opened) == (str(path), tmp_path, True)
    assert written(reading)[0].startswith(f"{path}:4:1: ")


@pytest.mark.parametrize("name", ["record.yaml", "record.yml"])
def test_folder_is_read(tmp_path: Path, name: str) -> None:
    """A folder is read through the record in it."""
    (tmp_path / name).write_text(HEAD)
    reading = read_record(tmp_path)
    assert record_of(reading).incident.id == "x"
    assert (reading.path, reading.folder) == (str(tmp_path / name), tmp_path)


def failure_of(path: Path) -> str:
    """Why a path could not be read as a record at all."""
    reading = read_record(path)
    assert reading.record is None
    assert reading.opened is False
    assert len(reading.problems) == 1
    assert reading.problems[0].severity == "error"
    assert reading.path == reading.problems[0].mark.path
    return reading.problems[0].message


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there cannot be read."""
    assert failure_of(tmp_path / "none.yaml") == "cannot be read: no such file or directory"
    assert failure_of(tmp_path / "none" / "none.yaml").startswith("cannot be read: no such")


def test_path_through_a_file(tmp_path: Path) -> None:
    """A path that goes on behind a file cannot be read."""
    (tmp_path / "file").write_text(HEAD)
    assert failure_of(tmp_path / "file" / "x") == "cannot be read: not a directory"


def test_folder_without_a_record(tmp_path: Path) -> None:
    """A folder needs a record.yaml."""
    (tmp_path / "other.yaml").write_text(HEAD)
    assert failure_of(tmp_path) == "a folder without a record; it needs a record.yaml"


def test_folder_whose_record_is_a_folder(tmp_path: Path) -> None:
    """A folder called record.yaml is no record."""
    (tmp_path / "record.yaml").mkdir()
    assert "not a file" in failure_of(tmp_path)


@pytest.mark.parametrize("name", ["a\0b", "\0", "x" * 5_000, "x/" * 5_000])
def test_path_that_no_system_has(name: str) -> None:
    """A path with a null byte, or longer than the system allows, cannot be read."""
    assert failure_of(Path(name)).startswith("cannot be read: ")


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="needs permissions as Unix has them")
def test_file_that_may_not_be_read(tmp_path: Path) -> None:
    """A file or folder without permission cannot be read."""
    if os.geteuid() == 0:
        pytest.skip("nothing is forbidden to root")
    path = tmp_path / "record.yaml"
    path.write_text(HEAD)
    path.chmod(0)
    assert failure_of(path) == "cannot be read: permission denied"
    tmp_path.chmod(0)
    try:
        assert failure_of(path) == "cannot be read: permission denied"
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize("name", ["pipe", "record.yaml"])
def test_pipe_is_not_waited_for(tmp_path: Path, name: str) -> None:
    """A named pipe that nobody writes to is refused at once."""
    os.mkfifo(tmp_path / name)
    what = tmp_path if name == "record.yaml" else tmp_path / name
    assert failure_of(what).startswith("not a file that can be read from start to end")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs devices")
def test_device_is_not_read_for_ever() -> None:
    """A device without an end is refused at once."""
    assert failure_of(Path("/dev/zero")).startswith("not a file that can be read from start to end")


def test_links_that_go_round_in_circles(tmp_path: Path) -> None:
    """A link to itself, or one to the other, is no file and no folder."""
    (tmp_path / "record.yaml").symlink_to("record.yaml")
    assert failure_of(tmp_path).startswith("cannot be read: too many levels")
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    assert failure_of(tmp_path / "a").startswith("cannot be read: too many levels")
    assert failure_of(tmp_path / "a" / "record.yaml").startswith("cannot be read: too many levels")


def test_folder_that_holds_itself(tmp_path: Path) -> None:
    """A link back to the folder does no harm: a folder is not searched."""
    (tmp_path / "record.yaml").write_text(HEAD)
    (tmp_path / "loop").symlink_to(tmp_path)
    assert record_of(read_record(tmp_path / "loop" / "loop")).incident.id == "x"


def test_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    """A file beyond the stated size is refused before it is read."""
    path = tmp_path / "record.yaml"
    path.touch()
    os.truncate(path, LARGEST + 1)
    assert failure_of(path) == "larger than 256 MB; put bulk radio calls into a calls.jsonl"


# Bulk radio calls beside the record.

CALL = {"id": "c1", "kind": "radio_call", "time": "13:15:07", "text": "10-4", "cite": "art"}


def json_line(**changes: object) -> str:
    """A sound call with some keys changed, as a line of JSON."""
    return json.dumps(CALL | changes)


def folder_with_calls(folder: Path, *lines: str | bytes, calls: str = "[calls.jsonl]") -> Reading:
    """What comes of reading a folder whose record has one entry, q1, and these calls."""
    (folder / "record.yaml").write_text(f"{HEAD}{entry_with('title: b')}calls: {calls}\n")
    encoded = [line if isinstance(line, bytes) else line.encode() for line in lines]
    (folder / "calls.jsonl").write_bytes(b"\n".join(encoded))
    return read_record(folder)


def test_calls_follow_the_entries_of_the_record(tmp_path: Path) -> None:
    """Calls are entries like those of the timeline, and stand after them."""
    reading = folder_with_calls(
        tmp_path,
        json_line(time={"at": "q1 +2m~", "stated": "two minutes later"}),
        json_line(id="c2", channel={"talkgroup": 451, "frequency": 851}, verbatim=True, units=[]),
    )
    assert written(reading) == []
    assert [entry.id for entry in record_of(reading).timeline] == ["q1"]
    first, second = calls_of(reading)
    assert (first.id, second.id) == ("c1", "c2")
    assert first.time.at == parse_form("q1 +2m~")
    assert second.verbatim is True
    assert second.channel == model.Channel(talkgroup="451", frequency="851")
    path = str(tmp_path / "calls.jsonl")
    assert reading.calls.mark(Row(1)) == Mark(path, 2, 1)
    assert [*reading.marked_times()][-1] == (reading.calls.time_of(Row(1)), Mark(path, 2, 1))


def test_number_of_a_call_keeps_its_digits(tmp_path: Path) -> None:
    """A number of JSON that stands for a text is the text of the file."""
    line = json_line(channel={"frequency": 1}).replace('"frequency": 1', '"frequency": 851.01250')
    [entry] = calls_of(folder_with_calls(tmp_path, line))
    assert entry.channel == model.Channel(frequency="851.01250")


def test_broken_calls_are_left_out_and_counted(tmp_path: Path) -> None:
    """A line that is no call is reported with its number; the lines around it are read."""
    reading = folder_with_calls(
        tmp_path,
        json_line(id="c1"),
        "{broken",
        "",
        "   ",
        b'{"id": "\xff"}',
        "null",
        "[]",
        '"text"',
        "{}",
        json_line(id="c2", kind="radio"),
        json_line(id="c1"),
        json_line(id="q1"),
        json_line(id="c3", titel="b", agency="nobody"),
        "[" * 100_000,
        "9" * 5_000,
        json_line(id="c4", text="\ud800"),
        json_line(id="c5"),
    )
    assert [entry.id for entry in calls_of(reading)] == ["c1", "c3", "c5"]
    path = tmp_path / "calls.jsonl"
    assert {str(problem.mark) for problem in reading.problems} == {
        f"{path}:{line}:1" for line in (2, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)
    }
    assert [part.mark.line for part in reading.left_out] == [
        *(2, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16)
    ]
    assert list(reading.problems) == sorted(reading.problems)


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("start", [b"", codecs.BOM_UTF8])
def test_calls_written_on_windows(tmp_path: Path, start: bytes, end: bytes) -> None:
    """Line ends and a byte-order mark of Windows do not matter in calls."""
    lines = end.join(json_line(id=one).encode() for one in ("c1", "c2"))
    reading = folder_with_calls(tmp_path, start + lines + end)
    assert written(reading) == []
    assert len(reading.calls) == 2


def test_several_files_of_calls(tmp_path: Path) -> None:
    """Calls may be spread over files, in folders below the record's."""
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "calls.jsonl").write_text(json_line(id="c2"))
    reading = folder_with_calls(tmp_path, json_line(), calls="[calls.jsonl, more/calls.jsonl]")
    assert written(reading) == []
    assert [entry.id for entry in calls_of(reading)] == ["c1", "c2"]
    assert reading.calls.mark(Row(1)) == Mark(str(tmp_path / "more" / "calls.jsonl"), 1, 1)


def test_calls_of_a_record_that_is_a_file(tmp_path: Path) -> None:
    """A record's file finds its calls beside it."""
    folder_with_calls(tmp_path, json_line())
    assert len(read_record(tmp_path / "record.yaml").calls) == 1


@pytest.mark.parametrize(
    ("calls", "problem"),
    [
        ("[none.jsonl]", "6:9: `calls`: `none.jsonl` cannot be read: no such file or directory"),
        ("[calls.jsonl, none.jsonl]", "6:22: `calls`: `none.jsonl` cannot be read: no such"),
        ("calls.jsonl", "6:8: `calls`: must be a list: write [calls.jsonl]"),
        (
            "[[calls.jsonl]]",
            "6:9: must be text, not a list; a text that begins with [ needs quotes",
        ),
        ("[~]", "6:9: is empty"),
        ("[folder]", "6:9: `calls`: `folder` not a file that can be read"),
        ("[.]", "6:9: `calls`: `.` not a file that can be read"),
    ],
)
def test_calls_that_are_not_there(tmp_path: Path, calls: str, problem: str) -> None:
    """A file of calls that cannot be read is reported where the record names it."""
    (tmp_path / "folder").mkdir()
    reading = folder_with_calls(tmp_path, json_line(), calls=calls)
    assert len(reading.problems) == 1
    assert written(reading)[0].startswith(f"{tmp_path / 'record.yaml'}:{problem}")
    assert record_of(reading).timeline[0].id == "q1"


def test_calls_that_are_a_pipe_are_not_waited_for(tmp_path: Path) -> None:
    """A named pipe in place of calls is refused at once."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("needs named pipes")
    os.mkfifo(tmp_path / "pipe")
    reading = folder_with_calls(tmp_path, calls="[pipe]")
    assert "not a file that can be read from start to end" in written(reading)[0]


def test_calls_may_be_larger_than_a_record(tmp_path: Path) -> None:
    """Calls may be larger than a record's own file, but not without end."""
    assert LARGEST_CALLS > LARGEST
    folder_with_calls(tmp_path)
    os.truncate(tmp_path / "calls.jsonl", LARGEST_CALLS + 1)
    reading = read_record(tmp_path)
    assert written(reading)[0].endswith(
        ":6:9: `calls`: `calls.jsonl` larger than 2048 MB; take the calls of a shorter time"
    )


def test_what_refers_to_a_call_that_is_left_out_is_not_at_fault(tmp_path: Path) -> None:
    """A call is known by its id though it cannot be read; one that nobody wrote is not."""
    reading = folder_with_calls(
        tmp_path,
        json_line(id="c1", kind="radio"),
        json_line(id="c2", time="c1 +2m"),
        json_line(id="c3", time="c2 +2m"),
        json_line(id="c4", time={"at": "13:15", "after": ["c9", "c1"]}),
    )
    assert left_out(reading) == ["calls: c1"]
    assert [problem.mark.line for problem in reading.problems] == [1, 4]
    assert reading.problems[1].message == "no `c9` in `timeline`"


class Failing(io.BytesIO):
    """A file of a disk that fails in the middle."""

    def read(self, size: int | None = -1, /) -> bytes:
        """Read what is left the first two times."""
        if self.tell() > 100 or size == -1:
            raise OSError(errno.EIO, "Input/output error")
        return super().read(size)


def test_disk_that_fails_while_calls_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was read before the disk failed is kept; the failure is told where the file is named."""
    lines = "\n".join(json_line(id=f"c{number}") for number in range(3)) + "\n"
    folder_with_calls(tmp_path, lines)
    head = (tmp_path / "record.yaml").read_bytes()
    monkeypatch.setattr(Path, "open", lambda *_: Failing(lines.encode()))
    reading = read_bytes(head, str(tmp_path / "record.yaml"))
    assert len(reading.calls) == 3
    assert reading.complete
    assert written(reading) == [
        f"{tmp_path / 'record.yaml'}:6:9: `calls`: `calls.jsonl` cannot be read: "
        "input/output error; some of its calls are missing"
    ]
    assert not read_record(tmp_path).opened


# Paths stay inside the folder of the record.

OUTSIDE = [
    "../calls.jsonl",
    "..",
    "a/../../calls.jsonl",
    "a/..",
    "/etc/passwd",
    "//host/share",
    "\\\\host\\share",
    "..\\calls.jsonl",
    "a\\..\\..\\calls.jsonl",
    "\\calls.jsonl",
    "C:\\calls.jsonl",
    "C:calls.jsonl",
    "c:/calls.jsonl",
    "",
    "a\0b",
]


@pytest.mark.parametrize("path", OUTSIDE, ids=ascii)
def test_path_that_leaves_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    """A path that leads out of the record's folder is reported at its place and not kept."""
    folder = tmp_path / "record"
    folder.mkdir()
    (tmp_path / "calls.jsonl").write_text(json_line())
    quoted = json.dumps(path)
    (folder / "record.yaml").write_text(
        f"{HEAD}calls: [{quoted}]\n"
        f"related: [{{id: r, title: R, relation: [same_day], record: {quoted}}}]\n"
        f"agencies: []\n{entry_with(f'audio: {{path: {quoted}}}')}"
    )
    reading = read_record(folder)
    places = [(problem.mark.line, problem.mark.column) for problem in reading.problems]
    assert places == ([(4, 9), (8, 20)] if not path else [(4, 9), (5, 59), (8, 20)])
    assert all("leaves the record's folder" in problem.message for problem in reading.problems)
    record = record_of(reading)
    assert [entry.id for entry in record.timeline] == ["q1"]
    assert record.timeline[0].audio is None
    assert record.related[0].record == ""
    assert stays_inside(folder, path) is False


@pytest.mark.parametrize("path", ["a", "a/b", "./a", "a/./b", "..a", "a..b", "a/...", "é", "ab:c"])
def test_path_inside_the_folder_is_kept(path: str, tmp_path: Path) -> None:
    """A path below the record's folder is kept as it is written."""
    text = HEAD.replace("kind: news_article", f"kind: news_article, path: {json.dumps(path)}")
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).write_text("text")
    reading = read_bytes(text.encode(), str(tmp_path / "record.yaml"))
    assert reading.problems == ()
    assert record_of(reading).sources[0].path == path
    assert stays_inside(tmp_path, path) is True


def test_source_that_leaves_the_folder_keeps_the_rest(tmp_path: Path) -> None:
    """A source whose text is outside is still a source, without the path."""
    reading = read(HEAD.replace("kind: news_article", "kind: news_article, path: ../a, title: A"))
    assert len(reading.problems) == 1
    source = record_of(reading).sources[0]
    assert (source.path, source.title) == ("", "A")


def test_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    """A link inside the folder that points out of it is refused; one that stays inside is not."""
    folder = tmp_path / "record"
    folder.mkdir()
    (tmp_path / "secret.jsonl").write_text(json_line(id="secret"))
    (folder / "out.jsonl").symlink_to(tmp_path / "secret.jsonl")
    (folder / "up").symlink_to(tmp_path)
    (folder / "in.jsonl").symlink_to("calls.jsonl")
    (folder / "loop.jsonl").symlink_to("loop.jsonl")
    reading = folder_with_calls(
        folder, json_line(), calls="[out.jsonl, up/secret.jsonl, in.jsonl, loop.jsonl]"
    )
    assert [entry.id for entry in calls_of(reading)] == ["c1"]
    assert [problem.mark.column for problem in reading.problems] == [9, 20, 47]
    messages = [problem.message for problem in reading.problems]
    assert all("leaves the record's folder" in message for message in messages[:2])


def test_folder_may_itself_be_reached_by_a_link(tmp_path: Path) -> None:
    """What counts is the folder that the record is in, however it was reached."""
    folder = tmp_path / "record"
    folder.mkdir()
    folder_with_calls(folder, json_line())
    (tmp_path / "link").symlink_to(folder)
    assert len(read_record(tmp_path / "link").calls) == 1


# Whatever the bytes are.

SMALL = f"""\
{HEAD}tolerances: {{about: 3m}}
agencies:
  - {{id: ipd, name: Independence Police, color: "#0072b2"}}
timeline:
  - id: q1
    kind: radio_call
    time: {{at: 13:12~, stated: "around 1:12", tolerance: about}}
    text: >-
      Shots fired,
      "élan" Street.
    agency: ipd
    cite: art:L13
    grade: B2
  - {{id: q2, kind: note, time: q1 +2m~, text: a, cite: {{source: art, at: L14}}}}
casualties:
  - {{id: c1, group: public, label: one, history: [{{status: shot, time: 13:15, cite: art}}]}}
"""
LINE = re.compile(r"r\.yaml:[1-9][0-9]*(:[1-9][0-9]*)?: .", re.DOTALL)


def check_reading(data: bytes) -> None:
    """What holds for any bytes: a reading, problems with their lines, and the same once more."""
    reading = read(data)
    assert isinstance(reading, Reading)
    assert reading.opened
    assert reading.record is not None or reading.problems
    assert list(reading.problems) == sorted(set(reading.problems))
    for problem in reading.problems:
        assert LINE.match(str(problem))
        assert len(str(problem).splitlines()) == 1
        assert problem.mark.line <= data.count(b"\n") + data.count(b"\r") + 2
    again = read(data)
    assert (again.record, again.problems) == (reading.record, reading.problems)
    assert again.left_out == reading.left_out


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_reported(data: bytes) -> None:
    """No bytes make reading fail: there is a record or a problem, always the same."""
    check_reading(data)


@given(st.text(max_size=200))
def test_any_text_after_a_sound_head_is_read_or_reported(text: str) -> None:
    """Whatever follows a sound head, reading does not fail."""
    check_reading(HEAD.encode() + text.encode("utf-8", "surrogatepass"))


TOKENS = [
    *(
        "- ",
        "? ",
        ": ",
        ", ",
        "[",
        "]",
        "{",
        "}",
        "#",
        "&a ",
        "*a ",
        "!!int ",
        "!x ",
        "|\n",
        ">-\n",
    ),
    *("'", '"', "%", "@", "`", "---\n", "...\n", "<<: ", "~", "\n", "\r\n", "\t", "  ", "\0"),
    *("\x1b[2J", "\ufeff", "\u2028", "\ud800", "id: ", "time: ", "unplaced", "13:15", "q1 +2m"),
    *("..", "/", "art:L1", "no", "9" * 30, "[" * 70, "- " * 70, "a: {b: " * 40),
]


@st.composite
def mutations(draw: st.DrawFn) -> bytes:
    """The bytes of a small sound record after a few changes."""
    data = SMALL.encode()
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = start + draw(st.integers(0, 12))
        inserted = draw(
            st.binary(max_size=4)
            | st.sampled_from(TOKENS).map(lambda token: token.encode("utf-8", "surrogatepass"))
        )
        data = data[:start] + inserted + data[end:]
    return data


@settings(max_examples=400)
@given(mutations())
def test_any_change_to_a_sound_record_is_read_or_reported(data: bytes) -> None:
    """A sound record with a few bytes changed does not make reading fail."""
    check_reading(data)


@settings(max_examples=100)
@given(st.lists(st.sampled_from(["a", "q1", "timeline", "incident", *TOKENS]), max_size=40))
def test_any_pile_of_syntax_is_read_or_reported(tokens: list[str]) -> None:
    """Pieces of YAML and of records in any order do not make reading fail."""
    check_reading("".join(tokens).encode("utf-8", "surrogatepass"))


JUNK: list[Any] = [
    "",
    None,
    "x",
    "13:15",
    "q1 +2m",
    "-1",
    [],
    [[]],
    {},
    {"": ""},
    {"at": []},
    {"id": {}},
]


@settings(max_examples=100)
@given(st.data())
def test_any_value_anywhere_is_read_or_reported(data: st.DataObject) -> None:
    """In a record with every key there is, any value may be missing or be any other."""
    root = as_json(parse_yaml(EVERYTHING.read_text(encoding="utf-8"), "", Problems()))
    for _ in range(data.draw(st.integers(1, 4))):
        value = root
        while isinstance(value, dict | list) and value:
            keys = list(value) if isinstance(value, dict) else list(range(len(value)))
            parent: Any = value
            key = data.draw(st.sampled_from(keys))
            value = parent[key]
            if not data.draw(st.integers(0, 3)):
                break
        match data.draw(st.sampled_from(["change", "remove", "rename"])):
            case "rename" if isinstance(parent, dict):
                parent[data.draw(st.sampled_from(["", "x", "at", "id"]))] = parent.pop(key)
            case "remove":
                del parent[key]
            case _:
                parent[key] = data.draw(st.sampled_from(JUNK).map(copy.deepcopy))
    check_reading(json.dumps(root, ensure_ascii=False).encode())


def as_json(node: Node | None) -> Any:
    """A tree of YAML as dicts, lists and strings."""
    if isinstance(node, Mapping):
        return {key: as_json(value) for key, (_, value) in node.items.items()}
    if isinstance(node, Sequence):
        return [as_json(item) for item in node.items]
    return node.text if isinstance(node, Scalar) else None


def test_the_small_record_is_sound() -> None:
    """The record that is changed above is sound before."""
    assert written(read(SMALL)) == []
    assert len(record_of(read(SMALL)).timeline) == 2


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from([*Entry.__struct_fields__, "x"]), inner, max_size=8)
    ),
    max_leaves=20,
)


@settings(max_examples=60)
@given(st.lists(JSON.map(json.dumps).map(str.encode) | st.binary(max_size=40), max_size=6))
def test_any_calls_are_read_or_reported(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]
) -> None:
    """No file of calls makes reading fail, and every line of it is an entry or left out."""
    reading = folder_with_calls(tmp_path_factory.mktemp("record"), *lines)
    data = b"\n".join(lines).removeprefix(codecs.BOM_UTF8)
    count = len([line for line in data.split(b"\n") if line.strip()])
    assert len(reading.calls) + len(reading.left_out) == count
    assert [len(calls_of(reading)), len(record_of(reading).timeline)] == [len(reading.calls), 1]
    assert all(problem.mark.line for problem in reading.problems)


def test_reading_twice_gives_the_same() -> None:
    """The same bytes give equal records and problems."""
    data = bundled_record().read_bytes() + b"x: 1\ny: [2\n"
    first, second = read(data), read(data)
    assert first.record == second.record
    assert first.problems == second.problems
    assert first.problems


BLOCKS = re.split(r"^(?=[a-z]+:)", bundled_record().read_text(encoding="utf-8"), flags=re.MULTILINE)


@settings(max_examples=15)
@given(st.permutations(BLOCKS[1:]))
def test_order_of_sections_does_not_matter(blocks: list[str]) -> None:
    """The sections of a record may stand in any order."""
    reading = read("".join([BLOCKS[0], *blocks]))
    assert written(reading) == []
    assert reading.record == read_record(bundled_record()).record


def test_unplaced_is_one_value() -> None:
    """Every entry without a time has the same form."""
    reading = read_after_head(
        "timeline:\n"
        "  - {id: a, kind: note, time: unplaced, text: a, cite: art}\n"
        "  - {id: b, kind: note, time: {after: a}, text: b, cite: art}\n"
    )
    assert [entry.time.at for entry in record_of(reading).timeline] == [UNPLACED, UNPLACED]


# What intervals lie between, and the texts of sources.

REACHING = f"timeline:\n  - {{{ENTRY}, milestone: one, effects: [{{milestone: two}}]}}\n"


@pytest.mark.parametrize(
    ("ends", "expected"),
    [
        ("from: q1, to: one", []),
        ("from: one, to: two", []),
        (
            "from: q1, to: gone",
            [
                "6:44: `to`: no entry `gone`, and no milestone that an entry reaches; "
                "did you mean `one`?"
            ],
        ),
        (
            "from: nowhere, to: nothing",
            [
                "6:36: `from`: no entry `nowhere`, and no milestone that an entry reaches",
                "6:49: `to`: no entry `nothing`, and no milestone that an entry reaches",
            ],
        ),
    ],
)
def test_interval_lies_between_entries_or_milestones(ends: str, expected: list[str]) -> None:
    """An end that is neither is reported where it stands, and the interval is kept."""
    reading = read(f"{HEAD}{REACHING}intervals: [{{id: i, name: n, {ends}}}]\n")
    assert [message.removeprefix("r.yaml:") for message in written(reading)] == expected
    assert [one.id for one in record_of(reading).intervals] == ["i"]


def test_interval_of_an_entry_that_is_left_out_is_not_at_fault() -> None:
    """One fault is reported once: that of the entry, and of what it would have reached nothing."""
    timeline = "timeline: [{id: q1, kind: wrong, time: 13:15, text: a, cite: art, milestone: m}]\n"
    reading = read(f"{HEAD}{timeline}intervals: [{{id: i, name: n, from: q1, to: m}}]\n")
    assert len(reading.problems) == 1


@pytest.mark.parametrize(("name", "sound"), [("c1", True), ("water", True), ("fire", False)])
def test_interval_may_end_in_the_calls(name: str, sound: bool, tmp_path: Path) -> None:
    """Calls are entries, and reach milestones."""
    call = {"id": "c1", "kind": "note", "time": "13:00", "text": "x", "cite": "art"}
    line = json.dumps(call | {"effects": [{"milestone": "water"}]})
    (tmp_path / "calls.jsonl").write_text(f"{line}\n")
    rest = f"calls: [calls.jsonl]\nintervals: [{{id: i, name: n, from: c1, to: {name}}}]\n"
    (tmp_path / "record.yaml").write_text(HEAD + rest)
    assert (read_record(tmp_path).problems == ()) is sound


@pytest.mark.parametrize(
    ("data", "sha256", "severity", "message"),
    [
        (b"text", "", "", ""),
        (b"text", hashlib.sha256(b"text").hexdigest().upper(), "", ""),
        (b"text", "0" * 64, "error", "`a.txt` is not the text that was cited: its sha256 differs"),
        (None, "", "error", "`a.txt` cannot be read: no such file or directory"),
        (
            b"a\n\xff",
            "",
            "warning",
            "`a.txt` is not UTF-8 in its line 2; what cannot be read is shown as �",
        ),
    ],
)
def test_text_of_a_source_is_checked(
    data: bytes | None, sha256: str, severity: str, message: str, tmp_path: Path
) -> None:
    """A carried text that is missing, another one, or no text is a problem at its `path`."""
    if data is not None:
        (tmp_path / "a.txt").write_bytes(data)
    more = f", path: a.txt, sha256: '{sha256}'" if sha256 else ", path: a.txt"
    path = tmp_path / "record.yaml"
    path.write_text(HEAD.replace("kind: news_article", f"kind: news_article{more}"))
    reading = read_record(path)
    found = [
        (one.severity, one.message, one.mark.line, one.mark.column) for one in reading.problems
    ]
    assert found == ([(severity, f"`path`: {message}", 3, 47)] if message else [])
    assert record_of(reading).sources[0].path == "a.txt"
