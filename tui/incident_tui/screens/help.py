"""The help, over the review or over a board."""

from collections.abc import Callable, Sequence

from textual.binding import Binding
from textual.content import Content

from incident_tui.boards.help import draw_board, pages
from incident_tui.drawing.hints import Hint
from incident_tui.drawing.ink import Row
from incident_tui.screens.dialog import Page
from incident_tui.screens.searched import Match, SearchedDialog

_TITLES = ("Keys", "Marks")


class _HelpPage(Page):
    """Rows that are made for a height, too, which Textual tells after that of the screen."""

    def __init__(self, draw: Callable[[int], Sequence[Row]], fit: Callable[[], None]) -> None:
        super().__init__(draw, id="help")
        self._fit = fit

    def on_resize(self) -> None:
        """Make the rows for the new size."""
        super().on_resize()
        self._fit()


class Help(SearchedDialog):
    """Every key and every mark, on a page or on two; or the keys and the marks of a board."""

    BINDINGS = [
        Binding("question_mark,f1", "close", show=False),
        Binding("tab,shift+tab,right,left", "turn", show=False),
    ]

    def __init__(self, board: str = "") -> None:
        """Make the help.

        Args:
            board: the name of a module of `boards`; "" for the help of the panes.
        """
        self._board = board
        self._number = 0
        """The page shown, from 0."""
        self._made: Sequence[Sequence[Row]] = ()
        self._made_size = 0, 0
        """The size that the pages are made for: the width of a row, and the rows in view."""
        self._fitted_size = 0, 0
        """The size that the title and the hints are made for."""
        self.page = _HelpPage(self._draw, self._fit)
        super().__init__("", (), self.page)
        if not board:
            self.page.add_class("board")

    def pages(self) -> Sequence[Sequence[Row]]:
        """The pages."""
        return self._made_pages(self.page.line_width)

    def _made_pages(self, width: int) -> Sequence[Sequence[Row]]:
        size = width, self._height
        if size != self._made_size:
            self._made_size = size
            self._made = [draw_board(self._board, width)] if self._board else pages(*size)
        return self._made

    def _draw(self, width: int) -> Sequence[Row]:
        shown = self._made_pages(width)
        return shown[min(self._number, len(shown) - 1)]

    def _entitle(self) -> None:
        count = len(self.pages())
        title = "Keys and marks of this board" if self._board else "Help"
        turn = Hint("Tab", _TITLES[1 - self._number].lower())
        self.page.border_title = Content(title if count == 1 else f"Help · {_TITLES[self._number]}")
        last = [Hint("/", "search"), Hint("Esc", "closes")]
        self.page.show_hints([*([turn] if count > 1 else []), Hint("j/k", "scrolls"), *last])

    def action_turn(self) -> None:
        """Show the page of marks, or the page of keys again."""
        self._turn_to(1 - self._number)

    @property
    def _height(self) -> int:
        """The rows in view; with the search line, as many as before: the pages stay as they are."""
        height = self.page.scrollable_content_region.height
        return self._made_size[1] if self.prompt.display else height

    def _fit(self) -> None:
        """Show as many pages as the size of the box asks for."""
        size = self.page.line_width, self._height
        if size != self._fitted_size:
            self._fitted_size = size
            self._turn_to(self._number)

    def _turn_to(self, number: int) -> None:
        count = len(self.pages())
        self._number = min(number, count - 1)
        self.page.redraw()
        self._entitle()
        self.forget_matches()

    def here(self) -> Match:
        """The place from which the next match is looked for."""
        return super().here()._replace(page=self._number)

    def reach(self, match: Match) -> None:
        """Show the row of a match, on its page."""
        if match.page != self._number:
            self._turn_to(match.page)
        super().reach(match)
