"""The labels of the axes of time in a report."""

from incident_tui.exchange.exports.report.values import AxisTick
from incident_tui.review.lens import Lens
from incident_tui.review.traffic import Axis
from incident_tui.words.axis import axis_ticks

_LABEL_CELLS = 72
"""Cells of an axis that its labels have room in."""


def ticks_of(lens: Lens, axis: Axis) -> tuple[AxisTick, ...]:
    """Labels at round times of the incident's clocks, as many as have room."""
    ticks = axis_ticks(axis._replace(cells=_LABEL_CELLS), lens.zone)
    return tuple(AxisTick(percent_of(axis, tick.moment), tick.label) for tick in ticks)


def percent_of(axis: Axis, moment: int) -> float:
    """The place of a moment in percent of the length of an axis; at an end for a moment beyond."""
    inside = min(max(moment, axis.start), axis.stop)
    return 100 * (inside - axis.start) / (axis.stop - axis.start)
