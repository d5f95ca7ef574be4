"""A record exported as JSON, or a list of entries in the notation of a record.

A list is read item by item, so that a timeline of any length fits into memory.
"""

import json
import re
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TextIO

from incident_tui.exchange.imports.foreign.beginning import Beginning
from incident_tui.exchange.imports.foreign.files import packed_words, read_bounded
from incident_tui.exchange.imports.foreign.json import repeated_keys
from incident_tui.exchange.imports.foreign.values import clean, raw_of
from incident_tui.exchange.imports.landing.protocol import (
    LISTED_SECTIONS,
    Found,
    ImportedItem,
    Importer,
    Origin,
    Passed,
    Rejected,
    Wishes,
)
from incident_tui.record.model import FORMAT

MAX_FILE_BYTES = 16 * 1024 * 1024 * 1024
"""Size of a file, which is read item by item."""
MAX_VALUE_CHARACTERS = 32 * 1024 * 1024
"""Length of a value, other than the list of a section."""

_BLOCK_CHARACTERS = 256 * 1024
_NEAR_THE_END_CHARACTERS = 16
"""A syntax error so near the end of the text in memory may vanish with the next block."""
_NO_RECORD = f'no record, which begins with "format": "{FORMAT}"'
_BLANK = " \t\n\r"
_RECORD = re.compile(r'\s*\{\s*"format"\s*:\s*"' + re.escape(FORMAT))


class _NotJsonError(Exception):
    """The text is no JSON from the present place on; the message says why."""


def read(paths: Sequence[Path], wishes: Wishes) -> Iterator[Found]:
    """Read files, item by item."""
    for path in paths:
        yield from read_bounded(path, MAX_FILE_BYTES, partial(_read_file, path))


def knows(beginning: Beginning) -> bool:
    """Whether a file is a record, or a list of entries."""
    is_record = bool(_RECORD.match(beginning.text))
    is_list = beginning.text.lstrip().startswith("[")
    return is_record or (is_list and {"id", "kind", "time", "text", "cite"} <= beginning.keys)


IMPORTER = Importer(read, knows=knows)


def _read_file(path: Path) -> Iterator[Found]:
    if words := packed_words(path):
        yield Rejected(Origin(str(path)), words, "")
        return
    with path.open(encoding="utf-8-sig", errors="backslashreplace") as text:
        yield from _read(str(path), _JsonWindow(text))


def _read(name: str, window: "_JsonWindow") -> Iterator[Found]:
    """Yield the items of a record or a list, and a rejection of text without JSON."""
    try:
        if window.next == "{":
            yield from _record(name, window)
        elif window.next == "[":
            yield from _items(name, window, "timeline")
        elif window.next:
            raise _NotJsonError("neither a record nor a list of entries")
        else:
            yield Passed(Origin(name), "an empty file")
        if window.next:
            raise _NotJsonError("something follows the end of it")
    except _NotJsonError as error:
        reason = f"{error}; nothing from here on is read"
        yield Rejected(Origin(name, window.line), reason, raw_of(window.rest))


def _record(name: str, window: "_JsonWindow") -> Iterator[Found]:
    """Yield the items of a record, section by section."""
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
            yield Passed(Origin(name, window.line), "a record of nothing but its format")
        first = False
    if first:
        raise _NotJsonError(_NO_RECORD)
    window.take("}")


def _section(name: str, window: "_JsonWindow", key: str) -> Iterator[Found]:
    """Yield the items of a section, or a rejection of an unknown section."""
    if key in (*LISTED_SECTIONS, "timeline") and window.next == "[":
        yield from _items(name, window, key)
        return
    origin, value = Origin(name, window.line), window.value()
    if window.repeated_key:
        yield Rejected(origin, f"`{window.repeated_key}` stands twice in `{key}`", window.text)
    elif key == "incident" and isinstance(value, dict):
        yield ImportedItem(key, value, origin)
    elif key == "tolerances" and isinstance(value, dict):
        for word, length in value.items():
            yield ImportedItem(key, {word: length}, origin)
    elif value in ([], None):
        yield Passed(origin, f"nothing in `{key}`")
    elif key == "calls":
        yield Rejected(origin, "`calls` names other files; import them as jsonl", raw_of(value))
    else:
        yield Rejected(origin, f"a record has no such `{key}`", raw_of(value))


