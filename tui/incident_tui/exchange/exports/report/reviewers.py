"""The notes of reviewers in a report: opinions, beside their entries and in a section."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from incident_tui.exchange.exports.note_lines import OPINIONS, TITLE
from incident_tui.exchange.exports.report.links import Links, anchor
from incident_tui.exchange.exports.report.values import Link, ReportedNote
from incident_tui.exchange.printed.view import View
from incident_tui.record.text import paragraphs
from incident_tui.words.notes import (
    KIND_WORDS,
    NOTE_MARKS,
    about_words,
    is_gone,
    utc_words,
    withheld_words,
)

if TYPE_CHECKING:  # a report without notes needs no rules of notes
    from incident_tui.notes.model import Note


class ReviewersSection:
    """The notes of reviewers, if a report has any."""

    title = TITLE
    opinions = OPINIONS

    def __init__(self, view: View, links: Links) -> None:
        self._view, self._links = view, links
        self.is_asked_for = view.notes is not None
        self.count = len(view.told_notes)
        self.withheld = withheld_words(view.withheld_notes)
        """How many notes are withheld; "" for none."""

    @property
    def notes(self) -> Iterator[ReportedNote]:
        """Every note, in the order of writing."""
        return map(self._note, self._view.told_notes)

    def on(self, identifier: str) -> tuple[ReportedNote, ...]:
        """The notes on an entry."""
        return tuple(map(self._note, self._view.told_notes.on(identifier)))

    def _note(self, note: "Note") -> ReportedNote:
        return ReportedNote(
            anchor("note", note.id),
            NOTE_MARKS[note.kind],
            KIND_WORDS[note.kind],
            tuple(filter(None, paragraphs(note.text.strip()))),
            note.by,
            utc_words(note.at),
            note.at,
            tuple(self._about(note)),
        )

    def _about(self, note: "Note") -> Iterator[Link]:
        words = about_words(self._view.lens, note)
        for identifier, subject in zip(note.on, words, strict=False):
            gone = is_gone(self._view.lens, identifier)
            yield Link(subject, "" if gone else self._links.to(identifier).anchor)
        yield from map(Link, words[len(note.on) :])
