"""The parties of a row of an exported table: by their names in CSV, by their ids in a workbook.

A new record defines the ids of a workbook with the names beside them. In a row that a person has
typed into a workbook, names without ids count as in CSV.
"""

from collections.abc import Mapping
from typing import NamedTuple

from incident_tui.exchange.imports.landing.drafts import (
    ChannelDraft,
    SpeakerDraft,
    without_blanks,
)
from incident_tui.exchange.imports.landing.protocol import ImportedItem, Origin, Passed
from incident_tui.exchange.imports.tables.definitions import MAX_DEFINITIONS, Definitions
from incident_tui.exchange.imports.tables.own_times import BETWEEN, names_in

_NAMED = (
    ("agencies", "agency_id", "who"),
    ("agencies", "agency_ids", "concerns"),
    ("units", "unit_ids", "units"),
    ("people", "people_ids", "people"),
    ("locations", "location_id", "location"),
    ("people", "speaker_person", "speaker"),
    ("units", "speaker_unit", "speaker"),
    ("agencies", "speaker_agency", "speaker"),
)
"""A section of a record, a column of a workbook with ids, and the column with their names."""
_NAME_FIELDS = {"agencies": "name", "units": "call_sign", "people": "label", "locations": "text"}


class Parties(NamedTuple):
    """The parties, the channel and the place of an entry."""

    agency: str
    agencies: list[str]
    units: list[str]
    people: list[str]
    speaker: SpeakerDraft
    channel: ChannelDraft
    location: str


class OwnParties:
    """Reads the parties of rows; the cells are taken from the row."""

    def __init__(self, definitions: Definitions, is_new: bool) -> None:
        """Begin before the first row.

        Args:
            definitions: the agencies, units and places of all tables.
            is_new: whether the record is new, and defines no id yet.
        """
        self._definitions = definitions
        self._is_new = is_new
        self._defined: set[tuple[str, str]] = set()
        """Sections and ids that were defined so far."""

    def by_names(self, cells: dict[str, str], origin: Origin) -> Parties:
        """Return the parties of a row of CSV."""
        acting, concerned = names_in(cells, "who"), names_in(cells, "concerns")
        if (older := names_in(cells, "agencies")) and not acting:  # of a table of version 0.1
            acting, concerned = older[:1], [*older[1:], *concerned]
        found = [self._definitions.agency(name, origin) for name in (*acting, *concerned)]
        agency = found[0] if acting else ""
        names = names_in(cells, "units")
        units = [self._definitions.unit(name, "", "", origin) for name in names]
        place = cells.pop("location", "")
        speaker = SpeakerDraft(
            label=cells.pop("speaker", ""), addressed_to=cells.pop("addressed_to", "")
        )
        channel = ChannelDraft(
            talkgroup_tag=cells.pop("channel", ""), talkgroup=cells.pop("talkgroup", "")
        )
        return Parties(
            agency,
            [one for one in dict.fromkeys(found) if one not in ("", agency)],
            [*filter(None, units)],
            [],
            without_blanks(speaker),
            without_blanks(channel),
            self._definitions.place(place, "", "", origin) if place else "",
        )

    def by_ids(self, cells: dict[str, str], origin: Origin) -> Parties:
        """Return the parties of a row of a workbook."""
        if not any(ids in cells for _, ids, _ in _NAMED):
            return self._typed(cells, origin)
        self._define(cells, origin)
        take = cells.pop
        speaker = SpeakerDraft(
            person=take("speaker_person", ""),
            unit=take("speaker_unit", ""),
            agency=take("speaker_agency", ""),
            label=take("speaker_label", ""),
            addressed_to=take("addressed_to", ""),
        )
        parties = Parties(
            take("agency_id", ""),
            names_in(cells, "agency_ids"),
            names_in(cells, "unit_ids"),
            names_in(cells, "people_ids"),
            without_blanks(speaker),
            self._channel(cells),
            take("location_id", ""),
        )
        for name in ("who", "concerns", "units", "people", "speaker", "location"):
            take(name, "")
        return parties

    def _typed(self, cells: dict[str, str], origin: Origin) -> Parties:
        """Return the parties of a row without ids, by the names."""
        channel, label = self._channel(cells), cells.pop("speaker_label", "")
        parties = self.by_names(cells, origin)
        speaker = parties.speaker | SpeakerDraft(label=label) if label else parties.speaker
        return parties._replace(channel=channel or parties.channel, speaker=speaker)

    def _channel(self, cells: dict[str, str]) -> ChannelDraft:
        """Return the channel of a row of a workbook; the words for the channel are left out."""
        channel = without_blanks(
            ChannelDraft(
                system=cells.pop("system", ""),
                talkgroup=cells.get("talkgroup", ""),
                talkgroup_tag=cells.pop("talkgroup_tag", ""),
                frequency=cells.pop("frequency", ""),
                feed=cells.pop("feed", ""),
                site=cells.pop("site", ""),
            )
        )
        if channel:
            cells.pop("talkgroup", "")
            cells.pop("channel", "")
        return channel

    def _define(self, cells: Mapping[str, str], origin: Origin) -> None:
        """Define the ids of a row for a new record, as far as each has a name beside it."""
        if not self._is_new:
            return
        for section, ids, names in _NAMED:
            pairs = _values(cells, ids), _values(cells, names)
            if len(pairs[0]) == len(pairs[1]):
                for identity, name in zip(*pairs, strict=True):
                    self._define_one(section, identity, name, origin)

    def _define_one(self, section: str, identity: str, name: str, origin: Origin) -> None:
        """Define an id, once."""
        key = section, identity
        if key in self._defined or len(self._defined) >= MAX_DEFINITIONS:
            return
        self._defined.add(key)
        value = {"id": identity, _NAME_FIELDS[section]: name}
        there = Passed(origin, "another sheet defines this id")
        self._definitions.new.append(ImportedItem(section, value, origin, otherwise=there))


def _values(cells: Mapping[str, str], column: str) -> list[str]:
    """Return the values in a cell."""
    return [value for value in cells.get(column, "").split(BETWEEN) if value]
