"""The columns of a table that this program exported, as CSV or in a workbook.

A workbook has moments as dates, on the clocks of the zone in the title of the column, and the ids
of agencies, units, persons and places beside their names.
"""

import contextlib
import datetime as dt
import re
from collections.abc import Sequence
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from incident_tui.record.time_value import MINUTE, offset_text

_MARKS = {"id", "kind", "notation", "earliest", "latest", "text"}
"""Columns that an exported table has, and hardly another."""
_OF_WORKBOOK = {"agency_id", "unit_ids", "location_id", "known_notation"}
_ZONED = re.compile(r"([a-z_]+) \[([^\[\]?]{1,64})\??\]")
"""A title with the zone of the moments: `latest [America/Chicago]`."""
_LOCAL = re.compile(r"(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?))?", re.ASCII)
_MS = dt.timedelta(milliseconds=1)


def is_own_export(header: Sequence[str]) -> bool:
    """Whether a header is that of an exported table."""
    return {_bare(name) for name in header} >= _MARKS


class OwnColumns:
    """The columns of an exported table."""

    def __init__(self, header: Sequence[str]) -> None:
        self.names = tuple(map(_bare, header))
        """The names of the columns, without zones."""
        self.has_ids = {*self.names} >= _OF_WORKBOOK
        """Whether columns have the ids of agencies, units, persons and places."""
        self._zones = {
            name: zone
            for name, title in zip(self.names, header, strict=True)
            if (zone := _zone_in(title))
        }

    @property
    def zone(self) -> str:
        """The name of the zone in the titles; "" if they name none, or several."""
        names = {*map(str, self._zones.values())}
        return names.pop() if len(names) == 1 else ""

    def cells(self, texts: Sequence[str]) -> dict[str, str]:
        """Return the cells with a text, by the names of the columns; moments are RFC 3339."""
        found = {name: text for name, text in zip(self.names, texts, strict=False) if text}
        zoned = {
            name: _with_offset(found[name], zone)
            for name, zone in self._zones.items()
            if name in found
        }
        return found | zoned


def _bare(title: str) -> str:
    """Return the name of a column without a zone."""
    match = _ZONED.fullmatch(title.strip())
    return match[1] if match else title.strip()


def _zone_in(title: str) -> ZoneInfo | None:
    """Return the zone in the title of a column; None for no zone that is known."""
    match = _ZONED.fullmatch(title.strip())
    with contextlib.suppress(ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(match[2]) if match else None
    return None


def _with_offset(text: str, zone: ZoneInfo) -> str:
    """Return a moment on the clocks of a zone with the offset; another text as it is."""
    match = _LOCAL.fullmatch(text)
    if match is None:
        return text
    local = f"{match[1]}T{match[2] or '00:00'}"
    with contextlib.suppress(ValueError, OverflowError):  # beyond the calendar
        moment = dt.datetime.fromisoformat(local).replace(tzinfo=zone)
        offset = (moment.utcoffset() or dt.timedelta()) // _MS
        return f"{local}{offset_text(offset // MINUTE)}"
    return text
