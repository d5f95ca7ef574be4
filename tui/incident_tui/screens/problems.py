"""The problems of a record, over the review."""

from functools import partial
from pathlib import Path

from textual.binding import Binding
from textual.content import Content

from incident_tui.boards.problems import TO_PROBLEM, draw, problems_of
from incident_tui.drawing.hints import Hint
from incident_tui.review.links import id_of
from incident_tui.review.review import Review
from incident_tui.screens.dialog import Page
from incident_tui.screens.editor import EditorError, open_at
from incident_tui.screens.searched import SearchedDialog


class ProblemList(SearchedDialog):
    """The problems with their lines, and the parts left out; Enter opens an editor at the line."""

    BINDINGS = [Binding("enter", "edit", show=False)]

    def __init__(self, review: Review) -> None:
        self._review = review
        self.page = Page(partial(draw, review), id="problems")
        enter = [Hint("Enter", "opens your editor there")] if problems_of(review) else []
        hints = [*enter, Hint("/", "search"), Hint("Esc", "closes")]
        super().__init__(_title(review), hints, self.page)

    def show(self, review: Review) -> None:
        """List the problems of the calls read meanwhile, too."""
        self._review = review
        self.page.draw = partial(draw, review)
        self.page.redraw()
        self.page.border_title = Content(_title(review))
        self.forget_matches()

    def action_edit(self) -> None:
        """Open the editor of the user at the place of the selected problem."""
        if self.page.key.startswith(TO_PROBLEM):
            mark = problems_of(self._review)[int(id_of(self.page.key))].mark
            try:
                open_at(self.app, Path(mark.path), mark.line)
            except EditorError as error:
                self.say(str(error))


def _title(review: Review) -> str:
    return f"Problems · {len(problems_of(review))}"
