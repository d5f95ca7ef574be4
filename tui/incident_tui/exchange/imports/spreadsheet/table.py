"""A sheet of a workbook as a table, whose cells are named as spreadsheets name them."""

import re
from collections.abc import Iterator

import msgspec

from incident_tui.exchange.imports.foreign.files import ForeignFile
from incident_tui.exchange.imports.foreign.values import clean, identifier
from incident_tui.exchange.imports.landing.protocol import Advance
from incident_tui.exchange.imports.spreadsheet.messages import Line
from incident_tui.exchange.imports.spreadsheet.workbook import UnpackedSheet
from incident_tui.exchange.imports.tables.table import Row, Table

_PLAIN_NAME = re.compile(r"[^\W\d][\w.]*")
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*(?:[Cc]\d*)?|[Cc]\d*", re.ASCII)
"""Names of sheets which are also names of cells: `Feb29`, `R1C1`."""
_LETTERS = 26


class SheetTable(Table):
    """The table in a sheet."""

    def __init__(self, file: ForeignFile, name: str, sheet: UnpackedSheet) -> None:
        """Name the table.

        Args:
            file: the workbook.
            name: of the sheet.
            sheet: the rows of the sheet.
        """
        title = f"{file.name} · {name}"
        super().__init__(f"{file.path}#{name}", title, file.path.stem, name)
        self._names = clean(file.name), clean(name)
        self._sheet = sheet
        self._line = 0

    @property
    def source(self) -> str:
        """The id of the sheet as a source of a record."""
        return identifier(*self._names)

    def fault(self) -> str:
        """Return why the sheet cannot be read."""
        return self._sheet.fault

    def rows(self) -> Iterator[Row]:
        """Yield the rows with content."""
        decode = msgspec.json.Decoder(Line).decode
        with self._sheet.path.open("rb") as file:
            for line in file:
                self._line, cells = decode(line)
                yield Row(self._line, "\t".join(cells), cells)

    def advance(self) -> Advance | None:
        """Return the number of the last row so far."""
        return Advance(self._line, self._sheet.last)

    def place(self, line: int, column: int) -> str:
        """Return the name of a cell, `'Call log'!B17`; of a whole row, `'Call log'!17:17`."""
        cell = f"{column_letters(column)}{line}" if column >= 0 else f"{line}:{line}"
        return f"{sheet_in_reference(self._names[1])}!{cell}"


def column_letters(column: int) -> str:
    """Return the letters of a column by the number from 0: `A`, `Z`, `AA`."""
    letters = ""
    while column >= 0:
        column, letter = divmod(column, _LETTERS)
        letters = chr(ord("A") + letter) + letters
        column -= 1
    return letters


def sheet_in_reference(name: str) -> str:
    """Return the name of a sheet before a `!`: a plain word, or in quotation marks."""
    if _PLAIN_NAME.fullmatch(name) and not _LIKE_A_CELL.fullmatch(name):
        return name
    return "'{}'".format(name.replace("'", "''"))
