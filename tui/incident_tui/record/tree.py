"""YAML and JSON as a tree of texts that remember where they stand.

Every scalar stays the text it is in the file (YAML 1.2's spirit: `13:12` is no number and `no` no
truth value); the schema converts it. Aliases, object-building tags and nesting past `DEEPEST` are
refused. libyaml's events drive the construction, so a deep file costs no stack.
"""

import re
from typing import NamedTuple

import msgspec
import yaml

from incident_tui.record.problems import LeftOut, Mark, Problems

DEEPEST = 64
_HOPELESS = 1_000
_NO_TEXT = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
"""Characters that YAML does not allow, and line ends that an editor does not count."""
_Parser = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml wherever PyYAML was built with it
_JSON = msgspec.json.Decoder(float_hook=str)
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


class Scalar(NamedTuple):
    """A text."""

    text: str
    line: int
    column: int
    empty: bool = False
    """True for nothing at all, or a bare `~`: the key is there, the value is not."""


class Sequence(NamedTuple):
    """A list."""

    items: "list[Node]"
    line: int
    column: int


class Mapping(NamedTuple):
    """Keys and values, in the file's order; a key stands in it once."""

    items: "dict[str, tuple[Scalar, Node]]"
    line: int
    column: int


class Refused(NamedTuple):
    """A value that was reported as a problem already and is not read."""

    line: int
    column: int


Node = Scalar | Sequence | Mapping | Refused


def parse_yaml(text: str, path: str, problems: Problems) -> Node | None:
    """Build the tree of a YAML text; None when there is nothing in it.

    What stands before a fault of syntax is kept, less the list item that the fault stands in.
    """
    builder = _Builder(path, problems)
    parser = _Parser(_cleaned(text, path, problems))
    try:
        while parser.check_event():
            if not builder.take(parser.get_event()):
                break
    except yaml.MarkedYAMLError as error:
        mark, begun = error.problem_mark or error.context_mark, error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        context = error.context
        if context and begun and begun.line + 1 != line:
            context += f" begun in line {begun.line + 1}"
        what = ", ".join(part for part in (context, error.problem) if part)
        builder.stop(line, column, f"not YAML: {what}")
    return builder.root


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


def _at(event: yaml.Event) -> tuple[int, int]:
    """Line and column of an event, from 1."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


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


class _Open:
    """A collection whose end has not come yet."""

    def __init__(self, node: Sequence | Mapping) -> None:
        self.node = node
        self.key: Scalar | None = None
        """The key whose value comes next."""
        self.skip = False
        """True when the value that comes next belongs to a key that is refused."""


class _Builder:
    """Takes the parser's events one by one and keeps the tree so far."""

    def __init__(self, path: str, problems: Problems) -> None:
        self.root: Node | None = None
        self._path = path
        self._problems = problems
        self._open: list[_Open] = []
        self._too_deep = 0
        self._documents = 0

    def take(self, event: yaml.Event) -> bool:
        """Take one event; False when the rest is not worth reading."""
        if isinstance(event, yaml.ScalarEvent):
            if not self._too_deep:
                self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            return self._start(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            if self._too_deep:
                self._too_deep -= 1
            else:
                self._add(self._open.pop().node)
        elif isinstance(event, yaml.AliasEvent):
            if not self._too_deep:
                self._refuse(event, f"`*{event.anchor}`: aliases are not read; write the value out")
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents == 2:
                self._error(event, "a second document begins here; only the first one is read")
                return False
        return True

    def stop(self, line: int, column: int, message: str) -> None:
        """Report a fault of syntax, and keep what came before it."""
        kept = "" if self.root is None and not self._open else "; nothing after this is read"
        self._problems.error(Mark(self._path, line, column), message + kept)
        while self._open:
            node = self._open.pop().node
            if len(self._open) == 2 and isinstance(self._open[1].node, Sequence):
                self._leave_out(node)
            else:
                self._add(node)

    def _leave_out(self, node: Sequence | Mapping) -> None:
        """Drop the item of a section that a fault of syntax stands in: it is not whole."""
        section, items = self._open[0].key, self._open[1].node.items
        mark = Mark(self._path, node.line, node.column)
        name = section.text if section else ""
        self._problems.left_out.append(LeftOut(mark, name, f"no. {len(items) + 1}"))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if event.tag is not None and event.tag not in _PLAIN_TAGS:
            self._refuse(event, f"the tag `{_tag(event.tag)}` is not read; write plain text")
            return
        plain = event.implicit[0] and event.style in (None, "")
        empty = plain and event.value in ("", "~")
        self._add(Scalar(event.value, *_at(event), empty))

    def _start(self, event: yaml.CollectionStartEvent) -> bool:
        if self._too_deep:
            self._too_deep += 1
            if self._too_deep + DEEPEST > _HOPELESS:
                self._too_deep = 0
                self.stop(*_at(event), f"nested more than {_HOPELESS} deep")
                return False
            return True
        if len(self._open) >= DEEPEST:
            self._refuse(event, f"nested more than {DEEPEST} deep; this part is not read")
            self._too_deep = 1
            return True
        if event.tag is not None and event.tag not in _PLAIN_TAGS:
            self._refuse(
                event, f"the tag `{_tag(event.tag)}` is not read; write plain lists and mappings"
            )
            self._too_deep = 1
            return True
        line, column = _at(event)
        mapping = isinstance(event, yaml.MappingStartEvent)
        self._open.append(
            _Open(Mapping({}, line, column) if mapping else Sequence([], line, column))
        )
        return True

    def _refuse(self, event: yaml.Event, message: str) -> None:
        self._error(event, message)
        self._add(Refused(*_at(event)))

    def _error(self, event: yaml.Event, message: str) -> None:
        self._problems.error(Mark(self._path, *_at(event)), message)

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        top = self._open[-1]
        if isinstance(top.node, Sequence):
            top.node.items.append(node)
        elif top.skip:
            top.skip = False
        elif top.key is None:
            self._key(top, node)
        else:
            top.node.items[top.key.text] = (top.key, node)
            top.key = None

    def _key(self, top: _Open, node: Node) -> None:
        assert isinstance(top.node, Mapping)
        if not isinstance(node, Scalar):
            top.skip = True
            if not isinstance(node, Refused):
                mark = Mark(self._path, node.line, node.column)
                self._problems.error(mark, "a key must be one word of text")
            return
        if node.text in top.node.items:
            top.skip = True
            first = top.node.items[node.text][0].line
            mark = Mark(self._path, node.line, node.column)
            message = f"`{node.text}` stands here twice; the first one, in line {first}, is used"
            self._problems.error(mark, message)
            return
        top.key = node
