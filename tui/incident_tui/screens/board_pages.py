"""The boxes of a board: the list of its items, and the page of rows with links."""

from collections.abc import Callable, Sequence

from incident_tui.drawing.ink import Row
from incident_tui.drawing.lines import LinkedLines
from incident_tui.review.links import TO_SOURCE
from incident_tui.screens.board_view import RowPlace
from incident_tui.screens.dialog import Page

START = RowPlace()
"""The place at the top of a page."""


class ItemList(Page):
    """The items of a board, a row each."""

    item = ""
    """The key of the selected item; "" without an item."""

    def turn_to(self, draw: Callable[[int], Sequence[Row]], item: str) -> None:
        """Show a list with an item selected."""
        self.draw, self.item = draw, item
        self.redraw()
        if self.selected is not None:
            self.reveal(self.selected)

    def choose(self, item: str) -> None:
        """Select an item by its key."""
        found = next((number for number, row in enumerate(self.rows) if row.key == item), None)
        if found is not None:
            self.select(found)

    def select(self, number: int | None) -> None:
        """Move the mark to an item."""
        super().select(number)
        self.item = self.key

    def _keep_selected(self, key: str) -> None:
        super()._keep_selected(self.item)


class BoardPage(Page, LinkedLines):
    """The rows of a board; keys select the rows with links and scroll over the rest."""

    landing = ""
    """The link that led to the page, whose row can be selected too; "" for none."""
    found: int | None = None
    """The row of the last match that a search went to, which can be selected too."""
    _unplaced: RowPlace | None = START
    """The place to return to once the page is laid out."""

    def turn_to(
        self, draw: Callable[[int], Sequence[Row]], place: RowPlace = START, landing: str = ""
    ) -> None:
        """Show a page, from the top or from a place, or at the row that a link leads to."""
        self.draw = draw
        self.selected, self.landing, self.found = place.number, landing, None
        self._unplaced = place
        self.redraw()
        if self._drawn_width >= 0:
            self._return()

    def on_resize(self) -> None:
        """Measure for the new size; return to a place, if the page was not laid out before."""
        super().on_resize()
        self._return()

    def _return(self) -> None:
        """Scroll to the place that the page was turned to."""
        place, self._unplaced = self._unplaced, None
        if place is None:
            return
        number = self._landing_row
        if number is not None:
            self._land(number)
            return
        self.scroll_to(y=place.top, animate=False, force=True)
        if self.selected is None:
            return
        if place.number is not None:
            self.reveal(self.selected)
        elif self.selected >= self.scrollable_content_region.height:
            self.selected = None  # a page begins with its first words, not with its first link

    @property
    def place(self) -> RowPlace:
        """The selected row, and the part in view."""
        return RowPlace(self.selected, self.key, self.scroll_offset.y)

    def reach(self, number: int) -> None:
        """Select the row of a match, with a link or without."""
        self.found = number
        self.select(number)

    def _land(self, number: int) -> None:
        """Scroll the row that a link leads to into the upper part of the page."""
        top = max(number - self.scrollable_content_region.height // 4, 0)
        self.scroll_to(y=top, animate=False, force=True)

    def reveal(self, number: int) -> None:
        """Scroll a row into view; the row that a link led to, into the upper part of the page."""
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        if number == self._landing_row and not top <= number < top + height:
            self._land(number)
        else:
            super().reveal(number)

    @property
    def choices(self) -> list[int]:
        """The numbers of the rows with a link, of the row that a link led to, and of a match."""
        also = (self._landing_row, self.found)
        return [number for number, row in enumerate(self.rows) if row.key or number in also]

    @property
    def _landing_row(self) -> int | None:
        rows = enumerate(self.rows if self.landing else ())
        return next((number for number, row in rows if row.anchor == self.landing), None)

    @property
    def row(self) -> Row | None:
        """The selected row; None without a selection."""
        if self.selected is None or self.selected >= len(self.rows):
            return None
        return self.rows[self.selected]

    @property
    def source_link(self) -> str:
        """The link to the source of the selected row; "" without a source."""
        row = self.row
        if row is None:
            return ""
        return row.key if row.key.startswith(TO_SOURCE) else row.source

    def _keep_selected(self, key: str) -> None:
        """Select the row of the place, found by its key, or the row that a link led to."""
        if self.selected is None:
            self.selected = self._landing_row
        super()._keep_selected(self._unplaced.key if self._unplaced else key)
