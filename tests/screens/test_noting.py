"""Bookmarks and notes by key: written to the log at once, shown in each window."""

import json
import sys
from pathlib import Path

import pytest

from incident_tui.app import IncidentApp
from incident_tui.chronology.build import chronology_of
from incident_tui.notes.log import ReviewLog
from incident_tui.opening import review_place
from incident_tui.panes.agencies import Agencies
from incident_tui.panes.casualties import Casualties
from incident_tui.panes.detail import Detail
from incident_tui.panes.timeline import Timeline
from incident_tui.record.reading import read_record
from incident_tui.review.review import review_of
from incident_tui.screens.board import BoardDialog
from incident_tui.settings import Settings
from tests.cli.running import record_in
from tests.driving import (
    cells_of,
    footer_of,
    notice_of,
    opened,
    play,
    press,
    screen_of,
    status_of,
    until,
    words_of,
)
from tests.notes.noting import MS, note
from tests.pseudo_terminal import screen_on_terminal
from tests.thorough import thorough_rows

INCIDENT = "i"


def log_of(folder: Path) -> ReviewLog:
    """The log beside the record of a folder."""
    return ReviewLog(folder / "record.review.jsonl", INCIDENT)


def written(folder: Path) -> list[tuple[str, tuple[str, ...], str]]:
    """Kind, subjects and text of each note of the log."""
    return [(one.kind, one.on, one.text) for one in log_of(folder).read().notes]


async def test_a_bookmark_is_written_and_shown_and_removed(tmp_path: Path) -> None:
    """The timeline has its mark, the border its meaning, the notice where it is kept."""
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        await press(app, pilot, "j", "b")
        assert written(tmp_path) == [("bookmark", ("e2",), "")]
        assert notice_of(app) == f"bookmarked in {log_of(tmp_path).path}"
        timeline = screen_of(app).query_one(Timeline)
        assert [line for line in words_of(timeline).splitlines() if "⚑▎" in line]
        assert "⚑ bookmark" in "\n".join(cells_of(app))
        await press(app, pilot, "b")
        assert written(tmp_path) == []
        assert notice_of(app) == "bookmark removed"
        assert "⚑" not in words_of(timeline)


async def test_a_note_is_typed_in_the_last_line(tmp_path: Path) -> None:
    """The prompt says what the note is about; Enter keeps the note, and Detail shows it."""
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        await press(app, pilot, "e")
        assert footer_of(app) == "note |  | on 13:15~ Two down.  Enter keep  Esc back"
        await play(app, pilot, *"Who says so?", "enter")
        assert written(tmp_path) == [("note", ("e1",), "Who says so?")]
        assert "✎ Who says so?" in words_of(screen_of(app).query_one(Detail))


async def test_a_text_left_by_esc_is_there_again(tmp_path: Path) -> None:
    """Nothing typed is lost: e on the same entry goes on, on another entry begins anew."""
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        await play(app, pilot, "e", *"Half", "escape")
        assert notice_of(app) == "not kept yet: e on the same goes on with the text"
        assert written(tmp_path) == []
        await play(app, pilot, "j", "e")
        assert footer_of(app).startswith("note |  |")
        await play(app, pilot, "escape", "k", "e")
        assert footer_of(app).startswith("note | Half |")
        await play(app, pilot, *" a word", "enter")
        assert written(tmp_path) == [("note", ("e1",), "Half a word")]


async def test_the_author_is_the_reviewer_of_the_settings(tmp_path: Path) -> None:
    """The name of the settings stands beside a note; without a name, the user's."""
    review = review_of(chronology_of(read_record(record_in(tmp_path))))
    settings = Settings(reviewer="A. Reviewer")
    app = IncidentApp(review, place_of_notes=review_place, settings=settings)
    async with app.run_test() as pilot:
        await pilot.pause()
        await until(pilot, lambda: screen_of(app).noting._log)
        await press(app, pilot, "b")
        assert [one.by for one in log_of(tmp_path).read().notes] == ["A. Reviewer"]


async def test_an_empty_note_is_refused(tmp_path: Path) -> None:
    """The reason stands beside the text, and the prompt stays open."""
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        await play(app, pilot, "e", "enter")
        assert "`text`: is empty" in notice_of(app)
        assert written(tmp_path) == []


