"""Leads of clocks from pairs: bounds that hold the truth, contradictions only where there are."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.clocks.offsets import (
    ANY_LENGTH,
    TRUE,
    ClockTime,
    Lead,
    Pair,
    Range,
    leads_of,
    most_agreed,
)
from incident_tui.placing.aligning import Shift
from tests.examples import examples

COUNTS = {"cad": 50, "panel": 6, "log": 20, "radio": 40}
"""Entries by source; CAD has most."""
MINUTE = 60_000


def pair(identifier: str, one: str, first: int, other: str, second: int, width: int = 999) -> Pair:
    """Two times that are written to a grain of `width + 1` milliseconds."""
    return Pair(
        identifier,
        ClockTime(one, first, first + width),
        ClockTime(other, second, second + width),
    )


def by_source(pairs: Sequence[Pair], **stated: Shift) -> dict[str, Lead]:
    """The leads by source."""
    return {lead.source: lead for lead in leads_of(pairs, stated, COUNTS)}


def test_a_lead_is_told_over_the_source_with_most_entries() -> None:
    """Seconds on both sides leave a second on both sides; CAD is taken for right."""
    found = by_source([pair("n1", "panel", 5 * MINUTE, "cad", 0)])
    assert found["panel"].range == Range(299_001, 300_999)
    assert found["panel"].reference == "cad"
    assert found["panel"].shift == Shift(299_001, 300_999, ("n1",))
    assert found["cad"].is_reference
    assert found["cad"].shift is None


def test_pairs_narrow_each_other() -> None:
    """A minute and a second leave what both allow; each pair has its distance from the middle."""
    wide = Pair("n1", ClockTime("panel", 300_000, 300_999), ClockTime("cad", 0, 59_999))
    late = pair("n2", "panel", 400_500, "cad", 100_000)
    found = by_source([wide, late])["panel"]
    assert found.range == Range(299_501, 300_999)
    assert found.residual(wide) == 270_500 - 300_250
    assert found.residual(late) == 250


def test_pairs_lead_over_a_third_source() -> None:
    """A source without a pair with the reference is told through the source between them."""
    found = by_source(
        [pair("n1", "panel", 300_000, "cad", 0), pair("n2", "log", 360_000, "panel", 400_000)]
    )
    assert found["log"].range == Range(299_001 - 40_999, 300_999 - 39_001)
    assert found["log"].reference == "cad"
    assert found["log"].residual(found["log"].pairs[0]) is None


def test_a_clock_that_the_record_states_is_the_measure() -> None:
    """Leads are over true time where pairs lead to a stated clock, which itself is not moved."""
    stated = Shift(60_000, 60_000)
    found = by_source([pair("n1", "panel", 300_000, "radio", 0)], radio=stated)
    assert found["panel"].reference == TRUE
    assert found["panel"].range == Range(359_001, 360_999)
    assert found["radio"].shift is None


def test_pairs_may_contradict_stated_clocks() -> None:
    """Both sources are told with the pair, and neither is moved; a third source still may be."""
    pairs = [pair("n1", "panel", 300_000, "radio", 0), pair("n2", "log", 50_000, "radio", 0)]
    found = by_source(pairs, radio=Shift(0, 0), panel=Shift(0, 1_000))
    assert found["panel"].against == found["radio"].against == (pairs[0],)
    assert found["log"].range == Range(49_001, 50_999)


def test_pairs_of_two_sources_may_contradict() -> None:
    """Two pairs that no lead satisfies are named; other sources keep their leads."""
    pairs = [
        pair("n1", "panel", 300_000, "cad", 0),
        pair("n2", "panel", 500_000, "cad", 100_000),
        pair("n3", "log", 70_000, "cad", 0),
    ]
    found = by_source(pairs)
    assert found["panel"].against == tuple(pairs[:2])
    assert found["panel"].shift is None
    assert found["log"].shift == Shift(69_001, 70_999, ("n3",))


def test_pairs_in_a_circle_may_contradict() -> None:
    """Pairs of three sources, each sound beside any other, of which no leads satisfy all."""
    pairs = [
        pair("n1", "panel", 300_000, "cad", 0),
        pair("n2", "panel", 300_000, "log", 0),
        pair("n3", "log", 300_000, "cad", 0),
    ]
    found = by_source(pairs)
    assert all(found[source].against == tuple(pairs) for source in ("panel", "log", "cad"))


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ((None, None), (0, 999), ANY_LENGTH),
        ((300_000, None), (0, 999), Range(299_001, None)),
        ((300_000, 300_999), (None, 999), Range(299_001, None)),
        ((None, 300_999), (0, 999), Range(None, 300_999)),
    ],
)
def test_an_open_end_stays_open(
    first: tuple[int | None, int | None], second: tuple[int | None, int | None], found: Range
) -> None:
    """`after 13:00` bounds one side alone, and a clock with an open side is not moved."""
    lead = by_source([Pair("n", ClockTime("panel", *first), ClockTime("cad", *second))])["panel"]
    assert lead.range == found
    assert lead.shift is None


def test_a_clock_that_may_be_right_is_not_moved() -> None:
    """Bounds around nothing say that two clocks agree."""
    lead = by_source([pair("n", "log", 0, "cad", 30_000, width=59_999)])["log"]
    assert lead.range == Range(-89_999, 29_999)
    assert lead.shift is None


def test_the_most_agreed_lengths() -> None:
    """The common part of the most ranges, nearest to nothing."""
    ranges = [Range(0, 10), Range(5, 20), Range(8, None), Range(100, 200)]
    assert most_agreed(ranges) == (3, Range(8, 10))
    assert most_agreed([]) == (0, ANY_LENGTH)


SOURCES = [*COUNTS]


@st.composite
def worlds(draw: st.DrawFn) -> tuple[dict[str, int], list[Pair]]:
    """True leads of sources, and pairs of times that hold the truth, vague by chance."""
    leads = {source: draw(st.integers(-600_000, 600_000)) for source in SOURCES}
    slack = st.none() | st.integers(0, 90_000)
    pairs = []
    for number in range(draw(st.integers(1, 8))):
        one, other = draw(st.permutations(SOURCES))[:2]
        moment = draw(st.integers(0, 3_600_000))
        times = []
        for source in (one, other):
            shown, early, late = moment + leads[source], draw(slack), draw(slack)
            times.append(
                ClockTime(
                    source,
                    None if early is None else shown - early,
                    None if late is None else shown + late,
                )
            )
        pairs.append(Pair(f"n{number}", *times))
    return leads, pairs


@examples(200)
@given(worlds())
def test_the_truth_lies_within_the_bounds(world: tuple[dict[str, int], list[Pair]]) -> None:
    """Whatever is vague, the true lead over the reference is possible, and nothing contradicts."""
    leads, pairs = world
    for found in leads_of(pairs, {}, COUNTS):
        assert found.against == ()
        assert found.range.holds(leads[found.source] - leads[found.reference])


@examples(200)
@given(worlds())
def test_the_truth_lies_within_the_bounds_over_stated_clocks(
    world: tuple[dict[str, int], list[Pair]],
) -> None:
    """The record's own statements are constraints as the pairs are."""
    leads, pairs = world
    stated = {one: Shift(leads[one] - 500, leads[one] + 700) for one in ("radio", "log")}
    for found in leads_of(pairs, stated, COUNTS):
        assert found.against == ()
        assert found.range.holds(leads[found.source] - leads.get(found.reference, 0))


