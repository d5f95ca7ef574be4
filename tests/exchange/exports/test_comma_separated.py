"""A table of the entries: what its columns say, and that a spreadsheet obeys none of it."""

import csv
import io
import unicodedata

import pytest
from hypothesis import given

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.exchange.exports.columns import EntryRow, rows
from incident_tui.exchange.exports.comma_separated import cell, export
from incident_tui.exchange.printed.cells import unguarded
from incident_tui.exchange.printed.view import View
from incident_tui.record.reading import read_bytes
from incident_tui.record.text import paragraphs
from incident_tui.review.lens import Lens
from tests.exchange.exports.texts import saying, texts
from tests.record_strategies import as_yaml, records
from tests.records import chronology, entry


def table_of(chronicle: Chronology) -> list[list[str]]:
    """What a reader of CSV finds: the header and the rows."""
    text = "".join(export(View(Lens(chronicle))))
    return [*csv.reader(io.StringIO(text, newline=""), strict=True)]


def test_lines_end_as_rfc_4180_has_it() -> None:
    """In CR LF, also the last, after a header of all columns and without a byte-order mark."""
    pieces = [*export(View(Lens(chronology(entry("e", "13:15", text="'say \"12\", over'")))))]
    assert pieces[0] == ",".join(EntryRow._fields) + "\r\n"
    assert [piece.endswith("\r\n") for piece in pieces] == [True, True]
    assert "\r" not in pieces[1].removesuffix("\r\n")


def test_a_row_for_each_entry_in_the_order_of_time() -> None:
    """The unplaced come last and have no moment to sort by."""
    chronicle = chronology(
        entry("late", "14:00~"), entry("none", "unplaced"), entry("early", "13:00..13:05")
    )
    header, *found = table_of(chronicle)
    sort_time = header.index("sort_time")
    assert [(row[0], row[sort_time]) for row in found] == [
        ("early", "2024-02-29T13:03:00-06:00"),
        ("late", "2024-02-29T14:00:00-06:00"),
        ("none", ""),
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("", ""),
        ('a, "b"; c=1', 'a, "b"; c=1'),
        # What a spreadsheet would take for a formula is kept from being one.
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  =1", "'  =1"),
        ("\n=1", "'\n=1"),
        ("＝1", "'＝1"),
        ("'=1", "''=1"),
        ("'tis", "'tis"),
        # Lines stay lines; any other control is shown.
        ("two\nlines", "two\nlines"),
        ("two\r\nlines", "two\nlines"),
        ("\t=1", "'=1"),
        ("\r=1", "'=1"),
        ("\x1b[31m\x00\x7f\u202e", "␛[31m␀␡‹U+202E›"),
    ],
)
def test_a_cell_is_nothing_to_obey(text: str, shown: str) -> None:
    """Neither by a spreadsheet nor by a terminal."""
    assert cell(text) == shown


@given(texts())
def test_any_text_is_a_harmless_cell_and_comes_back(text: str) -> None:
    """What was guarded is as before once it is not, but for controls, which stay shown."""
    shown = cell(text)
    assert unguarded(shown) == "\n".join(paragraphs(text))
    assert not shown.lstrip().startswith(tuple("=+-@＝＋－＠"))
    assert {one for one in shown if unicodedata.category(one) == "Cc"} <= {"\n"}


@given(texts())
def test_any_words_stay_in_their_cell(text: str) -> None:
    """Quotes, commas and line ends of a stranger begin no cell and no row of their own."""
    chronicle = saying(text, title=text)
    header, *found = table_of(chronicle)
    assert [len(row) for row in found] == [len(header)] * 2
    for row in found:
        named = EntryRow(*map(unguarded, row))
        assert named.text == named.title == named.stated == "\n".join(paragraphs(text))


@given(records())
def test_any_record_is_a_table(sections: dict[str, str]) -> None:
    """Read by Python's reader it has the cells of every row."""
    chronicle = chronology_of(read_bytes(as_yaml(sections), "record.yaml"))
    header, *found = table_of(chronicle)
    assert header == [*EntryRow._fields]
    assert found == [[cell(text) for text in row] for row in rows(Lens(chronicle))]
