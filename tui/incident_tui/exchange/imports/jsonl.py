"""Reads entries in a record's own notation from JSON Lines, as in its files of calls."""

import codecs
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec

from incident_tui.exchange.imports.items import Found, Item, Passed, Place, Rejected, Wishes
from incident_tui.record.calls.line import MAX_LINE_BYTES
from incident_tui.record.files import failure_words

_MOST_OF_RAW = 64 * 1024


def read(paths: Sequence[Path], wishes: Wishes) -> Iterator[Found]:
    """Read files of entries, a line each."""
    for path in paths:
        try:
            yield from _read_file(path)
        except OSError as error:
            yield Rejected(Place(str(path)), failure_words(error), "")


def _read_file(path: Path) -> Iterator[Found]:
    name = str(path)
    decode = msgspec.json.Decoder(dict).decode
    with path.open("rb") as file:
        number = 0
        while line := file.readline(MAX_LINE_BYTES + 1):
            number += 1
            place = Place(name, number)
            if len(line) > MAX_LINE_BYTES:
                yield _too_long(file, line, place)
                continue
            text = line.removeprefix(codecs.BOM_UTF8).strip()
            if not text:
                yield Passed(place, "an empty line")
                continue
            try:
                yield Item("timeline", decode(text), place)
            except (ValueError, RecursionError) as error:
                why = "not UTF-8" if isinstance(error, UnicodeDecodeError) else error
                raw = line.rstrip(b"\r\n").decode(errors="backslashreplace")
                yield Rejected(place, f"no entry: {why}", raw)


def _too_long(file: BinaryIO, line: bytes, place: Place) -> Rejected:
    """Reject a line, and pass over the rest of it."""
    rest = line
    while rest and not rest.endswith(b"\n"):
        rest = file.readline(MAX_LINE_BYTES)
    raw = line[:_MOST_OF_RAW].decode(errors="backslashreplace")
    return Rejected(
        place, f"longer than {MAX_LINE_BYTES // 1024:,} kB; of it, this is the beginning", raw
    )
