"""The observations of reviewers by capability, each with the actions that answer it."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, cast

import msgspec

from incident_tui.notes.kinds import ACTION, OBSERVATION
from incident_tui.notes.notes import Notes

if TYPE_CHECKING:  # a start has no notes
    from incident_tui.notes.model import Action, Note, Observation

STRENGTH = "strength"
"""The side of an observation that is no area for improvement."""


class Concluded(msgspec.Struct, frozen=True):
    """An observation and its actions, in the order of writing."""

    observation: "Observation"
    actions: "tuple[Action, ...]" = ()


class Capability(msgspec.Struct, frozen=True):
    """The observations about a capability, in the order of writing."""

    name: str
    """As first written, without spaces around the words; "" for observations without capability."""
    strengths: tuple[Concluded, ...] = ()
    improvements: tuple[Concluded, ...] = ()


def capabilities(notes: Notes) -> tuple[Capability, ...]:
    """The observations that are not deleted, by capability.

    Capabilities are in the order of the alphabet; observations without capability come last. Names
    that differ in capital letters or in spaces are a single capability.
    """
    answers: dict[str, list[Action]] = {}
    for action in _actions(notes):
        answers.setdefault(action.observation, []).append(action)
    found: dict[str, list[Concluded]] = {}
    for observation in observations(notes):
        concluded = Concluded(observation, tuple(answers.get(observation.id, ())))
        found.setdefault(capability_key(observation.capability), []).append(concluded)
    ordered = sorted(found.items(), key=lambda item: (not item[0], item[0]))
    return tuple(_capability(concluded) for _, concluded in ordered)


def observation_of(notes: Notes, action: "Action") -> "Observation | None":
    """The observation that an action answers; None if it answers none, or one that is gone."""
    found = notes.get(action.observation)
    return cast("Observation", found) if found and found.kind == OBSERVATION else None


def answers_to(notes: Notes, observation: str) -> "tuple[Action, ...]":
    """The actions that answer an observation, by its id, in the order of writing."""
    return tuple(action for action in _actions(notes) if action.observation == observation)


def _capability(found: list[Concluded]) -> Capability:
    """The capability that some observations have in common."""
    sides: tuple[list[Concluded], list[Concluded]] = [], []
    for concluded in found:
        sides[concluded.observation.side != STRENGTH].append(concluded)
    strengths, improvements = map(tuple, sides)
    name = " ".join(found[0].observation.capability.split())
    return Capability(name, strengths, improvements)


def loose_actions(notes: Notes) -> "tuple[Action, ...]":
    """The actions that answer no observation, or an observation that is gone, as written."""
    known = {observation.id for observation in observations(notes)}
    return tuple(action for action in _actions(notes) if action.observation not in known)


def observations(notes: "Iterable[Note]") -> "Iterator[Observation]":
    """The observations among notes, in the same order."""
    return (cast("Observation", note) for note in notes if note.kind == OBSERVATION)


def _actions(notes: "Iterable[Note]") -> "Iterator[Action]":
    return (cast("Action", note) for note in notes if note.kind == ACTION)


def capability_key(name: str) -> str:
    """A name for comparison: without differences of capital letters and spaces."""
    return " ".join(name.split()).casefold()
