"""Filters as tests write them."""

from incident_tui.review.filters import EVERYTHING, Filters


def filters(agencies: str | None = None, kinds: str | None = None) -> Filters:
    """Filters by agencies and kinds, each as words with blanks between; None for no filter."""
    wanted = EVERYTHING.showing(None if agencies is None else frozenset(agencies.split()))
    return wanted if kinds is None else wanted.of_kinds(frozenset(kinds.split()))
