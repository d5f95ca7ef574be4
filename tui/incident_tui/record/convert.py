"""Trees into the values of `incident_tui.record.model`; every fault is a problem with a place.

A reader is made for each type of the model from the annotations alone: a new field, and the rule
of a field, are read without a change in this module.
"""

import datetime as dt
import functools
import types
from collections.abc import Callable, Iterable
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import msgspec

from incident_tui.record import model, scalars
from incident_tui.record.context import Context, RuleBroken, Wrong
from incident_tui.record.problems import LeftOut, Mark, Problems
from incident_tui.record.rules import OBJECT_RULES, FieldRule, field_rule
from incident_tui.record.scalars import as_mapping, as_scalar, as_sequence
from incident_tui.record.spelling import hint, unknown_key
from incident_tui.record.time_value import (
    UNPLACED,
    Duration,
    Form,
    Relative,
    TimeSyntaxError,
    TimeValue,
    parse_duration,
    parse_form,
)
from incident_tui.record.tree import Mapping, Node, Scalar, Sequence, text_at

__all__ = [
    "Context",
    "Wrong",
    "read_entry",
    "read_record_tree",
    "read_section",
    "text_at",
    "written_cite",
]

ValueReader = Callable[[Node, Context], Any]


class _Field(NamedTuple):
    """How a field is read."""

    name: str
    required: bool
    read: ValueReader


class _Shape(NamedTuple):
    """How a type of the model is read."""

    fields: dict[str, _Field]
    """By the key in the file."""
    required: dict[str, str]
    """From the name of each required field to the key."""


# A record: its sections, its entries, its incident.


def read_record_tree(root: Mapping, context: Context) -> model.Record:
    """Read a whole record; an unreadable part is left out and reported."""
    rest = {key: item for key, item in root.items.items() if key not in ("format", "incident")}
    values = _read_fields(rest, _record_fields(), context)
    return model.Record(format=_format(root, context), incident=_incident(root, context), **values)


def read_section(section: str, node: Node, context: Context) -> tuple[Any, ...]:
    """Read the items of a section (`timeline`, …); an unreadable item is left out.

    Raises:
        Wrong: if the node is no list.
    """
    read, kept = _section_readers()[section], []
    context.ids.setdefault(section, {})
    for number, item in enumerate(as_sequence(node).items, start=1):
        try:
            value = read(item, context)
        except Wrong as error:
            context.wrong(error)
            _leave_out(section, number, item, context)
            continue
        if _takes_id(section, value, item, context):
            kept.append(value)
    return tuple(kept)


def read_entry(node: Node, context: Context) -> model.Entry:
    """Read a single entry of the timeline.

    Raises:
        Wrong: if the entry cannot be read.
    """
    entry: model.Entry = _section_readers()["timeline"](node, context)
    return entry


def _leave_out(section: str, number: int, item: Node, context: Context) -> None:
    """Note an item left out; a reference to the item is no further fault."""
    identifier = text_at(item, "id")
    place = LeftOut(context.mark(item), section, identifier or f"no. {number}")
    context.problems.left_out.append(place)
    if identifier and isinstance(item, Mapping):
        defined = context.mark(item.items["id"][1])
        if context.ids[section].setdefault(identifier, defined) is not defined:
            report_taken(identifier, defined, context.ids[section][identifier], context.problems)


def _takes_id(section: str, value: model.Value, item: Node, context: Context) -> bool:
    """Note where the id of an item is defined; False, and reported, if the id is taken."""
    identifier, ids = getattr(value, "id", None), context.ids[section]
    if identifier is None or not isinstance(item, Mapping):
        return True
    place = context.mark(item.items["id"][1])
    if identifier not in ids:
        ids[identifier] = place
        return True
    report_taken(identifier, place, ids[identifier], context.problems)
    context.problems.left_out.append(LeftOut(place, section, identifier))
    return False


