"""The messages between the import and the process of the reader, a line of JSON each."""

import msgspec


class SheetName(msgspec.Struct, frozen=True):
    """A sheet of a workbook, before the cells are read."""

    name: str
    is_hidden: bool = False
    is_other: bool = False
    """Whether the sheet is a chart, a dialog or a macro, and no table."""


class Contents(msgspec.Struct, frozen=True):
    """The first message: the sheets of the workbook."""

    sheets: list[SheetName] = []
    fault: str = ""
    """Why the file cannot be read, and how to mend the file; "" without a fault."""


class Order(msgspec.Struct, frozen=True):
    """Asks for the rows of a sheet."""

    number: int
    """Of the sheet, from 0."""
    path: str
    """The file to write: a `Line` of JSON for each row with content."""
    most_rows: int
    """Rows to write at most; 0 for all."""


class Unpacked(msgspec.Struct, frozen=True):
    """The rows of a sheet were written."""

    last: int = 0
    """The 1-based number of the last written row; 0 for an empty sheet."""
    fault: str = ""
    """Why the sheet cannot be read, and how to mend the file; "" without a fault."""


Line = tuple[int, list[str]]
"""A row in the file of an order: the number from 1, and the texts of the cells from the first."""
