"""A record that is edited while it is open: read again, and never lost by a broken edit."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from incident_tui.app import IncidentApp
from incident_tui.chronology.build import chronology_of
from incident_tui.panes.timeline import Timeline
from incident_tui.record.reading import read_record
from incident_tui.review.commands import OpenRecord
from incident_tui.review.review import review_of
from incident_tui.samples import data_folder
from incident_tui.screens.board import BoardDialog
from incident_tui.screens.rereading import LOOK_S
from tests.cli.running import RECORD, record_in
from tests.driving import (
    call,
    cells_of,
    entry_id,
    folder_of,
    notice_of,
    opened,
    play,
    press,
    screen_of,
    status_of,
    until,
    words_of,
)
from tests.pseudo_terminal import screen_on_terminal

ADDED = RECORD.replace(
    "casualties:",
    "  - {id: e0, kind: note, time: 12:00, text: An earlier entry., cite: s}\ncasualties:",
)
BROKEN = RECORD.replace("timeline:", "timeline: [")


def write(path: Path, text: str) -> None:
    """Write a record as an editor does: a new file in the place of the old."""
    new = path.with_name("new")
    new.write_text(text, "utf-8")
    os.replace(new, path)


def count(app: IncidentApp) -> int:
    """The number of entries."""
    return len(app.review.chronology.entries)


async def test_a_changed_record_is_read_again(tmp_path: Path) -> None:
    """The cursor stays, the new entry has a mark, and the notice says what is new."""
    path = record_in(tmp_path)
    async with opened(path) as (app, pilot):
        await press(app, pilot, "j")
        assert (entry_id(app), count(app)) == ("e2", 4)
        write(path, ADDED)
        await until(pilot, lambda: count(app) == 5)
        await until(pilot, lambda: notice_of(app))
        assert notice_of(app) == "read again · 1 entry new or changed"
        assert entry_id(app) == "e2"
        lines = words_of(screen_of(app).query_one(Timeline)).splitlines()
        marked = [line for line in lines if "∗" in line]
        assert [line.split()[-3:] for line in marked] == [["An", "earlier", "entry."]]
        await press(app, pilot, "g")
        assert "∗ new or changed" in "\n".join(cells_of(app))


async def test_a_broken_edit_keeps_the_last_sound_state(tmp_path: Path) -> None:
    """The notice names the place, `!` lists it, and the next sound edit is read."""
    path = record_in(tmp_path)
    async with opened(path) as (app, pilot):
        write(path, BROKEN)
        await until(pilot, lambda: notice_of(app))
        assert notice_of(app).startswith("record.yaml:")
        assert count(app) == 4
        await press(app, pilot, "exclamation_mark")
        shown = "\n".join(cells_of(app))
        assert "The file cannot be read as it is now." in shown
        await press(app, pilot, "escape")
        write(path, ADDED)
        await until(pilot, lambda: count(app) == 5)
        assert app.review.faults == ()


async def test_a_record_that_is_gone_stays_on_the_screen(tmp_path: Path) -> None:
    """A file that is moved away is told of; a file that is back is read."""
    path = record_in(tmp_path)
    async with opened(path) as (app, pilot):
        path.unlink()
        await until(pilot, lambda: "no such file" in notice_of(app))
        assert count(app) == 4
        path.write_text(ADDED, "utf-8")
        await until(pilot, lambda: count(app) == 5)


async def test_filters_and_the_open_board_stay(tmp_path: Path) -> None:
    """A reader who looks at a board goes on looking at it, in the new record."""
    path = record_in(tmp_path)
    async with opened(path) as (app, pilot):
        await press(app, pilot, "r", "c")
        board = app.screen
        write(path, ADDED.replace("kind: note, time: 12:00", "kind: radio_call, time: 12:00"))
        await until(pilot, lambda: count(app) == 5)
        assert app.screen is board
        assert isinstance(board, BoardDialog)
        await press(app, pilot, "escape")
        assert len(app.review.shown) == 2
        assert "radio" in status_of(app)


async def test_going_back_leads_into_the_record_as_it_is_now(tmp_path: Path) -> None:
    """A place that a jump left is found in the new record."""
    path = record_in(tmp_path)
    async with opened(path) as (app, pilot):
        await press(app, pilot, "j", "G")
        write(path, ADDED)
        await until(pilot, lambda: count(app) == 5)
        await press(app, pilot, "backspace")
        assert (entry_id(app), count(app)) == ("e2", 5)


async def test_calls_that_are_appended_arrive(tmp_path: Path) -> None:
    """A recorder that writes into the folder is followed."""
    folder = folder_of(tmp_path / "r", [call(1, 100)])
    async with opened(folder) as (app, pilot):
        before = count(app)
        with (folder / "calls.jsonl").open("ab") as file:
            file.write(b"\n" + call(2, 200))
        await until(pilot, lambda: count(app) == before + 1)
        await until(pilot, lambda: notice_of(app))
        assert notice_of(app) == "read again · 1 call more"


async def test_a_file_that_is_touched_changes_nothing(tmp_path: Path) -> None:
    """The same text read again is the same record."""
    path = record_in(tmp_path)
    async with opened(path) as (app, pilot):
        before = app.review.chronology
        os.utime(path, ns=(1, 1))
        await until(pilot, lambda: app.review.chronology is not before)
        await until(pilot, lambda: notice_of(app))
        assert notice_of(app) == "read again · no entry is new or changed"
        assert app.review.changed == frozenset()


@pytest.mark.thorough
@pytest.mark.skipif(sys.platform == "win32", reason="editors are started another way there")
def test_enter_on_a_problem_opens_the_editor_at_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An editor that takes a line gets it, and the absolute path."""
    editor = tmp_path / "vi"
    told = tmp_path / "told"
    editor.write_text(f"#!/bin/sh\nprintf '%s ' \"$@\" > '{told}'\n")
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    path = record_in(tmp_path, RECORD + "timelin: []\n")
    line = RECORD.count("\n") + 1
    with screen_on_terminal(str(path)) as terminal:
        terminal.settle()
        terminal.send("j")
        terminal.settle()
        terminal.send("!")
        terminal.until(b"your editor there")
        terminal.send("\r")
        terminal.settle(1)
        terminal.send("\x1b")
        terminal.settle()
        terminal.send("q")
        assert terminal.ended() == 0
    assert told.read_text().split() == [f"+{line}", str(path)]


