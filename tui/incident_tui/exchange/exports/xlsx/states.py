"""The sheet State: who was hurt, who was on scene, which milestones were reached by the moment."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, get_args

from incident_tui.chronology.histories import Certainty, Clock, Subject
from incident_tui.exchange.exports.columns import BETWEEN
from incident_tui.exchange.exports.exact_times import zoned
from incident_tui.exchange.exports.report.conclusions import ConclusionsSection
from incident_tui.exchange.exports.report.links import Links
from incident_tui.exchange.exports.report.people import PeopleSection
from incident_tui.exchange.exports.report.values import FacilityReport
from incident_tui.exchange.exports.tables import Cell, Column, Row, Table
from incident_tui.exchange.exports.xlsx.changes import (
    BEGAN,
    CHANGE_COLUMNS,
    CITES,
    SOURCES,
    begun_changes,
    change_cells,
    change_words,
    cite_cells,
)
from incident_tui.exchange.printed.view import View
from incident_tui.record.vocabulary import CASUALTY_GROUPS
from incident_tui.review.harm import reports_of
from incident_tui.review.lens import Lens
from incident_tui.review.told import ToldChange
from incident_tui.words.citations import Cite
from incident_tui.words.names import GROUP_NAMES, milestone_words
from incident_tui.words.reports import report_words

_SECTIONS = ("casualty", "report", "agency", "facility", "milestone")
_PRINTED = (
    Column("section", 10, _SECTIONS),
    Column("id", 16),
    Column("name", 28),
    Column("count", 7, kind="number"),
    Column("group", 11, CASUALTY_GROUPS),
    Column("status", 18),
    Column("certainty", 10, get_args(Certainty)),
    Column("possible", 18),
    BEGAN,
    Column("facts", 40, kind="prose"),
    Column("note", 40, kind="prose"),
    SOURCES,
)
_COLUMNS = (
    *_PRINTED,
    *CHANGE_COLUMNS,
    Column("history", 50, kind="prose"),
    Column("entries", 8, kind="number"),
    Column("conflicts", 30, kind="prose"),
    CITES,
)


class _Subject(NamedTuple):
    """A row of the sheet before it is set in order."""

    section: str
    id: str
    name: str
    status: Row
    """The status, its certainty, what is possible besides."""
    change: ToldChange | None
    """The change that brought the status about, or may have."""
    cites: tuple[Cite, ...]
    history: str = ""
    people: Cell = ""
    group: str = ""
    facts: Iterable[str] = ()
    note: str = ""
    entry_count: Cell = ""
    conflicts: Iterable[str] = ()

    def cells(self, lens: Lens) -> Row:
        """The cells in the order of the columns."""
        own = self.section, self.id, self.name, self.people, self.group
        began, *rest = change_cells(lens, self.change)
        cites = (*(self.change.cite if self.change else ()), *self.cites)
        words, short = cite_cells(lens, dict.fromkeys(cites))
        facts, conflicts = BETWEEN.join(filter(None, self.facts)), BETWEEN.join(self.conflicts)
        prose = facts, self.note, words
        return (
            *own,
            *self.status,
            began,
            *prose,
            *rest,
            self.history,
            self.entry_count,
            conflicts,
            short,
        )


def states(view: View) -> Table:
    """The sheet of the casualties, the reports of groups, agencies, facilities and milestones."""
    nothing = "No casualty, agency, facility or milestone is recorded."
    columns, rows = zoned(_COLUMNS, view.lens), _rows(view)
    return Table("State", columns, rows, nothing, fixed=3, printed=len(_PRINTED))


def _rows(view: View) -> Iterator[Row]:
    lens, links = view.lens, Links(view.lens, view.shown)
    people = PeopleSection(lens, links)
    sections = (
        _casualties(lens, people),
        _reports(lens),
        _agencies(lens, people),
        _facilities(lens, ConclusionsSection(lens, links)),
        _milestones(lens),
    )
    return (subject.cells(lens) for section in sections for subject in section)


def _casualties(lens: Lens, people: PeopleSection) -> Iterator[_Subject]:
    casualties = [one for group in CASUALTY_GROUPS for one in lens.casualties(group)]
    reports = [member for group in people.groups for member in group.members]
    for casualty, report in zip(casualties, reports, strict=True):
        found = _found(lens, Subject("casualty", casualty.id), report.name, report.cites)
        yield found._replace(
            people=report.people,
            group=casualty.group,
            facts=report.facts,
            note=report.note,
            conflicts=(link.words for link in report.disputed),
        )


def _reports(lens: Lens) -> Iterator[_Subject]:
    """What was said of whole groups: claims at a time, and no states."""
    for group in CASUALTY_GROUPS:
        for report in reports_of(lens, group):
            status = report_words(lens, report), report.certainty, ""
            yield _Subject("report", "", GROUP_NAMES[group], status, report, (), group=group)


def _agencies(lens: Lens, people: PeopleSection) -> Iterator[_Subject]:
    for identifier, report in zip(lens.agency_choices, people.agencies, strict=False):
        found = _found(lens, Subject("agency", identifier), report.mark.name, report.cites)
        roles = (words for words, _ in report.roles)
        facts = report.kind, *roles, *report.facts
        yield found._replace(facts=facts, entry_count=report.entry_count)


def _facilities(lens: Lens, conclusions: ConclusionsSection) -> Iterator[_Subject]:
    for facility, report in zip(lens.facilities(), conclusions.facilities, strict=True):
        found = _found(lens, Subject("facility", facility.id), report.name, report.cites)
        yield found._replace(facts=_facility_facts(report), note=report.note)


def _facility_facts(report: FacilityReport) -> Iterator[str]:
    yield report.kind
    yield report.reported
    if report.inferred:
        yield f"inferred: {report.inferred}{f' ({report.basis})' if report.basis else ''}"
    for label, words in report.facts:
        yield f"{label} {words}"
    if report.ended:
        yield f"ended by {report.ended.words}"


def _milestones(lens: Lens) -> Iterator[_Subject]:
    """The milestones; on the clock of the known, those that are not known yet have no name."""
    for subject in lens.subjects("milestone"):
        if lens.state(subject).begun or lens.clock is Clock.HAPPENED:
            yield _found(lens, subject, milestone_words(subject.id), ())


def _found(lens: Lens, subject: Subject, name: str, cites: tuple[Cite, ...]) -> _Subject:
    """A subject with its status by the moment of the lens; "" where no status is recorded."""
    state, status = lens.state(subject), ("", "", "")
    if state.expected or state.begun:
        possible = BETWEEN.join(change.status for change in state.possible)
        status = state.status, state.certainty, possible
    changes = begun_changes(lens, subject)
    change = lens.since(subject) or next(iter(changes), None)
    history = "\n".join(change_words(lens, one) for one in changes)
    return _Subject(subject.kind, subject.id, name, status, change, cites, history)
