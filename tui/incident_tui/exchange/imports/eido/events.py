"""The incident, calls, dispatches, notes and links of an EIDO, as entries and related incidents.

Of a status or a dispatch, an EIDO tells the time of the last update alone: such a time is
approximate in the record.
"""

from collections.abc import Iterator

from incident_tui.exchange.imports.eido.documents import (
    AGENCIES,
    AGENTS,
    CALLS,
    INCIDENT,
    LINKS,
    LOCATIONS,
    NOTES,
    PEOPLE,
    RESOURCES,
    EidoObject,
)
from incident_tui.exchange.imports.eido.references import References, changes, rest_lines, time_of
from incident_tui.exchange.imports.foreign.html import plain_text
from incident_tui.exchange.imports.foreign.json import JsonObject
from incident_tui.exchange.imports.foreign.times import UNPLACED
from incident_tui.exchange.imports.foreign.values import identifier
from incident_tui.exchange.imports.landing import drafts
from incident_tui.exchange.imports.landing.drafts import EntryDraft, SpeakerDraft, without_blanks
from incident_tui.exchange.imports.landing.protocol import ImportedItem
from incident_tui.record.vocabulary import Relation

_INCIDENT_STATUS_FIELDS = ("incidentStatusCommonRegistryText", "incidentStatusInternalText")
_CALL_TYPE_FIELDS = ("standardPrimaryCallType", "standardSecondaryCallType", "localCallType")
_RELATIONS: dict[str, Relation] = {
    "PARENT": "parent",
    "CHILD": "child",
    "RELATED": "compared_by_source",
    "REPLACED": "duplicate",
    "REPLACING": "duplicate",
    "SPLIT": "child",
}
"""From the code of a link or a merge to a relation."""


def incident_items(item: EidoObject, references: References) -> Iterator[ImportedItem]:
    """Yield the incident, an entry for each status, and a note with further fields."""
    part, last = item.part, item.last
    common = part.text("incidentTypeCommonRegistryText")
    statuses = [_incident_status(version.part) for version in item.versions]
    for key in _INCIDENT_STATUS_FIELDS:
        part.rest.pop(key, None)  # each version has its own status, told by an entry
    locations = references.all(part, "locationReference", LOCATIONS)
    stamp = last.updated or last.sent
    yield drafts.INCIDENT.item(
        {
            "id": references.ids[INCIDENT][item.name],
            "title": part.text("incidentTypeInternalText") or common,
            "type": common,
            "status": statuses[-1],
            "location": next(iter(locations), ""),
            "lead_agency": references.owner,
            "as_of": stamp.time if stamp else "",
            "date": references.day(),
            "cite": references.cite(last),
        },
        part.origin,
    )
    yield from _incident_status_items(item, statuses, references)
    people = references.all(part, "agentReference", AGENTS)
    people += references.all(part, "personReference", PEOPLE)
    rest = [f"also at {references.names[location]}" for location in locations[1:]]
    rest += [f"with {references.names[person]}" for person in people]
    if note := references.note_about(item, "the incident", rest):
        note["people"] = people
        yield drafts.TIMELINE.item(note, part.origin)


def bare_incident_item(references: References) -> ImportedItem:
    """Return the incident if no EIDO has an incident component."""
    source = next(iter(references.documents.sources.values()))
    return drafts.INCIDENT.item(
        {
            "id": references.id_of(INCIDENT, ""),
            "lead_agency": references.owner,
            "date": references.day(),
        },
        source.origin,
    )


def call_items(item: EidoObject, references: References) -> Iterator[ImportedItem]:
    """Yield the entry of a call, and the entry of its answer."""
    answered = references.documents.timestamp(item.part, "answerDate")
    call = _call_entry(item, references)
    yield drafts.TIMELINE.item(call, item.part.origin)
    if answered:
        answer: EntryDraft = {
            "id": identifier(call["id"], "answered"),
            "kind": "action",
            "time": answered.time,
            "text": "Call answered",
            "cite": call["cite"],
            "milestone": "call_answered",
            "agency": call["agency"],
            "people": call["people"],
        }
        yield drafts.TIMELINE.item(answer, item.part.origin)


def dispatch_items(item: EidoObject, references: References) -> Iterator[ImportedItem]:
    """Yield an entry for each EIDO with a new unit in a dispatch; without units, a single entry."""
    part = item.part
    agencies = references.all(part, "agencyReference", AGENCIES)
    agents = references.all(part, "agentReference", AGENTS)
    references.all(part, "emergencyResourceReference", RESOURCES)
    rest, before = rest_lines(part), set[str]()
    for number, version in enumerate(item.versions):
        units = [unit for unit in references.units_in(version) if unit not in before]
        before.update(units)
        if number and not units:
            continue
        whom = ", ".join(references.names[party] for party in units or agencies)
        yield drafts.TIMELINE.item(
            {
                "id": identifier("dispatch", item.name, *units),
                "kind": "cad_event",
                "time": time_of(version),
                "text": "\n".join([f"Dispatched: {whom or 'nobody is named'}", *rest]),
                "cite": references.cite(version),
                "agency": references.employer_of(agents),
                "agencies": agencies,
                "units": units,
                "people": agents,
                "milestone": "dispatched" if units else "",
            },
            version.part.origin,
        )
        rest = []


