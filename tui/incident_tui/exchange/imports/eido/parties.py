"""The agencies, agents, people and resources of an EIDO, as agencies, people and units."""

from collections.abc import Iterator
from typing import NamedTuple, cast

from incident_tui.exchange.imports.eido.cards import card_of
from incident_tui.exchange.imports.eido.documents import (
    AGENCIES,
    AGENTS,
    CALLS,
    LOCATIONS,
    PEOPLE,
    RESOURCES,
    EidoObject,
)
from incident_tui.exchange.imports.eido.niem import describe_person
from incident_tui.exchange.imports.eido.references import (
    References,
    changes,
    rest_lines,
    split_known,
    time_of,
)
from incident_tui.exchange.imports.foreign.json import JsonObject
from incident_tui.exchange.imports.landing import drafts
from incident_tui.exchange.imports.landing.drafts import AgencyDraft, PersonDraft
from incident_tui.exchange.imports.landing.protocol import ImportedItem, Passed
from incident_tui.record.vocabulary import AgencyKind, AgencyRole, PersonRole, UnitStatus, listed

_AGENCY_KINDS: dict[str, AgencyKind] = {
    "police": "law",
    "sheriff": "law",
    "fire": "fire",
    "ambulance": "ems",
    "ems": "ems",
    "psap": "psap",
    "hospital": "hospital",
}
"""By the first part of a name under urn:emergency:service:responder, or of a similar name."""
_AGENCY_ROLES = tuple(
    cast(AgencyRole, role)
    for role in listed(AgencyRole)
    if role != "Investigating"  # a role of records alone
)
_PERSON_ROLES: tuple[PersonRole, ...] = (
    "Caller",
    "ReportingParty",
    "Victim",
    "Suspect",
    "Witness",
    "Patient",
)
_STATUS_FIELDS = (
    "secondaryUnitStatusRegistryText",
    "unitStatusInternal",
    "primaryUnitStatusRegistryText",
    "unitLocationReference",
    "unitDestinationReference",
    "eta",
)
_STATUSES: dict[str, UnitStatus] = {
    "AssignmentCancelled": "Canceled",
    "OutofService": "OutOfService",
    "Cleared": "Cleared",
    "Transporting": "Transporting",
    "EnRoute": "EnRoute",
    "PatientContact": "AtPatient",
    "Hospital": "Hospital",
    "Staging": "Staging",
    "Arrived": "OnScene",
    "OnScene": "OnScene",
    "AcknowledgedTransmission": "Acknowledged",
    "Dispatched": "Dispatched",
    "Assigned": "Dispatched",
}
"""From a secondary status to a status; of a unit with more, the first in this table says most:
`EnRoute` with `Hospital` means on the road to the hospital."""
_TYPE_FIELDS = ("emergencyResourceTypeCommonRegistryText", "emergencyResourceTypeInternalText")


class _ResourceStatus(NamedTuple):
    """The status of a unit."""

    words: str
    """The words of the EIDO; "" without a status."""
    word: UnitStatus | None
    """The status in a record."""
    location: str
    """The id of the location, or ""."""


def agency_items(item: EidoObject, references: References) -> Iterator[ImportedItem | Passed]:
    """Yield an agency; for another agency in the record, a note with the new facts."""
    identity, part = references.ids[AGENCIES][item.name], item.part
    card = card_of(part.rest.pop("agencyJcard", None))
    called = references.names[identity] = card.name or item.name
    roles, other = split_known(part.texts("agencyRoleDescriptionRegistryText"), _AGENCY_ROLES)
    types = part.texts("agencyType")
    if part.flag("incidentOwningAgencyIndicator"):
        references.owner = identity
    rest = [
        *card.rest,
        *(f"role: {role}" for role in other),
        *(f"type: {name}" for name in types),
    ]
    otherwise: ImportedItem | Passed = Passed(part.origin, drafts.AGENCIES.if_there)
    note = references.note_about(item, called, [*rest, *(f"role: {role}" for role in roles)])
    if note:
        note["agencies"] = [identity]
        otherwise = drafts.TIMELINE.item(note, part.origin)
    if identity in references.known:
        yield otherwise
        return
    cite = references.cite(item.last)
    agency = AgencyDraft(id=identity, name=called)
    if called != item.name:
        agency["aliases"] = [item.name]
    if kind := _agency_kind(types):
        agency["kind"] = kind
    agency["roles"] = [{"role": role, "cite": cite} for role in roles]
    agency["cite"] = cite
    agency["note"] = "\n".join([*rest, *rest_lines(part)])
    yield drafts.AGENCIES.item(agency, part.origin, otherwise)


def agent_items(item: EidoObject, references: References) -> Iterator[ImportedItem]:
    """Yield an agent as a person."""
    identity, part = references.ids[AGENTS][item.name], item.part
    card = card_of(part.rest.pop("agentJcard", None))
    agency = references.first(part, "agencyReference", AGENCIES)
    references.employers[identity] = agency
    called = references.names[identity] = card.name or f"agent {item.name}"
    person: PersonDraft = {
        "id": identity,
        "agency": agency,
        "occupation": ", ".join(part.texts("agentRoleRegistryText")),
        "cite": references.cite(item.last),
        "note": "\n".join([*card.rest, *rest_lines(part)]),
    }
    yield drafts.PEOPLE.item(_called(person, card.name, called), part.origin)


