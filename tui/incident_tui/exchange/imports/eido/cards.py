"""Contact cards inside an EIDO: jCard (RFC 7095) and vCard (RFC 6350), as a name and lines."""

import re
from contextlib import suppress
from typing import NamedTuple

from incident_tui.exchange.imports.foreign.json import parse_json
from incident_tui.exchange.imports.foreign.values import clean, lines_of

_VCARD_LINE = re.compile(r"(?P<name>[A-Za-z-]+)[^:\r\n]*:(?P<value>[^\r\n]*)", re.ASCII)
_NAME_PROPERTIES = ("fn", "org")
_NOT_TOLD = ("version", "begin", "end", "n")
"""Properties about the card as a document, and the parts of the name."""


class ContactCard(NamedTuple):
    """The holder of a card, and the other properties."""

    name: str
    rest: list[str]
    """A line `property: value` each."""


def card_of(value: object) -> ContactCard:
    """Read a jCard, as JSON or text, or a vCard; the lines of another value are kept."""
    if isinstance(value, str) and value.lstrip().startswith("["):
        with suppress(ValueError):
            value = parse_json(value)
    properties = _properties(value)
    if not properties:
        return ContactCard("", list(lines_of(value)))
    named = [
        text for wanted in _NAME_PROPERTIES for key, text in properties if key == wanted and text
    ]
    name = named[0] if named else ""
    rest = [
        f"{key}: {text}"
        for key, text in properties
        if text and text != name and (key not in _NOT_TOLD or (key == "n" and not name))
    ]
    return ContactCard(name, rest)


def _properties(value: object) -> list[tuple[str, str]]:
    """Return names and values of the properties, in the order of the card."""
    if isinstance(value, str):
        if value.lstrip()[:11].upper() != "BEGIN:VCARD":
            return []
        found = [match.group("name", "value") for match in _VCARD_LINE.finditer(value)]
        return [(name.lower(), clean(text.strip())) for name, text in found]
    match value:
        case ["vcard", [*properties]]:
            return [_property(item) for item in properties]
    return []


def _property(value: object) -> tuple[str, str]:
    """Return the name and value of a jCard property `[name, parameters, type, value, …]`."""
    match value:
        case [str(name), dict(), str(), *values]:
            return clean(name.lower()), ", ".join(lines_of(values))
    return "property", ", ".join(lines_of(value))
