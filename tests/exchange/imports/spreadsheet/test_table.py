"""A sheet as a table: its rows, the names of its cells, its id as a source."""

from pathlib import Path

import pytest

from incident_tui.exchange.imports.foreign.files import ForeignFile
from incident_tui.exchange.imports.landing.protocol import Advance
from incident_tui.exchange.imports.spreadsheet.table import (
    SheetTable,
    column_letters,
    sheet_in_reference,
)
from incident_tui.exchange.imports.spreadsheet.workbook import UnpackedSheet
from incident_tui.exchange.imports.tables.table import Row

CALLS = ForeignFile(Path("logs/calls.xlsx"), "calls.xlsx", True)


@pytest.mark.parametrize(
    ("column", "letters"),
    [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (16_383, "XFD")],
)
def test_a_column_has_letters(column: int, letters: str) -> None:
    """As in the head of a spreadsheet, up to the last column of Excel."""
    assert column_letters(column) == letters


@pytest.mark.parametrize(
    ("name", "reference"),
    [
        ("Sheet", "Sheet"),
        ("Größe", "Größe"),
        ("Log_2.a", "Log_2.a"),
        ("Call log", "'Call log'"),
        ("Lee's", "'Lee''s'"),
        ("2024-02-29", "'2024-02-29'"),
        # Names that are also names of cells.
        ("Feb29", "'Feb29'"),
        ("R1C1", "'R1C1'"),
        ("r", "'r'"),
        ("C", "'C'"),
    ],
)
def test_the_name_of_a_sheet_is_quoted_where_it_must_be(name: str, reference: str) -> None:
    """As in a formula, so that a spreadsheet finds the cell."""
    assert sheet_in_reference(name) == reference


def test_a_row_is_found_again(tmp_path: Path) -> None:
    """By the file, the sheet and the number of the row; a cell by its letters, too."""
    unpacked = tmp_path / "0.jsonl"
    unpacked.write_text('[3,["time","text"]]\n[17,["13:12","a\\tb"]]\n')
    path = Path("logs") / "Weir Lane.xlsx"
    table = SheetTable(
        ForeignFile(path, path.name, True), "Call log", UnpackedSheet(unpacked, 17, "")
    )
    assert [*table.rows()] == [
        Row(3, "time\ttext", ["time", "text"]),
        Row(17, "13:12\ta\tb", ["13:12", "a\tb"]),
    ]
    assert [*table.rows()] == [*table.rows()]
    assert str(table.origin(17)) == f"{path}#Call log:17"
    assert str(table.origin(0)) == f"{path}#Call log"
    assert (table.place(17, 1), table.place(17, -1)) == ("'Call log'!B17", "'Call log'!17:17")
    assert (table.title, table.file, table.sheet) == (
        "Weir Lane.xlsx · Call log",
        "Weir Lane",
        "Call log",
    )
    assert table.advance() == Advance(17, 17)
    assert table.fault() == ""


def test_two_sheets_are_two_sources() -> None:
    """Their ids come from the names of file and sheet."""
    unpacked = UnpackedSheet(Path("0.jsonl"), 0, "locked")
    names = ("Log", "Log 2", "Log-2", "Größe", "")
    sources = [SheetTable(CALLS, name, unpacked).source for name in names]
    assert sources[0] == "calls.xlsx-Log"
    assert len({*sources}) == len(names)
    assert SheetTable(CALLS, "Log", unpacked).fault() == "locked"
    in_folder = ForeignFile(Path("logs/north/calls.xlsx"), "north/calls.xlsx", False)
    assert SheetTable(in_folder, "Log", unpacked).source not in sources
