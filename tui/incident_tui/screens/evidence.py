"""The picker of evidence: entries with a mark first, then all others; letters narrow them."""

from collections.abc import Callable, Collection, Sequence

from textual import events

from incident_tui.boards.lines import entry_line, remark, time_size
from incident_tui.drawing.hints import Hint
from incident_tui.drawing.ink import EMPTY, Ink, Row
from incident_tui.drawing.lines import Listing
from incident_tui.review.evidence import Found, entries_for
from incident_tui.review.links import id_of
from incident_tui.review.review import Review
from incident_tui.screens.narrowed import NarrowedDialog
from incident_tui.words.notes import subject_mark

_KEYS = {
    "enter": "take_row",
    "escape": "back",
    "down": "move(1)",
    "up": "move(-1)",
    "pagedown": "move(10)",
    "pageup": "move(-10)",
    "home": "move(-1000000)",
    "end": "move(1000000)",
}
"""Keys that are no letters of a text, with their actions."""
_HELD_BACK = ("ctrl+p", "ctrl+q")
"""Keys that would end the form below."""


class _Entries(Listing):
    """Entries to pick from."""

    def __init__(self, review: Review, taken: Collection[str]) -> None:
        super().__init__(id="evidence")
        self.review, self._taken = review, taken
        self._found = Found()
        self._text = ""

    def find(self, text: str) -> int:
        """List the entries with a text; returns their number."""
        self._text = text
        self._found = entries_for(self.review, text, self._taken)
        self.selected = None
        self.remake()
        self.refresh(layout=True)  # the box is as high as its rows
        self.scroll_to(y=0, animate=False, force=True)
        return len(self._found.marked) + len(self._found.others) + self._found.more

    def make(self, width: int) -> Sequence[Row]:
        """The rows."""
        found, lens = self._found, self.review.lens
        ids = [lens.outline(one).id for one in (*found.marked, *found.others)]
        times, rows = time_size(lens, ids, width), list[Row]()
        for number, identifier in enumerate(ids):
            if found.marked and number in (0, len(found.marked)):
                words = "every other entry" if number else "with a mark of a reviewer"
                rows.append(Row((Ink(f"─ {words} ─", "dim"),)))
            mark = f"{subject_mark(self.review.told_notes, identifier) or ' '} "
            rows += entry_line(self.review, identifier, width, mark, times)
        if found.more or not found.is_whole:
            count = (
                f"{found.more:,} more: type"
                if found.more
                else "not every entry was looked at: type"
            )
            rows += [Row(EMPTY), *remark(f"{count} words to find them", width)]
        return rows


class EvidencePicker(NarrowedDialog):
    """Enter takes an entry as evidence."""

    TEXT_HINT = "type words of the entry"
    TEXT_HINTS = ()

    def __init__(self, review: Review, taken: Collection[str], take: Callable[[str], None]) -> None:
        """Make the picker.

        Args:
            taken: ids of entries that are evidence already.
            take: is given the id of the entry.
        """
        self.entries = _Entries(review, taken)
        self._take = take
        hints = [Hint("Enter", "takes it", True), Hint("Esc", is_fixed=True)]
        super().__init__("Evidence from the timeline", hints, self.entries)

    def on_mount(self) -> None:
        """Show the line for a text, which takes every letter."""
        self.entries.find("")
        self.begin_typing()

    async def take(self, event: events.Key) -> bool:
        """Take a letter into the text; other keys pick. All in the order typed."""
        if event.key in _KEYS:
            await self.run_action(_KEYS[event.key])
            return True
        return event.key in _HELD_BACK or await super().take(event)

    def narrow(self, text: str) -> int:
        """List the entries with a text in their words."""
        return self.entries.find(text)

    def action_take_row(self) -> None:
        """Take the selected entry, and close."""
        if self.entries.key:
            self._take(id_of(self.entries.key))
            self.action_close()

    def action_back(self) -> None:
        """List every entry again after a text was typed; else close."""
        if self.prompt.text:
            self.clear()
        else:
            self.action_close()
