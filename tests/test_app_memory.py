"""A record opens where it was left, from one session of the app to the next."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
import pytest
from textual.pilot import Pilot

from incident_tui.app import IncidentApp
from incident_tui.chronology.histories import Clock
from incident_tui.record.reading import STANDARD_INPUT
from incident_tui.review.memory import Memory, RecordMemory, ScreenMemory
from incident_tui.review.review import review_of
from incident_tui.review.time_column import TimeColumn
from incident_tui.themes import DARK, LIGHT
from tests.driving import (
    HeldBack,
    bundled_chronology,
    call,
    cells_of,
    entry_id,
    filters_of,
    folder_of,
    notice_of,
    painted,
    play,
    reader_of,
    screen_of,
    until,
)

RECORD = bundled_chronology().record.incident.id


@asynccontextmanager
async def session(
    folder: Path, is_fresh: bool = False, path: str = ""
) -> AsyncIterator[tuple[IncidentApp, "Pilot[None]"]]:
    """The app on the bundled record, with what is remembered in a folder."""
    chronology = bundled_chronology()
    if path:
        reading = msgspec.structs.replace(chronology.reading, path=path)
        chronology = msgspec.structs.replace(chronology, reading=reading)
    memory = Memory(folder, is_fresh)
    app = IncidentApp(review_of(chronology), opens_on_overview=True, memory=memory)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        await until(pilot, lambda: screen_of(app).whole)
        await painted(app, pilot)
        yield app, pilot


def has_overview(app: IncidentApp) -> bool:
    """Whether the overview lies over the panes."""
    return bool(screen_of(app).pane_layout.overview)


async def test_a_record_opens_where_it_was_left(tmp_path: Path) -> None:
    """Entry, filters, clock, times, theme and sizes; the notice goes with the next key."""
    async with session(tmp_path) as (app, pilot):
        assert has_overview(app)
        assert notice_of(app) == ""
        await play(app, pilot, "j", "r", "J", "J", "h", "T", "+", "2", "+")
        app.theme = LIGHT.name
        left, steps = app.review, screen_of(app).pane_layout.right_steps
        await pilot.press("q")
    async with session(tmp_path) as (app, pilot):
        assert not has_overview(app)
        assert app.review == left
        assert (app.review.clock, app.review.times) == (Clock.KNOWN, TimeColumn.START)
        assert filters_of(app) == ["radio only"]
        assert app.theme == LIGHT.name
        assert screen_of(app).pane_layout.right_steps == steps
        assert notice_of(app) == "Where you were: 13:15…13:17. O overview, --fresh starts anew", (
            cells_of(app)
        )
        await play(app, pilot, "J")
        assert notice_of(app) == ""


async def test_a_record_left_on_its_overview_opens_on_it(tmp_path: Path) -> None:
    """No step was made: there is no place, and the clock is remembered all the same."""
    async with session(tmp_path) as (app, pilot):
        await play(app, pilot, "h")
        await pilot.press("q")
    async with session(tmp_path) as (app, pilot):
        assert has_overview(app)
        assert (app.review.clock, notice_of(app)) == (Clock.KNOWN, "")


async def test_fresh_starts_anew_and_remembers_anew(tmp_path: Path) -> None:
    """The record is as if never opened; what is remembered then is the new place."""
    async with session(tmp_path) as (app, pilot):
        await play(app, pilot, "j", "r", "G")
        await pilot.press("q")
    async with session(tmp_path, is_fresh=True) as (app, pilot):
        assert has_overview(app)
        assert filters_of(app) == []
        await play(app, pilot, "j", "j")
        left = entry_id(app)
        await pilot.press("q")
    async with session(tmp_path) as (app, _):
        assert (entry_id(app), filters_of(app)) == (left, [])


async def test_a_signal_ends_the_app_with_its_place_remembered(tmp_path: Path) -> None:
    """The driver ends the app by `exit`, as the key does."""
    async with session(tmp_path) as (app, pilot):
        await play(app, pilot, "j", "j")
        left = entry_id(app)
        app.exit(None, 143)
    assert Memory(tmp_path).record(RECORD).entry == left


async def test_a_record_from_standard_input_is_not_remembered(tmp_path: Path) -> None:
    """Nothing is read for it, and nothing is written."""
    async with session(tmp_path, path=STANDARD_INPUT) as (app, pilot):
        await play(app, pilot, "j", "j")
        await pilot.press("q")
    assert not [*tmp_path.rglob("*.json")]


async def test_the_app_of_a_test_remembers_nothing(tmp_path: Path) -> None:
    """Without a memory there is no file, wherever the folders of the user are."""
    async with IncidentApp(review_of(bundled_chronology())).run_test() as pilot:
        await pilot.press("j", "j", "q")
    assert not [*tmp_path.rglob("*.json")]


async def test_each_record_is_remembered_when_it_is_left(tmp_path: Path) -> None:
    """A related record opens on its overview, later where it was left; the record before too."""
    async with session(tmp_path) as (app, pilot):
        await play(app, pilot, "j", "j", "j")
        left = entry_id(app)
        related = str(1 + [*screen_of(app).panes].index("related"))
        await play(app, pilot, related, "enter")
        await until(pilot, lambda: app.review.chronology.record.incident.id != RECORD)
        await until(pilot, lambda: Memory(tmp_path).record(RECORD).entry == left)
        visited = app.review.chronology.record.incident.id
        assert has_overview(app)
        await play(app, pilot, "j", "j")
        entry = entry_id(app)
        await play(app, pilot, "0", "backspace", "backspace")
        await until(pilot, lambda: app.review.chronology.record.incident.id == RECORD)
        assert entry_id(app) == left
        await until(pilot, lambda: Memory(tmp_path).record(visited).entry == entry)
        await play(app, pilot, related, "enter")
        await until(pilot, lambda: app.review.chronology.record.incident.id == visited)
        assert not has_overview(app)
        assert entry_id(app) == entry
        assert notice_of(app).startswith("Where you were: ")


async def test_a_damaged_file_is_told_and_the_record_opens(tmp_path: Path) -> None:
    """A notice, the overview, and no traceback; a theme that there is none of is not used."""
    memory = Memory(tmp_path)
    memory.leave(RecordMemory(incident=RECORD, entry="q4"))
    memory.leave(ScreenMemory(theme="no such theme"))
    memory.save()
    (path,) = (tmp_path / "records").iterdir()
    path.write_text("{")
    async with session(tmp_path) as (app, pilot):
        assert has_overview(app)
        assert app.theme == DARK.name
        (said,) = app._notifications
        assert "what was remembered is not understood" in said.message
        await play(app, pilot, "j")
        assert entry_id(app) == "eviction"


async def test_the_environment_asks_for_a_theme(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A remembered theme gives way, and is remembered still."""
    memory = Memory(tmp_path)
    memory.leave(ScreenMemory(theme=LIGHT.name))
    memory.save()
    monkeypatch.setattr(IncidentApp.theme, "_default", "nord")  # as TEXTUAL_THEME does
    async with session(tmp_path) as (app, pilot):
        assert app.theme == "nord"
        await pilot.press("q")
    assert Memory(tmp_path).screen().theme == LIGHT.name


