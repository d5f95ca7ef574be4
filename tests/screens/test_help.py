"""The help over the review: opened, scrolled to its end, closed."""

import pytest

from incident_tui.app import IncidentApp
from incident_tui.chronology.build import chronology_of
from incident_tui.record.reading import read_record
from incident_tui.review.review import review_of
from incident_tui.samples import bundled_record
from incident_tui.screens.help import Help
from tests.driving import opened, press, resize
from tests.thorough import at_sizes


async def test_help_opens_and_closes() -> None:
    """`?` lays the page over the review, and `?` or Esc takes it away again."""
    app = IncidentApp(review_of(chronology_of(read_record(bundled_record()))))
    async with app.run_test(size=(80, 24)) as pilot:
        for closing in ("question_mark", "escape"):
            await pilot.press("question_mark")
            await pilot.pause()
            page = app.screen
            assert isinstance(page, Help)
            assert page.listing.scrollable_content_region.height > 12
            await pilot.press(closing)
            assert app.screen is app.active_review_screen


@pytest.mark.parametrize("size", at_sizes((80, 24), (120, 36), (60, 20), (40, 12)))
async def test_the_last_line_can_be_reached(size: tuple[int, int]) -> None:
    """The scroll bar takes a cell of the width, and what is wrapped for that is all there."""
    app = IncidentApp(review_of(chronology_of(read_record(bundled_record()))))
    async with app.run_test(size=size) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        await pilot.press("G")
        await pilot.pause()
        assert isinstance(app.screen, Help)
        page = app.screen.listing
        assert page.virtual_size.height == page.count()
        last = page.scroll_offset.y + page.scrollable_content_region.height
        assert last == page.count()


async def test_no_key_is_out_of_sight_where_there_is_room() -> None:
    """At 120x36 both pages are as high as their box, also after the terminal had another size."""
    async with opened(size=(120, 36)) as (app, pilot):
        await press(app, pilot, "question_mark")
        for size in ((120, 36), (80, 24), (120, 36)):
            await resize(app, pilot, *size)
        assert isinstance(app.screen, Help)
        page = app.screen.listing
        for _ in range(2):
            assert page.count() <= page.scrollable_content_region.height
            await press(app, pilot, "tab")