def report_taken(identifier: str, place: Mark, first: Mark, problems: Problems) -> None:
    """Report an item whose id is the id of an item before it, and that the item is left out."""
    message = f"the id `{identifier}` is taken, in line {first.line} of {first.path}; "
    problems.error(place, f"{message}this one is left out: give it another id")


def _format(root: Mapping, context: Context) -> str:
    entry = root.items.get("format")
    if entry is None:
        message = f"no `format`; begin the file with `format: {model.FORMAT}`"
        context.problems.error(Mark(context.path, 1, 1), message)
    elif not isinstance(entry[1], Scalar) or entry[1].text != model.FORMAT:
        message = f"this format is not known; it is read as `{model.FORMAT}`"
        context.problems.error(context.mark(entry[1]), message)
    return model.FORMAT


def _incident(root: Mapping, context: Context) -> model.Incident:
    """The incident; if a required part is missing, the readable rest with stand-ins."""
    entry = root.items.get("incident")
    node: Node = entry[1] if entry else root
    if entry is None or not isinstance(node, Mapping):
        message = "no `incident`; add one with `id`, `title`, `date` and `timezone`"
        context.problems.error(context.mark(node), message)
        found: Mapping = Mapping({}, node.line, node.column)
    else:
        try:
            incident: model.Incident = _struct_reader(model.Incident)(node, context)
            return incident
        except Wrong as error:
            context.wrong(error)
        found = node
    context.problems.left_out.append(LeftOut(context.mark(node), "incident", "in part"))
    return _incident_in_part(found)


def _incident_in_part(node: Mapping) -> model.Incident:
    """The readable parts of an incident, whose faults were reported already."""
    values = _read_fields(node.items, _shape(model.Incident).fields, Context("", Problems()))
    stand_in = {"id": "", "title": "(no title)", "date": None, "timezone": "UTC"}
    for name, _ in OBJECT_RULES[model.Incident](stand_in | values):
        values.pop(name)
    return model.Incident(**(stand_in | values))


# Readers from annotations.


@functools.cache
def _shape(cls: type[model.Value]) -> _Shape:
    hints = get_type_hints(cls, include_extras=True)
    fields = {
        field.encode_name: _Field(field.name, field.required, _reader(hints[field.name]))
        for field in msgspec.structs.fields(cls)
    }
    required = {field.name: key for key, field in fields.items() if field.required}
    return _Shape(fields, required)


@functools.cache
def _record_fields() -> dict[str, _Field]:
    """The fields of a record; in a section, an unreadable item is listed as left out."""
    fields = dict(_shape(model.Record).fields)
    for section in _section_readers():
        fields[section] = fields[section]._replace(read=functools.partial(read_section, section))
    return fields


@functools.cache
def _section_readers() -> dict[str, ValueReader]:
    """For each section of a record, the reader of an item."""
    hints = get_type_hints(model.Record, include_extras=True)
    items = {name: get_args(hint)[0] for name, hint in hints.items() if get_origin(hint) is tuple}
    return {name: _struct_reader(item) for name, item in items.items() if _is_struct(item)}


def _is_struct(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, model.Value)


def _reader(annotation: Any) -> ValueReader:
    """The reader for an annotation of the model."""
    if annotation in _READERS:
        return _READERS[annotation]
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _annotated_reader(annotation)
    if origin is Literal:
        return _word_reader(arguments)
    if origin in (Union, types.UnionType):
        return _reader(next(kind for kind in arguments if kind is not types.NoneType))
    if origin is tuple:
        return _tuple_reader(_reader(arguments[0]))
    if origin is dict:
        return _dict_reader(_reader(arguments[1]))
    if _is_struct(annotation):
        return _struct_reader(annotation)
    raise TypeError(f"no reader for {annotation}")


