"""Zones as other programs name them: an offset where the name says it, several if it is open."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from incident_tui.exchange.imports.foreign.times import NoTimeError
from incident_tui.exchange.imports.foreign.zones import (
    is_zone,
    offsets_in_zone,
    offsets_named,
    zone_of,
)

CHICAGO, SYDNEY = ZoneInfo("America/Chicago"), ZoneInfo("Australia/Sydney")
WINTER, SUMMER = dt.datetime(2024, 2, 29, 13, 15), dt.datetime(2024, 7, 1, 13, 15)


def hours(offsets: set[dt.timedelta]) -> list[float]:
    """Offsets in hours, in order."""
    return sorted(offset / dt.timedelta(hours=1) for offset in offsets)


@pytest.mark.parametrize(
    ("name", "local", "expected"),
    [
        ("Z", WINTER, [0]),
        ("-06:00", WINTER, [-6]),
        ("+0545", WINTER, [5.75]),
        ("UTC-5", WINTER, [-5]),
        ("GMT +02:00", WINTER, [2]),
        ("CST", WINTER, [-6]),
        ("cdt", SUMMER, [-5]),
        ("EST", WINTER, [-5]),
        # A name of the other half of the year: what is written, and what the clocks kept.
        ("CDT", WINTER, [-6, -5]),
        ("EST", SUMMER, [-5, -4]),
        ("CET", SUMMER, [1, 2]),
        ("America/Chicago", SUMMER, [-5]),
        ("PST8PDT", WINTER, [-8]),
        ("America/Chicago", dt.datetime(2024, 11, 3, 1, 30), [-6, -5]),
    ],
)
def test_a_time_that_names_its_zone(name: str, local: dt.datetime, expected: list[float]) -> None:
    """Each name has its offsets at that time."""
    assert hours(offsets_named(name, local, CHICAGO, True)) == expected


def test_an_abbreviation_is_looked_for_in_the_named_zone_first() -> None:
    """East of Greenwich, an EST or a CST is not that of North America."""
    assert hours(offsets_named("CST", WINTER, ZoneInfo("Asia/Shanghai"), True)) == [8]
    assert hours(offsets_named("EST", WINTER, dt.UTC, False)) == [-5]
    with pytest.raises(NoTimeError, match="`EST` is no time of Australia/Sydney"):
        offsets_named("EST", WINTER, SYDNEY, True)
    with pytest.raises(NoTimeError, match="name the zone that `IST` is meant of"):
        offsets_named("IST", WINTER, dt.UTC, False)


@pytest.mark.parametrize("word", ["ROC", "PRC", "GB", "MET", "WET", "Cuba", "Jamaica", "Central"])
def test_a_word_behind_a_time_is_no_zone(word: str) -> None:
    """A centre or a place of that name does not shift the time."""
    with pytest.raises(NoTimeError, match=f"`{word}` is no time of America/Chicago"):
        offsets_named(word, WINTER, CHICAGO, True)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        *(("-5", [-5]), ("+09:00", [9]), ("Japan", [9]), ("CET", [2]), ("EST", [-5, -4])),
        *(("Eastern", [-4]), ("Central Standard Time", [-6, -5]), ("WET", [1])),
    ],
)
def test_a_column_of_zones(name: str, expected: list[float]) -> None:
    """There, a number counts hours, and a name of IANA is a zone in each season."""
    assert hours(offsets_in_zone(name, SUMMER, CHICAGO, True)) == expected


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("UTC", True),
        ("Japan", True),
        ("EST", True),
        ("-5", True),
        ("+15:00", False),
        ("North", False),
        ("Central Time", True),
        ("Pacific Standard Time", True),
        ("ROC", False),
        ("NZ", False),
        ("localtime", False),
    ],
)
def test_what_is_a_zone(name: str, known: bool) -> None:
    """A zone of a fire district is none; nor is an offset that no place has."""
    assert is_zone(name) is known
    if name != "-5":
        assert (zone_of(name) is not None) is known
