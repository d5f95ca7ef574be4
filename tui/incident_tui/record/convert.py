"""Trees into the values of `incident_tui.record.model`, every fault a problem with its place.

One reader is made for each type of the model, from its annotations alone: a new field there is
read here at once.
"""

import datetime as dt
import functools
import re
import types
from collections.abc import Callable, Container, Iterable, Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from incident_tui.record import model
from incident_tui.record.problems import LeftOut, Mark, Problems
from incident_tui.record.rules import RULES, is_kept
from incident_tui.record.time_value import (
    UNPLACED,
    Duration,
    Relative,
    TimeSyntaxError,
    TimeValue,
    parse_duration,
    parse_form,
)
from incident_tui.record.tree import Mapping, Node, Refused, Scalar, Sequence

TIMELINE = model.Refers("timeline")
_TRUTH = {"true": True, "yes": True, "false": False, "no": False}
_WHOLE = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,18}(\.\d{1,30})?([eE][+-]?\d\d?)?", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_LONGEST_WORD = 80
_MOST_COMPARISONS = 200_000
"""Looking for what was meant stops here: a file of mistakes is still read in seconds."""


class Wrong(Exception):
    """A value cannot be read; empty words when that was reported already."""

    def __init__(self, node: Node, message: str = "") -> None:
        super().__init__(message)
        self.node = node
        self.message = message


class Context:
    """What is gathered while a record is read: problems, references, and where times stand."""

    def __init__(self, path: str, problems: Problems) -> None:
        self.path = path
        self.problems = problems
        self.references: list[tuple[tuple[str, ...], str, Mark]] = []
        """Sections an id may stand in, the id, and where it is used."""
        self.ids: dict[str, dict[str, Mark]] = {}
        """Section to id to where it is defined."""
        self.times: dict[int, tuple[TimeValue, Mark]] = {}
        """Where each time value stands, by identity."""
        self.cites: dict[int, tuple[model.Cite, Mark]] = {}
        """Where each citation stands, by identity."""
        self.calls: tuple[Container[str], ...] = ()
        """Ids of calls, which are entries of the timeline too."""

    def mark(self, node: Node) -> Mark:
        """Where a node stands."""
        return Mark(self.path, node.line, node.column)

    def wrong(self, error: Wrong, prefix: str = "") -> None:
        """Report a value that cannot be read, once."""
        if error.message:
            self.problems.error(self.mark(error.node), prefix + error.message)

    def refer(self, sections: tuple[str, ...], node: Scalar) -> None:
        """Note that an id is used."""
        self.references.append((sections, node.text, self.mark(node)))


ValueReader = Callable[[Node, Context], Any]


def read_record_tree(root: Mapping, context: Context) -> model.Record:
    """Read a whole record; what cannot be read is left out and reported."""
    shape = _shape(model.Record)
    _report_unknown_keys(root, shape.keys, context)
    values: dict[str, Any] = {}
    for field in shape.fields:
        entry = root.items.get(field.key)
        if entry is None or field.name in ("incident", "format"):
            continue
        node = entry[1]
        if isinstance(node, Scalar) and node.empty:
            continue
        try:
            if field.section is None:
                values[field.name] = field.read(node, context)
            else:
                values[field.name] = read_section(field.key, node, context)
        except Wrong as error:
            context.wrong(error, f"`{field.key}`: ")
    return model.Record(format=_format(root, context), incident=_incident(root, context), **values)


