"""The record of one incident, `incident-record/1`, as frozen values.

A field is written in a file under the name it has here (`from` and `to` where Python cannot have
the name), in the sections of `Record`. A field without a default is required. Text is what the
file says; a time is a `TimeValue`, an instant only after `incident_tui.placing.placement`.
"""

import datetime as dt
from typing import Annotated

import msgspec

from incident_tui.record import vocabulary as words
from incident_tui.record.time_value import Duration, TimeValue

FORMAT = "incident-record/1"


class Value(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    forbid_unknown_fields=True,
    gc=False,
):
    """The base of everything in a record: frozen, and without its defaults when written.

    Values hold texts, numbers and other values, never a way back to themselves, so the garbage
    collector need not look at them.
    """


class Refers:
    """Marks a text field as the id of an object in one of these sections, or in any if none."""

    def __init__(self, *sections: str) -> None:
        self.sections = sections


AgencyId = Annotated[str, Refers("agencies")]
UnitId = Annotated[str, Refers("units")]
PersonId = Annotated[str, Refers("people")]
LocationId = Annotated[str, Refers("locations")]
SourceId = Annotated[str, Refers("sources")]
CasualtyId = Annotated[str, Refers("casualties")]
FacilityId = Annotated[str, Refers("facilities")]
AnyId = Annotated[str, Refers()]


class Cite(Value, frozen=True):
    """Where a fact stands: `art:L13` for short."""

    source: SourceId
    at: str = ""
    """`L13`, `p2`, `t=00:12:31`."""
    via: str = ""
    """Relayed through: an id, or words."""
    by: str = ""
    """Who makes the claim: the id of a person or an agency, or words."""
    quote: str = ""
    basis: words.Basis | None = None
    hedge: words.Hedge | None = None


Citations = tuple[Cite, ...]


class Incident(Value, frozen=True):
    """What the record is about."""

    id: str
    title: str
    date: dt.date | None
    """None only where the file gives none that can be read."""
    timezone: str
    """IANA name, such as `America/Chicago`."""
    timezone_basis: str = ""
    type: str = ""
    """EIDO incident type."""
    modifiers: tuple[str, ...] = ()
    status: str = ""
    lead_agency: AgencyId = ""
    location: LocationId = ""
    summary: str = ""
    as_of: TimeValue | None = None
    exercise: bool = False
    """True when nothing in the record took place."""
    content_note: str = ""
    cite: Citations = ()


class SourceClock(Value, frozen=True):
    """How far a source's clock stands from true time."""

    offset: Duration | None = None
    uncertainty: Duration | None = None
    note: str = ""


class Source(Value, frozen=True):
    """Where facts come from."""

    id: str
    kind: words.SourceKind
    title: str = ""
    author: str = ""
    publisher: str = ""
    published: TimeValue | None = None
    retrieved: TimeValue | None = None
    url: str = ""
    path: str = ""
    """A text beside the record, inside its folder."""
    sha256: str = ""
    lines: int | None = None
    parent: SourceId = ""
    reliability: words.Reliability | None = None
    clock: SourceClock | None = None
    licence: str = ""
    note: str = ""


class Location(Value, frozen=True):
    """A place, as precisely as the source gives it."""

    id: str
    text: str
    kind: str = ""
    number: str = ""
    block: str = ""
    street: str = ""
    cross_street: str = ""
    city: str = ""
    city_basis: str = ""
    county: str = ""
    state: str = ""
    lat: float | None = None
    lon: float | None = None
    precision: words.LocationPrecision = "unknown"
    cite: Citations = ()


class RoleHeld(Value, frozen=True):
    """A part an agency played, and when."""

    role: words.AgencyRole
    start: TimeValue | None = msgspec.field(name="from", default=None)
    end: TimeValue | None = msgspec.field(name="to", default=None)
    cite: Citations = ()


class UnitStatusChange(Value, frozen=True):
    """A status an agency or a unit came to, and when that was known."""

    status: words.UnitStatus
    time: TimeValue
    known: TimeValue | None = None
    cite: Citations = ()


