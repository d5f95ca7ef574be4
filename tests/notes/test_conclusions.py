"""Observations by capability, with the actions that answer them."""

from incident_tui.notes.conclusions import capabilities, loose_actions
from incident_tui.notes.kinds import ACTION, OBSERVATION
from incident_tui.notes.model import Note, deleted_note, new_note
from incident_tui.notes.notes import NO_NOTES, Notes
from tests.notes.noting import MS, note, notes_of


def observed(number: int, capability: str = "", side: str = "improvement") -> Note:
    """An observation; the number is its text, and its order of writing."""
    about = {"side": side, "capability": capability}
    ms, chance = MS + number, number
    return new_note(OBSERVATION, by="Ann", text=str(number), ms=ms, chance=chance, **about)


def answered(number: int, observation: str = "") -> Note:
    """An action for an observation; the number is its text, and its order of writing."""
    ms, chance = MS + number, number
    text = str(number)
    return new_note(ACTION, by="Ann", text=text, ms=ms, chance=chance, observation=observation)


def grouped(notes: Notes) -> list[tuple[str, list[str], list[str]]]:
    """The names of capabilities, and the texts of their strengths and areas for improvement."""
    return [
        (
            one.name,
            [found.observation.text for found in one.strengths],
            [found.observation.text for found in one.improvements],
        )
        for one in capabilities(notes)
    ]


def test_observations_are_grouped_by_capability() -> None:
    """By the alphabet, those without capability last; letters and spaces make no difference."""
    notes = notes_of(
        observed(1),
        observed(2, "Operational  Communications"),
        observed(3, "mass Care", "strength"),
        observed(4, " operational communications", "strength"),
        note(),
    )
    assert grouped(notes) == [
        ("mass Care", ["3"], []),
        ("Operational Communications", ["4"], ["2"]),
        ("", [], ["1"]),
    ]
    assert capabilities(NO_NOTES) == ()


def test_actions_stand_under_their_observation() -> None:
    """In the order of writing; an action without a living observation is apart."""
    one, gone, remark = observed(1, "X"), observed(2, "X"), note(chance=7)
    notes = notes_of(
        one,
        gone,
        remark,
        answered(6, one.id),
        answered(4, one.id),
        answered(3, gone.id),
        answered(5),
        answered(8, remark.id),
        deleted_note(gone, by="Ann", ms=MS + 9),
    )
    (capability,) = capabilities(notes)
    (concluded,) = capability.improvements
    assert [action.text for action in concluded.actions] == ["4", "6"]
    assert [action.text for action in loose_actions(notes)] == ["3", "5", "8"]


def test_a_deleted_action_is_nowhere() -> None:
    """Neither under its observation nor apart."""
    one = observed(1)
    action = answered(2, one.id)
    notes = notes_of(one, action, deleted_note(action, by="Ann", ms=MS + 3))
    (capability,) = capabilities(notes)
    assert capability.improvements[0].actions == ()
    assert loose_actions(notes) == ()
