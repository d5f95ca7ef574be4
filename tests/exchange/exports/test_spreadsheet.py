"""Workbooks: what a cell has, what a spreadsheet does with a sheet, and what memory it takes."""

import datetime as dt
import io
import re
import tempfile
import tracemalloc
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.exports.office_text import all_lines, office_text
from incident_tui.exchange.exports.spreadsheet import CUT, MAX_CELL_UNITS, written
from incident_tui.exchange.exports.tables import Cell, Column, ColumnKind, Facts, Row, Stamp, Table
from tests.examples import examples
from tests.exchange.exports.aar.hostile import ATTACKS
from tests.exchange.exports.exported import part
from tests.exchange.exports.workbooks import grids_in

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
SHEET = "xl/worksheets/sheet1.xml"
NOON = dt.datetime(2024, 2, 29, 12, 0)


def table(*rows: Row, columns: Iterable[Column] = (Column("a", 10),), **fields: Any) -> Table:
    """A table of these rows."""
    return Table("T", [*columns], rows, **fields)


def book(*sheets: Table | Facts, most_rows: int = 100) -> bytes:
    """The workbook of some sheets."""
    return b"".join(written(sheets, "Title", most_rows))


def cell_of(cell: Cell, kind: Any = "word") -> Any:
    """What a reader finds in a cell."""
    content = book(table((cell,), columns=[Column("a", 10, kind=kind)]))
    return grids_in(content)["T"][1][0]


TEXTS = (*ATTACKS, "13:12", "1", "1e5", "TRUE", "2024-02-29", "#REF!", "'=1+1")
"""Texts that a spreadsheet would take for something else."""
KINDS = get_args(ColumnKind)
FEW, MANY = 200, 6_000
"""Rows of the workbooks whose memory is measured."""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_never_a_formula_a_link_or_a_number(text: str, kind: ColumnKind) -> None:
    """It is read back as the text that it was, whatever the column is of."""
    content = book(table((text,), columns=[Column("a", 10, kind=kind)]))
    sheet = part(content, SHEET)
    assert not [one for one in sheet.iter() if one.tag in (f"{MAIN}f", f"{MAIN}hyperlink")]
    found = grids_in(content)["T"][1][0]
    assert found.rstrip(" ") == office_text(all_lines(text)).rstrip(" ")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if "external" in name.lower()]


@examples(60)
@given(st.text(max_size=30))
def test_any_text_comes_back(text: str) -> None:
    """With its line ends; a control character is shown as a character."""
    assert cell_of(f"x{text}x") == office_text(all_lines(f"x{text}x"))


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    """Excel has room for 32,767 units of UTF-16."""
    fits = "x" * MAX_CELL_UNITS
    assert cell_of(fits) == fits
    cut = cell_of(f"{fits}y")
    assert cut.endswith(CUT)
    assert len(cut) == MAX_CELL_UNITS
    wide = cell_of("🔥" * 20_000)
    assert len(wide.encode("utf-16-le")) <= 2 * MAX_CELL_UNITS
    assert wide.startswith("🔥" * 16_000)


@pytest.mark.parametrize(
    ("cell", "found", "form"),
    [
        (7, 7.0, "General"),
        (0, 0.0, "General"),
        (1.5, 1.5, "General"),
        (dt.date(2026, 6, 30), dt.date(2026, 6, 30), "yyyy-mm-dd"),
        (Stamp(NOON.replace(minute=5), "minute"), NOON.replace(minute=5), "yyyy-mm-dd hh:mm"),
        (
            Stamp(NOON.replace(second=7), "second"),
            NOON.replace(second=7),
            "yyyy-mm-dd hh:mm:ss",
        ),
        (
            Stamp(NOON.replace(microsecond=250_000), "millisecond"),
            NOON.replace(microsecond=250_000),
            "yyyy-mm-dd hh:mm:ss.000",
        ),
        ("x", "x", "@"),
    ],
)
def test_numbers_and_dates_are_what_they_are(cell: Cell, found: Any, form: str) -> None:
    """A date shows what is known of it, and no finer."""
    content = book(table((cell,)))
    assert grids_in(content)["T"][1][0] == found
    one = next(one for one in part(content, SHEET).iter(f"{MAIN}c") if one.get("r") == "A2")
    assert form_of(content, one.get("s", "0")) == form


