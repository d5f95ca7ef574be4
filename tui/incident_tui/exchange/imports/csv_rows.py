"""Rows of a CSV of any make: its encoding, its delimiter, and where each row stands.

RFC 4180 where the file keeps it; commas, semicolons, tabs or bars, and UTF-8, UTF-16 or
Windows-1252, where it does not.
"""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TextIO

from incident_tui.exchange.imports.foreign import clean
from incident_tui.exchange.printed.cells import unguarded

DELIMITERS = (",", ";", "\t", "|")
LONGEST = 1024 * 1024
"""Characters of a line; what is longer is read in pieces, which fit no row."""

_BLOCK = 1024 * 1024
_SAMPLE = 64 * 1024
"""Characters that tell the delimiter."""
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
"""The line with which Excel tells the delimiter."""


class Row(NamedTuple):
    """A row, and where it stands."""

    line: int
    """Its first line, from 1."""
    raw: str
    """The row as it stands in the file, without its line end."""
    cells: list[str]
    """Without the apostrophes that keep a spreadsheet from computing some."""
    fault: str = ""
    """Why it is no row of CSV."""


def encoding_of(path: Path) -> str:
    """The encoding of a text, by its byte-order mark or else by what it can be.

    Raises:
        OSError: if it cannot be read.
    """
    with path.open("rb") as file:
        start = file.read(4)
        for bom, name in _BOMS:
            if start.startswith(bom):
                return name
        if name := _WITHOUT_BOM.get(_NO_NUL.sub(b"x", start), ""):
            return name
    return next((one for one in ("utf-8", "cp1252") if _is(path, one)), "latin-1")


def _is(path: Path, encoding: str) -> bool:
    """Whether a file is a text of an encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                decoder.decode(block)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def rows(path: Path, encoding: str) -> Iterator[Row]:
    """The rows of a file, one after the other; its `sep=` line is none.

    Raises:
        OSError: if it cannot be read on.
    """
    with path.open(encoding=encoding, errors="backslashreplace", newline="") as file:
        first = file.readline(LONGEST)
        said = _SEPARATOR.fullmatch(first)
        start = file.tell() if said else 0
        file.seek(start)
        delimiter = said[1] if said else delimiter_of(file.read(_SAMPLE))
        file.seek(start)
        yield from _rows(_Lines(file, 1 if said else 0), delimiter)


def delimiter_of(sample: str) -> str:
    """The delimiter that cuts a text into rows of the same width, and the widest of those."""
    best, most = ",", (0.0, 0)
    for delimiter in DELIMITERS:
        lines = sample.splitlines(keepends=True)
        try:
            found = list(islice(csv.reader(lines, delimiter=delimiter), _SAMPLE_ROWS))
        except csv.Error:
            continue
        widths = Counter(len(row) for row in found if any(row))
        width, count = max(widths.items(), key=lambda one: one[1], default=(0, 0))
        score = (count / max(widths.total(), 1), width)
        if width > 1 and score > most:
            best, most = delimiter, score
    return best


class _Lines:
    """The lines of a file, and those of the row that is read."""

    def __init__(self, file: TextIO, number: int) -> None:
        self._file = file
        self.number = number
        """Of the line read last, from 1."""
        self.row: list[str] = []
        """The lines since this was emptied."""
        self._inside = False
        """Whether the next piece is of the same line."""

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._file.readline(LONGEST)
        if not line:
            raise StopIteration
        self.number += not self._inside
        self._inside = not line.endswith(("\n", "\r"))
        self.row.append(line)
        return line


def _rows(lines: _Lines, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(lines, delimiter=delimiter)
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
        yield Row(first, clean(raw), [unguarded(clean(cell)) for cell in cells], fault)
