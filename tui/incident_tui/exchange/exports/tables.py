"""Tables for workbooks as plain values: columns, and rows of cells."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

FIRST_YEAR = 1901
"""Before, the days of spreadsheets are wrong, or do not exist."""

Fineness = Literal["minute", "second", "millisecond"]
"""The smallest part of a moment that a cell shows."""


class Stamp(NamedTuple):
    """A moment as a date of the spreadsheet, on the clocks that the title of the column names."""

    local: dt.datetime
    """Without a zone."""
    fineness: Fineness


Cell = str | int | float | dt.date | Stamp
"""A text, which keeps its line ends, a number, a day or a moment; "" for nothing."""
Row = Sequence[Cell]

ColumnKind = Literal["word", "prose", "number", "day", "moment"]
"""What a column is of: `word` is a text such as `13:12` or `=`, `prose` a text of sentences.

A cell may be a text in every column, as a month in a column of days.
"""


class Column(NamedTuple):
    """A column of a table."""

    title: str
    width: float
    """In characters."""
    choices: tuple[str, ...] = ()
    """The values of a closed vocabulary, which a spreadsheet then offers; () for any value."""
    kind: ColumnKind = "word"
    is_derived: bool = False
    """Whether the cells follow from other cells, and are not read when a workbook comes back."""


class Table(NamedTuple):
    """A sheet with a header, and a row for each value."""

    title: str
    """At most 28 characters."""
    columns: Sequence[Column]
    rows: Iterable[Row]
    nothing: str = ""
    """Words below the header of a table without rows; "" for no words."""
    fixed: int = 0
    """The number of first columns that stay in sight."""
    printed: int = 0
    """The number of first columns that are printed; 0 for all."""


class Facts(NamedTuple):
    """A sheet with a label and words in each row; a row without words is left out."""

    title: str
    rows: Iterable[tuple[str, str]]


Sheet = Table | Facts


def day_of(text: str) -> dt.date | None:
    """The day of an ISO 8601 date, if a spreadsheet has it; None for a month, or another text."""
    try:
        found = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.year >= FIRST_YEAR else None
