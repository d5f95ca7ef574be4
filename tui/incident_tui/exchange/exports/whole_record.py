"""The record whole, as JSON in the notation of records, to be read and checked as a record.

JSON is YAML: the text is an `incident-record/1` file. Entries of files of calls stand in the
timeline, after the entries of the record's head, in file order. The text needs no further file but
the texts and recordings named in the record. (A file of more than 256 MB is not opened as a record,
though: the calls of a larger record belong in a file of calls.) Characters up to U+FFFF are written
in ASCII; YAML does not let JSON escape the characters beyond.
"""

import json
import re
from collections.abc import Iterable, Iterator

import msgspec

from incident_tui.exchange.printed.view import View
from incident_tui.record.writing import plain

_ESCAPED = re.compile("[\x7f-\uffff]")


def export(view: View) -> Iterator[str]:
    """The record as a JSON object, an object of a section a line.

    Raises:
        ValueError: if the lens withholds anything of the record, a filter would hide entries, or
            there are notes, for which a record has no place.
    """
    if view.filters.any or view.notes is not None:
        raise ValueError("a record is whole only with every entry, and nothing else")
    head = plain(msgspec.structs.replace(view.lens.whole_record, timeline=(), calls=()))
    for number, (section, value) in enumerate(head.items()):
        yield f"{',' if number else '{'}\n{_json(section)}: "
        yield from _lines(value) if isinstance(value, list) else [_json(value)]
    yield ',\n"timeline": '
    yield from _lines(map(plain, view.lens.whole_timeline()))
    yield "\n}\n"


def _lines(items: Iterable[object]) -> Iterator[str]:
    """A list, an item a line."""
    before = "[\n"
    for item in items:
        yield before + _json(item)
        before = ",\n"
    yield "[]" if before == "[\n" else "\n]"


def _json(value: object) -> str:
    return _ESCAPED.sub(_escape, json.dumps(value, ensure_ascii=False))


def _escape(character: re.Match[str]) -> str:
    return f"\\u{ord(character[0]):04x}"
