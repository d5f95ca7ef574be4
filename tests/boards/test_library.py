"""The page of a folder: its records as rows, in columns that give way to the title."""

from pathlib import Path

import pytest

from incident_tui.boards.library import draw
from incident_tui.drawing.ink import width_of
from incident_tui.review.library import Head
from tests.drawn import row_texts, row_words

HEADS = [
    Head(Path("b.yaml"), "2024-02-22", "beta", (0, 3, 0), 8, False, 2),
    Head(Path("a.yaml"), "2024-02-29", "Alpha", (3, 0, 1), 40, True, 0),
    Head(Path("n.yaml"), "no date", "gamma \x1b[31m", (0, 0, 0), 1200, False, 1, True),
    Head(Path("x.yaml"), "", "x.yaml (not a record)", (), 0, False, 3),
]


def test_a_record_is_a_row() -> None:
    """Date, title, who was hurt by group, entries, problems; the open one marked."""
    rows = draw(HEADS, Path("a.yaml"), 80)
    assert row_words(rows) == [
        "date title hurt entries problems",
        "2024-02-22 beta 0/3/0 8 2",
        "2024-02-29 ◆ Alpha 3/0/1 40+",
        "no date EXERCISE · gamma ␛[31m 0/0/0 1,200 1",
        "x.yaml (not a record) — 0 3",
        "",
        "◆ the open record · hurt: responders/public/suspects · + calls in further files",
    ]
    assert [row.key for row in rows if row.key] == ["b.yaml", "a.yaml", "n.yaml", "x.yaml"]


@pytest.mark.parametrize("width", [10, 20, 40, 60, 80, 110])
def test_columns_give_way_to_the_title(width: int) -> None:
    """Whatever the width, heads stand over their columns and nothing runs over."""
    heading, *rows = draw(HEADS, None, width)
    listed = [heading, *(row for row in rows if row.key)]
    assert {width_of(row.line) for row in listed} == {max(width, 14)}
    titles = "".join("".join(row_words(rows)).split())
    assert all("".join(head.title.split()) in titles for head in HEADS[:2])


def test_an_empty_folder_says_so() -> None:
    """Nothing to open is told from nothing read."""
    assert "No record in this folder." in row_texts(draw([], None, 80))


def test_what_no_record_has_takes_no_room() -> None:
    """A column without a problem, and marks that are not seen, are not explained either."""
    rows = row_words(draw([HEADS[1]], None, 80))
    assert rows == [
        "date title hurt entries",
        "2024-02-29 Alpha 3/0/1 40+",
        "",
        "hurt: responders/public/suspects · + calls in further files",
    ]
