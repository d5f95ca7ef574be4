"""Values of a record in the notation of a record, as plain values for JSON or YAML.

Reading the notation with `incident_tui.record.reading` gives equal values again.
"""

import datetime as dt
import functools
from typing import Any, NamedTuple

import msgspec

from incident_tui.record.model import Value
from incident_tui.record.time_value import (
    Bounds,
    Duration,
    Moment,
    Relative,
    Span,
    TimeValue,
    Unplaced,
)


class _Field(NamedTuple):
    name: str
    key: str
    """The name in the notation: `from` for the field `start`."""
    default: Any


def plain(value: object) -> Any:
    """A value of a record as texts, numbers, lists and dicts, without defaults.

    A duration is a text. A time is a text too, unless fields beside `at` are set: then a mapping.
    A required field with the value None, like an unreadable date of the incident, is left out.
    """
    match value:
        case tuple():
            return [plain(item) for item in value]
        case TimeValue():
            mapping = _mapping(value)
            return mapping if len(mapping) > 1 else mapping["at"]
        case Value():
            return _mapping(value)
        case dict():
            return {key: plain(item) for key, item in value.items()}
        case Moment() | Bounds() | Span() | Relative() | Unplaced() | Duration():
            return str(value)
        case dt.date():
            return value.isoformat()
    return value


def _mapping(value: TimeValue | Value) -> dict[str, Any]:
    return {
        field.key: found if type(found) is str else plain(found)  # a shortcut: most fields are text
        for field in _fields(type(value))
        if (found := getattr(value, field.name)) != field.default
    }


@functools.cache
def _fields(cls: type[TimeValue | Value]) -> tuple[_Field, ...]:
    return tuple(
        _Field(field.name, field.encode_name, None if field.required else _default(field))
        for field in msgspec.structs.fields(cls)
    )


def _default(field: msgspec.structs.FieldInfo) -> Any:
    made = field.default_factory
    return field.default if made is msgspec.NODEFAULT else made()
