"""Rows of plain values as JSON, JSON Lines or CSV, written row by row."""

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from incident_tui.exchange.printed import cells
from incident_tui.record.text import visible

JsonObject = dict[str, Any]
"""A JSON object."""
Sections = Mapping[str, Iterable[JsonObject]]
"""From the name of a section to the rows of the section."""

PART = "part"
"""The key, or the column, for the section of a row."""

_NEGATIVE_LENGTH = re.compile(r"-\d+ (?:d|h|min|s|ms)\b[\d dhmins–~?%-]*")
"""A negative length of time, as in `-5 min`, which no spreadsheet computes."""


def json_text(head: JsonObject, sections: Sections) -> Iterator[str]:
    """A JSON object, a line for each row, in ASCII, so that no escape code reaches a terminal."""
    yield json.dumps(head, indent=2).removesuffix("\n}")
    for name, rows in sections.items():
        yield f",\n  {json.dumps(name)}: ["
        end = "]"
        for row in rows:
            yield f"{'' if end == ']' else ','}\n    {json.dumps(row)}"
            end = "\n  ]"
        yield end
    yield "\n}\n"


def json_lines(sections: Sections) -> Iterator[str]:
    """JSON Lines: an object for each row, its section under `PART`; in ASCII."""
    for name, rows in sections.items():
        for row in rows:
            yield json.dumps({PART: name, **row}) + "\n"


def csv_lines(
    sections: Sections,
    columns: Mapping[str, Sequence[str]],
    heading: Callable[[str], str] = str,
) -> Iterator[str]:
    """CSV (RFC 4180), a line for each row; several sections share all columns and have `PART`.

    A nested object has a column for each field, as in `time_earliest`; a list is a cell, its items
    separated by `; `. Control characters are made visible, so a row is a line. Text that a
    spreadsheet would compute begins with an apostrophe.

    Args:
        columns: the names of the columns of each section.
        heading: from the name of a column to the name in the first row.
    """
    several = len(sections) > 1
    names = dict.fromkeys(name for section in sections for name in columns[section])
    writer = csv.DictWriter(cells.ReturningFile(), [PART, *names] if several else [*names])
    yield writer.writerow({name: heading(name) for name in writer.fieldnames})
    for section, rows in sections.items():
        for row in rows:
            for one in _unfolded(row):
                part = {PART: section} if several else {}
                yield writer.writerow(part | dict(_cells(one)))


def _unfolded(row: JsonObject) -> Iterator[JsonObject]:
    """A row; for a conflict, a row for each claim."""
    claims = row.get("claims")
    if claims is None:
        yield row
        return
    shared = {name: value for name, value in row.items() if name != "claims"}
    for claim in claims:
        yield {**shared, "claim": claim}


def _cells(row: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    for name, value in row.items():
        if isinstance(value, Mapping):
            yield from _cells(value, f"{before}{name}_")
        else:
            yield before + name, _cell(value)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    if isinstance(value, Sequence):
        return guarded("; ".join(map(_item, value)))
    return str(value).lower() if isinstance(value, bool) else str(value)


def _item(item: Any) -> str:
    """An item of a list; a citation in the short notation of records: `art:L13`."""
    if isinstance(item, Mapping):
        return ":".join(part for part in (item["source"], item["at"]) if part)
    return str(item)


def guarded(text: str) -> str:
    """A text as a cell that is no formula, on a single line."""
    shown = visible(text)
    return shown if _NEGATIVE_LENGTH.fullmatch(shown) else cells.guarded(shown)
