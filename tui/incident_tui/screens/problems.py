"""The problems of a record, over the review."""

from functools import partial

from incident_tui.boards.problems import draw
from incident_tui.drawing.hints import Hint
from incident_tui.review.review import Review
from incident_tui.screens.dialog import Dialog, Page


class ProblemList(Dialog):
    """The problems with their lines, and the parts left out."""

    def __init__(self, review: Review) -> None:
        count = len(review.chronology.problems)
        page = Page(partial(draw, review), id="problems")
        super().__init__(f"Problems · {count}", [Hint("Esc", "closes")], page)
