"""An Emergency Incident Data Object (NENA-STA-021.1b, JSON), or several of one incident.

An object that comes again with other values is the same object: the latest hold, and those before
stand beside them in a conflict. Of a status, a dispatch or a link an EIDO tells only when it was
last updated, so such a time is approximate here. What a record has no place for stays as text,
under the name it had.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from incident_tui.exchange.imports.eido.cards import card_of, plain_text
from incident_tui.exchange.imports.eido.documents import (
    AGENCIES,
    AGENTS,
    CALLS,
    DISPATCHES,
    INCIDENT,
    KINDS,
    LINKS,
    LOCATIONS,
    MERGES,
    NOTES,
    PEOPLE,
    RESOURCES,
    Conflict,
    Documents,
    Version,
    targets,
)
from incident_tui.exchange.imports.eido.pidf import NotReadError, read_place
from incident_tui.exchange.imports.foreign.json import (
    Part,
    identifier,
    lines_of,
    number_of,
    read_each,
    words_of,
)
from incident_tui.exchange.imports.foreign.radio import with_values
from incident_tui.exchange.imports.foreign.times import UNPLACED, Stamp, Time
from incident_tui.exchange.imports.landing.protocol import Found, Item, Rejected, Wishes

_UPDATED = "when the EIDO's component was last updated"
_SENT = "the EIDO was updated then"
_UNPREFIXED = (AGENCIES, LOCATIONS, RESOURCES)
"""Kinds whose `$id` is an id by itself; of the others the kind stands before it."""
_OF_A_STATUS = (
    "secondaryUnitStatusRegistryText",
    "unitStatusInternal",
    "primaryUnitStatusRegistryText",
    "unitLocationReference",
    "unitDestinationReference",
    "eta",
)
_STATUS_OF_INCIDENT = ("incidentStatusCommonRegistryText", "incidentStatusInternalText")
_CALL_TYPES = ("standardPrimaryCallType", "standardSecondaryCallType", "localCallType")
_AGENCY_KINDS = {
    "police": "law",
    "sheriff": "law",
    "fire": "fire",
    "ambulance": "ems",
    "ems": "ems",
    "psap": "psap",
    "hospital": "hospital",
}
"""By the first part of a name of urn:emergency:service:responder, or of what is used beside it."""
_AGENCY_ROLES = (
    "Assisting",
    "CallReceiving",
    "Dispatched",
    "Dispatching",
    "Informational",
    "TransferredTo",
)
_PERSON_ROLES = ("Caller", "ReportingParty", "Victim", "Suspect", "Witness", "Patient")
_STATUSES = {
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
"""Of several secondary statuses the first one here says most: `EnRoute` with `Hospital` is on the
way there."""
_RELATIONS = {
    "PARENT": "parent",
    "CHILD": "child",
    "RELATED": "compared_by_source",
    "REPLACED": "duplicate",
    "REPLACING": "duplicate",
    "SPLIT": "child",
}
_YEARS = ("", "ANN", "YEAR", "YEARS")
_OLDEST = 130
_TYPES = ("CommonRegistry", "Internal")
_NAME_PARTS = ("prefix", "personGivenName", "personMiddleName", "personSurName", "suffix")
_ABOUT_TEXT = ("@context", "lang", "sequenceId")
_NOT_AFFECTED = (INCIDENT, DISPATCHES)
"""Kinds whose id stands for no single entry or object that a conflict could name."""

_Items = Callable[[str, Part, list[Version]], Iterator[Item]]
"""From the `$id` of an object, the latest word of it and its versions to what a record says."""


def read(paths: Sequence[Path], wishes: Wishes) -> Iterator[Found]:
    """Read files, or folders of files, that hold EIDOs of one incident.

    It is the incident of the first one; an EIDO of another is rejected.
    """
    faults: list[Rejected] = []
    documents = Documents(wishes, faults)
    yield from read_each(paths, (".json",), "not JSON", documents.add_file)
    documents.close()
    if documents.sources:
        yield from _Incident(documents, wishes).items()
    yield from faults


class _Incident:
    """What is said of an incident, as items of a record."""

    def __init__(self, documents: Documents, wishes: Wishes) -> None:
        self._documents = documents
        self._ids = {
            kind: {name: self._id(kind, name) for name in objects}
            for kind, objects in documents.objects.items()
        }
        """From the kind of a component and its `$id` to its id in the record."""
        self._there: set[str] = set()
        """Ids of agencies and units that the record has already."""
        self._names: dict[str, str] = {}
        """What an agency, unit, person or location is called, by its id."""
        self._employers: dict[str, str] = {}
        """From the id of an agent or a unit to that of its agency."""
        self._callers: dict[str, list[str]] = {}
        """From the `$id` of a call to those who were on it."""
        self._began: dict[str, Stamp | None] = {}
        """When each call began, by its `$id`."""
        self._owner = ""
        """The agency that the incident belongs to."""
        self._match(AGENCIES, "agencyJcard", wishes.agencies)
        self._match(RESOURCES, "emergencyResourceName", wishes.units)

    def items(self) -> Iterator[Item]:
        """Everything; what is referred to comes before what refers to it."""
        yield from self._documents.sources.values()
        yield from self._each(LOCATIONS, self._location)
        yield from self._each(AGENCIES, self._agency)
        yield from self._each(AGENTS, self._agent)
        yield from self._each(PEOPLE, self._person)
        self._look_ahead()
        yield from self._each(RESOURCES, self._unit)
        if INCIDENT in self._documents.objects:
            yield from self._each(INCIDENT, self._incident)
        else:
            yield self._bare_incident()
        yield from self._each(CALLS, self._call)
        yield from self._each(DISPATCHES, self._dispatch)
        yield from self._each(NOTES, self._note)
        for kind in (LINKS, MERGES):
            yield from self._each(kind, partial(self._link, kind))
        for kind in self._documents.objects:
            if kind not in KINDS:
                yield from self._each(kind, partial(self._other, kind))
        yield from map(self._conflict, self._documents.conflicts())

    def _each(self, kind: str, items: _Items) -> Iterator[Item]:
        for name, versions in self._documents.objects.get(kind, {}).items():
            yield from items(name, self._documents.latest[kind][name], versions)

    # Who and where

    def _location(self, name: str, part: Part, versions: list[Version]) -> Iterator[Item]:
        identity, description = self._ids[LOCATIONS][name], part.text("locationDescriptionText")
        xml = part.text("locationByValue")
        fields, rest = _place(part, "locationByValue", xml) if xml else ({}, [])
        for key in ("crossStreetByValue", "intersectingStreetByValue"):
            for number, one in enumerate(part.texts(key)):
                cross, more = _place(part, f"{key}[{number}]", one)
                street = cross.get("street") or cross.get("text", "")
                if fields.setdefault("cross_street", street) != street:
                    rest.append(f"{key}: {street}")
                rest += more
        text = ", ".join(filter(None, (description, fields.pop("text", "")))) or name
        self._names[identity] = text
        value = {"id": identity, "text": text, "cite": self._cite(versions[-1])}
        told = with_values(kind=part.text("locationTypeDescriptionRegistryText"), **fields)
        yield Item("locations", value | told, part.place)
        yield from self._rest(LOCATIONS, name, part, text, rest, location=identity)

    def _agency(self, name: str, part: Part, versions: list[Version]) -> Iterator[Item]:
        identity, card = self._ids[AGENCIES][name], card_of(part.rest.pop("agencyJcard", None))
        called = self._names[identity] = card.name or name
        roles, other = _sorted(part.texts("agencyRoleDescriptionRegistryText"), _AGENCY_ROLES)
        types = part.texts("agencyType")
        if part.flag("incidentOwningAgencyIndicator"):
            self._owner = identity
        rest = [*card.rest, *(f"role: {one}" for one in other), *(f"type: {one}" for one in types)]
        if identity in self._there:
            rest += [f"role: {one}" for one in roles]
            yield from self._rest(AGENCIES, name, part, called, rest, agencies=[identity])
            return
        cite = self._cite(versions[-1])
        kinds = (_AGENCY_KINDS.get(one.partition(".")[0].lower()) for one in types)
        value = with_values(
            id=identity,
            name=called,
            aliases=[name] if called != name else [],
            kind=next(filter(None, kinds), ""),
            roles=[{"role": role, "cite": cite} for role in roles],
            cite=cite,
            note="\n".join([*rest, *_lines(part)]),
        )
        yield Item("agencies", value, part.place)

    def _agent(self, name: str, part: Part, versions: list[Version]) -> Iterator[Item]:
        identity, card = self._ids[AGENTS][name], card_of(part.rest.pop("agentJcard", None))
        agency = self._first(part, "agencyReference", AGENCIES)
        self._employers[identity] = agency
        self._names[identity] = card.name or f"agent {name}"
        value = with_values(
            id=identity,
            agency=agency,
            occupation=", ".join(part.texts("agentRoleRegistryText")),
            cite=self._cite(versions[-1]),
            note="\n".join([*card.rest, *_lines(part)]),
        )
        yield Item("people", value | _called(card.name, self._names[identity]), part.place)

    def _person(self, name: str, part: Part, versions: list[Version]) -> Iterator[Item]:
        identity = self._ids[PEOPLE][name]
        roles, other = _sorted(part.texts("personIncidentRoleRegistryText"), _PERSON_ROLES)
        names, age, rest = _described(part.rest.pop("ncPersonComponent", None))
        label = f"{', '.join([*roles, *other]) or 'person'} (unnamed)"
        self._names[identity] = names[0] if names else label
        rest += [f"role: {one}" for one in other]
        for call in part.texts("callIdentifier"):
            known = self._documents.named(CALLS, call)
            self._callers.setdefault(known or call, []).append(identity)
            rest += [] if known else [f"call: {call}"]
        value = with_values(
            id=identity,
            aliases=names[1:],
            age=age,
            roles=[*roles, *(["Other"] if other else [])],
            cite=self._cite(versions[-1]),
            note="\n".join([*rest, *_lines(part)]),
        )
        yield Item("people", value | _called(names[0] if names else "", label), part.place)

    def _unit(self, name: str, part: Part, versions: list[Version]) -> Iterator[Item]:
        unit, called = self._ids[RESOURCES][name], part.text("emergencyResourceName") or name
        self._names[unit] = called
        agents = self._all(part, "agentReference", AGENTS)
        agency = self._employer(agents) or self._employers.get(unit, "")
        types = [part.text(f"emergencyResourceType{one}Text") for one in _TYPES]
        if unit not in self._there:
            value = {"id": unit, "call_sign": called, "cite": self._cite(versions[-1])}
            kind = ", ".join(dict.fromkeys(filter(None, types)))
            yield Item("units", value | with_values(agency=agency, type=kind), part.place)
        for key in _OF_A_STATUS:
            part.rest.pop(key, None)  # each version tells its own
        yield from self._statuses(name, versions, agency, agents)
        people = [*agents, *self._all(part, "personReference", PEOPLE)]
        rest = [f"with {self._names[one]}" for one in people]
        yield from self._rest(RESOURCES, name, part, called, rest, units=[unit], people=people)

    def _statuses(
        self, name: str, versions: list[Version], agency: str, agents: list[str]
    ) -> Iterator[Item]:
        """An entry for each status that a unit came to."""
        unit, before, told = self._ids[RESOURCES][name], "", set[str]()
        for version in versions:
            words, status, location = self._status(version.part)
            identity = identifier("status", name, version.when, words)
            if not words or words == before or identity in told:
                continue
            before = words
            told.add(identity)
            yield self._entry(
                identity,
                "unit_status",
                version,
                f"{self._names[unit]}: {words}",
                agency=agency,
                units=[unit],
                people=agents,
                location=location,
                effects=[{"unit": unit, "status": status}] if status else [],
            )

    def _status(self, part: Part) -> tuple[str, str, str]:
        """The status of a unit in words, in a record's word, and where it is."""
        secondary = part.texts("secondaryUnitStatusRegistryText")
        primary = part.text("primaryUnitStatusRegistryText")
        location = self._first(part, "unitLocationReference", LOCATIONS)
        destination = self._first(part, "unitDestinationReference", LOCATIONS)
        words = [*secondary, *part.texts("unitStatusInternal"), *([primary] if primary else [])]
        words += [f"at {self._names[location]}"] if location else []
        words += [f"to {self._names[destination]}"] if destination else []
        words += [f"expected {eta}"] if (eta := part.text("eta")) else []
        status = next((_STATUSES[one] for one in _STATUSES if one in secondary), "")
        status = status or ("Available" if primary == "Available" else "")
        return ", ".join(words), status, location

    # What happened

    def _incident(self, name: str, part: Part, versions: list[Version]) -> Iterator[Item]:
        identity = self._ids[INCIDENT][name]
        common = part.text("incidentTypeCommonRegistryText")
        statuses = [_incident_status(version.part) for version in versions]
        for key in _STATUS_OF_INCIDENT:
            part.rest.pop(key, None)  # each version tells its own
        locations = self._all(part, "locationReference", LOCATIONS)
        stamp = versions[-1].updated or versions[-1].sent
        value = with_values(
            id=identity,
            title=part.text("incidentTypeInternalText") or common,
            type=common,
            status=statuses[-1],
            location=next(iter(locations), ""),
            lead_agency=self._owner,
            as_of=stamp.time if stamp else "",
            date=self._day(),
            cite=self._cite(versions[-1]),
        )
        yield Item("incident", value, part.place)
        before, told = "", set[str]()
        for version, status in zip(versions, statuses, strict=True):
            entry = identifier("incident-status", version.when, status)
            if status and status != before and entry not in told:
                before = status
                told.add(entry)
                yield self._entry(entry, "cad_event", version, f"Incident status: {status}")
        people = self._all(part, "agentReference", AGENTS)
        people += self._all(part, "personReference", PEOPLE)
        rest = [f"also at {self._names[one]}" for one in locations[1:]]
        rest += [f"with {self._names[one]}" for one in people]
        yield from self._rest(INCIDENT, name, part, "the incident", rest, people=people)

    def _bare_incident(self) -> Item:
        """What is known of the incident where no EIDO describes it."""
        value = {"id": self._id(INCIDENT, ""), "lead_agency": self._owner, "date": self._day()}
        place = next(iter(self._documents.sources.values())).place
        return Item("incident", with_values(**value), place)

    def _call(self, name: str, part: Part, versions: list[Version]) -> Iterator[Item]:
        version, began = versions[-1], self._began[name]
        answered = self._documents.stamp(part, "answerDate")
        direction = part.text("direction")
        types = ", ".join(filter(None, (part.text(key) for key in _CALL_TYPES)))
        states = dict.fromkeys(one.part.text("callStateRegistryText") for one in versions)
        part.rest.pop("callStateRegistryText", None)
        agents = self._all(part, "agentReference", AGENTS)
        locations = self._all(part, "locationReference", LOCATIONS)
        people = self._all(part, "personReference", PEOPLE)
        people += [*self._callers.get(name, []), *agents]
        who: dict[str, Any] = with_values(
            agency=self._employer(agents), people=list(dict.fromkeys(people))
        )
        text = f"{direction} call".strip().capitalize()
        text += f": {types}" if types else ""
        text += "".join(f"; {state}" for state in states if state)
        rest = [f"also at {self._names[one]}" for one in locations[1:]]
        yield self._entry(
            self._ids[CALLS][name],
            "phone_call",
            version,
            "\n".join([text, *rest, *_lines(part)]),
            began.time if began else UNPLACED,
            location=next(iter(locations), ""),
            milestone="call_received" if direction == "incoming" else "",
            **who,
        )
        if answered:
            yield self._entry(
                identifier(self._ids[CALLS][name], "answered"),
                "action",
                version,
                "Call answered",
                answered.time,
                milestone="call_answered",
                **who,
            )

    def _dispatch(self, name: str, part: Part, versions: list[Version]) -> Iterator[Item]:
        """An entry for each EIDO that adds resources to a dispatch; one, if none does."""
        agencies = self._all(part, "agencyReference", AGENCIES)
        agents = self._all(part, "agentReference", AGENTS)
        self._all(part, "emergencyResourceReference", RESOURCES)
        rest, before = _lines(part), set[str]()
        for number, version in enumerate(versions):
            units = [unit for unit in self._units_in(version) if unit not in before]
            before.update(units)
            if number and not units:
                continue
            whom = ", ".join(self._names[one] for one in units or agencies)
            yield self._entry(
                identifier("dispatch", name, *units),
                "cad_event",
                version,
                "\n".join([f"Dispatched: {whom or 'nobody is named'}", *rest]),
                agency=self._employer(agents),
                agencies=agencies,
                units=units,
                people=agents,
                milestone="dispatched" if units else "",
            )
            rest = []

    def _note(self, name: str, part: Part, versions: list[Version]) -> Iterator[Item]:
        agents = self._all(part, "agentReference", AGENTS)
        text = plain_text(part.text("notesActionComments")) or "(an empty note)"
        stamp = versions[-1].updated
        yield self._entry(
            self._ids[NOTES][name],
            "note",
            versions[-1],
            "\n".join([text, *_lines(part)]),
            stamp.time if stamp else None,
            agency=self._employer(agents),
            speaker=with_values(person=next(iter(agents), "")),
        )

    def _link(self, kind: str, name: str, part: Part, versions: list[Version]) -> Iterator[Item]:
        key = "linkDirectionCode" if kind == LINKS else "incidentMergeDirectionCode"
        code = part.rest.get(key)
        relation = _RELATIONS.get(code.upper()) if isinstance(code, str) else None
        if relation is None:  # such as UNLINK, which takes a relation away
            yield from self._other(kind, name, part, versions)
            return
        tracking = part.text("incidentTrackingIdentifier") or "an incident that is not named"
        reason = part.text("transactionReasonText")
        value = with_values(
            id=self._ids[kind][name],
            title=tracking,
            relation=[relation],
            agencies=self._all(part, "involvedAgencyReference", AGENCIES),
            summary="\n".join([*([reason] if reason else []), *_lines(part)]),
            cite=self._cite(versions[-1]),
        )
        yield Item("related", value, part.place)

    def _other(self, kind: str, name: str, part: Part, versions: list[Version]) -> Iterator[Item]:
        """A component that a record has no place for, as a note."""
        text = "\n".join([f"{kind or 'EIDO'}:", *(_lines(part) or [name])])
        yield self._entry(self._ids[kind][name], "note", versions[-1], text)

    def _conflict(self, conflict: Conflict) -> Item:
        affected = self._ids[conflict.kind][conflict.name]
        claims = [
            with_values(
                value=value,
                cite=self._cite(version),
                known=version.updated.time if version.updated else "",
            )
            for value, version in conflict.claims
        ]
        value = {
            "id": identifier("conflict", conflict.kind, conflict.name, conflict.key),
            "topic": f"{conflict.key} of {self._names.get(affected, conflict.name)}",
            "claims": claims,
            "status": "superseded" if conflict.is_update else "open",
        }
        affects = [] if conflict.kind in _NOT_AFFECTED else [affected]
        place = conflict.claims[-1][1].part.place
        return Item("conflicts", value | with_values(affects=affects), place)

    # How it is told

    def _entry(
        self,
        identity: str,
        kind: str,
        version: Version,
        text: str,
        time: Time | None = None,
        **fields: Any,
    ) -> Item:
        value: dict[str, Any] = {
            "id": identity,
            "kind": kind,
            "time": time or _approximate(version),
            "text": text,
            "cite": self._cite(version),
        }
        return Item("timeline", value | with_values(**fields), version.part.place)

    def _rest(
        self, kind: str, name: str, part: Part, what: str, lines: list[str], **fields: Any
    ) -> Iterator[Item]:
        """What an object says that it has no field for, as a note about it."""
        if told := [*lines, *_lines(part)]:
            version = self._documents.objects[kind][name][-1]
            identity = identifier("about", kind.removesuffix("Component"), name, version.when)
            text = "\n".join([f"Of {what}:", *told])
            yield self._entry(identity, "note", version, text, **fields)

    def _cite(self, version: Version) -> dict[str, Any]:
        agency = self._documents.named(AGENCIES, version.by)
        by = self._ids[AGENCIES][agency] if agency else version.by
        return with_values(source=version.source, at=version.at, by=by)

    # How it hangs together

    def _id(self, kind: str, name: str) -> str:
        if kind == INCIDENT:
            return identifier(self._documents.name or "incident")
        prefix = "" if kind in _UNPREFIXED else kind.removesuffix("Component") or "eido"
        return identifier(*filter(None, (prefix, name)))

    def _match(self, kind: str, key: str, there: Mapping[str, str]) -> None:
        """Take the ids of those agencies or units that the record has already."""
        for name, part in self._documents.latest.get(kind, {}).items():
            names = (card_of(part.rest.get(key)).name, words_of(part.rest.get(key)), name)
            known = (there.get(one.casefold()) for one in names)
            if identity := next(filter(None, known), None):
                self._there.add(identity)
                self._ids[kind][name] = identity

    def _look_ahead(self) -> None:
        """See when calls began, and which agency was dispatched with a resource."""
        for name, part in self._documents.latest.get(CALLS, {}).items():
            self._began[name] = self._documents.stamp(part, "callStartTimestamp")
        for versions in self._documents.objects.get(DISPATCHES, {}).values():
            for version in versions:
                found = self._found(version.part.value.get("agencyReference"), AGENCIES)
                for unit in self._units_in(version) if found else ():
                    self._employers.setdefault(unit, found[0])

    def _day(self) -> str:
        """The day of the first call, as its clock has it."""
        found = [stamp for stamp in self._began.values() if stamp and stamp.instant is not None]
        if not found:
            return ""
        time = min(found, key=lambda stamp: stamp.instant or 0).time
        return (time if isinstance(time, str) else time["at"])[:10]

    def _units_in(self, version: Version) -> list[str]:
        return self._found(version.part.value.get("emergencyResourceReference"), RESOURCES)

    def _found(self, value: object, kind: str) -> list[str]:
        """The ids of the objects of a kind that a value refers to."""
        names = (self._documents.named(kind, target) for target in targets(value))
        return list(dict.fromkeys(self._ids[kind][name] for name in names if name is not None))

    def _all(self, part: Part, key: str, kind: str) -> list[str]:
        """The ids that a field refers to; a reference to nothing is put to the faults."""
        value = part.rest.pop(key, None)
        for target in targets(value):
            if self._documents.named(kind, target) is None:
                part.reject(key, f"refers to `{target}`, which is no `$id` in `{kind}`", value)
        return self._found(value, kind)

    def _first(self, part: Part, key: str, kind: str) -> str:
        """The only id that a field refers to; of several the others stay text."""
        found = self._all(part, key, kind)
        if len(found) > 1:
            part.rest[key] = found[1:]
        return next(iter(found), "")

    def _employer(self, agents: list[str]) -> str:
        """The agency of the first of these agents that has one."""
        return next(filter(None, (self._employers.get(agent, "") for agent in agents)), "")


