"""Times of archives as milliseconds since 1970; a time without a zone is in UTC."""

import datetime as dt
import re
from decimal import Decimal

from incident_tui.exchange.imports.foreign.times import NoTimeError, milliseconds, read_timestamp
from incident_tui.exchange.imports.landing.protocol import Wishes

_GO = re.compile(r"(\S+ \S+ [+-]\d{4}) [A-Z+-]\S*(?: m=\S+)?", re.ASCII)
"""A time in the form of `Time.String` of the language Go: the zone twice, and a count."""
_MAX_CHARACTERS = 100
"""A longer text is no time."""
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
        case str() if len(text := value.strip()) <= _MAX_CHARACTERS:
            by_go = _GO.fullmatch(text)
            stamp = read_timestamp(by_go[1] if by_go else text, _IN_UTC)
            if stamp.instant is not None:
                return stamp.instant
    raise NoTimeError(f"`{str(value)[:_MAX_CHARACTERS]}` is no time")
