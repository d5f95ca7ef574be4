"""A board over the review: a page of rows with links to entries and sources."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import partial

from textual.binding import Binding
from textual.content import Content

from incident_tui.boards import sources
from incident_tui.boards.board import Board, board_named
from incident_tui.boards.lines import TO_ENTRY, TO_SOURCE
from incident_tui.chronology.histories import Clock
from incident_tui.drawing.hints import Hint
from incident_tui.drawing.ink import Row
from incident_tui.keys import BOARD_KEYS
from incident_tui.record.text import visible
from incident_tui.review.commands import OpenPane
from incident_tui.review.intents import GoTo, OnlySource
from incident_tui.review.layout import TIMELINE
from incident_tui.review.review import Review
from incident_tui.screens.dialog import Dialog, Page
from incident_tui.words.times import as_of_words


class BoardPage(Page):
    """The rows of a board; keys select the rows with links and scroll over the rest."""

    def turn_to(
        self, draw: Callable[[int], Sequence[Row]], selected: int | None = None, top: int = 0
    ) -> None:
        """Show a page, from the top or from the given row."""
        self.draw = draw
        self.selected = selected
        self.remake()
        self.forget()
        self.scroll_to(y=top, animate=False, force=True)

    def move(self, by: int) -> None:
        """Select the next row with a link; scroll if no such row is near, or by pages."""
        choices, step = self.choices, 1 if by > 0 else -1
        height = self.scrollable_content_region.height
        last = max(self.count() - height, 0)
        top = self.scroll_offset.y
        if abs(by) > 1:
            top = min(max(top + (by if abs(by) > self.count() else step * (height - 1)), 0), last)
            self._scroll_and_select(top, step)
            return
        here = self.selected
        if here is None or not top <= here < top + height:
            here = top - 1 if by > 0 else top + height
        number = bisect_right(choices, here) if by > 0 else bisect_left(choices, here) - 1
        reach = height + height // 2
        if 0 <= number < len(choices) and top - reach < choices[number] < top + height + reach:
            self.select(choices[number])
        else:
            self._scroll_and_select(min(max(top + by, 0), last), step)

    def _scroll_and_select(self, top: int, step: int) -> None:
        """Scroll; the selected row stays selected while in view, else the first row in view."""
        height = self.scrollable_content_region.height
        at_end = top == (0 if step < 0 else max(self.count() - height, 0))
        in_view = [number for number in self.choices if top <= number < top + height]
        if self.selected not in in_view or (at_end and top != self.scroll_offset.y):
            old = self.selected
            self.selected = None
            if in_view:
                self.selected = in_view[0 if (step > 0) is not at_end else -1]
            self.repaint([number for number in (old, self.selected) if number is not None])
        self.scroll_to(y=top, animate=False, force=True)


class BoardDialog(Dialog):
    """A board; Enter on a row ends at the entry of the row."""

    BINDINGS = [
        Binding("enter", "choose", show=False),
        Binding("a", "whole", show=False),
        Binding("backspace", "back", show=False),
        Binding("f", "filter", show=False),
        Binding(sources.ALONE, "alone", show=False),
        *(Binding(keys, f"turn('{name}')", show=False) for name, keys in BOARD_KEYS.items()),
    ]

    def __init__(self, review: Review, name: str, subject: str = "") -> None:
        self._review = review
        self._name_of_board = name
        self._board = board_named(name, subject)
        """The open board, or the board before the page of a source."""
        self._whole = False
        """Whether the page is about the whole record, and not about the entry under the cursor."""
        self._source = ""
        """The id of the source whose page is shown; "" for the board."""
        self._alone = False
        """Whether only the facts without a second source are listed."""
        self._left_at: tuple[int | None, int] = (None, 0)
        """The selected row and the first row in view, before the page of a source."""
        self.page = BoardPage(partial(self._board.draw, review), id="board")
        self.page.add_class("board")
        super().__init__(self._board.title, (), self.page)
        self._entitle()

    @property
    def _shown(self) -> Board:
        """The board, or the board of the whole record."""
        return self._board.whole if self._whole and self._board.whole else self._board

    def _entitle(self) -> None:
        title = f"Source {visible(self._source)}" if self._source else self._shown.title
        if self._review.clock is Clock.KNOWN:
            title += f" · known {as_of_words(self._review.lens, self._review.placement)}"
        self.page.border_title = Content(title)
        self.page.show_hints([Hint("Enter", "goes there"), *self._hints(), Hint("Esc")])

    def _hints(self) -> list[Hint]:
        if self._source:
            alone = Hint(sources.ALONE, "all" if self._alone else "on it alone")
            return [Hint("f", "its entries"), alone, Hint("Backspace", "back")]
        if self._board.whole:
            return [Hint("a", "this entry's" if self._whole else "all")]
        return []

    def action_choose(self) -> None:
        """Go to the entry of the selected row, or show the source of the row."""
        key = self.page.key
        if key.startswith(TO_SOURCE):
            self._show_source(key.removeprefix(TO_SOURCE))
        elif key.startswith(TO_ENTRY):
            self.end_in(OpenPane(TIMELINE), GoTo(key.removeprefix(TO_ENTRY)))

    def _show_source(self, identifier: str) -> None:
        if not self._source:
            self._left_at = self.page.selected, self.page.scroll_offset.y
        self._source, self._alone = identifier, False
        self._draw_source()

    def _draw_source(self) -> None:
        draw = partial(sources.draw_source, self._review, self._source, only=self._alone)
        self.page.turn_to(draw)
        self._entitle()

    def action_alone(self) -> None:
        """List the facts without a second source, or every fact again."""
        if self._source:
            self._alone = not self._alone
            self._draw_source()

    def action_filter(self) -> None:
        """Show only the entries with a citation of the source."""
        source = self._source
        if not source and self.page.key.startswith(TO_SOURCE):
            source = self.page.key.removeprefix(TO_SOURCE)
        if source:
            self.end_in(OnlySource(source))

    def action_whole(self) -> None:
        """Turn to the board of the whole record, or back to the entry under the cursor."""
        if not self._source and self._board.whole:
            self._turn_to(whole=not self._whole)

    def action_back(self) -> None:
        """Return from a source to the board, at the row selected before."""
        if self._source:
            self._source = ""
            self.page.turn_to(partial(self._shown.draw, self._review), *self._left_at)
            self._entitle()

    def action_turn(self, name: str) -> None:
        """Show a board by key; the key of the open board closes the dialog."""
        if name == self._name_of_board:
            self.action_close()
        else:
            self._name_of_board, self._board = name, board_named(name)
            self._turn_to(whole=False)

    def _turn_to(self, whole: bool) -> None:
        self._whole, self._source = whole, ""
        self.page.turn_to(partial(self._shown.draw, self._review))
        self._entitle()
