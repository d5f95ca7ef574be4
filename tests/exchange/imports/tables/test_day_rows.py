"""Rows with a date alone, above the rows of the day."""

import pytest

from incident_tui.exchange.imports.tables.day_rows import date_alone, under_dates
from incident_tui.exchange.imports.tables.table import Row


def row(*cells: str, heading: str = "") -> Row:
    """A row with these cells."""
    return Row(1, ",".join(cells), [*cells], heading=heading)


@pytest.mark.parametrize(
    ("cells", "date"),
    [
        (("Friday,  March 1, 2024", ""), "Friday, March 1, 2024"),
        (("", "2024-03-01", ""), "2024-03-01"),
        (("2024-03-01 00:00:00",), "2024-03-01 00:00:00"),
        (("2024-03-01", "x"), ""),
        (("2024-03-01 13:12", ""), ""),
        (("March 2024", ""), ""),
        (("13:12", ""), ""),
        (("", ""), ""),
    ],
)
def test_a_date_stands_alone(cells: tuple[str, ...], date: str) -> None:
    """A day, without any other text in the row."""
    assert date_alone(row(*cells)) == date


def test_rows_have_the_date_above() -> None:
    """Rows above the first date have none; a heading of their own stays."""
    rows = [row("a"), row("2024-03-01"), row("b"), row("c", heading="d"), row("2024-03-02")]
    found = [(one.cells, one.heading) for one in under_dates(rows)]
    assert found == [
        (["a"], ""),
        ([], "2024-03-01"),
        (["b"], "2024-03-01"),
        (["c"], "d"),
        ([], "2024-03-02"),
    ]
