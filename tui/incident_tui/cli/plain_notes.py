"""The notes on a record in `--plain`: taken from their log, and written to it."""

from incident_tui.cli.review_log import author
from incident_tui.notes.kinds import BOOKMARK, NOTE, SAME_MOMENT
from incident_tui.notes.log import ReviewLog, ReviewLogError
from incident_tui.notes.model import Note, NoteError, deleted_note, new_note
from incident_tui.record.problems import Problem
from incident_tui.record.text import visible
from incident_tui.review.intents import BeginPair, TakeNotes
from incident_tui.review.review import Review, step
from incident_tui.words.pairs import begun_words, no_pair_words, told_words


class PlainNotes:
    """A log of notes in a conversation."""

    def __init__(self, log: ReviewLog) -> None:
        self._log = log
        self._is_read = False
        self._is_told_where = False
        """Whether a reader was told where the notes are kept."""

    def pair(self, review: Review) -> tuple[Review, str]:
        """Begin a pair of one moment with the entry under the cursor, or write it; with words."""
        first, second = review.pair, review.entry_id
        if first == second:
            return step(review, BeginPair("")), "no pair was begun after all"
        if fault := no_pair_words(review, first, second):
            return review, fault
        if not first:
            how = "= on the entry of the same moment in another source; = here again ends"
            return step(review, BeginPair(second)), f"{begun_words(review.lens, second)}: {how}"
        note = new_note(SAME_MOMENT, [first, second], by=author())
        words = f"one moment: {told_words(review.lens, note)}{self._where_words}"
        return self._append(step(review, BeginPair("")), note, words)

    def taken(self, review: Review) -> Review:
        """The review with the notes of the log, which other programs may have changed."""
        if self._is_read and not self._log.has_changed():
            return review
        self._is_read = True
        return step(review, TakeNotes(self._log.read().notes))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of the log."""
        return self._log.read().problems

    def bookmark(self, review: Review) -> tuple[Review, str]:
        """Bookmark the entry under the cursor, or remove the bookmark; with words about it."""
        if not review.entry_id:
            return review, "nothing is selected"
        found, by = review.notes.bookmark(review.entry_id), author()
        if found is None:
            note = new_note(BOOKMARK, [review.entry_id], by=by)
            return self._append(review, note, f"bookmarked{self._where_words}")
        return self._append(review, deleted_note(found, by=by), "bookmark removed")

    def note(self, review: Review, text: str) -> tuple[Review, str]:
        """Write a note on the entry under the cursor; with words about it."""
        if not review.entry_id:
            return review, "nothing is selected"
        try:
            note = new_note(NOTE, [review.entry_id], by=author(), text=text)
        except NoteError as error:
            return review, str(error)
        return self._append(review, note, f"note kept{self._where_words}")

    def _append(self, review: Review, note: Note, words: str) -> tuple[Review, str]:
        """Write a version of a note; with the words, or with the reason for which it fails."""
        try:
            reading = self._log.append(note)
        except (NoteError, ReviewLogError) as error:
            return review, visible(str(error))
        self._is_told_where = True
        return step(review, TakeNotes(reading.notes)), words

    @property
    def _where_words(self) -> str:
        """Where the notes are kept, once for each conversation."""
        return "" if self._is_told_where else f" in {visible(str(self._log.path))}"
