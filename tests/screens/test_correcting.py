"""Words as heard: a form over the call that plays, whose sound is played from within the form."""

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from incident_tui.app import IncidentApp
from incident_tui.notes.kinds import WORDS
from incident_tui.notes.log import ReviewLog
from incident_tui.notes.model import MAX_TEXT_CHARACTERS, now_ms
from incident_tui.panes.detail import Detail
from incident_tui.panes.timeline import Timeline
from incident_tui.samples import record_at
from incident_tui.screens.board import BoardDialog
from incident_tui.screens.words_form import WordsForm
from tests.cli.running import RECORD, record_in
from tests.driving import (
    cells_of,
    click,
    notice_of,
    opened,
    play,
    press,
    said_in,
    screen_of,
    until,
    words_of,
)
from tests.notes.noting import note
from tests.screens.test_listening import heard
from tests.screens.test_noting import log_of, written

FIRST, SECOND = "1101-204244", "1301-204250"
"""The first two calls of the exercise."""


@asynccontextmanager
async def exercise(folder: Path) -> AsyncIterator[tuple[IncidentApp, "Pilot[None]"]]:
    """The app with a copy of the exercise open, on a device that is not heard."""
    path = folder / "exercise"
    shutil.copytree(record_at("exercise"), path)
    async with heard(path / "record.yaml", has_notes=True) as (app, pilot):
        yield app, pilot


async def formed(app: IncidentApp, pilot: "Pilot[None]", *keys: str) -> WordsForm:
    """Open the form by keys."""
    await press(app, pilot, *keys)
    await until(pilot, lambda: isinstance(app.screen, WordsForm) and app.screen.is_current)
    await press(app, pilot)
    assert isinstance(app.screen, WordsForm)
    return app.screen


async def kept(app: IncidentApp, pilot: "Pilot[None]", *keys: str) -> None:
    """Press keys in the form, and keep it."""
    await play(app, pilot, *keys, "ctrl+s")
    await until(pilot, lambda: not isinstance(app.screen, WordsForm))
    await press(app, pilot)


def heard_in(folder: Path) -> list[tuple[str, str, str]]:
    """Entry, text and author of the words in the log of the exercise."""
    log = ReviewLog(folder / "exercise" / "record.review.jsonl", "exercise")
    return [(one.on[0], one.text, one.by) for one in log.read().notes if one.kind == WORDS]


async def test_words_are_corrected_while_the_call_plays(tmp_path: Path) -> None:
    """The sound goes on; Tab pauses it and goes on, Shift+Tab goes back; the log has the words."""
    async with exercise(tmp_path) as (app, pilot):
        listening = screen_of(app).listening
        await press(app, pilot, "J", "space")
        await until(pilot, lambda: listening.heard == FIRST)
        form = await formed(app, pilot, "H")
        assert "Exercise traffic. Engine 1" in form.row("text").field.value
        await until(pilot, lambda: "words       Exercise traffic." in "\n".join(cells_of(app)))
        assert listening.heard == FIRST
        await until(pilot, lambda: form.state.words.text.startswith("▶ 0:0"))
        assert "Tab pause  Shift+Tab −5 s  ctrl+s keep  Esc leave" in "\n".join(cells_of(app))
        await press(app, pilot, "tab")
        assert form.state.words.text.startswith("‖")
        await until(pilot, lambda: "Tab go on  Shift+Tab" in "\n".join(cells_of(app)))
        assert listening.heard == ""
        await press(app, pilot, "f9")
        await until(pilot, lambda: form.state.words.text[2:6] >= "0:05")
        await press(app, pilot, "shift+tab")
        await until(pilot, lambda: form.state.words.text[2:6] < "0:05")
        await press(app, pilot, "f8")
        await until(pilot, lambda: listening.heard == FIRST)
        await kept(app, pilot, *" Over.", "enter", *"Now")
        [(entry, text, _)] = heard_in(tmp_path)
        assert entry == FIRST
        assert text.endswith(" 20:42. Over.\nNow")
        assert listening.is_on


