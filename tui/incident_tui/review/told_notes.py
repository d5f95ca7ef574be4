"""Which notes of reviewers are told: a note is written in hindsight."""

from typing import TYPE_CHECKING, cast

from incident_tui.notes.conclusions import observation_of
from incident_tui.notes.kinds import ACTION
from incident_tui.notes.notes import Notes
from incident_tui.review.lens import Lens

if TYPE_CHECKING:  # a start has no notes
    from incident_tui.notes.model import Action, Note


def told_ones(lens: Lens, notes: Notes) -> "list[Note]":
    """The notes that are shown through a lens.

    On the clock of the known, a note is shown if it stands on entries alone, and each of them is
    told, or on a moment that has passed. An action is shown with the observation that it answers.
    """
    return [note for note in notes if lens.in_hindsight or is_note_told(lens, note, notes)]


def told_set(lens: Lens, notes: Notes) -> Notes:
    """The notes that are shown through a lens, as a set of notes without the withheld notes."""
    if lens.in_hindsight or not notes:
        return notes
    return Notes({note.id: notes.lines[note.id] for note in told_ones(lens, notes)})


def marked_entries(lens: Lens, notes: Notes) -> frozenset[str]:
    """The ids of the entries with a bookmark or a note that is shown through a lens."""
    subjects = (one for note in told_ones(lens, notes) for one in note.on)
    return frozenset(one for one in subjects if lens.position(one) is not None)


def is_note_told(lens: Lens, note: "Note", notes: Notes) -> bool:
    """Whether a note is shown through a lens that withholds something.

    Args:
        notes: for the observation that an action answers.
    """
    moment = note.moment_ms
    if moment is not None and lens.moment is not None and moment > lens.moment:
        return False
    positions = [lens.position(one) for one in note.on]
    if not all(one is not None and lens.tells(one) for one in positions):
        return False
    answered = cast("Action", note).observation if note.kind == ACTION else ""
    if answered:
        found = observation_of(notes, cast("Action", note))
        return found is not None and is_note_told(lens, found, notes)
    return bool(note.on or note.moment)  # a conclusion from nothing named is hindsight
