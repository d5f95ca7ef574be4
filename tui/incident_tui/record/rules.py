"""The rules of a record's objects, beyond the type of each field.

The rule of a single field stands in the annotation in `incident_tui.record.model`, and is compiled
by `field_rule`. Rules between fields, and rules with a look-up, stand in this module.
"""

import re
from collections.abc import Callable, Iterator
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from incident_tui.record import model, vocabulary
from incident_tui.record.spelling import hint

ObjectRule = Callable[[dict[str, Any]], Iterator[tuple[str, str]]]
"""From an object's values to the faults: the key at fault ("" for the object) and the words."""

NAMED_BY = {model.Person: ("name", "label"), model.Casualty: ("person", "label")}
"""From a type to two keys; an object needs the first, the second or both."""
EffectSubject = Literal["casualty", "unit", "agency", "facility", "group"]
EFFECT_SUBJECTS: tuple[EffectSubject, ...] = get_args(EffectSubject)
EFFECT_STATUSES = {
    "casualty": vocabulary.CASUALTY_STATUSES,
    "unit": vocabulary.UNIT_STATUSES,
    "agency": vocabulary.UNIT_STATUSES,
}
"""From the subject of an effect to the possible statuses; a subject not listed has no list."""

_INNER_PATH = re.compile(rf"{model.INNER_PATH}\Z")

Test = Callable[[Any], object]
"""From a value to a result with the truth value of "keeps the limit"."""

_TESTS: dict[str, Callable[[Any], Test]] = {
    "gt": lambda limit: lambda value: value > limit,
    "ge": lambda limit: lambda value: value >= limit,
    "lt": lambda limit: lambda value: value < limit,
    "le": lambda limit: lambda value: value <= limit,
    "multiple_of": lambda divisor: lambda value: value % divisor == 0,
    "pattern": lambda pattern: re.compile(pattern).search,
    "min_length": lambda least: lambda value: len(value) >= least,
    "max_length": lambda most: lambda value: len(value) <= most,
}
"""From each constraint of `msgspec.Meta` to a test with the meaning of msgspec.

`msgspec.convert` gives equal results in six times the time, for each value of a large record.
"""


class FieldRule(NamedTuple):
    """The rule of a field: the tests of a value, and the words for a failing value."""

    tests: tuple[Test, ...]
    fault: model.Fault


def field_rule(annotation: Any) -> FieldRule | None:
    """Compile the rule in an annotation of the model; None if the annotation has no constraint.

    Raises:
        TypeError: if the annotation has constraints and no `Fault`.
    """
    notes = get_args(annotation)[1:] if get_origin(annotation) is Annotated else ()
    metas = [note for note in notes if isinstance(note, msgspec.Meta)]
    tests = tuple(test for meta in metas for test in _tests_of(meta))
    if not tests:
        return None
    fault = next((note for note in notes if isinstance(note, model.Fault)), None)
    if fault is None:
        raise TypeError(f"no `Fault` beside the rule of {annotation}")
    return FieldRule(tests, fault)


def _tests_of(meta: msgspec.Meta) -> Iterator[Test]:
    for name, test_of in _TESTS.items():
        limit = getattr(meta, name)
        if limit is not None:
            yield test_of(limit)


def leaves_folder(path: str) -> bool:
    """Whether a path as written points outside the folder of the record."""
    return not _INNER_PATH.match(path)


def _incident(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    zone = values["timezone"]
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield "timezone", f"`{zone}` is no IANA time zone; write one such as America/Chicago"


def _person(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if not _is_named(model.Person, values):
        yield "", "a person needs a `name`, or a `label` such as unnamed neighbour"


def _casualty(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    if not _is_named(model.Casualty, values):
        yield "", "a casualty needs a `person`, or a `label` such as unnamed officer"


def _is_named(cls: type[model.Value], values: dict[str, Any]) -> bool:
    return any(values.get(key) for key in NAMED_BY[cls])


def _effect(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    subjects = [key for key in EFFECT_SUBJECTS if values.get(key)]
    if len(subjects) > 1:
        yield "", f"an effect has one subject, not {' and '.join(subjects)}; write one for each"
    elif subjects:
        yield from _status_of(subjects[0], values.get("status"))
    elif not values.get("milestone"):
        yield "", "an effect names a casualty, unit, agency, facility, group or milestone"


def _status_of(subject: str, status: str | None) -> Iterator[tuple[str, str]]:
    if not status:
        yield "", f"this effect gives its {subject} no `status`; add one"
    elif status not in (statuses := EFFECT_STATUSES.get(subject, (status,))):
        words = f"`{status}` is not one of {', '.join(statuses)}"
        yield "status", f"{words}{hint(status, statuses)}"


OBJECT_RULES: dict[type[model.Value], ObjectRule] = {
    model.Incident: _incident,
    model.Person: _person,
    model.Casualty: _casualty,
    model.Effect: _effect,
}


def holds(value: model.Value) -> bool:
    """Whether a value keeps the rules between fields."""
    return not any(OBJECT_RULES[type(value)](msgspec.structs.asdict(value)))
