"""The library: the records of a folder, to open a record."""

from collections.abc import Sequence
from pathlib import Path

from textual.binding import Binding
from textual.worker import get_current_worker

from incident_tui.boards.library import draw
from incident_tui.drawing.hints import Hint
from incident_tui.drawing.ink import Row
from incident_tui.drawing.lines import Listing
from incident_tui.record.text import visible
from incident_tui.review.commands import OpenRecord
from incident_tui.review.library import SORTS, Head, heads, ordered, same_record
from incident_tui.screens.dialog import Dialog


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
        self.sort = SORTS[0]

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

    def move(self, by: int) -> None:
        """Select by a number of rows."""
        self._moved = True
        super().move(by)

    def _remake(self) -> None:
        """Make the rows again; the selected record, or else the open record, stays selected."""
        key = self.key if self._moved else str(self._here or "")
        self.remake()
        found = next((number for number, row in enumerate(self.rows) if row.key == key), None)
        if key and found is not None and found != self.selected:
            self.select(found)

    def make(self, width: int) -> Sequence[Row]:
        """The rows, in their order."""
        return draw(ordered(self._records, self.sort), self._here, width)

    def sort_next(self) -> None:
        """Order the records by the next of `SORTS`."""
        self.sort = SORTS[(SORTS.index(self.sort) + 1) % len(SORTS)]
        self._remake()


class Library(Dialog):
    """The library, over the review; Enter on a record ends in a visit."""

    BINDINGS = [
        Binding("enter", "choose", show=False),
        Binding("s", "sort", show=False),
        Binding("l", "close", show=False),
    ]

    def __init__(self, folder: Path, here: str) -> None:
        self.records = Records(folder, here)
        self.records.add_class("board")
        name = folder.resolve().name or str(folder)
        super().__init__(f"Library · {visible(name)}", (), self.records)
        self._hint()

    def _hint(self) -> None:
        sort = Hint("s", f"sorted by {self.records.sort}")
        self.records.show_hints([Hint("Enter", "opens"), sort, Hint("Esc")])

    def action_choose(self) -> None:
        """Open the selected record."""
        if self.records.key:
            self.end_in(OpenRecord(self.records.key))

    def action_sort(self) -> None:
        """Sort by the next column."""
        self.records.sort_next()
        self._hint()
