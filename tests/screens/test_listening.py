"""Hearing radio calls: keys, the line of the sound, and a replay in which the cursor follows."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot

from incident_tui.app import IncidentApp
from incident_tui.listening.device import Device, Pull, open_device
from incident_tui.listening.faults import NoDeviceError
from incident_tui.listening.player import Player
from incident_tui.panes.pane import HEADING, FoldingPane
from incident_tui.panes.sound_line import SoundLine
from incident_tui.review import intents
from incident_tui.review.review import review_of
from incident_tui.samples import record_at
from incident_tui.screens.dialog import Dialog
from incident_tui.screens.lanes import LanesDialog
from incident_tui.screens.listening import Listening
from incident_tui.settings import Settings
from tests.drawn import line_text
from tests.driving import (
    bundled_chronology,
    entry_id,
    filters_of,
    notice_of,
    opened,
    play,
    press,
    said_in,
    screen_of,
    until,
)
from tests.listening.sounding import sound
from tests.records import AGENCIES, entry, text_of

EXERCISE = record_at("exercise")


@asynccontextmanager
async def heard(
    path: Path = EXERCISE, has_notes: bool = False
) -> AsyncIterator[tuple[IncidentApp, "Pilot[None]"]]:
    """The app with a record open, on a device that is not heard."""
    async with opened(path, has_notes=has_notes) as (app, pilot):
        screen = screen_of(app)
        screen.listening = Listening(screen, Player(partial(open_device, backend="NULL")))
        yield app, pilot


CALL = ("13:15:00", "pcm.wav")
"""The time of a call, and its file."""


def record_of_calls(folder: Path, *calls: tuple[str, str], rest: str = "") -> Path:
    """A record of calls of 3 seconds, each with a time and the name of its file.

    The file `pcm.wav` has a tone at each second.
    """
    sound(folder, 0, 3)
    entries = (
        entry(f"e{number}", time, kind="radio_call", audio=f"{{path: {name}, length: 3}}")
        for number, (time, name) in enumerate(calls)
    )
    path = folder / "record.yaml"
    path.write_text(text_of(*entries, rest=rest))
    return path


def line_of(app: IncidentApp) -> str:
    """The line of the sound; "" where there is none."""
    lines = [line for line in screen_of(app).query(SoundLine) if line.display]
    return " ".join(line_text(lines[0].draw(120)[0]).split()) if lines else ""


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


async def test_the_line_says_what_space_does(tmp_path: Path) -> None:
    """With the sound, with another call under the cursor, in a replay, and beside boxes."""
    path = record_of_calls(tmp_path, CALL, ("13:16:00", "pcm.wav"))
    async with heard(path) as (app, pilot):
        await press(app, pilot, "space")
        await until(pilot, lambda: "Space pause" in line_of(app))
        await press(app, pilot, "space")
        await until(pilot, lambda: "Space go on" in line_of(app))
        await press(app, pilot, "j")
        await until(pilot, lambda: "Space play , ." in line_of(app))
        await press(app, pilot, "2", "full_stop", "space")
        await until(pilot, lambda: line_of(app).startswith("■"))
        assert "Space play again" in line_of(app)
        await press(app, pilot, "space")
        await until(pilot, lambda: line_of(app).startswith("▶"))
        await press(app, pilot, "P")
        await until(pilot, lambda: "Space pause" in line_of(app))
        await press(app, pilot, "space")
        await until(pilot, lambda: "Space go on" in line_of(app))


async def test_a_sound_follows_a_sound_at_once(tmp_path: Path) -> None:
    """A replay takes the place of a call, and a call that of a replay that Esc has ended."""
    async with heard(record_of_calls(tmp_path, CALL, ("13:16:00", "pcm.wav"))) as (app, pilot):
        await press(app, pilot, "space", "P")
        await until(pilot, lambda: "replay" in line_of(app))
        await play(app, pilot, "escape", "space")
        await until(pilot, lambda: "replay" not in line_of(app))
        assert line_of(app).startswith("▶")


async def test_the_line_offers_no_space_beside_boxes() -> None:
    """There Space is for the box, and the sound goes on."""
    async with heard() as (app, pilot):
        await press(app, pilot, "J", "P", "3")
        await until(pilot, lambda: line_of(app).startswith("▶"))
        await until(pilot, lambda: "Space" not in line_of(app))
        assert ", . 5 s" in line_of(app)


async def test_the_line_says_that_speech_is_raised(tmp_path: Path) -> None:
    """Of a call and of a replay, until A leaves it as it is."""
    async with heard(record_of_calls(tmp_path, CALL, ("13:16:00", "pcm.wav"))) as (app, pilot):
        await press(app, pilot, "space", "A")
        await until(pilot, lambda: "· speech raised" in line_of(app))
        await press(app, pilot, "P")
        await until(pilot, lambda: "replay 1× · speech raised" in line_of(app))
        await press(app, pilot, "A")
        await until(pilot, lambda: "raised" not in line_of(app))


async def test_a_replay_without_a_device_says_that_it_is_silent(tmp_path: Path) -> None:
    """The line says so as long as no device plays; the notice says why."""

    def no_device(pull: Pull, on_lost: Callable[[], None]) -> Device:
        raise NoDeviceError("no device plays sound on this machine")

    async with heard(record_of_calls(tmp_path, CALL, ("13:16:00", "pcm.wav"))) as (app, pilot):
        screen_of(app).listening = Listening(screen_of(app), Player(no_device))
        await press(app, pilot, "P")
        await until(pilot, lambda: "replay 1× · silent" in line_of(app))
        assert notice_of(app) == "no device plays sound on this machine"


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


def record_of_agencies(folder: Path, *calls: tuple[str, str]) -> Path:
    """A record of calls of 3 seconds, each with a time and the id of its agency."""
    sound(folder, 0, 3)
    path = folder / "record.yaml"
    audio = "{path: pcm.wav, length: 3}"
    entries = (
        entry(f"e{number}", time, kind="radio_call", agency=agency, audio=audio)
        for number, (time, agency) in enumerate(calls)
    )
    path.write_text(text_of(*entries, rest=AGENCIES))
    return path


async def test_a_filter_set_in_a_replay_holds(tmp_path: Path) -> None:
    """The replay takes what is shown: it goes on with the sound, and lifts no filter."""
    calls = [("13:15:00", "ipd"), ("13:15:03", "ems"), ("13:15:06", "ipd"), ("13:15:09", "ems")]
    async with heard(record_of_agencies(tmp_path, *calls)) as (app, pilot):
        screen = screen_of(app)
        seen = list[str]()

        def is_heard(entry: str) -> bool:
            seen.append(screen.listening.heard)
            return seen[-1] == entry

        await press(app, pilot, "P")
        await until(pilot, lambda: is_heard("e0"))
        await press(app, pilot, "a")
        assert filters_of(app) == ["only IPD"]
        await until(pilot, lambda: is_heard("e2"))
        assert set(seen) == {"", "e0", "e2"}
        assert filters_of(app) == ["only IPD"]
        await press(app, pilot, "0")
        await until(pilot, lambda: is_heard("e3"))


async def test_a_replay_ends_where_a_filter_shows_nothing_more(tmp_path: Path) -> None:
    """And says so, also in a pause; the filter stays."""
    calls = [("13:15:00", "ems"), ("13:15:03", "ipd"), ("13:16:00", "ipd")]
    async with heard(record_of_agencies(tmp_path, *calls)) as (app, pilot):
        await press(app, pilot, "P", "space", "full_stop")
        await until(pilot, lambda: entry_id(app) == "e1")
        app.review_screen.act(intents.OnlyAgency("ems"))
        await until(pilot, lambda: not line_of(app))
        await until(pilot, lambda: "over: nothing is shown after this" in notice_of(app))
        assert len(filters_of(app)) == 1
        assert entry_id(app) == "e0"


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


async def test_a_mix_waits_with_a_single_call(tmp_path: Path) -> None:
    """While the words of the call are written; then the calls are heard at the same time again."""
    path = record_of_calls(tmp_path, CALL, ("13:15:01", "pcm.wav"), ("13:16:00", "pcm.wav"))
    async with heard(path) as (app, pilot):
        listening = screen_of(app).listening
        await press(app, pilot, "P", "M")
        await until(pilot, lambda: listening.heard == "e1")
        listening.hold("e0")
        await until(pilot, lambda: line_of(app).startswith("▶ 0:0"))
        assert "/0:03" in line_of(app)
        assert listening.heard == "e0"
        assert "M mix" not in line_of(app)
        await press(app, pilot, "comma")
        await until(pilot, lambda: line_of(app).startswith("■ 0:03"))
        listening.let_go()
        await until(pilot, lambda: line_of(app).startswith("▶ 13:15:03 · replay 1× · mixed"))
        await until(pilot, lambda: listening.heard == "e1")


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


async def test_space_in_the_lanes_folds_or_pauses(tmp_path: Path) -> None:
    """It folds where the selected row folds, and pauses on a heading without lanes."""
    status = "status_history: [{status: OnScene, time: 13:10, cite: src}]"
    rest = f"""
        agencies: [{{id: ems, name: Ambulance}}, {{id: ipd, name: Police, {status}}}]
        units: [{{id: medic, call_sign: M1, agency: ems}}]
    """
    async with heard(record_of_calls(tmp_path, CALL, rest=rest)) as (app, pilot):
        await press(app, pilot, "P")
        await until(pilot, lambda: line_of(app).startswith("▶"))
        await press(app, pilot, "s")
        assert isinstance(app.screen, LanesDialog)
        dialog, page = app.screen, app.screen.page
        assert page.row
        assert page.row.has_lanes
        await press(app, pilot, "space")
        assert page.folded
        assert said_in(dialog.notice) == ""
        assert app.review_screen.listening.words.startswith("▶")
        page.choose([row.has_lanes for row in page.lanes].index(False))
        folded = page.folded
        await press(app, pilot, "space")
        await until(pilot, lambda: said_in(dialog.notice).startswith("‖"))
        assert page.folded == folded


@pytest.mark.parametrize("pane", ["2", "6"])
async def test_space_pauses_in_panes_without_boxes(pane: str) -> None:
    """As in the timeline."""
    async with heard() as (app, pilot):
        await press(app, pilot, "J", "P", pane)
        await until(pilot, lambda: line_of(app).startswith("▶"))
        await press(app, pilot, "space")
        await until(pilot, lambda: line_of(app).startswith("‖"))


async def test_space_folds_a_heading_while_a_sound_plays() -> None:
    """Once a press: the line, which looks at what Space does, folds nothing; the sound goes on."""
    async with heard() as (app, pilot):
        await press(app, pilot, "J", "P", "4")
        await until(pilot, lambda: line_of(app).startswith("▶"))
        units = screen_of(app).focused_pane
        assert isinstance(units, FoldingPane)
        assert units.key.startswith(HEADING)
        heading, unfolded, seen = units.key, units.unfolded, set[frozenset[str]]()
        began = line_of(app)

        def went_on() -> bool:
            seen.add(units.unfolded)
            return line_of(app) != began

        await until(pilot, went_on)
        assert seen == {unfolded}
        assert "Space" not in line_of(app)
        await press(app, pilot, "space")
        assert units.unfolded == unfolded ^ {heading}
        assert line_of(app).startswith("▶")
        await press(app, pilot, "space")
        assert units.unfolded == unfolded
        assert line_of(app).startswith("▶")


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
        ("text: Out., audio: {path: sound/a.mp3}", "sound/a.mp3: the file is missing"),
        (
            "text: Out., audio: {path: ../a.mp3}",
            "../a.mp3: is outside of the record's folder; it is not opened",
        ),
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
