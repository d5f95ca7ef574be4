"""State as of a moment: who was hurt, who was there, what was reached; certain or only possible.

Each subject (a casualty, a unit, an agency, a facility, a milestone) has one ladder of changes, on
two clocks: when they took place, and when they were known. A change is certain once its latest
moment has passed, possible from its earliest on. Along a ladder neither goes back, so a state is
two bisections, whatever the size of the record.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from itertools import accumulate
from typing import Literal, NamedTuple

import msgspec

from incident_tui.record.model import (
    Casualty,
    CasualtyStatusChange,
    Cite,
    Effect,
    Entry,
    Facility,
    Person,
    Record,
    UnitStatusChange,
)
from incident_tui.record.time_value import Bounds, TimeValue
from incident_tui.review.placing import Fault, Placement, Placements

Certainty = Literal["certain", "possible", "unknown"]
SubjectKind = Literal["casualty", "unit", "agency", "facility", "group", "milestone"]

REACHED = "reached"
ENDED = "ended"
UNHARMED = {"uninjured", "unknown"}
"""Casualty statuses that say nothing of any harm."""

LIVE_SOURCES = {"radio_audio", "scanner_archive", "cad_export"}
"""Kinds of source in which things stand as they are heard or entered: what was on the air."""
PUBLIC_KINDS = {"radio_call", "statement", "media_post"}
"""Kinds of entry that make known what they say as they take place."""

_OPEN_START = -(1 << 60)
_OPEN_END = 1 << 60


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
            self._begins = [_or(change.known.earliest, _OPEN_START) for change in self.changes]

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
    def turns(self) -> Iterator[int]:
        """The moments at which the state turns into another one."""
        for begins, latest in zip(self._begins, self._latest, strict=True):
            if _OPEN_START < begins < latest:
                yield begins
            if latest < _OPEN_END:
                yield latest


def certainty_by(known: Placement, moment: int | None) -> Certainty:
    """How sure it is that what was known then was known by a moment; None is the end."""
    if moment is None or (known.latest is not None and known.latest <= moment):
        return "certain"
    return "possible" if known.earliest is None or known.earliest <= moment else "unknown"


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


def reported_of(
    state_of: Callable[[Subject], State], group: str, casualties: Iterable[Casualty]
) -> State | None:
    """What was reported of a group, as long as it is certain of nobody in it who was hurt."""
    state = state_of(Subject("group", group))
    certain, _ = casualty_tally(state_of, casualties)
    return state if state.begun and not certain else None


def casualty_counts(
    state_of: Callable[[Subject], State], casualties: Iterable[Casualty]
) -> tuple[int, int]:
    """How many people came to harm for certain, and how many more may have."""
    certain, possible = casualty_tally(state_of, casualties)
    return sum(certain.values()), possible


def ladders_of(
    record: Record,
    placements: Placements,
    known: "Knowledge",
    faults: list[Fault],
    entries: Iterable[tuple[Entry, Placement]],
) -> dict[Clock, dict[Subject, History]]:
    """The ladders of every subject of a record, on both clocks.

    Args:
        entries: those that tell of changes, as they are told.
    """
    for entry, placement in zip(placements.entries, placements.placed, strict=True):
        if entry.known is not None:
            known.of_entry(entry, placement)  # for its faults
    for person in record.people:
        known.of_name(person)
    stated: dict[Subject, list[Change]] = {subject: [] for subject in _subjects(record)}
    told: dict[Subject, list[Change]] = {}
    for subject, change in _stated(record, placements, faults, known):
        stated.setdefault(subject, []).append(change)
    for entry, placement in entries:
        for subject, change in _told(entry, placement, known):
            told.setdefault(subject, []).append(change)
    changes = {
        subject: _merged(stated.get(subject, []), told.get(subject, []))
        for subject in stated | told
    }
    ladders = {
        clock: {subject: History(steps, clock) for subject, steps in changes.items()}
        for clock in Clock
    }
    faults += known.faults.values()
    return ladders


class Knowledge:
    """When the facts of a record were known."""

    def __init__(self, record: Record, placements: Placements) -> None:
        self._placements = placements
        self.faults: dict[tuple[int, str], Fault] = {}
        """What is wrong with times of knowing that were asked for, each once where it stands."""
        self._live = {source.id for source in record.sources if source.kind in LIVE_SOURCES}
        self._published = {
            source.id: self.reported(source.published)
            for source in record.sources
            if source.published is not None
        }

    def of_entry(self, entry: Entry, placement: Placement) -> Placement:
        """When what an entry says was known: what is said or posted is known when it is said."""
        return self.of(entry.known, entry.cite, placement, at_once=self.is_at_once(entry))

    def is_at_once(self, entry: Entry) -> bool:
        """Whether what an entry says was known as it took place."""
        on_air = entry.kind in PUBLIC_KINDS or self.is_on_air(entry.cite)
        return entry.known is None and on_air

    def of_name(self, person: Person) -> Placement | None:
        """When a name was known; None where that is not written."""
        return None if person.known is None else self.reported(person.known)

    def of(
        self,
        written: TimeValue | None,
        cites: Iterable[Cite],
        placement: Placement,
        at_once: bool = False,
    ) -> Placement:
        """When a fact was known.

        As it is written; or else at once, if it was on the air or is said in public; or else when
        the first source of it was published. Nothing is known before it can have taken place.

        Args:
            placement: when it took place.
            at_once: whether it was known as it took place.
        """
        if written is not None:
            known = self.reported(written)
        elif at_once or self.is_on_air(cites):
            known = placement
        else:
            sources = dict.fromkeys(cite.source for cite in cites)
            known = _first(self._published[one] for one in sources if one in self._published)
        return _not_before(known, placement)

    def is_on_air(self, cites: Iterable[Cite]) -> bool:
        """Whether a fact was heard or entered as it took place."""
        return any({cite.source, cite.via} & self._live for cite in cites)

    def reported(self, value: TimeValue) -> Placement:
        """Where a time of knowing is placed; `..X` as `X`, for nothing says that it was before."""
        placed, found = self._placements.place(value)
        for fault in found:
            self.faults[id(fault.value), fault.message] = fault
        start, form = placed.latest, value.at
        if placed.earliest is not None or start is None:
            return placed
        if isinstance(form, Bounds) and form.upper:
            at, _ = self._placements.place(msgspec.structs.replace(value, at=form.upper))
            start = min(start, _or(at.earliest, start))
        return msgspec.structs.replace(placed, earliest=start)


def _first(placements: Iterable[Placement]) -> Placement:
    """When the first of several was; open where nothing is known of any of them."""
    placed = [one for one in placements if one.earliest is not None]
    if not placed:
        return Placement()
    latest = min(_or(one.latest, _OPEN_END) for one in placed)
    return Placement(
        min(_or(one.earliest, _OPEN_START) for one in placed),
        None if latest == _OPEN_END else latest,
    )


def _not_before(known: Placement, placement: Placement) -> Placement:
    """A time of knowing, no earlier than what is known took place."""
    start = placement.earliest
    if start is None or (known.earliest is not None and known.earliest >= start):
        return known
    latest = known.latest
    return msgspec.structs.replace(
        known, earliest=start, latest=None if latest is None else max(latest, start)
    )


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
    record: Record, placements: Placements, faults: list[Fault], known: Knowledge
) -> Iterator[tuple[Subject, Change]]:
    """Changes that stand in the subjects' own histories."""

    def change(step: CasualtyStatusChange | UnitStatusChange) -> Change:
        placement, found = placements.place(step.time, step.cite)
        faults.extend(found)
        said = known.of(step.known, step.cite, placement)
        return Change(step.status, placement, said, step.cite, step=step)

    for casualty in record.casualties:
        for step in casualty.history:
            yield Subject("casualty", casualty.id), change(step)
    for unit in record.units:
        for status in unit.status_history:
            yield Subject("unit", unit.id), change(status)
    for agency in record.agencies:
        for status in agency.status_history:
            yield Subject("agency", agency.id), change(status)
    for facility in record.facilities:
        yield from _of_facility(facility, placements, faults, known)


