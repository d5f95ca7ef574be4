"""A table in a file of text: the encoding, the lines, and the place of the text in a record."""

from abc import abstractmethod
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TextIO

from incident_tui.exchange.imports.foreign.encodings import (
    Encoding,
    encoding_of,
    is_encoding,
    lines_not_utf8,
    open_text,
)
from incident_tui.exchange.imports.foreign.files import packed_words
from incident_tui.exchange.imports.landing.protocol import Advance, Remark
from incident_tui.exchange.imports.tables.table import Row, Table
from incident_tui.record.files import opened_file, stays_inside
from incident_tui.record.source_text import MAX_TEXT_BYTES

MAX_FILE_BYTES = 16 * 1024 * 1024 * 1024
"""Size of a file, which is read row by row."""
MAX_LINE_CHARACTERS = 1024 * 1024
"""A longer line is put aside."""

_LONG_LINE = f"this line has more than {MAX_LINE_CHARACTERS:,} characters"


class Line(NamedTuple):
    """A line of a text, without its end."""

    number: int
    """From 1."""
    text: str
    fault: str = ""
    """Why the line cannot be read; "" for a sound line."""


class TextFileTable(Table):
    """A table in a file of text, in UTF-8, UTF-16, UTF-32 or Windows-1252."""

    def __init__(self, path: Path, encoding: str = "") -> None:
        """Name the file.

        Args:
            path: the path of the file.
            encoding: the name of the encoding, as the user said; "" lets the bytes decide.
        """
        super().__init__(str(path), path.name)
        self.file = path
        self._named = encoding
        self._encoding: Encoding | None = None
        self._text: TextIO | None = None
        """The file, while rows are read."""
        self._size = 0

    @abstractmethod
    def rows_of(self, text: TextIO) -> Iterator[Row]:
        """Yield the rows of the open file.

        Raises:
            OSError: if the file cannot be read.
        """

    def fault(self) -> str:
        """Return why the file is no text that can be read."""
        if self._named and not is_encoding(self._named):
            return f"there is no encoding `{self._named}`; name one such as cp1252"
        file, failure = opened_file(self.file, MAX_FILE_BYTES, "import it in parts")
        if file is None:
            return failure
        file.close()
        return packed_words(self.file)

    def remarks(self) -> Iterator[Remark]:
        """Name each line with a byte that is no UTF-8."""
        encoding = self.encoding()
        if not encoding.is_sound:
            yield from self._bad_bytes()
        if encoding.name in ("cp1252", "latin-1") and not self._named:
            yield Remark(self.origin(0), "this is no UTF-8; read as Windows-1252")

    def encoding(self) -> Encoding:
        """Return the encoding, found once.

        Raises:
            OSError: if the file cannot be read.
        """
        if self._encoding is None:
            named = Encoding(self._named.casefold()) if self._named else None
            self._encoding = named or encoding_of(self.file)
        return self._encoding

    def rows(self) -> Iterator[Row]:
        """Yield the rows."""
        self._size = self.file.stat().st_size
        with open_text(self.file, self.encoding().name) as text:
            around, self._text = self._text, text  # a reading can pause for a whole other reading
            try:
                yield from self.rows_of(text)
            finally:
                self._text = around

    def lines(self) -> Iterator[Line]:
        """Yield the lines of the file.

        Raises:
            OSError: if the file cannot be read.
        """
        with open_text(self.file, self.encoding().name) as text:
            yield from lines_of(text)

    def advance(self) -> Advance | None:
        """Return the number of bytes read."""
        return Advance(self._text.buffer.tell(), self._size) if self._text else None

    def path_within(self, folder: Path) -> str:
        """Return the path of the text, which is UTF-8 and small enough to be shown."""
        encoding = self.encoding()
        if not (encoding.is_utf8 and encoding.is_sound):
            return ""
        try:
            inside = self.file.resolve().relative_to(folder.resolve()).as_posix()
            fits = self.file.stat().st_size <= MAX_TEXT_BYTES
        except (OSError, ValueError):
            return ""
        return inside if fits and stays_inside(folder, inside) else ""

    def _bad_bytes(self) -> Iterator[Remark]:
        """Name the first line with a byte that is no UTF-8, and the number of the lines."""
        lines = lines_not_utf8(self.file)
        if first := next(lines, 0):
            further = sum(1 for _ in lines)
            lines_word = "line" if further == 1 else "lines"
            more = f", and in {further} further {lines_word}" if further else ""
            yield Remark(self.origin(first), f"a byte that is no UTF-8, here{more}: read as \\xNN")


def lines_of(text: TextIO) -> Iterator[Line]:
    """Yield the lines of an open file; of a longer line, the first `MAX_LINE_CHARACTERS`.

    Raises:
        OSError: if the file cannot be read.
    """
    number, is_inside = 0, False
    while piece := text.readline(MAX_LINE_CHARACTERS):
        is_whole = piece.endswith(("\n", "\r"))
        if not is_inside:
            number += 1
            is_long = not is_whole and len(piece) == MAX_LINE_CHARACTERS
            yield Line(number, piece.rstrip("\r\n"), _LONG_LINE if is_long else "")
        is_inside = not is_whole
