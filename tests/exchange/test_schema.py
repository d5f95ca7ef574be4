"""The JSON Schema: valid itself, made of the whole model, and at one with the reader."""

import copy
import itertools
import json
import os
import py_compile
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from msgspec import Meta

import incident_tui
from incident_tui.exchange.schema import DIALECT, schema_of_call, schema_of_record
from incident_tui.record import model, time_value
from incident_tui.record.reading import HEAD_NAMES, read_bytes
from incident_tui.record.time_value import (
    TimeSyntaxError,
    parse_duration,
    parse_form,
)
from incident_tui.review.library import paths
from incident_tui.samples import data_folder
from tests.examples import examples
from tests.record_strategies import as_yaml, records
from tests.strategies import durations, forms
from tests.thorough import thorough

RECORD = Draft202012Validator(schema_of_record())
CALL = Draft202012Validator(schema_of_call())
EVERYTHING = Path(__file__).parents[1] / "record" / "everything.yaml"


class EditorLoader(yaml.SafeLoader):
    """Reads scalars as an editor does, by the core schema of YAML 1.2."""

    yaml_implicit_resolvers: dict[str, Any] = {}


class TextLoader(yaml.SafeLoader):
    """Keeps every scalar the text that it is, as the reader does."""

    yaml_implicit_resolvers: dict[str, Any] = {}


for tag, pattern in {
    "null": r"~|null|Null|NULL|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?",
}.items():
    EditorLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(f"^({pattern})$"), None
    )
EditorLoader.add_constructor(
    "tag:yaml.org,2002:int",
    lambda loader, node: int(node.value, 0 if node.value[1:2] in ("o", "x") else 10),
)
EditorLoader.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(node.value))
LOADERS = [EditorLoader, TextLoader]


def loaded(text: bytes | str, loader: type[yaml.SafeLoader]) -> Any:
    """A YAML text as plain values."""
    return yaml.load(text, loader)


def is_read(record: Any) -> bool:
    """Whether the reader finds nothing wrong with a record; JSON is YAML, but for its `null`."""
    text = re.sub(r"\bnull\b", "~", json.dumps(record))
    return not read_bytes(text.encode(), str(EVERYTHING)).problems


def files() -> list[Path]:
    """The files of the bundled records, and the one with every key."""
    found = (path / HEAD_NAMES[0] if path.is_dir() else path for path in paths(data_folder()))
    return [*found, EVERYTHING]


@pytest.mark.parametrize("validator", [RECORD, CALL], ids=["record", "call"])
def test_schemas_are_schemas(validator: Draft202012Validator) -> None:
    """They are valid by the dialect they name, and refer to nothing that is not in them."""
    schema = validator.schema
    assert isinstance(schema, dict)
    assert schema["$schema"] == DIALECT
    validator.check_schema(schema)
    text = json.dumps(schema)
    referred = set(re.findall(r'"#/\$defs/(\w+)"', text))
    assert referred == set(schema["$defs"])


def descriptions_in(annotation: Any) -> Iterator[str]:
    """What an annotation says of a field, and of the types in it."""
    if isinstance(annotation, Meta) and annotation.description:
        yield annotation.description
    for argument in get_args(annotation):
        yield from descriptions_in(argument)


def test_what_the_model_says_of_itself_is_in_the_schema() -> None:
    """The words on each object and on each field are the description of it."""
    text = json.dumps(schema_of_record())
    described = 0
    for cls in vars(model).values():
        if not isinstance(cls, type) or not issubclass(cls, model.Value) or cls is model.Value:
            continue
        assert cls.__doc__
        hints = get_type_hints(cls, include_extras=True).values()
        said = [cls.__doc__, *itertools.chain.from_iterable(map(descriptions_in, hints))]
        for words in said:
            assert json.dumps(words) in text
            described += 1
    assert described > 60
    fields = schema_of_call()["properties"]
    assert fields["text"] == {"type": ["string", "number", "boolean"]}
    assert fields["location"]["description"] == "An id of `locations`."
    assert fields["kind"]["description"] == "What an entry of the timeline is."
    assert fields["grade"]["description"].startswith("Admiralty code of this fact")


