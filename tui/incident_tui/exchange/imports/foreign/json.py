"""Files of other programs: found in a fixed order, read within bounds, looked at without trust.

What is not as its format says is set aside as `Rejected`, with its place; nothing here raises on
what a file holds.
"""

import hashlib
import json
import math
import os
import re
from collections.abc import Callable, Container, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from incident_tui.exchange.imports.foreign.times import NoTimeError, milliseconds
from incident_tui.exchange.imports.landing.protocol import Found, Passed, Place, Rejected
from incident_tui.record.files import failure_words, opened_file
from incident_tui.record.tree import DEEPEST

LARGEST = 256 * 1024 * 1024
"""Bytes of a file that is read whole."""
_LONGEST_RAW = 10_000
"""Characters of a rejected thing that are repeated; all of it is still where it was."""
_MOST = 1e15
"""No number in these files is larger, other than by mistake."""
_DIGITS = re.compile(r"([0-9]+)")
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}")
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9_.]+")
_HALVES = re.compile("[\ud800-\udfff]")
_NUMBER = re.compile(r"\s*[+-]?[0-9]{1,30}(\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?\s*", re.ASCII)
_FLAGS = {"0": False, "1": True, "false": False, "true": True, "": False}


class File(NamedTuple):
    """A file to read."""

    path: Path
    name: str
    """Its path from the folder that was asked for; its name if it was asked for itself."""
    asked_for: bool
    """Whether it was asked for itself, and not found in a folder."""


class Json(NamedTuple):
    """A JSON value that was read; its objects are `dict`, its arrays `list`."""

    value: Any


def files(paths: Sequence[Path]) -> Iterator[File | Rejected | Passed]:
    """The files that are asked for, and those beneath a folder in the order that people count in.

    Hidden ones are skipped, links to folders are not followed. The names of one folder are held at
    a time, and of those above it.
    """
    for path in paths:
        if path.is_dir():
            yield from _beneath(path)
        else:
            yield File(path, clean(path.name), True)


def read_each(
    paths: Sequence[Path],
    suffixes: Container[str],
    otherwise: str,
    read: Callable[[File], Iterator[Found]],
) -> Iterator[Found]:
    """What is read of each file that is asked for itself, or whose name ends in one of these.

    Args:
        otherwise: why any other file is passed over.
    """
    for file in files(paths):
        if not isinstance(file, File):
            yield file
        elif file.path.suffix.lower() in suffixes or file.asked_for:
            yield from read(file)
        else:
            yield Passed(Place(clean(str(file.path))), otherwise)


