"""A table: rows of cells, in a file of CSV, in a sheet of a workbook or in a database."""

import functools
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from incident_tui.exchange.imports.foreign.values import clean, identifier
from incident_tui.exchange.imports.landing.protocol import (
    Advance,
    ImportedItem,
    Need,
    Origin,
    Remark,
)
from incident_tui.exchange.imports.tables.definitions import Definitions
from incident_tui.record.vocabulary import EntryKind, SourceKind


class Row(NamedTuple):
    """A row, and its place in the table."""

    line: int
    """1-based number of the row; in a text, of its first line."""
    raw: str
    """The text of the row as it stands in the table."""
    cells: list[str]
    """The texts of the cells."""
    fault: str = ""
    """Why the row cannot be read; "" for a sound row."""
    heading: str = ""
    """The date that stands above the row, for the rows below: perhaps with a time of day."""


class About(NamedTuple):
    """The words of a table on itself, beside the rows."""

    kind: SourceKind | None = None
    """The kind of source; None where the columns tell the kind."""
    author: str = ""
    note: str = ""
    """The words around the rows, for the note of the source."""
    title: str = ""
    """The title of the incident."""
    agency: str = ""
    """The name of the agency that acts in rows that name none."""


class Table(ABC):
    """A table of a source, which can be read from its first row any number of times."""

    is_in_order = False
    """Whether each row was written after the row above, as in a log that a person keeps.

    A time of day without a date is then of the day of the time above, or of the next day where the
    clock goes back.
    """
    entry_kind: EntryKind = "cad_event"
    """The kind of an entry whose row shows no other kind."""

    def __init__(self, path: str, title: str, file: str = "", sheet: str = "") -> None:
        """Name the table.

        Args:
            path: where the table is, for the user: the path of a file, or an address.
            title: the title of the table as a source.
            file: the name of the file, without its ending; "" for no file.
            sheet: the name of the sheet; "" for no sheet.
        """
        self.path = clean(path)
        self.title = clean(title)
        self.file = clean(file)
        self.sheet = clean(sheet)
        self.url = ""
        """The address of the table as a source; "" for a table of this machine."""

    @functools.cached_property
    def source(self) -> str:
        """The id of the table as a source of a record."""
        return identifier(self.title)

    @abstractmethod
    def fault(self) -> str:
        """Return why the table cannot be read, and what to do; "" for a table that can.

        Raises:
            OSError: if a file cannot be read.
        """

    @abstractmethod
    def rows(self) -> Iterator[Row]:
        """Yield the rows from the first; only of a table without a fault.

        Raises:
            OSError: if a file cannot be read.
        """

    def remarks(self) -> Iterator[Remark]:
        """Yield what the user should know of the table as a whole, before its rows.

        Raises:
            OSError: if a file cannot be read.
        """
        yield from ()

    def about(self) -> About:
        """Return the words of the table on itself; only of a table without a fault."""
        return About()

    def define(self, definitions: Definitions) -> Iterator[ImportedItem]:
        """Define the units and persons that the table lists beside the rows, and yield persons.

        Args:
            definitions: takes the units and agencies.
        """
        yield from ()

    def left_open(self) -> Collection[Need]:
        """Return options that would say what the table leaves open, besides those of the rows."""
        return ()

    def key(self, row: Row) -> str:
        """Return the text that the id of a row's entry is made of.

        Rows of equal keys are repetitions, in this table and in others of a record.
        """
        return "\x1f".join(row.cells)

    def origin(self, line: int) -> Origin:
        """Return the place of a row for the user; 0 for the whole table."""
        return Origin(self.path, line)

    def place(self, line: int, column: int) -> str:
        """Return the place of a cell in a citation: `L17`.

        Args:
            line: the number of the row.
            column: the number of the column, from 0; -1 for the whole row.
        """
        return f"L{line}"

    def advance(self) -> Advance | None:
        """Return how far `rows` has come; None if the length of the table is not known."""
        return None

    def path_within(self, folder: Path) -> str:
        """Return the path of the table's text from the folder of a record; "" if none is there."""
        return ""
