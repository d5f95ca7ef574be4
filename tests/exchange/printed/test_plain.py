"""Rows of plain values as JSON, JSON Lines and CSV: what spreadsheets and scripts take back."""

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.printed.plain import (
    JsonObject,
    csv_lines,
    guarded,
    json_lines,
    json_text,
)

ROWS: list[JsonObject] = [
    {"id": "a", "time": {"best": None, "grain": 1.5}, "placed": True, "who": ["x", "y"]},
    {"id": "b", "time": {"best": "13:00", "grain": -2}, "placed": False, "who": None},
]
COLUMNS = {"entries": ["id", "time_best", "time_grain", "placed", "who"], "groups": ["group", "id"]}


def parsed(text: str) -> list[list[str]]:
    """CSV as a program that goes by RFC 4180 has it."""
    return [*csv.reader(io.StringIO(text, newline=""), strict=True)]


def test_csv_has_a_column_for_each_field() -> None:
    """What is nested is spread, lists are one cell, null is empty; lines end in CR LF."""
    assert "".join(csv_lines({"entries": ROWS}, COLUMNS)) == (
        "id,time_best,time_grain,placed,who\r\na,,1.5,true,x; y\r\nb,13:00,-2,false,\r\n"
    )


def test_several_sections_share_a_table() -> None:
    """The first column says what a row is of; every section has its columns, none twice."""
    sections = {"entries": ROWS[:1], "groups": [{"group": "public", "id": "g"}]}
    assert parsed("".join(csv_lines(sections, COLUMNS))) == [
        ["part", "id", "time_best", "time_grain", "placed", "who", "group"],
        ["entries", "a", "", "1.5", "true", "x; y", ""],
        ["groups", "g", "", "", "", "", "public"],
    ]


def test_a_claim_is_a_row() -> None:
    """What has claims is told once for each, with where it stands."""
    claims = [
        {"value": "one", "cite": [{"source": "art", "at": "L1"}, {"source": "log", "at": ""}]},
        {"value": None, "cite": None},
    ]
    columns = {"conflicts": ["id", "claim_value", "claim_cite"]}
    rows: list[JsonObject] = [{"id": "c", "claims": claims}]
    assert parsed("".join(csv_lines({"conflicts": rows}, columns))) == [
        ["id", "claim_value", "claim_cite"],
        ["c", "one", "art:L1; log"],
        ["c", "", ""],
    ]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1 816 555", "'+1 816 555"),
        ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),  # the tab is gone
        ("\r=1", "'=1"),
        ("＝1", "'＝1"),  # what a spreadsheet takes for the same
        ("-5", "'-5"),  # a number in a text of the record; our own numbers are none
        ("-5 min", "-5 min"),
        ("-1 h 5 min – -3 min~", "-1 h 5 min – -3 min~"),
        ("-5 min =1", "'-5 min =1"),
        ("13:12~", "13:12~"),
        ("..17:00", "..17:00"),
        ("a=b", "a=b"),
        ("", ""),
        ("\x1b[31m", "␛[31m"),
        ("one\ntwo", "one two"),
    ],
)
def test_no_cell_is_a_formula(text: str, cell: str) -> None:
    """A text that would be computed begins with an apostrophe; a length of time is none."""
    assert guarded(text) == cell


@given(st.lists(st.text(), min_size=1, max_size=5))
def test_any_text_is_one_cell_of_one_line(texts: list[str]) -> None:
    """Whatever a record says, a row is a line with as many cells as there are columns."""
    row: JsonObject = {f"c{number}": text for number, text in enumerate(texts)}
    lines = [*csv_lines({"t": [row]}, {"t": [*row]})]
    assert len(lines) == 2
    assert all(line.endswith("\r\n") and line.count("\n") == 1 for line in lines)
    (cells,) = parsed(lines[1])
    assert cells == [guarded(text) for text in texts]
    assert all(cell[:1] not in ("=", "+", "-", "@", "\t", "\r") for cell in cells)


def test_json_is_one_object() -> None:
    """The head's keys, then a list for each section, also for one that is empty."""
    head: JsonObject = {"id": "i", "at": None}
    text = "".join(json_text(head, {"entries": ROWS, "groups": []}))
    assert json.loads(text) == {**head, "entries": ROWS, "groups": []}
    assert text.count("\n") == 9
    assert text.endswith("}\n")


def test_json_lines_say_what_they_are_of() -> None:
    """Each line is an object with its section; in ASCII alone."""
    lines = [*json_lines({"entries": ROWS, "groups": [{"group": "\x9b日"}]})]
    assert [json.loads(line)["part"] for line in lines] == ["entries", "entries", "groups"]
    assert all(line.isascii() and line.endswith("}\n") for line in lines)


@pytest.mark.parametrize("form", ["csv", "json", "jsonl"])
def test_rows_are_written_as_they_come(form: str) -> None:
    """No row is held back, and none is asked for before the one before it is written."""
    asked: list[int] = []

    def rows() -> Iterator[dict[str, Any]]:
        for number in range(1_000_000):
            asked.append(number)
            yield {"id": number}

    lines = {
        "csv": csv_lines({"t": rows()}, {"t": ["id"]}),
        "json": json_text({}, {"t": rows()}),
        "jsonl": json_lines({"t": rows()}),
    }[form]
    before = {"csv": 1, "json": 2, "jsonl": 0}[form]
    for _ in range(before + 3):
        next(lines)
    assert asked == [0, 1, 2]
