"""Insertion into the YAML of a record, with each character of the old text unchanged.

Additions are written at the places that the events of the parser name, and the result is read
again: unless the result says the old text and the additions, and nothing else, it is refused.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

import yaml

from incident_tui.record.problems import Problems
from incident_tui.record.tree import Mapping, Node, Parser, Scalar, Sequence, parse_yaml, tree_of

PlainTree = str | list["PlainTree"] | dict[str, "PlainTree"] | None
"""The content of a YAML text: texts in lists and mappings, without places."""

Addition = list[object] | dict[str, object]
Additions = dict[str, Addition]
"""From a section to new items, or to new keys and values."""

_LINE_CHARACTERS = 100
_INDENT = 2
_ON_ONE_LINE = re.compile(r"[^\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]*")
"""A text on one line, without characters that a plain scalar cannot hold."""
_ON_LINES = re.compile(rf"[^\s#]{_ON_ONE_LINE.pattern}(\n\n?[^\s]{_ON_ONE_LINE.pattern})*")
_KEEPS_BREAKS = re.compile(r"[|>]\d?\+")
_NEEDS_QUOTES = re.compile(r"[\n:]")
_DOCUMENT_END = re.compile(r"^\.\.\.", re.MULTILINE)
_COMMENT = re.compile(r"#[^\n]*")


class NotAddedError(Exception):
    """A text cannot take additions without a risk to the old content; the message says why."""


class _SectionSpan(NamedTuple):
    """A section of a head, as offsets in the text."""

    start: int
    """The beginning of the value."""
    end: int
    """Behind the last character."""
    column: int
    """The column of the items, from 0."""
    has_items: bool
    """False for an absent value, or a bare `~`."""
    in_brackets: bool
    last: int
    """Behind the last item in brackets."""


class _HeadSpans(NamedTuple):
    """The sections of a head, as offsets in the text."""

    column: int
    sections: dict[str, _SectionSpan]
    end: int
    """Behind the last section."""


class _Edit(NamedTuple):
    """A replacement of the text between two offsets."""

    start: int
    end: int
    new: str


def with_additions(text: str, additions: Additions) -> str:
    """Return a head with new items and keys in its sections, or with new sections.

    Raises:
        NotAddedError: if the text is no sound YAML, or has a form without room for additions.
    """
    before = _tree_of_text(text)
    added = {key: plain(tree_of(value, 0)) for key, value in additions.items()}
    expected = _joined(before, added)
    for gap in ("\n", ""):  # a blank line, unless a text above would take the line in
        after = _edited(text, additions, gap)
        if _says(after, expected):
            return after
    raise NotAddedError(
        "it is written in an unusual way; give each item of a section lines of its own"
    )


def plain(node: Node) -> PlainTree:
    """Return the content of a node, without places."""
    if isinstance(node, Scalar):
        return None if node.empty else node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    if isinstance(node, Mapping):
        return {key: plain(value) for key, (_, value) in node.items.items()}
    raise NotAddedError(f"line {node.line} of it cannot be read")


def _tree_of_text(text: str) -> dict[str, PlainTree]:
    problems = Problems()
    root = parse_yaml(text, "", problems)
    for problem in problems.found:
        raise NotAddedError(f"line {problem.mark.line} of it is at fault: {problem.message}")
    if not isinstance(root, Mapping):
        raise NotAddedError("it is no mapping of sections")
    content = plain(root)
    assert isinstance(content, dict)  # as a mapping is
    return content


def _says(text: str, expected: dict[str, PlainTree]) -> bool:
    """Whether a text has the expected content."""
    try:
        return _tree_of_text(text) == expected
    except NotAddedError:
        return False


def _joined(before: dict[str, PlainTree], additions: dict[str, PlainTree]) -> dict[str, PlainTree]:
    """Return the content of a head after the additions.

    Raises:
        NotAddedError: if a section is a list and its addition a mapping, or the reverse.
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
    """Return the text with the additions.

    Args:
        text: the head.
        additions: the additions.
        gap: the text before a new section: a line break, or "".
    """
    head = _head_spans(text)
    edits: list[_Edit] = []
    for key, added in additions.items():
        if section := head.sections.get(key):
            edits += _edits_of_section(text, section, added)
    news = {key: added for key, added in additions.items() if key not in head.sections}
    if news:
        edits.append(_edit_of_new_sections(text, head, news, gap))
    newline = "\r\n" if "\r\n" in text else "\n"
    parts: list[str] = []
    done = 0
    for start, end, new in sorted(edits, key=lambda edit: edit.start):
        parts += text[done:start], new.replace("\n", newline)
        done = end
    return "".join((*parts, text[done:]))


def _edits_of_section(text: str, section: _SectionSpan, added: Addition) -> Iterator[_Edit]:
    """Yield the edits that add items or keys to a section."""
    if section.in_brackets:
        yield _edit_of_brackets(text, section, added)
        return
    if not section.has_items:
        yield _Edit(section.start, section.end, "")
    at = _next_line(text, section.end)
    yield _Edit(at, at, _missing_break(text, at) + _block(added, section.column))


def _edit_of_new_sections(text: str, head: _HeadSpans, news: Additions, gap: str) -> _Edit:
    """Return the edit that adds sections to a head."""
    stop = _DOCUMENT_END.search(text, head.end)
    at = stop.start() if stop else len(text)
    margin = " " * head.column
    blocks = (
        f"{gap}{margin}{key}:\n{_block(added, head.column + _INDENT)}"
        for key, added in news.items()
    )
    return _Edit(at, at, _missing_break(text, at) + "".join(blocks))


