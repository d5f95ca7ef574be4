"""A board over the review: a page of rows that lead to entries and sources."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import partial

from textual.binding import Binding
from textual.content import Content

from incident_tui.boards import (
    agency,
    casualty,
    conflicts,
    facilities,
    intervals,
    questions,
    sources,
    statements,
)
from incident_tui.boards.lines import ONLY_SOURCE, TO_SOURCE
from incident_tui.chronology.histories import Clock
from incident_tui.drawing.ink import Row
from incident_tui.drawing.lines import Lines, Listing
from incident_tui.keys import NAMED
from incident_tui.record.text import visible
from incident_tui.review.review import Review
from incident_tui.screens.dialog import Dialog
from incident_tui.words.times import as_of_words

Draw = Callable[[Review, int], list[Row]]

BOARDS: dict[str, tuple[str, Draw]] = {
    "conflicts": ("Conflicts", conflicts.draw),
    "all_conflicts": ("Conflicts · all", lambda review, width: conflicts.draw(review, width, True)),
    "questions": ("Questions", questions.draw),
    "intervals": ("Intervals", intervals.draw),
    "sources": ("Sources · of this entry", sources.draw_citations),
    "all_sources": ("Sources · all", sources.draw_sources),
    "statements": ("Statements", statements.draw),
    "facilities": ("Facilities", facilities.draw),
}
SUBJECTS: dict[str, tuple[str, Callable[[str, Review, int], list[Row]]]] = {
    "casualty": ("Casualty", casualty.draw),
    "agency": ("Agency", agency.draw),
}
"""Boards of one subject, which is named by its id."""
_EVERYTHING = {"conflicts": "all_conflicts", "sources": "all_sources"}
"""What `a` leads to from a board of the entry under the cursor, and back."""
_THERE_AND_BACK = _EVERYTHING | {many: one for one, many in _EVERYTHING.items()}


class Page(Listing):
    """The rows of a board: those that lead somewhere are selected, the others scrolled over."""

    def __init__(self, review: Review, draw: Draw) -> None:
        super().__init__(id="board")
        self._review = review
        self.draw = draw

    def make(self, width: int) -> Sequence[Row]:
        """All rows."""
        return self.draw(self._review, width)

    def turn_to(self, draw: Draw, selected: int | None = None, top: int = 0) -> None:
        """Show another page, from its top or as it was left."""
        self.draw = draw
        self.selected = selected
        self.remake()
        self.forget()
        self.scroll_to(y=top, animate=False, force=True)

    def move(self, by: int) -> None:
        """Select the next row that leads somewhere; scroll where none is near, by pages or all."""
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
        """Scroll; what is selected stays so while it is in view, or else the first there is."""
        height = self.scrollable_content_region.height
        at_end = top == (0 if step < 0 else max(self.count() - height, 0))
        there = [one for one in self.choices if top <= one < top + height]
        if self.selected not in there or (at_end and top != self.scroll_offset.y):
            old = self.selected
            self.selected = None
            if there:
                self.selected = there[0 if (step > 0) is not at_end else -1]
            self.repaint([one for one in (old, self.selected) if one is not None])
        self.scroll_to(y=top, animate=False, force=True)


class Board(Dialog[str]):
    """A board; its result is the key of the row that was chosen."""

    BINDINGS = [
        Binding("enter", "choose", show=False),
        Binding("a", "everything", show=False),
        Binding("backspace", "back", show=False),
        Binding("f", "filter", show=False),
        Binding(sources.ALONE, "alone", show=False),
        *(Binding(NAMED[one].keys, f"turn('{one}')", show=False) for one in BOARDS if one in NAMED),
    ]

    def __init__(self, review: Review, name: str, subject: str = "") -> None:
        self._review = review
        self._name_of_board = name
        self._subject = subject
        self._source = ""
        """The source whose own page is shown."""
        self._alone = False
        """Whether that lists just the facts that stand on it alone."""
        self._left_at: tuple[int | None, int] = (None, 0)
        """What was selected on the board, and its first row in view, before that."""
        title, draw = self._board
        self.page = Page(review, draw)
        self.page.add_class("board")
        super().__init__(title, "", self.page)
        self._entitle()

    @property
    def _board(self) -> tuple[str, Draw]:
        """The title of the board, and what draws it."""
        if self._name_of_board in SUBJECTS:
            title, draw = SUBJECTS[self._name_of_board]
            return title, partial(draw, self._subject)
        return BOARDS[self._name_of_board]

    def _entitle(self) -> None:
        title, _ = self._board
        if self._source:
            title = f"Source {visible(self._source)}"
        if self._review.clock is Clock.KNOWN:
            title += f" · known {as_of_words(self._review.lens, self._review.placement)}"
        self.page.border_title = Content(title)
        hints = ["Enter goes there"]
        if self._source:
            alone = "all" if self._alone else "on it alone"
            hints += ["f only its entries", f"{sources.ALONE} {alone}", "Backspace back"]
        elif self._name_of_board in _EVERYTHING:
            hints.append("a all")
        elif self._name_of_board in _THERE_AND_BACK:
            hints.append("a this entry's")
        self.page.border_subtitle = " · ".join([*hints, "Esc"])

    def action_choose(self) -> None:
        """Go to the entry of the selected row, or show its source."""
        if self.page.key.startswith(TO_SOURCE):
            self._show_source(self.page.key.removeprefix(TO_SOURCE))
        elif self.page.key:
            self.dismiss(self.page.key)

    def _show_source(self, identifier: str) -> None:
        if not self._source:
            self._left_at = self.page.selected, self.page.scroll_offset.y
        self._source, self._alone = identifier, False
        self._draw_source()

    def _draw_source(self) -> None:
        identifier, only = self._source, self._alone
        self.page.turn_to(lambda *page: sources.draw_source(page[0], identifier, page[1], only))
        self._entitle()

    def action_alone(self) -> None:
        """List the facts that stand on this source alone, or all of them again."""
        if self._source:
            self._alone = not self._alone
            self._draw_source()

    def action_filter(self) -> None:
        """Show only entries that cite this source."""
        source = self._source
        if not source and self.page.key.startswith(TO_SOURCE):
            source = self.page.key.removeprefix(TO_SOURCE)
        if source:
            self.dismiss(ONLY_SOURCE + source)

    def action_everything(self) -> None:
        """Show what the whole record has, or what belongs to the entry under the cursor."""
        if not self._source and self._name_of_board in _THERE_AND_BACK:
            self._turn_to(_THERE_AND_BACK[self._name_of_board])

    def action_back(self) -> None:
        """From a source back to the board, as it was left."""
        if self._source:
            self._source = ""
            self.page.turn_to(self._board[1], *self._left_at)
            self._entitle()

    def action_turn(self, name: str) -> None:
        """Show another board; its own key closes it."""
        if name in (self._name_of_board, _THERE_AND_BACK.get(self._name_of_board)):
            self.dismiss(None)
        else:
            self._turn_to(name)

    def _turn_to(self, name: str) -> None:
        self._name_of_board, self._source = name, ""
        self.page.turn_to(self._board[1])
        self._entitle()

    def on_lines_chosen(self, message: Lines.Chosen) -> None:
        """A click goes where the row leads."""
        if self.page.rows[message.number].key:
            self.page.select(message.number)
            self.action_choose()
