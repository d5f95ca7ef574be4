"""Who was hurt, and who was on scene: casualties by group, agencies and units."""

from collections.abc import Iterator
from functools import cached_property

from incident_tui.chronology.histories import Subject
from incident_tui.exchange.exports.report.links import Links, anchor
from incident_tui.exchange.exports.report.values import (
    AgencyMark,
    CasualtyReport,
    GroupReport,
    Link,
    ResponderReport,
    StatusStep,
)
from incident_tui.record.time_value import Relative, TimeValue
from incident_tui.record.vocabulary import CASUALTY_GROUPS, plain
from incident_tui.review.harm import casualty_tally
from incident_tui.review.lens import Lens
from incident_tui.review.told import ToldChange
from incident_tui.words.counts import counts_words, status_words
from incident_tui.words.names import GROUP_NAMES, role_words
from incident_tui.words.times import (
    AT_ONCE,
    bounds_words,
    known_words,
    reported_words,
    time_words,
)
from incident_tui.words.written import written_words


class PeopleSection:
    """The casualties, agencies and units of a report."""

    def __init__(self, lens: Lens, links: Links) -> None:
        self._lens, self._links = lens, links
        self.agency_count = sum(1 for _ in lens.agencies())

    # Casualties.

    @cached_property
    def groups(self) -> tuple[GroupReport, ...]:
        """The groups with casualties, or reports of casualties."""
        return tuple(self._groups())

    def _groups(self) -> Iterator[GroupReport]:
        for group in CASUALTY_GROUPS:
            members = tuple(self._casualties(group))
            reported = self._steps(Subject("group", group))
            if members or reported:
                tally = counts_words(*casualty_tally(self._lens, group))
                yield GroupReport(GROUP_NAMES[group], tally, reported, members)

    def _casualties(self, group: str) -> Iterator[CasualtyReport]:
        lens = self._lens
        for casualty in lens.casualties(group):
            name, subject = lens.name(casualty.id), Subject("casualty", casualty.id)
            state, taken = lens.state(subject), casualty.transported
            facts = (
                "" if casualty.role == name else casualty.role,
                lens.name(casualty.agency),
                casualty.cause,
                self._transport_words(taken.by, taken.to, taken.time) if taken else "",
            )
            yield CasualtyReport(
                anchor("casualty", casualty.id),
                name,
                casualty.count,
                tuple(filter(None, facts)),
                status_words(state),
                state.certainty,
                self._steps(subject),
                self._links.to_conflicts(lens.conflicts_of(casualty.id)),
                casualty.note,
                casualty.cite,
            )

    def _transport_words(self, by: str, to: str, time: TimeValue | None) -> str:
        by_whom = f" by {self._lens.name(by)}" if by else ""
        where = f" to {self._lens.name(to)}" if to else ""
        when = f", {self._links.when(time)}" if time else ""
        return f"transported{by_whom}{where}{when}"

    def _steps(self, subject: Subject) -> tuple[StatusStep, ...]:
        """The statuses of a subject, certain or possible, up to the moment of the lens."""
        changes = self._lens.history(subject)
        begun = [
            number for number, change in enumerate(changes, 1) if change.certainty != "unknown"
        ]
        steps = map(self._step, changes[: begun[-1] if begun else 0])
        return tuple(step for step in steps if step)

    def _step(self, change: ToldChange) -> StatusStep | None:
        """A status with times; None where the status is withheld."""
        if change.status is None:
            return None
        status = plain(change.status) + ("?" if change.certainty == "possible" else "")
        time, known, entry = self._times(change)
        return StatusStep(status, time, known, change.note, change.cite, entry)

    def _times(self, change: ToldChange) -> tuple[str, str, Link | None]:
        """When a status began, when the status was known, and the entry with the report."""
        lens, position = self._lens, self._lens.position(change.entry)
        if position is not None:
            time = time_words(lens, lens.outline(position).time, change.placement)
            known = known_words(lens, position)
            link = Link(self._links.title(change.entry), self._links.place_of(change.entry))
            return time, "" if known == AT_ONCE else known, link
        known = reported_words(lens, change.known_time, change.known)
        if change.time is None:
            return bounds_words(lens, change.placement), known, None
        time = time_words(lens, change.time, change.placement)
        if isinstance(change.time.at, Relative):
            time += f", {written_words(lens, change.time)}"
        is_at_once = change.known_time is None and lens.is_on_air(change.cite)
        return time, "" if is_at_once else known, None

    # Agencies and units.

    @cached_property
    def agencies(self) -> tuple[ResponderReport, ...]:
        """Every agency, and last the entries in which none is identified."""
        return tuple(map(self.agency, self._lens.agency_choices)) if self.agency_count else ()

    def agency(self, identifier: str) -> ResponderReport:
        """An agency, by id, or the entries in which no agency is identified."""
        report = self._responder(Subject("agency", identifier), self._links.mark(identifier))
        agency = self._lens.agency(identifier)
        if agency is None:
            return report
        kind = (
            "" if agency.kind == "unknown" else plain(agency.kind),
            agency.level,
            "" if agency.named else "not named",
            f"aid {plain(agency.aid)}" if agency.aid else "",
        )
        aliases = f"also {', '.join(agency.aliases)}" if agency.aliases else ""
        roles = (
            (self._role_words(role_words(held), held.start, held.end), held.cite)
            for held in agency.roles
        )
        return report._replace(
            kind=" · ".join(filter(None, kind)),
            roles=tuple(roles),
            facts=tuple(filter(None, (aliases, agency.note))),
            cites=agency.cite,
        )

    def _responder(self, subject: Subject, mark: AgencyMark) -> ResponderReport:
        last = self._lens.since(subject)
        since = self._step(last) if last else None
        entry_count = self._lens.entry_counts.get(subject.id, 0)
        place = anchor(subject.kind, subject.id)
        return ResponderReport(place, mark, "", entry_count, (), since, (), ())

    def _role_words(self, words: str, start: TimeValue | None, end: TimeValue | None) -> str:
        for side, value in (("from", start), ("to", end)):
            if value:
                words += f", {side}: {self._links.when(value)}"
        return words

    @cached_property
    def units(self) -> tuple[ResponderReport, ...]:
        """Every unit with the last status."""
        return tuple(self._units())

    def _units(self) -> Iterator[ResponderReport]:
        for unit in self._lens.units():
            agency = self._links.mark(unit.agency)
            mark = AgencyMark(unit.call_sign, agency.name, agency.colour)
            report = self._responder(Subject("unit", unit.id), mark)
            yield report._replace(kind=plain(unit.type), cites=unit.cite)
