"""Boards: pages about a record or a subject. The module of a board has a constant `BOARD`."""

from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import NamedTuple, Optional

from incident_tui.drawing.ink import Row
from incident_tui.record.text import visible
from incident_tui.review.review import Review
from incident_tui.words.names import brief

Draw = Callable[[Review, int], Sequence[Row]]
"""The rows of a page, for a width in cells."""


class Board(NamedTuple):
    """A page and its title."""

    title: str
    draw: Draw
    whole: Optional["Board"] = None
    """The board of the whole record, for a board about an entry or a subject."""
    draw_about: Callable[[str, Review, int], Sequence[Row]] | None = None
    """The rows about a subject, by the id; None for a board without a page about a subject."""
    has_sources: bool = False
    """Whether rows have a link to their source beside their own link."""

    def about(self, subject: str, review: Review) -> "Board":
        """The board about a subject; the same board where no page is about a subject.

        Args:
            subject: the id of a casualty, an agency or a unit; "" for no subject.
            review: for the name of the subject.
        """
        if self.draw_about is None or not subject:
            return self
        name = brief(visible(review.lens.name(subject)))
        draw, whole = partial(self.draw_about, subject), self.whole or self
        return self._replace(title=f"{self.title} · of {name}", draw=draw, whole=whole)


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
        return Board(self.title, partial(self.draw, subject), has_sources=True)


def board_named(name: str, subject: str = "") -> Board:
    """The board of a module of the package.

    Args:
        name: of the module.
        subject: the id of a casualty or an agency; "" for a board about the record.
    """
    board: Board | SubjectBoard = import_module(f"incident_tui.boards.{name}").BOARD
    return board.of(subject) if isinstance(board, SubjectBoard) else board
