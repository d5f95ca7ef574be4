"""Boards: pages about a record or a subject. The module of a board has a constant `BOARD`.

A board with `items` is a list and the detail of its selected item, where the screen has room for
both; elsewhere a single page.
"""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from importlib import import_module
from typing import NamedTuple, Optional

from incident_tui.drawing.ink import Line, Row
from incident_tui.record.text import visible
from incident_tui.review.review import Review
from incident_tui.words.names import brief

Draw = Callable[[Review, int], Sequence[Row]]
"""The rows of a page, for a width in cells."""


class Item(NamedTuple):
    """A row of the list of a board."""

    key: str
    """Of the item, for `draw_item`; a link, if links lead to the item."""
    title: str
    cells: Sequence[Line] = ()
    """The columns beside the title."""
    group: str = ""
    """The heading above the first of the items with this group, which follow each other; or ""."""


class Items(NamedTuple):
    """The list of a board."""

    items: Sequence[Item]
    """In the order of the record."""
    near: Collection[str] = ()
    """The keys of the items about the entry under the cursor, or about the subject of the page."""
    tally: str = ""
    """Beside the title of the board: `28 · 3 touch this entry`."""
    divider: str = ""
    """Before the items that are not near: `not about this entry`."""
    headings: Sequence[str] = ()
    """Of the title and the columns; () for a list without a row of headings."""
    remark: str = ""
    """Below the list, or in place of the list."""


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
    items: Callable[[str, Review, int], Items] | None = None
    """The list, by the id of the subject or "", for a width in cells; None for a single page."""
    draw_item: Callable[[Review, str, int], Sequence[Row]] | None = None
    """The detail of an item, by the key."""
    is_table: bool = False
    """Whether the list has columns over the whole width, and stands above the detail."""
    marks: Sequence[tuple[str, str]] = ()
    """The marks on the page, each with its meaning, for the help of the board."""
    prepare: Callable[[Review], Callable[[], None] | None] | None = None
    """The work that is too long for a key, after which the page is drawn anew; None for none."""

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
    marks: Sequence[tuple[str, str]] = ()
    """The marks on the page, each with its meaning, for the help of the board."""

    def of(self, subject: str) -> Board:
        """The board of a subject.

        Args:
            subject: the id of the subject.
        """
        draw = partial(self.draw, subject)
        return Board(self.title, draw, has_sources=True, marks=self.marks)


def board_named(name: str, subject: str = "") -> Board:
    """The board of a module of the package.

    Args:
        name: of the module.
        subject: the id of a casualty or an agency; "" for a board about the record.
    """
    board: Board | SubjectBoard = import_module(f"incident_tui.boards.{name}").BOARD
    return board.of(subject) if isinstance(board, SubjectBoard) else board
