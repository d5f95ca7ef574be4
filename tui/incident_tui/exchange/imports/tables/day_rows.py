"""Rows that hold a date alone, above the rows of that day: `Friday, March 1, 2024`."""

from collections.abc import Iterable, Iterator

from incident_tui.exchange.imports.tables.notations import shape_of, spelling_of, tidied
from incident_tui.exchange.imports.tables.table import Row


def date_alone(row: Row) -> str:
    """Return the date of a row without any other text; "" for another row.

    In a table of one column, such a row can be an entry.
    """
    filled = [*filter(str.strip, row.cells)]
    if len(filled) != 1 or shape_of(filled[0]) != "date":
        return ""
    spelling = spelling_of(date := tidied(filled[0]))
    is_day = spelling is not None and "first" in spelling.parts  # no month or year alone
    return date if is_day else ""


def under_dates(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield rows, each with the date that stands above; a row with a date alone has no cells."""
    heading = ""
    for row in rows:
        if date := date_alone(row):
            heading = date
            yield row._replace(cells=[], heading=heading)
        else:
            yield row._replace(heading=heading) if heading and not row.heading else row
