"""Lines of a form as cells: tables of Markdown, headings, lists, and columns with wide gaps."""

import pytest

from incident_tui.exchange.imports.ics214.form_lines import rows_of_lines
from incident_tui.exchange.imports.tables.text_file import Line


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("| 1815 | Spot fire |", ["1815", "Spot fire"]),
        ("|1815|a \\| b|", ["1815", "a | b"]),
        ("| | more<br>and more |", ["", "more\nand more"]),
        ("|---|---|", ["---", "---"]),
        ("## 7. Activity Log", ["7. Activity Log"]),
        ("- 1815 Spot fire", ["1815 Spot fire"]),
        ("**1. Incident Name:** Ridge", ["1. Incident Name: Ridge"]),
        ("__3. Name:__ Doe, file__name", ["3. Name: Doe, file__name"]),
        ("Signature: ______", ["Signature: ______"]),
        ("Name      ICS Position\tHome Agency", ["Name", "ICS Position", "Home Agency"]),
        ("", [""]),
    ],
)
def test_the_cells_of_a_line(line: str, cells: list[str]) -> None:
    """Without the marks of Markdown, and with every word."""
    [row] = rows_of_lines([Line(1, line)])
    assert (row.line, row.raw, row.cells) == (1, line, cells)


def test_a_line_that_cannot_be_read_has_no_cells() -> None:
    """Its fault goes on."""
    [row] = rows_of_lines([Line(3, "abc", "too long")])
    assert (row.line, row.cells, row.fault) == (3, [], "too long")
