"""The notes on a record in `--plain`: taken from their log, and written to it."""

from incident_tui.cli.review_log import author
from incident_tui.notes.kinds import NOTE, SAME_MOMENT
from incident_tui.notes.log import ReviewLog
from incident_tui.notes.model import NoteError, new_note
from incident_tui.notes.writing import NoteWriter, Written, heard_version
from incident_tui.record.problems import Problem
from incident_tui.review.intents import BeginPair, TakeNotes
from incident_tui.review.review import Review, step
from incident_tui.words.corrected import corrected, taken_back_words
from incident_tui.words.pairs import begun_words, no_pair_words, told_words


class PlainNotes:
    """A log of notes in a conversation."""

    def __init__(self, log: ReviewLog) -> None:
        self._log = log
        self._writer = NoteWriter(log, str(log.path), author)

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
        written = self._writer.keep([note], f"one moment: {told_words(review.lens, note)}")
        return _after(review if written.notes is None else step(review, BeginPair("")), written)

    def taken(self, review: Review) -> Review:
        """The review with the notes of the log, which other programs may have changed."""
        return step(review, TakeNotes(self._log.read().notes))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of the log."""
        return self._log.read().problems

    def bookmark(self, review: Review) -> tuple[Review, str]:
        """Bookmark the entry under the cursor, or remove the bookmark; with words about it."""
        if not review.entry_id:
            return review, "nothing is selected"
        return _after(review, self._writer.bookmark(review.notes, review.entry_id))

    def note(self, review: Review, text: str) -> tuple[Review, str]:
        """Write a note on the entry under the cursor; with words about it."""
        if not review.entry_id:
            return review, "nothing is selected"
        return _after(review, self._writer.add(NOTE, review.entry_id, text))

    def words(self, review: Review, text: str) -> tuple[Review, str]:
        """Write the words of the entry under the cursor as heard; with words about it.

        Args:
            text: "" takes the words back that hold.
        """
        entry = review.lens.entry(review.cursor) if review.shown else None
        if entry is None:
            return review, "no entry that is told is selected"
        if not text and not review.notes.words_on(entry.id):
            return review, "nothing to take back: these are the words of the record"
        if text == corrected(entry, review.notes).text.strip():
            return review, "nothing is changed"
        try:
            version = heard_version(review.notes, entry.id, text, author())
        except NoteError as error:
            return review, str(error)
        written = self._writer.keep([version], "words kept")
        if written.notes is not None and not text:
            written = written._replace(words=taken_back_words(entry, written.notes))
        return _after(review, written)


def _after(review: Review, written: Written) -> tuple[Review, str]:
    """The review with what was written, and the words about it."""
    if written.notes is None:
        return review, written.words
    return step(review, TakeNotes(written.notes)), written.words
