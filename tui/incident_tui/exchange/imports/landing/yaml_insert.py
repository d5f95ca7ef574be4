"""Adds to the YAML of a record, and leaves every character that stands there as it is.

What is added is written under the places that the parser's events name, and the outcome is read
again: unless it is what stood there and what was added, and nothing else, it is refused.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from incident_tui.record.problems import Problems
from incident_tui.record.tree import Mapping, Node, Parser, Scalar, Sequence, parse_yaml, tree_of

Plain = str | list["Plain"] | dict[str, "Plain"] | None
"""A tree without its places: what a text of YAML says."""

Additions = dict[str, list[Any] | dict[str, Any]]
"""From a section to the items it gets, or to the keys and values."""

_WIDTH = 100
_INDENT = 2
_EVEN = re.compile(r"[^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]*")
"""A text on one line that an emitter may write as it likes."""
_LINES = re.compile(rf"[^\s#]{_EVEN.pattern}(\n\n?[^\s]{_EVEN.pattern})*")
_KEEPS_BREAKS = re.compile(r"[|>]\d?\+")
_SPACIOUS = re.compile(r"[\n:]")
_DOCUMENT_END = re.compile(r"^\.\.\.", re.MULTILINE)
_COMMENT = re.compile(r"#[^\n]*")


class NotAddedError(Exception):
    """Something cannot be added to a text without a risk to what stands there; says why."""


class _Section(NamedTuple):
    """Where a section of a head stands, as offsets in its text."""

    start: int
    """Where its value begins."""
    end: int
    """Behind the last of it."""
    column: int
    """The column of its items, from 0."""
    some: bool
    """False where its value is nothing, or a bare `~`."""
    in_brackets: bool
    last: int
    """Behind the last of what stands in its brackets."""


class _Head(NamedTuple):
    """Where things stand in the text of a head."""

    column: int
    sections: dict[str, _Section]
    end: int
    """Behind the last of it."""


def with_additions(text: str, additions: Additions) -> str:
    """A head's text with items and keys added to its sections, or with those sections added.

    Raises:
        NotAddedError: if the text is not sound YAML, or of a form that cannot be added to.
    """
    before = _said(text)
    expected = _joined(before, {key: plain(tree_of(value, 0)) for key, value in additions.items()})
    for gap in ("\n", ""):  # a blank line, unless it would belong to a text above
        after = _edited(text, additions, gap)
        if _equal(after, expected):
            return after
    raise NotAddedError(
        "it is written in an unusual way; give each item of a section lines of its own"
    )


def plain(node: Node) -> Plain:
    """What a node says, without its places."""
    if isinstance(node, Scalar):
        return None if node.empty else node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    if isinstance(node, Mapping):
        return {key: plain(value) for key, (_, value) in node.items.items()}
    raise NotAddedError(f"line {node.line} of it cannot be read")


def _said(text: str) -> dict[str, Plain]:
    problems = Problems()
    root = parse_yaml(text, "", problems)
    for problem in problems.found:
        raise NotAddedError(f"line {problem.mark.line} of it is at fault: {problem.message}")
    if not isinstance(root, Mapping):
        raise NotAddedError("it is no mapping of sections")
    said = plain(root)
    assert isinstance(said, dict)  # as a mapping is
    return said


def _equal(text: str, expected: dict[str, Plain]) -> bool:
    try:
        return _said(text) == expected
    except NotAddedError:
        return False


def _joined(before: dict[str, Plain], additions: dict[str, Plain]) -> dict[str, Plain]:
    """What a head says once it is added to.

    Raises:
        NotAddedError: if a section is of another shape than what it gets.
    """
    after = dict(before)
    for key, added in additions.items():
        match before.get(key), added:
            case None, _:
                after[key] = added
            case list(old), list(new):
                after[key] = old + new
            case dict(old), dict(new):
                after[key] = new | old
            case _:
                raise NotAddedError(
                    f"its `{key}` is no {'list' if isinstance(added, list) else 'mapping'}"
                )
    return after


def _edited(text: str, additions: Additions, gap: str) -> str:
    head = _head(text)
    edits: list[tuple[int, int, str]] = []
    for key, added in additions.items():
        section = head.sections.get(key)
        if section is None:
            continue
        if section.in_brackets:
            edits.append(_into_brackets(text, section, added))
            continue
        if not section.some:
            edits.append((section.start, section.end, ""))
        at = _next_line(text, section.end)
        edits.append((at, at, _broken(text, at) + _block(added, section.column)))
    news = {key: added for key, added in additions.items() if key not in head.sections}
    if news:
        stop = _DOCUMENT_END.search(text, head.end)
        at = stop.start() if stop else len(text)
        margin = " " * head.column
        blocks = (
            f"{gap}{margin}{key}:\n{_block(added, head.column + _INDENT)}"
            for key, added in news.items()
        )
        edits.append((at, at, _broken(text, at) + "".join(blocks)))
    newline = "\r\n" if "\r\n" in text else "\n"
    parts: list[str] = []
    done = 0
    for start, end, new in sorted(edits, key=lambda edit: edit[0]):
        parts += text[done:start], new.replace("\n", newline)
        done = end
    return "".join((*parts, text[done:]))


def _head(text: str) -> _Head:
    """Where the sections of a head stand.

    Raises:
        NotAddedError: if it is written in braces.
    """
    events = iter(yaml.parse(text, Loader=Parser))
    root = next(event for event in events if isinstance(event, yaml.CollectionStartEvent))
    if root.flow_style:
        raise NotAddedError("it is written in braces; write a line for each section")
    mark = _mark(root.start_mark)
    end, sections = mark.index, {}
    for event in events:
        if not isinstance(event, yaml.ScalarEvent):
            break
        sections[event.value] = section = _section(text, next(events), events, mark.column)
        end = section.end
    return _Head(mark.column, sections, end)


def _section(text: str, first: yaml.Event, events: Iterator[yaml.Event], column: int) -> _Section:
    """Where the value that begins with an event stands; takes the events up to its end."""
    start, end = _mark(first.start_mark), _end(text, first)
    if not isinstance(first, yaml.CollectionStartEvent):
        return _Section(start.index, end, column + _INDENT, False, False, end)
    in_brackets, last = [bool(first.flow_style)], end
    while in_brackets:
        event = next(events)
        if isinstance(event, yaml.CollectionStartEvent):
            in_brackets.append(bool(event.flow_style))
        elif not isinstance(event, yaml.CollectionEndEvent) or in_brackets.pop():
            last, end = end, _end(text, event)
    return _Section(start.index, end, start.column, True, bool(first.flow_style), last)


def _mark(mark: Any) -> Any:
    """A mark of an event, which every event of a parser has."""
    assert mark is not None
    return mark


def _end(text: str, event: yaml.Event) -> int:
    """Behind the last character of an event; of a text in lines, behind its last word."""
    start, end = _mark(event.start_mark).index, _mark(event.end_mark).index
    if getattr(event, "style", None) in ("|", ">") and not _KEEPS_BREAKS.match(text, start):
        while end > start and text[end - 1].isspace():
            end -= 1
    return int(end)


def _next_line(text: str, index: int) -> int:
    """Where the line after an offset begins; at an offset that begins a line, there."""
    if index and text[index - 1] == "\n":
        return index
    found = text.find("\n", index)
    return found + 1 if found >= 0 else len(text)


def _broken(text: str, index: int) -> str:
    """The line break that a text lacks before an offset."""
    return "\n" if index and text[index - 1] != "\n" else ""


def _into_brackets(
    text: str, section: _Section, added: list[Any] | dict[str, Any]
) -> tuple[int, int, str]:
    """What is added inside `[…]` or `{…}`, each item on a line of its own."""
    close = section.end - 1
    between = _COMMENT.sub("", text[section.last : close]).strip()
    follows = section.last > section.start + 1 and between != ","
    line_break = "\n" + " " * (section.column + 1)
    parts = [added] if isinstance(added, dict) else [[item] for item in added]
    written = [_dumped(part, flow=True).strip()[1:-1] for part in parts]
    return close, close, ("," if follows else "") + line_break + f",{line_break}".join(written)


def _block(added: list[Any] | dict[str, Any], column: int) -> str:
    """Items or keys, each on lines of its own from this column on."""
    lines = _dumped(added).splitlines()
    return "".join(f"{' ' * column}{line}\n" if line else "\n" for line in lines)


def _dumped(value: list[Any] | dict[str, Any], flow: bool = False) -> str:
    """Items or keys as YAML, as plainly as a record's reader takes it: it reads texts alone."""
    node = _node(plain(tree_of(value, 0)), flow)
    if isinstance(node, yaml.CollectionNode):
        node.flow_style = flow
        for item in node.value if isinstance(node, yaml.SequenceNode) else ():
            if isinstance(item, yaml.MappingNode):
                item.flow_style = flow
    written: str = yaml.serialize(node, Dumper=_Dumper, width=_WIDTH, allow_unicode=True)
    return written