# While calls are read.


@asynccontextmanager
async def arriving_at(
    folder: Path, entry: str
) -> AsyncIterator[tuple[IncidentApp, "Pilot[None]", HeldBack]]:
    """The app on the first calls of a record that was left at an entry."""
    calls = [call(number, number, "x" * 200) for number in range(20_000)]
    arrivals = HeldBack(reader_of(folder_of(folder / "r", calls)))
    memory = Memory(folder / "state")
    memory.leave(RecordMemory(incident="i", entry=entry))
    app = IncidentApp(review_of(arrivals.first), arrivals, None, True, memory=memory)
    try:
        async with app.run_test(size=(120, 36)) as pilot:
            await until(pilot, lambda: screen_of(app).whole)
            await painted(app, pilot)
            yield app, pilot, arrivals
    finally:
        arrivals.let_all()


async def test_the_cursor_goes_to_its_entry_once_that_has_come(tmp_path: Path) -> None:
    """The timeline is open at once; changing the clock is no move."""
    async with arriving_at(tmp_path, "c19999") as (app, pilot, arrivals):
        assert not has_overview(app)
        assert notice_of(app).startswith("Where you were: it comes once more is read")
        assert entry_id(app) != "c19999"
        await play(app, pilot, "h")
        arrivals.let_all()
        await until(pilot, lambda: app.review.chronology.complete)
        assert entry_id(app) == "c19999"
        assert app.review.clock is Clock.KNOWN


async def test_a_reader_who_has_moved_stays(tmp_path: Path) -> None:
    """A step is the reader's wish, and the entry that was waited for is no longer."""
    async with arriving_at(tmp_path, "c19999") as (app, pilot, arrivals):
        await play(app, pilot, "j")
        here = entry_id(app)
        arrivals.let_all()
        await until(pilot, lambda: app.review.chronology.complete)
        assert entry_id(app) == here


async def test_who_leaves_before_the_entry_has_come_returns_to_it(tmp_path: Path) -> None:
    """The entry that was waited for is remembered, not the first."""
    async with arriving_at(tmp_path, "c19999") as (_, pilot, _):
        await pilot.press("q")
    assert Memory(tmp_path / "state").record("i").entry == "c19999"


async def test_words_of_the_filters_are_searched_behind_the_screen(tmp_path: Path) -> None:
    """The record opens before the search has ended, and the cursor is on its entry in the end."""
    async with session(tmp_path) as (app, pilot):
        await play(app, pilot, "j", "/", *"officers", "enter", "&", "n")
        left = app.review.cursor, app.review.filters
        await pilot.press("q")
    async with session(tmp_path) as (app, pilot):
        await until(pilot, lambda: not app.review.to_search)
        assert (app.review.cursor, app.review.filters) == left
