"""The fields of a log by the names of its columns, in dispatch centers and on radio scanners."""

import difflib
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

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
    "time": "datetime date_time dttm time timestamp event_time event_datetime incident_time "
    "incident_datetime call_time call_datetime log_time logged created created_at occurred "
    "occurred_at when start_time starttime start message_time time_of_call alarm_time",
    "date": "date day call_date incident_date event_date log_date",
    "text": "text message narrative narration notes note remarks remark comments comment "
    "description details log_entry transcript transcription content body activity event",
    "type": "call_type incident_type event_type type nature call_nature problem category "
    "final_call_type initial_call_type",
    "kind": "kind",
    "incident": "call_number call_no call_id incident_number incident_no incident_id event_number "
    "event_id case_number cad_number run_number",
    "unit": "unit unit_id unit_name unit_number call_sign callsign apparatus vehicle resource",
    "units": "units units_assigned unit_list",
    "unit_type": "unit_type apparatus_type vehicle_type",
    "status": "unit_status status",
    "agency": "agency agency_name agency_id department dept organization organisation",
    "location": "address location street_address incident_address block_address place",
    "city": "city municipality town",
    "latitude": "latitude lat y",
    "longitude": "longitude lon lng long x",
    "talkgroup": "talkgroup talkgroup_id tgid tg",
    "talkgroup_tag": "talkgroup_tag talkgroup_name alpha_tag",
    "frequency": "frequency freq channel",
    "system": "system system_name",
    "received": "received call_received time_received",
    "entered": "entered call_entered time_entered",
    "dispatched": "dispatched unit_dispatched time_dispatched assigned unit_notified",
    "acknowledged": "acknowledged unit_acknowledged",
    "en_route": "enroute en_route unit_enroute time_enroute responding",
    "staging": "staged staging",
    "on_scene": "on_scene onscene arrived arrived_on_scene unit_arrived time_arrived",
    "at_patient": "at_patient patient_contact",
    "transporting": "transporting unit_transporting left_scene",
    "hospital": "at_hospital arrived_hospital arrived_at_hospital",
    "returning": "returning",
    "cleared": "cleared unit_cleared time_cleared",
    "canceled": "canceled cancelled",
    "available": "in_service unit_available",
    "out_of_service": "out_of_service",
}
"""From a field to the names of its columns, the likeliest first."""

_WITH_SUFFIX = {
    "received": "receive",
    "entered": "entry",
    "dispatched": "dispatch",
    "acknowledged": "acknowledge ack",
    "en_route": "response respond turnout",
    "staging": "stage",
    "on_scene": "arrival arrive scene",
    "transporting": "transport",
    "hospital": "hospital",
    "returning": "return",
    "cleared": "clear",
    "canceled": "cancel",
    "available": "available",
}
"""Names of a field only with a suffix for a time, such as `_time`."""

_SUFFIX = re.compile(r"_(dttm|dt_tm|date_?time|time_?stamp|time|ts|dt)$")
_NO_WORD = re.compile(r"[^0-9a-z]+")
_SIMILARITY = 0.88
"""The `difflib` ratio from which a name counts as a misspelt name of a field."""
_MAX_COLUMNS_TO_COMPARE = 1_000
"""In a table that is wider, wider than any log, no name is taken for a misspelt name."""
_MIN_MISSPELT_CHARACTERS = 6
"""A shorter name is near to too many names."""

_OWN_FIELDS = ("notation", "stated", "earliest", "latest", "who", "concerns", "title")
"""Fields of a table that this program has exported, with equal names of columns."""
_OWN_MARKS = frozenset({"notation", "sort_time", "precision"})
"""Names of columns that stand together in no other table."""

FIELDS = tuple(_NAMES)
"""The fields that a user can name a column for."""


class LogColumns(NamedTuple):
    """The columns of a log and their fields."""

    names: tuple[str, ...]
    """The header, with repeated names told apart."""
    fields: dict[str, int]
    """From a field to the number of its column, from 0."""
    missing: tuple[str, ...] = ()
    """Names from the user without a column."""

    @property
    def has_time(self) -> bool:
        """Whether a column holds a time."""
        return bool(self.fields.keys() & {"time", *EVENTS, *STATUSES})


def columns_of(header: Sequence[str], wanted: Mapping[str, str]) -> LogColumns:
    """Find the fields of a header's columns: by the user, by name, then by similar names.

    Args:
        header: the names of the columns.
        wanted: from a field to the column that the user named for the field.
    """
    names = _unique([name.strip() for name in header])
    fields: dict[str, int] = {}
    missing = []
    for field, name in wanted.items():
        if (number := _number(names, name)) is None:
            missing.append(name)
        else:
            fields[field] = number
    words = [_words(name) for name in names]
    few = len(names) <= _MAX_COLUMNS_TO_COMPARE
    for find in (_named_column, _similar_column) if few else (_named_column,):
        for field in FIELDS:
            free = [number for number in range(len(names)) if number not in fields.values()]
            if field not in fields and (number := find(field, words, free)) is not None:
                fields[field] = number
    if {*words} >= _OWN_MARKS:
        fields |= {field: words.index(field) for field in _OWN_FIELDS if field in words}
    return LogColumns(names, fields, tuple(missing))


def _number(names: Sequence[str], wanted: str) -> int | None:
    """Return the number of a column by its name, exact or as words; None if absent."""
    if wanted in names:
        return names.index(wanted)
    words = [_words(name) for name in names]
    return words.index(_words(wanted)) if _words(wanted) in words else None


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
    return [*names, *(f"{stem}_time" for stem in stems)]


def _words(name: str) -> str:
    """Return a name in the form for comparison: `Received DtTm` is `received_time`."""
    words = _NO_WORD.sub("_", name.casefold()).strip("_")
    return _SUFFIX.sub("_time", words) if "_" in words else words


def _unique(header: Sequence[str]) -> tuple[str, ...]:
    """Return names without repetition and without an empty name."""
    names: dict[str, None] = {}  # in order, and found at once among many
    for number, name in enumerate(header, start=1):
        name = name or f"column {number}"
        while name in names:
            name += f" ({number})"
        names[name] = None
    return tuple(names)