def read_section(section: str, node: Node, context: Context) -> tuple[Any, ...]:
    """Read the items of one section, such as `timeline`; an item that fails is left out."""
    read, kept = _sections()[section], []
    ids = context.ids.setdefault(section, {})
    for number, item in enumerate(_sequence(node).items, start=1):
        try:
            value = read(item, context)
        except Wrong as error:
            context.wrong(error)
            name = text_at(item, "id") or f"no. {number}"
            context.problems.left_out.append(LeftOut(context.mark(item), section, name))
            if name in ids or not isinstance(item, Mapping) or "id" not in item.items:
                continue
            ids[name] = context.mark(item.items["id"][1])  # what refers to it is not at fault
            continue
        identifier = getattr(value, "id", None)
        if identifier is not None and isinstance(item, Mapping):
            at = context.mark(item.items["id"][1])
            if not identifier:
                context.problems.error(at, "`id`: is empty; give it a value")
                context.problems.left_out.append(LeftOut(at, section, f"no. {number}"))
                continue
            if identifier in ids:
                message = f"the id `{identifier}` is taken, in line {ids[identifier].line} of "
                message += f"{ids[identifier].path}; this one is left out: give it another id"
                context.problems.error(at, message)
                context.problems.left_out.append(LeftOut(at, section, identifier))
                continue
            ids[identifier] = at
        kept.append(value)
    return tuple(kept)


def read_entry(node: Node, context: Context) -> model.Entry:
    """Read one entry of the timeline by itself.

    Raises:
        Wrong: if it cannot be read.
    """
    entry: model.Entry = _sections()["timeline"](node, context)
    return entry


def report_dangling(context: Context) -> None:
    """Report every id that is used but defined nowhere."""
    names: dict[tuple[str, ...], dict[str, None]] = {}
    compared = 0
    for sections, identifier, mark in context.references:
        if sections not in names:
            known = (context.ids.get(section, {}) for section in sections or context.ids)
            names[sections] = dict.fromkeys(sorted({one for ids in known for one in ids}))
        if identifier in names[sections]:
            continue
        in_calls = any(identifier in ids for ids in context.calls)
        if in_calls and "timeline" in (sections or context.ids):
            continue
        compared += len(names[sections])
        near = _nearest(identifier, names[sections]) if compared <= _MOST_COMPARISONS else ""
        where = " or ".join(f"`{section}`" for section in sections) or "any section"
        context.problems.error(mark, f"no `{identifier}` in {where}{near}")


def report_intervals(root: Mapping, context: Context, in_calls: Iterable[str]) -> None:
    """Report every interval's end that is no entry, and a milestone that nothing reaches.

    Args:
        in_calls: the milestones that calls reach, asked for only where they are needed.
    """
    known = {*context.ids.get("timeline", {}), *_milestones(root)}
    ends: dict[str, list[tuple[str, Node]]] = {}
    for interval in items_of(root, "intervals"):
        for key in ("from", "to"):
            name = text_at(interval, key)
            if name and name not in known and not any(name in ids for ids in context.calls):
                ends.setdefault(name, []).append((key, interval.items[key][1]))
    found = iter(in_calls)
    while ends and (milestone := next(found, None)) is not None:
        ends.pop(milestone, None)
    names, compared = dict.fromkeys(sorted(known - {""})), 0
    for name, places in ends.items():
        compared += len(names)
        near = _nearest(name, names) if compared <= _MOST_COMPARISONS else ""
        for key, node in places:
            message = f"`{key}`: no entry `{name}`, and no milestone that an entry reaches{near}"
            context.problems.error(context.mark(node), message)


def _milestones(root: Mapping) -> Iterator[str]:
    """What the entries of the timeline reach, also those that are left out."""
    for entry in items_of(root, "timeline"):
        yield text_at(entry, "milestone")
        for effect in items_of(entry, "effects"):
            yield text_at(effect, "milestone")


def items_of(node: Mapping | None, key: str) -> list[Mapping]:
    """The mappings in the list under a key; none if there is no such list."""
    match node.items.get(key) if node else None:
        case (_, Sequence(items)):
            return [item for item in items if isinstance(item, Mapping)]
    return []


class _Field:
    """How one field of a struct is read."""

    def __init__(self, field: msgspec.structs.FieldInfo, hint: Any) -> None:
        self.name = field.name
        self.key = field.encode_name
        self.required = field.required
        self.read = _reader(hint)
        origin, arguments = get_origin(hint), get_args(hint)
        item = arguments[0] if origin is tuple else None
        is_section = isinstance(item, type) and issubclass(item, model.Value)
        self.section = item if is_section else None


