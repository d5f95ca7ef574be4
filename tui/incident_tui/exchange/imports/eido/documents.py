"""The EIDOs of an incident, joined: the versions of each object, and the latest value of a field.

A file holds an EIDO, a list of EIDOs, or a message around EIDOs (NENA-STA-024). Components are
joined by `$id` and `$ref`; a component with the `$id` of an earlier component is an update.
"""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from incident_tui.exchange.imports.foreign.files import ForeignFile
from incident_tui.exchange.imports.foreign.json import JsonObject, read_json
from incident_tui.exchange.imports.foreign.times import (
    NoTimeError,
    Timestamp,
    at_of,
    read_timestamp,
)
from incident_tui.exchange.imports.foreign.values import (
    clean,
    digest,
    identifier,
    lines_of,
    raw_of,
    words_of,
)
from incident_tui.exchange.imports.landing import drafts
from incident_tui.exchange.imports.landing.protocol import (
    Found,
    ImportedItem,
    Origin,
    Passed,
    Rejected,
    Wishes,
)

HEAD = ""
"""The kind of the fields beside the components of an EIDO."""
INCIDENT = "incidentComponent"
CALLS = "callComponent"
DISPATCHES = "dispatchComponent"
NOTES = "notesComponent"
RESOURCES = "emergencyResourceComponent"
AGENCIES = "agencyComponent"
AGENTS = "agentComponent"
LOCATIONS = "locationComponent"
PEOPLE = "personComponent"
LINKS = "linkComponent"
MERGES = "mergeComponent"
KINDS = (
    INCIDENT,
    CALLS,
    DISPATCHES,
    NOTES,
    RESOURCES,
    AGENCIES,
    AGENTS,
    LOCATIONS,
    PEOPLE,
    LINKS,
    MERGES,
)
"""The components with a section or a kind of entry in a record."""

EIDO_KEYS = {*KINDS, "issuingElementIdentification", "eidoVersion"}
"""An object with one of these keys is an EIDO."""
_PROLOGUE = (
    "$id",
    "lastUpdateTimeStamp",
    "lastUpdateTimestamp",
    "updatedByAgencyReference",
    "updatedByAgentReference",
    "@context",
    "eidoVersion",
)
"""Keys about a component as a document."""
_CHANGING = (
    "incidentStatusCommonRegistryText",
    "incidentStatusInternalText",
    "callStateRegistryText",
    "primaryUnitStatusRegistryText",
    "secondaryUnitStatusRegistryText",
    "unitStatusInternal",
    "unitLocationReference",
    "unitDestinationReference",
    "eta",
    "emergencyResourceReference",
)
"""Keys whose value changes in the course of an incident: a later value contradicts no earlier."""


class Version(NamedTuple):
    """A component in a single EIDO."""

    part: JsonObject
    source: str
    """The id of the issuer, as a source."""
    at: str
    """The place in a citation: kind and `$id`, and the time of the update."""
    sent: Timestamp | None
    """When the EIDO around the component was updated."""
    updated: Timestamp | None
    by: str
    """The `$id` of the agency behind the update."""

    @property
    def instant(self) -> int:
        """The sort key of versions: milliseconds since 1970, or 0."""
        stamp = self.updated or self.sent
        return (stamp.instant or 0) if stamp else 0

    @property
    def when(self) -> str:
        """The part of an id for this version: the time of the update, or a digest."""
        if self.updated:
            return str(self.updated.instant)
        return digest(_canonical(self.part.value))


class EidoObject(NamedTuple):
    """An object of the incident."""

    kind: str
    name: str
    """The `$id`, or a digest of a component without `$id`."""
    part: JsonObject
    """The latest value of each field, without the prologue."""
    versions: list[Version]
    """In order of their updates."""

    @property
    def last(self) -> Version:
        """The latest version."""
        return self.versions[-1]


