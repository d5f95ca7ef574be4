"""Rules: each is enforced by the reader and the decoder of calls, and stated in the schema."""

import contextlib
import copy
import json
from collections.abc import Iterator
from typing import Annotated, Any, NamedTuple, get_args, get_type_hints

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from msgspec import Meta

from incident_tui.exchange.schema import schema_of_call, schema_of_record
from incident_tui.record import model
from incident_tui.record.calls.line import read_line
from incident_tui.record.context import Context, Wrong
from incident_tui.record.problems import Problems
from incident_tui.record.reading import read_bytes
from incident_tui.record.rules import FieldRule, field_rule, leaves_folder
from incident_tui.record.writing import plain
from tests.record.readings import (
    ENTRY,
    EVERYTHING,
    HEAD,
    entry_with,
    left_out,
    read,
    read_after_head,
    record_of,
    written,
)

# Every rule of the model.


class Ruled(NamedTuple):
    """A field with a rule."""

    owner: type[model.Value]
    name: str
    annotation: Any
    rule: FieldRule

    def __str__(self) -> str:
        return f"{self.owner.__name__}.{self.name}"


def annotations_in(annotation: Any) -> Iterator[Any]:
    """An annotation, and the annotations of the types in it."""
    yield annotation
    for argument in get_args(annotation):
        yield from annotations_in(argument)


def ruled_fields() -> Iterator[Ruled]:
    """Every field of the model with a rule."""
    for owner in vars(model).values():
        if isinstance(owner, type) and issubclass(owner, model.Value):
            for name, hint in get_type_hints(owner, include_extras=True).items():
                for annotation in annotations_in(hint):
                    if rule := field_rule(annotation):
                        yield Ruled(owner, name, annotation, rule)


RULED = [*ruled_fields()]

# The name of a field -> a value that keeps its rule, and one that breaks it.
CLAIM = {"value": "x", "cite": "art"}
EXAMPLES: dict[str, tuple[Any, Any]] = {
    "id": ("x", ""),
    "path": ("a/b..c.txt", "a/../../b.txt"),
    "record": ("", "/b.yaml"),
    "sha256": ("0aF" * 21 + "0", "0" * 63),
    "lines": (0, -1),
    "lat": (-90, 90.5),
    "lon": (180, -180.5),
    "color": ("#0072B2", "0072b2"),
    "age": (0, -1),
    "start": (0, -0.5),
    "length": (0.5, -1),
    "confidence": (1, 1.5),
    "cite": (["art"], []),
    "grade": ("F6", "B7"),
    "count": (1, 0),
    "claims": ([CLAIM, CLAIM], [CLAIM]),
}

WHOLE = plain(record_of(read(EVERYTHING.read_bytes())))
RECORD = Draft202012Validator(schema_of_record())
CALL = Draft202012Validator(schema_of_call())


def places(value: object, *path: str | int) -> Iterator[tuple[type, tuple[str | int, ...]]]:
    """The type of each object in a value of the model, and its place in what is written of it."""
    if isinstance(value, model.Value):
        yield type(value), path
        for field in msgspec.structs.fields(value):
            yield from places(getattr(value, field.name), *path, field.encode_name)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from places(item, *path, number)


PLACES = dict(reversed([*places(record_of(read(EVERYTHING.read_bytes())))]))
"""From each type to the first place of one."""
IN_CALLS = [field for field in RULED if PLACES[field.owner][0] == "timeline"]


def with_value(field: Ruled, value: object) -> Any:
    """The record with every key, where the field of one object has this value."""
    record = owner = copy.deepcopy(WHOLE)
    for key in PLACES[field.owner]:
        owner = owner[key]
    owner[field.name] = value
    return record


def call_with_value(field: Ruled, value: object) -> dict[str, Any]:
    """Its first entry as a call; the decoder leaves a tolerance to the reader, so it has none."""
    call: dict[str, Any] = with_value(field, value)["timeline"][0]
    return call | {"time": "13:15"}


def words_of(field: Ruled, value: object) -> str:
    """What is said of a value that breaks a rule."""
    return field.rule.fault.words.format(value=value)


def test_every_rule_has_its_examples() -> None:
    """A rule that is added to the model is tried below: here is where its examples go."""
    assert {field.name for field in RULED} == EXAMPLES.keys()
    assert {str(field) for field in IN_CALLS} == {
        "Entry.id",
        "Entry.cite",
        "Entry.grade",
        "Audio.path",
        "Audio.start",
        "Audio.length",
        "Audio.sha256",
        "Transcript.confidence",
    }


@pytest.mark.parametrize("field", RULED, ids=str)
def test_rule_is_enforced_by_the_reader(field: Ruled) -> None:
    """A value that keeps the rule is read without its words, one that breaks it with them."""
    sound, broken = EXAMPLES[field.name]
    for value, is_reported in ((sound, False), (broken, True)):
        text = json.dumps(with_value(field, value)).encode()
        found = [problem.message for problem in read_bytes(text, str(EVERYTHING)).problems]
        assert (words_of(field, value) in found) is is_reported


