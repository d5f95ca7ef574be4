"""Placing: from what a source says of a time to earliest, latest and best."""

import random
from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.placing.network import narrative_order
from incident_tui.placing.placement import Placement, Placements, place
from incident_tui.record.model import Record
from incident_tui.record.reading import read_bytes
from incident_tui.record.time_value import DAY, MINUTE, SECOND, Relative, TimeValue, parse_form
from tests.examples import examples
from tests.record_strategies import as_yaml, records
from tests.records import chronology, record_of, times, written

TOLERANCES = "tolerances: {about: 3m, a few minutes: 2m..10m}"


def placements_of(rest: str = TOLERANCES, date: str = "2024-02-29", **entries: str) -> Placements:
    """Entries with these times, placed."""
    return place(record_of(*times(**entries), rest=rest, date=date))


def placed(placements: Placements, identifier: str = "x") -> Placement:
    """Where one of them is placed."""
    placement = placements.of(identifier)
    assert placement
    return placement


def bounds_of(placements: Placements, identifier: str = "x") -> tuple[str, str, str, str]:
    """Earliest, latest and best of an entry on the incident's clocks, and its qualifier."""
    one, zone = placed(placements, identifier), placements.zone
    earliest, latest = written(zone, one.earliest), written(zone, one.latest)
    return earliest, latest, written(zone, one.best), one.qualifier


def ids_of(record: Record, numbers: Iterable[int]) -> str:
    """The ids of entries, by their places in the record."""
    return " ".join(record.timeline[number].id for number in numbers)


def told_of(placements: Placements) -> list[int]:
    """Places in the record, as the entries are told."""
    ranks = {number: rank for rank, number in enumerate(placements.sequence)}
    places = range(len(ranks))
    return narrative_order(
        [None if placements.placed[place].best is None else ranks[place] for place in places],
        placements.follows,
    )


