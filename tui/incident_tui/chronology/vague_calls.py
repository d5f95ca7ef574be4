"""The calls without a clock time, whose time is bounds, a day, a month or a year: counted by time.

There may be a million calls, and few times without a clock: so calls are counted while they are
read, and none is gone through later.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from incident_tui.chronology.call_placements import CallPlacements
from incident_tui.placing.placement import Placement
from incident_tui.record.calls.columns import KIND_CODES, Calls
from incident_tui.record.numbering import Row
from incident_tui.record.time_value import Relative, is_on_clock

_RADIO = KIND_CODES["radio_call"]


class VagueCalls(NamedTuple):
    """The calls of a time without a clock, of a kind."""

    placement: Placement
    is_radio: bool
    call_count: int


class VagueCallCounts:
    """Counts the calls that are placed alone, and whose time has no clock, as calls are read."""

    def __init__(self, placements: CallPlacements) -> None:
        self._placements = placements
        self._time_count = self._block_count = 0
        """The numbers of times and of blocks taken."""
        self._vague = set[int]()
        """Places of times without a clock in the table of times."""
        self._counts = Counter[tuple[int, int, bool]]()
        """Calls by time, party and whether they are radio calls."""

    def take(self, calls: Calls) -> None:
        """Count the calls read since the last time."""
        for place in range(self._time_count, len(calls.time_table)):
            at = calls.time_table[place].at
            if not (is_on_clock(at) or isinstance(at, Relative)):
                self._vague.add(place)
        self._time_count = len(calls.time_table)
        for block in calls.blocks[self._block_count :] if self._vague else ():
            columns = zip(block.times, block.parties, block.kinds, strict=True)
            self._counts.update(
                (time, party, kind == _RADIO)
                for time, party, kind in columns
                if time in self._vague
            )
        self._block_count = len(calls.blocks)

    def counted(self, calls: Calls, tied: Iterable[Row]) -> tuple[VagueCalls, ...]:
        """The placed calls without a clock time.

        Args:
            tied: the calls that are placed together with others, which are not counted.
        """
        if not self._counts:
            return ()
        counts = self._counts.copy()
        for row in tied:
            block, call = calls.at(row)
            counts[block.times[call], block.parties[call], block.kinds[call] == _RADIO] -= 1
        found = Counter[tuple[Placement, bool]]()
        for (time, party, is_radio), count in counts.items():
            placement = self._placements.of_time(calls, time, party)
            if count > 0 and placement.best is not None:
                found[placement, is_radio] += count
        return tuple(VagueCalls(*which, count) for which, count in found.items())
