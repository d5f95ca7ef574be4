"""Counts of people who came to harm."""

from incident_tui.chronology.histories import Subject
from incident_tui.review.lens import Lens
from incident_tui.review.told import ToldChange

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


def reports_of(lens: Lens, group: str) -> tuple[ToldChange, ...]:
    """The reports about a group in entries up to the moment of the lens, in order.

    A report is the claim of a voice at a time: no state, and no later report replaces it.
    """
    history = lens.history(Subject("group", group))
    return tuple(change for change in history if _is_made(lens, change))


def _is_made(lens: Lens, report: ToldChange) -> bool:
    """Whether the entry of a report is told, and stands at or before the moment of the lens."""
    if report.certainty == "unknown":
        return False
    if report.certainty == "certain" or lens.moment is None:
        return True
    best = report.placement.best
    return best is not None and best <= lens.moment


def standing_reports(lens: Lens, group: str) -> tuple[ToldChange, ...]:
    """The reports about a group, while no harm to a member of the group is certain."""
    reports = reports_of(lens, group)
    if reports and casualty_tally(lens, group)[0]:
        return ()
    return reports


def casualty_counts(lens: Lens, group: str) -> tuple[int, int]:
    """How many people of a group came to harm for certain, and how many more may have."""
    certain, possible = casualty_tally(lens, group)
    return sum(certain.values()), possible