def test_schema_needs_no_source_files(tmp_path: Path) -> None:
    """Made from a zip that holds nothing but compiled modules, it is the same."""
    package = Path(incident_tui.__file__).parent
    modules = tmp_path / "modules.zip"
    with zipfile.ZipFile(modules, "w") as archive:
        for folder in (package, package / "record", package / "exchange"):
            for number, path in enumerate(folder.glob("*.py")):
                compiled = tmp_path / f"{folder.name}-{number}.pyc"
                py_compile.compile(str(path), str(compiled), doraise=True)
                archive.write(compiled, path.relative_to(package.parent).with_suffix(".pyc"))
    code = (
        "import json; from incident_tui.exchange import schema; assert '.zip' in schema.__file__; "
        "print(json.dumps(schema.schema_of_record()))"
    )
    made = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(modules)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(made.stdout) == schema_of_record()


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("path", files(), ids=lambda path: f"{path.parent.name}-{path.name}")
def test_sound_records_are_valid(path: Path, loader: type[yaml.SafeLoader]) -> None:
    """Every bundled record, and one with every key, however an editor reads its scalars."""
    RECORD.validate(loaded(path.read_bytes(), loader))


def test_lines_of_calls_are_valid() -> None:
    """Each line of the exercise's calls."""
    for line in (data_folder() / "exercise" / "calls.jsonl").read_text("utf-8").splitlines():
        CALL.validate(json.loads(line))


HEAD = "format: incident-record/1\nincident: {id: i, title: T, date: 2024-02-29, timezone: UTC}\n"


def timeline(**fields: str) -> str:
    """A record of one entry, with these fields besides the usual ones."""
    usual = {"id": "q", "kind": "note", "time": "13:15", "text": "x", "cite": "s"}
    listed = ", ".join(f"{key}: {value}" for key, value in (usual | fields).items() if value)
    return f"{HEAD}sources: [{{id: s, kind: report}}]\ntimeline: [{{{listed}}}]\n"


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    "text",
    [
        HEAD,
        timeline(),
        timeline(title="", weight="", cite="[s, {source: s}, s:L1]"),  # left empty
        timeline(text="13", verbatim="yes", location="", tags="[012, no, 1e3]"),
        timeline(time="2024", known="{at: 13:12~, after: q, tolerance: 3m, duration: PT20M}"),
        timeline(time="q +2m..5m~", audio="{path: a.wav, start: 1.5, length: '20'}"),
    ],
)
def test_what_the_reader_takes_is_valid(text: str, loader: type[yaml.SafeLoader]) -> None:
    """Shorthands, single values for lists, numbers for texts, empty keys."""
    RECORD.validate(loaded(text, loader))


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "text",
        HEAD.replace("record/1", "record/2"),
        HEAD.replace("format", "formt"),
        HEAD.replace(", timezone: UTC", ""),
        HEAD.replace("2024-02-29", "29 February"),
        HEAD + "timelin: []",
        HEAD + "timeline: {}",
        HEAD + "tolerances: {about: long}",
        HEAD + "people: [{id: p}]",
        HEAD + "casualties: [{id: c, group: public}]",
        HEAD + "casualties: [{id: c, group: everyone, label: x}]",
        HEAD + "casualties: [{id: c, group: public, label: x, count: 0x}]",
        HEAD + "locations: [{id: l, text: x, lat: north}]",
        HEAD + "conflicts: [{id: c, topic: t, claims: [{value: x, cite: s}]}]",
        timeline(kind="acton"),
        timeline(id=""),
        timeline(cite=""),
        timeline(cite="[]"),
        timeline(cite="{at: L1}"),
        timeline(cite="{source: s, sauce: s}"),
        timeline(text="[x]"),
        timeline(tags="x"),
        timeline(verbatim="perhaps"),
        timeline(grade="G7"),
        timeline(colour="red"),
        timeline(time="1:15 p.m."),
        timeline(time="13:15-13:20"),
        timeline(time="[13:15]"),
        timeline(time="{stated: noon}"),
        timeline(time="{at: 13:15, atfer: q}"),
        timeline(time="{at: {at: 13:15}}"),
        timeline(time="{at: 13:15, duration: 20}"),
        timeline(effects="[{}]"),
        timeline(effects="[{unit: u, status: deceased}]"),
        timeline(effects="[{casualty: u, status: OnScene}]"),
        timeline(speaker="a voice"),
    ],
)
def test_what_is_wrong_is_refused(text: str, loader: type[yaml.SafeLoader]) -> None:
    """What the reader reports is refused, if it can be told by itself."""
    assert read_bytes(text.encode(), "record.yaml").problems
    assert not RECORD.is_valid(loaded(text, loader))


