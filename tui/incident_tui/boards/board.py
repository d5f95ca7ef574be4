"""Boards: pages about the record or about a subject of it. The module of a board has `BOARD`."""

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import NamedTuple, Optional

from incident_tui.drawing.ink import Row
from incident_tui.review.review import Review

Draw = Callable[[Review, int], Sequence[Row]]
"""All rows of a page, for a width in cells."""


class Board(NamedTuple):
    """A page, and what stands over it."""

    title: str
    draw: Draw
    whole: Optional["Board"] = None
    """The same for the whole record, where this board is about the entry under the cursor."""


class SubjectBoard(NamedTuple):
    """A page for each casualty, or each agency."""

    title: str
    draw: Callable[[str, Review, int], Sequence[Row]]
    """All rows of the page of an id."""

    def of(self, subject: str) -> Board:
        """The board of one of them.

        Args:
            subject: its id.
        """
        return Board(self.title, partial(self.draw, subject))


def board_named(name: str, subject: str = "") -> Board:
    """The board of a module of this package.

    Args:
        name: of the module, as a key or a row asks for it.
        subject: the id of the casualty or the agency that it is about; "" for the whole record.
    """
    board: Board | SubjectBoard = import_module(f"incident_tui.boards.{name}").BOARD
    return board.of(subject) if isinstance(board, SubjectBoard) else board
