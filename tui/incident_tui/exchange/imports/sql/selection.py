"""The wished rows of a table or a query: window, talkgroups and order in the query."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.exchange.imports.sql.database import BATCH_ROWS, Database
from incident_tui.exchange.imports.sql.names import no_table_words
from incident_tui.exchange.imports.sql.window import Column, Condition, one_of, sample_of, within
from incident_tui.exchange.imports.tables.time_bounds import Window
from incident_tui.exchange.imports.tables.wanted import (
    SAMPLE_ROWS,
    ArchiveError,
    Wanted,
    wanted_of,
)

_QUERY_BATCH_ROWS = 100
"""Rows of a query may hold recordings, which are large."""
_NOT_INSIDE = "the query cannot stand inside another, which has the window; {error}"


class Selection(NamedTuple):
    """The wished rows of a table or of a query."""

    title: str
    """The name of the table; of a query, `query`."""
    query: sa.Executable
    source: sa.FromClause | None = None
    """All rows, without the conditions of the query."""
    time: str = ""
    """The column with the time of the window; "" for none."""
    outside: Window | None = None
    """The window, where the query lets rows outside of the window through."""
    key: str = ""
    """The column with the key of the table; "" for none."""
    universal: frozenset[str] = frozenset()
    """Columns of times in UTC without a zone."""
    left_out: Sequence[str] = ()
    """Columns of bytes, as of recordings."""
    batch: int = BATCH_ROWS


def rows_of_table(database: Database, wishes: Wishes) -> Selection:
    """Return the rows of the named table.

    Raises:
        ArchiveError: if the table, or a column for a wish, is missing.
    """
    schema, name = _named(database, wishes.table)
    types = database.columns(name, schema)
    left_out = [column for column, kind in types.items() if isinstance(kind, sa.LargeBinary)]
    columns: dict[str, sa.ColumnClause[Any]] = {
        column: sa.column(column) for column in types if column not in left_out
    }
    source = sa.table(name, *columns.values(), schema=schema)
    universal = database.universal(types)
    wanted, conditions = _wanted(database, wishes, source, columns, universal)
    key = database.key_of(name, schema)
    key = key if key in columns else ""
    order = [columns[column] for column in dict.fromkeys((wanted.time, key)) if column]
    query = sa.select(*columns.values()).select_from(source).where(*conditions).order_by(*order)
    title, time, outside = wishes.table, wanted.time, wanted.outside
    return Selection(title, query, source, time, outside, key, universal, left_out)


def rows_of_query(database: Database, wishes: Wishes) -> Selection:
    """Return the rows of a query, which stands inside another for a window or for talkgroups.

    Raises:
        ArchiveError: if the database refuses, or a column for a wish is missing.
    """
    text = wishes.query.strip().rstrip(";").replace(":", "\\:")  # no parameter of SQLAlchemy
    if not (wishes.since or wishes.until or wishes.only_talkgroups):
        return Selection("query", sa.text(text), batch=_QUERY_BATCH_ROWS)
    source: Any = sa.text(f"(\n{text}\n) AS archive")  # a line break ends a comment
    rows = sa.select(sa.text("*")).select_from(source)
    try:
        first = database.first(rows.limit(1))
    except ArchiveError as error:
        raise ArchiveError(_NOT_INSIDE.format(error=error)) from None
    if first is None:
        return Selection("query", rows, source=source)
    columns: dict[str, Column] = {name: sa.column(name) for name in first._fields}
    wanted, conditions = _wanted(database, wishes, source, columns)
    query = rows.where(*conditions).order_by(columns[wanted.time])
    time, outside = wanted.time, wanted.outside
    return Selection("query", query, source, time, outside, batch=_QUERY_BATCH_ROWS)


def _named(database: Database, table: str) -> tuple[str | None, str]:
    """Return the schema and the name of a table, which can be written `schema.table`.

    Raises:
        ArchiveError: if the table is missing.
    """
    schema, _, name = table.rpartition(".")
    if database.has_table(table, None):
        return None, table
    if schema and database.has_table(name, schema):
        return schema, name
    if found := database.tables.get(table.casefold()):
        return None, found
    raise ArchiveError(no_table_words(table, database.tables.values()))


def _wanted(
    database: Database,
    wishes: Wishes,
    source: sa.FromClause,
    columns: Mapping[str, Column],
    universal: frozenset[str] = frozenset(),
) -> tuple[Wanted, list[Condition]]:
    """Return the column of the time and the window, and the conditions of the query.

    Raises:
        ArchiveError: if the database refuses, or a column for a wish is missing.
    """
    query = sa.select(*columns.values()).select_from(source).limit(SAMPLE_ROWS)
    rows = [tuple(row) for row in database.rows(query)]

    def values_of(name: str) -> list[object]:
        return sample_of(database, source, columns[name])

    wanted = wanted_of(list(columns), rows, values_of, wishes, universal)
    conditions = [*within(columns[wanted.time], wanted.bounds)]
    if wanted.talkgroups:
        held = (one_of(columns[name], values) for name, values in wanted.talkgroups.items())
        conditions.append(sa.or_(*held))
    return wanted, conditions
