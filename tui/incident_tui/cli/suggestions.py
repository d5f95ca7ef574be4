"""Suggestions for a shell: files, records, and names in the record earlier on the line."""

from collections.abc import Iterable, Iterator

import click
from click.shell_completion import CompletionItem

from incident_tui.chronology.names import UNIDENTIFIED
from incident_tui.record.model import Record
from incident_tui.record.text import visible
from incident_tui.record.vocabulary import ENTRY_KINDS

Suggested = list[CompletionItem]
_SECTIONS = ("timeline", "casualties", "agencies", "units", "facilities", "conflicts", "questions")
"""The sections of a record with parts that a note may stand on."""
_MAX_TITLE_CHARACTERS = 60


def files(_context: click.Context, _parameter: object, begun: str) -> Suggested:
    """Whatever files the shell finds."""
    return [CompletionItem(begun, type="file")]


def records(_context: click.Context, _parameter: object, begun: str) -> Suggested:
    """Whatever files the shell finds, and the bundled records that have a name."""
    from incident_tui.opening import BUNDLED

    named = [CompletionItem(name) for name in BUNDLED if name.startswith(begun)]
    return [CompletionItem(begun, type="file"), *named]


def folders(_context: click.Context, _parameter: click.Parameter, begun: str) -> Suggested:
    """Whatever folders the shell finds."""
    return [CompletionItem(begun, type="dir")]


def kinds(_context: click.Context, _parameter: click.Parameter, begun: str) -> Suggested:
    """The kinds of entries."""
    return _beginning(begun, ((kind, "") for kind in ENTRY_KINDS))


def agencies(context: click.Context, _parameter: click.Parameter, begun: str) -> Suggested:
    """The agencies of the record, by short name, name or id, and `unidentified`."""
    record = _record(context)
    several = [(one.name, one.short, one.name, one.id) for one in record.agencies] if record else []
    return _named(begun, [*several, ("", UNIDENTIFIED)])


def units(context: click.Context, _parameter: click.Parameter, begun: str) -> Suggested:
    """The units of the record, by call sign or id."""
    record = _record(context)
    several = [(one.call_sign, one.call_sign, one.id) for one in record.units] if record else []
    return _named(begun, several)


def sources(context: click.Context, _parameter: click.Parameter, begun: str) -> Suggested:
    """The sources of the record, by id."""
    record = _record(context)
    return _beginning(begun, ((one.id, one.title) for one in (record.sources if record else ())))


def ids(context: click.Context, _parameter: click.Parameter, begun: str) -> Suggested:
    """The ids of the record: of entries, and of whatever else the head has."""
    record = _record(context)
    if record is None:
        return []
    sections = (getattr(record, name) for name in _SECTIONS)
    things = [one for section in sections for one in section]
    return _beginning(begun, ((one.id, title_of(one)[:_MAX_TITLE_CHARACTERS]) for one in things))


def title_of(thing: object) -> str:
    """The name of a part of a record, or its words; "" for neither."""
    keys = ("title", "name", "call_sign", "label", "topic", "text")
    words = next((found for key in keys if (found := getattr(thing, key, ""))), "")
    return str(words)


def _named(begun: str, several: Iterable[tuple[str, ...]]) -> Suggested:
    """The first name with a prefix, in any case, of each thing.

    Args:
        several: for each thing, a description and its names.
    """

    def first_names() -> Iterator[tuple[str, str]]:
        for description, *names in several:
            found = (one for one in names if one and one.casefold().startswith(begun.casefold()))
            if name := next(found, ""):
                yield name, "" if name == description else description

    return _beginning("", dict.fromkeys(first_names()))


def _beginning(begun: str, named: Iterable[tuple[str, str]]) -> Suggested:
    """Names with a prefix, without characters that a terminal or a shell would interpret."""
    # In zsh, a word with a description loses its backslashes.
    return [
        CompletionItem(identifier, help=None if "\\" in identifier else visible(name) or None)
        for identifier, name in named
        if identifier.startswith(begun) and visible(identifier) == identifier
    ]


def _record(context: click.Context) -> Record | None:
    """The head of the record on the line, or of the bundled record."""
    from incident_tui.opening import opened
    from incident_tui.record.reading import STANDARD_INPUT, Reading

    # An option that still wants its value keeps click from taking the arguments.
    path = context.params.get("path") or next(iter(context.args), None)
    if path == STANDARD_INPUT:
        return None
    record = opened(path)
    return record.record if isinstance(record, Reading) else record.reading.record