@pytest.mark.parametrize(
    ("time", "earliest", "latest", "best", "qualifier"),
    [
        # Exact to the precision written; a moment stands at its beginning.
        ("13:15", "13:15:00.000", "13:15:59.999", "13:15:00.000", ""),
        ("13:15:07", "13:15:07.000", "13:15:07.999", "13:15:07.000", ""),
        ("13:15:07.250", "13:15:07.250", "13:15:07.250", "13:15:07.250", ""),
        (
            "2024-03-01T00:10",  # past midnight, with its date
            "2024-03-01T00:10:00.000",
            "2024-03-01T00:10:59.999",
            "2024-03-01T00:10:00.000",
            "",
        ),
        # What is no clock time stands in its middle.
        ("2024-02-29", "00:00:00.000", "23:59:59.999", "12:00:00.000", ""),
        ("2024-02", "2024-02-01T00:00:00.000", "23:59:59.999", "2024-02-15T12:00:00.000", ""),
        (
            "2024",
            "2024-01-01T00:00:00.000",
            "2024-12-31T23:59:59.999",
            "2024-07-02T01:00:00.000",  # in summer time
            "",
        ),
        # Qualified: by convention, by its own tolerance, by a word named, by a word stated.
        ("13:12~", "13:07:00.000", "13:17:59.999", "13:12:00.000", "~"),
        ("13:12?", "13:07:00.000", "13:17:59.999", "13:12:00.000", "?"),
        ("13:12%", "13:07:00.000", "13:17:59.999", "13:12:00.000", "%"),
        ("13:12:07~", "13:11:37.000", "13:12:37.999", "13:12:07.000", "~"),
        ("{at: 13:12~, tolerance: 30s}", "13:11:30.000", "13:13:29.999", "13:12:00.000", "~"),
        ("{at: 13:12~, tolerance: about}", "13:09:00.000", "13:15:59.999", "13:12:00.000", "~"),
        ("{at: 13:12~, stated: About 1:12}", "13:09:00.000", "13:15:59.999", "13:12:00.000", "~"),
        ("{at: 13:12~, tolerance: -3m}", "13:09:00.000", "13:15:59.999", "13:12:00.000", "~"),
        ("2024-02-29?", "00:00:00.000", "23:59:59.999", "12:00:00.000", "?"),
        (
            "2024-02-29~",
            "2024-02-28T00:00:00.000",
            "2024-03-01T23:59:59.999",
            "12:00:00.000",
            "~",
        ),
        # Bounds: the middle, at a whole minute where one lies between.
        ("13:00..13:12", "13:00:00.000", "13:12:59.999", "13:06:00.000", ""),
        ("13:00..13:12~", "13:00:00.000", "13:17:59.999", "13:09:00.000", "~"),
        ("13:00?..13:12~", "12:55:00.000", "13:17:59.999", "13:06:00.000", "%"),
        ("13:15..13:15", "13:15:00.000", "13:15:59.999", "13:15:00.000", ""),
        ("13:15:10..13:15:20", "13:15:10.000", "13:15:20.999", "13:15:15.500", ""),
        ("13:15:07.250..13:15:07.250", "13:15:07.250", "13:15:07.250", "13:15:07.250", ""),
        (
            "23:50..2024-03-01T00:10",
            "23:50:00.000",
            "2024-03-01T00:10:59.999",
            "2024-03-01T00:00:00.000",
            "",
        ),
        # One end alone is no place in the timeline.
        ("13:00..", "13:00:00.000", "open", "open", ""),
        ("13:12~..", "13:07:00.000", "open", "open", "~"),
        ("..17:00", "open", "17:00:59.999", "open", ""),
        # What lasted stands at its start, which is not past its end.
        ("13:15/13:40", "13:15:00.000", "13:15:59.999", "13:15:00.000", ""),
        ("13:15~/13:17", "13:10:00.000", "13:17:59.999", "13:15:00.000", "~"),
        ("13:15?/13:40~", "13:10:00.000", "13:20:59.999", "13:15:00.000", "%"),
        ("unplaced", "open", "open", "open", ""),
    ],
)
def test_each_form_alone(time: str, earliest: str, latest: str, best: str, qualifier: str) -> None:
    """A time is placed as its form says, no finer and no coarser."""
    placements = placements_of(x=time)
    assert bounds_of(placements) == (earliest, latest, best, qualifier)
    assert placements.faults == ()


