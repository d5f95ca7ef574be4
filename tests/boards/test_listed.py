"""The list of a board: what is near first, a divider, the rest; columns give way to titles."""

from collections.abc import Callable

import pytest
from rich.cells import cell_len

from incident_tui.boards.board import Board, Item, Items, board_named
from incident_tui.boards.listed import draw_list, ordered
from incident_tui.drawing.ink import Ink
from incident_tui.keys import BOARD_KEYS
from incident_tui.review.review import Review
from tests.boards.records import exercise, independence
from tests.drawn import row_texts, row_words

ITEMS = Items(
    [
        Item(f"k{number}", f"item {number} {words}", [(Ink(status),), (Ink(f"{number} of them"),)])
        for number, (words, status) in enumerate((("one", "open"), ("two", ""), ("\x1b[31m", "-")))
    ],
    {"k1"},
    divider="not near",
    headings=("name", "status", "count"),
    remark="And more.",
)


def test_what_is_near_comes_first() -> None:
    """A divider without a key stands before the rest; the whole is in its own order."""
    assert row_words(draw_list(ITEMS, False, 40)) == [
        "name status count",
        "item 1 two 1 of them",
        "─ not near ─",
        "item 0 one open 0 of them",
        "item 2 ␛[31m - 2 of them",
        "",
        "And more.",
    ]
    assert [row.key for row in draw_list(ITEMS, False, 40) if row.key] == ["k1", "k0", "k2"]
    assert [item.key for item in ordered(ITEMS, True)] == ["k0", "k1", "k2"]
    assert "─ not near ─" not in row_texts(draw_list(ITEMS, True, 40))


@pytest.mark.parametrize("width", [8, 14, 20, 30, 60])
def test_columns_give_way_to_the_title(width: int) -> None:
    """No row is wider than the list, and the titles keep the most of it."""
    rows = row_texts(draw_list(ITEMS._replace(remark=""), False, width))
    assert all(cell_len(row) <= width for row in rows)
    assert rows[1].startswith("item 1"[: width - 1])


def test_a_list_of_nothing_is_its_remark() -> None:
    """No heading stands above nothing."""
    empty = Items((), headings=("name",), remark="No item is recorded.")
    assert row_texts(draw_list(empty, False, 40)) == ["No item is recorded."]


@pytest.mark.parametrize(
    "name", [name for name in BOARD_KEYS if name not in ("notes", "observations", "clocks")]
)  # no record has notes
@pytest.mark.parametrize("record", [independence, exercise])
def test_each_item_has_a_detail_that_begins_with_it(
    name: str, record: Callable[[], Review]
) -> None:
    """Each board by key has a list; no item is there twice, and its detail names it."""
    board, review = board_named(name), record()
    assert isinstance(board, Board)
    assert board.items
    assert board.draw_item
    listed = board.items("", review, 60).items
    assert len({item.key for item in listed}) == len(listed) > 0
    for item in listed:
        first = " ".join(row_words(board.draw_item(review, item.key, 400))[:1])
        assert item.title.split()[0] in first or review.lens.name(item.title) in first


@pytest.mark.parametrize(
    ("name", "entry", "near", "tally"),
    [
        ("conflicts", "q1", 6, "28 · 6 touch this entry"),
        ("questions", "q1", 3, "29 open of 29 · 3 refer to this entry"),
        ("sources", "q1", 1, "2 · 1 citation of this entry"),
        ("statements", "q1", 1, "14 voices"),
        ("intervals", "q1", 0, "11"),
    ],
)
def test_items_of_the_entry_are_near(name: str, entry: str, near: int, tally: str) -> None:
    """The title tells how many they are."""
    board = board_named(name)
    assert isinstance(board, Board)
    assert board.items
    items = board.items("", independence(entry), 60)
    assert (len(items.near), items.tally) == (near, tally)


def test_items_of_a_subject_are_near() -> None:
    """The conflicts of a casualty, and of its person."""
    board = board_named("conflicts")
    assert isinstance(board, Board)
    assert board.items
    items = board.items("allen", independence(), 60)
    assert items.tally == "28 · 3 touch Cody Allen"
    assert items.divider == "not touching Cody Allen"
