"""Rows of words beside a label: wrapped below each other, and chosen by the first of them."""

import pytest

from incident_tui.drawing.ink import Ink, Row, width_of
from incident_tui.drawing.rows import beside, field


def test_words_are_wrapped_beside_their_head() -> None:
    """The head stands in the first row only, which is also the row to choose."""
    rows = beside(Ink("who  ", "key"), "one two three", 12, "text", "id")
    assert rows == [
        Row((Ink("who  ", "key"), Ink("one two")), "id"),
        Row((Ink("     ", "key"), Ink("three"))),
    ]


def test_a_field_without_words_takes_no_row() -> None:
    """A label alone would say that a value is there."""
    assert field("who", "", 40, size=8) == []
    assert field("who", "Pat", 40, size=8) == [Row((Ink("who     ", "dim"), Ink("Pat")))]


@pytest.mark.parametrize("width", [2, 8, 20, 74])
def test_a_row_stays_in_its_width(width: int) -> None:
    """A head gives way to the words where it would take nearly all of the row."""
    rows = field("a label as long as a line", "words of a few letters", width, size=30)
    assert max(width_of(row.line) for row in rows) <= max(width, 2)
