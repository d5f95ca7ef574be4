"""Times of archives as milliseconds since 1970; a time without a zone is in UTC."""

import datetime as dt
import re
from decimal import Decimal

from incident_tui.exchange.imports.foreign.times import NoTimeError, milliseconds, read_timestamp
from incident_tui.exchange.imports.landing.protocol import Wishes

_GO = re.compile(r"(\S+ \S+ [+-]\d{4}) [A-Z+-]\S*(?: m=\S+)?", re.ASCII)
"""A time as `Time.String` of the language Go writes it: the zone twice, and a count."""
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MS = dt.timedelta(milliseconds=1)
_IN_UTC = Wishes(zone=dt.UTC, zone_said=True)


def instant_of(value: object) -> int:
    """Return a time as milliseconds since 1970.

    Raises:
        NoTimeError: if the value is no time.
    """
    match value:
        case dt.datetime():
            aware = value if value.tzinfo else value.replace(tzinfo=dt.UTC)
            return (aware - _EPOCH) // _MS
        case int() | float() | Decimal():
            return milliseconds(float(value))
        case str():
            stamp = read_timestamp(_GO.sub(r"\1", value.strip()), _IN_UTC)
            if stamp.instant is not None:
                return stamp.instant
    raise NoTimeError(f"`{value}` is no time")