def _of_facility(
    facility: Facility, placements: Placements, faults: list[Fault], known: Knowledge
) -> Iterator[tuple[Subject, Change]]:
    """What a facility did, and that it was over."""

    def change(status: str, placement: Placement, entry: str = "") -> tuple[Subject, Change]:
        said = known.of(None, facility.cite, placement)
        told = Change(status, placement, said, facility.cite, entry)
        return Subject("facility", facility.id), told

    if facility.time is not None:
        reported = facility.action.reported if facility.action else ""
        start, found = placements.place(facility.time, facility.cite)
        faults.extend(found)
        yield change(reported or "affected", start)
        if facility.duration and not placements.of(facility.ended_by):
            end = _later(start, facility.duration.least, facility.duration.most)
            yield change(ENDED, end)
    if ended := placements.of(facility.ended_by):
        yield change(ENDED, ended, facility.ended_by)


def _told(entry: Entry, placement: Placement, known: Knowledge) -> Iterator[tuple[Subject, Change]]:
    """Changes that an entry tells of."""
    if not entry.effects and not entry.milestone:
        return
    said = known.of_entry(entry, placement)
    reached = Change(REACHED, placement, said, entry.cite, entry.id)
    for effect in entry.effects:
        if effect.milestone:
            yield Subject("milestone", effect.milestone), reached
        for kind, identifier in _of_effect(effect):
            told = Change(effect.status, placement, said, entry.cite, entry.id)
            yield Subject(kind, identifier), told
    if entry.milestone:
        yield Subject("milestone", entry.milestone), reached


def _later(start: Placement, least: int, most: int) -> Placement:
    """A moment at least and at most so long after another."""
    return Placement(
        None if start.earliest is None else start.earliest + least,
        None if start.latest is None else start.latest + most,
    )


def _of_effect(effect: Effect) -> Iterator[tuple[SubjectKind, str]]:
    kinds: tuple[SubjectKind, ...] = ("casualty", "unit", "agency", "facility", "group")
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


def _overtaken(changes: tuple[Change, ...]) -> tuple[list[int], list[int]]:
    """Earliest and latest of knowing of each step, or of a later one, which says all it says."""
    bounds = []
    for ends in (
        [_or(change.known.earliest, _OPEN_START) for change in changes],
        [_or(change.known.latest, _OPEN_END) for change in changes],
    ):
        bounds.append([*accumulate(reversed(ends), min)][::-1])
    earliest, latest = bounds
    return earliest, latest


def _or(moment: int | None, instead: int) -> int:
    return instead if moment is None else moment
