"""Tables in files of text: their lines, the encoding that is named, and where the text lies."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import pytest

from incident_tui.exchange.imports.foreign.contents import plain_content
from incident_tui.exchange.imports.tables import text_file
from incident_tui.exchange.imports.tables.table import Row
from incident_tui.exchange.imports.tables.text_file import Line, TextFileTable, lines_of


class Lines(TextFileTable):
    """A table with a row for each line."""

    def rows_of(self, text: TextIO) -> Iterator[Row]:
        """The lines."""
        yield from (Row(line.number, line.text, [line.text]) for line in lines_of(text))


def test_lines_have_numbers_and_no_ends() -> None:
    """Whatever ends a line."""
    text = io.StringIO("a\r\nb\rc\n\nd", newline="")
    assert [*lines_of(text)] == [
        Line(1, "a"),
        Line(2, "b"),
        Line(3, "c"),
        Line(4, ""),
        Line(5, "d"),
    ]


def test_a_line_that_is_too_long_is_put_aside_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its beginning stands for it, and the next line has its number."""
    monkeypatch.setattr(text_file, "MAX_LINE_CHARACTERS", 4)
    found = [*lines_of(io.StringIO("abc\nabcdefghij\nabcd", newline=""))]
    assert [(line.number, line.text, bool(line.fault)) for line in found] == [
        (1, "abc", False),
        (2, "abcd", True),
        (3, "abcd", True),
    ]


def test_a_table_is_read_within_a_reading(tmp_path: Path) -> None:
    """A second reading leaves the first where it is, and how far it has come."""
    path = tmp_path / "a"
    path.write_text("a\nb\nc\n")
    table = Lines(plain_content(path))
    rows = table.rows()
    assert next(rows).cells == ["a"]
    assert [row.cells for row in table.rows()] == [["a"], ["b"], ["c"]]
    advance = table.advance()
    assert advance is not None
    assert advance.total == 6
    assert [row.cells for row in rows] == [["b"], ["c"]]
    assert table.advance() is None


def test_a_named_encoding_is_used(tmp_path: Path) -> None:
    """The bytes decide only where the user does not; an unknown name is a fault."""
    path = tmp_path / "a"
    path.write_bytes("Größe".encode("cp850"))
    assert [row.cells for row in Lines(plain_content(path), "cp850").rows()] == [["Größe"]]
    assert [*Lines(plain_content(path), "cp850").remarks()] == []
    assert [*Lines(plain_content(path)).remarks()]
    assert "`no-such` is no encoding of texts" in Lines(plain_content(path), "no-such").fault()


@pytest.mark.parametrize(
    ("data", "folder", "path"),
    [
        (b"a", "", "a.txt"),
        (b"a", "record", ""),  # outside
        ("é".encode("cp1252"), "", ""),  # shown as UTF-8
        ("é".encode("utf-8-sig"), "", "a.txt"),
    ],
)
def test_a_text_inside_the_record_has_a_path(
    tmp_path: Path, data: bytes, folder: str, path: str
) -> None:
    """If it can be shown as it is."""
    file = tmp_path / "a.txt"
    file.write_bytes(data)
    assert Lines(plain_content(file)).path_within(tmp_path / folder) == path
