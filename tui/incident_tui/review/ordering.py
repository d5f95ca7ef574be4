"""The order known between entries, as a simple temporal network (Dechter, Meiri and Pearl 1991).

Entries are numbers here, their places in the record; bounds are instants in milliseconds, with
`FAR` for an open end.
"""

import heapq
from collections import deque
from collections.abc import Iterable, Sequence

import msgspec

FAR = 1 << 60
"""Stands for an open end while bounds are narrowed; half of it and beyond is open too."""

Sources = tuple[list[int], list[int]]
"""For each entry, the entry that its earliest and its latest come from."""


class Order(msgspec.Struct, frozen=True):
    """`later` is at least `gap` milliseconds after `earlier`; both are places in the record."""

    earlier: int
    later: int
    gap: int
    owner: int
    """The entry whose time says so."""
    strict: bool = True
    """Whether the one comes before the other, rather than near it."""
    relative: bool = False
    """Whether this is what `at` says, rather than `after` or `before`."""


def without_circles(
    orders: Sequence[Order],
) -> tuple[list[Order], dict[int, int], list[Order]]:
    """Leave out what leads round in a circle.

    Returns:
        The orders to keep; the entries timed by themselves, through others, each with the next in
        its circle; and the orders left out because others say the opposite.
    """
    circling = _timed_in_circles(orders)
    orders = [order for order in orders if not (order.relative and order.owner in circling)]
    suspects = _not_peeled([order for order in orders if order.strict])
    kept, opposed, follows = [], [], dict[int, set[int]]()
    for order in orders:
        if order.strict and order.earlier in suspects and order.later in suspects:
            if order.earlier in _reached(order.later, follows):
                opposed.append(order)
                continue
            follows.setdefault(order.earlier, set()).add(order.later)
        kept.append(order)
    return kept, circling, opposed


def _anchors(orders: Iterable[Order]) -> dict[int, int]:
    """Entries with a relative time, and what they are timed by."""
    return {
        order.owner: order.earlier if order.later == order.owner else order.later
        for order in orders
        if order.relative
    }


def _timed_in_circles(orders: Iterable[Order]) -> dict[int, int]:
    """Entries whose relative time comes back to themselves, and the next in that circle."""
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
        done |= path.keys()
    return circling


def _not_peeled(orders: Sequence[Order]) -> set[int]:
    """Entries on, or after, a circle of orders."""
    waits: dict[int, int] = {}
    follows: dict[int, list[int]] = {}
    for order in orders:
        waits.setdefault(order.earlier, 0)
        waits[order.later] = waits.get(order.later, 0) + 1
        follows.setdefault(order.earlier, []).append(order.later)
    free = [one for one, count in waits.items() if not count]
    while free:
        one = free.pop()
        del waits[one]
        for later in follows.get(one, ()):
            waits[later] -= 1
            if not waits[later]:
                free.append(later)
    return set(waits)


def _reached(start: int, follows: dict[int, set[int]]) -> set[int]:
    seen, todo = {start}, [start]
    while todo:
        for one in follows.get(todo.pop(), set()) - seen:
            seen.add(one)
            todo.append(one)
    return seen


def connected(orders: Iterable[Order]) -> list[list[Order]]:
    """Orders apart by the entries that hang together."""
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


def narrow(
    earliest: list[int], latest: list[int], sources: Sources, orders: Sequence[Order]
) -> bool:
    """Narrow bounds until every order holds; False, with bounds half done, if that cannot be."""
    later_of: dict[int, list[Order]] = {}
    earlier_of: dict[int, list[Order]] = {}
    for order in orders:
        later_of.setdefault(order.earlier, []).append(order)
        earlier_of.setdefault(order.later, []).append(order)
    members = later_of.keys() | earlier_of.keys()
    queue, queued = deque(sorted(members)), set(members)
    patience = dict.fromkeys(members, 2 * len(members) + 2)
    if any(earliest[one] > latest[one] for one in members):
        return False
    while queue:
        one = queue.popleft()
        queued.discard(one)
        changed = []
        for order in later_of.get(one, ()):
            other, bound = order.later, earliest[one] + order.gap
            if bound > earliest[other]:
                earliest[other] = bound
                sources[0][other] = other if order.gap else sources[0][one]
                changed.append(other)
        for order in earlier_of.get(one, ()):
            other, bound = order.earlier, latest[one] - order.gap
            if bound < latest[other]:
                latest[other] = bound
                sources[1][other] = other if order.gap else sources[1][one]
                changed.append(other)
        for other in changed:
            patience[other] -= 1
            if earliest[other] > latest[other] or patience[other] < 0:
                return False
            if other not in queued:
                queued.add(other)
                queue.append(other)
    return True


def anchors_first(orders: Iterable[Order]) -> list[tuple[int, int]]:
    """Entries with a relative time and their anchors, each after the anchor's own."""
    anchors = _anchors(orders)
    found: dict[int, int] = {}
    for start in anchors:
        chain, one = [], start
        while one in anchors and one not in found:
            chain.append(one)
            one = anchors[one]
        for number in reversed(chain):
            found[number] = anchors[number]
    return list(found.items())


def in_order(orders: Sequence[Order]) -> list[tuple[int, list[int]]]:
    """Entries with those known to follow them, none before one that it follows."""
    waits: dict[int, int] = {}
    follows: dict[int, list[int]] = {}
    for order in orders:
        waits.setdefault(order.earlier, 0)
        waits[order.later] = waits.get(order.later, 0) + 1
        follows.setdefault(order.earlier, []).append(order.later)
    free = deque(sorted(one for one, count in waits.items() if not count))
    found = []
    while free:
        one = free.popleft()
        found.append((one, follows.get(one, [])))
        for later in follows.get(one, ()):
            waits[later] -= 1
            if not waits[later]:
                free.append(later)
    return found


def ranked(ordered: Sequence[int], follows: dict[int, set[int]]) -> dict[int, int]:
    """A rank for each entry: the given order, but for those that must follow a later one."""
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
