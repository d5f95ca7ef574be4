"""What would change if the clock of a source were corrected: order, intervals, conflicts."""

from collections.abc import Iterator

import msgspec

from incident_tui.chronology.build import aligned_by
from incident_tui.chronology.chronology import Chronology
from incident_tui.clocks.proposals import MAX_QUICK_ENTRIES
from incident_tui.placing.aligning import NO_SHIFTS, Shift
from incident_tui.placing.placement import Placement
from incident_tui.record.numbering import Row
from incident_tui.review.lens import Lens
from incident_tui.review.told import ToldConflict
from incident_tui.words.intervals import lengths
from incident_tui.words.times import entry_time


class MovedEntry(msgspec.Struct, frozen=True):
    """An entry with a different time."""

    entry: str
    """The id."""
    before: str
    """The time, in words."""
    after: str
    passed: int
    """How many entries that stay it stands on the other side of."""


class ChangedInterval(msgspec.Struct, frozen=True):
    """An interval of a different length."""

    interval: str
    """The id."""
    before: str
    """The length, in words."""
    after: str


class ChangedConflict(msgspec.Struct, frozen=True):
    """A conflict about an entry with a different time."""

    conflict: str
    """The id."""
    agreed: bool | None
    """Whether the times of the entries of its claims overlap as written; None without two such."""
    agrees: bool | None
    """Whether they overlap with the clock corrected."""


class ClockChanges(msgspec.Struct, frozen=True):
    """The differences from the record with the clocks corrected that it states."""

    moved: tuple[MovedEntry, ...]
    """In the new order."""
    intervals: tuple[ChangedInterval, ...]
    conflicts: tuple[ChangedConflict, ...]
    faults: tuple[str, ...]
    """Problems of times that arise: orders that the record states and that cannot hold then."""


def known_changes(lens: Lens, source: str, shift: Shift) -> ClockChanges | None:
    """The changes as far as they are found; None while a record of many entries is not compared."""
    is_quick = lens.count <= MAX_QUICK_ENTRIES
    if not is_quick and _key(source, shift) not in lens.chronology.derived:
        return None
    return clock_changes(lens, source, shift)


def clock_changes(lens: Lens, source: str, shift: Shift) -> ClockChanges:
    """What a corrected clock would change in the whole record; compared once.

    Args:
        source: the id.
        shift: the lead of the clock.
    """
    key, derived = _key(source, shift), lens.chronology.derived
    found = derived.get(key)
    if found is None:
        found = derived[key] = _compared(lens.chronology, source, shift)
    assert isinstance(found, ClockChanges)
    return found


def _key(source: str, shift: Shift) -> str:
    return f"clocks.changes {shift.least} {shift.most} {source}"


def _compared(chronology: Chronology, source: str, shift: Shift) -> ClockChanges:
    before = aligned_by(chronology, NO_SHIFTS)
    after = aligned_by(chronology, {source: shift})
    moved = [Row(row) for row in after.order.rows if _placed(before, row) != _placed(after, row)]
    entries = tuple(_moved(before, after, moved))
    known = {problem.message for problem in before.problems}
    return ClockChanges(
        entries,
        tuple(_intervals(before, after)),
        tuple(_conflicts(before, after, frozenset(one.entry for one in entries))),
        tuple(one.message for one in after.problems if one.message not in known),
    )


def _placed(chronology: Chronology, row: int) -> Placement:
    position = chronology.position_of(Row(row))
    assert position is not None
    return chronology.placements[position]


def _moved(before: Chronology, after: Chronology, moved: list[Row]) -> Iterator[MovedEntry]:
    """The entries with a different time, in the new order."""
    ranks = [_ranks_among_others(one, frozenset(moved)) for one in (before, after)]
    for row in moved:
        here, there = before.position_of(row), after.position_of(row)
        assert here is not None
        assert there is not None
        yield MovedEntry(
            after.entries[there].id,
            entry_time(Lens(before), here),
            entry_time(Lens(after), there),
            abs(ranks[0][row] - ranks[1][row]),
        )


def _ranks_among_others(chronology: Chronology, moved: frozenset[Row]) -> dict[Row, int]:
    """By row of a moved entry: how many of the other entries stand before it."""
    ranks, others = dict[Row, int](), 0
    for row in map(Row, chronology.order.rows):
        if row in moved:
            ranks[row] = others
        else:
            others += 1
    return ranks


def _intervals(before: Chronology, after: Chronology) -> Iterator[ChangedInterval]:
    lengths_after = {interval.id: length for interval, length in lengths(Lens(after))}
    for interval, length in lengths(Lens(before)):
        changed = lengths_after[interval.id]
        if length and changed and length.words != changed.words:
            yield ChangedInterval(interval.id, length.words, changed.words)


def _conflicts(
    before: Chronology, after: Chronology, moved: frozenset[str]
) -> Iterator[ChangedConflict]:
    for conflict in Lens(before).conflicts():
        claimed = _claimed(before, conflict)
        if not moved.isdisjoint((*conflict.affects, *claimed)):
            agreed, agrees = (_overlap(one, claimed) for one in (before, after))
            yield ChangedConflict(conflict.id, agreed, agrees)


def _claimed(chronology: Chronology, conflict: ToldConflict) -> list[str]:
    """The ids of the entries that the claims of a conflict stand on, an entry for each claim.

    Only entries that the conflict affects: a cited page may have many others.
    """
    lens, affected = Lens(chronology), {*conflict.affects}
    found = []
    for claim in conflict.claims:
        entries = [one for one in lens.entries_with(conflict, claim) if one in affected]
        found += entries[:1]
    return [*dict.fromkeys(found)]


def _overlap(chronology: Chronology, claimed: list[str]) -> bool | None:
    """Whether a moment lies within the bounds of every entry; None without two bounded entries."""
    placed = [chronology.placements[chronology.positions[one]] for one in claimed]
    earliest = [one.earliest for one in placed if one.earliest is not None]
    latest = [one.latest for one in placed if one.latest is not None]
    if len(placed) < 2 or len(earliest) < len(placed) or len(latest) < len(placed):
        return None
    return max(earliest) <= min(latest)
