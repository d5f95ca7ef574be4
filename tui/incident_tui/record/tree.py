"""YAML and JSON as a tree of texts, each with line and column.

A scalar keeps the text of the file (in the spirit of YAML 1.2: `13:12` is no number and `no` no
truth value); `incident_tui.record.convert` makes values. Aliases, tags that build objects and
nesting deeper than `MAX_DEPTH` are refused. The tree is built from libyaml's events, and a part
nested too deep is skipped without descending, so a deep file costs no stack.
"""

import re
from collections.abc import Generator

import msgspec
import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from incident_tui.record.problems import SYNTAX, LeftOut, Mark, Problems

MAX_DEPTH = 64
"""Levels of lists and mappings, the root included."""
MAX_SKIPPED_DEPTH = 1_000
"""Levels up to which a part nested too deep is skipped; beyond, reading of the file ends."""
_PARSER_TOO_DEEP = "exceeded maximum nesting depth"
"""The message of newer versions of libyaml, which have a limit themselves."""
# The forbidden characters, not the complement of the allowed characters: to compile a set, `re`
# goes through each character below U+10000, which takes 3 ms for the allowed characters.
_NOT_ALLOWED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]"
)
"""Characters forbidden by YAML, and line ends ignored by the line count of an editor."""
Parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The source of events: libyaml wherever PyYAML was built with libyaml."""
_JSON = msgspec.json.Decoder(float_hook=str)
_EMPTY_TEXTS = ("", "~")
_PLAIN_TAGS = {
    "!",
    "tag:yaml.org,2002:str",
    "tag:yaml.org,2002:map",
    "tag:yaml.org,2002:seq",
}


class NestedTooDeepError(ValueError):
    """A line of JSON is nested deeper than `MAX_DEPTH`."""

    def __init__(self) -> None:
        super().__init__(f"nested more than {MAX_DEPTH} deep")


class Scalar(msgspec.Struct, gc=False):
    """A text; the commonest node, so nodes are structs, the cheapest objects of Python."""

    text: str
    line: int
    column: int
    empty: bool = False
    """True for no text or a bare `~`: the key is written, the value is not."""


class Sequence(msgspec.Struct):
    """A list."""

    items: "list[Node]"
    line: int
    column: int


class Mapping(msgspec.Struct):
    """Keys and values, in the order of the file; each key once."""

    items: "dict[str, tuple[Scalar, Node]]"
    line: int
    column: int


class Refused(msgspec.Struct, gc=False):
    """A value reported as a problem already, and not read."""

    line: int
    column: int


Node = Scalar | Sequence | Mapping | Refused


def parse_yaml(text: str, path: str, problems: Problems) -> Node | None:
    """Build the tree of a YAML text; None if the text is empty.

    After a fault of syntax the part before the fault is kept, without the list item at fault.
    """
    return _Builder(path, problems, Parser(_cleaned(text, path, problems))).build()


def tree_of(value: object, line: int, depth: int = 0) -> Node:
    """The tree of a JSON value on a line.

    Args:
        depth: the number of lists and mappings around the value.

    Raises:
        NestedTooDeepError: if the value is nested deeper than `MAX_DEPTH`.
    """
    if isinstance(value, dict | list) and depth == MAX_DEPTH:
        raise NestedTooDeepError
    if isinstance(value, dict):
        items = {
            key: (Scalar(key, line, 1), tree_of(item, line, depth + 1))
            for key, item in value.items()
        }
        return Mapping(items, line, 1)
    if isinstance(value, list):
        return Sequence([tree_of(item, line, depth + 1) for item in value], line, 1)
    if isinstance(value, bool):
        return Scalar(str(value).lower(), line, 1)
    return Scalar("" if value is None else str(value), line, 1, value is None)


def parse_json_line(text: bytes, line: int) -> Node:
    """Build the tree of a line of JSON.

    Raises:
        msgspec.DecodeError: if the line is no JSON.
        NestedTooDeepError: if the line is nested deeper than `MAX_DEPTH`.
    """
    try:
        value = _JSON.decode(text)
    except RecursionError:
        raise NestedTooDeepError from None
    return tree_of(value, line)


def text_at(node: Node, key: str) -> str:
    """The text under a key of a mapping; "" if the key has no text."""
    entry = node.items.get(key) if isinstance(node, Mapping) else None
    found = entry[1] if entry else None
    return found.text if isinstance(found, Scalar) and not found.empty else ""


def items_of(node: Mapping | None, key: str) -> list[Mapping]:
    """The mappings in the list under a key; [] if the key holds no list."""
    match node.items.get(key) if node else None:
        case (_, Sequence(items)):
            return [item for item in items if isinstance(item, Mapping)]
    return []


def _at(event: Event) -> tuple[int, int]:
    """Line and column of an event, both counted from 1."""
    mark = event.start_mark
    assert mark is not None  # the parser marks every event
    return mark.line + 1, mark.column + 1


def _tag(tag: str) -> str:
    """A tag as written: `!!int` for YAML's own tags."""
    return tag.replace("tag:yaml.org,2002:", "!!")


def _cleaned(text: str, path: str, problems: Problems) -> str:
    """A text with `�` for each forbidden character; the first of each line is reported."""
    if not _NOT_ALLOWED.search(text):
        return text
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        found = _NOT_ALLOWED.search(line)
        if found:
            message = f"the character U+{ord(found[0]):04X} cannot stand in a text; read as �"
            problems.error(Mark(path, number, found.start() + 1), message)
            lines[number - 1] = _NOT_ALLOWED.sub("�", line)
    return "\n".join(lines)


