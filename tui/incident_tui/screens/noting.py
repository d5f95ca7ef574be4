"""The notes of the record on the screen: read from their log, and written to it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from incident_tui.drawing.ink import cut
from incident_tui.keymap import with_keys
from incident_tui.notes.kinds import ACTION, OBSERVATION
from incident_tui.record.reading import Reading
from incident_tui.record.text import visible
from incident_tui.review.commands import (
    NOTE,
    Ask,
    Bookmark,
    DeleteNote,
    WriteNote,
    WriteObservation,
)
from incident_tui.review.intents import TakeNotes

if TYPE_CHECKING:
    from incident_tui.notes.log import ReviewLog
    from incident_tui.notes.model import Note
    from incident_tui.notes.place import Place
    from incident_tui.screens.observing import Observing
    from incident_tui.screens.review import ReviewScreen

NEWS_S = 0.5
"""Seconds between two looks at the log: another window may have written."""
MAX_WAIT_S = 0.5
"""How long a key waits for another program that writes to the log."""
_MAX_NAMED_CELLS = 48
"""The maximum width of the words of a subject, in the prompt."""


PlaceOfNotes = Callable[[Reading], "Place"]
"""Finds the log of the notes on a record."""


class Noting:
    """Writes bookmarks and notes, and shows what other windows write."""

    def __init__(
        self, screen: "ReviewScreen", place_of: "PlaceOfNotes | None", reviewer: str = ""
    ) -> None:
        """Take care of the notes on the records of a screen.

        Args:
            place_of: finds the log of a record; None for no notes.
            reviewer: the name of the author; "" for the user's name at the system.
        """
        self._screen = screen
        self._place_of = place_of
        self._reviewer = reviewer
        self._log: ReviewLog | None = None
        """None until a log is looked for; a start does without it."""
        self._log_of = "", ""
        """The path of the record that the log belongs to, and the id of its incident."""
        self._told: frozenset[str] = frozenset()
        """The problems of the log that a reader was told of."""
        self._place: Place | None = None
        self._asked = WriteNote()
        """What the open prompt is about."""
        self._drafts: dict[tuple[str, str], str] = {}
        """Texts that were put aside, by subject and note."""
        self._is_told_where = False
        """Whether a reader was told where the notes are kept."""
        self._observing: Observing | None = None
        """None until a form is asked for."""

    def begin(self) -> None:
        """Show the notes of the record, and look for further notes from now on."""
        if self._place_of:
            self.look()
            self._screen.set_interval(NEWS_S, self.look)

    def look(self) -> None:
        """Take notes that were added to the log of the record on the screen."""
        review = self._screen.review
        incident = review.chronology.record.incident.id
        is_open = self._log is not None and self._log_of == (review.chronology.path, incident)
        if self._place_of is None or (is_open and self._log and not self._log.has_changed()):
            return
        if not self._screen.whole:
            return
        if not is_open:
            from incident_tui.notes.log import ReviewLog  # the first frame does not wait for it

            self._log_of = review.chronology.path, incident
            self._place = self._place_of(review.chronology.reading)
            self._log = ReviewLog(self._place.path, incident, MAX_WAIT_S)
            self._is_told_where, self._told = False, frozenset()
        self._read()

    def _read(self) -> None:
        """Show the notes of the log, and say what is wrong with the log, each fault once."""
        assert self._log is not None
        reading = self._log.read()
        self._screen.act(TakeNotes(reading.notes))
        problems = dict.fromkeys(map(str, reading.problems))
        new = [problem for problem in problems if problem not in self._told]
        self._told = frozenset(problems)
        if new:
            self._screen.say(f"{visible(new[0])}{_more_words(len(new) - 1)}")

    # What a reviewer adds.

    def carry_out(self, command: Bookmark | WriteNote | WriteObservation | DeleteNote) -> None:
        """Carry out a command about a note, and say what came of it."""
        self.look()
        if self._log is None:
            self._screen.say("notes are read in a moment")
            return
        match command:
            case Bookmark(subject):
                self._screen.say(self._bookmark(subject or self._screen.review.entry_id))
            case WriteNote(note=note) if self._is_in_a_form(note) and not command.in_editor:
                self.observing.begin(WriteObservation(note=note))
            case WriteNote():
                self._begin(command)
            case WriteObservation():
                self.observing.begin(command)
            case DeleteNote(note):
                self._screen.say(self._delete(note))

    def _is_in_a_form(self, note: str) -> bool:
        """Whether a note is changed in a form, by the id of the note; "" for a new note."""
        found = self._screen.review.notes.get(note)
        return found is not None and found.kind in (OBSERVATION, ACTION)

    @property
    def observing(self) -> "Observing":
        """The forms of observations, imported with the first form."""
        if self._observing is None:
            from incident_tui.screens.observing import Observing

            self._observing = Observing(self._screen, self)
        return self._observing

    def _bookmark(self, subject: str) -> str:
        """Bookmark an object, or remove its bookmark; returns the words about it."""
        from incident_tui.notes.kinds import BOOKMARK
        from incident_tui.notes.model import deleted_note, new_note

        if not subject:
            return "nothing is selected"
        found = self._screen.review.notes.bookmark(subject)
        author = self.author
        if found is None:
            fault = self.write(new_note(BOOKMARK, [subject], by=author))
            return fault or f"bookmarked{self.where_words()}"
        fault = self.write(deleted_note(found, by=author))
        return fault or "bookmark removed"

    def _delete(self, note: str) -> str:
        from incident_tui.notes.model import deleted_note
        from incident_tui.words.notes import KIND_WORDS

        found = self._screen.review.notes.get(note)
        if found is None:
            return "the note is deleted already"
        fault = self.write(deleted_note(found, by=self.author))
        return fault or f"{KIND_WORDS[found.kind]} deleted"

    def _begin(self, command: WriteNote) -> None:
        """Ask for the text of a note, in the prompt or in the editor."""
        # The draft of a changed note is kept by the note alone, wherever the cursor is.
        subject = "" if command.note else command.subject or self._screen.review.entry_id
        if not subject and not command.note:
            self._screen.say("nothing is selected")
            return
        self._asked = WriteNote(subject, command.note)
        if command.in_editor:
            self._write_in_editor()
        else:
            self._screen.rearrange(Ask(NOTE))

    @property
    def author(self) -> str:
        """The author of what is written here."""
        from incident_tui.notes.author import default_author

        return self._reviewer or default_author()

    @property
    def _old(self) -> "Note | None":
        """The note to change, as it is now; None for a new note, and for a deleted note."""
        return self._screen.review.notes.get(self._asked.note)

    @property
    def _draft_key(self) -> tuple[str, str]:
        return self._asked.subject, self._asked.note

    @property
    def draft(self) -> str:
        """The text to go on with: a text put aside, or that of the note to change."""
        return self._drafts.get(self._draft_key, self._old.text if self._old else "")

    @property
    def subject_words(self) -> str:
        """What the note is about, for the prompt."""
        from incident_tui.words.notes import subject_words

        subjects = self._old.on if self._old else (self._asked.subject,)
        named = ", ".join(subject_words(self._screen.review.lens, one) for one in subjects)
        return f"on {cut(visible(named), _MAX_NAMED_CELLS)}"

    @property
    def kept_words(self) -> str:
        """What to say of a note that was kept."""
        return f"note kept{self.where_words()}"

    def put_aside(self, text: str) -> str:
        """Keep a text for the next time; returns the words about it."""
        if not text.strip() or (self._old and text == self._old.text):
            self._drafts.pop(self._draft_key, None)
            return ""
        self._drafts[self._draft_key] = text
        return with_keys("not kept yet: {note} on the same goes on with the text")

    def keep(self, text: str) -> str:
        """Write a note to the log; returns why that fails, or ""."""
        from incident_tui.notes.kinds import NOTE as KIND
        from incident_tui.notes.model import NoteError, changed_note, new_note

        old, author = self._old, self.author
        if old is None and self._asked.note:
            return "the note was deleted meanwhile"
        try:
            if old is None:
                note = new_note(KIND, [self._asked.subject], by=author, text=text.strip())
            else:
                note = changed_note(old, by=author, text=text.strip())
        except NoteError as error:
            return str(error)
        fault = self.write(note)
        if not fault:
            self._drafts.pop(self._draft_key, None)
        return fault

    def write(self, *notes: "Note") -> str:
        """Write versions of notes; returns why that fails, or ""."""
        from incident_tui.notes.log import ReviewLogError

        assert self._log is not None
        try:
            reading = self._log.append(*notes)
        except ReviewLogError as error:
            return visible(str(error))
        self._screen.act(TakeNotes(reading.notes))
        return ""

    def where_words(self) -> str:
        """Where the notes are kept, once for each record."""
        if self._is_told_where or self._place is None:
            return ""
        self._is_told_where = True
        return f" in {visible(self._place.told or str(self._place.path))}"

    def _write_in_editor(self) -> None:
        """Have the text written in the editor of the user, then write the note."""
        from incident_tui.screens.editor import EditorError, edited

        before = self.draft
        try:
            text = edited(self._screen.app, before).strip()
        except EditorError as error:
            self._screen.say(str(error))
            return
        if text in ("", before.strip()):
            self._screen.say("no note: nothing was written")
            return
        fault = self.keep(text)
        if fault:
            self.put_aside(text)
        self._screen.say(fault or self.kept_words)


def _more_words(count: int) -> str:
    """A number of further problems; "" for none."""
    return f" · {count:,} more: incident-tui notes" if count else ""
