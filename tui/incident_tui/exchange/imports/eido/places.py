"""The locations of an EIDO, as locations of a record."""

from collections.abc import Iterator

from incident_tui.exchange.imports.eido.documents import LOCATIONS, EidoObject
from incident_tui.exchange.imports.eido.pidf import (
    AddressFields,
    NotReadError,
    PidfPlace,
    read_place,
)
from incident_tui.exchange.imports.eido.references import References
from incident_tui.exchange.imports.foreign.json import JsonObject
from incident_tui.exchange.imports.landing import drafts
from incident_tui.exchange.imports.landing.protocol import ImportedItem


def location_items(item: EidoObject, references: References) -> Iterator[ImportedItem]:
    """Yield a location, and a note with the fields that a location lacks."""
    identity, part = references.ids[LOCATIONS][item.name], item.part
    description, xml = part.text("locationDescriptionText"), part.text("locationByValue")
    place = _place(part, "locationByValue", xml) if xml else PidfPlace(AddressFields(), [])
    fields, rest = place
    rest += _add_cross_streets(part, fields)
    address = fields.pop("text", "")
    name = ", ".join(filter(None, (description, address))) or item.name
    references.names[identity] = name
    yield drafts.LOCATIONS.item(
        {
            "id": identity,
            "text": name,
            "cite": references.cite(item.last),
            "kind": part.text("locationTypeDescriptionRegistryText"),
            **fields,
        },
        part.origin,
    )
    if note := references.note_about(item, name, rest):
        note["location"] = identity
        yield drafts.TIMELINE.item(note, part.origin)


def _add_cross_streets(part: JsonObject, fields: AddressFields) -> list[str]:
    """Add the first cross street to the fields of a place; return lines about the rest."""
    rest = []
    for key in ("crossStreetByValue", "intersectingStreetByValue"):
        for number, xml in enumerate(part.texts(key)):
            cross, more = _place(part, f"{key}[{number}]", xml)
            street = cross.get("street") or cross.get("text", "")
            if fields.setdefault("cross_street", street) != street:
                rest.append(f"{key}: {street}")
            rest += more
    return rest


def _place(part: JsonObject, key: str, xml: str) -> PidfPlace:
    """Read a place; XML without a readable place is rejected."""
    try:
        return read_place(xml)
    except NotReadError as error:
        part.reject(key, str(error), xml)
        return PidfPlace(AddressFields(), [])
