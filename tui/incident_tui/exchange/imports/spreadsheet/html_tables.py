"""Tables in HTML, which dispatch systems and websites save under the name of a workbook (.xls)."""

import codecs
import re
from pathlib import Path

from incident_tui.exchange.imports.foreign.html import plain_text
from incident_tui.exchange.imports.spreadsheet.books import Book, Rows, UnreadableError
from incident_tui.exchange.imports.spreadsheet.merged import Area, filled
from incident_tui.exchange.imports.spreadsheet.messages import SheetName
from incident_tui.exchange.imports.spreadsheet.texts import Value

MAX_HTML_BYTES = 128 * 1024 * 1024

_TAG = re.compile(r"<(/?)(table|tr|td|th)\b([^<>]*)>", re.IGNORECASE)
_SPAN = re.compile(r"\b(col|row)span\s*=\s*[\"']?(\d{1,4})", re.IGNORECASE | re.ASCII)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]{1,40})", re.IGNORECASE)
_HEAD_BYTES = 4 * 1024
"""Bytes at the beginning, in which the encoding is named."""
_MOST_COLUMNS = 1_000
"""Columns of a row; a cell beyond them is of no log."""


class HtmlBook(Book):
    """The tables of a file of HTML, as sheets named by their numbers."""

    def __init__(self, path: Path) -> None:
        """Read a file.

        Raises:
            UnreadableError: if the file is too large, or has no table.
        """
        with path.open("rb") as file:
            data = file.read(MAX_HTML_BYTES + 1)
        if len(data) > MAX_HTML_BYTES:
            words = f"this is HTML, and larger than {MAX_HTML_BYTES >> 20} MB; save it as CSV"
            raise UnreadableError(words)
        self._tables = _tables_in(_decoded(data))
        if not self._tables:
            raise UnreadableError("this is HTML without a table, and no workbook")
        super().__init__([SheetName(f"table {n + 1}") for n in range(len(self._tables))])

    def rows_of(self, number: int) -> Rows:
        """Return the rows of a table, each with the values of merged cells from above."""
        table = self._tables[number]
        return lambda: filled(([*row] for row in table.rows), table.areas)


class _Table:
    """A table while the cells are read."""

    def __init__(self) -> None:
        self.rows: list[list[Value]] = []
        self.areas: list[Area] = []
        """The cells over several rows."""
        self._taken: dict[int, int] = {}
        """From a column to the number of rows, from the last row on, covered by a cell."""

    def begin_row(self) -> None:
        """Begin a row, in which cells from above may cover some columns."""
        self._taken = {at: rows - 1 for at, rows in self._taken.items() if rows > 1}
        self.rows.append([])

    def add(self, text: str, columns: int, rows: int) -> None:
        """Add a cell to the last row.

        Args:
            text: the text.
            columns: the number of columns covered by the cell.
            rows: the number of rows covered by the cell.
        """
        row, line = self.rows[-1], len(self.rows) - 1
        while len(row) in self._taken:
            row.append("")
        at, columns = len(row), min(columns, _MOST_COLUMNS - len(row))
        if columns < 1:
            return
        row += [text, *[""] * (columns - 1)]
        if rows > 1:
            self.areas.append(((line, at), (line + rows - 1, len(row) - 1)))
            self._taken |= dict.fromkeys(range(at, len(row)), rows)


def _tables_in(html: str) -> list[_Table]:
    """Return the tables with rows, in the order of their beginnings; also tables in cells."""
    tables: list[_Table] = []
    around: list[_Table] = []
    cell: re.Match[str] | None = None
    html += "</td>"  # of a file that was cut
    for tag in _TAG.finditer(html):
        if cell is not None:
            spans = {one[0].lower(): max(int(one[1]), 1) for one in _SPAN.findall(cell[3])}
            text = plain_text(html[cell.end() : tag.start()])
            around[-1].add(text, spans.get("col", 1), spans.get("row", 1))
            cell = None
        name, is_end = tag[2].lower(), bool(tag[1])
        if name == "table" and not is_end:
            around.append(_Table())
            tables.append(around[-1])
        elif not around or (is_end and name != "table"):
            continue
        elif name == "table":
            around.pop()
        else:
            if name == "tr" or not around[-1].rows:
                around[-1].begin_row()
            cell = None if name == "tr" else tag
    return [table for table in tables if any(map(any, table.rows))]


def _decoded(data: bytes) -> str:
    """Return HTML as text: UTF-16, UTF-8, the encoding named in the text, or Windows-1252."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        named = _CHARSET.search(data, 0, _HEAD_BYTES)
    try:
        return data.decode(named[1].decode() if named else "cp1252", errors="replace")
    except (LookupError, UnicodeError):  # no encoding of texts
        return data.decode("cp1252", errors="replace")