@pytest.mark.parametrize("field", IN_CALLS, ids=str)
def test_rule_is_enforced_by_the_decoder_of_calls(field: Ruled) -> None:
    """A call is decoded only if it keeps the rule; else it is reported as an entry would be."""
    sound, broken = EXAMPLES[field.name]
    for value, reported in ((sound, []), (broken, [words_of(field, broken)])):
        context = Context("calls.jsonl", Problems())
        with contextlib.suppress(Wrong):
            read_line(json.dumps(call_with_value(field, value)).encode(), context)
        assert [problem.message for problem in context.problems.found] == reported


@pytest.mark.parametrize("field", RULED, ids=str)
def test_rule_is_stated_in_the_schema(field: Ruled) -> None:
    """A record is valid with a value that keeps the rule, and not with one that breaks it."""
    sound, broken = EXAMPLES[field.name]
    RECORD.validate(with_value(field, sound))
    assert not RECORD.is_valid(with_value(field, broken))
    if field in IN_CALLS:
        CALL.validate(call_with_value(field, sound))
        assert not CALL.is_valid(call_with_value(field, broken))


KINDS: dict[Any, st.SearchStrategy[Any]] = {
    str: st.text() | st.sampled_from(["B2", "B2\n", "#0072b2", "0" * 64, "a/..", "C:a", "a\0"]),
    int: st.integers(-2, 2) | st.integers(),
    float: st.floats(allow_nan=False) | st.sampled_from([-180.0, -90.0, 0.0, 1.0, 90.0, 180.0]),
}


@pytest.mark.parametrize("field", RULED, ids=str)
@given(data=st.data())
def test_rules_mean_what_they_mean_to_msgspec(field: Ruled, data: st.DataObject) -> None:
    """A value passes the tests of a rule where msgspec, which decodes calls, accepts it."""
    kind, *notes = get_args(field.annotation)
    checked: Any = kind if kind in KINDS else tuple
    for note in notes:
        checked = Annotated[checked, note]
    value = data.draw(KINDS.get(kind, st.lists(st.none(), max_size=3).map(tuple)))
    try:
        msgspec.convert(value, checked)
        is_accepted = True
    except msgspec.ValidationError:
        is_accepted = False
    assert all(passes(value) for passes in field.rule.tests) is is_accepted


@pytest.mark.parametrize(
    ("meta", "kept", "broken"),
    [
        (Meta(gt=1), 2, 1),
        (Meta(lt=1), 0, 1),
        (Meta(multiple_of=3), 9, 10),
        (Meta(max_length=2), "ab", "abc"),
        (Meta(ge=1, le=3), 3, 4),
    ],
)
def test_every_kind_of_constraint_is_tested(meta: Meta, kept: object, broken: object) -> None:
    """Whatever msgspec can ask of a value, a rule of the model may ask."""
    rule = field_rule(Annotated[type(kept), meta, model.Fault("no")])
    assert rule is not None
    assert all(passes(kept) for passes in rule.tests)
    assert not all(passes(broken) for passes in rule.tests)


def test_rule_without_words_is_a_mistake_of_ours() -> None:
    """A rule says what is wrong with a value that breaks it; a description alone is no rule."""
    with pytest.raises(TypeError, match="no `Fault`"):
        field_rule(Annotated[int, Meta(ge=0)])
    assert field_rule(Annotated[int, Meta(description="x")]) is None
    assert field_rule(int) is None


def leads_out(path: str) -> bool:
    """Whether a path leads out of its folder, part by part."""
    parts = path.replace("\\", "/").split("/")
    has_drive = path[:1].isascii() and path[:1].isalpha() and path[1:2] == ":"
    return not parts[0] or ".." in parts or "\0" in path or has_drive


@given(st.text("ab./\\:C\0\né", max_size=8) | st.text(max_size=8))
def test_path_stays_inside_part_by_part(path: str) -> None:
    """One pattern says of a path what its parts say."""
    assert leaves_folder(path) is leads_out(path)


# A fault against a rule -> the problems, which stand after a head of 3 lines.
FAULTS: dict[str, tuple[str, list[str]]] = {
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
def test_broken_rule_has_its_place_and_what_to_do(section: str, problems: list[str]) -> None:
    """A value against a rule is a problem with its line and column, and nothing else is lost."""
    reading = read_after_head(section)
    assert written(reading) == [f"r.yaml:{problem}" for problem in problems]
    assert left_out(reading) == []
    assert len(record_of(reading).timeline) == section.count("kind: note")


def test_a_conflict_of_one_claim_is_kept() -> None:
    """It is a problem, and what is claimed is still shown."""
    reading = read_after_head("conflicts: [{id: c, topic: T, claims: [{value: 2, cite: art}]}]")
    assert written(reading) == [
        "r.yaml:4:39: a conflict sets two claims or more against each other"
    ]
    assert [claim.value for claim in record_of(reading).conflicts[0].claims] == ["2"]
    assert reading.left_out == ()


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
