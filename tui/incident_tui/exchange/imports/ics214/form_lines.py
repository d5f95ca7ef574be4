"""The form in a text: lines of Markdown (CommonMark, with the tables of GFM) as rows of cells."""

import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from incident_tui.exchange.imports.foreign.values import clean, raw_of
from incident_tui.exchange.imports.tables.table import Row
from incident_tui.exchange.imports.tables.text_file import Line, TextFileTable, lines_of

_HEADING = re.compile(r"\s*#{1,6}\s+")
_BULLET = re.compile(r"\s*[-*+•]\s+")
_EMPHASIS = re.compile(r"\*\*|(?<![_\w])__(?=[^_\s])|(?<=[^_\s])__(?![_\w])")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_BETWEEN_CELLS = re.compile(r"(?<!\\)\|")
_WIDE_GAP = re.compile(r"\t+| {3,}")


class FormLines(TextFileTable):
    """A form in a text of lines."""

    def rows_of(self, text: TextIO) -> Iterator[Row]:
        """Yield a row for each line."""
        yield from rows_of_lines(lines_of(text))


def rows_of_lines(lines: Iterable[Line]) -> Iterator[Row]:
    """Yield a row for each line: the cells of a row of a table, or the whole line as a cell."""
    for line in lines:
        text = clean(line.text)
        cells = [] if line.fault else _cells(text)
        yield Row(line.number, raw_of(text), cells, line.fault)


def _cells(text: str) -> list[str]:
    """Return the cells of a line, without the marks of Markdown."""
    bare = text.strip()
    if bare.startswith("|"):
        inner = bare.removeprefix("|").removesuffix("|")
        return [_plain(cell.replace("\\|", "|")) for cell in _BETWEEN_CELLS.split(inner)]
    heading = _HEADING.match(text) or _BULLET.match(text)
    bare = _plain(text[heading.end() :] if heading else text)
    return [part for part in _WIDE_GAP.split(bare) if part] or [""]


def _plain(cell: str) -> str:
    return _EMPHASIS.sub("", _BREAK.sub("\n", cell)).strip()
