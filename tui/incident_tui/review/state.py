"""State as of a moment: who was hurt, who was there, what was reached; certain or only possible.

Each subject (a casualty, a unit, an agency, a facility, a milestone) has one ladder of changes.
A change is certain once its latest moment has passed, possible from its earliest on. Along a
ladder neither goes back, so a state is two bisections, whatever the size of the record.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Literal, NamedTuple

import msgspec

from incident_tui.record.model import Casualty, Cite, Effect, Entry, Record
from incident_tui.record.time_value import TimeValue
from incident_tui.review.placing import Fault, Placement, Placements

SubjectKind = Literal["casualty", "unit", "agency", "facility", "milestone"]

REACHED = "reached"
ENDED = "ended"
UNHARMED = {"uninjured", "unknown"}
"""Casualty statuses that say nothing of any harm."""

_OPEN_START = -(1 << 60)
_OPEN_END = 1 << 60


class Clock(StrEnum):
    """Which time of a fact is folded: when it took place, or when it was reported."""

    HAPPENED = "happened"
    KNOWN = "known"


class Subject(NamedTuple):
    """Something that has a state."""

    kind: SubjectKind
    id: str
    """Its id; a milestone's is its name."""


class Change(msgspec.Struct, frozen=True):
    """A status that a subject came to, and what says so."""

    status: str
    placement: Placement
    cite: tuple[Cite, ...] = ()
    entry: str = ""
    """The id of the entry that says so, if it is one."""


class State(msgspec.Struct, frozen=True):
    """What a subject's status can be at a moment."""

    certain: Change | None = None
    possible: tuple[Change, ...] = ()
    """The steps that may have been taken since, in their order."""
    expected: bool = False
    """True when changes are recorded, but none has begun."""

    @property
    def status(self) -> str:
        """The status that holds for certain, or else the first that may."""
        if self.certain:
            return self.certain.status
        if self.possible:
            return self.possible[0].status
        return "not yet" if self.expected else "unknown"

    @property
    def certainty(self) -> Literal["certain", "possible", "unknown"]:
        """How sure `status` is."""
        if self.certain:
            return "certain"
        return "possible" if self.possible else "unknown"


class History:
    """The ladder of one subject's changes, by bisection."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self.changes = tuple(_in_sequence(changes))
        self._earliest, self._latest = _never_back(self.changes)

    def at(self, moment: int | None) -> State:
        """The state at a moment in milliseconds; None is the end of the record, when all holds."""
        if not self.changes:
            return State()
        if moment is None:
            return State(self.changes[-1])
        passed = bisect_right(self._latest, moment)
        begun = bisect_right(self._earliest, moment)
        certain = self.changes[passed - 1] if passed else None
        return State(certain, self.changes[passed:begun], expected=True)

    @property
    def turns(self) -> Iterator[int]:
        """The moments at which the state turns into another one."""
        for moment in (*self._earliest, *self._latest):
            if _OPEN_START < moment < _OPEN_END:
                yield moment


def casualty_tally(
    state_of: Callable[[Subject], State], casualties: Iterable[Casualty]
) -> tuple[dict[str, int], int]:
    """How many people came to which harm for certain, and how many more may have come to any."""
    certain: dict[str, int] = {}
    possible = 0
    for one in casualties:
        state = state_of(Subject("casualty", one.id))
        if state.certain and state.certain.status not in UNHARMED:
            status = state.certain.status
            certain[status] = certain.get(status, 0) + one.count
        elif any(change.status not in UNHARMED for change in state.possible):
            possible += one.count
    return certain, possible


def casualty_counts(
    state_of: Callable[[Subject], State], casualties: Iterable[Casualty]
) -> tuple[int, int]:
    """How many people came to harm for certain, and how many more may have."""
    certain, possible = casualty_tally(state_of, casualties)
    return sum(certain.values()), possible


def histories(
    record: Record,
    placements: Placements,
    faults: list[Fault],
    entries: Iterable[tuple[Entry, Placement]],
) -> dict[Subject, History]:
    """The ladders of every subject of a record, on the clock of what happened.

    Args:
        entries: those that tell of changes, as they are told.
    """
    stated: dict[Subject, list[Change]] = {subject: [] for subject in _subjects(record)}
    told: dict[Subject, list[Change]] = {}
    for subject, change in _stated(record, placements, faults):
        stated.setdefault(subject, []).append(change)
    for entry, placement in entries:
        for subject, change in _told(entry, placement):
            told.setdefault(subject, []).append(change)
    return {
        subject: History(_merged(stated.get(subject, []), told.get(subject, [])))
        for subject in stated | told
    }


def _subjects(record: Record) -> Iterator[Subject]:
    for casualty in record.casualties:
        yield Subject("casualty", casualty.id)
    for unit in record.units:
        yield Subject("unit", unit.id)
    for agency in record.agencies:
        yield Subject("agency", agency.id)
    for facility in record.facilities:
        yield Subject("facility", facility.id)


def _stated(
    record: Record, placements: Placements, faults: list[Fault]
) -> Iterator[tuple[Subject, Change]]:
    """Changes that stand in the subjects' own histories."""

    def placed(value: TimeValue) -> Placement:
        placement, found = placements.place(value)
        faults.extend(found)
        return placement

    for casualty in record.casualties:
        for step in casualty.history:
            change = Change(step.status, placed(step.time), step.cite)
            yield Subject("casualty", casualty.id), change
    for unit in record.units:
        for status in unit.status_history:
            change = Change(status.status, placed(status.time), status.cite)
            yield Subject("unit", unit.id), change
    for agency in record.agencies:
        for status in agency.status_history:
            change = Change(status.status, placed(status.time), status.cite)
            yield Subject("agency", agency.id), change
    for facility in record.facilities:
        subject = Subject("facility", facility.id)
        if facility.time is not None:
            reported = facility.action.reported if facility.action else ""
            start = placed(facility.time)
            yield subject, Change(reported or "affected", start, facility.cite)
            if facility.duration and not placements.of(facility.ended_by):
                end = _later(start, facility.duration.least, facility.duration.most)
                yield subject, Change(ENDED, end, facility.cite)
        if ended := placements.of(facility.ended_by):
            yield subject, Change(ENDED, ended, facility.cite, facility.ended_by)


