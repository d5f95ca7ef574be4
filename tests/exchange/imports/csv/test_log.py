"""Files of CSV: in an encoding, compressed, in a zip, and many at once."""

import gzip
import zipfile
from pathlib import Path
from typing import Any

import pytest

from incident_tui.exchange.imports.csv.log import look, read
from incident_tui.exchange.imports.landing.protocol import (
    Advance,
    Found,
    ImportedItem,
    Rejected,
    Remark,
    Wishes,
)
from tests.exchange.imports.imported import assert_sound, rejected, section

TEXT = "time,unit,status\n2024-02-29 13:15:07,E7,Dispatched\n2024-02-29 13:16:02,E7,Enroute\n"


def found_in(path: Path, **wishes: Any) -> list[Found]:
    """What is read from a file or a folder."""
    found = list(read([path], Wishes(**wishes)))
    assert_sound(found)
    return found


def places(found: list[Found]) -> list[str]:
    """Where the entries stand, from the name of the file on."""
    items = [one for one in found if isinstance(one, ImportedItem) and one.section == "timeline"]
    return [str(one.origin).rpartition("/in/")[2] for one in items]


@pytest.fixture(name="folder")
def folder_of_files(tmp_path: Path) -> Path:
    """An empty folder."""
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


def test_a_compressed_file_is_a_table(folder: Path) -> None:
    """Its lines are those of the table; the text cannot be shown beside the record."""
    path = folder / "calls.csv.gz"
    path.write_bytes(gzip.compress(TEXT.encode()))
    found = found_in(path, folder=folder)
    assert places(found) == ["calls.csv.gz:2", "calls.csv.gz:3"]
    [source] = section(found, "sources")
    assert (source["title"], source.get("path", "")) == ("calls.csv.gz", "")
    [looked] = look([path], Wishes())
    assert (looked.columns[0], looked.header_line) == (("time", "time"), 1)


def test_each_table_of_a_zip_is_a_source(folder: Path) -> None:
    """A unit of two tables is one unit; a bad table costs itself alone."""
    with zipfile.ZipFile(folder / "month.zip", "w") as archive:
        archive.writestr("01.csv", TEXT)
        archive.writestr("old/02.csv", TEXT.replace("-29", "-28"))
        archive.writestr("03.csv", b"\x1f\x8b\x08\0")
    found = found_in(folder)
    assert places(found) == [
        *("month.zip/01.csv:2", "month.zip/01.csv:3"),
        *("month.zip/old/02.csv:2", "month.zip/old/02.csv:3"),
    ]
    assert [one["title"] for one in section(found, "sources")] == [
        *("month.zip/01.csv", "month.zip/old/02.csv"),
    ]
    [unit] = section(found, "units")
    assert len(unit["status_history"]) == 4
    [fault] = rejected(found)
    assert str(fault.origin).endswith("month.zip/03.csv")


@pytest.mark.thorough
def test_what_is_left_of_a_compressed_file_is_read(folder: Path) -> None:
    """The rows before the end are kept, and the fault stands at the line behind them."""
    path = folder / "calls.csv.gz"
    rows = "".join(f"2024-02-29 13:15:07,E{number},Dispatched\n" for number in range(9_000))
    path.write_bytes(gzip.compress((TEXT + rows).encode())[:-2_000])
    found = found_in(path)
    [fault] = rejected(found)
    assert fault.reason == "the compressed data end too early; the rows above are kept"
    assert fault.origin.line == len(section(found, "timeline")) + 2


@pytest.mark.thorough
def test_the_progress_of_a_compressed_file_is_in_its_own_bytes(folder: Path) -> None:
    """It never goes beyond the size of the file."""
    path = folder / "calls.csv.gz"
    rows = "".join(f"2024-02-29 13:15:07,E{number},Dispatched\n" for number in range(3_000))
    path.write_bytes(gzip.compress((TEXT + rows).encode()))
    advances = [one for one in found_in(path) if isinstance(one, Advance)]
    assert len(advances) == 3
    assert {one.total for one in advances} == {path.stat().st_size}
    assert all(0 < one.done <= one.total for one in advances)


@pytest.mark.parametrize(
    ("encoding", "named", "remarks"),
    [
        ("cp1251", "cp1251", []),
        ("utf-16-le", "", []),
        ("cp850", "", ["this is no UTF-8; read as DOS (code page 850)"]),
        ("shift_jis", "shift_jis", []),
    ],
)
def test_a_text_of_another_encoding(
    folder: Path, encoding: str, named: str, remarks: list[str]
) -> None:
    """The encoding is the user's, or found; one that is found by its letters is told."""
    words = {"cp1251": "Пожар", "utf-16-le": "Größe", "cp850": "Lärm, Müll", "shift_jis": "火事"}
    path = folder / "log.csv"
    path.write_bytes(f'time,text\n2024-02-29 13:15,"{words[encoding]}"\n'.encode(encoding))
    found = found_in(path, encoding=named)
    assert [entry["text"] for entry in section(found, "timeline")] == [words[encoding]]
    told = [one.words.partition(";")[0] for one in found if isinstance(one, Remark)]
    assert told == [one.partition(";")[0] for one in remarks]


def test_an_unknown_encoding_is_refused(folder: Path) -> None:
    """Each file says so, and nothing is read."""
    path = folder / "log.csv"
    path.write_text(TEXT)
    [fault] = found_in(path, encoding="utf-99")
    assert isinstance(fault, Rejected)
    assert fault.reason.startswith("`utf-99` is no encoding of texts; name one with --encoding")


def test_a_folder_of_daily_files(folder: Path) -> None:
    """Files of one name in two folders are two sources; each shows its own order of dates."""
    for name, date in (("jan/log.csv", "13/02/2024"), ("feb/log.csv", "02/13/2024")):
        path = folder / name
        path.parent.mkdir()
        path.write_text(f"time,unit,text\n{date} 08:15,E7,{name}\n{date[:10]} 09:15,E7,b\n")
    found = found_in(folder)
    assert {entry["time"][:10] for entry in section(found, "timeline")} == {"2024-02-13"}
    assert [one["title"] for one in section(found, "sources")] == ["feb/log.csv", "jan/log.csv"]
    assert len({one["id"] for one in section(found, "sources")}) == 2
    assert len(section(found, "units")) == 1
    assert rejected(found) == []


def test_equal_rows_of_two_days_are_two_entries(folder: Path) -> None:
    """A log without dates takes the day of the file's name, and its rows are of that day alone."""
    for day in ("28", "29"):
        (folder / f"2024-02-{day}.csv").write_text("Time,Unit,Event\n13:15,E7,Shift check\n")
    entries = section(found_in(folder), "timeline")
    assert [entry["time"]["at"] for entry in entries] == ["2024-02-28T13:15?", "2024-02-29T13:15?"]
    assert len({entry["id"] for entry in entries}) == 2
