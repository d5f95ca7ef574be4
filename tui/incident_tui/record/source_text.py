"""The text of a source that lies beside the record: read whole, checked against its sha256."""

import codecs
import os
import stat
from pathlib import Path

import msgspec

from incident_tui.record.files import failure_words, stays_inside
from incident_tui.record.problems import Severity

LARGEST_TEXT = 8 * 1024 * 1024
"""Bytes of a text that are read."""

_DIGITS = 64
"""Of a sha256; another number of them is reported where it stands, and nothing to compare with."""


class TextFault(msgspec.Struct, frozen=True):
    """What is wrong with the text of a source."""

    words: str
    severity: Severity = "error"


class SourceText(msgspec.Struct, frozen=True):
    """The text that a record carries of a source, and what is wrong with it."""

    lines: tuple[str, ...] = ()
    fault: TextFault | None = None


def text_of(folder: Path, path: str, sha256: str) -> SourceText:
    """The text of a source, by its path from the record's folder; nothing where it has none."""
    if not path:
        return SourceText()
    data, fault = _bytes_of(folder, path)
    if data is None:
        return SourceText(fault=fault)
    fault = _fault_in(data, path, sha256)
    text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8", errors="replace")
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    return SourceText(tuple(lines) if text else (), fault)


def fault_of(folder: Path, path: str, sha256: str) -> TextFault | None:
    """What is wrong with the text of a source, if anything is."""
    data, fault = _bytes_of(folder, path)
    return fault if data is None else _fault_in(data, path, sha256)


def _bytes_of(folder: Path, path: str) -> tuple[bytes | None, TextFault | None]:
    if not stays_inside(folder, path):
        return None, TextFault(f"`{path}` leaves the record's folder; it is not opened")
    try:
        status = os.stat(folder / path)
        if not stat.S_ISREG(status.st_mode):
            return None, TextFault(f"`{path}` is not a file")
        if status.st_size > LARGEST_TEXT:
            words = f"`{path}` is larger than {LARGEST_TEXT >> 20} MB; it is not read"
            return None, TextFault(words, "warning")
        with (folder / path).open("rb") as file:
            return file.read(LARGEST_TEXT), None
    except OSError as error:
        return None, TextFault(f"`{path}` {failure_words(error)}")
    except ValueError as error:
        return None, TextFault(f"`{path}` cannot be read: {error}")


def _fault_in(data: bytes, path: str, sha256: str) -> TextFault | None:
    if len(sha256) == _DIGITS:
        import hashlib  # only a record with texts needs it

        if hashlib.sha256(data).hexdigest() != sha256.lower():
            return TextFault(f"`{path}` is not the text that was cited: its sha256 differs")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        words = f"`{path}` is not UTF-8 in its line {line}; what cannot be read is shown as �"
        return TextFault(words, "warning")
    return None
