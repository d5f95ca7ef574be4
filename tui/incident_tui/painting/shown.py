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
from rich.style import Style
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
        pens = _pens(style, colours)
        if control or pens is None or not _each_in_a_cell(text):
            return None
        pen, blank = pens
        cells += [(character, blank if character == " " else pen) for character in text]
    return cells


@lru_cache(maxsize=4096)
def _pens(style: Style | None, colours: ColorSystem) -> tuple[Pen, Pen] | None:
    """The pens of a style for characters and for blanks; None for a link, which takes more."""
    if style and style.link:
        return None
    pen = pen_of(style, colours)
    return pen, for_blanks(pen)


@lru_cache(maxsize=4096)
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
        self._parts += [self._take(PLAIN), _to(x, y), text]

    def differences(self, x: int, y: int, old: Sequence[Cell | None], new: Sequence[Cell]) -> None:
        """The cells of a row that are not as they were."""
        changed = [number for number, differs in enumerate(map(ne, old, new)) if differs]
        here, text = changed[0], _to(x + changed[0], y)
        for there in changed:
            if here < there:
                text += self._past(new[here:there])
            character, pen = new[there]
            if pen != self._pen and (character != " " or pen != self._blank):
                text += self._take(pen)
            text += character
            here = there + 1
        self._parts.append(text)

    def finished(self) -> str:
        """All of it."""
        return "".join([*self._parts, self._take(PLAIN)])

    def _past(self, cells: Sequence[Cell]) -> str:
        """To the end of cells that are as they were: a jump, unless writing them is shorter."""
        jump, again = f"\x1b[{len(cells)}C", ""
        if len(cells) > len(jump):
            return jump
        for character, pen in cells:
            if pen != self._pen and (character != " " or pen != self._blank):
                return jump
            again += character
        return again if again.isascii() else jump

    def _take(self, pen: Pen) -> str:
        """The change to a pen."""
        old, self._pen, self._blank = self._pen, pen, for_blanks(pen)
        return change(old, pen)


def _to(x: int, y: int) -> str:
    return f"\x1b[{y + 1};{x + 1}H"
