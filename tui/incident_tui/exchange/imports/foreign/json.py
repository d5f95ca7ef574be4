"""JSON of other programs: read without loss, and asked field by field.

A field with a value of another type than its format says is rejected with its path; nothing in
this module raises because of the content of a file.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from incident_tui.exchange.imports.foreign.files import bytes_of
from incident_tui.exchange.imports.foreign.times import NoTimeError, milliseconds
from incident_tui.exchange.imports.foreign.values import clean, number_of, raw_of, words_of
from incident_tui.exchange.imports.landing.protocol import Origin, Passed, Rejected
from incident_tui.record.tree import MAX_DEPTH

_LARGEST_NUMBER = 1e15
"""A larger number is a mistake in each of the formats."""
_KEY_END = re.compile(rb'"[ \t\r\n]*:')
_FLAGS = {"0": False, "1": True, "false": False, "true": True, "": False}
_TOO_DEEP = f"nested more than {MAX_DEPTH} deep"


class JsonValue(NamedTuple):
    """A JSON value from a file; an object is a `dict`, an array a `list`."""

    value: Any


def read_json(path: Path) -> JsonValue | Rejected:
    """Read a JSON file in UTF-8, nested up to `MAX_DEPTH`; see `parse_json`."""
    data = bytes_of(path)
    if isinstance(data, Rejected):
        return data
    try:
        return JsonValue(parse_json(data.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reason = f"not UTF-8: byte 0x{data[error.start]:02X}; save the file as UTF-8"
        return Rejected(Origin(str(path), line), reason, _line_of(data, line))
    except json.JSONDecodeError as error:
        reason = f"not JSON: {error.msg}, in column {error.colno}"
        return Rejected(Origin(str(path), error.lineno), reason, _line_of(data, error.lineno))
    except ValueError as error:
        return Rejected(Origin(str(path)), str(error), raw_of(data.decode("utf-8", "replace")))


def read_object(
    path: Path, object_of: Callable[[Any], dict[str, Any] | None], otherwise: str
) -> "JsonObject | Rejected":
    """Read a JSON file of a format.

    Args:
        path: the file.
        object_of: from the value in the file to the object of the format; None if absent.
        otherwise: the reason to reject a value without such an object.
    """
    found = read_json(path)
    if isinstance(found, Rejected):
        return found
    value = object_of(found.value)
    if value is None:
        return Rejected(Origin(str(path)), otherwise, raw_of(found.value))
    return JsonObject(value, [], clean(str(path)))


def parse_json(text: str) -> Any:
    """Parse JSON: a repeated key is kept under a number, a number without a float stays text.

    Raises:
        json.JSONDecodeError: if the text is no JSON; knows line and column.
        ValueError: if the value is nested too deep, or a number has too many digits.
    """
    try:
        value = json.loads(
            text, object_pairs_hook=_object, parse_float=_float, parse_constant=_constant
        )
    except RecursionError:
        raise ValueError(_TOO_DEEP) from None
    except json.JSONDecodeError:
        raise
    except ValueError:
        raise ValueError("a number here is longer than any can be held") from None
    # Counting brackets is much faster than `_depth`, and mostly enough.
    if text.count("[") + text.count("{") > MAX_DEPTH and _depth(value) > MAX_DEPTH:
        raise ValueError(_TOO_DEEP)
    return value


class JsonObject:
    """An object of a JSON file, asked field by field.

    A value of the wrong type is rejected, and the field counts as absent.
    """

    def __init__(
        self, value: dict[str, Any], faults: list[Rejected], file: str, where: str = ""
    ) -> None:
        self.value = value
        self.rest = dict(value)
        """The fields without a reader so far."""
        self.faults = faults
        """The rejections in the object, and in objects inside."""
        self._file = file
        self.where = where
        """The path in the file, such as `calls[3]`."""

    @property
    def index(self) -> str:
        """The index in the list around the object; "0" outside of a list."""
        return self.where.rpartition("[")[2][:-1] if self.where.endswith("]") else "0"

    def holding(self, value: dict[str, Any]) -> "JsonObject":
        """Return an object with the value, at the path of this object."""
        return JsonObject(value, self.faults, self._file, self.where)

    @property
    def origin(self) -> Origin:
        """The file, and the path in the file."""
        return self._origin()

    def text(self, *keys: str) -> str:
        """Return the first text of the fields, or ""; a number counts as a text."""
        found = ""
        for key in keys:
            value = self.rest.pop(key, None)
            if isinstance(value, dict | list):
                self.reject(key, "is no text", value)
            else:
                found = found or words_of(value)
        return found

    def texts(self, key: str) -> list[str]:
        """Return the texts of a list, or the single text of a field."""
        found = []
        for where, value in self._items(key):
            if isinstance(value, dict | list):
                self.reject(where, "is no text", value)
            elif words := words_of(value):
                found.append(words)
        return found

    def number(
        self, key: str, least: float = -_LARGEST_NUMBER, most: float = _LARGEST_NUMBER
    ) -> float | None:
        """Return a number from `least` to `most`; older programs write numbers as text."""
        value = self.rest.pop(key, None)
        if value in (None, "") and not isinstance(value, bool):
            return None
        number = number_of(value)
        if number is None or not least <= number <= most:
            self.reject(key, "is no number that can stand here", value)
            return None
        return number

    def whole(self, key: str) -> int | None:
        """Return a whole number."""
        number = self.number(key)
        if number is not None and number != int(number):
            self.reject(key, "is no whole number", self.value[key])
            return None
        return None if number is None else int(number)

    def flag(self, key: str) -> bool:
        """Return a truth value, also from 0 or 1; False if absent."""
        value = self.rest.pop(key, None)
        found = None if isinstance(value, dict | list) else _FLAGS.get(words_of(value).lower())
        if found is None:
            self.reject(key, "is neither true nor false", value)
        return bool(found)

    def epoch(self, key: str) -> int | None:
        """Return milliseconds since 1970, from a number of seconds or milliseconds."""
        value = self.rest.pop(key, None)
        if value is None:
            return None
        try:
            return milliseconds(number_of(value))
        except NoTimeError as error:
            self.reject(key, str(error), value)
            return None

    def parts(self, key: str) -> Iterator["JsonObject"]:
        """Yield the objects of a list, or the single object of a field; reject other values."""
        for where, value in self._items(key):
            if isinstance(value, dict):
                yield JsonObject(value, self.faults, self._file, self._path(where))
            else:
                self.reject(where, "is no JSON object", value)

    def leftovers(self, reason: str) -> Iterator[Passed]:
        """Yield the fields without a reader, as passed over."""
        for key in self.rest:
            yield Passed(self._origin(key), reason)

    def take_faults(self) -> list[Rejected]:
        """Return the rejections, and forget them."""
        faults = self.faults.copy()
        self.faults.clear()
        return faults

    def reject(self, key: str, reason: str, value: object) -> None:
        """Add a field to the faults."""
        name = f"`{key}` " if key else ""
        self.faults.append(Rejected(self._origin(key), f"{name}{reason}", raw_of(value)))

    def _items(self, key: str) -> list[tuple[str, Any]]:
        """Return the elements of a list, or the single value, each with the path from here."""
        value = self.rest.pop(key, None)
        if value is None:
            return []
        if isinstance(value, list):
            return [(f"{key}[{number}]", item) for number, item in enumerate(value)]
        return [(key, value)]

    def _path(self, key: str) -> str:
        return f"{self.where}.{key}" if self.where and key else self.where or key

    def _origin(self, key: str = "") -> Origin:
        path = clean(self._path(key))
        return Origin(f"{self._file}#{path}" if path else self._file)


def repeated_key(text: bytes, value: Any) -> str:
    """Return a key that stands twice in an object of a JSON text; "" if each stands once.

    Args:
        text: the text.
        value: what a parser that keeps the last of equal keys makes of the text.
    """
    # Each key is followed by a colon, and so may be a quote within a text: if there are no more of
    # these than keys, no key was lost. Counting is much faster than parsing again.
    if len(_KEY_END.findall(text)) == _key_count(value):
        return ""
    found: list[str] = []

    def take(pairs: list[tuple[str, Any]]) -> None:
        if not found:
            found.extend(repeated_keys(pairs))

    json.loads(text, object_pairs_hook=take)
    return clean(found[0]) if found else ""


def repeated_keys(pairs: Iterable[tuple[str, Any]]) -> list[str]:
    """Return the keys that stand more than once in the pairs of an object."""
    return [key for key, count in Counter(key for key, _ in pairs).items() if count > 1]


def _key_count(value: Any) -> int:
    """Return the number of keys in a value, and in the values inside."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    count = len(value) if isinstance(value, dict) else 0
    for item in inner:
        if isinstance(item, dict | list):
            count += _key_count(item)
    return count


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object in which a repeated key `a` becomes `a (2)`, `a (3)`, …"""
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    found = {}
    numbers: dict[str, int] = {}
    """The last number of each key: many doubles must not be counted anew for each of them."""
    for key, value in pairs:
        name = key
        while name in found:
            numbers[key] = numbers.get(key, 1) + 1
            name = f"{key} ({numbers[key]})"
        found[name] = value
    return found


def _float(text: str) -> float | str:
    """Return a number, or the text of a number beyond the range of a float."""
    number = float(text)
    return number if math.isfinite(number) else text


def _constant(text: str) -> str:
    """Return `NaN` and the infinities as text: JSON does not allow them."""
    return text


def _depth(value: Any) -> int:
    """Return the number of levels in a value, without recursion."""
    depth, level = 0, [value]
    while level := [inner for inner in level if isinstance(inner, dict | list)]:
        depth += 1
        level = [
            item
            for inner in level
            for item in (inner.values() if isinstance(inner, dict) else inner)
        ]
    return depth


def _line_of(data: bytes, line: int) -> str:
    """Return a line of a file as text, by the 1-based number."""
    lines = data.split(b"\n", line)
    return raw_of(lines[line - 1].decode("utf-8", "backslashreplace").strip("\r"))