class _Shape:
    """How one struct is read."""

    def __init__(self, cls: type[msgspec.Struct]) -> None:
        hints = get_type_hints(cls, include_extras=True)
        self.fields = [_Field(field, hints[field.name]) for field in msgspec.structs.fields(cls)]
        self.keys = {field.key: field for field in self.fields}
        self.required = [field for field in self.fields if field.required]


@functools.cache
def _shape(cls: type[msgspec.Struct]) -> _Shape:
    return _Shape(cls)


@functools.cache
def _sections() -> dict[str, ValueReader]:
    return {
        field.key: _struct_reader(field.section)
        for field in _shape(model.Record).fields
        if field.section is not None
    }


def _reader(hint: Any) -> ValueReader:
    """The reader for an annotation of the model."""
    if hint in _READERS:
        return _READERS[hint]
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _reference_reader(arguments[1])
    if origin is Literal:
        return _word_reader(arguments)
    if origin in (Union, types.UnionType):
        return _reader(next(one for one in arguments if one is not type(None)))
    if origin is tuple:
        return _tuple_reader(_reader(arguments[0]))
    if origin is dict:
        return _dict_reader(_reader(arguments[1]))
    if isinstance(hint, type) and issubclass(hint, model.Value):
        return _struct_reader(hint)
    raise TypeError(f"no reader for {hint}")


def _struct_reader(cls: type[model.Value]) -> ValueReader:
    def read(node: Node, context: Context) -> Any:
        shape, rule = _shape(cls), RULES.get(cls)
        items = _mapping(node).items
        values: dict[str, Any] = {}
        failed = False
        for key, (key_node, value_node) in items.items():
            field = shape.keys.get(key)
            if field is None:
                context.wrong(Wrong(key_node, _unknown_key(key, shape.keys)))
                continue
            if isinstance(value_node, Scalar) and value_node.empty and not field.required:
                continue
            try:
                values[field.name] = field.read(value_node, context)
            except Wrong as error:
                context.wrong(error, f"`{key}`: ")
                failed = failed or field.required
        for field in shape.required:
            if field.key not in items:
                name = text_at(node, "id")
                what = f"`{name}`" if name else "this"
                context.wrong(Wrong(node, f"{what} has no `{field.key}`; add one"))
                failed = True
        if failed:
            raise Wrong(node)
        for name, message in rule(values) if rule else ():
            at_fault = items.get(name) if name else None
            context.wrong(Wrong(at_fault[1] if at_fault else node, message))
            if is_kept(cls, values):
                continue
            if at_fault is None or shape.keys[name].required:
                raise Wrong(node)
            values.pop(shape.keys[name].name, None)
        return cls(**values)

    return read


def _tuple_reader(read_item: ValueReader) -> ValueReader:
    def read(node: Node, context: Context) -> tuple[Any, ...]:
        kept = []
        for item in _sequence(node).items:
            try:
                kept.append(read_item(item, context))
            except Wrong as error:
                context.wrong(error)
        return tuple(kept)

    return read


def _dict_reader(read_item: ValueReader) -> ValueReader:
    def read(node: Node, context: Context) -> dict[str, Any]:
        kept = {}
        for key, (_, item) in _mapping(node).items.items():
            try:
                kept[key] = read_item(item, context)
            except Wrong as error:
                context.wrong(error, f"`{key}`: ")
        return kept

    return read


def _reference_reader(refers: model.Refers) -> ValueReader:
    def read(node: Node, context: Context) -> str:
        scalar = _scalar(node)
        context.refer(refers.sections, scalar)
        return scalar.text

    return read


def _word_reader(words: tuple[str, ...]) -> ValueReader:
    known = frozenset(words)

    def read(node: Node, context: Context) -> str:
        text = _scalar(node).text
        if text not in known:
            raise Wrong(node, f"`{text}` is not one of {', '.join(words)}{_nearest(text, words)}")
        return text

    return read


def _read_text(node: Node, context: Context) -> str:
    return _scalar(node).text


