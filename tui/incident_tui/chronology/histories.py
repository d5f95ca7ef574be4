"""States as of a moment: who was hurt, who was present, which milestone was reached.

Each subject (casualty, unit, agency, facility, group or milestone) has a history of status changes
on each of two clocks: when changes happened, and when changes were known. A change is possible from
the earliest moment on, and certain from the latest moment on. Neither moment decreases along a
history, so a state is found by two bisections, whatever the size of the record.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Literal, NamedTuple

import msgspec

from incident_tui.placing.placement import Placement
from incident_tui.record.model import (
    CasualtyStatusChange,
    Cite,
    UnitStatusChange,
)
from incident_tui.record.rules import EffectSubject

Certainty = Literal["certain", "possible", "unknown"]
SubjectKind = EffectSubject | Literal["milestone"]

REACHED = "reached"
ENDED = "ended"

OPEN_START = -(1 << 60)
OPEN_END = 1 << 60


class Clock(StrEnum):
    """The time of a fact that counts: when the fact happened, or when it was reported."""

    HAPPENED = "happened"
    KNOWN = "known"

    @property
    def other(self) -> "Clock":
        """The second of the two clocks."""
        return Clock.KNOWN if self is Clock.HAPPENED else Clock.HAPPENED


class Subject(NamedTuple):
    """A casualty, unit, agency, facility, group or milestone, which has a state."""

    kind: SubjectKind
    id: str
    """The id; of a milestone, the name."""


class Change(msgspec.Struct, frozen=True):
    """A new status of a subject, and the source of the fact."""

    status: str
    placement: Placement
    """When the change happened."""
    known: Placement = Placement()
    """When the change was reported."""
    cite: tuple[Cite, ...] = ()
    entry: str = ""
    """The id of the entry with the change as an effect; "" for a step of a history."""
    step: CasualtyStatusChange | UnitStatusChange | None = None
    """The step of the subject's own history with the change; None for an effect."""

    def time_on(self, clock: Clock) -> Placement:
        """When the change happened, or when the change was known, by the clock."""
        return self.placement if clock is Clock.HAPPENED else self.known


class State(msgspec.Struct, frozen=True):
    """The possible statuses of a subject at a moment."""

    certain: Change | None = None
    possible: tuple[Change, ...] = ()
    """Changes that may have happened since `certain`, in order."""
    expected: bool = False
    """True if changes are recorded, begun or not."""
    clock: Clock = Clock.HAPPENED

    @property
    def status(self) -> str:
        """The certain status, or else the first possible status."""
        if self.certain:
            return self.certain.status
        if self.possible:
            return self.possible[0].status
        if not self.expected:
            return "unknown"
        return "not yet" if self.clock is Clock.HAPPENED else "not known"

    @property
    def begun(self) -> bool:
        """Whether a change is certain or possible."""
        return bool(self.certain or self.possible)

    @property
    def certainty(self) -> Certainty:
        """The certainty of `status`."""
        if self.certain:
            return "certain"
        return "possible" if self.possible else "unknown"


class Stretch(NamedTuple):
    """A stretch of time in which the state of a subject stays the same."""

    start: int
    """The first moment in milliseconds; `OPEN_START` for an open start."""
    stop: int
    """The first moment after the stretch; `OPEN_END` for an open end."""
    change: int
    """The number in `History.changes` of the last change with a time that is certain or possible.

    A possible change without any time may have happened too; then the stretch is not certain.
    """
    is_certain: bool
    """Whether no further change is possible."""
    first: int
    """The number of the first change that is not certain: every change before has happened."""


