"""Which entries are shown: by agency, unit, kind, source, time, words and marks."""

from collections.abc import Iterable
from typing import Literal, Self, get_args

import msgspec

from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.names import UNIDENTIFIED
from incident_tui.chronology.positions import Positions
from incident_tui.placing.placement import Placement
from incident_tui.review.search import Matches, Query, search


class Within(msgspec.Struct, frozen=True):
    """A stretch of time, in milliseconds since 1970, UTC; None for an open end."""

    first: int | None = None
    last: int | None = None
    words: str = ""
    """The user's words for the time."""

    def may_hold(self, placement: Placement) -> bool:
        """Whether a placement was, or may have been, within the time."""
        end = placement.latest if placement.end is None else placement.end
        too_early = self.first is not None and end is not None and end < self.first
        start = placement.earliest
        too_late = self.last is not None and start is not None and start > self.last
        return not (too_early or too_late)


FilterName = Literal["agencies", "kinds", "sources", "words", "units", "within", "marked"]
"""The names of the conditions of `Filters`."""


class Filters(msgspec.Struct, frozen=True):
    """The conditions for an entry to be shown; None is no condition, an empty set hides all."""

    agencies: frozenset[str] | None = None
    """Ids of agencies, and `UNIDENTIFIED` for entries without one."""
    kinds: frozenset[str] | None = None
    sources: frozenset[str] | None = None
    """Ids of cited sources."""
    words: Query | None = None
    """A query that must match the words of the entry."""
    units: frozenset[str] | None = None
    """Ids of units that speak, are named or change status."""
    within: Within | None = None
    """When the entry was, or may have been."""
    marked: frozenset[str] | None = None
    """Ids of entries with a bookmark or a note."""
    order: tuple[FilterName, ...] = ()
    """The names of the filters that were set, the latest last."""

    @property
    def any(self) -> bool:
        """Whether there is a filter at all."""
        return any(getattr(self, name) is not None for name in get_args(FilterName))

    def toggled(self, agency: str, agency_choices: Iterable[str]) -> Self:
        """The filters with an agency added or removed; all agencies together are no filter."""
        all_of_them = frozenset(agency_choices)
        wanted = (all_of_them if self.agencies is None else self.agencies) ^ {agency}
        return self.showing(None if wanted == all_of_them else wanted)

    def showing(self, agencies: frozenset[str] | None) -> Self:
        """The filters with the given agencies; None for no filter by agency."""
        return self._with("agencies", agencies)

    def of_agencies(self, agencies: frozenset[str]) -> Self:
        """The filters with the given agencies, or without, if set already."""
        return self._switched("agencies", agencies)

    def naming(self, units: frozenset[str] | None) -> Self:
        """The filters with the given units; None for no filter by unit."""
        return self._with("units", units)

    def of_units(self, units: frozenset[str]) -> Self:
        """The filters with the given units, or without, if set already."""
        return self._switched("units", units)

    def of_kinds(self, kinds: frozenset[str]) -> Self:
        """The filters with the given kinds, or without, if set already."""
        return self._switched("kinds", kinds)

    def of_sources(self, sources: frozenset[str]) -> Self:
        """The filters with the given sources, or without, if set already."""
        return self._switched("sources", sources)

    def of_words(self, words: Query | None) -> Self:
        """The filters with the given words, or without, if set already."""
        return self._switched("words", words)

    def toggling_marks(self, entries: frozenset[str]) -> Self:
        """The filters with the given entries, or without, if entries are asked for already."""
        return self._with("marked", entries if self.marked is None else None)

    def with_marks(self, entries: frozenset[str]) -> Self:
        """The filters with the entries that are marked now, if only marked entries are shown."""
        return self if self.marked is None else msgspec.structs.replace(self, marked=entries)

    def without(self, name: FilterName) -> Self:
        """The filters without a filter."""
        return self._with(name, None)

    def peeled(self) -> "Filters":
        """The filters without the latest."""
        return self._with(self.order[-1], None) if self.order else EVERYTHING

    def _switched(self, name: FilterName, value: frozenset[str] | Query | None) -> Self:
        return self._with(name, None if getattr(self, name) == value else value)

    def _with(self, name: FilterName, value: frozenset[str] | Query | None) -> Self:
        others = tuple(one for one in self.order if one != name)
        order = others if value is None else (*others, name)
        return msgspec.structs.replace(self, **{name: value, "order": order})


EVERYTHING = Filters()


def shown_positions(
    chronology: Chronology, filters: Filters, matches: Matches | None = None
) -> Positions:
    """The positions of the entries that pass filters.

    Args:
        matches: the matches of the words; None to search now.
    """
    shown = Positions.all(len(chronology.entries))
    if filters.agencies is not None:
        shown &= chronology.of_agencies(filters.agencies)
    if filters.kinds is not None:
        shown &= chronology.of_kinds(filters.kinds)
    if filters.sources is not None:
        shown &= chronology.of_sources(filters.sources)
    if filters.units is not None:
        shown &= chronology.of_units(filters.units)
    if filters.within is not None:
        shown &= _placed_within(chronology, filters.within)
    if filters.marked is not None:
        found = map(chronology.positions.get, filters.marked)
        shown &= Positions.of([one for one in found if one is not None], shown.size)
    if filters.words is not None:
        shown &= (matches or search(chronology, filters.words)).positions
    return shown


def _placed_within(chronology: Chronology, within: Within) -> Positions:
    """The entries that were, or may have been, in a stretch of time."""
    return Positions(bytes(map(within.may_hold, chronology.placements)))


def agency_choices(chronology: Chronology) -> list[str]:
    """The agencies of a record, and last `UNIDENTIFIED`, if any entry has no known agency."""
    unidentified = [UNIDENTIFIED] if chronology.counts.get(UNIDENTIFIED) else []
    return [*dict.fromkeys([*chronology.agencies, *unidentified])]
