"""A board over the review: a page of rows with links to entries, sources and further pages."""

from collections.abc import Callable, Sequence
from functools import partial

import msgspec
from textual.binding import Binding
from textual.content import Content

from incident_tui.boards import sources
from incident_tui.boards.board import Board, board_named
from incident_tui.chronology.histories import Clock
from incident_tui.chronology.names import UNIDENTIFIED
from incident_tui.drawing.hints import Hint
from incident_tui.drawing.ink import Row
from incident_tui.drawing.lines import LinkedLines
from incident_tui.keys import BOARD_KEYS
from incident_tui.record.text import visible
from incident_tui.review.commands import Follow
from incident_tui.review.intents import OnlySource
from incident_tui.review.lens import Lens
from incident_tui.review.links import (
    TO_AGENCY,
    TO_CASUALTY,
    TO_CONFLICT,
    TO_FACILITY,
    TO_QUESTION,
    TO_SOURCE,
    TO_UNIT,
    id_of,
    source_and_place,
    wishes_of,
)
from incident_tui.review.review import Review
from incident_tui.screens.dialog import Dialog, Page, leaving_keys, live_keys
from incident_tui.words.times import as_of_words

_SOURCES = "sources"
_MAX_NAME_CHARACTERS = 24
"""The maximum length of a name in the lower border."""


class BoardPage(Page, LinkedLines):
    """The rows of a board; keys select the rows with links and scroll over the rest."""

    landing = ""
    """The link that led to the page, whose row can be selected too; "" for none."""

    def turn_to(
        self,
        draw: Callable[[int], Sequence[Row]],
        selected: int | None = None,
        top: int = 0,
        landing: str = "",
    ) -> None:
        """Show a page, from the top or from the given row, or at the row that a link leads to."""
        self.draw = draw
        self.selected, self.landing = selected, landing
        self.remake()
        self.forget()
        number = self._landing_row
        if number is None:
            self.scroll_to(y=top, animate=False, force=True)
        else:
            self._land(number)

    def redraw(self, draw: Callable[[int], Sequence[Row]]) -> None:
        """Draw the page by a changed function; the selected row stays, found by its link."""
        key, old, self.draw = self.key, self.selected or 0, draw
        self.remake()
        alike = [number for number, row in enumerate(self.rows) if key and row.key == key]
        if alike:
            self.select(min(alike, key=lambda number: abs(number - old)))

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
        """The numbers of the rows with a link, and of the row that a link led to."""
        landed = self._landing_row
        return [n for n, row in enumerate(self.rows) if row.key or n == landed]

    @property
    def _landing_row(self) -> int | None:
        rows = enumerate(self.rows if self.landing else ())
        return next((number for number, row in rows if row.anchor == self.landing), None)

    @property
    def source_link(self) -> str:
        """The link to the source of the selected row; "" without a source."""
        if self.selected is None or self.selected >= len(self.rows):
            return ""
        row = self.rows[self.selected]
        return row.key if row.key.startswith(TO_SOURCE) else row.source

    def _keep_selected(self) -> None:
        if self.selected is None and self._landing_row is not None:
            self.selected = self._landing_row
        super()._keep_selected()


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
    if link.startswith(TO_CASUALTY):
        return BoardView("casualty", identifier)
    if link.startswith(TO_UNIT):
        agencies = (unit.agency for unit in lens.units() if unit.id == identifier)
        return BoardView("agency", next(agencies, "") or UNIDENTIFIED)
    assert link.startswith(TO_AGENCY), link
    return BoardView("agency", identifier)


