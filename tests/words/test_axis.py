"""The ticks of an axis of time: where they stand, and what they are called."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.placing.zone import Zone
from incident_tui.record.time_value import DAY, MINUTE, SECOND
from incident_tui.review.traffic import Axis
from incident_tui.words.axis import axis_ticks, label_cells, label_row
from tests.records import chronology

CHICAGO = "America/Chicago"


def _zone(date: str, timezone: str = CHICAGO) -> Zone:
    return chronology(date=date, timezone=timezone).zone


def _axis(start: str, stop: str, cells: int) -> Axis:
    moments = (dt.datetime.fromisoformat(one).timestamp() for one in (start, stop))
    first, last = (int(moment) * SECOND for moment in moments)
    return Axis(first, last, cells)


@pytest.mark.parametrize(
    ("date", "start", "stop", "cells", "said"),
    [
        (  # a minute
            "2024-02-29",
            "2024-02-29T13:00:00-06:00",
            "2024-02-29T13:01:00-06:00",
            60,
            "13:00:00   13:00:15   13:00:30   13:00:45",
        ),
        (
            "2024-02-29",
            "2024-02-29T12:00:00-06:00",
            "2024-02-29T19:00:00-06:00",
            66,
            "12:00 13:00 14:00 15:00 16:00 17:00 18:00",
        ),
        (  # past midnight, with the date once
            "2025-10-17",
            "2025-10-17T22:00:00-05:00",
            "2025-10-18T02:00:00-05:00",
            60,
            "22:00 23:00 18 Oct 00:00 01:00",
        ),
        (  # clocks put forward: no 02:00
            "2024-03-10",
            "2024-03-10T00:00:00-06:00",
            "2024-03-10T06:00:00-05:00",
            60,
            "00:00 01:00 03:00 04:00 05:00",
        ),
        (  # and put back: 01:00 comes twice
            "2024-11-03",
            "2024-11-03T00:00:00-05:00",
            "2024-11-03T04:00:00-06:00",
            60,
            "00:00 01:00 01:00 02:00 03:00",
        ),
        (  # six hours from 00:00 are seven from 00:00 to 06:00 where clocks are put back
            "2024-11-03",
            "2024-11-03T00:00:00-05:00",
            "2024-11-04T00:00:00-06:00",
            40,
            "00:00 06:00 12:00 18:00",
        ),
        (  # a week
            "2024-02-29",
            "2024-02-27T00:00:00-06:00",
            "2024-03-05T00:00:00-06:00",
            60,
            "28 Feb 29 Feb 1 Mar 2 Mar 3 Mar 4 Mar",
        ),
        (
            "2024-02-29",
            "2023-11-20T00:00:00-06:00",
            "2024-03-05T00:00:00-06:00",
            60,
            "Dec 2023 Jan 2024 Feb Mar",
        ),
        (
            "2024-02-29",
            "2015-01-01T00:00:00-06:00",
            "2025-02-01T00:00:00-06:00",
            60,
            "2016 2018 2020 2022 2024",
        ),
    ],
)
def test_labels_are_round_times_of_the_incident(
    date: str, start: str, stop: str, cells: int, said: str
) -> None:
    """By the length of an axis: seconds, hours, days, months or years; a date where it changes."""
    row = label_row(axis_ticks(_axis(start, stop, cells), _zone(date)), cells)
    assert len(row) == cells
    assert row.split() == said.split()


def test_ticks_stand_at_their_moments() -> None:
    """Ten minutes apart, each tick in the cell of its moment, its label in the middle over it."""
    axis = _axis("2024-02-29T12:50:00-06:00", "2024-02-29T14:10:00-06:00", 80)
    ticks = axis_ticks(axis, _zone("2024-02-29"))
    found = [(tick.cell, tick.label) for tick in ticks]
    minutes = [(10 * number, f"13:{number - 1}0") for number in range(1, 7)]
    assert found == [(0, "12:50"), *minutes, (70, "14:00")]
    assert label_cells(ticks[1:3], 80) == [(8, "13:00"), (18, "13:10")]


AXES = st.builds(
    lambda start, span, cells: Axis(start * MINUTE, (start + span) * MINUTE, cells),
    st.integers(-(10**9), 10**8),
    st.one_of(st.integers(1, 3_000), st.integers(1, 10**8)),
    st.integers(1, 300),
)
ZONES = [
    _zone("2024-02-29", name)
    for name in (CHICAGO, "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Cairo")
]


@given(AXES, st.sampled_from(ZONES))
def test_every_tick_is_what_its_label_says(axis: Axis, zone: Zone) -> None:
    """Ticks rise within the axis, no further apart than they need be, and labels fit the row."""
    ticks = axis_ticks(axis, zone)
    moments = [tick.moment for tick in ticks]
    assert moments == sorted(set(moments))
    assert all(axis.start <= moment < axis.stop for moment in moments)
    for tick in ticks:
        local = zone.local(tick.moment)
        if ":" in tick.label:
            clock = tick.label.split()[-1]
            assert f"{local:%H:%M:%S}".startswith(clock)
            assert local.second == 0 or clock.count(":") == 2
        else:
            before = zone.local(tick.moment - 1)
            assert local.date() > before.date()  # the day begins here
            day = str(local.day)
            assert day in tick.label.split() or (day == "1" and ":" not in tick.label)
    assert len(label_row(ticks, axis.cells)) == axis.cells
    if axis.cells > 60 and axis.stop - axis.start < 500 * DAY:
        assert len(ticks) >= 2


@given(AXES, st.sampled_from(ZONES))
def test_labels_do_not_touch(axis: Axis, zone: Zone) -> None:
    """Between two labels of a row there is a space."""
    placed = label_cells(axis_ticks(axis, zone), axis.cells)
    for (start, label), (following, _) in pairwise(placed):
        assert start + len(label) < following