def _annotated_reader(annotation: Any) -> ValueReader:
    kind, *notes = get_args(annotation)
    refers = next((note for note in notes if isinstance(note, model.Refers)), None)
    read = _reader(kind) if refers is None else _reference_reader(refers)
    rule = field_rule(annotation)
    return read if rule is None else _ruled_reader(read, rule)


def _ruled_reader(read: ValueReader, rule: FieldRule) -> ValueReader:
    tests, fault = rule

    def read_ruled(node: Node, context: Context) -> Any:
        value = read(node, context)
        for passes in tests:
            if not passes(value):
                _report_fault(fault, value, node, context)
        return value

    return read_ruled


def _report_fault(fault: model.Fault, value: Any, node: Node, context: Context) -> None:
    """Report a value that breaks a rule and is kept nevertheless.

    Raises:
        RuleBroken: if the value is not kept.
    """
    error = RuleBroken(node, fault.words.format(value=value))
    if not (fault.kept and value):
        raise error
    context.wrong(error)


def _struct_reader(cls: type[model.Value]) -> ValueReader:
    def read(node: Node, context: Context) -> Any:
        shape, mapping = _shape(cls), as_mapping(node)
        values = _read_fields(mapping.items, shape.fields, context)
        if not shape.required.keys() <= values.keys():
            _report_missing(mapping, shape.required.values(), context)
            raise Wrong(node)
        if cls in OBJECT_RULES:
            _apply_object_rule(cls, mapping, values, context)
        return cls(**values)

    return read


def _read_fields(
    items: dict[str, tuple[Scalar, Node]], fields: dict[str, _Field], context: Context
) -> dict[str, Any]:
    """The values of the known keys; a value at fault is reported and absent."""
    values: dict[str, Any] = {}
    for key, (key_node, node) in items.items():
        field = fields.get(key)
        if field is None:
            context.wrong(Wrong(key_node, unknown_key(key, fields)))
            continue
        name, required, read = field
        if isinstance(node, Scalar) and node.empty and not required:
            continue
        try:
            values[name] = read(node, context)
        except Wrong as error:
            context.wrong(error, f"`{key}`: ")
    return values


def _report_missing(node: Mapping, required: Iterable[str], context: Context) -> None:
    """Report each missing required key; a value at fault was reported already."""
    name = text_at(node, "id")
    owner = f"`{name}`" if name else "this"
    for key in required:
        if key not in node.items:
            context.wrong(Wrong(node, f"{owner} has no `{key}`; add one"))


def _apply_object_rule(
    cls: type[model.Value], node: Mapping, values: dict[str, Any], context: Context
) -> None:
    """Report faults between the fields of an object, and remove optional values at fault.

    Raises:
        Wrong: if the object, or a required value, is at fault.
    """
    for key, message in OBJECT_RULES[cls](values):
        at_fault = node.items.get(key) if key else None
        context.wrong(Wrong(at_fault[1] if at_fault else node, message))
        if at_fault is None or key in _shape(cls).required.values():
            raise Wrong(node)
        values.pop(key)


def _tuple_reader(read_item: ValueReader) -> ValueReader:
    def read(node: Node, context: Context) -> tuple[Any, ...]:
        kept = []
        for item in as_sequence(node).items:
            try:
                kept.append(read_item(item, context))
            except Wrong as error:
                context.wrong(error)
        return tuple(kept)

    return read


def _dict_reader(read_item: ValueReader) -> ValueReader:
    def read(node: Node, context: Context) -> dict[str, Any]:
        kept = {}
        for key, (_, item) in as_mapping(node).items.items():
            try:
                kept[key] = read_item(item, context)
            except Wrong as error:
                context.wrong(error, f"`{key}`: ")
        return kept

    return read


def _reference_reader(refers: model.Refers) -> ValueReader:
    def read(node: Node, context: Context) -> str:
        text = as_scalar(node).text
        context.refer(refers.sections, node, text)
        return text

    return read