class _Builder:
    """Builds a tree from a parser's events, by recursive descent bounded by `MAX_DEPTH`.

    A fault of syntax ends the events early: an open list or mapping ends at the fault, and is kept.
    """

    def __init__(self, path: str, problems: Problems, parser: yaml.SafeLoader) -> None:
        self._path = path
        self._problems = problems
        self._events = self._events_of(parser)
        self._begun = False
        """True after the first node of the document."""
        self._broken = False
        """True after a fault of syntax, which ends the events early."""

    def build(self) -> Node | None:
        """Build the tree of the first document."""
        root, documents = None, 0
        for event in self._events:
            if isinstance(event, NodeEvent):
                self._begun = True
                root = self._node(event, 1)
            elif isinstance(event, DocumentStartEvent):
                documents += 1
                if documents == 2:
                    message = "a second document begins here; only the first one is read"
                    self._error(event, message)
                    break
        return root

    def _events_of(self, parser: yaml.SafeLoader) -> Generator[Event, None, None]:
        """The events up to the end of the file or a fault of syntax, which is reported."""
        try:
            yield from iter(parser.get_event, None)
        except yaml.MarkedYAMLError as error:
            mark, begun = error.problem_mark or error.context_mark, error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            if error.problem == _PARSER_TOO_DEEP:
                self._break(line, column, f"nested more than {MAX_DEPTH} deep")
                return
            context = error.context
            if context and begun and begun.line + 1 != line:
                context += f" begun in line {begun.line + 1}"
            words = ", ".join(part for part in (context, error.problem) if part)
            self._break(line, column, f"not YAML: {words}")

    def _break(self, line: int, column: int, message: str) -> None:
        """Report a fault of syntax."""
        kept = "; nothing after this is read" if self._begun else ""
        self._problems.error(Mark(self._path, line, column), message + kept, SYNTAX)
        self._broken = True

    def _node(self, event: Event, depth: int, key: str = "") -> Node:
        """The node that begins with an event.

        Args:
            key: the key of the node, "" if the node is no value or the value is dropped.
        """
        if isinstance(event, ScalarEvent):
            if event.tag is not None and event.tag not in _PLAIN_TAGS:
                message = f"the tag `{_tag(event.tag)}` is not read; write plain text"
                return self._refused(event, message)
            empty = event.value in _EMPTY_TEXTS and event.implicit[0] and not event.style
            mark = event.start_mark
            assert mark is not None
            return Scalar(event.value, mark.line + 1, mark.column + 1, empty)
        if isinstance(event, CollectionStartEvent):
            return self._collection(event, depth, key)
        assert isinstance(event, AliasEvent)
        message = f"`*{event.anchor}`: aliases are not read; write the value out"
        return self._refused(event, message)

    def _collection(self, event: CollectionStartEvent, depth: int, key: str) -> Node:
        if depth > MAX_DEPTH:
            message = f"nested more than {MAX_DEPTH} deep; this part is not read"
            return self._skipped(event, message)
        if event.tag is not None and event.tag not in _PLAIN_TAGS:
            message = f"the tag `{_tag(event.tag)}` is not read; write plain lists and mappings"
            return self._skipped(event, message)
        if isinstance(event, MappingStartEvent):
            return self._mapping(event, depth)
        return self._sequence(event, depth, key)

    def _mapping(self, start: Event, depth: int) -> Mapping:
        items: dict[str, tuple[Scalar, Node]] = {}
        for event in self._events:
            if isinstance(event, MappingEndEvent):
                break
            key = self._key(event, depth, items)
            value = next(self._events, None)
            if value is None:
                break
            if key:
                items[key.text] = key, self._node(value, depth + 1, key.text)
            else:
                self._node(value, depth + 1)
        return Mapping(items, *_at(start))

    def _key(
        self, event: Event, depth: int, items: dict[str, tuple[Scalar, Node]]
    ) -> Scalar | None:
        """The key of a mapping; None, and reported, if the key is no text or a repetition."""
        node = self._node(event, depth + 1)
        if isinstance(node, Scalar):
            if node.text not in items:
                return node
            first = items[node.text][0].line
            message = f"`{node.text}` stands here twice; the first one, in line {first}, is used"
            self._error(event, message)
        elif not isinstance(node, Refused):
            self._error(event, "a key must be one word of text")
        return None

    def _sequence(self, start: Event, depth: int, key: str) -> Sequence:
        items: list[Node] = []
        for event in self._events:
            if isinstance(event, SequenceEndEvent):
                break
            item = self._node(event, depth + 1)
            if self._broken and depth == 2 and isinstance(item, Sequence | Mapping):
                # the item of a section with the fault of syntax in it is incomplete
                mark = Mark(self._path, item.line, item.column)
                self._problems.left_out.append(LeftOut(mark, key, f"no. {len(items) + 1}"))
                break
            items.append(item)
        return Sequence(items, *_at(start))

    def _skipped(self, start: Event, message: str) -> Refused:
        """Refuse a list or mapping, and skip the events up to the end."""
        refused, depth = self._refused(start, message), 1
        for event in self._events:
            if isinstance(event, CollectionStartEvent):
                depth += 1
                if depth + MAX_DEPTH > MAX_SKIPPED_DEPTH:
                    self._break(*_at(event), f"nested more than {MAX_SKIPPED_DEPTH} deep")
                    self._events.close()
            elif isinstance(event, CollectionEndEvent):
                depth -= 1
                if not depth:
                    break
        return refused

    def _refused(self, event: Event, message: str) -> Refused:
        self._error(event, message)
        return Refused(*_at(event))

    def _error(self, event: Event, message: str) -> None:
        self._problems.error(Mark(self._path, *_at(event)), message)
