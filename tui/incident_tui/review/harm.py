"""Counts of people who came to harm."""

from incident_tui.chronology.histories import State, Subject
from incident_tui.review.lens import Lens

UNHARMED = {"uninjured", "unknown"}
"""Casualty statuses without harm."""


def casualty_tally(lens: Lens, group: str) -> tuple[dict[str, int], int]:
    """People of a group by certain harm, and how many more may have come to harm."""
    certain: dict[str, int] = {}
    possible = 0
    for casualty in lens.casualties(group):
        state = lens.state(Subject("casualty", casualty.id))
        if state.certain and state.certain.status not in UNHARMED:
            status = state.certain.status
            certain[status] = certain.get(status, 0) + casualty.count
        elif any(change.status not in UNHARMED for change in state.possible):
            possible += casualty.count
    return certain, possible


def reported_of(lens: Lens, group: str) -> State | None:
    """The report about a group, while no harm to a member of the group is certain."""
    state = lens.state(Subject("group", group))
    if not state.begun:
        return None
    certain, _ = casualty_tally(lens, group)
    return None if certain else state


def casualty_counts(lens: Lens, group: str) -> tuple[int, int]:
    """How many people of a group came to harm for certain, and how many more may have."""
    certain, possible = casualty_tally(lens, group)
    return sum(certain.values()), possible
