"""The JSON Schema (draft 2020-12) of a record and of a line of calls, for editors.

Generated from the annotations of `incident_tui.record.model`, as the readers are. The YAML parser
of an editor makes numbers and truth values where the reader keeps texts, so the schema of a text
accepts both. A record sound for the reader is valid; the schema finds the faults within a value:
unknown and missing keys, unknown words, wrong notations, broken rules. Faults between values, like
a dangling id, are found by the reader alone.
"""

import datetime as dt
import inspect
import types
from collections.abc import Callable, Iterable
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from incident_tui.record import model, scalars
from incident_tui.record.rules import EFFECT_STATUSES, EFFECT_SUBJECTS, NAMED_BY
from incident_tui.record.time_value import Duration, TimeValue

Schema = dict[str, Any]
"""JSON Schema is JSON."""
Definitions = dict[str, Schema]
"""From the name of a schema under `$defs` to the schema."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of_record() -> Schema:
    """The schema of a record's YAML."""
    return _document(model.Record, f"{model.FORMAT}: the record of one incident")


def schema_of_call() -> Schema:
    """The schema of a line of a file of calls."""
    return _document(model.Entry, f"{model.FORMAT}: one line of calls.jsonl")


def _document(cls: type[model.Value], title: str) -> Schema:
    named: Definitions = {}
    schema = _struct(cls, named)
    return {"$schema": DIALECT, "title": title, **schema, "$defs": dict(sorted(named.items()))}


# Scalars. A pattern is no narrower than the notation read by `time_value` and `scalars`.

_CLOCK = r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,3})?)?"
_OFFSET = r"(Z|[+-][0-9]{2}:[0-9]{2})?"
_MOMENT = rf"([0-9]{{4}}(-[0-9]{{2}})?|{scalars.DATE}([T ]{_CLOCK}{_OFFSET})?|{_CLOCK}Z?)[~?%]?"
_LENGTH = r"(([0-9]+(d|h|ms|m|s))+|P([0-9]+D)?(T([0-9]+[HMS])*)?)"
_LENGTHS = rf"{_LENGTH}(\s*\.\.\s*[+-]?\s*{_LENGTH})?\s*[~?%]?"
_FORMS = (
    "unplaced",
    _MOMENT,
    rf"({_MOMENT})?\s*\.\.\s*({_MOMENT})?",
    rf"{_MOMENT}\s*/\s*{_MOMENT}",
    rf"\S+\s+[+-]\s*{_LENGTHS}",
)


def _either_case(words: Iterable[str]) -> str:
    """A pattern for words in upper, lower or mixed case, for which JSON Schema has no flag."""
    return "|".join("".join(f"[{letter.upper()}{letter}]" for letter in word) for word in words)


_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_SCALARS: dict[Any, Schema] = {
    str: _TEXT,
    bool: {
        "type": ["boolean", "string"],
        "pattern": f"^({_either_case(scalars.TRUTH_WORDS)})$",
    },
    int: {"type": ["integer", "string"], "pattern": f"^{scalars.WHOLE_NUMBER}$"},
    float: {"type": ["number", "string"], "pattern": f"^{scalars.NUMBER}$"},
    dt.date: {"type": "string", "format": "date", "pattern": f"^{scalars.DATE}$"},
}
_DURATION: Schema = {
    "description": "A length of time, or the bounds of one.",
    "type": "string",
    "pattern": rf"^\s*[+-]?\s*{_LENGTHS}\s*$",
    "examples": ["30s", "20m", "1h30m", "20m..30m", "+5m~"],
}
_FORM: Schema = {
    "type": ["string", "integer"],
    "pattern": rf"^\s*({'|'.join(_FORMS)})\s*$",
    "examples": ["13:15", "13:12~", "13:00..13:12", "13:15/13:40", "q2 +2m~", "unplaced"],
}
_ORDER: Schema = {"anyOf": [_TEXT, _TEXTS]}


def _time(named: Definitions) -> Schema:
    """A time: a form, or a mapping."""
    form = _named("Form", _FORM, named)
    notations = {
        "at": form,
        "stated": _TEXT,
        "after": _ORDER,
        "before": _ORDER,
        "basis": _TEXT,
        "tolerance": _TEXT,
        "duration": _named("Duration", _DURATION, named),
    }
    hints = get_type_hints(TimeValue, include_extras=True)
    fields = {key: _described(schema, hints[key]) for key, schema in notations.items()}
    return {"anyOf": [form, _mapping(TimeValue, fields, ["at"])]}


def _citations(named: Definitions) -> Schema:
    """A citation or a list of citations, each in short or as a mapping."""
    short = _TEXT | {"description": "A source and where in it.", "examples": ["art:L13"]}
    cite = {"anyOf": [short, _of(model.Cite, named)]}
    return {"anyOf": [*cite["anyOf"], {"type": "array", "items": cite}]}


