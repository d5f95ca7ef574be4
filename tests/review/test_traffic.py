"""Axes of time, and the entries of each cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.chronology.chronology import Chronology
from incident_tui.record.time_value import DAY, HOUR, MINUTE, SECOND
from incident_tui.review.lens import Lens
from incident_tui.review.traffic import Axis, axis_of, round_axis, traffic_of
from tests.records import chronology, times

SPANS = st.sampled_from([10 * MINUTE, HOUR, DAY]).flatmap(
    lambda unit: st.integers(1, 500).map(lambda count: count * unit)
)
AXES = st.builds(
    lambda start, span, cells: Axis(start, start + span, cells),
    st.integers(-(10**12), 10**12),
    SPANS,
    st.integers(1, 300),
)


@given(AXES)
def test_a_cell_of_the_strip_stands_for_its_own_moment(axis: Axis) -> None:
    """The moment that a click on a cell goes to lies in that cell."""
    for cell in range(axis.cells):
        assert axis.cell_of(axis.moment_of(cell)) == cell


@given(AXES, st.integers(-(10**13), 10**13))
def test_every_moment_has_a_cell(axis: Axis, moment: int) -> None:
    """A moment lies in the first cell that does not end before it, or in the nearest one."""
    cell = axis.cell_of(moment)
    assert 0 <= cell < axis.cells
    assert moment <= axis.moment_of(cell) or cell == axis.cells - 1
    assert cell == 0 or axis.moment_of(cell - 1) < moment


def _record(first: str, last: str) -> Chronology:
    """A record of two entries."""
    return chronology(*times(a=first, b=last))


@pytest.mark.parametrize(
    ("first", "last", "start", "stop"),
    [
        ("13:12", "13:40", "13:10", "13:50"),
        ("13:12", "13:12", "13:10", "13:20"),
        ("12:50", "17:10", "12:00", "18:00"),
        ("2024-02-26T12:50", "17:10", "2024-02-26T00:00", "2024-03-01T00:00"),
    ],
)
def test_the_strip_goes_over_whole_units(first: str, last: str, start: str, stop: str) -> None:
    """The strip begins and ends at whole ten minutes, hours or days of the incident."""
    axis = axis_of(Lens(_record(first, last)), 60)
    assert [axis.start, axis.stop] == [*_record(start, stop).bests]
    assert axis.cells == 60


@given(AXES)
def test_cells_follow_each_other(axis: Axis) -> None:
    """The first moment of a cell lies in the cell, right after the last of the cell before."""
    for cell in range(axis.cells):
        assert axis.cell_of(axis.first_of(cell)) == cell
        assert axis.first_of(cell + 1) == axis.moment_of(cell) + 1


@pytest.mark.parametrize(
    ("first", "last", "room", "length", "cells"),
    [
        ("13:12", "13:40", 100, MINUTE, 40),  # to the minute: no finer than that
        ("13:12:07", "13:40:00", 100, 30 * SECOND, 80),
        ("13:12:07", "13:13:05", 100, 2 * SECOND, 60),  # a minute
        ("13:12:07", "13:12:07", 100, SECOND, 60),  # a single moment
        ("13:12", "13:12", 100, MINUTE, 10),
        ("12:50", "17:10", 87, 5 * MINUTE, 72),
        ("2024-02-26T12:50", "17:10", 87, 2 * HOUR, 48),
        ("2014-02-26T12:50", "17:10", 87, 43 * DAY, 86),
        ("13:12", "17:10", 1, 6 * HOUR, 1),
    ],
)
def test_cells_have_round_lengths(
    first: str, last: str, room: int, length: int, cells: int
) -> None:
    """The least round length with which a record fits, and not less than its times are exact."""
    axis = round_axis(Lens(_record(first, last)), room)
    assert (axis.stop - axis.start, axis.cells) == (cells * length, cells)
    assert axis.start <= _record(first, last).bests[0] < axis.stop
    assert cells <= room


def test_each_entry_is_counted_once() -> None:
    """Of a record's entries, each is in the cell of its moment."""
    lens = Lens(chronology(*times(a="13:00", b="13:09", c="13:10", d="13:19:59")))
    calls, others = traffic_of(lens, axis_of(lens, 2))
    assert (calls, others) == ([0, 0], [2, 2])
