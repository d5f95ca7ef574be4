"""Encodings of texts: UTF-8, UTF-16, UTF-32 or Windows-1252, as the bytes of a file show it."""

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TextIO

_BLOCK_BYTES = 1024 * 1024
_PIECE_CHARACTERS = 1024 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WITHOUT_BOM = {b"\0x\0x": "utf-16-be", b"x\0x\0": "utf-16-le"}
_NO_NUL = re.compile(rb"[^\0]")
_BAD_BYTE = re.compile("[\udc80-\udcff]")
"""A byte that is no UTF-8, as the error handler `surrogateescape` decodes it."""
_BEYOND_ASCII = re.compile(r"[^\0-\x7f]")


class Encoding(NamedTuple):
    """The encoding of a text."""

    name: str
    is_sound: bool = True
    """Whether UTF-8 has no byte of another encoding."""

    @property
    def is_utf8(self) -> bool:
        """Whether the text is UTF-8, with a byte-order mark or without."""
        return self.name.startswith("utf-8")


def is_encoding(name: str) -> bool:
    """Whether there is an encoding of texts with a name, which can also read other bytes."""
    try:
        b"a\xff".decode(name, "backslashreplace")
    except (LookupError, ValueError):
        return False
    return True


def lines_not_utf8(path: Path) -> Iterator[int]:
    """Yield the 1-based numbers of the lines with a byte that is no UTF-8.

    Raises:
        OSError: if the file cannot be read.
    """
    with path.open(encoding="utf-8", errors="surrogateescape", newline="\n") as file:
        number, is_new = 0, True
        while piece := file.readline(_PIECE_CHARACTERS):
            number += is_new
            is_new = piece.endswith("\n")
            if _BAD_BYTE.search(piece):
                yield number


def _is_utf8_mostly(path: Path) -> bool:
    """Whether at least half of the characters beyond ASCII are UTF-8."""
    bad = beyond_ascii = 0
    with path.open(encoding="utf-8", errors="surrogateescape", newline="") as file:
        while text := file.read(_PIECE_CHARACTERS):
            bad += len(_BAD_BYTE.findall(text))
            beyond_ascii += len(_BEYOND_ASCII.findall(text))  # bad bytes among them
    return 2 * bad <= beyond_ascii


def encoding_of(path: Path) -> Encoding:
    """Return the encoding of a text: by the byte-order mark, or the first that fits.

    A file of which at least half of the characters beyond ASCII are UTF-8 is UTF-8; `rows` writes
    its other bytes as `\\xe9`, and `lines_not_utf8` has their lines.

    Raises:
        OSError: if the file cannot be read.
    """
    with path.open("rb") as file:
        start = file.read(4)
        for bom, name in _BOMS:
            if start.startswith(bom):
                return Encoding(name, bom != codecs.BOM_UTF8 or _fits(path, "utf-8"))
        if name := _WITHOUT_BOM.get(_NO_NUL.sub(b"x", start), ""):
            return Encoding(name)
    if _fits(path, "utf-8"):
        return Encoding("utf-8")
    if _is_utf8_mostly(path):
        return Encoding("utf-8", False)
    return Encoding("cp1252" if _fits(path, "cp1252") else "latin-1")


def _fits(path: Path, encoding: str) -> bool:
    """Whether an encoding can decode a file."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK_BYTES):
                decoder.decode(block)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def open_text(path: Path, encoding: str) -> TextIO:
    """Open a file for `rows`.

    Raises:
        OSError: if the file cannot be opened.
    """
    return path.open(encoding=encoding, errors="backslashreplace", newline="")
