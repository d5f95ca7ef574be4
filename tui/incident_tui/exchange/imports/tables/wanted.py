"""The wished part of a table with typed values, as conditions for the query of an engine."""

from collections.abc import Callable, Container, Mapping, Sequence
from datetime import UTC
from decimal import Decimal
from typing import NamedTuple

from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.exchange.imports.tables.column_names import TIME_FIELDS
from incident_tui.exchange.imports.tables.contents import contents_of
from incident_tui.exchange.imports.tables.header import no_header_words
from incident_tui.exchange.imports.tables.table import Row
from incident_tui.exchange.imports.tables.time_bounds import (
    Bounds,
    Window,
    bounds_of,
    window_of,
)
from incident_tui.exchange.imports.tables.typed_cells import cell_of

SAMPLE_ROWS = 200
"""Rows to find the meaning of the columns."""
SAMPLE_VALUES = 100
"""Values to find the kind of a column."""

_NO_TALKGROUPS = "no column is known to hold talkgroups; name it with --map talkgroup=COLUMN"
_NO_COMPARISON = (
    "the times in `{column}`, such as `{value}`, are in a notation that no query can compare; write"
    " the window into a query of your own, with --query in place of --since and --until"
)
_FIELDS_OF_TALKGROUPS = ("talkgroup", "talkgroup_tag")


class ArchiveError(Exception):
    """An archive cannot be read, or a wish cannot be a condition; the message says why.

    The message repeats no password.
    """


class Wanted(NamedTuple):
    """The conditions for the wished rows of a table, without the notation of an engine."""

    time: str
    """The column with the time of a row."""
    bounds: Bounds
    """The bounds for the values of the column."""
    outside: Window | None
    """The window, where rows outside are within the bounds; None for exact bounds."""
    talkgroups: Mapping[str, Sequence[object]]
    """From a column to the wished values; a row needs a match in any column. Empty for no wish."""


def wanted_of(
    names: Sequence[str],
    rows: Sequence[Sequence[object]],
    values_of: Callable[[str], Sequence[object]],
    wishes: Wishes,
    universal: Container[str] = (),
) -> Wanted:
    """Find the columns of time and talkgroup, and the conditions of a wish.

    Args:
        names: the names of the columns.
        rows: the first rows, up to `SAMPLE_ROWS`.
        values_of: returns values of a column, without None, up to `SAMPLE_VALUES`.
        wishes: the options of the user.
        universal: columns of times in UTC without a zone.

    Raises:
        ArchiveError: if a column for a wish is missing, or in a notation without an order.
    """
    cells = [[cell_of(value) for value in row] for row in rows]
    columns = contents_of(names, wishes.columns, cells).columns
    time = next((names[columns.fields[one]] for one in TIME_FIELDS if one in columns.fields), "")
    if columns.missing or not time:
        raise ArchiveError(no_header_words(Row(0, "", [*names]), wishes.columns))
    window, bounds, outside = window_of(wishes), Bounds(None, None), None
    values = () if window.is_open else values_of(time)
    if values:
        zoned = window._replace(zone=UTC) if time in universal else window
        found = bounds_of(values, zoned)
        if found is None:
            raise ArchiveError(_NO_COMPARISON.format(column=time, value=cell_of(values[0])))
        bounds, outside = found, window if found.is_wide else None
    fields = [field for field in _FIELDS_OF_TALKGROUPS if field in columns.fields]
    held = [names[columns.fields[field]] for field in fields]
    talkgroups = _talkgroups({name: values_of(name) for name in held}, wishes.only_talkgroups)
    return Wanted(time, bounds, outside, talkgroups)


def _talkgroups(
    columns: Mapping[str, Sequence[object]], wanted: Sequence[str]
) -> dict[str, Sequence[object]]:
    """Return the wished values for each column, of the kind of the column.

    Raises:
        ArchiveError: if no column can hold the talkgroups.
    """
    found = dict[str, Sequence[object]]()
    for name, values in columns.items() if wanted else ():
        is_number = all(isinstance(value, int | float | Decimal) for value in values)
        if fit := [int(one) for one in wanted if one.isdecimal()] if is_number else list(wanted):
            found[name] = fit
    if wanted and not found:
        raise ArchiveError(_NO_TALKGROUPS)
    return found
