"""The entries of a view at places with coordinates, and these places: what a map can show."""

from collections.abc import Collection, Iterator
from functools import cached_property
from typing import NamedTuple

from incident_tui.exchange.exports.entry_lines import headline, who_words
from incident_tui.exchange.exports.event_times import plain_time
from incident_tui.exchange.exports.note_lines import notes_apart, whole_line
from incident_tui.exchange.printed.view import View
from incident_tui.exchange.printed.withheld import left_out_words, lens_words
from incident_tui.record.text import visible
from incident_tui.review.lens import Lens
from incident_tui.words.counts import count_words
from incident_tui.words.names import brief
from incident_tui.words.notes import withheld_words
from incident_tui.words.places import Place, places
from incident_tui.words.times import date_words, zone_words


class Mapped(NamedTuple):
    """How many of the shown entries are on the map, and how many are not."""

    on_map: int
    without_coordinates: int
    withheld: int
    """Not known yet, whether at a place with coordinates or not."""


class Map:
    """The places with coordinates of a view, and the entries there."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._places = places(view.lens)

    def place_of(self, position: int) -> Place | None:
        """The place of the entry at a position; None without coordinates, or where withheld."""
        if not self._places:
            return None
        entry = self.view.lens.entry(position)
        return self._places.get(entry.location) if entry else None

    @cached_property
    def counts(self) -> Mapped:
        """How many entries are on the map."""
        shown, withheld = self.view.shown, self.view.withheld_count()
        found = 0
        if self._places:
            found = sum(self.place_of(position) is not None for position in shown)
        return Mapped(found, len(shown) - found - withheld, withheld)

    def shown_places(self, of_entries: Collection[str]) -> Iterator[Place]:
        """The places of the incident and of entries; of a view of everything, every place.

        A place that only hidden or withheld entries name says where something happened.

        Args:
            of_entries: the ids of the places of the entries on the map.
        """
        lens = self.view.lens
        is_whole = not (self.view.filters.any or lens.withholds)
        for identifier, place in self._places.items():
            if is_whole or identifier in of_entries or identifier == lens.incident.location:
                yield place

    def about(self) -> Iterator[str]:
        """The words about a file with the map, a line each; without those about its entries."""
        view, lens = self.view, self.view.lens
        if lens.incident.exercise:
            yield "Exercise: nothing of it took place."
        yield f"{date_words(lens)}, {zone_words(lens)}"
        shown = f"Shown: {view.filter_words}" if view.filter_words else ""
        yield from filter(None, (lens_words(lens), shown, lens.incident.content_note))
        yield from self.off_map()
        yield from filter(None, (withheld_words(view.withheld_notes),))

    def off_map(self) -> Iterator[str]:
        """How many of the shown entries are not on the map, and why."""
        counts = self.counts
        if not self._places:
            yield "No place of this record has coordinates: there is nothing to put on a map."
        if count := counts.without_coordinates:
            yield count_words(
                count,
                "entry without coordinates is not on the map",
                "entries without coordinates are not on the map",
            )
        if words := left_out_words(counts.withheld):
            yield words

    def notes_apart(self) -> list[str]:
        """The notes that stand on no entry on the map, a line each."""
        view = self.view
        found = notes_apart(view, is_there=lambda position: self.place_of(position) is not None)
        return [whole_line(view, note) for note in found]


def label(lens: Lens, position: int) -> str:
    """A told entry beside its point: its time without marks, who acts, and the headline, cut."""
    time = plain_time(lens, lens.outline(position))
    words = (time, who_words(lens, position), brief(headline(lens, position)))
    return " · ".join(filter(None, map(visible, words)))
