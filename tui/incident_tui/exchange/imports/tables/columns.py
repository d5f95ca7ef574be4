"""The fields of a log by the names of its columns, in dispatch centers and on radio scanners."""

import difflib
import re
from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from incident_tui.exchange.imports.foreign.zones import is_zone
from incident_tui.record.vocabulary import UnitStatus

STATUSES: dict[str, UnitStatus] = {
    "dispatched": "Dispatched",
    "acknowledged": "Acknowledged",
    "en_route": "EnRoute",
    "staging": "Staging",
    "on_scene": "OnScene",
    "at_patient": "AtPatient",
    "transporting": "Transporting",
    "hospital": "Hospital",
    "returning": "Returning",
    "cleared": "Cleared",
    "canceled": "Canceled",
    "available": "Available",
    "out_of_service": "OutOfService",
}
"""Fields with the time of a unit's status, in the order of a run."""

EVENTS = {"received": "Call received", "entered": "Call entered"}
"""Fields with the time of an event of a call as a whole, and words for the event."""

_NAMES = {
    "time": "datetime date_time dttm time timestamp time_stamp event_time event_datetime "
    "incident_time incident_datetime call_time call_datetime log_time logged created created_at "
    "occurred occurred_at when start_time starttime start message_time time_of_call "
    "date_time_of_call alarm_time tfs_alarm_time inc_time original_time_queued time_queued "
    "time_of_incident epoch epoch_time unix_time unixtime dtg alarm",
    "date": "date day call_date incident_date event_date log_date inc_date alarm_date start_date "
    "date_of_call date_of_incident call_received_date received_date reported_date dispatch_date",
    "month": "month",
    "year": "year",
    "day": "day_of_month",
    "zone": "timezone time_zone tz tzname timezone_name utc_offset gmt_offset tz_offset "
    "timezone_offset",
    "text": "text message narrative narration notes note remarks remark comments comment "
    "description details log_entry transcript transcription content body activity "
    "notable_activities major_events stop_code_description what desc event",
    "type": "final_call_type call_type incident_type incident_type_desc inc_type_desc event_type "
    "type_text type nature call_nature nature_code problem incident_category category "
    "incident_group initial_call_type event_description call_description incident_description "
    "call_type_final_desc call_type_original_desc",
    "kind": "kind",
    "speaker": "speaker",
    "addressed_to": "addressed_to",
    "verbatim": "verbatim",
    "incident": "call_number call_no call_num call_id incident_number incident_no incident_num "
    "incident_id inc_no inc_num inc cad_incident_id cad_event_number event_number event_no "
    "event_num event_id case_number case_no cad_number run_number run_no nopd_item",
    "unit": "unit unit_id unit_name unit_number unit_code assigned_unit call_sign callsign "
    "apparatus apparatus_id vehicle resource",
    "units": "units units_assigned unit_list",
    "unit_type": "unit_type apparatus_type vehicle_type",
    "status": "unit_status unit_status_cd unit_status_code status_code status_cd status action",
    "status_time": "status_time unit_status_time status_change_time status_changed_time",
    "agency": "agency agency_name agency_id department dept organization organisation",
    "location": "address street_address incident_address block_address location_address "
    "incident_location location location_addr addr_str address_x addr place intersection "
    "intersection_name",
    "city": "city addr_city municipality town township twp borough inc_geo_borough_name",
    "latitude": "latitude lat y",
    "longitude": "longitude lon lng long x",
    "talkgroup": "talkgroup talkgroup_id tgid tg",
    "talkgroup_tag": "talkgroup_tag talkgroup_name alpha_tag",
    "frequency": "frequency freq channel",
    "system": "system system_name",
    "received": "received call_received time_received create_time_incident event_open_time",
    "entered": "entered call_entered time_entered",
    "dispatched": "dispatched unit_dispatched time_dispatched assigned unit_notified "
    "dispatch_time_primary_unit disp",
    "acknowledged": "acknowledged unit_acknowledged",
    "en_route": "enroute en_route unit_enroute unit_en_route time_enroute responding",
    "staging": "staged staging",
    "on_scene": "on_scene onscene at_scene arrived arrived_on_scene unit_arrived time_arrived "
    "arrival_time_primary_unit tfs_arrival_time arrival",
    "at_patient": "at_patient patient_contact",
    "transporting": "transporting unit_transporting left_scene",
    "hospital": "at_hospital arrived_hospital arrived_at_hospital",
    "returning": "returning",
    "cleared": "cleared clear unit_cleared time_cleared closed closed_time_incident "
    "last_tfs_unit_clear_time lu_clear last_unit_cleared",
    "canceled": "canceled cancelled",
    "available": "in_service unit_available",
    "out_of_service": "out_of_service",
}
"""From a field to the names of its columns, the likeliest first."""

_LAYOUTS = (
    ({"macb", "sourcetype", "short", "desc"}, {"type": "short", "text": "desc"}),  # Plaso, l2tcsv
    (
        {"protocol", "event", "timeslot", "details"},
        {"type": "event", "text": "details"},
    ),  # SDRTrunk
    ({"desc", "title", "twp", "addr"}, {"type": "title", "text": "desc"}),  # Montgomery County, 911
    ({"headline", "display_date", "media"}, {"type": "headline"}),  # the sheet of TimelineJS
)
"""Names that the headers of a program have together, and what some columns mean there."""

