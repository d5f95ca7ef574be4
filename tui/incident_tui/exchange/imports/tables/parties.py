"""The agencies, units and place of a row, defined once for the log; the speaker and the channel."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from incident_tui.exchange.imports.landing.drafts import ChannelDraft, SpeakerDraft, without_blanks
from incident_tui.exchange.imports.landing.protocol import Origin
from incident_tui.exchange.imports.tables.cells import RowCells
from incident_tui.exchange.imports.tables.definitions import Definitions
from incident_tui.words.frequencies import is_frequency

_DEGREES = re.compile(r"-?\d{1,3}(\.\d{1,15})?", re.ASCII)
_WITH_COMMA = re.compile(r"-?\d{1,3},\d{3,15}", re.ASCII)
"""Degrees with a decimal comma."""
_NUMBER = r"(-?\d{1,3}\.\d{2,15})"
_NORTH_EAST = re.compile(rf"[(\[]?\s*{_NUMBER}\s*[,;:/ ]\s*{_NUMBER}\s*[)\]]?", re.ASCII)
"""Latitude and longitude in a cell: `(39.1, -84.5)`, `39.1;-84.5`."""
_POINT = re.compile(rf"(?:SRID=4326;)?POINT ?\( ?{_NUMBER} {_NUMBER} ?\)", re.ASCII | re.IGNORECASE)
"""A point in WKT (OGC Simple Features), longitude first."""
_STREET = ("street_number", "street_prefix", "street", "street_type", "street_suffix")
"""The fields of a street address, in their order."""
_ADDRESS = (*_STREET, "location", "city")
_PLACE = (*_ADDRESS, "latitude", "longitude", "coordinates")


class Parties(NamedTuple):
    """The agencies, the units and the place of a row, as ids."""

    agency: str
    units: list[str]
    location: str


def parties_of(
    cells: RowCells, definitions: Definitions, origin: Origin, agency_of_rest: str = ""
) -> Parties:
    """Return the agency, units and place of a row, as far as defined; their cells are told.

    Args:
        cells: the row.
        definitions: defines the agencies, units and places.
        origin: the place of the row.
        agency_of_rest: the name of the agency of a row that names none; "" for none.
    """
    agency, units = "", list[str]()
    name = cells.look("agency") or agency_of_rest
    if name and (agency := definitions.agency(name, origin)):
        cells.tell("agency")
    kind = cells.look("unit_type")
    for field in ("unit", "units"):
        if not (text := cells.look(field)):
            continue
        names = definitions.names_of_units(text, field == "units")
        found = [definitions.unit(name, kind, agency, origin) for name in names]
        if found and all(found):
            units = list(dict.fromkeys([*units, *found]))
            cells.tell(field)
    return Parties(agency, units, _place_of(cells, definitions, origin))


def address_told(cells: RowCells) -> str:
    """Return the address in a row in a few words, and count the cells as told; "" for none."""
    if not any(map(cells.look, _ADDRESS)):
        return ""
    fields = _address_fields(cells)
    for field in fields:
        cells.tell(field)
    return _address_of(cells, fields)


def coordinates_in(text: str) -> tuple[str, str] | None:
    """Return latitude and longitude, in degrees, in a cell with both; None for another text."""
    if match := _NORTH_EAST.fullmatch(text):
        north, east = match.groups()
    elif match := _POINT.fullmatch(text):
        east, north = match.groups()
    else:
        return None
    return (north, east) if _are_degrees(north, east) else None


def _address_fields(cells: RowCells) -> tuple[str, ...]:
    """Return the fields with the address in a row: the place, or the parts of a street address."""
    street, place = cells.look("street"), cells.look("location")
    if not street or street.casefold() in place.casefold():
        return ("location", "city")
    return _ADDRESS


def _address_of(cells: RowCells, fields: Sequence[str]) -> str:
    """Return the address in the fields of a row in a few words; "" for none."""
    *street, place, city = map(cells.look, fields)
    return ", ".join(filter(None, (" ".join(filter(None, street)), place, city)))


def _place_of(cells: RowCells, definitions: Definitions, origin: Origin) -> str:
    """Return the id of the place in a row, or ""."""
    if not any(map(cells.look, _PLACE)):
        return ""
    fields = [*_address_fields(cells)]
    text = _address_of(cells, fields)
    latitude, longitude = _with_point(cells.look("latitude")), _with_point(cells.look("longitude"))
    if _are_degrees(latitude, longitude):
        fields += ["latitude", "longitude"]
    elif both := coordinates_in(cells.look("coordinates")):
        latitude, longitude = both
        fields.append("coordinates")
    else:
        latitude = longitude = ""
    if not (text or latitude):
        return ""
    place = definitions.place(text, latitude, longitude, origin)
    for field in fields if place else ():
        cells.tell(field)
    return place


def is_degrees(text: str, most: int) -> bool:
    """Whether a text is a number from -most to most, also with a decimal comma."""
    text = _with_point(text)
    return bool(_DEGREES.fullmatch(text)) and abs(float(text)) <= most


def _with_point(text: str) -> str:
    """Return degrees with a decimal comma in the notation of a record; another text unchanged."""
    return text.replace(",", ".") if _WITH_COMMA.fullmatch(text) else text


def _are_degrees(latitude: str, longitude: str) -> bool:
    """Whether two texts are coordinates in the notation of a record, and not the unknown 0, 0."""
    are_both = is_degrees(latitude, 90) and is_degrees(longitude, 180)
    return are_both and (float(latitude) != 0 or float(longitude) != 0)


def channel_of(cells: RowCells) -> ChannelDraft:
    """Return the channel of a row; empty for a row without a talkgroup and a frequency."""
    if not any(map(cells.look, ("talkgroup", "talkgroup_tag", "frequency"))):
        return {}
    tag, frequency = cells.tell("talkgroup_tag"), cells.look("frequency")
    is_name = bool(frequency) and not _is_frequency(frequency, cells.name("frequency"))
    if not (is_name and tag):  # a second name stays in the text
        cells.tell("frequency")
    return without_blanks(
        ChannelDraft(
            system=cells.tell("system"),
            talkgroup=cells.tell("talkgroup"),
            talkgroup_tag=tag or (frequency if is_name else ""),
            frequency="" if is_name else frequency,
        )
    )


def _is_frequency(text: str, column: str) -> bool:
    """Whether a cell is a frequency, and not the name or the number of a channel."""
    return is_frequency(text) or (text.isdigit() and "freq" in column.casefold())


def speaker_of(cells: RowCells, units: Sequence[str]) -> SpeakerDraft:
    """Return the voice of a row: its unit, if the speaker has the name of the unit, or a label."""
    label, addressed = cells.tell("speaker"), cells.tell("addressed_to")
    if not (label or addressed):
        return {}
    if label and units and label == cells.look("unit"):
        return without_blanks(SpeakerDraft(unit=units[0], addressed_to=addressed))
    return without_blanks(SpeakerDraft(label=label, addressed_to=addressed))
