"""The agencies, units and places in a log, each defined once."""

import functools
from collections.abc import Iterator, Mapping

from incident_tui.exchange.imports.foreign.values import digest, identifier
from incident_tui.exchange.imports.landing import drafts
from incident_tui.exchange.imports.landing.drafts import UnitDraft, UnitStatusChangeDraft
from incident_tui.exchange.imports.landing.protocol import ImportedItem, Origin, Wishes
from incident_tui.exchange.imports.tables.unit_names import unit_names

_Name = str | tuple[str, str, str]
"""The name of an agency or a unit; the text, the latitude and the longitude of a place."""

MAX_DEFINITIONS = 10_000
"""Definitions in a section; an entry names further agencies, units or places in its text."""
MAX_HISTORY_STEPS = 500
"""Statuses in the histories of the units together; of more statuses, the entries alone tell."""


_UNIT_CELLS_KEPT = 1_000


class Definitions:
    """Collects the agencies, units and places of a log, for a record that may know some."""

    def __init__(self, wishes: Wishes) -> None:
        self.new: list[ImportedItem] = []
        """Definitions since the list was last emptied."""
        self.agency_of_rest = wishes.agency
        """The name of the agency of rows that name none."""
        self._wishes = wishes
        self.names_of_units = functools.lru_cache(_UNIT_CELLS_KEPT)(unit_names)
        """The call signs in a cell; cells repeat, so that each is read once."""
        self._agencies, self._call_signs, self._places = _Names(), _Names(), _Names()
        self._units: dict[str, tuple[UnitDraft, Origin]] = {}
        """The units that are new to the record, by id: yielded last, each with a history."""
        self._steps: dict[str, list[UnitStatusChangeDraft]] = {}
        """From the id of a unit to its history."""
        self._step_count = 0

    def agency(self, name: str, origin: Origin) -> str:
        """Return the id of an agency; "" if the section is full."""
        if name not in self._agencies:
            identity = identifier(name)
            known = _id_in(self._wishes.agencies, identity, name)
            if self._agencies.add(name, identity, known):
                self.new.append(drafts.AGENCIES.item({"id": identity, "name": name}, origin))
        return self._agencies.id_of(name)

    def unit(self, call_sign: str, kind: str, agency: str, origin: Origin) -> str:
        """Return the id of a unit; "" if the section is full."""
        if call_sign not in self._call_signs:
            identity = identifier(call_sign)
            known = _id_in(self._wishes.units, identity, call_sign)
            if self._call_signs.add(call_sign, identity, known):
                unit = UnitDraft(id=identity, call_sign=call_sign, agency=agency, type=kind)
                self._units[identity] = unit, origin
        return self._call_signs.id_of(call_sign)

    def place(self, text: str, latitude: str, longitude: str, origin: Origin) -> str:
        """Return the id of a place; "" if the section is full."""
        text = text or f"{latitude}, {longitude}"
        name = text, latitude, longitude
        if name not in self._places:
            # The id depends on the spelling of this mapping: records of earlier imports have it.
            identity = f"place-{digest(repr({'text': text, 'lat': latitude, 'lon': longitude}))}"
            if self._places.add(name, identity):
                place = drafts.LOCATIONS.item(
                    {"id": identity, "text": text, "lat": latitude, "lon": longitude}, origin
                )
                self.new.append(place)
        return self._places.id_of(name)

    def add_step(self, unit: str, step: UnitStatusChangeDraft) -> None:
        """Add a status to the history of a unit."""
        self._step_count += 1
        if self._step_count <= MAX_HISTORY_STEPS:
            self._steps.setdefault(unit, []).append(step)

    @property
    def units(self) -> Iterator[ImportedItem]:
        """The new units, with their histories unless these are too long together."""
        for identity, (unit, origin) in self._units.items():
            if self._step_count <= MAX_HISTORY_STEPS:
                unit["status_history"] = self._steps.get(identity, [])
            yield drafts.UNITS.item(unit, origin)


class _Names:
    """The names of the objects of a section, up to `MAX_DEFINITIONS`, and their ids."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}
        """From the id made of a name to the id in the record."""
        self._by_name: dict[_Name, str] = {}
        """From a name, as rows write it, to the id in the record."""

    def __contains__(self, name: _Name) -> bool:
        return name in self._by_name

    def id_of(self, name: _Name) -> str:
        """Return the id of an object; "" if the section was full before."""
        return self._by_name.get(name, "")

    def add(self, name: _Name, identity: str, known: str = "") -> bool:
        """Add a name, and return whether a definition is needed.

        Args:
            name: the name as a row writes it.
            identity: the id made of the name, which is that of another spelling perhaps.
            known: the id in the record, if the record has the object.
        """
        if identity in self._ids:
            self._by_name[name] = self._ids[identity]
            return False
        if len(self._ids) >= MAX_DEFINITIONS:
            return False
        self._ids[identity] = self._by_name[name] = known or identity
        # An object of the id made of its name may come from an import of this log: it is defined
        # again, and found to be there, so that each import counts alike.
        return known in ("", identity)


def _id_in(ids: Mapping[str, str], identity: str, name: str) -> str:
    """Return the id that a record has for an object: the id made of its name, if there, or ""."""
    return ids.get(identity) or ids.get(name.casefold()) or ""
