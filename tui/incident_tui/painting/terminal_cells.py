"""A model of the cells of the terminal, and the shortest text for changing the cells.

Of a strip only the changed cells are written, of a pen only the changed attributes and colours.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import ne
from typing import NamedTuple
from unicodedata import category

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS, Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from incident_tui.painting.pens import PLAIN, Pen, pen_change, pen_for_blanks, pen_of

Cell = tuple[str, Pen]
"""A character of one cell, and the pen of the character."""

_CACHED_STYLES = 4_096
_CACHED_TEXTS = 4_096
_CACHED_CHARACTERS = 4_096


class PlacedStrip(NamedTuple):
    """A strip, and the cell of the terminal where the strip begins."""

    x: int
    """Column, in cells from 0 at the left."""
    y: int
    """Row, from 0 at the top."""
    strip: Strip


class TerminalCells:
    """The known contents of the terminal, row by row; `None` stands for an unknown cell."""

    def __init__(self) -> None:
        self._rows: dict[int, list[Cell | None]] = {}
        self.is_covered = False
        """Whether another screen covers every cell: changes need no painting until it is closed."""

    def forget(self) -> None:
        """Make every cell unknown, because another program or screen may have written."""
        self._rows.clear()

    def update(self, strips: Iterable[PlacedStrip], console: Console) -> str:
        """Text and control sequences to make the terminal show the strips.

        The pen is plain before the text and after it.
        """
        colours = COLOR_SYSTEMS[console.color_system or "truecolor"]
        frame = _Frame()
        for x, y, strip in strips:
            stop = x + strip.cell_length
            row = self._row(y, stop)
            cells = _cells_of(strip, colours)
            if cells is None:
                frame.add_wide(x, y, strip, console)
                # Terminals disagree on the width of the strip: the rest of the row is unknown.
                row[x:] = [None] * (len(row) - x)
            elif cells != (old := row[x:stop]):
                frame.add_differences(x, y, old, cells)
                row[x:stop] = cells
        return frame.finished()

    def _row(self, y: int, width: int) -> list[Cell | None]:
        row = self._rows.setdefault(y, [])
        row += [None] * (width - len(row))
        return row


def _cells_of(strip: Strip, colours: ColorSystem) -> list[Cell] | None:
    """The cells of a strip; None for a strip with a link or with a character of 0 or 2 cells.

    Terminals do not agree on the width of wide and combining characters, and the column of the next
    character depends on the width.
    """
    cells: list[Cell] = []
    for text, style, control in strip:
        pens = _pens_of(style, colours)
        if control or pens is None or not _has_one_cell_a_character(text):
            return None
        pen, blank = pens
        cells += [(character, blank if character == " " else pen) for character in text]
    return cells


@lru_cache(_CACHED_STYLES)
def _pens_of(style: Style | None, colours: ColorSystem) -> tuple[Pen, Pen] | None:
    """The pens of a style for characters and for spaces; None for a link, which no pen holds."""
    if style and style.link:
        return None
    pen = pen_of(style, colours)
    return pen, pen_for_blanks(pen)


@lru_cache(_CACHED_TEXTS)
def _has_one_cell_a_character(text: str) -> bool:
    return text.isprintable() and (text.isascii() or all(map(_takes_one_cell, text)))


@lru_cache(_CACHED_CHARACTERS)
def _takes_one_cell(character: str) -> bool:
    # A mark (category M) joins the character before it, whatever width a table gives.
    return cell_len(character) == 1 and not category(character).startswith("M")


class _Run(NamedTuple):
    """Cells side by side that are written with a single pen."""

    y: int
    x: int
    text: str
    """The characters, a cell each."""


class _Frame:
    """The text of a frame, with few jumps of the cursor and few changes of the pen.

    A jump takes a third of the bytes of a change of colours. So the runs of each pen are written
    together, wherever they are; the terminal shows the frame when it is whole.
    """

    def __init__(self) -> None:
        self._wide: list[str] = []
        self._runs: dict[Pen, list[_Run]] = {}

    def add_wide(self, x: int, y: int, strip: Strip, console: Console) -> None:
        """Add a strip segment by segment, each from its own column on, in Textual's pens.

        A terminal may give a character of 0 or 2 cells another width than `cell_len`. The segments
        after it stand in their columns nevertheless, and blanks below it leave nothing of the row
        before. It is written last, so that nothing of it is lost where it needs more cells; and
        before the runs, which stand left of it, or right of the strip.
        """
        self._wide.append(_cursor_to(x, y))
        words: list[str] = []
        for segment in strip:
            width = cell_len(segment.text)
            if not _has_one_cell_a_character(segment.text):
                shown = Segment(segment.text.rstrip(" "), segment.style)
                words += [_cursor_to(x, y), Strip([shown]).render(console)]
                segment = Segment(" " * width, segment.style)
            self._wide.append(Strip([segment]).render(console))
            x += width
        self._wide += words

    def add_differences(
        self, x: int, y: int, old: Sequence[Cell | None], new: Sequence[Cell]
    ) -> None:
        """Add the changed cells of a row; the row must have a changed cell."""
        changed = [column for column, differs in enumerate(map(ne, old, new)) if differs]
        begun = stop = changed[0]
        text, pen, blank = "", PLAIN, PLAIN
        for column in changed:
            character, wanted = new[column]
            # Most cells have the pen of the cell before: one object, and no call for it.
            fits = wanted is pen or wanted == pen or (character == " " and wanted == blank)
            passed = _passed(new[stop:column], pen, blank) if fits and stop < column else ""
            if not fits or (stop < column and not passed):
                # Blanks look the same with the pen of the character after them.
                if stop < column or text.strip(" ") or pen != pen_for_blanks(wanted):
                    self._add(pen, y, x + begun, text)
                    begun, text = column, ""
                pen, blank = wanted, pen_for_blanks(wanted)
            text += passed + character
            stop = column + 1
        self._add(pen, y, x + begun, text)

    def _add(self, pen: Pen, y: int, x: int, text: str) -> None:
        if text:
            self._runs.setdefault(pen, []).append(_Run(y, x, text))

    def finished(self) -> str:
        """The text of the whole frame."""
        self._place_blanks()
        parts, pen, place = self._wide, PLAIN, None
        for wanted in sorted(self._runs, key=_by_colours):
            parts.append(pen_change(pen, wanted))
            pen = wanted
            for y, x, text in self._runs[wanted]:
                if place != (y, x):
                    parts.append(_jump(place, x, y))
                parts.append(text)
                place = y, x + len(text)
        return "".join([*parts, pen_change(pen, PLAIN)])

    def _place_blanks(self) -> None:
        """Write blanks with another pen of the frame that leaves equal blanks, if there is any."""
        for pen, runs in [*self._runs.items()]:
            if pen != pen_for_blanks(pen) or not all(run.text.isspace() for run in runs):
                continue
            for other in self._runs:
                if other != pen and pen_for_blanks(other) == pen:
                    self._runs[other] += self._runs.pop(pen)
                    break


def _by_colours(pen: Pen) -> tuple[str, str, list[str]]:
    """An order in which a pen has much in common with the pen before."""
    return pen.background, pen.foreground, sorted(pen.attributes)


def _passed(cells: Sequence[Cell], pen: Pen, blank: Pen) -> str:
    """Unchanged cells as text, where the text is shorter than a jump; "" elsewhere."""
    if len(cells) > len(f"\x1b[{len(cells)}C"):
        return ""
    text = ""
    for character, wanted in cells:
        if wanted != pen and (character != " " or wanted != blank):
            return ""
        text += character
    # A character outside ASCII has two bytes or more.
    return text if text.isascii() else ""


def _jump(place: tuple[int, int] | None, x: int, y: int) -> str:
    """The shortest sequence to move the cursor from a place, or from an unknown place.

    No sequence counts columns to the left: behind the last column a terminal stays in the last.
    """
    if place and place[0] == y:
        return f"\x1b[{x - place[1]}C" if place[1] < x else f"\x1b[{x + 1}G"
    return _cursor_to(x, y)


def _cursor_to(x: int, y: int) -> str:
    """The sequence to move the cursor; the terminal counts columns and rows from 1."""
    return f"\x1b[{y + 1};{x + 1}H"
