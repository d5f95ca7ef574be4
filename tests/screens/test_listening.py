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
from incident_tui.review.review import review_of
from incident_tui.samples import record_at
from incident_tui.screens.dialog import Dialog
from incident_tui.screens.listening import Listening
from incident_tui.settings import Settings
from tests.drawn import line_text
from tests.driving import bundled_chronology, notice_of, opened, press, said_in, screen_of, until
from tests.listening.sounding import sound
from tests.records import entry, text_of

EXERCISE = record_at("exercise")


@asynccontextmanager
async def heard(path: Path = EXERCISE) -> AsyncIterator[tuple[IncidentApp, "Pilot[None]"]]:
    """The app with a record open, on a device that is not heard."""
    async with opened(path) as (app, pilot):
        screen = screen_of(app)
        screen.listening = Listening(screen, Player(partial(open_device, backend="NULL")))
        yield app, pilot


def record_of_calls(folder: Path, *calls: tuple[str, str]) -> Path:
    """A record of calls of 3 seconds, each with a time and the name of its file.

    The file `pcm.wav` has a tone at each second.
    """
    sound(folder, 0, 3)
    entries = (
        entry(f"e{number}", time, kind="radio_call", audio=f"{{path: {name}, length: 3}}")
        for number, (time, name) in enumerate(calls)
    )
    path = folder / "record.yaml"
    path.write_text(text_of(*entries))
    return path


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


async def test_calls_that_overlap_are_mixed_when_asked_for(tmp_path: Path) -> None:
    """The line says so, the cursor goes on while the sound plays, and M hears them in a row."""
    path = record_of_calls(tmp_path, ("13:15:00", "pcm.wav"), ("13:15:01", "pcm.wav"))
    async with heard(path) as (app, pilot):
        await press(app, pilot, "P")
        await until(pilot, lambda: "replay 1×" in line_of(app))
        await press(app, pilot, "M")
        await until(pilot, lambda: "replay 1× · mixed" in line_of(app))
        await until(pilot, lambda: screen_of(app).review.cursor == 1)
        assert "13:15:01" in line_of(app)
        await press(app, pilot, "M")
        await until(pilot, lambda: "mixed" not in line_of(app))
        assert notice_of(app) == "calls of a replay that overlap are heard one after another"


async def test_faults_of_a_mix_are_told(tmp_path: Path) -> None:
    """Of a file that is not there, and of a file that is no sound; the rest is heard."""
    (tmp_path / "junk.wav").write_bytes(b"junk")
    times = ("13:15:00", "13:15:01", "13:15:02")
    names = ("pcm.wav", "junk.wav", "gone.wav")
    async with heard(record_of_calls(tmp_path, *zip(times, names, strict=True))) as (app, pilot):
        await press(app, pilot, "P", "M")
        await until(pilot, lambda: notice_of(app).startswith("junk.wav: is no sound file"))
        assert line_of(app).startswith("▶")


async def test_a_skip_in_a_pause_stays_a_pause(tmp_path: Path) -> None:
    """The cursor follows; the sound goes on from there when the pause ends."""
    calls = [(f"13:15:0{second}", "pcm.wav") for second in (0, 3, 6, 9)]
    async with heard(record_of_calls(tmp_path, *calls)) as (app, pilot):
        await press(app, pilot, "P", "space")
        await until(pilot, lambda: line_of(app).startswith("‖ 13:15:00"))
        await press(app, pilot, "full_stop")
        await until(pilot, lambda: line_of(app).startswith("‖ 13:15:05"))
        await until(pilot, lambda: screen_of(app).review.cursor == 1)
        await press(app, pilot, "space")
        await until(pilot, lambda: line_of(app).startswith("▶ 13:15:07"))
        await until(pilot, lambda: screen_of(app).review.cursor == 2)


@pytest.mark.parametrize(
    ("opening", "pause"),
    [("c", "space"), ("s", "full_stop"), ("question_mark", "space"), ("enter", "space")],
)
async def test_keys_of_the_sound_are_live_over_the_review(opening: str, pause: str) -> None:
    """Where a board or the lanes do not use them; Esc closes what lies over, the sound stays."""
    async with heard() as (app, pilot):
        await press(app, pilot, "J", "P")
        await until(pilot, lambda: line_of(app).startswith("▶"))
        await press(app, pilot, opening)
        assert isinstance(app.screen, Dialog)
        dialog = app.screen
        await press(app, pilot, pause)
        mark = "‖" if pause == "space" else "▶"
        await until(pilot, lambda: said_in(dialog.notice).startswith(mark))
        await press(app, pilot, "escape")
        await until(pilot, lambda: app.screen is screen_of(app))
        assert line_of(app).startswith(mark)
        assert screen_of(app).listening.is_on


@pytest.mark.parametrize("pane", ["2", "6"])
async def test_space_pauses_in_panes_without_boxes(pane: str) -> None:
    """As in the timeline."""
    async with heard() as (app, pilot):
        await press(app, pilot, "J", "P", pane)
        await until(pilot, lambda: line_of(app).startswith("▶"))
        await press(app, pilot, "space")
        await until(pilot, lambda: line_of(app).startswith("‖"))


async def test_the_sound_ends_with_the_record() -> None:
    """A replay of a record moves no cursor in the next."""
    async with heard() as (app, pilot):
        await press(app, pilot, "J", "P")
        await until(pilot, lambda: line_of(app).startswith("▶"))
        app.review_screen.visit(review_of(bundled_chronology()))
        assert not screen_of(app).listening.is_on
        await until(pilot, lambda: not line_of(app))


async def test_a_key_of_the_sound_does_nothing_over_the_review_in_silence() -> None:
    """No sound begins there."""
    async with heard() as (app, pilot):
        await press(app, pilot, "J", "c", "space", "full_stop", "M")
        assert not app.review_screen.listening.is_on


async def test_the_longest_gap_is_a_setting() -> None:
    """Of every replay."""
    settings = Settings(longest_gap=42)
    app = IncidentApp(review_of(bundled_chronology()), settings=settings)
    async with app.run_test():
        assert screen_of(app).listening.joining.longest_gap_s == 42


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
