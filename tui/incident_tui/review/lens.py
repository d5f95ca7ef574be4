"""The lens: the facts of a record that are told as of a moment on a clock.

On the clock of what happened, every fact is told. On the clock of the known, a fact is told from
the moment on at which a source may have published the fact, or a voice on the air said so; until
then the fact is withheld. Ids, kinds and times of entries, the date, zone and place of the
incident, and the names of agencies, units and facilities are always told, so that a reader can
find the way.

Panes, boards, prints and exports are given a lens. They ask the lens, and cannot reach the record.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from operator import attrgetter, itemgetter
from typing import Final

import msgspec

from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import (
    OPEN_END,
    Certainty,
    Change,
    Clock,
    State,
    Stretch,
    Subject,
    certainty_by,
)
from incident_tui.chronology.names import NO_AGENCY, UNIDENTIFIED, Name
from incident_tui.chronology.positions import Positions
from incident_tui.chronology.record_index import RecordIndex
from incident_tui.placing.placement import Placement
from incident_tui.placing.zone import Zone
from incident_tui.record.model import (
    Agency,
    Casualty,
    Cite,
    Conflict,
    Entry,
    Facility,
    Incident,
    Interval,
    Location,
    Person,
    Question,
    Record,
    Related,
    Source,
    Term,
    Unit,
)
from incident_tui.record.numbering import HEAD
from incident_tui.record.problems import LeftOut, Problem
from incident_tui.record.time_value import Bounds
from incident_tui.review.filters import Filters, agency_choices, shown_positions
from incident_tui.review.known import KnownFacts
from incident_tui.review.masks import (
    masked_agency,
    masked_casualty,
    masked_facility,
    masked_incident,
    masked_question,
    masked_related,
    masked_source,
    masked_time,
    masked_unit,
)
from incident_tui.review.search import Matches
from incident_tui.review.told import (
    ENTRY_WITHHELD,
    NAME_WITHHELD,
    PERSON_WITHHELD,
    RELATED_WITHHELD,
    Outline,
    ToldChange,
    ToldClaim,
    ToldConflict,
    entry_words,
    letter,
)

END: Final = None
"""The moment after the last entry of a record, when every fact is told."""


class Lens(msgspec.Struct, frozen=True, dict=True):
    """A chronology as of a moment on a clock."""

    chronology: Chronology
    """For the rooms `review` and `words` alone."""
    moment: int | None = END
    """Milliseconds since 1970, UTC."""
    clock: Clock = Clock.HAPPENED

    @property
    def withholds(self) -> bool:
        """Whether anything may be withheld."""
        return self.clock is Clock.KNOWN and self.moment is not END

    @property
    def is_complete(self) -> bool:
        """Whether all bulk calls are read by now."""
        return self.chronology.complete

    @property
    def whole_record(self) -> Record:
        """The record, whole.

        Raises:
            ValueError: if the lens withholds anything.
        """
        if self.withholds:
            raise ValueError("a record is whole only at its end, or on the clock of what happened")
        return self._record

    def whole_timeline(self) -> Iterator[Entry]:
        """Every entry of the record: those of its head, then its bulk calls, in file order.

        Raises:
            ValueError: if the lens withholds anything of the record.
        """
        yield from self.whole_record.timeline
        calls = self.chronology.reading.calls
        yield from map(calls.entry, calls.rows)

    @property
    def format(self) -> str:
        """The name of the record's format: `incident-record/1`."""
        return self._record.format

    @cached_property
    def _known(self) -> KnownFacts:
        """The rule by which facts are told."""
        return KnownFacts(self.chronology, self.moment if self.withholds else END)

    @property
    def _record(self) -> Record:
        return self.chronology.record

    @property
    def _index(self) -> RecordIndex:
        return self.chronology.index

    @property
    def zone(self) -> Zone:
        """The zone and the date of times that are written without a date."""
        return self.chronology.zone

    # The incident.

    @cached_property
    def incident(self) -> Incident:
        """The incident; where withheld, only its id, date, zone, place and warnings.

        The summary and the status are written with the knowledge of the end of a record.
        """
        incident = self._record.incident
        if self.in_hindsight:
            return incident
        return masked_incident(incident, self._known.cited(incident.cite))

    @property
    def withholds_summary(self) -> bool:
        """Whether the record has a summary that is withheld."""
        return bool(self._record.incident.summary) and not self.in_hindsight

    def location(self, identifier: str) -> Location | None:
        """A place by id; None for any other id."""
        return self._index.locations.get(identifier)

    def locations(self) -> tuple[Location, ...]:
        """The places of the record."""
        return self._record.locations

    def glossary(self) -> Iterator[Term]:
        """The terms of the glossary, as far as their sources are known."""
        return (term for term in self._record.glossary if self._known.cited(term.cite))

    # Entries.

    def position(self, identifier: str) -> int | None:
        """The position of the entry with an id; None for any other id."""
        return self.chronology.positions.get(identifier)

    def of_source(self, source: str, alone: bool = False) -> Positions:
        """The positions of entries that cite a source, or (`alone`) cite no second source."""
        chronology = self.chronology
        return chronology.on_source_alone(source) if alone else chronology.of_sources([source])

    @property
    def count(self) -> int:
        """How many entries the record has."""
        return len(self.chronology.entries)

    def outline(self, position: int) -> Outline:
        """The parts of the entry at a position that are always told."""
        entry = self.chronology.entries[position]
        time = entry.time if self.tells(position) else masked_time(entry)
        return Outline(entry.id, entry.kind, time, self.chronology.placements[position])

    def known(self, position: int) -> Placement:
        """When the words of the entry at a position were known."""
        return self.chronology.known(position)

    def is_known_by_a_bound(self, position: int) -> bool:
        """Whether the record says only by when an entry was known, and not when first: `..X`."""
        known = self.chronology.entries[position].known
        if known is None or known.after or not isinstance(known.at, Bounds):
            return False
        return known.at.lower is None

    def certainty(self, position: int) -> Certainty:
        """How certainly the words of the entry at a position were known."""
        return self._known.entry(position)

    def tells(self, position: int) -> bool:
        """Whether the words of the entry at a position are told."""
        return self.certainty(position) != "unknown"

    def entry(self, position: int) -> Entry | None:
        """The entry at a position; None where withheld."""
        return self.chronology.entries[position] if self.tells(position) else None

    def timeline(self) -> Iterator[Entry]:
        """The entries of the record's head that are told, in the order of the record."""
        positions = self.chronology.positions
        return (entry for entry in self._record.timeline if self.tells(positions[entry.id]))

    def head_positions(self) -> list[int]:
        """The positions of the entries of the record's head, withheld entries included."""
        positions = self.chronology.positions
        return sorted(positions[entry.id] for entry in self._record.timeline)

    def agencies_of(self, position: int) -> tuple[str, ...]:
        """Ids of an entry's agencies, or `UNIDENTIFIED` alone; () where the entry is withheld."""
        entry = self.entry(position)
        return () if entry is None else self.chronology.agencies_of(entry)

    def acting(self, position: int) -> tuple[str, ...]:
        """Ids of the agencies that act or speak in an entry; () if none is known, or withheld."""
        entry = self.entry(position)
        return () if entry is None else self.chronology.acting_of(entry)

    def speaker(self, position: int) -> str:
        """The id of the unit that acts or speaks in an entry, or else of the agency.

        "" where neither is known, or the entry is withheld.
        """
        entry = self.entry(position)
        return "" if entry is None else self.chronology.speaker_of(entry)

    def spoke_before(self, position: int) -> int | None:
        """The entry before in which the unit, or else the agency, of an entry acted or spoke.

        Withheld entries are passed over. None for the first, or where `speaker` is "".
        """
        speaker = self.speaker(position)
        found: int | None = position if speaker else None
        while found is not None:
            found = self.chronology.next_of_speaker(speaker, found, back=True)
            if found is None or self.tells(found):
                return found
        return None

    def other_recordings(self, position: int) -> tuple[int, ...]:
        """The positions of the other recordings of the transmission of an entry.

        () where the entry is withheld; a withheld recording is not named.
        """
        group = self.chronology.recordings.of(position)
        if not group or not self.tells(position):
            return ()
        return tuple(one for one in group if one != position and self.tells(one))

    def concerned(self, position: int) -> tuple[str, ...]:
        """Ids of the agencies of an entry that neither act nor speak in the entry."""
        acting = self.acting(position)
        agencies = self.agencies_of(position)
        return tuple(one for one in agencies if one not in acting and one != UNIDENTIFIED)

    def is_bulk_call(self, position: int) -> bool:
        """Whether the entry at a position stands in a file of calls, not in the record's head."""
        return self.chronology.order.rows[position] < HEAD

    def last_to_end(self, shown: Positions) -> int | None:
        """The position of the placed entry among those shown that ends last; None without one."""
        bests = self.chronology.bests
        last = shown.before(len(bests))
        if last is None:
            return None
        lasting = (pair for pair in self.chronology.lasting if pair[0] in shown)
        position, end = max(lasting, key=itemgetter(1), default=(last, bests[last]))
        return position if end > bests[last] else last

    def withheld_count(self, start: int = 0, stop: int | None = None) -> int:
        """How many entries are withheld, of those from one position up to another."""
        if not self.withholds:
            return 0
        positions = range(start, self.count if stop is None else stop)
        return sum(not self.tells(position) for position in positions)

    def entries_at(self, cite: Cite, prefer: Iterable[str] = ()) -> list[Entry]:
        """The entries told with a citation's line and voice; only of `prefer` if any match."""
        found = self._index.entries_at(cite, prefer)
        return [entry for entry in found if self.tells(self.chronology.positions[entry.id])]

    # Names.

    def name(self, identifier: str) -> str:
        """The name behind an id, as far as told; text without an id stays unchanged."""
        position = self.chronology.positions.get(identifier)
        if position is not None:
            entry = self.entry(position)
            return ENTRY_WITHHELD if entry is None else entry_words(entry)
        if self._is_no_agency(identifier):
            return NO_AGENCY
        named = self._index.names.get(identifier)
        return identifier if named is None else self._as_told(identifier, named)

    def section(self, identifier: str) -> str:
        """The section of the record with an id, in plain words; "" for an unknown id."""
        named = self._index.names.get(identifier)
        return named.section if named else ""

    def short(self, identifier: str) -> str:
        """The short name of an agency, `?` for `UNIDENTIFIED`; the full name for any other id."""
        if self._is_no_agency(identifier):
            return "?"
        named = self._index.names.get(identifier)
        return named.short if named and named.section == "agencies" else self.name(identifier)

    def _is_no_agency(self, identifier: str) -> bool:
        """Whether an id is `UNIDENTIFIED`, and no agency of the record has this id."""
        return identifier == UNIDENTIFIED and identifier not in self._index.agencies

    def colour(self, identifier: str) -> str:
        """The colour of an agency, `#rrggbb` or `agency-3`; "" for anything else."""
        named = self._index.names.get(identifier)
        return named.colour if named else ""

    def _as_told(self, identifier: str, named: Name) -> str:
        """A name of the book, or a substitute while the name is withheld."""
        if not self.withholds:
            return named.full
        match named.section:
            case "casualties" | "people":
                return self._person_as_told(identifier, named)
            case "sources":
                return named.full if self.is_published(identifier) else named.kind
            case "related incidents":
                related = self._index.related[identifier]
                return named.full if self._known.cited(related.cite) else RELATED_WITHHELD
            case "conflicts":
                told = self._known.conflict(self._index.conflicts[identifier])
                return named.full if told else named.short
            case "questions":
                return named.full if self.question(identifier) else named.short
            case "intervals":
                return named.full if self.interval(identifier) else named.short
        return named.full

    def _person_as_told(self, identifier: str, named: Name) -> str:
        """The name of a casualty or a person; a label or a role until the name is known."""
        if self._known.person(identifier):
            return named.full
        casualty = self._index.casualty_of.get(identifier)
        if casualty is None:
            return self._index.people[identifier].label or NAME_WITHHELD
        if not self._known.casualty(casualty):
            return PERSON_WITHHELD
        return casualty.label or casualty.role or NAME_WITHHELD

    # States, and the subjects that have them.

    def state(self, subject: Subject) -> State:
        """The state of a subject."""
        return self.chronology.state(subject, self.moment, self.clock)

    def differs(self, subject: Subject) -> bool:
        """Whether the two clocks give a subject different states at this moment."""
        here = self.state(subject)
        there = self.chronology.state(subject, self.moment, self.clock.other)
        return (here.certain, here.possible) != (there.certain, there.possible)

    def history(self, subject: Subject) -> tuple[ToldChange, ...]:
        """The changes of a subject's status, in order."""
        history = self.chronology.histories[self.clock].get(subject)
        return tuple(map(self._change, history.changes)) if history else ()

    def _change(self, change: Change) -> ToldChange:
        certainty = certainty_by(change.time_on(self.clock), self.moment)
        if self.withholds and certainty == "unknown":
            return ToldChange("unknown", None)
        step = change.step
        return ToldChange(
            certainty,
            change.status,
            change.placement,
            change.known,
            change.cite,
            change.entry,
            step.time if step else None,
            step.known if step else None,
            getattr(step, "note", ""),
        )

    def change(self, subject: Subject, number: int) -> ToldChange:
        """A change of a subject's status, by the number in `history`."""
        return self._change(self.chronology.histories[self.clock][subject].changes[number])

    def stretches(self, subject: Subject, start: int, stop: int) -> list[Stretch]:
        """The stretches of time with a status of a subject, from a moment up to a second moment.

        On the clock of the known they end at the moment of the lens: nothing later is told.
        """
        history = self.chronology.histories[self.clock].get(subject)
        if history is None:
            return []
        end = OPEN_END
        if self.withholds and self.moment is not None:
            end = self.moment + 1
        found, by_start = history.stretches, attrgetter("start")
        first = max(bisect_right(found, start, key=by_start) - 1, 0)
        last = bisect_right(found, min(stop, end) - 1, key=by_start)
        cut = (one._replace(stop=min(one.stop, end)) for one in found[first:last])
        return [one for one in cut if one.stop > start]

    def possible_in(self, subject: Subject, stretch: Stretch, most: int) -> list[int]:
        """The numbers of the changes that are possible in a stretch of `stretches`, in order.

        Args:
            most: how many changes at most; the last changes are kept.
        """
        return self.chronology.histories[self.clock][subject].possible_in(stretch, most)

    def statuses_without_time(self, subject: Subject) -> int:
        """How many told changes of a subject have no time at all, on the clock of the lens."""
        history = self.chronology.histories[self.clock].get(subject)
        return len(history.without_time) if history else 0

    def change_count(self, subject: Subject) -> int:
        """How many statuses of a subject the record has, told or not."""
        history = self.chronology.histories[self.clock].get(subject)
        return len(history.changes) if history else 0

    def calls_by(self, unit: str) -> Positions:
        """The radio calls in which a unit speaks, with a moment of their own, as far as told."""
        calls = self.chronology.unit_calls.of(unit)
        if not self.withholds or self.moment is END:
            return calls
        late = self.chronology.late_calls_of(unit)
        told = bisect_right(late, self.moment, key=itemgetter(0))
        return calls.without(position for _, position in late[told:]) if late[told:] else calls

    @property
    def change_bounds(self) -> tuple[int, int] | None:
        """The first and the last told moment at which any state changes; None without a change."""
        moments = self.chronology.change_moments[self.clock]
        count = len(moments)
        if self.withholds and self.moment is not None:
            count = bisect_right(moments, self.moment)
        return (moments[0], moments[count - 1]) if count else None

    def since(self, subject: Subject) -> ToldChange | None:
        """The last status of a subject that is certain; None where no status is."""
        certain = self.state(subject).certain
        return self._change(certain) if certain else None

    def is_on_air(self, cites: Iterable[Cite]) -> bool:
        """Whether a fact was heard on the air, or entered in a log, as it took place."""
        return self.chronology.knowledge.is_on_air(cites)

    def subjects(self, kind: str) -> Iterator[Subject]:
        """The subjects of a kind with a history."""
        return (one for one in self.chronology.histories[self.clock] if one.kind == kind)

    @property
    def in_hindsight(self) -> bool:
        """Whether later knowledge is told: roles, causes, notes."""
        return not self.withholds

    def casualties(self, group: str = "") -> Iterator[Casualty]:
        """The casualties of a group, or of every group, without their withheld facts."""
        for casualty in self._record.casualties:
            if group in ("", casualty.group):
                yield self._casualty(casualty)

    def casualty(self, identifier: str) -> Casualty | None:
        """A casualty by id, without withheld facts; None for any other id."""
        casualty = self._index.casualties.get(identifier)
        return self._casualty(casualty) if casualty else None

    def _casualty(self, casualty: Casualty) -> Casualty:
        if not self.withholds:
            return casualty
        return masked_casualty(casualty, self._known.casualty(casualty))

    def is_heard_of(self, casualty: str) -> bool:
        """Whether anything was known of a casualty, by id."""
        return self._known.casualty(self._index.casualties[casualty])

    def people(self) -> Iterator[Person]:
        """The people whose names are told."""
        return (one for one in self._record.people if self._known.person(one.id))

    def agency(self, identifier: str) -> Agency | None:
        """An agency by id, without withheld facts; None for `UNIDENTIFIED`."""
        agency = self._index.agencies.get(identifier)
        return self._agency(agency) if agency else None

    def agencies(self) -> Iterator[Agency]:
        """The agencies without their withheld facts; names and kinds are always told."""
        return map(self._agency, self._record.agencies)

    def _agency(self, agency: Agency) -> Agency:
        return agency if self.in_hindsight else masked_agency(agency)

    def units(self, agency: str | None = None) -> tuple[Unit, ...]:
        """The units of an agency, or of the record, without their histories where withheld."""
        units = self._record.units if agency is None else self._index.units_of.get(agency, ())
        return units if self.in_hindsight else tuple(map(masked_unit, units))

    def facility(self, identifier: str) -> Facility | None:
        """A facility by id, without withheld facts; None for any other id."""
        facility = self._index.facilities.get(identifier)
        return self._facility(facility) if facility else None

    def facilities(self) -> Iterator[Facility]:
        """The facilities without their withheld facts; names are always told."""
        return map(self._facility, self._record.facilities)

    def _facility(self, facility: Facility) -> Facility:
        return facility if self._known.facility(facility) else masked_facility(facility)

    def related(self) -> Iterator[Related]:
        """The related incidents; a withheld incident has a date and no title."""
        return map(self._related, self._record.related)

    def _related(self, related: Related) -> Related:
        return related if self._known.cited(related.cite) else masked_related(related)

    # Conflicts, questions, intervals.

    def conflicts(self) -> Iterator[ToldConflict]:
        """Every conflict of the record, without withheld words."""
        return map(self._conflict, self._record.conflicts)

    def conflicts_of(self, *identifiers: str) -> tuple[ToldConflict, ...]:
        """The conflicts told that affect any of the ids, in the order of the record."""
        found = {
            conflict.id: conflict
            for identifier in identifiers
            for conflict in self._index.conflicts_of.get(identifier, ())
        }
        conflicts = [
            found[one] for one in sorted(found, key=self._index.conflict_numbers.__getitem__)
        ]
        return tuple(told for told in map(self._conflict, conflicts) if told.is_told)

    def conflict(self, identifier: str) -> ToldConflict | None:
        """A conflict by id; None while the conflict is withheld, and for any other id."""
        conflict = self._index.conflicts.get(identifier)
        told = self._conflict(conflict) if conflict else None
        return told if told and told.is_told else None

    def ids_of(self, identifier: str) -> tuple[str, ...]:
        """The ids by which conflicts and questions name a subject or an entry.

        The id of a casualty's person too, and those of an entry's casualties; () while the entry is
        withheld.
        """
        if (position := self.position(identifier)) is not None:
            entry = self.entry(position)
            effects = entry.effects if entry else ()
            casualties = (effect.casualty for effect in effects if effect.casualty)
            return (identifier, *casualties) if entry else ()
        casualty = self.casualty(identifier)
        return (identifier, casualty.person) if casualty and casualty.person else (identifier,)

    @cached_property
    def conflict_count(self) -> int:
        """How many conflicts are told."""
        if not self.withholds:
            return len(self._record.conflicts)
        return sum(map(self._known.conflict, self._record.conflicts))

    def _conflict(self, conflict: Conflict) -> ToldConflict:
        certainties = self._known.claims(conflict)
        claims = tuple(
            self._claim(conflict, number, certainty) for number, certainty in enumerate(certainties)
        )
        judged = "unknown" not in certainties
        return ToldConflict(
            conflict.id,
            conflict.status,
            conflict.affects,
            claims,
            conflict.topic if self._known.conflict(conflict) else None,
            conflict.readings if judged else (),
            conflict.note if judged else "",
        )

    def _claim(self, conflict: Conflict, number: int, certainty: Certainty) -> ToldClaim:
        claim = conflict.claims[number]
        if certainty == "unknown":
            return ToldClaim(letter(number), certainty, claim.id, None)
        return ToldClaim(letter(number), certainty, claim.id, claim.value, claim.cite, claim.known)

    def entries_with(self, conflict: ToldConflict, claim: ToldClaim) -> tuple[str, ...]:
        """Ids of the entries on a claim's lines; entries that the conflict affects come first."""
        affected = {*conflict.affects}
        found = {
            entry.id: None
            for cite in claim.cite
            for entry in self._index.entries_at(cite, conflict.affects)
        }
        return tuple(sorted(found, key=lambda identifier: identifier not in affected))

    def questions(self) -> Iterator[tuple[Question, bool]]:
        """Every question, and whether the question can be asked; if not, its words are withheld."""
        for question in self._record.questions:
            asked = self._known.question(question)
            yield (question if asked else masked_question(question)), asked

    def question(self, identifier: str) -> Question | None:
        """A question by id; None while the question cannot be asked, and for an unknown id."""
        question = self._index.questions.get(identifier)
        return question if question and self._known.question(question) else None

    def questions_about(self, *identifiers: str) -> list[Question]:
        """The questions that refer to any of the ids and can be asked."""
        wanted = {*identifiers}
        about = (one for one in self._record.questions if not wanted.isdisjoint(one.refs))
        return [question for question in about if self._known.question(question)]

    @cached_property
    def question_count(self) -> int:
        """How many questions can be asked."""
        if not self.withholds:
            return len(self._record.questions)
        return sum(map(self._known.question, self._record.questions))

    @cached_property
    def open_question_count(self) -> int:
        """How many open questions can be asked."""
        if not self.withholds:
            return self._index.open_question_count
        opened = (one for one in self._record.questions if one.status == "open")
        return sum(map(self._known.question, opened))

    def intervals(self) -> Iterator[tuple[Interval, bool]]:
        """Every interval of the record, and whether both ends are known."""
        return ((interval, self._known.interval(interval)) for interval in self._record.intervals)

    def interval(self, identifier: str) -> Interval | None:
        """An interval by id; None while an end is not known, and for any other id."""
        found = (one for one in self._record.intervals if one.id == identifier)
        return next((one for one in found if self._known.interval(one)), None)

    def end_of_interval(self, name: str) -> int | None:
        """The position of the entry with an id, or of the first entry to reach a milestone."""
        return self.chronology.entry_of(name)

    # Sources.

    def sources(self) -> Iterator[Source]:
        """The sources without their withheld facts."""
        return map(self._source, self._record.sources)

    def source(self, identifier: str) -> Source | None:
        """A source by id; before publication only id, kind, dates, grade and clock."""
        source = self._index.sources.get(identifier)
        return self._source(source) if source else None

    def _source(self, source: Source) -> Source:
        return source if self.is_published(source.id) else masked_source(source)

    def is_published(self, identifier: str) -> bool:
        """Whether a source was on the air or published; True for a source without a date."""
        return self._known.source(identifier)

    def citing_in_head(self, source: str) -> int:
        """How many entries of the record's head cite a source; the rest are bulk calls."""
        cited = ({cite.source for cite in entry.cite} for entry in self._record.timeline)
        return sum(source in sources for sources in cited)

    # Filters and places in time, which are told whole.

    @property
    def agency_choices(self) -> list[str]:
        """The agencies of the record, and `UNIDENTIFIED` if any entry has no known agency."""
        return agency_choices(self.chronology)

    def shown(self, filters: Filters, found: Matches | None = None) -> Positions:
        """The positions of the entries that pass filters.

        Args:
            found: the matches of the words of the filters; None to search now.
        """
        return shown_positions(self.chronology, filters, found)

    def told_among(self, positions: Positions) -> Positions:
        """The positions of entries whose words are told."""
        if self.clock is Clock.HAPPENED:
            return positions
        return positions.without([one for one in positions if not self.tells(one)])

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of the record."""
        return self.chronology.problems

    @property
    def radio(self) -> Positions:
        """The positions of radio calls."""
        return self.chronology.radio

    @property
    def is_aligned(self) -> bool:
        """Whether the wrong clocks of sources are corrected."""
        return self.chronology.aligned

    @property
    def corrected_clocks(self) -> frozenset[str]:
        """The ids of the sources whose times are corrected."""
        return frozenset(self.chronology.shifts)

    @property
    def clock_basis(self) -> tuple[str, ...]:
        """The ids of the notes from which leads of corrected clocks follow, each once."""
        shifts = self.chronology.shifts.values()
        return tuple(dict.fromkeys(note for shift in shifts for note in shift.basis))

    @property
    def path(self) -> str:
        """The file of the record; `-` for standard input."""
        return self.chronology.path

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """The parts of the record that could not be read."""
        return self.chronology.left_out

    @property
    def left_out_count(self) -> int:
        """How many parts of the record could not be read."""
        return self.chronology.left_out_count

    @property
    def placed_count(self) -> int:
        """How many entries are placed in time; the rest are unplaced, and follow them."""
        return self.chronology.placed_count

    @property
    def entry_counts(self) -> Mapping[str, int]:
        """Entries per agency, by id or `UNIDENTIFIED`."""
        return self.chronology.counts
