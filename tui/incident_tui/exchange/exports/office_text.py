"""Texts for the files of office programs: XML 1.0 has no place for some characters."""

import re

from incident_tui.record.text import paragraphs, visible

_NOT_IN_XML = re.compile("[\ufffe\uffff]")


class Lines(str):
    """A text with line ends."""


def lines(text: str) -> Lines:
    """A text of a reviewer, without empty lines."""
    return Lines("\n".join(filter(None, paragraphs(text.strip()))))


def all_lines(text: str) -> Lines:
    """A text with its line ends as they are, but for the ends of Windows."""
    return Lines(text.replace("\r\n", "\n"))


def office_text(value: object) -> str:
    """A value as text; characters that XML cannot have are shown. Only `Lines` has line ends."""
    texts = value.split("\n") if isinstance(value, Lines) else [str(value)]
    return "\n".join(_NOT_IN_XML.sub(_shown, visible(text)) for text in texts)


def _shown(odd: re.Match[str]) -> str:
    return f"‹U+{ord(odd[0]):04X}›"
