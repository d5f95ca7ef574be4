"""The log of a record's notes: a file that only grows, a note a line.

The log itself is locked while a line is appended. No lock file stands beside the record, and since
no program of ours replaces a log, the lock of the open file is the lock of its path. A line is one
write at the end of the file, on the disk before `append` returns, so a program that is killed loses
the line under way at most. A reader takes no lock: a line without an end is not read as a note
unless it is whole.
"""

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from incident_tui.notes.lines import Header, Line, line_of, parse_line
from incident_tui.notes.model import Note, check
from incident_tui.notes.reading import LogReading
from incident_tui.record.file_locks import is_at, open_regular, try_lock
from incident_tui.record.files import (
    FileState,
    failure_words,
    file_state,
    reason,
    state_of,
)

MAX_LOG_BYTES = 64 * 1024 * 1024
"""The size of the largest log that is read or written."""
MAX_LINES = 200_000
"""The number of lines of the longest log that is read or written."""
MAX_WAIT_S = 5.0
"""A writer that holds the lock for longer has stopped or waits for its disk."""

_WAIT_S = 0.01
_NO_INCIDENT = "the incident of the record has no `id`; give it an id, so that notes find it"
_MAX_HEADER_BYTES = 64 * 1024
_NEVER = FileState(-1, -1, -1, -1, -1)
"""Of a file that was not read."""


class ReviewLogError(Exception):
    """A note cannot be written; the message says where, why and what to do."""


class Added(NamedTuple):
    """What a merge has added to a log."""

    lines: tuple[Line, ...] = ()
    later: tuple[str, ...] = ()
    """Lines of later versions of the program."""


class ReviewLog:
    """A log at a path, read step by step and appended to.

    Args:
        path: the file, which need not be there.
        incident: the id of the incident of the record.
        max_wait_s: how many seconds `append` waits for another program that appends.
    """

    def __init__(self, path: Path, incident: str, max_wait_s: float = MAX_WAIT_S) -> None:
        self.path = path
        self.incident = incident
        self._max_wait_s = max_wait_s
        self._seen: FileState | None = _NEVER
        self._forget()

    def _forget(self) -> None:
        """Begin anew with the first byte."""
        self._whole = self._shown = LogReading(str(self.path), self.incident)
        """The content of the whole lines, and with the line without an end after them."""
        self._offset = 0
        """Bytes read as whole lines."""
        self._last = b""
        """The last whole line with its end, by which a file that was written anew is known."""

    def has_changed(self) -> bool:
        """Whether the file has changed since the last `read`; asks the system once."""
        return self._seen != file_state(self.path, follow_links=False)

    def read(self) -> LogReading:
        """Read what was appended since the last call; a file that was replaced is read anew.

        A missing file has no notes. A file that cannot be read, or is no log of the incident, is
        refused: its problem says why, and its lines are not shown.
        """
        if not self.incident:
            self._seen = file_state(self.path, follow_links=False)
            self._refuse(_NO_INCIDENT)
            return self._shown
        try:
            descriptor = _opened(self.path, os.O_RDONLY)
        except FileNotFoundError:
            self._forget()
            self._seen = None
        except OSError as error:
            self._forget()
            self._seen = file_state(self.path, follow_links=False)
            self._refuse(_why(error))
        else:
            with _closing(descriptor):
                try:
                    self._read_from(descriptor)
                except OSError as error:
                    self._refuse(_why(error))
        return self._shown

    def append(self, *notes: Note) -> LogReading:
        """Append notes; returns the content of the log with the notes.

        Raises:
            NoteError: if a note breaks a rule.
            ReviewLogError: if the notes cannot be written; the log is as before.
        """
        for note in notes:
            check(note)
        self._append([line_of(note) for note in notes])
        return self._shown

    def merge(self, *others: LogReading) -> Added:
        """Append the lines of other logs that are not in this log.

        Raises:
            ReviewLogError: if the lines cannot be written; the log is as before.
        """
        lines = {line for one in others for same in one.notes.lines.values() for line in same}
        later = {text for one in others for text in one.later}
        return self._append(sorted(lines), sorted(later)) if lines or later else Added()

    def _refuse(self, words: str) -> None:
        """Show nothing of the file."""
        self._forget()
        self._shown = self._whole.refusing(words)

    def _read_from(self, descriptor: int) -> None:
        """Read an open file on from the last whole line."""
        status = os.fstat(descriptor)
        if not self._is_continued(descriptor, status):
            self._forget()
        self._seen = state_of(status)
        if fault := _too_large(status.st_size, 0):
            self._refuse(f"is {fault}")
            return
        data = _read_at(descriptor, self._offset, MAX_LOG_BYTES - self._offset)
        if fault := _too_large(0, self._whole.line_count + data.count(b"\n")):
            self._refuse(f"is {fault}")
            return
        end = data.rfind(b"\n") + 1
        if end:
            self._whole = self._whole.with_data(data[:end])
            self._offset += end
            self._last = data[data.rfind(b"\n", 0, end - 1) + 1 : end]
        self._shown = self._whole.with_data(data[end:])

    def _is_continued(self, descriptor: int, status: os.stat_result) -> bool:
        """Whether an open file is the file of the last reading, with at most something added."""
        now, seen = state_of(status), self._seen
        if seen is None or self._shown.refused or now[:2] != seen[:2] or now.size < seen.size:
            return False
        if now.size == seen.size and now != seen:
            return False  # nothing was added, so something else may stand there
        start = self._offset - len(self._last)
        return _read_at(descriptor, start, len(self._last)) == self._last

    def _append(self, lines: Sequence[Line], later: Sequence[str] = ()) -> Added:
        """Append the lines that are not in the log; returns them.

        Raises:
            ReviewLogError: if the lines cannot be written.
        """
        if not self.incident:
            raise ReviewLogError(f"{self.path}: {_NO_INCIDENT}; nothing was saved")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with _locked(self.path, self._max_wait_s) as (descriptor, is_new):
                try:
                    added = self._write(descriptor, lines, later)
                except (OSError, ReviewLogError):
                    if is_new and sys.platform != "win32":
                        self.path.unlink(missing_ok=True)
                    raise
                if is_new:
                    _flush_folder(self.path.parent)
                self._read_from(descriptor)
                return added
        except OSError as error:
            raise ReviewLogError(
                f"{self.path}: cannot be written: {reason(error)}; nothing was saved"
            ) from error

    def _write(self, descriptor: int, lines: Sequence[Line], later: Sequence[str]) -> Added:
        """Write lines to the open and locked log, after what others have written; returns them.

        Raises:
            OSError: if the file cannot be read or written.
            ReviewLogError: if the file is no log of the incident, or would be too large.
        """
        self._read_from(descriptor)
        if self._shown.refused:
            raise ReviewLogError(f"{self.path}: {self._shown.refused}")
        known = self._shown
        added = Added(
            tuple(
                line
                for line in dict.fromkeys(lines)
                if line not in known.notes.lines.get(line.note.id, ())
            ),
            tuple(text for text in dict.fromkeys(later) if text not in known.later),
        )
        size = os.fstat(descriptor).st_size
        texts = [] if known.has_header else [Header(self.incident).text]
        texts += [*(line.text for line in added.lines), *added.later]
        data = "".join(f"{text}\n" for text in texts).encode()
        if size > self._offset:
            data = b"\n" + data  # ends the line of a writer that was stopped
        if fault := _too_large(size + len(data), self._whole.line_count + data.count(b"\n")):
            raise ReviewLogError(f"{self.path}: would be {fault}; nothing was saved")
        _write(descriptor, data)
        return added


