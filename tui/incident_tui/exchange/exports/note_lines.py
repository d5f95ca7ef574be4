"""Notes of reviewers as lines of text: opinions, each with its author and the time of writing.

A note is a single line, whatever its text: no text of a note passes for a further note.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from incident_tui.exchange.printed.view import View
from incident_tui.record.text import visible
from incident_tui.words.counts import count_words
from incident_tui.words.notes import KIND_WORDS, about_words, author_words

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
    text = f": {note.text.strip()}" if note.text.strip() else ""
    return visible(f"{KIND_WORDS[note.kind]} by {author_words(note)}{about}{text}")


def whole_line(view: View, note: "Note") -> str:
    """A note on a line, with all that it stands on."""
    return note_line(note, f", on {'; '.join(about_words(view.lens, note))}")


def notes_beside(view: View, position: int) -> Iterator[str]:
    """The lines of the notes on the entry at a position."""
    return map(note_line, view.told_notes.on(view.lens.outline(position).id))


def notes_apart(view: View, stop: int | None = None) -> "list[Note]":
    """The notes that stand on none of the shown entries.

    Args:
        stop: the position after the last entry that counts; None for every entry.
    """
    end = view.lens.count if stop is None else stop
    found = []
    for note in view.told_notes:
        positions = [view.lens.position(one) for one in note.on]
        if not any(one is not None and one < end and one in view.shown for one in positions):
            found.append(note)
    return found


def apart_words(count: int) -> str:
    """How many notes stand on no entry; "" for none."""
    return count_words(count, "note is on no entry", "notes are on no entry") if count else ""
