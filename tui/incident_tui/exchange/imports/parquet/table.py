"""The table in files of Parquet or CSV, with window, talkgroups and order in the query."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from incident_tui.exchange.imports.foreign.values import clean
from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.exchange.imports.parquet.lake import Lake, quoted
from incident_tui.exchange.imports.tables.typed_cells import cell_of
from incident_tui.exchange.imports.tables.typed_table import TypedRow, TypedTable
from incident_tui.exchange.imports.tables.wanted import (
    SAMPLE_ROWS,
    SAMPLE_VALUES,
    Wanted,
    wanted_of,
)

_FILE, _ROW = "filename", "file_row_number"
"""Columns of DuckDB with the path of the file, and the number of a row of Parquet from 0."""
_BYTES = ("BLOB", "BINARY")


class _Selection(NamedTuple):
    """The wished rows."""

    query: str
    values: dict[str, object]
    """From the name of a parameter to the value."""
    names: list[str]
    """The columns of the rows."""
    places: int
    """The number of further columns for the place of a row: the file, the row of the file."""
    left_out: list[str]
    """Columns of bytes."""
    rows: str
    """The query for all rows, without the conditions."""
    wanted: Wanted | None
    """None for a query without conditions."""


class LakeTable(TypedTable):
    """The wished rows of a lake."""

    def __init__(self, lake: Lake, path: Path, title: str, wishes: Wishes) -> None:
        """Find the columns and the conditions.

        Args:
            lake: the open files.
            path: the file, or the folder around the files, as named by the user.
            title: the title of the table as a source.
            wishes: the options of the user.

        Raises:
            ArchiveError: if DuckDB cannot read the files, or a column for a wish is missing.
        """
        self._lake = lake
        self._root = path
        self._chosen = chosen = _selection(lake, wishes)
        wanted = chosen.wanted
        time, outside = (wanted.time, wanted.outside) if wanted else ("", None)
        super().__init__(str(path), "", title, chosen.left_out, time, outside)

    def asked(self) -> Iterator[TypedRow]:
        """Ask DuckDB for the rows, and yield the rows."""
        chosen = self._chosen
        for row in self._lake.rows(chosen.query, chosen.values):
            end = len(row) - chosen.places
            yield TypedRow(chosen.names, row[:end], self._place_of(row[end:]))

    def ends(self) -> tuple[str, str]:
        """Return the first and the last time of the files; "" for files without rows.

        Raises:
            ArchiveError: if DuckDB cannot read the files.
        """
        if self._chosen.wanted is None:
            return "", ""
        time = quoted(self._chosen.wanted.time)
        query = f"SELECT min({time}), max({time}) FROM (\n{self._chosen.rows}\n) AS rows"
        [(first, last)] = self._lake.rows(query, {})
        return cell_of(first), cell_of(last)

    def _place_of(self, place: Sequence[object]) -> str:
        """Return the place of a row: the file from the named folder, and the number of the row."""
        if not place:
            return ""
        file, *numbers = place
        path, root = Path(str(file)), self._root.absolute()
        rows = [f"row {number + 1}" for number in numbers if isinstance(number, int)]
        if path == root:
            return clean(" ".join(rows or [path.name]))
        name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
        return clean(" ".join([name, *rows]))


def _selection(lake: Lake, wishes: Wishes) -> _Selection:
    """Return the wished rows.

    Raises:
        ArchiveError: if DuckDB cannot read the files, or a column for a wish is missing.
    """
    text = wishes.query.strip().rstrip(";")
    columns = lake.columns(text or "FROM archive")
    places = [] if text else [name for name in (_FILE, _ROW) if name in columns]
    left_out = [] if text else [name for name, kind in columns.items() if kind in _BYTES]
    names = [name for name in columns if name not in (*places, *left_out)]
    rows = text or f"SELECT {', '.join(map(quoted, (*names, *places)))} FROM archive"
    if text and not (wishes.since or wishes.until or wishes.only_talkgroups):
        return _Selection(rows, {}, names, 0, left_out, rows, None)
    sample = f"SELECT * FROM (\n{rows}\n) AS rows"

    def values_of(name: str) -> list[object]:
        held = quoted(name)
        query = f"SELECT {held} FROM (\n{rows}\n) AS rows WHERE {held} IS NOT NULL"
        return [row[0] for row in lake.rows(f"{query} LIMIT {SAMPLE_VALUES}", {})]

    first = [row[: len(names)] for row in lake.rows(f"{sample} LIMIT {SAMPLE_ROWS}", {})]
    wanted = wanted_of(names, first, values_of, wishes)
    conditions, values = _conditions(wanted)
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    order = ", ".join(map(quoted, (wanted.time, *places)))
    query = f"{sample}{where} ORDER BY {order}"
    return _Selection(query, values, names, len(places), left_out, rows, wanted)


def _conditions(wanted: Wanted) -> tuple[list[str], dict[str, object]]:
    """Return the conditions of a query, and the values of the parameters."""
    conditions, values = list[str](), dict[str, object]()
    time, bounds = quoted(wanted.time), wanted.bounds
    if bounds.least is not None:
        conditions.append(f"{time} >= $least")
        values["least"] = bounds.least
    if bounds.most is not None:
        conditions.append(f"{time} {'<' if bounds.is_below else '<='} $most")
        values["most"] = bounds.most
    held = list[str]()
    for at, (name, those) in enumerate(wanted.talkgroups.items()):
        marks = {f"talkgroup_{at}_{number}": value for number, value in enumerate(those)}
        held.append(f"{quoted(name)} IN ({', '.join(f'${mark}' for mark in marks)})")
        values |= marks
    if held:
        conditions.append(f"({' OR '.join(held)})")
    return conditions, values
