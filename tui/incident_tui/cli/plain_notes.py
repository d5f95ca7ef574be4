"""The notes on a record in `--plain`: taken from their log, and written to it."""

from incident_tui.cli.review_log import author
from incident_tui.notes.kinds import NOTE
from incident_tui.notes.log import ReviewLog
from incident_tui.notes.writing import NoteWriter, Written
from incident_tui.record.problems import Problem
from incident_tui.review.intents import TakeNotes
from incident_tui.review.review import Review, step


class PlainNotes:
    """A log of notes in a conversation."""

    def __init__(self, log: ReviewLog) -> None:
        self._log = log
        self._writer = NoteWriter(log, str(log.path), author)

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


def _after(review: Review, written: Written) -> tuple[Review, str]:
    """The review with what was written, and the words about it."""
    if written.notes is None:
        return review, written.words
    return step(review, TakeNotes(written.notes)), written.words
