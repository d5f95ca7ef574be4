"""Clocks of sources put right: what their times become, and that what is written stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.chronology.build import realigned
from incident_tui.chronology.chronology import Chronology
from incident_tui.review.lens import Lens
from incident_tui.words.times import time_words
from tests.records import entry, sound, text_of, written

CLOCKS = """\
sources:
  - {id: src, kind: report}
  - {id: fast, kind: report, clock: {offset: +5m}}
  - {id: slow, kind: report, clock: {offset: -30s, uncertainty: 10s}}
  - {id: true, kind: report, clock: {offset: 0s}}
"""


def clocked(*entries: str, rest: str = "") -> Chronology:
    """A record of these entries, of sources with clocks."""
    head, timeline = text_of(*entries, rest=rest).split("sources: [{id: src, kind: report}]\n")
    return sound(f"{head}{CLOCKS}{timeline}")


def aligned(*entries: str) -> Chronology:
    """The same with the clocks of its sources put right."""
    shown = realigned(clocked(*entries))
    assert shown.aligned
    return shown


def bounds(shown: Chronology, identifier: str) -> tuple[str, str]:
    """Between which moments an entry stands."""
    placement = shown.placements[shown.positions[identifier]]
    return written(shown.zone, placement.earliest), written(shown.zone, placement.latest)


@pytest.mark.parametrize(
    ("time", "cite", "earliest", "latest"),
    [
        ("13:05:00", "fast", "13:00:00.000", "13:00:00.999"),
        ("13:05", "fast", "13:00:00.000", "13:00:59.999"),
        ("13:00:00", "slow", "13:00:20.000", "13:00:40.999"),  # 30 s slow, give or take 10
        ("13:00:00", "true", "13:00:00.000", "13:00:00.999"),
        ("13:05..13:10", "fast", "13:00:00.000", "13:05:59.999"),
        ("13:05..", "fast", "13:00:00.000", "open"),
        ("..13:05", "fast", "open", "13:00:59.999"),
        ("unplaced", "fast", "open", "open"),
        # The clock of the source that is cited first is the one that a time is by.
        ("13:05:00", "[fast:p1, src]", "13:00:00.000", "13:00:00.999"),
        ("13:05:00", "[src, fast:p1]", "13:05:00.000", "13:05:00.999"),
        # Counted from another entry, a time is by no clock.
        ("root +1m", "fast", "12:01:00.000", "12:01:59.999"),
    ],
)
def test_a_time_is_put_right_by_the_clock_it_is_by(
    time: str, cite: str, earliest: str, latest: str
) -> None:
    """Both bounds move by what the clock is off, wider by what that is uncertain."""
    shown = aligned(entry("root", '"12:00"'), entry("a", f'"{time}"', cite=cite))
    assert bounds(shown, "a") == (earliest, latest)


def test_order_and_state_follow_true_time() -> None:
    """What a fast clock had put last comes first, and the state of then is that of true time."""
    entries = (
        entry("true", '"13:02:00"'),
        entry("fast", '"13:05:00"', cite="fast", effects="[{agency: fire, status: OnScene}]"),
    )
    rest = "agencies: [{id: fire, name: Fire}]\n"
    before = clocked(*entries, rest=rest)
    after = realigned(before)
    assert [one.id for one in before.entries] == ["true", "fast"]
    assert [one.id for one in after.entries] == ["fast", "true"]
    assert after.change_moments != before.change_moments


def test_what_is_written_stays() -> None:
    """The entry keeps its own time; put back, everything is as it was."""
    entries = entry("a", '"13:05:00"', cite="fast"), entry("b", '"13:00"')
    before = clocked(*entries)
    after = realigned(before)
    position = after.positions["a"]
    value = after.entries[position].time
    assert str(value) == "13:05:00"
    assert time_words(Lens(after), value, after.placements[position]) == "13:00:00"
    again = realigned(after)
    assert not again.aligned
    assert [*again.placements] == [*before.placements]


@pytest.mark.parametrize(
    ("time", "cite", "words"),
    [
        ("13:05:00", "fast", "13:00:00"),
        ("13:05", "fast", "13:00"),
        ("13:05~", "fast", "13:00~"),
        ("13:00:00", "slow", "13:00:30~"),  # 10 s are more than a second
        ("13:00", "slow", "13:00~"),  # half a minute is no whole minute
        ("13:00?", "slow", "13:00%"),
        ("13:00..13:10", "fast", "12:55…13:05"),
    ],
)
def test_a_time_is_approximate_unless_the_lead_is_known_as_finely(
    time: str, cite: str, words: str
) -> None:
    """A corrected time is no finer than the lead: a point inside bounds is not shown as a time."""
    shown = aligned(entry("a", f'"{time}"', cite=cite))
    assert time_words(Lens(shown), shown.entries[0].time, shown.placements[0]) == words


@given(
    st.lists(st.tuples(st.integers(0, 3599), st.sampled_from(["src", "fast", "slow"])), min_size=1),
)
def test_no_entry_is_lost_by_it(times: list[tuple[int, str]]) -> None:
    """However times are mixed, each entry stands once, in the order of its best moment."""
    entries = [
        entry(f"e{number}", f'"13:{second // 60:02}:{second % 60:02}"', cite=source)
        for number, (second, source) in enumerate(times)
    ]
    shown = aligned(*entries)
    assert sorted(one.id for one in shown.entries) == sorted(f"e{n}" for n in range(len(times)))
    assert list(shown.bests) == sorted(shown.bests)
