"""What must hold inside one object of a record, beyond the type of each field."""

import re
from collections.abc import Callable, Iterator
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from incident_tui.record import model, vocabulary

Rule = Callable[[dict[str, Any]], Iterator[tuple[str, str]]]
"""From the values of an object to its faults: the key at fault ("" for the whole) and the words."""

_GRADE = re.compile(r"[A-F][1-6]")
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")
_STATUSES = {
    "casualty": vocabulary.CASUALTY_STATUSES,
    "unit": vocabulary.UNIT_STATUSES,
    "agency": vocabulary.UNIT_STATUSES,
}
_DRIVE = re.compile(r"[A-Za-z]:")


def leaves_folder(path: str) -> bool:
    """Whether a path as written points outside the folder of its record."""
    parts = path.replace("\\", "/").split("/")
    return not parts[0] or ".." in parts or "\0" in path or bool(_DRIVE.match(path))


def _incident(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    zone = values["timezone"]
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield "timezone", f"`{zone}` is no IANA time zone; write one such as America/Chicago"


def _source(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield from _path(values)
    yield from _sha256(values)
    if (values.get("lines") or 0) < 0:
        yield "lines", "a number of lines is not below 0"


def _location(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key, most in (("lat", 90), ("lon", 180)):
        if abs(values.get(key) or 0) > most:
            yield key, f"`{key}` goes from -{most} to {most}"


def _audio(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield from _path(values)
    yield from _sha256(values)
    for key in ("start", "length"):
        if (values.get(key) or 0) < 0:
            yield key, "a number of seconds is not below 0"


def _path(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if "path" in values and leaves_folder(values["path"]):
        yield "path", f"`{values['path']}` leaves the record's folder; it is not opened"


def _sha256(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if values.get("sha256") and not _SHA256.fullmatch(values["sha256"]):
        yield "sha256", "a sha256 is 64 hexadecimal digits"


def _agency(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if values.get("color") and not _COLOR.fullmatch(values["color"]):
        yield "color", f"`{values['color']}` is no colour; write it as #0072b2"


def _person(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if not values.get("name") and not values.get("label"):
        yield "", "a person needs a `name`, or a `label` such as unnamed neighbour"
    if (values.get("age") or 0) < 0:
        yield "age", "an age is not below 0"


def _casualty(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if not values.get("person") and not values.get("label"):
        yield "", "a casualty needs a `person`, or a `label` such as unnamed officer"
    yield from _count(values)


def _count(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if values.get("count", 1) < 1:
        yield "count", "a count is 1 or more"


def _cited(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if not values["cite"]:
        yield "cite", "this needs its source; cite one such as art:L13"


def _transcript(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if not 0 <= (values.get("confidence") or 0) <= 1:
        yield "confidence", "a confidence goes from 0 to 1"


def _effect(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    kinds = ("casualty", "unit", "agency", "facility", "group")
    subjects = [key for key in kinds if values.get(key)]
    if not subjects and not values.get("milestone"):
        yield "", "an effect names a casualty, unit, agency, facility, group or milestone"
        return
    if len(subjects) > 1:
        yield "", f"an effect has one subject, not {' and '.join(subjects)}; write one for each"
        return
    if subjects and not values.get("status"):
        yield "", f"this effect gives its {subjects[0]} no `status`; add one"
        return
    known = _STATUSES.get(subjects[0]) if subjects else None
    if known and values["status"] not in known:
        yield "status", f"`{values['status']}` is not one of {', '.join(known)}"


def _entry(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if values.get("grade") and not _GRADE.fullmatch(values["grade"]):
        yield "grade", f"`{values['grade']}` is no Admiralty grade; write A–F and 1–6, such as B2"
    if not values["cite"]:
        yield "cite", "an entry cites its source; write one such as art:L13"


def _related(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if values.get("record") and leaves_folder(values["record"]):
        yield "record", f"`{values['record']}` leaves the record's folder; it is not opened"


def _conflict(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if len(values["claims"]) < 2:
        yield "claims", "a conflict sets two claims or more against each other"


RULES: dict[type[msgspec.Struct], Rule] = {
    model.Incident: _incident,
    model.Source: _source,
    model.Location: _location,
    model.Audio: _audio,
    model.Agency: _agency,
    model.Person: _person,
    model.Casualty: _casualty,
    model.CasualtyStatusChange: _cited,
    model.RelatedCasualties: _count,
    model.Claim: _cited,
    model.Transcript: _transcript,
    model.Effect: _effect,
    model.Entry: _entry,
    model.Related: _related,
    model.Conflict: _conflict,
}


def is_kept(cls: type[msgspec.Struct], values: dict[str, Any]) -> bool:
    """Whether an object stays, whatever is wrong: a conflict of one claim still says that one."""
    return cls is model.Conflict and bool(values["claims"])


def holds(value: model.Value) -> bool:
    """Whether a value keeps the rules of its type."""
    return not any(RULES[type(value)](msgspec.structs.asdict(value)))
