"""Workbooks that tests import."""

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import xlsxwriter

Cell = str | float | bool | dt.date | dt.time | dt.timedelta | None
FORMATS: Mapping[type, str] = {
    dt.datetime: "yyyy-mm-dd hh:mm:ss",
    dt.date: "yyyy-mm-dd",
    dt.time: "hh:mm",
    dt.timedelta: "[h]:mm:ss",
}
"""The formats of cells, by the type of the value."""


def workbook(sheets: Mapping[str, Iterable[Sequence[Cell]]], **options: Any) -> bytes:
    """A workbook with the cells of each sheet."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, **options}) as book:
        formats = {kind: book.add_format({"num_format": form}) for kind, form in FORMATS.items()}
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if cell is not None:
                        sheet.write(number, column, cell, formats.get(type(cell)))
    return file.getvalue()
