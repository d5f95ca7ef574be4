"""Rows of a CSV: encoding, delimiter, and the line of each row.

RFC 4180, extended to the files in use: delimited by commas, semicolons, tabs, bars or carets, in
UTF-8, UTF-16, UTF-32 or Windows-1252.
"""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TextIO

from incident_tui.exchange.imports.csv.swallowed import (
    MAX_CELL_CHARACTERS,
    Dialect,
    LongCells,
    has_swallowed,
)
from incident_tui.exchange.imports.foreign.values import clean
from incident_tui.exchange.imports.tables.table import Row
from incident_tui.exchange.printed.cells import unguarded

DELIMITERS = (",", ";", "\t", "|", "^")
MAX_LINE_CHARACTERS = 1024 * 1024
"""A longer line is read in pieces, which fit no row."""

_BLOCK_BYTES = 1024 * 1024
_SAMPLE_CHARACTERS = 64 * 1024
"""Length of the text in which the delimiter is looked for."""
_SAMPLE_ROWS = 50
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WITHOUT_BOM = {b"\0x\0x": "utf-16-be", b"x\0x\0": "utf-16-le"}
_NO_NUL = re.compile(rb"[^\0]")
_BAD_BYTE = re.compile("[\udc80-\udcff]")
"""A byte that is no UTF-8, as the error handler `surrogateescape` decodes it."""
_BEYOND_ASCII = re.compile(r"[^\0-\x7f]")
_SEPARATOR = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
"""The first line of a CSV from Excel, with the delimiter."""
_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)
"""A formula that keeps Excel from reading a text as a number: `="007"`."""
_GUARDS = ("=", "'")
"""What a guarded cell begins with."""
_ESCAPED = re.compile(r'\\(["\\])')
_ESCAPED_INSIDE = re.compile(r'\\"(?=[^",;\t|^\r\n])')
"""A quote after a backslash, as MySQL writes it: not doubled, and not at the end of a cell."""


class Encoding(NamedTuple):
    """The encoding of a text."""

    name: str
    is_sound: bool = True
    """Whether UTF-8 has no byte of another encoding."""

    @property
    def is_utf8(self) -> bool:
        """Whether the text is UTF-8, with a byte-order mark or without."""
        return self.name.startswith("utf-8")


def lines_not_utf8(path: Path) -> Iterator[int]:
    """Yield the 1-based numbers of the lines with a byte that is no UTF-8.

    Raises:
        OSError: if the file cannot be read.
    """
    with path.open(encoding="utf-8", errors="surrogateescape", newline="\n") as file:
        number, is_new = 0, True
        while piece := file.readline(MAX_LINE_CHARACTERS):
            number += is_new
            is_new = piece.endswith("\n")
            if _BAD_BYTE.search(piece):
                yield number


def _is_utf8_mostly(path: Path) -> bool:
    """Whether at least half of the characters beyond ASCII are UTF-8."""
    bad = beyond_ascii = 0
    with path.open(encoding="utf-8", errors="surrogateescape", newline="") as file:
        while text := file.read(MAX_LINE_CHARACTERS):
            bad += len(_BAD_BYTE.findall(text))
            beyond_ascii += len(_BEYOND_ASCII.findall(text))  # bad bytes among them
    return 2 * bad <= beyond_ascii


def encoding_of(path: Path) -> Encoding:
    """Return the encoding of a text: by the byte-order mark, or the first that fits.

    A file of which at least half of the characters beyond ASCII are UTF-8 is UTF-8; `rows` writes
    its other bytes as `\\xe9`, and `lines_not_utf8` has their lines.

    Raises:
        OSError: if the file cannot be read.
    """
    with path.open("rb") as file:
        start = file.read(4)
        for bom, name in _BOMS:
            if start.startswith(bom):
                return Encoding(name, bom != codecs.BOM_UTF8 or _fits(path, "utf-8"))
        if name := _WITHOUT_BOM.get(_NO_NUL.sub(b"x", start), ""):
            return Encoding(name)
    if _fits(path, "utf-8"):
        return Encoding("utf-8")
    if _is_utf8_mostly(path):
        return Encoding("utf-8", False)
    return Encoding("cp1252" if _fits(path, "cp1252") else "latin-1")


def _fits(path: Path, encoding: str) -> bool:
    """Whether an encoding can decode a file."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK_BYTES):
                decoder.decode(block)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def open_text(path: Path, encoding: str) -> TextIO:
    """Open a file for `rows`.

    Raises:
        OSError: if the file cannot be opened.
    """
    return path.open(encoding=encoding, errors="backslashreplace", newline="")


def rows(file: TextIO) -> Iterator[Row]:
    """Yield the rows of a file, without the `sep=` line of Excel.

    Raises:
        OSError: if the file cannot be read.
    """
    separator = _SEPARATOR.fullmatch(file.readline(MAX_LINE_CHARACTERS))
    start = file.tell() if separator else 0
    file.seek(start)
    sample = file.read(_SAMPLE_CHARACTERS)
    quote = quote_of(sample)
    delimiter = separator[1] if separator else delimiter_of(sample, quote)
    file.seek(start)
    lines = _CsvLines(file, 1 if separator else 0, bool(_ESCAPED_INSIDE.search(sample)))
    dialect = Dialect(delimiter, quote)
    if f"{delimiter} {quote}" in sample:
        spaced = dialect._replace(is_spaced=True)
        is_only_so = f"{delimiter}{quote}" not in sample
        dialect = spaced if is_only_so or spaced.fits_better(dialect, sample) else dialect
    yield from _rows(lines, dialect, dialect.width_of(sample))


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
