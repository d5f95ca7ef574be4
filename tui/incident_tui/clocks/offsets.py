"""Leads of clocks from pairs of times of one moment, as a system of difference constraints.

The lead of a clock is the time that the clock shows less true time, as `clock.offset` of a record.
A pair of times of one moment bounds the difference of two leads. The bounds that follow from all
pairs are shortest paths between sources (Bellman and Ford); a circle of negative length is a
contradiction of its pairs. All lengths are milliseconds.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from incident_tui.clocks.circles import Edge, negative_circle, shortest
from incident_tui.placing.aligning import Shift, Shifts

TRUE = ""
"""Stands for true time, in place of the id of a source."""


class ClockTime(NamedTuple):
    """A time by the clock of a source; milliseconds since 1970, None for an open end."""

    source: str
    """The id."""
    earliest: int | None
    latest: int | None


class Range(NamedTuple):
    """Bounds of a length of time, both included; None for an open end."""

    least: int | None
    most: int | None

    @property
    def middle(self) -> int | None:
        """The middle; None beside an open end."""
        if self.least is None or self.most is None:
            return None
        return (self.least + self.most) // 2

    @property
    def negative(self) -> "Range":
        """The bounds of the length with the sign turned."""
        return Range(_minus(self.most), _minus(self.least))

    @property
    def is_empty(self) -> bool:
        """Whether no length lies within the bounds."""
        return self.least is not None and self.most is not None and self.least > self.most

    def holds(self, length: int) -> bool:
        """Whether a length lies within the bounds."""
        above = self.least is None or self.least <= length
        return above and (self.most is None or length <= self.most)

    def within(self, other: "Range") -> "Range":
        """The lengths within both bounds."""
        lows = [one for one in (self.least, other.least) if one is not None]
        highs = [one for one in (self.most, other.most) if one is not None]
        return Range(max(lows, default=None), min(highs, default=None))

    def distance(self, other: "Range") -> int:
        """The least distance between lengths of the two; 0 where they overlap."""
        gaps = [0]
        if self.least is not None and other.most is not None:
            gaps.append(self.least - other.most)
        if other.least is not None and self.most is not None:
            gaps.append(other.least - self.most)
        return max(gaps)


ANY_LENGTH = Range(None, None)


class Pair(msgspec.Struct, frozen=True):
    """Two times of one moment, by the clocks of two sources."""

    id: str
    """Of the note that says so."""
    first: ClockTime
    second: ClockTime

    @property
    def sources(self) -> tuple[str, str]:
        """The ids of the two sources."""
        return self.first.source, self.second.source

    def lead_of(self, source: str) -> Range:
        """The lead of a source of the pair over the other source."""
        lead = lead_between(self.first, self.second)
        return lead if source == self.first.source else lead.negative


class Lead(msgspec.Struct, frozen=True):
    """What pairs say of the clock of a source."""

    source: str
    reference: str
    """The id of the source whose clock is taken for right; `TRUE` where the record states clocks.

    The source itself, where it is the reference.
    """
    range: Range
    """The lead over the reference; open ends where no chain of pairs leads there."""
    pairs: tuple[Pair, ...]
    """The pairs that name the source, in the order given."""
    against: tuple[Pair, ...] = ()
    """Pairs, this source's among them, of which no lead satisfies all; () where a lead does."""
    stated: Shift | None = None
    """The lead that the record states; None where it states nothing."""

    @property
    def is_reference(self) -> bool:
        """Whether the clock is taken for right."""
        return self.source == self.reference

    @property
    def shift(self) -> Shift | None:
        """The correction that follows; None where none does.

        None follows for a clock that the record states, for the reference, from a contradiction,
        from an open end, and where the clock may as well be right.
        """
        least, most = self.range
        if self.against or self.stated or self.is_reference or self.range.holds(0):
            return None
        if least is None or most is None:
            return None
        return Shift(least, most, tuple(pair.id for pair in self.pairs))

    def residual(self, pair: Pair) -> int | None:
        """How far the middle of a pair is from the middle of the bounds; None beside open ends.

        For a pair with a third source the bounds do not say.
        """
        other = pair.sources[1] if pair.sources[0] == self.source else pair.sources[0]
        here, there = pair.lead_of(self.source).middle, self.range.middle
        if other != self.reference or self.against or here is None or there is None:
            return None
        return here - there


def lead_between(first: ClockTime, second: ClockTime) -> Range:
    """The lead of the first clock over the second, for two times of one moment."""
    least = most = None
    if first.earliest is not None and second.latest is not None:
        least = first.earliest - second.latest
    if first.latest is not None and second.earliest is not None:
        most = first.latest - second.earliest
    return Range(least, most)


