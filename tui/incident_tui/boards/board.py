"""Boards: pages about a record or a subject. The module of a board has a constant `BOARD`."""

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import NamedTuple, Optional

from incident_tui.drawing.ink import Row
from incident_tui.review.review import Review

Draw = Callable[[Review, int], Sequence[Row]]
"""The rows of a page, for a width in cells."""


class Board(NamedTuple):
    """A page and its title."""

    title: str
    draw: Draw
    whole: Optional["Board"] = None
    """The board of the whole record, for a board about the entry under the cursor."""


class SubjectBoard(NamedTuple):
    """A page for each casualty, or each agency."""

    title: str
    draw: Callable[[str, Review, int], Sequence[Row]]
    """The rows of the page of an id."""

    def of(self, subject: str) -> Board:
        """The board of a subject.

        Args:
            subject: the id of the subject.
        """
        return Board(self.title, partial(self.draw, subject))


def board_named(name: str, subject: str = "") -> Board:
    """The board of a module of the package.

    Args:
        name: of the module.
        subject: the id of a casualty or an agency; "" for a board about the record.
    """
    board: Board | SubjectBoard = import_module(f"incident_tui.boards.{name}").BOARD
    return board.of(subject) if isinstance(board, SubjectBoard) else board
