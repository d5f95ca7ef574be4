"""Counts of people who came to harm."""

from collections.abc import Callable, Iterable

from incident_tui.chronology.histories import State, Subject
from incident_tui.record.model import (
    Casualty,
)

UNHARMED = {"uninjured", "unknown"}
"""Casualty statuses that say nothing of any harm."""


def casualty_tally(
    state_of: Callable[[Subject], State], casualties: Iterable[Casualty]
) -> tuple[dict[str, int], int]:
    """How many people came to which harm for certain, and how many more may have come to any."""
    certain: dict[str, int] = {}
    possible = 0
    for one in casualties:
        state = state_of(Subject("casualty", one.id))
        if state.certain and state.certain.status not in UNHARMED:
            status = state.certain.status
            certain[status] = certain.get(status, 0) + one.count
        elif any(change.status not in UNHARMED for change in state.possible):
            possible += one.count
    return certain, possible


def reported_of(
    state_of: Callable[[Subject], State], group: str, casualties: Iterable[Casualty]
) -> State | None:
    """What was reported of a group, as long as it is certain of nobody in it who was hurt."""
    state = state_of(Subject("group", group))
    certain, _ = casualty_tally(state_of, casualties)
    return state if state.begun and not certain else None


def casualty_counts(
    state_of: Callable[[Subject], State], casualties: Iterable[Casualty]
) -> tuple[int, int]:
    """How many people came to harm for certain, and how many more may have."""
    certain, possible = casualty_tally(state_of, casualties)
    return sum(certain.values()), possible
