"""Suggestions for a shell: files, and ids of the record earlier on the line."""

import re
from collections.abc import Iterable

import click
from click.shell_completion import CompletionItem

from incident_tui.chronology.names import UNIDENTIFIED
from incident_tui.record.model import Record
from incident_tui.record.text import visible
from incident_tui.record.vocabulary import ENTRY_KINDS

Suggested = list[CompletionItem]

_PLAIN_WORD = re.compile(r"[\w.-]+")
"""A name that a shell takes as it is."""


def files(_context: click.Context, _parameter: object, begun: str) -> Suggested:
    """Whatever files the shell finds."""
    return [CompletionItem(begun, type="file")]


def folders(_context: click.Context, _parameter: click.Parameter, begun: str) -> Suggested:
    """Whatever folders the shell finds."""
    return [CompletionItem(begun, type="dir")]


def kinds(_context: click.Context, _parameter: click.Parameter, begun: str) -> Suggested:
    """The kinds of entries."""
    return _beginning(begun, ((kind, "") for kind in ENTRY_KINDS))


def agencies(context: click.Context, _parameter: click.Parameter, begun: str) -> Suggested:
    """The agencies of the record, by id, and `unidentified`."""
    record = _record(context)
    named = [(one.id, one.name) for one in record.agencies] if record else []
    return _beginning(begun, [*named, (UNIDENTIFIED, "")])


def units(context: click.Context, _parameter: click.Parameter, begun: str) -> Suggested:
    """The units of the record, by id, or by the call sign that is begun in any case.

    A call sign of several words stands for its id, which no shell has to quote.
    """
    record = _record(context)
    named = [(one.id, one.call_sign) for one in record.units] if record else []
    found = _beginning(begun, named)
    by_id = {item.value for item in found}
    for identifier, call_sign in named:
        if identifier not in by_id and call_sign.casefold().startswith(begun.casefold()):
            word = call_sign if _PLAIN_WORD.fullmatch(call_sign) else identifier
            found += _beginning("", [(word, call_sign)])
    return found


def sources(context: click.Context, _parameter: click.Parameter, begun: str) -> Suggested:
    """The sources of the record, by id."""
    record = _record(context)
    return _beginning(begun, ((one.id, one.title) for one in (record.sources if record else ())))


def _beginning(begun: str, named: Iterable[tuple[str, str]]) -> Suggested:
    """Names with a prefix, without characters that a terminal or a shell would interpret."""
    return [
        CompletionItem(identifier, help=visible(name) or None)
        for identifier, name in named
        if identifier.startswith(begun) and visible(identifier) == identifier
    ]


def _record(context: click.Context) -> Record | None:
    """The head of the record on the line, or of the bundled record."""
    from incident_tui.opening import opened
    from incident_tui.record.reading import Reading

    # An option that still wants its value keeps click from taking the arguments.
    path = context.params.get("path") or next(iter(context.args), None)
    if path == "-":
        return None
    record = opened(path)
    return record.record if isinstance(record, Reading) else record.reading.record
