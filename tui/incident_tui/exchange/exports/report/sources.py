"""The basis of a report: words and conventions, sources, and problems of the record."""

from collections.abc import Iterator
from functools import cached_property

from incident_tui.exchange.exports.report.links import Links, anchor
from incident_tui.exchange.exports.report.values import SourceReport
from incident_tui.record.time_value import TimeValue
from incident_tui.record.vocabulary import plain
from incident_tui.review.lens import Lens
from incident_tui.words.citations import Cite, clock_words, reliability_words
from incident_tui.words.counts import count_words
from incident_tui.words.times import duration_words
from incident_tui.words.written import dated_words


class SourcesSection:
    """The sources and the conventions of a report."""

    def __init__(self, lens: Lens, links: Links) -> None:
        self._lens, self._links = lens, links

    @cached_property
    def glossary(self) -> tuple[tuple[str, str, tuple[Cite, ...]], ...]:
        """Words of the sources, meanings, and citations."""
        return tuple((term.term, term.meaning, term.cite) for term in self._lens.glossary())

    @cached_property
    def conventions(self) -> tuple[tuple[str, str], ...]:
        """Vague words, and the length of time for each word in the record."""
        tolerances = self._lens.zone.tolerances
        return tuple((word, duration_words(length)) for word, length in tolerances.items())

    @cached_property
    def sources(self) -> tuple[SourceReport, ...]:
        """The sources."""
        return tuple(self._sources())

    def _sources(self) -> Iterator[SourceReport]:
        for source in self._lens.sources():
            facts = (
                source.publisher,
                source.author,
                self._dated("published", source.published),
                self._dated("retrieved", source.retrieved),
                f"taken from {self._lens.name(source.parent)}" if source.parent else "",
                f"licence {source.licence}" if source.licence else "",
                f"reliability {reliability_words(source) or 'not graded'}",
                clock_words(source),
            )
            yield SourceReport(
                anchor("source", source.id),
                source.title or source.id,
                plain(source.kind),
                source.url,
                tuple(filter(None, facts)),
                source.note,
            )

    def _dated(self, label: str, value: TimeValue | None) -> str:
        return f"{label} {dated_words(self._lens, value)}" if value else ""

    @property
    def verdict(self) -> str:
        """How many problems the record has."""
        problems = self._lens.problems
        warning_count = sum(problem.severity == "warning" for problem in problems)
        words = [
            count_words(len(problems) - warning_count, "error"),
            count_words(warning_count, "warning"),
            f"{count_words(self._lens.left_out_count, 'part')} left out",
        ]
        found = [count for count in words if not count.startswith("0 ")]
        if not found:
            return "No problem was found in the record."
        return f"Found in the record: {', '.join(found)}. incident-tui check lists them."
