"""The overview of an after-action report: what HSEEP asks of an incident or an exercise.

A field that no record has is named as not given, for the agency to fill in.
"""

from collections.abc import Iterator

from incident_tui.exchange.exports.aar.conclusions import ConclusionsSection
from incident_tui.exchange.exports.aar.values import NOT_GIVEN, OverviewLine
from incident_tui.exchange.exports.report.head import HeadSection
from incident_tui.exchange.printed.view import View
from incident_tui.words.counts import count_words

NOT_IN_RECORD = f"{NOT_GIVEN} in the record"
TO_FILL_IN = "to be filled in by the agency"
_OF_HEAD = ("Time zone", "Place", "City", "Lead agency", "Status", "As of", "Record")
"""Facts of the record beside the fields of HSEEP."""


class OverviewSection:
    """The overview of a report."""

    def __init__(self, view: View, conclusions: ConclusionsSection, filter_words: str) -> None:
        """Take the overview of a report.

        Args:
            filter_words: which entries the user asked for; "" for every entry.
        """
        self._lens, self._conclusions = view.lens, conclusions
        head = HeadSection(view.lens, filter_words)
        self._facts = dict(head.facts)
        self.title = head.title
        self.exercise = head.exercise
        """Whether nothing in the record took place."""
        self.subject = "Exercise" if head.exercise else "Incident"
        self.content_note = head.content_note
        self.summary = head.summary or head.without_summary
        self.as_of = self._facts.get("This report", "")
        """The moment and the clock of the report; "" for the whole record in hindsight."""
        self.filter_words = filter_words
        self.format, self.id = head.format, head.id

    @property
    def lines(self) -> Iterator[OverviewLine]:
        """The fields of HSEEP, then further facts of the record."""
        lens, facts = self._lens, self._facts
        names = [agency.name for agency in lens.agencies()]
        fields = {
            f"{self.subject} name": self.title,
            f"{self.subject} dates": facts.get("Date", ""),
            "Scope": self._scope(),
            "Mission areas": "",
            "Core capabilities": "; ".join(self._conclusions.capability_names),
            "Objectives": "; ".join(self._conclusions.objectives),
            "Threat or hazard": facts.get("Type", ""),
            "Scenario": "" if not self.exercise else self.summary,
            "Sponsor": "",
            "Participating organizations": "; ".join(names),
        }
        for label, words in fields.items():
            if label != "Scenario" or self.exercise:
                yield OverviewLine(label, words or NOT_IN_RECORD)
        yield OverviewLine("Point of contact", TO_FILL_IN)
        for label in _OF_HEAD:
            if label in facts:
                yield OverviewLine(label, facts[label])
        if self.as_of:
            yield OverviewLine("This report", self.as_of)
        if self.filter_words:
            yield OverviewLine("Shown", self.filter_words)

    def _scope(self) -> str:
        """How much the record has; a record says nothing else of its scope."""
        lens = self._lens
        counts = (
            count_words(lens.count, "entry", "entries"),
            count_words(sum(1 for _ in lens.agencies()), "agency", "agencies"),
            count_words(len(lens.units()), "unit"),
            count_words(sum(1 for _ in lens.sources()), "source"),
        )
        return f"the record has {', '.join(counts)}"
