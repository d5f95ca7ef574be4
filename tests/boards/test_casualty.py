"""One casualty on a page: what became of it, on either clock, and why that is said."""

import pytest

from incident_tui.boards.casualty import draw
from incident_tui.review.links import to_source
from tests.boards.records import said, ways
from tests.boards.subjects import seen


def test_a_casualty_is_told_whole() -> None:
    """Statuses with their times and sources, the way to hospital, disputes, questions, sources."""
    rows = draw("c", seen("b"), 90)
    assert said(rows) == [
        "Pat Doe at the cursor: injured",
        "group public",
        "how many 2",
        "role visitor",
        "agency Fire ␛[31m‹U+202E›␈",
        "cause smoke",
        "statuses, in order",
        "● injured 13:10 · known at once",
        "13:10 One hurt.",
        "○ serious after 13:30 · known 1 Mar",
        "news article L5 · said by a doctor",
        "transported by Engine 1 · to hospital · 13:40",
        "source news article L6",
        "disputed and not known",
        "⇄ k1 How bad",
        "⇄ k2 Who",
        "? u1 How long? An hour.",
        "Of the casualty.",
        "source news article L7",
    ]
    assert ways(rows) == [
        "agency:fire",
        "entry:b",
        "entry:b",
        "moment:1709235000000",
        to_source("paper", "L5"),
        to_source("paper", "L6"),
        "conflict:k1",
        "conflict:k2",
        "question:u1",
        to_source("paper", "L7"),
    ]
    assert [row.source for row in rows if row.source] == [
        to_source("air", "L4"),
        to_source("paper", "L5"),
    ]


@pytest.mark.parametrize(
    ("entry", "lines"),
    [
        ("a", ["Nobody had heard of this casualty yet."]),
        (
            "b",
            [
                "visitor at the cursor: injured",
                "group public",
                "how many 2",
                "agency Fire ␛[31m‹U+202E›␈",
                "statuses, in order",
                "● injured 13:10 · known at once",
                "13:10 One hurt.",
                "○ ≠ not known yet",
            ],
        ),
    ],
)
def test_a_casualty_is_told_as_it_was_known(entry: str, lines: list[str]) -> None:
    """No name, cause or status before it was known; nothing that came out later."""
    assert said(draw("c", seen(entry, known=True), 90)) == lines
