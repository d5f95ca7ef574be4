"""Rows of a CSV: delimiter, and the line of each row.

RFC 4180, extended to the files in use: delimited by commas, semicolons, tabs, bars or carets.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple, TextIO

from incident_tui.exchange.imports.csv.swallowed import (
    MAX_CELL_CHARACTERS,
    Dialect,
    LongCells,
    has_swallowed,
)
from incident_tui.exchange.imports.foreign.encodings import MAX_LINE_CHARACTERS
from incident_tui.exchange.imports.foreign.values import clean
from incident_tui.exchange.imports.tables.table import Row
from incident_tui.exchange.printed.cells import unguarded

DELIMITERS = (",", ";", "\t", "|", "^")
_SAMPLE_CHARACTERS = 64 * 1024
"""Length of the text in which the delimiter is looked for."""
_SAMPLE_ROWS = 50
_SEPARATOR = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
"""The first line of a CSV from Excel, with the delimiter."""
_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)
"""A formula that keeps Excel from reading a text as a number: `="007"`."""
_GUARDS = ("=", "'")
"""What a guarded cell begins with."""
_ESCAPED = re.compile(r'\\(["\\])')
_ESCAPED_INSIDE = re.compile(r'\\"(?=[^",;\t|^\r\n])')
"""A quote after a backslash, as MySQL writes it: not doubled, and not at the end of a cell."""


class Sample(NamedTuple):
    """The beginning of a text, by which the delimiter and the quotation marks are found."""

    text: str
    """Without the `sep=` line of Excel."""
    delimiter: str = ""
    """The delimiter in that line; "" for a text without the line."""


def sample_of(file: TextIO) -> Sample:
    """Return the beginning of a text for `rows`.

    Raises:
        OSError: if the text cannot be read.
    """
    first = file.readline(MAX_LINE_CHARACTERS)
    separator = _SEPARATOR.fullmatch(first)
    if separator:
        return Sample(file.read(_SAMPLE_CHARACTERS), separator[1])
    return Sample(first + file.read(max(_SAMPLE_CHARACTERS - len(first), 0)))


def rows(file: TextIO, sample: Sample) -> Iterator[Row]:
    """Yield the rows of a text, without the `sep=` line of Excel.

    Args:
        file: the text, from the beginning.
        sample: the beginning of the text.

    Raises:
        OSError: if the text cannot be read.
    """
    if sample.delimiter:
        file.readline(MAX_LINE_CHARACTERS)
    quote = quote_of(sample.text)
    delimiter = sample.delimiter or delimiter_of(sample.text, quote)
    has_escapes = bool(_ESCAPED_INSIDE.search(sample.text))
    lines = _CsvLines(file, 1 if sample.delimiter else 0, has_escapes)
    dialect = Dialect(delimiter, quote)
    if f"{delimiter} {quote}" in sample.text:
        spaced = dialect._replace(is_spaced=True)
        is_only_so = f"{delimiter}{quote}" not in sample.text
        is_better = is_only_so or spaced.fits_better(dialect, sample.text)
        dialect = spaced if is_better else dialect
    yield from _rows(lines, dialect, dialect.width_of(sample.text))


def quote_of(sample: str) -> str:
    """Return the quotation mark around the cells: `'` where every line begins and ends with it."""
    lines = sample.splitlines()[: _SAMPLE_ROWS - 1]  # the last line of a sample may be cut
    whole = [line for line in lines if line.strip()]
    is_single = all(len(line) > 1 and line[0] == line[-1] == "'" for line in whole)
    return "'" if whole and is_single else '"'


def delimiter_of(sample: str, quote: str = '"') -> str:
    """Return the delimiter that cuts most rows of a text to an equal width; of ties, the widest."""
    best, most = ",", (0.0, 0)
    for delimiter in DELIMITERS:
        lines = sample.splitlines(keepends=True)
        try:
            reader = csv.reader(lines, delimiter=delimiter, quotechar=quote)
            found = list(islice(reader, _SAMPLE_ROWS))
        except csv.Error:
            continue
        widths = Counter(len(row) for row in found if any(row))
        width, count = max(widths.items(), key=lambda item: item[1], default=(0, 0))
        score = (count / max(widths.total(), 1), width)
        if width > 1 and score > most:
            best, most = delimiter, score
    return best


class _CsvLines:
    """The lines of a file; remembers the lines of the row under way."""

    def __init__(self, file: TextIO, number: int, has_escapes: bool) -> None:
        self._file = file
        self._has_escapes = has_escapes
        """Whether a backslash before a quote means the quote itself, for RFC 4180 two quotes."""
        self._again: list[str] = []
        """The lines to be read once more, the next one last."""
        self.ended = False
        """Whether a row asked for a line beyond the last one."""
        self.number = number
        """1-based number of the last line."""
        self.row: list[str] = []
        """The lines of the row under way."""
        self._inside = False
        """Whether the next piece continues the line."""
        self._before = number, False
        """The number of the last line before the row, and whether the row continues the line."""

    def __iter__(self) -> "_CsvLines":
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else self._file.readline(MAX_LINE_CHARACTERS)
        if not line:
            self.ended = True
            raise StopIteration
        self.number += not self._inside
        self._inside = not line.endswith(("\n", "\r"))
        self.row.append(line)
        return self._read(line)

    def row_as_read(self) -> list[str]:
        """Return the lines of the row as `csv` reads them."""
        return list(map(self._read, self.row))

    def begin_row(self) -> None:
        """Begin a row with the next line."""
        self.row, self._before = [], (self.number, self._inside)

    def begin_again(self) -> None:
        """Read the lines of the row once more."""
        self._again += reversed(self.row)
        self.number, self._inside = self._before
        self.ended = False
        self.row.clear()

    def leave_all_but_first(self) -> None:
        """Keep the first line of the row, which is whole, and read the others once more."""
        others = self.row[1:]
        self._again += reversed(others)
        self.number -= sum(piece.endswith(("\n", "\r")) for piece in others[:-1]) + 1
        self._inside = self.ended = False
        del self.row[1:]

    def _read(self, line: str) -> str:
        return _ESCAPED.sub(_as_doubled, line) if self._has_escapes else line


def _as_doubled(escaped: re.Match[str]) -> str:
    """Return a quote as RFC 4180 writes it within a cell, and a backslash as itself."""
    return '""' if escaped[1] == '"' else "\\"


def _rows(lines: _CsvLines, dialect: Dialect, width: int) -> Iterator[Row]:
    reader, long_cells = dialect.reader(lines, strict=True), LongCells()
    while True:
        lines.begin_row()
        first, cells, fault, is_strict = lines.number + 1, list[str](), "", True
        try:
            with long_cells:
                try:
                    cells = next(reader)
                except csv.Error:
                    is_strict = False
                    lines.begin_again()
                    cells = next(dialect.reader(lines))
        except StopIteration:
            return
        except csv.Error as error:
            fault = f"no row of CSV: {error}"
        # Into an open quote, `csv` takes the rest of the file, or as much as a cell may hold.
        is_first_whole = len(lines.row) > 1 and lines.row[0].endswith(("\n", "\r"))
        if is_first_whole and (
            fault or lines.ended or has_swallowed(lines.row_as_read(), cells, dialect, width)
        ):
            within = f" within {MAX_CELL_CHARACTERS:,} characters" if fault else ""
            lines.leave_all_but_first()
            fault = f"a quote opened in line {first} is not closed{within}"
            cells, reader = [], dialect.reader(lines, strict=True)
        if cells and not is_strict and len(lines.row) == 1:
            [line] = lines.row_as_read()  # of which `csv` leaves out some quotes
            cells = dialect.cells_as_written(line)
        raw = "".join(lines.row).rstrip("\r\n")
        text = clean(raw)
        if text != raw:
            cells = list(map(clean, cells))
        texts = [_unguarded(cell) if cell.startswith(_GUARDS) else cell for cell in cells]
        yield Row(first, text, texts, fault)


def _unguarded(cell: str) -> str:
    """Return a cell without what guards it against spreadsheets."""
    as_text = _AS_TEXT.fullmatch(cell)  # not behind an apostrophe, which guards the formula itself
    return as_text[1] if as_text else unguarded(cell)
