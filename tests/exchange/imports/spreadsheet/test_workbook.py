"""The process that reads workbooks: whole, damaged, hostile and of other kinds."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import msgspec
import pytest
import xlsxwriter

from incident_tui.exchange.imports.spreadsheet import workbook as workbook_module
from incident_tui.exchange.imports.spreadsheet.messages import Line, SheetName
from incident_tui.exchange.imports.spreadsheet.workbook import UnpackedSheet, Workbook
from tests.exchange.imports.spreadsheet.workbooks import Cell, workbook

SAMPLES = Path(__file__).parent.parent / "samples" / "spreadsheet"
LOG = workbook({"Cover": [["Words"]], "Log": [["time", "text"], [None], ["13:12", "Fire"]]})


def file_of(folder: Path, data: bytes, name: str = "log.xlsx") -> Path:
    """A file with these bytes."""
    path = folder / name
    path.write_bytes(data)
    return path


def lines_of(sheet: UnpackedSheet) -> list[Line]:
    """The rows of a sheet that was unpacked."""
    return [msgspec.json.decode(line, type=Line) for line in sheet.path.read_bytes().splitlines()]


@pytest.mark.smoke
def test_each_sheet_is_unpacked(tmp_path: Path) -> None:
    """Rows that are not empty, each with its number; the files are gone with the workbook."""
    with Workbook(file_of(tmp_path, LOG)) as book:
        assert (book.fault, book.sheets) == ("", [SheetName("Cover"), SheetName("Log")])
        first, second = book.unpack(0), book.unpack(1)
        assert lines_of(first) == [(1, ["Words"])]
        assert lines_of(second) == [(1, ["time", "text"]), (3, ["13:12", "Fire"])]
        assert (second.last, second.fault) == (3, "")
        assert lines_of(book.unpack(1, most_rows=1)) == [(1, ["time", "text"])]
    assert not first.path.exists()


@pytest.mark.parametrize("name", ["log.ods", "log.xls", "log.xlsb"])
def test_other_kinds_of_workbooks_have_the_same_cells(name: str) -> None:
    """With merged cells, times of day, 24:00, a hidden sheet, and formatted rows without cells."""
    with Workbook(SAMPLES / name) as book:
        assert book.sheets == [
            SheetName("Cover"),
            SheetName("Call log"),
            SheetName("Old", is_hidden=True),
        ]
        assert lines_of(book.unpack(1)) == [
            (2, ["Log of 29 February 2024"]),
            (3, ["call number", "time", "unit", "status"]),
            (4, ["2024-117", "13:12", "E1", "En route"]),
            (5, ["2024-117", "13:14:07", "E2", "On scene"]),
            (6, ["2024-118", "24:00", "M1", "Clear"]),
        ]
        assert lines_of(book.unpack(2))[1] == (2, ["2024-02-29 13:12", "hidden"])


@pytest.mark.parametrize("ending", [".xls", ".ods", ".dat", ""])
@pytest.mark.parametrize("name", ["log.ods", "log.xls", "log.xlsb"])
def test_a_workbook_is_known_by_its_content(tmp_path: Path, name: str, ending: str) -> None:
    """Whatever the name of the file."""
    with Workbook(file_of(tmp_path, (SAMPLES / name).read_bytes(), f"log{ending}")) as book:
        assert (book.fault, len(book.sheets)) == ("", 3)


def zip_of(**files: bytes) -> bytes:
    """A zip with these files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "an empty file"),
        (b"time,text\n13:12,Fire\n", "this is a text, and no workbook; import it with --from csv"),
        ("time\ttext\n".encode("utf-16"), "this is no workbook"),
        (b"<html><p>words</p></html>", "this is HTML without a table, and no workbook"),
        (
            b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>",
            "this is XML Spreadsheet 2003; open it and save it as .xlsx",
        ),
        (b"%PDF-1.7\n", "a PDF, and no text"),
        (LOG[:2_000], "the file is damaged, or not whole"),
        (b"PK\x03\x04" + bytes(range(256)), "the file is damaged, or not whole"),
        ((SAMPLES / "log.xls").read_bytes()[:1_000], "cannot be read as a workbook"),
        (zip_of(a=b"x"), "this is a zip, and no workbook; unpack it first"),
        (zip_of(**{"content.xml": b"<a>"}), "cannot be read as a workbook"),
        (zip_of(**{"xl/workbook.xml": b"<a>"}), "cannot be read as a workbook"),
    ],
)
def test_what_is_no_workbook_says_so(tmp_path: Path, data: bytes, words: str) -> None:
    """What it is, and what to do."""
    with Workbook(file_of(tmp_path, data)) as book:
        assert words in book.fault
        assert not book.sheets


