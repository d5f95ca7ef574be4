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
from incident_tui.notes.notes import Notes
from incident_tui.record.text import paragraphs
from incident_tui.review.filters import EVERYTHING, Filters
from incident_tui.review.lens import Lens

_HARMLESS = re.compile(r"([A-Za-z0-9][ -~]*)?")
"""Most cells: no formula, and no control."""


def export(lens: Lens, filters: Filters = EVERYTHING, notes: Notes | None = None) -> Iterator[str]:
    """The header, then a row for each entry that passes the filters.

    With notes, a last column has those on the entry, a line for each; other notes have no place.
    """
    write = csv.writer(ReturningFile()).writerow
    view = View(lens, filters, notes=notes)
    if notes is None:
        yield write(EntryRow._fields)
        for row in rows(lens, view.shown):
            yield write(map(cell, row))
    else:
        yield write((*EntryRow._fields, FIELD))
        for position, row in zip(view.shown, rows(lens, view.shown), strict=True):
            beside = "\n".join(notes_beside(view, position))
            yield write(map(cell, (*row, beside)))


def cell(text: str) -> str:
    """A text as a cell for spreadsheets and terminals: no formula, no control."""
    if _HARMLESS.fullmatch(text):
        return text
    return guarded("\n".join(paragraphs(text)))
