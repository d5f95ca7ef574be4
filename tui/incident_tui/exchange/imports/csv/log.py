"""Reads the export of a dispatch system, or a table with a column of times, from CSV.

The meaning of columns and rows is that of `tables.log`.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TextIO

from incident_tui.exchange.imports.csv.rows import rows
from incident_tui.exchange.imports.foreign.beginning import Beginning
from incident_tui.exchange.imports.foreign.files import ForeignFile, each_file
from incident_tui.exchange.imports.landing.protocol import Found, Importer, Looked, Wishes
from incident_tui.exchange.imports.tables.header import HEADER_WITHIN_ROWS, header_of
from incident_tui.exchange.imports.tables.log import look_at_tables, read_tables
from incident_tui.exchange.imports.tables.table import Row
from incident_tui.exchange.imports.tables.text_file import TextFileTable

_ENDINGS = (".csv", ".tsv", ".txt", ".log")


def read(paths: Sequence[Path], wishes: Wishes) -> Iterator[Found]:
    """Read files, or folders of files, row by row."""
    yield from read_tables(_tables(paths, wishes), paths, wishes)


def look(paths: Sequence[Path], wishes: Wishes) -> Iterator[Looked]:
    """Read the first rows, and say what the columns hold and what the rows leave open."""
    yield from look_at_tables(_tables(paths, wishes), wishes)


def knows(beginning: Beginning) -> bool:
    """Whether a file is a text with a column of times."""
    if not beginning.is_text or beginning.keys or beginning.text.lstrip().startswith("<"):
        return False
    header = header_of([*islice(rows(beginning.stream()), HEADER_WITHIN_ROWS)], {})
    return header is not None and header.has_times


IMPORTER = Importer(read, look, knows)


def _tables(paths: Sequence[Path], wishes: Wishes) -> Iterator["CsvTable | Found"]:
    def table(file: ForeignFile) -> Iterator[CsvTable]:
        yield CsvTable(file.path, wishes.encoding)

    yield from each_file(paths, _ENDINGS, "no CSV by its name", table)


class CsvTable(TextFileTable):
    """The table in a file of CSV."""

    def rows_of(self, text: TextIO) -> Iterator[Row]:
        """Yield the rows of the open file."""
        yield from rows(text)
