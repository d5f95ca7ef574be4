"""State as of a moment: who was hurt, who was there, what was reached; certain or only possible.

Each subject (a casualty, a unit, an agency, a facility, a milestone) has one ladder of changes, on
two clocks: when they took place, and when they were known. A change is certain once its latest
moment has passed, possible from its earliest on. Along a ladder neither goes back, so a state is
two bisections, whatever the size of the record.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import accumulate
from typing import Literal, NamedTuple

import msgspec

from incident_tui.placing.placement import Placement
from incident_tui.record.model import (
    CasualtyStatusChange,
    Cite,
    UnitStatusChange,
)

Certainty = Literal["certain", "possible", "unknown"]
SubjectKind = Literal["casualty", "unit", "agency", "facility", "group", "milestone"]

REACHED = "reached"
ENDED = "ended"

OPEN_START = -(1 << 60)
OPEN_END = 1 << 60


class Clock(StrEnum):
    """Which time of a fact is folded: when it took place, or when it was reported."""

    HAPPENED = "happened"
    KNOWN = "known"

    @property
    def other(self) -> "Clock":
        """The other one."""
        return Clock.KNOWN if self is Clock.HAPPENED else Clock.HAPPENED


class Subject(NamedTuple):
    """Something that has a state."""

    kind: SubjectKind
    id: str
    """Its id; a milestone's is its name."""


class Change(msgspec.Struct, frozen=True):
    """A status that a subject came to, and what says so."""

    status: str
    placement: Placement
    """When it took place."""
    known: Placement = Placement()
    """When it was reported."""
    cite: tuple[Cite, ...] = ()
    entry: str = ""
    """The id of the entry that says so, if it is one."""
    step: CasualtyStatusChange | UnitStatusChange | None = None
    """What says so, if it is a step of the subject's own history."""


class State(msgspec.Struct, frozen=True):
    """What a subject's status can be at a moment."""

    certain: Change | None = None
    possible: tuple[Change, ...] = ()
    """The steps that may have been taken since, in their order."""
    expected: bool = False
    """True when changes are recorded, but none has begun."""
    clock: Clock = Clock.HAPPENED

    @property
    def status(self) -> str:
        """The status that holds for certain, or else the first that may."""
        if self.certain:
            return self.certain.status
        if self.possible:
            return self.possible[0].status
        if not self.expected:
            return "unknown"
        return "not yet" if self.clock is Clock.HAPPENED else "not known"

    @property
    def begun(self) -> bool:
        """Whether any change has, or may have, taken place or been heard of."""
        return bool(self.certain or self.possible)

    @property
    def certainty(self) -> Certainty:
        """How sure `status` is."""
        if self.certain:
            return "certain"
        return "possible" if self.possible else "unknown"


class History:
    """The ladder of one subject's changes on one clock, by bisection."""

    def __init__(self, changes: Iterable[Change], clock: Clock = Clock.HAPPENED) -> None:
        self.clock = clock
        self.changes = tuple(_in_sequence(changes))
        bounds = _never_back if clock is Clock.HAPPENED else _overtaken
        self._earliest, self._latest = bounds(self.changes)
        self._begins = self._earliest
        if clock is Clock.KNOWN:  # a later step may be known, and say nothing of this one
            self._begins = [or_else(change.known.earliest, OPEN_START) for change in self.changes]

    def at(self, moment: int | None) -> State:
        """The state at a moment in milliseconds; None is the end of the record, when all holds."""
        if not self.changes:
            return State(clock=self.clock)
        if moment is None:
            return State(self.changes[-1], clock=self.clock)
        passed = bisect_right(self._latest, moment)
        begun = bisect_right(self._earliest, moment)
        certain = self.changes[passed - 1] if passed else None
        possible = (step for step in range(passed, begun) if self._begins[step] <= moment)
        return State(certain, tuple(self.changes[step] for step in possible), True, self.clock)

    @property
    def change_moments(self) -> Iterator[int]:
        """The moments at which the state changes, in milliseconds; a moment may come twice."""
        for begins, latest in zip(self._begins, self._latest, strict=True):
            if OPEN_START < begins < latest:
                yield begins
            if latest < OPEN_END:
                yield latest


def certainty_by(known: Placement, moment: int | None) -> Certainty:
    """How sure it is that what was known then was known by a moment; None is the end."""
    if moment is None or (known.latest is not None and known.latest <= moment):
        return "certain"
    return "possible" if known.earliest is None or known.earliest <= moment else "unknown"


def _in_sequence(changes: Iterable[Change]) -> list[Change]:
    """Changes in their order, but for one that was over before another listed earlier began."""
    keyed, so_far = [], OPEN_START
    for change in changes:
        so_far = max(so_far, or_else(change.placement.earliest, OPEN_START))
        keyed.append((min(so_far, or_else(change.placement.latest, OPEN_END)), change))
    return [change for _, change in sorted(keyed, key=lambda item: item[0])]


def _never_back(changes: tuple[Change, ...]) -> tuple[list[int], list[int]]:
    """Earliest and latest of each step, no step before the one that it follows."""
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
    """Earliest and latest of knowing of each step, or of a later one, which says all it says."""
    bounds = []
    for ends in (
        [or_else(change.known.earliest, OPEN_START) for change in changes],
        [or_else(change.known.latest, OPEN_END) for change in changes],
    ):
        bounds.append([*accumulate(reversed(ends), min)][::-1])
    earliest, latest = bounds
    return earliest, latest


def or_else(moment: int | None, instead: int) -> int:
    """A moment, or another instead of None."""
    return instead if moment is None else moment
