"""The form of an observation: by keys alone, kept as a whole, and nothing lost unasked."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from textual.pilot import Pilot

from incident_tui.app import IncidentApp
from incident_tui.notes.kinds import ACTION, BOOKMARK, OBSERVATION
from incident_tui.notes.model import Action, Note, Observation, changed_note, deleted_note, now_ms
from incident_tui.screens.action_form import ActionForm
from incident_tui.screens.board import BoardDialog
from incident_tui.screens.evidence import EvidencePicker
from incident_tui.screens.observation_form import ObservationForm
from tests.cli.running import record_in
from tests.driving import cells_of, click, notice_of, opened, play, press, until, words_of
from tests.notes.noting import note
from tests.screens.test_noting import log_of

LATE: dict[str, Any] = {"kind": OBSERVATION, "side": "improvement"}


def written(folder: Path) -> list[Note]:
    """The notes of the log."""
    return [*log_of(folder).read().notes]


def observations_in(folder: Path) -> list[Observation]:
    """The observations of the log."""
    return [one for one in written(folder) if isinstance(one, Observation)]


def actions_in(folder: Path) -> list[Action]:
    """The actions of the log."""
    return [one for one in written(folder) if isinstance(one, Action)]


def form_of(app: IncidentApp) -> ObservationForm:
    """The form over the review."""
    assert isinstance(app.screen, ObservationForm)
    return app.screen


def screen_words(app: IncidentApp) -> str:
    """All that is on the screen."""
    return "\n".join(cells_of(app))


def picker_of(app: IncidentApp) -> EvidencePicker | None:
    """The picker of evidence, once it is shown."""
    return app.screen if isinstance(app.screen, EvidencePicker) else None


def action_form_of(app: IncidentApp) -> ActionForm | None:
    """The form of an action, once it is shown."""
    return app.screen if isinstance(app.screen, ActionForm) else None


async def forms(app: IncidentApp, pilot: "Pilot[None]", *keys: str) -> ObservationForm:
    """Open the form by keys."""
    await press(app, pilot, *keys)
    await until(pilot, lambda: isinstance(app.screen, ObservationForm) and app.screen.is_current)
    await press(app, pilot)
    return form_of(app)


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (200, 60)])
async def test_an_observation_is_written_by_keys(tmp_path: Path, size: tuple[int, int]) -> None:
    """Every field, the entry under the cursor as evidence, and an action: a single append."""
    async with opened(record_in(tmp_path), size, has_notes=True) as (app, pilot):
        await forms(app, pilot, "j", "R")
        await play(app, pilot, *"Told late", "tab", *"Mass Care S", "down", "enter")
        await play(app, pilot, "tab", *"2", "tab", "m", "tab", *"One", "enter", *"two")
        await play(app, pilot, "tab", *"No plan", "tab", *"SOP 4", "tab", "tab", "enter")
        await until(pilot, lambda: isinstance(app.screen, ActionForm))
        await play(app, pilot, *"Announce it", "tab", "o", "tab", *"QBFD", "tab", *"Ann")
        await play(app, pilot, "tab", *"2025-11-01", "tab", *"2026-01", "tab", "s", "ctrl+s")
        await until(pilot, lambda: isinstance(app.screen, ObservationForm))
        assert written(tmp_path) == []
        await press(app, pilot, "shift+tab")
        if size[0] < 200:
            assert "+ add from the timeline" in screen_words(app)
        await press(app, pilot, "ctrl+s")
        assert notice_of(app).startswith("observation kept in ")
    (found,) = observations_in(tmp_path)
    assert (found.text, found.side) == ("Told late", "improvement")
    assert found.capability == "Mass Care Services"
    assert (found.objective, found.rating, found.analysis) == ("2", "M", "One\ntwo")
    assert (found.root_cause, found.reference, found.on) == ("No plan", "SOP 4", ("e2",))
    (action,) = actions_in(tmp_path)
    assert (action.text, action.observation) == ("Announce it", found.id)
    assert action.element == "organization"
    assert (action.owner, action.contact, action.start) == ("QBFD", "Ann", "2025-11-01")
    assert (action.due, action.status) == ("2026-01", "started")


@pytest.mark.thorough
async def test_evidence_is_picked_and_removed(tmp_path: Path) -> None:
    """Marked entries come first, letters narrow the list, Enter takes and `-` removes."""
    log_of(tmp_path).append(note("", "e3", kind=BOOKMARK))
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        await until(pilot, lambda: len(app.review.notes))
        form = await forms(app, pilot, "R")
        await press(app, pilot, "pagedown", "up", "down", "enter")
        picker = await until(pilot, lambda: picker_of(app))
        await press(app, pilot)
        assert picker
        words = words_of(picker.entries)
        assert words.index("with a mark") < words.index("⚑ 14:00") < words.index("Entry made")
        await press(app, pilot, *"made", "enter")
        await until(pilot, lambda: app.screen is form)
        assert [*form.evidence.on] == ["e1", "e2"]
        await press(app, pilot, "enter")
        await until(pilot, lambda: isinstance(app.screen, EvidencePicker))
        await press(app, pilot, "enter")
        await until(pilot, lambda: app.screen is form)
        assert [*form.evidence.on] == ["e1", "e2", "e3"]
        await press(app, pilot, "up", "minus")
        assert [*form.evidence.on] == ["e1", "e2"]


async def test_a_fault_stands_beside_its_field(tmp_path: Path) -> None:
    """The keys go to the field, the words stay until it is changed, and nothing is written."""
    async with opened(record_in(tmp_path), (80, 24), has_notes=True) as (app, pilot):
        form = await forms(app, pilot, "R")
        await press(app, pilot, "tab", *"Planning", "ctrl+s")
        assert form.current.field_name == "text"
        assert form.current.fault.words == "is empty; an observation says something"
        assert "is empty; an observation says something" in screen_words(app)
        await play(app, pilot, *"Late")
        assert form.current.fault.words == ""
        await press(app, pilot, "ctrl+s")
    assert [one.text for one in observations_in(tmp_path)] == ["Late"]


async def test_a_date_that_cannot_be_is_refused_at_the_action(tmp_path: Path) -> None:
    """Before the action is taken into the form."""
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        form = await forms(app, pilot, "R")
        await press(app, pilot, "pagedown", "enter")
        action = await until(pilot, lambda: action_form_of(app))
        assert action
        await play(app, pilot, *"Do it", *["tab"] * 5, *"May", "ctrl+s")
        assert action.is_current
        assert action.current.field_name == "due"
        assert "is a date, such as 2026-01-31" in action.current.fault.words
        await press(app, pilot, "escape", "escape")
        assert action.is_attached
        await press(app, pilot, "escape", "ctrl+x")
        assert app.screen is form
        assert form.actions.actions == ()


async def test_leaving_asks_and_a_form_put_aside_goes_on(tmp_path: Path) -> None:
    """Esc twice puts aside, ctrl+x discards, any other key goes on as if Esc was not pressed."""
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        await forms(app, pilot, "R")
        await play(app, pilot, *"Ha", "escape")
        assert "not kept yet:" in screen_words(app)
        await play(app, pilot, *"lf", "escape", "escape")
        await until(pilot, lambda: app.active_review_screen)
        assert notice_of(app) == "not kept yet: R on the same goes on with the form"
        form = await forms(app, pilot, "R")
        assert form.draft.text == "Half"
        await press(app, pilot, "escape", "ctrl+x")
        await until(pilot, lambda: app.active_review_screen)
        form = await forms(app, pilot, "R")
        assert form.draft.text == ""
        await press(app, pilot, "escape")
        await until(pilot, lambda: app.active_review_screen)
    assert written(tmp_path) == []


async def test_the_program_does_not_end_over_a_form(tmp_path: Path) -> None:
    """ctrl+q asks what becomes of the text, and ctrl+p opens no commands."""
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        form = await forms(app, pilot, "R")
        await play(app, pilot, *"Half")
        await press(app, pilot, "ctrl+q")
        assert app.is_running
        assert "not kept yet:" in screen_words(app)
        await press(app, pilot, "ctrl+p")
        assert app.screen is form
        await press(app, pilot, "escape", "ctrl+x")
        await until(pilot, lambda: app.active_review_screen)
        await pilot.press("ctrl+q")
        assert app.return_code == 0


async def test_an_observation_is_changed_with_its_actions(tmp_path: Path) -> None:
    """`C` shows it, `e` opens the form; what is not changed is not written again."""
    cause = note("Late", "e1", chance=1, **LATE)
    answer = note("Announce it", "e1", kind=ACTION, observation=cause.id, chance=2)
    log_of(tmp_path).append(cause, answer)
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        await until(pilot, lambda: len(app.review.notes))
        await press(app, pilot, "C")
        assert isinstance(app.screen, BoardDialog)
        assert "Δ Late" in screen_words(app)
        await forms(app, pilot, "e")
        await press(app, pilot, *"r", "pagedown", "minus", "ctrl+s")
        await until(pilot, lambda: app.active_review_screen)
    (found,) = observations_in(tmp_path)
    assert (found.id, found.text) == (cause.id, "Later")
    assert actions_in(tmp_path) == []
    assert len(log_of(tmp_path).read().notes.history(answer.id)) == 2


async def test_a_note_becomes_an_observation(tmp_path: Path) -> None:
    """`R` on a row of the notes takes words and subjects along; the note stays."""
    log_of(tmp_path).append(note("Late\nNobody heard.", "e1", "ipd"))
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        await until(pilot, lambda: len(app.review.notes))
        await press(app, pilot, "apostrophe")
        await forms(app, pilot, "R")
        await press(app, pilot, "ctrl+s")
        await until(pilot, lambda: app.active_review_screen)
    (found,) = observations_in(tmp_path)
    assert (found.text, found.analysis, found.on) == ("Late", "Nobody heard.", ("e1", "ipd"))
    assert len(written(tmp_path)) == 2


async def test_a_loose_action_is_changed_alone(tmp_path: Path) -> None:
    """In its own form; kept at once."""
    log_of(tmp_path).append(note("Buy radios", "e1", kind=ACTION))
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        await until(pilot, lambda: len(app.review.notes))
        await press(app, pilot, "C", "e")
        await until(pilot, lambda: isinstance(app.screen, ActionForm))
        await press(app, pilot, "tab", "tab", *"QBFD", "ctrl+s")
        await until(pilot, lambda: app.active_review_screen)
        assert notice_of(app).startswith("action kept")
    assert [one.owner for one in actions_in(tmp_path)] == ["QBFD"]


@pytest.mark.parametrize("is_deleted", [False, True])
async def test_a_change_of_another_window_is_told_once(tmp_path: Path, is_deleted: bool) -> None:
    """Nothing is overwritten unseen; a second ctrl+s keeps what the form has."""
    cause = note("Late", "e1", **LATE)
    log_of(tmp_path).append(cause)
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        await until(pilot, lambda: len(app.review.notes))
        await press(app, pilot, "C")
        form = await forms(app, pilot, "e")
        ms = now_ms() + 60_000
        theirs = changed_note(cause, by="Bob", text="Early", ms=ms)
        gone = deleted_note(cause, by="Bob", ms=ms)
        log_of(tmp_path).append(gone if is_deleted else theirs)
        await press(app, pilot, "ctrl+s")
        assert app.screen is form
        said = "was deleted" if is_deleted else "was changed"
        assert f"the observation {said} meanwhile by Bob" in screen_words(app)
        await press(app, pilot, "ctrl+s")
        await until(pilot, lambda: app.active_review_screen)
    assert [one.text for one in observations_in(tmp_path)] == ["Late"]


async def test_a_change_of_an_action_is_told_too(tmp_path: Path) -> None:
    """What another window wrote to an action is not overwritten unseen."""
    cause = note("Late", "e1", **LATE)
    action = note("Train", kind=ACTION, observation=cause.id, ms=cause.at_ms + 1)
    log_of(tmp_path).append(cause, action)
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        await until(pilot, lambda: len(app.review.notes) == 2)
        await press(app, pilot, "C")
        form = await forms(app, pilot, "e")
        theirs = changed_note(action, by="Bob", owner="QBFD", ms=now_ms() + 60_000)
        log_of(tmp_path).append(theirs)
        await press(app, pilot, *"r", "ctrl+s")
        assert app.screen is form
        assert "the action was changed meanwhile by Bob" in screen_words(app)
        await press(app, pilot, "ctrl+s")
        await until(pilot, lambda: app.active_review_screen)
    assert len(observations_in(tmp_path)) == 1


async def test_each_change_of_others_is_told(tmp_path: Path) -> None:
    """Of an observation and of its action: a ctrl+s for each, and a third keeps the form."""
    cause = note("Late", "e1", **LATE)
    action = note("Train", kind=ACTION, observation=cause.id, ms=cause.at_ms + 1)
    log_of(tmp_path).append(cause, action)
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        await until(pilot, lambda: len(app.review.notes) == 2)
        await press(app, pilot, "C")
        form = await forms(app, pilot, "e")
        ms = now_ms() + 60_000
        theirs = (changed_note(one, by="Bob", text="Other", ms=ms) for one in (cause, action))
        log_of(tmp_path).append(*theirs)
        for words in ("the observation was changed", "the action was changed"):
            await press(app, pilot, "ctrl+s")
            assert app.screen is form
            assert f"{words} meanwhile by Bob" in screen_words(app)
        await press(app, pilot, "ctrl+s")
        await until(pilot, lambda: app.active_review_screen)
    assert [one.text for one in observations_in(tmp_path)] == ["Late"]


async def test_a_question_is_over_once_another_field_has_the_keys(tmp_path: Path) -> None:
    """ctrl+x is then a key of the text again, and discards nothing."""
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        form = await forms(app, pilot, "R")
        await play(app, pilot, *"Half", "escape")
        assert "not kept yet:" in screen_words(app)
        form.go_to(1)
        form.go_to(2)
        await pilot.pause()
        await press(app, pilot, "ctrl+x")
        assert app.screen is form
        assert form.draft.text == "Half"


async def test_a_note_of_another_kind_ends_no_form(tmp_path: Path) -> None:
    """Where an id has become that of a note, the words of the form are kept all the same."""
    cause = note("Late", "e1", **LATE)
    log_of(tmp_path).append(cause)
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        await until(pilot, lambda: len(app.review.notes))
        await press(app, pilot, "C")
        await forms(app, pilot, "e")
        odd = msgspec.structs.replace(
            note("A note", "e1"), id=cause.id, at="2030-01-01T00:00:00.000Z"
        )
        log_of(tmp_path).append(odd)
        await press(app, pilot, *"r", "ctrl+s", "ctrl+s")
        await until(pilot, lambda: app.active_review_screen)


async def test_an_observation_goes_with_its_actions(tmp_path: Path) -> None:
    """The second `d` deletes both, as the first has said."""
    cause = note("Late", "e1", **LATE)
    log_of(tmp_path).append(cause, note("Train", kind=ACTION, observation=cause.id, chance=9))
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        await until(pilot, lambda: len(app.review.notes) == 2)
        await press(app, pilot, "C")
        await press(app, pilot, "d")
        assert "d again deletes the observation and 1 action" in screen_words(app)
        await press(app, pilot, "d")
    assert (observations_in(tmp_path), actions_in(tmp_path)) == ([], [])


async def test_a_text_put_aside_holds_the_end_up_once(tmp_path: Path) -> None:
    """`q` names the text that would be lost; the second `q` ends the program."""
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        await press(app, pilot, "e")
        await play(app, pilot, *"Half", "escape", "q")
        assert notice_of(app).startswith("1 text is not kept yet: e on the same goes on")
        assert app.is_running
        await play(app, pilot, "q")
        await until(pilot, lambda: not app.is_running)


async def test_a_log_that_cannot_be_written_keeps_the_form_open(tmp_path: Path) -> None:
    """The reason is told, and nothing is lost."""
    (tmp_path / "record.review.jsonl").mkdir()
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        form = await forms(app, pilot, "R")
        await press(app, pilot, *"Lost?", "ctrl+s")
        assert app.screen is form
        assert "record.review.jsonl" in screen_words(app)
        assert form.draft.text == "Lost?"


async def test_words_of_others_are_no_markup_and_stay_as_written(tmp_path: Path) -> None:
    """Escape codes are shown as text; a field that is left alone is not changed."""
    odd = "[b]x[/] \x1b[31m\x9b\tz"
    log_of(tmp_path).append(note(odd, "e1", capability=odd, analysis=f"a\r\n{odd}", **LATE))
    async with opened(record_in(tmp_path), has_notes=True) as (app, pilot):
        await until(pilot, lambda: len(app.review.notes))
        await press(app, pilot, "C")
        await forms(app, pilot, "e")
        assert "[b]x[/] ␛[31m" in screen_words(app)
        assert "\x1b" not in screen_words(app)
        await press(app, pilot, "shift+tab", "s", "ctrl+s")
        await until(pilot, lambda: app.active_review_screen)
    (found,) = observations_in(tmp_path)
    assert (found.side, found.text, found.capability) == ("strength", odd, odd)
    assert found.analysis == f"a\r\n{odd}"


async def test_the_mouse_chooses_too(tmp_path: Path) -> None:
    """A click on a choice, on a field and on a hint; a click beside the form does nothing."""
    async with opened(record_in(tmp_path), (80, 24), has_notes=True) as (app, pilot):
        form = await forms(app, pilot, "R")
        rows = cells_of(app)
        y = next(number for number, row in enumerate(rows) if "( ) strength" in row)
        await click(app, pilot, (rows[y].index("strength"), y))
        assert form.draft.side == "strength"
        assert form.current.field_name == "side"
        await click(app, pilot, (30, y + 1))
        assert form.current.field_name == "text"
        await play(app, pilot, *"Quick")
        await click(app, pilot, (0, 0))
        assert app.screen is form
        rows = cells_of(app)
        y = next(number for number, row in enumerate(rows) if "ctrl+s keep" in row)
        await click(app, pilot, (rows[y].index("ctrl+s"), y))
        await until(pilot, lambda: app.active_review_screen)
    assert [one.text for one in observations_in(tmp_path)] == ["Quick"]
