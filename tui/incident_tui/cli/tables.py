"""Sheets as tables for standard output, cut to the width of a terminal, whole in a pipe."""

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
_MIN_LAST_CELLS = 24
"""The room that the last column keeps as long as other columns can be left out."""
_GAP = "  "
"""Stands between two columns."""


def sheet_lines(several: Iterable[Sheet], heads: bool = False) -> Iterator[str]:
    """Sheets in lines of text, each with its end, as their rows come.

    Args:
        heads: whether to have the names of columns.
    """
    out = _Terminal() if sys.stdout.isatty() else _Pipe()
    for number, sheet in enumerate(several):
        if number:
            yield out.line("")
        yield out.title(visible(sheet.title))
        yield from map(out.line, _lines(sheet, heads, out.width))
        if sheet.remark:
            yield out.line(visible(sheet.remark))


class _Pipe:
    """Lines as they are, and no sequence for a terminal."""

    width = sys.maxsize
    """In cells."""

    def line(self, text: str) -> str:
        return f"{text}\n"

    title = line


class _Terminal:
    """Lines cut to the width of the terminal, titles bold."""

    def __init__(self) -> None:
        self._console = Console(force_terminal=True, highlight=False)
        self.width = self._console.width

    def line(self, text: str, style: str = "") -> str:
        with self._console.capture() as line:
            self._console.print(
                Text(text, style=style), no_wrap=True, overflow="ellipsis", crop=True
            )
        return line.get()

    def title(self, text: str) -> str:
        return self.line(text, "bold")


def _lines(sheet: Sheet, heads: bool, width: int) -> Iterator[str]:
    """The rows of a sheet in columns, in at most `width` cells but for the last column."""
    widths = [0] * len(sheet.columns)
    left_out: list[str] = []
    first = True
    for block in _blocks(sheet.rows):
        rows = [sheet.columns, *block] if heads and first and sheet.columns else block
        if first and sheet.optional:
            left_out = _left_out(sheet, rows, width)
            widths = [0] * (len(sheet.columns) - len(left_out))
        if left_out:
            kept = [at for at, name in enumerate(sheet.columns) if name not in left_out]
            rows = [row if sheet.is_line(row) else [row[at] for at in kept] for row in rows]
        first = False
        yield from _aligned(rows, widths, width // 3)
    if first:
        yield "none"
    if left_out:
        yield f"too narrow for: {', '.join(left_out)}"


def _left_out(sheet: Sheet, rows: list[Cells], width: int) -> list[str]:
    """The columns left out, so that there is room for the last column."""
    widest = width // 3
    cells = [row for row in rows if not sheet.is_line(row)]  # none where a moment stands alone
    widths = {
        name: min(max((cell_len(visible(row[at])) for row in cells), default=0), widest)
        for at, name in enumerate(sheet.columns[:-1])
    }
    left_out: list[str] = []
    for name in sheet.optional:
        taken = sum(widths.values()) + len(_GAP) * len(widths)
        if taken + _MIN_LAST_CELLS <= width:
            break
        del widths[name]
        left_out.append(name)
    return left_out


def _blocks(rows: SheetRows) -> Iterator[list[Cells]]:
    left = iter(rows)
    while block := [*islice(left, _BLOCK)]:
        yield block


def _aligned(rows: list[Cells], widths: list[int], widest: int) -> Iterator[str]:
    """Rows in columns, widened as needed; the last column takes the remaining room.

    Args:
        widest: the maximum width of every column except the last.
    """
    shown = [[_cut(visible(cell), widest) for cell in row[:-1]] for row in rows]
    for cells in shown:
        for number, cell in enumerate(cells):
            widths[number] = max(widths[number], cell_len(cell))
    for cells, row in zip(shown, rows, strict=True):
        padded = [set_cell_size(cell, width) for cell, width in zip(cells, widths, strict=False)]
        yield _GAP.join([*padded, visible(row[-1])]).rstrip()


def _cut(text: str, width: int) -> str:
    return text if cell_len(text) <= width else set_cell_size(text, width - 1) + "…"
