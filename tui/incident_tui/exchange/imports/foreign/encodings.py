"""The encoding of a text from another program: named by the user, or found in its bytes.

UTF-8, UTF-16 and UTF-32 are told by their bytes. The encodings of DOS and of the Macintosh are told
from Windows-1252 by bytes within words: there small letters, and no letters in Windows-1252.
"""

import codecs
import contextlib
import io
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO, NamedTuple, TextIO

from incident_tui.exchange.imports.foreign.unpacking import UnpackingError

MAX_LINE_CHARACTERS = 1024 * 1024
"""A longer line is read in pieces."""

_BLOCK_BYTES = 1024 * 1024
_SAMPLE_BYTES = 16 * 1024
"""The beginning of a text, in which an encoding of two bytes for a character is looked for."""
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MOST_SINGLE = 0.01
"""The part of zeros among the low bytes up to which a text has two bytes for a character."""
_LEAST_DOUBLE = 0.25
"""The part of zeros among the high bytes from which a text has two bytes for a character."""
_BAD_BYTE = re.compile("[\udc80-\udcff]")
"""A byte that is no UTF-8, as the error handler `surrogateescape` decodes it."""
_BEYOND_ASCII = re.compile(r"[^\0-\x7f]")
_WITHIN_WORDS = re.compile(rb"(?<=[A-Za-z])[\x80-\xff]+(?=[a-z])")
_LEGACY = ("cp850", "mac_roman")
"""The encodings of DOS in Western Europe and of the Macintosh."""
_WITHIN_WORDS_1252 = frozenset("‘’“”–—…\xa0\xad´`·")
"""Marks that Windows-1252 has within words, besides small letters."""
_MAX_LEGACY_BYTES = 4 * 1024 * 1024
"""The beginning of a text, in which words with letters of DOS or Mac OS are looked for."""
_NAMES = {
    "cp1252": "Windows-1252",
    "latin-1": "Windows-1252",
    "cp850": "DOS (code page 850)",
    "mac_roman": "Mac OS Roman",
}

Open = Callable[[], BinaryIO]
"""Opens the bytes of a text from the beginning."""


class Encoding(NamedTuple):
    """The encoding of a text."""

    name: str
    """The name of the codec in Python."""
    is_sound: bool = True
    """Whether every byte is of the encoding."""
    is_named: bool = False
    """Whether the user has named the encoding."""

    @property
    def is_utf8(self) -> bool:
        """Whether the text is UTF-8, with a byte-order mark or without."""
        return self.name.startswith("utf-8")

    @property
    def remark(self) -> str:
        """What the user should know of the encoding; "" for nothing."""
        if self.is_named:
            return "" if self.is_sound else f"some bytes are no {self.name}: read as \\xNN"
        if self.name not in _NAMES:
            return ""
        words = f"this is no UTF-8; read as {_NAMES[self.name]}"
        return f"{words}; if letters are wrong, name the encoding with --encoding"


def encoding_fault(name: str) -> str:
    """Return why a name is of no encoding of texts, and what to do; "" for an encoding or ""."""
    try:
        io.TextIOWrapper(io.BytesIO(b"time,text\n"), name or "utf-8", "backslashreplace").read()
    except (LookupError, ValueError):
        example = "such as cp1252, cp850, mac_roman, utf-16 or shift_jis"
        return f"`{name}` is no encoding of texts; name one with --encoding, {example}"
    return ""


