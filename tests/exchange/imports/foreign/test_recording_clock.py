"""Times of a recording are as vague as the anchors, and contradicting anchors are told."""

import datetime as dt
from fractions import Fraction
from math import floor
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from incident_tui.exchange.imports.foreign.recording_clock import (
    RecordingClock,
    clock_of,
    date_of,
    dated,
    instants_of,
    lacks_zone,
    time_of_day,
    with_a_date,
)
from incident_tui.exchange.imports.foreign.times import NoTimeError
from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.record.time_value import HOUR, MINUTE, SECOND, TimeSyntaxError, parse_form
from tests.examples import examples

CHICAGO: dict[str, Any] = {"zone": ZoneInfo("America/Chicago"), "zone_said": True}
DAY = dt.date(2024, 2, 29)


def clock(*anchors: tuple[float, str], starts: str = "") -> RecordingClock:
    """The clock by anchors and a start, in Chicago, on 29 February."""
    wishes = Wishes(
        anchors=tuple((position, parse_form(time)) for position, time in anchors),
        starts=parse_form(starts) if starts else None,
        date=DAY,
        **CHICAGO,
    )
    found = clock_of(wishes)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("starts", "seconds", "time"),
    [
        # To the second, and finer.
        ("13:00:07", 192, "2024-02-29T13:03:19-06:00"),
        ("13:00:07.250", 192.4, "2024-02-29T13:03:19.650-06:00"),
        # Between whole seconds: the start is anywhere in its second.
        ("13:00:07", 192.4, "2024-02-29T13:03:19-06:00..2024-02-29T13:03:20-06:00"),
        # A whole minute: the start is anywhere in it.
        ("13:00", 192.4, "2024-02-29T13:03:12-06:00..2024-02-29T13:04:12-06:00"),
        # Qualified: in the notation and to the grain of the start.
        ("13:00~", 192.4, "2024-02-29T13:03-06:00~"),
        ("13:00?", 192.4, "2024-02-29T13:03-06:00?"),
        ("13:00:07~", 192.4, "2024-02-29T13:03:19-06:00~"),
        ("13:00..13:05", 60, "2024-02-29T13:01:00-06:00..2024-02-29T13:06:59-06:00"),
        ("13:00:00..13:05:00", 60, "2024-02-29T13:01:00-06:00..2024-02-29T13:06:00-06:00"),
        ("13:00~..13:05", 60, "2024-02-29T13:01-06:00~..2024-02-29T13:06-06:00~"),
        ("13:00..", 60, "2024-02-29T13:01:00-06:00.."),
        ("..13:00", 60, "..2024-02-29T13:01:59-06:00"),
        # The offset of the source stays, and a date of its own.
        ("2024-02-28T19:00:07Z", 1, "2024-02-28T19:00:08Z"),
        ("2024-02-28T19:00:07+05:30", 1, "2024-02-28T19:00:08+05:30"),
        # Past midnight, and over the change of clocks.
        ("23:59:59", 2, "2024-03-01T00:00:01-06:00"),
        ("2024-03-10T01:59:59", 2, "2024-03-10T03:00:01-05:00"),
        # Before the start of the calendar's end.
        ("9999-12-31T23:59:59Z", 5, "unplaced"),
    ],
)
def test_times_after_a_start(starts: str, seconds: float, time: str) -> None:
    """A time is the start and the position, exactly as vague as the start."""
    assert str(clock(starts=starts).at(round(seconds * 1000))) == time


@pytest.mark.parametrize(
    ("seconds", "time"),
    [
        (192, "2024-02-29T13:08:22-06:00"),
        (0, "2024-02-29T13:05:09-06:00..2024-02-29T13:05:10-06:00"),
        (1992, "2024-02-29T13:38:23-06:00"),
        (3792, "2024-02-29T14:08:24-06:00"),
        # Beyond the anchors their seconds count the more, the further away.
        (7392, "2024-02-29T15:08:25-06:00..2024-02-29T15:08:27-06:00"),
    ],
)
def test_two_anchors_correct_a_drift(seconds: int, time: str) -> None:
    """Between anchors a time is as exact as they are, beyond them less."""
    found = clock((192, "13:08:22"), (3792, "14:08:24"))
    assert str(found.at(seconds * 1000)) == time
    assert [*found.remarks()] == [
        "the recorder drifts: by the first and the last anchor, its clock loses"
        " +1.0 to +3.0 s an hour"
    ]


