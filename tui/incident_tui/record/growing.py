"""A record whose calls are read on as they are appended, without reading the rest a second time."""

from contextlib import suppress
from pathlib import Path

import msgspec

from incident_tui.record.files import FileState, file_state
from incident_tui.record.reading import Reader, Reading, opened_calls

MAX_APPENDED_BYTES = 16 * 1024 * 1024
"""Appended bytes read at once; for more, the record is read whole."""
MAX_APPENDS = 1_000
"""How many times a record is read on before it is read whole: each time makes a block of calls,
which takes about 2 kB however few its calls."""
TAIL_BYTES = 4 * 1024
"""Bytes before the end of a file of calls by which the file is known to have grown only."""


class _End(msgspec.Struct):
    """How far a file of calls is read."""

    name: str
    """As the record names the file."""
    state: FileState
    byte: int
    """The first byte that is not read."""
    line: int
    """The number of the line of this byte, from 1."""
    tail: bytes = b""
    """The bytes before the first that is not read."""


class GrowingReading:
    """The reading of a record, and what is needed to read appended calls."""

    def __init__(self, reader: Reader) -> None:
        """Read a record whole."""
        self._reader = reader
        self.reading = reader.read_all()
        self._reads = 0
        self._ends = self._known_ends() if reader.is_extendable else None
        """None if the record can only be read whole."""

    def read_on(self) -> Reading | None:
        """Read the calls appended since; None if the record must be read whole.

        The record must be read whole if anything else has changed in it, if a line is at fault, or
        after many times. A last line that is not whole yet is left for the next time.
        """
        states, ends = self.reading.states, self._ends
        if ends is None or self._reads == MAX_APPENDS or not self._reader.is_extendable:
            return None
        if not states[0] or file_state(Path(self.reading.path)) != states[0]:
            return None
        found = [_appended(self.reading.folder, end) for end in ends]
        self._ends = None  # until every file is taken
        now = [states[0]]
        for end, appended in zip(ends, found, strict=True):
            if appended is None:
                return None
            state, lines = appended
            self._take(end, lines)
            end.state = state
            now.append(state)
        self._reads += 1
        self._ends = ends
        self.reading = self._reader.read_again(tuple(now))
        return self.reading

    def _known_ends(self) -> list[_End] | None:
        """How far each file of calls was read; None if a file is not there any more."""
        ends, folder = [], self.reading.folder
        for name, state in zip(self._reader.call_names, self.reading.states[1:], strict=True):
            byte, line = self._reader.ends.get(str(folder / name), (0, 1))
            if state is None:
                return None
            end = _End(name, state, byte, line)
            file, _ = opened_calls(folder, name)
            if file is None:
                return None
            with file:
                file.seek(max(byte - TAIL_BYTES, 0))
                end.tail = file.read(min(byte, TAIL_BYTES))
            ends.append(end)
        return ends

    def _take(self, end: _End, lines: bytes) -> None:
        """Take the lines appended to a file of calls."""
        end.byte += len(lines)
        read = lines
        if lines and end.tail and not end.tail.endswith(b"\n"):
            read = lines[1:]  # the end of the line before
            end.line += 1
        if read:
            self._reader.take_calls(read, str(self.reading.folder / end.name), end.line)
        end.line += read.count(b"\n")
        end.tail = (end.tail + lines)[-TAIL_BYTES:]


def _appended(folder: Path, end: _End) -> tuple[FileState, bytes] | None:
    """The state of a file of calls and the whole lines appended to it; None for other changes."""
    state = file_state(folder / end.name)
    if state is None or state[:2] != end.state[:2] or state.size < end.byte:
        return None
    if state == end.state:
        return state, b""
    if state.size == end.byte or state.size - end.byte > MAX_APPENDED_BYTES:
        return None
    file, _ = opened_calls(folder, end.name)
    if file is None:
        return None
    try:
        with file:
            file.seek(end.byte - len(end.tail))
            if file.read(len(end.tail)) != end.tail:
                return None
            appended = file.read(state.size - end.byte)
    except OSError:
        return None
    if end.tail and not end.tail.endswith(b"\n") and not appended.startswith(b"\n"):
        return None  # the last line goes on
    return state, _whole_lines(appended)


def _whole_lines(text: bytes) -> bytes:
    """A text up to its last line end; all of it if its last line is a whole object."""
    last = text.rpartition(b"\n")[2]
    with suppress(msgspec.DecodeError):
        if isinstance(msgspec.json.decode(last), dict):
            return text
    return text[: len(text) - len(last)]