class Disagreement(NamedTuple):
    """A field of an object with different values in the EIDOs."""

    kind: str
    name: str
    """The `$id` of the object."""
    key: str
    claims: list[tuple[str, Version]]
    """Each value as text, with the first version that has the value."""

    @property
    def is_update(self) -> bool:
        """Whether a single agency gave the values, each later than the value before."""
        instants = [version.instant for _, version in self.claims]
        agencies = {version.by for _, version in self.claims}
        return len(agencies) == 1 and instants == sorted(set(instants))


class Documents:
    """The objects in the EIDOs of an incident."""

    def __init__(self, wishes: Wishes, faults: list[Rejected]) -> None:
        self._wishes = wishes
        self._faults = faults
        self.name = ""
        """The `$id` of the EIDOs, which names the incident."""
        self.sources: dict[str, ImportedItem] = {}
        """The issuers of the EIDOs, by id."""
        self._read: set[str] = set()
        """Digests of the EIDOs."""
        self._versions: dict[str, dict[str, list[Version]]] = {}
        """From the kind of a component and its `$id` to the versions."""
        self.objects: dict[str, dict[str, EidoObject]] = {}
        """From the kind of a component and its `$id` to the object, after `close`."""

    def add_file(self, file: ForeignFile) -> Iterator[Found]:
        """Add the EIDOs of a file, and yield the content around the EIDOs."""
        origin, found = Origin(str(file.path)), read_json(file.path)
        if isinstance(found, Rejected):
            yield found
        elif not _holds_eido(found.value):
            yield Rejected(origin, "no EIDO: it has none of its components", raw_of(found.value))
        else:
            yield from self._add_value(found.value, clean(str(file.path)), "")

    def close(self) -> None:
        """Join the versions of each object, in order of their updates."""
        self.objects = {
            kind: {name: _joined(kind, name, versions) for name, versions in objects.items()}
            for kind, objects in self._versions.items()
        }

    def each(self, kind: str) -> Iterator[EidoObject]:
        """Yield the objects of a kind."""
        yield from self.objects.get(kind, {}).values()

    def disagreements(self) -> Iterator[Disagreement]:
        """Yield the fields with different values, except fields that change with the incident."""
        for objects in self.objects.values():
            for kind, name, _, versions in objects.values():
                keys = dict.fromkeys(key for version in versions for key in version.part.value)
                for key in [key for key in keys if key not in (*_PROLOGUE, *_CHANGING)]:
                    claims = list(_claims(key, versions))
                    if len(claims) > 1:
                        yield Disagreement(kind, name, key, claims)

    def named(self, kind: str, target: str) -> str | None:
        """Return the `$id` of a kind's object from a reference; None if absent."""
        objects = self.objects.get(kind, {})
        return next((name for name in (target, target.lstrip("#/")) if name in objects), None)

    def timestamp(self, part: JsonObject, *keys: str) -> Timestamp | None:
        """Return the first time in the fields; a text that is no time is rejected."""
        for key in keys:
            text = part.text(key)
            try:
                if text:
                    return read_timestamp(text, self._wishes)
            except NoTimeError as error:
                part.reject(key, f"is no time: {error}", text)
        return None

    def _add_value(self, value: Any, file: str, where: str) -> Iterator[Found]:
        """Add the EIDOs in a value.

        Args:
            value: a JSON value.
            file: the path of the file.
            where: the path of the value in the file.
        """
        if isinstance(value, dict) and EIDO_KEYS & value.keys():
            yield from self._add_eido(JsonObject(value, self._faults, file, where))
            return
        if _holds_eido(value):
            for inner, item in _inside(value, where):
                yield from self._add_value(item, file, inner)
            return
        origin = Origin(f"{file}#{clean(where)}")
        if isinstance(value, dict | list) and value:
            yield Rejected(origin, "no EIDO, beside some that are", raw_of(value))
        else:
            yield Passed(origin, f"of the message that conveys the EIDO: {words_of(value)}")

    def _add_eido(self, eido: JsonObject) -> Iterator[Found]:
        """Add an EIDO, unless of another incident or known."""
        name = eido.text("$id")
        if name and self.name and name != self.name:
            reason = f"of another incident, `{name}`; import it into a record of its own"
            yield Rejected(eido.origin, reason, raw_of(eido.value))
            return
        self.name = self.name or name
        if (read := digest(_canonical(eido.value))) in self._read:
            yield Passed(eido.origin, "the same EIDO as before")
            return
        self._read.add(read)
        head = Version(eido, self._source_of(eido), "", self._updated(eido), None, "")
        for key in [key for key in eido.rest if key in KINDS or key.endswith("Component")]:
            for part in eido.parts(key):
                self._add(key, part, head)
        if rest := {key: item for key, item in eido.rest.items() if key not in _PROLOGUE}:
            self._add(HEAD, eido.holding(rest), head)

    def _source_of(self, eido: JsonObject) -> str:
        """Return the id of an EIDO's issuer, and define the issuer as a source."""
        issuer = eido.text("issuingElementIdentification")
        identity = identifier("eido", issuer or "unnamed")
        if identity not in self.sources:
            self.sources[identity] = drafts.SOURCES.item(
                {
                    "id": identity,
                    "kind": "cad_export",
                    "title": f"EIDOs of {issuer or 'no name'}",
                    "author": issuer,
                },
                eido.origin,
            )
        return identity

    def _add(self, kind: str, part: JsonObject, head: Version) -> None:
        """Add a component as a version of its object."""
        by = next(targets(part.value.get("updatedByAgencyReference")), "")
        updated, own = self._updated(part), words_of(part.value.get("$id"))
        at = f"{kind} {own}" if own else part.where
        at += f" of {at_of(updated.time)}" if updated else ""
        version = Version(part, head.source, at, head.sent, updated, by)
        name = INCIDENT if kind == INCIDENT else own or digest(_canonical(part.value))
        self._versions.setdefault(kind, {}).setdefault(name, []).append(version)

    def _updated(self, part: JsonObject) -> Timestamp | None:
        return self.timestamp(part, "lastUpdateTimeStamp", "lastUpdateTimestamp")