def _too_large(size: int, lines: int) -> str:
    """The words for a log above the limits; "" for other logs.

    Args:
        size: of the log, in bytes.
        lines: the number of lines.
    """
    if size > MAX_LOG_BYTES:
        return f"larger than {MAX_LOG_BYTES // 1024 // 1024} MB; begin a new log"
    return f"longer than {MAX_LINES:,} lines; begin a new log" if lines > MAX_LINES else ""


def incident_of(path: Path) -> str | None:
    """The id of the incident in the header of a log; None for anything that is no log."""
    try:
        descriptor = _opened(path, os.O_RDONLY)
        with _closing(descriptor):
            start = _read_at(descriptor, 0, _MAX_HEADER_BYTES)
        found = parse_line(start.partition(b"\n")[0].removesuffix(b"\r").decode("utf-8-sig"))
    except (OSError, ValueError):
        return None
    return found.incident if isinstance(found, Header) else None


def _opened(path: Path, flags: int) -> int:
    """Open a regular file.

    Raises:
        OSError: if the path is a link, a pipe, a device or the like, or cannot be opened.
    """
    try:
        if stat.S_ISLNK(os.lstat(path).st_mode):
            raise OSError(errno.EINVAL, "a link, which is not followed; put the file itself there")
    except FileNotFoundError:
        if not flags & os.O_CREAT:
            raise
    except ValueError as error:  # a path with a null character
        raise OSError(errno.EINVAL, "a path with a null character") from error
    return open_regular(path, flags)


@contextlib.contextmanager
def _closing(descriptor: int) -> Iterator[None]:
    try:
        yield
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def _locked(path: Path, max_wait_s: float) -> Iterator[tuple[int, bool]]:
    """Open a log, made if it is not there, for this program alone.

    Yields the open file, and whether the file is empty.

    Raises:
        OSError: if the file cannot be opened, or is locked for longer than `max_wait_s`.
    """
    end = time.monotonic() + max_wait_s
    while True:
        descriptor = _opened(path, os.O_RDWR | os.O_APPEND | os.O_CREAT)
        with _closing(descriptor):
            # Windows keeps other programs from locked bytes, so these are behind the largest log.
            os.lseek(descriptor, MAX_LOG_BYTES, os.SEEK_SET)
            try:
                is_ours = try_lock(descriptor)
            except OSError:
                is_ours = True  # a file system without locks
            if is_ours and is_at(descriptor, path):
                yield descriptor, os.fstat(descriptor).st_size == 0
                return
        if time.monotonic() > end:
            raise OSError(errno.EAGAIN, "another program is writing it; try again")
        if not is_ours:
            time.sleep(_WAIT_S)


def _read_at(descriptor: int, start: int, count: int) -> bytes:
    """Bytes of a file: at most `count`, fewer at the end of the file."""
    os.lseek(descriptor, start, os.SEEK_SET)
    parts = []
    while count > 0 and (part := os.read(descriptor, min(count, 1 << 20))):
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


def _write(descriptor: int, data: bytes) -> None:
    """Write bytes at the end of a file, on the disk at the return.

    Raises:
        OSError: if not all can be written; the file is as before.
    """
    size = os.fstat(descriptor).st_size
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    except OSError:
        with contextlib.suppress(OSError):
            os.ftruncate(descriptor, size)
        raise


def _flush_folder(folder: Path) -> None:
    """Write the name of a new file to the disk, where the system can."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        with _closing(descriptor):
            os.fsync(descriptor)


def _why(error: OSError) -> str:
    """The words for a file that cannot be read."""
    is_ours = error.errno == errno.EINVAL
    return f"is {reason(error)}" if is_ours else failure_words(error)
