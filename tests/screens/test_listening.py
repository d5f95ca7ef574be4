"""Hearing radio calls: keys, the line of the sound, and a replay in which the cursor follows."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot

from incident_tui.app import IncidentApp
from incident_tui.listening.device import open_device
from incident_tui.listening.player import Player
from incident_tui.panes.sound_line import SoundLine
from incident_tui.samples import record_at
from incident_tui.screens.listening import Listening
from tests.drawn import line_text
from tests.driving import notice_of, opened, press, screen_of, until

EXERCISE = record_at("exercise")


@asynccontextmanager
async def heard(path: Path = EXERCISE) -> AsyncIterator[tuple[IncidentApp, "Pilot[None]"]]:
    """The app with a record open, on a device that is not heard."""
    async with opened(path) as (app, pilot):
        screen = screen_of(app)
        screen.listening = Listening(screen, Player(partial(open_device, backend="NULL")))
        yield app, pilot


def line_of(app: IncidentApp) -> str:
    """The line of the sound; "" where there is none."""
    lines = screen_of(app).query(SoundLine)
    return " ".join(line_text(lines.first().draw(120)[0]).split()) if lines else ""


async def test_space_plays_the_call_under_the_cursor() -> None:
    """The line says what is heard, Space pauses and goes on, Esc falls silent."""
    async with heard() as (app, pilot):
        await press(app, pilot, "J")
        await press(app, pilot, "space")
        await until(pilot, lambda: line_of(app).startswith("▶ 0:0"))
        await until(pilot, lambda: "/0:14 · fire dispatcher · QB FIRE DISP" in line_of(app))
        await press(app, pilot, "space")
        await until(pilot, lambda: line_of(app).startswith("‖"))
        await press(app, pilot, "space")
        await until(pilot, lambda: line_of(app).startswith("▶"))
        await press(app, pilot, "greater_than_sign")
        await until(pilot, lambda: "1.25×" in line_of(app))
        await press(app, pilot, "full_stop")
        await until(pilot, lambda: line_of(app)[2:6] >= "0:05")
        await press(app, pilot, "escape")
        await until(pilot, lambda: not line_of(app))
        assert not screen_of(app).listening.is_on


async def test_p_plays_on_by_the_clock_of_the_incident() -> None:
    """The cursor follows the entries as they start, gaps are skipped and said; P ends it."""
    async with heard() as (app, pilot):
        screen = screen_of(app)
        began = screen.review.cursor
        await press(app, pilot, "P")
        await until(pilot, lambda: "replay 1×" in line_of(app))
        await until(pilot, lambda: "without an entry are skipped" in line_of(app))
        await until(pilot, lambda: screen.review.cursor > began)
        await press(app, pilot, "greater_than_sign")
        await until(pilot, lambda: "replay 2×" in line_of(app))
        await press(app, pilot, "space")
        await until(pilot, lambda: line_of(app).startswith("‖"))
        await press(app, pilot, "P")
        await until(pilot, lambda: not line_of(app))


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("text: Out.", "no sound: this entry names no recording"),
        ("text: Out., audio: {path: a.mp3}", "a.mp3: is not in the record's folder"),
    ],
)
async def test_what_cannot_be_heard_is_told(tmp_path: Path, entry: str, words: str) -> None:
    """In a notice, and there is no line of a sound."""
    path = tmp_path / "record.yaml"
    path.write_text(
        "format: incident-record/1\n"
        "incident: {id: i, title: T, date: 2024-02-29, timezone: America/Chicago}\n"
        "sources: [{id: s, kind: report}]\n"
        f"timeline: [{{id: a, kind: radio_call, time: 13:15, cite: s, {entry}}}]\n".replace(
            "\\\n", "\n"
        )
    )
    async with heard(path) as (app, pilot):
        await press(app, pilot, "space")
        assert notice_of(app) == words
        assert line_of(app) == ""