@examples(200)
@given(worlds())
def test_more_pairs_never_widen(world: tuple[dict[str, int], list[Pair]]) -> None:
    """With the same reference, bounds of fewer pairs hold the bounds of more pairs."""
    _, pairs = world
    before = {lead.source: lead for lead in leads_of(pairs[:-1], {}, COUNTS)}
    for lead in leads_of(pairs, {}, COUNTS):
        old = before.get(lead.source)
        if old and old.reference == lead.reference:
            assert lead.range.within(old.range) == lead.range


@examples(200)
@given(worlds(), st.randoms())
def test_the_order_of_pairs_does_not_matter(
    world: tuple[dict[str, int], list[Pair]], chance: st.DataObject
) -> None:
    """The same set of pairs, in whatever order, says the same."""
    _, pairs = world
    mixed = [*pairs]
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    said = [(one.source, one.reference, one.range) for one in leads_of(pairs, {}, COUNTS)]
    assert said == [(one.source, one.reference, one.range) for one in leads_of(mixed, {}, COUNTS)]


small = st.integers(0, 6)
spans = st.tuples(small, small).map(lambda ends: (min(ends), max(ends)))
few_pairs = st.lists(
    st.builds(
        lambda number, ends, first, second: Pair(
            f"n{number}", ClockTime(ends[0], *first), ClockTime(ends[1], *second)
        ),
        st.integers(0, 99),
        st.sampled_from([("cad", "panel"), ("panel", "log"), ("cad", "log")]),
        spans,
        spans,
    ),
    min_size=1,
    max_size=4,
)


@examples(300)
@given(few_pairs)
def test_contradictions_are_those_that_no_leads_satisfy(pairs: list[Pair]) -> None:
    """By trying every lead: pairs contradict exactly where none of them satisfies all pairs."""
    tries = range(-14, 15)
    satisfied = any(
        all(
            one.lead_of(one.sources[0]).holds(
                {"cad": 0, "panel": panel, "log": log}[one.sources[0]]
                - {"cad": 0, "panel": panel, "log": log}[one.sources[1]]
            )
            for one in pairs
        )
        for panel in tries
        for log in tries
    )
    found = leads_of(pairs, {}, COUNTS)
    assert any(lead.against for lead in found) is not satisfied
    for lead in found:
        for against in lead.against:
            assert against in pairs
