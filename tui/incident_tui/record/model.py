"""The record of one incident, `incident-record/1`, as frozen values.

In a file a field has the name of the Python field (`from` and `to` instead of `start` and `end`,
since `from` is a word of Python). A field without a default is required. Text is kept as written; a
time is a `TimeValue`, an instant only after `incident_tui.placing.placement`.

The annotation of a field is the single place of the field's rule and description: `msgspec.Meta`
and, with a rule, a `Fault`. The reader of YAML, the decoder of calls and the JSON Schema follow the
annotation. Patterns are Python's, anchored by `^` and `\\Z`, because msgspec searches.
"""

import datetime as dt
from typing import Annotated

import msgspec
from msgspec import Meta

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
    """The base of every object in a record: frozen, and written without defaults.

    Values hold texts, numbers and values, never a reference back to the owner, and need no garbage
    collector.
    """


class Refers:
    """Marks a text field as the id of an object, in the named sections or in the whole record."""

    def __init__(self, *sections: str) -> None:
        self.sections = sections


class Fault:
    """The words for a value that breaks the rule of an annotation.

    Args:
        words: the message of the problem; `{value}` stands for the value.
        kept: whether the value is kept nevertheless, unless empty.
    """

    def __init__(self, words: str, kept: bool = False) -> None:
        self.words = words
        self.kept = kept


# Ids.

Id = Annotated[str, Meta(min_length=1), Fault("`id`: is empty; give it a value")]
AgencyId = Annotated[str, Refers("agencies"), Meta(description="An id of `agencies`.")]
UnitId = Annotated[str, Refers("units"), Meta(description="An id of `units`.")]
PersonId = Annotated[str, Refers("people"), Meta(description="An id of `people`.")]
LocationId = Annotated[str, Refers("locations"), Meta(description="An id of `locations`.")]
SourceId = Annotated[str, Refers("sources"), Meta(description="An id of `sources`.")]
CasualtyId = Annotated[str, Refers("casualties"), Meta(description="An id of `casualties`.")]
FacilityId = Annotated[str, Refers("facilities"), Meta(description="An id of `facilities`.")]
AnyId = Annotated[str, Refers(), Meta(description="An id of this record.")]

# Texts and numbers with rules.

INNER_PATH = r"(?![\\/]|[A-Za-z]:)(?!([^\0]*[\\/])?\.\.([\\/]|\Z))[^\0]+"
"""A path without a root, a drive or `..`: never outside the record's folder."""
_LEAVES = Fault("`{value}` leaves the record's folder; it is not opened")

InnerPath = Annotated[str, Meta(pattern=rf"^{INNER_PATH}\Z"), _LEAVES]
InnerPathOrNone = Annotated[str, Meta(pattern=rf"^({INNER_PATH})?\Z"), _LEAVES]
Sha256 = Annotated[
    str, Meta(pattern=r"^([0-9a-fA-F]{64})?\Z"), Fault("a sha256 is 64 hexadecimal digits")
]
Color = Annotated[
    str,
    Meta(
        pattern=r"^(#[0-9a-fA-F]{6})?\Z",
        description="`#rrggbb`; without one the program gives a colour of its palette.",
    ),
    Fault("`{value}` is no colour; write it as #0072b2"),
]
Grade = Annotated[
    str,
    Meta(
        pattern=r"^([A-F][1-6])?\Z",
        description="Admiralty code of this fact, such as `B2`; F and 6 cannot be judged.",
    ),
    Fault("`{value}` is no Admiralty grade; write A–F and 1–6, such as B2"),
]
Latitude = Annotated[float, Meta(ge=-90, le=90), Fault("`lat` goes from -90 to 90")]
Longitude = Annotated[float, Meta(ge=-180, le=180), Fault("`lon` goes from -180 to 180")]
Seconds = Annotated[float, Meta(ge=0), Fault("a number of seconds is not below 0")]
Share = Annotated[
    float,
    Meta(ge=0, le=1, description="From 0 to 1."),
    Fault("a confidence goes from 0 to 1"),
]
Lines = Annotated[int, Meta(ge=0), Fault("a number of lines is not below 0")]
Age = Annotated[int, Meta(ge=0), Fault("an age is not below 0")]
Count = Annotated[int, Meta(ge=1), Fault("a count is 1 or more")]


class Cite(Value, frozen=True):
    """Where a fact stands: `art:L13` for short."""

    source: SourceId
    at: Annotated[str, Meta(description="`L13`, `p2`, `t=00:12:31`.")] = ""
    via: Annotated[str, Meta(description="Relayed through: an id, or words.")] = ""
    by: Annotated[
        str, Meta(description="Who makes the claim: the id of a person or an agency, or words.")
    ] = ""
    quote: str = ""
    basis: words.Basis | None = None
    hedge: words.Hedge | None = None


Citations = tuple[Cite, ...]
CITED = Meta(min_length=1)
Cited = Annotated[Citations, CITED, Fault("this needs its source; cite one such as art:L13")]
CitedEntry = Annotated[
    Citations, CITED, Fault("an entry cites its source; write one such as art:L13")
]


