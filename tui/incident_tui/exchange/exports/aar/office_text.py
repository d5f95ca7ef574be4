"""Texts for the files of office programs: XML 1.0 has no place for some characters."""

import re

from incident_tui.record.text import visible

_NOT_IN_XML = re.compile("[\ufffe\uffff]")


def office_text(value: object) -> str:
    """A value as text: lines stay lines, and characters that XML cannot have are shown as text."""
    lines = str(value).split("\n")
    return "\n".join(_NOT_IN_XML.sub(_shown, visible(line)) for line in lines)


def _shown(odd: re.Match[str]) -> str:
    return f"‹U+{ord(odd[0]):04X}›"
