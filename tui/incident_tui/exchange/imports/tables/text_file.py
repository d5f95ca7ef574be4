"""A table in a text: the encoding, the lines, and the place of the text in a record."""

import contextlib
import functools
from abc import abstractmethod
from collections.abc import Callable, Container, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TextIO, TypeVar

from incident_tui.exchange.imports.foreign.contents import (
    Content,
    bytes_done,
    contents_of,
    wants_content,
)
from incident_tui.exchange.imports.foreign.encodings import (
    MAX_LINE_CHARACTERS,
    Encoding,
    encoding_fault,
    encoding_of,
    lines_not_utf8,
    open_text,
)
from incident_tui.exchange.imports.foreign.files import ForeignFile, files
from incident_tui.exchange.imports.foreign.unpacking import UnpackingError
from incident_tui.exchange.imports.landing.protocol import (
    Advance,
    Origin,
    Passed,
    Rejected,
    Remark,
)
from incident_tui.exchange.imports.tables.table import Row, Table
from incident_tui.record.files import reason, stays_inside
from incident_tui.record.source_text import MAX_TEXT_BYTES

T = TypeVar("T")

_LONG_LINE = f"this line has more than {MAX_LINE_CHARACTERS:,} characters"
_ROWS_ARE_KEPT = "the rows above are kept"


class Line(NamedTuple):
    """A line of a text, without its end."""

    number: int
    """From 1."""
    text: str
    fault: str = ""
    """Why the line cannot be read; "" for a sound line."""


def tables_in(
    paths: Sequence[Path],
    endings: Container[str],
    otherwise: str,
    table: Callable[[Content], T],
) -> Iterator[T | Rejected | Passed]:
    """Yield a table for each text in the named files and folders, also in packed files.

    Args:
        paths: the files and folders.
        endings: the endings of files in a folder or in a zip, in lower case.
        otherwise: the reason to pass over a file with another ending.
        table: makes the table of a text.
    """
    for file in files(paths):
        if not isinstance(file, ForeignFile):
            yield file
        elif not wants_content(file, endings):
            yield Passed(Origin(str(file.path)), otherwise)
        else:
            for content in contents_of(file, endings, otherwise):
                yield table(content) if isinstance(content, Content) else content


class TextFileTable(Table):
    """A table in a text."""

    def __init__(self, content: Content, encoding: str = "") -> None:
        """Name the table.

        Args:
            content: the bytes of the text.
            encoding: the name of the encoding from the user; "" for none.
        """
        super().__init__(content.path, content.title, Path(content.title).stem)
        self.content = content
        self._wanted_encoding = encoding
        self._text: TextIO | None = None

    @abstractmethod
    def rows_of(self, text: TextIO) -> Iterator[Row]:
        """Yield the rows of the open text.

        Raises:
            OSError: if the text cannot be read.
        """

    def fault(self) -> str:
        """Return why the text cannot be read: the encoding that the user named is none."""
        return encoding_fault(self._wanted_encoding)

    @functools.cached_property
    def _encoding(self) -> Encoding:
        return encoding_of(self.content.open, self._wanted_encoding)

    def remarks(self) -> Iterator[Remark]:
        """Name the encoding, if it is unusual, and each line with a byte that is no UTF-8."""
        if self._encoding.is_utf8 and not self._encoding.is_sound:
            yield from self._bad_bytes()
        elif words := self._encoding.remark:
            yield Remark(self.origin(0), words)

    def rows(self) -> Iterator[Row]:
        """Yield the rows; what cannot be unpacked is a row with a fault."""
        line = 0
        try:
            with self.open() as text:
                around, self._text = self._text, text  # a reading can pause for a whole other one
                try:
                    for row in self.rows_of(text):
                        line = row.line
                        yield row
                finally:
                    self._text = around
        except UnpackingError as error:
            yield Row(line + 1, "", [], f"{reason(error)}; {_ROWS_ARE_KEPT}")

    def open(self) -> TextIO:
        """Open the text from the beginning.

        Raises:
            OSError: if the text cannot be opened.
        """
        return open_text(self.content.open, self._encoding.name)

    def lines(self) -> Iterator[Line]:
        """Yield the lines of the text, as far as they can be unpacked.

        Raises:
            OSError: if the text cannot be read.
        """
        with self.open() as text, contextlib.suppress(UnpackingError):
            yield from lines_of(text)

    def advance(self) -> Advance | None:
        """Return the number of bytes read."""
        if self._text is None:
            return None
        return Advance(bytes_done(self._text.buffer), self.content.size)

    def path_within(self, folder: Path) -> str:
        """Return the path of the text, which is UTF-8 and small enough to be shown."""
        file = self.content.file
        if file is None or not (self._encoding.is_utf8 and self._encoding.is_sound):
            return ""
        try:
            inside = file.resolve().relative_to(folder.resolve()).as_posix()
            fits = file.stat().st_size <= MAX_TEXT_BYTES
        except (OSError, ValueError):
            return ""
        return inside if fits and stays_inside(folder, inside) else ""

    def _bad_bytes(self) -> Iterator[Remark]:
        """Name the first line with a byte that is no UTF-8, and the number of the lines."""
        lines = lines_not_utf8(self.content.open)
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
