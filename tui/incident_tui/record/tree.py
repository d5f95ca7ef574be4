"""YAML and JSON as a tree of texts that remember where they stand.

Every scalar stays the text it is in the file (YAML 1.2's spirit: `13:12` is no number and `no` no
truth value); the schema converts it. Aliases, object-building tags and nesting past `DEEPEST` are
refused. It is made of libyaml's events, and what is nested too deep is passed over without
descending, so a deep file costs no stack.
"""

import re
from collections.abc import Generator

import msgspec
import yaml

from incident_tui.record.problems import LeftOut, Mark, Problems

DEEPEST = 64
_HOPELESS = 1_000
_GIVEN_UP = "exceeded maximum nesting depth"
"""What newer parsers say of nesting that is hopeless, before they come to it."""
_NO_TEXT = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
"""Characters that YAML does not allow, and line ends that an editor does not count."""
Parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Makes the events: libyaml wherever PyYAML was built with it."""
_JSON = msgspec.json.Decoder(float_hook=str)
_NOTHING = ("", "~")
_PLAIN_TAGS = {
    "!",
    "tag:yaml.org,2002:str",
    "tag:yaml.org,2002:map",
    "tag:yaml.org,2002:seq",
}


class NestedTooDeepError(ValueError):
    """A line of JSON is nested past `DEEPEST`."""

    def __init__(self) -> None:
        super().__init__(f"nested more than {DEEPEST} deep")


class Scalar(msgspec.Struct, gc=False):
    """A text; most of a file is these, which is why the nodes are the cheapest of structs."""

    text: str
    line: int
    column: int
    empty: bool = False
    """True for nothing at all, or a bare `~`: the key is there, the value is not."""


class Sequence(msgspec.Struct):
    """A list."""

    items: "list[Node]"
    line: int
    column: int


class Mapping(msgspec.Struct):
    """Keys and values, in the file's order; a key stands in it once."""

    items: "dict[str, tuple[Scalar, Node]]"
    line: int
    column: int


class Refused(msgspec.Struct, gc=False):
    """A value that was reported as a problem already and is not read."""

    line: int
    column: int


Node = Scalar | Sequence | Mapping | Refused


def parse_yaml(text: str, path: str, problems: Problems) -> Node | None:
    """Build the tree of a YAML text; None when there is nothing in it.

    What stands before a fault of syntax is kept, less the list item that the fault stands in.
    """
    return _Builder(path, problems, Parser(_cleaned(text, path, problems))).build()


def tree_of(value: object, line: int, depth: int = 0) -> Node:
    """The tree of a JSON value that was read from one line.

    Raises:
        NestedTooDeepError: if it is nested past `DEEPEST`.
    """
    if isinstance(value, dict | list) and depth == DEEPEST:
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
    """Build the tree of one line of JSON.

    Raises:
        msgspec.DecodeError: if the line is no JSON.
        NestedTooDeepError: if it is nested past `DEEPEST`.
    """
    try:
        value = _JSON.decode(text)
    except RecursionError:
        raise NestedTooDeepError from None
    return tree_of(value, line)


def text_at(node: Node, key: str) -> str:
    """The text under a key of a mapping; "" if there is none."""
    entry = node.items.get(key) if isinstance(node, Mapping) else None
    found = entry[1] if entry else None
    return found.text if isinstance(found, Scalar) and not found.empty else ""


def items_of(node: Mapping | None, key: str) -> list[Mapping]:
    """The mappings in the list under a key; [] if the key holds no list."""
    match node.items.get(key) if node else None:
        case (_, Sequence(items)):
            return [item for item in items if isinstance(item, Mapping)]
    return []


def _at(event: yaml.Event) -> tuple[int, int]:
    """Line and column of an event, from 1."""
    mark = event.start_mark
    assert mark is not None  # the parser marks every event
    return mark.line + 1, mark.column + 1


def _tag(tag: str) -> str:
    """A tag as it was written."""
    return tag.replace("tag:yaml.org,2002:", "!!")


def _cleaned(text: str, path: str, problems: Problems) -> str:
    """A text with `�` where a character cannot stand; the first one of each line is reported."""
    if not _NO_TEXT.search(text):
        return text
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        found = _NO_TEXT.search(line)
        if found:
            message = f"the character U+{ord(found[0]):04X} cannot stand in a text; read as �"
            problems.error(Mark(path, number, found.start() + 1), message)
            lines[number - 1] = _NO_TEXT.sub("�", line)
    return "\n".join(lines)


