"""Templates of a record: an example with each section once, and the least of a record."""

import re
from pathlib import Path

TEMPLATE = Path(__file__).with_suffix(".yaml")
"""A sound record, with the title, date and zone of the example."""
MINIMAL = TEMPLATE.with_name("new_record_minimal.yaml")
"""The least of a record, which is no exercise."""

_PLAIN = re.compile(r"[\w+-]+(/[\w+-]+)*", re.ASCII)
"""Dates and names of zones, which need no quotes in YAML."""


def new_record(
    title: str = "", date: str = "", timezone: str = "", template: Path = TEMPLATE
) -> str:
    """A template as YAML, with the given title, date and zone in place of the template's.

    Date and zone are written unchecked: the reader of the record reports a wrong date or zone.
    """
    text = template.read_text("utf-8")
    for key, value in {"title": title, "date": date, "timezone": timezone}.items():
        if value:
            plain = key != "title" and _PLAIN.fullmatch(value)
            written = f"  {key}: {value if plain else quoted(value)}"
            line = re.compile(rf"^  {key}: .*$", re.MULTILINE)
            text = line.sub(written.replace("\\", "\\\\"), text, count=1)
    return text


def quoted(text: str) -> str:
    """Any text as a double-quoted scalar of YAML, on a single line."""
    return f'"{"".join(map(_escaped, text))}"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if "\ud800" <= character <= "\udfff":
        return "�"  # half a character, which UTF-8 cannot encode
    return character if character.isprintable() else f"\\U{ord(character):08X}"
