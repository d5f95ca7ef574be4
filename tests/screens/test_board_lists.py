"""Boards as a list and the detail of its item, on screens with room for both."""

import pytest

from incident_tui.drawing.lines import Listing
from incident_tui.screens.board import LIST_COLUMNS, BoardDialog
from tests.boards.records import exercise, independence
from tests.drawn import row_texts
from tests.driving import hints_of, press, resize, words_of
from tests.screens.test_board import opened
from tests.thorough import at_sizes

WIDE = (120, 36)
LISTED = "-listed"


def shown(board: BoardDialog) -> tuple[str, str]:
    """The selected row of the list, and the first row of the detail."""
    assert board.list.selected is not None
    rows = row_texts(board.list.rows)
    return rows[board.list.selected].strip(), row_texts(board.page.rows)[0].strip()


def has_keys(board: BoardDialog, box: Listing) -> bool:
    """Whether keys move the mark in a box, and the box shows that."""
    return board.active is box and box.has_focus


@pytest.mark.parametrize(
    ("keys", "title", "item", "first"),
    [
        ("J c", "Conflicts 28 · 6 touch this entry", "c06 Where", "c06 · Where those"),
        ("J u", "Questions 29 open of 29 · 3 refer to this entry", "u13 Whose", "u13  Whose"),
        ("J o", "Sources 2 · 1 citation of this entry", "art L13", "art L13"),
        ("J v", "Statements 14 voices", "unidentified voice", "unidentified voice"),
        ("p", "Facilities 2", "local schools", "local schools"),
        ("i", "Intervals 11", "First shots to", "First shots to"),
    ],
)
async def test_a_board_is_a_list_and_a_detail(keys: str, title: str, item: str, first: str) -> None:
    """The items of the entry come first; the first is selected, and shown in the detail."""
    async with opened(keys, WIDE) as (_, board, _):
        assert str(board.list.border_title) == title
        assert shown(board)[0].startswith(item)
        assert shown(board)[1].startswith(first)
        assert has_keys(board, board.list)


async def test_the_list_parts_what_touches_the_entry_from_the_rest() -> None:
    """A divider stands between; `a` lists all in the order of the record, and comes back."""
    async with opened("J c", WIDE) as (_, board, pilot):
        lines = row_texts(board.list.rows)
        assert [line.split()[0] for line in lines[:8]] == [
            *("c06", "c07", "c08", "c09", "c10", "c13"),
            *("─", "c01"),
        ]
        assert "─ not touching this entry ─" in lines
        await pilot.press("j", "a")
        ids = [line.split()[0] for line in row_texts(board.list.rows)]
        assert ids == sorted(ids)
        assert shown(board)[0].startswith("c07")
        assert "a this entry's" in hints_of(board.list)
        await pilot.press("a")
        assert row_texts(board.list.rows) == lines


async def test_moving_in_the_list_redraws_the_detail() -> None:
    """The mark passes over the divider; the keys of rows and pages work as in any list."""
    async with opened("J c", WIDE) as (_, board, pilot):
        for key, item in (("j", "c07"), ("G", "c28"), ("g", "c06"), ("pagedown", "c05")):
            await pilot.press(key)
            assert [words.split()[0] for words in shown(board)] == [item, item]


@pytest.mark.parametrize(
    ("into", "back"), [("right", "left"), ("tab", "tab"), ("enter", "shift+tab")]
)
async def test_keys_go_into_the_detail_and_back(into: str, back: str) -> None:
    """In the detail they move over its rows, and the list keeps its item."""
    async with opened("J c", WIDE) as (_, board, pilot):
        await pilot.press("j", into, "j")
        assert has_keys(board, board.page)
        assert board.page.selected == board.page.choices[1]
        assert shown(board)[0].startswith("c07")
        await pilot.press(back, "j")
        assert has_keys(board, board.list)
        assert shown(board)[0].startswith("c08")


async def test_enter_in_the_detail_follows() -> None:
    """To the entry of a claim; and to a source's page, from which Backspace comes back."""
    async with opened("J c", WIDE) as (app, board, pilot):
        await pilot.press("j", "right", "o")
        assert board.page.border_title == "Source art"
        assert not board.has_class(LISTED)
        await pilot.press("backspace")
        assert board.has_class(LISTED)
        assert shown(board)[0].startswith("c07")
        assert has_keys(board, board.page)
        await pilot.press("j", "enter")
        assert app.screen is app.active_review_screen
        assert app.review.entry_id == "q2"


