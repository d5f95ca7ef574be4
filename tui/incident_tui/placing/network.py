"""The known order of entries, as a simple temporal network (Dechter, Meiri and Pearl 1991).

Entries are numbers in this module: their places in the record. Bounds are instants in
milliseconds, with `FAR` for an open end.
"""

import heapq
from collections import deque
from collections.abc import Iterable, Sequence

import msgspec

FAR = 1 << 60
"""An open end while bounds are narrowed; from half of `FAR` on an end counts as open."""

_Bounds = tuple[int, int, int, int]
"""Earliest and latest of an entry, and the entries that give the two bounds."""


class Order(msgspec.Struct, frozen=True):
    """`later` is at least `gap` milliseconds after `earlier`; both are places in the record."""

    earlier: int
    later: int
    gap: int
    owner: int
    """The entry whose time says so."""
    strict: bool = True
    """Whether `earlier` comes before `later`, rather than near."""
    relative: bool = False
    """Whether the order comes from `at`, rather than from `after` or `before`."""


def without_circles(
    orders: Sequence[Order],
) -> tuple[list[Order], dict[int, int], list[Order]]:
    """Leave out orders that form circles.

    Returns:
        The orders to keep; the entries in circles of relative times, each with the next entry of a
        circle; the orders left out for contradicting further orders.
    """
    circling = _timed_in_circles(orders)
    orders = [order for order in orders if not (order.relative and order.owner in circling)]
    suspects = _unordered([order for order in orders if order.strict])
    kept, opposed = [], []
    follows, precedes = dict[int, set[int]](), dict[int, set[int]]()
    for order in orders:
        if order.strict and order.earlier in suspects and order.later in suspects:
            if _leads(order.later, order.earlier, follows, precedes):
                opposed.append(order)
                continue
            follows.setdefault(order.earlier, set()).add(order.later)
            precedes.setdefault(order.later, set()).add(order.earlier)
        kept.append(order)
    return kept, circling, opposed


def _anchors(orders: Iterable[Order]) -> dict[int, int]:
    """From each entry with a relative time to the anchor."""
    return {
        order.owner: order.earlier if order.later == order.owner else order.later
        for order in orders
        if order.relative
    }


def _timed_in_circles(orders: Iterable[Order]) -> dict[int, int]:
    """From each entry in a circle of relative times to the next entry of the circle."""
    anchors = _anchors(orders)
    circling: dict[int, int] = {}
    done: set[int] = set()
    for start in anchors:
        path: dict[int, None] = {}
        one = start
        while one in anchors and one not in path and one not in done:
            path[one] = None
            one = anchors[one]
        if one in path:
            walk = list(path)
            circling |= {number: anchors[number] for number in walk[walk.index(one) :]}
        done.update(path)  # `|=` with a view of keys makes a new set each time
    return circling


def _unordered(orders: Sequence[Order]) -> set[int]:
    """Entries on, or after, a circle of orders."""
    free = {order.earlier for order in in_order(orders)}
    return {order.later for order in orders if order.earlier not in free}


def _leads(
    start: int, goal: int, follows: dict[int, set[int]], precedes: dict[int, set[int]]
) -> bool:
    """Whether a path leads from `start` to `goal`; searched from both ends in turn."""
    ahead, behind = {start}, {goal}
    onward, back = [start], [goal]
    met = start == goal
    while onward and back and not met:
        met = _meets(onward, ahead, follows, behind) or _meets(back, behind, precedes, ahead)
    return met


def _meets(todo: list[int], seen: set[int], ways: dict[int, set[int]], wanted: set[int]) -> bool:
    """Take the next entry of a search; whether a neighbour is a wanted entry."""
    new = ways.get(todo.pop(), set()) - seen
    seen |= new
    todo += new
    return not new.isdisjoint(wanted)


def connected(orders: Iterable[Order]) -> list[list[Order]]:
    """Orders in groups of connected entries."""
    parent: dict[int, int] = {}

    def root(one: int) -> int:
        parent.setdefault(one, one)
        while parent[one] != one:
            parent[one] = parent[parent[one]]
            one = parent[one]
        return one

    listed = list(orders)
    for order in listed:
        parent[root(order.earlier)] = root(order.later)
    groups: dict[int, list[Order]] = {}
    for order in listed:
        groups.setdefault(root(order.earlier), []).append(order)
    return list(groups.values())


