"""The timeline of a report: entries, the gaps between them, and the strip of radio traffic."""

from collections.abc import Iterable, Iterator
from functools import cached_property

from incident_tui.exchange.exports.entry_lines import unplaced_positions, who_words
from incident_tui.exchange.exports.exact_times import exact_time
from incident_tui.exchange.exports.report.axis import ticks_of
from incident_tui.exchange.exports.report.links import Links, anchor
from incident_tui.exchange.exports.report.reviewers import ReviewersSection
from incident_tui.exchange.exports.report.values import (
    AgencyMark,
    ReportedEntry,
    TrafficBar,
    TrafficStrip,
)
from incident_tui.exchange.printed.view import View
from incident_tui.exchange.printed.withheld import NOT_YET, PERHAPS_NOT_YET
from incident_tui.record.vocabulary import plain
from incident_tui.review.lens import Lens
from incident_tui.review.rows import Gap, Tray, rows_of_timeline
from incident_tui.review.traffic import Axis, axis_of
from incident_tui.words.axis_marks import AxisMarks, marks_of
from incident_tui.words.counts import count_words
from incident_tui.words.entries import FactKind, facts, who_names
from incident_tui.words.intervals import gap_words
from incident_tui.words.names import KIND_GLYPHS
from incident_tui.words.times import AT_ONCE, instant_words, length_words, time_words
from incident_tui.words.written import written_words

_CELLS = 120
"""Cells of the strip of traffic."""
_SHOWN_ELSEWHERE = frozenset[FactKind]({"time", "source", "disputed"})
"""Facts with a place of their own in the row of an entry."""
_RANKS: dict[FactKind, int] = {"stated": -1, "grade": 1, "sic": 1}
"""Places of facts before, or after, the rest: words of the source first, judgements last."""


class TimelineSection:
    """The timeline of a report; rows are made as they are asked for, whatever their number."""

    def __init__(self, view: View, links: Links, reviewers: ReviewersSection) -> None:
        self._view, self._lens, self._links = view, view.lens, links
        self._reviewers = reviewers
        self.placed_count = len(view.shown) - view.unplaced_count
        planned = unplaced_positions(view.lens, True, view.shown)
        self.planned_count = sum(1 for _ in planned)
        """Forecasts without a full time."""
        self.unplaced_count = view.unplaced_count - self.planned_count
        """Every other entry without a full time."""

    @property
    def without_placed(self) -> str:
        """Words for a timeline without a placed entry."""
        which = "that is shown " if self._view.filters.any else ""
        return f"No entry {which}has a full time."

    @property
    def placed(self) -> Iterator[ReportedEntry | str]:
        """The placed entries in the order of time, and in words the gaps between them."""
        rows = rows_of_timeline(self._lens, self._view.shown)
        for number in range(len(rows)):
            row = rows[number]
            if isinstance(row, Tray):
                return
            yield gap_words(row) if isinstance(row, Gap) else self.entry(row)

    @property
    def unplaced(self) -> Iterator[ReportedEntry]:
        """The entries without a full time in the sources, but for forecasts."""
        return map(self.entry, unplaced_positions(self._lens, False, self._view.shown))

    @property
    def planned(self) -> Iterator[ReportedEntry]:
        """The forecasts without a full time in the sources."""
        return map(self.entry, unplaced_positions(self._lens, True, self._view.shown))

    def entry(self, position: int) -> ReportedEntry:
        """The entry at a position; where withheld, only id, kind and time."""
        lens, outline = self._lens, self._lens.outline(position)
        entry = lens.entry(position)
        marks = tuple(map(self._links.mark, lens.acting(position)))
        return ReportedEntry(
            anchor("entry", outline.id),
            time_words(lens, outline.time, outline.placement),
            exact_time(lens, outline.time, outline.placement),
            plain(outline.kind),
            KIND_GLYPHS[outline.kind],
            position in lens.radio,
            marks,
            who_words(lens, position),
            entry.title if entry and entry.title != entry.text else "",
            entry.text if entry else NOT_YET,
            entry.verbatim if entry else False,
            tuple(self._facts(position, marks)),
            self._links.to_conflicts(lens.conflicts_of(outline.id)) if entry else (),
            entry.cite if entry else (),
            lens.is_bulk_call(position),
            self._reviewers.on(outline.id),
        )

    def _facts(self, position: int, marks: Iterable[AgencyMark]) -> Iterator[tuple[str, str]]:
        """Labels and words of the facts without a place of their own in the row of an entry."""
        lens = self._lens
        if lens.certainty(position) == "possible":
            yield "", PERHAPS_NOT_YET
        found = facts(lens, position, _SHOWN_ELSEWHERE)
        for label, words, kind in sorted(found, key=lambda fact: _RANKS.get(fact.kind, 0)):
            match kind:
                case "who":
                    words = self._names_beside(position, marks)
                case "known" if words == AT_ONCE:
                    words = ""
                case "stated" | "order":  # their words begin with a label
                    label, _, words = words.partition(" ")
                    words = self._anchors(position, label) or words
                case "counted":  # a report shows titles of entries, and not their ids
                    words = written_words(lens, lens.outline(position).time)
            if words:
                yield label, words

    def _names_beside(self, position: int, marks: Iterable[AgencyMark]) -> str:
        """The names of the speaker, and of acting agencies without a mark."""
        marked = {mark.name for mark in marks}
        return " · ".join(name for name in who_names(self._lens, position) if name not in marked)

    def _anchors(self, position: int, side: str) -> str:
        """Titles of the entries in `after`, or `before`, of a time; "" for another side."""
        time = self._lens.outline(position).time
        identifiers = {"after": time.after, "before": time.before}.get(side, ())
        return ", ".join(map(self._links.title, identifiers))

    @cached_property
    def strip(self) -> TrafficStrip | None:
        """The radio traffic; None where no radio call is placed."""
        lens = self._lens
        placed = lens.radio.rank(lens.placed_count)
        if not placed:
            return None
        axis = axis_of(lens, _CELLS)
        cell = length_words((axis.stop - axis.start) // axis.cells)
        marks, ticks = marks_of(lens, axis), ticks_of(lens, axis)
        return TrafficStrip(
            tuple(_bars(lens, axis, marks)),
            100 / axis.cells,
            ticks,
            cell,
            unplaced_count=lens.count - lens.placed_count,
            unplaced_calls=len(lens.radio) - placed,
            bounded_count=marks.bounded_count,
            bounded_calls=placed - sum(marks.calls),
        )


def _bars(lens: Lens, axis: Axis, marks: AxisMarks) -> Iterator[TrafficBar]:
    """The cells of a strip with entries of a clock time."""
    calls, others, most = marks.calls, marks.others, max(marks.calls) or 1
    for cell, (call_count, other_count) in enumerate(zip(calls, others, strict=True)):
        if call_count or other_count:
            words = [
                instant_words(axis.moment_of(cell - 1) + 1, lens.zone),
                count_words(call_count, "radio call"),
                count_words(other_count, "other entry", "other entries"),
            ]
            left, height = 100 * cell / axis.cells, 100 * call_count / most
            yield TrafficBar(left, height, call_count, other_count, " · ".join(words))
