"""The ids and names of an incident's objects, and the relations between the objects."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from incident_tui.exchange.imports.eido.cards import card_of
from incident_tui.exchange.imports.eido.documents import (
    AGENCIES,
    CALLS,
    DISPATCHES,
    INCIDENT,
    LOCATIONS,
    RESOURCES,
    Documents,
    EidoObject,
    Version,
    targets,
)
from incident_tui.exchange.imports.foreign.json import JsonObject
from incident_tui.exchange.imports.foreign.times import UNPLACED, Timestamp, at_of
from incident_tui.exchange.imports.foreign.values import identifier, lines_of, words_of
from incident_tui.exchange.imports.landing.drafts import (
    CiteForm,
    EntryDraft,
    TimeDraft,
    without_blanks,
)
from incident_tui.exchange.imports.landing.protocol import Wishes

_UPDATED = "when the EIDO's component was last updated"
_SENT = "the EIDO was updated then"
_ID_ALONE = (AGENCIES, LOCATIONS, RESOURCES)
"""Kinds whose `$id` becomes the id; of another kind, the kind stands before the `$id`."""

Word = TypeVar("Word", bound=str)


class References:
    """The names and references of the objects; filled while the items are made, in order."""

    def __init__(self, documents: Documents, wishes: Wishes) -> None:
        self.documents = documents
        self.ids = {
            kind: {name: self.id_of(kind, name) for name in objects}
            for kind, objects in documents.objects.items()
        }
        """From the kind of an object and its `$id` to the id in the record."""
        self.known: set[str] = set()
        """Ids that the record gave to agencies and units, other than the ids from here."""
        self.names: dict[str, str] = {}
        """From the id of an agency, unit, person or location to the name."""
        self.employers: dict[str, str] = {}
        """From the id of an agent or a unit to the id of the agency."""
        self.callers: dict[str, list[str]] = {}
        """From the `$id` of a call to the ids of the callers."""
        self.call_starts: dict[str, Timestamp | None] = {}
        """From the `$id` of a call to the start, after `look_ahead`."""
        self.owner = ""
        """The id of the agency that owns the incident."""
        self._match(AGENCIES, "agencyJcard", wishes.agencies)
        self._match(RESOURCES, "emergencyResourceName", wishes.units)

    def id_of(self, kind: str, name: str) -> str:
        """Return the id for an object without a match in the record."""
        if kind == INCIDENT:
            return identifier(self.documents.name or "incident")
        prefix = "" if kind in _ID_ALONE else kind.removesuffix("Component") or "eido"
        return identifier(*filter(None, (prefix, name)))

    def look_ahead(self) -> None:
        """Read the starts of calls, and the agencies of dispatched units."""
        for call in self.documents.each(CALLS):
            start = self.documents.timestamp(call.part, "callStartTimestamp")
            self.call_starts[call.name] = start
        for dispatch in self.documents.each(DISPATCHES):
            for version in dispatch.versions:
                found = self._found(version.part.value.get("agencyReference"), AGENCIES)
                for unit in self.units_in(version) if found else ():
                    self.employers.setdefault(unit, found[0])

    def day(self) -> str:
        """Return the local day of the first call, or ""."""
        found = [
            start for start in self.call_starts.values() if start and start.instant is not None
        ]
        if not found:
            return ""
        return at_of(min(found, key=lambda start: start.instant or 0).time)[:10]

    def units_in(self, version: Version) -> list[str]:
        """Return the ids of the units that a version refers to."""
        return self._found(version.part.value.get("emergencyResourceReference"), RESOURCES)

    def all(self, part: JsonObject, key: str, kind: str) -> list[str]:
        """Return the ids in a field; a reference to no object is rejected."""
        value = part.rest.pop(key, None)
        for target in targets(value):
            if self.documents.named(kind, target) is None:
                part.reject(key, f"refers to `{target}`, which is no `$id` in `{kind}`", value)
        return self._found(value, kind)

    def first(self, part: JsonObject, key: str, kind: str) -> str:
        """Return the first id in a field, or ""; further ids stay text."""
        found = self.all(part, key, kind)
        if len(found) > 1:
            part.rest[key] = found[1:]
        return next(iter(found), "")

    def employer_of(self, agents: list[str]) -> str:
        """Return the id of the first known agency of the agents, or ""."""
        return next(filter(None, (self.employers.get(agent, "") for agent in agents)), "")

    def cite(self, version: Version) -> CiteForm:
        """Return the citation of a version."""
        agency = self.documents.named(AGENCIES, version.by)
        by = self.ids[AGENCIES][agency] if agency else version.by
        return without_blanks(CiteForm(source=version.source, at=version.at, by=by))

    def note_about(self, item: EidoObject, called: str, lines: list[str]) -> EntryDraft | None:
        """Return a note with the lines and the unread fields of an object; None for no line.

        Args:
            item: the object.
            called: the object's name, for the first line.
            lines: lines before the unread fields.
        """
        rest = [*lines, *rest_lines(item.part)]
        if not rest:
            return None
        version = item.last
        return {
            "id": identifier("about", item.kind.removesuffix("Component"), item.name, version.when),
            "kind": "note",
            "time": time_of(version),
            "text": "\n".join([f"Of {called}:", *rest]),
            "cite": self.cite(version),
        }

    def _match(self, kind: str, key: str, known: Mapping[str, str]) -> None:
        """Take the ids of the agencies or units that the record has.

        Args:
            kind: the kind of the objects.
            key: the field with the name of an object.
            known: from a casefolded name to the id in the record.
        """
        for item in self.documents.each(kind):
            value = item.part.rest.get(key)
            own = self.ids[kind][item.name]
            names = (card_of(value).name, words_of(value), item.name)
            found = (known.get(name) for name in (own, *map(str.casefold, names)))
            identity = next(filter(None, found), None)
            if identity and identity != own:
                self.known.add(identity)
                self.ids[kind][item.name] = identity

    def _found(self, value: object, kind: str) -> list[str]:
        """Return the ids of the objects that a value refers to, each once."""
        names = (self.documents.named(kind, target) for target in targets(value))
        return list(dict.fromkeys(self.ids[kind][name] for name in names if name is not None))


def time_of(version: Version) -> TimeDraft:
    """Return about when a version's content happened: an EIDO tells the time of an update alone."""
    if version.updated:
        return {"at": f"{at_of(version.updated.time).rstrip('?')}~", "basis": _UPDATED}
    if version.sent:
        return {"at": f"..{at_of(version.sent.time)}", "basis": _SENT}
    return UNPLACED


def changes(
    versions: Sequence[Version], words: Sequence[str], *prefix: str
) -> Iterator[tuple[str, int]]:
    """Yield an id and the index for each version whose status differs from the status before.

    Args:
        versions: the versions of an object.
        words: the status of each version, "" for none.
        prefix: the beginning of the id.
    """
    before, told = "", set[str]()
    for index, (version, status) in enumerate(zip(versions, words, strict=True)):
        identity = identifier(*prefix, version.when, status)
        if status and status != before and identity not in told:
            before = status
            told.add(identity)
            yield identity, index


def rest_lines(part: JsonObject) -> list[str]:
    """Return a line for each scalar in the unread fields of an object."""
    return [line for key, value in part.rest.items() for line in lines_of(value, key)]


def split_known(words: list[str], known: tuple[Word, ...]) -> tuple[list[Word], list[str]]:
    """Split words into the known and the unknown, in order and without repetition."""
    vocabulary: dict[str, Word] = {word: word for word in known}
    once = list(dict.fromkeys(words))
    return (
        [vocabulary[word] for word in once if word in vocabulary],
        [word for word in once if word not in vocabulary],
    )