def _head_spans(text: str) -> _HeadSpans:
    """Find the sections of a head.

    Raises:
        NotAddedError: if the head is written in braces.
    """
    events = iter(yaml.parse(text, Loader=Parser))
    root = next(event for event in events if isinstance(event, yaml.CollectionStartEvent))
    if root.flow_style:
        raise NotAddedError("it is written in braces; write a line for each section")
    (end, column), sections = _start_of(root), {}
    for event in events:
        if not isinstance(event, yaml.ScalarEvent):
            break
        sections[event.value] = section = _section_span(text, next(events), events, column)
        end = section.end
    return _HeadSpans(column, sections, end)


def _section_span(
    text: str, first: yaml.Event, events: Iterator[yaml.Event], column: int
) -> _SectionSpan:
    """Find the value that begins with an event; takes the events up to the end of the value.

    Args:
        text: the head.
        first: the first event of the value.
        events: the events behind `first`.
        column: the column of the section's key.
    """
    (start, own_column), end = _start_of(first), _end_of(text, first)
    if not isinstance(first, yaml.CollectionStartEvent):
        return _SectionSpan(start, end, column + _INDENT, False, False, end)
    in_brackets, last = [bool(first.flow_style)], end
    while in_brackets:
        event = next(events)
        if isinstance(event, yaml.CollectionStartEvent):
            in_brackets.append(bool(event.flow_style))
        elif not isinstance(event, yaml.CollectionEndEvent) or in_brackets.pop():
            last, end = end, _end_of(text, event)
    return _SectionSpan(start, end, own_column, True, bool(first.flow_style), last)


def _start_of(event: yaml.Event) -> tuple[int, int]:
    """Return the offset and the column of an event."""
    assert event.start_mark is not None  # as each event of a parser has one
    return event.start_mark.index, event.start_mark.column


def _end_of(text: str, event: yaml.Event) -> int:
    """Return the offset behind an event; behind the last word of a block scalar."""
    assert event.end_mark is not None  # as each event of a parser has one
    (start, _), end = _start_of(event), event.end_mark.index
    if getattr(event, "style", None) in ("|", ">") and not _KEEPS_BREAKS.match(text, start):
        while end > start and text[end - 1].isspace():
            end -= 1
    return end


def _next_line(text: str, index: int) -> int:
    """Return the offset of the line after an offset, or the offset at the beginning of a line."""
    if index and text[index - 1] == "\n":
        return index
    found = text.find("\n", index)
    return found + 1 if found >= 0 else len(text)


def _missing_break(text: str, index: int) -> str:
    """Return the line break that a text lacks before an offset, or ""."""
    return "\n" if index and text[index - 1] != "\n" else ""


def _edit_of_brackets(text: str, section: _SectionSpan, added: Addition) -> _Edit:
    """Return the edit that adds items inside `[…]` or `{…}`, each on a new line."""
    close = section.end - 1
    between = _COMMENT.sub("", text[section.last : close]).strip()
    follows = section.last > section.start + 1 and between != ","
    line_break = "\n" + " " * (section.column + 1)
    parts: list[Addition] = [added] if isinstance(added, dict) else [[item] for item in added]
    written = [_dumped(part, flow=True).strip()[1:-1] for part in parts]
    return _Edit(
        close, close, ("," if follows else "") + line_break + f",{line_break}".join(written)
    )


def _block(added: Addition, column: int) -> str:
    """Return items or keys as lines from a column on."""
    lines = _dumped(added).splitlines()
    return "".join(f"{' ' * column}{line}\n" if line else "\n" for line in lines)


def _dumped(value: Addition, flow: bool = False) -> str:
    """Return items or keys as YAML, without tags: a record's reader takes each scalar as text."""
    node = _node(plain(tree_of(value, 0)), flow)
    if isinstance(node, yaml.CollectionNode):
        node.flow_style = flow
        for item in node.value if isinstance(node, yaml.SequenceNode) else ():
            if isinstance(item, yaml.MappingNode):
                item.flow_style = flow
    written: str = yaml.serialize(
        node, Dumper=_TextDumper, width=_LINE_CHARACTERS, allow_unicode=True
    )
    return written


def _node(value: PlainTree, flow: bool) -> yaml.Node:
    """Return a value as a YAML node; short collections stand in brackets."""
    if value is None:
        return yaml.ScalarNode("tag:yaml.org,2002:null", "~")
    if isinstance(value, str):
        style = (
            None if _ON_ONE_LINE.fullmatch(value) else "|" if _ON_LINES.fullmatch(value) else '"'
        )
        return yaml.ScalarNode("tag:yaml.org,2002:str", value, style=style)
    if isinstance(value, list):
        items = [_node(item, flow) for item in value]
        return yaml.SequenceNode("tag:yaml.org,2002:seq", items, flow_style=flow or _short(value))
    pairs = [(_node(key, True), _node(item, flow)) for key, item in value.items()]
    short = flow or _short(list(value.values()))
    return yaml.MappingNode("tag:yaml.org,2002:map", pairs, flow_style=short)


def _short(values: list[PlainTree]) -> bool:
    """Whether values have room on a line, without quotes."""
    return _characters_of(values) < _LINE_CHARACTERS // 2


def _characters_of(value: PlainTree) -> int:
    """Return the approximate length of a value; too long for a line, if the value needs quotes."""
    if isinstance(value, str):
        return _LINE_CHARACTERS if _NEEDS_QUOTES.search(value) else len(value)
    if isinstance(value, dict):
        return sum(len(key) + _characters_of(item) for key, item in value.items())
    return sum(map(_characters_of, value or ()))


class _TextDumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """A dumper that knows texts and null alone, as a record's reader does."""

    yaml_implicit_resolvers = {
        first: [("tag:yaml.org,2002:null", re.compile(f"{first}\\Z"))] for first in ("", "~")
    }
