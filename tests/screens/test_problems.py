"""The list of problems over the review: opened, counted, closed."""

import pytest

from incident_tui.app import IncidentApp
from incident_tui.screens.problems import ProblemList
from tests.boards.test_problems import FLAWED, review


@pytest.mark.thorough
async def test_the_list_opens_and_closes() -> None:
    """`!` lays the list over the review, its title counting, and Esc takes it away again."""
    app = IncidentApp(review(FLAWED))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("exclamation_mark")
        await pilot.pause()
        page = app.screen
        assert isinstance(page, ProblemList)
        assert page.listing.border_title == "Problems · 3"
        assert page.listing.scrollable_content_region.height > 8
        await pilot.press("escape")
        assert app.screen is app.active_review_screen
