"""A file with sheets of cells, in the process of the reader."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence

from incident_tui.exchange.imports.spreadsheet.messages import SheetName
from incident_tui.exchange.imports.spreadsheet.texts import Value

Rows = Callable[[], Iterator[list[Value]]]
"""Yields the rows of a sheet from the first row and the first cell; can be called again."""

ANEW = "open it in a spreadsheet program and save it as .xlsx, or save the table as CSV"
"""The advice for a file with a fault."""


class UnreadableError(Exception):
    """A file or a sheet cannot be read; the message says why, and how to mend the file."""


class Book(ABC):
    """A file with sheets."""

    def __init__(self, sheets: Sequence[SheetName]) -> None:
        self.sheets = sheets
        """In the order of the file."""

    @abstractmethod
    def rows_of(self, number: int) -> Rows:
        """Return the rows of a sheet, by the number of the sheet from 0.

        Raises:
            UnreadableError: if the sheet cannot be read.
        """