def person_items(item: EidoObject, references: References) -> Iterator[ImportedItem]:
    """Yield a person, and note the person's calls."""
    identity, part = references.ids[PEOPLE][item.name], item.part
    roles, other = split_known(part.texts("personIncidentRoleRegistryText"), _PERSON_ROLES)
    names, age, rest = describe_person(part.rest.pop("ncPersonComponent", None))
    label = f"{', '.join([*roles, *other]) or 'person'} (unnamed)"
    references.names[identity] = names[0] if names else label
    rest += [f"role: {role}" for role in other]
    for call in part.texts("callIdentifier"):
        known = references.documents.named(CALLS, call)
        references.callers.setdefault(known or call, []).append(identity)
        rest += [] if known else [f"call: {call}"]
    person = PersonDraft(id=identity, aliases=names[1:])
    if age is not None:
        person["age"] = age
    person["roles"] = [*roles, "Other"] if other else roles
    person["cite"] = references.cite(item.last)
    person["note"] = "\n".join([*rest, *rest_lines(part)])
    yield drafts.PEOPLE.item(_called(person, names[0] if names else "", label), part.origin)


def unit_items(item: EidoObject, references: References) -> Iterator[ImportedItem | Passed]:
    """Yield a unit, an entry for each status of the unit, and a note with further fields."""
    unit, part = references.ids[RESOURCES][item.name], item.part
    called = references.names[unit] = part.text("emergencyResourceName") or item.name
    agents = references.all(part, "agentReference", AGENTS)
    agency = references.employer_of(agents) or references.employers.get(unit, "")
    types = dict.fromkeys(filter(None, map(part.text, _TYPE_FIELDS)))
    if unit in references.known:
        yield Passed(part.origin, drafts.UNITS.if_there)
    else:
        yield drafts.UNITS.item(
            {
                "id": unit,
                "call_sign": called,
                "cite": references.cite(item.last),
                "agency": agency,
                "type": ", ".join(types),
            },
            part.origin,
        )
    for key in _STATUS_FIELDS:
        part.rest.pop(key, None)  # each version has its own status, told by an entry
    yield from _status_items(item, agency, agents, references)
    people = [*agents, *references.all(part, "personReference", PEOPLE)]
    with_people = [f"with {references.names[person]}" for person in people]
    if note := references.note_about(item, called, with_people):
        note["units"] = [unit]
        note["people"] = people
        yield drafts.TIMELINE.item(note, part.origin)


def _agency_kind(types: list[str]) -> AgencyKind | None:
    """Return the kind of an agency, from the first type with a kind in a record."""
    kinds = (_AGENCY_KINDS.get(name.partition(".")[0].lower()) for name in types)
    return next(filter(None, kinds), None)


def _called(person: PersonDraft, name: str, label: str) -> PersonDraft:
    """Return a person with a name, or with a label if the name is unknown."""
    if name:
        person["name"] = name
    else:
        person["label"] = label
        person["named"] = False
    return person


def _status_items(
    item: EidoObject, agency: str, agents: list[str], references: References
) -> Iterator[ImportedItem]:
    """Yield an entry for each status of a unit that differs from the status before."""
    unit = references.ids[RESOURCES][item.name]
    statuses = [_status(version.part, references) for version in item.versions]
    words = [status.words for status in statuses]
    for identity, index in changes(item.versions, words, "status", item.name):
        version, status = item.versions[index], statuses[index]
        yield drafts.TIMELINE.item(
            {
                "id": identity,
                "kind": "unit_status",
                "time": time_of(version),
                "text": f"{references.names[unit]}: {status.words}",
                "cite": references.cite(version),
                "agency": agency,
                "units": [unit],
                "people": agents,
                "location": status.location,
                "effects": [{"unit": unit, "status": status.word}] if status.word else [],
            },
            version.part.origin,
        )


def _status(part: JsonObject, references: References) -> _ResourceStatus:
    """Return the status of a unit in a single EIDO."""
    secondary = part.texts("secondaryUnitStatusRegistryText")
    primary = part.text("primaryUnitStatusRegistryText")
    location = references.first(part, "unitLocationReference", LOCATIONS)
    destination = references.first(part, "unitDestinationReference", LOCATIONS)
    words = [*secondary, *part.texts("unitStatusInternal"), *([primary] if primary else [])]
    words += [f"at {references.names[location]}"] if location else []
    words += [f"to {references.names[destination]}"] if destination else []
    words += [f"expected {eta}"] if (eta := part.text("eta")) else []
    status = next((_STATUSES[word] for word in _STATUSES if word in secondary), None)
    if status is None and primary == "Available":
        status = "Available"
    return _ResourceStatus(", ".join(words), status, location)
