"""Which entries are shown: by agency, several at once, and by kind."""

from collections.abc import Iterable
from typing import Self

import msgspec

from incident_tui.review.chronology import UNIDENTIFIED, Chronology


class Filters(msgspec.Struct, frozen=True):
    """What must hold of an entry to be shown; None asks for nothing, an empty set lets none by."""

    agencies: frozenset[str] | None = None
    """Ids of agencies, and `UNIDENTIFIED` for entries without one."""
    kinds: frozenset[str] | None = None

    @property
    def any(self) -> bool:
        """Whether there is a filter at all."""
        return self.agencies is not None or self.kinds is not None

    def toggled(self, agency: str, everyone: Iterable[str]) -> Self:
        """With this agency as well, or without it; all of them together are no filter."""
        all_of_them = frozenset(everyone)
        wanted = (all_of_them if self.agencies is None else self.agencies) ^ {agency}
        return self.of_agencies(None if wanted == all_of_them else wanted)

    def of_agencies(self, agencies: frozenset[str] | None) -> Self:
        """These agencies; all of them if that was so already."""
        wanted = None if self.agencies == agencies else agencies
        return msgspec.structs.replace(self, agencies=wanted)

    def of_kinds(self, kinds: frozenset[str]) -> Self:
        """These kinds; all of them if that was so already."""
        return msgspec.structs.replace(self, kinds=None if self.kinds == kinds else kinds)


EVERYTHING = Filters()


def shown_positions(chronology: Chronology, filters: Filters) -> tuple[int, ...]:
    """The positions of the entries that pass, rising; an entry of several agencies once."""
    wanted = []
    if filters.agencies is not None:
        wanted.append(_union(chronology.by_agency.get(one, ()) for one in filters.agencies))
    if filters.kinds is not None:
        wanted.append(_union(chronology.by_kind.get(one, ()) for one in filters.kinds))
    if not wanted:
        return tuple(range(len(chronology.entries)))
    return tuple(sorted(set.intersection(*wanted)))


def _union(postings: Iterable[tuple[int, ...]]) -> set[int]:
    return set().union(*postings)


def everyone(chronology: Chronology) -> list[str]:
    """What an agency filter picks from: the record's agencies, and last the unidentified."""
    unidentified = [UNIDENTIFIED] if chronology.by_agency.get(UNIDENTIFIED) else []
    return [*dict.fromkeys([*chronology.agencies, *unidentified])]


def filter_words(chronology: Chronology, filters: Filters) -> str:
    """The filters in words: `IPD, KCPD · radio calls`, `all but KCPD`, `no agency`."""
    words = []
    if filters.agencies is not None:
        words.append(_agency_words(chronology, filters.agencies))
    if filters.kinds is not None:
        kinds = sorted(kind.replace("_", " ") for kind in filters.kinds)
        plurals = (kind + ("es" if kind.endswith("s") else "s") for kind in kinds)
        words.append(", ".join(plurals) or "no kind")
    return " · ".join(words)


def _agency_words(chronology: Chronology, agencies: frozenset[str]) -> str:
    known = everyone(chronology)
    on = [one for one in known if one in agencies]
    off = [one for one in known if one not in agencies]
    if not on or not off:
        return "all agencies" if on else "no agency"
    listed = off if len(off) < len(on) else on
    labels = [UNIDENTIFIED if a == UNIDENTIFIED else chronology.agency_label(a) for a in listed]
    return ("all but " if listed is off else "") + ", ".join(labels)
