"""Counts and statuses in words."""

from collections.abc import Mapping

from incident_tui.chronology.histories import State
from incident_tui.record.vocabulary import CASUALTY_STATUSES, plain


def count_words(count: int, one: str, several: str = "") -> str:
    """A number with its noun: `1 entry`, `2 entries`."""
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def status_words(state: State, doubt: str = "{}?") -> str:
    """`shot`, `shot?`, `shot, deceased?`, `not yet`.

    Args:
        doubt: the form of a possible status.
    """
    maybe = [doubt.format(plain(change.status)) for change in state.possible]
    if state.certain:
        return ", ".join([plain(state.certain.status), *maybe[-1:]])
    return maybe[0] if maybe else plain(state.status)


def counts_words(statuses: Mapping[str, int], possible: int, kept: int | None = None) -> str:
    """`2 deceased, 1 critical · 1 possible`, the gravest first; `none yet`.

    Args:
        kept: how many statuses are named, where there is little room: `1 missing, 11 others`.
    """
    known = (*CASUALTY_STATUSES, *statuses)
    gravest = sorted(statuses, key=known.index, reverse=True)
    named = [f"{statuses[status]} {plain(status)}" for status in gravest[:kept]]
    if others := sum(statuses[status] for status in gravest[len(named) :]):
        named.append(count_words(others, "other"))
    words = [", ".join(named)]
    words.append(f"{possible} possible" if possible else "")
    return " · ".join(word for word in words if word) or "none yet"
