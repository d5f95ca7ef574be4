"""Contact cards and notes inside other formats: jCard (RFC 7095), vCard and HTML as plain text."""

import re
from contextlib import suppress
from html.parser import HTMLParser
from typing import NamedTuple

from incident_tui.exchange.imports.foreign.json import clean, lines_of, parse_json

_BLOCKS = {"br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre"}
_ADDRESSES = ("href", "src", "alt")
_LINE = re.compile(r"(?P<name>[A-Za-z-]+)[^:\r\n]*:(?P<value>[^\r\n]*)", re.ASCII)
_NAMES = ("fn", "org")
_NOTHING_SAID = ("version", "begin", "end", "n")
"""Properties of the card itself, and the name once more in its parts."""


class Card(NamedTuple):
    """Whom a card is of, and what else it says."""

    name: str
    rest: list[str]
    """`name: value` of each property."""


def card_of(value: object) -> Card:
    """Read a jCard, as JSON or as a text of it, or a vCard; anything else is kept as it is."""
    if isinstance(value, str) and value.lstrip().startswith("["):
        with suppress(ValueError):
            value = parse_json(value)
    properties = _properties(value)
    if not properties:
        return Card("", list(lines_of(value)))
    named = [text for wanted in _NAMES for name, text in properties if name == wanted and text]
    name = named[0] if named else ""
    rest = [
        f"{key}: {text}"
        for key, text in properties
        if text and text != name and (key not in _NOTHING_SAID or (key == "n" and not name))
    ]
    return Card(name, rest)


def plain_text(html: str) -> str:
    """The words of HTML, with the addresses that it links to; blocks are lines."""
    if "<" not in html and "&" not in html:
        return html
    reader = _Reader()
    try:
        reader.feed(html)
        reader.close()
    except AssertionError:  # what the parser of 3.11 says to a marked section it does not know
        return html
    lines = (" ".join(line.split()) for line in "".join(reader.found).split("\n"))
    return "\n".join(filter(None, lines))


class _Reader(HTMLParser):
    """Gathers text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += "\n" if tag in _BLOCKS else ""
        self.found += [f" ({value}) " for name, value in attrs if name in _ADDRESSES and value]

    def handle_endtag(self, tag: str) -> None:
        self.found += "\n" if tag in _BLOCKS else ""

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def _properties(value: object) -> list[tuple[str, str]]:
    """The properties of a card by their names, in its order."""
    if isinstance(value, str):
        found = [match.group("name", "value") for match in _LINE.finditer(value)]
        is_card = value.lstrip()[:11].upper() == "BEGIN:VCARD"
        return [(name.lower(), clean(text.strip())) for name, text in found] if is_card else []
    match value:
        case ["vcard", [*properties]]:
            return [_property(one) for one in properties]
    return []


def _property(value: object) -> tuple[str, str]:
    match value:
        case [str(name), dict(), str(), *values]:
            return clean(name.lower()), ", ".join(lines_of(values))
    return "property", ", ".join(lines_of(value))
