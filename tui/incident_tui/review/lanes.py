"""Lanes: a row of time for each agency, unit, casualty and facility, with bars of statuses.

The bars are the stretches of time of the status histories, which a chronology keeps by subject: a
lane costs as much as the part of its history in a window, whatever the size of the record.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from incident_tui.chronology.histories import (
    OPEN_END,
    OPEN_START,
    Clock,
    Stretch,
    Subject,
    SubjectKind,
)
from incident_tui.chronology.names import UNIDENTIFIED
from incident_tui.chronology.positions import Positions
from incident_tui.record.time_value import MINUTE
from incident_tui.review.citing import change_link
from incident_tui.review.lens import Lens
from incident_tui.review.traffic import Axis, axis_of

CASUALTIES, FACILITIES = "casualties", "facilities"
AGENCY = "agency:"
"""The keys of groups of lanes; `AGENCY` is a prefix, before the id of the agency."""

_SHORTEST_WINDOW = MINUTE
MOST_POSSIBLE = 4
"""Possible statuses named for a moment."""


class Lane(NamedTuple):
    """A row of time."""

    subject: Subject
    name: str
    """As far as told."""
    agency: str = ""
    """The id of the agency whose colour the lane has; "" for none."""


class LaneGroup(NamedTuple):
    """Lanes below a heading: an agency and its units, the casualties, or the facilities."""

    key: str
    heading: Lane | None
    """The lane of the agency itself; None for casualties, facilities and `UNIDENTIFIED`."""
    lanes: tuple[Lane, ...]
    unheard_of: int = 0
    """Casualties of whom nothing is known yet, which have no lane."""


def lane_groups(lens: Lens) -> tuple[LaneGroup, ...]:
    """Each agency with units or statuses, then the casualties, then the facilities."""
    groups = [*_agencies(lens)]
    casualties = [one.id for one in lens.casualties()]
    heard_of = [one for one in casualties if lens.is_heard_of(one)]
    facilities = [one.id for one in lens.facilities()]
    sections: tuple[tuple[str, SubjectKind, list[str], list[str]], ...] = (
        (CASUALTIES, "casualty", heard_of, casualties),
        (FACILITIES, "facility", facilities, facilities),
    )
    for key, kind, found, every in sections:
        lanes = tuple(_lane(lens, kind, identifier) for identifier in found)
        if every:
            groups.append(LaneGroup(key, None, lanes, len(every) - len(found)))
    return tuple(groups)


def _agencies(lens: Lens) -> Iterator[LaneGroup]:
    found: dict[str, list[Lane]] = {agency.id: [] for agency in lens.agencies()}
    others = list[Lane]()
    for unit in lens.units():
        lane = Lane(Subject("unit", unit.id), unit.call_sign, unit.agency)
        found.get(unit.agency, others).append(lane)
    for agency, units in found.items():
        subject = Subject("agency", agency)
        if units or lens.change_count(subject):
            heading = Lane(subject, lens.name(agency), agency)
            yield LaneGroup(AGENCY + agency, heading, tuple(units))
    if others:
        yield LaneGroup(AGENCY + UNIDENTIFIED, None, tuple(others))


def _lane(lens: Lens, kind: SubjectKind, identifier: str) -> Lane:
    return Lane(Subject(kind, identifier), lens.name(identifier))


# The part of time in view.


class Window(NamedTuple):
    """A part of time: the first moment, and the first moment after, in milliseconds."""

    start: int
    stop: int

    def axis(self, cells: int) -> Axis:
        """The window over so many cells."""
        return Axis(self.start, self.stop, max(cells, 1))

    def zoomed(self, parts: float, moment: int, whole: "Window") -> "Window":
        """A window of so many times the length; a moment in view keeps its place.

        Args:
            whole: the most that a window shows.
        """
        length = self.stop - self.start
        after = min(max(int(length * parts), _SHORTEST_WINDOW), whole.stop - whole.start)
        moment = min(max(moment, self.start), self.stop)
        start = moment - (moment - self.start) * after // length
        return Window(start, start + after).within(whole)

    def moved(self, parts: float, whole: "Window") -> "Window":
        """The window later by so many of its lengths; earlier, below 0."""
        by = int((self.stop - self.start) * parts)
        return Window(self.start + by, self.stop + by).within(whole)

    def within(self, whole: "Window") -> "Window":
        """The nearest window of the same length inside a whole; the whole, if it is shorter."""
        length = self.stop - self.start
        if length >= whole.stop - whole.start:
            return whole
        start = min(max(self.start, whole.start), whole.stop - length)
        return Window(start, start + length)

    def showing(self, first: int, last: int, whole: "Window") -> "Window":
        """The window with a time in view: unchanged, or moved, the time in the middle."""
        if self.start <= first and last < self.stop:
            return self
        length = self.stop - self.start
        start = (first + last - length) // 2 if last - first < length else first
        return Window(start, start + length).within(whole)


def whole_window(lens: Lens) -> Window:
    """The time of all placed entries and of all told changes, in round hours or days."""
    axis, bounds = axis_of(lens, 1), lens.change_bounds
    if bounds is None:
        return Window(axis.start, axis.stop)
    first, last = bounds
    if not lens.placed_count:
        return Window(first, max(last, first + _SHORTEST_WINDOW) + 1)
    return Window(min(axis.start, first), max(axis.stop, last + 1))


def has_times(lens: Lens) -> bool:
    """Whether an entry or a told change has a place in time."""
    return bool(lens.placed_count or lens.change_bounds)


def first_window(lens: Lens) -> Window:
    """The time of the placed entries, which the strip shows too; else the whole.

    At the end of what is known statuses may have been known for the first time days later.
    """
    axis, whole = axis_of(lens, 1), whole_window(lens)
    is_later = lens.clock is Clock.KNOWN and not lens.withholds
    return whole if is_later or not lens.placed_count else Window(axis.start, axis.stop)


def last_known(lens: Lens) -> int:
    """The last moment that anything is told of: a status without an end is drawn up to here."""
    moments = [bounds[1]] if (bounds := lens.change_bounds) else []
    if (position := lens.last_to_end(Positions.all(lens.count))) is not None:
        placement = lens.outline(position).placement
        ends = (placement.end, placement.latest)
        moments += [end for end in ends if end is not None]
    last = max(moments, default=0)
    return last if lens.moment is None or not lens.withholds else min(last, lens.moment)


# What a lane shows.


class LaneBar(NamedTuple):
    """A status in the cells of an axis."""

    change: int
    """The number of the change in the history of the subject."""
    first: int
    """The first cell."""
    sure: tuple[bool, ...]
    """For each cell, whether the status is certain there."""
    possible: tuple[int, ...] = ()
    """The numbers of the changes that are possible where this change is the last; `MOST_POSSIBLE`
    at most."""
    is_open: bool = False
    """Whether the last cell shows the end of what is known, and no end of the status."""

    @property
    def stop(self) -> int:
        """The cell after the last cell."""
        return self.first + len(self.sure)


def lane_bars(lens: Lens, subject: Subject, axis: Axis, end: int) -> list[LaneBar]:
    """The statuses of a subject on an axis; each cell shows the status of the most of its time.

    Args:
        end: `last_known`, where statuses without an end stop.
    """
    stretches = lens.stretches(subject, axis.start, min(axis.stop, end + 1))
    shares = _shares(stretches, axis, end)
    doubts = {one.change: one for one in reversed(stretches) if one.first < one.change}
    bars, cell = list[LaneBar](), 0
    for change, run in groupby(_changes(shares)):
        count = sum(1 for _ in run)
        if change is not None:
            shown = (shares[number][change] for number in range(cell, cell + count))
            sure = tuple(share.certain >= share.possible for share in shown)
            possible = list[int]()
            if change in doubts:
                possible = lens.possible_in(subject, doubts[change], MOST_POSSIBLE)
            bars.append(LaneBar(change, cell, sure, tuple(possible)))
        cell += count
    if bars and end < axis.stop and is_open(stretches[-1], end):
        bars[-1] = bars[-1]._replace(is_open=bars[-1].change == stretches[-1].change)
    return bars


def is_open(stretch: Stretch, end: int) -> bool:
    """Whether a stretch goes on to the end of what is told, and no end of the status is told.

    Args:
        end: `last_known`.
    """
    return stretch.stop > end


class _Share(NamedTuple):
    """The time of a status in a cell, in milliseconds."""

    certain: int = 0
    possible: int = 0


_Shares = list[dict[int, _Share]]
"""For each cell, the shares of the changes in the cell."""


def _shares(stretches: Iterable[Stretch], axis: Axis, end: int) -> _Shares:
    found: _Shares = [{} for _ in range(axis.cells)]
    edges = axis.edges
    for stretch in stretches:
        start, stop = max(stretch.start, axis.start), min(stretch.stop, axis.stop, end + 1)
        cell = max(bisect_right(edges, start) - 1, 0)
        while cell < axis.cells and edges[cell] < stop:
            length = min(stop, edges[cell + 1]) - max(start, edges[cell])
            certain, possible = found[cell].get(stretch.change, _Share())
            if stretch.is_certain:
                certain += length
            else:
                possible += length
            found[cell][stretch.change] = _Share(certain, possible)
            cell += 1
    return found


def _changes(shares: _Shares) -> list[int | None]:
    """The change shown by each cell: of the longest share, but no change without a cell, if able.

    A status that has the most of no cell takes a cell from a status with several.
    """
    shown = [max(cell, key=lambda one: sum(cell[one]), default=None) for cell in shares]
    counts = Counter(shown)
    lost = {change: cell for cell, found in enumerate(shares) for change in found}
    for change, cell in lost.items():
        if not counts[change] and counts[shown[cell]] > 1:
            counts[shown[cell]] -= 1
            shown[cell] = change
            counts[change] = 1
    return shown


def call_cells(lens: Lens, unit: str, places: Sequence[int]) -> frozenset[int]:
    """The cells with a radio call of a unit.

    Args:
        places: `places_of` the axis, for all lanes.
    """
    calls = lens.calls_by(unit)
    if not calls:
        return frozenset()
    last = lens.chronology.placed_count
    if lens.withholds and lens.moment is not None:
        last = min(last, lens.chronology.after(lens.moment))
    counts = enumerate(pairwise(calls.rank(min(place, last)) for place in places))
    return frozenset(cell for cell, (before, after) in counts if after > before)


# Where a lane leads.


def stretch_at(lens: Lens, subject: Subject, moment: int | None) -> Stretch | None:
    """The stretch of time that a lane shows at a moment; None for no status.

    Args:
        moment: None for the end of the record, when the last status holds.
    """
    if moment is None:
        count = lens.change_count(subject)
        return Stretch(OPEN_START, OPEN_END, count - 1, True, count) if count else None
    found = lens.stretches(subject, moment, moment + 1)
    return found[0] if found and found[0].start <= moment else None


def status_link(lens: Lens, subject: Subject, change: int) -> str:
    """The link from a status to its entry, or else to its time, or else to its source."""
    return change_link(lens, subject, lens.change(subject, change))
