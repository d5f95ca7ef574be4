"""One agency on a page: its statuses and units, on either clock."""

from incident_tui.boards.agency import draw
from incident_tui.review.links import to_source
from tests.boards.records import said, ways
from tests.boards.subjects import seen


def test_an_agency_is_told_whole() -> None:
    """Names, roles, statuses, and each unit with its own."""
    rows = draw("fire", seen("b"), 90)
    assert said(rows) == [
        "Fire ␛[31m‹U+202E›␈ at the cursor: on scene",
        "short name FD",
        "also called Command",
        "kind fire · city",
        "mutual aid received",
        "talkgroups 101",
        "entries 0",
        "roles",
        "assisting from 13:00 to 14:00",
        "news article L1",
        "statuses, in order",
        "● dispatched 13:00 · known at once",
        "13:00 It began.",
        "radio audio L1",
        "● on scene 13:10 · known at once",
        "13:10 One hurt.",
        "units: 2",
        "● Engine 1 engine en route",
        "● en route 13:05 · known at once",
        "○ on scene 13:20 · known at once",
        "○ Engine 2 —",
        "A note.",
        "source news article L2",
    ]
    assert ways(rows) == [
        to_source("paper", "L1"),
        "entry:a",
        "entry:a",
        to_source("air", "L1"),
        "entry:b",
        "entry:b",
        "moment:1709233559999",
        "moment:1709234459999",
        to_source("paper", "L2"),
    ]


def test_a_unit_is_told_as_it_was_known() -> None:
    """On the clock of knowing its later statuses are not there yet."""
    lines = said(draw("fire", seen("b", known=True), 90))
    assert lines[lines.index("units: 2") :] == [
        "units: 2",
        "● Engine 1 engine en route",
        "● en route 13:05 · known at once",
        "○ Engine 2 —",
    ]
    assert "roles" not in lines


def test_what_is_not_recorded_takes_no_line() -> None:
    """An agency of which only a name is known; and entries of which no agency is."""
    assert said(draw("plain", seen("a"), 90)) == [
        "Plain",
        "kind unknown · not named by its source",
        "entries 0",
    ]
    assert said(draw("unidentified", seen("a"), 90)) == ["No agency is known of 3 entries."]
