"""The JSON Schema (draft 2020-12) of a record and of a line of its calls, for editors.

It is made from the annotations of `incident_tui.record.model`, as the readers of
`incident_tui.record.convert` are. An editor's YAML has numbers and truth values where the reader
has texts, so a text may be those as well. What the reader finds sound, the schema finds sound; of
what is wrong it finds what can be told without looking elsewhere: keys that are unknown or missing,
words that are on no list, forms that are none.
"""

import ast
import datetime as dt
import inspect
import types
from functools import cache
from itertools import pairwise
from types import ModuleType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from incident_tui.record import model, time_value, vocabulary
from incident_tui.record.time_value import Duration, TimeValue

Schema = dict[str, Any]
"""JSON Schema is JSON."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of_record() -> Schema:
    """The schema of a record's YAML."""
    return _document(model.Record, f"{model.FORMAT}: the record of one incident")


def schema_of_call() -> Schema:
    """The schema of one line of a file of calls."""
    return _document(model.Entry, f"{model.FORMAT}: one line of calls.jsonl")


def _document(cls: type[model.Value], title: str) -> Schema:
    named: dict[str, Schema] = {}
    schema = _struct(cls, named)
    return {"$schema": DIALECT, "title": title, **schema, "$defs": dict(sorted(named.items()))}


# Scalars. A pattern is no narrower than what `time_value` and `convert` read.

_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_CLOCK = r"[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,3})?)?"
_OFFSET = r"(Z|[+-][0-9]{2}:[0-9]{2})?"
_MOMENT = rf"([0-9]{{4}}(-[0-9]{{2}})?|{_DATE}([T ]{_CLOCK}{_OFFSET})?|{_CLOCK}Z?)[~?%]?"
_LENGTH = r"(([0-9]+(d|h|ms|m|s))+|P([0-9]+D)?(T([0-9]+[HMS])*)?)"
_LENGTHS = rf"{_LENGTH}(\s*\.\.\s*[+-]?\s*{_LENGTH})?\s*[~?%]?"
_FORMS = (
    "unplaced",
    _MOMENT,
    rf"({_MOMENT})?\s*\.\.\s*({_MOMENT})?",
    rf"{_MOMENT}\s*/\s*{_MOMENT}",
    rf"\S+\s+[+-]\s*{_LENGTHS}",
)

