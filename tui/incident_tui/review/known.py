"""The rule of the lens: which facts of a record are known by a moment."""

from collections.abc import Collection

import msgspec

from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Certainty, Clock, State, Subject, certainty_by
from incident_tui.chronology.knowledge import LIVE_SOURCES
from incident_tui.placing.placement import Placement
from incident_tui.record.model import Casualty, Cite, Conflict, Facility, Interval, Question


class KnownFacts(msgspec.Struct, frozen=True):
    """The facts known by a moment: published, or said on the air; or every fact."""

    chronology: Chronology
    moment: int | None
    """Milliseconds since 1970, UTC; None where every fact counts as known."""

    def entry(self, position: int) -> Certainty:
        """How certainly the words of the entry at a position were known."""
        if self.moment is None:
            return "certain"
        return certainty_by(self.chronology.known(position), self.moment)

    def cited(self, cites: Collection[Cite]) -> bool:
        """Whether a fact was known, by its citations alone; True for a fact without citations."""
        if self.moment is None or not cites:
            return True
        known = self.chronology.knowledge.of(None, cites, Placement())
        return certainty_by(known, self.moment) != "unknown"

    def source(self, identifier: str) -> bool:
        """Whether a source was on the air or published; True for a source without a date."""
        source = self.chronology.index.sources.get(identifier)
        if self.moment is None or source is None or source.kind in LIVE_SOURCES:
            return True
        published = self.chronology.knowledge.published(identifier)
        return published is None or certainty_by(published, self.moment) != "unknown"

    def casualty(self, casualty: Casualty) -> bool:
        """Whether anything was known of a casualty."""
        return self.named(casualty) or self._state(casualty).begun

    def named(self, casualty: Casualty) -> bool:
        """Whether the name of a casualty is known; by default, with the status."""
        if self.moment is None:
            return True
        state = self._state(casualty)
        name = self._name(casualty.person)
        if name is None or (state.expected and not state.begun):
            return state.begun
        return certainty_by(name, self.moment) == "certain"

    def person(self, identifier: str) -> bool:
        """Whether the name of a person is known; True for a name without a time."""
        casualty = self.chronology.index.casualty_of.get(identifier)
        if casualty is not None:
            return self.named(casualty)
        name = self._name(identifier)
        return name is None or certainty_by(name, self.moment) == "certain"

    def facility(self, facility: Facility) -> bool:
        """Whether anything was known of what a facility did."""
        if self.moment is None:
            return True
        state = self.chronology.state(Subject("facility", facility.id), self.moment, Clock.KNOWN)
        return state.begun or (not state.expected and self.cited(facility.cite))

    def claims(self, conflict: Conflict) -> list[Certainty]:
        """How certainly each claim of a conflict was known."""
        if self.moment is None:
            return ["certain"] * len(conflict.claims)
        known = self.chronology.claims_known[conflict.id]
        return [certainty_by(placement, self.moment) for placement in known]

    def conflict(self, conflict: Conflict) -> bool:
        """Whether two claims were known, or the only claim: a single report is no conflict."""
        certainties = self.claims(conflict)
        known = len(certainties) - certainties.count("unknown")
        return known >= min(2, len(certainties))

    def question(self, question: Question) -> bool:
        """Whether the citations and every reference of a question were known."""
        if self.moment is None:
            return True
        return self.cited(question.cite) and all(map(self._reference, question.refs))

    def interval(self, interval: Interval) -> bool:
        """Whether the entries at both ends of an interval were known."""
        if self.moment is None:
            return True
        ends = map(self.chronology.entry_of, (interval.start, interval.end))
        return all(end is None or self.entry(end) != "unknown" for end in ends)

    def _reference(self, identifier: str) -> bool:
        """Whether the object behind an id was known: an entry, a name, a source, a conflict."""
        position, index = self.chronology.positions.get(identifier), self.chronology.index
        if position is not None:
            return self.entry(position) != "unknown"
        if identifier in index.related:
            return self.cited(index.related[identifier].cite)
        if identifier in index.conflicts:
            return self.conflict(index.conflicts[identifier])
        return self.source(identifier) and self.person(identifier)

    def _state(self, casualty: Casualty) -> State:
        subject = Subject("casualty", casualty.id)
        return self.chronology.state(subject, self.moment, Clock.KNOWN)

    def _name(self, person: str) -> Placement | None:
        """When the name of a person was known; None where the record does not say."""
        found = self.chronology.index.people.get(person)
        return self.chronology.knowledge.of_name(found) if found else None