_WITH_SUFFIX = {
    "received": "receive reported report call_created create 911 call_reported",
    "entered": "entry",
    "dispatched": "dispatch disp notify first_assignment first_dispatch first_unit_dispatch "
    "first_unit_dispatched",
    "acknowledged": "acknowledge ack",
    "en_route": "response respond turnout first_activation first_unit_enroute first_unit_en_route",
    "staging": "stage",
    "on_scene": "arrival arrive scene first_on_scene first_arrival first_unit_arrival "
    "first_unit_arrived first_unit_on_scene",
    "transporting": "transport first_to_hosp",
    "hospital": "hospital first_hosp_arrival",
    "returning": "return",
    "cleared": "clear close call_closed incident_close",
    "canceled": "cancel",
    "available": "available",
}
"""Names of a field only with a suffix for a time, such as `_time`."""

_SUFFIX = re.compile(r"_(dttm|dt_tm|date_?time|time_?stamp|time|ts|dt)$")
_ZONES = "utc|gmt|zulu|edt|cst|cdt|mst|pst|pdt|akst|akdt"
"""Zones without a second meaning: EST can be estimated, MDT the terminal in a vehicle."""
_IN_ZONE = re.compile(
    rf"_(?P<last>{_ZONES})$|(?<=time)_(?P<letter>z)$"
    rf"|^(?P<first>{_ZONES})_(?=(?:[a-z]+_)*(?:date_?)?time(?:_?stamp)?$)"
    r"|^(?P<spoken>(?:eastern|central|mountain|pacific)(?:_standard|_daylight)?)_(?=time$)"
)
"""What a name such as `created_at_utc`, `CST Time` or `Central Time` says of its zone."""
_EST = re.compile(r"[\s_-]+EST$|^EST[\s_-]+(?=(?:Date[\s_-]*)?[Tt]ime$)")
"""Eastern standard time in a name: in capital letters, and not the `EST_TIME` of an estimate."""
_NOTE = re.compile(r"\s*[(\[]\s*([^()\[\]]{1,20}?)\s*[)\]]\s*$")
"""What stands in brackets behind a name."""
_FORMAT = re.compile(r"local(?: time)?|24 ?h(?:r|rs|our|ours)?|[hmsdy:./ -]{4,19}", re.I)
"""A note on how a time is written, which is no part of the name."""
_NO_MEANING = re.compile(r"_(?:unix|epoch|local)$")
_DATE_SUFFIX = re.compile(r"_date$")
_NO_WORD = re.compile(r"[\W_]+")
_CAMEL_CASE = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
"""Where words join in a name such as `EnRouteDateTime` or `UnitIDNumber`."""
_SIMILARITY = 0.88
"""The `difflib` ratio from which a name counts as a misspelt name of a field."""
_MAX_COLUMNS_TO_COMPARE = 1_000
"""In a table that is wider, wider than any log, no name is taken for a misspelt name."""
_MIN_MISSPELT_CHARACTERS = 6
"""A shorter name is near to too many names."""

_COMPUTER_NAMES = {"computer", "computer_name", "hostname", "provider", "provider_name"}
"""Columns of an event log of computers, whose channel is no radio channel."""

FIELDS = tuple(_NAMES)
"""The fields that a user can name a column for."""
TIME_FIELDS = ("received", "entered", "time", *STATUSES, "status_time")
"""The fields with a time, in the order of a run."""


class LogColumns(NamedTuple):
    """The columns of a log and their fields.

    Besides `FIELDS`, a field of a time can have a date of its own, the field `own_date(field)`,
    and AM or PM in a column of its own, `am_pm_of(field)`.
    """

    names: tuple[str, ...]
    """The header, with repeated names told apart."""
    fields: dict[str, int]
    """From a field to the number of its column, from 0."""
    missing: tuple[str, ...] = ()
    """Names from the user without a column."""
    zones: Mapping[str, str] = {}
    """From a field to the zone that the name of its column says, as in `Time (CDT)`."""
    digits: frozenset[str] = frozenset()
    """Fields whose cells are times of day without a colon, such as 0815, as far as known."""
    is_dated: bool = False
    """Whether rows have dates, in the cells with a time or beside, as far as they are known."""
    has_am_pm: bool = False
    """Whether some column says AM or PM, as far as the cells are known."""

    @property
    def has_time(self) -> bool:
        """Whether a column holds a time."""
        return bool(self.fields.keys() & {*TIME_FIELDS})


def own_date(field: str) -> str:
    """Return the field for the date of a time alone: `dispatch_date` beside `dispatch_time`."""
    return f"date of {field}"


