"""A record with every entry in its place: what a review looks things up in."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from itertools import accumulate

import msgspec

from incident_tui.record.model import Agency, Conflict, Entry, Record
from incident_tui.record.problems import LeftOut, Problem
from incident_tui.record.reading import Reading
from incident_tui.review.placing import Fault, Placement, place
from incident_tui.review.state import Clock, History, State, Subject, histories
from incident_tui.review.zone import Zone

UNIDENTIFIED = "unidentified"
"""Stands where no agency is known: a value of its own in every filter."""

NO_AGENCY = "no agency identified"


class Chronology(msgspec.Struct, frozen=True):
    """One record, placed, ordered and indexed; positions count from 0 in the order of time."""

    path: str
    record: Record
    problems: tuple[Problem, ...]
    left_out: tuple[LeftOut, ...]
    zone: Zone
    entries: tuple[Entry, ...]
    """Placed ones by their best moment, then the unplaced."""
    placements: tuple[Placement, ...]
    """Of `entries`, one for one."""
    bests: tuple[int, ...]
    """Best moments of the placed entries, rising."""
    as_of: tuple[int, ...]
    """Moments to see the state at, of the placed entries: never past that of a later entry."""
    positions: Mapping[str, int]
    """From an entry's id to its position."""
    agencies: Mapping[str, Agency]
    units: Mapping[str, str]
    """From a unit's id to its agency's."""
    by_agency: Mapping[str, tuple[int, ...]]
    """From an agency's id, or `UNIDENTIFIED`, to the positions of its entries, rising."""
    by_kind: Mapping[str, tuple[int, ...]]
    conflicts_of: Mapping[str, tuple[Conflict, ...]]
    """From any id to the conflicts that touch it."""
    ladders: Mapping[Clock, Mapping[Subject, History]]
    turns: Mapping[Clock, tuple[int, ...]]
    """Moments at which any state turns, rising."""

    @property
    def placed_count(self) -> int:
        """How many entries stand in the timeline; the rest are unplaced."""
        return len(self.bests)

    @property
    def unplaced_count(self) -> int:
        """How many entries stand in the unplaced tray."""
        return len(self.entries) - len(self.bests)

    def state(self, subject: Subject, moment: int | None, clock: Clock) -> State:
        """The state of one subject at a moment; None is the end of the record."""
        history = self.ladders[clock].get(subject)
        return history.at(moment) if history else State()

    def at_or_before(self, moment: int) -> int:
        """The position of the last placed entry that stands at or before a moment, or else 0."""
        return max(bisect_right(self.bests, moment) - 1, 0)

    def next_turn(self, moment: int, clock: Clock) -> int | None:
        """The first moment after this one at which any state turns."""
        turns = self.turns[clock]
        number = bisect_right(turns, moment)
        return turns[number] if number < len(turns) else None

    def previous_turn(self, moment: int, clock: Clock) -> int | None:
        """The last moment, up to this one, at which any state turned."""
        turns = self.turns[clock]
        number = bisect_right(turns, moment)
        return turns[number - 1] if number else None

    def agency_label(self, identifier: str) -> str:
        """The short name of an agency; `?` where none is known."""
        agency = self.agencies.get(identifier)
        return "?" if agency is None else agency.short or agency.name

    def agency_name(self, identifier: str) -> str:
        """The full name of an agency; `NO_AGENCY` where none is known."""
        agency = self.agencies.get(identifier)
        return NO_AGENCY if agency is None else agency.name

    def agencies_of(self, entry: Entry) -> tuple[str, ...]:
        """The agencies that an entry stands under, the acting one first."""
        return tuple(_agencies_of(entry, self.agencies, self.units)) or (UNIDENTIFIED,)

    def count_between(self, positions: tuple[int, ...], start: int, stop: int) -> int:
        """How many of these rising positions lie in start ≤ p < stop."""
        return bisect_left(positions, stop) - bisect_left(positions, start)


def chronology_of(reading: Reading) -> Chronology:
    """Place and index what was read.

    Raises:
        ValueError: if the reading holds no record.
    """
    if reading.record is None:
        raise ValueError(f"{reading.path} holds no record")
    record, placements = reading.record, place(reading.record)
    faults = list(placements.faults)
    ladders = {Clock.HAPPENED: histories(record, placements, faults)}
    entries = tuple(record.timeline[number] for number in placements.sequence)
    placed = tuple(placements.placed[number] for number in placements.sequence)
    as_of = [one.as_of for one in placed if one.as_of is not None]
    agencies = {agency.id: agency for agency in record.agencies}
    units = {unit.id: unit.agency for unit in record.units}
    by_agency: dict[str, list[int]] = {agency: [] for agency in agencies}
    by_kind: dict[str, list[int]] = {}
    for position, entry in enumerate(entries):
        for agency in [*_agencies_of(entry, agencies, units)] or [UNIDENTIFIED]:
            by_agency.setdefault(agency, []).append(position)
        by_kind.setdefault(entry.kind, []).append(position)
    return Chronology(
        reading.path,
        record,
        _problems(reading, faults),
        reading.left_out,
        placements.zone,
        entries,
        placed,
        tuple(one.best for one in placed if one.best is not None),
        tuple(accumulate(reversed(as_of), min))[::-1],
        {entry.id: position for position, entry in enumerate(entries)},
        agencies,
        units,
        {agency: tuple(positions) for agency, positions in by_agency.items()},
        {kind: tuple(positions) for kind, positions in by_kind.items()},
        _conflicts_of(record),
        ladders,
        {clock: _turns(ladder.values()) for clock, ladder in ladders.items()},
    )


def _agencies_of(
    entry: Entry, agencies: Mapping[str, Agency], units: Mapping[str, str]
) -> Iterator[str]:
    """Each agency of an entry that the record knows, once."""
    speaker = entry.speaker
    named = [entry.agency]
    if speaker:
        named += [speaker.agency, units.get(speaker.unit, "")]
    named += [*entry.agencies, *(units.get(unit, "") for unit in entry.units)]
    for agency in dict.fromkeys(named):
        if agency in agencies:
            yield agency


def _conflicts_of(record: Record) -> dict[str, tuple[Conflict, ...]]:
    found: dict[str, list[Conflict]] = {}
    for conflict in record.conflicts:
        for identifier in dict.fromkeys(conflict.affects):
            found.setdefault(identifier, []).append(conflict)
    return {identifier: tuple(conflicts) for identifier, conflicts in found.items()}


def _turns(ladders: Iterable[History]) -> tuple[int, ...]:
    return tuple(sorted({turn for history in ladders for turn in history.turns}))


def _problems(reading: Reading, faults: Iterable[Fault]) -> tuple[Problem, ...]:
    """What reading and placing found wrong, by place."""
    found = [Problem(reading.mark_of(fault.value), fault.message) for fault in faults]
    return tuple(sorted({*reading.problems, *found}))