def test_a_workbook_with_a_password_says_so(tmp_path: Path) -> None:
    """OpenDocument names what is encrypted in its manifest."""
    manifest = (
        b'<?xml version="1.0"?><manifest:manifest'
        b' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        b'<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/>'
        b"</manifest:file-entry></manifest:manifest>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    files = {"mimetype": kind, "content.xml": b"?", "META-INF/manifest.xml": manifest}
    with Workbook(file_of(tmp_path, zip_of(**files), "log.ods")) as book:
        assert "protected with a password" in book.fault


def test_a_zip_that_grows_too_large_is_not_unpacked(tmp_path: Path) -> None:
    """The sizes that the zip names are added before anything is unpacked."""
    packed = bytearray(zip_of(**{f"xl/{number}": b"" for number in range(3)}))
    entry = -1
    while (entry := packed.find(b"PK\x01\x02", entry + 1)) >= 0:
        packed[entry + 24 : entry + 28] = b"\xff\xff\xff\xfe"  # the size of the file, unpacked
    with Workbook(file_of(tmp_path, bytes(packed))) as book:
        assert "unpacked it is larger than 8 GB" in book.fault


def test_a_file_that_is_not_there_or_too_large_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before any process begins."""
    with Workbook(tmp_path / "none.xlsx") as book:
        assert "no such file" in book.fault
    with Workbook(tmp_path) as book:
        assert book.fault
    monkeypatch.setattr(workbook_module, "MAX_FILE_BYTES", 10)
    with Workbook(file_of(tmp_path, LOG)) as book:
        assert "larger than" in book.fault


@pytest.mark.thorough
def test_a_sheet_that_needs_all_memory_harms_no_other(tmp_path: Path) -> None:
    """Two cells in opposite corners need room for those between; the sheet after is read."""
    path = tmp_path / "far.xlsx"
    with xlsxwriter.Workbook(str(path)) as made:
        far, near = made.add_worksheet("Far"), made.add_worksheet("Near")
        far.write(0, 0, "time")
        far.write(1_048_575, 16_383, "x")
        near.write(0, 0, "time")
    with Workbook(path) as book:
        assert "delete the empty rows and columns at its end" in book.unpack(0).fault
        assert lines_of(book.unpack(1)) == [(1, ["time"])]
        assert book.unpack(0).fault


def test_formatted_cells_are_no_rows(tmp_path: Path) -> None:
    """Rows and columns that have a format and no value, nor a text of spaces at their end."""
    path = tmp_path / "formatted.xlsx"
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as made:
        bold, sheet = made.add_format({"bold": True}), made.add_worksheet()
        sheet.write(0, 0, "time")
        for row in range(1, 20_000):
            sheet.write_blank(row, 0, None, bold)
        sheet.write_formula(20_000, 0, '=""', None, "")
    with Workbook(path) as book:
        assert lines_of(book.unpack(0)) == [(1, ["time"])]


def test_dates_count_from_1904_where_the_workbook_says_so(tmp_path: Path) -> None:
    """As workbooks of older Macs do."""
    rows: list[list[Cell]] = [
        [dt.datetime(2024, 2, 29, 13, 12), dt.date(2024, 3, 1), dt.time(13, 12)]
    ]
    for is_1904 in (False, True):
        with Workbook(file_of(tmp_path, workbook({"Log": rows}, date_1904=is_1904))) as book:
            expected = [(1, ["2024-02-29 13:12", "2024-03-01", "13:12"])]
            assert lines_of(book.unpack(0)) == expected
