"""Rows of plain values as JSON, JSON Lines or CSV, each written as it comes."""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from incident_tui.exchange.printed import cells
from incident_tui.record.text import visible

JsonObject = dict[str, Any]
"""What could stand in JSON, by name."""
Sections = Mapping[str, Iterable[JsonObject]]
"""Rows by what they are of."""

PART = "part"
"""The key, or the column, that says which section a row is of."""

_LENGTH = re.compile(r"-\d+ (?:d|h|min|s|ms)\b[\d dhmins–~?%-]*")
"""A length of time below zero, as in `-5 min`: no spreadsheet computes it."""


def json_text(head: JsonObject, sections: Sections) -> Iterator[str]:
    """One JSON object, a line for each row; in ASCII alone, so that no terminal obeys it."""
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
    """JSON Lines: an object for each row, which says in `PART` what it is of; in ASCII alone."""
    for name, rows in sections.items():
        for row in rows:
            yield json.dumps({PART: name, **row}) + "\n"


def csv_lines(sections: Sections, columns: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """CSV as RFC 4180 has it, a line for each row; several sections under `PART` and all columns.

    What is nested has a column for each of its fields, such as `time_earliest`; a list is one cell,
    its items apart by `; `. Control characters are made visible, so a row is a line. A text that a
    spreadsheet would take for a formula begins with an apostrophe.

    Args:
        columns: the names of the columns of each section.
    """
    several = len(sections) > 1
    names = dict.fromkeys(name for section in sections for name in columns[section])
    writer = csv.DictWriter(cells.ReturningFile(), [PART, *names] if several else [*names])
    yield writer.writeheader()
    for section, rows in sections.items():
        for row in rows:
            for one in _unfolded(row):
                part = {PART: section} if several else {}
                yield writer.writerow(part | dict(_cells(one)))


def _unfolded(row: JsonObject) -> Iterator[JsonObject]:
    """A row; one for each claim where there are claims."""
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
    """An item of a list; a citation by where it stands, as records write it: `art:L13`."""
    if isinstance(item, Mapping):
        return ":".join(part for part in (item["source"], item["at"]) if part)
    return str(item)


def guarded(text: str) -> str:
    """A text as a cell that is no formula, on one line."""
    shown = visible(text)
    return shown if _LENGTH.fullmatch(shown) else cells.guarded(shown)
