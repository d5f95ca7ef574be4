"""The lanes over the review: keys and the mouse, the review that steps along, and where it ends."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual import events
from textual.pilot import Pilot

from incident_tui.app import IncidentApp
from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Clock
from incident_tui.drawing.lanes import cursor_span
from incident_tui.panes.timeline import Timeline
from incident_tui.review.review import review_of
from incident_tui.samples import EXERCISE, bundled_record
from incident_tui.screens.board import BoardDialog
from incident_tui.screens.lanes import LanesDialog, LanesPage
from tests.driving import (
    bundled_chronology,
    cells_of,
    entry_id,
    hints_of,
    painted,
    press,
    resize,
    status_of,
    until,
)
from tests.lanes import county, subjects
from tests.records import chronology, entry
from tests.thorough import at_sizes


@asynccontextmanager
async def opened(
    chronicle: Chronology | None = None, *keys: str, size: tuple[int, int] = (100, 30)
) -> AsyncIterator[tuple[IncidentApp, LanesPage, "Pilot[None]"]]:
    """The lanes of a record, after other keys."""
    app = IncidentApp(review_of(chronicle or subjects()))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await press(app, pilot, *keys, "s")
        await until(pilot, lambda: isinstance(app.screen, LanesDialog))
        await painted(app, pilot)
        yield app, page_of(app), pilot


def page_of(app: IncidentApp) -> LanesPage:
    """The page of the lanes."""
    assert isinstance(app.screen, LanesDialog)
    return app.screen.page


def selected(page: LanesPage) -> str:
    """The name of the selected lane."""
    assert page.row
    return page.row.name


async def step(app: IncidentApp, pilot: "Pilot[None]", *keys: str) -> None:
    """Press keys one by one, and wait until lanes and review agree."""
    for key in keys:
        await press(app, pilot, key)
        await until(pilot, lambda: _agree(app))
    await painted(app, pilot)


def _agree(app: IncidentApp) -> bool:
    screen = app.screen
    return not isinstance(screen, LanesDialog) or screen.review is app.review_screen.review


@pytest.mark.parametrize("size", at_sizes((80, 24), (120, 36), (200, 60), (40, 12), (20, 8)))
async def test_s_opens_the_lanes_and_closes_them(size: tuple[int, int]) -> None:
    """So does Esc; the hints say what can be done."""
    async with opened(size=size) as (app, page, pilot):
        assert str(page.border_title) == "Lanes · what had happened"
        assert hints_of(page).startswith("j/k entry · ↓/↑ lane · +/- zoom")
        await pilot.press("s")
        assert app.active_review_screen
        await press(app, pilot, "s")
        await pilot.press("escape")
        assert app.active_review_screen


async def test_steps_move_the_cursor_and_the_review_behind() -> None:
    """Every step of the review: entries, radio calls, changes, the ends."""
    async with opened() as (app, page, pilot):
        seen = []
        for key in ("j", "j", "k", "G", "g", "right_square_bracket", "J"):
            await step(app, pilot, key)
            seen.append(page.review.entry_id)
        assert seen == ["arrival", "police", "arrival", "tray", "start", "arrival", "arrival"]
        assert app.review_screen.review.entry_id == "arrival"
        assert any("13:20:00" in row for row in cells_of(app)[-4:])
        await press(app, pilot, "escape")
        assert entry_id(app) == "arrival"
        assert "13:20:00" in status_of(app)
        assert any("▸13:20:00" in row.replace(" ", "") for row in cells_of(app))


async def test_nothing_is_painted_below_the_lanes() -> None:
    """They cover the screen: what Textual repaints below, it would repaint above as well."""
    async with opened(size=(80, 24)) as (app, _, pilot):
        await step(app, pilot, "j", "j")
        assert not app.review_screen._compositor._dirty_regions
        await step(app, pilot, "escape")
        assert "13:25:00" in status_of(app)
        await resize(app, pilot, 90, 30)
        assert "13:25:00" in status_of(app)


async def test_a_step_draws_no_lane_again() -> None:
    """Of 500 units with 10,000 changes the lanes in view are drawn, once for each window."""
    async with opened(county(500, 20), size=(120, 36)) as (app, page, pilot):
        assert len(page.lanes) == 2  # so many units are hidden at first
        await step(app, pilot, "up", "right")
        assert len(page.lanes) == 252
        before = page.drawn + len(page.in_view)
        await step(app, pilot, "j", "j", "j", "down", "down", "up", "k")
        assert page.picture
        assert page.drawn + page.picture.drawn == before
        await step(app, pilot, "plus")
        assert page.drawn + page.picture.drawn == before + len(page.in_view)


async def test_the_screen_after_steps_is_the_screen_as_drawn_anew() -> None:
    """A step paints a few cells alone, and none is left behind."""
    async with opened(
        bundled_chronology(bundled_record().parent / EXERCISE), *"JJJJ", size=(100, 30)
    ) as (app, page, pilot):
        for keys in (["j"] * 9, ["J", "k"], ["down", "j"], ["right_square_bracket"], ["G"], ["g"]):
            await step(app, pilot, *keys)
            shown = cells_of(app)
            page.redraw_all()
            await painted(app, pilot)
            assert cells_of(app) == shown


async def test_arrows_select_lanes_and_keep_them_in_view() -> None:
    """Up to the ends."""
    async with opened(county(2, 2), size=(80, 14)) as (app, page, pilot):
        await step(app, pilot, "up", "up", "up")
        assert selected(page) == "A"
        await step(app, pilot, *["down"] * 9)
        assert selected(page) == "E1"
        assert page.chosen in page.in_view
        await step(app, pilot, "pageup")
        assert selected(page) == "A"


async def test_zoom_keeps_the_cursor_in_view_and_a_step_does_too() -> None:
    """However near; and `-` comes back to the whole."""
    async with opened() as (app, page, pilot):
        whole = page.window
        await step(app, pilot, "j", *["plus"] * 9)
        assert page.window.stop - page.window.start == 60_000
        for key in ("j", "k", "G", "g"):
            await step(app, pilot, key)
            span = cursor_span(page.review.lens, page.review.cursor)
            assert span is None or page.window.start <= span[0] < page.window.stop
        await step(app, pilot, *["minus"] * 12)
        assert page.window == whole


async def test_arrows_move_the_window_and_on_a_heading_fold() -> None:
    """A heading without lanes, or one that is as asked for already, moves the window."""
    async with opened() as (app, page, pilot):
        await step(app, pilot, "plus", "plus")
        start = page.window.start
        await step(app, pilot, "right")
        assert page.window.start > start
        await step(app, pilot, "left")
        assert page.window.start == start
        await step(app, pilot, "up")
        assert selected(page) == "EMS"
        await step(app, pilot, "left")
        assert selected(page) == "EMS 2"
        await step(app, pilot, "right")
        assert selected(page) == "EMS"
        await step(app, pilot, "right")
        assert page.window.start > start
        await step(app, pilot, "down", "space")  # from a unit, its agency
        assert selected(page) == "EMS 2"
        await step(app, pilot, "space")
        assert [row.name for row in page.lanes][:3] == ["EMS", "M1", "M2"]


async def test_h_changes_the_clock_in_place() -> None:
    """The lane and the window stay; what was not known is not drawn."""
    async with opened(None, "j", "j") as (app, page, pilot):
        await step(app, pilot, "down", "down", "down", "down")
        assert selected(page) == "X"
        await step(app, pilot, "h")
        assert str(page.border_title) == "Lanes · what was known · as of 13:25:00"
        assert (selected(page), app.review_screen.review.clock) == ("X", Clock.KNOWN)
        assert not any("Ada Bell" in row for row in cells_of(app))
        await step(app, pilot, "h")
        assert any("Ada Bell" in row for row in cells_of(app))


async def test_enter_goes_to_the_entry_behind_a_status() -> None:
    """The dialog closes, with the keys in the timeline."""
    async with opened(None, "j", "j") as (app, page, pilot):
        await step(app, pilot, "down", "up")
        while selected(page) != "M1":
            await step(app, pilot, "up")
        await pilot.press("enter")
        assert app.active_review_screen
        assert entry_id(app) == "arrival"
        assert isinstance(app.focused, Timeline)


async def test_enter_without_a_status_stays() -> None:
    """A lane may have none yet."""
    async with opened() as (app, page, pilot):
        while selected(page) != "M2":
            await step(app, pilot, "down")
        await pilot.press("enter")
        assert isinstance(app.screen, LanesDialog)
        await step(app, pilot, "up", "up", "enter")  # a heading without a status is folded
        assert selected(page) == "EMS 2"


async def test_o_shows_the_source_of_a_status() -> None:
    """At the cited place."""
    async with opened(None, "j", "j") as (app, page, pilot):
        while selected(page) != "M1":
            await step(app, pilot, "up")
        await pilot.press("o")
        await until(pilot, lambda: isinstance(app.screen, BoardDialog))
        assert isinstance(app.screen, BoardDialog)
        assert str(app.screen.page.border_title) == "Source cad"


async def test_a_click_selects_and_in_the_time_goes_to_the_moment() -> None:
    """On a name it selects alone; a double click in the time goes to the entry of the status."""
    async with opened() as (app, page, pilot):
        await pilot.click(LanesPage, offset=(6, 4))
        await painted(app, pilot)
        assert (selected(page), page.review.entry_id) == ("M2", "start")
        assert page.picture
        cells = page.picture.cursor_cells((page.review.chronology.bests[1],) * 2)
        assert cells
        x = 3 + page.picture.names + cells[0]  # after the border, the padding and the margin
        await pilot.click(LanesPage, offset=(x, 3))
        await until(pilot, lambda: page.review.entry_id == "arrival")
        assert selected(page) == "M1"
        await pilot.click(LanesPage, offset=(x, 3), times=2)
        await until(pilot, lambda: app.active_review_screen)
        assert entry_id(app) == "arrival"


async def test_a_click_on_an_arrow_folds() -> None:
    """As Space does on the heading."""
    async with opened() as (_, page, pilot):
        await pilot.click(LanesPage, offset=(3, 2))
        await until(pilot, lambda: "EMS 2" in [row.name for row in page.lanes])


async def test_the_wheel_scrolls_lanes() -> None:
    """The selected lane stays in view."""
    async with opened(county(40, 2), size=(80, 16)) as (_, page, pilot):
        down = events.MouseScrollDown(page, 10, 4, 0, 1, 0, False, False, False)
        page.post_message(down)
        await until(pilot, lambda: page.top)
        assert page.top == 3
        assert page.chosen in page.in_view
        page.scroll_lanes(-99)
        assert page.top == 0


async def test_a_record_without_subjects_says_so() -> None:
    """And no key fails."""
    async with opened(chronology(entry("a", "unplaced"))) as (app, _, pilot):
        assert any("No agency, unit" in row for row in cells_of(app))
        for key in ("j", "down", "plus", "right", "space", "enter", "o", "h", "G"):
            await pilot.press(key)
        await painted(app, pilot)
        assert isinstance(app.screen, LanesDialog)