async def test_the_entry_that_is_heard_is_corrected(tmp_path: Path) -> None:
    """While a call plays, wherever the cursor is; once it is paused, the entry of the cursor."""
    async with exercise(tmp_path) as (app, pilot):
        listening = screen_of(app).listening
        await press(app, pilot, "J", "space")
        await until(pilot, lambda: listening.heard == FIRST)
        form = await formed(app, pilot, "J", "H")
        assert "Exercise traffic" in form.row("text").field.value
        await press(app, pilot, "tab", "escape")
        form = await formed(app, pilot, "H")
        assert "odor of chlorine" in form.row("text").field.value
        await kept(app, pilot, *" Over.")
        assert [entry for entry, *_ in heard_in(tmp_path)] == [SECOND]


async def test_a_replay_waits_for_the_words(tmp_path: Path) -> None:
    """At the end of its call, which Tab plays again and Shift+Tab does not leave; then on."""
    async with exercise(tmp_path) as (app, pilot):
        screen = screen_of(app)
        listening = screen.listening
        await press(app, pilot, "J", "P")
        await until(pilot, lambda: listening.heard == FIRST)
        form = await formed(app, pilot, "H")
        await press(app, pilot, "f9", "f9", "f9")
        await until(
            pilot, lambda: form.state.words.text.startswith("■ 0:14/0:14 · fire dispatcher")
        )
        assert "Tab play again" in "\n".join(cells_of(app))
        await press(app, pilot, "tab")
        await until(pilot, lambda: form.state.words.text.startswith("▶ 0:00"))
        await press(app, pilot, "shift+tab")
        await until(pilot, lambda: listening.heard == FIRST)
        await press(app, pilot, "tab")
        assert form.state.words.text.startswith("‖ 0:0")
        await press(app, pilot, "f9", "f9", "f9")
        await kept(app, pilot, "!")
        assert [entry for entry, *_ in heard_in(tmp_path)] == [FIRST]
        await until(pilot, lambda: listening.words.startswith("▶ 20:4"))
        await until(pilot, lambda: screen.review.entry_id == SECOND)


async def test_a_paused_replay_stays_paused_behind_the_form(tmp_path: Path) -> None:
    """Also if the call was played in the form, and at another speed."""
    async with exercise(tmp_path) as (app, pilot):
        screen = screen_of(app)
        listening = screen.listening
        await press(app, pilot, "J", "P")
        await until(pilot, lambda: listening.heard == FIRST)
        await press(app, pilot, "space")
        form = await formed(app, pilot, "H")
        await press(app, pilot, "f6", "tab")
        await until(pilot, lambda: form.state.words.text.startswith("▶"))
        assert "1.25×" in form.state.words.text
        await press(app, pilot, "escape")
        await until(pilot, lambda: listening.words.startswith("‖ 20:42:4"))
        assert "replay 1× · sounds 1.25×" in listening.words
        assert screen.review.entry_id == FIRST
        await press(app, pilot, "space")
        await until(pilot, lambda: listening.heard == FIRST)


async def test_corrected_words_are_shown_marked_and_taken_back(tmp_path: Path) -> None:
    """In the timeline and in Detail, above those of the record; no words take them back."""
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        timeline = screen_of(app).query_one(Timeline)
        detail = screen_of(app).query_one(Detail)
        form = await formed(app, pilot, "H")
        assert form.row("text").field.value == "Two down."
        assert "Tab pause" not in "\n".join(cells_of(app))
        await kept(app, pilot, *" [b]Hurry![/b]")
        assert notice_of(app) == f"words kept in {log_of(tmp_path).path}"
        assert written(tmp_path) == [(WORDS, ("e1",), "Two down. [b]Hurry![/b]")]
        assert "¶▎IPD    ◉ Two down. [b]Hurry![/b]" in words_of(timeline)
        assert "in record  “Two down.”" in words_of(detail)
        await formed(app, pilot, "H")
        await kept(app, pilot, "ctrl+u")
        assert notice_of(app) == "taken back: the words of the record are shown again"
        assert written(tmp_path) == []
        assert "¶" not in words_of(timeline)


@pytest.mark.parametrize("keys", [[], ["x", "backspace"], ["space"]])
async def test_unchanged_words_are_not_written(tmp_path: Path, keys: list[str]) -> None:
    """Spaces around are no change."""
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        await formed(app, pilot, "H")
        await kept(app, pilot, *keys)
        assert notice_of(app) == "nothing is changed"
        assert written(tmp_path) == []