_NOTATIONS: dict[Any, tuple[str, Callable[[Definitions], Schema]]] = {
    Duration: ("Duration", lambda named: _DURATION),
    TimeValue: ("Time", _time),
    model.Citations: ("Citations", _citations),
}
"""From a type with a special notation to the name of the schema, and the schema."""


# The model.


def _of(annotation: Any, named: Definitions) -> Schema:
    """The schema for an annotation of the model.

    Args:
        named: the schemas referred to by name, to which the function adds.
    """
    if annotation in _NOTATIONS:
        name, schema_of = _NOTATIONS[annotation]
        return _named(name, schema_of(named), named)
    if annotation in _SCALARS:
        return _SCALARS[annotation]
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        stated = _stated(annotation)
        # The description of the annotation comes first, and replaces the description of the type.
        return stated | _of(arguments[0], named) | stated
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, types.UnionType):
        return _of(next(kind for kind in arguments if kind is not types.NoneType), named)
    if origin is tuple:
        return {"type": "array", "items": _of(arguments[0], named)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _of(arguments[1], named)}
    if isinstance(annotation, type) and issubclass(annotation, model.Value):
        return _named(annotation.__name__, _struct(annotation, named), named)
    raise TypeError(f"no schema for {annotation}")


def _stated(annotation: Any) -> Schema:
    """The rules and the description added to a type by an annotation."""
    kind, *notes = get_args(annotation)
    # msgspec knows the notation of scalars and lists alone; for any other type, the notes on `Any`.
    stand_in: Any = kind if kind in _SCALARS else tuple if get_origin(kind) is tuple else Any
    for note in notes:
        stand_in = Annotated[stand_in, note]
    stated = msgspec.json.schema(stand_in)
    stated.pop("type", None)
    if "pattern" in stated:
        # Python's `\Z` is `$` in ECMA-262, the dialect of JSON Schema.
        stated["pattern"] = stated["pattern"].replace(r"\Z", "$")
    return stated


def _named(name: str, schema: Schema, named: Definitions) -> Schema:
    named[name] = schema
    return {"$ref": f"#/$defs/{name}"}


def _struct(cls: type[model.Value], named: Definitions) -> Schema:
    """The schema of a kind of object."""
    hints = get_type_hints(cls, include_extras=True)
    fields = msgspec.structs.fields(cls)
    properties = {
        field.encode_name: _described(_of(hints[field.name], named), hints[field.name])
        for field in fields
    }
    required = [field.encode_name for field in fields if field.required]
    return _mapping(cls, properties, required) | _OBJECT_RULES.get(cls, {})


def _mapping(cls: type, properties: Schema, required: list[str]) -> Schema:
    """An object with no keys but the properties; a key not required may be left empty."""
    return {
        "description": _doc(cls),
        "type": "object",
        "properties": {
            key: schema if key in required else _or_empty(schema)
            for key, schema in properties.items()
        },
        "required": required,
        "additionalProperties": False,
    }


def _or_empty(schema: Schema) -> Schema:
    """The schema for a value that may be empty."""
    if "type" in schema:
        kinds = schema["type"]
        return schema | {"type": [*([kinds] if isinstance(kinds, str) else kinds), "null"]}
    if "enum" in schema:
        return schema | {"enum": [*schema["enum"], None]}
    words = {key: schema[key] for key in ("description",) if key in schema}
    rest = {key: value for key, value in schema.items() if key not in words}
    return words | {"anyOf": [rest, {"type": "null"}]}


def _described(schema: Schema, annotation: Any) -> Schema:
    """The schema of a field, with a description from the annotation unless described already."""
    words = "" if "description" in schema else _words_on(annotation)
    return {"description": words} | schema if words else schema


def _words_on(annotation: Any) -> str:
    """The description in an annotation, else the first within the inner types, else ""."""
    if isinstance(annotation, type) and issubclass(annotation, model.Value):
        return _doc(annotation)
    for note in reversed(getattr(annotation, "__metadata__", ())):
        if isinstance(note, msgspec.Meta) and note.description:
            return note.description
    return next(filter(None, map(_words_on, get_args(annotation))), "")


def _doc(cls: type) -> str:
    return inspect.cleandoc(cls.__doc__ or "")


# The rules between fields of `incident_tui.record.rules`, as far as JSON Schema can state them.


def _any_of(*keys: str) -> Schema:
    """At least one of the keys."""
    return {"anyOf": [{"required": [key]} for key in keys]}


def _statuses(subject: str, statuses: tuple[str, ...]) -> Schema:
    """The statuses of an effect on the subject."""
    is_named = {"required": [subject], "properties": {subject: {"not": {"enum": ["", None]}}}}
    return {"if": is_named, "then": {"properties": {"status": {"enum": list(statuses)}}}}


_OBJECT_RULES: dict[type, Schema] = {
    **{cls: _any_of(*keys) for cls, keys in NAMED_BY.items()},
    model.Effect: _any_of(*EFFECT_SUBJECTS, "milestone")
    | {"allOf": [_statuses(subject, words) for subject, words in EFFECT_STATUSES.items()]},
}