def _read_truth(node: Node, context: Context) -> bool:
    text = _scalar(node).text
    if text.lower() not in _TRUTH:
        raise Wrong(node, f"`{text}` is neither true nor false")
    return _TRUTH[text.lower()]


def _read_whole(node: Node, context: Context) -> int:
    text = _scalar(node).text
    if not _WHOLE.fullmatch(text):
        raise Wrong(node, f"`{text}` is no whole number")
    return int(text)


def _read_number(node: Node, context: Context) -> float:
    text = _scalar(node).text
    if not _NUMBER.fullmatch(text):
        raise Wrong(node, f"`{text}` is no number")
    return float(text)


def _read_date(node: Node, context: Context) -> dt.date:
    text = _scalar(node).text
    if not _DATE.fullmatch(text):
        raise Wrong(node, f"`{text}` is no date: write it as 2024-02-29")
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise Wrong(node, f"`{text}` is no date of the calendar") from None


def _read_duration(node: Node, context: Context) -> Duration:
    scalar = _scalar(node)
    try:
        return parse_duration(scalar.text)
    except TimeSyntaxError as error:
        raise Wrong(node, str(error)) from None


def _read_time(node: Node, context: Context) -> TimeValue:
    value = _time_of(node, context)
    context.times[id(value)] = (value, context.mark(node))
    return value


def _time_of(node: Node, context: Context) -> TimeValue:
    if isinstance(node, Mapping):
        return _read_time_mapping(node, context)
    if isinstance(node, Sequence):
        raise Wrong(node, "a time is one text, or a mapping with `at`")
    scalar = _scalar(node)
    try:
        form = parse_form(scalar.text)
    except TimeSyntaxError as error:
        raise Wrong(node, str(error)) from None
    if isinstance(form, Relative):
        context.references.append((TIMELINE.sections, form.anchor, context.mark(scalar)))
    return TimeValue(form)


def _read_time_mapping(node: Mapping, context: Context) -> TimeValue:
    if "at" not in node.items:
        if not {"after", "before", "stated"} & node.items.keys():
            raise Wrong(node, "a time has no `at`; add one, `at: unplaced` if no time is given")
        context.wrong(Wrong(node, "this time has no `at`; read as `at: unplaced`"))
    at = node.items.get("at")
    form = UNPLACED if at is None else _time_of(_scalar(at[1]), context).at
    values: dict[str, Any] = {}
    for key, (key_node, item) in node.items.items():
        if key == "at":
            continue
        read = _TIME_FIELDS.get(key)
        if read is None:
            context.wrong(Wrong(key_node, _unknown_key(key, [*_TIME_FIELDS, "at"])))
            continue
        if isinstance(item, Scalar) and item.empty:
            continue
        try:
            values[key] = read(item, context)
        except Wrong as error:
            context.wrong(error, f"`{key}`: ")
    return TimeValue(form, **values)


def _read_order(node: Node, context: Context) -> tuple[str, ...]:
    if isinstance(node, Scalar):
        node = Sequence([node], node.line, node.column)
    result: tuple[str, ...] = _tuple_reader(_reference_reader(TIMELINE))(node, context)
    return result


def _read_tolerance(node: Node, context: Context) -> Duration | str:
    scalar = _scalar(node)
    try:
        return parse_duration(scalar.text)
    except TimeSyntaxError:
        context.refer(("tolerances",), scalar)
        return scalar.text


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
        mark = context.mark(node)
    else:
        cite, mark = written_cite(_scalar(node).text), context.mark(node)
        context.references.append((("sources",), cite.source, mark))
    context.cites[id(cite)] = cite, mark
    return cite


def written_cite(text: str) -> model.Cite:
    """A citation in short: `art:L13`."""
    source, _, at = text.partition(":")
    return model.Cite(source=source, at=at.strip())


