"""The lanes beside Detail: around the cursor, as far as there is room."""

import pytest

from incident_tui.panes.lanes import LanesBesideDetail
from incident_tui.samples import EXERCISE, data_folder
from incident_tui.screens.lanes import LanesDialog
from tests.drawn import line_text
from tests.driving import opened, play, screen_of, until

EXERCISE_RECORD = data_folder() / EXERCISE


@pytest.mark.parametrize(
    ("size", "is_seen"),
    [((80, 24), False), ((120, 36), False), ((165, 36), True), ((200, 60), True)],
)
async def test_lanes_stand_where_there_is_room(size: tuple[int, int], is_seen: bool) -> None:
    """From 160 columns on the lanes are seen, and on smaller screens Detail has their room."""
    async with opened(EXERCISE_RECORD, size=size) as (app, _):
        lanes = screen_of(app).query_one(LanesBesideDetail)
        assert (lanes.region.height > 0) is is_seen


async def test_the_lanes_follow_the_cursor() -> None:
    """A step moves the line of the cursor, and the lane of the unit comes into view."""
    async with opened(EXERCISE_RECORD, size=(165, 36)) as (app, pilot):
        lanes = screen_of(app).query_one(LanesBesideDetail)

        def drawn() -> list[str]:
            return [line_text(line) for line in lanes.draw(lanes.size.width)]

        await play(app, pilot, "J", "J", "J")
        first = drawn()
        assert any("Unit 21" in line for line in first)
        assert all("┃" in line or "│" in line for line in first)
        await play(app, pilot, *("J",) * 5)
        then = drawn()
        assert then != first
        assert all(len(line) <= lanes.size.width for line in then)
        await play(app, pilot, "G")
        assert all("┃" not in line for line in drawn()), "the unplaced have no moment"


async def test_a_click_opens_the_board() -> None:
    """The picture has no keys of its own: the board of the same lanes has."""
    async with opened(EXERCISE_RECORD, size=(200, 60)) as (app, pilot):
        lanes = screen_of(app).query_one(LanesBesideDetail)
        await pilot.click(offset=(lanes.region.x + 5, lanes.region.y + 4))
        await until(pilot, lambda: isinstance(app.screen, LanesDialog))


async def test_the_lanes_tell_no_more_than_was_known() -> None:
    """On the clock of the known no bar begins after the moment of the cursor."""
    async with opened(EXERCISE_RECORD, size=(200, 60)) as (app, pilot):
        lanes = screen_of(app).query_one(LanesBesideDetail)
        await play(app, pilot, "J", "J", "J", "h")
        for line in map(line_text, lanes.draw(lanes.size.width)[1:]):
            _, _, after = line.partition("┃")
            assert not set(after) & set("█▐"), line
