"""Wrong clocks of sources, and their correction; milliseconds."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from incident_tui.placing.zone import furthest
from incident_tui.record.model import Record


class Shift(NamedTuple):
    """How far the clock of a source is ahead of true time, in milliseconds."""

    least: int
    most: int
    basis: tuple[str, ...] = ()
    """The ids of the notes from which the lead follows; () where the record states the lead."""

    @property
    def middle(self) -> int:
        """The likeliest."""
        return (self.least + self.most) // 2


Shifts = Mapping[str, Shift]
"""From the id of a source to the lead of its clock."""
NO_SHIFTS: Shifts = MappingProxyType({})


def shifts_of(record: Record) -> Shifts:
    """The sources of a record whose clock is known to be off."""
    found = {}
    for source in record.sources:
        if source.clock and source.clock.offset:
            offset, unsure = source.clock.offset, source.clock.uncertainty
            within = furthest(unsure) if unsure else 0
            found[source.id] = Shift(offset.least - within, offset.most + within)
    return found


def shift_of(sources: Iterable[str], shifts: Shifts) -> Shift | None:
    """The shift of the first source, whose clock a time is written by; None for a right clock."""
    return shifts.get(next(iter(sources), ""))