def _items(name: str, window: "_JsonWindow", section: str) -> Iterator[Found]:
    """Yield the items of a list."""
    window.take("[")
    if window.next == "]":
        yield Passed(Origin(name, window.line), f"nothing in `{section}`")
    while window.next != "]":
        origin, value = Origin(name, window.line), window.value()
        if window.repeated_key:
            yield Rejected(origin, f"`{window.repeated_key}` stands in it twice", window.text)
        elif isinstance(value, dict):
            yield ImportedItem(section, value, origin)
        else:
            yield Rejected(origin, f"an item of `{section}` is an object", raw_of(value))
        if window.next != "]":
            window.take(",")
    window.take("]")


class _JsonWindow:
    """A part of a file's text, from the present place on, with the line of the place."""

    def __init__(self, file: TextIO) -> None:
        self.line = 1
        self._file = file
        self._text = ""
        self._at = 0
        self._decoder = json.JSONDecoder(parse_constant=str, object_pairs_hook=self._object)
        self.repeated_key = ""
        """A key that stands twice in an object of the last value; "" if each stands once."""
        self.text = ""
        """The text of the last value, if a key stands in it twice."""

    @property
    def next(self) -> str:
        """The next character other than blanks; "" at the end of the file."""
        while True:
            for at in range(self._at, len(self._text)):
                if self._text[at] not in _BLANK:
                    self._move(at)
                    return self._text[at]
            self._move(len(self._text))
            if not self._more(_BLOCK_CHARACTERS):
                return ""

    @property
    def rest(self) -> str:
        """The text from the present place on, as far as read."""
        return self._text[self._at :]

    def take(self, character: str) -> None:
        """Move past a character.

        Raises:
            _NotJsonError: if another character comes next.
        """
        if self.next != character:
            raise _NotJsonError(f"not JSON: {character} is missing")
        self._move(self._at + 1)

    def value(self) -> Any:
        """Read the next value.

        Raises:
            _NotJsonError: if the text is no value, too long, or nested too deep.
        """
        size, _ = _BLOCK_CHARACTERS, self.next
        while True:
            self.repeated_key = self.text = ""
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
                # A number at the end of the text may go on in the next block.
                if end < len(self._text) or not self._more(size):
                    if self.repeated_key:
                        self.text = raw_of(self._text[self._at : end])
                    self._move(end)
                    return value
            except json.JSONDecodeError as error:
                near = error.pos + _NEAR_THE_END_CHARACTERS > len(self._text)
                near = near or "Unterminated" in error.msg
                if not (near and self._more(size)):
                    raise _NotJsonError(f"not JSON: {error.msg}") from None
            except (ValueError, RecursionError):
                raise _NotJsonError("nested too deep, or a number that is too long") from None
            size *= 2  # so that a long value is parsed few times

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """Return an object, and note a key that stands in it twice."""
        found = dict(pairs)
        if len(found) < len(pairs) and not self.repeated_key:
            self.repeated_key = clean(repeated_keys(pairs)[0])
        return found

    def _more(self, size: int) -> bool:
        """Read a block of the file; return False at the end.

        Raises:
            _NotJsonError: if one value is too long.
        """
        if len(self._text) - self._at > MAX_VALUE_CHARACTERS:
            raise _NotJsonError(f"a value longer than {MAX_VALUE_CHARACTERS >> 20} MB")
        block = self._file.read(size)
        self._text, self._at = self._text[self._at :] + block, 0
        return bool(block)

    def _move(self, at: int) -> None:
        self.line += self._text.count("\n", self._at, at)
        self._at = at