def json_of(path: Path) -> Json | Rejected:
    """A JSON file, whole: of UTF-8, not nested past `DEEPEST`; of a doubled key both are kept."""
    data = bytes_of(path)
    if isinstance(data, Rejected):
        return data
    try:
        return Json(parse_json(data.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        reason = f"not UTF-8: byte 0x{data[error.start]:02X}; save the file as UTF-8"
        return Rejected(Place(str(path), line), reason, _line_of(data, line))
    except json.JSONDecodeError as error:
        reason = f"not JSON: {error.msg}, in column {error.colno}"
        return Rejected(Place(str(path), error.lineno), reason, _line_of(data, error.lineno))
    except ValueError as error:
        return Rejected(Place(str(path)), str(error), raw_of(data.decode("utf-8", "replace")))


def bytes_of(path: Path, most: int = LARGEST) -> bytes | Rejected:
    """What stands in a file."""
    file, failure = opened_file(path, most, "take a part of it")
    if file is None:
        return Rejected(Place(str(path)), failure, "")
    try:
        with file:
            return file.read()
    except OSError as error:
        return Rejected(Place(str(path)), failure_words(error), "")


def parse_json(text: str) -> Any:
    """A JSON value; numbers that cannot be held stay texts.

    Raises:
        ValueError: if it is no JSON, or too deep or too long a number; `json.JSONDecodeError` where
            a place is known.
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
    if text.count("[") + text.count("{") > DEEPEST and _depth(value) > DEEPEST:
        raise ValueError(_TOO_DEEP)
    return value


def clean(text: str) -> str:
    """A text without halves of characters, which no file can hold."""
    return _HALVES.sub("�", text)


def raw_of(value: object) -> str:
    """A value as it stood in its file, cut where it is very long."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return clean(text if len(text) <= _LONGEST_RAW else text[:_LONGEST_RAW] + " …")


def words_of(value: object) -> str:
    """A scalar as text; nothing for null."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return clean(str(value).strip())


def lines_of(value: object, name: str = "") -> Iterator[str]:
    """A JSON value for people: `name: value`, a line for each scalar in it."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from lines_of(item, f"{name}.{key}" if name else str(key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from lines_of(item, f"{name}[{number}]" if len(value) > 1 else name)
    elif words := words_of(value):
        yield f"{clean(name)}: {words}" if name else words


def digest(text: str) -> str:
    """Eight characters that stand for a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def identifier(*parts: str) -> str:
    """An id of these parts, as they are if that can be read; the same parts have the same one."""
    plain = "-".join(parts)
    if _PLAIN.fullmatch(plain):
        return plain
    slug = _NOT_PLAIN.sub("-", plain).strip("-.")[:60]
    return f"{slug}-{digest(plain)}" if slug else digest(plain)


class Part:
    """An object of a JSON file, asked field by field for what it should hold.

    A field that holds something else is put to the faults and counts as not given.
    """

    def __init__(
        self, value: dict[str, Any], faults: list[Rejected], file: str, where: str = ""
    ) -> None:
        self.value = value
        self.rest = dict(value)
        """What nobody asked for yet."""
        self._faults = faults
        self._file = file
        self.where = where
        """Its path in the file, such as `calls[3]`."""

    @property
    def index(self) -> str:
        """Its place in the list it is of."""
        return self.where.rpartition("[")[2][:-1] if self.where.endswith("]") else "0"

    def holding(self, value: dict[str, Any]) -> "Part":
        """Another object that is told of at this place."""
        return Part(value, self._faults, self._file, self.where)

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self._place()

    def text(self, *keys: str) -> str:
        """The text of the first of these fields that has any; a number is a text too."""
        found = ""
        for key in keys:
            value = self.rest.pop(key, None)
            if isinstance(value, dict | list):
                self.reject(key, "is no text", value)
            else:
                found = found or words_of(value)
        return found

    def texts(self, key: str) -> list[str]:
        """The texts of a field: of its list, or its only one."""
        found = []
        for where, value in self._items(key):
            if isinstance(value, dict | list):
                self.reject(where, "is no text", value)
            elif words := words_of(value):
                found.append(words)
        return found

    def number(self, key: str, least: float = -_MOST, most: float = _MOST) -> float | None:
        """A number inside these bounds; older files write some as text."""
        value = self.rest.pop(key, None)
        if value in (None, "") and not isinstance(value, bool):
            return None
        number = number_of(value)
        if number is None or not least <= number <= most:
            self.reject(key, "is no number that can stand here", value)
            return None
        return number

    def whole(self, key: str) -> int | None:
        """A whole number."""
        number = self.number(key)
        if number is not None and number != int(number):
            self.reject(key, "is no whole number", self.value[key])
            return None
        return None if number is None else int(number)

    def flag(self, key: str) -> bool:
        """A truth value, also as 0 or 1."""
        value = self.rest.pop(key, None)
        found = None if isinstance(value, dict | list) else _FLAGS.get(words_of(value).lower())
        if found is None:
            self.reject(key, "is neither true nor false", value)
        return bool(found)

    def epoch(self, key: str) -> int | None:
        """An instant that is given in seconds or milliseconds since 1970, as milliseconds."""
        value = self.rest.pop(key, None)
        if value is None:
            return None
        try:
            return milliseconds(number_of(value))
        except NoTimeError as error:
            self.reject(key, str(error), value)
            return None

    def parts(self, key: str) -> Iterator["Part"]:
        """The objects in a list, or the only one; anything else in it is put to the faults."""
        for where, value in self._items(key):
            if isinstance(value, dict):
                yield Part(value, self._faults, self._file, self._path(where))
            else:
                self.reject(where, "is no JSON object", value)

    def reject(self, key: str, reason: str, value: object) -> None:
        """Put a field to the faults."""
        name = f"`{key}` " if key else ""
        self._faults.append(Rejected(self._place(key), f"{name}{reason}", raw_of(value)))

    def _items(self, key: str) -> list[tuple[str, Any]]:
        value = self.rest.pop(key, None)
        if value is None:
            return []
        if isinstance(value, list):
            return [(f"{key}[{number}]", item) for number, item in enumerate(value)]
        return [(key, value)]

    def _path(self, key: str) -> str:
        return f"{self.where}.{key}" if self.where and key else self.where or key

    def _place(self, key: str = "") -> Place:
        path = clean(self._path(key))
        return Place(f"{self._file}#{path}" if path else self._file)


def number_of(value: object) -> float | None:
    """A finite number, also one that is written as text; a truth value is none."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str) and not _NUMBER.fullmatch(value):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


_TOO_DEEP = f"nested more than {DEEPEST} deep"


def _beneath(root: Path) -> Iterator[File | Rejected | Passed]:
    open_folders = [_listed(os.fspath(root))]
    before = len(os.path.join(root, ""))
    while open_folders:
        found = next(open_folders[-1], None)
        if found is None:
            open_folders.pop()
        elif isinstance(found, Rejected):
            yield found
        elif found.is_dir(follow_symlinks=False):
            open_folders.append(_listed(found.path))
        elif found.is_dir():
            yield Passed(Place(found.path), "a link to a folder, which is not followed")
        else:
            name = clean(found.path[before:].replace(os.sep, "/"))
            yield File(Path(found.path), name, False)


def _listed(folder: str) -> Iterator["os.DirEntry[str] | Rejected"]:
    try:
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if not entry.name.startswith(".")]
    except OSError as error:
        yield Rejected(Place(folder), failure_words(error), "")
        return
    yield from sorted(found, key=_counted)


def _counted(entry: "os.DirEntry[str]") -> tuple[list[str | int], str]:
    """What puts 2 before 10."""
    parts = _DIGITS.split(entry.name)
    return [int(part) if number % 2 else part for number, part in enumerate(parts)], entry.name


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    found = {}
    for key, value in pairs:
        number, name = 1, key
        while name in found:
            number += 1
            name = f"{key} ({number})"
        found[name] = value
    return found


def _float(text: str) -> float | str:
    number = float(text)
    return number if math.isfinite(number) else text


def _constant(text: str) -> str:
    return text


def _depth(value: Any) -> int:
    depth, level = 0, [value]
    while level := [one for one in level if isinstance(one, dict | list)]:
        depth += 1
        level = [item for one in level for item in (one.values() if isinstance(one, dict) else one)]
    return depth


def _line_of(data: bytes, line: int) -> str:
    """One line of a file, from 1."""
    lines = data.split(b"\n", line)
    return raw_of(lines[line - 1].decode("utf-8", "backslashreplace").strip("\r"))
