"""Drafts of a form become versions of notes: only what is changed, and all of it."""

from typing import Any

import msgspec
import pytest

from incident_tui.notes.drafts import ActionDraft, DraftError, ObservationDraft
from incident_tui.notes.kinds import ACTION, OBSERVATION
from incident_tui.notes.model import Action, Observation
from tests.notes.noting import MS, note


def observation(**fields: Any) -> Observation:
    """An observation as written."""
    made = note("Late", kind=OBSERVATION, **{"side": "improvement", **fields})
    assert isinstance(made, Observation)
    return made


def action(**fields: Any) -> Action:
    """An action as written."""
    made = note("Announce it", kind=ACTION, **fields)
    assert isinstance(made, Action)
    return made


def test_a_new_observation_and_its_actions_are_written_together() -> None:
    """Each action names the observation; spaces around a text are not kept."""
    actions = (ActionDraft(text=" Announce it ", owner="QBFD"), ActionDraft(text="Train"))
    draft = ObservationDraft(text=" Late ", side="strength", on=("e1",), actions=actions)
    first, *others = draft.versions("Ann", MS)
    assert isinstance(first, Observation)
    assert (first.text, first.side, first.on, first.by) == ("Late", "strength", ("e1",), "Ann")
    assert [one.text for one in others] == ["Announce it", "Train"]
    assert [getattr(one, "observation", "") for one in others] == [first.id, first.id]


def test_what_is_unchanged_is_not_written() -> None:
    """A draft of written notes has no version; a changed field makes one, with the same id."""
    cause = observation(analysis="two \n", chance=1)
    answer = action(observation=cause.id, chance=2)
    draft = ObservationDraft.of(cause, (answer,))
    assert draft.versions("Bob") == ()
    (changed,) = msgspec.structs.replace(draft, rating="M").versions("Bob")
    assert (changed.id, changed.by, changed.text) == (cause.id, "Bob", "Late")
    done = msgspec.structs.replace(draft.actions[0], status="done")
    (changed,) = msgspec.structs.replace(draft, actions=(done,)).versions("Bob")
    assert (changed.id, getattr(changed, "status", "")) == (answer.id, "done")


def test_a_removed_action_is_deleted() -> None:
    """With a version of its own; the observation has none."""
    cause = observation(chance=1)
    answer = action(observation=cause.id, chance=2)
    draft = msgspec.structs.replace(ObservationDraft.of(cause), removed=(answer,))
    (gone,) = draft.versions("Bob")
    assert (gone.id, gone.deleted) == (answer.id, True)


def test_a_deleted_observation_that_is_kept_again_is_there_again() -> None:
    """A form that was open meanwhile brings the observation back."""
    gone = msgspec.structs.replace(observation(), deleted=True)
    (back,) = ObservationDraft.of(gone).versions("Bob")
    assert not back.deleted


@pytest.mark.parametrize(
    ("draft", "field", "number", "words"),
    [
        (ObservationDraft(), "text", None, "is empty; an observation says something"),
        (ObservationDraft(text="x", rating="Z"), "rating", None, "is empty, `P`"),
        (ObservationDraft(text="x", capability="x" * 201), "capability", None, "at most 200"),
        (ObservationDraft(text="x", actions=(ActionDraft(),)), "text", 0, "an action says"),
        (
            ObservationDraft(text="x", actions=(ActionDraft(text="y", due="May"),)),
            "due",
            0,
            "is a date, such as 2026-01-31",
        ),
        (
            ObservationDraft(text="x", actions=(ActionDraft(text="y", start="2026-02-30"),)),
            "start",
            0,
            "is no date of the calendar",
        ),
    ],
)
def test_a_field_at_fault_is_named(
    draft: ObservationDraft, field: str, number: int | None, words: str
) -> None:
    """With the number of the action, so that a form can show the words beside the field."""
    with pytest.raises(DraftError) as refused:
        draft.versions("Ann")
    assert (refused.value.field, refused.value.action) == (field, number)
    assert words in str(refused.value)
    assert not str(refused.value).startswith(f"`{field}`")


def test_a_note_becomes_an_observation() -> None:
    """Its first line is the title, the others the analysis; subjects and moment come along."""
    written = note("Late\n\nNobody heard.", "e1", "ipd", moment="2024-02-29T13:15-06:00")
    draft = ObservationDraft.from_note(written)
    assert (draft.text, draft.analysis) == ("Late", "Nobody heard.")
    assert (draft.on, draft.moment) == (written.on, written.moment)