class Network:
    """Bounds, narrowed by each added order; an impossible order changes nothing."""

    def __init__(self, earliest: Iterable[int], latest: Iterable[int]) -> None:
        self.earliest, self.latest = [*earliest], [*latest]
        self.sources = [*range(len(self.earliest))], [*range(len(self.latest))]
        """By entry: the entries that give the earliest and the latest bound."""
        self._later_of: dict[int, list[Order]] = {}
        self._earlier_of: dict[int, list[Order]] = {}
        self._members: set[int] = set()

    def add(self, orders: Sequence[Order]) -> bool:
        """Narrow until the orders hold too; False, without a change, if the orders cannot hold."""
        for order in orders:
            self._later_of.setdefault(order.earlier, []).append(order)
            self._earlier_of.setdefault(order.later, []).append(order)
        ends = {one for order in orders for one in (order.earlier, order.later)}
        self._members |= ends
        before: dict[int, _Bounds] = {}
        # From anchors outwards: an entry that is looked at before the entry its time is counted
        # from passes on open ends, and all entries behind it are looked at again.
        timed = [number for number, _ in anchors_first(orders)]
        start = [*sorted(ends.difference(timed)), *timed]
        if self._narrowed(start, before):
            return True
        for one, bounds in before.items():
            self.earliest[one], self.latest[one] = bounds[:2]
            self.sources[0][one], self.sources[1][one] = bounds[2:]
        for order in reversed(orders):
            self._later_of[order.earlier].pop()
            self._earlier_of[order.later].pop()
        return False

    def _narrowed(self, start: Sequence[int], before: dict[int, _Bounds]) -> bool:
        """Narrow entries connected to `start`, old bounds in `before`; False if impossible."""
        queue, queued = deque(start), set(start)
        turns = dict[int, int]()
        if any(self.earliest[one] > self.latest[one] for one in start):
            return False
        while queue:
            one = queue.popleft()
            queued.discard(one)
            for other in self._narrow_from(one, before):
                if self.earliest[other] > self.latest[other]:
                    return False
                if other not in queued:
                    turns[other] = turns.get(other, 0) + 1
                    if turns[other] > len(self._members):  # round in a circle, ever narrower
                        return False
                    queued.add(other)
                    queue.append(other)
        return True

    def _narrow_from(self, one: int, before: dict[int, _Bounds]) -> list[int]:
        """Narrow the neighbours of an entry; returns the changed neighbours."""
        earliest, latest, sources = self.earliest, self.latest, self.sources
        changed = []
        for order in self._later_of.get(one, ()):
            other, bound = order.later, earliest[one] + order.gap
            if bound > earliest[other]:
                before.setdefault(other, self._bounds_of(other))
                earliest[other] = bound
                sources[0][other] = other if order.gap else sources[0][one]
                changed.append(other)
        for order in self._earlier_of.get(one, ()):
            other, bound = order.earlier, latest[one] - order.gap
            if bound < latest[other]:
                before.setdefault(other, self._bounds_of(other))
                latest[other] = bound
                sources[1][other] = other if order.gap else sources[1][one]
                changed.append(other)
        return changed

    def _bounds_of(self, one: int) -> _Bounds:
        return self.earliest[one], self.latest[one], self.sources[0][one], self.sources[1][one]


def anchors_first(orders: Iterable[Order]) -> list[tuple[int, int]]:
    """Entries with a relative time and their anchors, each after the anchor's own."""
    anchors = _anchors(orders)
    found: dict[int, int] = {}
    for start in anchors:
        chain, one = dict[int, None](), start
        while one in anchors and one not in found and one not in chain:  # unless in a circle
            chain[one] = None
            one = anchors[one]
        for number in reversed(chain):
            found[number] = anchors[number]
    return list(found.items())


def followers(orders: Iterable[Order]) -> dict[int, set[int]]:
    """By entry: the entries known to come after."""
    found: dict[int, set[int]] = {}
    for order in orders:
        if order.strict:
            found.setdefault(order.earlier, set()).add(order.later)
    return found


def narrative_order(ranks: Sequence[int | None], follows: dict[int, set[int]]) -> list[int]:
    """Places in a record in narrative order.

    The order is by time; an entry without a time comes after the entry before in the record, or
    after the entries that must come before.

    Args:
        ranks: by place in the record: the rank in time order; None without a time.
        follows: by place in the record: the places known to come after.
    """
    behind, last = [], -1
    for rank in ranks:
        last = last if rank is None else rank
        behind.append((last, rank is None))
    return list(ranked(sorted(range(len(ranks)), key=behind.__getitem__), follows))


def in_order(orders: Sequence[Order]) -> list[Order]:
    """The orders, sorted so that orders to an entry precede orders from the entry.

    Orders from an entry on, or after, a circle of orders are left out.
    """
    waits: dict[int, int] = {}
    leading: dict[int, list[Order]] = {}
    for order in orders:
        waits.setdefault(order.earlier, 0)
        waits[order.later] = waits.get(order.later, 0) + 1
        leading.setdefault(order.earlier, []).append(order)
    free = deque(sorted(one for one, count in waits.items() if not count))
    found: list[Order] = []
    while free:
        for order in leading.get(free.popleft(), ()):
            found.append(order)
            waits[order.later] -= 1
            if not waits[order.later]:
                free.append(order.later)
    return found


def ranked(ordered: Sequence[int], follows: dict[int, set[int]]) -> dict[int, int]:
    """From entry to rank: in the given order, except entries that must follow a later entry."""
    place = {one: rank for rank, one in enumerate(ordered)}
    waits = dict.fromkeys(ordered, 0)
    for laters in follows.values():
        for one in laters:
            waits[one] += 1
    free = [place[one] for one in ordered if not waits[one]]
    heapq.heapify(free)
    rank: dict[int, int] = {}
    while free:
        one = ordered[heapq.heappop(free)]
        rank[one] = len(rank)
        for later in follows.get(one, ()):
            waits[later] -= 1
            if not waits[later]:
                heapq.heappush(free, place[later])
    return rank