async def test_clocks_that_were_put_right_stay_right(tmp_path: Path) -> None:
    """A reader who has aligned the clocks of sources sees the changed record aligned, too."""
    folder = tmp_path / "exercise"
    shutil.copytree(data_folder() / "exercise", folder)
    async with opened(folder) as (app, pilot):
        await press(app, pilot, "w")
        await until(pilot, lambda: app.review.chronology.aligned)
        before = app.review.chronology
        os.utime(folder / "record.yaml", ns=(1, 1))
        await until(pilot, lambda: app.review.chronology is not before)
        assert app.review.chronology.aligned
        assert [*app.review.chronology.bests] == [*before.bests]


async def test_a_change_from_before_the_first_look_is_seen(tmp_path: Path) -> None:
    """What is written between the reading and the first look at the files is a change."""
    path = record_in(tmp_path)
    app = IncidentApp(review_of(chronology_of(read_record(path))))
    write(path, ADDED)
    async with app.run_test() as pilot:
        await until(pilot, lambda: count(app) == 5)


async def test_a_record_that_changes_while_a_reader_is_elsewhere_is_read_again(
    tmp_path: Path,
) -> None:
    """After the way back, the record is as it is on the disk."""
    path = record_in(tmp_path)
    other = record_in(tmp_path, RECORD.replace("id: i,", "id: other,"), "other.yaml")
    async with opened(path) as (app, pilot):
        await press(app, pilot, "j", "G")
        app.review_screen.carry_out(OpenRecord(str(other)))
        await until(pilot, lambda: app.review.chronology.path == str(other))
        write(path, ADDED)
        await pilot.pause(3 * LOOK_S)
        await press(app, pilot, "backspace")
        await until(pilot, lambda: app.review.chronology.path == str(path))
        await until(pilot, lambda: count(app) == 5)


async def test_a_search_under_way_leads_back_to_its_beginning(tmp_path: Path) -> None:
    """Esc ends at the entry where the search began, also if the record was read again meanwhile."""
    path = record_in(tmp_path)
    async with opened(path) as (app, pilot):
        await play(app, pilot, "j", *"/nobody")
        assert entry_id(app) == "e3"
        write(path, ADDED)
        await until(pilot, lambda: count(app) == 5)
        await play(app, pilot, "escape")
        assert entry_id(app) == "e2"


async def test_words_of_calls_that_change_are_not_said_to_stay(tmp_path: Path) -> None:
    """Calls are counted and not compared: the notice says no more than that."""
    folder = folder_of(tmp_path / "r", [call(1, 100, "before")])
    async with opened(folder) as (app, pilot):
        before = app.review.chronology
        (folder / "calls.jsonl").write_bytes(call(1, 100, "after") + b"\n")
        await until(pilot, lambda: app.review.chronology is not before)
        await until(pilot, lambda: notice_of(app))
        assert notice_of(app) == "read again"