async def test_a_key_is_about_the_selected_row(tmp_path: Path) -> None:
    """In a pane it is the casualty or the agency, not the entry under the cursor."""
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        await press(app, pilot, "2", "b", "3", "b")
        subjects = [on for _, on, _ in written(tmp_path)]
        assert subjects == [("officer",), ("ipd",)]
        for pane in (Casualties, Agencies):
            assert "⚑" in words_of(screen_of(app).query_one(pane))


async def test_only_marked_entries_are_shown(tmp_path: Path) -> None:
    """B is a filter like others: named in the status, and ended by its key."""
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        await press(app, pilot, "j", "b", "B")
        assert [*app.review.shown] == [1]
        assert "only marked" in status_of(app)
        await press(app, pilot, "B")
        assert len(app.review.shown) == len(app.review.chronology.entries)


async def test_another_window_is_seen(tmp_path: Path) -> None:
    """A note that another program appends to the log appears by itself."""
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        log_of(tmp_path).append(note("From elsewhere", "e1"))
        detail = screen_of(app).query_one(Detail)
        await until(pilot, lambda: "✎ From elsewhere" in words_of(detail))


async def test_the_board_lists_changes_and_deletes(tmp_path: Path) -> None:
    """`'` lists the notes; e there changes the note of the row, d twice deletes it."""
    log_of(tmp_path).append(note("First", "e1"))
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        await until(pilot, lambda: len(app.review.notes))
        await press(app, pilot, "apostrophe")
        assert isinstance(app.screen, BoardDialog)
        assert "✎ First" in "\n".join(cells_of(app))
        await press(app, pilot, "e")
        await until(pilot, lambda: footer_of(app).startswith("note | First |"))
        await play(app, pilot, *" of all", "enter")
        assert written(tmp_path) == [("note", ("e1",), "First of all")]
        await press(app, pilot, "apostrophe", "d")
        assert "d again deletes the note" in "\n".join(cells_of(app))
        assert len(written(tmp_path)) == 1
        await press(app, pilot, "d")
        assert written(tmp_path) == []


async def test_a_board_bookmarks_what_its_row_stands_for() -> None:
    """On the conflicts it is the conflict of the row; a bundled record has its log elsewhere."""
    async with opened(has_notes=True) as (app, pilot):
        await press(app, pilot, "c", "b")
        assert isinstance(app.screen, BoardDialog)
        (bookmark,) = app.review.notes
        assert bookmark.on == (app.screen._view.item.removeprefix("conflict:"),)
        await press(app, pilot, "b")
        assert not app.review.notes


async def test_a_board_bookmarks_a_source() -> None:
    """On a row of a source it is the source, and not the entry that cites it."""
    async with opened(has_notes=True) as (app, pilot):
        await press(app, pilot, "o", "b")
        (bookmark,) = app.review.notes
        assert bookmark.on[0] in {source.id for source in app.review.chronology.record.sources}


async def test_a_key_between_keeps_the_note(tmp_path: Path) -> None:
    """`d`, another key and `d` again delete nothing."""
    log_of(tmp_path).append(note("Kept", "e1"))
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        await until(pilot, lambda: len(app.review.notes))
        for key in ("apostrophe", "d", "down", "d"):
            await press(app, pilot, key)
        assert len(written(tmp_path)) == 1
        await press(app, pilot, "d")
        assert written(tmp_path) == []


async def test_the_draft_of_a_changed_note_is_there_wherever_the_cursor_is(tmp_path: Path) -> None:
    """The text that was put aside belongs to the note."""
    log_of(tmp_path).append(note("First", "e1"))
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        await until(pilot, lambda: len(app.review.notes))
        await press(app, pilot, "apostrophe", "e")
        await until(pilot, lambda: footer_of(app).startswith("note | First |"))
        await play(app, pilot, *" half", "escape", "j", "apostrophe", "e")
        await until(pilot, lambda: footer_of(app).startswith("note | First half |"))


