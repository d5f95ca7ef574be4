"""The library: the records of a folder, to open a record."""

from collections.abc import Sequence
from pathlib import Path

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.worker import get_current_worker

from incident_tui.boards.library import draw
from incident_tui.drawing.hints import Hint
from incident_tui.drawing.ink import Row
from incident_tui.drawing.lines import Listing
from incident_tui.record.text import folded, visible
from incident_tui.review.commands import OpenRecord
from incident_tui.review.library import SORTS, Head, heads, ordered, same_record
from incident_tui.screens.narrowed import NarrowedDialog


class Records(Listing):
    """The rows of the library."""

    def __init__(self, folder: Path, here: str) -> None:
        super().__init__(id="library")
        self._folder = folder
        self._opened = here
        self._here: Path | None = None
        """The path of the open record, once read."""
        self._records: list[Head] = []
        self._moved = False
        """Whether a record was selected by hand."""
        self._wanted = ""
        """The key of the record to select."""
        self.sort = SORTS[0]
        self.text = ""
        """A part of the dates and titles of the listed records; "" lists every record."""

    def on_mount(self) -> None:
        """Read the heads in a thread; the rows grow meanwhile."""
        self.run_worker(self._read, thread=True)

    def _read(self) -> None:
        worker, app = get_current_worker(), self.app
        for head in heads(self._folder):
            if worker.is_cancelled:
                return
            app.call_from_thread(self._add, head)

    def _add(self, head: Head) -> None:
        if self.is_attached:
            self._records.append(head)
            if same_record(head.path, self._opened):
                self._here = head.path
            self._remake()

    def take_click(self, number: int) -> None:
        """Select a row with a key, for a click."""
        self._moved = True
        super().take_click(number)
        self._wanted = self.key

    def move(self, by: int) -> None:
        """Select by a number of rows."""
        self._moved = True
        super().move(by)
        self._wanted = self.key

    def _remake(self) -> None:
        """Make the rows again; the selected record, or else the open record, stays selected."""
        self._wanted = self.key if self._moved else str(self._here or "")
        self.remake()
        if self.selected is not None:
            self.reveal(self.selected)

    def _keep_selected(self, key: str) -> None:
        super()._keep_selected(self._wanted)

    def make(self, width: int) -> Sequence[Row]:
        """The rows of the records with the text, in their order."""
        found = [head for head in self._records if folded(self.text) in folded(_words(head))]
        empty = "No record has these words." if self._records else "No record in this folder."
        return draw(ordered(found, self.sort), self._here, width, empty)

    def look_for(self, text: str) -> None:
        """List the records with a text in date or title; "" lists every record."""
        self.text, self._moved = text, self._moved or bool(text)
        self._remake()

    def sort_next(self) -> None:
        """Order the records by the next of `SORTS`."""
        self.sort = SORTS[(SORTS.index(self.sort) + 1) % len(SORTS)]
        self._remake()


def _words(head: Head) -> str:
    return f"{head.date} {'exercise ' if head.exercise else ''}{head.title}"


class Library(NarrowedDialog):
    """The library, over the review; Enter on a record ends in a visit."""

    TEXT_HINT = "a part of a title or a date"
    BINDINGS = [
        Binding("slash", "filter", show=False, priority=True),
        Binding("enter", "choose", show=False),
        Binding("s", "sort", show=False),
        Binding("l", "close", show=False),
    ]

    def __init__(self, folder: Path, here: str) -> None:
        self.records = Records(folder, here)
        self.records.add_class("board")
        self._heading = f"Library · {visible(folder.resolve().name or str(folder))}"
        super().__init__(self._heading, (), self.records)
        self._hint()

    def _hint(self) -> None:
        sort = Hint("s", f"sorted by {self.records.sort}")
        hints = [Hint("Enter", "opens"), sort, Hint("/", "filter"), Hint("Esc")]
        self.records.show_hints(hints)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Begin a text by its key, unless the key is a letter of the text."""
        return action != "filter" or not self.typing

    def narrow(self, text: str) -> int:
        """List the records with a text in date or title."""
        self.records.look_for(text)
        listed = f" · “{visible(text)}” · Esc lists all" if text else ""
        self.records.border_title = Content(self._heading + listed)
        return len(self.records.choices)

    async def take(self, event: events.Key) -> bool:
        """Take a letter into the text; Enter keeps the found records listed, Esc lists all."""
        match event.key:
            case "enter":
                self.end_typing()
            case "escape":
                self._list_all()
            case "up" | "down":
                self.action_move(1 if event.key == "down" else -1)
            case _:
                return await super().take(event)
        return True

    def _list_all(self) -> None:
        self.narrow("")
        self.end_typing()

    def action_filter(self) -> None:
        """Type a part of a title; only matching records are listed."""
        self.narrow("")
        self.begin_typing()

    def action_close(self) -> None:
        """List every record again after a text; else close."""
        if self.records.text:
            self._list_all()
        else:
            super().action_close()

    def action_choose(self) -> None:
        """Open the selected record."""
        if self.records.key:
            self.end_in(OpenRecord(self.records.key))

    def action_sort(self) -> None:
        """Sort by the next column."""
        self.records.sort_next()
        self._hint()
