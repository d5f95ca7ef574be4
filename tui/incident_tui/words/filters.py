"""Filters and searches in words."""

from collections.abc import Iterator
from typing import NamedTuple

from incident_tui.chronology.chronology import RADIO
from incident_tui.chronology.names import UNIDENTIFIED
from incident_tui.record.text import visible
from incident_tui.record.vocabulary import plain
from incident_tui.review.filters import FilterName, Filters
from incident_tui.review.lens import Lens
from incident_tui.review.review import Review
from incident_tui.words.counts import count_words

SEARCH_ADVICE = "/ first: regular expression"
"""The forms of a text to search for."""


class FilterPhrase(NamedTuple):
    """A filter in words."""

    name: FilterName
    words: str
    """`only IPD, KCPD`."""
    short: str
    """The same with a number in place of names: `only 2 agencies`."""


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
    """The filters in words: `only IPD, KCPD · radio only`, `without KCPD`, `no agency`."""
    return " · ".join(phrase.words for phrase in filter_phrases(lens, filters))


def filter_phrases(lens: Lens, filters: Filters) -> Iterator[FilterPhrase]:
    """Each filter in words, always in the same order."""
    if filters.agencies is not None:
        yield _agency_phrase(lens, filters.agencies)
    if filters.kinds is not None:
        yield _kind_phrase(filters.kinds)
    if filters.words is not None:
        words = f"“{filters.words}”"
        yield FilterPhrase("words", words, words)
    if filters.units is not None:
        units = [unit.call_sign for unit in lens.units() if unit.id in filters.units]
        words = f"only {', '.join(units)}" if units else "no unit"
        yield FilterPhrase("units", words, f"only {count_words(len(units), 'unit')}")
    if filters.sources is not None:
        noun = "source" if len(filters.sources) == 1 else "sources"
        words = f"only {noun} {', '.join(sorted(filters.sources))}"
        yield FilterPhrase("sources", words, f"only {len(filters.sources)} {noun}")
    if filters.marked is not None:
        yield FilterPhrase("marked", "only marked", "only marked")
    if filters.within is not None:
        yield FilterPhrase("within", filters.within.words, filters.within.words)


def toggled_words(before: Review, after: Review, agency: str) -> str:
    """What a box of an agency did: `IPD hidden · 4 entries`, `IPD shown · 4 entries`.

    The entries are those that are shown in only one of the two reviews.
    """
    name = UNIDENTIFIED if agency == UNIDENTIFIED else visible(after.lens.short(agency))
    agencies = after.filters.agencies
    done = "shown" if agencies is None or agency in agencies else "hidden"
    count = abs(len(after.passing) - len(before.passing))
    words = [f"{name} {done}", count_words(count, "entry", "entries") if count else ""]
    return " · ".join(filter(None, words))


def _agency_phrase(lens: Lens, agencies: frozenset[str]) -> FilterPhrase:
    known = lens.agency_choices
    on = [one for one in known if one in agencies]
    off = [one for one in known if one not in agencies]
    if not on or not off:
        words = "all agencies" if on else "no agency"
        return FilterPhrase("agencies", words, words)
    verb, listed = ("without", off) if len(off) < len(on) else ("only", on)
    labels = [UNIDENTIFIED if agency == UNIDENTIFIED else lens.short(agency) for agency in listed]
    short = f"{verb} {count_words(len(listed), 'agency', 'agencies')}"
    return FilterPhrase("agencies", f"{verb} {', '.join(labels)}", short)


def _kind_phrase(kinds: frozenset[str]) -> FilterPhrase:
    if kinds == {RADIO}:
        return FilterPhrase("kinds", "radio only", "radio only")
    plurals = (kind + ("es" if kind.endswith("s") else "s") for kind in sorted(map(plain, kinds)))
    words = f"only {', '.join(plurals)}" if kinds else "no kind of entry"
    return FilterPhrase(
        "kinds", words, f"only {count_words(len(kinds), 'kind')}" if kinds else words
    )
