"""Zones as other programs name them: IANA names, offsets, abbreviations such as EST."""

import datetime as dt
import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from incident_tui.exchange.imports.foreign.times import NoTimeError, offset_in, offset_of

_UTC_NAMES = {"Z", "UTC", "GMT", "UT", "ZULU"}
_OFFSET = re.compile(
    r"(?:(?:UTC|GMT)\s?(?P<sign>[+-])(?P<hours>\d\d?)|(?P<own>[+-]\d\d))(?::?(?P<minutes>\d\d))?",
    re.IGNORECASE | re.ASCII,
)
_HOURS = re.compile(r"[+-]?\d\d?(?:\.0)?", re.ASCII)
_IANA = re.compile(r"[A-Za-z][A-Za-z0-9_]*(?:[/+-][A-Za-z0-9_]+)*", re.ASCII)
_FARTHEST_WEST = dt.timedelta(hours=-12)
_FARTHEST_EAST = dt.timedelta(hours=14)
_NORTH_AMERICAN = {
    "AST": (-4, "America/Halifax"),
    "ADT": (-3, "America/Halifax"),
    "EST": (-5, "America/New_York"),
    "EDT": (-4, "America/New_York"),
    "CST": (-6, "America/Chicago"),
    "CDT": (-5, "America/Chicago"),
    "MST": (-7, "America/Denver"),
    "MDT": (-6, "America/Denver"),
    "PST": (-8, "America/Los_Angeles"),
    "PDT": (-7, "America/Los_Angeles"),
    "AKST": (-9, "America/Anchorage"),
    "AKDT": (-8, "America/Anchorage"),
    "HST": (-10, "Pacific/Honolulu"),
}
"""From an abbreviation (RFC 5322, section 4.3) to its hours from UTC, and a zone that uses it."""
_LOCAL = {
    *("WET", "WEST", "BST", "IST", "CEST", "EET", "EEST", "MSK", "MEZ", "MESZ", "SAST"),
    *("AEST", "AEDT", "ACST", "ACDT", "AWST", "NZST", "NZDT", "JST", "KST", "HKT", "SGT"),
}
"""Abbreviations outside North America, some of which are used at several places."""
_ALL_YEAR = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}
"""From the name of a North American zone in each season to a place that keeps it."""


_SPOKEN = re.compile(
    r"(?P<letter>[ECMP])(?:astern|entral|ountain|acific)"
    r"(?:[ _](?P<season>[SD])(?:tandard|aylight))?(?:[ _]T(?:ime)?)?",
    re.IGNORECASE,
)
"""A North American zone in words: Eastern, Central Time, Pacific Standard Time."""
_NO_ZONES = {"FACTORY", "GB", "LOCALTIME", "NZ", "PRC", "ROC", "ROK"}
"""Names of IANA that have another meaning in a log, such as a Regional Operations Centre."""
_WORDS = {"MET", "WET"}
"""Names of IANA that are words behind a time, and zones in a column of zones."""


def offsets_named(
    name: str, local: dt.datetime, zone: dt.tzinfo, zone_said: bool
) -> set[dt.timedelta]:
    """Return the possible offsets from UTC of a local time that names its zone.

    There are two where the clocks showed the time twice, and where the name is kept in the other
    half of the year only: an "EST" in July can be meant as written, or as the time on the clocks.

    Args:
        name: an offset, an abbreviation or an IANA name.
        local: the time, without a zone.
        zone: the zone of times without a zone, in which an abbreviation is looked for first.
        zone_said: whether the user named that zone.

    Raises:
        NoTimeError: if the name is unknown.
    """
    if (offset := _offset(name)) is not None:
        return {offset}
    short = name.upper()
    if zone_said and (found := _kept_offsets(short, local, zone)):
        return found
    if short in _NORTH_AMERICAN and not (zone_said and offset_in(local, zone) > dt.timedelta()):
        hours, place = _NORTH_AMERICAN[short]
        return _kept_offsets(short, local, ZoneInfo(place)) or {dt.timedelta(hours=hours)}
    if short in _ALL_YEAR and not (zone_said and offset_in(local, zone) > dt.timedelta()):
        return {offset_in(local, ZoneInfo(_ALL_YEAR[short]), fold) for fold in (0, 1)}
    is_word = short in _WORDS or (name.isalpha() and not name.isupper())  # Cuba, Jamaica
    named = None if is_word or short in _NORTH_AMERICAN else _iana_zone(name)
    if named is not None:
        # Names such as CET are zones of IANA, with a time of summer that has another name.
        found = _kept_offsets(short, local, named)
        return found or {offset_in(local, named, fold) for fold in (0, 1)}
    if zone_said:
        raise NoTimeError(f"`{name}` is no time of {zone}; write the offset, as -05:00")
    raise NoTimeError(f"name the zone that `{name}` is meant of with --timezone")