def note_items(item: EidoObject, references: References) -> Iterator[ImportedItem]:
    """Yield a note, at the time of its update: a note is written once."""
    part, version = item.part, item.last
    agents = references.all(part, "agentReference", AGENTS)
    text = plain_text(part.text("notesActionComments")) or "(an empty note)"
    yield drafts.TIMELINE.item(
        {
            "id": references.ids[NOTES][item.name],
            "kind": "note",
            "time": version.updated.time if version.updated else time_of(version),
            "text": "\n".join([text, *rest_lines(part)]),
            "cite": references.cite(version),
            "agency": references.employer_of(agents),
            "speaker": without_blanks(SpeakerDraft(person=next(iter(agents), ""))),
        },
        version.part.origin,
    )


def link_items(item: EidoObject, references: References) -> Iterator[ImportedItem]:
    """Yield a linked or merged incident; for a code without a relation, such as UNLINK, a note."""
    part = item.part
    key = "linkDirectionCode" if item.kind == LINKS else "incidentMergeDirectionCode"
    code = part.rest.get(key)
    relation = _RELATIONS.get(code.upper()) if isinstance(code, str) else None
    if relation is None:
        yield from other_items(item, references)
        return
    tracking = part.text("incidentTrackingIdentifier") or "an incident that is not named"
    reason = part.text("transactionReasonText")
    yield drafts.RELATED.item(
        {
            "id": references.ids[item.kind][item.name],
            "title": tracking,
            "relation": [relation],
            "agencies": references.all(part, "involvedAgencyReference", AGENCIES),
            "summary": "\n".join([*([reason] if reason else []), *rest_lines(part)]),
            "cite": references.cite(item.last),
        },
        part.origin,
    )


def other_items(item: EidoObject, references: References) -> Iterator[ImportedItem]:
    """Yield a component without a section in a record, as a note."""
    text = "\n".join([f"{item.kind or 'EIDO'}:", *(rest_lines(item.part) or [item.name])])
    yield drafts.TIMELINE.item(
        {
            "id": references.ids[item.kind][item.name],
            "kind": "note",
            "time": time_of(item.last),
            "text": text,
            "cite": references.cite(item.last),
        },
        item.part.origin,
    )


def _call_entry(item: EidoObject, references: References) -> EntryDraft:
    """Return the entry of a call, at the start of the call."""
    part, direction = item.part, item.part.text("direction")
    text = _call_text(item, direction)
    agents = references.all(part, "agentReference", AGENTS)
    locations = references.all(part, "locationReference", LOCATIONS)
    people = references.all(part, "personReference", PEOPLE)
    people += [*references.callers.get(item.name, []), *agents]
    began = references.call_starts[item.name]
    also = [f"also at {references.names[location]}" for location in locations[1:]]
    return {
        "id": references.ids[CALLS][item.name],
        "kind": "phone_call",
        "time": began.time if began else UNPLACED,
        "text": "\n".join([text, *also, *rest_lines(part)]),
        "cite": references.cite(item.last),
        "location": next(iter(locations), ""),
        "milestone": "call_received" if direction == "incoming" else "",
        "agency": references.employer_of(agents),
        "people": list(dict.fromkeys(people)),
    }


def _call_text(item: EidoObject, direction: str) -> str:
    """Return direction, types and states of a call, in words."""
    types = ", ".join(filter(None, map(item.part.text, _CALL_TYPE_FIELDS)))
    states = dict.fromkeys(version.part.text("callStateRegistryText") for version in item.versions)
    item.part.rest.pop("callStateRegistryText", None)
    text = f"{direction} call".strip().capitalize()
    text += f": {types}" if types else ""
    return text + "".join(f"; {state}" for state in states if state)


def _incident_status_items(
    item: EidoObject, statuses: list[str], references: References
) -> Iterator[ImportedItem]:
    """Yield an entry for each status that differs from the status before."""
    for identity, index in changes(item.versions, statuses, "incident-status"):
        version = item.versions[index]
        yield drafts.TIMELINE.item(
            {
                "id": identity,
                "kind": "cad_event",
                "time": time_of(version),
                "text": f"Incident status: {statuses[index]}",
                "cite": references.cite(version),
            },
            version.part.origin,
        )


def _incident_status(part: JsonObject) -> str:
    """Return the status of the incident in words, in a single EIDO."""
    words = [word for key in _INCIDENT_STATUS_FIELDS for word in part.texts(key)]
    return ", ".join(dict.fromkeys(words))
