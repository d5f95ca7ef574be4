"""The words that are shown for an entry: as a reviewer has heard them, or as the record has them.

A correction is an opinion: it changes what the screen shows of an entry, and no state, no count and
no export of the record.
"""

from typing import TYPE_CHECKING

import msgspec

from incident_tui.notes.notes import Notes
from incident_tui.record.calls.entry_parts import words_of
from incident_tui.record.model import Entry
from incident_tui.record.text import visible

if TYPE_CHECKING:  # a start has no notes
    from incident_tui.notes.model import Note


def correction(entry: Entry, notes: Notes) -> "Note | None":
    """The note whose words are shown in place of those of the record; None where none differ."""
    note = notes.words_on(entry.id)
    return note if note and note.text.strip() != entry.text.strip() else None


def corrected(entry: Entry, notes: Notes) -> Entry:
    """An entry with the words that are shown; words that a person has heard are verbatim.

    Args:
        notes: the notes that are told.
    """
    note = correction(entry, notes)
    if note is None:
        return entry
    return msgspec.structs.replace(entry, text=note.text.strip(), verbatim=True)


def all_words(entry: Entry, notes: Notes) -> str:
    """The words of an entry in Detail: those of the record, and those shown in their place."""
    note = correction(entry, notes)
    return f"{words_of(entry)} {note.text}" if note else words_of(entry)


def quoted_text(entry: Entry) -> str:
    """The text of an entry, in quotes where it is the words themselves."""
    text = entry.text.strip()
    return f"“{text}”" if entry.verbatim and text else entry.text


def taken_back_words(entry: Entry, notes: Notes) -> str:
    """What is shown once a correction is taken back: `taken back: the words of the record …`.

    Args:
        notes: without the correction.
    """
    left = correction(entry, notes)
    whose = f"by {visible(left.by)}" if left else "of the record"
    return f"taken back: the words {whose} are shown again"
