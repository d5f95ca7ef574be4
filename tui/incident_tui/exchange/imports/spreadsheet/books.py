"""A file with sheets of cells, as the process that reads it sees the file."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence

from incident_tui.exchange.imports.spreadsheet.messages import SheetName
from incident_tui.exchange.imports.spreadsheet.texts import Value

Rows = Callable[[], Iterator[list[Value]]]
"""Yields the rows of a sheet from the first, each from its first cell; any number of times."""

ANEW = "open it in a spreadsheet program and save it as .xlsx, or save the table as CSV"
"""What to do with a file that cannot be read."""


class UnreadableError(Exception):
    """A file, or a sheet in it, cannot be read; the message says why, and what to do."""


class Book(ABC):
    """A file with sheets."""

    def __init__(self, sheets: Sequence[SheetName]) -> None:
        self.sheets = sheets
        """In the order of the file."""

    @abstractmethod
    def rows_of(self, number: int) -> Rows:
        """Return the rows of a sheet, by its number from 0.

        Raises:
            UnreadableError: if the sheet cannot be read.
        """
