"""A row for each entry as comma-separated values (RFC 4180), with a header: for a spreadsheet.

The text is UTF-8 without a byte-order mark; Excel opens the file by Data › From Text/CSV. Control
characters are written as visible characters. An apostrophe precedes the text of a cell which a
spreadsheet would take for a formula; an import removes the apostrophe.
"""

import csv
import re
from collections.abc import Iterator

from incident_tui.exchange.exports.columns import EntryRow, rows
from incident_tui.exchange.exports.part import WHOLE, Part
from incident_tui.exchange.printed.cells import ReturningFile, guarded
from incident_tui.exchange.printed.withheld import lens_words
from incident_tui.record.text import paragraphs
from incident_tui.review.lens import Lens

_HARMLESS = re.compile(r"([A-Za-z0-9][ -~]*)?")
"""Most cells: no formula, and no control."""


PART = "part"
"""The column that names the filters of the file, the moment and the clock."""


def export(lens: Lens, part: Part = WHOLE) -> Iterator[str]:
    """The header, then a row for each entry; a part of the entries has a column that says so."""
    write = csv.writer(ReturningFile()).writerow
    words = " · ".join(filter(None, (part.words, lens_words(lens)))) if part.words else ""
    last = (cell(words),) if words else ()
    yield write((*EntryRow._fields, *((PART,) if words else ())))
    for row in rows(lens, part):
        yield write((*map(cell, row), *last))


def cell(text: str) -> str:
    """A text as a cell for spreadsheets and terminals: no formula, no control."""
    if _HARMLESS.fullmatch(text):
        return text
    return guarded("\n".join(paragraphs(text)))
