"""The lanes of a report: bars of statuses over time, to scale."""

from collections.abc import Iterator
from functools import cached_property

from incident_tui.exchange.exports.report.axis import percent_of, ticks_of
from incident_tui.exchange.exports.report.links import Links
from incident_tui.exchange.exports.report.values import (
    LanePart,
    LaneReport,
    LanesReport,
    PartKind,
)
from incident_tui.record.vocabulary import plain
from incident_tui.review.lanes import (
    Lane,
    LaneGroup,
    call_cells,
    first_window,
    has_times,
    is_open,
    lane_groups,
    last_known,
    whole_window,
)
from incident_tui.review.lens import Lens
from incident_tui.review.traffic import Axis, places_of
from incident_tui.words.lane_cells import QUIET_STATUSES
from incident_tui.words.lanes import change_time, group_name, stretch_words, without_time_words

_CELLS = 160
"""Cells of the axis in which radio calls are counted."""
_MOST_TIMES = 3
"""The longest axis, in lengths of the time of the entries."""
_LEAST_PERCENT = 0.2
"""The least width of a bar."""
_OPEN_PERCENT = 1.5
"""The width of the dashes at the end of a bar without an end."""
_PERCENT_PER_LETTER = 1.1
"""The width of a letter of a word in a bar, at the least width of the picture."""
_MOST_NAME = 24
"""Characters of a name beside a lane."""
_MOST_UNITS_WITH_CALLS = 60
"""With more units, their radio calls are not drawn."""


class LanesSection:
    """Who was where, when: a lane for each agency, unit, casualty and facility."""

    def __init__(self, lens: Lens, links: Links) -> None:
        self._lens, self._links = lens, links

    @cached_property
    def picture(self) -> LanesReport | None:
        """The lanes; None where no status has a place in time."""
        lens = self._lens
        if not has_times(lens):
            return None
        groups = tuple(tuple(self._lanes(group)) for group in lane_groups(lens))
        lanes = [lane for group in groups for lane in group]
        if not any(lane.parts for lane in lanes):
            return None
        count = sum(lane.without_time for lane in lanes)
        return LanesReport(groups, ticks_of(lens, self._axis), without_time_words(count))

    @cached_property
    def _axis(self) -> Axis:
        first, whole = first_window(self._lens), whole_window(self._lens)
        # A status long after the last entry would press the bars of the entries together.
        is_near = whole.stop - whole.start <= _MOST_TIMES * (first.stop - first.start)
        return (whole if is_near else first).axis(_CELLS)

    def _percent(self, moment: int) -> float:
        """The place of a moment in percent of the axis."""
        return percent_of(self._axis, moment)

    def _lanes(self, group: LaneGroup) -> Iterator[LaneReport]:
        name = group_name(self._lens, group)
        yield self._lane(name, group.heading, is_heading=True)
        for lane in group.lanes:
            yield self._lane(lane.name, lane)

    def _lane(self, name: str, lane: Lane | None, is_heading: bool = False) -> LaneReport:
        shown = name if len(name) <= _MOST_NAME else f"{name[: _MOST_NAME - 1].rstrip()}…"
        if lane is None:
            return LaneReport(shown, name, "", is_heading)
        colour = self._links.mark(lane.agency).colour if lane.agency else ""
        parts, calls = tuple(self._parts(lane)), tuple(self._calls(lane))
        count = self._lens.statuses_without_time(lane.subject)
        full = self._lens.name(lane.subject.id)
        return LaneReport(shown, full, colour, is_heading, parts, calls, count)

    def _parts(self, lane: Lane) -> Iterator[LanePart]:
        """The stretches of a lane, in the order of time."""
        lens, end, subject = self._lens, last_known(self._lens), lane.subject
        axis = self._axis
        for stretch in lens.stretches(subject, axis.start, min(axis.stop, end + 1)):
            change = lens.change(subject, stretch.change)
            left = self._percent(stretch.start)
            width = self._percent(min(stretch.stop, end + 1)) - left
            if width < _LEAST_PERCENT and not stretch.is_certain:
                continue  # a second or a minute in doubt, which the axis does not show
            width = max(width, _LEAST_PERCENT)
            words = stretch_words(lens, subject, stretch)
            title = f"{lens.name(subject.id)}: {words}, {change_time(lens, change)}"
            kind: PartKind = "possible"
            if stretch.is_certain:
                kind = "quiet" if change.status in QUIET_STATUSES else "certain"
            open_width = 0.0
            if is_open(stretch, end) and end < axis.stop:
                open_width = min(_OPEN_PERCENT, width / 2)
            label = plain(change.status or "") if stretch.is_certain else words
            if len(label) * _PERCENT_PER_LETTER > width - open_width - 1:
                label = ""
            yield LanePart(left, width - open_width, open_width, kind, label, title)

    def _calls(self, lane: Lane) -> Iterator[float]:
        """Where radio calls of a unit are, in percent of the axis."""
        if lane.subject.kind != "unit" or len(self._lens.units()) > _MOST_UNITS_WITH_CALLS:
            return
        for cell in sorted(call_cells(self._lens, lane.subject.id, self._places)):
            yield 100 * (cell + 0.5) / _CELLS

    @cached_property
    def _places(self) -> list[int]:
        return places_of(self._lens, self._axis)
