"""A dialog whose rows are narrowed to the rows that have a typed text in them."""

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult

from incident_tui.drawing.hints import Hint
from incident_tui.drawing.lines import Listing
from incident_tui.panes.prompt import Prompt
from incident_tui.screens.dialog import Dialog


class NarrowedDialog(Dialog):
    """A dialog with a line for a text; the rows are narrowed at each letter."""

    TEXT_NAME = "find"
    """Beside the text."""
    TEXT_HINT = ""
    """What may be typed."""
    TEXT_HINTS: Sequence[Hint] = (Hint("Enter", "stay"), Hint("Esc", "all"))
    """The keys while a text is typed."""

    def __init__(self, title: str, hints: Sequence[Hint], listing: Listing) -> None:
        super().__init__(title, hints, listing)
        self.prompt = Prompt()
        self._is_typing = False

    def compose(self) -> ComposeResult:
        """The box, and the line for the text."""
        yield from super().compose()
        yield self.prompt

    def narrow(self, text: str) -> int:
        """List the rows with a text in them, and return their number; "" lists every row."""
        raise NotImplementedError

    @property
    def typing(self) -> bool:
        """Whether keys are letters of the text."""
        return self._is_typing

    def begin_typing(self) -> None:
        """Show the line; keys are letters of the text from now on."""
        self._is_typing = True
        self.prompt.open(self.TEXT_NAME, self.TEXT_HINT, self.TEXT_HINTS)
        self.set_focus(self.listing)  # where the mark is: the text needs no cursor of its own

    def end_typing(self) -> None:
        """Close the line; the found rows stay listed."""
        self._is_typing = False
        self.prompt.display = False

    async def take(self, event: events.Key) -> bool:
        """Take a letter into the text, or edit the text."""
        if not await self.prompt.take(event):
            return False
        self._narrow()
        return True

    def clear(self) -> None:
        """List every row again."""
        self.prompt.open(self.TEXT_NAME, self.TEXT_HINT, self.TEXT_HINTS)
        self.set_focus(self.listing)
        self._narrow()

    def _narrow(self) -> None:
        """List the rows that match the text, and say how many they are."""
        found = self.narrow(self.prompt.text)
        if not self.prompt.text:
            self.prompt.reply(self.TEXT_HINT, "dim", self.TEXT_HINTS)
            return
        words = f"{found} found" if found else "nothing of that name"
        self.prompt.reply(words, "here" if found else "possible", self.TEXT_HINTS)