@pytest.mark.parametrize(
    ("anchor", "time", "earliest", "latest", "best", "qualifier"),
    [
        # Exact: as wide as what it is counted from.
        ("13:15", "q +2m", "13:17:00.000", "13:17:59.999", "13:17:00.000", ""),
        ("13:15", "q +1h30m", "14:45:00.000", "14:45:59.999", "14:45:00.000", ""),
        ("13:15", "q -30s", "13:14:30.000", "13:15:29.999", "13:14:30.000", ""),
        ("13:15:07", "q +2m", "13:17:07.000", "13:17:07.999", "13:17:07.000", ""),
        # Qualified: by its smallest unit, its own tolerance, or a word stated.
        ("13:15", "q +2m~", "13:16:00.000", "13:18:59.999", "13:17:00.000", "~"),
        ("13:15", "q +90s~", "13:16:29.000", "13:17:30.999", "13:16:30.000", "~"),
        ("13:15", "q +1h?", "13:15:00.000", "15:15:59.999", "14:15:00.000", "?"),
        ("13:15:07.5", "q +250ms~", "13:15:07.749", "13:15:07.751", "13:15:07.750", "~"),
        ("13:15", "q +0m~", "13:14:00.000", "13:16:59.999", "13:15:00.000", "~"),
        (
            "13:15",
            "{at: q +2m~, tolerance: 30s}",
            "13:16:30.000",
            "13:18:29.999",
            "13:17:00.000",
            "~",
        ),
        (
            "13:15",
            "{at: q +2m~, stated: about two minutes later}",
            "13:14:00.000",
            "13:20:59.999",
            "13:17:00.000",
            "~",
        ),
        # Ranges, to either side.
        ("13:15", "q +2m..10m", "13:17:00.000", "13:25:59.999", "13:21:00.000", ""),
        ("13:15", "q -5m..10m", "13:05:00.000", "13:10:59.999", "13:07:30.000", ""),
        # What is vague about the anchor stays vague.
        ("13:12~", "q +5m", "13:12:00.000", "13:22:59.999", "13:17:00.000", "~"),
        ("13:12?", "q +5m~", "13:11:00.000", "13:23:59.999", "13:17:00.000", "%"),
        ("13:00..13:12", "q +10m", "13:10:00.000", "13:22:59.999", "13:16:00.000", ""),
        ("13:15/13:40", "q +1m", "13:16:00.000", "13:16:59.999", "13:16:00.000", ""),
        ("2024-02-29", "q +1d", "2024-03-01T00:00:00.000", "2024-03-01T23:59:59.999", "", ""),
        ("13:00..", "q +5m", "13:05:00.000", "open", "open", ""),
        ("..17:00", "q +5m", "open", "17:05:59.999", "open", ""),
        ("unplaced", "q +5m~", "open", "open", "open", "~"),
    ],
)
def test_relative_to_another(
    anchor: str, time: str, earliest: str, latest: str, best: str, qualifier: str
) -> None:
    """A time counted from another is that one moved, wherever the two stand in the record."""
    best = best or "2024-03-01T12:00:00.000"
    for entries in ({"q": anchor, "x": time}, {"x": time, "q": anchor}):
        placements = placements_of(**entries)
        assert bounds_of(placements) == (earliest, latest, best, qualifier)
        assert placements.faults == ()


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        # A chain, resolved to its root; each link adds its own doubt.
        (
            {"q": "13:15", "p": "q +2m", "x": "p +3m"},
            ("13:20:00.000", "13:20:59.999", "13:20:00.000", ""),
        ),
        (
            {"x": "p +3m", "p": "q +2m~", "q": "13:15?"},
            ("13:14:00.000", "13:26:59.999", "13:20:00.000", "%"),
        ),
        (
            {"q": "13:15", "p": "q -5m..10m", "x": "p +1m..2m"},
            ("13:06:00.000", "13:12:59.999", "13:09:00.000", ""),
        ),
        # No time of its own: the order known gives one or both ends.
        (
            {"a": "13:00", "b": "13:30", "x": "{at: unplaced, after: [a], before: [b]}"},
            ("13:00:00.000", "13:30:59.999", "13:15:00.000", ""),
        ),
        (
            {"a": "13:00", "b": "{at: 13:30, after: [x]}", "x": "{at: unplaced, after: a}"},
            ("13:00:00.000", "13:30:59.999", "13:15:00.000", ""),
        ),
        ({"a": "13:00", "x": "{at: unplaced, after: [a]}"}, ("13:00:00.000", "open", "open", "")),
        ({"b": "13:30", "x": "{at: unplaced, before: [b]}"}, ("open", "13:30:59.999", "open", "")),
        # Through others that have no time either.
        (
            {
                "x": "{at: unplaced, after: [y], before: [z]}",
                "y": "{at: unplaced, after: [a]}",
                "z": "{at: unplaced, before: [b]}",
                "a": "13:00",
                "b": "13:30",
            },
            ("13:00:00.000", "13:30:59.999", "13:15:00.000", ""),
        ),
        # A time of its own is narrowed, and moved no further than it must be.
        (
            {"a": "13:14", "x": "{at: 13:12~, after: [a]}"},
            ("13:14:00.000", "13:17:59.999", "13:14:00.000", "~"),
        ),
        (
            {"b": "13:09", "x": "{at: 13:12~, before: [b]}"},
            ("13:07:00.000", "13:09:59.999", "13:09:59.999", "~"),
        ),
        (
            {"a": "12:00..18:00", "x": "{at: 13:00..13:30, after: [a]}"},
            ("13:00:00.000", "13:30:59.999", "13:15:00.000", ""),
        ),
        # One that is counted from another narrows that one too.
        (
            {"x": "13:12~", "y": "x +1m", "b": "{at: 13:10, after: [y]}"},
            ("13:07:00.000", "13:09:59.999", "13:09:59.999", "~"),
        ),
        # A day is narrowed like anything else.
        (
            {"a": "13:00", "x": "{at: 2024-02-29?, after: [a]}"},
            ("13:00:00.000", "23:59:59.999", "18:30:00.000", "?"),
        ),
        # After something of the same minute is no contradiction.
        (
            {"a": "13:15:30", "x": "{at: 13:15, after: [a]}"},
            ("13:15:30.000", "13:15:59.999", "13:15:30.000", ""),
        ),
    ],
)
def test_the_order_known_narrows(
    entries: dict[str, str], expected: tuple[str, str, str, str]
) -> None:
    """What is known of the order of entries narrows their bounds, in every direction."""
    placements = placements_of(**entries)
    assert bounds_of(placements) == expected
    assert placements.faults == ()