def targets(value: Any) -> Iterator[str]:
    """Yield the targets of a field: each `$ref`, or the text in place of an object with `$ref`."""
    for item in value if isinstance(value, list) else [value]:
        target = item.get("$ref", item) if isinstance(item, dict) else item
        if text := raw_of(target) if isinstance(target, dict | list) else words_of(target):
            yield text


def _holds_eido(value: object) -> bool:
    """Whether a value is an EIDO, or has an EIDO inside."""
    if isinstance(value, dict):
        return bool(EIDO_KEYS & value.keys()) or any(map(_holds_eido, value.values()))
    return isinstance(value, list) and any(map(_holds_eido, value))


def _joined(kind: str, name: str, versions: list[Version]) -> EidoObject:
    """Return an object with the latest value of each field."""
    versions.sort(key=lambda version: version.instant)
    latest: dict[str, Any] = {}
    for version in versions:
        latest |= version.part.value
    fields = {key: value for key, value in latest.items() if key not in _PROLOGUE}
    return EidoObject(kind, name, versions[-1].part.holding(fields), versions)


def _inside(value: Any, where: str) -> Iterator[tuple[str, Any]]:
    """Yield path and value of each field of an object, or element of a list."""
    if isinstance(value, dict):
        yield from ((f"{where}.{key}" if where else key, item) for key, item in value.items())
    else:
        yield from ((f"{where}[{number}]", item) for number, item in enumerate(value))


def _claims(key: str, versions: list[Version]) -> Iterator[tuple[str, Version]]:
    """Yield the different values of a field; a list that only grew counts as a single value."""
    seen: list[Any] = []
    for version in versions:
        value = version.part.value.get(key)
        if value in (None, "", [], {}) or value in seen:
            continue
        if seen and _grew(seen[-1], value):
            seen[-1] = value
            continue
        seen.append(value)
        yield "; ".join(lines_of(value)) or raw_of(value), version


def _grew(before: object, after: object) -> bool:
    """Whether a list holds each element of an earlier list."""
    return (
        isinstance(before, list)
        and isinstance(after, list)
        and all(item in after for item in before)
    )


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True)
