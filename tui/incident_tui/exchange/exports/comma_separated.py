"""A row for each entry as comma-separated values (RFC 4180), with a header: for a spreadsheet.

The text is UTF-8 without a byte-order mark; Excel opens the file by Data › From Text/CSV. Control
characters are written as visible characters. An apostrophe precedes the text of a cell which a
spreadsheet would take for a formula; an import removes the apostrophe.
"""

import csv
import re
from collections.abc import Iterator

from incident_tui.exchange.exports.columns import EntryRow, rows
from incident_tui.exchange.exports.note_lines import FIELD, notes_beside
from incident_tui.exchange.printed.cells import ReturningFile, guarded
from incident_tui.exchange.printed.view import View
from incident_tui.exchange.printed.withheld import lens_words
from incident_tui.record.text import paragraphs

PART = "part"
"""The column that names the filters of the table, the moment and the clock."""
_HARMLESS = re.compile(r"([A-Za-z0-9][ -~]*)?")
"""Most cells: no formula, and no control."""


def export(view: View) -> Iterator[str]:
    """The header, then a row for each entry that passes the filters.

    With notes, a column has those on the entry, a line for each; other notes have no place. With
    filters, the last column names them.
    """
    write = csv.writer(ReturningFile()).writerow
    words = (view.filter_words, lens_words(view.lens)) if view.filters.any else ()
    part = " · ".join(filter(None, words))
    noted = (FIELD,) if view.notes is not None else ()
    yield write((*EntryRow._fields, *noted, *((PART,) if part else ())))
    last = (cell(part),) if part else ()
    for position, row in zip(view.shown, rows(view.lens, view.shown), strict=True):
        beside = ("\n".join(notes_beside(view, position)) for _ in noted)
        yield write((*map(cell, (*row, *beside)), *last))


def cell(text: str) -> str:
    """A text as a cell for spreadsheets and terminals: no formula, no control."""
    if _HARMLESS.fullmatch(text):
        return text
    return guarded("\n".join(paragraphs(text)))