def most_agreed(ranges: Iterable[Range]) -> tuple[int, Range]:
    """The greatest number of ranges that have a length in common, and the lengths in common.

    Of several such lengths the nearest to 0, and then the least, are taken.
    """
    listed = [one for one in ranges if not one.is_empty]
    ends = {one for each in listed for one in each if one is not None} or {0}
    best = (0, Range(None, None))
    for least in sorted(ends, key=lambda end: (abs(end), end)):
        # A common part of ranges begins at the greatest lower end, or ends at the least upper end.
        holding = [one for one in listed if one.holds(least)]
        if len(holding) > best[0]:
            common = Range(None, None)
            for one in holding:
                common = common.within(one)
            best = (len(holding), common)
    return best


def leads_of(pairs: Sequence[Pair], stated: Shifts, entry_counts: Mapping[str, int]) -> list[Lead]:
    """What pairs say of the clock of each source that they name, in the order of `entry_counts`.

    Where pairs lead to sources whose clock the record states, leads are over true time. Elsewhere
    they are over the source with most entries, of the sources that pairs connect.

    Args:
        stated: the leads that the record states.
        entry_counts: entries of each source, by id in the order of the record.
    """
    order = {source: number for number, source in enumerate(entry_counts)}
    named = sorted({one for pair in pairs for one in pair.sources}, key=order.__getitem__)
    ranges = _together(pairs)
    found: dict[str, Lead] = {}
    for group in _connected(named, ranges, stated):
        if not stated.keys().isdisjoint(group):
            reference = TRUE
        else:
            reference = max(group, key=lambda one: (entry_counts[one], -order[one]))
        for source, (lead, against) in _solved(group, ranges, stated, reference).items():
            own = tuple(pair for pair in pairs if source in pair.sources)
            among = tuple(pair for pair in pairs if frozenset(pair.sources) in against)
            found[source] = Lead(source, reference, lead, own, among, stated.get(source))
    return [found[source] for source in named]


Between = frozenset[str]
"""Two sources."""
_Ranges = Mapping[tuple[str, str], Range]
"""The lead of one source over another, each two sources once, in the order of their ids."""


def _together(pairs: Iterable[Pair]) -> _Ranges:
    """The bounds that all pairs of two sources leave; empty bounds for a contradiction."""
    found: dict[tuple[str, str], Range] = {}
    for pair in pairs:
        one, other = sorted(pair.sources)
        found[one, other] = found.get((one, other), ANY_LENGTH).within(pair.lead_of(one))
    return found


def _connected(named: Iterable[str], ranges: _Ranges, stated: Shifts) -> list[list[str]]:
    """The sources in groups that pairs connect; true time connects the sources with clocks."""
    group_of = {source: {source} for source in named}
    links = [*ranges]
    known = [source for source in group_of if source in stated]
    links += pairwise(known)
    for one, other in links:
        joined = group_of[one] | group_of[other]
        for source in joined:
            group_of[source] = joined
    groups = {id(group): group for group in group_of.values()}
    return [[source for source in named if source in group] for group in groups.values()]


def _solved(
    group: Sequence[str], ranges: _Ranges, stated: Shifts, reference: str
) -> dict[str, tuple[Range, frozenset[Between]]]:
    """By source of a group: the lead over the reference, and the pairs of a contradiction.

    A source of a contradiction, the reference aside, tells nothing of other sources.
    """
    known = {(source, TRUE): Range(*stated[source][:2]) for source in group if source in stated}
    left = {ends: one for ends, one in ranges.items() if ends[0] in group} | known
    against: dict[str, frozenset[Between]] = {}
    while circles := _contradictions(left):
        for circle in circles:
            named = frozenset(ends for ends in circle if TRUE not in ends)
            for source in frozenset[str]().union(*circle) - {TRUE}:
                against[source] = against.get(source, frozenset()) | named
        gone = {ends for circle in circles for ends in circle if TRUE not in ends}
        blamed = {one for one in against if one != reference and one not in stated}
        left = {
            ends: one
            for ends, one in left.items()
            if frozenset(ends) not in gone and blamed.isdisjoint(ends)
        }
    edges = _edges(left)
    above, below = shortest(edges, reference), shortest(_turned(edges), reference)
    return {
        source: (
            Range(0, 0)
            if source == reference
            else Range(_minus(below.get(source)), above.get(source)),
            against.get(source, frozenset()),
        )
        for source in group
    }


def _contradictions(ranges: _Ranges) -> list[list[Between]]:
    """Contradictions, each as its sources two by two: those of two sources, or else of a circle."""
    empty = [[frozenset(ends)] for ends in sorted(ranges) if ranges[ends].is_empty]
    circle = [] if empty else negative_circle(_edges(ranges))
    return empty or ([[frozenset(ends) for ends in circle]] if circle else [])


def _edges(ranges: _Ranges) -> list[Edge]:
    """The constraints: the lead of `end` is at most the lead of `start`, plus `length`."""
    edges = []
    for (one, other), (least, most) in sorted(ranges.items()):
        if most is not None:
            edges.append(Edge(other, one, most))
        if least is not None:
            edges.append(Edge(one, other, -least))
    return edges


def _turned(edges: Iterable[Edge]) -> list[Edge]:
    return [Edge(end, start, length) for start, end, length in edges]


def _minus(length: int | None) -> int | None:
    return None if length is None else -length
