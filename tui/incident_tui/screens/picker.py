"""The picker: agencies and units with boxes, and the number of their entries."""

from collections.abc import Callable, Sequence

import msgspec
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.widgets import Input

from incident_tui.boards.picker import Picks, agencies_of, draw, picks_of, units_of
from incident_tui.drawing.hints import Hint
from incident_tui.drawing.ink import Row
from incident_tui.drawing.lines import Listing
from incident_tui.panes.prompt import Prompt
from incident_tui.record.text import visible
from incident_tui.review.intents import ShowAgencies, ShowUnits
from incident_tui.review.review import Review
from incident_tui.screens.dialog import Dialog

_HINT = "part of a name, a call sign or an id"
_HINTS = (
    Hint("Enter", "ok"),
    Hint("Space", "■"),
    Hint("o", "only"),
    Hint("a", "all"),
    Hint("/", "find"),
    Hint("Esc"),
)
_FIND_HINTS = (Hint("Enter", "stay"), Hint("Esc", "all"))


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

    def look_for(self, text: str) -> None:
        """List the rows with a text in their names, the first row selected; "" lists every row."""
        self.picks = msgspec.structs.replace(self.picks, text=text)
        self.selected = None
        self.remake()
        self.refresh(layout=True)  # the box is as high as its rows
        self.scroll_to(y=0, animate=False, force=True)


class AgencyPicker(Dialog):
    """The picker, over the review; Enter ends in the picked filter."""

    BINDINGS = [
        Binding("space", "pick_toggle", show=False),
        Binding("a", "pick_all", show=False),
        Binding("o", "pick_only", show=False),
        Binding("slash", "find", show=False),
        Binding("enter,f", "pick_take", show=False),
        Binding("escape,q", "pick_back", show=False),
    ]

    def __init__(self, review: Review) -> None:
        self._review = review
        self.boxes = Boxes(review)
        self.prompt = Prompt()
        self._title = "Agencies and units" if review.lens.units() else "Agencies"
        super().__init__(self._title, _HINTS, self.boxes)

    def compose(self) -> ComposeResult:
        """The box, and the line to find a row by name."""
        yield from super().compose()
        yield self.prompt

    def action_pick_toggle(self) -> None:
        """Fill or empty the selected box."""
        self.boxes.pick(self.boxes.picks.toggled)

    def action_pick_only(self) -> None:
        """Fill the selected box alone."""
        self.boxes.pick(self.boxes.picks.only)

    def action_pick_all(self) -> None:
        """Fill or empty every box."""
        self.boxes.all_or_none()

    def action_pick_take(self) -> None:
        """Close with the picked filter."""
        picks, before = self.boxes.picks, self._review.filters
        wishes = [ShowAgencies(agencies_of(self._review, picks)), ShowUnits(units_of(picks))]
        self.end_in(*(wishes if before.units != units_of(picks) else wishes[:1]))

    def action_find(self) -> None:
        """Type a part of a name; only matching rows are listed."""
        self.prompt.open("find", _HINT, _FIND_HINTS)

    def action_pick_back(self) -> None:
        """List every row again after a search; else close without a change of the filter."""
        if self.prompt.display or self.boxes.picks.text:
            self._look_for("")
            self._close_prompt()
        else:
            self.action_close()

    def on_input_changed(self) -> None:
        """List the rows that match the text."""
        self._look_for(self.prompt.text)
        found = len(self.boxes.choices)
        words = f"{found} found" if found else "nothing of that name"
        self.prompt.reply(words, "here" if found else "possible", _FIND_HINTS)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Move the keys from the text to the boxes."""
        event.stop()
        self._close_prompt()

    def _look_for(self, text: str) -> None:
        """List the matching rows; the title names the text, which the prompt shows no longer."""
        self.boxes.look_for(text)
        listed = f" · “{visible(text)}” · Esc lists all" if text else ""
        self.boxes.border_title = Content(self._title + listed)

    def _close_prompt(self) -> None:
        self.prompt.display = False
        self.boxes.focus()

    @property
    def active(self) -> Listing | None:
        """The box; None while keys are letters of a text."""
        return None if self.prompt.display else self.boxes

    def activate(self, box: Listing) -> None:
        """Close the prompt; the found rows stay listed."""
        self._close_prompt()
