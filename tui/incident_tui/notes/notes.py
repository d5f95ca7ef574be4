"""The notes of a record as a value: a pure function of the set of lines of a log.

For each id the greatest line holds, by time of writing and then by text. So the union of the lines
of several reviewers is the union of their work, in whatever order and however often it is made.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from incident_tui.notes.kinds import BOOKMARK, WORDS

if TYPE_CHECKING:  # a start has no notes, and needs no rules of notes
    from incident_tui.notes.lines import Line
    from incident_tui.notes.model import Note


class Notes(msgspec.Struct, frozen=True, dict=True):
    """The notes that hold, and every version before; equal if the lines are equal."""

    lines: "Mapping[str, tuple[Line, ...]]" = {}
    """From the id of a note to its lines, the earliest first."""

    def with_lines(self, lines: "Iterable[Line]") -> "Notes":
        """These notes and the notes of further lines; a line known here changes nothing."""
        added: dict[str, set[Line]] = {}
        for line in lines:
            known = self.lines.get(line.note.id, ())
            added.setdefault(line.note.id, {*known}).add(line)
        changed = {one: tuple(sorted(found)) for one, found in added.items()}
        return Notes({**self.lines, **changed}) if added else self

    @cached_property
    def live(self) -> "tuple[Note, ...]":
        """The notes that are not deleted, in the order in which they were first written."""
        versions = sorted(self.lines.values(), key=lambda lines: (lines[0].at, lines[0].note.id))
        return tuple(lines[-1].note for lines in versions if not lines[-1].note.deleted)

    @cached_property
    def _by_subject(self) -> "Mapping[str, tuple[Note, ...]]":
        found: dict[str, list[Note]] = {}
        for note in self.live:
            for subject in dict.fromkeys(note.on):
                found.setdefault(subject, []).append(note)
        return {subject: tuple(notes) for subject, notes in found.items()}

    def __iter__(self) -> "Iterator[Note]":
        return iter(self.live)

    def __len__(self) -> int:
        return len(self.live)

    def get(self, note_id: str) -> "Note | None":
        """The note with an id; None if there is no note, or if the note is deleted."""
        lines = self.lines.get(note_id)
        return None if lines is None or lines[-1].note.deleted else lines[-1].note

    def on(self, subject: str) -> "tuple[Note, ...]":
        """The notes on a part of the record, by the id of the part."""
        return self._by_subject.get(subject, ())

    def is_marked(self, subject: str) -> bool:
        """Whether a note of any kind stands on a part of the record."""
        return subject in self._by_subject

    def bookmark(self, subject: str) -> "Note | None":
        """The first bookmark on a part of the record; None if there is none."""
        return next((note for note in self.on(subject) if note.kind == BOOKMARK), None)

    def words_on(self, subject: str) -> "Note | None":
        """The words of an entry as heard last, by whichever reviewer; None for none."""
        heard = (note for note in self.on(subject) if note.kind == WORDS)
        return max(heard, key=lambda note: (note.at, note.id), default=None)

    def history(self, note_id: str) -> "tuple[Note, ...]":
        """Every version of a note, the earliest first; the last holds. Deletions are versions."""
        return tuple(line.note for line in self.lines.get(note_id, ()))


NO_NOTES = Notes()