class Incident(Value, frozen=True):
    """The incident of the record."""

    id: str
    title: str
    # None only where the file has no date that can be read: the rest of the record is still shown.
    date: Annotated[
        dt.date | None, Meta(description="The date of times written without a date: 2024-02-29.")
    ]
    timezone: Annotated[str, Meta(description="IANA name, such as `America/Chicago`.")]
    timezone_basis: str = ""
    date_basis: Annotated[str, Meta(description="The reason for the date, if it is inferred.")] = ""
    type: Annotated[str, Meta(description="EIDO incident type.")] = ""
    modifiers: tuple[str, ...] = ()
    status: str = ""
    lead_agency: AgencyId = ""
    location: LocationId = ""
    summary: str = ""
    as_of: TimeValue | None = None
    exercise: Annotated[bool, Meta(description="True if nothing in the record took place.")] = False
    content_note: str = ""
    cite: Citations = ()


class SourceClock(Value, frozen=True):
    """How far a source's clock stands from true time."""

    offset: Duration | None = None
    uncertainty: Duration | None = None
    note: str = ""


class Source(Value, frozen=True):
    """A source of facts."""

    id: Id
    kind: words.SourceKind
    title: str = ""
    author: str = ""
    publisher: str = ""
    published: TimeValue | None = None
    retrieved: TimeValue | None = None
    url: str = ""
    path: Annotated[InnerPath, Meta(description="A text beside the record, inside its folder.")] = (
        ""
    )
    sha256: Sha256 = ""
    lines: Lines | None = None
    parent: SourceId = ""
    reliability: words.Reliability | None = None
    clock: SourceClock | None = None
    licence: str = ""
    note: str = ""


class Location(Value, frozen=True):
    """A place, as precisely as the source gives it."""

    id: Id
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
    lat: Latitude | None = None
    lon: Longitude | None = None
    precision: words.LocationPrecision = "unknown"
    cite: Citations = ()


class RoleHeld(Value, frozen=True):
    """A role of an agency, and when it was held."""

    role: words.AgencyRole
    start: TimeValue | None = msgspec.field(name="from", default=None)
    end: TimeValue | None = msgspec.field(name="to", default=None)
    cite: Citations = ()


class UnitStatusChange(Value, frozen=True):
    """A new status of an agency or a unit, and when the status was known."""

    status: words.UnitStatus
    time: TimeValue
    known: TimeValue | None = None
    cite: Citations = ()


class Agency(Value, frozen=True):
    """A responding, affected or named agency."""

    id: Id
    name: str
    short: str = ""
    aliases: tuple[str, ...] = ()
    kind: words.AgencyKind = "unknown"
    level: str = ""
    named: Annotated[bool, Meta(description='False for "multiple agencies" and the like.')] = True
    roles: tuple[RoleHeld, ...] = ()
    aid: words.Aid | None = None
    talkgroups: tuple[str, ...] = ()
    color: Color = ""
    status_history: tuple[UnitStatusChange, ...] = ()
    cite: Citations = ()
    note: str = ""


class Unit(Value, frozen=True):
    """A car or crew of an agency."""

    id: Id
    call_sign: str
    agency: AgencyId = ""
    type: str = ""
    radio_ids: tuple[str, ...] = ()
    status_history: tuple[UnitStatusChange, ...] = ()
    cite: Citations = ()


class Person(Value, frozen=True):
    """A person in the record; named, or known by a label alone."""

    id: Id
    name: str = ""
    label: str = ""
    named: bool = True
    age: Age | None = None
    roles: tuple[words.PersonRole, ...] = ()
    occupation: str = ""
    rank: str = ""
    known: Annotated[
        TimeValue | None,
        Meta(description="When the name was known; by default with the person's casualty status."),
    ] = None
    agency: AgencyId = ""
    aliases: tuple[str, ...] = ()
    cite: Citations = ()
    note: str = ""


class Speaker(Value, frozen=True):
    """The voice of a call, as far as known."""

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

    path: InnerPath
    start: Seconds = 0.0
    length: Seconds | None = None
    sha256: Sha256 = ""


class Transcript(Value, frozen=True):
    """How a call's words were written down."""

    method: words.TranscriptMethod
    model: str = ""
    confidence: Share | None = None
    corrected_by: str = ""
    uncorrected: Annotated[
        str,
        Meta(description="The text before a person corrected it, as the `model` wrote it."),
    ] = ""


class Effect(Value, frozen=True):
    """A change made by an entry: the new status of one subject, or a milestone reached."""

    group: Annotated[
        words.CasualtyGroup | None,
        Meta(description="Casualties reported as a group: `two officers down`."),
    ] = None
    casualty: CasualtyId = ""
    unit: UnitId = ""
    agency: AgencyId = ""
    facility: FacilityId = ""
    status: str = ""
    milestone: str = ""
    basis: words.Basis | None = None


