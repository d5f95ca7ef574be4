"""The picker: agencies and units with boxes, and the number of their entries."""

from collections.abc import Callable, Sequence

import msgspec
from textual import events

from incident_tui.boards.picker import Picks, agencies_of, draw, picks_of, units_of
from incident_tui.drawing.hints import Hint
from incident_tui.drawing.ink import Row
from incident_tui.drawing.lines import Listing
from incident_tui.review.intents import ShowAgencies, ShowUnits
from incident_tui.review.review import Review
from incident_tui.screens.narrowed import NarrowedDialog

_KEYS = {
    "space": "pick_toggle",
    "ctrl+a": "pick_all",
    "ctrl+o": "pick_only",
    "enter": "pick_take",
    "escape": "pick_back",
    "down": "move(1)",
    "up": "move(-1)",
    "pagedown": "move(10)",
    "pageup": "move(-10)",
    "home": "move(-1000000)",
    "end": "move(1000000)",
}
"""Keys that are no letters of a name, with their actions."""


class Boxes(Listing):
    """The agencies and units with their boxes."""

    def __init__(self, review: Review) -> None:
        super().__init__(id="picker")
        self._review = review
        self.picks = picks_of(review)

    def make(self, width: int) -> Sequence[Row]:
        """The rows."""
        return draw(self._review, self.picks, width)

    def pick(self, change: Callable[[str], Picks]) -> None:
        """Change the box of the selected row."""
        if self.key:
            self.picks = change(self.key)
            self.remake()

    def all_or_none(self) -> None:
        """Fill every listed box of the kind of the selected row, or empty these boxes."""
        listed = frozenset(row.key for row in self.rows if row.key)
        self.pick(lambda key: self.picks.all_or_none(key, listed))

    def show(self, review: Review) -> None:
        """Draw a changed review."""
        self._review = review
        self.remake()

    def look_for(self, text: str) -> None:
        """List the rows with a text in their names, the first row selected; "" lists every row."""
        self.picks = msgspec.structs.replace(self.picks, text=text)
        self.selected = None
        self.remake()
        self.refresh(layout=True)  # the box is as high as its rows
        self.scroll_to(y=0, animate=False, force=True)


class AgencyPicker(NarrowedDialog):
    """The picker, over the review; letters narrow the rows; Enter ends in the picked filter."""

    TEXT_HINT = "type a part of a name, a call sign or an id"
    TEXT_HINTS = ()

    def __init__(self, review: Review) -> None:
        self._review = review
        self.boxes = Boxes(review)
        title = "Agencies and units" if review.lens.units() else "Agencies"
        hints = [
            Hint("Enter", "ok", True),
            Hint("Space", "■", True),
            Hint("ctrl+o", "only", True),
            Hint("ctrl+a", "all", True),
            Hint("Esc", is_fixed=True),
        ]
        super().__init__(title, hints, self.boxes)

    def on_mount(self) -> None:
        """Show the line for a name, which takes every letter."""
        self.begin_typing()

    def show(self, review: Review) -> None:
        """Count the entries of the calls read meanwhile, too."""
        self._review = review
        self.boxes.show(review)

    async def take(self, event: events.Key) -> bool:
        """Take a letter into the name; other keys pick. All in the order typed."""
        if event.key in _KEYS:
            await self.run_action(_KEYS[event.key])
            return True
        return await super().take(event)

    def narrow(self, text: str) -> int:
        """List the rows with a text in their names."""
        self.boxes.look_for(text)
        return len(self.boxes.choices)

    def action_pick_toggle(self) -> None:
        """Fill or empty the selected box."""
        self.boxes.pick(self.boxes.picks.toggled)

    def action_pick_only(self) -> None:
        """Fill the selected box alone."""
        self.boxes.pick(self.boxes.picks.only)

    def action_pick_all(self) -> None:
        """Fill or empty every listed box of the kind of the selected row."""
        self.boxes.all_or_none()

    def action_pick_take(self) -> None:
        """Close with the picked filter."""
        picks, before = self.boxes.picks, self._review.filters
        wishes = [ShowAgencies(agencies_of(self._review, picks)), ShowUnits(units_of(picks))]
        self.end_in(*(wishes if before.units != units_of(picks) else wishes[:1]))

    def action_pick_back(self) -> None:
        """List every row again after a name was typed; else close without a change."""
        if self.prompt.text:
            self.clear()
        else:
            self.action_close()