async def test_a_fault_of_the_log_is_told_once(tmp_path: Path) -> None:
    """A second reading of the log, for a new note, does not repeat the fault."""
    log_of(tmp_path).append(note("Sound", "e1"))
    with log_of(tmp_path).path.open("ab") as file:
        file.write(b"{torn\n")
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        await until(pilot, lambda: ".jsonl:3" in notice_of(app))
        await press(app, pilot, "j")
        log_of(tmp_path).append(note("From elsewhere", "e1", ms=MS + 1))
        await until(pilot, lambda: len(app.review.notes) == 2)
        assert notice_of(app) == ""


async def test_a_log_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """The text stays, and the reason and the path are named."""
    (tmp_path / "record.review.jsonl").mkdir()
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        await play(app, pilot, "e", *"Lost?", "enter")
        assert str(tmp_path / "record.review.jsonl") in notice_of(app)
        assert footer_of(app).startswith("note | Lost? | not kept")
        await play(app, pilot, "escape", "e")
        assert "Lost?" in footer_of(app)


async def test_a_line_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """The notice names the line of the log; the notes around it are shown."""
    log_of(tmp_path).append(note("Sound", "e1"))
    with log_of(tmp_path).path.open("ab") as file:
        file.write(b"{torn\n")
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        await until(pilot, lambda: len(app.review.notes))
        assert ".jsonl:3" in notice_of(app)


@pytest.mark.skipif(sys.platform == "win32", reason="editors are started another way there")
def test_a_note_is_written_in_an_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The editor gets the terminal and a file; its text, of several lines, becomes the note."""
    editor = tmp_path / "my editor"
    editor.write_text(
        f"#!{sys.executable}\nimport sys\nopen(sys.argv[-1], 'w').write('One\\nTwo')\n"
    )
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", f"'{editor}' --wait")
    folder = tmp_path / "record"
    folder.mkdir()
    path = record_in(folder)
    with screen_on_terminal(str(path)) as terminal:
        terminal.settle()
        began = len(terminal.written)
        terminal.send("jE")
        terminal.until(b"note kept", began)
        terminal.send("q")
        assert terminal.ended() == 0
    assert [text for _, _, text in written(folder)] == ["One\nTwo"]


@pytest.mark.thorough
@pytest.mark.skipif(sys.platform == "win32", reason="editors are started another way there")
@pytest.mark.parametrize(
    ("editor", "words"),
    [
        ("no-such-editor", b"no-such-editor: cannot be started: no such file or directory"),
        *thorough_rows(
            ("'", b"cannot be read as a command"),
            ("false", b"ended with 1; what it wrote is not taken"),
            ("true", b"no note: nothing was written"),
            ("rm", b"the text of the editor cannot be read: no such file or directory"),
        ),
    ],
)
def test_an_editor_that_writes_nothing_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, editor: str, words: bytes
) -> None:
    """No note is written, and the screen is there again."""
    monkeypatch.setenv("VISUAL", editor)
    path = record_in(tmp_path)
    with screen_on_terminal(str(path)) as terminal:
        terminal.settle()
        began = len(terminal.written)
        terminal.send("jE")
        terminal.until(words, began)
        terminal.send("q")
        assert terminal.ended() == 0
    assert not (tmp_path / "record.review.jsonl").exists()


async def test_a_text_of_a_note_is_no_markup(tmp_path: Path) -> None:
    """Escape codes and brackets of another reviewer are shown as text."""
    log_of(tmp_path).append(note("[b]x[/] \x1b[31m\x9b", "e1", by="[red]\x1b]0;t\x07"))
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        await until(pilot, lambda: len(app.review.notes))
        detail = words_of(screen_of(app).query_one(Detail))
        assert "✎ [b]x[/] ␛[31m" in detail
        assert "\x1b" not in detail
        await press(app, pilot, "apostrophe")
        assert "\x1b" not in "\n".join(cells_of(app))


def test_the_log_is_json(tmp_path: Path) -> None:
    """Each line is an object, the first the header."""
    log_of(tmp_path).append(note("x", "e1"))
    lines = [*map(json.loads, log_of(tmp_path).path.read_text("utf-8").splitlines())]
    assert lines[0] == {"format": "incident-review/1", "incident": INCIDENT}
    assert IncidentApp.TITLE not in lines[1]