def _approximate(version: Version) -> Time:
    """About when something was as a version tells: its EIDO says only when it was updated."""
    for stamp, before, after, basis in (
        (version.updated, "", "~", _UPDATED),
        (version.sent, "..", "", _SENT),
    ):
        if stamp:
            at = stamp.time if isinstance(stamp.time, str) else stamp.time["at"]
            return {"at": f"{before}{at.rstrip('?') if after else at}{after}", "basis": basis}
    return UNPLACED


def _incident_status(part: Part) -> str:
    words = [word for key in _STATUS_OF_INCIDENT for word in part.texts(key)]
    return ", ".join(dict.fromkeys(words))


def _place(part: Part, key: str, xml: str) -> tuple[dict[str, Any], list[str]]:
    """A place in XML, as fields and what is left; one that cannot be read is put to the faults."""
    try:
        return read_place(xml)
    except NotReadError as error:
        part.reject(key, str(error), xml)
        return {}, []


def _called(name: str, label: str) -> dict[str, Any]:
    return {"name": name} if name else {"label": label, "named": False}


def _sorted(words: list[str], known: Sequence[str]) -> tuple[list[str], list[str]]:
    """Words that a record knows, each once, and the others."""
    once = list(dict.fromkeys(words))
    return [one for one in once if one in known], [one for one in once if one not in known]


