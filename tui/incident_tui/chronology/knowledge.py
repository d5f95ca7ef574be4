"""When each fact of a record became known, in milliseconds since 1970, UTC."""

from collections.abc import Iterable

import msgspec

from incident_tui.chronology.histories import OPEN_END, OPEN_START, or_else
from incident_tui.placing.placement import Placement, Placements, TimeFault
from incident_tui.record.model import (
    Cite,
    Entry,
    Person,
    Record,
)
from incident_tui.record.time_value import TimeValue

LIVE_SOURCES = {"radio_audio", "scanner_archive", "cad_export"}
"""Kinds of source written while an incident happens: radio, scanner, dispatch log."""
PUBLIC_KINDS = {"radio_call", "statement", "media_post"}
"""Kinds of entry that are known as they happen, for they are said in public."""


class Knowledge:
    """When the facts of a record were known."""

    def __init__(self, record: Record, placements: Placements) -> None:
        self._placements = placements
        self.faults: dict[tuple[int, str], TimeFault] = {}
        """Faults of the times that were asked for, by identity of the time, and message.

        The fault keeps the time alive, so no later time has the same identity.
        """
        self._live = {source.id for source in record.sources if source.kind in LIVE_SOURCES}
        self._published = {
            source.id: self.reported(source.published)
            for source in record.sources
            if source.published is not None
        }

    def of_entry(self, entry: Entry, placement: Placement) -> Placement:
        """When the facts of an entry were known: a statement or a post, when it was made."""
        return self.of(entry.known, entry.cite, placement, at_once=self.is_at_once(entry))

    def is_at_once(self, entry: Entry) -> bool:
        """Whether the facts of an entry were known as they happened."""
        on_air = entry.kind in PUBLIC_KINDS or self.is_on_air(entry.cite)
        return entry.known is None and on_air

    def of_name(self, person: Person) -> Placement | None:
        """When a name was known; None if the record does not say."""
        return None if person.known is None else self.reported(person.known)

    def of(
        self,
        written: TimeValue | None,
        cites: Iterable[Cite],
        placement: Placement,
        at_once: bool = False,
    ) -> Placement:
        """When a fact was known, at the earliest when it happened.

        As written; or else at once, if on the air or said in public; or else with the publication
        of the first source.

        Args:
            placement: when the fact happened.
            at_once: whether the fact was known as it happened.
        """
        if written is not None:
            known = self.reported(written)
        elif at_once or self.is_on_air(cites):
            known = placement
        else:
            sources = dict.fromkeys(cite.source for cite in cites)
            known = _first(self._published[one] for one in sources if one in self._published)
        return _not_before(known, placement)

    def published(self, source: str) -> Placement | None:
        """When a source was published; None if the record does not say."""
        return self._published.get(source)

    def is_on_air(self, cites: Iterable[Cite]) -> bool:
        """Whether a fact was heard or entered as it happened."""
        return any({cite.source, cite.via} & self._live for cite in cites)

    def reported(self, value: TimeValue) -> Placement:
        """Place a time of knowledge; `..X` at the end of `X`: when first is not stated."""
        placed, found = self._placements.place(value)
        for fault in found:
            self.faults[id(fault.value), fault.message] = fault
        if placed.earliest is not None:
            return placed
        return msgspec.structs.replace(placed, earliest=placed.latest)


def _first(placements: Iterable[Placement]) -> Placement:
    """When the first of facts with a known start was known; open if no fact has a start."""
    placed = [placement for placement in placements if placement.earliest is not None]
    if not placed:
        return Placement()
    return any_of(placed)


def any_of(placements: Iterable[Placement]) -> Placement:
    """When the first of facts was known; an open end stays open."""
    firsts, lasts = zip(*map(_ends, placements), strict=True)
    return _bounded(min(firsts), min(lasts))


def all_of(placements: Iterable[Placement]) -> Placement:
    """When the last of facts was known; an open end stays open."""
    firsts, lasts = zip(*map(_ends, placements), strict=True)
    return _bounded(max(firsts), max(lasts))


def _ends(placement: Placement) -> tuple[int, int]:
    """Both ends of a placement, `OPEN_START` and `OPEN_END` for open ends."""
    return or_else(placement.earliest, OPEN_START), or_else(placement.latest, OPEN_END)


def _bounded(earliest: int, latest: int) -> Placement:
    return Placement(
        None if earliest == OPEN_START else earliest,
        None if latest == OPEN_END else latest,
    )


def _not_before(known: Placement, placement: Placement) -> Placement:
    """A time of knowledge, no earlier than the fact."""
    start = placement.earliest
    if start is None or (known.earliest is not None and known.earliest >= start):
        return known
    latest = known.latest
    return msgspec.structs.replace(
        known, earliest=start, latest=None if latest is None else max(latest, start)
    )
