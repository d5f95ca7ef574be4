"""Small records for the tests of reading, and what comes of reading them."""

from pathlib import Path
from typing import Any

from incident_tui.record.model import Record
from incident_tui.record.reading import Reading, read_bytes
from incident_tui.record.tree import Mapping, Node, Scalar, Sequence

EVERYTHING = Path(__file__).parent / "everything.yaml"

HEAD = """\
format: incident-record/1
incident: {id: x, title: t, date: 2024-02-29, timezone: America/Chicago}
sources: [{id: art, kind: news_article}]
"""
ENTRY = "id: q1, kind: note, time: 13:15, text: a, cite: art:L1"


def read(text: str | bytes) -> Reading:
    """What comes of reading a text as `r.yaml`."""
    return read_bytes(text if isinstance(text, bytes) else text.encode(), "r.yaml")


def record_of(reading: Reading) -> Record:
    """The record that was read."""
    assert reading.record is not None
    return reading.record


def written(reading: Reading) -> list[str]:
    """The problems of a reading as they are written."""
    return [str(problem) for problem in reading.problems]


def left_out(reading: Reading) -> list[str]:
    """What a reading left out, as `section: name`."""
    return [f"{part.section}: {part.name}" for part in reading.left_out]


def plain(node: Node | None) -> Any:
    """A tree as dicts, lists and texts; None for what is refused or is not there."""
    if isinstance(node, Mapping):
        return {key: plain(value) for key, (_, value) in node.items.items()}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return node.text if isinstance(node, Scalar) else None


def read_after_head(section: str) -> Reading:
    """What comes of reading a section after a sound head of 3 lines."""
    return read(HEAD + section)


def entry_with(fields: str) -> str:
    """A timeline of one entry with these fields; they stand in the file's line 5, column 5."""
    return f"timeline:\n  - {{{fields}, {ENTRY}}}\n"
