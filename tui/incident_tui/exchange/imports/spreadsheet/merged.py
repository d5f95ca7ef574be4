"""Merged cells: the value stands once, and counts for each row of the cell."""

from collections.abc import Iterable, Iterator

from incident_tui.exchange.imports.spreadsheet.texts import Value

Place = tuple[int, int]
"""The numbers of a row and a column, from 0."""
Area = tuple[Place, Place]
"""The first and the last cell of a merged cell."""


def filled(rows: Iterable[list[Value]], areas: Iterable[Area]) -> Iterator[list[Value]]:
    """Yield rows, each with the values of merged cells from above.

    A cell over several columns is a title, and stays in the first row; an empty row stays empty.

    Args:
        rows: the rows from the first of the sheet.
        areas: the merged cells, in any order.
    """
    begin: dict[int, list[tuple[int, int]]] = {}
    for (first, left), (last, right) in areas:
        if left == right and first < last:
            begin.setdefault(first, []).append((left, last))
    if not begin:
        yield from rows
        return
    open_cells: dict[int, tuple[int, Value]] = {}
    for number, row in enumerate(rows):
        if open_cells and any(value != "" for value in row):
            for column, (last, value) in [*open_cells.items()]:
                if last < number:
                    del open_cells[column]
                elif column < len(row) and row[column] == "":
                    row[column] = value
        for column, last in begin.get(number, ()):
            if column < len(row):
                open_cells[column] = last, row[column]
        yield row
