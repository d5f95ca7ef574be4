"""Statuses that contradict an earlier status of a subject."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from incident_tui.checks.codes import BACKWARDS, Finding
from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Change, Clock
from incident_tui.record.problems import Mark

_INJURED = {"minor", "injured", "shot", "serious", "critical"}
_LEFT = {"Cleared", "Canceled"}
_SENT = {"Dispatched", "Acknowledged", "EnRoute"}
_AT_WORK = {"Staging", "OnScene", "AtPatient", "Transporting", "Hospital"}


def findings(chronology: Chronology) -> Iterator[Finding]:
    """A warning for each backward step of a casualty or a unit without a conflict."""
    for subject, history in chronology.histories[Clock.HAPPENED].items():
        if subject.kind not in ("casualty", "unit") or subject.id in chronology.index.conflicts_of:
            continue
        statuses = [change.status for change in history.changes]
        steps_back = _of_casualty if subject.kind == "casualty" else _of_unit
        for number, before in steps_back(statuses):
            change = history.changes[number]
            message = f"`{subject.id}` is {change.status} after it was {before}"
            yield Finding(BACKWARDS, _mark_of(chronology, change), message)


def _of_casualty(statuses: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The steps after a final status, with the final status."""
    for number, (before, status) in enumerate(pairwise(statuses), start=1):
        if before == "deceased" != status or (before in _INJURED and status == "uninjured"):
            yield number, before


def _of_unit(statuses: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The first steps of a unit after its departure without a new dispatch, with the departure."""
    left = ""
    for number, status in enumerate(statuses):
        if status in _LEFT:
            left = status
        elif status in _SENT:
            left = ""
        elif left and status in _AT_WORK:
            yield number, left
            left = ""


def _mark_of(chronology: Chronology, change: Change) -> Mark:
    """Where a change is written: in the subject's own history, or as an entry's effect."""
    reading = chronology.reading
    return reading.mark_of(change.step.time) if change.step else reading.mark_of_entry(change.entry)
