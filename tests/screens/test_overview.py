"""The overview over the panes: what opens on it, what leaves it, and where its rows lead."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from incident_tui.app import IncidentApp
from incident_tui.chronology.histories import Clock
from incident_tui.panes.related import RelatedIncidents
from incident_tui.panes.strip import Traffic
from incident_tui.review.commands import OpenRecord
from incident_tui.review.review import review_of
from incident_tui.samples import EXERCISE, data_folder
from incident_tui.screens.board import BoardDialog
from incident_tui.screens.review import ReviewScreen
from tests.driving import (
    bundled_chronology,
    footer_of,
    painted,
    play,
    screen_of,
    status_of,
    until,
    words_of,
)
from tests.thorough import at_sizes


@asynccontextmanager
async def opened(
    path: Path | None = None, size: tuple[int, int] = (120, 36)
) -> AsyncIterator[tuple[IncidentApp, "Pilot[None]"]]:
    """The app as the command opens it: on the overview."""
    chronology = bundled_chronology(path) if path else bundled_chronology()
    app = IncidentApp(review_of(chronology), opens_on_overview=True)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, pilot


def is_over(app: IncidentApp) -> bool:
    """Whether the overview is what is seen, and the panes are not."""
    screen = screen_of(app)
    seen, panes = screen.overview.display, screen.panes["timeline"].region.height > 0
    assert seen is not panes
    return bool(seen)


@pytest.mark.parametrize("size", at_sizes((80, 24), (60, 20), (120, 36), (200, 60)))
async def test_a_record_opens_on_its_overview(size: tuple[int, int]) -> None:
    """The first screen tells the summary and no moment, and names the keys to begin with."""
    async with opened(size=size) as (app, _):
        assert is_over(app)
        assert "At an eviction" in words_of(screen_of(app).overview)
        assert status_of(app).strip().startswith("40 entries · 6 radio calls · 24 without")
        assert "as of" not in status_of(app)
        assert "step through it" in footer_of(app)


@pytest.mark.parametrize(
    ("key", "entry"),
    [("j", 0), ("down", 0), ("J", 4), ("G", 39), ("g", 0), ("right_square_bracket", 1)],
)
async def test_a_step_leaves_the_overview_and_is_the_first_step(key: str, entry: int) -> None:
    """j shows the first entry without a further key; other steps lead where they always lead."""
    async with opened() as (app, pilot):
        await play(app, pilot, key)
        assert not is_over(app)
        assert app.review.cursor == entry
        assert "as of" in status_of(app)
        await play(app, pilot, "g", "j")
        assert app.review.cursor == 1


async def test_the_first_radio_call_is_not_passed_over(tmp_path: Path) -> None:
    """Where a record begins with a radio call, J shows this call."""
    path = tmp_path / "record.yaml"
    path.write_text(
        "format: incident-record/1\n"
        "incident: {id: i, title: T, date: 2024-02-29, timezone: America/Chicago}\n"
        "sources: [{id: s, kind: report}]\n"
        "timeline:\n"
        '  - {id: a, kind: radio_call, time: "13:00", text: x, cite: s}\n'
        '  - {id: b, kind: radio_call, time: "13:01", text: x, cite: s}\n'
    )
    async with opened(path) as (app, pilot):
        await play(app, pilot, "J")
        assert app.review.entry_id == "a"


async def test_o_shows_the_overview_again() -> None:
    """O and Esc lead back to where the cursor stands; from there j is a step like any other."""
    async with opened() as (app, pilot):
        await play(app, pilot, "j", "J", "O")
        assert is_over(app)
        at = app.review.cursor
        for back in ("O", "escape", "enter"):
            await play(app, pilot, back)
            assert not is_over(app)
            assert app.review.cursor == at
            await play(app, pilot, "O")
        await play(app, pilot, "j")
        assert app.review.cursor == at + 1


async def test_rows_lead_where_they_say() -> None:
    """Tab selects rows; Enter opens the page of a casualty, a board, and an entry."""
    async with opened() as (app, pilot):
        overview = screen_of(app).overview
        assert overview.key == ""
        await play(app, pilot, "tab")
        assert overview.key.startswith("casualty:")
        await play(app, pilot, "enter")
        assert len(app.screen_stack) == 2
        await play(app, pilot, "escape")
        assert is_over(app)
        while not overview.key.startswith("entry:q1"):
            await play(app, pilot, "tab")
        await play(app, pilot, "enter")
        assert not is_over(app)
        assert app.review.entry_id == "q1"


async def test_the_mouse_selects_and_opens_rows() -> None:
    """A click selects a row and a second click opens it, as in every pane."""
    async with opened(data_folder() / EXERCISE) as (app, pilot):
        overview = screen_of(app).overview
        number = next(n for n, row in enumerate(overview.rows) if row.key.startswith("board:"))
        y = overview.region.y + 1 + number
        await pilot.click(offset=(12, y))
        await pilot.pause()
        assert is_over(app)
        assert overview.selected == number
        await pilot.click(offset=(12, y))
        await until(pilot, lambda: len(app.screen_stack) == 2)


@pytest.mark.parametrize("key", ["3", "z", "slash", "t", "r", "a"])
async def test_keys_of_the_panes_show_the_panes(key: str) -> None:
    """What a key changes is seen: the panes come back."""
    async with opened() as (app, pilot):
        await play(app, pilot, key)
        assert not is_over(app)


@pytest.mark.parametrize("key", ["c", "question_mark", "f", "h"])
async def test_keys_over_the_overview_leave_it(key: str) -> None:
    """A dialog lies over the overview, and the clock switches in place."""
    async with opened() as (app, pilot):
        await play(app, pilot, key)
        if key == "h":
            assert app.review.clock is Clock.KNOWN
            assert "The summary is not known yet." in words_of(screen_of(app).overview)
        else:
            await play(app, pilot, "escape")
        assert is_over(app)


async def test_a_visited_record_opens_on_its_overview_too() -> None:
    """Enter on a related incident shows what that record is about; Backspace comes back."""
    async with opened() as (app, pilot):
        await play(app, pilot, "5")
        await until(pilot, lambda: screen_of(app).query_one(RelatedIncidents).rows)
        await play(app, pilot, "enter")
        await until(pilot, lambda: is_over(app))
        assert app.review.chronology is not bundled_chronology()
        await play(app, pilot, "backspace")
        await until(pilot, lambda: app.review.chronology is bundled_chronology())


async def test_going_back_to_an_overview_that_was_asked_for_keeps_the_next_step() -> None:
    """In a record that was left on its overview, j goes on from the entry under the cursor."""
    async with opened() as (app, pilot):
        await play(app, pilot, "j", *"jjjjj", "O")
        screen_of(app).carry_out(OpenRecord(str(data_folder() / EXERCISE)))
        await until(pilot, lambda: app.review.chronology is not bundled_chronology())
        await play(app, pilot, "backspace")
        assert app.review.chronology is bundled_chronology()
        assert is_over(app)
        await play(app, pilot, "j")
        assert app.review.cursor == 6


async def test_going_back_to_the_overview_of_the_start_keeps_the_first_step() -> None:
    """A jump from the overview that a record opened on can be taken back, and j is a first step."""
    async with opened() as (app, pilot):
        await play(app, pilot, "G", "backspace")
        assert is_over(app)
        await play(app, pilot, "j")
        assert app.review.cursor == 0
        assert not is_over(app)


async def test_a_click_on_the_strip_leaves_the_overview() -> None:
    """Whatever moves the cursor shows the panes; Backspace shows the overview again."""
    async with opened() as (app, pilot):
        await pilot.click(Traffic, offset=(70, 1))
        await until(pilot, lambda: app.review.cursor)
        await painted(app, pilot)
        assert not is_over(app)
        await play(app, pilot, "backspace")
        assert is_over(app)
        assert app.review.cursor == 0


async def test_keys_of_panes_change_no_pane_below_the_overview() -> None:
    """ctrl+d and ctrl+u scroll the overview, + and - do nothing."""
    async with opened(size=(60, 20)) as (app, pilot):
        screen = screen_of(app)
        await play(app, pilot, "plus", "minus", "minus")
        assert is_over(app)
        assert (screen.pane_layout.right_steps, screen.pane_layout.middle_steps) == (0, 0)
        await play(app, pilot, "ctrl+d", "ctrl+d")
        assert is_over(app)
        assert screen.overview.scroll_offset.y > 0
        await play(app, pilot, "ctrl+u", "ctrl+u")
        assert screen.overview.scroll_offset.y == 0


async def test_o_on_a_board_over_the_overview_shows_the_overview() -> None:
    """The key of the overview leads from a board to the overview, whatever lies below the board."""
    async with opened() as (app, pilot):
        for keys in (("c",), ("j", "c")):
            await play(app, pilot, *keys)
            await until(pilot, lambda: isinstance(app.screen, BoardDialog))
            await play(app, pilot, "O")
            await until(pilot, lambda: app.screen is screen_of(app))
            assert is_over(app)


@pytest.mark.parametrize(
    ("key", "title"),
    [("c", "Conflicts · of "), ("u", "Questions · of "), ("o", "Casualty")],
)
async def test_boards_are_about_the_selected_casualty(key: str, title: str) -> None:
    """c and u on a casualty show what concerns the casualty, and o its page, as in the pane."""
    async with opened(size=(90, 36)) as (app, pilot):
        await play(app, pilot, "tab")
        assert screen_of(app).overview.key.startswith("casualty:")
        await play(app, pilot, key)
        await until(pilot, lambda: isinstance(app.screen, BoardDialog))
        assert isinstance(app.screen, BoardDialog)
        assert str(app.screen.page.border_title).startswith(title)


def test_the_overview_has_the_keys_before_there_are_panes() -> None:
    """A click may close the overview before the panes below it are made."""
    screen = ReviewScreen(review_of(bundled_chronology()), opens_on_overview=True)
    assert not screen.pane_layout.overview
    assert screen.focused_pane is screen.overview
