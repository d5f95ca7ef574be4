"""How the rows of an exported table differ from the entries of the record."""

import pytest

from incident_tui.exchange.exports.spreadsheet import CUT
from incident_tui.exchange.imports.landing.drafts import EntryDraft
from incident_tui.exchange.imports.tables.own_record import OwnRecord
from incident_tui.exchange.printed.withheld import NOT_YET
from incident_tui.record.reading import read_bytes
from tests.records import AGENCIES, entry, text_of

LONG = "Command to all units, the front of the building is not safe, stay behind the wall"
RECORD = OwnRecord(
    read_bytes(
        text_of(
            entry("a", "13:12~", title="A", text="'two  words'", agency="ipd", units="[car]"),
            entry("b", "13:15", text=f"'{LONG}'", kind="observation", weight="key"),
            rest=AGENCIES,
        ).encode(),
        "record.yaml",
    )
)
ROWS = {
    "a": {
        "id": "a",
        "kind": "note",
        "notation": "13:12~",
        "title": "A",
        "text": "two  words",
        "weight": "routine",
        "verbatim": "false",
        "cites": "src",
    },
    "b": {"id": "b", "kind": "observation", "notation": "13:15", "text": LONG, "weight": "key"}
    | {"verbatim": "false", "cites": "src"},
}
OF_CSV = {"who": "Independence Police Department", "units": "12", "sources": "interview"}
OF_WORKBOOK = {"agency_id": "ipd", "unit_ids": "car"}


@pytest.mark.parametrize(
    ("identifier", "cells", "differences"),
    [
        ("a", {}, ""),
        ("b", {}, ""),
        # White space, derived columns and the values of empty cells do not count.
        ("a", {"text": " two words\n"}, ""),
        ("a", {"time": "about a quarter past", "earliest": "x", "who": "Someone"}, ""),
        ("a", {"kind": "", "weight": "", "verbatim": ""}, ""),
        ("a", {"verbatim": "FALSE"}, ""),
        ("a", {"text": NOT_YET}, ""),
        ("b", {"text": LONG[:30] + CUT}, ""),
        ("a", {"text": "three words"}, "text: `two words` → `three words`"),
        ("a", {"title": ""}, "title: `A` → ``"),
        ("a", {"verbatim": "TRUE"}, "verbatim: `false` → `TRUE`"),
        ("a", {"unit_ids": ""}, "unit_ids: `car` → ``"),
        (
            "b",
            {"notation": "13:16", "weight": "routine"},
            "notation: `13:15` → `13:16`; weight: `key` → `routine`",
        ),
        (
            "b",
            {"text": LONG.replace("the wall", "the trucks")},
            "text: `…tay behind the wall` → `…tay behind the trucks`",
        ),
    ],
)
def test_a_row_of_a_workbook_differs(
    identifier: str, cells: dict[str, str], differences: str
) -> None:
    """Field by field, the record's own first."""
    of_row = OF_WORKBOOK if identifier == "a" else {}
    row = ROWS[identifier] | of_row | cells
    found = RECORD.differences(row, "export.xlsx-Timeline", True)
    assert found is not None
    assert sorted(found.split("; ")) == sorted(differences.split("; "))


def test_a_row_of_csv_is_compared_by_names() -> None:
    """It has no ids but that of the entry."""
    row = ROWS["a"] | OF_CSV
    assert "units" not in (RECORD.differences(row, "export.csv", False) or "")
    found = RECORD.differences(row | {"units": "13"}, "export.csv", False)
    assert found is not None
    assert "units: `12` → `13`" in found


def test_an_entry_that_the_record_lacks_is_new() -> None:
    """Whatever its row says."""
    assert RECORD.differences({"id": "c", "text": "x"}, "export.xlsx-Timeline", True) is None
    assert RECORD.differences({"text": "x"}, "export.xlsx-Timeline", True) is None


def test_the_citation_of_an_earlier_import_does_not_count() -> None:
    """An entry that came with the table cites the table, which says nothing of it."""
    row = ROWS["a"] | OF_WORKBOOK | {"cites": ""}
    assert RECORD.differences(row, "src", True) == ""
    assert RECORD.differences(row, "other", True) == "cites: `src` → ``"


def test_a_draft_of_equal_content_is_found() -> None:
    """Its citation may be another."""
    draft: EntryDraft = {
        "id": "b",
        "kind": "observation",
        "time": "13:15",
        "text": LONG,
        "weight": "key",
        "cite": "x:1",
    }
    assert RECORD.has(draft)
    assert not RECORD.has({**draft, "text": "x"})
    assert not RECORD.has({**draft, "id": "c"})
    assert not RECORD.has({**draft, "time": "25:00"})
