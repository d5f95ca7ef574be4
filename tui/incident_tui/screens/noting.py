"""The notes of the record on the screen: read from their log, and written to it."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from incident_tui.drawing.ink import cut
from incident_tui.keymap import with_keys
from incident_tui.notes.kinds import ACTION, OBSERVATION, WORDS
from incident_tui.record.reading import Reading
from incident_tui.record.text import visible
from incident_tui.review.commands import (
    NOTE,
    Ask,
    Bookmark,
    DeleteNote,
    SameMoment,
    WriteNote,
    WriteObservation,
    WriteWords,
)
from incident_tui.review.intents import BeginPair, TakeNotes
from incident_tui.words.counts import count_words

if TYPE_CHECKING:
    from incident_tui.notes.log import ReviewLog
    from incident_tui.notes.model import Note
    from incident_tui.notes.place import Place
    from incident_tui.notes.writing import NoteWriter, Written
    from incident_tui.screens.correcting import Correcting
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
        self._writer: NoteWriter | None = None
        self._asked = WriteNote()
        """What the open prompt is about."""
        self._drafts: dict[tuple[str, str, str], str] = {}
        """Texts that were put aside, by incident, subject and note."""
        self.kept_words = ""
        """What to say of the note that was kept last."""
        self._observing: Observing | None = None
        """None until a form is asked for."""
        self._correcting: Correcting | None = None
        """None until words are corrected."""

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
            from incident_tui.notes.writing import NoteWriter

            self._log_of = review.chronology.path, incident
            place = self._place_of(review.chronology.reading)
            self._log = ReviewLog(place.path, incident, MAX_WAIT_S)
            self._writer = NoteWriter(self._log, place.told or str(place.path), lambda: self.author)
            self._told = frozenset()
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

    def carry_out(
        self,
        command: Bookmark | WriteNote | WriteObservation | WriteWords | DeleteNote | SameMoment,
    ) -> None:
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
            case WriteNote(note=note, in_editor=False) if subject := self._corrected_by(note):
                self.correcting.begin(WriteWords(subject))
            case WriteNote():
                self._begin(command)
            case WriteObservation():
                self.observing.begin(command)
            case WriteWords():
                self.correcting.begin(command)
            case DeleteNote(note):
                self._screen.say(self._delete(note))
            case SameMoment(subject, other):
                self._screen.say(self._pair(subject or self._screen.review.entry_id, other))

    def _is_in_a_form(self, note: str) -> bool:
        """Whether a note is changed in a form, by the id of the note; "" for a new note."""
        found = self._screen.review.notes.get(note)
        return found is not None and found.kind in (OBSERVATION, ACTION)

    def _corrected_by(self, note: str) -> str:
        """The id of the entry whose words a note is, by the id of the note; "" for other notes."""
        found = self._screen.review.notes.get(note)
        return found.on[0] if found is not None and found.kind == WORDS else ""

    @property
    def correcting(self) -> "Correcting":
        """The forms of words as heard, imported with the first form."""
        if self._correcting is None:
            from incident_tui.screens.correcting import Correcting

            self._correcting = Correcting(self._screen, self)
        return self._correcting

    @property
    def observing(self) -> "Observing":
        """The forms of observations, imported with the first form."""
        if self._observing is None:
            from incident_tui.screens.observing import Observing

            self._observing = Observing(self._screen, self)
        return self._observing

    def _bookmark(self, subject: str) -> str:
        """Bookmark an object, or remove its bookmark; returns the words about it."""
        assert self._writer is not None
        if not subject:
            return "nothing is selected"
        return self._taken(self._writer.bookmark(self._screen.review.notes, subject))

    def _delete(self, note: str) -> str:
        assert self._writer is not None
        found = self._screen.review.notes.get(note)
        if found is None:
            return "the note is deleted already"
        from incident_tui.notes.conclusions import answers_to

        answers = answers_to(self._screen.review.notes, note)
        return self._taken(self._writer.delete(found, answers))

    @property
    def unkept_words(self) -> str:
        """What to say where a reader quits with a text put aside; "" where there is none."""
        forms = self._observing.draft_count if self._observing else 0
        heard = self._correcting.draft_count if self._correcting else 0
        if not self._drafts and not forms and not heard:
            return ""
        count = count_words(len(self._drafts) + forms + heard, "text is", "texts are")
        how = "{observe}" if forms else "{words}" if heard else "{note}"
        return with_keys(f"{count} not kept yet: {how} on the same goes on; {{quit}} again quits")

    def _taken(self, written: "Written") -> str:
        """Show what was written; returns the words about it."""
        if written.notes is not None:
            self._screen.act(TakeNotes(written.notes))
        return written.words

    def _pair(self, entry: str, other: str) -> str:
        """Begin a pair of one moment, write it or give it up; returns the words about it."""
        from incident_tui.notes.kinds import SAME_MOMENT
        from incident_tui.notes.model import new_note
        from incident_tui.words.pairs import begun_words, no_pair_words, told_words

        review = self._screen.review
        first, second = (entry, other) if other else (review.pair, entry)
        if first == second:
            self._screen.act(BeginPair(""))
            return "no pair was begun after all"
        if fault := no_pair_words(review, first, second):
            return fault
        if not first:
            self._screen.act(BeginPair(second))
            how = "{same_moment} on the entry of the same moment in another source; {clear} ends"
            return f"{begun_words(review.lens, second)}: {with_keys(how)}"
        note = new_note(SAME_MOMENT, [first, second], by=self.author)
        said = f"one moment: {told_words(review.lens, note)} · {with_keys('{clocks} tells more')}"
        written = self.write(said, [note])
        if written.notes is not None:
            self._screen.act(BeginPair(""))
        return written.words

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
    def _draft_key(self) -> tuple[str, str, str]:
        incident = self._screen.review.lens.incident.id
        return incident, self._asked.subject, self._asked.note

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

        assert self._writer is not None
        old, text = self._old, text.strip()
        if old is None and self._asked.note:
            return "the note was deleted meanwhile"
        if old is None:
            written = self._writer.add(KIND, self._asked.subject, text)
        else:
            written = self._writer.change(old, text)
        words = self._taken(written)
        if written.notes is None:
            return words
        self.kept_words = words
        self._drafts.pop(self._draft_key, None)
        return ""

    def write(self, words: str, versions: "Sequence[Note]") -> "Written":
        """Write versions of notes together; the words tell what was done."""
        assert self._writer is not None
        written = self._writer.keep(versions, words)
        self._taken(written)
        return written

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
