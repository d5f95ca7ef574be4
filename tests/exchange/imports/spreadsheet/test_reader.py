"""The process that reads a workbook, without the process: what is opened, and what is written."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from incident_tui.exchange.imports.spreadsheet import reader
from incident_tui.exchange.imports.spreadsheet.books import UnreadableError
from incident_tui.exchange.imports.spreadsheet.messages import Line, Unpacked
from incident_tui.exchange.imports.spreadsheet.texts import Value
from tests.exchange.imports.spreadsheet.workbooks import workbook


def rows() -> Iterator[list[Value]]:
    """The rows of a sheet."""
    found: list[list[Value]] = [[], ["time", "text"], ["", ""], ["13:12", "x", ""], []]
    yield from found


@pytest.mark.parametrize(
    ("most_rows", "last", "lines"),
    [
        (0, 4, [(2, ["time", "text"]), (4, ["13:12", "x"])]),
        (1, 2, [(2, ["time", "text"])]),
        (9, 4, [(2, ["time", "text"]), (4, ["13:12", "x"])]),
    ],
)
def test_rows_with_content_are_written(
    tmp_path: Path, most_rows: int, last: int, lines: list[Line]
) -> None:
    """Each with its number, a line of JSON; no more than are wanted."""
    path = tmp_path / "0.jsonl"
    assert reader.unpack(rows, path, most_rows) == Unpacked(last)
    found = [msgspec.json.decode(line, type=Line) for line in path.read_bytes().splitlines()]
    assert found == lines


def test_texts_that_are_too_long_together_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text that stands once in the file can stand in a million cells."""
    monkeypatch.setattr(reader, "MAX_TEXT_BYTES", 20)
    answer = reader.unpack(rows, tmp_path / "0.jsonl", 0)
    assert "its texts are larger than" in answer.fault


@pytest.mark.parametrize(
    ("name", "data", "sheets"),
    [
        ("a.csv", workbook({"Log": [], "Two": []}), ["Log", "Two"]),
        ("b.xlsx", b"\n <TABLE><tr><td>a</table>", ["table 1"]),
        ("c", "<html><table><tr><td>a".encode("utf-16"), ["table 1"]),
        ("d.xls", b"<html><p>words", []),
    ],
)
def test_a_file_is_opened_by_its_content(
    tmp_path: Path, name: str, data: bytes, sheets: list[str]
) -> None:
    """A workbook, or HTML with a table; nothing else."""
    path = tmp_path / name
    path.write_bytes(data)
    if sheets:
        assert [sheet.name for sheet in reader.opened_book(path).sheets] == sheets
    else:
        with pytest.raises(UnreadableError, match="without a table"):
            reader.opened_book(path)