class Agency(Value, frozen=True):
    """A responding, affected or named agency."""

    id: str
    name: str
    short: str = ""
    aliases: tuple[str, ...] = ()
    kind: words.AgencyKind = "unknown"
    level: str = ""
    named: bool = True
    """False for "multiple agencies" and the like."""
    roles: tuple[RoleHeld, ...] = ()
    aid: words.Aid | None = None
    talkgroups: tuple[str, ...] = ()
    color: str = ""
    """`#rrggbb`; without one the program gives a colour of its palette."""
    status_history: tuple[UnitStatusChange, ...] = ()
    cite: Citations = ()
    note: str = ""


class Unit(Value, frozen=True):
    """A car or crew of an agency."""

    id: str
    call_sign: str
    agency: AgencyId = ""
    type: str = ""
    radio_ids: tuple[str, ...] = ()
    status_history: tuple[UnitStatusChange, ...] = ()
    cite: Citations = ()


class Person(Value, frozen=True):
    """Somebody the record speaks of; named, or known by a label alone."""

    id: str
    name: str = ""
    label: str = ""
    named: bool = True
    age: int | None = None
    roles: tuple[words.PersonRole, ...] = ()
    occupation: str = ""
    rank: str = ""
    known: TimeValue | None = None
    """When the name was known; with what happened to them where it is not given."""
    agency: AgencyId = ""
    aliases: tuple[str, ...] = ()
    cite: Citations = ()
    note: str = ""


class Speaker(Value, frozen=True):
    """The voice of a call: as much as is known of it."""

    person: PersonId = ""
    unit: UnitId = ""
    agency: AgencyId = ""
    label: str = ""
    addressed_to: str = ""


class Channel(Value, frozen=True):
    """Where a radio call was heard."""

    system: str = ""
    talkgroup: str = ""
    talkgroup_tag: str = ""
    frequency: str = ""
    feed: str = ""
    site: str = ""


class Audio(Value, frozen=True):
    """A recording beside the record; start and length in seconds."""

    path: str
    start: float = 0.0
    length: float | None = None
    sha256: str = ""


class Transcript(Value, frozen=True):
    """How a call's words were written down."""

    method: words.TranscriptMethod
    model: str = ""
    confidence: float | None = None
    """From 0 to 1."""
    corrected_by: str = ""


class Effect(Value, frozen=True):
    """What an entry changes: one subject and its new status, or a milestone that is reached."""

    group: words.CasualtyGroup | None = None
    """A group of casualties of which nobody is told apart: `two officers down`."""

    casualty: CasualtyId = ""
    unit: UnitId = ""
    agency: AgencyId = ""
    facility: FacilityId = ""
    status: str = ""
    milestone: str = ""


class Entry(Value, frozen=True):
    """One row of the timeline, of whatever kind."""

    id: str
    kind: words.EntryKind
    time: TimeValue
    text: str
    cite: Citations
    title: str = ""
    known: TimeValue | None = None
    verbatim: bool = False
    """True when the text is the words themselves."""
    sic: str = ""
    agency: AgencyId = ""
    """Who acts or speaks."""
    agencies: tuple[AgencyId, ...] = ()
    """Also involved."""
    speaker: Speaker | None = None
    channel: Channel | None = None
    audio: Audio | None = None
    transcript: Transcript | None = None
    units: tuple[UnitId, ...] = ()
    people: tuple[PersonId, ...] = ()
    location: LocationId = ""
    effects: tuple[Effect, ...] = ()
    milestone: str = ""
    weight: words.Weight = "routine"
    tags: tuple[str, ...] = ()
    grade: str = ""
    """Admiralty code of this fact, such as `B2`; F and 6 cannot be judged."""


class CasualtyStatusChange(Value, frozen=True):
    """A status a casualty came to, and when that was known."""

    status: words.CasualtyStatus
    time: TimeValue
    cite: Citations
    known: TimeValue | None = None
    note: str = ""


class Transported(Value, frozen=True):
    """Who took a casualty where."""

    by: str = ""
    to: str = ""
    time: TimeValue | None = None
    cite: Citations = ()


