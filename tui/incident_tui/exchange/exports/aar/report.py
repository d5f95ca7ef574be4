"""An after-action report as plain values, section by section, in the order of HSEEP."""

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from incident_tui.exchange.exports.aar.conclusions import ConclusionsSection
from incident_tui.exchange.exports.aar.overview import OverviewSection
from incident_tui.exchange.exports.aar.values import AppendixEntry, ListedNote, Participant
from incident_tui.exchange.exports.entry_lines import quoted_headline, said_by, who_words
from incident_tui.exchange.exports.note_lines import notes_apart
from incident_tui.exchange.exports.office_text import lines
from incident_tui.exchange.exports.report.links import Links, anchor
from incident_tui.exchange.exports.report.people import PeopleSection
from incident_tui.exchange.exports.report.sources import SourcesSection
from incident_tui.exchange.printed.view import View
from incident_tui.notes.kinds import ACTION, OBSERVATION
from incident_tui.notes.notes import NO_NOTES
from incident_tui.record.vocabulary import plain
from incident_tui.review.filters import Filters
from incident_tui.review.told_notes import marked_entries
from incident_tui.words.counts import count_words
from incident_tui.words.entries import who_names
from incident_tui.words.notation import TIME_MARKS
from incident_tui.words.notes import KIND_WORDS, about_words, utc_words, withheld_words
from incident_tui.words.times import entry_time

if TYPE_CHECKING:  # a start has no notes
    from incident_tui.notes.model import Note

OPINIONS = (
    "Observations, ratings and actions are opinions of reviewers, named with the time of writing;"
    " they are no part of the record."
)
FOUND = "Entries with a note or a bookmark"
"""The entries of the appendix, without filters."""


class Report:
    """The sections of a report; a template asks each section for values."""

    def __init__(self, view: View) -> None:
        """Take the report of a view.

        Args:
            view: whose notes the report is made of, and whose filters choose the entries of the
                appendix; without filters, the appendix has the entries with notes.
        """
        lens, notes = view.lens, view.notes or NO_NOTES
        self._view = view
        """The entries of the appendix."""
        if not view.filters.any:
            marked = marked_entries(lens, view.told_notes)
            self._view = View(lens, Filters(marked=marked), notes=notes)
        self._lens = lens
        links = Links(lens, self._view.shown)
        self.conclusions = ConclusionsSection(self._view, links)
        self.overview = OverviewSection(self._view, self.conclusions, view.filter_words)
        self.sources = SourcesSection(lens, links)
        self._people = PeopleSection(lens, links)
        total = count_words(lens.count, "entry", "entries")
        counted = f"{FOUND}: {len(self._view.shown):,} of {total}"
        self.shown = view.filter_words or counted
        """Which entries the appendix has, and how many."""
        self.withheld = withheld_words(self._view.withheld_notes)
        """How many notes are withheld; "" for none."""
        self.opinions = OPINIONS
        self.time_marks = TIME_MARKS

    def values(self) -> dict[str, object]:
        """The values under their names in the templates of Markdown and HTML."""
        return {
            "report": self,
            "overview": self.overview,
            "conclusions": self.conclusions,
            "sources": self.sources,
        }

    @cached_property
    def participants(self) -> tuple[Participant, ...]:
        """The agencies of the record."""
        found = (self._participant(identifier) for identifier in self._lens.agency_choices)
        return tuple(filter(None, found))

    def _participant(self, identifier: str) -> Participant | None:
        if self._lens.agency(identifier) is None:
            return None  # entries in which no agency is identified
        agency = self._people.agency(identifier)
        roles = tuple(words for words, _ in agency.roles)
        return Participant(agency.mark.label, agency.mark.name, agency.kind, roles, agency.facts)

    @property
    def appendix_count(self) -> int:
        """How many entries the appendix has."""
        return len(self._view.shown)

    @property
    def appendix(self) -> Iterator[AppendixEntry]:
        """The entries of the appendix, in the order of time; unplaced entries come last."""
        return map(self._entry, self._view.shown)

    def _entry(self, position: int) -> AppendixEntry:
        lens, outline = self._lens, self._lens.outline(position)
        names = ""
        if lens.tells(position):
            names = ", ".join(who_names(lens, position)) or who_words(lens, position)
        return AppendixEntry(
            anchor("entry", outline.id),
            entry_time(lens, position),
            names,
            plain(outline.kind),
            quoted_headline(lens, position),
            said_by(lens, position),
            tuple(map(self._note, _no_conclusions(self._view.told_notes.on(outline.id)))),
        )

    @property
    def notes(self) -> Iterator[ListedNote]:
        """The notes and bookmarks that stand on no entry of the appendix."""
        return map(self._note, _no_conclusions(notes_apart(self._view)))

    def _note(self, note: "Note") -> ListedNote:
        kind, about = KIND_WORDS[note.kind], about_words(self._lens, note)
        return ListedNote(kind, lines(note.text), about, note.by, utc_words(note.at))


def _no_conclusions(notes: "tuple[Note, ...] | list[Note]") -> "Iterator[Note]":
    """The notes but for observations and actions, which have sections of their own."""
    return (note for note in notes if note.kind not in (OBSERVATION, ACTION))
