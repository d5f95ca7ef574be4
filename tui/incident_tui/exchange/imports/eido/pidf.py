"""A place as PIDF-LO writes it in XML (RFC 4119, 5139 and 5491), as fields of a location.

The XML comes from a stranger: what declares a document type or entities is refused.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from incident_tui.exchange.imports.foreign.json import clean, number_of

LONGEST = 256 * 1024
"""Characters of XML that are read."""

_STREET = ("PRM", "PRD", "STP", "RD", "A6", "RDSEC", "STS", "POD", "POM")
_TOWN = ("A3", "A1", "PC")
_FIELDS = {"A3": "city", "A2": "county", "A1": "state"}
_WORLD = ("4326", "4979")
"""Coordinates on WGS 84, latitude first; those of another system stay text."""
_AROUND = ("presence", "timestamp", "retransmission-allowed", "retention-expiry", "note-well")
"""Of the document, and not of the place."""


class NotReadError(ValueError):
    """It is no PIDF-LO that can be read; the message says why."""


class Place(NamedTuple):
    """A place that was read."""

    fields: dict[str, Any]
    """Of a location: `text`, `street`, `lat`, …"""
    rest: list[str]
    """`name: value` of what a location has no field for."""


def read_place(xml: str) -> Place:
    """Read a PIDF-LO document, or a part of one.

    Raises:
        NotReadError: if it is no XML, hostile, or too long.
    """
    if len(xml) > LONGEST:
        raise NotReadError(f"longer than {LONGEST // 1024} kB")
    try:
        leaves = list(_leaves(fromstring(xml, forbid_dtd=True)))
    except DefusedXmlException:
        raise NotReadError("declares a document type or entities, which are not read") from None
    except (ParseError, ValueError) as error:
        raise NotReadError(f"no XML: {error}") from None
    civic = {name: text for name, text, _ in leaves if name.isupper() or name == "country"}
    fields, rest = _civic(civic), []
    for name, text, system in leaves:
        if name == "pos" and "lat" not in fields and (point := _point(text, system)):
            fields |= point
        elif name not in civic and name not in _AROUND:
            rest.append(f"{name}: {text}")
    if any(name in ("radius", "posList") for name, _, _ in leaves):
        fields["precision"] = "area"
    if "text" not in fields and "lat" in fields:
        fields["text"] = f"{fields['lat']}, {fields['lon']}"
    return Place(fields, rest)


def _leaves(root: Element) -> Iterator[tuple[str, str, str]]:
    """The name and text of each element that has one, and its system of coordinates."""
    stack = [(root, "")]
    while stack:
        element, system = stack.pop()
        system = element.get("srsName", system)
        if text := clean((element.text or "").strip()):
            yield element.tag.rpartition("}")[2], " ".join(text.split()), system
        stack += [(child, system) for child in reversed(element)]


def _civic(civic: dict[str, str]) -> dict[str, Any]:
    """A civic address; what has no field of its own stands in its text."""
    if not civic:
        return {}
    number = civic.get("HNO", "") + civic.get("HNS", "")
    street = " ".join(civic[name] for name in _STREET if name in civic)
    known = {*_STREET, *_TOWN, "HNO", "HNS", "country", "A2"}
    more = [f"{name} {text}" for name, text in civic.items() if name not in known]
    town = [civic[name] for name in _TOWN if name in civic]
    address = f"{number} {street}".strip()
    words = [*([address] if address else []), *more, *town, *_of(civic, "country")]
    fields: dict[str, Any] = {"text": ", ".join(words)}
    fields |= {field: civic[name] for name, field in _FIELDS.items() if name in civic}
    if number:
        fields |= {"number": number}
    if street:
        fields |= {"street": street, "precision": "exact" if number else "unknown"}
    return fields


def _of(civic: dict[str, str], name: str) -> list[str]:
    return [civic[name]] if name in civic else []


def _point(text: str, system: str) -> dict[str, Any]:
    numbers = [number_of(part) for part in text.split()]
    if len(numbers) < 2 or not any(one in system for one in _WORLD):
        return {}
    lat, lon = numbers[:2]
    if lat is None or lon is None or abs(lat) > 90 or abs(lon) > 180:
        return {}
    return {"lat": lat, "lon": lon}