def test_between_whole_seconds_a_time_is_bounds() -> None:
    """A position with a fraction is in one of two seconds, if the anchors are whole seconds."""
    found = clock((3, "13:08:22"), (77, "13:09:36"))
    assert str(found.at(76_850)) == "2024-02-29T13:09:35-06:00..2024-02-29T13:09:36-06:00"
    assert str(found.at(50_000)) == "2024-02-29T13:09:09-06:00"


@examples(300)
@given(
    start=st.integers(0, 20 * HOUR).map(lambda at: Fraction(at)) | st.fractions(0, 20 * HOUR),
    drift=st.fractions(-30, 30),
    anchors=st.lists(
        st.tuples(st.integers(0, HOUR), st.sampled_from([1, SECOND, MINUTE])),
        min_size=1,
        max_size=3,
        unique_by=lambda anchor: anchor[0],
    ),
    position=st.integers(0, 2 * HOUR),
)
def test_a_written_time_contains_the_true_one(
    start: Fraction, drift: Fraction, anchors: list[tuple[int, int]], position: int
) -> None:
    """Whatever the anchors are in their seconds or minutes, no written time is too narrow."""
    rate = 1 + drift / 3600 if len(anchors) > 1 else 1

    def true(at: int) -> int:
        return floor(start + at * rate)

    written = []
    for at, grain in anchors:
        told = true(at) // grain * grain
        digits = {1: 12, SECOND: 8, MINUTE: 5}[grain]
        clocked = dt.datetime.combine(DAY, dt.time()) + told * dt.timedelta(milliseconds=1)
        written.append((at / SECOND, f"{clocked.isoformat('T', 'milliseconds')[: 11 + digits]}"))
    try:
        found = clock(*written)
    except NoTimeError:
        assume(False)  # whole minutes near each other say nothing of a drift
    time = instants_of(parse_form(str(found.at(position))), Wishes(date=DAY, **CHICAGO))
    midnight = instants_of(parse_form("00:00:00"), Wishes(date=DAY, **CHICAGO)).earliest
    assert time.earliest is not None
    assert time.latest is not None
    assert midnight is not None
    assert time.earliest <= midnight + true(position) <= time.latest


def test_vague_anchors_leave_times_vague() -> None:
    """A qualifier of either anchor, and the width of either, is in each time."""
    found = clock((0, "13:00:00"), (3600, "14:00~"))
    assert str(found.at(1_800_000)).endswith("~")
    wide = clock((0, "13:00..13:02"), (3600, "14:00:00"))
    assert str(wide.at(0)) == "2024-02-29T13:00:00-06:00..2024-02-29T13:02:59-06:00"
    assert str(wide.at(3_600_000)) == "2024-02-29T14:00:00-06:00"


def test_a_further_anchor_tests_the_line() -> None:
    """The distance of an anchor between the first and the last is told, as bounds."""
    remarks = [*clock((0, "13:00:00"), (60, "13:01:05"), (3600, "14:00:00")).remarks()]
    assert remarks == [
        "no drift of the recorder shows: by the first and the last anchor, its clock loses"
        " -1.0 to +1.0 s an hour",
        "the anchor 00:01:00=13:01:05 does not fit them: +4.0 to +6.0 s later",
    ]
    (_, fits) = clock((0, "13:00:00"), (60, "13:01"), (3600, "14:00:00")).remarks()
    assert "fits the first and the last" in fits


@pytest.mark.parametrize(
    ("anchors", "words"),
    [
        ([(0, "13:00:00"), (3600, "13:00:00")], "contradict each other: the recorder's clock"),
        ([(0, "13:00:00"), (60, "13:10:00")], "silence was left out of the recording"),
        ([(0, "13:00:00"), (0, "13:10:00")], "have one position"),
        ([(0, "13:00:00"), (60, "13:01..")], "has an open end"),
        ([(0, "2024-02-29"), (60, "13:01")], "is no time of day"),
        ([(0, "unplaced")], "is no time of day"),
        ([(0, "13:00/13:10")], "is no time of day"),
    ],
)
def test_anchors_that_cannot_be(anchors: list[tuple[float, str]], words: str) -> None:
    """Anchors that contradict each other, or are no moments, are told of with both values."""
    with pytest.raises(NoTimeError, match=words):
        clock(*anchors)


