"""What boards have in common: text beside a label and columns."""

import pytest

from incident_tui.boards.lines import columns, entry_line, heading, paragraph
from incident_tui.drawing.ink import Ink, width_of
from incident_tui.review import intents
from incident_tui.review.review import step
from tests.boards.records import review
from tests.drawn import row_texts, row_words

RECORD = """
sources: [{id: log, kind: cad_export, published: 2024-03-01}]
people: [{id: mayor, name: The Mayor}]
timeline:
  - {id: call, kind: radio_call, time: 13:00, text: Fire., cite: log:L1}
  - {id: later, kind: radio_call, time: 13:07, text: Out., cite: log:L2}
"""
REVIEW = review(RECORD)


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
    assert row_words(heading("a b", 3)) == ["", "a b"]


def test_columns_stand_beside_each_other() -> None:
    """Blocks of different heights fill rows of one width."""
    rows = columns([[(Ink("a"),), (Ink("bb"),)], [(Ink("c"),)], []], 3)
    assert row_texts(rows) == [
        "a   │ c   │    ",
        "bb  │     │    ",
    ]


def test_an_entry_is_its_time_and_words() -> None:
    """It leads to itself; what is no entry has no line."""
    (row,) = entry_line(REVIEW, "call", 40)
    assert (row_words([row]), row.key) == (["13:00 Fire."], "entry:call")
    assert width_of(entry_line(REVIEW, "call", 9)[0].line) <= 9
    assert entry_line(REVIEW, "mayor", 40) == []


def test_what_was_not_known_yet_is_not_told() -> None:
    """On the clock of knowing a later call has a time and leads to itself, and no words."""
    known = step(REVIEW, intents.SwitchClock())
    (row,) = entry_line(known, "later", 60)
    assert (row_words([row]), row.key) == (["13:07 ≠ not yet"], "entry:later")
    there = step(known, intents.GoTo("later"))
    assert row_words(entry_line(there, "later", 60)) == ["13:07 Out."]