class _Builder:
    """Makes a tree of a parser's events, by recursive descent that `DEEPEST` bounds.

    A fault of syntax only ends the events early: what is open then ends there, and is kept.
    """

    def __init__(self, path: str, problems: Problems, parser: yaml.SafeLoader) -> None:
        self._path = path
        self._problems = problems
        self._events = self._events_of(parser)
        self._begun = False
        """True once there is something to keep."""
        self._broken = False
        """True once the events have ended before their time."""

    def build(self) -> Node | None:
        """Take the events of the first document."""
        root, documents = None, 0
        for event in self._events:
            if isinstance(event, yaml.NodeEvent):
                self._begun = True
                root = self._node(event, 1)
            elif isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents == 2:
                    message = "a second document begins here; only the first one is read"
                    self._error(event, message)
                    break
        return root

    def _events_of(self, parser: yaml.SafeLoader) -> Generator[yaml.Event, None, None]:
        """The events up to the end or a fault of syntax, which is reported."""
        try:
            yield from iter(parser.get_event, None)
        except yaml.MarkedYAMLError as error:
            mark, begun = error.problem_mark or error.context_mark, error.context_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            if error.problem == _GIVEN_UP:
                self._break(line, column, f"nested more than {DEEPEST} deep")
                return
            context = error.context
            if context and begun and begun.line + 1 != line:
                context += f" begun in line {begun.line + 1}"
            what = ", ".join(part for part in (context, error.problem) if part)
            self._break(line, column, f"not YAML: {what}")

    def _break(self, line: int, column: int, message: str) -> None:
        """Report what ends the events before their time."""
        kept = "; nothing after this is read" if self._begun else ""
        self._problems.error(Mark(self._path, line, column), message + kept)
        self._broken = True

    def _node(self, event: yaml.Event, depth: int, key: str = "") -> Node:
        """The node that begins with an event; `key` is what it is the value of, if that is kept."""
        if isinstance(event, yaml.ScalarEvent):
            if event.tag is not None and event.tag not in _PLAIN_TAGS:
                message = f"the tag `{_tag(event.tag)}` is not read; write plain text"
                return self._refused(event, message)
            empty = event.value in _NOTHING and event.implicit[0] and not event.style
            mark = event.start_mark
            assert mark is not None
            return Scalar(event.value, mark.line + 1, mark.column + 1, empty)
        if isinstance(event, yaml.CollectionStartEvent):
            return self._collection(event, depth, key)
        assert isinstance(event, yaml.AliasEvent)
        message = f"`*{event.anchor}`: aliases are not read; write the value out"
        return self._refused(event, message)

    def _collection(self, event: yaml.CollectionStartEvent, depth: int, key: str) -> Node:
        if depth > DEEPEST:
            message = f"nested more than {DEEPEST} deep; this part is not read"
            return self._passed_over(event, message)
        if event.tag is not None and event.tag not in _PLAIN_TAGS:
            message = f"the tag `{_tag(event.tag)}` is not read; write plain lists and mappings"
            return self._passed_over(event, message)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(event, depth)
        return self._sequence(event, depth, key)

    def _mapping(self, start: yaml.Event, depth: int) -> Mapping:
        items: dict[str, tuple[Scalar, Node]] = {}
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
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
        self, event: yaml.Event, depth: int, items: dict[str, tuple[Scalar, Node]]
    ) -> Scalar | None:
        """A key that does not stand among these items yet; None for one whose value is not kept."""
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

    def _sequence(self, start: yaml.Event, depth: int, key: str) -> Sequence:
        items: list[Node] = []
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            item = self._node(event, depth + 1)
            if self._broken and depth == 2 and isinstance(item, Sequence | Mapping):
                # the item of a section that a fault of syntax stands in is not whole
                mark = Mark(self._path, item.line, item.column)
                self._problems.left_out.append(LeftOut(mark, key, f"no. {len(items) + 1}"))
                break
            items.append(item)
        return Sequence(items, *_at(start))

    def _passed_over(self, start: yaml.Event, message: str) -> Refused:
        """Refuse a collection, and take the events up to its end."""
        refused, depth = self._refused(start, message), 1
        for event in self._events:
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth + DEEPEST > _HOPELESS:
                    self._break(*_at(event), f"nested more than {_HOPELESS} deep")
                    self._events.close()
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
                if not depth:
                    break
        return refused

    def _refused(self, event: yaml.Event, message: str) -> Refused:
        self._error(event, message)
        return Refused(*_at(event))

    def _error(self, event: yaml.Event, message: str) -> None:
        self._problems.error(Mark(self._path, *_at(event)), message)
