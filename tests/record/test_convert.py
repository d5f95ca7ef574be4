"""Trees into values: every field of the model, and every fault with its place."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

import msgspec
import pytest

from incident_tui.record import convert, model
from incident_tui.record.context import Context
from incident_tui.record.model import Cite, Record
from incident_tui.record.problems import Problem, Problems
from incident_tui.record.time_value import MINUTE, UNPLACED, Duration, parse_form
from incident_tui.record.tree import Mapping, parse_yaml
from tests.record.readings import ENTRY, EVERYTHING, HEAD, entry_with


class Converted(NamedTuple):
    """A record out of a tree, and what is reported on the way."""

    record: Record
    collected: Problems

    @property
    def problems(self) -> list[Problem]:
        """The problems, by their places."""
        return sorted(set(self.collected.found))


def read(text: str) -> Converted:
    """What comes of the tree of a text, which is called `r.yaml`."""
    problems = Problems()
    root = parse_yaml(text, "r.yaml", problems)
    assert isinstance(root, Mapping)
    return Converted(convert.read_record_tree(root, Context("r.yaml", problems)), problems)


def read_after_head(section: str) -> Converted:
    """What comes of a section after a sound head of 3 lines."""
    return read(HEAD + section)


def written(converted: Converted) -> list[str]:
    """The problems as they are written."""
    return [str(problem) for problem in converted.problems]


def left_out(converted: Converted) -> list[str]:
    """What was left out, as `section: name`."""
    return [f"{part.section}: {part.name}" for part in sorted(converted.collected.left_out)]


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
    reading = read(EVERYTHING.read_text("utf-8"))
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
    record = read(EVERYTHING.read_text("utf-8")).record
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
    record = read(EVERYTHING.read_text("utf-8")).record
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
    time = read(EVERYTHING.read_text("utf-8")).record.timeline[0].time
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
    assert reading.record.timeline[0].cite == tuple(cites)


@pytest.mark.parametrize("word", ["true", "yes", "True", "YES"])
@pytest.mark.parametrize("opposite", ["false", "no", "False", "NO"])
def test_truth_may_be_written_in_two_ways(word: str, opposite: str) -> None:
    """True and yes are true, false and no are false, however they are capitalised."""
    people = f"people: [{{id: a, name: A, named: {word}}}, {{id: b, name: B, named: {opposite}}}]"
    reading = read_after_head(people)
    assert written(reading) == []
    assert [person.named for person in reading.record.people] == [True, False]


def test_key_without_a_value_is_as_if_it_were_not_there() -> None:
    """An optional key may wait for its value: `agency:` alone is no problem."""
    bare = "timeline:\n  - id: q1\n    kind: note\n    time: 13:15\n    text: a\n    cite: art\n"
    reading = read_after_head(
        f"{bare}    agency:\n    speaker: ~\n    tags:\ntolerances:\ncalls:\n"
    )
    assert written(reading) == []
    assert reading.record == read_after_head(bare).record


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
}


@pytest.mark.parametrize(("section", "problems"), FAULTS.values(), ids=FAULTS)
def test_fault_has_its_place_and_what_to_do(section: str, problems: list[str]) -> None:
    """A fault is a problem with its line and column, and nothing else is lost for it."""
    reading = read_after_head(section)
    assert written(reading) == [f"r.yaml:{problem}" for problem in problems]
    assert left_out(reading) == []
    assert len(reading.record.timeline) == section.count("kind: note")


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
    "duplicate id beside another error": (
        "units:\n  - {id: e, call_sign: E1}\n  - {id: e}\n",
        [
            "6:5: `e` has no `call_sign`; add one",
            "6:10: the id `e` is taken, in line 5 of r.yaml; this one is left out: "
            "give it another id",
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
    assert [agency.id for agency in reading.record.agencies] == ["sound"]


def test_part_of_an_object_that_fails_leaves_the_object() -> None:
    """An optional part without what it needs is taken out; the entry itself stays."""
    reading = read_after_head(
        entry_with("audio: {start: 3}, transcript: {model: m}, effects: [{}, {milestone: m}]")
    )
    entry = reading.record.timeline[0]
    assert (entry.audio, entry.transcript) == (None, None)
    assert [effect.milestone for effect in entry.effects] == ["m"]
    assert [problem.message for problem in reading.problems] == [
        "this has no `path`; add one",
        "this has no `method`; add one",
        "an effect names a casualty, unit, agency, facility, group or milestone",
    ]


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
    assert [step.status for step in reading.record.casualties[0].history] == ["shot"]


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
    record = reading.record
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
    incident = reading.record.incident
    assert (incident.id, incident.title, incident.type) == ("x", "t", "Fire")
    assert (incident.date, incident.timezone) == (None, "America/Chicago")


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
    assert reading.record.format == "incident-record/1"


def test_sound_entries_beside_broken_ones_are_read() -> None:
    """When every other entry is wrong, the others are shown and the wrong ones counted."""
    lines = [
        f"  - {{id: q{n}, kind: note, time: {'13:15' if n % 2 else '1:15'}, text: a, cite: art}}"
        for n in range(100)
    ]
    reading = read_after_head("timeline:\n" + "\n".join(lines))
    assert [entry.id for entry in reading.record.timeline] == [f"q{n}" for n in range(1, 100, 2)]
    assert left_out(reading) == [f"timeline: q{n}" for n in range(0, 100, 2)]
    assert [problem.mark.line for problem in reading.problems] == list(range(5, 105, 2))


def test_unplaced_is_one_value() -> None:
    """Every entry without a time has the same form."""
    reading = read_after_head(
        "timeline:\n"
        "  - {id: a, kind: note, time: unplaced, text: a, cite: art}\n"
        "  - {id: b, kind: note, time: {after: a}, text: b, cite: art}\n"
    )
    assert [entry.time.at for entry in reading.record.timeline] == [UNPLACED, UNPLACED]
