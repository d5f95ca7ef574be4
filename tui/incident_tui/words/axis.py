"""Ticks of an axis of time: round clock times or days on the incident's clocks, with labels."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from incident_tui.placing.zone import Zone
from incident_tui.record.time_value import DAY, HOUR, MINUTE, SECOND, Moment, Precision
from incident_tui.review.traffic import Axis
from incident_tui.words.times import MONTHS, day_beside, day_words

_CLOCK_STEPS = (
    *(count * SECOND for count in (1, 5, 10, 15, 30)),
    *(count * MINUTE for count in (1, 2, 5, 10, 15, 30)),
    *(count * HOUR for count in (1, 2, 3, 6, 12)),
)
"""Milliseconds from one tick to the next on the clocks, where a day has several ticks."""
_DAY_STEPS = (1, 2, 7, 14)
"""Days from one tick to the next; weeks begin on Monday, as the year 1 did."""
_MONTH_STEPS = (1, 3, 6, *(12 * years for years in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000)))
"""Months from one tick to the next, where a month has at most one tick."""
_SHORTEST_MONTH = 28 * DAY
_MONTHS_A_YEAR = 12
_LAST_YEAR = 9_999

_CLOCK_CELLS, _CLOCK_CELLS_TO_SECONDS, _DAY_CELLS, _YEAR_CELLS = 5, 8, 6, 4
"""Cells of the labels `20:45`, `20:45:10`, `18 Oct` and `2025`."""
_APART_CELLS = 4
"""The least cells between two of these labels: enough for a date before one of them."""
_DAYS_APART_CELLS = 2
"""The least cells between two labels of days."""


class Tick(NamedTuple):
    """A round moment on an axis."""

    cell: int
    """The cell of the moment, from 0."""
    label: str
    """`20:45`, `18 Oct 00:00`, `18 Oct`, `Oct 2025`: the date only where it changes."""
    moment: int
    """Milliseconds since 1970, UTC."""
    has_date: bool = False
    """Whether the label tells a date that the label before does not tell."""


def axis_ticks(axis: Axis, zone: Zone) -> list[Tick]:
    """The round moments of an axis, in order, as near to each other as labels have room.

    The moments are round on the incident's clocks, also after the clocks are put forward or back.
    """
    found = _clock_times(axis, zone) or _days(axis, zone) or _months(axis, zone)
    return [Tick(axis.cell_of(moment), label, moment, dated) for moment, label, dated in found]


def label_cells(ticks: Iterable[Tick], cells: int, sign: str = "") -> list[tuple[int, str]]:
    """The labels with room in a row, by first cell.

    A label is in the middle over its tick, as far as the ends of the row let it; with a sign before
    each label, the sign is at the tick. Labels with a date have room first, and last the labels
    that an end of the row moves aside.
    """
    placed = []
    for tick in ticks:
        label = sign + tick.label
        wanted = tick.cell if sign else tick.cell - len(label) // 2
        start = wanted if sign else max(min(wanted, cells - len(label)), 0)
        placed.append((not tick.has_date, start != wanted, start, label))
    taken: list[tuple[int, str]] = []
    for _, _, start, label in sorted(placed):
        stop = start + len(label)
        is_free = all(stop < there or there + len(other) < start for there, other in taken)
        if is_free and stop <= cells:
            taken.append((start, label))
    return sorted(taken)


def label_row(ticks: Iterable[Tick], cells: int, sign: str = "") -> str:
    """The labels of ticks as a row of text, `cells` long; as `label_cells`."""
    row = ""
    for start, label in label_cells(ticks, cells, sign):
        row = row.ljust(start) + label
    return row.ljust(cells)


def cell_words(axis: Axis, cell: int, zone: Zone) -> str:
    """The time of a cell, from and to: `20:45–20:48`, `18 Oct 00:00–00:03`, `1 Mar–3 Mar`.

    Both ends are in the cell, to the second, the minute or the day, by the length of the cell.
    """
    length = (axis.stop - axis.start) // axis.cells
    first, last = zone.local(axis.first_of(cell)), zone.local(axis.moment_of(cell))
    low, high = day_beside(first.date(), zone.date), day_beside(last.date(), zone.date)
    if length >= DAY:
        return low if low == high else f"{low}–{high}"
    form = "%H:%M:%S" if length < MINUTE else "%H:%M"
    start, stop = f"{first:{form}}", f"{last:{form}}"
    if first.date() != zone.date:
        start = f"{low} {start}"
    if last.date() != first.date():
        stop = f"{high} {stop}"
    return start if start.endswith(stop) else f"{start}–{stop}"


_Labelled = tuple[int, str, bool]
"""A moment, its label, and whether the label tells a date."""


def _has_room(axis: Axis, apart: int, cells: int) -> bool:
    """Whether labels, each with the cells beside it, have room at a distance in milliseconds."""
    return apart * axis.cells >= cells * (axis.stop - axis.start)


def _clock_times(axis: Axis, zone: Zone) -> list[_Labelled]:
    """Round clock times, the first of another day with its date; none on an axis of many days."""
    for apart in _CLOCK_STEPS:
        to_seconds = apart < MINUTE
        cells = _CLOCK_CELLS_TO_SECONDS if to_seconds else _CLOCK_CELLS
        if _has_room(axis, apart, cells + _APART_CELLS):
            break
    else:
        return []
    found, before = list[_Labelled](), zone.date
    for moment in _round_moments(axis, apart, zone):
        local = zone.local(moment)
        clock = f"{local:%H:%M:%S}" if to_seconds else f"{local:%H:%M}"
        dated = local.date() != before
        day = f"{_day(local.date(), before)} " if dated else ""
        found.append((moment, day + clock, dated))
        before = local.date()
    return found


def _round_moments(axis: Axis, apart: int, zone: Zone) -> Iterator[int]:
    """The moments at which the clocks show a multiple of `apart` milliseconds."""
    moment = axis.start
    while moment < axis.stop:
        # Clocks may change before the next round time: it is sought by both offsets from UTC.
        aheads = {zone.ahead(moment), zone.ahead(moment + apart)}
        moment = min(-(-(moment + ahead) // apart) * apart - ahead for ahead in aheads)
        if moment < axis.stop and (moment + zone.ahead(moment)) % apart == 0:
            yield moment
        moment += 1


def _days(axis: Axis, zone: Zone) -> list[_Labelled]:
    """Each day, every other day or Mondays, the year where it changes; none on a long axis."""
    for apart in _DAY_STEPS:
        if _has_room(axis, apart * DAY, _DAY_CELLS + _DAYS_APART_CELLS):
            break
    else:
        return []
    days, last = list[dt.date](), zone.local(axis.stop).date().toordinal()
    for ordinal in range(zone.local(axis.start).date().toordinal(), last + 1):
        if (ordinal - 1) % apart == 0:
            days.append(dt.date.fromordinal(ordinal))
    return _of_days(axis, zone, days)


def _months(axis: Axis, zone: Zone) -> list[_Labelled]:
    """The first day of each month, of each few months, or of years."""
    for apart in _MONTH_STEPS:
        if _has_room(axis, apart * _SHORTEST_MONTH, _YEAR_CELLS + _APART_CELLS):
            break
    first, last = zone.local(axis.start).year, zone.local(axis.stop).year
    days = [
        dt.date(year, month, 1)
        for year in range(first, min(last, _LAST_YEAR) + 1)
        for month in range(1, _MONTHS_A_YEAR + 1, min(apart, _MONTHS_A_YEAR))
        if apart <= _MONTHS_A_YEAR or year % (apart // _MONTHS_A_YEAR) == 0
    ]
    return _of_days(axis, zone, days, months=apart)


def _of_days(axis: Axis, zone: Zone, days: Iterable[dt.date], months: int = 0) -> list[_Labelled]:
    """The days that begin on an axis.

    Args:
        months: the months from one day to the next, if any; then a label names no day.
    """
    found, before = list[_Labelled](), zone.date
    for day in days:
        try:
            moment = zone.bounds(Moment(day, 0, Precision.DAY))[0]
        except OverflowError:  # the first or the last day of the calendar
            continue
        if axis.start <= moment < axis.stop:
            dated = before is None or day.year != before.year
            label = _day(day, before)
            if months:
                label = MONTHS[day.month - 1] + (f" {day.year}" if dated else "")
            if months >= _MONTHS_A_YEAR:
                label, dated = str(day.year), False
            found.append((moment, label, dated))
            before = day
    return found


def _day(day: dt.date, before: dt.date | None) -> str:
    """A day: with the year where it is another than that of the day before on the axis."""
    shown = day_words(day.day, day.month)
    return shown if before and before.year == day.year else f"{shown} {day.year}"
