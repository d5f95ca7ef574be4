"""Taking away: quotations in the clipboard and in a file, pictures of the screen."""

import base64
import re
import sys
from pathlib import Path
from xml.etree import ElementTree

import platformdirs
import pytest

from incident_tui.exchange.copies import NAME
from incident_tui.screens.board import BoardDialog
from tests.cli.running import ODD, QUOTED, RECORD, record_in
from tests.driving import cells_of, notice_of, opened, press, said_in, screen_of
from tests.pseudo_terminal import on_terminal
from tests.records import entry, text_of

CLIPBOARD = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07")
"""What puts a text into the clipboard of a terminal."""


def copied_file() -> Path:
    """The file of copied texts."""
    return platformdirs.user_state_path("incident-tui", appauthor=False) / NAME


async def test_the_entry_under_the_cursor_is_copied(tmp_path: Path) -> None:
    """The notice says what was copied, and in which file it is too."""
    async with opened(record_in(tmp_path), size=(160, 36)) as (app, pilot):
        await press(app, pilot, "y")
        assert app.clipboard == "13:15~ · Independence Police Department: “Two down.” (report)"
        said = f"copied: 13:15~ “Two down.” · {len(app.clipboard)} characters · also in "
        assert notice_of(app) == f"{said}{copied_file()}"
        assert copied_file().read_text("utf-8").endswith(f"{app.clipboard}\n\n")
        await press(app, pilot, "j")
        assert notice_of(app) == ""


async def test_a_small_screen_shows_the_whole_path(tmp_path: Path) -> None:
    """A notice is wrapped, not cut: at 80x24 the end of the path is there."""
    async with opened(record_in(tmp_path), size=(80, 24)) as (app, pilot):
        await press(app, pilot, "y")
        assert "".join(notice_of(app).split()).endswith("".join(str(copied_file()).split()))
        assert screen_of(app).notice.size.height > 1


@pytest.mark.parametrize("keys", [["6"], ["enter"]], ids=["detail", "entry page"])
async def test_detail_and_the_page_of_an_entry_copy_the_entry(
    tmp_path: Path, keys: list[str]
) -> None:
    """Whichever row of the entry is selected there."""
    async with opened(record_in(tmp_path)) as (app, pilot):
        await press(app, pilot, "j", *keys, "y")
        assert app.clipboard.startswith("13:20 · Kansas City Police Department: Entry made (")


async def test_a_pane_copies_its_row(tmp_path: Path) -> None:
    """The casualty with its statuses, each with its source."""
    async with opened(record_in(tmp_path)) as (app, pilot):
        await press(app, pilot, "2", "y")
        assert app.clipboard.startswith("an officer: shot (report)\nan officer: critical (report)")


async def test_boards_copy_a_conflict_a_claim_a_question_and_a_source() -> None:
    """The item of the list, or the row of the detail."""
    async with opened() as (app, pilot):
        await press(app, pilot, "c", "y")
        assert isinstance(app.screen, BoardDialog)
        conflict = app.clipboard.split("\n")
        assert conflict[0].endswith(", open)")
        assert [line[:2] for line in conflict[1:3]] == ["A:", "B:"]
        assert said_in(app.screen.notice).startswith("copied: ")
        await press(app, pilot, "right", "y")
        assert app.clipboard.startswith(f"{conflict[0]}: ")
        assert "\n" not in app.clipboard
        await press(app, pilot, "u", "y")
        assert "(question " in app.clipboard
        await press(app, pilot, "o", "y")
        assert "news article" in app.clipboard


async def test_what_is_withheld_is_not_copied(tmp_path: Path) -> None:
    """On the clock of the known the clipboard stays as it is, and the notice says why."""
    late = text_of(entry("a", "13:00", text="Said"), entry("b", "13:05", known="14:00"))
    async with opened(record_in(tmp_path, late), size=(160, 36)) as (app, pilot):
        await press(app, pilot, "y")
        before = app.clipboard
        assert "Said" in before
        await press(app, pilot, "h", "j", "y")
        assert notice_of(app) == (
            "not copied: the entry is not known yet as of this moment; h shows what happened"
        )
        assert app.clipboard == before


async def test_the_lanes_copy_the_entry_under_the_cursor(tmp_path: Path) -> None:
    """The entry whose line stands below the lanes."""
    async with opened(record_in(tmp_path)) as (app, pilot):
        await press(app, pilot, "s", "j", "y")
        assert app.clipboard.startswith("13:20 · ")
        assert "copied: 13:20" in "\n".join(cells_of(app))