def form_of(content: bytes, style: str) -> str:
    """The number format of a style."""
    styles = part(content, "xl/styles.xml")
    forms = {one.get("numFmtId"): one.get("formatCode", "") for one in styles.iter(f"{MAIN}numFmt")}
    styled = styles.find(f"{MAIN}cellXfs")
    assert styled is not None
    number = styled[int(style)].get("numFmtId")
    return {"0": "General", "49": "@"}.get(number or "") or forms[number]


@pytest.mark.parametrize("ms", range(0, 1000, 37))
def test_a_millisecond_is_not_lost(ms: int) -> None:
    """A date is a number of days, with room for much finer moments."""
    moment = NOON.replace(hour=23, minute=59, second=59, microsecond=ms * 1000)
    found = cell_of(Stamp(moment, "millisecond"))
    assert found == moment


@pytest.mark.parametrize(
    ("kind", "form"),
    [("word", "@"), ("prose", "General"), ("number", "General"), ("day", "yyyy-mm-dd")],
)
def test_what_is_typed_into_an_empty_cell_stays_what_it_is(kind: Any, form: str) -> None:
    """A time such as 13:12 stays text; the format of a column holds where no cell is."""
    content = book(table(("x",), columns=[Column("a", 10, kind=kind)]))
    column = part(content, SHEET).find(f".//{MAIN}col")
    assert column is not None
    assert form_of(content, column.get("style", "")) == form


COLUMNS = (
    Column("id", 10),
    Column("kind", 12, ("note", "action")),
    Column("text", 40, kind="prose"),
    Column("more", 20, is_derived=True),
)


def test_a_sheet_can_be_worked_with() -> None:
    """The header stays, rows can be filtered, values are offered, and it prints on wide paper."""
    content = book(table(("a", "note", "x", ""), columns=COLUMNS, fixed=1, printed=3))
    sheet = part(content, SHEET)
    pane = sheet.find(f".//{MAIN}pane")
    assert pane is not None
    assert (pane.get("xSplit"), pane.get("ySplit"), pane.get("state")) == ("1", "1", "frozen")
    found = sheet.find(f"{MAIN}autoFilter")
    assert found is not None
    assert found.get("ref") == "A1:D2"
    (choices,) = sheet.iter(f"{MAIN}dataValidation")
    assert "".join(choices.itertext()) == '"note,action"'
    assert choices.get("sqref") == "B2:B502"  # with rows to be added
    setup = sheet.find(f"{MAIN}pageSetup")
    assert setup is not None
    assert setup.get("orientation") == "landscape"
    assert setup.get("fitToHeight") == "0"
    names = {
        one.get("name"): one.text
        for one in part(content, "xl/workbook.xml").iter(f"{MAIN}definedName")
    }
    assert names["_xlnm.Print_Area"] == "T!$A$1:$C$2"
    assert names["_xlnm.Print_Titles"] == "T!$1:$1"


def heights_in(content: bytes) -> list[float]:
    """The heights of the rows in points."""
    return [float(one.get("ht", "0")) for one in part(content, SHEET).iter(f"{MAIN}row")]


def test_a_row_has_room_for_its_texts() -> None:
    """LibreOffice leaves a row without a height as high as a line; unprinted columns do not count.

    Nor does a row grow beyond what Excel can show.
    """
    rows = [("a", "", "x", ""), ("a", "", "x " * 60, ""), ("a", "", "x\ny\nz", "z" * 900)]
    content = book(table(*rows, ("", "", "x\n" * 500, ""), columns=COLUMNS, printed=3))
    header, one, wrapped, three, most = heights_in(content)
    assert header == one == 15.75
    assert wrapped == three == 45.75
    assert most == 405.75 < 409.5


