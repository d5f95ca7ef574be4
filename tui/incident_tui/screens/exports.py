"""The formats to export what is shown to, over the review."""

from functools import partial

from textual.binding import Binding

from incident_tui.boards.exports import draw
from incident_tui.drawing.hints import Hint
from incident_tui.exchange.printed.view import View
from incident_tui.keys import NAMED
from incident_tui.review.commands import Export
from incident_tui.review.review import Review
from incident_tui.screens.dialog import Dialog, Page


class Exports(Dialog):
    """Enter on a format writes a file of what is shown."""

    BINDINGS = [
        Binding("enter", "choose", show=False),
        Binding(NAMED["export"].keys, "close", show=False),
    ]

    def __init__(self, review: Review) -> None:
        """Make the list.

        Args:
            review: whose filters and lens the file has.
        """
        view = View(review.lens, review.filters, review.kept)
        self.page = Page(partial(draw, view), id="exports")
        super().__init__("Export to a file", [Hint("Enter", "writes it"), Hint("Esc")], self.page)

    def action_choose(self) -> None:
        """Write the selected format."""
        if self.page.key:
            self.end_in(Export(self.page.key))
