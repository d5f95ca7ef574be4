"""A table or a query of a database, read as a log: the header is the names of the columns."""

import datetime as dt
from collections.abc import Iterator
from itertools import chain
from typing import Any

import sqlalchemy as sa

from incident_tui.exchange.imports.foreign.values import clean, identifier
from incident_tui.exchange.imports.landing.protocol import Origin, Remark
from incident_tui.exchange.imports.sql.database import Database, DatabaseError
from incident_tui.exchange.imports.sql.selection import Selection
from incident_tui.exchange.imports.tables.table import Row, Table
from incident_tui.exchange.imports.tables.time_bounds import is_within
from incident_tui.exchange.imports.tables.typed_cells import cell_of

_KEPT_PLACES = 1_000
"""Rows whose keys are known at a time: more than the reading of a log has at hand."""


class SqlTable(Table):
    """The wished rows of a database."""

    def __init__(self, database: Database, selection: Selection) -> None:
        address = database.address
        super().__init__(
            f"{address.text} {selection.title}", f"{selection.title} of {address.name}"
        )
        self.url = address.web
        self._database = database
        self._selection = selection
        self._ahead: Iterator[sa.Row[Any]] | None = None
        """The rows, if they are begun and not read."""
        self._places: dict[int, str] = {}
        """From the number of a row to the text of the key, for the last rows."""

    @property
    def source(self) -> str:
        """The id of the table as a source of a record."""
        return identifier(clean(self._selection.title), self._database.address.name)

    def fault(self) -> str:
        """Return "": a table with a fault is none of the database."""
        return ""

    def remarks(self) -> Iterator[Remark]:
        """Name the columns of bytes, which are left out."""
        if names := self._selection.left_out:
            columns = ", ".join(f"`{clean(name)}`" for name in names)
            yield Remark(self.origin(0), f"columns of bytes are left out: {columns}")

    def is_empty(self) -> bool:
        """Ask for the rows, and return whether there are none.

        Raises:
            DatabaseError: if the database refuses.
        """
        rows = self._asked()
        first = next(rows, None)
        self._ahead = rows if first is None else chain((first,), rows)
        return first is None

    def rows(self) -> Iterator[Row]:
        """Yield the names of the columns, and the rows; if the database fails, a fault at last."""
        number, names = 0, list[str]()
        rows, self._ahead = self._ahead or self._asked(), None
        try:
            for row in rows:
                if not names:
                    names = [clean(name) for name in row._fields]
                    yield Row(0, ", ".join(names), names)
                cells = self._cells(names, row)
                if self._is_wished(names, cells):
                    number += 1
                    self._note_place(number, names, cells)
                    yield Row(number, ", ".join(cells), cells)
        except DatabaseError as error:
            yield Row(number + 1, "", [], f"{error}; what was read before is kept")

    def nothing(self) -> str:
        """Return words for no rows, with the first and the last time of the table."""
        selection, name = self._selection, self._selection.time
        if selection.source is None or not name:
            return "there are no rows"
        time: Any = sa.column(name)
        query = sa.select(sa.func.min(time), sa.func.max(time)).select_from(selection.source)
        try:
            found = self._database.first(query)
        except DatabaseError as error:
            return f"there are no such rows; {error}"
        first, last = self._cells([name, name], found or ())
        if not first:
            return "there are no rows"
        return f"there are no such rows; the times in `{clean(name)}` are from {first} to {last}"

    def origin(self, line: int) -> Origin:
        """Return the place of a row: by the key, or else the number."""
        if line and (place := self._places.get(line)):
            return Origin(f"{self.path}.{place}")
        return Origin(self.path, line)

    def place(self, line: int, column: int) -> str:
        """Return the place of a row in a citation: `calls.id=17`, or else `L17`."""
        place = self._places.get(line)
        return f"{clean(self._selection.title)}.{place}" if place else super().place(line, column)

    def _asked(self) -> Iterator[sa.Row[Any]]:
        return self._database.rows(self._selection.query, self._selection.batch)

    def _cells(self, names: list[str], row: Any) -> list[str]:
        """Return the texts of a row, with UTC at times in UTC."""
        universal = self._selection.universal
        return [
            cell_of(
                value.replace(tzinfo=dt.UTC)
                if isinstance(value, dt.datetime) and name in universal
                else value
            )
            for name, value in zip(names, row, strict=False)
        ]

    def _is_wished(self, names: list[str], cells: list[str]) -> bool:
        """Whether a row is in the window, which the query may not know."""
        window = self._selection.outside
        return window is None or is_within(cells[names.index(self._selection.time)], window)

    def _note_place(self, number: int, names: list[str], cells: list[str]) -> None:
        key = self._selection.key
        if key in names:
            self._places[number] = f"{key}={cells[names.index(key)]}"
            if (old := number - _KEPT_PLACES) > _KEPT_PLACES:  # the first may be read twice
                self._places.pop(old, None)
