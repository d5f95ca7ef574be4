"""The objects of a record by id, each index built when first asked for."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import msgspec

from incident_tui.chronology.names import NameBook, name_book
from incident_tui.record.model import (
    Agency,
    Casualty,
    Cite,
    Conflict,
    Entry,
    Facility,
    Location,
    Person,
    Question,
    Record,
    Related,
    Source,
    Unit,
)


class RecordIndex(msgspec.Struct, frozen=True, dict=True, eq=False):
    """Indexes of the head of a record; bulk calls are not included."""

    record: Record

    @cached_property
    def names(self) -> NameBook:
        """The book of names."""
        return name_book(self.record)

    @cached_property
    def agencies(self) -> Mapping[str, Agency]:
        """Agencies by id."""
        return {agency.id: agency for agency in self.record.agencies}

    @cached_property
    def agency_of_unit(self) -> Mapping[str, str]:
        """From the id of a unit to the id of the unit's agency, or ""."""
        return {unit.id: unit.agency for unit in self.record.units}

    @cached_property
    def units_of(self) -> Mapping[str, tuple[Unit, ...]]:
        """From the id of an agency, or "", to the units in the order of the record."""
        found: dict[str, list[Unit]] = {}
        for unit in self.record.units:
            found.setdefault(unit.agency, []).append(unit)
        return {agency: tuple(units) for agency, units in found.items()}

    @cached_property
    def people(self) -> Mapping[str, Person]:
        """People by id."""
        return {person.id: person for person in self.record.people}

    @cached_property
    def casualties(self) -> Mapping[str, Casualty]:
        """Casualties by id."""
        return {casualty.id: casualty for casualty in self.record.casualties}

    @cached_property
    def casualty_of(self) -> Mapping[str, Casualty]:
        """From the id of a casualty, or of the casualty's person, to the casualty."""
        by_person = {one.person: one for one in reversed(self.record.casualties) if one.person}
        return {**by_person, **self.casualties}

    @cached_property
    def facilities(self) -> Mapping[str, Facility]:
        """Facilities by id."""
        return {facility.id: facility for facility in self.record.facilities}

    @cached_property
    def locations(self) -> Mapping[str, Location]:
        """Places by id."""
        return {location.id: location for location in self.record.locations}

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Sources by id."""
        return {source.id: source for source in self.record.sources}

    @cached_property
    def related(self) -> Mapping[str, Related]:
        """Related incidents by id."""
        return {related.id: related for related in self.record.related}

    @cached_property
    def conflicts(self) -> Mapping[str, Conflict]:
        """Conflicts by id."""
        return {conflict.id: conflict for conflict in self.record.conflicts}

    @cached_property
    def conflict_numbers(self) -> Mapping[str, int]:
        """From the id of a conflict to its number in the order of the record, from 0."""
        return {conflict.id: number for number, conflict in enumerate(self.record.conflicts)}

    @cached_property
    def conflicts_of(self) -> Mapping[str, tuple[Conflict, ...]]:
        """From an id to the conflicts that affect the object."""
        found: dict[str, list[Conflict]] = {}
        for conflict in self.record.conflicts:
            for identifier in dict.fromkeys(conflict.affects):
                found.setdefault(identifier, []).append(conflict)
        return {identifier: tuple(conflicts) for identifier, conflicts in found.items()}

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Questions by id."""
        return {question.id: question for question in self.record.questions}

    @cached_property
    def open_question_count(self) -> int:
        """How many questions are open."""
        return sum(question.status == "open" for question in self.record.questions)

    @cached_property
    def _entries_by_line(self) -> Mapping[tuple[str, str, str], list[Entry]]:
        """From source, place in the source and speaker to the entries of the timeline."""
        found: dict[tuple[str, str, str], list[Entry]] = {}
        for entry in self.record.timeline:
            for line in {(cite.source, cite.at, cite.by) for cite in entry.cite}:
                found.setdefault(line, []).append(entry)
        return found

    @cached_property
    def entries_by_place(self) -> Mapping[tuple[str, str], Sequence[Entry]]:
        """From source and place in the source to the entries of the timeline."""
        found: dict[tuple[str, str], list[Entry]] = {}
        for entry in self.record.timeline:
            for place in {(cite.source, cite.at) for cite in entry.cite}:
                found.setdefault(place, []).append(entry)
        return found

    def entries_at(self, cite: Cite, prefer: Iterable[str] = ()) -> list[Entry]:
        """Entries with the source line and speaker of a citation; those in `prefer`, if any."""
        entries = self._entries_by_line.get((cite.source, cite.at, cite.by), [])
        wanted = {*prefer}
        return [entry for entry in entries if entry.id in wanted] or entries
