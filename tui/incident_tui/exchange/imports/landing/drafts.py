"""Drafts of a record's objects: the fields that importers fill, in the notation of a record.

mypy reports a misspelt field, a missing required field and a word outside a vocabulary; a test
compares each draft with the class of the model. A record's reader takes a number as text too.
"""

from collections.abc import Mapping
from typing import Generic, NamedTuple, Required, TypedDict, TypeVar, cast

from incident_tui.exchange.imports.landing.protocol import ImportedItem, Origin, Passed
from incident_tui.record import vocabulary as words


class TimeForm(TypedDict, total=False):
    """A time with the words of the source."""

    at: Required[str]
    stated: str
    basis: str
    after: list[str]
    before: list[str]
    tolerance: str
    duration: str


TimeDraft = str | TimeForm
"""A time in the notation of `incident_tui.record.time_value`."""


class CiteForm(TypedDict, total=False):
    """A citation in parts."""

    source: Required[str]
    at: str
    by: str


CiteDraft = str | CiteForm
"""A citation, for short as `source:L13`."""

NumberDraft = float | str


class RoleHeldDraft(TypedDict, total=False):
    """A role of an agency."""

    role: Required[words.AgencyRole]
    cite: CiteDraft


class UnitStatusChangeDraft(TypedDict, total=False):
    """A status in the history of a unit."""

    status: Required[words.UnitStatus]
    time: Required[TimeDraft]
    cite: CiteDraft


class SpeakerDraft(TypedDict, total=False):
    """The voice of a call."""

    person: str
    unit: str
    agency: str
    label: str
    addressed_to: str


class ChannelDraft(TypedDict, total=False):
    """The channel of a radio call."""

    system: str
    talkgroup: str
    talkgroup_tag: str
    frequency: str
    feed: str
    site: str


class AudioDraft(TypedDict, total=False):
    """A part of a recording; start and length in seconds."""

    path: Required[str]
    start: NumberDraft
    length: NumberDraft
    sha256: str


class TranscriptDraft(TypedDict, total=False):
    """How the words of an entry were written down."""

    method: Required[words.TranscriptMethod]
    model: str
    confidence: NumberDraft


class EffectDraft(TypedDict, total=False):
    """A change of a unit's status."""

    unit: str
    status: str


class ClaimDraft(TypedDict, total=False):
    """A claim of a conflict."""

    value: Required[str]
    cite: Required[CiteDraft]
    known: TimeDraft


class IncidentDraft(TypedDict, total=False):
    """The incident, as far as the files describe the incident: no field is required."""

    id: str
    title: str
    summary: str
    type: str
    status: str
    location: str
    lead_agency: str
    as_of: TimeDraft
    date: str
    timezone: str
    timezone_basis: str
    cite: CiteDraft


class SourceDraft(TypedDict, total=False):
    """A source."""

    id: Required[str]
    kind: Required[words.SourceKind]
    title: str
    author: str
    publisher: str
    published: TimeDraft
    url: str
    path: str
    note: str


class PlaceFields(TypedDict, total=False):
    """The address and the coordinates (WGS 84, in degrees) of a location."""

    number: str
    street: str
    cross_street: str
    city: str
    county: str
    state: str
    lat: NumberDraft
    lon: NumberDraft
    precision: words.LocationPrecision


class LocationDraft(PlaceFields, total=False):
    """A location."""

    id: Required[str]
    text: Required[str]
    cite: CiteDraft
    kind: str


class AgencyDraft(TypedDict, total=False):
    """An agency."""

    id: Required[str]
    name: Required[str]
    aliases: list[str]
    kind: words.AgencyKind
    roles: list[RoleHeldDraft]
    cite: CiteDraft
    note: str


class UnitDraft(TypedDict, total=False):
    """A unit."""

    id: Required[str]
    call_sign: Required[str]
    cite: CiteDraft
    agency: str
    type: str
    radio_ids: list[str]
    status_history: list[UnitStatusChangeDraft]


class PersonDraft(TypedDict, total=False):
    """A person, with a name or a label."""

    id: Required[str]
    agency: str
    occupation: str
    aliases: list[str]
    age: int
    roles: list[words.PersonRole]
    cite: CiteDraft
    note: str
    name: str
    label: str
    named: bool


class EntryDraft(TypedDict, total=False):
    """An entry of the timeline."""

    id: Required[str]
    kind: Required[words.EntryKind]
    time: Required[TimeDraft]
    text: Required[str]
    cite: Required[CiteDraft]
    title: str
    known: TimeDraft
    verbatim: bool
    sic: str
    grade: str
    weight: words.Weight
    agency: str
    agencies: list[str]
    speaker: SpeakerDraft
    channel: ChannelDraft
    audio: AudioDraft
    transcript: TranscriptDraft
    units: list[str]
    people: list[str]
    location: str
    effects: list[EffectDraft]
    milestone: str
    tags: list[str]


class RelatedDraft(TypedDict, total=False):
    """A related incident."""

    id: Required[str]
    title: Required[str]
    relation: Required[list[words.Relation]]
    agencies: list[str]
    summary: str
    cite: CiteDraft


class ConflictDraft(TypedDict, total=False):
    """A conflict."""

    id: Required[str]
    topic: Required[str]
    claims: Required[list[ClaimDraft]]
    status: words.ConflictStatus
    affects: list[str]


D = TypeVar("D", bound=Mapping[str, object])


def without_blanks(draft: D) -> D:
    """Return the draft without the fields that hold None, an empty text, list or mapping."""
    kept = {
        name: value
        for name, value in draft.items()
        if value or isinstance(value, int | float)  # False and 0 say something
    }
    return cast(D, kept)  # a comprehension over a TypedDict loses the type


class ItemSection(NamedTuple, Generic[D]):
    """A section of a record, with the draft of an item as type parameter."""

    name: str
    only_if_named: bool = False
    """Whether an item is passed over if no other item of the import names its id."""
    if_there: str = ""
    """Why an item is passed over if the record has another one of its id; "" for a rejection."""

    def item(
        self, draft: D, origin: Origin, otherwise: ImportedItem | Passed | None = None
    ) -> ImportedItem:
        """Return the draft as an item of the section, without blank fields.

        Args:
            draft: the fields of the item.
            origin: the place of the item in the imported files.
            otherwise: what to take instead if the record has another item of the id; None for a
                note of the reason `if_there`, or else a rejection.
        """
        if otherwise is None and self.if_there:
            otherwise = Passed(origin, self.if_there)
        return ImportedItem(self.name, without_blanks(draft), origin, self.only_if_named, otherwise)


INCIDENT = ItemSection[IncidentDraft]("incident")
SOURCES = ItemSection[SourceDraft]("sources", only_if_named=True)
LOCATIONS = ItemSection[LocationDraft]("locations")
AGENCIES = ItemSection[AgencyDraft]("agencies", if_there="the record has this agency")
UNITS = ItemSection[UnitDraft]("units", if_there="the record has this unit")
PEOPLE = ItemSection[PersonDraft]("people")
TIMELINE = ItemSection[EntryDraft]("timeline")
RELATED = ItemSection[RelatedDraft]("related")
CONFLICTS = ItemSection[ConflictDraft]("conflicts")
