"""What stands on an axis of time at a moment of its own, and what lies somewhere within bounds.

The middle of bounds is a moment that nobody gave: no call is counted there, and no mark stands
there.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from incident_tui.chronology.histories import OPEN_START, Change, Clock, or_else
from incident_tui.placing.placement import Placement
from incident_tui.record.model import Conflict
from incident_tui.record.time_value import MINUTE, is_on_clock
from incident_tui.review.lens import Lens
from incident_tui.review.told import Outline
from incident_tui.review.traffic import Axis, traffic_of
from incident_tui.words.exactness import has_clock_time

_TOLD = OPEN_START
"""The moment from which a mark is told that is always told."""
_KEY = "key"
"""The weight of key entries."""

_MARKED_KINDS = ("casualty", "group", "facility")
"""The kinds of subject whose changes are marks: units change their status at most radio calls."""

Marks = dict[int, int]
"""From a cell with a mark to the moment from which the mark is told: on the clock of the known,
when the fact was known; milliseconds since 1970, UTC."""


class AxisMarks(NamedTuple):
    """The contents of an axis, by cell from 0."""

    calls: list[int]
    """Radio calls at a clock time."""
    others: list[int]
    """Other entries at a clock time."""
    keys: Marks
    """Key entries."""
    changes: Marks
    """Changes of the state of casualties, of groups of them, and of facilities."""
    conflicts: Marks
    """Entries that a conflict touches."""
    bands: tuple[tuple[int, int], ...]
    """The first and the last cell of the bounds of entries, if no wider than half the axis."""
    bounded_count: int
    """The number of entries within bounds."""


def marks_of(lens: Lens, axis: Axis) -> AxisMarks:
    """The contents of an axis on the clock of a lens; the moment of the lens counts for nothing."""
    calls, others = traffic_of(lens, axis)
    bands, bounded_count = set[tuple[int, int]](), 0
    for placement, is_radio, count in _within_bounds(lens):
        best = or_else(placement.best, axis.stop)
        if axis.start <= best < axis.stop:  # there `traffic_of` has counted the entries
            (calls if is_radio else others)[axis.cell_of(best)] -= count
        bounded_count += count
        first, last = _cell(axis, placement.earliest, 0), _cell(axis, placement.latest, -1)
        if 2 * (last - first) < axis.cells:
            bands.add((first, last))
    return AxisMarks(
        calls,
        others,
        _cells(axis, _keys(lens)),
        _cells(axis, _changes(lens)),
        _cells(axis, _conflicts(lens)),
        tuple(sorted(bands)),
        bounded_count,
    )


def cells_of(lens: Lens, axis: Axis, entries: Iterable[str]) -> frozenset[int]:
    """The cells of those entries that have a clock time and are told through a lens.

    Args:
        entries: ids; any other id counts for nothing.
    """
    whole = _whole(lens)
    found = set[int]()
    for identifier in entries:
        position = lens.position(identifier)
        if position is None or position >= lens.placed_count or not lens.tells(position):
            continue
        if _is_exact(whole, position):
            found |= _cells(axis, iter([(lens.chronology.bests[position], _TOLD)])).keys()
    return frozenset(found)


def told(marks: Marks, lens: Lens) -> frozenset[int]:
    """The cells of the marks that are told as of the moment of a lens."""
    moment = lens.moment
    if not lens.withholds or moment is None:
        return frozenset(marks)
    return frozenset(cell for cell, since in marks.items() if since <= moment)


def _cell(axis: Axis, moment: int | None, otherwise: int) -> int:
    return range(axis.cells)[otherwise] if moment is None else axis.cell_of(moment)


def _cells(axis: Axis, marks: Iterator[tuple[int, int]]) -> Marks:
    """The marks of moments by cell, each told as soon as the first mark of the cell."""
    found: Marks = {}
    for moment, since in marks:
        if axis.start <= moment < axis.stop:
            cell = axis.cell_of(moment)
            found[cell] = min(found.get(cell, since), since)
    return found


def _within_bounds(lens: Lens) -> Iterator[tuple[Placement, bool, int]]:
    """Placements without a clock time, whether they are of radio calls, and of how many entries."""
    yield from lens.chronology.vague_calls
    whole = _whole(lens)
    for position in lens.chronology.order.tied_positions.values():
        if position < lens.placed_count and not _is_exact(whole, position):
            yield lens.chronology.placements[position], position in lens.radio, 1


def _whole(lens: Lens) -> Lens:
    """The lens that withholds nothing: whether a time is exact is always told."""
    return Lens(lens.chronology)


def _is_exact(whole: Lens, position: int) -> bool:
    """Whether an entry has a clock time."""
    time = whole.chronology.entries[position].time
    return is_on_clock(time.at) or has_clock_time(whole, whole.outline(position))


def _since(lens: Lens, known: Placement) -> int:
    """The moment from which a fact is told."""
    return _TOLD if lens.clock is Clock.HAPPENED else or_else(known.earliest, _TOLD)


def _keys(lens: Lens) -> Iterator[tuple[int, int]]:
    """The moments of key entries, and from when each is told to be of weight."""
    chronology, whole = lens.chronology, _whole(lens)
    for entry in chronology.record.timeline:
        if entry.weight == _KEY:
            position = chronology.positions[entry.id]
            if position < lens.placed_count and _is_exact(whole, position):
                known = lens.known(position)
                yield chronology.bests[position], _since(lens, known)


def _changes(lens: Lens) -> Iterator[tuple[int, int]]:
    """The moments of changes of a state on the clock of a lens, and from when each is told."""
    whole = _whole(lens)
    for subject, history in lens.chronology.histories[lens.clock].items():
        for change in history.changes if subject.kind in _MARKED_KINDS else ():
            moment = _moment_of(whole, change, lens.clock)
            if moment is not None:
                yield moment, _since(lens, change.known)


def _moment_of(whole: Lens, change: Change, clock: Clock) -> int | None:
    """The clock time of a change; None for a change within bounds, or without a time."""
    placement = change.time_on(clock)
    if placement.best is None:
        return None
    if clock is Clock.KNOWN and placement != change.placement:
        first, last = placement.earliest, placement.latest
        is_exact = first is not None and last is not None and last - first < MINUTE
        return placement.best if is_exact else None
    if change.entry:
        position = whole.position(change.entry)
        return placement.best if position is not None and _is_exact(whole, position) else None
    if change.step is None:
        return None
    outline = Outline("", "note", change.step.time, placement)
    return placement.best if has_clock_time(whole, outline) else None


def _conflicts(lens: Lens) -> Iterator[tuple[int, int]]:
    """The moments of entries that a conflict touches, and from when the conflict is told."""
    chronology, whole = lens.chronology, _whole(lens)
    for conflict in chronology.record.conflicts:
        since = _since_told(lens, conflict)
        for identifier in conflict.affects:
            position = chronology.positions.get(identifier)
            if position is None or position >= lens.placed_count:
                continue
            if _is_exact(whole, position):
                yield chronology.bests[position], since


def _since_told(lens: Lens, conflict: Conflict) -> int:
    """The moment from which a conflict is told: a second claim is known."""
    if lens.clock is Clock.HAPPENED:
        return _TOLD
    known = sorted(_since(lens, one) for one in lens.chronology.claims_known[conflict.id])
    return known[: min(2, len(known))][-1] if known else _TOLD