def _lines(part: Part) -> list[str]:
    """What nobody asked for."""
    return [line for key, value in part.rest.items() for line in lines_of(value, key)]


def _described(value: object) -> tuple[list[str], int | None, list[str]]:
    """The names and the age of a NIEM person, and the rest as text."""
    names, age, rest = list[str](), None, list[str]()
    for person in value if isinstance(value, list) else [value]:
        if not isinstance(person, dict):
            rest += lines_of(person)
            continue
        told = dict(person)
        given = told.pop("name", None)
        names += filter(None, map(_name, given if isinstance(given, list) else [given]))
        if age is None and (age := _age(told.get("ageMeasure"))) is not None:
            del told["ageMeasure"]
        told.pop("@context", None)
        rest += lines_of(told)
    return list(dict.fromkeys(names)), age, rest


def _name(value: object) -> str:
    """A NIEM name in one text: whole where it is given so, or of its parts."""
    if not isinstance(value, dict):
        return " ".join(_scalars(value))
    keys = ["personFullName"] if value.get("personFullName") else _NAME_PARTS
    return " ".join(word for key in keys for word in _scalars(value.get(key)))


def _age(value: object) -> int | None:
    """A NIEM measure of age in whole years; None if it is anything else."""
    words = _scalars(value)
    numbers = [number for word in words if (number := number_of(word)) is not None]
    units = [word for word in words if number_of(word) is None]
    if len(numbers) != 1 or (units and [one for one in units if one.upper() not in _YEARS]):
        return None
    return int(numbers[0]) if 0 <= numbers[0] <= _OLDEST and numbers[0] % 1 == 0 else None


def _scalars(value: object) -> list[str]:
    """The texts and numbers in a value, whatever they are wrapped in."""
    if isinstance(value, dict):
        return [
            word for key, item in value.items() if key not in _ABOUT_TEXT for word in _scalars(item)
        ]
    if isinstance(value, list):
        return [word for item in value for word in _scalars(item)]
    return [words_of(value)] if value is not None and not isinstance(value, bool) else []
