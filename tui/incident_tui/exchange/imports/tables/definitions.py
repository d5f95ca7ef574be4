"""The agencies, units and places in a log, each defined once."""

from collections.abc import Iterator, Mapping

from incident_tui.exchange.imports.foreign.values import digest, identifier
from incident_tui.exchange.imports.landing import drafts
from incident_tui.exchange.imports.landing.drafts import UnitDraft, UnitStatusChangeDraft
from incident_tui.exchange.imports.landing.protocol import ImportedItem, Origin, Wishes

MAX_DEFINITIONS = 10_000
"""Definitions in a section; an entry names further agencies, units or places in its text."""
MAX_HISTORY_STEPS = 500
"""Statuses in the histories of the units together; of more statuses, the entries alone tell."""


class Definitions:
    """Collects the agencies, units and places of a log, for a record that may know some."""

    def __init__(self, wishes: Wishes) -> None:
        self.new: list[ImportedItem] = []
        """Definitions since the list was last emptied."""
        self.agency_of_rest = wishes.agency
        """The name of the agency of rows that name none."""
        self._wishes = wishes
        self._ids: dict[tuple[str, str], str] = {}
        """From a section and the id made of a name to the id in the record."""
        self._counts = {"agencies": 0, "units": 0, "locations": 0}
        """From a section to the number of its ids."""
        self._units: dict[str, tuple[UnitDraft, Origin]] = {}
        """The units that are new to the record, by id: yielded last, each with a history."""
        self._steps: dict[str, list[UnitStatusChangeDraft]] = {}
        """From the id of a unit to its history."""
        self._step_count = 0

    def agency(self, name: str, origin: Origin) -> str:
        """Return the id of an agency; "" if the section is full."""
        identity = identifier(name)
        known = _id_in(self._wishes.agencies, identity, name)
        if self._is_new("agencies", identity, known):
            self.new.append(drafts.AGENCIES.item({"id": identity, "name": name}, origin))
        return self._ids.get(("agencies", identity), "")

    def unit(self, call_sign: str, kind: str, agency: str, origin: Origin) -> str:
        """Return the id of a unit; "" if the section is full."""
        identity = identifier(call_sign)
        known = _id_in(self._wishes.units, identity, call_sign)
        if self._is_new("units", identity, known):
            unit = UnitDraft(id=identity, call_sign=call_sign, agency=agency, type=kind)
            self._units[identity] = unit, origin
        return self._ids.get(("units", identity), "")

    def place(self, text: str, latitude: str, longitude: str, origin: Origin) -> str:
        """Return the id of a place; "" if the section is full."""
        text = text or f"{latitude}, {longitude}"
        # The id depends on the spelling of this mapping: records from earlier imports have it.
        name = digest(repr({"text": text, "lat": latitude, "lon": longitude}))
        identity = f"place-{name}"
        if self._is_new("locations", identity):
            place = drafts.LOCATIONS.item(
                {"id": identity, "text": text, "lat": latitude, "lon": longitude}, origin
            )
            self.new.append(place)
        return self._ids.get(("locations", identity), "")

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

    def _is_new(self, section: str, identity: str, known: str = "") -> bool:
        """Note an id, and return whether a definition is needed.

        Args:
            section: the section of the object.
            identity: the id made of the name.
            known: the id in the record, if the record has the object.
        """
        if (section, identity) in self._ids or self._counts[section] >= MAX_DEFINITIONS:
            return False
        self._ids[section, identity] = known or identity
        self._counts[section] += 1
        # An object of the id made of its name may come from an import of this log: it is defined
        # again, and found to be there, so that each import counts alike.
        return known in ("", identity)


def _id_in(ids: Mapping[str, str], identity: str, name: str) -> str:
    """Return the id that a record has for an object: the id made of its name, if there, or ""."""
    return ids.get(identity) or ids.get(name.casefold()) or ""
