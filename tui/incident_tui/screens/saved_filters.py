"""The filters saved for a record, over the review."""

from collections.abc import Callable, Sequence
from functools import partial

from textual.binding import Binding

from incident_tui.boards.saved_filters import NAMED, SAVE, draw
from incident_tui.drawing.hints import Hint
from incident_tui.drawing.ink import Row
from incident_tui.review.commands import NAME, Ask
from incident_tui.review.filters import Filters
from incident_tui.review.intents import UseFilters
from incident_tui.review.review import Review
from incident_tui.review.saved_filters import SavedFiltersError, save_filters, saved_filters
from incident_tui.screens.dialog import Dialog, Page


class SavedFilters(Dialog):
    """Enter on a name shows the entries of its filters; d forgets the name."""

    BINDINGS = [
        Binding("enter", "choose", show=False),
        Binding("d,delete", "forget", show=False),
        Binding("F", "close", show=False),
    ]

    def __init__(self, review: Review) -> None:
        self._review = review
        self._incident = review.chronology.record.incident.id
        self._saved: dict[str, Filters] = {}
        self._fault = ""
        self._read()
        self.page = Page(self._draw(), id="saved-filters")
        hints = [Hint("Enter", "shows it"), Hint("d", "forgets it"), Hint("Esc")]
        super().__init__("Saved filters", hints, self.page)

    def _read(self) -> None:
        try:
            self._saved, self._fault = saved_filters(self._incident), ""
        except SavedFiltersError as error:
            self._saved, self._fault = {}, str(error)

    def _draw(self) -> Callable[[int], Sequence[Row]]:
        return partial(draw, self._review, self._saved, self._fault)

    def action_choose(self) -> None:
        """Use the filters of the selected name, or ask for a name for the present filters."""
        key = self.page.key
        if key == SAVE:
            self.end_in(Ask(NAME))
        elif key.startswith(NAMED):
            self.end_in(UseFilters(self._saved[key.removeprefix(NAMED)]))

    def action_forget(self) -> None:
        """Forget the selected name."""
        if not self.page.key.startswith(NAMED):
            return
        try:
            save_filters(self._incident, self.page.key.removeprefix(NAMED), None)
        except SavedFiltersError as error:
            self._fault = str(error)
        else:
            self._read()
        self.page.draw = self._draw()
        self.page.redraw()
