"""A transmission that was recorded more than once, on the screen: its row, its key, its links."""

from pathlib import Path
from typing import Any

import pytest

from incident_tui.notes.kinds import WORDS
from tests.driving import (
    cells_of,
    click,
    entry_id,
    notice_of,
    opened,
    place_of,
    press,
    screen_of,
    status_of,
    until,
)
from tests.notes.noting import note, with_log
from tests.thorough import at_sizes
from tests.transmissions import folder_of, recorded

LATER: dict[str, Any] = {"time": "2024-02-29T13:00:20-06:00", "speaker": {"unit": "e2"}}
CALLS = (
    recorded("main", agency="fire", text="engine one on scene"),
    recorded("tac", "2", agency="law", text="in june one on seen"),
    recorded("later", agency="fire", **LATER),
)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record of a transmission on two talkgroups, and of a call that follows."""
    return folder_of(tmp_path / "r", *CALLS)


def timeline_of(rows: list[str]) -> list[str]:
    """The rows of entries, as they stand on the screen."""
    return [row for row in rows if ":00:" in row and "◉" in row]


@pytest.mark.parametrize("size", at_sizes((120, 36), (80, 24), (60, 20)))
async def test_the_key_gives_each_recording_a_row(size: tuple[int, int], record: Path) -> None:
    """Before, one row names the other talkgroup; afterwards each is a row, until the key again."""
    async with opened(record, size) as (app, pilot):
        rows = timeline_of(cells_of(app))
        assert len(rows) == 2
        assert "engine one on" in rows[0]
        assert "also on Tac 2" in rows[0]
        assert "also on" not in rows[1]
        assert "1 further" in status_of(app)
        await press(app, pilot, "D")
        assert len(timeline_of(cells_of(app))) == 3
        assert "each recording has a row" in notice_of(app)
        assert "every recording" in status_of(app)
        await press(app, pilot, "D")
        assert len(timeline_of(cells_of(app))) == 2


async def test_detail_leads_to_the_other_recording(record: Path) -> None:
    """Enter on its row shows the other call in the place of the first; its row leads back."""
    async with opened(record) as (app, pilot):
        for there, words in (("tac", "also on Tac 1"), ("main", "also on Tac 2")):
            await click(app, pilot, place_of(app, "also on ", screen_of(app).panes["detail"]))
            await press(app, pilot, "enter")
            assert entry_id(app) == there
            rows = timeline_of(cells_of(app))
            assert len(rows) == 2
            assert words in rows[0]


async def test_a_search_finds_the_words_of_every_recording(record: Path) -> None:
    """The hit stands in the row of the transmission."""
    async with opened(record) as (app, pilot):
        await press(app, pilot, *"/june", "enter")
        assert entry_id(app) == "tac"
        assert "in june one on seen" in timeline_of(cells_of(app))[0]
        assert "1 hit" in status_of(app)


async def test_a_click_on_the_count_is_the_key(record: Path) -> None:
    """The status line names the further recordings as a thing to press."""
    async with opened(record) as (app, pilot):
        status = screen_of(app).query_one("#status")
        x = status_of(app).index("1 further recording")
        await click(app, pilot, (x + 2, status.region.y))
        assert len(timeline_of(cells_of(app))) == 3


async def test_a_note_on_a_further_recording_is_marked(record: Path) -> None:
    """In the row of the transmission, as long as the recording has no row of its own."""
    async with opened(record, has_notes=True) as (app, pilot):
        await press(app, pilot, "D", "j", "b", "k")
        assert ["⚑" in row for row in timeline_of(cells_of(app))] == [False, True, False]
        await press(app, pilot, "D")
        assert ["⚑" in row for row in timeline_of(cells_of(app))] == [True, False]


async def test_corrected_words_of_a_further_recording_mark_its_own_row_alone(record: Path) -> None:
    """The words of the row of the transmission are those of another recording, as they were."""
    heard = note("Engine 1 on scene.", "tac", kind=WORDS)
    with_log(record / "record.yaml", heard, incident="i")
    async with opened(record, has_notes=True) as (app, pilot):
        await press(app, pilot, "D")
        await until(pilot, lambda: "Engine 1 on scene." in "\n".join(timeline_of(cells_of(app))))
        assert ["¶" in row for row in timeline_of(cells_of(app))] == [False, True, False]
        await press(app, pilot, "D")
        assert ["¶" in row for row in timeline_of(cells_of(app))] == [False, False]


async def test_a_record_without_repeated_calls_says_so(tmp_path: Path) -> None:
    """The key does nothing else."""
    async with opened(folder_of(tmp_path / "r", CALLS[0], CALLS[2])) as (app, pilot):
        await press(app, pilot, "D")
        assert notice_of(app).strip(" ╰─╯").startswith("no transmission was recorded more")
        assert "recording" not in status_of(app)
