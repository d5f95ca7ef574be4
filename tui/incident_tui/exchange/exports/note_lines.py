"""Notes of reviewers as lines of text: opinions, each with its author and the time of writing.

A note is a single line, whatever its text: no text of a note passes for a further note.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from incident_tui.exchange.printed.view import View
from incident_tui.record.text import visible
from incident_tui.words.counts import count_words
from incident_tui.words.notes import KIND_WORDS, about_words, author_words
from incident_tui.words.observations import more_lines

if TYPE_CHECKING:  # an export without notes needs no rules of notes
    from incident_tui.notes.model import Note

TITLE = "Notes of reviewers"
OPINIONS = "Opinions of reviewers, with author and time of writing; no part of the record."
FIELD = "reviewer_notes"
"""The name of a column, or a field, with notes."""


def note_line(note: "Note", about: str = "") -> str:
    """A note on a line: `note by Ann, 2024-02-29 19:15 UTC: Who said this?`.

    Args:
        about: what the note stands on; "" where the line stands beside it.
    """
    said = " | ".join(filter(None, (note.text.strip(), *more_lines(note))))
    kind = KIND_WORDS[note.kind]
    return visible(f"{kind} by {author_words(note)}{about}{f': {said}' if said else ''}")


def whole_line(view: View, note: "Note") -> str:
    """A note on a line, with all that it stands on."""
    about = "; ".join(about_words(view.lens, note))
    return note_line(note, f", on {about}" if about else "")


def notes_beside(view: View, position: int) -> Iterator[str]:
    """The lines of the notes on the entry at a position."""
    return map(note_line, view.told_notes.on(view.lens.outline(position).id))


def notes_apart(
    view: View, is_there: Callable[[int], bool] = lambda position: True
) -> "list[Note]":
    """The notes that stand on none of the shown entries.

    Args:
        is_there: whether the shown entry at a position counts.
    """
    found = []
    for note in view.told_notes:
        positions = [view.lens.position(one) for one in note.on]
        if not any(one is not None and one in view.shown and is_there(one) for one in positions):
            found.append(note)
    return found


def apart_words(count: int) -> str:
    """How many notes stand on none of the shown entries; "" for none."""
    where = "on no entry shown here"
    return count_words(count, f"note is {where}", f"notes are {where}") if count else ""
