"""The folder of a recorder on the screen: calls come, files half written wait, faults are told."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot

from incident_tui.app import IncidentApp
from incident_tui.chronology.build import chronology_of
from incident_tui.exchange.recorder.feed import RecorderFeed
from incident_tui.opening import Unsaved, review_place
from incident_tui.record.reading import read_record
from incident_tui.review.review import review_of
from tests.driving import count_of, entry_id, notice_of, press, screen_of, status_of, until
from tests.exchange.recorder.recording import (
    content,
    entry_of,
    path_of,
    record_call,
    text_of,
)


@asynccontextmanager
async def watching(folder: Path) -> AsyncIterator[tuple[IncidentApp, "Pilot[None]"]]:
    """The app on the folder of a recorder, as `--follow` opens it."""
    with RecorderFeed(folder) as feed:
        feed.look()
        app = IncidentApp(
            review_of(chronology_of(read_record(feed.path))),
            opens_on_overview=True,
            place_of_notes=partial(review_place, unsaved=Unsaved(feed.path)),
            follows=True,
            feed=feed,
        )
        async with app.run_test(size=(120, 36)) as pilot:
            await pilot.pause()
            await until(pilot, lambda: screen_of(app).whole)
            yield app, pilot


def is_at(app: IncidentApp, entry: str) -> bool:
    """Whether the cursor is on an entry."""
    return app.review.entry_id == entry


async def test_calls_are_shown_as_they_are_recorded(tmp_path: Path) -> None:
    """One by one, the first into an empty folder; the notice says how to keep them."""
    async with watching(tmp_path) as (app, pilot):
        await until(pilot, lambda: notice_of(app))
        assert notice_of(app).startswith("This record is not saved; your notes are.")
        assert count_of(app) == 0
        for number in (1, 2, 3):
            record_call(tmp_path, number)
            before = content(tmp_path)
            await until(pilot, partial(is_at, app, entry_of(number)))
            assert content(tmp_path) == before
        assert "following" in status_of(app)


@pytest.mark.thorough
async def test_a_call_that_is_not_whole_yet_is_shown_when_it_is(tmp_path: Path) -> None:
    """It takes its place in time, and the cursor stays at the newest call."""
    record_call(tmp_path, 1)
    async with watching(tmp_path) as (app, pilot):
        text = text_of(2)
        path_of(tmp_path, 2).write_text(text[:500])
        record_call(tmp_path, 3)
        await until(pilot, partial(is_at, app, entry_of(3)))
        assert count_of(app) == 4
        path_of(tmp_path, 2).write_text(text)
        await until(pilot, lambda: count_of(app) == 6)
        assert entry_id(app) == entry_of(3)


async def test_a_reader_who_moved_away_is_left_there(tmp_path: Path) -> None:
    """Also when a further radio changes the head of the record."""
    record_call(tmp_path, 1)
    async with watching(tmp_path) as (app, pilot):
        await press(app, pilot, "k")
        assert entry_id(app) == entry_of(1, 0)
        path = path_of(tmp_path, 2)
        path.write_text(text_of(2).replace("4424000", "4429999"))
        await until(pilot, lambda: count_of(app) == 4)
        assert entry_id(app) == entry_of(1, 0)
        await press(app, pilot, "G")
        assert entry_id(app) == entry_of(2)


async def test_a_folder_that_is_gone_is_told_once(tmp_path: Path) -> None:
    """Following goes on when it is back."""
    root = tmp_path / "root"
    record_call(root, 1)
    async with watching(root) as (app, pilot):
        root.rename(tmp_path / "away")
        await until(pilot, lambda: "no such file" in notice_of(app))
        await press(app, pilot, "k", "G")
        (tmp_path / "away").rename(root)
        await until(pilot, lambda: notice_of(app).endswith("is back"))
        record_call(root, 2)
        await until(pilot, partial(is_at, app, entry_of(2)))


async def test_notes_are_kept(tmp_path: Path) -> None:
    """Not beside the record, which is gone in the end."""
    record_call(tmp_path, 1)
    async with watching(tmp_path) as (app, _):
        reading = app.review.chronology.reading
        unsaved = Path(reading.path)
        assert review_place(reading).path.parent == unsaved.parent
        assert review_place(reading, unsaved=Unsaved(unsaved)).path.parent != unsaved.parent
