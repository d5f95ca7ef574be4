"""How sure a moment is, in words for people who do not know a record's signs; and what it spans."""

import pytest
from hypothesis import given

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.exchange.exports.event_times import (
    certainty_words,
    extent_of,
    is_written,
    plain_time,
)
from incident_tui.record.reading import read_bytes
from incident_tui.review.lens import Lens
from tests.record_strategies import as_yaml, records
from tests.records import chronology, entry, written

TIMES = [
    # What is written, told, and how sure that is.
    ("13:15", "13:15", "exact to the minute"),
    ("13:15:07", "13:15:07", "exact to the second"),
    ("13:15:07.250", "13:15:07.250", "exact to the millisecond"),
    ("13:12~", "about 13:12", "approximate"),
    ("13:12?", "13:12 (uncertain)", "uncertain"),
    ("13:12%", "about 13:12 (uncertain)", "approximate and uncertain"),
    (
        "{at: 13:12~, stated: about 1:12 p.m.}",
        "about 13:12",
        "approximate, stated “about 1:12 p.m.”",
    ),
    ("13:15/13:40", "13:15–13:40", "start, exact to the minute; over by 13:40"),
    ("{at: 13:15, duration: 10m..20m}", "13:15", "start, exact to the minute; over by 13:35"),
    # Counted from another.
    ("a +2m", "13:02", "derived, exact to the minute"),
    ("a +2m~", "about 13:02", "derived, approximate"),
    ("a +30s", "13:00…13:01", "derived, exact to the minute"),
    ("b +10m", "about 13:20", "derived, approximate"),
    # Somewhere within bounds.
    (
        "13:15..13:17",
        "somewhere between 13:15 and 13:17",
        "somewhere between 13:15 and 13:17, moment not known",
    ),
    (
        "a +2m..5m",
        "somewhere between 13:02 and 13:05",
        "somewhere between 13:02 and 13:05, moment not known",
    ),
    ("2024-02-29?", "somewhere within 29 Feb?", "somewhere within 29 Feb?, moment not known"),
    ("2024-02", "somewhere within Feb 2024", "somewhere within Feb 2024, moment not known"),
    (
        "{at: unplaced, after: [a], before: [b]}",
        "somewhere between 13:00 and 13:10~",
        "somewhere between 13:00 and 13:10~, moment not known",
    ),
    # Without a place in time.
    ("unplaced", "no time", "moment not known"),
    ("{at: unplaced, after: [a]}", "after 13:00", "moment not known"),
    ("{at: ..17:00, stated: by five}", "before 17:00", "moment not known, stated “by five”"),
]


def of(time: str) -> Chronology:
    """A record in which `x` has this time, after two others that it may hang on."""
    return chronology(entry("a", "13:00"), entry("b", "13:10~"), entry("x", time))


@pytest.mark.parametrize(("time", "told", "certainty"), TIMES)
def test_a_time_is_told_in_words(time: str, told: str, certainty: str) -> None:
    """No sign of a record is needed to see that a moment is not exact."""
    chronicle = of(time)
    position = chronicle.positions["x"]
    lens = Lens(chronicle)
    assert plain_time(lens, lens.outline(position)) == told
    assert certainty_words(lens, lens.outline(position)) == certainty


@pytest.mark.parametrize(
    ("time", "start", "stop", "days"),
    [
        ("13:15", "13:15:00.000", "open", False),
        ("13:12~", "13:12:00.000", "open", False),
        ("13:15/13:40", "13:15:00.000", "13:41:00.000", False),
        ("13:15..13:17", "13:15:00.000", "13:18:00.000", False),
        ("13:15:07..13:15:09", "13:15:07.000", "13:15:10.000", False),
        ("a +2m..5m", "13:02:00.000", "13:06:00.000", False),
        ("2024-02-29", "00:00:00.000", "2024-03-01T00:00:00.000", True),
        ("2024-02-28/2024-02-29", "2024-02-28T00:00:00.000", "2024-03-01T00:00:00.000", True),
        ("2024-03", "2024-03-01T00:00:00.000", "2024-04-01T00:00:00.000", True),
        ("{at: 2024-02-29, after: [a]}", "13:00:00.000", "2024-03-01T00:00:00.000", False),
    ],
)
def test_what_has_no_moment_reaches_over_its_bounds(
    time: str, start: str, stop: str, days: bool
) -> None:
    """A moment that is written has no end; whole days are days, until the order narrows them."""
    chronicle = of(time)
    position = chronicle.positions["x"]
    extent = extent_of(Lens(chronicle), Lens(chronicle).outline(position))
    edges = written(chronicle.zone, extent.start), written(chronicle.zone, extent.stop)
    assert (*edges, extent.days) == (start, stop, days)


@pytest.mark.parametrize(
    "times",
    [
        {"x": "y +2m", "y": "x +3m"},  # in a circle
        {"x": "x +2m"},
        {"x": "gone +2m"},
        # Others, which come first, leave no room for it.
        {"y": "13:00", "v": "11:00", "w": "{at: 12:00, after: [x]}", "x": "y +2m"},
        {
            "y": "13:00",
            "v": "{at: 11:00, before: [x]}",
            "w": "{at: 12:00, after: [x]}",
            "x": "y +2m",
        },
    ],
)
def test_what_cannot_be_counted_is_no_written_moment(times: dict[str, str]) -> None:
    """A time that was left out as impossible gives no moment, wherever the entry stands."""
    chronicle = chronology(*(entry(one, time) for one, time in times.items()))
    position = chronicle.positions["x"]
    assert not is_written(Lens(chronicle), Lens(chronicle).outline(position))


@given(records())
def test_an_extent_is_within_what_is_known(sections: dict[str, str]) -> None:
    """It never begins too early nor reaches past the end, and there are always words for it."""
    chronicle = chronology_of(read_bytes(as_yaml(sections), "record.yaml"))
    lens = Lens(chronicle)
    for outline in map(lens.outline, range(lens.count)):
        placement = outline.placement
        assert plain_time(lens, outline)
        assert certainty_words(lens, outline)
        if placement.best is None or placement.earliest is None or placement.latest is None:
            assert not is_written(lens, outline)
            continue
        extent = extent_of(lens, outline)
        last = placement.latest if placement.end is None else placement.end
        assert placement.earliest <= extent.start <= placement.best
        assert extent.stop is None or extent.stop == last + 1
