"""What the terminal shows, cell by cell, and what it must be told to show something else.

Nothing is written twice: of a strip only the cells that differ, and of the pen only what changes.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import ne
from typing import NamedTuple
from unicodedata import category

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS, Console
from textual.strip import Strip

from incident_tui.painting.pens import PLAIN, Pen, change, for_blanks, pen_of

Cell = tuple[str, Pen]
"""A character that takes one cell, and the pen that it is written with."""


class Placed(NamedTuple):
    """A strip, and the cell of the terminal that it begins in."""

    x: int
    y: int
    strip: Strip


class Shown:
    """What the terminal shows, as far as it is known: `None` is a cell that may show anything."""

    def __init__(self) -> None:
        self._rows: dict[int, list[Cell | None]] = {}

    def forget(self) -> None:
        """Anyone may have written to the terminal."""
        self._rows.clear()

    def show(self, strips: Iterable[Placed], console: Console) -> str:
        """What to write for the terminal to show these strips, from the plain pen to it."""
        colours = COLOR_SYSTEMS[console.color_system or "truecolor"]
        writing = _Writing()
        for x, y, strip in strips:
            stop = x + strip.cell_length
            row = self._row(y, stop)
            cells = _cells(strip, colours)
            if cells is None:
                writing.verbatim(x, y, strip.render(console))
                row[x:] = [None] * (len(row) - x)
            elif cells != (old := row[x:stop]):
                writing.differences(x, y, old, cells)
                row[x:stop] = cells
        return writing.finished()

    def _row(self, y: int, width: int) -> list[Cell | None]:
        row = self._rows.setdefault(y, [])
        row += [None] * (width - len(row))
        return row


def _cells(strip: Strip, colours: ColorSystem) -> list[Cell] | None:
    """The cells of a strip; None if it has links, or characters that take no cell or several.

    Terminals do not agree on the width of such characters, so what follows them may be anywhere.
    """
    cells: list[Cell] = []
    for text, style, control in strip:
        if control or (style and style.link) or not _each_in_a_cell(text):
            return None
        pen = pen_of(style, colours)
        blank = for_blanks(pen)
        cells += [(character, blank if character == " " else pen) for character in text]
    return cells


def _each_in_a_cell(text: str) -> bool:
    return text.isprintable() and (text.isascii() or all(map(_takes_a_cell, text)))


@lru_cache(maxsize=4096)
def _takes_a_cell(character: str) -> bool:
    return cell_len(character) == 1 and not category(character).startswith("M")


class _Writing:
    """The text of one frame, with the least of jumps and changes of the pen."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._pen = self._blank = PLAIN

    def verbatim(self, x: int, y: int, text: str) -> None:
        """Text that brings its own control sequences, from the plain pen to it."""
        self._take(PLAIN)
        self._parts += [_to(x, y), text]

    def differences(self, x: int, y: int, old: Sequence[Cell | None], new: Sequence[Cell]) -> None:
        """The cells of a row that are not as they were."""
        changed = [number for number, differs in enumerate(map(ne, old, new)) if differs]
        here = changed[0]
        self._parts.append(_to(x + here, y))
        for there in changed:
            if here < there:
                self._pass(new[here:there])
            cell = new[there]
            if not self._can_write(cell):
                self._take(cell[1])
            self._parts.append(cell[0])
            here = there + 1

    def finished(self) -> str:
        """All of it."""
        self._take(PLAIN)
        return "".join(self._parts)

    def _pass(self, cells: Sequence[Cell]) -> None:
        """Leave cells as they are: by a jump over them, unless writing them again is shorter."""
        jump = f"\x1b[{len(cells)}C"
        again = "".join(character for character, _ in cells)
        shorter = len(again.encode()) <= len(jump) and all(map(self._can_write, cells))
        self._parts.append(again if shorter else jump)

    def _can_write(self, cell: Cell) -> bool:
        character, pen = cell
        return pen == self._pen or (character == " " and pen == self._blank)

    def _take(self, pen: Pen) -> None:
        self._parts.append(change(self._pen, pen))
        self._pen, self._blank = pen, for_blanks(pen)


def _to(x: int, y: int) -> str:
    return f"\x1b[{y + 1};{x + 1}H"