_READERS: dict[Any, ValueReader] = {
    str: _read_text,
    bool: _read_truth,
    int: _read_whole,
    float: _read_number,
    dt.date: _read_date,
    Duration: _read_duration,
    TimeValue: _read_time,
    model.Citations: _read_citations,
}
_TIME_FIELDS: dict[str, ValueReader] = {
    "stated": _read_text,
    "after": _read_order,
    "before": _read_order,
    "basis": _read_text,
    "tolerance": _read_tolerance,
    "duration": _read_duration,
}


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
    """The incident; when a part it cannot do without is missing, an honest stand-in for that."""
    entry = root.items.get("incident")
    node: Node = entry[1] if entry else root
    if entry is None or not isinstance(node, Mapping):
        message = "no `incident`; add one with `id`, `title`, `date` and `timezone`"
        context.problems.error(context.mark(node), message)
        context.problems.left_out.append(LeftOut(context.mark(node), "incident", "in part"))
        return _incident_of_what_is_sound(Mapping({}, node.line, node.column))
    try:
        incident: model.Incident = _struct_reader(model.Incident)(node, context)
        return incident
    except Wrong as error:
        context.wrong(error)
    context.problems.left_out.append(LeftOut(context.mark(node), "incident", "in part"))
    return _incident_of_what_is_sound(node)


def _incident_of_what_is_sound(node: Mapping) -> model.Incident:
    silent = Context("", Problems())
    values: dict[str, Any] = {}
    for key, (_, item) in node.items.items():
        field = _shape(model.Incident).keys.get(key)
        if field is None:
            continue
        try:
            values[field.name] = field.read(item, silent)
        except Wrong:
            continue
    if "timezone" in values and any(RULES[model.Incident](values)):
        del values["timezone"]
    stand_in = {"id": "", "title": "(no title)", "date": None, "timezone": "UTC"}
    return model.Incident(**(stand_in | values))


def _scalar(node: Node) -> Scalar:
    if isinstance(node, Scalar):
        if node.empty:
            raise Wrong(node, "is empty; give it a value or take the key out")
        return node
    if isinstance(node, Refused):
        raise Wrong(node)
    kind, sign = ("a list", "[") if isinstance(node, Sequence) else ("a mapping", "{")
    raise Wrong(node, f"must be text, not {kind}; a text that begins with {sign} needs quotes")


def _sequence(node: Node) -> Sequence:
    if isinstance(node, Sequence):
        return node
    if isinstance(node, Refused):
        raise Wrong(node)
    if isinstance(node, Scalar) and node.empty:
        raise Wrong(node, "is empty; give it a value or take the key out")
    example = f": write [{node.text}]" if isinstance(node, Scalar) else ""
    raise Wrong(node, f"must be a list{example}")


def _mapping(node: Node) -> Mapping:
    if isinstance(node, Mapping):
        return node
    if isinstance(node, Refused):
        raise Wrong(node)
    raise Wrong(node, "must be a mapping of keys and values")


def text_at(node: Node, key: str) -> str:
    """The text under a key of a mapping; "" if there is none."""
    entry = node.items.get(key) if isinstance(node, Mapping) else None
    found = entry[1] if entry else None
    return found.text if isinstance(found, Scalar) and not found.empty else ""


def _report_unknown_keys(node: Mapping, known: Iterable[str], context: Context) -> None:
    for key, (key_node, _) in node.items.items():
        if key not in known:
            context.wrong(Wrong(key_node, _unknown_key(key, known)))


def _unknown_key(key: str, known: Iterable[str]) -> str:
    names = tuple(known)
    near = _near(key, names)
    meant = f"did you mean `{near}`?" if near else f"keys here: {', '.join(names)}"
    return f"unknown key `{key}`; {meant}"


def _nearest(text: str, known: Iterable[str]) -> str:
    near = _near(text, tuple(known))
    return f"; did you mean `{near}`?" if near else ""


@functools.lru_cache(maxsize=1_000)
def _near(text: str, known: tuple[str, ...]) -> str:
    """The one of the known words that is likely meant, or "" if none is."""
    if len(text) > _LONGEST_WORD:
        return ""
    import difflib  # only a flawed record needs it

    return next(iter(difflib.get_close_matches(text, known, n=1)), "")
