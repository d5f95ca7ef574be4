"""The search line of boards, of the help and of the problems."""

import pytest

from incident_tui.drawing.ink import Line
from incident_tui.review.layout import PANES
from incident_tui.screens.board import BoardDialog
from incident_tui.screens.dialog import Page
from incident_tui.screens.help import Help
from incident_tui.screens.lanes import LanesDialog
from incident_tui.screens.problems import ProblemList
from incident_tui.screens.searched import SearchedDialog
from tests.drawn import line_text
from tests.driving import burst, press, until
from tests.screens.test_board import opened
from tests.screens.test_board_lists import WIDE, shown
from tests.thorough import at_sizes

SMALL = (80, 24)


def answer(dialog: SearchedDialog) -> str:
    """What stands beside the text."""
    return dialog.prompt.answer.words.text


def lit(page: Page) -> set[str]:
    """The highlighted texts of a page, without regard to case."""
    lines: list[Line] = [page.line(number, page.line_width) for number in range(page.count())]
    return {span.text.lower() for line in lines for span in line if span.ink == "hit"}


def selected(board: BoardDialog) -> str:
    """The text of the selected row of the page."""
    assert board.page.selected is not None
    return line_text(board.page.rows[board.page.selected].line)


@pytest.mark.parametrize("size", at_sizes(WIDE, SMALL))
async def test_a_board_is_searched_as_one_types(size: tuple[int, int]) -> None:
    """The first match is selected, every match is highlighted, and they are counted."""
    async with opened("c a", size) as (app, board, pilot):
        await press(app, pilot, "/", *"highway")
        assert lit(board.page) == {"highway"}
        assert "highway" in selected(board).lower()
        first, counted = board.page.selected, answer(board)
        assert counted.startswith("1 of ")
        await press(app, pilot, "enter", "n")
        assert answer(board) == counted.replace("1 of", "2 of")
        assert board.page.selected != first
        await press(app, pilot, "N", "N")
        total = counted.partition(" of ")[2]
        assert answer(board) == f"{total} of {total}"  # round the end
        await press(app, pilot, "n")
        assert board.page.selected == first


async def test_a_number_of_a_conflict_leads_to_it() -> None:
    """`/c04` selects the conflict; in a list its item and its detail."""
    async with opened("c a", WIDE) as (app, board, pilot):
        await press(app, pilot, "/", *"c04", "enter")
        assert [words.split()[0] for words in shown(board)] == ["c04", "c04"]
        assert board.active is board.list


async def test_esc_ends_the_search_and_then_closes() -> None:
    """While one types, it also returns to the place where the search began."""
    async with opened("c a", SMALL) as (app, board, pilot):
        before = board.page.place
        await press(app, pilot, "/", *"highway", "escape")
        assert (board.page.place, lit(board.page), board.prompt.display) == (before, set(), False)
        await press(app, pilot, "/", *"highway", "enter", "escape")
        assert app.active_dialog is board
        assert (lit(board.page), board.prompt.display) == (set(), False)
        assert board.page.place != before
        await pilot.press("escape")
        assert app.active_review_screen


async def test_keys_typed_at_once_are_letters_of_the_search() -> None:
    """What follows `/` goes into the line, also the keys of boards and panes."""
    async with opened("c", SMALL) as (app, board, pilot):
        burst(app, "slash", *"c1qh/", "enter")
        await until(pilot, lambda: board.prompt.text and not board.typing)
        assert board.prompt.text == "c1qh/"
        assert answer(board) == "no match"
        assert app.screen is board


async def test_an_expression_is_searched_too() -> None:
    """After a further `/`; what is none is said, and the text can be mended."""
    async with opened("c a", SMALL) as (app, board, pilot):
        await press(app, pilot, *"//c(", "x")
        assert "no regular expression" in answer(board)
        await press(app, pilot, "backspace", "backspace", *"0[45] ")
        assert lit(board.page) == {"c04 ", "c05 "}
        await press(app, pilot, "down")
        assert answer(board) == "2 of 2"


async def test_a_search_goes_on_over_a_change_of_the_page() -> None:
    """Matches are counted anew on a further page, or after `a` or `h`."""
    async with opened("J c", SMALL) as (app, board, pilot):
        await press(app, pilot, "/", *"officer", "enter")
        few = len(board.matches)
        await press(app, pilot, "a")
        many = len(board.matches)
        assert many > few
        assert lit(board.page) == {"officer"}
        await press(app, pilot, "h")
        await until(pilot, lambda: "known" in str(board.page.border_title))
        assert len(board.matches) < many
        await press(app, pilot, "h")
        await until(pilot, lambda: len(board.matches) == many)
        assert lit(board.page) == {"officer"}


async def test_n_without_a_search_says_how_to_begin_one() -> None:
    """A notice, until the next key."""
    async with opened("c", SMALL) as (app, board, pilot):
        await press(app, pilot, "n")
        assert board.notice.display
        await press(app, pilot, "j")
        assert not board.notice.display


@pytest.mark.parametrize("size", at_sizes(WIDE, SMALL))
async def test_the_help_is_searched_on_both_its_pages(size: tuple[int, int]) -> None:
    """A match on the page of marks turns to that page."""
    async with opened("c", size) as (app, _, pilot):
        await pilot.press("escape", "question_mark")
        page = app.screen
        assert isinstance(page, Help)
        await press(app, pilot, "/", *"milestone", "enter")
        assert lit(page.page) == {"milestone"}
        assert answer(page) == "1 of 1"


async def test_problems_are_searched() -> None:
    """The list of problems has the same line."""
    async with opened("c", SMALL) as (app, _, pilot):
        await pilot.press("exclamation_mark")
        await until(pilot, lambda: isinstance(app.screen, ProblemList))
        assert isinstance(app.screen, ProblemList)
        await press(app, pilot, "/", *"sound")
        assert answer(app.screen) == "1 of 1"


@pytest.mark.parametrize("number", range(1, len(PANES) + 1))
async def test_the_number_of_a_pane_leaves_a_board_for_it(number: int) -> None:
    """The board closes, and keys go into the pane."""
    async with opened("c", SMALL) as (app, _, pilot):
        await pilot.press(str(number))
        assert app.screen is app.active_review_screen
        assert app.review_screen.pane_layout.focused == PANES[number - 1]


async def test_the_lanes_and_the_overview_are_a_key_away_from_a_board() -> None:
    """The board closes for them, as for a pane."""
    async with opened("c", SMALL) as (app, _, pilot):
        await pilot.press("s")
        await until(pilot, lambda: isinstance(app.screen, LanesDialog))
        await pilot.press("escape", "c", "O")
        await until(pilot, lambda: app.active_review_screen is not None)
        assert app.review_screen.has_class("-overview")


async def test_a_board_has_a_help_of_its_own() -> None:
    """`?` shows its keys and marks, and comes back to it."""
    async with opened("i", SMALL) as (app, board, pilot):
        await pilot.press("question_mark")
        await until(pilot, lambda: isinstance(app.screen, Help))
        assert isinstance(app.screen, Help)
        said = [line_text(row.line) for row in app.screen.page.rows]
        assert any("search the rows" in line for line in said)
        assert any("drawn to scale" in line for line in said)
        await pilot.press("escape")
        assert app.active_dialog is board


async def test_clocks_are_aligned_on_a_board() -> None:
    """What comes of `w` is said on the board, which stays."""
    async with opened("c", SMALL) as (app, board, pilot):
        await pilot.press("w")
        await until(pilot, lambda: board.notice.display)
        assert app.screen is board
