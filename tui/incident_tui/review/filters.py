"""Which entries are shown: by agency, several at once, and by kind."""

from collections.abc import Iterable
from typing import Self

import msgspec

from incident_tui.review.chronology import UNIDENTIFIED, Chronology


class Filters(msgspec.Struct, frozen=True):
    """What must hold of an entry to be shown; an empty set asks for nothing."""

    agencies: frozenset[str] = frozenset()
    """Ids of agencies, and `UNIDENTIFIED` for entries without one."""
    kinds: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.agencies or self.kinds)

    def toggled(self, agency: str) -> Self:
        """With this agency as well, or without it."""
        return msgspec.structs.replace(self, agencies=self.agencies ^ {agency})

    def only_or_all(self, agencies: frozenset[str]) -> Self:
        """These agencies alone, or all of them if that was so already."""
        wanted: frozenset[str] = frozenset() if self.agencies == agencies else agencies
        return msgspec.structs.replace(self, agencies=wanted)

    def kinds_or_all(self, kinds: frozenset[str]) -> Self:
        """These kinds alone, or all of them if that was so already."""
        wanted: frozenset[str] = frozenset() if self.kinds == kinds else kinds
        return msgspec.structs.replace(self, kinds=wanted)


EVERYTHING = Filters()


def shown_positions(chronology: Chronology, filters: Filters) -> tuple[int, ...]:
    """The positions of the entries that pass, rising; an entry of several agencies once."""
    shown = None
    if filters.agencies:
        shown = _union(chronology.by_agency.get(one, ()) for one in sorted(filters.agencies))
    if filters.kinds:
        of_kind = _union(chronology.by_kind.get(one, ()) for one in sorted(filters.kinds))
        if shown is None:
            shown = of_kind
        else:
            wanted = set(of_kind)
            shown = tuple(position for position in shown if position in wanted)
    return tuple(range(len(chronology.entries))) if shown is None else shown


def _union(postings: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sorted(set().union(*postings)))


def filter_words(chronology: Chronology, filters: Filters) -> str:
    """The filters in words: `IPD, KCPD · radio calls`."""
    words = []
    if filters.agencies:
        known = [one for one in chronology.agencies if one in filters.agencies]
        labels = [chronology.agency_label(one) for one in known]
        labels += [UNIDENTIFIED] if UNIDENTIFIED in filters.agencies else []
        words.append(", ".join(labels))
    if filters.kinds:
        words.append(", ".join(sorted(kind.replace("_", " ") + "s" for kind in filters.kinds)))
    return " · ".join(words)
