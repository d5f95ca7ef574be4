"""The cells of a row: asked by field, and none is forgotten."""

import pytest

from incident_tui.exchange.imports.tables.cells import RowCells
from incident_tui.exchange.imports.tables.columns import LogColumns
from incident_tui.exchange.imports.tables.table import Row

COLUMNS = LogColumns(("When", "Nature", "Shift"), {"time": 0, "type": 1})


def cells(*texts: str) -> RowCells:
    """The cells of a row with these texts."""
    return RowCells(COLUMNS, Row(2, ",".join(texts), list(texts)))


@pytest.mark.parametrize(
    ("field", "text", "line"),
    [("time", "13:15", "When: 13:15"), ("type", "", ""), ("unit", "", "")],
)
def test_a_field_is_its_cell(field: str, text: str, line: str) -> None:
    """Without the blanks around it; a field without a column, or an empty one, is nothing."""
    assert cells(" 13:15 ", " ", "B").look(field) == text
    assert cells(" 13:15 ", " ", "B").tell(field) == text
    assert cells(" 13:15 ", " ", "B").line(field) == line


def test_what_is_not_told_is_the_rest() -> None:
    """Looking is not telling; a cell past the header has the number of its column."""
    row = cells("13:15", "Fire", "B", "x")
    row.look("type")
    row.tell("time")
    assert row.rest() == ["Nature: Fire", "Shift: B", "column 4: x"]
    row.tell("type")
    row.tell("unit")
    assert row.rest() == ["Shift: B", "column 4: x"]
