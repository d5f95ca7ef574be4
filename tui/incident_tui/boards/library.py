"""The library: the records of a folder, to open a record."""

from collections.abc import Sequence
from pathlib import Path

from incident_tui.drawing.ink import EMPTY, Ink, Line, Row, fit
from incident_tui.record.text import visible
from incident_tui.review.library import Head

_COLUMNS = (("date", 11), ("hurt", 10), ("entries", 9), ("problems", 9))
_LEAST = 16
"""The minimum width of a title, in cells; columns give way."""


def draw(records: Sequence[Head], here: Path | None, width: int) -> list[Row]:
    """The page: a row a record, the open record marked."""
    columns, room = [*_COLUMNS], 0
    while (room := width - 2 - sum(size for _, size in columns)) < _LEAST and len(columns) > 1:
        columns.pop()
    names = [name for name, _ in columns]
    labels = "".join(f"{name:>{size}}" for name, size in columns[1:])
    rows = [Row((Ink(fit("date", 11) + fit("  title", max(room, 1) + 2) + labels, "heading"),))]
    for head in records:
        rows.append(Row(_record(head, head.path == here, max(room, 1), names), str(head.path)))
    if len(rows) == 1:
        rows.append(Row((Ink("No record in this folder.", "dim"),)))
    legend = "hurt: responders/public/suspects · + and calls" if "hurt" in names else ""
    return [*rows, Row(EMPTY), Row((Ink(legend, "dim"),))]


def _record(head: Head, here: bool, room: int, names: Sequence[str]) -> Line:
    exercise = "EXERCISE · " if head.exercise else ""
    plus = "+" if head.calls else ""
    cells = {
        "hurt": ("/".join(map(str, head.casualties)) or "—", "dim"),
        "entries": (f"{head.entries:,}{plus}", "dim"),
        "problems": (f"{head.problems:,}{plus}", "alert" if head.problems else "dim"),
    }
    line = [
        Ink(fit(head.date, 11), "time"),
        Ink("◆ " if here else "  ", "here"),
        Ink(fit(visible(exercise + head.title), room), "text"),
    ]
    for name, size in _COLUMNS[1:]:
        if name in names:
            words, ink = cells[name]
            line += [Ink(" " * (size - len(words))), Ink(words, ink)]
    return tuple(line)
