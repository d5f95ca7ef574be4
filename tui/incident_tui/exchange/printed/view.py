"""What the screen tells, as plain values: the JSON of `incident-tui show`. Times are RFC 3339.

On the clock of knowing, what nobody had heard of by then is null: the words of an entry and who has
to do with it, the name of a casualty, a claim, a question, an interval. Ids, kinds and times stay.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from typing import Any

import msgspec

from incident_tui.chronology.chronology import UNIDENTIFIED, Chronology
from incident_tui.chronology.histories import Certainty, Clock, State, Subject, certainty_by
from incident_tui.chronology.positions import Positions
from incident_tui.placing.zone import Zone, on_clocks
from incident_tui.record.model import Cite, Claim, Conflict, Interval, Question
from incident_tui.record.problems import Problem
from incident_tui.review.filters import EVERYTHING, Filters, agency_choices, shown_positions
from incident_tui.review.search import Matches
from incident_tui.words.citations import claim_known_by, voices_of
from incident_tui.words.intervals import Length, entry_of, lengths
from incident_tui.words.names import name_as_known
from incident_tui.words.questions import is_asked
from incident_tui.words.related import days_apart


class View(msgspec.Struct, frozen=True, dict=True):
    """A chronology through filters, as of a moment on a clock."""

    chronology: Chronology
    filters: Filters = EVERYTHING
    at: int | None = None
    """Milliseconds since 1970, UTC; None is the end of the record."""
    clock: Clock = Clock.HAPPENED
    found: Matches | None = None
    """What is found of the words that the filters ask for, if they were searched already."""

    @cached_property
    def shown(self) -> Positions:
        """Positions of the entries that pass the filters."""
        return shown_positions(self.chronology, self.filters, self.found)

    @property
    def hidden(self) -> int:
        """How many entries do not pass them."""
        return len(self.chronology.entries) - len(self.shown)

    def state(self, subject: Subject) -> State:
        """The state of one subject."""
        return self.chronology.state(subject, self.at, self.clock)

    def how_known(self, position: int) -> Certainty:
        """How sure it is that what an entry says is known; on the clock of happening all is."""
        if self.clock is Clock.HAPPENED:
            return "certain"
        return self.chronology.known_by(position, self.at)

    def claim_known(self, conflict: Conflict, claim: Claim) -> Certainty:
        """How sure it is that a claim of a conflict was known."""
        if self.clock is Clock.HAPPENED:
            return "certain"
        return claim_known_by(self.chronology, conflict, claim, self.at)

    def question_told(self, question: Question) -> bool:
        """Whether a question can be asked."""
        return is_asked(self.chronology, question, self.at, self.clock)

    def interval_told(self, interval: Interval) -> bool:
        """Whether both ends of an interval are heard of."""
        ends = (entry_of(self.chronology, one) for one in (interval.start, interval.end))
        return all(end is None or self.how_known(end) != "unknown" for end in ends)


SectionRows = Callable[[View], Iterator[dict[str, Any]]]


@lru_cache(16)  # the bounds of an entry, and of its being known, are mostly one moment
def rfc3339(instant: int | None, zone: Zone) -> str | None:
    """An instant with its offset, to the second or the millisecond; None stays None.

    Where the offset is no whole minute, as before there were zones, it is written in UTC.
    """
    if instant is None:
        return None
    local = zone.local(instant)
    if (local.utcoffset() or dt.timedelta()) % dt.timedelta(minutes=1):
        local = on_clocks(instant, dt.UTC)
    return local.isoformat(timespec="milliseconds" if instant % 1000 else "seconds")


def head(view: View) -> dict[str, Any]:
    """Of which incident a view is, on which clock and as of when, and how much it hides."""
    chronology = view.chronology
    incident = chronology.record.incident
    return {
        "incident": {
            "id": incident.id,
            "title": incident.title,
            "date": incident.date.isoformat() if incident.date else None,
            "timezone": incident.timezone,
        },
        "clock": str(view.clock),
        "at": rfc3339(view.at, chronology.zone),
        "hidden": view.hidden,
        "unplaced": chronology.unplaced_count,
    }


def problem_json(problem: Problem) -> dict[str, Any]:
    """One problem, its place apart."""
    mark = problem.mark
    return {
        "path": mark.path,
        "line": mark.line or None,
        "column": mark.column or None,
        "severity": problem.severity,
        "code": problem.code or None,
        "message": problem.message,
    }


def _entries(view: View) -> Iterator[dict[str, Any]]:
    return (_entry(view, position) for position in view.shown)


def _entry(view: View, position: int) -> dict[str, Any]:
    chronology = view.chronology
    entry, placement = chronology.entries[position], chronology.placements[position]
    known = chronology.known(position)
    zone = chronology.zone
    latest = placement.latest if placement.end is None else placement.end
    told = view.how_known(position) != "unknown"
    agencies = [one for one in chronology.agencies_of(entry) if one != UNIDENTIFIED]
    return {
        "id": entry.id,
        "kind": entry.kind,
        "placed": placement.best is not None,
        "time": {
            "text": str(entry.time),
            "stated": entry.time.stated if told else None,
            "earliest": rfc3339(placement.earliest, zone),
            "latest": rfc3339(latest, zone),
            "best": rfc3339(placement.best, zone),
            "qualifier": placement.qualifier,
        },
        "known": {
            "earliest": rfc3339(known.earliest, zone),
            "latest": rfc3339(known.latest, zone),
            "certainty": certainty_by(known, view.at),
        },
        "agencies": agencies if told else None,
        "units": [*entry.units] if told else None,
        "title": entry.title if told else None,
        "text": entry.text if told else None,
        "cite": _cites(entry.cite) if told else None,
        "grade": entry.grade if told else None,
    }


def _cites(cites: Iterable[Cite]) -> list[dict[str, Any]]:
    return [{"source": one.source, "at": one.at, **msgspec.to_builtins(one)} for one in cites]


def _state(state: State) -> dict[str, Any]:
    return {
        "status": state.status,
        "certainty": state.certainty,
        "possible": [change.status for change in state.possible],
    }


def _casualties(view: View) -> Iterator[dict[str, Any]]:
    for casualty in view.chronology.record.casualties:
        name = name_as_known(view.chronology, casualty, view.at, view.clock)
        yield {
            "id": casualty.id,
            "name": name,
            "role": None if name is None else casualty.role,
            "group": casualty.group,
            "count": casualty.count,
            **_state(view.state(Subject("casualty", casualty.id))),
        }


def _groups(view: View) -> Iterator[dict[str, Any]]:
    """What was reported of groups of casualties in which nobody is told apart."""
    for subject in view.chronology.histories[view.clock]:
        if subject.kind == "group":
            yield {"group": subject.id, **_state(view.state(subject))}


def _agencies(view: View) -> Iterator[dict[str, Any]]:
    chronology = view.chronology
    for identifier in agency_choices(chronology):
        agency = chronology.agencies.get(identifier)
        yield {
            "id": identifier,
            "short": agency.short if agency else "?",
            "name": chronology.agency_name(identifier),
            **_state(view.state(Subject("agency", identifier))),
            "entries": chronology.counts.get(identifier, 0),
        }


def _units(view: View) -> Iterator[dict[str, Any]]:
    for unit in view.chronology.record.units:
        yield {
            "id": unit.id,
            "call_sign": unit.call_sign,
            "agency": unit.agency or None,
            "type": unit.type,
            **_state(view.state(Subject("unit", unit.id))),
        }


def _facilities(view: View) -> Iterator[dict[str, Any]]:
    for facility in view.chronology.record.facilities:
        yield {
            "id": facility.id,
            "name": facility.name,
            "kind": facility.kind,
            **_state(view.state(Subject("facility", facility.id))),
        }


def _milestones(view: View) -> Iterator[dict[str, Any]]:
    for subject in view.chronology.histories[view.clock]:
        if subject.kind == "milestone":
            state = view.state(subject)
            told = state.begun or view.clock is Clock.HAPPENED
            yield {"name": subject.id if told else None, **_state(state)}


def _related(view: View) -> Iterator[dict[str, Any]]:
    record = view.chronology.record
    for one in record.related:
        days = days_apart(record, one)
        yield {
            "id": one.id,
            "title": one.title,
            "date": one.date.isoformat() if one.date else None,
            "days_apart": None if days is None else abs(days),
            "relation": list(one.relation),
            "record": one.record or None,
        }


def _intervals(view: View) -> Iterator[dict[str, Any]]:
    for interval, length in lengths(view.chronology):
        told = view.interval_told(interval)
        yield {
            "id": interval.id,
            "name": interval.name if told else None,
            "from": interval.start if told else None,
            "to": interval.end if told else None,
            "length": _length(length) if told else _length(None),
            "note": interval.note if told else None,
        }


def _length(length: Length | None) -> dict[str, Any]:
    """How long something took, in words and in seconds; or why nobody can say."""
    if length is None:
        return dict.fromkeys(("text", "least_seconds", "most_seconds", "qualifier", "why"))
    return {
        "text": str(length),
        "least_seconds": _seconds(length.least),
        "most_seconds": _seconds(length.most),
        "qualifier": length.qualifier,
        "why": length.why,
    }


def _seconds(milliseconds: int | None) -> float | None:
    if milliseconds is None:
        return None
    return milliseconds / 1000 if milliseconds % 1000 else milliseconds // 1000


def _conflicts(view: View) -> Iterator[dict[str, Any]]:
    for conflict in view.chronology.record.conflicts:
        known = [view.claim_known(conflict, claim) for claim in conflict.claims]
        told = any(one != "unknown" for one in known)
        judged = "unknown" not in known  # opinions are those of somebody who knows every claim
        yield {
            "id": conflict.id,
            "topic": conflict.topic if told else None,
            "status": conflict.status,
            "affects": [*conflict.affects],
            "claims": [
                _claim(view, conflict, claim, certainty)
                for claim, certainty in zip(conflict.claims, known, strict=True)
            ],
            "readings": [*conflict.readings] if judged else None,
            "note": conflict.note if judged else None,
        }


def _claim(view: View, conflict: Conflict, claim: Claim, certainty: Certainty) -> dict[str, Any]:
    told, chronology = certainty != "unknown", view.chronology
    return {
        "id": claim.id,
        "value": claim.value if told else None,
        "cite": _cites(claim.cite) if told else None,
        "known": str(claim.known) if claim.known else None,
        "certainty": certainty,
        "said": voices_of(chronology, conflict, claim) if told else None,
    }


def _questions(view: View) -> Iterator[dict[str, Any]]:
    for question in view.chronology.record.questions:
        told = view.question_told(question)
        yield {
            "id": question.id,
            "text": question.text if told else None,
            "status": question.status,
            "origin": question.origin,
            "refs": [*question.refs],
            "answer": question.answer if told else None,
            "cite": _cites(question.cite) if told else None,
        }


def _problems(view: View) -> Iterator[dict[str, Any]]:
    return map(problem_json, view.chronology.problems)


STATE = ("casualties", "groups", "agencies", "units", "facilities", "milestones")
"""The sections that tell the state of things."""

SECTIONS: Mapping[str, SectionRows] = {
    "entries": _entries,
    "casualties": _casualties,
    "groups": _groups,
    "agencies": _agencies,
    "units": _units,
    "facilities": _facilities,
    "milestones": _milestones,
    "related": _related,
    "intervals": _intervals,
    "conflicts": _conflicts,
    "questions": _questions,
    "problems": _problems,
}
"""All that a view tells, in rows."""

_STATE_COLUMNS = "status certainty possible"
COLUMNS: Mapping[str, list[str]] = {
    name: columns.split()
    for name, columns in {
        "entries": "id kind placed time_text time_stated time_earliest time_latest time_best"
        " time_qualifier known_earliest known_latest known_certainty agencies units title text cite"
        " grade",
        "casualties": f"id name role group count {_STATE_COLUMNS}",
        "groups": f"group {_STATE_COLUMNS}",
        "agencies": f"id short name {_STATE_COLUMNS} entries",
        "units": f"id call_sign agency type {_STATE_COLUMNS}",
        "facilities": f"id name kind {_STATE_COLUMNS}",
        "milestones": f"name {_STATE_COLUMNS}",
        "related": "id title date days_apart relation record",
        "intervals": "id name from to length_text length_least_seconds length_most_seconds"
        " length_qualifier length_why note",
        "conflicts": "id topic status affects claim_id claim_value claim_cite claim_known"
        " claim_certainty claim_said readings note",
        "questions": "id text status origin refs answer cite",
        "problems": "path line column severity message",
    }.items()
}
"""The names of the columns that each of them has in CSV."""
