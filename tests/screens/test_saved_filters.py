"""Saved filters on the screen: saved under a name, shown again, forgotten."""

from pathlib import Path

import pytest

from incident_tui.screens.saved_filters import SavedFilters
from tests.driving import filters_of, notice_of, opened, play, screen_of, until, words_of


@pytest.fixture(autouse=True)
def data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A data folder of the test's own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path


async def test_filters_are_saved_and_shown_again(data_folder: Path) -> None:
    """F and a name save the filters; in a new session F and Enter show them."""
    async with opened() as (app, pilot):
        await play(app, pilot, "r", "F", "enter")
        await until(pilot, lambda: screen_of(app).typing)
        await play(app, pilot, *"calls", "enter")
        assert notice_of(app).startswith("saved as calls")
    async with opened() as (app, pilot):
        await play(app, pilot, "F")
        assert isinstance(app.screen, SavedFilters)
        assert "calls" in words_of(app.screen.page)
        assert "radio only" in words_of(app.screen.page)
        await play(app, pilot, "enter")
        assert filters_of(app) == ["radio only"]
        await play(app, pilot, "0", "F", "d")
        assert isinstance(app.screen, SavedFilters)
        assert "No filter is saved for this record." in words_of(app.screen.page)
    assert [*data_folder.rglob("*.json")]


@pytest.mark.thorough
async def test_a_damaged_file_is_told(data_folder: Path) -> None:
    """A file that is not understood is named on the page, and the prompt says so too."""
    async with opened() as (app, pilot):
        await play(app, pilot, "r", "F", "enter")
        await until(pilot, lambda: screen_of(app).typing)
        await play(app, pilot, *"calls", "enter")
        (path,) = data_folder.rglob("*.json")
        path.write_text("{")
        await play(app, pilot, "F")
        assert isinstance(app.screen, SavedFilters)
        assert "no file of filters" in " ".join(words_of(app.screen.page).split())
        await play(app, pilot, "escape")
        assert path.read_text() == "{"


async def test_without_filters_the_page_says_what_to_do() -> None:
    """Nothing saved, nothing set: the keys that set a filter are named."""
    async with opened() as (app, pilot):
        await play(app, pilot, "F")
        assert isinstance(app.screen, SavedFilters)
        words = " ".join(words_of(app.screen.page).split())
        assert words.endswith("Set a filter first: f, a, r, or / and &.")
        await play(app, pilot, "enter", "d", "F")
        assert app.active_review_screen is not None
