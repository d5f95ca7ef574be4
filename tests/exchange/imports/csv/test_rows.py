"""Rows of a CSV: found in any encoding and with any delimiter, each at its line."""

from pathlib import Path

import pytest

from incident_tui.exchange.imports.csv.rows import delimiter_of
from tests.cpu import cpu_limit
from tests.exchange.imports.csv.reading import rows_in

TEXT = "time;text\r\n13:15;Größe „A“\r\n"


def found(tmp_path: Path, data: bytes) -> list[tuple[int, list[str]]]:
    """The lines and cells of a file's rows."""
    path = tmp_path / "log.csv"
    path.write_bytes(data)
    return [(row.line, row.cells) for row in rows_in(path)]


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_every_usual_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    """A text is read the same, whatever program has saved it."""
    expected = [(1, ["time", "text"]), (2, ["13:15", "Größe „A“"])]
    assert found(tmp_path, TEXT.encode(encoding)) == expected


def test_bytes_of_no_encoding_are_kept(tmp_path: Path) -> None:
    """What is neither UTF-8 nor Windows-1252 is still read, byte by byte."""
    assert found(tmp_path, b"a,b\n\x81,\xff\n")[1] == (2, ["\x81", "ÿ"])


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a,b,c\n1,2,3\n", ","),
        ("a;b;c\n1,5;2,5;3\n", ";"),
        ("a\tb\n1,2\t3\n4\t5,6\n", "\t"),
        ("a|b|c\n1|2;3|4\n", "|"),
        ("a^b^c\n1^2;3^4,5\n", "^"),
        ('a,b\n"x;y;z",2\n"1;2;3",4\n', ","),
        ("a\nb\n", ","),
        ("", ","),
    ],
)
def test_the_delimiter_makes_rows_of_one_width(text: str, delimiter: str) -> None:
    """The character that cuts every row into as many cells is the delimiter."""
    assert delimiter_of(text) == delimiter


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ('a,b\n1, "x, y"\n2, "z"\n', [["1", "x, y"], ["2", "z"]]),
        ('"a","b"\n"1","{\\"k\\":2}"\n', [["1", '{"k":2}']]),
        ('"a","b"\n"C:\\","x"\n', [["C:\\", "x"]]),
        ('"a","b"\n"in ""C:\\"" now","x"\n', [['in "C:\\" now', "x"]]),
        # Spaces before some quotes; quotes within quotes that are not doubled.
        ('a,b\n"1", "x, y"\n2, "z, w"\n', [["1", "x, y"], ["2", "z, w"]]),
        (
            'a,b\n1,""x""\n2,"x "y" z"\n3,"x ""y"" "z" w" \n',
            [["1", '"x"'], ["2", 'x "y" z'], ["3", 'x "y" "z" w']],
        ),
        ('a,b\n"1"x,"2"\n', [['"1"x', "2"]]),
        ('a,b\n="007",="1 2"\n', [["007", "1 2"]]),
        ('a,b\n"=""007""",=1+1\n', [["007", "=1+1"]]),
        ('a,b\n"\'=""007""",\'=1+1\n', [['="007"', "=1+1"]]),
    ],
)
def test_other_quoting_is_read(tmp_path: Path, text: str, cells: list[list[str]]) -> None:
    """Spaces before quotes, backslashes as of MySQL, and texts that Excel guards."""
    assert [row for _, row in found(tmp_path, text.encode())[1:]] == cells


def test_many_quotes_that_never_close_take_little_time(tmp_path: Path) -> None:
    """A line of them is read in one pass, and each cell stays as it is."""
    line = ",".join(['"a"b'] * 100_000)
    with cpu_limit():
        assert found(tmp_path, f"x,y\n{line}\n".encode())[1] == (2, ['"a"b'] * 100_000)


@pytest.mark.parametrize("count", [3, 50_000])
def test_an_open_quote_spoils_its_own_row(tmp_path: Path, count: int) -> None:
    """The rows behind the line with the quote are read, each at its line."""
    path = tmp_path / "log.csv"
    behind = "".join(f"{number},some words\n" for number in range(count))
    path.write_text(f'a,b\n0,"6 inch pipe\n{behind}', "utf-8")
    _header, spoiled, *others = rows_in(path, "utf-8")
    assert spoiled.fault.startswith("a quote opened in line 2 is not closed")
    assert spoiled.raw == '0,"6 inch pipe'
    assert [(row.line, row.cells[0], row.fault) for row in others] == [
        (number + 3, str(number), "") for number in range(count)
    ]


def test_a_row_stands_where_it_begins(tmp_path: Path) -> None:
    """A cell of several lines counts as one row, at its first line; blank lines count on."""
    data = b'a,b\n"x\ny",1\n\n"z\r\n\r\n",2\nlast,3'
    expected = [
        (1, ["a", "b"]),
        (2, ["x\ny", "1"]),
        (4, []),
        (5, ["z\r\n\r\n", "2"]),
        (8, ["last", "3"]),
    ]
    assert found(tmp_path, data) == expected


def test_excel_names_its_delimiter(tmp_path: Path) -> None:
    """A first line `sep=;` is no row, but is counted as a line."""
    assert found(tmp_path, b"sep=;\r\na,b;c\r\n") == [(2, ["a,b", "c"])]


def test_a_cell_that_never_ends_is_no_row(tmp_path: Path) -> None:
    """A quote that is not closed is reported with what it swallowed; the rows after it are read."""
    path = tmp_path / "log.csv"
    path.write_text('a,b\n"' + "x" * 600_000 + "\n1,2\n")
    first, broken, last = rows_in(path, "utf-8")
    assert (first.cells, last.line, last.cells) == (["a", "b"], 3, ["1", "2"])
    assert (broken.line, broken.cells) == (2, [])
    assert "field larger than" in broken.fault
    assert broken.raw == '"' + "x" * 600_000


def test_single_quotes_around_every_cell(tmp_path: Path) -> None:
    """They are quotation marks only if every line begins and ends with one."""
    quoted = b"'a','b'\n'1','x, y'\n"
    assert found(tmp_path, quoted) == [(1, ["a", "b"]), (2, ["1", "x, y"])]
    assert found(tmp_path, b"a,b\n'1','x'\n")[1] == (2, ["'1'", "'x'"])


def test_what_was_kept_from_being_a_formula_is_as_it_was(tmp_path: Path) -> None:
    """A spreadsheet's apostrophe goes again; one that stands for itself stays."""
    path = tmp_path / "a.csv"
    path.write_text("'=1+1,'-5,'tis,''=2\n")
    [row] = rows_in(path, "utf-8")
    assert row.cells == ["=1+1", "-5", "'tis", "'=2"]
