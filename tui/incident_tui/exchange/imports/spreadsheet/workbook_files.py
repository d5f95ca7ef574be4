"""Workbooks of spreadsheet programs, known by their content, whatever the name of the file.

XLSX and XLSM are ECMA-376, XLSB is MS-XLSB, XLS is MS-XLS, ODS is OpenDocument 1.3.
"""

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from incident_tui.exchange.imports.spreadsheet.books import ANEW, Book, Rows, UnreadableError
from incident_tui.exchange.imports.spreadsheet.merged import filled
from incident_tui.exchange.imports.spreadsheet.messages import SheetName
from incident_tui.exchange.imports.spreadsheet.ods_merged import CONTENT, merged_in_ods
from incident_tui.exchange.imports.spreadsheet.texts import Value, with_durations
from incident_tui.exchange.imports.spreadsheet.xlsb_merged import WORKBOOK, merged_in_xlsb

MAX_UNPACKED_BYTES = 8 * 1024 * 1024 * 1024
"""Size of the files in a workbook together, which are packed in a zip."""


class WorkbookFile(Book):
    """A workbook."""

    def __init__(self, path: Path) -> None:
        """Open a workbook.

        Raises:
            UnreadableError: if the file is damaged, locked, too large, or no workbook.
        """
        self._path = path
        names = _names_in_zip(path)
        self._is_ods, self._is_xlsb = CONTENT in names, WORKBOOK in names
        self._book = _opened(path)
        super().__init__(
            [
                SheetName(
                    sheet.name,
                    is_hidden=sheet.visible != SheetVisibleEnum.Visible,
                    is_other=sheet.typ != SheetTypeEnum.WorkSheet,
                )
                for sheet in self._book.sheets_metadata
            ]
        )

    def rows_of(self, number: int) -> Rows:
        """Return the rows of a sheet, each with the values of merged cells from above."""
        try:
            sheet = self._book.get_sheet_by_index(number)
            areas = sheet.merged_cell_ranges or []
            if self._is_ods:
                areas = merged_in_ods(self._path, number)
            elif self._is_xlsb:
                areas = merged_in_xlsb(self._path, number)
        except (CalamineError, OSError) as error:
            raise UnreadableError(f"cannot be read: {error}; {ANEW}") from None
        return lambda: filled(self._rows(sheet), areas)

    def _rows(self, sheet: CalamineSheet) -> Iterator[list[Value]]:
        """Yield the rows of a sheet."""
        if sheet.start is None:  # which has no cell
            return iter(())
        before: list[Value] = [""] * sheet.start[1]
        rows: Iterator[list[Value]] = sheet.iter_rows()
        if before:
            rows = (before + row for row in rows)
        return with_durations(rows) if self._is_ods else rows


def _names_in_zip(path: Path) -> Sequence[str]:
    """Return the names of the files in a workbook; none for a file of another kind.

    Raises:
        UnreadableError: if the zip is damaged, holds no workbook, or is too large when unpacked.
    """
    with path.open("rb") as file:
        if file.read(2) != b"PK":
            return ()
    try:
        with zipfile.ZipFile(path) as packed:
            found = packed.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise UnreadableError(f"the file is damaged, or not whole: {error}") from None
    if sum(one.file_size for one in found) > MAX_UNPACKED_BYTES:
        most = MAX_UNPACKED_BYTES >> 30
        raise UnreadableError(f"unpacked it is larger than {most} GB; save the table as CSV")
    names = [one.filename for one in found]
    if CONTENT not in names and not any(name.startswith("xl/") for name in names):
        raise UnreadableError("this is a zip, and no workbook; unpack it first")
    return names


def _opened(path: Path) -> CalamineWorkbook:
    """Open a workbook by the ending of the name, or else by the content.

    Raises:
        UnreadableError: if the library refuses the file.
    """
    try:
        return CalamineWorkbook.from_path(path)
    except PasswordError:
        words = "it is protected with a password; save a copy without one"
        raise UnreadableError(words) from None
    except CalamineError as error:
        first = error
    try:
        with path.open("rb") as file:
            return CalamineWorkbook.from_filelike(file)
    except CalamineError:
        raise UnreadableError(f"cannot be read as a workbook: {first}; {ANEW}") from None