def _node(value: Plain, flow: bool) -> yaml.Node:
    if value is None:
        return yaml.ScalarNode("tag:yaml.org,2002:null", "~")
    if isinstance(value, str):
        style = None if _EVEN.fullmatch(value) else "|" if _LINES.fullmatch(value) else '"'
        return yaml.ScalarNode("tag:yaml.org,2002:str", value, style=style)
    if isinstance(value, list):
        items = [_node(item, flow) for item in value]
        return yaml.SequenceNode("tag:yaml.org,2002:seq", items, flow_style=flow or _short(value))
    pairs = [(_node(key, True), _node(item, flow)) for key, item in value.items()]
    short = flow or _short(list(value.values()))
    return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=short)


def _short(values: list[Plain]) -> bool:
    """Whether values have room on a line, and stand there without quotes."""
    return _room_of(values) < _WIDTH // 2


def _room_of(value: Plain) -> int:
    """About how many characters a value needs; too many for a line, if it should have its own."""
    if isinstance(value, str):
        return _WIDTH if _SPACIOUS.search(value) else len(value)
    if isinstance(value, dict):
        return sum(len(key) + _room_of(one) for key, one in value.items())
    return sum(map(_room_of, value or ()))


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Tells texts from nothing alone, as a record's reader does."""

    yaml_implicit_resolvers = {
        one: [("tag:yaml.org,2002:null", re.compile(f"{one}\\Z"))] for one in ("", "~")
    }
