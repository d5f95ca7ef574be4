"""The lines of rows that take a line or two lines each."""

from hypothesis import given
from hypothesis import strategies as st

from incident_tui.drawing.tall_rows import TallRows

ROWS = 40


@given(st.sets(st.integers(0, ROWS - 1)))
def test_each_line_belongs_to_a_row(tall: set[int]) -> None:
    """Row after row has its line, or its two lines, and each line leads back to its row."""
    rows = TallRows(sorted(tall))
    lines = [line for row in range(ROWS) for line in rows.lines_of(row)]
    assert lines == list(range(rows.line_of(ROWS)))
    assert [rows.row_of(line) for line in lines] == sorted([*range(ROWS), *tall])
    assert [rows.lines_of(row).start for row in range(ROWS)] == [*map(rows.line_of, range(ROWS))]
