"""Rows that a stray quote has swallowed are rows again; a cell of several lines stays whole."""

from pathlib import Path

import pytest

from incident_tui.exchange.imports.csv.swallowed import MAX_CELL_CHARACTERS
from tests.exchange.imports.csv.reading import rows_in

HEAD = "time,unit,text\n2024-05-04 21:00,E0,first\n2024-05-04 21:01,E1,second\n"


def read(tmp_path: Path, text: str) -> list[tuple[int, list[str], str]]:
    """The lines, cells and faults of the rows below the header."""
    path = tmp_path / "log.csv"
    path.write_text(text, "utf-8")
    return [(row.line, row.cells, row.fault) for row in rows_in(path, "utf-8")][1:]


@pytest.mark.parametrize(
    "closing",
    [
        '2024-05-04 21:04,E1,"smoke, second floor"',
        '2024-05-04 21:04,E1,the so called "fire"',
        '2024-05-04 21:04,E1,hose of 2 1/2"',
        '2024-05-04 21:04,"E1, E2",staged',
    ],
)
def test_a_quote_that_closes_rows_later_spoils_its_own_row(tmp_path: Path, closing: str) -> None:
    """Each line behind the stray quote is a row, at its line, whatever closes the quote."""
    stray = '2024-05-04 21:02,E2,"6 inch pipe\n2024-05-04 21:03,E0,third\n'
    found = read(tmp_path, f"{HEAD}{stray}{closing}\n2024-05-04 21:05,E9,last\n")
    assert [line for line, _, _ in found] == [2, 3, 4, 5, 6, 7]
    assert [fault for _, _, fault in found if fault] == ["a quote opened in line 4 is not closed"]
    assert [cells[0][-5:] for _, cells, _ in found if cells] == [
        *("21:00", "21:01"),
        *("21:03", "21:04", "21:05"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        # The row with the quote has no time; a row has a comma in its text.
        ',E2,"6 inch pipe\n2024-05-04 21:03,E0,third\n2024-05-04 21:04,E1,hose"\n',
        '2024-05-04 21:02,E2,"6 inch\n2024-05-04 21:03,E0,a, b\n2024-05-04 21:04,E1,hose"\n',
    ],
)
def test_rows_that_differ_from_the_first_are_rows(tmp_path: Path, rows: str) -> None:
    """The lines behind the quote are told by their own times, and by the cells up to the text."""
    found = read(tmp_path, HEAD + rows)
    assert [line for line, _, _ in found] == [2, 3, 4, 5, 6]
    assert [fault for _, _, fault in found if fault] == ["a quote opened in line 4 is not closed"]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        (
            f'{HEAD}2024-05-04 21:02,E2,"one\ntwo, three, four\nfive"\n',
            "one\ntwo, three, four\nfive",
        ),
        (f'{HEAD}2024-05-04 21:02,E2,"at 21:03, E0, left"\n', "at 21:03, E0, left"),
        (
            'time,text\n21:00,a\n21:01,"notes:\n21:02, arrived\n21:03, left"\n',
            "notes:\n21:02, arrived\n21:03, left",
        ),
        (
            f'{HEAD}2024-05-04 21:02,E2,"he said ""go, go""\nand went"\n',
            'he said "go, go"\nand went',
        ),
        (
            'time,unit,text\n21:00,E1,a\n21:01,E2,"notes:\n21:02, E1, arrived\n21:03, E1, left"\n',
            "notes:\n21:02, E1, arrived\n21:03, E1, left",
        ),
        (
            'time,unit,text\n21:00,E1,a\n21:01,E2,"notes:\n21:02,E1,arrived\n21:03,E1,left"\n',
            "notes:\n21:02,E1,arrived\n21:03,E1,left",
        ),
    ],
)
def test_a_cell_of_several_lines_stays_whole(tmp_path: Path, text: str, cell: str) -> None:
    """Lines of text are no rows, though they have commas, or times in a table of two columns."""
    found = read(tmp_path, text)
    assert found[-1][1][-1] == cell
    assert not any(fault for _, _, fault in found)


@pytest.mark.thorough
def test_a_long_cell_of_several_lines_is_read(tmp_path: Path) -> None:
    """A closed cell is read up to the limit, and a longer one is told by the limit."""
    line = "words of a long narrative\n"
    whole = line * (200_000 // len(line))
    [row] = read(tmp_path, f'a,b\n1,"{whole}"\n')
    assert row == (2, ["1", whole], "")
    beyond = line * (MAX_CELL_CHARACTERS // len(line) + 2)
    first = read(tmp_path, f'a,b\n1,"{beyond}"\n')[0]
    assert first == (2, [], "a quote opened in line 2 is not closed within 524,288 characters")
