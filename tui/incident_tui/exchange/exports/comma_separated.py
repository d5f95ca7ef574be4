"""A row for each entry as comma-separated values (RFC 4180), with a header: for a spreadsheet.

The text is UTF-8 without a byte-order mark; in Excel, open it by Data › From Text/CSV. Control
characters are shown as characters. A cell that a spreadsheet would take for a formula has an
apostrophe before it, which an import takes off again.
"""

import csv
import re
from collections.abc import Iterator

from incident_tui.chronology.chronology import Chronology
from incident_tui.exchange.exports.columns import Row, rows
from incident_tui.exchange.printed.cells import guarded
from incident_tui.record.text import paragraphs

_HARMLESS = re.compile(r"([A-Za-z0-9][ -~]*)?")
"""What most cells are."""


class _Line:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def export(chronology: Chronology) -> Iterator[str]:
    """The header, then a row for each entry."""
    write = csv.writer(_Line()).writerow
    yield write(Row._fields)
    for row in rows(chronology):
        yield write(map(cell, row))


def cell(text: str) -> str:
    """A text as it can stand in a spreadsheet: nothing to obey, neither control nor formula."""
    if _HARMLESS.fullmatch(text):
        return text
    return guarded("\n".join(paragraphs(text)))
