"""What the screen tells, as plain values: the JSON of `incident-tui show`. Times are RFC 3339."""

import datetime as dt
from typing import Any

import msgspec

from incident_tui.record.model import Cite, Conflict
from incident_tui.record.problems import Problem
from incident_tui.review.chronology import UNIDENTIFIED, Chronology
from incident_tui.review.filters import EVERYTHING, Filters, everyone, shown_positions
from incident_tui.review.positions import Positions
from incident_tui.review.related import days_apart
from incident_tui.review.state import Clock, State, Subject
from incident_tui.review.wording import name_as_known
from incident_tui.review.zone import Zone, on_clocks


class View(msgspec.Struct, frozen=True):
    """A chronology through filters, as of a moment on a clock."""

    chronology: Chronology
    filters: Filters = EVERYTHING
    at: int | None = None
    """Milliseconds since 1970, UTC; None is the end of the record."""
    clock: Clock = Clock.HAPPENED

    @property
    def shown(self) -> Positions:
        """Positions of the entries that pass the filters."""
        return shown_positions(self.chronology, self.filters)

    def state(self, subject: Subject) -> State:
        """The state of one subject."""
        return self.chronology.state(subject, self.at, self.clock)


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


def as_json(view: View) -> dict[str, Any]:
    """The whole view as one JSON object."""
    chronology = view.chronology
    record, shown = chronology.record, view.shown
    incident = record.incident
    return {
        "incident": {
            "id": incident.id,
            "title": incident.title,
            "date": incident.date.isoformat() if incident.date else None,
            "timezone": incident.timezone,
        },
        "clock": str(view.clock),
        "at": rfc3339(view.at, chronology.zone),
        "hidden": len(chronology.entries) - len(shown),
        "unplaced": chronology.unplaced_count,
        "entries": [_entry(view, position) for position in shown],
        "casualties": _casualties(view),
        "groups": _groups(view),
        "agencies": _agencies(view),
        "related": _related(chronology),
        "conflicts": [_conflict(conflict) for conflict in record.conflicts],
        "questions": [
            {"id": one.id, "text": one.text, "status": one.status} for one in record.questions
        ],
        "problems": [problem_json(problem) for problem in chronology.problems],
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


def _entry(view: View, position: int) -> dict[str, Any]:
    chronology = view.chronology
    entry, placement = chronology.entries[position], chronology.placements[position]
    known = chronology.known(position)
    zone = chronology.zone
    latest = placement.latest if placement.end is None else placement.end
    agencies = [one for one in chronology.agencies_of(entry) if one != UNIDENTIFIED]
    return {
        "id": entry.id,
        "kind": entry.kind,
        "placed": placement.best is not None,
        "time": {
            "text": str(entry.time),
            "stated": entry.time.stated,
            "earliest": rfc3339(placement.earliest, zone),
            "latest": rfc3339(latest, zone),
            "best": rfc3339(placement.best, zone),
            "qualifier": placement.qualifier,
        },
        "known": {
            "earliest": rfc3339(known.earliest, zone),
            "latest": rfc3339(known.latest, zone),
            "certainty": chronology.known_by(position, view.at),
        },
        "agencies": agencies,
        "text": entry.text,
        "cite": [_cite(cite) for cite in entry.cite],
    }


def _cite(cite: Cite) -> dict[str, Any]:
    return {"source": cite.source, "at": cite.at, **msgspec.to_builtins(cite)}


def _state(state: State) -> dict[str, Any]:
    return {
        "status": state.status,
        "certainty": state.certainty,
        "possible": [change.status for change in state.possible],
    }


def _casualties(view: View) -> list[dict[str, Any]]:
    record = view.chronology.record
    return [
        {
            "id": casualty.id,
            "name": name_as_known(view.chronology, casualty, view.at, view.clock),
            "group": casualty.group,
            "count": casualty.count,
            **_state(view.state(Subject("casualty", casualty.id))),
        }
        for casualty in record.casualties
    ]


def _groups(view: View) -> list[dict[str, Any]]:
    """What was reported of groups of casualties in which nobody is told apart."""
    ladders = view.chronology.ladders[view.clock]
    groups = [subject for subject in ladders if subject.kind == "group"]
    return [{"group": subject.id, **_state(view.state(subject))} for subject in groups]


def _agencies(view: View) -> list[dict[str, Any]]:
    chronology, rows = view.chronology, []
    for identifier in everyone(chronology):
        agency = chronology.agencies.get(identifier)
        rows.append(
            {
                "id": identifier,
                "short": agency.short if agency else "?",
                "name": chronology.agency_name(identifier),
                **_state(view.state(Subject("agency", identifier))),
                "entries": chronology.counts.get(identifier, 0),
            }
        )
    return rows


def _related(chronology: Chronology) -> list[dict[str, Any]]:
    rows = []
    for one in chronology.record.related:
        days = days_apart(chronology.record, one)
        rows.append(
            {
                "id": one.id,
                "title": one.title,
                "date": one.date.isoformat() if one.date else None,
                "days_apart": None if days is None else abs(days),
                "relation": list(one.relation),
                "record": one.record or None,
            }
        )
    return rows


def _conflict(conflict: Conflict) -> dict[str, Any]:
    claims = [
        {"id": claim.id, "value": claim.value, "cite": [_cite(cite) for cite in claim.cite]}
        for claim in conflict.claims
    ]
    return {"id": conflict.id, "topic": conflict.topic, "claims": claims}
