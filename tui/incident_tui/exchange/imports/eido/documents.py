"""The EIDOs of one incident, put together: what each says of an object, and the latest word.

A file holds one EIDO, a list, or a message that conveys some (NENA-STA-024). Components are joined
by `$id` and `$ref`; the same `$id` in a later EIDO is the same object, updated.
"""

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from incident_tui.exchange.imports.foreign.json import (
    File,
    Part,
    clean,
    digest,
    identifier,
    json_of,
    lines_of,
    raw_of,
    words_of,
)
from incident_tui.exchange.imports.foreign.radio import with_values
from incident_tui.exchange.imports.foreign.times import NoTimeError, Stamp, Time, read_stamp
from incident_tui.exchange.imports.landing.protocol import (
    Found,
    Item,
    Passed,
    Place,
    Rejected,
    Wishes,
)

HEAD = ""
"""The kind of what an EIDO says beside its components."""
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
"""The components that a record has a place of its own for."""

_MARKS = {*KINDS, "issuingElementIdentification", "eidoVersion"}
"""An object with one of these is an EIDO."""
_PROLOGUE = (
    "$id",
    "lastUpdateTimeStamp",
    "lastUpdateTimestamp",
    "updatedByAgencyReference",
    "updatedByAgentReference",
    "@context",
    "eidoVersion",
)
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
"""What is meant to change: a later value of it contradicts none before."""


class Version(NamedTuple):
    """A component as one EIDO has it."""

    part: Part
    source: str
    at: str
    """Where it stands, in whichever EIDO: its `$id`, and when it was updated."""
    sent: Stamp | None
    """When its EIDO was updated."""
    updated: Stamp | None
    by: str
    """The `$id` of the agency that updated it."""

    @property
    def instant(self) -> int:
        """What versions are put in order by."""
        stamp = self.updated or self.sent
        return (stamp.instant or 0) if stamp else 0

    @property
    def when(self) -> str:
        """What tells this version from others: when it was updated, or what it says."""
        if self.updated:
            return str(self.updated.instant)
        return digest(_canonical(self.part.value))


class Conflict(NamedTuple):
    """A field of an object that EIDOs tell differently."""

    kind: str
    name: str
    """The `$id` of the object."""
    key: str
    claims: list[tuple[str, Version]]
    """The values as text, each with the first that tells it."""

    @property
    def is_update(self) -> bool:
        """Whether the same agency told all of it, one after the other."""
        instants = [version.instant for _, version in self.claims]
        agencies = {version.by for _, version in self.claims}
        return len(agencies) == 1 and instants == sorted(set(instants))


