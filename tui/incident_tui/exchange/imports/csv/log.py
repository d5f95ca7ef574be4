"""Reads the export of a dispatch system, or a table with a column of times, from CSV.

The meaning of columns and rows is that of `tables.log`.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TextIO

from incident_tui.exchange.imports.csv.rows import (
    Encoding,
    encoding_of,
    lines_not_utf8,
    open_text,
    rows,
)
from incident_tui.exchange.imports.foreign.beginning import Beginning
from incident_tui.exchange.imports.foreign.files import ForeignFile, each_file, packed_words
from incident_tui.exchange.imports.landing.protocol import (
    Advance,
    Found,
    Importer,
    Looked,
    Remark,
    Wishes,
)
from incident_tui.exchange.imports.tables.header import HEADER_WITHIN_ROWS, header_of
from incident_tui.exchange.imports.tables.log import look_at_tables, read_tables
from incident_tui.exchange.imports.tables.table import Row, Table
from incident_tui.record.files import opened_file, stays_inside
from incident_tui.record.source_text import MAX_TEXT_BYTES

MAX_FILE_BYTES = 16 * 1024 * 1024 * 1024
"""Size of a file, which is read row by row."""

_ENDINGS = (".csv", ".tsv", ".txt", ".log")


def read(paths: Sequence[Path], wishes: Wishes) -> Iterator[Found]:
    """Read files, or folders of files, row by row."""
    yield from read_tables(_tables(paths), paths, wishes)


def look(paths: Sequence[Path], wishes: Wishes) -> Iterator[Looked]:
    """Read the first rows, and say what the columns hold and what the rows leave open."""
    yield from look_at_tables(_tables(paths), wishes)


def knows(beginning: Beginning) -> bool:
    """Whether a file is a text with a column of times."""
    if not beginning.is_text or beginning.keys or beginning.text.lstrip().startswith("<"):
        return False
    header = header_of([*islice(rows(beginning.stream()), HEADER_WITHIN_ROWS)], {})
    return header is not None and header.has_times


IMPORTER = Importer(read, look, knows)


def _tables(paths: Sequence[Path]) -> Iterator["CsvTable | Found"]:
    yield from each_file(paths, _ENDINGS, "no CSV by its name", _table)


def _table(file: ForeignFile) -> Iterator["CsvTable"]:
    yield CsvTable(file.path)


class CsvTable(Table):
    """The table in a file of CSV."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path), path.name)
        self._file = path
        self._encoding = Encoding("utf-8")
        self._text: TextIO | None = None
        self._size = 0

    def fault(self) -> str:
        """Return why the file is no text that can be read."""
        file, failure = opened_file(self._file, MAX_FILE_BYTES, "import it in parts")
        if file is None:
            return failure
        file.close()
        return packed_words(self._file)

    def remarks(self) -> Iterator[Remark]:
        """Find the encoding, and name each line with a byte that is no UTF-8."""
        self._encoding = encoding_of(self._file)
        if not self._encoding.is_sound:
            yield from self._bad_bytes()
        if self._encoding.name in ("cp1252", "latin-1"):
            yield Remark(self.origin(0), "this is no UTF-8; read as Windows-1252")

    def rows(self) -> Iterator[Row]:
        """Yield the rows."""
        self._size = self._file.stat().st_size
        with open_text(self._file, self._encoding.name) as text:
            around, self._text = self._text, text  # a reading can pause for a whole other one
            try:
                yield from rows(text)
            finally:
                self._text = around

    def advance(self) -> Advance | None:
        """Return the number of bytes read."""
        return Advance(self._text.buffer.tell(), self._size) if self._text else None

    def path_within(self, folder: Path) -> str:
        """Return the path of the text, which is UTF-8 and small enough to be shown."""
        if not (self._encoding.is_utf8 and self._encoding.is_sound):
            return ""
        try:
            inside = self._file.resolve().relative_to(folder.resolve()).as_posix()
            fits = self._file.stat().st_size <= MAX_TEXT_BYTES
        except (OSError, ValueError):
            return ""
        return inside if fits and stays_inside(folder, inside) else ""

    def _bad_bytes(self) -> Iterator[Remark]:
        """Name the first line with a byte that is no UTF-8, and the number of the lines."""
        lines = lines_not_utf8(self._file)
        if first := next(lines, 0):
            further = sum(1 for _ in lines)
            lines_word = "line" if further == 1 else "lines"
            more = f", and in {further} further {lines_word}" if further else ""
            yield Remark(self.origin(first), f"a byte that is no UTF-8, here{more}: read as \\xNN")
