"""The screen's content as plain values: the JSON of `incident-tui show`. Times are RFC 3339.

On the clock of the known, a withheld value is null: the words and the parties of an entry, the name
of a casualty, a title, a topic, a claim, a question, an interval. Ids, kinds and times stay.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from itertools import takewhile

import msgspec

from incident_tui.chronology.histories import Clock, State, Subject, certainty_by
from incident_tui.chronology.positions import Positions
from incident_tui.exchange.printed.plain import JsonObject
from incident_tui.notes.notes import NO_NOTES, Notes
from incident_tui.placing.zone import Zone, on_clocks
from incident_tui.record.problems import Problem
from incident_tui.record.time_value import MINUTE
from incident_tui.review.filters import EVERYTHING, Filters
from incident_tui.review.harm import reports_of
from incident_tui.review.lens import Lens
from incident_tui.review.search import Matches
from incident_tui.review.told import ToldClaim, ToldConflict
from incident_tui.review.told_notes import notes_told
from incident_tui.words.citations import Cite, titled_cite_words, voices_of
from incident_tui.words.counts import count_words
from incident_tui.words.entries import bounds_notes
from incident_tui.words.exactness import exactness_of
from incident_tui.words.filters import filter_words
from incident_tui.words.intervals import Length, lengths
from incident_tui.words.names import casualty_name, speaker_parts
from incident_tui.words.notes import about_words, is_gone
from incident_tui.words.observations import facts
from incident_tui.words.related import days_apart
from incident_tui.words.reports import report_time
from incident_tui.words.times import known_words, time_words


class View(msgspec.Struct, frozen=True, dict=True):
    """A lens on a record, the entries that filters let through, and the notes of reviewers."""

    lens: Lens
    filters: Filters = EVERYTHING
    found: Matches | None = None
    """The matches of the words of the filters; None to search now."""
    notes: Notes | None = None
    """What reviewers have added to the record; None for a view of the record alone."""

    @cached_property
    def shown(self) -> Positions:
        """Positions of the entries that pass the filters; withheld words match no search."""
        shown = self.lens.shown(self.filters, self.found)
        return shown if self.filters.words is None else self.lens.told_among(shown)

    @property
    def hidden(self) -> int:
        """How many entries do not pass the filters."""
        return self.lens.count - len(self.shown)

    @property
    def placed(self) -> Iterator[int]:
        """Positions of the shown entries that have a place in time."""
        return takewhile(lambda position: position < self.lens.placed_count, self.shown)

    @property
    def unplaced_count(self) -> int:
        """How many entries without a full time are shown."""
        return len(self.shown) - self.shown.rank(self.lens.placed_count)

    def withheld_count(self, start: int = 0) -> int:
        """How many of the shown entries are withheld, from a position on."""
        if not self.filters.any:
            return self.lens.withheld_count(start)
        return sum(not self.lens.tells(one) for one in self.shown if one >= start)

    @property
    def filter_words(self) -> str:
        """The filters, and how much they hide; "" without filters.

        `only marked · 3 of 40 entries · 37 hidden`
        """
        if not self.filters.any:
            return ""
        total = count_words(self.lens.count, "entry", "entries")
        shown = f"{len(self.shown):,} of {total} · {self.hidden:,} hidden"
        return f"{filter_words(self.lens, self.filters)} · {shown}"

    @cached_property
    def told_notes(self) -> Notes:
        """The notes that the lens tells; none in a view of the record alone."""
        return notes_told(self.lens, self.notes) if self.notes else NO_NOTES

    @property
    def withheld_notes(self) -> int:
        """How many notes the lens withholds."""
        return len(self.notes or NO_NOTES) - len(self.told_notes)


SectionRows = Callable[[View], Iterator[JsonObject]]


@lru_cache(16)  # the bounds of an entry, and of its being known, are mostly one moment
def rfc3339(instant: int | None, zone: Zone) -> str | None:
    """An instant in RFC 3339 with the zone's offset, to the second or millisecond; None for None.

    An instant whose offset is no whole minute, as before time zones, is written in UTC.
    """
    if instant is None:
        return None
    local = on_clocks(instant, dt.UTC) if zone.ahead(instant) % MINUTE else zone.local(instant)
    return local.isoformat(timespec="milliseconds" if instant % 1000 else "seconds")


def head(view: View) -> JsonObject:
    """The incident of a view, the clock and the moment, and how much the view hides."""
    lens, incident = view.lens, view.lens.incident
    notes = {} if view.notes is None else {"withheld_notes": view.withheld_notes}
    return {
        "incident": {
            "id": incident.id,
            "title": incident.title or None,
            "date": incident.date.isoformat() if incident.date else None,
            "date_basis": incident.date_basis or None,
            "timezone": incident.timezone,
            "timezone_basis": incident.timezone_basis or None,
        },
        "clock": str(lens.clock),
        "at": rfc3339(lens.moment, lens.zone),
        "hidden": view.hidden,
        "unplaced": lens.count - lens.placed_count,
        **notes,
    }


def problem_json(problem: Problem) -> JsonObject:
    """A problem with its place."""
    mark = problem.mark
    return {
        "path": mark.path,
        "line": mark.line or None,
        "column": mark.column or None,
        "severity": problem.severity,
        "code": problem.code or None,
        "message": problem.message,
    }


def _entries(view: View) -> Iterator[JsonObject]:
    for position in view.shown:
        entry = _entry(view.lens, position)
        if view.notes is not None:
            kinds = (note.kind for note in view.told_notes.on(entry["id"]))
            entry[MARKED] = [*dict.fromkeys(kinds)]
        yield entry


def _entry(lens: Lens, position: int) -> JsonObject:
    entry, outline = lens.entry(position), lens.outline(position)
    placement, known, zone = outline.placement, lens.known(position), lens.zone
    latest = placement.latest if placement.end is None else placement.end
    by_a_bound = lens.is_known_by_a_bound(position)
    return {
        "id": outline.id,
        "kind": outline.kind,
        "placed": placement.best is not None,
        "time": {
            "text": str(outline.time),
            "words": time_words(lens, outline.time, placement),
            "stated": outline.time.stated if entry else None,
            "earliest": rfc3339(placement.earliest, zone),
            "latest": rfc3339(latest, zone),
            "sort_time": rfc3339(placement.best, zone),
            "precision": exactness_of(lens, outline),
            "qualifier": placement.qualifier,
            "basis": entry.time.basis if entry else None,
            "notes": [*bounds_notes(lens, entry, placement)] if entry else None,
        },
        "known": {
            "earliest": None if by_a_bound else rfc3339(known.earliest, zone),
            "latest": rfc3339(known.latest, zone),
            "words": known_words(lens, position),
            "certainty": None if by_a_bound else certainty_by(known, lens.moment),
        },
        "acting": [*lens.acting(position)] if entry else None,
        "agencies": [*lens.concerned(position)] if entry else None,
        "speaker": speaker_parts(entry.speaker if entry else None),
        "units": [*entry.units] if entry else None,
        "title": entry.title if entry else None,
        "text": entry.text if entry else None,
        "cite": _cites(entry.cite) if entry else None,
        "said": [titled_cite_words(lens, cite) for cite in entry.cite] if entry else None,
        "grade": entry.grade if entry else None,
    }


def _cites(cites: Iterable[Cite]) -> list[JsonObject]:
    return [{"source": one.source, "at": one.at, **msgspec.to_builtins(one)} for one in cites]


def _state(state: State) -> JsonObject:
    return {
        "status": state.status,
        "certainty": state.certainty,
        "possible": [change.status for change in state.possible],
    }


def _casualties(view: View) -> Iterator[JsonObject]:
    lens = view.lens
    for casualty in lens.casualties():
        name = casualty_name(lens, casualty.id)
        yield {
            "id": casualty.id,
            "name": name,
            "role": None if name is None else casualty.role,
            "group": casualty.group,
            "count": casualty.count,
            **_state(lens.state(Subject("casualty", casualty.id))),
        }


def _groups(view: View) -> Iterator[JsonObject]:
    """The reports about whole groups of casualties: claims at a time, not states."""
    lens = view.lens
    for subject in lens.subjects("group"):
        for report in reports_of(lens, subject.id):
            position = lens.position(report.entry)
            entry = None if position is None else lens.entry(position)
            yield {
                "group": subject.id,
                "reported": report.status,
                "entry": report.entry,
                "time": report_time(lens, report),
                "hedge": [cite.hedge for cite in report.cite if cite.hedge],
                "grade": entry.grade if entry else None,
            }


def _agencies(view: View) -> Iterator[JsonObject]:
    lens = view.lens
    for identifier in lens.agency_choices:
        agency = lens.agency(identifier)
        yield {
            "id": identifier,
            "short": agency.short if agency else "?",
            "name": lens.name(identifier),
            **_state(lens.state(Subject("agency", identifier))),
            "entries": lens.entry_counts.get(identifier, 0),
        }


def _units(view: View) -> Iterator[JsonObject]:
    for unit in view.lens.units():
        yield {
            "id": unit.id,
            "call_sign": unit.call_sign,
            "agency": unit.agency or None,
            "type": unit.type,
            **_state(view.lens.state(Subject("unit", unit.id))),
        }


def _facilities(view: View) -> Iterator[JsonObject]:
    for facility in view.lens.facilities():
        yield {
            "id": facility.id,
            "name": facility.name,
            "kind": facility.kind,
            **_state(view.lens.state(Subject("facility", facility.id))),
        }


def _milestones(view: View) -> Iterator[JsonObject]:
    lens = view.lens
    for subject in lens.subjects("milestone"):
        state = lens.state(subject)
        told = state.begun or lens.clock is Clock.HAPPENED
        yield {"name": subject.id if told else None, **_state(state)}


def _related(view: View) -> Iterator[JsonObject]:
    lens = view.lens
    for related in lens.related():
        days = days_apart(lens, related)
        yield {
            "id": related.id,
            "title": related.title or None,
            "date": related.date.isoformat() if related.date else None,
            "date_basis": related.date_basis or None,
            "days_apart": None if days is None else abs(days),
            "relation": list(related.relation),
            "record": related.record or None,
        }


def _intervals(view: View) -> Iterator[JsonObject]:
    for interval, length in lengths(view.lens):
        told = length is not None
        yield {
            "id": interval.id,
            "name": interval.name if told else None,
            "from": interval.start if told else None,
            "to": interval.end if told else None,
            "length": _length(length),
            "note": interval.note if told else None,
        }


def _length(length: Length | None) -> JsonObject:
    """The length of an interval in words and in seconds, and the reason for a missing bound."""
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


def _conflicts(view: View) -> Iterator[JsonObject]:
    for conflict in view.lens.conflicts():
        judged = all(claim.value is not None for claim in conflict.claims)
        yield {
            "id": conflict.id,
            "topic": conflict.topic,
            "status": conflict.status,
            "affects": [*conflict.affects],
            "claims": [_claim(view.lens, conflict, claim) for claim in conflict.claims],
            "readings": [*conflict.readings] if judged else None,
            "note": conflict.note if judged else None,
        }


def _claim(lens: Lens, conflict: ToldConflict, claim: ToldClaim) -> JsonObject:
    told = claim.value is not None
    return {
        "id": claim.id,
        "value": claim.value,
        "cite": _cites(claim.cite) if told else None,
        "known": str(claim.known) if claim.known else None,
        "certainty": claim.certainty,
        "said": voices_of(lens, conflict, claim) if told else None,
    }


def _questions(view: View) -> Iterator[JsonObject]:
    for question, told in view.lens.questions():
        yield {
            "id": question.id,
            "text": question.text if told else None,
            "status": question.status,
            "origin": question.origin,
            "refs": [*question.refs],
            "answer": question.answer if told else None,
            "cite": _cites(question.cite) if told else None,
        }


def _problems(view: View) -> Iterator[JsonObject]:
    return map(problem_json, view.lens.problems)


def note_rows(view: View) -> Iterator[JsonObject]:
    """The notes of reviewers that are told, in the order of writing."""
    for note in view.told_notes:
        yield {
            "id": note.id,
            "kind": note.kind,
            "on": [*note.on],
            "about": [*about_words(view.lens, note)],
            "missing": [one for one in note.on if is_gone(view.lens, one)],
            "moment": note.moment or None,
            "text": note.text,
            "fields": [f"{label}: {words}" for label, words in facts(note, view.notes)],
            "by": note.by,
            "at": note.at,
        }


STATE = ("casualties", "groups", "agencies", "units", "facilities", "milestones")
"""The sections with states."""

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
"""The sections of a view, each in rows."""

_STATE_COLUMNS = "status certainty possible"
COLUMNS: Mapping[str, list[str]] = {
    name: columns.split()
    for name, columns in {
        "entries": "id kind placed time_text time_stated time_words time_earliest time_latest"
        " time_sort_time time_precision time_qualifier time_basis time_notes"
        " known_earliest known_latest known_words known_certainty acting agencies"
        " speaker_person speaker_unit speaker_agency speaker_label speaker_addressed_to"
        " units title text cite said grade",
        "casualties": f"id name role group count {_STATE_COLUMNS}",
        "groups": "group reported entry time hedge grade",
        "agencies": f"id short name {_STATE_COLUMNS} entries",
        "units": f"id call_sign agency type {_STATE_COLUMNS}",
        "facilities": f"id name kind {_STATE_COLUMNS}",
        "milestones": f"name {_STATE_COLUMNS}",
        "related": "id title date date_basis days_apart relation record",
        "intervals": "id name from to length_text length_least_seconds length_most_seconds"
        " length_qualifier length_why note",
        "conflicts": "id topic status affects claim_id claim_value claim_cite claim_known"
        " claim_certainty claim_said readings note",
        "questions": "id text status origin refs answer cite",
    }.items()
}
"""The columns of each section in CSV; problems are printed apart."""

NOTES = "notes"
"""The section of the notes of reviewers, in a view with notes."""
MARKED = "marked"
"""The kinds of notes on an entry, in a view with notes."""
NOTE_COLUMNS: Mapping[str, list[str]] = {
    **COLUMNS,
    "entries": [*COLUMNS["entries"], MARKED],
    NOTES: ["id", "kind", "on", "about", "missing", "moment", "text", "fields", "by", "at"],
}
"""The columns of each section in CSV, in a view with notes."""

_HEADINGS = {
    "time_text": "notation",
    "cite": "cites",
    "agencies": "agency_ids",  # `export` writes their names
    "units": "unit_ids",
}


def heading(column: str) -> str:
    """The name of a column in CSV: the name of `export --to csv` where both have the column."""
    return _HEADINGS.get(column, column.removeprefix("time_"))
