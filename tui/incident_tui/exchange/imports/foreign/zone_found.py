"""The zone of a new record, where every time of an import names one and the same.

An offset of whole hours is a zone of IANA that keeps it all year: -05:00 is Etc/GMT+5. UTC is no
evidence: many logs are written in it, wherever their incident was.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from zoneinfo import ZoneInfo

from incident_tui.exchange.imports.foreign.times import offset_in
from incident_tui.exchange.imports.foreign.zones import zone_of
from incident_tui.exchange.imports.landing.drafts import IncidentDraft
from incident_tui.exchange.imports.landing.protocol import INFERRED, Origin, Remark, Wishes
from incident_tui.record.time_value import TimeSyntaxError, offset_text, parse_moment

_ZONE_INFERRED = (
    "the zone of the record is {timezone}, {timezone_basis}; another can be named with --timezone"
)
_HOUR = dt.timedelta(hours=1)
_NONE = dt.timedelta()
_FARTHEST_WEST = -12
_FARTHEST_EAST = 14


class ZoneFound:
    """Notes the zones of times, and says which zone all of them have."""

    def __init__(self) -> None:
        self._zones: set[tuple[str, dt.timedelta]] = set()
        """Names of zones, each with the offset; without a name, offsets alone."""
        self._is_open = False
        """Whether a time named no zone."""
        self._said: dict[str, str] = {}
        """From a zone that a whole table names to the place that names it."""
        self._first: dt.date | None = None
        """The earliest day on the clocks of the zone."""

    def note_none(self) -> None:
        """Note a time that names no zone."""
        self._is_open = True

    def say(self, zone: str, place: str) -> None:
        """Note the zone that a whole table names.

        Args:
            zone: a name of IANA.
            place: where the table names the zone, in words.
        """
        self._said[zone] = place

    def note_day(self, day: dt.date) -> None:
        """Note the day of a time."""
        self._first = min(self._first or day, day)

    def note(self, name: str, local: dt.datetime, offset: dt.timedelta) -> None:
        """Note a time with a zone.

        Args:
            name: the zone as the log has it: an offset, an abbreviation or a name.
            local: the time on the clocks there.
            offset: the offset from UTC.
        """
        zone = zone_of(name)
        is_place = isinstance(zone, ZoneInfo) and offset_in(local, zone) == offset
        self._zones.add((str(zone), _NONE) if is_place else ("", offset))
        self.note_day(local.date())

    def note_time(self, at: str) -> None:
        """Note a time in the notation of a record; one without a moment says nothing."""
        with suppress(TimeSyntaxError):
            moment = parse_moment(at)
            if moment.date is None or moment.offset is None:
                self.note_none()
            else:
                local = dt.datetime.combine(moment.date, dt.time())
                offset = dt.timedelta(minutes=moment.offset)
                self.note(offset_text(moment.offset), local, offset)

    def remarks_for(self, wishes: Wishes, origin: Origin) -> Iterator[Remark]:
        """Yield what the user should know of the zone that a new record gets from the times."""
        found = self.incident_for(wishes)
        if found and wishes.record_zone is None:
            yield Remark(origin, _ZONE_INFERRED.format(**found))

    def incident_for(self, wishes: Wishes) -> IncidentDraft:
        """Return the zone and the first day, as `incident`; empty where the zone is another.

        The user can have named another zone, for this import or for the one that made the record.
        """
        found, own = self.incident, wishes.record_zone
        if own is None:
            return IncidentDraft() if wishes.zone_said else found
        return found if str(own) == found.get("timezone") else IncidentDraft()

    @property
    def incident(self) -> IncidentDraft:
        """The zone and the first day of a new record; empty if the times do not agree."""
        if len(self._said) == 1:
            [(zone, place)] = self._said.items()
            said_by = IncidentDraft(timezone=zone, timezone_basis=f"{INFERRED} {place}")
            return said_by | {"date": self._first.isoformat()} if self._first else said_by
        if self._is_open or len(self._zones) != 1 or self._first is None:
            return {}
        [(name, offset)] = self._zones
        zone = name or _zone_of_offset(offset)
        if not zone or ZoneInfo(zone).utcoffset(dt.datetime.min) == _NONE:
            return {}
        said = name or offset_text(offset // dt.timedelta(minutes=1))
        return {
            "date": self._first.isoformat(),
            "timezone": zone,
            "timezone_basis": f"{INFERRED} {said} in every time that was imported",
        }


def _zone_of_offset(offset: dt.timedelta) -> str:
    """Return the zone of IANA that keeps an offset all year; "" if there is none."""
    hours, rest = divmod(offset, _HOUR)
    if rest or not hours or not _FARTHEST_WEST <= hours <= _FARTHEST_EAST:
        return ""
    return f"Etc/GMT{-hours:+}"  # whose sign is that of POSIX: to the west
