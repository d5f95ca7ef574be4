"""The contents of files: plain, compressed, and in a zip, whose names are words alone."""

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

import pytest

from incident_tui.exchange.imports.foreign import contents, unpacking
from incident_tui.exchange.imports.foreign.beginning import Beginning
from incident_tui.exchange.imports.foreign.contents import (
    Content,
    beginnings_in,
    bytes_done,
    contents_of,
    plain_content,
    wants_content,
)
from incident_tui.exchange.imports.foreign.files import ForeignFile
from incident_tui.exchange.imports.landing.protocol import Passed, Rejected

TEXT = b"time,text\n13:15,a\n"


def found(path: Path) -> list[Content | Rejected | Passed]:
    """The contents of a file, which end with `.csv`."""
    return list(contents_of(ForeignFile(path, path.name, True), (".csv",), "no CSV"))


def zipped(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """A zip with these files."""
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def told(path: Path) -> list[tuple[str, str]]:
    """From each content of a packed file, and from each fault, the path and the words."""
    lines = []
    for one in contents_of(ForeignFile(path, path.name, True), (".csv",), "no CSV"):
        if isinstance(one, Content):
            with one.open() as stream:
                lines.append((Path(one.path).name, stream.read().decode()))
        else:
            lines.append((Path(one.origin.path).name, one.reason))
    return lines


def test_a_plain_and_a_compressed_file_have_one_content(tmp_path: Path) -> None:
    """The content of a plain file knows the file; both say how far they are read."""
    plain, packed = tmp_path / "a.csv", tmp_path / "b.csv.gz"
    plain.write_bytes(TEXT)
    packed.write_bytes(gzip.compress(TEXT, mtime=0))
    [first], [second] = found(plain), found(packed)
    assert isinstance(first, Content)
    assert isinstance(second, Content)
    assert (first.file, second.file) == (plain, None)
    assert (first.title, second.title) == ("a.csv", "b.csv.gz")
    for one in (first, second):
        with one.open() as stream:
            assert stream.read() == TEXT
            assert bytes_done(stream) == one.size
    assert plain_content(tmp_path / "none.csv").size == 0


def test_each_table_of_a_zip_is_a_content(tmp_path: Path) -> None:
    """Other files are passed over; a name that leads out of the zip is a word like each other."""
    path = zipped(
        tmp_path / "month.zip",
        {
            "a.csv": TEXT,
            "in/b.CSV": TEXT,
            "../../c.csv": TEXT,
            "x.md": b"x",
            "__MACOSX/._a.csv": b"x",
        },
    )
    words = [
        (one.path.removeprefix(str(tmp_path)), one.title)
        for one in found(path)
        if isinstance(one, Content)
    ]
    assert words == [
        ("/month.zip/a.csv", "month.zip/a.csv"),
        ("/month.zip/in/b.CSV", "month.zip/in/b.CSV"),
        ("/month.zip/../../c.csv", "month.zip/../../c.csv"),
    ]
    passed = [one.reason for one in found(path) if isinstance(one, Passed)]
    assert passed == ["no CSV", "no CSV"]
    assert dict(told(path))["a.csv"] == TEXT.decode()
    assert [one.name for one in tmp_path.iterdir()] == ["month.zip"]


def tape() -> bytes:
    """A tape archive with a file."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.csv"))
    return file.getvalue()


@pytest.mark.parametrize(
    "inner", [gzip.compress(TEXT, mtime=0), tape(), b"PK\x03\x04\x14\0"], ids=["gzip", "tar", "zip"]
)
def test_a_packed_file_in_a_packed_file_is_refused(tmp_path: Path, inner: bytes) -> None:
    """In a compressed file and in a zip; the other files of the zip are read."""
    nested = "this is packed within a packed file; unpack it first"
    compressed = tmp_path / "a.csv.gz"
    compressed.write_bytes(gzip.compress(inner, mtime=0))
    assert told(compressed) == [("a.csv.gz", nested)]
    path = zipped(tmp_path / "a.zip", {"in.csv": inner, "b.csv": TEXT})
    assert told(path) == [("in.csv", nested), ("b.csv", TEXT.decode())]


def test_what_is_no_text_in_a_zip_is_named(tmp_path: Path) -> None:
    """A PDF with another ending, and a workbook, which is a zip itself."""
    path = zipped(tmp_path / "a.zip", {"a.csv": b"%PDF-1.7"})
    assert told(path) == [("a.csv", "this is a PDF, and no text; save the table as CSV")]
    book = zipped(tmp_path / "book.xlsx", {"[Content_Types].xml": b"", "xl/a.csv": TEXT})
    assert "a spreadsheet (xlsx, ods)" in told(book)[0][1]


def test_a_zip_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """Damaged, encrypted, packed in a rare way, or with too many files."""
    path = zipped(tmp_path / "a.zip", {"a.csv": TEXT * 100})
    data = path.read_bytes()
    path.write_bytes(data[:-30])
    assert told(path)[0][1].startswith(
        "this is a zip, such as a spreadsheet (xlsx, ods); unpack it"
    )
    path.write_bytes(data[:40] + bytes([data[40] ^ 255]) + data[41:])
    assert told(path)[0][1].startswith("this is a file in a zip: the compressed data are damaged")
    path.write_bytes(
        data[:6]
        + b"\x01"
        + data[7:].replace(b"PK\x01\x02\x14\x03\x14\0\0", b"PK\x01\x02\x14\x03\x14\0\x01")
    )
    assert told(path) == [("a.csv", "this is encrypted; unpack it first")]
    zipped(path, {"a.csv": TEXT}, zipfile.ZIP_LZMA)
    assert told(path) == [
        ("a.csv", "this is packed in a way that cannot be read here; unpack it first")
    ]


def test_a_zip_has_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many files, or files that are too large together, are refused before one is read."""
    monkeypatch.setattr(contents, "MAX_MEMBERS", 3)
    path = zipped(tmp_path / "a.zip", {f"{number}.csv": TEXT for number in range(4)})
    assert "files; unpack it first" in told(path)[0][1]
    monkeypatch.setattr(contents, "FREE_BYTES", 100_000)
    path = zipped(tmp_path / "b.zip", {f"{number}.csv": bytes(1_000_000) for number in range(3)})
    [(_, words)] = told(path)
    assert words == unpacking.TOO_MUCH


@pytest.mark.parametrize(
    ("name", "is_wanted"),
    [
        ("a.csv", True),
        ("a.CSV.GZ", True),
        ("a.csv.xz", True),
        ("month.zip", True),
        ("a.gz", False),
        ("a.json.gz", False),
        ("a.md", False),
        ("csv", False),
    ],
)
def test_files_in_a_folder_are_read_by_their_endings(name: str, is_wanted: bool) -> None:
    """The ending of a compressed file is behind that of its content; each zip is looked into."""
    assert wants_content(ForeignFile(Path(name), name, False), (".csv",)) is is_wanted
    assert wants_content(ForeignFile(Path(name), name, True), (".csv",))


@pytest.mark.parametrize(
    ("name", "data", "known"),
    [
        ("a.csv", TEXT, [TEXT]),
        ("a.csv.gz", gzip.compress(TEXT, mtime=0), [TEXT]),
        ("a.csv.gz", gzip.compress(TEXT, mtime=0)[:8], [b""]),
        ("a.csv.gz", b"\x1f\x8b\x08\0 no gzip", [b""]),
    ],
)
def test_the_beginning_of_a_content(name: str, data: bytes, known: list[bytes]) -> None:
    """A format knows a file by what is in it, packed or not."""
    found = beginnings_in(Beginning(name, data), (".csv",))
    assert [one.data for one in found] == known


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_the_beginning_of_a_table_in_a_zip(tmp_path: Path, method: int) -> None:
    """The first table is looked at; a workbook has none."""
    path = zipped(tmp_path / "a.zip", {"x.md": b"x", "a.csv": TEXT * 20, "b.csv": b"b"}, method)
    [one] = beginnings_in(Beginning("a.zip", path.read_bytes()), (".csv",))
    assert (one.name, one.data) == ("a.csv", TEXT * 20)
    book = zipped(tmp_path / "book.xlsx", {"[Content_Types].xml": b"", "xl/a.csv": TEXT}, method)
    assert list(beginnings_in(Beginning("book.xlsx", book.read_bytes()), (".csv",))) == []
