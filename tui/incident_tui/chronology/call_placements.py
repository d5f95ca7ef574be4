"""The placements of calls without a relative time."""

from collections.abc import Iterator

from incident_tui.placing.aligning import Shifts, shift_of
from incident_tui.placing.placement import Placement, TimeFault, place_alone
from incident_tui.placing.zone import Zone
from incident_tui.record.calls.columns import Calls
from incident_tui.record.calls.entry_parts import anchors_of
from incident_tui.record.numbering import Row
from incident_tui.record.problems import Problem
from incident_tui.record.time_value import TimeValue

_UNPLACED = Placement()


class CallPlacements:
    """The placements of the times in the table of calls, which grows as calls are read."""

    def __init__(self, zone: Zone, shifts: Shifts) -> None:
        self._zone = zone
        self._shifts = shifts
        self._faults: list[tuple[int, TimeFault]] = []
        """Faults of times, with the place of the time in the table."""
        self.slacks: set[int] = set()
        """Milliseconds from a best moment to the moment to fold states at: each length once."""
        self.of_times: list[Placement] = []
        """By place in the table; at second 0 where calls share a minute, and without a shift."""

    def take(self, calls: Calls) -> None:
        """Place the times added to the table since the last time."""
        for value in calls.time_table[len(self.of_times) :]:
            self.of_times.append(self._placed(value))

    def of_call(self, calls: Calls, row: Row) -> Placement:
        """The placement of a call."""
        block, call = calls.at(row)
        return self.of_time(calls, block.times[call], block.parties[call], block.offsets[call])

    def of_time(self, calls: Calls, time: int, party: int, offset: int = 0) -> Placement:
        """The placement of the calls of a time and a party, by their places in the tables.

        Args:
            offset: milliseconds after the time in the table.
        """
        placement = self.of_times[time].later(offset)
        if not self._shifts:
            return placement
        return placement.aligned(shift_of(calls.party_table[party].sources, self._shifts))

    def shifts_of_parties(self, calls: Calls) -> list[int]:
        """By place in the table of parties, the lead of the source's clock in milliseconds.

        Empty if no clock is corrected.
        """
        if not self._shifts:
            return []
        shifts = (shift_of(party.sources, self._shifts) for party in calls.party_table)
        return [shift.middle if shift else 0 for shift in shifts]

    def problems(self, calls: Calls) -> Iterator[Problem]:
        """The faults of times, each at the place where the time is first written."""
        for place, fault in self._faults:
            yield Problem(calls.time_marks[place], fault.message)

    def _placed(self, value: TimeValue) -> Placement:
        """Place the next time of the table; a relative time is placed beside the anchor instead."""
        if anchors_of(value):
            return _UNPLACED
        faults: list[TimeFault] = []
        placement = place_alone(value, self._zone, faults)
        self._faults += ((len(self.of_times), fault) for fault in faults)
        if placement.best is not None and placement.as_of is not None:
            self.slacks.add(placement.as_of - placement.best)
        return placement
