"""A record that grows while it is open: the cursor is at the newest entry, until a reader moves."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from textual.pilot import Pilot

from incident_tui.app import IncidentApp
from incident_tui.chronology.build import chronology_of
from incident_tui.record.reading import read_record
from incident_tui.review.memory import Memory
from incident_tui.review.review import review_of
from tests.driving import (
    HEAD,
    call,
    cells_of,
    count_of,
    entry_id,
    filters_of,
    folder_of,
    has_overview,
    notice_of,
    play,
    press,
    screen_of,
    status_of,
    until,
)

FEW = [call(number, 100 * number) for number in (1, 2, 3)]


@asynccontextmanager
async def following(
    folder: Path, memory: Path | None = None, size: tuple[int, int] = (120, 36)
) -> AsyncIterator[tuple[IncidentApp, "Pilot[None]"]]:
    """The app on a record, as `--follow` opens it."""
    review = review_of(chronology_of(read_record(folder)))
    app = IncidentApp(review, opens_on_overview=True, memory=Memory(memory), follows=True)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await until(pilot, lambda: screen_of(app).whole)
        yield app, pilot


def append(folder: Path, *calls: bytes) -> None:
    """Append calls as a recorder does."""
    with (folder / "calls.jsonl").open("ab") as file:
        file.writelines(b"\n" + one for one in calls)


async def test_a_record_opens_at_the_newest_entry(tmp_path: Path) -> None:
    """Not on the overview, and the status says so; noon comes after the calls."""
    async with following(folder_of(tmp_path / "r", FEW)) as (app, pilot):
        assert not has_overview(app)
        assert entry_id(app) == "noon"
        assert "following" in status_of(app)
        assert notice_of(app) == ""
        await press(app, pilot, "L")
        assert "following" not in status_of(app)


async def test_calls_that_arrive_take_the_cursor_along(tmp_path: Path) -> None:
    """Each time, and without a notice each time."""
    folder = folder_of(tmp_path / "r", FEW)
    async with following(folder) as (app, pilot):
        for number in (4, 5):
            append(folder, call(number, 50_000 + number))
            await until(pilot, partial(is_at, app, f"c{number}"))
            await until(pilot, partial(is_shown, app, f"call number {number}"))
            assert notice_of(app) == ""


async def test_a_reader_who_moved_away_is_not_moved(tmp_path: Path) -> None:
    """The status names the key that follows again, and the key does."""
    folder = folder_of(tmp_path / "r", FEW)
    async with following(folder) as (app, pilot):
        await press(app, pilot, "k")
        assert "following paused: G follows again" in status_of(app)
        before = count_of(app)
        append(folder, call(4, 50_000))
        await until(pilot, lambda: count_of(app) == before + 1)
        assert entry_id(app) == "c3"
        await press(app, pilot, "G")
        assert entry_id(app) == "c4"
        append(folder, call(5, 50_001))
        await until(pilot, lambda: entry_id(app) == "c5")


async def test_only_entries_that_pass_the_filter_are_followed(tmp_path: Path) -> None:
    """A call that the filter hides arrives, and the cursor stays."""
    folder = folder_of(tmp_path / "r", FEW)
    async with following(folder) as (app, pilot):
        await play(app, pilot, "r", "K", "G", "a")
        assert (entry_id(app), filters_of(app)) == ("c3", ["only FS", "radio only"])
        before = count_of(app)
        append(folder, call(4, 50_000))
        await until(pilot, lambda: count_of(app) == before + 1)
        assert entry_id(app) == "c3"
        append(folder, call(6, 50_001))
        await until(pilot, lambda: entry_id(app) == "c6")


async def test_the_remembered_place_is_not_returned_to_and_its_filters_stay(tmp_path: Path) -> None:
    """A record opens at the newest entry that passes the filters it was left with."""
    folder = folder_of(tmp_path / "r", FEW)
    async with following(folder, tmp_path / "memory") as (app, pilot):
        await play(app, pilot, "r", "g")
        await pilot.press("q")
    async with following(folder, tmp_path / "memory") as (app, pilot):
        assert (entry_id(app), filters_of(app)) == ("c3", ["radio only"])
        assert "following" in status_of(app)


async def test_calls_that_were_read_are_not_read_again(tmp_path: Path) -> None:
    """Once a record is seen to grow, appended calls join the blocks that are there."""
    folder = folder_of(tmp_path / "r", FEW)
    async with following(folder) as (app, pilot):
        append(folder, call(4, 50_000))
        await until(pilot, partial(is_at, app, "c4"))
        before = app.review.chronology.reading.calls.blocks
        append(folder, call(5, 50_001))
        await until(pilot, partial(is_at, app, "c5"))
        after = app.review.chronology.reading.calls.blocks
        assert [one is other for one, other in zip(before, after, strict=False)] == [True]
        assert len(after) == 2


async def test_a_recorder_that_never_rests_is_followed(tmp_path: Path) -> None:
    """Files that grow from look to look are read, though they are never left alone."""
    folder = folder_of(tmp_path / "r", FEW)
    async with following(folder) as (app, pilot):
        before, number = count_of(app), 3

        def has_arrived() -> bool:
            nonlocal number
            number += 1
            append(folder, call(number, 50_000 + number))
            return count_of(app) > before

        await until(pilot, has_arrived)
        before = count_of(app)
        await until(pilot, has_arrived)


async def test_a_record_that_an_editor_replaces_is_followed(tmp_path: Path) -> None:
    """A new file under the old name, with a later entry."""
    folder = folder_of(tmp_path / "r", FEW)
    async with following(folder) as (app, pilot):
        new = folder / "new"
        late = "  - {id: late, kind: note, time: '13:00:00', text: Late., cite: s}\n"
        new.write_text(HEAD + late, "utf-8")
        new.replace(folder / "record.yaml")
        await until(pilot, partial(is_at, app, "late"))
        assert app.review.changed == {"late"}


async def test_following_on_a_small_screen(tmp_path: Path) -> None:
    """At 60 by 20 the status still names the key."""
    folder = folder_of(tmp_path / "r", FEW)
    async with following(folder, size=(60, 20)) as (app, pilot):
        assert "following" in status_of(app)
        await press(app, pilot, "k")
        assert "G follows" in status_of(app)


def is_at(app: IncidentApp, entry: str) -> bool:
    """Whether the cursor is on an entry."""
    return entry_id(app) == entry


def is_shown(app: IncidentApp, words: str) -> bool:
    """Whether the screen shows some words."""
    return words in "\n".join(cells_of(app))
