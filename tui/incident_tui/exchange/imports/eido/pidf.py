"""A place in PIDF-LO (RFC 4119, 5139 and 5491), the XML of an EIDO, as fields of a location.

The XML comes from a stranger: a document type or an entity is refused.
"""

from collections.abc import Iterator
from typing import Literal, NamedTuple
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from incident_tui.exchange.imports.foreign.values import clean, number_of
from incident_tui.exchange.imports.landing.drafts import PlaceFields

MAX_XML_CHARACTERS = 256 * 1024

_STREET = ("PRM", "PRD", "STP", "RD", "A6", "RDSEC", "STS", "POD", "POM")
"""The elements of a street's name, in order."""
_TOWN = ("A3", "A1", "PC")
_TOWN_FIELDS: dict[str, Literal["city", "county", "state"]] = {
    "A3": "city",
    "A2": "county",
    "A1": "state",
}
_WGS_84 = ("4326", "4979")
"""EPSG codes of coordinates with the latitude first; coordinates of another system stay text."""
_OF_THE_DOCUMENT = (
    "presence",
    "timestamp",
    "retransmission-allowed",
    "retention-expiry",
    "note-well",
)
"""Elements about the document, not about the place."""


class NotReadError(ValueError):
    """A text is no readable PIDF-LO; the message says why."""


class AddressFields(PlaceFields, total=False):
    """The fields of a place, with the address in a single text."""

    text: str


class PidfPlace(NamedTuple):
    """A place in PIDF-LO."""

    fields: AddressFields
    rest: list[str]
    """A line `name: value` for each element without a field."""


class _Leaf(NamedTuple):
    """An XML element with a text."""

    name: str
    text: str
    system: str
    """The system of coordinates around the element."""


def read_place(xml: str) -> PidfPlace:
    """Read a PIDF-LO document, or an element of a document.

    Raises:
        NotReadError: if the text is no XML, hostile, or too long.
    """
    if len(xml) > MAX_XML_CHARACTERS:
        raise NotReadError(f"longer than {MAX_XML_CHARACTERS // 1024} kB")
    try:
        leaves = list(_leaves(fromstring(xml, forbid_dtd=True)))
    except DefusedXmlException:
        raise NotReadError("declares a document type or entities, which are not read") from None
    except (ParseError, ValueError) as error:
        raise NotReadError(f"no XML: {error}") from None
    civic = {leaf.name: leaf.text for leaf in leaves if _is_civic(leaf.name)}
    fields, rest = _civic_fields(civic), []
    for name, text, system in leaves:
        if name == "pos" and "lat" not in fields and (point := _point(text, system)):
            fields["lat"], fields["lon"] = point
        elif name not in civic and name not in _OF_THE_DOCUMENT:
            rest.append(f"{name}: {text}")
    if any(leaf.name in ("radius", "posList") for leaf in leaves):
        fields["precision"] = "area"
    if "text" not in fields and "lat" in fields:
        fields["text"] = f"{fields['lat']}, {fields['lon']}"
    return PidfPlace(fields, rest)


def _leaves(root: Element) -> Iterator[_Leaf]:
    """Yield the elements with a text, in order of the document."""
    stack = [(root, "")]  # no recursion: a hostile document may be nested deeper than Python calls
    while stack:
        element, system = stack.pop()
        system = element.get("srsName", system)
        if text := clean((element.text or "").strip()):
            yield _Leaf(element.tag.rpartition("}")[2], " ".join(text.split()), system)
        stack += [(child, system) for child in reversed(element)]


def _is_civic(name: str) -> bool:
    """Whether an element is a part of a civic address."""
    return name.isupper() or name == "country"


def _civic_fields(civic: dict[str, str]) -> AddressFields:
    """Return a civic address; an element without a field stands in the text."""
    if not civic:
        return {}
    number = civic.get("HNO", "") + civic.get("HNS", "")
    street = " ".join(civic[name] for name in _STREET if name in civic)
    known = {*_STREET, *_TOWN, "HNO", "HNS", "country", "A2"}
    more = [f"{name} {text}" for name, text in civic.items() if name not in known]
    town = [civic[name] for name in (*_TOWN, "country") if name in civic]
    address = f"{number} {street}".strip()
    fields: AddressFields = {"text": ", ".join([*([address] if address else []), *more, *town])}
    for name, field in _TOWN_FIELDS.items():
        if name in civic:
            fields[field] = civic[name]
    if number:
        fields["number"] = number
    if street:
        fields["street"] = street
        fields["precision"] = "exact" if number else "unknown"
    return fields


def _point(text: str, system: str) -> tuple[float, float] | None:
    """Return latitude and longitude on WGS 84, in degrees; None for another text or system."""
    numbers = [number_of(part) for part in text.split()]
    if len(numbers) < 2 or not any(code in system for code in _WGS_84):
        return None
    lat, lon = numbers[:2]
    if lat is None or lon is None or abs(lat) > 90 or abs(lon) > 180:
        return None
    return lat, lon
