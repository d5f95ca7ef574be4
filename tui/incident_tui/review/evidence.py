"""Entries to pick evidence from: those with a mark first, then the entries that match a text."""

from collections.abc import Collection, Iterable
from itertools import islice
from time import perf_counter
from typing import NamedTuple

from incident_tui.review.review import Review
from incident_tui.review.search import (
    PatternError,
    Search,
    matches_by_position,
    no_matches,
    query_of,
)

MAX_LISTED = 300
"""The number of entries that are listed at most, beside those with a mark."""
MAX_SEARCH_S = 0.15
"""How long a search for a text goes on, in seconds; entries far from the cursor come last."""


class Found(NamedTuple):
    """Entries to pick from, by position."""

    marked: tuple[int, ...] = ()
    """The entries with a bookmark or a note."""
    others: tuple[int, ...] = ()
    more: int = 0
    """How many further entries match, beyond `MAX_LISTED`."""
    is_whole: bool = True
    """Whether every entry was searched."""


def entries_for(review: Review, text: str, taken: Collection[str] = ()) -> Found:
    """The entries with a text in their words that are told as of the cursor.

    Args:
        text: "" for every entry.
        taken: ids of entries that are not listed.
    """
    positions, is_whole = _matching(review, text.strip())
    lens, noted = review.lens, review.told_notes
    free = [one for one in positions if lens.outline(one).id not in taken and lens.tells(one)]
    marked = tuple(one for one in free if noted.is_marked(lens.outline(one).id))
    is_marked = {*marked}
    others = [one for one in free if one not in is_marked]
    listed, every = tuple(others[:MAX_LISTED]), len(others)
    if not text.strip():
        places = (lens.position(one) for one in {*taken})
        gone = sum(one is not None and lens.tells(one) for one in places)
        every = lens.count - lens.withheld_count() - len(marked) - gone
    return Found(marked, listed, max(every - len(listed), 0), is_whole)


def _matching(review: Review, text: str) -> tuple[Iterable[int], bool]:
    """The positions of entries with a text, and whether every entry was searched."""
    lens = review.lens
    if not text:
        marks = (lens.position(one) for note in review.told_notes for one in note.on)
        first = max(review.cursor - MAX_LISTED // 2, 0) if lens.count > MAX_LISTED else 0
        near = islice(range(first, lens.count), 2 * MAX_LISTED)
        found = {*near, *(one for one in marks if one is not None)}
        return sorted(found), True
    try:
        query = query_of(text)
    except PatternError:
        query = None
    if query is None:
        return (), True
    chronology = review.chronology
    search = Search(chronology, no_matches(chronology, query), review.cursor)
    end = perf_counter() + MAX_SEARCH_S
    for _ in search:
        if perf_counter() > end:
            break
    matches = matches_by_position(chronology, query, tuple(search.found), search.fault)
    return matches.positions, matches.complete
