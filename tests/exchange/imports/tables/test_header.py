"""The header of a log: found beneath the rows of a form, or replaced by numbers of columns."""

from collections.abc import Sequence

import pytest

from incident_tui.exchange.imports.tables.header import Header, header_of, no_header_words
from incident_tui.exchange.imports.tables.table import Row


def rows_of(text: str) -> list[Row]:
    """The rows of a text between commas."""
    lines = text.splitlines()
    return [Row(at, line, line.split(",")) for at, line in enumerate(lines, start=1)]


def found(rows: str, /, **wanted: str) -> Header:
    """The header of a text, which has one."""
    header = header_of(rows_of(rows), wanted)
    assert header is not None
    return header


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("time,text\n13:15,a", 1),
        ("Report of calls,\nDate,Time\n2024-05-04,13:15", 2),
        # A form's words that name a time, without one below.
        ("Date,Time,Prepared by\n,,\nTime,Unit,Remarks\n13:15,E4,smoke", 3),
        ("Start Time,,\nTime,Unit,Remarks\n13:15,E4,smoke", 2),
        # Times that are none are no reason to look elsewhere.
        ("time,text\nmorning,a\n,On Scene", 1),
    ],
)
def test_the_header_has_times_below_it(text: str, line: int) -> None:
    """Of several rows with a name for a time, the one above times is the header."""
    assert found(text).line == line


def test_the_words_of_a_form_are_kept() -> None:
    """Cells above the header become a note, row by row, and no longer than a note may be."""
    header = found("LOG (ICS 214),\n1. Name:,Ridge Fire\n,\ntime,text\n13:15,a")
    assert header.note == "Above the table: LOG (ICS 214); 1. Name: Ridge Fire"
    assert found("time,text\n13:15,a").note == ""
    assert len(found(f"{'x' * 9_000},\ntime,text\n13:15,a").note) < 5_000


def test_a_file_without_a_header_has_numbered_columns() -> None:
    """The content names the fields, what the user names comes first, and a remark tells both."""
    text = "13:15,E4,a fire\n13:16,E5,smoke"
    header = found(text)
    assert (header.names, header.line) == (["column 1", "column 2", "column 3"], 0)
    assert header.wanted == {"time": "column 1", "text": "column 3"}
    assert "no header" in header.remark
    assert "the time from `column 1`, the text from `column 3`" in header.remark
    assert found(text, unit="column 2").wanted == {
        **{"time": "column 1", "text": "column 3"},
        "unit": "column 2",
    }
    assert found(text, text="column 2").wanted == {"time": "column 1", "text": "column 2"}


def test_names_that_are_not_known_are_a_header_above_times() -> None:
    """The row must name each column, and stand right above a row with a time."""
    header = found("Einsatz 12,\nAika,Viesti\n14.05.2024 8:15,Feuer\n")
    assert (header.names, header.line) == (["Aika", "Viesti"], 2)
    header = found("Nr.,4711,\nDatum,14.05.2024,\n,,\nAika,Wer,\n08:15,E1,\n08:17,E2,\n")
    assert header.line == 4
    header = found("Gedruckt,01.06.2024 14:00\n01.06.2024,\nAika,Viesti\n14.05.2024 8:15,Feuer\n")
    assert header.line == 3
    assert header.note == "Above the table: Gedruckt, 01.06.2024 14:00; 01.06.2024"
    assert header_of(rows_of("8:15,E4,Feuer\nspäter,E5,Rauch\n8:17,E6,aus\n"), {}) is None
    for text in ("Aika,\n14.05.2024 8:15,Feuer", "Aika\n14.05.2024 8:15,Feuer", "Aika,a\nb,c"):
        assert header_of(rows_of(text), {}) is None
    assert header_of(rows_of("Aika,Viesti\n14.05.2024 8:15,Feuer"), {"text": "x"}) is None


@pytest.mark.parametrize(
    ("text", "wanted", "words"),
    [
        ("a,b\n1,2", {}, "no column says that it holds a time; name it with --map time=COLUMN"),
        ("a,b\n13:15,2", {"time": "x"}, "there is no column `x`; columns: a, b"),
        ("13:15,2", {"text": "x"}, "there is no column `x`; columns: column 1, column 2"),
        ("13:15,2\na,b\nc,On Scene\n", {}, "the first row holds a time, and no names of columns"),
    ],
)
def test_what_is_not_recognised_is_refused(text: str, wanted: dict[str, str], words: str) -> None:
    """The reason is the true one, with what to do."""
    rows: Sequence[Row] = rows_of(text)
    assert header_of(rows, wanted) is None
    assert no_header_words(rows[0], wanted).startswith(words)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Unit,Times,,Remarks\n,Dispatched,On Scene\nE7,13:12,13:19,smoke",
            ["Unit", "Dispatched", "On Scene", "Remarks"],
        ),
        ("Prepared by,A. Person\nTime,,Text\n13:12,x,smoke", ["Time", "", "Text"]),
        ("13:10,Unit\nTime,,Text\n13:12,x,smoke", ["Time", "", "Text"]),
        ("Run sheet\nTime,Unit,Text\n13:12,E7,smoke", ["Time", "Unit", "Text"]),
    ],
)
def test_a_name_can_stand_in_the_row_above(text: str, names: list[str]) -> None:
    """Over a column without a name, a name that is known counts; no other word does."""
    assert found(text).names == names
