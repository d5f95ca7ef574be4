"""Reads the export of a dispatch system, or a table with a column of times, from CSV.

The meaning of columns and rows is that of `tables.log`. A compressed file is read as the table in
it, and a zip as the tables in it.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TextIO

from incident_tui.exchange.imports.csv.rows import rows, sample_of
from incident_tui.exchange.imports.foreign.beginning import Beginning
from incident_tui.exchange.imports.foreign.contents import Content, beginnings_in
from incident_tui.exchange.imports.landing.protocol import Found, Importer, Looked, Wishes
from incident_tui.exchange.imports.tables.header import HEADER_WITHIN_ROWS, header_of
from incident_tui.exchange.imports.tables.log import look_at_tables, read_tables
from incident_tui.exchange.imports.tables.table import Row
from incident_tui.exchange.imports.tables.text_file import TextFileTable, tables_in

_ENDINGS = (".csv", ".tsv", ".txt", ".log")
_OTHERWISE = "no CSV by its name"


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
    def table(content: Content) -> CsvTable:
        return CsvTable(content, wishes.encoding)

    yield from tables_in(paths, _ENDINGS, _OTHERWISE, table)


class CsvTable(TextFileTable):
    """The table in a file of CSV."""

    def rows_of(self, text: TextIO) -> Iterator[Row]:
        """Yield the rows of the open text."""
        with self.open() as beginning:
            sample = sample_of(beginning)
        yield from rows(text, sample)