class History:
    """The status changes of a subject on a clock."""

    def __init__(self, changes: Iterable[Change], clock: Clock = Clock.HAPPENED) -> None:
        self.clock = clock
        self.changes = tuple(_in_sequence(changes))
        bounds = _never_back if clock is Clock.HAPPENED else _overtaken
        self._earliest, self._latest = bounds(self.changes)
        self._begins = self._earliest
        if clock is Clock.KNOWN:  # a later change may be known without an earlier change
            self._begins = [or_else(change.known.earliest, OPEN_START) for change in self.changes]

    def at(self, moment: int | None) -> State:
        """The state at a moment in milliseconds; None for the end of the record."""
        if not self.changes:
            return State(clock=self.clock)
        if moment is None:
            return State(self.changes[-1], clock=self.clock)
        passed = bisect_right(self._latest, moment)
        begun = bisect_right(self._earliest, moment)
        certain = self.changes[passed - 1] if passed else None
        possible = (step for step in range(passed, begun) if self._begins[step] <= moment)
        return State(certain, tuple(self.changes[step] for step in possible), True, self.clock)

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """The stretches of time with a status, in order; none overlaps another.

        A state between two stretches would be "not yet": time without a status has no stretch.
        """
        moments = {OPEN_START, *self._begins, *self._earliest, *self._latest} - {OPEN_END}
        found, begins = list[Stretch](), frozenset(self._begins)
        for start, stop in pairwise([*sorted(moments), OPEN_END]):
            here = self._stretch(start, stop)
            before = found[-1] if found and start not in begins else None
            if before and (before.stop, *before[2:]) == (start, *here[2:]):
                found[-1] = before._replace(stop=stop)
            elif here.change >= 0:
                found.append(here)
        return tuple(found)

    def _stretch(self, start: int, stop: int) -> Stretch:
        """The stretch between two moments without a change of state; without a status, below 0."""
        passed = bisect_right(self._latest, start)
        is_certain = bisect_right(self._earliest, start) <= passed
        steps, begins = self._timed
        last = bisect_right(begins, start) - 1
        change = max(steps[last] if last >= 0 else -1, passed - 1)
        return Stretch(start, stop, change, is_certain, passed)

    @cached_property
    def _timed(self) -> tuple[list[int], list[int]]:
        """The changes with a time by number; for each when it, or a later of them, may begin."""
        steps = [number for number in range(len(self.changes)) if number not in self.without_time]
        begins = accumulate((self._begins[step] for step in reversed(steps)), min)
        return steps, [*begins][::-1]

    def possible_in(self, stretch: Stretch, most: int) -> list[int]:
        """The numbers of the changes with a time that are possible in a stretch, in order.

        Args:
            most: how many changes at most; the last changes are kept.
        """
        found = list[int]()
        for step in range(stretch.change, stretch.first - 1, -1):
            if self._begins[step] <= stretch.start and step not in self.without_time:
                found.append(step)
                if len(found) == most:
                    break
        return found[::-1]

    @cached_property
    def without_time(self) -> frozenset[int]:
        """The numbers of the changes whose time is open at both ends."""
        times = (change.time_on(self.clock) for change in self.changes)
        return frozenset(
            number
            for number, time in enumerate(times)
            if time.earliest is None and time.latest is None
        )

    @property
    def change_moments(self) -> Iterator[int]:
        """The moments at which the state changes, in milliseconds; a moment may come twice."""
        for begins, latest in zip(self._begins, self._latest, strict=True):
            if OPEN_START < begins < latest:
                yield begins
            if latest < OPEN_END:
                yield latest


def certainty_by(known: Placement, moment: int | None) -> Certainty:
    """The certainty of a time of knowledge by a moment; None for the end of the record."""
    if moment is None or (known.latest is not None and known.latest <= moment):
        return "certain"
    return "possible" if known.earliest is None or known.earliest <= moment else "unknown"


def _in_sequence(changes: Iterable[Change]) -> list[Change]:
    """Changes as listed, except a change that ended before an earlier change began."""
    keyed, so_far = [], OPEN_START
    for change in changes:
        so_far = max(so_far, or_else(change.placement.earliest, OPEN_START))
        keyed.append((min(so_far, or_else(change.placement.latest, OPEN_END)), change))
    return [change for _, change in sorted(keyed, key=lambda item: item[0])]


def _never_back(changes: tuple[Change, ...]) -> tuple[list[int], list[int]]:
    """Earliest and latest of each change, no change before the preceding change."""
    earliest = [or_else(change.placement.earliest, OPEN_START) for change in changes]
    latest = [or_else(change.placement.latest, OPEN_END) for change in changes]
    for number in range(1, len(changes)):
        earliest[number] = max(earliest[number], earliest[number - 1])
    for number in range(len(changes) - 2, -1, -1):
        latest[number] = min(latest[number], latest[number + 1])
    for number in range(len(changes)):
        latest[number] = max(latest[number], earliest[number])
    return earliest, latest


def _overtaken(changes: tuple[Change, ...]) -> tuple[list[int], list[int]]:
    """Earliest and latest of the knowledge of each change, or of a later change."""
    bounds = []
    for ends in (
        [or_else(change.known.earliest, OPEN_START) for change in changes],
        [or_else(change.known.latest, OPEN_END) for change in changes],
    ):
        bounds.append([*accumulate(reversed(ends), min)][::-1])
    earliest, latest = bounds
    return earliest, latest


def or_else(moment: int | None, instead: int) -> int:
    """A moment, or the substitute for None."""
    return instead if moment is None else moment
