"""The radio calls of each unit: the unit speaks, and the call has a moment of its own."""

from array import array
from collections.abc import Callable, Iterator

from incident_tui.chronology.positions import Codes, Positions
from incident_tui.chronology.time_order import TimeOrder
from incident_tui.record.calls.columns import Calls
from incident_tui.record.calls.entry_parts import party_of
from incident_tui.record.model import Entry, Record
from incident_tui.record.time_value import TimeValue

_NOBODY = 0
"""The code of entries of no unit."""


class UnitCalls:
    """The radio calls in which a unit speaks, by unit; made once for a chronology.

    A call within bounds, or of a day, is left out: the call has no moment to be drawn at.
    """

    def __init__(
        self,
        record: Record,
        calls: Calls,
        order: TimeOrder,
        radio: Positions,
        has_moment: Callable[[TimeValue], bool],
    ) -> None:
        self._radio = radio
        self._numbers: dict[str, int] = {}
        """From the id of a unit to the code of the unit, from 1."""
        self._found: dict[str, Positions] = {}
        of_timeline = [self._code_of(entry, has_moment) for entry in record.timeline]
        of_calls = array("I", self._codes_of_calls(calls, has_moment))
        self._codes = Codes(order.codes_by_position(of_calls, of_timeline))

    def _code_of(self, entry: Entry, has_moment: Callable[[TimeValue], bool]) -> int:
        return self._number(party_of(entry).speaker) if has_moment(entry.time) else _NOBODY

    def _number(self, unit: str) -> int:
        return self._numbers.setdefault(unit, len(self._numbers) + 1) if unit else _NOBODY

    def _codes_of_calls(
        self, calls: Calls, has_moment: Callable[[TimeValue], bool]
    ) -> Iterator[int]:
        """The codes of calls by row."""
        of_parties = [self._number(party.speaker) for party in calls.party_table]
        vague = {place for place, time in enumerate(calls.time_table) if not has_moment(time)}
        for block in calls.blocks:
            codes = map(of_parties.__getitem__, block.parties)
            if not vague:
                yield from codes
                continue
            for code, time in zip(codes, block.times, strict=True):
                yield _NOBODY if time in vague else code

    def of(self, unit: str) -> Positions:
        """The positions of the calls of a unit."""
        found = self._found.get(unit)
        if found is None:
            number = self._numbers.get(unit)
            wanted = [] if number is None else [number]
            found = self._found[unit] = self._codes.where(wanted) & self._radio
        return found
