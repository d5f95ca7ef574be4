"""What boards have in common: text beside a label, columns, and an entry on a line."""

import pytest

from incident_tui.boards.lines import columns, entry_line, heading, paragraph
from incident_tui.panes.ink import Ink, width_of
from tests.boards.records import review, words

RECORD = """
timeline:
  - {id: call, kind: radio_call, time: 13:00, text: Fire., cite: log}
sources: [{id: log, kind: cad_export}]
people: [{id: mayor, name: The Mayor}]
"""
SHOWN = review(RECORD).chronology


@pytest.mark.parametrize("width", [1, 2, 5, 20, 80])
@pytest.mark.parametrize("head", ["", "  A  ", "\x1b[31mhead\u202e", "x" * 200, "日本" * 40])
@pytest.mark.parametrize(
    "text", ["", "a few words of a text", "x" * 90, "\x1b[2J\nsecond", "日本語"]
)
def test_a_paragraph_stays_in_its_width(width: int, head: str, text: str) -> None:
    """However long a label is, nothing runs over, and no control reaches the terminal."""
    rows = paragraph(text, width, head=head, key="k")
    assert [row.key for row in rows] == ["k", *[""] * (len(rows) - 1)]
    for row in rows:
        assert width_of(row.line) <= max(width, 3)
        assert all(span.text.isprintable() for span in row.line)


def test_a_heading_has_an_empty_line_above() -> None:
    """Sections of a page stand apart."""
    assert [words(row) for row in heading("a b", 3)] == ["", "a b"]


def test_columns_stand_beside_each_other() -> None:
    """Blocks of different heights fill rows of one width."""
    rows = columns([[(Ink("a"),), (Ink("bb"),)], [(Ink("c"),)], []], 3)
    assert ["".join(span.text for span in row.line) for row in rows] == [
        "a   │ c   │    ",
        "bb  │     │    ",
    ]


def test_an_entry_is_its_time_and_words() -> None:
    """It leads to itself; what is no entry has no line."""
    (row,) = entry_line(SHOWN, "call", 40)
    assert (words(row), row.key) == ("13:00 Fire.", "entry:call")
    assert width_of(entry_line(SHOWN, "call", 9)[0].line) <= 9
    assert entry_line(SHOWN, "mayor", 40) == []