_TEXT: Schema = {"type": ["string", "number", "boolean"]}
_TEXTS: Schema = {"type": "array", "items": _TEXT}
_SCALARS: dict[Any, Schema] = {
    str: _TEXT,
    bool: {
        "type": ["boolean", "string"],
        "pattern": "^([Tt][Rr][Uu][Ee]|[Yy][Ee][Ss]|[Ff][Aa][Ll][Ss][Ee]|[Nn][Oo])$",
    },
    int: {"type": ["integer", "string"], "pattern": "^[+-]?[0-9]{1,18}$"},
    float: {
        "type": ["number", "string"],
        "pattern": r"^[+-]?[0-9]{1,18}(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,2})?$",
    },
    dt.date: {"type": "string", "format": "date", "pattern": f"^{_DATE}$"},
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


def _time(named: dict[str, Schema]) -> Schema:
    """A time: one of the forms, or a mapping."""
    form, docs = _named("Form", _FORM, named), _docs(time_value)
    fields = {
        "at": form,
        "stated": _TEXT,
        "after": _ORDER,
        "before": _ORDER,
        "basis": _TEXT,
        "tolerance": _TEXT,
        "duration": _named("Duration", _DURATION, named),
    }
    described = {
        key: _described(schema, docs.get(f"TimeValue.{key}", "")) for key, schema in fields.items()
    }
    return {"anyOf": [form, _mapping(TimeValue, described, ["at"])]}


def _cites(named: dict[str, Schema]) -> Schema:
    """One citation or a list of them, each in short or as a mapping."""
    short = _TEXT | {"description": "A source and where in it.", "examples": ["art:L13"]}
    one = {"anyOf": [short, _of(model.Cite, named)]}
    return {"anyOf": [*one["anyOf"], {"type": "array", "items": one}]}


# The model.


def _of(hint: Any, named: dict[str, Schema]) -> Schema:
    """The schema for an annotation of the model.

    Args:
        named: schemas that are referred to by name, to which it adds.
    """
    if hint == model.Citations:
        return _named("Citations", _cites(named), named)
    if hint is TimeValue:
        return _named("Time", _time(named), named)
    if hint is Duration:
        return _named("Duration", _DURATION, named)
    if hint in _SCALARS:
        return _SCALARS[hint]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _TEXT
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (Union, types.UnionType):
        return _of(next(one for one in arguments if one is not types.NoneType), named)
    if origin is tuple:
        return {"type": "array", "items": _of(arguments[0], named)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _of(arguments[1], named)}
    if isinstance(hint, type) and issubclass(hint, model.Value):
        return _named(hint.__name__, _struct(hint, named), named)
    raise TypeError(f"no schema for {hint}")


def _named(name: str, schema: Schema, named: dict[str, Schema]) -> Schema:
    named[name] = schema
    return {"$ref": f"#/$defs/{name}"}


def _struct(cls: type[model.Value], named: dict[str, Schema]) -> Schema:
    """The schema of one kind of object."""
    hints, properties = get_type_hints(cls, include_extras=True), {}
    fields = msgspec.structs.fields(cls)
    for field in fields:
        hint = hints[field.name]
        schema = _of(hint, named) | _FIELD_RULES.get((cls, field.name), {})
        words = _docs(model).get(f"{cls.__name__}.{field.name}") or _words_on(hint)
        properties[field.encode_name] = _described(schema, words)
    required = [field.encode_name for field in fields if field.required]
    return _mapping(cls, properties, required) | _RULES.get(cls, {})


def _mapping(cls: type, properties: Schema, required: list[str]) -> Schema:
    """An object with these keys and no others; a key that is not required may be left empty."""
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
    """A schema that allows for nothing at all, too."""
    if "type" in schema:
        kinds = schema["type"]
        return schema | {"type": [*([kinds] if isinstance(kinds, str) else kinds), "null"]}
    if "enum" in schema:
        return schema | {"enum": [*schema["enum"], None]}
    words = schema.get("description", "")
    bare = {key: value for key, value in schema.items() if key != "description"}
    return _described({"anyOf": [bare, {"type": "null"}]}, words)


# Words, from the docstrings of the modules.


def _described(schema: Schema, words: str) -> Schema:
    return {"description": words} | schema if words else schema


def _words_on(hint: Any) -> str:
    """What an annotation itself says: a kind of object, where an id stands, a list of words."""
    origin, arguments = get_origin(hint), get_args(hint)
    if isinstance(hint, type) and issubclass(hint, model.Value):
        return _doc(hint)
    if origin is Annotated:
        where = " or ".join(f"`{section}`" for section in arguments[1].sections)
        return f"An id of {where or 'this record'}."
    if origin is Literal:
        names = (name for name, words in vars(vocabulary).items() if words == hint)
        return _docs(vocabulary).get(next(names, ""), "")
    return next(filter(None, map(_words_on, arguments)), "") if origin else ""


def _doc(cls: type) -> str:
    return inspect.cleandoc(cls.__doc__ or "")


@cache
def _docs(module: ModuleType) -> dict[str, str]:
    """The docstrings of a module's values, and of the attributes of its classes."""
    tree = ast.parse(inspect.getsource(module))
    bodies = {"": tree.body}
    bodies |= {f"{one.name}.": one.body for one in tree.body if isinstance(one, ast.ClassDef)}
    found = {}
    for prefix, body in bodies.items():
        for target, words in pairwise(body):
            match target, words:
                case (
                    ast.AnnAssign(target=ast.Name(name)) | ast.Assign(targets=[ast.Name(name)]),
                    ast.Expr(value=ast.Constant(value=str(text))),
                ):
                    found[prefix + name] = inspect.cleandoc(text)
    return found


# What `incident_tui.record.rules` has besides, as far as a schema can say it.

_SHA256: Schema = {"pattern": "^([0-9a-fA-F]{64})?$"}
_CITED: Schema = {"minItems": 1}
_FROM_0: Schema = {"minimum": 0}
_FROM_1: Schema = {"minimum": 1}

_FIELD_RULES: dict[tuple[type, str], Schema] = {
    (model.Record, "format"): {"const": model.FORMAT},
    (model.Source, "sha256"): _SHA256,
    (model.Source, "lines"): _FROM_0,
    (model.Location, "lat"): {"minimum": -90, "maximum": 90},
    (model.Location, "lon"): {"minimum": -180, "maximum": 180},
    (model.Agency, "color"): {"pattern": "^(#[0-9a-fA-F]{6})?$"},
    (model.Person, "age"): _FROM_0,
    (model.Audio, "start"): _FROM_0,
    (model.Audio, "length"): _FROM_0,
    (model.Audio, "sha256"): _SHA256,
    (model.Transcript, "confidence"): {"minimum": 0, "maximum": 1},
    (model.Entry, "grade"): {"pattern": "^([A-F][1-6])?$"},
    (model.Entry, "cite"): _CITED,
    (model.Casualty, "count"): _FROM_1,
    (model.CasualtyStatusChange, "cite"): _CITED,
    (model.RelatedCasualties, "count"): _FROM_1,
    (model.Conflict, "claims"): {"minItems": 2},
    (model.Claim, "cite"): _CITED,
}


def _any_of(*keys: str) -> Schema:
    """At least one of these keys."""
    return {"anyOf": [{"required": [key]} for key in keys]}


def _if_it_names(subject: str, statuses: tuple[str, ...]) -> Schema:
    """Which statuses an effect on a subject has."""
    named = {"required": [subject], "properties": {subject: {"not": {"enum": ["", None]}}}}
    return {"if": named, "then": {"properties": {"status": {"enum": list(statuses)}}}}


_RULES: dict[type, Schema] = {
    model.Person: _any_of("name", "label"),
    model.Casualty: _any_of("person", "label"),
    model.Effect: _any_of("casualty", "unit", "agency", "facility", "group", "milestone")
    | {
        "allOf": [
            _if_it_names("casualty", vocabulary.CASUALTY_STATUSES),
            _if_it_names("unit", vocabulary.UNIT_STATUSES),
            _if_it_names("agency", vocabulary.UNIT_STATUSES),
        ]
    },
}
