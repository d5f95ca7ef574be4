"""Rows of a CSV: encoding, delimiter, and the line of each row.

RFC 4180, extended to the files in use: delimited by commas, semicolons, tabs or bars, in UTF-8,
UTF-16, UTF-32 or Windows-1252.
"""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TextIO

from incident_tui.exchange.imports.foreign.values import clean
from incident_tui.exchange.printed.cells import unguarded

DELIMITERS = (",", ";", "\t", "|")
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
_SEPARATOR = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
"""The first line of a CSV from Excel, with the delimiter."""


class CsvRow(NamedTuple):
    """A row, and its place in the file."""

    line: int
    """1-based number of the first line."""
    raw: str
    """The text of the row in the file, without the line end."""
    cells: list[str]
    """Without the apostrophe that keeps a spreadsheet from computing a cell."""
    fault: str = ""
    """Why the text is no row of CSV; "" for a sound row."""


def encoding_of(path: Path) -> str:
    """Return the encoding of a text: by the byte-order mark, or the first that fits.

    Raises:
        OSError: if the file cannot be read.
    """
    with path.open("rb") as file:
        start = file.read(4)
        for bom, name in _BOMS:
            if start.startswith(bom):
                return name
        if name := _WITHOUT_BOM.get(_NO_NUL.sub(b"x", start), ""):
            return name
    return next((name for name in ("utf-8", "cp1252") if _fits(path, name)), "latin-1")


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


def rows(path: Path, encoding: str) -> Iterator[CsvRow]:
    """Yield the rows of a file, without the `sep=` line of Excel.

    Raises:
        OSError: if the file cannot be read.
    """
    with path.open(encoding=encoding, errors="backslashreplace", newline="") as file:
        separator = _SEPARATOR.fullmatch(file.readline(MAX_LINE_CHARACTERS))
        start = file.tell() if separator else 0
        file.seek(start)
        sample = file.read(_SAMPLE_CHARACTERS)
        quote = quote_of(sample)
        delimiter = separator[1] if separator else delimiter_of(sample, quote)
        file.seek(start)
        yield from _rows(_CsvLines(file, 1 if separator else 0), delimiter, quote)


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

    def __init__(self, file: TextIO, number: int) -> None:
        self._file = file
        self.number = number
        """1-based number of the last line."""
        self.row: list[str] = []
        """The lines since the list was last emptied."""
        self._inside = False
        """Whether the next piece continues the line."""

    def __iter__(self) -> "_CsvLines":
        return self

    def __next__(self) -> str:
        line = self._file.readline(MAX_LINE_CHARACTERS)
        if not line:
            raise StopIteration
        self.number += not self._inside
        self._inside = not line.endswith(("\n", "\r"))
        self.row.append(line)
        return line


def _rows(lines: _CsvLines, delimiter: str, quote: str) -> Iterator[CsvRow]:
    reader = csv.reader(lines, delimiter=delimiter, quotechar=quote)
    while True:
        first, lines.row = lines.number + 1, []
        cells, fault = [], ""
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            fault = f"no row of CSV: {error}"
        raw = "".join(lines.row).rstrip("\r\n")
        yield CsvRow(first, clean(raw), [unguarded(clean(cell)) for cell in cells], fault)