def places(value: Any, *path: str | int) -> Iterator[tuple[str | int, ...]]:
    """Where each mapping stands in a value, itself included."""
    if isinstance(value, dict):
        yield path
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(item, dict | list):
            yield from places(item, *path, key)


def changed(record: Any, path: tuple[str | int, ...]) -> tuple[Any, dict[str, Any]]:
    """A copy of a record, and the mapping in it that stands at a place."""
    whole = mapping = copy.deepcopy(record)
    for key in path:
        mapping = mapping[key]
    return whole, mapping


WHOLE = loaded(EVERYTHING.read_bytes(), TextLoader)
MAPPINGS = [*places(WHOLE)]


@pytest.mark.parametrize("path", MAPPINGS, ids=lambda path: ".".join(map(str, path)))
def test_schema_and_reader_know_the_same_keys(path: tuple[str | int, ...]) -> None:
    """A key that one of them does not know in a mapping, the other does not know there either."""
    record, mapping = changed(WHOLE, path)
    mapping["zzz"] = "3m"
    known = path == ("tolerances",)  # where any word is a key
    assert is_read(record) is known
    assert RECORD.is_valid(record) is known
    if path[:2] == ("timeline", 0):
        assert not CALL.is_valid(record["timeline"][0])


@pytest.mark.parametrize("value", ["absent", "x", *thorough(None, [], 7)])
@pytest.mark.parametrize("path", MAPPINGS, ids=lambda path: ".".join(map(str, path)))
def test_what_the_reader_finds_sound_is_valid(path: tuple[str | int, ...], value: Any) -> None:
    """With any key left out, left empty, or given another kind of value."""
    for key in changed(WHOLE, path)[1]:
        record, mapping = changed(WHOLE, path)
        if value == "absent":
            del mapping[key]
        else:
            mapping[key] = value
        if is_read(record):
            RECORD.validate(record)


@examples(50)
@given(records(), st.sampled_from(LOADERS))
def test_random_sound_records_are_valid(
    sections: dict[str, str], loader: type[yaml.SafeLoader]
) -> None:
    """Whatever times and orders a record has, it is valid if the reader takes it."""
    text = as_yaml(sections)
    assert read_bytes(text, "record.yaml").problems or RECORD.is_valid(loaded(text, loader))


FORM = Draft202012Validator(schema_of_record()["$defs"]["Form"])
DURATION = Draft202012Validator(schema_of_record()["$defs"]["Duration"])
LIKE_TIMES = st.text("0123456789:.-+/~?%TZPDHMSdhms q", max_size=24)


@given(forms().map(str) | LIKE_TIMES)
def test_every_form_of_a_time_has_the_pattern(text: str) -> None:
    """What is read as a time is valid as one."""
    try:
        parse_form(text)
    except TimeSyntaxError:
        return
    FORM.validate(text)


@given(durations().map(str) | LIKE_TIMES)
def test_every_duration_has_the_pattern(text: str) -> None:
    """What is read as a duration is valid as one."""
    try:
        parse_duration(text)
    except TimeSyntaxError:
        return
    DURATION.validate(text)


def test_every_field_of_a_time_is_in_the_schema() -> None:
    """A time's mapping has the fields that a time has."""
    mapping = schema_of_record()["$defs"]["Time"]["anyOf"][1]
    assert set(mapping["properties"]) == set(time_value.TimeValue.__struct_fields__)
