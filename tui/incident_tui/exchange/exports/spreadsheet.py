"""Workbooks for spreadsheets: Office Open XML, ECMA-376, in constant memory.

No text is a formula, a link or a number. The same sheets are the same bytes.
"""

import datetime as dt
import io
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.exceptions import FileCreateError

from incident_tui.exchange.exports.cell_lines import line_count
from incident_tui.exchange.exports.office_text import all_lines, office_text
from incident_tui.exchange.exports.tables import Cell, ColumnKind, Facts, Row, Sheet, Stamp, Table

MAX_ROWS = 1_048_576
"""The maximum number of rows of a sheet, by the specification of Excel."""
MAX_CELL_UNITS = 32_767
"""The maximum length of a text in a cell, in units of UTF-16, by the specification of Excel."""
CUT = "… (cut: a cell has no room for more)"

_HARMLESS = re.compile(r"[ -~]*")
"""Most texts: nothing to be shown in another way."""
_BLOCK_BYTES = 1 << 16
_LINE_PIXELS = 20
_MOST_LINES = 27
"""The maximum height of a row, by the specification of Excel: 409 points."""
_LISTED_ROWS = 500
"""Rows below a table that offer the values of lists, for rows to be added."""
_MAX_TITLE_CHARACTERS = 200
_MADE = dt.datetime(2000, 1, 1)
"""A fixed date of the file, so that the same sheets are the same bytes."""
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_AT_TOP = {"valign": "top"}
_WRAPPED = {"text_wrap": True, **_AT_TOP}
_HEAD = {"bold": True, "bottom": 1, "bg_color": "#E8ECEF", **_WRAPPED}
_FORMS: Mapping[str, Mapping[str, object]] = {
    "head": _HEAD,
    "derived head": _HEAD | {"bold": False, "italic": True, "font_color": "#666666"},
    # A cell of the format `@` takes what is typed as text: 13:12 does not become a time. Old
    # versions of Excel show no long text in it; sentences are marked as text by a quote instead.
    "word": {"num_format": "@", **_WRAPPED},
    "prose": {"quote_prefix": True, **_WRAPPED},
    "number": {"align": "left", **_AT_TOP},
    "nothing": {"italic": True, "font_color": "#666666", **_AT_TOP},
    "label": {"bold": True, **_WRAPPED},
    "day": {"num_format": "yyyy-mm-dd", "align": "left", **_AT_TOP},
    "minute": {"num_format": "yyyy-mm-dd hh:mm", "align": "left", **_AT_TOP},
    "second": {"num_format": "yyyy-mm-dd hh:mm:ss", "align": "left", **_AT_TOP},
    "millisecond": {"num_format": "yyyy-mm-dd hh:mm:ss.000", "align": "left", **_AT_TOP},
}
"""The formats of cells."""
_OF_BLANKS: Mapping[ColumnKind, str] = {
    "word": "word",
    "prose": "prose",
    "number": "number",
    "day": "day",
    "moment": "second",
}
"""The formats of cells without content, for what is typed into them."""
_LABEL_CHARACTERS, _WORDS_CHARACTERS = 20, 100
"""The widths of the columns of `Facts`."""


def written(sheets: Iterable[Sheet], title: str, most_rows: int = MAX_ROWS) -> Iterator[bytes]:
    """A workbook in pieces: an empty piece for each row of a table, then the file in blocks.

    A table with too many rows goes on in a further sheet: `Timeline 2`.

    Args:
        title: of the file, for its properties.
        most_rows: the maximum number of rows of a sheet, with the header.

    Raises:
        OSError: if the folder for temporary files has no room.
    """
    # Without buffers of its own, so that nothing is left to be written where a disk is full.
    with tempfile.TemporaryFile(buffering=0) as file:
        with _workbook(file) as book:
            short = office_text(title)[:_MAX_TITLE_CHARACTERS]
            book.set_properties({"title": short, "created": _MADE})
            forms = {name: book.add_format(form) for name, form in _FORMS.items()}
            for sheet in sheets:
                if isinstance(sheet, Table):
                    yield from _write_table(book, forms, sheet, most_rows)
                else:
                    _write_facts(book, forms, sheet)
        # The folder of the sheets is gone by now: a reader who goes away leaves no file behind.
        file.seek(0)
        while block := file.read(_BLOCK_BYTES):
            yield block


@contextmanager
def _workbook(file: io.FileIO) -> Iterator[Any]:
    """A workbook whose sheets are written to a folder, and to a file in the end.

    Raises:
        OSError: if there is no room for the file.
    """
    full: OSError | None = None
    with tempfile.TemporaryDirectory(prefix="incident-tui-", ignore_cleanup_errors=True) as folder:
        book = Workbook(file, _OPTIONS | {"tmpdir": folder})
        book.use_zip64()  # only where a sheet is larger than 4 GB
        try:
            yield book
        except BaseException:  # a workbook that nobody wants is not put together
            for sheet in book.worksheets():
                with suppress(OSError):
                    sheet._opt_close()  # or Windows could not take the folder away
            raise
        try:
            book.close()
        except FileCreateError as error:
            full = _without_room(error.args[0])
            # Where a ZIP file that is let go writes its end, which nobody has asked for.
            with open(os.devnull, "wb") as nowhere:
                os.dup2(nowhere.fileno(), file.fileno())
    if full:
        raise full  # here, where nothing holds on to the ZIP file


