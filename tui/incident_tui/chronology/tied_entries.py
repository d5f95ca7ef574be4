"""Entries that are placed together because of dependent times.

They are the timeline, the calls with a relative time, and the calls that are anchors of times.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import msgspec

from incident_tui.chronology.call_moments import or_far
from incident_tui.placing.aligning import Shifts
from incident_tui.placing.placement import Placement, Placements, TimeFault, place
from incident_tui.record.calls.columns import Calls
from incident_tui.record.calls.entry_parts import anchors_of
from incident_tui.record.model import Record
from incident_tui.record.numbering import HEAD, Row
from incident_tui.record.problems import Mark, Problem
from incident_tui.record.reading import Reading
from incident_tui.record.time_value import TimeValue

TimeMarks = Mapping[int, tuple[TimeValue, Mark]]
"""From the identity of a time to the time and its mark.

The time is kept beside the mark, so no later object has the same identity.
"""


def problems_of(
    faults: Iterable[TimeFault], marks: TimeMarks, reading: Reading
) -> Iterator[Problem]:
    """Faults of times, each at the mark of the time.

    Args:
        marks: the marks of times of calls; the reading has the marks of the head.
    """
    for fault in faults:
        _, mark = marks.get(id(fault.value), (None, None))
        yield Problem(mark or reading.mark_of(fault.value), fault.message)


class TiedEntries(msgspec.Struct, frozen=True, dict=True):
    """The timeline and a few calls, placed."""

    calls: tuple[Row, ...]
    """The calls, rising."""
    placements: Placements
    """Of the timeline, then of `calls`."""
    marks: TimeMarks
    """The marks of the times of `calls`."""

    @cached_property
    def by_row(self) -> dict[Row, Placement]:
        """From the row of an entry to the placement."""
        return {self._row(number): one for number, one in enumerate(self.placements.placed)}

    @property
    def in_time(self) -> Iterator[tuple[int, Row]]:
        """Best moment and row of each entry, in time order; `FAR` for the unplaced."""
        for number in self.placements.sequence:
            yield or_far(self.placements.placed[number].best), self._row(number)

    @property
    def followers(self) -> dict[Row, set[Row]]:
        """From the row of an entry to the rows of entries known to come after."""
        return {
            self._row(number): {*map(self._row, later)}
            for number, later in self.placements.follows.items()
        }

    def problems(self, reading: Reading) -> Iterator[Problem]:
        """The faults of times, each at the mark of the time."""
        yield from problems_of(self.placements.faults, self.marks, reading)

    def _row(self, number: int) -> Row:
        """The row of an entry, by the number among the placements."""
        timeline_length = len(self.placements.entries) - len(self.calls)
        if number < timeline_length:
            return Row(HEAD + number)
        return self.calls[number - timeline_length]


class TiedCalls:
    """Finds the calls to be placed together with the timeline, as calls are read."""

    def __init__(self, record: Record, times: Iterable[TimeValue]) -> None:
        """Begin with the head of a record, and the times in the head."""
        self._anchor_ids = {facility.ended_by for facility in record.facilities}
        """Ids of entries that are anchors of relative times."""
        for value in times:
            self._anchor_ids.update(anchors_of(value))
        self._linked_count = self._known_count = 0
        """The numbers of calls with a relative time, and with a `known` time, looked at so far."""

    def rows(self, calls: Calls) -> tuple[Row, ...]:
        """The rows of the calls found by now, rising."""
        for row in calls.linked[self._linked_count :]:
            self._anchor_ids.update(anchors_of(calls.time_of(row)))
        self._linked_count = len(calls.linked)
        for row in calls.with_known[self._known_count :]:
            known = calls.entry(row).known
            self._anchor_ids.update(anchors_of(known) if known else ())
        self._known_count = len(calls.with_known)
        anchors = (calls.row_of(identifier) for identifier in self._anchor_ids)
        return tuple(sorted({*calls.linked, *(row for row in anchors if row is not None)}))


def tied_entries(
    record: Record, calls: Calls, rows: tuple[Row, ...], shifts: Shifts
) -> TiedEntries:
    """Place the timeline together with a few calls.

    Args:
        rows: the calls, rising.
        shifts: clocks of sources to put right.
    """
    entries = [calls.entry(row) for row in rows]
    marks = {
        id(value): (value, calls.mark(row))
        for entry, row in zip(entries, rows, strict=True)
        for value in (entry.time, entry.known)
        if value is not None
    }
    return TiedEntries(rows, place(record, entries, shifts), marks)
