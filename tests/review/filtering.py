"""Filters as tests write them."""

from incident_tui.review.filters import EVERYTHING, Filters


def filters(agencies: str | None = None, kinds: str | None = None) -> Filters:
    """Filters by these words; None where there is none."""
    wanted = EVERYTHING.showing(None if agencies is None else frozenset(agencies.split()))
    return wanted if kinds is None else wanted.of_kinds(frozenset(kinds.split()))