def _told(entry: Entry, placement: Placement) -> Iterator[tuple[Subject, Change]]:
    """Changes that an entry tells of."""
    reached = Change(REACHED, placement, entry.cite, entry.id)
    for effect in entry.effects:
        if effect.milestone:
            yield Subject("milestone", effect.milestone), reached
        for kind, identifier in _of_effect(effect):
            yield Subject(kind, identifier), Change(effect.status, placement, entry.cite, entry.id)
    if entry.milestone:
        yield Subject("milestone", entry.milestone), reached


def _later(start: Placement, least: int, most: int) -> Placement:
    """A moment at least and at most so long after another."""
    return Placement(
        None if start.earliest is None else start.earliest + least,
        None if start.latest is None else start.latest + most,
    )


def _of_effect(effect: Effect) -> Iterator[tuple[SubjectKind, str]]:
    kinds: tuple[SubjectKind, ...] = ("casualty", "unit", "agency", "facility")
    for kind in kinds:
        if identifier := getattr(effect, kind):
            yield kind, identifier


def _merged(*lists: Iterable[Change]) -> list[Change]:
    """Lists of changes as one, by best moment; each keeps its own order."""
    keyed = []
    for changes in lists:
        so_far = _OPEN_START
        for change in changes:
            so_far = max(so_far, _or(change.placement.best, so_far))
            keyed.append((so_far, change))
    return [change for _, change in sorted(keyed, key=lambda item: item[0])]


def _in_sequence(changes: Iterable[Change]) -> list[Change]:
    """Changes in their order, but for one that was over before another listed earlier began."""
    keyed, so_far = [], _OPEN_START
    for change in changes:
        so_far = max(so_far, _or(change.placement.earliest, _OPEN_START))
        keyed.append((min(so_far, _or(change.placement.latest, _OPEN_END)), change))
    return [change for _, change in sorted(keyed, key=lambda item: item[0])]


def _never_back(changes: tuple[Change, ...]) -> tuple[list[int], list[int]]:
    """Earliest and latest of each step, no step before the one that it follows."""
    earliest = [_or(change.placement.earliest, _OPEN_START) for change in changes]
    latest = [_or(change.placement.latest, _OPEN_END) for change in changes]
    for number in range(1, len(changes)):
        earliest[number] = max(earliest[number], earliest[number - 1])
    for number in range(len(changes) - 2, -1, -1):
        latest[number] = min(latest[number], latest[number + 1])
    for number in range(len(changes)):
        latest[number] = max(latest[number], earliest[number])
    return earliest, latest


def _or(moment: int | None, instead: int) -> int:
    return instead if moment is None else moment
