"""The agency picker: several agencies at once, each with its number of entries."""

from collections.abc import Sequence

from textual.binding import Binding

from incident_tui.boards.picker import draw
from incident_tui.drawing.ink import Row
from incident_tui.drawing.lines import Lines, Listing
from incident_tui.review.filters import agency_choices
from incident_tui.review.intents import ShowAgencies
from incident_tui.review.review import Review
from incident_tui.screens.dialog import Dialog


class AgencyBoxes(Listing):
    """The agencies with their boxes, and how many entries they come to."""

    def __init__(self, review: Review) -> None:
        super().__init__(id="picker")
        self._review = review
        self._everyone = frozenset(agency_choices(review.chronology))
        on = review.filters.agencies
        self._on = self._everyone if on is None else on

    @property
    def picked(self) -> frozenset[str] | None:
        """The agencies whose boxes are filled; None when all are."""
        return None if self._on == self._everyone else self._on

    def make(self, width: int) -> Sequence[Row]:
        """All rows."""
        return draw(self._review, self._on, width)

    def toggle(self) -> None:
        """Fill the selected box, or empty it."""
        if self.key:
            self._on ^= {self.key}
            self.remake()

    def only(self) -> None:
        """Fill the selected box alone."""
        if self.key:
            self._on = frozenset({self.key})
            self.remake()

    def toggle_all(self) -> None:
        """Fill every box, or empty them if they are full."""
        self._on = frozenset() if self._on == self._everyone else self._everyone
        self.remake()


class AgencyPicker(Dialog):
    """The picker, over the review; Enter ends in showing what is picked."""

    BINDINGS = [
        Binding("space", "pick_toggle", show=False),
        Binding("a", "pick_toggle_all", show=False),
        Binding("o", "pick_only", show=False),
        Binding("enter,f", "pick_take", show=False),
    ]

    def __init__(self, review: Review) -> None:
        self.boxes = AgencyBoxes(review)
        hint = "Space toggles · o only · a all or none · Enter shows · Esc"
        super().__init__("Agencies", hint, self.boxes)

    def action_pick_toggle(self) -> None:
        """Fill the selected box, or empty it."""
        self.boxes.toggle()

    def action_pick_only(self) -> None:
        """Fill the selected box alone."""
        self.boxes.only()

    def action_pick_toggle_all(self) -> None:
        """Fill every box, or empty them all."""
        self.boxes.toggle_all()

    def action_pick_take(self) -> None:
        """Close, and show what is picked."""
        self.end_in(ShowAgencies(self.boxes.picked))

    def on_lines_chosen(self, message: Lines.Chosen) -> None:
        """A click fills a box, or empties it."""
        self.boxes.select(message.number)
        self.boxes.toggle()