class Casualty(Value, frozen=True):
    """Somebody who was hurt, or a number of people nobody tells apart."""

    id: str
    group: words.CasualtyGroup
    person: PersonId = ""
    label: str = ""
    agency: AgencyId = ""
    role: str = ""
    cause: str = ""
    count: int = 1
    transported: Transported | None = None
    history: tuple[CasualtyStatusChange, ...] = ()
    cite: Citations = ()
    note: str = ""


class FacilityAction(Value, frozen=True):
    """What a facility did: as reported, and as the Standard Response Protocol would call it."""

    reported: str = ""
    srp: str = ""
    srp_basis: str = ""


class Facility(Value, frozen=True):
    """A school, hospital or other place that the incident reached."""

    id: str
    name: str
    kind: str = ""
    action: FacilityAction | None = None
    time: TimeValue | None = None
    duration: Duration | None = None
    ended_by: str = ""
    """An entry's id, or words."""
    cite: Citations = ()
    note: str = ""


class RelatedCasualties(Value, frozen=True):
    """Casualties of a related incident, never counted with this one's."""

    group: words.CasualtyGroup
    status: words.CasualtyStatus
    count: int


class Related(Value, frozen=True):
    """Another incident and how it is related."""

    id: str
    title: str
    relation: tuple[words.Relation, ...]
    date: dt.date | None = None
    time: TimeValue | None = None
    location: str = ""
    agencies: tuple[str, ...] = ()
    """Ids of this record's agencies, or words."""
    casualties: tuple[RelatedCasualties, ...] = ()
    summary: str = ""
    record: str = ""
    """The path of its own record, inside this record's folder."""
    cite: Citations = ()


class Claim(Value, frozen=True):
    """One side of a conflict."""

    value: str
    cite: Citations
    id: str = ""
    known: TimeValue | None = None


class Conflict(Value, frozen=True):
    """Reports that contradict each other, kept side by side and never resolved by the program."""

    id: str
    topic: str
    claims: tuple[Claim, ...]
    affects: tuple[AnyId, ...] = ()
    status: words.ConflictStatus = "open"
    readings: tuple[str, ...] = ()
    """Possible explanations: opinion."""
    note: str = ""


class Question(Value, frozen=True):
    """What the record does not know."""

    id: str
    text: str
    origin: words.QuestionOrigin = "reviewer"
    refs: tuple[AnyId, ...] = ()
    status: words.QuestionStatus = "open"
    answer: str = ""
    cite: Citations = ()


class Interval(Value, frozen=True):
    """A span worth naming, between two entries or milestones."""

    id: str
    name: str
    start: str = msgspec.field(name="from")
    end: str = msgspec.field(name="to")
    note: str = ""


class Term(Value, frozen=True):
    """A word of the source, explained."""

    term: str
    meaning: str
    cite: Citations = ()


class Record(Value, frozen=True):
    """One incident, whole."""

    format: str
    incident: Incident
    tolerances: dict[str, Duration] = {}
    """What a word such as "about" is taken to mean in this record: a convention, not a fact."""
    sources: tuple[Source, ...] = ()
    locations: tuple[Location, ...] = ()
    agencies: tuple[Agency, ...] = ()
    units: tuple[Unit, ...] = ()
    people: tuple[Person, ...] = ()
    timeline: tuple[Entry, ...] = ()
    calls: tuple[str, ...] = ()
    """Paths of JSON-Lines files of further entries, inside the record's folder."""
    casualties: tuple[Casualty, ...] = ()
    facilities: tuple[Facility, ...] = ()
    related: tuple[Related, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    questions: tuple[Question, ...] = ()
    intervals: tuple[Interval, ...] = ()
    glossary: tuple[Term, ...] = ()


def milestones_of(entry: Entry) -> tuple[str, ...]:
    """The names of the milestones that an entry reaches."""
    named = (*(effect.milestone for effect in entry.effects), entry.milestone)
    return tuple(name for name in named if name)
