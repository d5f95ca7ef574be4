"""Workbooks in tests, as a library reads them that is not the one that writes them."""

import io
from functools import cache
from typing import Any

from python_calamine import CalamineWorkbook

from incident_tui.notes.notes import Notes
from incident_tui.review.filters import EVERYTHING, Filters
from incident_tui.review.lens import Lens
from tests.exchange.exports.exported import exported_bytes
from tests.exchange.exports.reports import Make

Cells = dict[str, Any]
"""From the title of a column to the cell; a title is without its zone."""


def grids_in(content: bytes) -> dict[str, list[list[Any]]]:
    """From the name of each sheet to its rows, header and all."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for name in book.sheet_names
    }


def rows_in(content: bytes, sheet: str) -> list[Cells]:
    """The rows of a sheet below its header."""
    head, *rows = grids_in(content)[sheet]
    titles = [str(title).partition(" [")[0] for title in head]
    return [dict(zip(titles, row, strict=True)) for row in rows]


@cache
def whole(make: Make) -> bytes:
    """The workbook of a record as a whole."""
    return exported_bytes("xlsx", Lens(make()))


def rows_of(
    sheet: str, lens: Lens, filters: Filters = EVERYTHING, notes: Notes | None = None
) -> list[Cells]:
    """The rows of a sheet of the workbook of a view."""
    return rows_in(exported_bytes("xlsx", lens, filters, notes), sheet)
