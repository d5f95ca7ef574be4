"""Statuses of a subject as tests write them and read them back."""

from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Clock, State, Subject, SubjectKind
from tests.published import moment


def statuses(state: State) -> str:
    """What may hold, the certain one first and the others with a question mark."""
    certain = [state.certain.status] if state.certain else []
    return " ".join([*certain, *(f"{change.status}?" for change in state.possible)])


def ladder(chronicle: Chronology, kind: SubjectKind, identifier: str) -> str:
    """The statuses of a subject in their order."""
    changes = chronicle.histories[Clock.HAPPENED][Subject(kind, identifier)].changes
    return " ".join(change.status for change in changes)


def as_of(chronicle: Chronology, kind: SubjectKind, identifier: str, clock: str = "") -> str:
    """What may hold of a subject at the end of a clock time, or of the record without one."""
    then = moment(chronicle, clock)
    return statuses(chronicle.state(Subject(kind, identifier), then, Clock.HAPPENED))


def casualty(*steps: str, more: str = "") -> str:
    """A section with one casualty; each step is a status and its time."""
    listed = (step.split(maxsplit=1) for step in steps)
    cited = ", ".join(f"{{status: {status}, time: {time}, cite: src}}" for status, time in listed)
    return f"casualties: [{{id: c, group: public, label: C, history: [{cited}]{more}}}]\n"


def unit(*steps: str) -> str:
    """A section with one unit; each step is a status and its time."""
    listed = (step.split(maxsplit=1) for step in steps)
    joined = ", ".join(f"{{status: {status}, time: {time}}}" for status, time in listed)
    return f"units: [{{id: u, call_sign: U, status_history: [{joined}]}}]\n"
