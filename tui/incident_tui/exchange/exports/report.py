"""A record as an after-action report tells it: plain values, section by section, to set as text.

Nothing is resolved, rounded or added up: claims stay beside each other, times stay as vague as they
are, casualties of other incidents are told apart. Texts are a stranger's; who sets them escapes
them. Rows of the timeline are made as they are asked for, whatever their number.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from operator import itemgetter
from urllib.parse import urlsplit

from incident_tui.chronology.chronology import UNIDENTIFIED, Chronology
from incident_tui.chronology.histories import Change, Clock, State, Subject, SubjectKind
from incident_tui.exchange.exports.report_values import (
    Asked,
    Bar,
    Day,
    Dispute,
    Group,
    Hurt,
    Link,
    Mark,
    Origin,
    Other,
    Place,
    Responder,
    Section,
    Side,
    Span,
    Step,
    Strip,
    Tick,
    Told,
)
from incident_tui.exchange.printed.view import rfc3339
from incident_tui.placing.placement import Placement
from incident_tui.record.model import (
    Agency,
    Casualty,
    Cite,
    Conflict,
    Entry,
    Facility,
    FacilityAction,
    Question,
    Related,
    RoleHeld,
    Source,
    Transported,
    Unit,
)
from incident_tui.record.numbering import HEAD
from incident_tui.record.text import visible
from incident_tui.record.time_value import (
    MINUTE,
    Moment,
    Precision,
    Relative,
    TimeValue,
    Unplaced,
)
from incident_tui.record.vocabulary import CASUALTY_GROUPS
from incident_tui.review.filters import agency_choices
from incident_tui.review.harm import casualty_tally
from incident_tui.review.review import review_of
from incident_tui.review.rows import Gap, TimelineRows, Tray
from incident_tui.review.traffic import Axis, axis_of, traffic_of
from incident_tui.words.citations import (
    cite_words,
    clock_words,
    grade_words,
    letter,
    reliability_words,
    source_of,
    voice_of,
)
from incident_tui.words.counts import count_words, counts_words, status_words
from incident_tui.words.entries import (
    audio_words,
    bounds_notes,
    change_words,
    channel_words,
    length_notes,
    names_in,
    place_words,
    transcript_words,
)
from incident_tui.words.intervals import entry_of, length_of
from incident_tui.words.names import KIND_GLYPHS, brief, casualty_name, entry_words, name_of
from incident_tui.words.questions import OPEN, by_subject, names_of
from incident_tui.words.related import days_apart, days_words
from incident_tui.words.times import (
    AT_ONCE,
    bounds_words,
    date_words,
    day_beside,
    duration_words,
    instant_words,
    known_words,
    length_words,
    reported_words,
    time_words,
    zone_words,
)
from incident_tui.words.written import written_words

GROUP_NAMES = {"responder": "Responders", "public": "Public", "suspect": "Suspect"}
MARKS = (
    ("13:15", "exact to the precision written: the whole minute"),
    ("13:12~", "approximate"),
    ("13:12?", "uncertain"),
    ("13:12%", "approximate and uncertain"),
    ("13:00…13:12", "one moment somewhere inside these bounds"),
    ("13:15–13:40", "lasted from, to"),
    ("after 13:12~", "no full time is given; this much of the order is known"),
)
"""How times are written here, and what that means."""

COLOURS = 7
"""How many colours there are for agencies that have none of their own."""
_OWN_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_CAPITAL = re.compile("(?<=[a-z])[A-Z]")
_CELLS = 120
_MOST_TICKS = 8
_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10080, 43200, 525600)
"""Minutes between the labels of a strip."""


class Report:
    """The sections of a report, each made when it is asked for."""

    def __init__(self, chronology: Chronology) -> None:
        self.chronology = chronology
        self.record = chronology.record
        self._names = names_of(self.record)
        self._marks = {one: self._mark(one) for one in (*chronology.agencies, UNIDENTIFIED)}

    # The head.

    @property
    def title(self) -> str:
        """The incident's title."""
        return self.record.incident.title

    @property
    def exercise(self) -> bool:
        """Whether nothing of it took place."""
        return self.record.incident.exercise

    @property
    def facts(self) -> Iterator[tuple[str, str]]:
        """What is known of the incident as a whole."""
        incident = self.record.incident
        place = next((one for one in self.record.locations if one.id == incident.location), None)
        kinds = [incident.type, *incident.modifiers]
        zone = f"{zone_words(self.chronology)}, {incident.timezone}"
        as_of = incident.as_of
        told = {
            "Date": date_words(self.record),
            "Time zone": _with_basis(zone, incident.timezone_basis),
            "Place": place.text if place else incident.location,
            "City": _with_basis(place.city, place.city_basis) if place else "",
            "Type": " · ".join(filter(None, kinds)),
            "Lead agency": name_of(self.record, incident.lead_agency),
            "Status": incident.status,
            "As of": written_words(self.chronology, as_of) if as_of else "",
            "Record": incident.id,
        }
        return ((label, words) for label, words in told.items() if words)

    @property
    def counts(self) -> Iterator[tuple[str, str]]:
        """How much there is in the record."""
        chronology, record = self.chronology, self.record
        yield f"{chronology.placed_count:,}", "placed"
        yield f"{chronology.unplaced_count:,}", "unplaced"
        for count, what in (
            (len(chronology.radio), "radio call"),
            (len(record.conflicts), "conflict"),
            (sum(one.status == OPEN for one in record.questions), "open question"),
        ):
            number, _, words = count_words(count, what).partition(" ")
            yield number, words

    @property
    def contents(self) -> Iterator[Section]:
        """The sections that there are."""
        chronology, record = self.chronology, self.record
        yield Section("Summary", "summary")
        yield Section("Timeline", "timeline", f"{chronology.placed_count:,}")
        if chronology.unplaced_count:
            yield Section("Unplaced", "unplaced", f"{chronology.unplaced_count:,}")
        if self.has_casualties:
            yield Section("Casualties", "casualties")
        for name, several in (
            ("Agencies", record.agencies),
            ("Intervals", record.intervals),
            ("Conflicts", record.conflicts),
            ("Questions", record.questions),
            ("Related incidents", record.related),
            ("Facilities", record.facilities),
            ("Glossary", record.glossary),
        ):
            if several:
                yield Section(name, name.split()[0].lower(), f"{len(several):,}")
        yield Section("Conventions", "conventions")
        if record.sources:
            yield Section("Sources", "sources", f"{len(record.sources):,}")
        yield Section("Citations", "citations")

    # The timeline.

    @property
    def placed(self) -> Iterator[Told | str]:
        """The placed entries in the order of time, and in words the gaps between them."""
        rows = TimelineRows(review_of(self.chronology))
        for number in range(len(rows)):
            row = rows[number]
            if isinstance(row, Tray):
                return
            yield _gap_words(row) if isinstance(row, Gap) else self.told(row)

    @property
    def unplaced(self) -> Iterator[Told]:
        """The entries that the sources give no full time for."""
        chronology = self.chronology
        return map(self.told, range(chronology.placed_count, len(chronology.entries)))

    def told(self, position: int) -> Told:
        """The entry at a position."""
        chronology = self.chronology
        entry, placement = chronology.entries[position], chronology.placements[position]
        agencies = chronology.agencies_of(entry)
        return Told(
            anchor("entry", entry.id),
            time_words(chronology, entry.time, placement),
            exact_time(chronology, entry.time, placement),
            entry.kind.replace("_", " "),
            KIND_GLYPHS[entry.kind],
            position in chronology.radio,
            tuple(self._marks[one] for one in agencies),
            "" if entry.title == entry.text else entry.title,
            entry.text,
            entry.verbatim,
            tuple(fact for fact in self._facts_of(position, entry) if fact[1]),
            tuple(map(_dispute_link, chronology.conflicts_of.get(entry.id, ()))),
            entry.cite,
            chronology.order.rows[position] < HEAD,
        )

    def _facts_of(self, position: int, entry: Entry) -> Iterator[tuple[str, str]]:
        """What is told of an entry beside its words: labels and words, some of them empty."""
        chronology, record = self.chronology, self.record
        placement = chronology.placements[position]
        yield "stated", f"“{entry.time.stated}”" if entry.time.stated else ""
        if isinstance(entry.time.at, Relative):
            yield "", written_words(chronology, entry.time)
        for words in bounds_notes(chronology, entry, placement):
            yield "", words
        for side, several in (("after", entry.time.after), ("before", entry.time.before)):
            yield side, ", ".join(map(self._title, several))
        for words in length_notes(entry):
            yield "", words
        known = known_words(chronology, position)
        yield "known", "" if known == AT_ONCE else known
        shown = {self._marks[one].name for one in chronology.agencies_of(entry)}
        yield "who", " · ".join(one for one in names_in(chronology, entry) if one not in shown)
        yield "to", entry.speaker.addressed_to if entry.speaker else ""
        yield "channel", channel_words(record, entry)
        yield "audio", audio_words(entry.audio)
        yield "transcript", transcript_words(entry.transcript)
        yield "place", place_words(record, entry)
        yield "changes", " · ".join(change_words(record, entry))
        yield "grade", grade_words(entry.grade)
        yield "sic", entry.sic

    @cached_property
    def strip(self) -> Strip | None:
        """The radio traffic; None where no radio call is placed."""
        chronology = self.chronology
        placed = chronology.radio.rank(chronology.placed_count)
        if not placed:
            return None
        axis = axis_of(chronology, _CELLS)
        cell = length_words((axis.stop - axis.start) // axis.cells)
        bars, ticks = _bars(chronology, axis), _ticks(chronology, axis)
        unplaced = len(chronology.radio) - placed
        return Strip(tuple(bars), 100 / axis.cells, tuple(ticks), cell, unplaced)

    # Who was hurt, who was there.

    @property
    def has_casualties(self) -> bool:
        """Whether anything is told of anybody who was, or may have been, hurt."""
        return next(self.groups, None) is not None

    @property
    def groups(self) -> Iterator[Group]:
        """The groups of casualties that anything is told of."""
        for group in CASUALTY_GROUPS:
            members = [one for one in self.record.casualties if one.group == group]
            reported = self._steps("group", group)
            if members or reported:
                tally = counts_words(*casualty_tally(self._at_end, members))
                hurt = tuple(map(self._hurt, members))
                yield Group(GROUP_NAMES[group], tally, reported, hurt)

    def _at_end(self, subject: Subject) -> State:
        return self.chronology.state(subject, None, Clock.HAPPENED)

    def _hurt(self, casualty: Casualty) -> Hurt:
        chronology, record = self.chronology, self.record
        name = casualty_name(record, casualty)
        state = self._at_end(Subject("casualty", casualty.id))
        role = "" if casualty.role == name else casualty.role
        agency = name_of(record, casualty.agency)
        facts = (role, agency, casualty.cause, self._transport_words(casualty.transported))
        return Hurt(
            anchor("casualty", casualty.id),
            name,
            casualty.count,
            tuple(filter(None, facts)),
            status_words(state),
            state.certainty,
            self._steps("casualty", casualty.id),
            tuple(map(_dispute_link, chronology.conflicts_of.get(casualty.id, ()))),
            casualty.note,
            casualty.cite,
        )

    def _transport_words(self, taken: Transported | None) -> str:
        if taken is None:
            return ""
        by = f" by {name_of(self.record, taken.by)}" if taken.by else ""
        to = f" to {name_of(self.record, taken.to)}" if taken.to else ""
        when = f", {self._when(taken.time)}" if taken.time else ""
        return f"transported{by}{to}{when}"

    def _steps(self, kind: SubjectKind, identifier: str) -> tuple[Step, ...]:
        history = self.chronology.histories[Clock.HAPPENED].get(Subject(kind, identifier))
        return tuple(map(self._step, history.changes)) if history else ()

    def _step(self, change: Change) -> Step:
        chronology = self.chronology
        if change.entry:
            position = chronology.positions[change.entry]
            time = time_words(chronology, chronology.entries[position].time, change.placement)
            known = known_words(chronology, position)
            entry = Link(self._title(change.entry), anchor("entry", change.entry))
            return Step(change.status, time, _unless_at_once(known), "", change.cite, entry)
        step = change.step
        if step is None:
            time = bounds_words(chronology, change.placement)
            known = reported_words(chronology, None, change.known)
            return Step(change.status, time, known, "", change.cite, None)
        time = time_words(chronology, step.time, change.placement)
        if isinstance(step.time.at, Relative):
            time += f", {written_words(chronology, step.time)}"
        known = reported_words(chronology, step.known, change.known)
        if step.known is None and chronology.knowledge.is_on_air(step.cite):
            known = ""
        note = getattr(step, "note", "")
        return Step(change.status, time, known, note, change.cite, None)

    @property
    def agencies(self) -> Iterator[Responder]:
        """Every agency, and last the entries in which none is identified."""
        for identifier in agency_choices(self.chronology):
            if agency := self.chronology.agencies.get(identifier):
                yield self._agency(agency)
            else:
                yield self._responder("agency", identifier, self._marks[identifier])

    def _agency(self, agency: Agency) -> Responder:
        roles = tuple((self._role_words(one), one.cite) for one in agency.roles)
        aid = f"aid {agency.aid.lower()}" if agency.aid else ""
        aliases = f"also {', '.join(agency.aliases)}" if agency.aliases else ""
        kind = "" if agency.kind == "unknown" else agency.kind
        is_what = (kind, agency.level, "" if agency.named else "not named", aid)
        mark = self._marks[agency.id]
        told = self._responder("agency", agency.id, mark)
        return told._replace(
            kind=" · ".join(filter(None, is_what)),
            roles=roles,
            facts=tuple(filter(None, (aliases, agency.note))),
            cites=agency.cite,
        )

    def _responder(self, kind: SubjectKind, identifier: str, mark: Mark) -> Responder:
        last = self._at_end(Subject(kind, identifier)).certain
        status = plain_status(last.status) if last else ""
        since = self._step(last) if last else None
        entries = self.chronology.counts.get(identifier, 0)
        return Responder(anchor(kind, identifier), mark, "", entries, (), status, since, (), ())

    def _role_words(self, role: RoleHeld) -> str:
        words = plain_status(role.role)
        for side, value in (("from", role.start), ("to", role.end)):
            if value:
                words += f", {side}: {self._when(value)}"
        return words

    @property
    def units(self) -> Iterator[Responder]:
        """Every unit with its last status."""
        return map(self._unit, self.record.units)

    def _unit(self, unit: Unit) -> Responder:
        mark = self._marks.get(unit.agency, self._marks[UNIDENTIFIED])
        told = self._responder("unit", unit.id, Mark(unit.call_sign, mark.name, mark.colour))
        return told._replace(kind=unit.type, cites=unit.cite)

    # What follows from it.

    @property
    def intervals(self) -> Iterator[Span]:
        """The intervals of the record."""
        for one in self.record.intervals:
            length = length_of(self.chronology, one)
            start, end = self._end_link(one.start), self._end_link(one.end)
            yield Span(one.name, start, end, str(length), not length.why, one.note)

    def _end_link(self, name: str) -> Link:
        position = entry_of(self.chronology, name)
        if position is None:
            return Link(f"{name}, which nothing is or reaches")
        link = self._entry_link(self.chronology.entries[position].id)
        if name in self.chronology.positions:
            return link
        return Link(f"{link.words} · milestone {name}", link.anchor)

    @property
    def conflicts(self) -> Iterator[Dispute]:
        """The conflicts, none of them resolved."""
        return map(self._dispute, self.record.conflicts)

    def _dispute(self, conflict: Conflict) -> Dispute:
        chronology, sides = self.chronology, []
        for number, claim in enumerate(conflict.claims):
            known = written_words(chronology, claim.known) if claim.known else ""
            voices = ((voice_of(chronology, one, conflict.affects), one) for one in claim.cite)
            sides.append(Side(letter(number), claim.value, known, tuple(voices)))
        return Dispute(
            anchor("conflict", conflict.id),
            conflict.id,
            conflict.topic,
            conflict.status,
            tuple(sides),
            conflict.readings,
            tuple(dict.fromkeys(map(self.link, conflict.affects))),
            conflict.note,
        )

    @property
    def questions(self) -> Iterator[tuple[str, list[Asked]]]:
        """The open questions by subject, then those that are no longer open."""
        for subject, several in by_subject(self.record).items():
            yield subject, [self._asked(one) for one in several]

    def _asked(self, question: Question) -> Asked:
        return Asked(
            anchor("question", question.id),
            question.id,
            question.text,
            question.origin == "stated_in_source",
            question.answer,
            tuple(dict.fromkeys(map(self.link, question.refs))),
            question.cite,
        )

    @property
    def related(self) -> Iterator[Other]:
        """The related incidents."""
        return map(self._other, self.record.related)

    def _other(self, one: Related) -> Other:
        here = self.record.incident.date
        hurt = ", ".join(f"{item.count} {item.status} ({item.group})" for item in one.casualties)
        agencies = ", ".join(name_of(self.record, agency) for agency in one.agencies)
        when = self._when(one.time) if one.time else ""
        facts = (one.location, agencies, when, f"its record: {one.record}" if one.record else "")
        return Other(
            anchor("related", one.id),
            one.title,
            day_beside(one.date, here) if one.date else "no date",
            one.date.isoformat() if one.date else "",
            days_words(days_apart(self.record, one)),
            ", ".join(word.replace("_", " ") for word in one.relation),
            tuple(filter(None, facts)),
            hurt,
            one.summary,
            one.cite,
        )

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """This incident and the related ones by their days, to scale; nothing without others."""
        here = self.record.incident.date
        others = [(one.date, one.title, False) for one in self.record.related if one.date]
        if here is None or all(day == here for day, _, _ in others):
            return ()
        days = sorted([*others, (here, "this incident", True)], key=itemgetter(0))
        first, span = days[0][0], (days[-1][0] - days[0][0]).days
        return tuple(
            Day(100 * (day - first).days / span, day_beside(day, here), title, this)
            for day, title, this in days
        )

    @property
    def facilities(self) -> Iterator[Place]:
        """Schools, hospitals and other places that were reached."""
        return map(self._facility, self.record.facilities)

    def _facility(self, facility: Facility) -> Place:
        action = facility.action or FacilityAction()
        state, ended = self._at_end(Subject("facility", facility.id)), None
        if facility.ended_by:
            ended = self.link(facility.ended_by)
        facts = (
            ("time", self._when(facility.time) if facility.time else ""),
            ("lasted", duration_words(facility.duration) if facility.duration else ""),
        )
        return Place(
            anchor("facility", facility.id),
            facility.name,
            facility.kind,
            action.reported,
            action.srp,
            action.srp_basis,
            tuple(fact for fact in facts if fact[1]),
            ended,
            status_words(state) if state.certain else "",
            facility.note,
            facility.cite,
        )

    # What it rests on.

    @property
    def conventions(self) -> Iterator[tuple[str, str]]:
        """What vague words are taken to mean in this record."""
        return ((word, duration_words(length)) for word, length in self.record.tolerances.items())

    @property
    def sources(self) -> Iterator[Origin]:
        """The sources."""
        return map(self._origin, self.record.sources)

    def _origin(self, source: Source) -> Origin:
        def dated(label: str, value: TimeValue | None) -> str:
            return f"{label} {written_words(self.chronology, value)}" if value else ""

        facts = (
            source.publisher,
            source.author,
            dated("published", source.published),
            dated("retrieved", source.retrieved),
            f"taken from {name_of(self.record, source.parent)}" if source.parent else "",
            f"licence {source.licence}" if source.licence else "",
            f"reliability {reliability_words(source) or 'not graded'}",
            clock_words(source),
        )
        return Origin(
            anchor("source", source.id),
            source.title or source.id,
            source.kind.replace("_", " "),
            source.url,
            tuple(filter(None, facts)),
            source.note,
        )

    @property
    def verdict(self) -> str:
        """How much is wrong with the record."""
        problems = self.chronology.problems
        warnings = sum(one.severity == "warning" for one in problems)
        words = [
            count_words(len(problems) - warnings, "error"),
            count_words(warnings, "warning"),
            f"{count_words(self.chronology.left_out_count, 'part')} left out",
        ]
        found = [word for word in words if not word.startswith("0 ")]
        if not found:
            return "No problem was found in the record."
        return f"Found in the record: {', '.join(found)}. incident-tui check lists them."

    # Links.

    def link(self, identifier: str) -> Link:
        """What an id of the record stands for, and where in the report that is."""
        if identifier in self.chronology.positions:
            return self._entry_link(identifier)
        words = self._names.get(identifier, identifier)
        return Link(words, self._anchors.get(identifier, ""))

    @cached_property
    def _anchors(self) -> dict[str, str]:
        """From the id of whatever has a place of its own in the report to that place."""
        record = self.record
        found = {one.person: anchor("casualty", one.id) for one in record.casualties}
        found |= {one.id: anchor("source", one.id) for one in record.sources}
        found |= {one.id: anchor("related", one.id) for one in record.related}
        found |= {one.id: anchor("facility", one.id) for one in record.facilities}
        found |= {one.id: anchor("unit", one.id) for one in record.units}
        found |= {one.id: anchor("agency", one.id) for one in record.agencies}
        found |= {one.id: anchor("conflict", one.id) for one in record.conflicts}
        return found | {one.id: anchor("casualty", one.id) for one in record.casualties}

    def _entry_link(self, identifier: str) -> Link:
        position = self.chronology.positions[identifier]
        entry = self.chronology.entries[position]
        time = time_words(self.chronology, entry.time, self.chronology.placements[position])
        return Link(f"{time} {self._title(identifier)}", anchor("entry", identifier))

    def _when(self, value: TimeValue) -> str:
        """A time that is no entry's, with what is known of its order."""
        words = [] if isinstance(value.at, Unplaced) else [written_words(self.chronology, value)]
        words += [f"“{value.stated}”"] if value.stated else []
        for side, several in (("after", value.after), ("before", value.before)):
            words += [f"{side} {self._title(one)}" for one in several]
        return ", ".join(words) or "at a time that is not given"

    def _title(self, identifier: str) -> str:
        """The words of an entry in quotes, as many as name it."""
        position = self.chronology.positions.get(identifier)
        if position is None:
            return identifier
        return f"“{brief(visible(entry_words(self.chronology.entries[position])))}”"

    def _mark(self, identifier: str) -> Mark:
        chronology = self.chronology
        label, name = chronology.agency_label(identifier), chronology.agency_name(identifier)
        agency = chronology.agencies.get(identifier)
        if agency is None:
            return Mark(label, name, "")
        if _OWN_COLOUR.fullmatch(agency.color):
            return Mark(label, name, agency.color)
        return Mark(label, name, str([*chronology.agencies].index(identifier) % COLOURS))


def plain_status(status: str) -> str:
    """A role, or a status of a unit, in plain words: `OnScene` is `on scene`."""
    return _CAPITAL.sub(lambda found: f" {found[0]}", status).lower()


def anchor(section: str, identifier: str) -> str:
    """An id within the report for one of the record's; two never become one."""
    return f"{section}-" + re.sub(
        "[^A-Za-z0-9_-]", lambda odd: f".{ord(odd[0]):x}.", identifier, flags=re.ASCII
    )


def exact_time(chronology: Chronology, value: TimeValue, placement: Placement) -> str:
    """A moment that is exact, as HTML's `time` has it, no finer than it is written; or ""."""
    form = value.at
    if not isinstance(form, Moment) or form.qualifier or form.precision <= Precision.DAY:
        return ""
    early, late = placement.earliest, placement.latest
    if placement.shift or early is None or late is None or late - early >= placement.grain:
        return ""
    text = rfc3339(early, chronology.zone) or ""
    if form.precision > Precision.MINUTE:
        return text
    return text[:16] + text[19:] if text[16:19] == ":00" else ""


def cite_links(report: Report, cite: Cite) -> tuple[Link, str]:
    """A citation: its source, and in words where in it, through whom, by whom, on what basis."""
    record = report.record
    source = source_of(report.chronology, cite.source)
    link = report.link(cite.source)
    rest = [
        cite.at,
        f"via {name_of(record, cite.via)}" if cite.via else "",
        f"said by {name_of(record, cite.by)}" if cite.by and cite.by != cite.source else "",
        cite.basis or "",
        f"hedged as {cite.hedge}" if cite.hedge else "",
        f"“{cite.quote}”" if cite.quote else "",
        f"source graded {reliability_words(source)}" if source and source.reliability else "",
    ]
    return link, " · ".join(filter(None, rest))


def web_address(url: str) -> str:
    """An address that a link may lead to; "" for anything that is not of the web."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""


def short_cites(report: Report, cites: Iterable[Cite]) -> str:
    """Citations in few words, where there are too many to number."""
    return "; ".join(cite_words(report.record, cite) for cite in cites)


def _with_basis(words: str, basis: str) -> str:
    return f"{words} ({basis})" if words and basis else words or basis


def _dispute_link(conflict: Conflict) -> Link:
    return Link(f"{conflict.id} {conflict.topic}", anchor("conflict", conflict.id))


def _unless_at_once(known: str) -> str:
    return "" if known == AT_ONCE else known


def _gap_words(gap: Gap) -> str:
    about = "" if gap.exact else "about "
    missing = "without radio traffic" if gap.radio else "without an entry"
    return f"{about}{length_words(gap.length)} {missing}"


def _bars(chronology: Chronology, axis: Axis) -> Iterator[Bar]:
    """The cells of a strip in which anything stands."""
    calls, others = traffic_of(chronology, axis)
    for cell, (here, beside) in enumerate(zip(calls, others, strict=True)):
        if here or beside:
            words = [
                instant_words(axis.moment_of(cell - 1) + 1, chronology.zone),
                count_words(here, "radio call"),
                count_words(beside, "other entry", "other entries"),
            ]
            height = 100 * here / max(calls)
            yield Bar(100 * cell / axis.cells, height, here, beside, " · ".join(words))


def _ticks(chronology: Chronology, axis: Axis) -> Iterator[Tick]:
    """Labels at whole hours or minutes of the incident's clocks, no more than there is room for."""
    start, stop = axis.start, axis.stop
    span = stop - start
    least = -(-span // (MINUTE * _MOST_TICKS))
    step = next((one for one in _STEPS if least <= one), least) * MINUTE
    offset = chronology.zone.local(start).utcoffset()
    ahead = int(offset.total_seconds() * 1000) if offset else 0
    first = -(-(start + ahead) // step) * step - ahead
    for instant in range(first, stop + 1, step):
        yield Tick(100 * (instant - start) / span, instant_words(instant, chronology.zone))
