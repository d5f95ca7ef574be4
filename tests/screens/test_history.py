"""Back and forward on the screen: moments, boards and records."""

import pytest

from incident_tui.panes.strip import Traffic
from incident_tui.samples import EXERCISE, data_folder
from incident_tui.screens.board import BoardDialog
from tests.driving import notice_of, opened, painted, play, screen_of, until


@pytest.mark.parametrize(
    "jump", [("G",), ("t", *"1330", "enter"), ("/", *"gunshot", "enter"), ("/", *"two officers")]
)
async def test_backspace_returns_to_the_moment_before_a_jump(jump: tuple[str, ...]) -> None:
    """Whatever led away, Backspace leads back and the key beside it forward again."""
    async with opened() as (app, pilot):
        await play(app, pilot, "j", "j", "j")
        await play(app, pilot, *jump)
        if jump[0] == "/" and jump[-1] != "enter":
            await play(app, pilot, "enter")
        await until(pilot, lambda: app.review.cursor != 3)
        there = app.review.cursor
        await play(app, pilot, "backspace")
        assert app.review.cursor == 3
        await play(app, pilot, "backslash")
        assert app.review.cursor == there
        await play(app, pilot, "backslash")
        assert notice_of(app) == "no place after this"


async def test_steps_are_no_places() -> None:
    """j and J leave no place behind; hits, one after the other, leave a single place."""
    async with opened() as (app, pilot):
        await play(app, pilot, "j", "J", "j", "k")
        await play(app, pilot, "backspace")
        assert notice_of(app) == "no place before this"
        at = app.review.cursor
        await play(app, pilot, "/", *"officer", "enter")
        first = app.review.cursor
        await play(app, pilot, "n", "n", "n", "backspace")
        assert app.review.cursor == first
        await play(app, pilot, "backspace")
        assert app.review.cursor == at


async def test_backspace_returns_to_the_board() -> None:
    """From an entry that a board led to, Backspace shows the board, as of the moment before."""
    async with opened(size=(98, 36)) as (app, pilot):
        await play(app, pilot, "j", "c", "a")
        board = app.screen
        assert isinstance(board, BoardDialog)
        while not board.page.key.startswith("entry:q"):
            await play(app, pilot, "j")
        await play(app, pilot, "enter")
        await until(pilot, lambda: app.screen is screen_of(app))
        assert app.review.cursor != 1
        await play(app, pilot, "backspace")
        assert app.review.cursor == 1
        assert isinstance(app.screen, BoardDialog)
        await play(app, pilot, "escape")
        await play(app, pilot, "backslash")
        assert app.review.cursor != 1


async def test_filters_stay_where_they_can() -> None:
    """Going back keeps a filter that shows the place, and drops a filter that hides it."""
    async with opened() as (app, pilot):
        await play(app, pilot, "J", "r", "G", "backspace")
        assert app.review.filters.any
        await play(app, pilot, "0", "g", "J", "r", "backspace")
        assert app.review.cursor == 4
        await play(app, pilot, "backspace")
        assert not app.review.filters.any or app.review.cursor in app.review.shown


async def test_records_and_moments_are_one_history() -> None:
    """Backspace goes through the jumps in a visited record, and then to the record before."""
    async with opened() as (app, pilot):
        first = app.review.chronology
        await play(app, pilot, "G", "5", "enter")
        await until(pilot, lambda: app.review.chronology is not first)
        await play(app, pilot, "G", "backspace")
        assert app.review.chronology is not first
        await play(app, pilot, "backspace")
        await until(pilot, lambda: app.review.chronology is first)
        assert app.review.cursor == 39
        await play(app, pilot, "backspace")
        assert app.review.cursor == 0
        await play(app, pilot, "backslash", "backslash")
        await until(pilot, lambda: app.review.chronology is not first)


async def test_a_search_that_is_left_leaves_no_place() -> None:
    """Esc takes the hits back that letters have led to, and so does an emptied text."""
    async with opened() as (app, pilot):
        for keys in (("escape",), ("ctrl+u", "enter"), ("down", "escape")):
            await play(app, pilot, "/", *"officer", *keys, "backspace")
            assert notice_of(app) == "no place before this", keys
            assert app.review.cursor == 0
        await play(app, pilot, "G", "/", *"shot", "escape", "backspace")
        assert app.review.cursor == 0


async def test_each_click_on_the_strip_is_a_jump() -> None:
    """Two clicks leave two places, and a drag leaves one place."""
    async with opened(data_folder() / EXERCISE) as (app, pilot):
        seen = [app.review.cursor]
        for x in (60, 25):
            await pilot.click(Traffic, offset=(x, 1))
            await until(pilot, lambda: app.review.cursor != seen[-1])
            seen.append(app.review.cursor)
        await pilot.mouse_down(Traffic, offset=(30, 1))
        for x in (35, 45, 50):
            await pilot.hover(Traffic, offset=(x, 1))
        await pilot.mouse_up(Traffic, offset=(50, 1))
        await painted(app, pilot)
        assert app.review.cursor not in seen
        for cursor in reversed(seen):
            await play(app, pilot, "backspace")
            assert app.review.cursor == cursor


async def test_each_click_on_a_row_is_a_jump() -> None:
    """Two clicks on rows of the timeline leave two places."""
    async with opened() as (app, pilot):
        timeline = screen_of(app).panes["timeline"]
        for y in (6, 12):
            await pilot.click(timeline, offset=(10, y))
            await painted(app, pilot)
        assert app.review.cursor == 10
        for cursor in (5, 0):
            await play(app, pilot, "backspace")
            assert app.review.cursor == cursor


async def test_jumps_in_lanes_are_places_of_their_own() -> None:
    """Steps between two jumps of a kind end the first jump."""
    async with opened() as (app, pilot):
        await play(app, pilot, "G", "s")
        for key in ("g", "j", "j", "j", "j", "g", "escape"):
            await play(app, pilot, key)
        await until(pilot, lambda: app.screen is screen_of(app))
        for cursor in (4, 39, 0):
            await play(app, pilot, "backspace")
            assert app.review.cursor == cursor
