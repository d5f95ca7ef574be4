"""Reads the export of a dispatch system, or a table with a column of times, from CSV.

The meaning of columns and rows is that of `tables.log`.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from incident_tui.exchange.imports.csv.rows import rows
from incident_tui.exchange.imports.foreign.files import ForeignFile, each_file
from incident_tui.exchange.imports.landing.protocol import Found, Importer, Looked, Wishes
from incident_tui.exchange.imports.tables.log import look_at_tables, read_tables
from incident_tui.exchange.imports.tables.table import Row
from incident_tui.exchange.imports.tables.text_file import TextFileTable

_ENDINGS = (".csv", ".tsv", ".txt", ".log")


def read(paths: Sequence[Path], wishes: Wishes) -> Iterator[Found]:
    """Read files, or folders of files, row by row."""
    yield from read_tables(_tables(paths), paths, wishes)


def look(paths: Sequence[Path], wishes: Wishes) -> Iterator[Looked]:
    """Read the first rows, and say what the columns hold and what the rows leave open."""
    yield from look_at_tables(_tables(paths), wishes)


IMPORTER = Importer(read, look)


def _tables(paths: Sequence[Path]) -> Iterator["CsvTable | Found"]:
    yield from each_file(paths, _ENDINGS, "no CSV by its name", _table)


def _table(file: ForeignFile) -> Iterator["CsvTable"]:
    yield CsvTable(file.path)


class CsvTable(TextFileTable):
    """The table in a file of CSV."""

    def rows_of(self, text: TextIO) -> Iterator[Row]:
        """Yield the rows of the open file."""
        yield from rows(text)
