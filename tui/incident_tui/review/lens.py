"""The lens: the facts of a record that are told as of a moment on a clock.

On the clock of what happened, every fact is told. On the clock of the known, a fact is told from
the moment on at which a source may have published the fact, or a voice on the air said so; until
then the fact is withheld. Ids, kinds and times of entries, the date, zone and place of the
incident, and the names of agencies, units and facilities are always told, so that a reader can
find the way.

Panes, boards, prints and exports are given a lens. They ask the lens, and cannot reach the record.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from operator import itemgetter
from typing import Final

import msgspec

from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Certainty, Change, Clock, State, Subject, certainty_by
from incident_tui.chronology.knowledge import LIVE_SOURCES
from incident_tui.chronology.names import NO_AGENCY, UNIDENTIFIED, Name
from incident_tui.chronology.positions import Positions
from incident_tui.chronology.record_index import RecordIndex
from incident_tui.chronology.time_order import HEAD
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
from incident_tui.record.problems import LeftOut, Problem
from incident_tui.record.time_value import TimeValue
from incident_tui.record.vocabulary import EntryKind
from incident_tui.review.filters import Filters, agency_choices, shown_positions
from incident_tui.review.search import Matches

END: Final = None
"""The moment after the last entry of a record, when every fact is told."""

NAME_WITHHELD = "name not known"
"""Stands for a person of whom a status is known and no name."""
PERSON_WITHHELD = "a person not known of yet"
ENTRY_WITHHELD = "an entry not known yet"
RELATED_WITHHELD = "an incident not known of yet"


class ToldClaim(msgspec.Struct, frozen=True):
    """A claim of a conflict."""

    letter: str
    """`A` for the first claim of a conflict; `AA` after `Z`."""
    certainty: Certainty
    """How certainly the claim was known; `unknown` where the claim is withheld."""
    id: str
    value: str | None
    """None where withheld."""
    cite: tuple[Cite, ...] = ()
    known: TimeValue | None = None
    """When the claim was known, as the record states."""
    entries: tuple[str, ...] = ()
    """Ids of entries with the claim; entries that the conflict affects come first."""


class ToldConflict(msgspec.Struct, frozen=True):
    """A conflict; told once two claims are known, for a single report contradicts nobody."""

    id: str
    status: str
    affects: tuple[str, ...]
    claims: tuple[ToldClaim, ...]
    topic: str | None
    """None where the conflict is withheld."""
    readings: tuple[str, ...] = ()
    """Opinions; withheld until every claim is known, for their author knew every claim."""
    note: str = ""

    @property
    def is_told(self) -> bool:
        """Whether the conflict is known, and not only a claim."""
        return self.topic is not None


class ToldChange(msgspec.Struct, frozen=True):
    """A change of a subject's status."""

    certainty: Certainty
    """How certainly the change had happened, or was known, by the moment of the lens."""
    status: str | None
    """None where withheld."""
    placement: Placement = Placement()
    """When the change took place."""
    known: Placement = Placement()
    """When the change was reported."""
    cite: tuple[Cite, ...] = ()
    entry: str = ""
    """The id of the entry that reports the change; "" for a step of the subject's own history."""
    time: TimeValue | None = None
    """When the change took place, as the subject's own history states; None for an entry."""
    known_time: TimeValue | None = None
    """When the change was reported, as the subject's own history states."""
    note: str = ""