def offsets_in_zone(
    name: str, local: dt.datetime, zone: dt.tzinfo, zone_said: bool
) -> set[dt.timedelta]:
    """Return the possible offsets of a local time beside a column with the name of its zone.

    Raises:
        NoTimeError: if the name is unknown.
    """
    if _HOURS.fullmatch(name) and _in_the_world(hours := dt.timedelta(hours=float(name))):
        return {hours}
    name = _abbreviated(name)
    if name.upper() not in _NORTH_AMERICAN and (named := _iana_zone(name)) is not None:
        return {offset_in(local, named, fold) for fold in (0, 1)}
    return offsets_named(name, local, zone, zone_said)


def zone_of(name: str) -> dt.tzinfo | None:
    """Return the zone with a name, in each season; None for an unknown name."""
    try:
        offset = _offset(name)
    except NoTimeError:
        return None
    name = _abbreviated(name)
    if offset is None and name.upper() in _NORTH_AMERICAN:
        offset = dt.timedelta(hours=_NORTH_AMERICAN[name.upper()][0])
    if offset is not None:
        return dt.timezone(offset)
    return _iana_zone(_ALL_YEAR.get(name.upper(), name))


def is_zone(text: str) -> bool:
    """Whether a text names a zone without regard to a place."""
    try:
        offset = _offset(text)
    except NoTimeError:
        return False
    text = _abbreviated(text)
    return bool(
        offset is not None
        or _HOURS.fullmatch(text)
        or text.upper() in _NORTH_AMERICAN
        or text.upper() in _ALL_YEAR
        or _iana_zone(text) is not None
    )


def is_local_zone(text: str) -> bool:
    """Whether a text abbreviates a zone whose place has to be known, as AEDT or BST."""
    return text in _LOCAL


def _offset(name: str) -> dt.timedelta | None:
    """Return the offset that a text says in digits, or as UTC; None for another text.

    Raises:
        NoTimeError: if no place of the world has the offset.
    """
    if name.upper() in _UTC_NAMES:
        return dt.timedelta()
    match = _OFFSET.fullmatch(name)
    if match is None:
        return None
    digits = match["own"] or f"{match['sign']}{int(match['hours']):02}"
    offset = offset_of(f"{digits}:{match['minutes'] or '00'}")
    if not _in_the_world(offset):
        raise NoTimeError(f"no place is {name} from UTC; between two times write / or .. for -")
    return offset


def _abbreviated(name: str) -> str:
    """Return `Central Time` as `CT`, `Central Standard Time` as `CST`; other names as they are."""
    match = _SPOKEN.fullmatch(name)
    return f"{match['letter']}{match['season'] or ''}T".upper() if match else name


def _in_the_world(offset: dt.timedelta) -> bool:
    return _FARTHEST_WEST <= offset <= _FARTHEST_EAST


def _kept_offsets(short: str, local: dt.datetime, zone: dt.tzinfo) -> set[dt.timedelta]:
    """Return the offsets that an abbreviation can mean in a zone; none if unknown there."""
    for fold in (0, 1):
        if local.replace(tzinfo=zone, fold=fold).tzname() == short:
            return {offset_in(local, zone, fold)}
    for month in (1, 7):
        season = dt.datetime(local.year, month, 1)
        if season.replace(tzinfo=zone).tzname() == short:
            return {offset_in(season, zone), offset_in(local, zone)}
    return set()


def _iana_zone(name: str) -> ZoneInfo | None:
    if not _IANA.fullmatch(name) or name.upper() in _NO_ZONES:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