def test_a_bound_names_the_entry_it_comes_from() -> None:
    """A bound names the entry whose time it is, however many lie between; its own has no name."""
    placements = placements_of(
        a="13:00",
        y="{at: unplaced, after: [a]}",
        x="{at: unplaced, after: [y], before: [b]}",
        b="13:30",
        r="a +2m",
    )
    assert (placed(placements).after, placed(placements).before) == ("a", "b")
    for identifier in ("a", "r"):
        assert (placed(placements, identifier).after, placed(placements, identifier).before) == (
            "",
            "",
        )


@pytest.mark.parametrize(
    ("time", "end"),
    [
        ("13:15/13:40", "13:40:59.999"),
        ("13:15/13:40~", "13:45:59.999"),
        ("23:50/2024-03-01T00:10", "2024-03-01T00:10:59.999"),
        ("{at: 13:15, duration: 20m..30m}", "13:45:59.999"),
        ("{at: 13:15~, tolerance: 1m, duration: 20m}", "13:36:59.999"),
        ("{at: 13:15, duration: -20m}", "13:15:59.999"),  # not before it begins
        ("13:15", "open"),
        ("13:00..13:12", "open"),
    ],
)
def test_what_lasted_has_an_end(time: str, end: str) -> None:
    """A time with an end or a duration knows the last moment that it may have lasted to."""
    placements = placements_of(x=time)
    assert written(placements.zone, placed(placements).end) == end


@pytest.mark.parametrize(
    ("entries", "grain", "as_of"),
    [
        # The state is seen at the end of the minute, second or millisecond that stands there.
        ({"x": "13:15"}, MINUTE, "13:15:59.999"),
        ({"x": "13:15:07"}, SECOND, "13:15:07.999"),
        ({"x": "13:15:07.250"}, 1, "13:15:07.250"),
        ({"x": "13:12~"}, MINUTE, "13:12:59.999"),
        ({"x": "13:15/13:40"}, MINUTE, "13:15:59.999"),
        # Never past what is known of the time.
        ({"x": "13:15:10..13:15:20"}, MINUTE, "13:15:20.999"),
        ({"x": "{at: 13:15, before: [b]}", "b": "13:15:07"}, MINUTE, "13:15:07.999"),
        ({"x": "{at: 13:15, after: [a]}", "a": "13:15:30"}, MINUTE, "13:15:59.999"),
        # Counted from another: as fine as that one is.
        ({"q": "13:15:07", "x": "q -30s"}, SECOND, "13:14:37.999"),
        ({"q": "13:15", "x": "q -30s"}, MINUTE, "13:15:29.999"),
        ({"q": "13:15:07", "p": "q +1m", "x": "p +1m"}, SECOND, "13:17:07.999"),
        # Without a place it is the end of the record.
        ({"x": "unplaced"}, MINUTE, "open"),
        ({"x": "13:00.."}, MINUTE, "open"),
    ],
)
def test_the_moment_to_see_the_state_at(entries: dict[str, str], grain: int, as_of: str) -> None:
    """The state is seen at the end of what a time is written to."""
    placements = placements_of(**entries)
    one = placed(placements)
    assert (one.grain, written(placements.zone, one.as_of)) == (grain, as_of)


