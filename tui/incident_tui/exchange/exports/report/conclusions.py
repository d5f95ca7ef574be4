"""Conclusions from a record: intervals, conflicts, questions, related incidents, facilities."""

from collections.abc import Iterator
from functools import cached_property
from operator import itemgetter

from incident_tui.chronology.histories import Subject
from incident_tui.exchange.exports.report.links import Links, anchor
from incident_tui.exchange.exports.report.values import (
    ClaimReport,
    ConflictReport,
    FacilityReport,
    IncidentDay,
    IntervalReport,
    Link,
    QuestionReport,
    RelatedReport,
)
from incident_tui.exchange.printed.withheld import NOT_YET, PERHAPS_NOT_YET
from incident_tui.record.vocabulary import plain
from incident_tui.review.lens import Lens
from incident_tui.review.told import ToldConflict
from incident_tui.words.citations import voice_of
from incident_tui.words.counts import status_words
from incident_tui.words.intervals import lengths
from incident_tui.words.names import milestone_words
from incident_tui.words.questions import by_subject
from incident_tui.words.related import days_apart, days_words, record_words, relation_words
from incident_tui.words.times import day_beside, duration_words
from incident_tui.words.written import written_words


class ConclusionsSection:
    """Conclusions from a record; no conflict is resolved, and no length is judged."""

    def __init__(self, lens: Lens, links: Links) -> None:
        self._lens, self._links = lens, links

    @cached_property
    def intervals(self) -> tuple[IntervalReport, ...]:
        """The intervals of the record."""
        return tuple(self._intervals())

    def _intervals(self) -> Iterator[IntervalReport]:
        for interval, length in lengths(self._lens):
            if length is None:
                yield IntervalReport(interval.id, Link(""), Link(""), NOT_YET, False, "")
                continue
            start, end = self._end_link(interval.start), self._end_link(interval.end)
            words, has_both = str(length), not length.why
            yield IntervalReport(interval.name, start, end, words, has_both, interval.note)

    def _end_link(self, name: str) -> Link:
        """The first, or last, entry of an interval."""
        position = self._lens.end_of_interval(name)
        if position is None:
            return Link(f"{name}, which nothing is or reaches")
        link = self._links.to_entry(self._lens.outline(position).id)
        if self._lens.position(name) is not None:
            return link
        return Link(f"{link.words} · milestone {milestone_words(name)}", link.anchor)

    @cached_property
    def conflicts(self) -> tuple[ConflictReport, ...]:
        """The known conflicts, none of them resolved."""
        return tuple(
            ConflictReport(
                anchor("conflict", conflict.id),
                conflict.id,
                conflict.topic,
                plain(conflict.status),
                tuple(self._claims(conflict)),
                conflict.readings,
                self._links.to_all(conflict.affects),
                conflict.note,
            )
            for conflict in self._lens.conflicts()
            if conflict.topic is not None
        )

    @cached_property
    def withheld_conflicts(self) -> tuple[Link, ...]:
        """The ids of the conflicts not known yet."""
        conflicts = (conflict for conflict in self._lens.conflicts() if not conflict.is_told)
        return tuple(Link(conflict.id, anchor("conflict", conflict.id)) for conflict in conflicts)

    def _claims(self, conflict: ToldConflict) -> Iterator[ClaimReport]:
        for claim in conflict.claims:
            known = written_words(self._lens, claim.known) if claim.known else ""
            voices = ((voice_of(self._lens, cite, conflict.affects), cite) for cite in claim.cite)
            value = NOT_YET if claim.value is None else claim.value
            doubt = PERHAPS_NOT_YET if claim.certainty == "possible" else ""
            yield ClaimReport(claim.letter, value, known, doubt, tuple(voices))

    @cached_property
    def questions(self) -> tuple[tuple[str, tuple[QuestionReport, ...]], ...]:
        """The open questions by subject, then the closed questions by status."""
        return tuple(self._questions())

    def _questions(self) -> Iterator[tuple[str, tuple[QuestionReport, ...]]]:
        for subject, questions in by_subject(self._lens).items():
            reports = (
                QuestionReport(
                    anchor("question", question.id),
                    question.id,
                    question.text,
                    question.origin == "stated_in_source",
                    question.answer,
                    self._links.to_all(question.refs),
                    question.cite,
                )
                for question in questions
            )
            yield subject, tuple(reports)

    @cached_property
    def withheld_questions(self) -> tuple[Link, ...]:
        """The ids of the questions about facts not known yet."""
        questions = (question for question, told in self._lens.questions() if not told)
        return tuple(Link(question.id, anchor("question", question.id)) for question in questions)

    @cached_property
    def related(self) -> tuple[RelatedReport, ...]:
        """The related incidents."""
        return tuple(self._related())

    def _related(self) -> Iterator[RelatedReport]:
        lens, here = self._lens, self._lens.incident.date
        for related in lens.related():
            casualties = (
                f"{hurt.count} {plain(hurt.status)} ({plain(hurt.group)})"
                for hurt in related.casualties
            )
            facts = (
                related.location,
                ", ".join(map(lens.name, related.agencies)),
                self._links.when(related.time) if related.time else "",
                record_words(related),
            )
            yield RelatedReport(
                anchor("related", related.id),
                lens.name(related.id),
                day_beside(related.date, here) if related.date else "no date",
                related.date.isoformat() if related.date else "",
                days_words(days_apart(lens, related)),
                relation_words(related),
                tuple(filter(None, facts)),
                ", ".join(casualties),
                related.summary,
                related.cite,
            )

    @cached_property
    def days(self) -> tuple[IncidentDay, ...]:
        """The incident and the related incidents by their days, to scale; none on a single day."""
        lens, here = self._lens, self._lens.incident.date
        others = [
            (related.date, lens.name(related.id), False)
            for related in lens.related()
            if related.date
        ]
        if here is None or all(day == here for day, _, _ in others):
            return ()
        days = sorted([*others, (here, "this incident", True)], key=itemgetter(0))
        first, span = days[0][0], (days[-1][0] - days[0][0]).days
        return tuple(
            IncidentDay(100 * (day - first).days / span, day_beside(day, here), title, is_here)
            for day, title, is_here in days
        )

    @cached_property
    def facilities(self) -> tuple[FacilityReport, ...]:
        """Schools, hospitals and further places affected by the incident."""
        return tuple(self._facilities())

    def _facilities(self) -> Iterator[FacilityReport]:
        for facility in self._lens.facilities():
            state = self._lens.state(Subject("facility", facility.id))
            action, length = facility.action, facility.duration
            facts = (
                ("time", self._links.when(facility.time) if facility.time else ""),
                ("lasted", duration_words(length) if length else ""),
            )
            yield FacilityReport(
                anchor("facility", facility.id),
                facility.name,
                plain(facility.kind),
                action.reported if action else "",
                action.srp if action else "",
                action.srp_basis if action else "",
                tuple(fact for fact in facts if fact[1]),
                self._links.to(facility.ended_by) if facility.ended_by else None,
                status_words(state) if state.certain else "",
                facility.note,
                facility.cite,
            )
