"""The status changes of every casualty, unit, agency, facility and milestone of a record."""

from collections.abc import Iterable, Iterator

from incident_tui.chronology.histories import (
    ENDED,
    OPEN_START,
    REACHED,
    Change,
    Clock,
    History,
    Subject,
    SubjectKind,
    or_else,
)
from incident_tui.chronology.knowledge import Knowledge
from incident_tui.placing.placement import Placement, Placements, TimeFault
from incident_tui.record.model import (
    CasualtyStatusChange,
    Effect,
    Entry,
    Facility,
    Record,
    UnitStatusChange,
)
from incident_tui.record.rules import EFFECT_SUBJECTS


def histories_of(
    record: Record,
    placements: Placements,
    known: Knowledge,
    faults: list[TimeFault],
    entries: Iterable[tuple[Entry, Placement]],
) -> dict[Clock, dict[Subject, History]]:
    """The status histories of every subject of a record, by clock.

    Args:
        known: gives the times of knowledge, and keeps their faults.
        faults: the list to which faults of times of changes are added.
        entries: the entries with effects or a milestone, in narrative order.
    """
    stated: dict[Subject, list[Change]] = {subject: [] for subject in _subjects(record)}
    effects: dict[Subject, list[Change]] = {}
    for subject, change in _stated(record, placements, faults, known):
        stated.setdefault(subject, []).append(change)
    for entry, placement in entries:
        for subject, change in _effects_of(entry, placement, known):
            effects.setdefault(subject, []).append(change)
    changes = {
        subject: _merged(stated.get(subject, []), effects.get(subject, []))
        for subject in stated | effects
    }
    return {
        clock: {subject: History(steps, clock) for subject, steps in changes.items()}
        for clock in Clock
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
    record: Record, placements: Placements, faults: list[TimeFault], known: Knowledge
) -> Iterator[tuple[Subject, Change]]:
    """The changes in the subjects' own histories."""

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
    facility: Facility, placements: Placements, faults: list[TimeFault], known: Knowledge
) -> Iterator[tuple[Subject, Change]]:
    """The action of a facility, and the end of the action."""

    def change(status: str, placement: Placement, entry: str = "") -> tuple[Subject, Change]:
        said = known.of(None, facility.cite, placement)
        found = Change(status, placement, said, facility.cite, entry)
        return Subject("facility", facility.id), found

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


def _effects_of(
    entry: Entry, placement: Placement, known: Knowledge
) -> Iterator[tuple[Subject, Change]]:
    """The changes in the effects of an entry, and the milestones."""
    if not entry.effects and not entry.milestone:
        return
    said = known.of_entry(entry, placement)
    reached = Change(REACHED, placement, said, entry.cite, entry.id)
    for effect in entry.effects:
        if effect.milestone:
            yield Subject("milestone", effect.milestone), reached
        for kind, identifier in _subjects_of(effect):
            change = Change(effect.status, placement, said, entry.cite, entry.id)
            yield Subject(kind, identifier), change
    if entry.milestone:
        yield Subject("milestone", entry.milestone), reached


def _later(start: Placement, least: int, most: int) -> Placement:
    """A moment `least` to `most` milliseconds after a start."""
    return Placement(
        None if start.earliest is None else start.earliest + least,
        None if start.latest is None else start.latest + most,
    )


def _subjects_of(effect: Effect) -> Iterator[tuple[SubjectKind, str]]:
    for kind in EFFECT_SUBJECTS:
        if identifier := getattr(effect, kind):
            yield kind, identifier


def _merged(*lists: Iterable[Change]) -> list[Change]:
    """Merge lists of changes by best moment; each list keeps the order of its changes."""
    keyed = []
    for changes in lists:
        so_far = OPEN_START
        for change in changes:
            so_far = max(so_far, or_else(change.placement.best, so_far))
            keyed.append((so_far, change))
    return [change for _, change in sorted(keyed, key=lambda item: item[0])]
