"""A table: rows of cells, in a file of CSV, in a sheet of a workbook or in a database."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from incident_tui.exchange.imports.foreign.values import clean, identifier
from incident_tui.exchange.imports.landing.protocol import Advance, Origin, Remark


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


class Table(ABC):
    """A table of a source, which can be read from its first row any number of times."""

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

    @property
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
