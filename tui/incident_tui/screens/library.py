"""The library: the records of a folder, to open one of them."""

from collections.abc import Sequence
from pathlib import Path

from textual.binding import Binding
from textual.worker import get_current_worker

from incident_tui.panes.ink import EMPTY, Ink, Line, Row, fit
from incident_tui.panes.lines import Lines, Listing
from incident_tui.record.text import visible
from incident_tui.review.library import Head, heads, same_record
from incident_tui.screens.dialog import Dialog

SORTS = ("date", "title", "entries", "problems")
_COLUMNS = (("date", 11), ("hurt", 10), ("entries", 9), ("problems", 9))


def draw(records: Sequence[Head], here: str, width: int) -> list[Row]:
    """The page: a row a record, the open one marked."""
    room = max(width - sum(size for _, size in _COLUMNS) - 2, 8)
    names = (f"{name:>{size}}" for name, size in _COLUMNS[1:])
    head = "".join([fit("date", 11), fit("  title", room + 2), *names])
    rows = [Row((Ink(head, "heading"),))]
    for one in records:
        rows.append(Row(_record(one, same_record(one.path, here), room), str(one.path)))
    if len(rows) == 1:
        rows.append(Row((Ink("No record in this folder.", "dim"),)))
    return [*rows, Row(EMPTY), Row((Ink("hurt: responders/public/suspects", "dim"),))]


def _record(one: Head, here: bool, room: int) -> Line:
    mark = "◆ " if here else "  "
    exercise = "EXERCISE · " if one.exercise else ""
    hurt = "/".join(map(str, one.casualties)) or "—"
    entries = f"{one.entries}{'+' if one.calls else ''}"
    return (
        Ink(fit(one.date, 11), "time"),
        Ink(mark, "here"),
        Ink(fit(visible(exercise + one.title), room), "text"),
        Ink(f"{hurt:>10}{entries:>9}", "dim"),
        Ink(f"{one.problems:>9}", "alert" if one.problems else "dim"),
    )


class Records(Listing):
    """The rows of the library."""

    def __init__(self, folder: Path, here: str) -> None:
        super().__init__(id="library")
        self._folder = folder
        self._here = here
        self._records: list[Head] = []
        self.sort = SORTS[0]

    def on_mount(self) -> None:
        """Read the heads, one after the other, while what is there can be looked at."""
        self.run_worker(self._read, thread=True)

    def _read(self) -> None:
        worker = get_current_worker()
        for head in heads(self._folder):
            if worker.is_cancelled:
                return
            self.app.call_from_thread(self._add, head)

    def _add(self, head: Head) -> None:
        self._records.append(head)
        self.remake()

    def make(self, width: int) -> Sequence[Row]:
        """All rows, in their order."""
        key = self.sort
        largest_first = key in ("entries", "problems")
        ordered = sorted(self._records, key=lambda one: getattr(one, key), reverse=largest_first)
        return draw(ordered, self._here, width)

    def sort_next(self) -> None:
        """Order the records by the next of what they can be ordered by."""
        self.sort = SORTS[(SORTS.index(self.sort) + 1) % len(SORTS)]
        self.remake()


class Library(Dialog[str]):
    """The library, over the review; its result is the path of the record that was chosen."""

    BINDINGS = [
        Binding("enter", "choose", show=False),
        Binding("s", "sort", show=False),
    ]

    def __init__(self, folder: Path, here: str) -> None:
        self.records = Records(folder, here)
        self.records.add_class("board")
        super().__init__(f"Library · {visible(str(folder))}", "", self.records)
        self._hint()

    def _hint(self) -> None:
        hint = f"Enter opens · s sorted by {self.records.sort} · Esc"
        self.records.border_subtitle = hint

    def action_choose(self) -> None:
        """Open the selected record."""
        if self.records.key:
            self.dismiss(self.records.key)

    def action_sort(self) -> None:
        """Sort by something else."""
        self.records.sort_next()
        self._hint()

    def on_lines_chosen(self, message: Lines.Chosen) -> None:
        """A click opens a record."""
        self.records.select(message.number)
        self.action_choose()