@pytest.mark.parametrize(
    ("entries", "sequence", "told"),
    [
        # By best moment, then as the record has them; the unplaced last, or as they are told.
        ({"a": "13:30", "b": "13:00", "c": "13:15"}, "b c a", "b c a"),
        ({"c": "13:00", "a": "13:00", "b": "13:00"}, "c a b", "c a b"),
        ({"u": "unplaced", "b": "13:30", "v": "13:00..", "a": "13:00"}, "a b u v", "u a b v"),
        # Ties follow the order known, and else stay as they are.
        ({"c": "{at: 13:00, after: [b]}", "a": "13:00", "b": "13:00"}, "a b c", "a b c"),
        ({"a": "13:00", "b": "{at: 13:00, before: [a]}"}, "b a", "b a"),
        (
            {"c": "{at: 13:00, after: [b]}", "b": "{at: 13:00, after: [a]}", "a": "13:00"},
            "a b c",
            "a b c",
        ),
        # The unplaced too: as they are told, they follow what they must.
        ({"c": "{at: unplaced, after: [b]}", "b": "unplaced"}, "b c", "b c"),
        (
            {"c": "{at: unplaced, after: [b]}", "a": "13:00", "b": "13:30"},
            "a b c",
            "a b c",
        ),
        # What best moments stand for does not break an order.
        ({"b": "{at: 13:00..13:10, after: [a]}", "a": "13:00..13:40"}, "a b", "a b"),
        ({"q": "13:15", "b": "q +0m~", "a": "{at: 13:16, before: [b]}"}, "q a b", "q a b"),
    ],
)
def test_entries_in_sequence(entries: dict[str, str], sequence: str, told: str) -> None:
    """Entries stand by their best moment, ties as the record or the order known has them."""
    record = record_of(*times(**entries))
    placements = place(record)
    assert placements.faults == ()
    assert ids_of(record, placements.sequence) == sequence
    assert ids_of(record, told_of(placements)) == told


