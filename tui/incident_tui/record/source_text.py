"""The text of a source, in a file beside the record: read whole, compared with the sha256."""

import codecs
import os
import stat
from pathlib import Path

import msgspec

from incident_tui.record.files import failure_words, stays_inside
from incident_tui.record.problems import Severity

MAX_TEXT_BYTES = 8 * 1024 * 1024
SHA256_DIGITS = 64
"""A sha256 of a different length is reported by the field's rule, not compared with the file."""


class TextFault(msgspec.Struct, frozen=True):
    """A fault of a source's text."""

    words: str
    severity: Severity = "error"


class SourceText(msgspec.Struct, frozen=True):
    """The lines of a source's text, and the fault of the text; None without a fault."""

    lines: tuple[str, ...] = ()
    fault: TextFault | None = None


def text_of(folder: Path, path: str, sha256: str) -> SourceText:
    """Read the text of a source.

    Args:
        path: relative to the record's folder; "" for a source without a text.
        sha256: the hexadecimal digest of the cited text; "" if unknown.
    """
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
    """The fault of a source's text; None without a fault."""
    data, fault = _bytes_of(folder, path)
    return fault if data is None else _fault_in(data, path, sha256)


def _bytes_of(folder: Path, path: str) -> tuple[bytes | None, TextFault | None]:
    if not stays_inside(folder, path):
        return None, TextFault(f"`{path}` leaves the record's folder; it is not opened")
    try:
        status = os.stat(folder / path)
        if not stat.S_ISREG(status.st_mode):
            return None, TextFault(f"`{path}` is not a file")
        if status.st_size > MAX_TEXT_BYTES:
            words = f"`{path}` is larger than {MAX_TEXT_BYTES >> 20} MB; it is not read"
            return None, TextFault(words, "warning")
        with (folder / path).open("rb") as file:
            return file.read(MAX_TEXT_BYTES), None
    except OSError as error:
        return None, TextFault(f"`{path}` {failure_words(error)}")
    except ValueError as error:
        return None, TextFault(f"`{path}` cannot be read: {error}")


def _fault_in(data: bytes, path: str, sha256: str) -> TextFault | None:
    if len(sha256) == SHA256_DIGITS:
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
