"""The record whole, as JSON: its own notation, so that it can be read and checked like any other.

JSON is YAML, so what is written here is an `incident-record/1` file. The entries of its files of
calls stand in its timeline, after its own, in their order: it needs no file beside it but the
texts and recordings that it names. (A file of more than 256 MB is not opened as a record, though:
so many calls belong beside it.) All is ASCII but for characters beyond U+FFFF, which YAML does
not let JSON escape.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from incident_tui.chronology.chronology import Chronology
from incident_tui.record.model import Entry
from incident_tui.record.writing import plain

_ESCAPED = re.compile("[\x7f-\uffff]")


def export(chronology: Chronology) -> Iterator[str]:
    """The record as one JSON object, an object of a section a line."""
    head = plain(msgspec.structs.replace(chronology.record, timeline=(), calls=()))
    for number, (section, value) in enumerate(head.items()):
        yield f"{',' if number else '{'}\n{_json(section)}: "
        yield from _lines(value) if isinstance(value, list) else [_json(value)]
    yield ',\n"timeline": '
    yield from _lines(map(plain, _entries(chronology)))
    yield "\n}\n"


def _entries(chronology: Chronology) -> Iterator[Entry]:
    """The entries of the timeline, then those of the calls, in the order they were read in."""
    yield from chronology.record.timeline
    calls = chronology.reading.calls
    yield from map(calls.entry, calls.rows)


def _lines(items: Iterable[Any]) -> Iterator[str]:
    """A list, an item a line."""
    before = "[\n"
    for item in items:
        yield before + _json(item)
        before = ",\n"
    yield "[]" if before == "[\n" else "\n]"


def _json(value: Any) -> str:
    return _ESCAPED.sub(_escape, json.dumps(value, ensure_ascii=False))


def _escape(character: re.Match[str]) -> str:
    return f"\\u{ord(character[0]):04x}"
