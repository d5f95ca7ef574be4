"""Reads the export of a dispatch system, or a table with a column of times, from CSV.

The meaning of columns and rows is that of `tables.log`. A compressed file is read as the table in
it, and a zip as the tables in it.
"""

import functools
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TextIO

from incident_tui.exchange.imports.csv.rows import rows, sample_of
from incident_tui.exchange.imports.foreign.beginning import Beginning
from incident_tui.exchange.imports.foreign.contents import (
    Content,
    beginnings_in,
    bytes_done,
    contents_of,
    wants_content,
)
from incident_tui.exchange.imports.foreign.encodings import (
    Encoding,
    encoding_fault,
    encoding_of,
    lines_not_utf8,
    open_text,
)
from incident_tui.exchange.imports.foreign.files import ForeignFile, files
from incident_tui.exchange.imports.foreign.unpacking import UnpackingError
from incident_tui.exchange.imports.landing.protocol import (
    Advance,
    Found,
    Importer,
    Looked,
    Origin,
    Passed,
    Remark,
    Wishes,
)
from incident_tui.exchange.imports.tables.header import HEADER_WITHIN_ROWS, header_of
from incident_tui.exchange.imports.tables.log import look_at_tables, read_tables
from incident_tui.exchange.imports.tables.table import Row, Table
from incident_tui.record.files import reason, stays_inside
from incident_tui.record.source_text import MAX_TEXT_BYTES

_ENDINGS = (".csv", ".tsv", ".txt", ".log")
_OTHERWISE = "no CSV by its name"
_ROWS_ARE_KEPT = "the rows above are kept"


def read(paths: Sequence[Path], wishes: Wishes) -> Iterator[Found]:
    """Read files, or folders of files, row by row."""
    yield from read_tables(_tables(paths, wishes), paths, wishes)


def look(paths: Sequence[Path], wishes: Wishes) -> Iterator[Looked]:
    """Read the first rows, and say what the columns hold and what the rows leave open."""
    yield from look_at_tables(_tables(paths, wishes), wishes)


def knows(beginning: Beginning) -> bool:
    """Whether a file is a text with a column of times, or holds such a text packed."""
    return any(map(_is_table, beginnings_in(beginning, _ENDINGS)))


def _is_table(beginning: Beginning) -> bool:
    """Whether a file is a text with a column of times."""
    if not beginning.is_text or beginning.keys or beginning.text.lstrip().startswith("<"):
        return False
    found = rows(beginning.stream(), sample_of(beginning.stream()))
    header = header_of([*islice(found, HEADER_WITHIN_ROWS)], {})
    return header is not None and header.has_times


IMPORTER = Importer(read, look, knows)


def _tables(paths: Sequence[Path], wishes: Wishes) -> Iterator["CsvTable | Found"]:
    for file in files(paths):
        if not isinstance(file, ForeignFile):
            yield file
        elif not wants_content(file, _ENDINGS):
            yield Passed(Origin(str(file.path)), _OTHERWISE)
        else:
            for content in contents_of(file, _ENDINGS, _OTHERWISE):
                if isinstance(content, Content):
                    yield CsvTable(content, wishes.encoding)
                else:
                    yield content


class CsvTable(Table):
    """The table in a file of CSV."""

    def __init__(self, content: Content, encoding: str = "") -> None:
        """Name the table.

        Args:
            content: the bytes of the file.
            encoding: the name of the encoding from the user; "" for none.
        """
        super().__init__(content.path, content.title, Path(content.title).stem)
        self._content = content
        self._wanted_encoding = encoding
        self._text: TextIO | None = None

    def fault(self) -> str:
        """Return why the file cannot be read: the encoding that the user named is none."""
        return encoding_fault(self._wanted_encoding)

    @functools.cached_property
    def _encoding(self) -> Encoding:
        return encoding_of(self._content.open, self._wanted_encoding)

    def remarks(self) -> Iterator[Remark]:
        """Name the encoding, if it is unusual, and each line with a byte that is no UTF-8."""
        if self._encoding.is_utf8 and not self._encoding.is_sound:
            yield from self._bad_bytes()
        elif words := self._encoding.remark:
            yield Remark(self.origin(0), words)

    def rows(self) -> Iterator[Row]:
        """Yield the rows; what cannot be unpacked is a row with a fault."""
        line = 0
        try:
            with self._open() as text:
                sample = sample_of(text)
            with self._open() as text:
                around, self._text = self._text, text  # a reading can pause for a whole other one
                try:
                    for row in rows(text, sample):
                        line = row.line
                        yield row
                finally:
                    self._text = around
        except UnpackingError as error:
            yield Row(line + 1, "", [], f"{reason(error)}; {_ROWS_ARE_KEPT}")

    def advance(self) -> Advance | None:
        """Return the number of bytes read."""
        if self._text is None:
            return None
        return Advance(bytes_done(self._text.buffer), self._content.size)

    def path_within(self, folder: Path) -> str:
        """Return the path of the text, which is UTF-8 and small enough to be shown."""
        file = self._content.file
        if file is None or not (self._encoding.is_utf8 and self._encoding.is_sound):
            return ""
        try:
            inside = file.resolve().relative_to(folder.resolve()).as_posix()
            fits = file.stat().st_size <= MAX_TEXT_BYTES
        except (OSError, ValueError):
            return ""
        return inside if fits and stays_inside(folder, inside) else ""

    def _open(self) -> TextIO:
        return open_text(self._content.open, self._encoding.name)

    def _bad_bytes(self) -> Iterator[Remark]:
        """Name the first line with a byte that is no UTF-8, and the number of the lines."""
        lines = lines_not_utf8(self._content.open)
        if first := next(lines, 0):
            further = sum(1 for _ in lines)
            lines_word = "line" if further == 1 else "lines"
            more = f", and in {further} further {lines_word}" if further else ""
            yield Remark(self.origin(first), f"a byte that is no UTF-8, here{more}: read as \\xNN")
