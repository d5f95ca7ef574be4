"""A record to write one's own over: an example with each section once, and comments."""

import re
from pathlib import Path

TEMPLATE = Path(__file__).with_suffix(".yaml")
"""A record itself, with the title, date and zone of the example."""

_PLAIN = re.compile(r"[\w+-]+(/[\w+-]+)*", re.ASCII)
"""Dates and names of zones, which YAML takes without quotes."""


def new_record(title: str = "", date: str = "", timezone: str = "") -> str:
    """The example as YAML; whether a date or zone that is given can be read, the reader says."""
    text = TEMPLATE.read_text("utf-8")
    for key, value in {"title": title, "date": date, "timezone": timezone}.items():
        if value:
            plain = key != "title" and _PLAIN.fullmatch(value)
            written = f"  {key}: {value if plain else quoted(value)}"
            line = re.compile(rf"^  {key}: .*$", re.MULTILINE)
            text = line.sub(written.replace("\\", "\\\\"), text, count=1)
    return text


def quoted(text: str) -> str:
    """A text as a double-quoted scalar of YAML, whatever stands in it."""
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if "\ud800" <= character <= "\udfff":
        return "�"  # half a character: what was given is no text
    return character if character.isprintable() else f"\\U{ord(character):08X}"
