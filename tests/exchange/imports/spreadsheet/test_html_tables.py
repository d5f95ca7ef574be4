"""Tables in HTML under the name of a workbook."""

from pathlib import Path

import pytest

from incident_tui.exchange.imports.spreadsheet import html_tables
from incident_tui.exchange.imports.spreadsheet.books import UnreadableError
from incident_tui.exchange.imports.spreadsheet.html_tables import HtmlBook
from incident_tui.exchange.imports.spreadsheet.texts import Value


def tables(folder: Path, html: bytes) -> list[list[list[Value]]]:
    """The rows of the tables of a file."""
    path = folder / "export.xls"
    path.write_bytes(html)
    book = HtmlBook(path)
    assert [sheet.name for sheet in book.sheets] == [
        f"table {number + 1}" for number in range(len(book.sheets))
    ]
    return [[*book.rows_of(number)()] for number in range(len(book.sheets))]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<table><tr><th>time<th>text</tr><tr><td>1</td><td>a &amp; <b>b</b></td></tr></table>",
            [[["time", "text"], ["1", "a & b"]]],
        ),
        # Without ends of cells and rows, and in capital letters.
        ("<TABLE><TR><TD>a<TD>b<TR><TD>c</TABLE>", [[["a", "b"], ["c"]]]),
        # Cells over columns and over rows.
        (
            "<table><tr><td colspan=2>Log</td></tr><tr><td rowspan='2'>1</td><td>E1</td></tr>"
            "<tr><td>E2</td></tr></table>",
            [[["Log", ""], ["1", "E1"], ["1", "E2"]]],
        ),
        # A table in a cell of another; a table without words is none.
        (
            "<table><tr><td>out<table><tr><td>in</td></tr></table></td></tr></table>"
            "<table><tr><td></td></tr></table>",
            [[["out"]], [["in"]]],
        ),
        ("<table><td>no row</td></table></table></tr></td>", [[["no row"]]]),
        ("<table><tr><td>a<br>b</td><td>&nbsp;</td></tr></table>", [[["a\nb", ""]]]),
        ("<table><tr><td>2 < 3</td></tr></table>", [[["2 < 3"]]]),
    ],
)
def test_cells_are_plain_text(tmp_path: Path, html: str, expected: list[list[list[Value]]]) -> None:
    """Each cell in its row and column, without markup."""
    assert tables(tmp_path, html.encode()) == expected


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("", "utf-8"),
        ("", "utf-8-sig"),
        ("", "utf-16"),
        ("", "cp1252"),
        ("<meta charset=iso-8859-1>", "iso-8859-1"),
        ("<meta charset='no such'>", "cp1252"),
        ("<meta charset='idna'>", "cp1252"),
    ],
)
def test_the_encoding_is_that_of_the_file(tmp_path: Path, head: str, encoding: str) -> None:
    """By its mark, by UTF-8, by its name, or that of Windows."""
    html = f"<html>{head}<table><tr><td>Größe</td></tr></table>".encode(encoding)
    assert tables(tmp_path, html) == [[["Größe"]]]


def test_a_file_without_a_table_says_so(tmp_path: Path) -> None:
    """HTML of a page of words is no workbook."""
    with pytest.raises(UnreadableError, match="HTML without a table"):
        tables(tmp_path, b"<html><p>words</p></html>")


def test_a_file_that_is_too_large_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be held in memory whole."""
    monkeypatch.setattr(html_tables, "MAX_HTML_BYTES", 20)
    with pytest.raises(UnreadableError, match="larger than"):
        tables(tmp_path, b"<table><tr><td>a</td></tr></table>")


def test_a_row_has_bounds(tmp_path: Path) -> None:
    """A cell that claims thousands of columns and rows takes no memory for them."""
    html = b"<table>" + b"<tr><td colspan=9999 rowspan=9999>a" * 50 + b"</table>"
    [rows] = tables(tmp_path, html)
    assert max(map(len, rows)) <= 1_000
