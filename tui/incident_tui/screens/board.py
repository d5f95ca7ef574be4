"""A board over the review: a page of rows that lead to entries and sources."""

from collections.abc import Callable, Sequence

from textual.binding import Binding

from incident_tui.boards import conflicts, intervals, questions, said, sources
from incident_tui.boards.lines import ONLY_SOURCE, TO_SOURCE
from incident_tui.panes.ink import Row
from incident_tui.panes.lines import Lines, Listing
from incident_tui.review.review import Review
from incident_tui.screens.dialog import Dialog

Draw = Callable[[Review, int], list[Row]]

BOARDS: dict[str, tuple[str, Draw]] = {
    "conflicts": ("Conflicts", conflicts.draw),
    "all_conflicts": ("Conflicts · all", lambda review, width: conflicts.draw(review, width, True)),
    "questions": ("Questions", questions.draw),
    "intervals": ("Intervals", intervals.draw),
    "sources": ("Sources · of this entry", sources.draw_citations),
    "all_sources": ("Sources · all", sources.draw_sources),
    "statements": ("Statements", said.draw_statements),
    "facilities": ("Facilities", said.draw_facilities),
}
_EVERYTHING = {"conflicts": "all_conflicts", "sources": "all_sources"}
"""What `a` leads to from a board of the entry under the cursor, and back."""


class Page(Listing):
    """The rows of a board."""

    def __init__(self, review: Review, draw: Draw) -> None:
        super().__init__(id="board")
        self._review = review
        self.draw = draw

    def make(self, width: int) -> Sequence[Row]:
        """All rows."""
        return self.draw(self._review, width)

    def turn_to(self, draw: Draw) -> None:
        """Show another page, from its top."""
        self.draw = draw
        self.selected = None
        self.remake()
        self.forget()
        self.scroll_to(y=0, animate=False)


class Board(Dialog[str]):
    """A board; its result is the key of the row that was chosen."""

    BINDINGS = [
        Binding("enter", "choose", show=False),
        Binding("a", "everything", show=False),
        Binding("backspace", "back", show=False),
        Binding("f", "filter", show=False),
        Binding("g,home", "move(-100000)", show=False),
        Binding("G,end", "move(100000)", show=False),
    ]

    def __init__(self, review: Review, name: str) -> None:
        self._review = review
        self._name_of_board = name
        self._source = ""
        """The source whose own page is shown."""
        title, draw = BOARDS[name]
        self.page = Page(review, draw)
        self.page.add_class("board")
        super().__init__(title, "", self.page)
        self._entitle()

    def _entitle(self) -> None:
        title, _ = BOARDS[self._name_of_board]
        self.page.border_title = f"Source {self._source}" if self._source else title
        hints = ["Enter goes there"]
        if self._source:
            hints += ["f only its entries", "Backspace back"]
        elif self._name_of_board in (*_EVERYTHING, *_EVERYTHING.values()):
            hints.append("a all, or this entry's")
        self.page.border_subtitle = " · ".join([*hints, "Esc"])

    def action_choose(self) -> None:
        """Go to the entry of the selected row, or show its source."""
        if self.page.key.startswith(TO_SOURCE):
            self._show_source(self.page.key.removeprefix(TO_SOURCE))
        elif self.page.key:
            self.dismiss(self.page.key)

    def _show_source(self, identifier: str) -> None:
        self._source = identifier
        self.page.turn_to(lambda review, width: sources.draw_source(review, identifier, width))
        self._entitle()

    def action_filter(self) -> None:
        """Show only entries that cite this source."""
        source = self._source
        if not source and self.page.key.startswith(TO_SOURCE):
            source = self.page.key.removeprefix(TO_SOURCE)
        if source:
            self.dismiss(ONLY_SOURCE + source)

    def action_everything(self) -> None:
        """Show what the whole record has, or what belongs to the entry under the cursor."""
        there = _EVERYTHING | {many: one for one, many in _EVERYTHING.items()}
        if self._name_of_board in there and not self._source:
            self._name_of_board = there[self._name_of_board]
            self.action_back()

    def action_back(self) -> None:
        """From a source back to the board."""
        self._source = ""
        self.page.turn_to(BOARDS[self._name_of_board][1])
        self._entitle()

    def on_lines_chosen(self, message: Lines.Chosen) -> None:
        """A click goes where the row leads."""
        self.page.select(message.number)
        self.action_choose()