class Outline(msgspec.Struct, frozen=True):
    """The parts of an entry that are always told."""

    id: str
    kind: EntryKind
    time: TimeValue
    placement: Placement


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

    @cached_property
    def other(self) -> "Lens":
        """A lens at this moment on the clock that this lens does not use."""
        return Lens(self.chronology, self.moment, self.clock.other)

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
        yield from map(calls.entry, range(len(calls)))

    @property
    def format(self) -> str:
        """The name of the record's format: `incident-record/1`."""
        return self._record.format

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
        """The incident; where withheld, only its id, date, zone, place and warnings."""
        incident = self._record.incident
        if self.is_cited_known(incident.cite):
            return incident
        return Incident(
            id=incident.id,
            title="",
            date=incident.date,
            timezone=incident.timezone,
            timezone_basis=incident.timezone_basis,
            location=incident.location,
            exercise=incident.exercise,
            content_note=incident.content_note,
        )

    def location(self, identifier: str) -> Location | None:
        """A place by id; None for any other id."""
        return self._index.locations.get(identifier)

    def locations(self) -> tuple[Location, ...]:
        """The places of the record."""
        return self._record.locations

    def glossary(self) -> Iterator[Term]:
        """The terms of the glossary, as far as their sources are known."""
        return (term for term in self._record.glossary if self.is_cited_known(term.cite))

    # Entries.

    def position(self, identifier: str) -> int | None:
        """The position of the entry with an id; None for any other id."""
        return self.chronology.positions.get(identifier)

    def of_kinds(self, kinds: Iterable[str]) -> Positions:
        """The positions of entries of the given kinds."""
        return self.chronology.of_kinds(kinds)

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
        time = entry.time
        if time.stated and not self.tells(position):
            time = msgspec.structs.replace(time, stated="")
        return Outline(entry.id, entry.kind, time, self.chronology.placements[position])

    def known(self, position: int) -> Placement:
        """When the words of the entry at a position were known."""
        return self.chronology.known(position)

    def certainty(self, position: int) -> Certainty:
        """How certainly the words of the entry at a position were known."""
        if not self.withholds:
            return "certain"
        return certainty_by(self.chronology.known(position), self.moment)

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

    def agencies_of(self, position: int) -> tuple[str, ...]:
        """Ids of an entry's agencies, or `UNIDENTIFIED` alone; () where the entry is withheld."""
        entry = self.entry(position)
        return () if entry is None else self.chronology.agencies_of(entry)

    def is_bulk_call(self, position: int) -> bool:
        """Whether the entry at a position stands in a file of calls, not in the record's head."""
        return self.chronology.arrangement.numbers[position] < HEAD

    @property
    def last_to_end(self) -> int | None:
        """The position of the placed entry that ends last; None where no entry is placed."""
        bests = self.chronology.bests
        if not bests:
            return None
        position, end = max(self.chronology.lasting, key=itemgetter(1), default=(0, bests[0]))
        return position if end > bests[-1] else len(bests) - 1

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
        """The name behind an id, as far as it is told; text that is no id stays unchanged."""
        position = self.chronology.positions.get(identifier)
        if position is not None:
            entry = self.entry(position)
            if entry is None:
                return ENTRY_WITHHELD
            return entry.text if entry.verbatim else entry.title or entry.text
        if identifier == UNIDENTIFIED:
            return NO_AGENCY
        named = self._index.names.get(identifier)
        return identifier if named is None else self._as_told(identifier, named)

    def section(self, identifier: str) -> str:
        """The section of the record with an id, in plain words; "" for an unknown id."""
        named = self._index.names.get(identifier)
        return named.section if named else ""

    def short(self, identifier: str) -> str:
        """The short name of an agency, `?` for `UNIDENTIFIED`; the full name for any other id."""
        if identifier == UNIDENTIFIED:
            return "?"
        named = self._index.names.get(identifier)
        return named.short if named and named.section == "agencies" else self.name(identifier)

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
                return named.full if self.is_cited_known(related.cite) else RELATED_WITHHELD
            case "conflicts":
                return named.full if self.conflict(identifier).is_told else named.short
            case "questions":
                return named.full if self.question(identifier) else named.short
            case "intervals":
                return named.full if self.interval(identifier) else named.short
        return named.full

    def _person_as_told(self, identifier: str, named: Name) -> str:
        """The name of a casualty or a person; a label or a role until the name is known."""
        casualty = self._index.casualty_of.get(identifier)
        if casualty is not None:
            if self._is_named(casualty):
                return named.full
            heard_of = self.state(Subject("casualty", casualty.id)).begun
            return casualty.label or casualty.role or NAME_WITHHELD if heard_of else PERSON_WITHHELD
        person = self._index.people[identifier]
        known = self.chronology.knowledge.of_name(person)
        if known is None or certainty_by(known, self.moment) == "certain":
            return named.full
        return person.label or NAME_WITHHELD

    def _is_named(self, casualty: Casualty) -> bool:
        """Whether the name of a casualty is known; without a time of its own, with the status."""
        state = self.state(Subject("casualty", casualty.id))
        person = self._index.people.get(casualty.person)
        known = self.chronology.knowledge.of_name(person) if person else None
        if known is None or (state.expected and not state.begun):
            return state.begun
        return certainty_by(known, self.moment) == "certain"

    # States, and the subjects that have them.

    def state(self, subject: Subject) -> State:
        """The state of a subject."""
        return self.chronology.state(subject, self.moment, self.clock)

    def differs(self, subject: Subject) -> bool:
        """Whether the two clocks give a subject different states at this moment."""
        here, there = self.state(subject), self.other.state(subject)
        return (here.certain, here.possible) != (there.certain, there.possible)

    def history(self, subject: Subject) -> tuple[ToldChange, ...]:
        """The changes of a subject's status, in order."""
        history = self.chronology.ladders[self.clock].get(subject)
        return tuple(map(self._change, history.changes)) if history else ()

    def _change(self, change: Change) -> ToldChange:
        at = change.placement if self.clock is Clock.HAPPENED else change.known
        certainty = certainty_by(at, self.moment)
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

    def since(self, subject: Subject) -> ToldChange | None:
        """The last status of a subject that is certain; None where no status is."""
        certain = self.state(subject).certain
        return self._change(certain) if certain else None

    def is_on_air(self, cites: Iterable[Cite]) -> bool:
        """Whether a fact was heard on the air, or entered in a log, as it took place."""
        return self.chronology.knowledge.is_on_air(cites)

    def subjects(self, kind: str) -> Iterator[Subject]:
        """The subjects of a kind with a history."""
        return (one for one in self.chronology.ladders[self.clock] if one.kind == kind)

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
        heard_of = self.is_heard_of(casualty.id)
        return Casualty(
            id=casualty.id,
            group=casualty.group,
            count=casualty.count,
            agency=casualty.agency if heard_of else "",
            role=casualty.role if heard_of else "",
        )

    def is_heard_of(self, casualty: str) -> bool:
        """Whether anything was known of a casualty."""
        if not self.withholds:
            return True
        return (
            self._is_named(self._index.casualties[casualty])
            or self.state(Subject("casualty", casualty)).begun
        )

    def people(self) -> Iterator[Person]:
        """The people whose names are told."""
        return (one for one in self._record.people if self._is_known_of(one.id))

    def agency(self, identifier: str) -> Agency | None:
        """An agency by id, without withheld facts; None for `UNIDENTIFIED`."""
        agency = self._index.agencies.get(identifier)
        return self._agency(agency) if agency else None

    def agencies(self) -> Iterator[Agency]:
        """The agencies without their withheld facts; names and kinds are always told."""
        return map(self._agency, self._record.agencies)

    def _agency(self, agency: Agency) -> Agency:
        if self.in_hindsight:
            return agency
        return msgspec.structs.replace(
            agency, roles=(), status_history=(), cite=(), note="", aid=None
        )

    def units(self, agency: str | None = None) -> tuple[Unit, ...]:
        """The units of an agency, or of the record, without their histories where withheld."""
        units = self._record.units if agency is None else self._index.units_of.get(agency, ())
        if self.in_hindsight:
            return tuple(units)
        return tuple(msgspec.structs.replace(one, status_history=(), cite=()) for one in units)

    def facility(self, identifier: str) -> Facility | None:
        """A facility by id, without withheld facts; None for any other id."""
        facility = self._index.facilities.get(identifier)
        return self._facility(facility) if facility else None

    def facilities(self) -> Iterator[Facility]:
        """The facilities without their withheld facts; names are always told."""
        return map(self._facility, self._record.facilities)

    def _facility(self, facility: Facility) -> Facility:
        if not self.withholds:
            return facility
        state = self.state(Subject("facility", facility.id))
        if state.begun or (not state.expected and self.is_cited_known(facility.cite)):
            return facility
        return Facility(id=facility.id, name=facility.name, kind=facility.kind)

    def related(self) -> Iterator[Related]:
        """The related incidents; a withheld incident has a date and no title."""
        return map(self._related, self._record.related)

    def _related(self, related: Related) -> Related:
        if self.is_cited_known(related.cite):
            return related
        return Related(id=related.id, title="", relation=(), date=related.date)

    # Conflicts, questions, intervals.

    def conflicts(self) -> Iterator[ToldConflict]:
        """Every conflict of the record, without withheld words."""
        return map(self._conflict, self._record.conflicts)

    def conflict(self, identifier: str) -> ToldConflict:
        """A conflict by id, without withheld words.

        Raises:
            KeyError: if the record has no such conflict.
        """
        return self._conflict(self._index.conflicts[identifier])

    def conflicts_of(self, *identifiers: str) -> tuple[ToldConflict, ...]:
        """The conflicts told that affect any of the ids, in the order of the record."""
        touching = {
            conflict.id
            for identifier in identifiers
            for conflict in self._index.conflicts_of.get(identifier, ())
        }
        if not touching:
            return ()
        found = (self._conflict(one) for one in self._record.conflicts if one.id in touching)
        return tuple(conflict for conflict in found if conflict.is_told)

    @cached_property
    def conflict_count(self) -> int:
        """How many conflicts are told."""
        if not self.withholds:
            return len(self._record.conflicts)
        return sum(self._is_disputed(conflict) for conflict in self._record.conflicts)

    def _claim_certainties(self, conflict: Conflict) -> list[Certainty]:
        if not self.withholds:
            return ["certain"] * len(conflict.claims)
        known = self.chronology.claims_known[conflict.id]
        return [certainty_by(placement, self.moment) for placement in known]

    def _is_disputed(self, conflict: Conflict) -> bool:
        certainties = self._claim_certainties(conflict)
        told = len(certainties) - certainties.count("unknown")
        return told >= min(2, len(certainties))

    def _conflict(self, conflict: Conflict) -> ToldConflict:
        certainties = self._claim_certainties(conflict)
        claims = tuple(
            ToldClaim(
                letter(number),
                certainty,
                claim.id,
                None if certainty == "unknown" else claim.value,
                () if certainty == "unknown" else claim.cite,
                None if certainty == "unknown" else claim.known,
                () if certainty == "unknown" else self._telling(conflict, claim.cite),
            )
            for number, (claim, certainty) in enumerate(
                zip(conflict.claims, certainties, strict=True)
            )
        )
        judged = "unknown" not in certainties
        return ToldConflict(
            conflict.id,
            conflict.status,
            conflict.affects,
            claims,
            conflict.topic if self._is_disputed(conflict) else None,
            conflict.readings if judged else (),
            conflict.note if judged else "",
        )

    def _telling(self, conflict: Conflict, cites: Iterable[Cite]) -> tuple[str, ...]:
        """Ids of the entries on the cited lines; entries that the conflict affects come first."""
        affected = {*conflict.affects}
        found = {
            entry.id: None
            for cite in cites
            for entry in self._index.entries_at(cite, conflict.affects)
        }
        return tuple(sorted(found, key=lambda identifier: identifier not in affected))

    def questions(self) -> Iterator[tuple[Question, bool]]:
        """Every question, and whether the question can be asked; if not, its words are withheld."""
        for question in self._record.questions:
            asked = self._is_asked(question)
            yield (question if asked else _without_words(question)), asked

    def question(self, identifier: str) -> Question | None:
        """A question by id; None where it cannot be asked yet, and for any other id."""
        question = self._index.questions.get(identifier)
        return question if question and self._is_asked(question) else None

    def questions_about(self, *identifiers: str) -> list[Question]:
        """The questions that refer to any of the ids and can be asked."""
        wanted = {*identifiers}
        about = (one for one in self._record.questions if not wanted.isdisjoint(one.refs))
        return [question for question in about if self._is_asked(question)]

    @cached_property
    def question_count(self) -> int:
        """How many questions can be asked."""
        return sum(self._is_asked(question) for question in self._record.questions)

    def _is_asked(self, question: Question) -> bool:
        """Whether the citations and every reference of a question were known."""
        if not self.withholds:
            return True
        return self.is_cited_known(question.cite) and all(map(self._is_known_of, question.refs))

    def _is_known_of(self, identifier: str) -> bool:
        """Whether an entry, or the name of a person, was known; True for any other id."""
        if identifier in self.chronology.positions:
            return self.tells(self.chronology.positions[identifier])
        casualty = self._index.casualty_of.get(identifier)
        if casualty is not None:
            return self._is_named(casualty)
        person = self._index.people.get(identifier)
        known = self.chronology.knowledge.of_name(person) if person else None
        return known is None or certainty_by(known, self.moment) == "certain"

    def intervals(self) -> Iterator[tuple[Interval, bool]]:
        """Every interval of the record, and whether both ends are known."""
        return ((interval, self._is_bounded(interval)) for interval in self._record.intervals)

    def interval(self, identifier: str) -> Interval | None:
        """An interval by id; None while an end is not known, and for any other id."""
        found = (one for one in self._record.intervals if one.id == identifier)
        return next((one for one in found if self._is_bounded(one)), None)

    def end_of_interval(self, name: str) -> int | None:
        """The position of the entry with an id, or of the first entry to reach a milestone."""
        return self.chronology.entry_of(name)

    def _is_bounded(self, interval: Interval) -> bool:
        ends = (self.end_of_interval(name) for name in (interval.start, interval.end))
        return all(end is None or self.tells(end) for end in ends)

    # Sources.

    def sources(self) -> Iterator[Source]:
        """The sources without their withheld facts."""
        return map(self._source, self._record.sources)

    def source(self, identifier: str) -> Source | None:
        """A source by id; before publication only id, kind, dates, grade and clock."""
        source = self._index.sources.get(identifier)
        return self._source(source) if source else None

    def _source(self, source: Source) -> Source:
        if self.is_published(source.id):
            return source
        return Source(
            id=source.id,
            kind=source.kind,
            published=source.published,
            reliability=source.reliability,
            clock=source.clock,
        )

    def citing_in_head(self, source: str) -> int:
        """How many entries of the record's head cite a source; the rest are bulk calls."""
        cited = ({cite.source for cite in entry.cite} for entry in self._record.timeline)
        return sum(source in sources for sources in cited)

    def is_published(self, identifier: str) -> bool:
        """Whether a source was on the air or published; True for a source without a date."""
        source = self._index.sources.get(identifier)
        if not self.withholds or source is None or source.kind in LIVE_SOURCES:
            return True
        published = self.chronology.knowledge.published(identifier)
        return published is None or certainty_by(published, self.moment) != "unknown"

    def is_cited_known(self, cites: Collection[Cite]) -> bool:
        """Whether a fact was known, by its citations alone; True for a fact without citations."""
        if not self.withholds or not cites:
            return True
        known = self.chronology.knowledge.of(None, cites, Placement())
        return certainty_by(known, self.moment) != "unknown"

    # Filters and places in time, which are told whole.

    @property
    def agency_choices(self) -> list[str]:
        """The agencies of the record, and `UNIDENTIFIED` if any entry has no known agency."""
        return agency_choices(self.chronology)

    def shown(self, filters: Filters, found: Matches | None = None) -> Positions:
        """The positions of the entries that pass filters.

        Args:
            found: the matches of the words that the filters ask for; None to search for them now.
        """
        return shown_positions(self.chronology, filters, found)

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


def letter(number: int) -> str:
    """The letters of a claim by number from 0: `A` to `Z`, then `AA`, `AB`."""
    before, here = divmod(number, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + here)


def _without_words(question: Question) -> Question:
    return msgspec.structs.replace(question, text="", answer="", cite=())