def test_a_table_without_rows_says_so() -> None:
    """Below its header, which stays."""
    content = book(table(columns=COLUMNS, nothing="No row is there."))
    head, row = grids_in(content)["T"]
    assert head == ["id", "kind", "text", "more"]
    assert [cell for cell in row if cell] == ["No row is there."]
    assert len(grids_in(book(table(columns=COLUMNS)))["T"]) == 1


def test_more_rows_than_a_sheet_has_go_on_in_the_next() -> None:
    """Each with the header, its filter and its values; none is lost."""
    rows = [(str(number), "note", "", "") for number in range(7)]
    content = book(table(*rows, columns=COLUMNS), Facts("About", [("a", "b")]), most_rows=4)
    grids = grids_in(content)
    assert [*grids] == ["T", "T 2", "T 3", "About"]
    found = [row[0] for name in ("T", "T 2", "T 3") for row in grids[name]]
    assert found == ["id", "0", "1", "2", "id", "3", "4", "5", "id", "6"]
    for number, last in ((1, 4), (2, 4), (3, 2)):
        sheet = part(content, f"xl/worksheets/sheet{number}.xml")
        ref = sheet.find(f"{MAIN}autoFilter")
        assert ref is not None
        assert ref.get("ref") == f"A1:D{last}"
        assert len([*sheet.iter(f"{MAIN}dataValidation")]) == 1


def test_as_many_rows_as_a_sheet_has_need_no_second_sheet() -> None:
    """The header is counted."""
    assert [*grids_in(book(table(*[("x",)] * 3), most_rows=4))] == ["T"]


def test_facts_have_no_row_without_words() -> None:
    """A label and words in each row."""
    facts = Facts("About", [("a", "one"), ("b", ""), ("c", "=2")])
    assert grids_in(book(facts)) == {"About": [["a", "one"], ["c", "=2"]]}


def test_the_same_sheets_are_the_same_bytes() -> None:
    """No clock and no chance is in the file, nor the name of a folder."""
    first, second = (book(table(("x",)), Facts("About", [("a", "b")])) for _ in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 31, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert {*re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)} == {"2000-01-01T00:00:00Z"}
    assert "Title" in core


def test_a_workbook_comes_in_pieces() -> None:
    """An empty one for each row, so that progress can be shown, then the file in blocks."""
    rows = [
        (f"{number * 7919 % 100_003} {'abcdefghij' * 40}"[number % 99 :],) for number in range(900)
    ]
    pieces = [*written([table(*rows)], "")]
    assert pieces[:900] == [b""] * 900
    assert all(0 < len(piece) <= 1 << 16 for piece in pieces[900:])


def peak_of(count: int) -> int:
    """The most bytes in use while a workbook of so many rows is written."""
    rows = ((f"text {number}", "note", f"words {number} " * 20, "") for number in range(count))
    tracemalloc.start()
    for _ in written([Table("T", COLUMNS, rows, printed=3)], ""):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak


@pytest.mark.thorough
def test_many_rows_take_no_more_memory_than_few() -> None:
    """Neither the rows nor their heights are kept, nor the file."""
    few = peak_of(FEW)
    assert peak_of(MANY) < few + 200_000


@pytest.mark.parametrize("taken", [1, 3, None])
def test_no_temporary_file_is_left(
    taken: int | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether the workbook is taken whole, or its reader goes away."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    pieces = written([table(("x",), ("y",), ("z",), ("z",))], "")
    for number, piece in enumerate(pieces, 1):
        assert bool([*tmp_path.iterdir()]) is not bool(piece)  # the file has no name
        if number == taken:
            break
    pieces.close()  # type: ignore[attr-defined]  # a generator
    assert [*tmp_path.iterdir()] == []