@pytest.mark.parametrize(
    ("entries", "faults", "bounds"),
    [
        # Circles of relative times: reported each, and left unplaced.
        (
            {"x": "x +1m"},
            ["`x` is timed by itself; it is left unplaced"],
            {"x": ("open", "open")},
        ),
        (
            {"x": "y +1m", "y": "x -1m"},
            [
                "`x` is timed in a circle, through `y`; it is left unplaced",
                "`y` is timed in a circle, through `x`; it is left unplaced",
            ],
            {"x": ("open", "open"), "y": ("open", "open")},
        ),
        (
            {"x": "y +0m", "y": "z +0m", "z": "x +0m", "w": "z +1m", "a": "13:00"},
            [
                "`x` is timed in a circle, through `y`; it is left unplaced",
                "`y` is timed in a circle, through `z`; it is left unplaced",
                "`z` is timed in a circle, through `x`; it is left unplaced",
            ],
            {"w": ("open", "open"), "a": ("13:00:00.000", "13:00:59.999")},
        ),
        # What else is known of one in a circle is kept.
        (
            {"x": "{at: x +1m, after: [a], before: [b]}", "a": "13:00", "b": "13:30"},
            ["`x` is timed by itself; it is left unplaced"],
            {"x": ("13:00:00.000", "13:30:59.999")},
        ),
        # Orders that contradict each other: the later said is left out.
        (
            {"x": "{at: 13:00, after: [y]}", "y": "{at: 13:00, after: [x]}"},
            ["`x` cannot come before `y`: other times say the opposite; this order is left out"],
            {"x": ("13:00:00.000", "13:00:59.999")},
        ),
        (
            {"x": "{at: unplaced, after: [x, a]}", "a": "13:00"},
            ["`x` cannot come before `x`: other times say the opposite; this order is left out"],
            {"x": ("13:00:00.000", "open")},
        ),
        # Orders that the times themselves contradict, one by one: the others of an entry hold.
        (
            {
                "late": "13:30",
                "early": "13:00",
                "x": "{at: 13:00..13:15, after: [late, early, mid]}",
                "mid": "13:10",
            },
            ["`late` cannot come before `x`: other times say the opposite; this order is left out"],
            {"x": ("13:10:00.000", "13:15:59.999"), "late": ("13:30:00.000", "13:30:59.999")},
        ),
        (
            {"a": "13:30", "u": "{at: unplaced, after: [a]}", "x": "{at: 13:00, after: [u]}"},
            ["`u` cannot come before `x`: other times say the opposite; this order is left out"],
            {"u": ("13:30:00.000", "open"), "x": ("13:00:00.000", "13:00:59.999")},
        ),
        # A relative time that cannot hold.
        (
            {"a": "13:00", "b": "{at: 13:02, after: [x]}", "x": "a +5m"},
            ["`x`: `a +5m` cannot hold with the other times; left out"],
            {"x": ("open", "13:02:59.999")},
        ),
        # Two relative times that cannot both hold, with no clock time near.
        (
            {"a": "unplaced", "b": "a +10m", "x": "{at: a +1m, after: [b]}"},
            ["`b` cannot come before `x`: other times say the opposite; this order is left out"],
            {"x": ("open", "open")},
        ),
        # Times that cannot be as they are written.
        (
            {"x": "13:12..13:00"},
            ["these bounds end before they begin; it is left unplaced"],
            {"x": ("open", "open")},
        ),
        (
            {"x": "13:40/13:15"},
            ["this ends before it begins; write the day with a time past midnight"],
            {"x": ("13:40:00.000", "13:40:59.999")},
        ),
        (
            {"x": "9999-12-31", "y": "9999", "z": "13:00..9999-12"},
            ["this time is outside the calendar; it is left unplaced"] * 3,
            {"x": ("open", "open"), "y": ("open", "open"), "z": ("open", "open")},
        ),
        (
            {"x": "2024-03-10T02:30"},
            [
                "02:30 does not exist on 2024-03-10 in America/Chicago, clocks were put forward; "
                "it is read as 03:30: write what is meant with its offset"
            ],
            {"x": ("2024-03-10T03:30:00.000", "2024-03-10T03:30:59.999")},
        ),
        (
            {"x": "2024-11-03T01:30.."},
            [
                "01:30 comes twice on 2024-11-03 in America/Chicago, clocks were put back; "
                "write it with its offset, -0500 or -0600"
            ],
            {"x": ("2024-11-03T01:30:00.000", "open")},
        ),
    ],
)
def test_what_cannot_be_is_reported(
    entries: dict[str, str], faults: list[str], bounds: dict[str, tuple[str, str]]
) -> None:
    """A time or an order that cannot be is reported, and everything else still holds."""
    placements = placements_of(**entries)
    assert [fault.message for fault in placements.faults] == faults
    for identifier, expected in bounds.items():
        assert bounds_of(placements, identifier)[:2] == expected


def test_without_a_date_only_dated_times_are_placed() -> None:
    """In a record that has no date, a clock time is reported and left unplaced."""
    text = (
        b"incident: {id: i, title: T, timezone: UTC}\nsources: [{id: s, kind: report}]\n"
        b"timeline:\n"
        b"  - {id: x, kind: note, time: 13:15, text: t, cite: s}\n"
        b"  - {id: y, kind: note, time: 2024-02-29T13:15, text: t, cite: s}\n"
    )
    record = read_bytes(text, "record.yaml").record
    assert record
    placements = place(record)
    assert [fault.message for fault in placements.faults] == [
        "no date is known for this time; it is left unplaced"
    ]
    assert placed(placements) == Placement()
    assert placed(placements, "y").best == 1_709_212_500_000


