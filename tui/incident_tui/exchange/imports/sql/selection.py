"""The wished rows of a table or a query: window, talkgroups and order in the query."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

import sqlalchemy as sa

from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.exchange.imports.sql.database import BATCH_ROWS, Database, DatabaseError
from incident_tui.exchange.imports.sql.names import no_table_words
from incident_tui.exchange.imports.sql.window import Column, Condition, one_of, sample_of, within
from incident_tui.exchange.imports.tables.column_names import TIME_FIELDS
from incident_tui.exchange.imports.tables.contents import contents_of
from incident_tui.exchange.imports.tables.header import no_header_words
from incident_tui.exchange.imports.tables.table import Row
from incident_tui.exchange.imports.tables.time_bounds import Window, bounds_of, window_of
from incident_tui.exchange.imports.tables.typed_cells import cell_of

_SAMPLE_ROWS = 200
"""Rows to find the meaning of the columns."""
_QUERY_BATCH_ROWS = 100
"""Rows of a query may hold recordings, which are large."""
_NO_TALKGROUPS = "no column is known to hold talkgroups; name it with --map talkgroup=COLUMN"
_NO_COMPARISON = (
    "the times in `{column}`, such as `{value}`, are in a notation that no query can compare; write"
    " the window into a query of your own, with --query in place of --since and --until"
)
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
        DatabaseError: if the table, or a column for a wish, is missing.
    """
    schema, name = _named(database, wishes.table)
    types = database.columns(name, schema)
    left_out = [column for column, kind in types.items() if isinstance(kind, sa.LargeBinary)]
    columns: dict[str, sa.ColumnClause[Any]] = {
        column: sa.column(column) for column in types if column not in left_out
    }
    source = sa.table(name, *columns.values(), schema=schema)
    universal = database.universal(types)
    time, outside, conditions = _asked(database, wishes, source, columns, universal)
    key = database.key_of(name, schema)
    key = key if key in columns else ""
    order = [columns[column] for column in dict.fromkeys((time, key)) if column]
    query = sa.select(*columns.values()).select_from(source).where(*conditions).order_by(*order)
    return Selection(wishes.table, query, source, time, outside, key, universal, left_out)


def rows_of_query(database: Database, wishes: Wishes) -> Selection:
    """Return the rows of a query, which stands inside another for a window or for talkgroups.

    Raises:
        DatabaseError: if the database refuses, or a column for a wish is missing.
    """
    text = wishes.query.strip().rstrip(";").replace(":", "\\:")  # no parameter of SQLAlchemy
    if not (wishes.since or wishes.until or wishes.only_talkgroups):
        return Selection("query", sa.text(text), batch=_QUERY_BATCH_ROWS)
    source: Any = sa.text(f"(\n{text}\n) AS archive")  # a line break ends a comment
    rows = sa.select(sa.text("*")).select_from(source)
    try:
        first = database.first(rows.limit(1))
    except DatabaseError as error:
        raise DatabaseError(_NOT_INSIDE.format(error=error)) from None
    if first is None:
        return Selection("query", rows, source=source)
    columns: dict[str, Column] = {name: sa.column(name) for name in first._fields}
    time, outside, conditions = _asked(database, wishes, source, columns, frozenset())
    query = rows.where(*conditions).order_by(columns[time])
    return Selection("query", query, source, time, outside, batch=_QUERY_BATCH_ROWS)


def _named(database: Database, table: str) -> tuple[str | None, str]:
    """Return the schema and the name of a table, which can be written `schema.table`.

    Raises:
        DatabaseError: if the table is missing.
    """
    schema, _, name = table.rpartition(".")
    if database.has_table(table, None):
        return None, table
    if schema and database.has_table(name, schema):
        return schema, name
    if found := database.tables.get(table.casefold()):
        return None, found
    raise DatabaseError(no_table_words(table, database.tables.values()))


def _asked(
    database: Database,
    wishes: Wishes,
    source: sa.FromClause,
    columns: Mapping[str, Column],
    universal: frozenset[str],
) -> tuple[str, Window | None, list[Condition]]:
    """Return the column of the time, the window if rows outside pass, and the conditions.

    Raises:
        DatabaseError: if no column, or no notation, is known.
    """
    names = list(columns)
    query = sa.select(*columns.values()).select_from(source).limit(_SAMPLE_ROWS)
    sample = [[cell_of(value) for value in row] for row in database.rows(query)]
    found = contents_of(names, wishes.columns, sample)
    fields = found.columns.fields
    time = next((names[fields[field]] for field in TIME_FIELDS if field in fields), "")
    if found.columns.missing or not time:
        raise DatabaseError(no_header_words(Row(0, "", names), wishes.columns))
    conditions = list[Condition]()
    outside = None
    window = window_of(wishes)
    values = sample_of(database, source, columns[time]) if not window.is_open else []
    if values:
        zone = window._replace(zone=dt.UTC) if time in universal else window
        bounds = bounds_of(values, zone)
        if bounds is None:
            words = _NO_COMPARISON.format(column=time, value=cell_of(values[0]))
            raise DatabaseError(words)
        conditions += within(columns[time], bounds)
        outside = window if bounds.is_wide else None
    if wishes.only_talkgroups:
        held = [columns[names[fields[f]]] for f in ("talkgroup", "talkgroup_tag") if f in fields]
        conditions.append(_talkgroups(database, source, held, wishes.only_talkgroups))
    return time, outside, conditions


def _talkgroups(
    database: Database, source: sa.FromClause, columns: Sequence[Column], wanted: Sequence[str]
) -> Condition:
    """Return the condition for rows of the talkgroups, by number or by tag.

    Raises:
        DatabaseError: if no column can hold the talkgroups.
    """
    conditions = list[Condition]()
    for column in columns:
        sample = sample_of(database, source, column)
        is_number = all(isinstance(value, int | float | Decimal) for value in sample)
        values = [int(one) for one in wanted if one.isdecimal()] if is_number else list(wanted)
        if values:
            conditions.append(one_of(column, values))
    if not conditions:
        raise DatabaseError(_NO_TALKGROUPS)
    return sa.or_(*conditions)