class BoardDialog(Dialog):
    """A board; Enter on a row ends at an entry or a time, or shows the page of the link."""

    BINDINGS = [
        Binding("enter", "choose", show=False),
        Binding("a", "whole", show=False),
        Binding("backspace", "back", show=False),
        Binding("f", "filter", show=False),
        Binding(sources.ALONE, "alone", show=False),
        *(Binding(keys, f"turn('{name}')", show=False) for name, keys in BOARD_KEYS.items()),
        *live_keys("clock", "align"),
        *leaving_keys("go_to"),
    ]

    def __init__(self, review: Review, view: BoardView, landing: str = "") -> None:
        """Make a board with a page.

        Args:
            landing: the link that leads to the page; "" for none.
        """
        self._review = review
        self._view = view
        self._before: list[tuple[BoardView, int | None, int]] = []
        """The pages before, each with the selected row and the first row in view."""
        self.page = BoardPage(self._draw(), id="board")
        self.page.landing = landing
        self.page.add_class("board")
        super().__init__(self._board.title, (), self.page)
        self._entitle()

    @classmethod
    def at(cls, review: Review, link: str) -> "BoardDialog":
        """The dialog of the page that a link leads to."""
        return cls(review, view_of(review.lens, link, BoardView(_SOURCES)), link)

    @property
    def _whole(self) -> Board | None:
        """The board of the whole record, if the board is about an entry or a subject."""
        return self._about.whole

    @property
    def _about(self) -> Board:
        """The board about the entry under the cursor, or about the subject of the page."""
        subject = self._view.subject
        return board_named(self._view.board, subject).about(subject, self._review)

    @property
    def _board(self) -> Board:
        """The board of the page, or of the page before the page of a source."""
        board = self._about
        return board.whole if self._view.whole and board.whole else board

    def _draw(self) -> Callable[[int], Sequence[Row]]:
        view = self._view
        if not view.source:
            return partial(self._board.draw, self._review)
        draw = sources.draw_source
        return partial(draw, self._review, view.source, only=view.alone, place=view.place)

    def _show(
        self, view: BoardView, selected: int | None = None, top: int = 0, landing: str = ""
    ) -> None:
        self._view = view
        self.page.turn_to(self._draw(), selected, top, landing)
        self._entitle()

    def _go(self, view: BoardView, landing: str = "") -> None:
        """Show a page; Backspace returns to the present page."""
        self._before.append((self._view, self.page.selected, self.page.scroll_offset.y))
        self._show(view, landing=landing)

    def show(self, review: Review) -> None:
        """Draw the page anew, for a switched clock or for more calls; the selected row stays."""
        self._review = review
        self.page.redraw(self._draw())
        self._entitle()

    def _entitle(self) -> None:
        source = self._view.source
        title = f"Source {visible(source)}" if source else self._board.title
        if self._review.clock is Clock.KNOWN:
            title += f" · known {as_of_words(self._review.lens, self._review.cursor)}"
        self.page.border_title = Content(title)
        back = [Hint("Backspace", "back")] if self._before else []
        self.page.show_hints([Hint("Enter", "goes there"), *self._hints(), *back, Hint("Esc")])

    def _hints(self) -> list[Hint]:
        if self._view.source:
            alone = Hint(sources.ALONE, "all" if self._view.alone else "on it alone")
            return [Hint("f", "its entries"), alone]
        source = [Hint("o", "source")] if self._board.has_sources else []
        if not self._whole:
            return source
        if not self._view.whole:
            return [Hint("a", "all"), *source]
        name = visible(self._review.lens.name(self._view.subject))
        if len(name) > _MAX_NAME_CHARACTERS:
            name = f"{name[: _MAX_NAME_CHARACTERS - 1]}…"
        return [Hint("a", f"of {name}" if self._view.subject else "this entry's"), *source]

    def action_choose(self) -> None:
        """Follow the link of the selected row."""
        self._follow(self.page.key)

    def _follow(self, link: str) -> None:
        wishes = wishes_of(link)
        if wishes == (Follow(link),):
            self._go(view_of(self._review.lens, link, self._view), link)
        elif wishes:
            self.end_in(*wishes)

    def action_alone(self) -> None:
        """List the facts without a second source, or every fact again."""
        if self._view.source:
            self._show(msgspec.structs.replace(self._view, alone=not self._view.alone))

    def action_filter(self) -> None:
        """Show only the entries with a citation of the source."""
        source = self._view.source
        if not source and self.page.key.startswith(TO_SOURCE):
            source, _ = source_and_place(self.page.key)
        if source:
            self.end_in(OnlySource(source))

    def action_whole(self) -> None:
        """Turn to the board of the whole record, or back to the entry or the subject."""
        if not self._view.source and self._whole:
            self._show(msgspec.structs.replace(self._view, whole=not self._view.whole))

    def action_back(self) -> None:
        """Return to the page before, at the row selected there."""
        if self._before:
            self._show(*self._before.pop())

    def action_turn(self, name: str) -> None:
        """Show a board by key; the key of the open board closes the dialog.

        The key of the sources shows the source of the selected row, if the row has a source.
        """
        is_elsewhere = not self._view.source and self._view.board != name
        if name == _SOURCES and is_elsewhere and self.page.source_link:
            self._follow(self.page.source_link)
        elif name == self._view.board:
            self.action_close()
        else:
            self._go(BoardView(name, self._view.subject))
