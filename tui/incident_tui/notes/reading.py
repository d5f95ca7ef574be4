"""The content of a log as far as read: a pure function of bytes, block by block."""

import codecs
from collections.abc import Iterable

import msgspec

from incident_tui.notes.lines import Header, LaterVersionError, Line, LineError, parse_line
from incident_tui.notes.notes import Notes
from incident_tui.record.problems import Mark, Problem, Problems


class LogReading(msgspec.Struct, frozen=True):
    """The content of a log, as far as read."""

    path: str = ""
    incident: str = ""
    """The id of the incident of the record."""
    notes: Notes = msgspec.field(default_factory=Notes)
    problems: tuple[Problem, ...] = ()
    """Faults of lines, by place; an error for a log that is refused as a whole."""
    later: tuple[str, ...] = ()
    """Lines of later versions of the program: kept, and not shown."""
    refused: str = ""
    """Why the log is not read and not written; "" for a log that is."""
    has_header: bool = False
    line_count: int = 0
    numbers: dict[str, int] = msgspec.field(default_factory=dict)
    """From the text of a line that is a note to its number, from 1; the last of equal lines."""

    def with_data(self, data: bytes) -> "LogReading":
        """This content and further lines; the last line may lack an end.

        A line of JSON is whole, or is no JSON: a last line without an end is a note or a fault.
        """
        if self.refused or not data:
            return self
        reader = _Reader(self)
        try:
            reader.take(data.removesuffix(b"\n").split(b"\n"))
        except _RefusedError as error:
            return self.refusing(str(error))
        return msgspec.structs.replace(
            self,
            notes=self.notes.with_lines(reader.lines),
            problems=(*self.problems, *reader.problems.found),
            later=tuple(dict.fromkeys((*self.later, *reader.later))),
            has_header=reader.has_header,
            line_count=reader.number,
            numbers=self.numbers | reader.numbers if reader.numbers else self.numbers,
        )

    def refusing(self, words: str) -> "LogReading":
        """No content, for a reason.

        Args:
            words: continue the path: `larger than 64 MB`.
        """
        problems = Problems()
        problems.error(Mark(self.path), words)
        return LogReading(self.path, self.incident, problems=(*problems.found,), refused=words)


class _RefusedError(Exception):
    """A file is no log of the incident; the message says why."""


class _Reader:
    """Reads a block of lines after the lines of a reading."""

    def __init__(self, before: LogReading) -> None:
        self._path = before.path
        self._incident = before.incident
        self.has_header = before.has_header
        self.number = before.line_count
        """The number of the line, from 1."""
        self.lines: list[Line] = []
        self.later: list[str] = []
        self.numbers: dict[str, int] = {}
        self.problems = Problems()

    def take(self, lines: Iterable[bytes]) -> None:
        """Read lines.

        Raises:
            _RefusedError: if this is no log of the incident.
        """
        for raw in lines:
            self.number += 1
            self._take_line(raw.removesuffix(b"\r"))  # as Git may write it on Windows

    def _take_line(self, raw: bytes) -> None:
        if self.number == 1:
            raw = raw.removeprefix(codecs.BOM_UTF8)
        if not raw.strip():
            return
        try:
            text = _decoded(raw)
            found = parse_line(text)
        except LineError as error:
            if not self.has_header:
                self._take_torn_header(raw, str(error))
            elif isinstance(error, LaterVersionError):
                self.later.append(text)
                self.problems.warning(self._mark, str(error))
            else:
                self.problems.error(self._mark, str(error))
            return
        if isinstance(found, Header):
            self._take_header(found)
        elif self.has_header:
            self.lines.append(found)
            self.numbers[found.text] = self.number
        else:
            self._take_torn_header(raw, "is a note")

    @property
    def _mark(self) -> Mark:
        return Mark(self._path, self.number)

    def _take_header(self, header: Header) -> None:
        """Read a header: the first line, or a further line where two logs were joined."""
        if header.incident == self._incident:
            self.has_header = True
            return
        if self.has_header:
            words = f"is the header of the incident `{header.incident}`"
            self.problems.error(self._mark, f"{words}; take its notes out of this log")
            return
        raise _RefusedError(
            f"holds the notes of the incident `{header.incident}`, and the record is of"
            f" `{self._incident}`; rename the log, or name the record that it belongs to"
        )

    def _take_torn_header(self, raw: bytes, why: str) -> None:
        """Report the beginning of a header, after which a header follows.

        Raises:
            _RefusedError: if the line is no beginning of the header.
        """
        header = Header(self._incident).text
        if not header.encode().startswith(raw):
            words = f"is no log of notes: line {self.number}: {why}"
            raise _RefusedError(f"{words}; it should be {header}")
        self.problems.warning(self._mark, "is the beginning of a header; its writer was stopped")


def _decoded(raw: bytes) -> str:
    """The text of a line.

    Raises:
        LineError: if the line is not UTF-8.
    """
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        raise LineError(
            f"is not UTF-8 at byte {error.start + 1}; mend the line or leave it,"
            " the notes after it are read"
        ) from None