@pytest.mark.thorough
def test_thousands_of_entries_in_a_row() -> None:
    """A long chain of orders, or of relative times, with a contradiction is placed all the same."""
    count = 3_000
    entries = {"e0": "13:00"}
    entries |= {f"e{n}": f"{{at: unplaced, after: [e{n - 1}]}}" for n in range(1, count)}
    entries |= {"bad": f"{{at: 12:00, after: [e{count - 1}]}}"}
    entries |= {f"r{n}": f"r{n - 1} +1s" if n else "13:00" for n in range(count)}
    placements = placements_of(**entries)
    assert len(placements.faults) == 1
    assert bounds_of(placements, f"e{count - 1}")[0] == "13:00:00.000"
    assert bounds_of(placements, f"r{count - 1}")[2] == "13:49:59.000"


@pytest.mark.parametrize(
    ("at", "after", "before", "expected", "faults"),
    [
        # As an entry's own time would be placed.
        ("13:15", "", "", ("13:15:00.000", "13:15:59.999", "13:15:00.000"), 0),
        ("13:00..13:12", "", "", ("13:00:00.000", "13:12:59.999", "13:06:00.000"), 0),
        ("2024-02-29", "", "", ("00:00:00.000", "23:59:59.999", "12:00:00.000"), 0),
        ("a +2m", "", "", ("13:02:00.000", "13:02:59.999", "13:02:00.000"), 0),
        ("a +2m~", "", "", ("13:01:00.000", "13:03:59.999", "13:02:00.000"), 0),
        ("open +2m", "", "", ("13:02:00.000", "open", "open"), 0),
        ("nothing +2m", "", "", ("open", "open", "open"), 0),
        # Narrowed by the entries it names, and by no other.
        ("unplaced", "a", "", ("13:00:00.000", "open", "open"), 0),
        ("unplaced", "a", "b", ("13:00:00.000", "13:30:59.999", "13:15:00.000"), 0),
        ("12:00..18:00", "a", "", ("13:00:00.000", "18:00:59.999", "15:30:00.000"), 0),
        ("unplaced", "open", "nothing", ("13:00:00.000", "open", "open"), 0),
        ("12:58~", "a", "", ("13:00:00.000", "13:03:59.999", "13:00:00.000"), 0),
        # What cannot be is reported; the time's own bounds hold.
        ("12:00", "a", "", ("12:00:00.000", "12:00:59.999", "12:00:00.000"), 1),
        ("unplaced", "b", "a", ("open", "open", "open"), 1),
        ("13:12..13:00", "", "", ("open", "open", "open"), 1),
    ],
)
def test_a_time_that_is_no_entry_s(
    at: str, after: str, before: str, expected: tuple[str, str, str], faults: int
) -> None:
    """The time of a status or a facility is placed among the entries, and moves none of them."""
    placements = placements_of(a="13:00", b="13:30", open="13:00..")
    value = TimeValue(
        parse_form(at),
        after=(after,) if after else (),
        before=(before,) if before else (),
    )
    one, found = placements.place(value)
    instants = (
        written(placements.zone, instant) for instant in (one.earliest, one.latest, one.best)
    )
    assert tuple(instants) == expected
    assert len(found) == faults
    assert bounds_of(placements, "a")[:2] == ("13:00:00.000", "13:00:59.999")


def test_a_time_that_is_no_entry_s_names_where_its_bounds_come_from() -> None:
    """Bounds of a status come from the entries whose own times they are."""
    placements = placements_of(a="13:00", y="{at: unplaced, after: [a]}", b="13:30")
    one, _ = placements.place(TimeValue(parse_form("unplaced"), after=("y",), before=("b",)))
    assert (one.after, one.before) == ("a", "b")


def read(sections: dict[str, str]) -> Record:
    """What can be read of a record."""
    record = read_bytes(as_yaml(sections), "record.yaml").record
    assert record
    return record


