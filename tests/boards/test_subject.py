"""What the pages of a casualty and of an agency share: both clocks at the end, and their width."""

import pytest

from incident_tui.boards import agency, casualty
from incident_tui.drawing.ink import width_of
from incident_tui.review import intents
from incident_tui.review.review import step
from tests.boards.records import independence, said
from tests.boards.subjects import seen


def test_at_the_end_both_clocks_tell_the_same() -> None:
    """Everything is known then, but for how it is told."""
    for draw, identifier in ((casualty.draw, "c"), (agency.draw, "fire")):
        there = said(draw(identifier, seen("z"), 90))
        assert said(draw(identifier, seen("z", known=True), 90)) == there


@pytest.mark.parametrize("width", [20, 40, 74, 110])
@pytest.mark.parametrize("entry", ["q4", "custody"])
@pytest.mark.parametrize("known", [False, True])
def test_pages_of_independence_stay_in_their_width(width: int, entry: str, known: bool) -> None:
    """Every casualty and agency, on either clock, at any width."""
    shown = independence(entry)
    shown = step(shown, intents.SwitchClock()) if known else shown
    record = shown.chronology.record
    pages = [casualty.draw(one.id, shown, width) for one in record.casualties]
    pages += [agency.draw(one.id, shown, width) for one in record.agencies]
    assert max(width_of(row.line) for rows in pages for row in rows) <= width
