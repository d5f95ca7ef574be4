"""The improvement plan as a workbook."""

import io
import zipfile
from functools import partial

import pytest
from hypothesis import given

from incident_tui.chronology.histories import Clock
from incident_tui.exchange.exports.office_text import office_text
from incident_tui.exchange.exports.spreadsheet import MAX_CELL_UNITS
from incident_tui.notes.notes import Notes
from incident_tui.review.filters import EVERYTHING
from incident_tui.review.lens import Lens
from tests.examples import examples
from tests.exchange.exports.aar.hostile import ATTACKS, hostile_notes
from tests.exchange.exports.aar.reviews import (
    CHANNELS,
    LOOSE,
    PLAN,
    RECORD,
    UNSORTED,
    action,
    notes,
    observation,
)
from tests.exchange.exports.exported import exported, exported_bytes, part
from tests.exchange.exports.reports import exercise
from tests.exchange.exports.texts import texts
from tests.notes.noting import notes_of

LENS = Lens(RECORD)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
BLANK = "", ""
"""A cell that is not in the file."""
SHEET = "xl/worksheets/sheet1.xml"
written = partial(exported_bytes, "improvement-plan")


def cells(some: Notes, lens: Lens = LENS) -> list[dict[str, tuple[str, str]]]:
    """The rows below the header: from a column to the type and the text of its cell."""
    sheet = part(written(lens, EVERYTHING, some), SHEET)
    rows = [
        {cell.get("r", "")[0]: (cell.get("t", ""), "".join(cell.itertext())) for cell in row}
        for row in sheet.iter(f"{MAIN}row")
    ]
    return rows[1:]


def texts_in(column: str, some: Notes) -> list[str]:
    """The texts of a column."""
    return [row.get(column, BLANK)[1] for row in cells(some)]


def test_the_header_names_the_fields_of_hseep() -> None:
    """In its order; then what leads back to the record and to the notes."""
    head = exported("improvement-plan", LENS).splitlines()[0]
    assert head.split("\t") == [
        "Core capability",
        "Area for improvement",
        "Corrective action",
        "Capability element",
        "Primary responsible organization",
        "Organization POC",
        "Start date",
        "Completion date",
        "Status",
        "Evidence",
        "Reviewer",
        "Written",
        "Action id",
        "Observation id",
    ]


def test_every_action_is_a_row_and_every_area_without_one() -> None:
    """With the ids of the notes, so that a row can be found again."""
    assert texts_in("C", notes()) == [PLAN.text, "", LOOSE.text]
    assert texts_in("B", notes()) == [CHANNELS.text, UNSORTED.text, ""]
    assert texts_in("M", notes()) == [PLAN.id, "", LOOSE.id]
    assert texts_in("N", notes()) == [CHANNELS.id, UNSORTED.id, ""]
    evidence = "13:20 Bravo said (report)"
    assert texts_in("J", notes()) == [f"{evidence}\ncasualties: Drexel Mack", "", evidence]
    assert texts_in("K", notes()) == ["Ann"] * 3


@pytest.mark.parametrize(
    ("day", "cell"),
    [
        ("2026-06-30", ("", "46203")),
        ("2026-06", ("inlineStr", "2026-06")),
        ("1850-06-30", ("inlineStr", "1850-06-30")),
        ("", BLANK),
    ],
)
def test_a_day_is_a_date_and_a_month_is_text(day: str, cell: tuple[str, str]) -> None:
    """A date of the spreadsheet is never more exact than the plan."""
    row = cells(notes_of(action("Do it.", chance=1, due=day)))[0]
    assert row.get("H", BLANK) == cell


def test_the_sheet_can_be_worked_with() -> None:
    """The header stays in sight, rows can be filtered, and values are offered."""
    sheet = part(written(LENS, EVERYTHING, notes()), SHEET)
    pane = sheet.find(f".//{MAIN}pane")
    assert pane is not None
    assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")
    found = sheet.find(f"{MAIN}autoFilter")
    assert found is not None
    assert found.get("ref") == "A1:N4"
    lists = {
        one.get("sqref", "")[0]: "".join(one.itertext())
        for one in sheet.iter(f"{MAIN}dataValidation")
    }
    assert lists == {
        "D": '"planning,organization,equipment,training,exercise"',
        "I": '"open,started,done,dropped"',
    }


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_text_is_never_a_formula_or_a_link(attack: str) -> None:
    """Each cell has the text as it is, and the sheet has no other elements for it."""
    some = hostile_notes(attack)
    content = written(LENS, EVERYTHING, some)
    sheet = part(content, SHEET)
    assert not [one for one in sheet.iter() if one.tag in (f"{MAIN}f", f"{MAIN}hyperlink")]
    row = cells(some)[0]
    first = office_text(next(iter(some)).text.split("\n")[0].strip())
    kind, text = row["B"]
    assert kind == "inlineStr"
    assert text.replace("_x005F_", "_").startswith(first.replace("_x005F_", "_"))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert not [name for name in archive.namelist() if "external" in name.lower()]


@examples(40)
@given(texts())
def test_any_text_makes_a_sound_workbook(text: str) -> None:
    """That a parser of XML reads."""
    assert len(cells(hostile_notes(f"x{text}"))) == 1


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    """Excel has room for 32,767 units; a control character takes more than one."""
    row = cells(notes_of(action("\x9b" * 20_000, chance=1)))[0]
    assert len(row["C"][1]) <= MAX_CELL_UNITS
    assert row["C"][1].endswith("… (cut: a cell has no room for more)")
    wide = cells(notes_of(action("🔥" * 20_000, chance=1)))[0]["C"][1]
    assert len(wide.encode("utf-16-le")) <= 2 * MAX_CELL_UNITS
    assert wide.startswith("🔥" * 16_000)


def test_the_same_notes_are_the_same_bytes() -> None:
    """No clock is in the file."""
    content = written(LENS, EVERYTHING, notes())
    assert content == written(LENS, EVERYTHING, notes())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 31, 0, 0, 0)}


def test_what_is_not_known_yet_is_withheld_and_counted() -> None:
    """With the observation that an action answers, on the sheet about the plan."""
    lens = Lens(RECORD, RECORD.as_of[0], Clock.KNOWN)
    text = exported("improvement-plan", lens, EVERYTHING, notes())
    for secret in ("patch", "repeater", "different channels", "Nobody counted", "Bravo", "Mack"):
        assert secret not in text
    assert "notes about facts not known yet, left out" in text
    assert "as of 13:12" in text


def test_a_plan_without_actions_says_so() -> None:
    """The header stands alone, and the second sheet counts."""
    text = exported("improvement-plan", LENS)
    assert "Actions\t0, and 0 areas for improvement without an action" in text
    assert len(cells(notes_of())) == 0


def test_an_exercise_says_that_it_is_one() -> None:
    """On the sheet about the plan."""
    text = exported("improvement-plan", Lens(exercise()))
    assert "Exercise\tNothing in this record took place." in text


def test_a_text_as_long_as_a_cell_is_no_element_either() -> None:
    """A longest text in `<r>…</r>` is cut as a text, and its tags stay words."""
    long = observation("<r>" + "\x9b" * 4_095 + "</r>", chance=1)
    sheet = part(written(LENS, EVERYTHING, notes_of(long)), SHEET)
    assert not [*sheet.iter(f"{MAIN}r")]
    assert any("<r>" in "".join(one.itertext()) for one in sheet.iter(f"{MAIN}t"))