def columns_of(
    header: Sequence[str], wanted: Mapping[str, str], dated: Container[int] = ()
) -> LogColumns:
    """Find the fields of a header's columns: by the user, by name, then by similar names.

    Args:
        header: the names of the columns.
        wanted: from a field to the column that the user named for the field.
        dated: numbers of the columns, from 0, whose cells have a date and a time of day, so that
            a name such as `arrival_date` means a time.
    """
    names = _unique([name.strip() for name in header])
    fields: dict[str, int] = {}
    missing = []
    for field, name in wanted.items():
        if (number := _number(names, name)) is None:
            missing.append(name)
        else:
            fields[field] = number
    words = [
        _DATE_SUFFIX.sub("_time", _words(name)) if number in dated else _words(name)
        for number, name in enumerate(names)
    ]
    for marks, meanings in _LAYOUTS:
        if marks <= {*words}:
            found = {field: words.index(name) for field, name in meanings.items()}
            taken = fields.values()
            fields = {field: at for field, at in found.items() if at not in taken} | fields
    few = len(names) <= _MAX_COLUMNS_TO_COMPARE
    for find in (_named_column, _similar_column) if few else (_named_column,):
        for field in FIELDS:
            free = [number for number in range(len(names)) if number not in fields.values()]
            if field == "frequency" and _COMPUTER_NAMES & {*words}:
                free = [number for number in free if words[number] != "channel"]
            if field not in fields and (number := find(field, words, free)) is not None:
                fields[field] = number
    zones = {field: zone for field, at in fields.items() if (zone := zone_in(names[at]))}
    return LogColumns(names, fields | _own_dates(words, fields), tuple(missing), zones)


def am_pm_of(field: str) -> str:
    """Return the field for AM or PM beside a time of twelve hours."""
    return f"am_pm of {field}"


def _own_dates(words: Sequence[str], fields: Mapping[str, int]) -> dict[str, int]:
    """Return the columns with the date of a single time, by `own_date`."""
    found = {}
    for field in TIME_FIELDS:
        name = words[fields[field]] if field in fields else ""
        date = name.replace("time", "date") if "time" in name.split("_") else ""
        if date in words and words.index(date) != fields.get("date"):
            found[own_date(field)] = words.index(date)
    return found


def _number(names: Sequence[str], wanted: str) -> int | None:
    """Return the number of a column by its name, exact or as words; None if absent."""
    if wanted in names:
        return names.index(wanted)
    words = [_words(name) for name in names]
    sought = _words(wanted)
    return words.index(sought) if sought and sought in words else None


def _named_column(field: str, words: Sequence[str], free: Sequence[int]) -> int | None:
    """Return the column with the likeliest name of a field."""
    for name in _names_of(field):
        for number in free:
            if words[number] == name:
                return number
    return None


def _similar_column(field: str, words: Sequence[str], free: Sequence[int]) -> int | None:
    """Return the column with a misspelt name of a field; a column of times must end in `time`."""
    if field in EVENTS or field in STATUSES:
        free = [number for number in free if words[number].endswith("_time")]
    for number in free:
        if len(words[number]) >= _MIN_MISSPELT_CHARACTERS and difflib.get_close_matches(
            words[number], _names_of(field), n=1, cutoff=_SIMILARITY
        ):
            return number
    return None


def _names_of(field: str) -> list[str]:
    """Return the names of a field's columns, the likeliest first."""
    names = _NAMES[field].split()
    if field not in EVENTS and field not in STATUSES:
        return names
    stems = [*names, *_WITH_SUFFIX.get(field, "").split()]
    return [*names, *(f"{stem}_time" for stem in stems), *(f"time_{stem}" for stem in stems)]


def _words(name: str) -> str:
    """Return a name in the form for comparison: `Received DtTm` is `received_time`."""
    note = _NOTE.search(name)
    if note and (_FORMAT.fullmatch(note[1]) or zone_in(name)):
        name = name[: note.start()]
    words = _NO_MEANING.sub("", _IN_ZONE.sub("", plain_words(_EST.sub("", name))))
    return _SUFFIX.sub("_time", words) if "_" in words else words


def zone_in(name: str) -> str:
    """Return the zone that the name of a column of times says; "" for none.

    `Time (CDT)`, `time_utc` and `UTC` do.
    """
    note = _NOTE.search(name)
    if note and (note[1][:1].isupper() or note[1][:1] in "+-") and is_zone(note[1]):
        return note[1]
    if _EST.search(name):
        return "EST"
    words = plain_words(name)
    if words in ("utc", "gmt", "zulu"):
        return "UTC"
    match = _IN_ZONE.search(words)
    return next(filter(None, match.groups())).replace("_", " ").upper() if match else ""


def plain_words(name: str) -> str:
    """Return the words of a name, in small letters: `Received DtTm` is `received_dttm`."""
    return _NO_WORD.sub("_", _CAMEL_CASE.sub("_", name).casefold()).strip("_")


def _unique(header: Sequence[str]) -> tuple[str, ...]:
    """Return names without repetition and without an empty name."""
    names: dict[str, None] = {}  # in order, and found at once among many
    for number, name in enumerate(header, start=1):
        name = name or f"column {number}"
        while name in names:
            name += f" ({number})"
        names[name] = None
    return tuple(names)
