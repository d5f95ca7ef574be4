"""Opens the form of the words of an entry, and writes the words that a reviewer has heard."""

from typing import TYPE_CHECKING

from incident_tui.keymap import with_keys
from incident_tui.notes.drafts import DraftError
from incident_tui.notes.model import Note, NoteError
from incident_tui.notes.writing import heard_version
from incident_tui.record.calls.entry_parts import words_alone
from incident_tui.record.model import Entry
from incident_tui.record.text import visible
from incident_tui.review.commands import WriteWords
from incident_tui.screens.form import Kept
from incident_tui.screens.words_form import WordsForm
from incident_tui.words.corrected import correction, taken_back_words
from incident_tui.words.notes import is_gone
from incident_tui.words.sounds import voice_words
from incident_tui.words.times import entry_time

if TYPE_CHECKING:
    from incident_tui.screens.noting import Noting
    from incident_tui.screens.review import ReviewScreen

NO_ENTRY = "only an entry has words: select an entry"
_GONE = "the entry of these words is no longer in the record"
_WITHHELD = "the words of this entry are not known yet as of this moment; {clock} shows them"
_CHANGED = "{by} has heard other words meanwhile: ctrl+s again keeps yours; both stay in the log"
_TAKEN_BACK = "the words were taken back meanwhile: ctrl+s again keeps yours"


class Correcting:
    """Opens a form over the review screen; a text that is put aside is there the next time."""

    def __init__(self, screen: "ReviewScreen", noting: "Noting") -> None:
        self._screen = screen
        self._noting = noting
        self._drafts: dict[tuple[str, str], str] = {}
        """Texts put aside, by the ids of incident and entry."""
        self._seen: Note | None = None
        """The words of reviewers that the writer has seen, or was told of."""

    @property
    def draft_count(self) -> int:
        """How many texts were put aside."""
        return len(self._drafts)

    def begin(self, command: WriteWords) -> None:
        """Open the form for an entry: for that of the command, that is heard, or of the cursor."""
        review = self._screen.review
        lens, listening = review.lens, self._screen.listening
        subject = command.subject
        if subject and is_gone(lens, subject):
            self._screen.say(_GONE)
            return
        if lens.position(subject) is None:
            subject = listening.heard or ("" if subject else review.entry_id)
        position = lens.position(subject)
        entry = None if position is None else lens.entry(position)
        if position is None:
            self._screen.say(NO_ENTRY)
        elif entry is None:
            self._screen.say(with_keys(_WITHHELD))
        else:
            voice = voice_words(lens, position)
            named = (entry_time(lens, position), voice)
            self._open(entry, visible(" · ".join(filter(None, ("Words as heard", *named)))))

    def _open(self, entry: Entry, title: str) -> None:
        notes, listening = self._screen.review.told_notes, self._screen.listening
        key = self._screen.review.lens.incident.id, entry.id
        self._seen = self._screen.review.notes.words_on(entry.id)

        def put_aside(text: str) -> str:
            self._drafts.pop(key, None)
            if not text.strip():
                return "nothing was kept"
            self._drafts[key] = text
            return with_keys("not kept yet: {words} on the same goes on with the text")

        def keep(text: str) -> Kept:
            kept = self._keep(entry, before, text.strip())
            if not kept.fault:
                self._drafts.pop(key, None)
            return kept

        note = correction(entry, notes)
        before = note.text.strip() if note else words_alone(entry)
        has_sound = entry.audio is not None or listening.is_on
        form = WordsForm(
            entry.id,
            title,
            before,
            self._drafts.get(key, before),
            keep,
            put_aside,
            self._screen.carry_out,
            (lambda: listening.words) if has_sound else None,
            lambda: listening.play_words(entry.id),
        )
        listening.hold(entry.id)
        self._screen.lay_over(form)

    def _keep(self, entry: Entry, before: str, text: str) -> Kept:
        """Write words, as a version of the author's own; no words take the author's words back."""
        self._noting.look()
        notes, by = self._screen.review.notes, self._noting.author
        last = notes.words_on(entry.id)
        if last != self._seen:
            self._seen = last
            return Kept(_CHANGED.format(by=visible(last.by)) if last else _TAKEN_BACK, "text")
        if text == before.strip() or not (text or correction(entry, notes)):
            return Kept(words="nothing is changed")
        try:
            version = heard_version(notes, entry.id, text, by)
        except NoteError as error:
            return Kept(str(DraftError(error)), "text")
        written = self._noting.write("words kept", [version])
        if written.notes is None:
            return Kept(written.words)
        return Kept(words=written.words if text else taken_back_words(entry, written.notes))
