"""The order known between entries: circles left out, bounds narrowed, entries put in sequence."""

from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.placing.network import (
    FAR,
    Network,
    Order,
    anchors_first,
    connected,
    followers,
    in_order,
    ranked,
    without_circles,
)
from tests.cpu import cpu_limit

COUNT = 6


def after(later: int, earlier: int, owner: int | None = None) -> Order:
    """The order that `after` says."""
    return Order(earlier, later, 0, later if owner is None else owner)


def relative(owner: int, anchor: int, least: int, most: int) -> list[Order]:
    """The orders that a relative time says."""
    return [
        Order(anchor, owner, least, owner, least > 0, True),
        Order(owner, anchor, -most, owner, most < 0, True),
    ]


@st.composite
def orders(draw: st.DrawFn) -> list[Order]:
    """Orders among a few entries, as many records have them at once: some contradict others."""
    found: list[Order] = []
    for owner in range(COUNT):
        others = st.integers(0, COUNT - 1)
        found += [after(owner, other) for other in draw(st.lists(others, max_size=2))]
        found += [after(other, owner, owner) for other in draw(st.lists(others, max_size=1))]
        if draw(st.booleans()):
            anchor = draw(st.sampled_from([one for one in range(COUNT) if one != owner]))
            least, most = sorted(draw(st.tuples(st.integers(-20, 20), st.integers(-20, 20))))
            found += relative(owner, anchor, least, most)
    return found


def bounds() -> st.SearchStrategy[list[tuple[int, int]]]:
    """Earliest and latest for each entry, some of them open."""
    one = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: (min(pair), max(pair)))
    open_start = one.map(lambda pair: (-FAR, pair[1]))
    open_end = one.map(lambda pair: (pair[0], FAR))
    either = st.one_of(one, open_start, open_end, st.just((-FAR, FAR)))
    return st.lists(either, min_size=COUNT, max_size=COUNT)


def goes_round(orders: Iterable[Order]) -> bool:
    """Whether strict orders lead from an entry back to it."""
    follows = followers(orders)
    while free := follows.keys() - {one for laters in follows.values() for one in laters}:
        follows = {one: laters for one, laters in follows.items() if one not in free}
    return bool(follows)


def tightest(
    bounds: Sequence[tuple[int, int]], orders: Sequence[Order]
) -> list[tuple[int, int]] | None:
    """The bounds that the orders leave, by going over all of them until nothing changes."""
    low, high = [pair[0] for pair in bounds], [pair[1] for pair in bounds]
    for _ in range(4 * COUNT):
        before = low[:], high[:]
        for order in orders:
            low[order.later] = max(low[order.later], low[order.earlier] + order.gap)
            high[order.earlier] = min(high[order.earlier], high[order.later] - order.gap)
        if (low, high) == before:
            sound = all(one <= other for one, other in zip(low, high, strict=True))
            return list(zip(low, high, strict=True)) if sound else None
    return None


@pytest.mark.parametrize(
    ("orders", "kept", "circling", "opposed"),
    [
        # Nothing known, and nothing wrong.
        ([], [], {}, []),
        ([after(1, 0), after(2, 1)], [after(1, 0), after(2, 1)], {}, []),
        # Said twice is no circle.
        ([after(1, 0), after(1, 0)], [after(1, 0), after(1, 0)], {}, []),
        # After each other, after itself, round through three: what closes the circle goes.
        ([after(1, 0), after(0, 1)], [after(1, 0)], {}, [after(0, 1)]),
        ([after(0, 0), after(1, 0)], [after(1, 0)], {}, [after(0, 0)]),
        (
            [after(1, 0), after(2, 1), after(0, 2), after(3, 0)],
            [after(1, 0), after(2, 1), after(3, 0)],
            {},
            [after(0, 2)],
        ),
        # Two circles that share an entry.
        (
            [after(1, 0), after(0, 1), after(2, 1), after(1, 2)],
            [after(1, 0), after(2, 1)],
            {},
            [after(0, 1), after(1, 2)],
        ),
        # Timed through each other: neither is, and what else they say stays.
        (
            [*relative(0, 1, 5, 5), *relative(1, 0, 5, 5), after(0, 2)],
            [after(0, 2)],
            {0: 1, 1: 0},
            [],
        ),
        # Timed through a circle, but not in it: stays.
        (
            [*relative(0, 1, 0, 0), *relative(1, 0, 0, 0), *relative(2, 0, 5, 5)],
            relative(2, 0, 5, 5),
            {0: 1, 1: 0},
            [],
        ),
    ],
)
def test_circles_are_left_out(
    orders: list[Order], kept: list[Order], circling: dict[int, int], opposed: list[Order]
) -> None:
    """What leads round in a circle is left out: the later said, and every time counted in one."""
    assert without_circles(orders) == (kept, circling, opposed)


@given(orders())
def test_what_is_left_leads_nowhere_round(orders: list[Order]) -> None:
    """No circle stays, and only orders that would close one are left out."""
    kept, circling, opposed = without_circles(orders)
    assert not goes_round(kept)
    timed_round = [order for order in orders if order.relative and order.owner in circling]
    assert len(kept) + len(opposed) + len(timed_round) == len(orders)
    assert all(goes_round([*kept, order]) for order in opposed)


