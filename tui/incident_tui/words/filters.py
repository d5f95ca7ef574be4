"""Filters and searches in words."""

from incident_tui.chronology.names import UNIDENTIFIED
from incident_tui.record.text import visible
from incident_tui.record.vocabulary import plain
from incident_tui.review.filters import Filters
from incident_tui.review.lens import Lens
from incident_tui.review.review import Review
from incident_tui.words.counts import count_words


def search_words(review: Review) -> str:
    """How far a search is: `2 of 340 hits`, `no hit`, `3 hits · 40 hidden`, `searching… 20%`."""
    search, hits = review.search, review.hits
    if search is None or hits is None:
        return ""
    if search.fault:
        return search.fault
    number = hits.rank(review.cursor) + 1 if review.cursor in hits else 0
    hidden = len(search.positions) - len(hits)
    count = count_words(len(hits), "hit") if hits else "no hit shown" if hidden else "no hit"
    words = [f"{number:,} of {count}" if number and len(hits) > 1 else count]
    if hidden:
        words.append(f"{hidden:,} hidden")
    elif not hits and not search.complete:
        words = []  # there may be some yet
    if not search.complete:
        words.append(f"searching… {search.share:.0%}")
    return " · ".join(words)


def filter_words(lens: Lens, filters: Filters) -> str:
    """The filters in words: `IPD, KCPD · radio calls`, `all but KCPD`, `no agency`."""
    words = []
    if filters.agencies is not None:
        words.append(_agency_words(lens, filters.agencies))
    if filters.kinds is not None:
        kinds = sorted(map(plain, filters.kinds))
        plurals = (kind + ("es" if kind.endswith("s") else "s") for kind in kinds)
        words.append(", ".join(plurals) or "no kind")
    if filters.sources is not None:
        words.append(f"source {', '.join(sorted(filters.sources))}")
    if filters.units is not None:
        units = [unit.call_sign for unit in lens.units() if unit.id in filters.units]
        words.append(f"unit {', '.join(units)}")
    if filters.within is not None:
        words.append(filters.within.words)
    if filters.words is not None:
        words.append(f"“{filters.words}”")
    return " · ".join(words)


def toggled_words(before: Review, after: Review, agency: str) -> str:
    """What a box of an agency did: `IPD hidden · 4 entries`, `IPD shown · 4 entries`.

    The entries are those that are shown in only one of the two reviews.
    """
    name = UNIDENTIFIED if agency == UNIDENTIFIED else visible(after.lens.short(agency))
    agencies = after.filters.agencies
    done = "shown" if agencies is None or agency in agencies else "hidden"
    count = abs(len(after.shown) - len(before.shown))
    words = [f"{name} {done}", count_words(count, "entry", "entries") if count else ""]
    return " · ".join(filter(None, words))


def _agency_words(lens: Lens, agencies: frozenset[str]) -> str:
    known = lens.agency_choices
    on = [one for one in known if one in agencies]
    off = [one for one in known if one not in agencies]
    if not on or not off:
        return "all agencies" if on else "no agency"
    listed = off if len(off) < len(on) else on
    labels = [UNIDENTIFIED if agency == UNIDENTIFIED else lens.short(agency) for agency in listed]
    return ("all but " if listed is off else "") + ", ".join(labels)
