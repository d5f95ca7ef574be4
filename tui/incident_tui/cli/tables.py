"""Sheets as tables on standard output, cut to the width of a terminal, whole in a pipe."""

import sys
from collections.abc import Iterable, Iterator
from itertools import islice

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from incident_tui.exchange.printed.sheets import Cells, Sheet, SheetRows
from incident_tui.record.text import visible

_BLOCK = 1_000
"""Rows measured together; a wider cell further down widens its column from its block on."""


def print_sheets(several: Iterable[Sheet], heads: bool = False) -> None:
    """Print sheets, a line for each row, as their rows come.

    Args:
        heads: whether to print the names of columns.
    """
    out = _Terminal() if sys.stdout.isatty() else _Pipe()
    for number, sheet in enumerate(several):
        if number:
            out.line("")
        out.title(visible(sheet.title))
        for line in _lines(sheet, heads, out.widest):
            out.line(line)
        if sheet.remark:
            out.line(visible(sheet.remark))


class _Pipe:
    """Lines as they are, and no sequence for a terminal."""

    widest = sys.maxsize
    """The maximum width, in cells, of every column except the last."""

    def line(self, text: str) -> None:
        sys.stdout.write(f"{text}\n")

    title = line


class _Terminal:
    """Lines cut to the width of the terminal, titles bold."""

    def __init__(self) -> None:
        self._console = Console(force_terminal=True, highlight=False)
        self.widest = self._console.width // 3

    def line(self, text: str, style: str = "") -> None:
        self._console.print(Text(text, style=style), no_wrap=True, overflow="ellipsis", crop=True)

    def title(self, text: str) -> None:
        self.line(text, "bold")


def _lines(sheet: Sheet, heads: bool, widest: int) -> Iterator[str]:
    """The rows of a sheet in columns; `widest` limits every column except the last."""
    widths = [0] * len(sheet.columns)
    first = True
    for block in _blocks(sheet.rows):
        rows = [sheet.columns, *block] if heads and first and sheet.columns else block
        first = False
        yield from _aligned(rows, widths, widest)
    if first:
        yield "none"


def _blocks(rows: SheetRows) -> Iterator[list[Cells]]:
    left = iter(rows)
    while block := [*islice(left, _BLOCK)]:
        yield block


def _aligned(rows: list[Cells], widths: list[int], widest: int) -> Iterator[str]:
    """Rows in columns, widened as needed; the last column takes the remaining room."""
    shown = [[_cut(visible(cell), widest) for cell in row[:-1]] for row in rows]
    for number, column in enumerate(zip(*shown, strict=True)):
        widths[number] = max(widths[number], *map(cell_len, column))
    for cells, row in zip(shown, rows, strict=True):
        padded = [set_cell_size(cell, width) for cell, width in zip(cells, widths, strict=False)]
        yield "  ".join([*padded, visible(row[-1])]).rstrip()


def _cut(text: str, width: int) -> str:
    return text if cell_len(text) <= width else set_cell_size(text, width - 1) + "…"