@examples(150)
@given(records())
def test_a_best_moment_lies_within_its_bounds(sections: dict[str, str]) -> None:
    """Any record is placed, each entry once; best is within both bounds, or there is none."""
    record = read(sections)
    placements = place(record)
    everything = list(range(len(record.timeline)))
    assert sorted(placements.sequence) == sorted(told_of(placements)) == everything
    for one in placements.placed:
        assert (one.best is None) is (one.earliest is None or one.latest is None)
        if one.earliest is not None and one.latest is not None:
            assert one.earliest <= one.latest
            assert one.best is not None
            assert one.as_of is not None
            assert one.earliest <= one.best <= one.as_of <= one.latest
        assert 0 < one.grain <= MINUTE
        assert one.end is None or one.latest is None or one.latest <= one.end


@examples(150)
@given(records())
def test_without_a_fault_every_order_holds(sections: dict[str, str]) -> None:
    """Where nothing is reported, bounds, best moments and sequence keep every order known."""
    record = read(sections)
    placements = place(record)
    if placements.faults:
        return
    rank = {record.timeline[number].id: n for n, number in enumerate(placements.sequence)}
    told = {record.timeline[number].id: n for n, number in enumerate(told_of(placements))}
    known = [(one, entry.id) for entry in record.timeline for one in entry.time.after]
    known += [(entry.id, one) for entry in record.timeline for one in entry.time.before]
    for earlier, later in known:
        one, other = placed(placements, earlier), placed(placements, later)
        assert other.earliest is not None or one.earliest is None
        assert one.latest is not None or other.latest is None
        if one.earliest is not None and other.earliest is not None:
            assert one.earliest <= other.earliest
        if one.latest is not None and other.latest is not None:
            assert one.latest <= other.latest
        if one.best is not None and other.best is not None:
            assert one.best <= other.best
        if (one.best is None) is (other.best is None):
            assert rank[earlier] < rank[later]
        assert told[earlier] < told[later]
    for entry in record.timeline:
        form = entry.time.at
        if not isinstance(form, Relative) or form.offset.qualifier or form.anchor not in told:
            continue
        one, other = placed(placements, form.anchor), placed(placements, entry.id)
        if one.earliest is not None:
            assert other.earliest is not None
            assert other.earliest >= one.earliest + form.offset.least
        if one.latest is not None:
            assert other.latest is not None
            assert other.latest <= one.latest + form.offset.most


@given(records())
def test_entries_stand_by_their_best_moments(sections: dict[str, str]) -> None:
    """The sequence rises by best moment, and those without one come last."""
    placements = place(read(sections))
    bests = [placements.placed[number].best for number in placements.sequence]
    for one, other in pairwise(bests):
        assert other is None or (one is not None and one <= other)


@examples(75)
@given(records(), st.randoms(use_true_random=False))
def test_the_order_of_sections_does_not_matter(
    sections: dict[str, str], shuffler: random.Random
) -> None:
    """A record says the same however its sections are put in order."""
    names = list(sections)
    shuffler.shuffle(names)
    one = place(read(sections))
    other = place(read({name: sections[name] for name in names}))
    assert (one.placed, one.sequence) == (other.placed, other.sequence)
    assert one.follows == other.follows
    assert one.faults == other.faults


@examples(75)
@given(records())
def test_an_entry_more_moves_nothing_that_it_is_not_tied_to(sections: dict[str, str]) -> None:
    """An entry without any tie to the others leaves all of them where they are."""
    more = "[{id: more, kind: note, time: 13:05, text: t, cite: s}, "
    changed = sections | {"timeline": sections["timeline"].replace("[", more, 1)}
    assert place(read(changed)).placed[1:] == place(read(sections)).placed


def test_a_year_away_is_placed_as_well() -> None:
    """Times counted thousands of years away have a place, within the calendar or past it."""
    chronicle = chronology(*times(a="13:15", b="a +3660000d", c="a -3660000d"))
    assert [entry.id for entry in chronicle.entries] == ["c", "a", "b"]
    assert chronicle.bests[1] - chronicle.bests[0] == 3_660_000 * DAY
