"""The problems of a record, over the review."""

from functools import partial

from textual.content import Content

from incident_tui.boards.problems import draw
from incident_tui.drawing.hints import Hint
from incident_tui.review.review import Review
from incident_tui.screens.dialog import Page
from incident_tui.screens.searched import SearchedDialog


class ProblemList(SearchedDialog):
    """The problems with their lines, and the parts left out."""

    def __init__(self, review: Review) -> None:
        self.page = Page(partial(draw, review), id="problems")
        hints = [Hint("/", "search"), Hint("Esc", "closes")]
        super().__init__(_title(review), hints, self.page)

    def show(self, review: Review) -> None:
        """List the problems of the calls read meanwhile, too."""
        self.page.draw = partial(draw, review)
        self.page.redraw()
        self.page.border_title = Content(_title(review))
        self.forget_matches()


def _title(review: Review) -> str:
    return f"Problems · {len(review.chronology.problems)}"