async def test_a_link_leads_to_its_item() -> None:
    """A conflict followed from a card is selected in the list, and shown."""
    async with opened("G 2 enter", WIDE) as (_, board, pilot):
        while board.page.key != "conflict:c05":
            await pilot.press("j")
        await pilot.press("enter")
        assert [words.split()[0] for words in shown(board)] == ["c05", "c05"]


async def test_a_source_of_the_list_has_the_keys_of_its_page() -> None:
    """`A` lists what stands on it alone; `f` keeps its entries."""
    async with opened("o a", WIDE, exercise()) as (app, board, pilot):
        assert board.page.border_title == "Source plan"
        await pilot.press("A")
        assert "listed: what stands on it alone" in words_of(board.page)
        await pilot.press("f")
        assert app.review.filters.sources == frozenset({"plan"})


@pytest.mark.thorough
@pytest.mark.parametrize("width", [LIST_COLUMNS, 120, 200, 250])
async def test_text_is_no_wider_than_a_page(width: int) -> None:
    """However wide the screen, a row of a detail has at most 114 cells."""
    async with opened("c", (width, 36)) as (_, board, pilot):
        assert board.has_class(LISTED)
        assert 50 <= board.page.line_width + board.page.MARGIN <= 115
        await pilot.press("right", "o")
        assert board.page.line_width <= 115


@pytest.mark.thorough
async def test_a_resize_turns_a_list_into_a_page_and_back() -> None:
    """The item stays; a screen with less room has the single page of the board."""
    async with opened("J c j", WIDE) as (app, board, pilot):
        await resize(app, pilot, 80, 24)
        assert not board.has_class(LISTED)
        assert words_of(board.page).startswith("6 of 28 conflicts")
        assert has_keys(board, board.page)
        await resize(app, pilot, *WIDE)
        assert [words.split()[0] for words in shown(board)] == ["c07", "c07"]


async def test_a_table_stands_above_its_detail() -> None:
    """Also on a small screen, but not on one that has no room for both."""
    async with opened("i", (80, 24)) as (app, board, pilot):
        assert board.has_class("-table")
        assert board.list.region.bottom <= board.page.region.y
        assert row_texts(board.list.rows)[0].split() == ["name", "length"]
        await pilot.press("j")
        assert shown(board)[1].startswith("First to second quoted call")
        await resize(app, pilot, 80, 16)
        assert not board.has_class(LISTED)


@pytest.mark.parametrize("keys", ["c a G left", "c a G right j", "u j j", "v G", "i j j right j"])
async def test_a_board_opens_where_it_was_left(keys: str) -> None:
    """Item, row, part in view, side and `a`; closed by its key, by Esc, or by a row that leads."""
    board_key = keys[0]
    async with opened(keys, WIDE, independence("q1")) as (app, board, pilot):
        item, place, side = board.list.item, board.page.place, board.active is board.page
        whole = board._view.whole
        await pilot.press("escape", board_key)
        again = app.screen
        assert isinstance(again, BoardDialog)
        assert again is not board
        assert (again.list.item, again.page.place) == (item, place)
        assert (again.active is again.page, again._view.whole) == (side, whole)
        assert again.active
        assert again.active.has_focus


@pytest.mark.thorough
@pytest.mark.parametrize("size", at_sizes(WIDE, (80, 24)))
async def test_the_place_on_a_board_of_an_entry_ends_with_the_entry(size: tuple[int, int]) -> None:
    """It is kept while the cursor stays; `a` lists the whole record, whose place is kept."""
    async with opened("J c", size) as (app, board, pilot):
        first = board.list.item, board.page.place
        await press(app, pilot, "j", "j")
        left = board.list.item, board.page.place
        assert left != first
        await pilot.press("escape", "c")
        assert isinstance(app.screen, BoardDialog)
        assert (app.screen.list.item, app.screen.page.place) == left
        await pilot.press("escape", "j", "k", "j", "c")
        assert isinstance(app.screen, BoardDialog)
        assert app.screen.page.place != left[1] or app.screen.list.item != left[0]
        await press(app, pilot, "a", "G")
        left = app.screen.list.item, app.screen.page.place
        await pilot.press("escape", "k", "c")
        assert isinstance(app.screen, BoardDialog)
        assert (app.screen.list.item, app.screen.page.place) == left


@pytest.mark.thorough
async def test_a_place_belongs_to_its_subject_and_record() -> None:
    """The conflicts of a casualty are no place among the conflicts of the entry."""
    async with opened("J c G", WIDE) as (app, board, pilot):
        item = board.list.item
        await pilot.press("escape", "2", "c")
        assert isinstance(app.screen, BoardDialog)
        assert app.screen.list.item != item
        await pilot.press("escape", "1", "c")
        assert isinstance(app.screen, BoardDialog)
        assert app.screen.list.item == item
