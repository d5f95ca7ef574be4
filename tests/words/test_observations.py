"""Observations and actions in words, without a raw value."""

from typing import Any, get_args

from incident_tui.notes.kinds import ACTION, OBSERVATION
from incident_tui.notes.model import Element, Note, Progress, Rating, Side
from incident_tui.notes.notes import NO_NOTES
from incident_tui.words.observations import (
    ELEMENT_WORDS,
    GONE,
    PROGRESS_WORDS,
    RATING_WORDS,
    SIDE_MARKS,
    SIDE_WORDS,
    facts,
    more_lines,
)
from tests.notes.noting import note, notes_of


def observed(**fields: Any) -> Note:
    """An observation about staging."""
    return note("Staging was told late", kind=OBSERVATION, **{"side": "improvement", **fields})


def test_every_value_has_words() -> None:
    """Each side, rating, element and state of an action."""
    assert {*SIDE_WORDS} == {*SIDE_MARKS} == {*get_args(Side)}
    assert {*RATING_WORDS, ""} == {*get_args(Rating)}
    assert {*ELEMENT_WORDS, ""} == {*get_args(Element)}
    assert {*PROGRESS_WORDS} == {*get_args(Progress)}


def test_an_observation_tells_its_fields() -> None:
    """Side and rating in words; fields without a value are not told."""
    assert facts(observed()) == (("side", "area for improvement"),)
    whole = observed(
        side="strength",
        capability="Operational Communications",
        objective="2",
        rating="S",
        analysis="Two channels.\nOne was not heard.",
        root_cause="No plan",
        reference="SOP 4",
    )
    assert [label for label, _ in facts(whole)] == [
        "side",
        "capability",
        "objective",
        "rating",
        "analysis",
        "root cause",
        "reference",
    ]
    assert more_lines(whole) == (
        "strength · Operational Communications · objective: 2"
        " · rated S: performed with some challenges",
        "analysis: Two channels.\nOne was not heard.",
        "root cause: No plan",
        "reference: SOP 4",
    )


def test_an_action_tells_its_fields() -> None:
    """With the observation that it answers, and what is missing."""
    cause = observed(chance=1)
    action = note("Announce it", kind=ACTION, observation=cause.id, element="organization")
    assert facts(action) == (("element", "organization"), ("status", "open"))
    assert facts(action, notes_of(cause))[0] == ("answers", "Staging was told late")
    assert facts(action, NO_NOTES)[0] == ("answers", GONE)
    assert more_lines(action) == ("organization · no owner · no date · open",)
    dated = note("x", kind=ACTION, owner="QBFD", contact="Ann", start="2025-11", due="2026-01-31")
    assert more_lines(dated) == (
        "owner QBFD · contact Ann · start 2025-11 · due 2026-01-31 · open",
    )


def test_other_notes_have_no_fields() -> None:
    """Their text is all they say."""
    assert (facts(note()), more_lines(note())) == ((), ())
