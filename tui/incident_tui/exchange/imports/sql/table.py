"""A table or a query of a database, read as a log."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from incident_tui.exchange.imports.foreign.values import clean, identifier
from incident_tui.exchange.imports.sql.database import Database
from incident_tui.exchange.imports.sql.selection import Selection
from incident_tui.exchange.imports.tables.typed_cells import cell_of
from incident_tui.exchange.imports.tables.typed_table import TypedRow, TypedTable
from incident_tui.exchange.imports.tables.wanted import ArchiveError


class SqlTable(TypedTable):
    """The wished rows of a database."""

    def __init__(self, database: Database, selection: Selection) -> None:
        address, title = database.address, f"{selection.title} of {database.address.name}"
        time, outside = selection.time, selection.outside
        super().__init__(address.text, selection.title, title, selection.left_out, time, outside)
        self.url = address.web
        self._database = database
        self._selection = selection

    @property
    def source(self) -> str:
        """The id of the table as a source of a record."""
        return identifier(clean(self._selection.title), self._database.address.name)

    def asked(self) -> Iterator[TypedRow]:
        """Ask the database for the rows, and yield the rows."""
        selection, key = self._selection, self._selection.key
        for row in self._database.rows(selection.query, selection.batch):
            names = row._fields
            values = [self._zoned(*cell) for cell in zip(names, row, strict=True)]
            place = ""
            if key:
                text = cell_of(values[names.index(key)])
                place = f"{clean(selection.title)}.{clean(key)}={text}"
            yield TypedRow(names, values, place)

    def nothing(self) -> str:
        """Return words for no rows, with the first and the last time of the table."""
        selection, name = self._selection, self._selection.time
        if selection.source is None or not name:
            return "there are no rows"
        time: Any = sa.column(name)
        query = sa.select(sa.func.min(time), sa.func.max(time))
        try:
            found = self._database.first(query.select_from(selection.source))
        except ArchiveError as error:
            return f"there are no such rows; {error}"
        first, last = (cell_of(self._zoned(name, value)) for value in found or (None, None))
        if not first:
            return "there are no rows"
        return f"there are no such rows; the times in `{clean(name)}` are from {first} to {last}"

    def _zoned(self, name: str, value: object) -> object:
        """Return a value of a column, with UTC at a time in UTC."""
        if isinstance(value, dt.datetime) and name in self._selection.universal:
            return value.replace(tzinfo=dt.UTC)
        return value
