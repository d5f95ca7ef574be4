"""The record whole, as JSON: its own notation, so that it can be read and checked as a record.

JSON is YAML, so the text is an `incident-record/1` file. Entries of files of calls stand in its
timeline, after the entries of the record's head, in file order: the text needs no file beside it
but the texts and recordings that it names. (A file of more than 256 MB is not opened as a record,
though: so many calls belong beside it.) All of it is ASCII but for characters beyond U+FFFF, which
YAML does not let JSON escape.
"""

import json
import re
from collections.abc import Iterable, Iterator

import msgspec

from incident_tui.record.writing import plain
from incident_tui.review.lens import Lens

_ESCAPED = re.compile("[\x7f-\uffff]")


def export(lens: Lens) -> Iterator[str]:
    """The record as one JSON object, an object of a section a line.

    Raises:
        ValueError: if the lens withholds anything of the record.
    """
    head = plain(msgspec.structs.replace(lens.whole_record, timeline=(), calls=()))
    for number, (section, value) in enumerate(head.items()):
        yield f"{',' if number else '{'}\n{_json(section)}: "
        yield from _lines(value) if isinstance(value, list) else [_json(value)]
    yield ',\n"timeline": '
    yield from _lines(map(plain, lens.whole_timeline()))
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