def test_a_time_without_a_date_needs_one() -> None:
    """Nobody guesses the day."""
    with pytest.raises(NoTimeError, match="give --date"):
        instants_of(parse_form("13:00~"), Wishes(**CHICAGO))


def test_a_zone_that_nobody_named_is_uncertain() -> None:
    """A time without an offset is read in UTC then, with a question mark and the reason."""
    found = instants_of(parse_form("2024-02-29T13:00:07"), Wishes())
    assert str(found) == "2024-02-29T13:00:07Z?"
    assert "no zone is given" in found.basis
    twice = instants_of(parse_form("2024-11-03T01:30:00"), Wishes(**CHICAGO))
    assert twice.qualifier == "?"


@pytest.mark.parametrize(
    ("anchors", "times"),
    [
        # The date of the first is that of the second, whichever stands first.
        ([(3, "2024-02-28T13:08:22"), (77, "13:09:36")], ("2024-02-28T13:08:22", "13:09:36")),
        ([(77, "13:09:36"), (3, "2024-02-28T13:08:22")], ("2024-02-28T13:08:22", "13:09:36")),
        ([(3, "13:08:22"), (77, "2024-02-28T13:09:36")], ("2024-02-28T13:08:22", "13:09:36")),
        # A recording past midnight.
        ([(0, "2024-02-28T23:00:00"), (7200, "01:00:00")], ("2024-02-28T23:00:00", "01:00:00")),
        ([(0, "23:00:00"), (7200, "2024-03-01T01:00:00")], ("2024-02-29T23:00:00", "01:00:00")),
        # Without any date, that of --date is of the first.
        ([(0, "23:00:00"), (7200, "01:00:00")], ("2024-02-29T23:00:00", "01:00:00")),
        # Bounds with a date at one end.
        ([(0, "2024-02-28T13:00..13:01"), (60, "13:01..13:02")], ("2024-02-28T13:00:00", "..")),
    ],
)
def test_anchors_share_a_date(anchors: list[tuple[float, str]], times: tuple[str, str]) -> None:
    """A time without a date has the day on which it fits to the time with one."""
    found = clock(*anchors)
    assert str(found.at(found.anchors[0].position)).startswith(times[0])
    assert times[1] in str(found.at(found.anchors[-1].position))


def test_a_record_dates_the_first_time_alone() -> None:
    """The day of the record is that of a recording without any date, and of no other."""
    day = dt.date(2024, 5, 4)
    bare = Wishes(anchors=((7200.0, parse_form("01:00")), (0.0, parse_form("23:00"))), **CHICAGO)
    found = clock_of(with_a_date(bare, day))
    assert found is not None
    assert [str(anchor.at)[:10] for anchor in found.anchors] == ["2024-05-04", "2024-05-05"]
    said = Wishes(anchors=((0.0, parse_form("2024-02-29T23:00")),), **CHICAGO)
    assert with_a_date(said, day) == said
    assert with_a_date(Wishes(), day) == Wishes()
    assert with_a_date(Wishes(starts=parse_form("13:00")), day).starts == parse_form(
        "2024-05-04T13:00"
    )


def test_what_a_time_lacks() -> None:
    """A date, an offset, or neither, also at one end of bounds."""
    assert [
        date_of(parse_form(text)) for text in ("13:00", "2024-02-29T13:00..", "..2024-02-29T13:00")
    ] == [None, DAY, DAY]
    assert lacks_zone(parse_form("13:00"))
    assert not lacks_zone(parse_form("2024-02-29T13:00Z"))
    assert str(dated(parse_form("13:00~..13:05"), DAY)) == "2024-02-29T13:00~..2024-02-29T13:05"
    assert str(dated(parse_form("2024-02-28T13:00"), DAY)) == "2024-02-28T13:00"


@pytest.mark.parametrize("text", ["2024-02-29", "2024-02..2024-03", "unplaced", "e1 +2m", "now"])
def test_a_start_is_a_time_of_day(text: str) -> None:
    """A day, an order or words are no start of a recording."""
    with pytest.raises(TimeSyntaxError):
        time_of_day(text)
