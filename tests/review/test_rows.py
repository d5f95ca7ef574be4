"""The rows of the timeline: entries, gaps and the heading of the unplaced."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.histories import Clock
from incident_tui.chronology.names import UNIDENTIFIED
from incident_tui.record.reading import read_bytes, read_record
from incident_tui.record.time_value import HOUR, MINUTE, SECOND
from incident_tui.review import intents
from incident_tui.review.filters import Filters
from incident_tui.review.lens import Lens
from incident_tui.review.review import Review, review_of, step
from incident_tui.review.rows import GAP, Gap, TimelineRows, Tray, rows_of_timeline
from incident_tui.samples import bundled_record
from tests.record_strategies import as_yaml, records
from tests.records import AGENCIES, chronology, entry, lens_of, times


def rows_of(review: Review) -> list[str | Gap | Tray]:
    """Every row, entries by their ids."""
    rows = TimelineRows(review.chronology, review.shown, review.passing)
    found = [rows[number] for number in range(len(rows))]
    entries = review.chronology.entries
    return [entries[row].id if isinstance(row, int) else row for row in found]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # Nothing, entries alone, the unplaced alone.
        ({}, []),
        ({"a": "13:00", "b": "13:09"}, ["a", "b"]),
        ({"u": "unplaced", "v": "13:00.."}, [Tray(2, 2), "u", "v"]),
        ({"a": "13:00", "u": "unplaced"}, ["a", Tray(1, 1), "u"]),
        # From ten minutes on a time without an entry is a row.
        ({"a": "13:00", "b": "13:10"}, ["a", Gap(GAP, GAP, 0, False), "b"]),
        ({"a": "13:00:00.001", "b": "13:10"}, ["a", "b"]),
        (
            {"a": "13:00", "b": "15:30", "c": "15:35", "d": "2024-03-01T00:00"},
            [
                "a",
                Gap(150 * MINUTE, 150 * MINUTE, 0, False),
                "b",
                "c",
                Gap(505 * MINUTE, 505 * MINUTE, 0, False),
                "d",
            ],
        ),
        # Between bounds, where a time is approximate or has bounds.
        ({"a": "13:00~", "b": "13:30"}, ["a", Gap(25 * MINUTE, 35 * MINUTE, 0, False), "b"]),
        ({"a": "13:00", "b": "13:25..13:35"}, ["a", Gap(25 * MINUTE, 35 * MINUTE, 0, False), "b"]),
        # From the end of what lasted, however much began meanwhile.
        ({"a": "13:00/13:30", "b": "13:35"}, ["a", "b"]),
        ({"a": "13:00/13:30", "b": "13:40"}, ["a", Gap(GAP, GAP, 0, False), "b"]),
        ({"a": "{at: 13:00, duration: 20m}", "b": "13:25"}, ["a", "b"]),
        (
            {"a": "13:00/13:30", "b": "13:05", "c": "13:20", "d": "13:45"},
            ["a", "b", "c", Gap(15 * MINUTE, 15 * MINUTE, 0, False), "d"],
        ),
        # Not at all where an end is hardly known.
        ({"a": "13:00", "b": "13:25..13:45"}, ["a", "b"]),
        ({"a": "2024-02-28", "b": "13:00"}, ["a", "b"]),
        # From the last placed one to the unplaced there is none.
        (
            {"a": "13:00", "b": "14:00", "u": "15:00.."},
            ["a", Gap(HOUR, HOUR, 0, False), "b", Tray(1, 1), "u"],
        ),
    ],
)
def test_gaps_and_the_tray_are_rows(
    given: dict[str, str], expected: list[str | Gap | Tray]
) -> None:
    """Between entries stands the time without one, and before the unplaced their heading."""
    assert rows_of(review_of(chronology(*times(**given)))) == expected


CHRONICLE = chronology(
    entry("a", "13:00", kind="radio_call"),
    entry("b", "13:05", agency="ipd"),
    entry("c", "13:20", kind="radio_call", agency="ipd"),
    entry("d", "13:40", agency="kcpd"),
    entry("u", "unplaced", agency="ipd"),
    entry("v", "unplaced"),
    rest=AGENCIES,
)


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (
            intents.ClearFilters(),
            [
                "a",
                "b",
                Gap(15 * MINUTE, 15 * MINUTE, 0, False),
                "c",
                Gap(20 * MINUTE, 20 * MINUTE, 0, False),
                "d",
                Tray(2, 2),
                "u",
                "v",
            ],
        ),
        # Hidden entries are counted in the gap that they lie in.
        (
            intents.OnlyAgency(UNIDENTIFIED),
            ["a", Tray(1, 2), "v"],
        ),
        (
            intents.ShowAgencies(frozenset({"kcpd", UNIDENTIFIED})),
            ["a", Gap(40 * MINUTE, 40 * MINUTE, 2, False), "d", Tray(1, 2), "v"],
        ),
        # Between two radio calls it is radio traffic that is missing.
        (intents.RadioOnly(), ["a", Gap(20 * MINUTE, 20 * MINUTE, 1, True), "c"]),
        (
            intents.OnlyAgency("ipd"),
            ["b", Gap(15 * MINUTE, 15 * MINUTE, 0, False), "c", Tray(1, 2), "u"],
        ),
        (intents.OnlyAgency("kcpd"), ["d"]),
        (intents.ShowAgencies(frozenset()), []),
    ],
)
def test_rows_through_a_filter(wish: intents.Intent, expected: list[str | Gap | Tray]) -> None:
    """Through a filter the gaps are between what is shown, and tell how much is hidden in them."""
    assert rows_of(step(review_of(CHRONICLE), wish)) == expected


def test_the_rows_of_the_bundled_record() -> None:
    """The gap between the fourth and the fifth radio call of the bundled record is a row."""
    chronicle = chronology_of(read_record(bundled_record()))
    radio = step(review_of(chronicle), intents.RadioOnly())
    rows = rows_of(radio)
    assert [row for row in rows if isinstance(row, str)] == ["q1", "q2", "q3", "q4", "q5", "q6"]
    assert [row for row in rows if isinstance(row, Gap)] == [
        Gap(7 * MINUTE, 19 * MINUTE, 0, True),  # as the interval between the two calls
        Gap(0, 20 * MINUTE, 2, True),
    ]


@given(records(), st.none() | st.frozensets(st.sampled_from(["a0", "a1", "a2", UNIDENTIFIED])))
def test_every_shown_entry_has_its_row(
    sections: dict[str, str], agencies: frozenset[str] | None
) -> None:
    """Rows and shown entries lead to each other, in one order, whatever stands between them."""
    chronicle = chronology_of(read_bytes(as_yaml(sections), "record.yaml"))
    review = review_of(chronicle, Filters(agencies))
    rows = TimelineRows(review.chronology, review.shown, review.passing)
    listed = [rows[number] for number in range(len(rows))]
    positions = [row for row in listed if isinstance(row, int)]
    assert positions == list(review.shown)
    assert [rows[rows.row_of(position)] for position in positions] == positions
    trays = [number for number, row in enumerate(listed) if isinstance(row, Tray)]
    unplaced = [position for position in positions if position >= chronicle.placed_count]
    assert len(trays) == bool(unplaced)
    if trays:
        assert listed[trays[0] :] == [Tray(len(unplaced), chronicle.unplaced_count), *unplaced]
    for number, row in enumerate(listed):
        if isinstance(row, Gap):
            before, after = listed[number - 1], listed[number + 1]
            assert isinstance(before, int)
            assert isinstance(after, int)
            assert 0 <= row.least <= row.most
            assert row.most >= GAP
            assert row.hidden == after - before - 1
    with pytest.raises(IndexError):
        rows[len(rows)]


def _floor(after: int) -> int:
    """The start of the minute, the second or the millisecond that ends at a moment."""
    for size in (MINUTE, SECOND):
        if after % size == 0:
            return after - size
    return after - 1


def gaps_one_by_one(review: Review) -> dict[int, Gap]:
    """Each gap before the entry after it, by looking at every two neighbours shown."""
    chronology, found, until = review.chronology, dict[int, Gap](), 0
    ends = dict[int, int](chronology.lasting)
    placed = range(chronology.placed_count)
    for one, other in pairwise(position for position in review.shown if position in placed):
        until = max(until, ends.get(one, 0))
        length = chronology.bests[other] - max(until, chronology.bests[one])
        both = chronology.placements[one], chronology.placements[other]
        widths = [(end.latest or 0) - (end.earliest or 0) for end in both]
        if length >= GAP and max(widths) < 2 * GAP:
            radio = one in chronology.radio and other in chronology.radio
            least = most = length
            if max(widths) >= MINUTE:
                firsts = [end.earliest or 0 for end in both]
                lasts = [_floor((end.latest or 0) + 1) for end in both]
                edges = [(one, max(one, two)) for one, two in zip(firsts, lasts, strict=True)]
                (first, last), (soonest, latest) = edges
                least = max(soonest - max(last, until), 0)
                most = max(latest - max(first, until), 0)
            found[other] = Gap(least, most, other - one - 1, radio)
    return found


@given(
    st.lists(
        st.builds(
            "{}{}".format,
            st.integers(0, 30).map(lambda five: f"{five // 12:02}:{five % 12 * 5:02}"),
            st.sampled_from(["", "", "", "~", "..03:00", "/01:30", ":59"]),
        ),
        max_size=9,
    ),
    st.lists(st.booleans(), min_size=9, max_size=9),
)
def test_gaps_are_those_between_neighbours(clocks: list[str], hidden: list[bool]) -> None:
    """The gaps found by leaps are those that looking at every two neighbours finds."""
    entries = (
        entry(f"e{n}", f'"{clock}"', kind="radio_call" if n % 3 else "note", **agency)
        for n, (clock, hides) in enumerate(zip(clocks, hidden, strict=False))
        for agency in [{"agency": "ipd"} if hides else {}]
    )
    chronicle = chronology(*entries, rest=AGENCIES)
    for filters in (Filters(), Filters(frozenset({UNIDENTIFIED})), Filters(frozenset({"ipd"}))):
        review = review_of(chronicle, filters)
        rows = TimelineRows(review.chronology, review.shown, review.passing)
        found = {
            rows[row + 1]: gap
            for row in range(len(rows))
            for gap in [rows[row]]
            if isinstance(gap, Gap)
        }
        assert found == gaps_one_by_one(review)


def test_the_rows_of_a_lens_may_be_filtered() -> None:
    """Gaps then count the hidden entries between those that are shown."""
    chronicle = chronology(*(entry(f"e{hour}", f"{hour}:00") for hour in (13, 14, 15)))
    lens = Lens(chronicle)
    rows = rows_of_timeline(lens, lens.shown(Filters(marked=frozenset({"e13", "e15"}))))
    assert [row.hidden if isinstance(row, Gap) else row for row in map(rows.__getitem__, range(3))]
    assert [rows[0], rows[2]] == [0, 2]
    assert isinstance(rows[1], Gap)
    assert rows[1].hidden == 1


def test_the_rows_of_a_lens_are_those_of_a_review_without_filters() -> None:
    """Whatever its moment and its clock: where entries stand is always told."""
    lens = lens_of(*times(a="13:00", b="14:00", c="unplaced"))
    rows = rows_of_timeline(Lens(lens.chronology, 0, Clock.KNOWN), lens.shown(Filters()))
    assert [type(rows[number]) for number in range(len(rows))] == [int, Gap, int, Tray, int]