class Documents:
    """What the EIDOs of one incident say."""

    def __init__(self, wishes: Wishes, faults: list[Rejected]) -> None:
        self._wishes = wishes
        self._faults = faults
        self.name = ""
        """The `$id` of the EIDOs, which is the incident's."""
        self.sources: dict[str, Item] = {}
        """Those who issued the EIDOs."""
        self._read: set[str] = set()
        """What stands for each EIDO that was read."""
        self.objects: dict[str, dict[str, list[Version]]] = {}
        """From the kind of a component and its `$id` to its versions, the latest last."""
        self.latest: dict[str, dict[str, Part]] = {}
        """The latest word of each field of an object, less what it is joined by."""

    def add_file(self, file: File) -> Iterator[Found]:
        """Add the EIDOs of a file; what is around them is told of."""
        place, found = Place(str(file.path)), json_of(file.path)
        if isinstance(found, Rejected):
            yield found
        elif not _holds_eido(found.value):
            yield Rejected(place, "no EIDO: it has none of its components", raw_of(found.value))
        else:
            yield from self._add_value(found.value, clean(str(file.path)), "")

    def close(self) -> None:
        """Put the versions of each object in order, and together."""
        for kind, objects in self.objects.items():
            self.latest[kind] = {name: _together(objects[name]) for name in objects}

    def conflicts(self) -> Iterator[Conflict]:
        """What EIDOs tell differently, other than what is meant to change."""
        for kind, objects in self.objects.items():
            for name, versions in objects.items():
                keys = dict.fromkeys(key for version in versions for key in version.part.value)
                for key in [key for key in keys if key not in (*_PROLOGUE, *_CHANGING)]:
                    claims = list(_claims(key, versions))
                    if len(claims) > 1:
                        yield Conflict(kind, name, key, claims)

    def named(self, kind: str, target: str) -> str | None:
        """The `$id` of the object that a reference means; None if there is none of this kind."""
        objects = self.objects.get(kind, {})
        return next((one for one in (target, target.lstrip("#/")) if one in objects), None)

    def stamp(self, part: Part, *keys: str) -> Stamp | None:
        """The time in the first of these fields that has any; one that is none is a fault."""
        for key in keys:
            text = part.text(key)
            try:
                if text:
                    return read_stamp(text, self._wishes)
            except NoTimeError as error:
                part.reject(key, f"is no time: {error}", text)
        return None

    def _add_value(self, value: Any, file: str, where: str) -> Iterator[Found]:
        if isinstance(value, dict) and _MARKS & value.keys():
            yield from self._add_eido(Part(value, self._faults, file, where))
            return
        if _holds_eido(value):
            for inner, item in _inside(value, where):
                yield from self._add_value(item, file, inner)
            return
        place = Place(f"{file}#{clean(where)}")
        if isinstance(value, dict | list) and value:
            yield Rejected(place, "no EIDO, beside some that are", raw_of(value))
        else:
            yield Passed(place, f"of the message that conveys the EIDO: {words_of(value)}")

    def _add_eido(self, eido: Part) -> Iterator[Found]:
        name = eido.text("$id")
        if name and self.name and name != self.name:
            reason = f"of another incident, `{name}`; import it into a record of its own"
            yield Rejected(eido.place, reason, raw_of(eido.value))
            return
        self.name = self.name or name
        if (read := digest(_canonical(eido.value))) in self._read:
            yield Passed(eido.place, "the same EIDO as before")
            return
        self._read.add(read)
        issuer = eido.text("issuingElementIdentification")
        source = identifier("eido", issuer or "unnamed")
        head = Version(eido, source, "", self._updated(eido), None, "")
        value = {"id": source, "kind": "cad_export", "title": f"EIDOs of {issuer or 'no name'}"}
        told = with_values(author=issuer)
        self.sources.setdefault(source, Item("sources", value | told, eido.place))
        for key in [key for key in eido.rest if key in KINDS or key.endswith("Component")]:
            for part in eido.parts(key):
                self._add(key, part, head)
        if rest := {key: item for key, item in eido.rest.items() if key not in _PROLOGUE}:
            self._add(HEAD, eido.holding(rest), head)

    def _add(self, kind: str, part: Part, head: Version) -> None:
        by = next(targets(part.value.get("updatedByAgencyReference")), "")
        updated, own = self._updated(part), words_of(part.value.get("$id"))
        at = f"{kind} {own}" if own else part.where
        at += f" of {_written(updated.time)}" if updated else ""
        version = Version(part, head.source, at, head.sent, updated, by)
        name = INCIDENT if kind == INCIDENT else own or digest(_canonical(part.value))
        self.objects.setdefault(kind, {}).setdefault(name, []).append(version)

    def _updated(self, part: Part) -> Stamp | None:
        return self.stamp(part, "lastUpdateTimeStamp", "lastUpdateTimestamp")


def targets(value: Any) -> Iterator[str]:
    """What a field refers to: each `$ref`, or what stands in its place."""
    for one in value if isinstance(value, list) else [value]:
        target = one.get("$ref", one) if isinstance(one, dict) else one
        if text := raw_of(target) if isinstance(target, dict | list) else words_of(target):
            yield text


def _holds_eido(value: object) -> bool:
    if isinstance(value, dict):
        return bool(_MARKS & value.keys()) or any(map(_holds_eido, value.values()))
    return isinstance(value, list) and any(map(_holds_eido, value))


def _together(versions: list[Version]) -> Part:
    versions.sort(key=lambda version: version.instant)
    together: dict[str, Any] = {}
    for version in versions:
        together |= version.part.value
    return versions[-1].part.holding(
        {key: value for key, value in together.items() if key not in _PROLOGUE}
    )


def _inside(value: Any, where: str) -> Iterator[tuple[str, Any]]:
    """What is in an object or a list, each with its path."""
    if isinstance(value, dict):
        yield from ((f"{where}.{key}" if where else key, item) for key, item in value.items())
    else:
        yield from ((f"{where}[{number}]", item) for number, item in enumerate(value))


def _claims(key: str, versions: list[Version]) -> Iterator[tuple[str, Version]]:
    """The values of a field that differ; a list that only grew is one value."""
    told: list[Any] = []
    for version in versions:
        value = version.part.value.get(key)
        if value in (None, "", [], {}) or value in told:
            continue
        if told and _grew(told[-1], value):
            told[-1] = value
            continue
        told.append(value)
        yield "; ".join(lines_of(value)) or raw_of(value), version


def _grew(before: object, after: object) -> bool:
    return (
        isinstance(before, list)
        and isinstance(after, list)
        and all(item in after for item in before)
    )


def _written(time: Time) -> str:
    return time if isinstance(time, str) else time["at"]


def _canonical(value: object) -> str:
    return json.dumps(value, sort_keys=True)
