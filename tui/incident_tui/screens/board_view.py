"""The pages of boards as values: where a link leads, and the place on a page."""

import msgspec

from incident_tui.boards.board import Board, board_named
from incident_tui.chronology.names import UNIDENTIFIED
from incident_tui.review.lens import Lens
from incident_tui.review.links import (
    TO_AGENCY,
    TO_CASUALTY,
    TO_CONFLICT,
    TO_FACILITY,
    TO_INTERVAL,
    TO_NOTE,
    TO_QUESTION,
    TO_SOURCE,
    TO_UNIT,
    id_of,
    source_and_place,
)
from incident_tui.review.review import Review


class BoardView(msgspec.Struct, frozen=True):
    """A page of the dialog."""

    board: str
    """The name of a module of `boards`; for the page of a source, of the board before."""
    subject: str = ""
    """The id of the subject; "" for the entry under the cursor, or for the whole record."""
    whole: bool = False
    """Whether the page is about the whole record, on a board about an entry or a subject."""
    source: str = ""
    """The id of the source whose page is shown; "" for a board."""
    place: str = ""
    """The marked place in the source; "" for none."""
    alone: bool = False
    """Whether only the facts without a second source are listed."""
    item: str = ""
    """The key of the selected item, on a board with a list; "" for the first item."""

    def about(self, review: Review) -> Board:
        """The board about the entry under the cursor, or about the subject of the page."""
        return board_named(self.board, self.subject).about(self.subject, review)

    def shown(self, review: Review) -> Board:
        """The board of the page, or of the page before the page of a source."""
        board = self.about(review)
        return board.whole if self.whole and board.whole else board


class RowPlace(msgspec.Struct, frozen=True):
    """A selected row of a page, and the part of the page in view."""

    number: int | None = None
    """Of the selected row, from 0; None without a selection."""
    key: str = ""
    """Of the selected row: the row is found by its key after the page has changed."""
    top: int = 0
    """The number of the first row in view."""


class PagePlace(msgspec.Struct, frozen=True):
    """A page of the dialog, and the place on the page."""

    view: BoardView
    row: RowPlace = RowPlace()
    in_detail: bool = False
    """Whether keys move the mark in the detail, on a board with a list."""
    entry: str = ""
    """The id of the entry that was under the cursor."""


Places = dict[tuple[str, str], PagePlace]
"""From a board and a subject to the place where the board was left."""


def place_on(view: BoardView, review: Review, places: Places) -> PagePlace:
    """The place where a board was left, or its beginning.

    A page about the entry under the cursor begins anew once the cursor is on a different entry.
    """
    left = places.get((view.board, view.subject))
    if left is None or view.source:
        return PagePlace(view)
    is_of_entry = not view.subject and view.about(review).whole is not None
    if is_of_entry and not left.view.whole and left.entry != review.entry_id:
        return PagePlace(view)
    return left


def view_of(lens: Lens, link: str, before: BoardView) -> BoardView:
    """The page that a link leads to.

    Args:
        before: the page with the link.
    """
    identifier, subject = id_of(link), before.subject
    if link.startswith(TO_SOURCE):
        source, place = source_and_place(link)
        return BoardView(before.board, subject, before.whole, source, place)
    if link.startswith(TO_CONFLICT):
        return BoardView("conflicts", subject, whole=True)
    if link.startswith(TO_QUESTION):
        return BoardView("questions", subject, whole=True)
    if link.startswith(TO_FACILITY):
        return BoardView("facilities")
    if link.startswith(TO_NOTE):
        return BoardView("notes")
    if link.startswith(TO_INTERVAL):
        return BoardView("intervals")
    if link.startswith(TO_CASUALTY):
        return BoardView("casualty", identifier)
    if link.startswith(TO_UNIT):
        agencies = (unit.agency for unit in lens.units() if unit.id == identifier)
        return BoardView("agency", next(agencies, "") or UNIDENTIFIED)
    assert link.startswith(TO_AGENCY), link
    return BoardView("agency", identifier)
