"""Columns without names: the time, unit, status, place and text by the cells alone.

A column of moments is the time, or a column of times of day, or of dates. The text is the column
with the longest words that are no address and no name of a unit. Other columns have a number.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from incident_tui.exchange.imports.tables.days import days_of_times
from incident_tui.exchange.imports.tables.notations import Shape, says_nothing, shape_of
from incident_tui.exchange.imports.tables.status_words import status_of

_MOST = 0.9
"""The part of a column's cells that have a shape, for the column to have the shape."""
_LETTERS = re.compile(r"[^\W\d_]{2}")
_UNIT = re.compile(r"^\s*[^\W\d_]\D{0,14}\d{1,4}[A-Za-z]?\s*\Z")
"""What may be the name of a unit, and is no text: E7, Engine 12."""
_ADDRESS = re.compile(
    r"\b(?:st|street|ave?|avenue|rd|road|blvd|ln|lane|dr|drive|ct|hwy|pkwy|block|str|stra(?:ß|ss)e)\b",
    re.IGNORECASE,
)
_UNIT_WORD = re.compile(
    r"(?:engine|ladder|truck|medic|rescue|squad|battalion|ambulance|unit|tower|tanker|tender|brush"
    r"|chief|car|patrol|hlf|lf|tlf|dlk|rw|elw|gw|rtw|ktw|nef|naw|vsav|fpt|epa|vsr|bup|bul|aps|as"
    r"|autopompa|tankautospuit)[ -]?\d{1,4}(?:[-/]\d{1,3}){0,3}[a-z]?",
    re.IGNORECASE,
)
"""The name of a unit, with a word for its kind."""
_UNIT_CODE = re.compile(r"[a-z]{1,3}[ -]?\d{1,4}[a-z]?", re.IGNORECASE)
"""What may be the code of a unit, beside a column of statuses: E7, MED 12."""
_DEGREES = re.compile(r"-?\d{1,3}\.\d{4,12}", re.ASCII)
"""With four decimals, to some 10 m: fewer may be another measure."""


class _Column(NamedTuple):
    """A column without a name."""

    at: int
    """The number of the column, from 0."""
    name: str
    cells: Sequence[str]
    """The cells that say something."""
    shapes: Counter[Shape]

    def is_of(self, shape: Shape) -> bool:
        """Whether nearly all cells have a shape."""
        return bool(self.cells) and self.shapes[shape] >= _MOST * len(self.cells)

    def are(self, test: Callable[[str], bool]) -> bool:
        """Whether nearly all cells pass a test."""
        return bool(self.cells) and sum(map(test, self.cells)) >= _MOST * len(self.cells)

    def share(self, pattern: re.Pattern[str]) -> float:
        """Return the part of the cells in which a pattern is found."""
        return sum(bool(pattern.search(cell)) for cell in self.cells) / max(len(self.cells), 1)

    def is_degrees(self, most: float) -> bool:
        """Whether each cell is a number of degrees from -most to most, with four decimals."""
        return bool(self.cells) and all(
            _DEGREES.fullmatch(cell.strip()) and abs(float(cell)) <= most for cell in self.cells
        )


def number_name(at: int) -> str:
    """Return a name for a column without a name, by the number from 0: `column 1`."""
    return f"column {at + 1}"


def columns_by_cells(rows: Sequence[Sequence[str]]) -> tuple[list[str], Mapping[str, str]]:
    """Return a name for each column of rows without a header, and the columns of some fields.

    Args:
        rows: the first rows of the file.
    """
    columns = [
        _Column(at, number_name(at), cells, Counter(map(shape_of, cells)))
        for at in range(max(map(len, rows), default=0))
        for cells in [[row[at] for row in rows if at < len(row) and not says_nothing(row[at])]]
    ]
    names = [column.name for column in columns]
    filled = [column for column in columns if 2 * len(column.cells) >= len(rows)]
    fields = _times(filled, rows)
    rest = [column for column in filled if column.name not in fields.values()]
    fields |= _parties(rest)
    rest = [column for column in rest if column.name not in fields.values()]
    for north, east in pairwise(columns):
        if north.is_degrees(90) and east.is_degrees(180):
            fields |= {"latitude": north.name, "longitude": east.name}
            break
    if text := _text(rest):
        fields["text"] = text
    return names, fields


def _parties(columns: Sequence[_Column]) -> dict[str, str]:
    """Return the columns of the unit, of its status and of the place, as far as there are some."""
    found = {}
    statuses = [column for column in columns if column.are(lambda cell: bool(status_of(cell)))]
    patterns = (_UNIT_WORD, _UNIT_CODE) if len(statuses) == 1 else (_UNIT_WORD,)
    for pattern in patterns:
        units = [column for column in columns if column.are(partial(_matches, pattern))]
        if len(units) == 1 and "unit" not in found:
            found["unit"] = units[0].name
    if "unit" in found and len(statuses) == 1:
        found["status"] = statuses[0].name
    places = [column for column in columns if column.share(_ADDRESS) >= _MOST]
    if len(places) == 1:
        found["location"] = places[0].name
    return found


def _matches(pattern: re.Pattern[str], cell: str) -> bool:
    return bool(pattern.fullmatch(cell.strip()))


def _times(columns: Sequence[_Column], rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """Return the columns of the time and the date; none if no column holds times."""
    clock = next((column.name for column in columns if column.is_of("clock")), "")
    moments, dates = (
        _days([column for column in columns if column.is_of(shape)], rows, bool(clock))
        for shape in ("moment", "date")
    )
    if moments:
        return {"time": moments[0]}
    if clock:  # of several dates beside it, the user says which is meant
        return {"time": clock, "date": dates[0]} if len(dates) == 1 else {"time": clock}
    return {"time": dates[0]} if dates else {}


def _days(
    columns: Sequence[_Column], rows: Sequence[Sequence[str]], beside_clock: bool
) -> list[str]:
    """Return the names of the columns of dates that can date the entries."""
    names = {column.at: column.name for column in columns}
    cells = {at: [row[at] if at < len(row) else "" for row in rows] for at in names}
    return [names[at] for at in days_of_times(cells, beside_clock)]


def text_by_cells(names: Sequence[str], cells: Sequence[Sequence[str]]) -> str:
    """Return the name of the column of text; "" if no column holds words.

    Args:
        names: the names of the columns.
        cells: the cells of each column that say something.
    """
    pairs = enumerate(zip(names, cells, strict=True))
    return _text([_Column(at, name, of_one, Counter()) for at, (name, of_one) in pairs if of_one])


def _text(columns: Sequence[_Column]) -> str:
    """Return the column of text; "" if no column holds words."""
    of_words = [column for column in columns if column.share(_LETTERS) >= 0.5]
    for other in (_UNIT, _ADDRESS):
        of_words = [column for column in of_words if column.share(other) < 0.5] or of_words
    lengths = [sum(map(len, column.cells)) / len(column.cells) for column in of_words]
    return of_words[lengths.index(max(lengths))].name if lengths else ""
