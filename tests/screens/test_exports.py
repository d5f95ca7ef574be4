"""The list of formats: a file of what is shown, in the current folder or in the user's."""

import os
import sys
from pathlib import Path

import pytest

from incident_tui.exchange.exports import FORMATS
from incident_tui.screens.exports import Exports
from tests.cli.running import record_in, run
from tests.driving import cells_of, notice_of, opened, play, press, screen_of, until
from tests.exchange.exports.exported import text_in
from tests.listening.sounding import sound
from tests.notes.noting import note, with_log
from tests.records import entry, text_of


async def test_what_is_shown_is_exported_as_by_the_command_line(tmp_path: Path, here: Path) -> None:
    """With the filters, the clock and the moment of the screen; the notice says where."""
    path = record_in(tmp_path)
    async with opened(path, size=(160, 36)) as (app, pilot):
        await press(app, pilot, "h", "j", "a", "x")
        assert isinstance(app.screen, Exports)
        assert "only IPD, KC · 2 of 4 entries · 2 hidden" in "\n".join(cells_of(app))
        await press(app, pilot, "j", "j", "j", "enter")
        await until(pilot, lambda: notice_of(app).startswith("exported"))
        assert notice_of(app) == "exported: 2 entries in ~/here/i.csv"
    options = ["--agency", "ipd", "--agency", "kcpd", "--clock", "known", "--at", "13:20"]
    printed = run("export", path, "--to", "csv", *options)
    assert (here / "i.csv").read_bytes() == printed.stdout_bytes


async def test_a_workbook_is_exported_as_by_the_command_line(tmp_path: Path, here: Path) -> None:
    """Byte for byte, as of the entry under the cursor."""
    path = record_in(tmp_path)
    async with opened(path) as (app, pilot):
        await press(app, pilot, "h", "j", "x", *"j" * [*FORMATS].index("xlsx"), "enter")
        await until(pilot, lambda: "4 entries in" in notice_of(app))
    printed = run("export", path, "--to", "xlsx", "--clock", "known", "--at", "13:20")
    assert (here / "i.xlsx").read_bytes() == printed.stdout_bytes


async def test_a_file_is_not_overwritten(tmp_path: Path, here: Path) -> None:
    """The second file of a name has a number."""
    (here / "i.md").write_text("mine")
    async with opened(record_in(tmp_path)) as (app, pilot):
        await press(app, pilot, "x", "enter")
        await until(pilot, lambda: "i-2.md" in notice_of(app))
    assert (here / "i.md").read_text() == "mine"
    assert "# Shots at a house" in (here / "i-2.md").read_text("utf-8")


async def test_a_format_that_cannot_be_narrowed_has_every_entry(tmp_path: Path, here: Path) -> None:
    """The list says so before, and the notice counts the entries of the file."""
    async with opened(record_in(tmp_path)) as (app, pilot):
        await press(app, pilot, "r", "x")
        assert "every entry, not only those shown" in "\n".join(cells_of(app))
        await press(app, pilot, *"j" * [*FORMATS].index("json"), "enter")
        await until(pilot, lambda: "4 entries in" in notice_of(app))
    assert os.listdir(here) == ["i.json"]


async def test_the_calls_that_are_shown_are_joined(tmp_path: Path, here: Path) -> None:
    """The notice counts the calls, and names a recording that is missing."""
    sound(tmp_path)
    audio = {"kind": "radio_call", "audio": "{path: pcm.wav, length: 1}"}
    gone = audio | {"audio": "{path: gone.wav, length: 1}"}
    path = tmp_path / "record.yaml"
    path.write_text(text_of(entry("a", "13:15", **audio), entry("b", "13:16", **gone)))
    async with opened(path, size=(160, 36)) as (app, pilot):
        await press(app, pilot, "x", *"j" * [*FORMATS].index("audio"), "enter")
        await until(pilot, lambda: notice_of(app).startswith("exported"))
        assert notice_of(app) == (
            "exported: what can be heard of 2 calls in ~/here/incident.m4a"
            " · gone.wav: the file is missing"
        )
    assert (here / "incident.m4a").read_bytes()[4:8] == b"ftyp"


async def test_where_nothing_can_be_heard_no_file_is_written(tmp_path: Path, here: Path) -> None:
    """And the notice says why."""
    async with opened(record_in(tmp_path)) as (app, pilot):
        await press(app, pilot, "x", *"j" * [*FORMATS].index("audio"), "enter")
        await until(pilot, lambda: notice_of(app).startswith("not exported"))
        assert notice_of(app) == "not exported: no entry that is shown names a recording"
    assert os.listdir(here) == []


async def test_a_search_that_is_kept_is_exported(tmp_path: Path, here: Path) -> None:
    """The hits alone, named by the words."""
    async with opened(record_in(tmp_path)) as (app, pilot):
        await play(app, pilot, "/", *"entry", "enter", "&", "x", "j", "j", "j", "enter")
        await until(pilot, lambda: "1 entry in" in notice_of(app))
    assert "“entry” · 1 of 4 entries · 3 hidden" in (here / "i.csv").read_text("utf-8")


async def test_marked_entries_are_exported_without_their_notes(tmp_path: Path, here: Path) -> None:
    """Notes are opinions: a file of the screen has the entries that they mark, without them."""
    path = with_log(record_in(tmp_path), note("Who?", "e2"), incident="i")
    async with opened(path, has_notes=True) as (app, pilot):
        await until(pilot, lambda: bool(len(screen_of(app).review.notes)))
        await press(app, pilot, "B", "x", "j", "j", "j", "enter")
        await until(pilot, lambda: "1 entry in" in notice_of(app))
    written = (here / "i.csv").read_text("utf-8")
    assert "only marked · 1 of 4 entries · 3 hidden" in written
    assert "Who?" not in written


@pytest.mark.skipif(sys.platform == "win32", reason="a folder cannot be removed there while in use")
async def test_without_the_current_folder_the_file_is_in_the_home_folder(
    tmp_path: Path, here: Path
) -> None:
    """As where the current folder cannot be written; and a failure of both is told."""
    async with opened(record_in(tmp_path)) as (app, pilot):
        here.rmdir()
        await press(app, pilot, "x", "enter")
        await until(pilot, lambda: notice_of(app).startswith("exported"))
        assert notice_of(app).endswith("in ~/i.md")
        os.environ["HOME"] = str(tmp_path / "missing")
        await press(app, pilot, "x", "enter")
        await until(pilot, lambda: notice_of(app).startswith("not exported"))
        assert notice_of(app) == "not exported: no such file or directory"


async def test_x_closes_the_list(tmp_path: Path, here: Path) -> None:
    """No file is written."""
    async with opened(record_in(tmp_path)) as (app, pilot):
        await press(app, pilot, "x", "x")
        assert not isinstance(app.screen, Exports)
    assert os.listdir(here) == []


async def test_a_report_of_notes_is_written_from_the_screen(tmp_path: Path, here: Path) -> None:
    """It has them without being asked, and the notice counts them."""
    path = with_log(record_in(tmp_path), note("Who?", "e2"), incident="i")
    async with opened(path, has_notes=True) as (app, pilot):
        await until(pilot, lambda: bool(len(screen_of(app).review.notes)))
        await press(app, pilot, "x", *"j" * (len(FORMATS) - 2), "enter")
        await until(pilot, lambda: notice_of(app).startswith("exported"))
        assert notice_of(app) == "exported: 1 note in ~/here/i.docx"
    assert "Who?" in text_in("aar-docx", (here / "i.docx").read_bytes())
