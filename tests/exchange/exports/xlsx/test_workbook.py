"""The record as a workbook: its sheets, whatever the record has, and what a reader finds there."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.histories import Clock
from incident_tui.exchange.exports import FORMATS
from incident_tui.exchange.exports.office_text import all_lines, office_text
from incident_tui.exchange.exports.writing import pieces
from incident_tui.exchange.printed.view import View
from incident_tui.notes.notes import NO_NOTES
from incident_tui.record.reading import read_bytes
from incident_tui.review.filters import EVERYTHING, Filters
from incident_tui.review.lens import Lens
from tests.examples import examples
from tests.exchange.exports.aar.reviews import RECORD, notes
from tests.exchange.exports.exported import exported_bytes, part, sheet_names
from tests.exchange.exports.reports import (
    Make,
    exercise,
    hostile,
    independence,
    with_calls,
)
from tests.exchange.exports.texts import saying, texts
from tests.exchange.exports.workbooks import grids_in, rows_of, whole
from tests.record_strategies import as_yaml, records
from tests.records import chronology

SHEETS = [
    "Timeline",
    "State",
    "Units",
    "Intervals",
    "Conflicts",
    "Questions",
    "Sources",
    "Notes",
    "Actions",
    "About",
]
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.mark.parametrize("make", [independence, exercise, hostile])
def test_every_workbook_has_every_sheet(make: Make) -> None:
    """In the same order, with a header each, so that a program finds them."""
    grids = grids_in(whole(make))
    assert [*grids] == SHEETS
    for name in SHEETS[:-1]:
        head = grids[name][0]
        assert all(head)
        assert len({*head}) == len(head)
        assert {len(row) for row in grids[name]} == {len(head)}


def test_the_page_about_workbooks_lists_every_sheet() -> None:
    """In their order."""
    page = (Path(__file__).parents[4] / "docs" / "workbook.md").read_text("utf-8")
    listed = re.findall(r"^\| ([A-Z]\w+) \|", page, re.M)
    assert listed == SHEETS


def test_a_sheet_without_content_says_so() -> None:
    """In a row below its header, whose first cell alone is filled."""
    grids = grids_in(exported_bytes("xlsx", Lens(chronology()), EVERYTHING, NO_NOTES))
    said = {name: [cell for cell in rows[1] if cell] for name, rows in grids.items()}
    assert said == said | {
        "Timeline": ["The record has no entry."],
        "Units": ["No unit is recorded."],
        "Intervals": ["No interval is recorded."],
        "Conflicts": ["No conflict is recorded."],
        "Questions": ["No question is recorded."],
        "Notes": ["No reviewer has written a note."],
        "Actions": ["No reviewer has written an action."],
        "State": ["No casualty, agency, facility or milestone is recorded."],
    }
    assert all(rows[1][0] for rows in grids.values())
    nobody = rows_of("Timeline", Lens(RECORD), Filters(marked=frozenset()))
    assert nobody[0]["id"] == "No entry passes the filters."


@pytest.mark.parametrize("make", [independence, exercise, hostile])
def test_no_text_of_a_record_is_a_formula_or_a_link(make: Make) -> None:
    """On no sheet, and nothing leads out of the file."""
    content = exported_bytes("xlsx", Lens(make()), EVERYTHING, notes())
    for name in sheet_names(content):
        tags = {one.tag for one in part(content, name).iter()}
        assert not tags & {f"{MAIN}f", f"{MAIN}hyperlink", f"{MAIN}hyperlinks", f"{MAIN}r"}
    with zipfile.ZipFile(BytesIO(content)) as archive:
        assert not [one for one in archive.namelist() if "external" in one.lower()]


@examples(60)
@given(texts())
def test_any_text_stays_in_its_cell_and_comes_back(text: str) -> None:
    """As it is, but for control characters, which are shown."""
    shown = office_text(all_lines(text))
    for row in rows_of("Timeline", Lens(saying(text, title=text))):
        found = (row["text"], row["title"], row["stated"], row["tags"])
        assert found == (shown,) * 4 or text.endswith("</r>")


@examples(40)
@given(records())
def test_any_record_is_a_workbook(sections: dict[str, str]) -> None:
    """With a row for each entry, on both clocks."""
    chronicle = chronology_of(read_bytes(as_yaml(sections), "record.yaml"))
    for clock in Clock:
        moment = chronicle.as_of[len(chronicle.as_of) // 2] if chronicle.as_of else 0
        grids = grids_in(exported_bytes("xlsx", Lens(chronicle, moment, clock)))
        ids = [chronicle.entries[one].id for one in range(len(chronicle.entries))]
        assert [row[0] for row in grids["Timeline"][1:]] == (ids or ["The record has no entry."])


@pytest.mark.parametrize("make", [independence, exercise])
@pytest.mark.parametrize("clock", Clock)
def test_the_same_view_is_the_same_bytes(make: Make, clock: Clock) -> None:
    """No clock of the computer is in it, nor the name of a temporary file."""
    lens = Lens(make(), make().as_of[4], clock)
    assert exported_bytes("xlsx", lens) == exported_bytes("xlsx", lens)


def test_a_workbook_comes_in_pieces(tmp_path: Path) -> None:
    """A piece for each entry, before the file in blocks."""
    view = View(Lens(with_calls(tmp_path, 300)))
    found = [*pieces(view, FORMATS["xlsx"])]
    assert found[:300] == [b""] * 300
    assert len(found) < 320
    assert FORMATS["xlsx"].by_entry
