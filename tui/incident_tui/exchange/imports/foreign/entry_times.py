"""The times of the entries that come out of a recording, in the notation of a record.

If the start of the recording is known to the second, each entry has its time. If the start is
vaguer, the first entry has the vague time, and the others are counted from the first: their
distance is as exact as the recording, and a better time of the first is a better time of all. So
too if nothing is known of the start: then the first entry is `unplaced`.
"""

from incident_tui.exchange.imports.foreign.radio import SILENCE_CUT
from incident_tui.exchange.imports.foreign.recording_clock import RecordingClock, time_draft
from incident_tui.exchange.imports.foreign.times import UNPLACED
from incident_tui.exchange.imports.landing.drafts import TimeDraft
from incident_tui.placing.placement import joined
from incident_tui.record.time_value import SECOND, Duration, Relative

_TENTH = 100
"""Milliseconds: how fine the distance of entries is written."""


class EntryTimes:
    """The times of the entries of a recording, one after the other."""

    def __init__(self, clock: RecordingClock | None, is_cut: bool = False) -> None:
        """Begin with no entry.

        Args:
            clock: of the recording; None if nothing is known of its start.
            is_cut: whether silence is left out of the recording.
        """
        self._clock = clock
        self._is_cut = is_cut
        self._first: tuple[str, int] | None = None
        """The id of the first entry with a position, and the position in milliseconds."""
        self._before = ""
        """The id of the entry before."""

    def of(self, identifier: str, position_s: float | None) -> TimeDraft:
        """Return the time of the next entry.

        Args:
            identifier: the id of the entry.
            position_s: the position in the recording, in seconds; None if unknown.
        """
        before, self._before = self._before, identifier
        if position_s is None:
            return {"at": UNPLACED, "after": [before]} if before else UNPLACED
        position = round(position_s * SECOND)
        clock = self._clock
        if clock is not None and (clock.is_exact or not clock.is_single):
            return self._on_clock(clock, position)
        if self._first is None:
            self._first = identifier, position
            return UNPLACED if clock is None else time_draft(clock.at(position), clock.basis)
        first, start = self._first
        return _counted_from(first, position - start)

    def _on_clock(self, clock: RecordingClock, position: int) -> TimeDraft:
        at = clock.at(position)
        if not self._is_cut or position < SECOND:
            return time_draft(at, clock.basis)
        return time_draft(
            at._replace(qualifier=joined(at.qualifier, "~")), clock.basis, SILENCE_CUT
        )


def time_within(call: str, position_s: float) -> TimeDraft:
    """Return the time of a position in the recording of a call of the record.

    Args:
        call: the id of the call.
        position_s: seconds from the start of the call; below 0 counts as 0.
    """
    if any(map(str.isspace, call)):  # the notation of a time ends an id with a blank
        return {"at": UNPLACED, "after": [call]}
    return _counted_from(call, max(round(position_s * SECOND), 0))


def _counted_from(entry: str, distance: int) -> str:
    """Return a time that is counted from an entry.

    Args:
        entry: the id of the entry.
        distance: milliseconds.
    """
    distance = round(distance / _TENTH) * _TENTH
    return str(Relative(entry, Duration(distance, distance)))