def encoding_of(open_bytes: Open, wanted: str = "") -> Encoding:
    """Return the encoding of a text: as the user names it, by the byte-order mark, or what fits.

    A text of which at least half of the characters beyond ASCII are UTF-8 is UTF-8; `open_text`
    writes its other bytes as `\\xe9`, and `lines_not_utf8` has their lines.

    Args:
        open_bytes: opens the text.
        wanted: the name of an encoding from the user, without a fault; "" for none.

    Raises:
        OSError: if the text cannot be read.
    """
    start = next(_blocks(open_bytes), b"")[:_SAMPLE_BYTES]
    if wanted:
        name = codecs.lookup(wanted).name
        has_bom = name == "utf-8" and start.startswith(codecs.BOM_UTF8)
        name = "utf-8-sig" if has_bom else name
        return Encoding(name, _fits(open_bytes, name), is_named=True)
    for bom, name in _BOMS:
        if start.startswith(bom):
            return Encoding(name, bom != codecs.BOM_UTF8 or _fits(open_bytes, "utf-8"))
    if (name := _of_two_bytes(start)) and _fits(open_bytes, name):
        return Encoding(name)
    if _fits(open_bytes, "utf-8"):
        return Encoding("utf-8")
    if _is_utf8_mostly(open_bytes):
        return Encoding("utf-8", is_sound=False)
    if name := _legacy(open_bytes):
        return Encoding(name)
    return Encoding("cp1252" if _fits(open_bytes, "cp1252") else "latin-1")


def open_text(open_bytes: Open, encoding: str) -> TextIO:
    """Open a text, whose bytes of another encoding are read as `\\xe9`.

    Raises:
        OSError: if the text cannot be opened.
    """
    return io.TextIOWrapper(open_bytes(), encoding, "backslashreplace", newline="")


def lines_not_utf8(open_bytes: Open) -> Iterator[int]:
    """Yield the 1-based numbers of the lines with a byte that is no UTF-8.

    Raises:
        OSError: if the text cannot be read.
    """
    with io.TextIOWrapper(open_bytes(), "utf-8", "surrogateescape", newline="\n") as file:
        number, is_new = 0, True
        while piece := _piece(file):
            number += is_new
            is_new = piece.endswith("\n")
            if _BAD_BYTE.search(piece):
                yield number


def _piece(file: TextIO) -> str:
    """Return a line, or a piece of a long line; "" at the end, or where unpacking fails."""
    with contextlib.suppress(UnpackingError):
        return file.readline(MAX_LINE_CHARACTERS)
    return ""


def _blocks(open_bytes: Open) -> Iterator[bytes]:
    """Yield the bytes of a text, up to the end, or to where unpacking fails."""
    with open_bytes() as file, contextlib.suppress(UnpackingError):
        while block := file.read(_BLOCK_BYTES):
            yield block


def _fits(open_bytes: Open, encoding: str) -> bool:
    """Whether an encoding can decode a text."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for block in _blocks(open_bytes):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _is_utf8_mostly(open_bytes: Open) -> bool:
    """Whether at least half of the characters beyond ASCII are UTF-8."""
    bad = beyond_ascii = 0
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    for block in _blocks(open_bytes):
        text = decoder.decode(block)
        bad += len(_BAD_BYTE.findall(text))
        beyond_ascii += len(_BEYOND_ASCII.findall(text))  # bad bytes among them
    return 2 * bad <= beyond_ascii


def _of_two_bytes(start: bytes) -> str:
    """Return the encoding of a text with two bytes for a character, by the zeros; "" for another.

    Each digit, space and mark of a log has a zero, in every script.
    """
    half = max(len(start) // 2, 1)
    even, odd = start[::2].count(0) / half, start[1::2].count(0) / half
    if odd >= _LEAST_DOUBLE and even <= _MOST_SINGLE:
        return "utf-16-le"
    return "utf-16-be" if even >= _LEAST_DOUBLE and odd <= _MOST_SINGLE else ""


def _legacy(open_bytes: Open) -> str:
    """Return the encoding of DOS or Mac OS, if Windows-1252 makes no words of a text; else "".

    Bytes between small letters are small letters of exactly one of the two.
    """
    runs, length = set[bytes](), 0
    for block in _blocks(open_bytes):
        runs.update(_WITHIN_WORDS.findall(block))
        if (length := length + len(block)) >= _MAX_LEGACY_BYTES:
            break
    if all(_is_within_word(run.decode("cp1252", "replace")) for run in runs):
        return ""
    found = [
        name
        for name in _LEGACY
        if all(letter.islower() for run in runs for letter in run.decode(name))
    ]
    return found[0] if len(found) == 1 else ""


def _is_within_word(text: str) -> bool:
    """Whether small letters and marks of Windows-1252 alone stand in a text."""
    return all(letter.islower() or letter in _WITHIN_WORDS_1252 for letter in text)
