"""The sheets Notes and Actions: opinions, only if they are asked for."""

import datetime as dt

import pytest

from incident_tui.chronology.histories import Clock
from incident_tui.exchange.exports.xlsx.reviewers import NOT_ASKED_FOR
from incident_tui.review.filters import EVERYTHING
from incident_tui.review.lens import Lens
from tests.exchange.exports.aar.reviews import (
    APART,
    ASKED,
    BOOKMARKED,
    CHANNELS,
    LOOSE,
    PLAN,
    RECORD,
    STAGED,
    UNSORTED,
    notes,
)
from tests.exchange.exports.exported import exported_bytes
from tests.exchange.exports.workbooks import grids_in, rows_in, rows_of
from tests.notes.noting import note

LENS = Lens(RECORD)


def test_notes_that_nobody_asked_for_are_not_there() -> None:
    """Both sheets say how to have them."""
    for sheet in ("Notes", "Actions"):
        (row,) = rows_of(sheet, LENS)
        assert [cell for cell in row.values() if cell] == [NOT_ASKED_FOR]


def test_each_note_is_a_row_with_its_author_and_time() -> None:
    """In the order of writing; actions have a sheet of their own."""
    found = {row["id"]: row for row in rows_of("Notes", LENS, EVERYTHING, notes())}
    expected = [STAGED, CHANNELS, UNSORTED, ASKED, APART, BOOKMARKED]
    assert [*found] == [one.id for one in expected]
    row = found[CHANNELS.id]
    assert row == row | {
        "kind": "observation",
        "text": "Two agencies used different channels.",
        "about": "13:20 “Bravo said”\ncasualties: Drexel Mack",
        "on": "b; c1",
        "missing": "",
        "by": "Bob",
        "at": dt.datetime(2024, 2, 29, 19, 15, 0, 250_000),
        "side": "improvement",
        "capability": "operational  communications",
        "objective": "Stage units",
        "rating": "M",
        "root_cause": "The plan names nobody.",
        "reference": "Mutual aid plan 4.2",
    }
    assert found[STAGED.id]["analysis"] == "The first call had it.\nEvery unit repeated it."
    assert (found[BOOKMARKED.id]["kind"], found[BOOKMARKED.id]["text"]) == ("bookmark", "")
    gone = note("Who?", "a", "gone")
    (row,) = rows_of("Notes", LENS, EVERYTHING, notes(gone))
    assert (row["on"], row["missing"]) == ("a; gone", "gone")


def test_actions_are_those_of_the_improvement_plan() -> None:
    """The same columns and the same rows."""
    plan = grids_in(exported_bytes("improvement-plan", LENS, EVERYTHING, notes()))
    book = grids_in(exported_bytes("xlsx", LENS, EVERYTHING, notes()))
    assert book["Actions"] == plan["Improvement plan"]
    rows = rows_in(exported_bytes("xlsx", LENS, EVERYTHING, notes()), "Actions")
    assert [row["Action id"] for row in rows] == [PLAN.id, "", LOOSE.id]


@pytest.mark.parametrize("sheet", ["Notes", "Actions"])
def test_an_opinion_about_what_is_not_known_is_withheld(sheet: str) -> None:
    """On the clock of the known; About counts the notes."""
    lens = Lens(RECORD, RECORD.as_of[0], Clock.KNOWN)
    content = exported_bytes("xlsx", lens, EVERYTHING, notes())
    text = str(grids_in(content)[sheet])
    for secret in ("patch", "repeater", "different channels", "Nobody counted", "Bravo", "Mack"):
        assert secret not in text
    withheld = dict(grids_in(content)["About"])["Withheld"]
    assert "5 notes about facts not known yet, left out" in withheld
