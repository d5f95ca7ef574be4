"""Writing to a log what a reviewer adds, changes and deletes, with words about what came of it."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from incident_tui.notes.kinds import BOOKMARK, WORDS
from incident_tui.notes.log import ReviewLog, ReviewLogError
from incident_tui.notes.model import Note, NoteError, changed_note, deleted_note, new_note
from incident_tui.notes.notes import Notes
from incident_tui.record.text import visible


class Written(NamedTuple):
    """What came of a wish to write."""

    words: str
    """What was done, or why nothing was written."""
    notes: Notes | None = None
    """The notes of the log with what was written; None if nothing was written."""


def heard_version(notes: Notes, entry: str, text: str, by: str) -> Note:
    """The words of an entry as an author has heard them, as a version to write.

    An author has a note of words for an entry, and changes it; the words of others stay.

    Args:
        entry: the id.
        text: "" deletes the author's own words.

    Raises:
        NoteError: if the words break a rule, or there are none to delete.
    """
    own = [note for note in notes.on(entry) if note.kind == WORDS and note.by == by]
    if not text and own:
        return deleted_note(own[-1], by=by)
    if not text and (last := notes.words_on(entry)):
        raise NoteError(f"`text`: is empty, and the words are by {last.by}; write those you hear")
    if own:
        return changed_note(own[-1], by=by, text=text)
    return new_note(WORDS, [entry], by=by, text=text)


class NoteWriter:
    """Writes notes to a log; the first that is added or changed is told with its place."""

    def __init__(self, log: ReviewLog, place: str, author: Callable[[], str]) -> None:
        """Take a log to write to.

        Args:
            place: the words for the place of the log.
            author: gives the name of who writes.
        """
        self._log, self._author = log, author
        self._untold_place = place
        """The place of the log until it was told; "" afterwards."""

    def add(self, kind: str, subject: str, text: str = "") -> Written:
        """Write a new note on a part of the record."""
        words = "bookmarked" if kind == BOOKMARK else f"{kind} kept"
        return self._kept(lambda by: [new_note(kind, [subject], by=by, text=text)], words)

    def change(self, note: Note, text: str) -> Written:
        """Write the next version of a note, with another text."""
        return self._kept(lambda by: [changed_note(note, by=by, text=text)], f"{note.kind} kept")

    def keep(self, versions: Sequence[Note], words: str) -> Written:
        """Write versions of notes, all of them or none; the words tell what was done."""
        return self._kept(lambda by: versions, words)

    def delete(self, note: Note, answers: Sequence[Note] = ()) -> Written:
        """Write the version of a note that deletes it.

        Args:
            answers: the actions that answer an observation, which are deleted with it.
        """
        kind = note.kind.replace("_", " ")
        words = "bookmark removed" if note.kind == BOOKMARK else f"{kind} deleted"
        if answers:
            words = f"{words}, with {len(answers):,} of its actions"
        return self._written(
            lambda by: [deleted_note(one, by=by) for one in (note, *answers)], words
        )

    def bookmark(self, notes: Notes, subject: str) -> Written:
        """Bookmark a part of the record, or remove its bookmark.

        Args:
            notes: the notes that a reader sees.
        """
        found = notes.bookmark(subject)
        return self.add(BOOKMARK, subject) if found is None else self.delete(found)

    def _kept(self, make: Callable[[str], Sequence[Note]], words: str) -> Written:
        """Write versions that stay to be read, and tell their place once."""
        written = self._written(make, words)
        if written.notes is None or not self._untold_place:
            return written
        place, self._untold_place = visible(self._untold_place), ""
        return written._replace(words=f"{written.words} in {place}")

    def _written(self, make: Callable[[str], Sequence[Note]], words: str) -> Written:
        try:
            return Written(words, self._log.append(*make(self._author())).notes)
        except (NoteError, ReviewLogError) as error:
            return Written(visible(str(error)))
