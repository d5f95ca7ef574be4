"""The library: the records of a folder, to open a record."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from incident_tui.drawing.ink import EMPTY, Ink, Line, Row, fit, wrap
from incident_tui.review.library import Head

_DATE = 11
"""Cells of a date and a space."""
_LEAST = 24
"""The minimum width of a title, in cells; columns give way."""


class _Column(NamedTuple):
    """A column of numbers."""

    name: str
    cells: Sequence[str]
    """A cell for each record."""
    legend: str

    @property
    def size(self) -> int:
        """Cells of the widest text, and two spaces before."""
        return max(len(text) for text in (self.name, *self.cells)) + 2


def draw(
    records: Sequence[Head],
    here: Path | None,
    width: int,
    empty: str = "No record in this folder.",
) -> list[Row]:
    """The page: a row a record, the open record marked; below, what the marks mean.

    Args:
        here: the path of the open record.
        width: cells of a row.
        empty: words in place of the page, where no record is listed.
    """
    if not records:
        return [Row((Ink(empty, "dim"),))]
    columns = _columns(records)
    while columns and _room(columns, width) < _LEAST:
        columns.pop()
    room = max(_room(columns, width), 1)
    names = "".join(f"{column.name:>{column.size}}" for column in columns)
    rows = [Row((Ink(fit("date", _DATE) + fit("  title", room + 2) + names, "heading"),))]
    for number, head in enumerate(records):
        first, *more = wrap(_title(head), room)
        line = _record(head, head.path == here, fit(first, room))
        for column in columns:
            is_flaw = column.name == "problems" and head.problems > 0
            cell = column.cells[number].rjust(column.size)
            line = (*line, Ink(cell, "alert" if is_flaw else "dim"))
        rows.append(Row(line, str(head.path)))
        rows += [Row((Ink(" " * (_DATE + 2)), Ink(words))) for words in more]
    is_open = any(head.path == here for head in records)
    legend = [*(["◆ the open record"] if is_open else []), *(column.legend for column in columns)]
    words = " · ".join(part for part in legend if part)
    return [*rows, Row(EMPTY), *(Row((Ink(line, "dim"),)) for line in wrap(words, width))]


def _room(columns: Sequence[_Column], width: int) -> int:
    """Cells for a title beside columns."""
    return width - _DATE - 2 - sum(column.size for column in columns)


def _title(head: Head) -> str:
    return f"{'EXERCISE · ' if head.exercise else ''}{head.title}"


def _columns(records: Sequence[Head]) -> list[_Column]:
    """The columns beside the title; none for problems where no record has a problem."""
    hurt = ["/".join(map(str, head.casualties)) or "—" for head in records]
    entries = [f"{head.entries:,}{_more(head)}" for head in records]
    problems = [f"{head.problems:,}{_more(head)}" if head.problems else "" for head in records]
    more = "+ calls in further files" if any(head.calls for head in records) else ""
    columns = [
        _Column("hurt", hurt, "hurt: responders/public/suspects"),
        _Column("entries", entries, more),
        _Column("problems", problems, ""),
    ]
    return columns if any(problems) else columns[:-1]


def _more(head: Head) -> str:
    """The mark of a number that does not count bulk calls."""
    return "+" if head.calls else ""


def _record(head: Head, here: bool, title: str) -> Line:
    """The date, the mark of the open record, and the first line of the title."""
    return (
        Ink(fit(head.date, _DATE), "time"),
        Ink("◆ " if here else "  ", "here"),
        Ink(title, "text"),
    )
