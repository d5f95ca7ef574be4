"""A window of time and a set of talkgroups as conditions of a query; each value is a parameter."""

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from incident_tui.exchange.imports.sql.database import Database
from incident_tui.exchange.imports.tables.time_bounds import Bounds
from incident_tui.exchange.imports.tables.wanted import SAMPLE_VALUES

Column = sa.ColumnElement[Any]
Condition = sa.ColumnElement[bool]


def sample_of(database: Database, source: sa.FromClause, column: Column) -> list[object]:
    """Return some values of a column, for the kind of the column; of a large table without a scan.

    Raises:
        ArchiveError: if the database refuses.
    """
    query = sa.select(column).select_from(source).where(column.is_not(None)).limit(SAMPLE_VALUES)
    return [row[0] for row in database.rows(query)]


def within(column: Column, bounds: Bounds) -> Iterator[Condition]:
    """Yield the conditions for values of a column within bounds."""
    if bounds.least is not None:
        yield column >= parameter(bounds.least)
    if bounds.most is not None:
        most = parameter(bounds.most)
        yield column < most if bounds.is_below else column <= most


def parameter(value: object) -> Column:
    """Return a value as a parameter of the type for an index of the column."""
    return sa.bindparam(None, value, type_=_type_of(value), unique=True)


def one_of(column: Column, values: Sequence[object]) -> Condition:
    """Return the condition for a column with any of the values, which are of the same type."""
    return column.in_(sa.bindparam(None, values, type_=_type_of(values[0]), expanding=True))


def _type_of(value: object) -> sa.types.TypeEngine[Any]:
    # SQLAlchemy would take a time with a zone for a time without, and PostgreSQL drop the zone.
    match value:
        case dt.datetime():
            return sa.DateTime(timezone=value.tzinfo is not None)
        case dt.date():
            return sa.Date()
        case int():
            return sa.BigInteger()
        case float():
            return sa.Double()
        case Decimal():
            return sa.Numeric()
    return sa.String()