def words_of_picture(path: Path) -> str:
    """The texts of an SVG, in order."""
    return "".join(ElementTree.parse(path).getroot().itertext()).replace("\xa0", " ")


async def test_a_picture_of_the_screen_has_the_title_of_the_record(
    tmp_path: Path, here: Path
) -> None:
    """It is XML whatever the title; no file is overwritten; the notice says where it is."""
    hostile = RECORD.replace("title: Shots at a house", f'title: {QUOTED[:-1]} <b>&{{x}}"')
    async with opened(record_in(tmp_path, hostile)) as (app, pilot):
        await press(app, pilot, "j", "S")
        assert notice_of(app) == "screenshot in ~/here/i.svg"
        await press(app, pilot, "S")
        assert notice_of(app) == "screenshot in ~/here/i-2.svg"
    words = words_of_picture(here / "i.svg")
    assert "<b>&{x}" in words
    assert "Entry made" in words
    assert not [letter for letter in words if not letter.isprintable() and letter != "\n"]
    assert "screenshot in" not in words_of_picture(here / "i-2.svg")


async def test_a_picture_shows_the_board_over_the_review(tmp_path: Path, here: Path) -> None:
    """The key works on boards and other dialogs, and the notice is theirs."""
    async with opened(record_in(tmp_path)) as (app, pilot):
        await press(app, pilot, "o", "S")
        assert isinstance(app.screen, BoardDialog)
        assert said_in(app.screen.notice) == "screenshot in ~/here/i.svg"
        await press(app, pilot, "escape")
        await press(app, pilot, "x", "S")
    assert "citation" in words_of_picture(here / "i.svg")
    assert (here / "i-2.svg").exists()


async def test_a_title_that_is_withheld_is_in_no_picture(tmp_path: Path, here: Path) -> None:
    """On the clock of the known, until the source of the title is published."""
    late = RECORD.replace(
        "sources: [{id: s,", 'sources: [{id: s, published: "2024-03-02",'
    ).replace("timezone: America/Chicago}", "timezone: America/Chicago, cite: s}")
    async with opened(record_in(tmp_path, late)) as (app, pilot):
        await press(app, pilot, "h", "S")
        assert notice_of(app) == "screenshot in ~/here/i.svg"
    words = words_of_picture(here / "i.svg")
    assert "title not known yet" in words
    assert "Shots" not in words


@pytest.mark.skipif(sys.platform == "win32", reason="a folder cannot be removed there while in use")
async def test_a_picture_that_cannot_be_written_is_told(
    tmp_path: Path, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the reason, where neither the current folder nor the home folder is there."""
    monkeypatch.setenv("HOME", str(tmp_path / "missing"))
    async with opened(record_in(tmp_path)) as (app, pilot):
        here.rmdir()
        await press(app, pilot, "S")
        assert notice_of(app) == "no screenshot: no such file or directory"


def _copied_on_a_terminal(path: Path, tmux: str) -> bytes:
    """The bytes that the program writes after `y` on the first entry."""
    command = (sys.executable, "-m", "incident_tui", str(path))
    with on_terminal(*command, TMUX=tmux) as terminal:
        terminal.until("╰".encode())
        terminal.settle()
        began = len(terminal.written)
        terminal.send("jy")
        terminal.until(b"copied:", began)
        terminal.settle()
        written = bytes(terminal.written[began:])
        terminal.send("q")
        assert terminal.ended() == 0
    return written


@pytest.mark.thorough
@pytest.mark.skipif(sys.platform == "win32", reason="no such terminals there")
def test_the_terminal_gets_the_text_in_base64(tmp_path: Path) -> None:
    """Once, and nothing of a hostile text beside it: its controls are visible characters."""
    path = record_in(tmp_path, RECORD.replace("Two down.", QUOTED))
    written = _copied_on_a_terminal(path, tmux="")
    (content,) = CLIPBOARD.findall(written)
    text = base64.b64decode(content, validate=True).decode()
    assert "␛[31m␛]0;title␇" in text
    assert text.isprintable()
    assert ODD[:5].encode() not in written
    assert b"\x1b]0;title" not in written
    assert b"\x1bPtmux" not in written


@pytest.mark.skipif(sys.platform == "win32", reason="no such terminals there")
def test_in_tmux_the_terminal_around_it_gets_the_text_too(tmp_path: Path) -> None:
    """Once for tmux, and once in the sequence that tmux hands on with every escape doubled."""
    written = _copied_on_a_terminal(record_in(tmp_path), tmux="/tmp/tmux-0/default,1,0")
    content = CLIPBOARD.findall(written)[0]
    assert b"\x1bPtmux;\x1b\x1b]52;c;" + content + b"\x07\x1b\\" in written