def _word_reader(words: tuple[str, ...]) -> ValueReader:
    known = frozenset(words)

    def read(node: Node, context: Context) -> str:
        text = as_scalar(node).text
        if text not in known:
            raise Wrong(node, f"`{text}` is not one of {', '.join(words)}{hint(text, words)}")
        return text

    return read


# Readers of times and citations, which have a short and a long notation.


def _read_time(node: Node, context: Context) -> TimeValue:
    if isinstance(node, Sequence):
        raise Wrong(node, "a time is one text, or a mapping with `at`")
    if isinstance(node, Mapping):
        value = _read_time_mapping(node, context)
    else:
        value = TimeValue(_read_form(node, context))
    context.times[id(value)] = (value, context.mark(node))
    return value


def _read_form(node: Node, context: Context) -> Form:
    try:
        form = parse_form(as_scalar(node).text)
    except TimeSyntaxError as error:
        raise Wrong(node, str(error)) from None
    if isinstance(form, Relative):
        context.refer(_TIMELINE.sections, node, form.anchor)
    return form


def _read_time_mapping(node: Mapping, context: Context) -> TimeValue:
    form = _form_at(node, context)
    rest = {key: item for key, item in node.items.items() if key != "at"}
    return TimeValue(form, **_read_fields(rest, _TIME_FIELDS, context))


def _form_at(node: Mapping, context: Context) -> Form:
    """The form under `at`; unplaced, and reported, if the mapping has only an order or words."""
    if "at" in node.items:
        return _read_form(node.items["at"][1], context)
    if not {"after", "before", "stated"} & node.items.keys():
        raise Wrong(node, "a time has no `at`; add one, `at: unplaced` if no time is given")
    context.wrong(Wrong(node, "this time has no `at`; read as `at: unplaced`"))
    return UNPLACED


def _read_order(node: Node, context: Context) -> tuple[str, ...]:
    if isinstance(node, Scalar):
        node = Sequence([node], node.line, node.column)
    result: tuple[str, ...] = _tuple_reader(_reference_reader(_TIMELINE))(node, context)
    return result


def _read_tolerance(node: Node, context: Context) -> Duration | str:
    text = as_scalar(node).text
    try:
        return parse_duration(text)
    except TimeSyntaxError:
        context.refer(("tolerances",), node, text)
        return text


def _read_citations(node: Node, context: Context) -> tuple[model.Cite, ...]:
    if isinstance(node, Sequence):
        found: tuple[model.Cite, ...] = _tuple_reader(_read_cite)(node, context)
        if node.items and not found:
            raise Wrong(node)
        return found
    return (_read_cite(node, context),)


def _read_cite(node: Node, context: Context) -> model.Cite:
    if isinstance(node, Mapping):
        cite: model.Cite = _struct_reader(model.Cite)(node, context)
    else:
        cite = written_cite(as_scalar(node).text)
        context.refer(_SOURCES.sections, node, cite.source)
    context.cites[id(cite)] = cite, context.mark(node)
    return cite


def written_cite(text: str) -> model.Cite:
    """A citation from the short notation, `art:L13`."""
    source, _, at = text.partition(":")
    return model.Cite(source=source, at=at.strip())


_TIMELINE, _SOURCES = model.Refers("timeline"), model.Refers("sources")
_READERS: dict[Any, ValueReader] = {
    str: scalars.read_text,
    bool: scalars.read_truth,
    int: scalars.read_whole,
    float: scalars.read_number,
    dt.date: scalars.read_date,
    Duration: scalars.read_duration,
    TimeValue: _read_time,
    model.Citations: _read_citations,
}
_TIME_FIELDS: dict[str, _Field] = {
    name: _Field(name, False, read)
    for name, read in {
        "stated": scalars.read_text,
        "after": _read_order,
        "before": _read_order,
        "basis": scalars.read_text,
        "tolerance": _read_tolerance,
        "duration": scalars.read_duration,
        "at": _read_form,
    }.items()
}
