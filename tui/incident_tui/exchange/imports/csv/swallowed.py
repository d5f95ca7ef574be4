"""Rows that a stray quote has swallowed into one: told from a cell with several lines.

A quote such as the inch mark of `"6 inch pipe` opens a cell, and a quote many rows later closes it.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from incident_tui.exchange.imports.tables.notations import shape_of

MAX_CELL_CHARACTERS = 512 * 1024
"""A longer cell is taken for a quote that is not closed."""

_SAMPLE_ROWS = 50
_MIN_WIDTH = 3
"""A row below this width is too much like a line of text with a comma."""
_TIMES = ("date", "clock", "moment", "count")
_DATED = ("date", "moment", "count")


class Dialect(NamedTuple):
    """How the cells of a file are told apart."""

    delimiter: str = ","
    quote: str = '"'
    is_spaced: bool = False
    """Whether a space follows each delimiter, before a quote."""

    def reader(self, lines: Iterable[str], strict: bool = False) -> Iterator[list[str]]:
        """Return the rows of lines; if `strict`, a misplaced quote is an error of `csv`."""
        return csv.reader(
            lines,
            delimiter=self.delimiter,
            quotechar=self.quote,
            skipinitialspace=self.is_spaced,
            strict=strict,
        )

    def width_of(self, sample: str) -> int:
        """Return the number of cells that most rows of a text have; 0 if none has two."""
        return self._usual_width(sample)[0]

    def fits_better(self, other: "Dialect", sample: str) -> bool:
        """Whether more rows of a text have the usual width than in another dialect."""
        return self._usual_width(sample)[1] > other._usual_width(sample)[1]

    def _usual_width(self, sample: str) -> tuple[int, int]:
        """Return the number of cells that most rows have, and the number of those rows."""
        found = islice(self.reader(sample.splitlines(keepends=True)), _SAMPLE_ROWS)
        try:
            widths = Counter(len(row) for row in found if len(row) > 1)
        except csv.Error:
            return 0, 0
        return max(widths.items(), key=lambda item: item[1], default=(0, 0))

    def cells_as_written(self, line: str) -> list[str]:
        """Return the cells of a line, in which a quote closes a cell at its end alone.

        A quote behind a delimiter opens a cell.
        """
        quote, delimiter = map(re.escape, (self.quote, self.delimiter))
        end = rf"[ ]*(?={delimiter}|$)"
        inside = rf"[^{quote}]|(?<!{delimiter}){quote}(?!{end})"
        cell = re.compile(rf"[ ]*{quote}((?:{inside})*){quote}{end}")
        cells, at, line = list[str](), 0, line.rstrip("\r\n")
        while at <= len(line):
            if match := cell.match(line, at):
                cells.append(match[1].replace(self.quote * 2, self.quote))
                at = match.end() + 1
            else:
                stop = line.find(self.delimiter, at)
                stop = len(line) if stop < 0 else stop
                cells.append(line[at:stop])
                at = stop + 1
        return cells

    def cells_of(self, line: str) -> list[str]:
        """Return the cells of a line alone, as if no quote went on beyond it."""
        try:
            return next(self.reader([line]), [])
        except csv.Error:
            return []


class LongCells:
    """Lets `csv` read cells up to `MAX_CELL_CHARACTERS` in a `with` block, and no longer.

    A class, since a generator as a context manager takes as long as the reading of a row.
    """

    def __enter__(self) -> None:
        self._usual = csv.field_size_limit(MAX_CELL_CHARACTERS)

    def __exit__(self, *error: object) -> None:
        csv.field_size_limit(self._usual)


def has_swallowed(lines: Sequence[str], cells: Sequence[str], dialect: Dialect, width: int) -> bool:
    """Whether the lines of a row are rows themselves, because a quote was opened by mistake.

    They are if the lines below the first have the cells of a row, and times where the first
    has some; and if the row that they make together has another width or a quote within a cell.
    A sound row of three or more cells is taken apart only if its lines have dates: then a quote
    at the end of a later row has closed the cell. Text has a space behind its commas; where rows
    have none, such lines are text.

    Args:
        lines: the lines of the row, two at least.
        cells: the cells of the row.
        dialect: how cells are told apart.
        width: the number of cells of the file's rows.
    """
    first = dialect.cells_of(lines[0])
    below = [row for line in lines[1:] if line.strip() for row in [dialect.cells_of(line)]]
    # A row without a time has swallowed rows that have times.
    times = _times_in(first) or _times_in(below[0] if below else [])
    alike = sum(
        len(row) >= width
        and _is_spaced(row[:width]) <= _is_spaced(first)
        and all(shape_of(row[at]) == shape for at, shape in times.items() if at < width)
        for row in below
    )
    is_wide = bool(times) and width >= _MIN_WIDTH
    is_dated = is_wide and not {*_DATED}.isdisjoint(times.values())
    needed = 2 * len(below) / 3 if is_wide else len(below)
    if width < 2 or not alike or alike < needed:
        return False
    return len(cells) != width or is_dated or not is_strict(lines, dialect)


def _times_in(cells: Sequence[str]) -> dict[int, str]:
    """Return the cells that are times, each with the shape."""
    return {at: shape for at, cell in enumerate(cells) if (shape := shape_of(cell)) in _TIMES}


def _is_spaced(cells: Sequence[str]) -> bool:
    """Whether a space follows a delimiter."""
    return any(cell.startswith(" ") for cell in cells[1:])


def is_strict(lines: Sequence[str], dialect: Dialect) -> bool:
    """Whether each closing quote stands at the end of its cell."""
    try:
        with LongCells():
            for _ in dialect.reader(lines, strict=True):
                pass
    except csv.Error:
        return False
    return True
