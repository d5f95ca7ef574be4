"""Merged cells: values for each row that they cover, titles as they stand."""

import pytest

from incident_tui.exchange.imports.spreadsheet.merged import Area, filled
from incident_tui.exchange.imports.spreadsheet.texts import Value


@pytest.mark.parametrize(
    ("rows", "areas", "expected"),
    [
        # A call over the rows of its units.
        (
            [["1", "E1"], ["", "E2"], ["", "E3"], ["", "E4"]],
            [((0, 0), (2, 0))],
            [["1", "E1"], ["1", "E2"], ["1", "E3"], ["", "E4"]],
        ),
        # One after the other in the same column.
        (
            [["1", "E1"], ["", "E2"], ["2", "E3"], ["", "E4"]],
            [((2, 0), (3, 0)), ((0, 0), (1, 0))],
            [["1", "E1"], ["1", "E2"], ["2", "E3"], ["2", "E4"]],
        ),
        # A title over several columns, or over rows and columns.
        ([["Log", ""], ["", "x"]], [((0, 0), (0, 1))], [["Log", ""], ["", "x"]]),
        (
            [["Log", ""], ["", ""], ["", "x"]],
            [((0, 0), (2, 1))],
            [["Log", ""], ["", ""], ["", "x"]],
        ),
        # An empty row stays empty; a cell with a value keeps it; an area can end beyond the rows.
        (
            [["1", "E1"], ["", ""], ["3", ""]],
            [((0, 0), (9, 0))],
            [["1", "E1"], ["", ""], ["3", ""]],
        ),
        # An area beyond the columns.
        ([["1"], ["2"]], [((0, 7), (1, 7))], [["1"], ["2"]]),
    ],
)
def test_each_row_has_the_values_of_cells_above(
    rows: list[list[Value]], areas: list[Area], expected: list[list[Value]]
) -> None:
    """Of a merged cell within a column, and no other."""
    assert [*filled(rows, areas)] == expected
