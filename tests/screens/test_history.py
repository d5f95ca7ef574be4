"""Back and forward on the screen: moments, boards and records."""

import pytest

from incident_tui.screens.board import BoardDialog
from tests.driving import notice_of, opened, play, screen_of, until


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
