"""Reads the EIDOs of an incident as items of a record.

An object with different values in the EIDOs has the latest values; the values before stand in a
conflict. A field without a place in a record stays as text, under the name in the EIDO.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import cast

import msgspec

from incident_tui.exchange.imports.eido.documents import (
    AGENCIES,
    AGENTS,
    CALLS,
    DISPATCHES,
    EIDO_KEYS,
    INCIDENT,
    KINDS,
    LINKS,
    LOCATIONS,
    MERGES,
    NOTES,
    PEOPLE,
    RESOURCES,
    Disagreement,
    Documents,
    EidoObject,
    Version,
)
from incident_tui.exchange.imports.eido.events import (
    bare_incident_item,
    call_items,
    dispatch_items,
    incident_items,
    link_items,
    note_items,
    other_items,
)
from incident_tui.exchange.imports.eido.parties import (
    agency_items,
    agent_items,
    person_items,
    unit_items,
)
from incident_tui.exchange.imports.eido.places import location_items
from incident_tui.exchange.imports.eido.references import References
from incident_tui.exchange.imports.foreign.beginning import Beginning
from incident_tui.exchange.imports.foreign.files import each_file
from incident_tui.exchange.imports.foreign.times import UNPLACED, at_of
from incident_tui.exchange.imports.foreign.values import identifier
from incident_tui.exchange.imports.foreign.zone_found import ZoneFound
from incident_tui.exchange.imports.landing import drafts
from incident_tui.exchange.imports.landing.drafts import ClaimDraft, TimeDraft
from incident_tui.exchange.imports.landing.protocol import (
    Found,
    ImportedItem,
    Importer,
    Passed,
    Rejected,
    Wishes,
)

_NOT_AFFECTED = (INCIDENT, DISPATCHES)
"""Kinds whose id is no single entry or object, which a conflict could name."""

_ObjectItems = Callable[[EidoObject, References], Iterator[ImportedItem | Passed]]

_PARTIES: tuple[tuple[str, _ObjectItems], ...] = (
    (LOCATIONS, location_items),
    (AGENCIES, agency_items),
    (AGENTS, agent_items),
    (PEOPLE, person_items),
)
_EVENTS: tuple[tuple[str, _ObjectItems], ...] = (
    (CALLS, call_items),
    (DISPATCHES, dispatch_items),
    (NOTES, note_items),
    (LINKS, link_items),
    (MERGES, link_items),
)


def read(paths: Sequence[Path], wishes: Wishes) -> Iterator[Found]:
    """Read files, or folders of files, with the EIDOs of an incident.

    The first EIDO names the incident; an EIDO of another incident is rejected.
    """
    faults: list[Rejected] = []
    documents = Documents(wishes, faults)
    yield from each_file(paths, (".json",), "not JSON", documents.add_file)
    documents.close()
    if documents.sources:
        yield from _in_zone(_items(References(documents, wishes)), wishes)
    yield from faults


def knows(beginning: Beginning) -> bool:
    """Whether a file is an EIDO, or has one inside."""
    return bool(EIDO_KEYS & beginning.keys)


IMPORTER = Importer(read, knows=knows)


def _in_zone(items: Iterable[ImportedItem | Passed], wishes: Wishes) -> Iterator[Found]:
    """Yield items, the incident with the zone and the day of all times, where these agree."""
    kept, zones = [*items], ZoneFound()
    for item in kept:
        if isinstance(item, ImportedItem) and item.section == "timeline":
            time = cast(TimeDraft, item.value.get("time", UNPLACED))
            zones.note_time(at_of(time))
    found = zones.incident_for(wishes)
    for item in kept:
        if found and isinstance(item, ImportedItem) and item.section == "incident":
            yield from zones.remarks_for(wishes, item.origin)
            yield msgspec.structs.replace(item, value={**found, **item.value})
        else:
            yield item


def _items(references: References) -> Iterator[ImportedItem | Passed]:
    """Yield the items of a record; an item comes after the items that it refers to."""
    documents = references.documents
    yield from documents.sources.values()
    for kind, items in _PARTIES:
        yield from _each(kind, items, references)
    references.look_ahead()  # a unit's agency may stand in a dispatch alone
    yield from _each(RESOURCES, unit_items, references)
    if INCIDENT in documents.objects:
        yield from _each(INCIDENT, incident_items, references)
    else:
        yield bare_incident_item(references)
    for kind, items in _EVENTS:
        yield from _each(kind, items, references)
    for kind in documents.objects:
        if kind not in KINDS:
            yield from _each(kind, other_items, references)
    for disagreement in documents.disagreements():
        yield _conflict_item(disagreement, references)


def _each(
    kind: str, items: _ObjectItems, references: References
) -> Iterator[ImportedItem | Passed]:
    for item in references.documents.each(kind):
        yield from items(item, references)


def _conflict_item(disagreement: Disagreement, references: References) -> ImportedItem:
    """Return a conflict with a claim for each value of a field."""
    kind, name, key, claims = disagreement
    affected = references.ids[kind][name]
    return drafts.CONFLICTS.item(
        {
            "id": identifier("conflict", kind, name, key),
            "topic": f"{key} of {references.names.get(affected, name)}",
            "claims": [_claim(value, version, references) for value, version in claims],
            "status": "superseded" if disagreement.is_update else "open",
            "affects": [] if kind in _NOT_AFFECTED else [affected],
        },
        claims[-1][1].part.origin,
    )


def _claim(value: str, version: Version, references: References) -> ClaimDraft:
    """Return a value as a claim, known since the update."""
    claim = ClaimDraft(value=value, cite=references.cite(version))
    if version.updated:
        claim["known"] = version.updated.time
    return claim