@contextmanager
def _in_folder() -> Iterator[None]:
    """Name the place of a fault of the sheets' files, which no user has named."""
    try:
        yield
    except OSError as error:
        raise _without_room(error) from None


def _without_room(error: OSError) -> OSError:
    """An error with the place in its words, and without the frames that hold on to files."""
    return OSError(error.errno, f"{error.strerror}, in the folder for temporary files")


def _write_table(
    book: Any, forms: Mapping[str, Any], table: Table, most_rows: int
) -> Iterator[bytes]:
    """Write a table, in as many sheets as it needs; yields an empty piece for each row."""
    part, row = 1, 1
    with _in_folder():
        sheet = _begun(book, forms, table, table.title)
    text_forms = [forms["prose" if column.kind == "prose" else "word"] for column in table.columns]
    widths = [column.width for column in table.columns[: table.printed or None]]
    for cells in table.rows:
        with _in_folder():
            if row == most_rows:
                _finish(sheet, table, row)
                part += 1
                sheet, row = _begun(book, forms, table, f"{table.title} {part}"), 1
            _set_height(sheet, row, cells, widths)
            for number, cell in enumerate(cells):
                if cell != "":
                    _write_cell(sheet, (row, number), cell, text_forms[number], forms)
        row += 1
        yield b""
    if row == 1 and table.nothing:
        _write_text(sheet, (1, 0), table.nothing, forms["nothing"])
    _finish(sheet, table, row)


def _begun(book: Any, forms: Mapping[str, Any], table: Table, name: str) -> Any:
    """A new sheet with the header of a table."""
    sheet, columns = book.add_worksheet(name), table.columns
    _set_height(sheet, 0, [one.title for one in columns], [one.width - 2 for one in columns])
    for number, column in enumerate(columns):
        sheet.set_column(number, number, column.width, forms[_OF_BLANKS[column.kind]])
        head = forms["derived head" if column.is_derived else "head"]
        _write_text(sheet, (0, number), column.title, head)
    return sheet


def _set_height(sheet: Any, row: int, cells: Row, widths: Sequence[float]) -> None:
    """Give a row the room that its texts need: LibreOffice shows the first line alone otherwise.

    Args:
        widths: of the columns that count, in characters.
    """
    texts = ((cell, width) for cell, width in zip(cells, widths, strict=False) if cell)
    most = max(
        (line_count(cell, width) for cell, width in texts if isinstance(cell, str)), default=1
    )
    # A pixel more, for Excel takes a row of its usual height as a row without a height.
    sheet.set_row_pixels(row, _LINE_PIXELS * min(most, _MOST_LINES) + 1)
    for kept in ("row_info", "row_sizes"):
        # The row before the row before is written, and XlsxWriter would keep its height for ever.
        getattr(sheet, kept, {}).pop(row - 2, None)


def _finish(sheet: Any, table: Table, count: int) -> None:
    """Set what a spreadsheet does with a sheet.

    Args:
        count: the number of rows, with the header.
    """
    last_row, last_column = max(count - 1, 1), len(table.columns) - 1
    sheet.freeze_panes(1, table.fixed)
    sheet.autofilter(0, 0, last_row, last_column)
    last_listed = min(last_row + _LISTED_ROWS, MAX_ROWS - 1)
    for number, column in enumerate(table.columns):
        if column.choices:
            choice = {"validate": "list", "source": [*column.choices]}
            sheet.data_validation(1, number, last_listed, number, choice)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{MAX_ROWS}"})
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, last_row, (table.printed or last_column + 1) - 1)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&R&P / &N")


def _write_facts(book: Any, forms: Mapping[str, Any], facts: Facts) -> None:
    sheet = book.add_worksheet(facts.title)
    sheet.set_column(0, 0, _LABEL_CHARACTERS)
    sheet.set_column(1, 1, _WORDS_CHARACTERS)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    for number, (label, words) in enumerate(row for row in facts.rows if row[1]):
        _set_height(sheet, number, (label, words), (_LABEL_CHARACTERS, _WORDS_CHARACTERS))
        _write_text(sheet, (number, 0), label, forms["label"])
        _write_text(sheet, (number, 1), words, forms["prose"])


def _write_cell(
    sheet: Any, place: tuple[int, int], cell: Cell, text_form: Any, forms: Mapping[str, Any]
) -> None:
    """Write a cell that is not empty."""
    match cell:
        case str():
            _write_text(sheet, place, cell, text_form)
        case Stamp(local, fineness):
            sheet.write_datetime(*place, local, forms[fineness])
        case dt.date():
            sheet.write_datetime(*place, cell, forms["day"])
        case _:
            sheet.write_number(*place, cell, forms["number"])


def _write_text(sheet: Any, place: tuple[int, int], text: str, form: Any) -> None:
    """Write a text, never a formula or a link; cut where a cell has no room."""
    words = text if _HARMLESS.fullmatch(text) else office_text(all_lines(text))
    if words.endswith("</r>"):
        words += " "  # XlsxWriter would write `<r>…</r>` as elements
    if len(words) > MAX_CELL_UNITS // 2:
        units = words.encode("utf-16-le")
        if len(units) > 2 * MAX_CELL_UNITS:
            kept = units[: 2 * (MAX_CELL_UNITS - len(CUT))]
            words = kept.decode("utf-16-le", errors="ignore") + CUT
    if words:
        sheet.write_string(*place, words, form)
