"""Observations and actions in words: side, rating, element, dates, progress."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, cast

from incident_tui.notes.conclusions import observation_of
from incident_tui.notes.kinds import ACTION, OBSERVATION
from incident_tui.notes.notes import Notes

if TYPE_CHECKING:  # a start has no notes
    from incident_tui.notes.drafts import ActionDraft
    from incident_tui.notes.model import Action, Note, Observation

SIDE_WORDS = {"strength": "strength", "improvement": "area for improvement"}
"""HSEEP: the sides of observations."""
SIDE_MARKS = {"strength": "+", "improvement": "Δ"}
"""Plus and delta, as at the debriefing after an exercise."""
RATING_WORDS = {
    "P": "performed without challenges",
    "S": "performed with some challenges",
    "M": "performed with major challenges",
    "U": "unable to be performed",
}
"""HSEEP: the ratings of a core capability."""
ELEMENT_WORDS = {
    "planning": "planning",
    "organization": "organization",
    "equipment": "equipment",
    "training": "training",
    "exercise": "exercise",
}
"""HSEEP: the capability elements."""
PROGRESS_WORDS = {"open": "open", "started": "started", "done": "done", "dropped": "dropped"}
"""The states of an action."""
NO_CAPABILITY = "No capability is named"
"""The heading of observations without capability."""
GONE = "an observation that is gone"


class Fact(NamedTuple):
    """A field of a note in words."""

    label: str
    words: str


def facts(note: "Note", notes: Notes | None = None) -> tuple[Fact, ...]:
    """The fields of an observation or of an action that have a value; () for other notes.

    Args:
        notes: for the observation that an action answers; None to leave this observation out.
    """
    told: Iterator[Fact] = iter(())
    if note.kind == OBSERVATION:
        told = _of_observation(cast("Observation", note))
    elif note.kind == ACTION:
        told = _of_action(cast("Action", note), notes)
    return tuple(fact for fact in told if fact.words)


def _of_observation(note: "Observation") -> Iterator[Fact]:
    yield Fact("side", SIDE_WORDS[note.side])
    yield Fact("capability", note.capability.strip())
    yield Fact("objective", note.objective.strip())
    yield Fact("rating", rating_words(note.rating))
    yield Fact("analysis", note.analysis.strip())
    yield Fact("root cause", note.root_cause.strip())
    yield Fact("reference", note.reference.strip())


def _of_action(note: "Action", notes: Notes | None) -> Iterator[Fact]:
    if note.observation and notes is not None:
        found = observation_of(notes, note)
        yield Fact("answers", found.text.strip() if found else GONE)
    yield Fact("element", ELEMENT_WORDS.get(note.element, ""))
    yield Fact("owner", note.owner.strip())
    yield Fact("contact", note.contact.strip())
    yield Fact("start", note.start)
    yield Fact("due", note.due)
    yield Fact("status", PROGRESS_WORDS[note.status])


def rating_words(rating: str) -> str:
    """A rating with its letter: `S: performed with some challenges`; "" for no rating."""
    return f"{rating}: {RATING_WORDS[rating]}" if rating else ""


def observation_words(note: "Observation") -> str:
    """The short fields on a line: `area for improvement · Mass Care Services · rated S: …`."""
    rating = f"rated {rating_words(note.rating)}" if note.rating else ""
    objective = f"objective: {note.objective.strip()}" if note.objective.strip() else ""
    words = (SIDE_WORDS[note.side], note.capability.strip(), objective, rating)
    return " · ".join(filter(None, words))


def action_words(note: "Action | ActionDraft") -> str:
    """The short fields on a line: `organization · owner Training · due 2026-01-31 · open`.

    An owner and a date that are missing are named as missing.
    """
    words = (
        ELEMENT_WORDS.get(note.element, ""),
        f"owner {note.owner.strip()}" if note.owner.strip() else "no owner",
        f"contact {note.contact.strip()}" if note.contact.strip() else "",
        f"start {note.start.strip()}" if note.start.strip() else "",
        f"due {note.due.strip()}" if note.due.strip() else "no date",
        PROGRESS_WORDS[note.status],
    )
    return " · ".join(filter(None, words))


def more_lines(note: "Note") -> tuple[str, ...]:
    """What a note says beside its text, in lines; () for a note without fields of its kind."""
    if note.kind == ACTION:
        return (action_words(cast("Action", note)),)
    if note.kind != OBSERVATION:
        return ()
    observation = cast("Observation", note)
    long = [fact for fact in facts(note) if fact.label in ("analysis", "root cause", "reference")]
    return (observation_words(observation), *(f"{label}: {words}" for label, words in long))