@pytest.mark.thorough
def test_a_long_way_round_is_found() -> None:
    """A circle of thousands of entries loses the one order that closes it, in either direction."""
    count = 20_000
    forwards = [after(one, (one - 1) % count) for one in range(count)]
    backwards = [after(one, (one + 1) % count) for one in range(count)]
    for orders in (forwards, backwards):
        assert without_circles(orders)[2] == [orders[-1]]


def test_orders_fall_apart_by_the_entries_that_hang_together() -> None:
    """Orders of entries that have nothing to do with each other stand in groups of their own."""
    found = connected([after(1, 0), after(3, 2), after(4, 1), after(5, 2)])
    assert found == [[after(1, 0), after(4, 1)], [after(3, 2), after(5, 2)]]


@given(bounds(), orders())
def test_bounds_are_as_narrow_as_the_orders_make_them(
    bounds: list[tuple[int, int]], orders: list[Order]
) -> None:
    """All orders at once narrow the bounds to what holds for each of them, or to nothing."""
    orders = [order for order in orders if order.earlier != order.later]
    network = Network(*zip(*bounds, strict=True))
    possible = network.add(orders)
    expected = tightest(bounds, orders)
    if not orders:
        expected = bounds
    touched = {one for order in orders for one in (order.earlier, order.later)}
    assert possible is (expected is not None)
    for one, pair in enumerate(expected or bounds):
        assert (network.earliest[one], network.latest[one]) == pair
        assert one in touched or pair == bounds[one]


@given(bounds(), orders())
def test_one_order_after_the_other_changes_nothing(
    bounds: list[tuple[int, int]], orders: list[Order]
) -> None:
    """Orders added one by one narrow the bounds just as far; one refused leaves them be."""
    network, kept = Network(*zip(*bounds, strict=True)), list[Order]()
    for order in orders:
        before = network.earliest[:], network.latest[:], *(kind[:] for kind in network.sources)
        if order.earlier != order.later and network.add([order]):
            kept.append(order)
        else:
            assert (network.earliest, network.latest, *network.sources) == before
    assert list(zip(network.earliest, network.latest, strict=True)) == tightest(bounds, kept)


def test_each_bound_knows_the_entry_it_comes_from() -> None:
    """A bound that is another's, moved by nothing, names that one; a moved one names its own."""
    network = Network([10, 0, 0, 0], [20, 90, 90, 90])
    assert network.add([after(1, 0), after(2, 1), *relative(3, 0, 5, 5)])
    assert network.sources == ([0, 0, 0, 3], [0, 1, 2, 3])


def test_many_orders_on_one_entry_are_no_contradiction() -> None:
    """An entry whose bound moves many times is narrowed, not given up."""
    count = 60
    hub, end = 0, count + 1
    orders = [order for one in range(1, end) for order in relative(one, hub, one, one)]
    orders += [after(end, one) for one in range(1, end)]
    chain = range(end + 1, end + 9)
    orders += [after(hub, chain[0]), *(after(one, one + 1) for one in chain[:-1])]
    network = Network(
        [-FAR] * (end + 1) + [100 * one for one in chain], [FAR] * (end + 1 + len(chain))
    )
    assert network.add(orders)
    assert network.earliest[end] == 100 * chain[-1] + count


def test_many_entries_are_timed_by_one_in_little_time() -> None:
    """As the calls of a recording whose start is vague."""
    orders = [order for number in range(1, 40_001) for order in relative(number, 0, 1, 1)]
    with cpu_limit(4):  # of which it takes a tenth
        kept, circling, opposed = without_circles(orders)
    assert (kept, circling, opposed) == (orders, {}, [])


def test_anchors_come_first() -> None:
    """Entries with a relative time stand after the one that theirs is counted from."""
    orders = [*relative(0, 1, 1, 1), *relative(1, 2, 1, 1), *relative(4, 0, 1, 1), after(3, 0)]
    assert anchors_first(orders) == [(1, 2), (0, 1), (4, 0)]


@given(orders())
def test_orders_lead_on_from_what_they_led_to(orders: list[Order]) -> None:
    """Each order stands once, after every order that leads to its earlier entry."""
    kept = [order for order in without_circles(orders)[0] if order.strict]
    found = in_order(kept)
    assert sorted(found, key=repr) == sorted(kept, key=repr)
    for number, order in enumerate(found):
        assert order.earlier not in {one.later for one in found[number:]}


def test_only_strict_orders_are_followed() -> None:
    """Entries near another, rather than after it, do not follow it."""
    assert followers([after(1, 0), after(2, 0), *relative(3, 0, -5, 5)]) == {0: {1, 2}}


@given(st.permutations(range(COUNT)), orders())
def test_a_rank_is_the_given_order_where_it_can_be(given: list[int], orders: list[Order]) -> None:
    """Every entry has one rank; entries that follow others rank after them, the rest as given."""
    follows = followers(without_circles(orders)[0])
    rank = ranked(given, follows)
    assert list(rank.values()) == list(range(COUNT))
    assert sorted(rank) == list(range(COUNT))
    for earlier, laters in follows.items():
        assert all(rank[earlier] < rank[later] for later in laters)
    bound = {one for earlier, laters in follows.items() for one in (earlier, *laters)}
    free = [one for one in given if one not in bound]
    assert sorted(free, key=rank.__getitem__) == free
    assert list(ranked(given, {})) == given
