"""The offsets from UTC of local times, by the zone that a time names or by that of the log.

Clocks seldom change: the offsets of an hour are looked up once, if no clock changes in the hour.
"""

import datetime as dt
from contextlib import suppress

from incident_tui.exchange.imports.foreign.times import NoTimeError, offset_in
from incident_tui.exchange.imports.foreign.zone_found import ZoneFound
from incident_tui.exchange.imports.foreign.zones import offsets_in_zone, offsets_named
from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.exchange.imports.tables.hours import keep

_LAST_OF_HOUR = dt.timedelta(hours=1) - dt.timedelta(milliseconds=1)


class LocalOffsets:
    """Looks up offsets from UTC, and notes the zones that times name."""

    def __init__(self, wishes: Wishes, zones: ZoneFound) -> None:
        self._zone = wishes.zone
        self._zone_said = wishes.zone_said
        self._zones = zones
        self._even_hours: dict[tuple[str, str, dt.date, int], set[dt.timedelta]] = {}
        """The offsets in an hour without a change, by the zones, the day and the hour."""

    def of(self, local: dt.datetime, name: str, beside: str) -> set[dt.timedelta]:
        """Return the possible offsets from UTC of a local time.

        Args:
            local: the time, without a zone.
            name: the zone that the time names; "" for none.
            beside: the zone that stands beside the time; "" for none.

        Raises:
            NoTimeError: if the zone is unknown.
        """
        hour = name, beside, local.date(), local.hour
        if known := self._even_hours.get(hour):
            return known
        found = self._look_up(local, name, beside)
        for offset in found if name or beside else ():
            self._zones.note(name or beside, local, offset)
        with suppress(NoTimeError):
            start = local.replace(minute=0, second=0, microsecond=0)
            ends = start, start + _LAST_OF_HOUR
            if all(self._look_up(end, name, beside) == found for end in ends):
                keep(self._even_hours, hour, found)
        return found

    def is_even(self, local: dt.datetime, name: str, beside: str) -> bool:
        """Whether no clock changes in the hour of a local time whose offsets were looked up."""
        return (name, beside, local.date(), local.hour) in self._even_hours

    def _look_up(self, local: dt.datetime, name: str, beside: str) -> set[dt.timedelta]:
        if name:
            return offsets_named(name, local, self._zone, self._zone_said)
        if beside:
            return offsets_in_zone(beside, local, self._zone, self._zone_said)
        return {offset_in(local, self._zone, fold) for fold in (0, 1)}
