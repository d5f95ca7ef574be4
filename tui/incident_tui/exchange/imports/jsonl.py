"""Entries in the notation of a record, as JSON Lines: the form of a record's files of calls."""

import codecs
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO

import msgspec

from incident_tui.exchange.imports.foreign.beginning import Beginning
from incident_tui.exchange.imports.foreign.files import packed_words, read_bounded
from incident_tui.exchange.imports.foreign.json import repeated_key
from incident_tui.exchange.imports.landing.protocol import (
    Found,
    ImportedItem,
    Importer,
    Origin,
    Passed,
    Rejected,
    Wishes,
)
from incident_tui.record.calls.line import MAX_LINE_BYTES

MAX_FILE_BYTES = 16 * 1024 * 1024 * 1024
"""Size of a file, which is read line by line."""

_MAX_RAW_BYTES = 64 * 1024


def read(paths: Sequence[Path], wishes: Wishes) -> Iterator[Found]:
    """Read files of entries, line by line."""
    for path in paths:
        yield from read_bounded(path, MAX_FILE_BYTES, partial(_read_file, path))


def knows(beginning: Beginning) -> bool:
    """Whether the first line of a file is an entry."""
    first = beginning.text.lstrip().partition("\n")[0]
    line = Beginning("", first.encode())
    return first.startswith("{") and {"id", "kind", "time", "text"} <= line.keys


IMPORTER = Importer(read, knows=knows)


def _read_file(path: Path) -> Iterator[Found]:
    name = str(path)
    if words := packed_words(path):
        yield Rejected(Origin(name), words, "")
        return
    decode = msgspec.json.Decoder(dict).decode
    with path.open("rb") as file:
        number = 0
        while line := file.readline(MAX_LINE_BYTES + 1):
            number += 1
            origin = Origin(name, number)
            if len(line) > MAX_LINE_BYTES:
                yield _too_long(file, line, origin)
                continue
            text = line.removeprefix(codecs.BOM_UTF8).strip()
            if not text:
                yield Passed(origin, "an empty line")
                continue
            try:
                value = decode(text)
                if twice := repeated_key(text, value):
                    raise ValueError(f"`{twice}` stands in it twice")
                yield ImportedItem("timeline", value, origin)
            except (ValueError, RecursionError) as error:
                raw = line.rstrip(b"\r\n").decode(errors="backslashreplace")
                yield Rejected(origin, f"no entry: {_reason(text, error)}", raw)


def _reason(text: bytes, error: Exception) -> str:
    """Why a line is no JSON; msgspec's words for bytes that are no UTF-8 differ by version."""
    try:
        text.decode()
    except UnicodeDecodeError:
        return "not UTF-8"
    return str(error)


def _too_long(file: BinaryIO, line: bytes, origin: Origin) -> Rejected:
    """Reject a line, and read up to the end of the line."""
    rest = line
    while rest and not rest.endswith(b"\n"):
        rest = file.readline(MAX_LINE_BYTES)
    raw = line[:_MAX_RAW_BYTES].decode(errors="backslashreplace")
    reason = f"longer than {MAX_LINE_BYTES // 1024:,} kB; of it, this is the beginning"
    return Rejected(origin, reason, raw)