async def test_words_that_are_no_words_are_told_beside_them(tmp_path: Path) -> None:
    """The form stays; so it does with words that another window has written meanwhile."""
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        form = await formed(app, pilot, "H")
        form.row("text").field.text = "a" * (MAX_TEXT_CHARACTERS + 1)  # type: ignore[attr-defined]
        await press(app, pilot, "ctrl+s")
        assert form.current.fault.words == "is a text of at most 20,000 characters"
        log_of(tmp_path).append(note("Ten down.", "e1", kind=WORDS, by="Bob", ms=now_ms()))
        form.row("text").field.text = "Two are down."  # type: ignore[attr-defined]
        await press(app, pilot, "ctrl+s")
        assert form.current.fault.words.startswith("Bob has heard other words meanwhile: ctrl+s")
        await kept(app, pilot)
        assert [text for *_, text in written(tmp_path)] == ["Ten down.", "Two are down."]
        assert "Two are down." in words_of(screen_of(app).query_one(Timeline))
        assert "¶ Ten down." in words_of(screen_of(app).query_one(Detail))


async def test_leaving_asks_and_words_put_aside_go_on(tmp_path: Path) -> None:
    """On the same entry; discarded words are gone."""
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        await formed(app, pilot, "H")
        await play(app, pilot, "!", "escape", "escape")
        assert notice_of(app) == "not kept yet: H on the same goes on with the text"
        await press(app, pilot, "q")
        assert "1 text is not kept yet: H on the same goes on" in notice_of(app)
        form = await formed(app, pilot, "H")
        assert form.row("text").field.value == "Two down.!"
        await play(app, pilot, "escape", "ctrl+x")
        assert notice_of(app) == "nothing was kept"
        form = await formed(app, pilot, "H")
        assert form.row("text").field.value == "Two down."


async def test_the_form_is_opened_from_boards(tmp_path: Path) -> None:
    """From the page of an entry, and from its words among the notes, by H and by e."""
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        await press(app, pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, BoardDialog) and app.screen.is_current)
        await formed(app, pilot, "H")
        await kept(app, pilot, "!")
        for key in ("H", "e"):
            await press(app, pilot, "j", "apostrophe")
            await until(pilot, lambda: isinstance(app.screen, BoardDialog))
            form = await formed(app, pilot, key)
            assert form.row("text").field.value == "Two down.!"
            await press(app, pilot, "escape")


async def test_only_a_told_entry_has_words(tmp_path: Path) -> None:
    """A casualty has none, and words that are not known yet cannot have been heard."""
    late = RECORD.replace("time: 13:20,", "time: 13:20, known: 13:50,")
    async with opened(record_in(tmp_path, late), has_notes=True) as (app, pilot):
        await press(app, pilot, "2", "j", "H")
        assert notice_of(app) == "only an entry has words: select an entry"
        await press(app, pilot, "c")
        await until(pilot, lambda: isinstance(app.screen, BoardDialog) and app.screen.is_current)
        await press(app, pilot, "H")
        assert isinstance(app.screen, BoardDialog)
        assert said_in(app.screen.notice) == "only an entry has words: select the row of an entry"
        await press(app, pilot, "escape")
        await until(pilot, lambda: not isinstance(app.screen, BoardDialog))
        await press(app, pilot, "1", "g", "j", "h")
        await press(app, pilot, "H")
        assert notice_of(app) == (
            "the words of this entry are not known yet as of this moment; h shows them"
        )


async def test_words_of_an_entry_that_is_gone_open_no_form(tmp_path: Path) -> None:
    """Nor the form of the entry under the cursor in its place; they can be deleted."""
    path = record_in(tmp_path)
    log_of(tmp_path).append(note("Out.", "gone", kind=WORDS))
    async with opened(path, has_notes=True) as (app, pilot):
        await press(app, pilot, "apostrophe")
        await until(pilot, lambda: isinstance(app.screen, BoardDialog) and app.screen.is_current)
        await press(app, pilot, "e")
        await until(pilot, lambda: not isinstance(app.screen, BoardDialog))
        await press(app, pilot)
        assert notice_of(app) == "the entry of these words is no longer in the record"


async def test_a_click_on_a_hint_presses_its_key(tmp_path: Path) -> None:
    """Also where the key is no letter: Tab plays the call."""
    async with exercise(tmp_path) as (app, pilot):
        form = await formed(app, pilot, "J", "H")
        place = next(
            (line.index("Tab play"), y)
            for y, line in enumerate(cells_of(app))
            if "Tab play" in line
        )
        await click(app, pilot, place)
        await until(pilot, lambda: form.state.words.text.startswith("▶"))