class Entry(Value, frozen=True):
    """A row of the timeline, of whatever kind."""

    id: Id
    kind: words.EntryKind
    time: TimeValue
    text: str
    cite: CitedEntry
    title: str = ""
    known: TimeValue | None = None
    verbatim: Annotated[bool, Meta(description="True when the text is the words themselves.")] = (
        False
    )
    sic: str = ""
    agency: Annotated[AgencyId, Meta(description="Who acts or speaks.")] = ""
    agencies: Annotated[tuple[AgencyId, ...], Meta(description="Also involved.")] = ()
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
    grade: Grade = ""


class CasualtyStatusChange(Value, frozen=True):
    """A new status of a casualty, and when the status was known."""

    status: words.CasualtyStatus
    time: TimeValue
    cite: Cited
    known: TimeValue | None = None
    note: str = ""


class Transported(Value, frozen=True):
    """Who took a casualty where."""

    by: str = ""
    to: str = ""
    time: TimeValue | None = None
    cite: Citations = ()


class Casualty(Value, frozen=True):
    """A person who was hurt, or a number of people counted together."""

    id: Id
    group: words.CasualtyGroup
    person: PersonId = ""
    label: str = ""
    agency: AgencyId = ""
    role: str = ""
    cause: str = ""
    count: Count = 1
    transported: Transported | None = None
    history: tuple[CasualtyStatusChange, ...] = ()
    cite: Citations = ()
    note: str = ""


class FacilityAction(Value, frozen=True):
    """The action of a facility: as reported, and in words of the Standard Response Protocol."""

    reported: str = ""
    srp: str = ""
    srp_basis: str = ""


class Facility(Value, frozen=True):
    """A school, a hospital or a similar place reached by the incident."""

    id: Id
    name: str
    kind: str = ""
    action: FacilityAction | None = None
    time: TimeValue | None = None
    duration: Duration | None = None
    ended_by: Annotated[str, Meta(description="An entry's id, or words.")] = ""
    cite: Citations = ()
    note: str = ""


class RelatedCasualties(Value, frozen=True):
    """Casualties of a related incident, never counted with the incident's own."""

    group: words.CasualtyGroup
    status: words.CasualtyStatus
    count: Count


class Related(Value, frozen=True):
    """A further incident, and how the two are related."""

    id: Id
    title: str
    relation: tuple[words.Relation, ...]
    date: dt.date | None = None
    date_basis: Annotated[str, Meta(description="The reason for the date, if it is inferred.")] = ""
    time: TimeValue | None = None
    location: str = ""
    agencies: Annotated[
        tuple[str, ...], Meta(description="Ids of this record's agencies, or words.")
    ] = ()
    casualties: tuple[RelatedCasualties, ...] = ()
    summary: str = ""
    record: Annotated[
        InnerPathOrNone,
        Meta(description="The path of the incident's own record, inside this record's folder."),
    ] = ""
    cite: Citations = ()


class Claim(Value, frozen=True):
    """A side of a conflict."""

    value: str
    cite: Cited
    id: str = ""
    known: TimeValue | None = None


class Conflict(Value, frozen=True):
    """Contradicting reports, kept side by side and never resolved by the program."""

    id: Id
    topic: str
    claims: Annotated[
        tuple[Claim, ...],
        Meta(min_length=2),
        Fault("a conflict sets two claims or more against each other", kept=True),
    ]
    affects: tuple[AnyId, ...] = ()
    status: words.ConflictStatus = "open"
    readings: Annotated[tuple[str, ...], Meta(description="Possible explanations: opinion.")] = ()
    note: str = ""


class Question(Value, frozen=True):
    """A question about the incident, open or answered."""

    id: Id
    text: str
    origin: words.QuestionOrigin = "reviewer"
    refs: tuple[AnyId, ...] = ()
    status: words.QuestionStatus = "open"
    answer: str = ""
    cite: Citations = ()


class Interval(Value, frozen=True):
    """A named span between two entries or milestones."""

    id: Id
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
    """The whole record of an incident."""

    format: Annotated[str, Meta(extra_json_schema={"const": FORMAT})]
    incident: Incident
    tolerances: Annotated[
        dict[str, Duration],
        Meta(
            description='The length of time meant by a word like "about" in this record: '
            "a convention, not a fact."
        ),
    ] = {}
    sources: tuple[Source, ...] = ()
    locations: tuple[Location, ...] = ()
    agencies: tuple[Agency, ...] = ()
    units: tuple[Unit, ...] = ()
    people: tuple[Person, ...] = ()
    timeline: tuple[Entry, ...] = ()
    calls: Annotated[
        tuple[str, ...],
        Meta(
            description="Paths of JSON-Lines files of further entries, inside the record's folder."
        ),
    ] = ()
    casualties: tuple[Casualty, ...] = ()
    facilities: tuple[Facility, ...] = ()
    related: tuple[Related, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    questions: tuple[Question, ...] = ()
    intervals: tuple[Interval, ...] = ()
    glossary: tuple[Term, ...] = ()


def milestones_of(entry: Entry) -> tuple[str, ...]:
    """The names of the milestones reached by an entry."""
    names = (*(effect.milestone for effect in entry.effects), entry.milestone)
    return tuple(name for name in names if name)
