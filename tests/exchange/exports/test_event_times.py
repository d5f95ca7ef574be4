"""How sure a moment is, in words for people who do not know a record's signs; and what it spans."""

import pytest
from hypothesis import given

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.exchange.exports.event_times import (
    Extent,
    certainty_words,
    extents,
    plain_time,
)
from incident_tui.record.reading import read_bytes
from incident_tui.review.lens import Lens
from incident_tui.words.exactness import is_written
from tests.exchange.exports.reports import Make, exercise, independence
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
    (
        "13:15~/13:40?",
        "about 13:15–13:40 (uncertain)",
        "start, approximate and uncertain; over by 13:45",
    ),
    ("{at: 13:15, duration: 10m..20m}", "13:15", "start, exact to the minute; over by 13:35"),
    # Counted from another.
    ("a +2m", "13:02", "derived, exact to the minute"),
    ("a +2m~", "about 13:02", "derived, approximate"),
    ("a +30s", "somewhere between 13:00 and 13:01", "derived, exact to the minute"),
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
    (
        "2024-02-29?",
        "somewhere within 29 Feb (uncertain)",
        "somewhere within 29 Feb (uncertain), moment not known",
    ),
    ("2024-02", "somewhere within Feb 2024", "somewhere within Feb 2024, moment not known"),
    (
        "{at: unplaced, after: [a], before: [b]}",
        "somewhere between 13:00 and about 13:10",
        "somewhere between 13:00 and about 13:10, moment not known",
    ),
    # Without a place in time.
    ("unplaced", "no time", "no time is given"),
    ("{at: unplaced, after: [a]}", "after 13:00", "after 13:00, no full time is given"),
    ("{at: unplaced, after: [b]}", "after about 13:10", "after about 13:10, no full time is given"),
    (
        "{at: ..17:00, stated: by five}",
        "before 17:00",
        "before 17:00, no full time is given, stated “by five”",
    ),
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


def extent_of(chronicle: Chronology, identifier: str) -> Extent:
    """The extent of an entry, by id."""
    return [*extents(Lens(chronicle))][chronicle.positions[identifier]]


@pytest.mark.parametrize(
    ("time", "start", "stop", "days"),
    [
        ("13:15", "13:15:00.000", "open", False),
        ("13:12~", "13:12:00.000", "open", False),
        ("13:15/13:40", "13:15:00.000", "13:41:00.000", False),
        ("13:15..13:17", "13:15:00.000", "13:18:00.000", False),
        ("13:15:07..13:15:09", "13:15:07.000", "13:15:10.000", False),
        ("a +2m..5m", "13:02:00.000", "13:06:00.000", False),
        ("2024-02-27", "2024-02-27T00:00:00.000", "2024-02-28T00:00:00.000", True),
        ("2024-02-26/2024-02-27", "2024-02-26T00:00:00.000", "2024-02-28T00:00:00.000", True),
        ("2024-03", "2024-03-01T00:00:00.000", "2024-04-01T00:00:00.000", True),
        # A day stays a day where the order narrows it.
        ("{at: 2024-02-29, after: [a]}", "13:10:00.000", "2024-03-01T00:00:00.000", True),
        # In the middle of the day or of bounds, after the entries above.
        ("2024-02-29", "00:00:00.000", "2024-03-01T00:00:00.000", True),
        ("12:50..13:30", "13:10:00.000", "13:31:00.000", False),
    ],
)
def test_an_entry_without_a_moment_reaches_over_its_bounds(
    time: str, start: str, stop: str, days: bool
) -> None:
    """A written moment has no end; an entry never starts before the entry above."""
    chronicle = of(time)
    extent = extent_of(chronicle, "x")
    edges = written(chronicle.zone, extent.start), written(chronicle.zone, extent.stop)
    assert (*edges, extent.days) == (start, stop, days)


def test_an_entry_told_together_with_a_day_is_a_day() -> None:
    """What was added to a post of a day was said on that day, at no given time."""
    chronicle = chronology(entry("p", "2024-02-29?"), entry("x", "p +0m"), entry("y", "p +2h"))
    assert extent_of(chronicle, "x").days
    assert not extent_of(chronicle, "y").days


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


def in_order(chronicle: Chronology) -> None:
    """Hold the starts of a record's extents against its order and its bounds."""
    lens = Lens(chronicle)
    found = [*extents(lens)]
    assert len(found) == lens.placed_count
    starts = [extent.start for extent in found]
    assert starts == sorted(starts)
    outlines = [lens.outline(position) for position in range(lens.placed_count)]
    given = {
        instant
        for outline in outlines
        for instant in (
            outline.placement.earliest,
            outline.placement.best if is_written(lens, outline) else None,
        )
    }
    assert {*starts} <= given  # no middle of bounds
    for outline, extent in zip(outlines, found, strict=True):
        placement = outline.placement
        assert placement.earliest is not None
        assert placement.best is not None
        last = placement.latest if placement.end is None else placement.end
        assert placement.earliest <= extent.start <= placement.best
        assert extent.stop is None or extent.stop == (last or 0) + 1


@given(records())
def test_starts_keep_the_order_of_a_record(sections: dict[str, str]) -> None:
    """Every start is a moment that the record gives, within the bounds of the entry."""
    in_order(chronology_of(read_bytes(as_yaml(sections), "record.yaml")))


@pytest.mark.parametrize("make", [independence, exercise])
def test_starts_keep_the_order_of_a_bundled_record(make: Make) -> None:
    """The mayor's post is not before the shots, nor a witness before what the witness saw."""
    in_order(make())


@given(records())
def test_there_are_words_for_every_time(sections: dict[str, str]) -> None:
    """Without a mark of the record, whatever the form; an unplaced entry has no moment."""
    chronicle = chronology_of(read_bytes(as_yaml(sections), "record.yaml"))
    lens = Lens(chronicle)
    for outline in map(lens.outline, range(lens.count)):
        assert plain_time(lens, outline)
        assert not set("~?%") & set(plain_time(lens, outline))
        assert certainty_words(lens, outline)
        assert outline.placement.best is not None or not is_written(lens, outline)
