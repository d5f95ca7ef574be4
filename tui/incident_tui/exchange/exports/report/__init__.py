"""A record as an after-action report: plain values, section by section, to set as text.

Nothing is resolved, rounded or added up: claims stay side by side, times stay as vague as the
sources, casualties of related incidents are counted apart. Texts are a stranger's; the module of
the format escapes them.
"""

from collections.abc import Iterator

from incident_tui.exchange.exports.report.conclusions import ConclusionsSection
from incident_tui.exchange.exports.report.head import HeadSection
from incident_tui.exchange.exports.report.lanes import LanesSection
from incident_tui.exchange.exports.report.links import Links
from incident_tui.exchange.exports.report.people import PeopleSection
from incident_tui.exchange.exports.report.reviewers import ReviewersSection
from incident_tui.exchange.exports.report.sources import SourcesSection
from incident_tui.exchange.exports.report.timeline import TimelineSection
from incident_tui.exchange.exports.report.values import ReportSection
from incident_tui.exchange.printed.view import View


class Report:
    """The sections of a report; a template asks each section for values."""

    def __init__(self, view: View) -> None:
        lens = view.lens
        self.links = Links(lens, view.shown)
        self.head = HeadSection(lens, view.filter_words)
        self.reviewers = ReviewersSection(view, self.links)
        self.lanes = LanesSection(lens, self.links)
        self.timeline = TimelineSection(view, self.links, self.reviewers)
        self.people = PeopleSection(lens, self.links)
        self.conclusions = ConclusionsSection(lens, self.links)
        self.sources = SourcesSection(lens, self.links)
        self._question_count = sum(1 for _ in lens.questions())

    def values(self) -> dict[str, object]:
        """The report and the sections, under the names in templates."""
        sections = ("head", "lanes", "timeline", "people", "conclusions", "sources", "reviewers")
        return {"report": self, **{name: getattr(self, name) for name in (*sections, "links")}}

    @property
    def contents(self) -> Iterator[ReportSection]:
        """The sections with content, in order."""
        timeline, conclusions = self.timeline, self.conclusions
        yield ReportSection("Summary", "summary")
        if self.lanes.picture:
            yield ReportSection("Lanes", "lanes")
        yield ReportSection("Timeline", "timeline", f"{timeline.placed_count:,}")
        if timeline.unplaced_count:
            yield ReportSection("Unplaced", "unplaced", f"{timeline.unplaced_count:,}")
        if timeline.planned_count:
            yield ReportSection("Expected or planned", "planned", f"{timeline.planned_count:,}")
        if self.people.groups:
            yield ReportSection("Casualties", "casualties")
        for name, count in (
            ("Agencies", self.people.agency_count),
            ("Intervals", len(conclusions.intervals)),
            ("Conflicts", len(conclusions.conflicts) + len(conclusions.withheld_conflicts)),
            ("Questions", self._question_count),
            ("Related incidents", len(conclusions.related)),
            ("Facilities", len(conclusions.facilities)),
            ("Glossary", len(self.sources.glossary)),
        ):
            if count:
                yield ReportSection(name, name.split()[0].lower(), f"{count:,}")
        if self.reviewers.is_asked_for:
            yield ReportSection(self.reviewers.title, "reviewers", f"{self.reviewers.count:,}")
        yield ReportSection("Conventions", "conventions")
        if self.sources.sources:
            yield ReportSection("Sources", "sources", f"{len(self.sources.sources):,}")
        yield ReportSection("Citations", "citations")
