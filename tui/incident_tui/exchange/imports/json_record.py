"""Reads a record that was exported as JSON, or a list of entries in a record's own notation.

A list is read item by item, so that a timeline of any length has room.
"""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO

from incident_tui.exchange.imports.foreign.json import raw_of
from incident_tui.exchange.imports.landing.protocol import (
    Found,
    Item,
    Passed,
    Place,
    Rejected,
    Wishes,
)
from incident_tui.exchange.imports.landing.validate import SECTIONS
from incident_tui.record.files import failure_words, opened_file
from incident_tui.record.model import FORMAT

LARGEST = 16 * 1024 * 1024 * 1024
"""Bytes of a file, which is read item by item."""
LONGEST = 32 * 1024 * 1024
"""Characters of one value that is no list of a section."""

_BLOCK = 256 * 1024
_NEAR_THE_END = 16
"""An error so near the end of what was read may be none once more is read."""
_NO_RECORD = f'no record, which begins with "format": "{FORMAT}"'
_BLANK = " \t\n\r"


class _NotJsonError(Exception):
    """What follows is no JSON; says why."""


def read(paths: Sequence[Path], wishes: Wishes) -> Iterator[Found]:
    """Read files, item by item."""
    for path in paths:
        file, failure = opened_file(path, LARGEST, "import it in parts")
        if file is None:
            yield Rejected(Place(str(path)), failure, "")
            continue
        file.close()
        try:
            with path.open(encoding="utf-8-sig", errors="backslashreplace") as text:
                yield from _read(str(path), _Window(text))
        except OSError as error:
            yield Rejected(Place(str(path)), failure_words(error), "")


def _read(name: str, window: "_Window") -> Iterator[Found]:
    try:
        if window.next == "{":
            yield from _record(name, window)
        elif window.next == "[":
            yield from _items(name, window, "timeline")
        elif window.next:
            raise _NotJsonError("neither a record nor a list of entries")
        else:
            yield Passed(Place(name), "an empty file")
        if window.next:
            raise _NotJsonError("something follows the end of it")
    except _NotJsonError as error:
        reason = f"{error}; nothing from here on is read"
        yield Rejected(Place(name, window.line), reason, raw_of(window.rest))


def _record(name: str, window: "_Window") -> Iterator[Found]:
    window.take("{")
    first = True
    while window.next != "}":
        key = window.value()
        window.take(":")
        if first and (key != "format" or window.value() != FORMAT):
            raise _NotJsonError(_NO_RECORD)
        if not first:
            yield from _section(name, window, str(key))
        if window.next != "}":
            window.take(",")
        elif first:
            yield Passed(Place(name, window.line), "a record of nothing but its format")
        first = False
    if first:
        raise _NotJsonError(_NO_RECORD)
    window.take("}")


def _section(name: str, window: "_Window", key: str) -> Iterator[Found]:
    if key in (*SECTIONS, "timeline") and window.next == "[":
        yield from _items(name, window, key)
        return
    place, value = Place(name, window.line), window.value()
    if key == "incident" and isinstance(value, dict):
        yield Item(key, value, place)
    elif key == "tolerances" and isinstance(value, dict):
        for word, length in value.items():
            yield Item(key, {word: length}, place)
    elif value in ([], None):
        yield Passed(place, f"nothing in `{key}`")
    elif key == "calls":
        yield Rejected(place, "`calls` names other files; import them as jsonl", raw_of(value))
    else:
        yield Rejected(place, f"a record has no such `{key}`", raw_of(value))


def _items(name: str, window: "_Window", section: str) -> Iterator[Found]:
    """The items of a list."""
    window.take("[")
    if window.next == "]":
        yield Passed(Place(name, window.line), f"nothing in `{section}`")
    while window.next != "]":
        place, value = Place(name, window.line), window.value()
        if isinstance(value, dict):
            yield Item(section, value, place)
        else:
            yield Rejected(place, f"an item of `{section}` is an object", raw_of(value))
        if window.next != "]":
            window.take(",")
    window.take("]")


class _Window:
    """The text of a file from a place on that moves, and the line of that place."""

    def __init__(self, file: TextIO) -> None:
        self.line = 1
        self._file = file
        self._text = ""
        self._at = 0
        self._decoder = json.JSONDecoder(parse_constant=str)

    @property
    def next(self) -> str:
        """The next character that is not blank; nothing at the end."""
        while True:
            for at in range(self._at, len(self._text)):
                if self._text[at] not in _BLANK:
                    self._move(at)
                    return self._text[at]
            self._move(len(self._text))
            if not self._more(_BLOCK):
                return ""

    @property
    def rest(self) -> str:
        """What follows, as far as it was read."""
        return self._text[self._at :]

    def take(self, character: str) -> None:
        """Pass over a character.

        Raises:
            _NotJsonError: if another one comes next.
        """
        if self.next != character:
            raise _NotJsonError(f"not JSON: {character} is missing")
        self._move(self._at + 1)

    def value(self) -> Any:
        """The next value.

        Raises:
            _NotJsonError: if it is none, or too long or nested too deep.
        """
        size, _ = _BLOCK, self.next
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
                if end < len(self._text) or not self._more(size):
                    self._move(end)
                    return value
            except json.JSONDecodeError as error:
                near = error.pos + _NEAR_THE_END > len(self._text) or "Unterminated" in error.msg
                if not (near and self._more(size)):
                    raise _NotJsonError(f"not JSON: {error.msg}") from None
            except (ValueError, RecursionError):
                raise _NotJsonError("nested too deep, or a number that is too long") from None
            size *= 2

    def _more(self, size: int) -> bool:
        """Read on; False at the end.

        Raises:
            _NotJsonError: if one value is too long.
        """
        if len(self._text) - self._at > LONGEST:
            raise _NotJsonError(f"a value longer than {LONGEST >> 20} MB")
        block = self._file.read(size)
        self._text, self._at = self._text[self._at :] + block, 0
        return bool(block)

    def _move(self, at: int) -> None:
        self.line += self._text.count("\n", self._at, at)
        self._at = at
