"""The calls of a recorder as they come: from its folder into a record that is not saved."""

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from incident_tui.exchange.imports.foreign.files import ForeignFile
from incident_tui.exchange.imports.foreign.json import JsonValue, read_json
from incident_tui.exchange.imports.foreign.values import clean
from incident_tui.exchange.imports.landing.protocol import Found, Rejected, Wishes
from incident_tui.exchange.imports.trunk_recorder import is_call, read_files
from incident_tui.exchange.recorder.call_files import CallFiles, has_no_files, json_files
from incident_tui.exchange.recorder.unsaved_record import UnsavedRecord
from incident_tui.record.files import FileState, file_state

BATCH_FILES = 250
"""Files read at a time, in a quarter of a second; entries are shown after each batch."""
_MAX_FILES_ASKED = 100
"""JSON files that are looked into, to see whether a folder is that of a recorder."""


class News(NamedTuple):
    """The result of a look into the folder."""

    entries: int = 0
    """New entries in the record."""
    waiting: int = 0
    """Files found and not read yet."""
    fault: str = ""
    """Why the folder cannot be read, or the record not written; "" for no fault."""


class RecorderFeed:
    """Takes the calls in a folder into a record, and further calls as they come.

    A context manager over the temporary folder of the record. Nothing is written into the folder
    of the recorder.
    """

    def __init__(self, recorded: Path) -> None:
        """Begin with no call.

        Args:
            recorded: the folder in which trunk-recorder writes.

        Raises:
            OSError: if there is no room for a temporary folder.
        """
        self.recorded = recorded
        self._folder = tempfile.TemporaryDirectory(
            prefix="incident-tui-", ignore_cleanup_errors=True
        )
        self._record = UnsavedRecord(Path(self._folder.name), recorded)
        self._files = CallFiles(recorded)
        self._waiting: list[Path] = []
        """The files that are not read yet, the newest call last."""
        self._torn: dict[Path, FileState | None] = {}
        """Files that are not whole yet, and their states when they were read."""
        self._is_begun = False

    def __enter__(self) -> "RecorderFeed":
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    @property
    def path(self) -> Path:
        """The file of the record; there after the first look."""
        return self._record.path

    def look(self, goes_on: Callable[[], bool] = lambda: True) -> News:
        """Read what is new in the folder, at most a batch of files, the newest calls first.

        A file that is not whole yet is read again once it has changed. What cannot be read at all
        is no call.

        Args:
            goes_on: asked before each file; once it says no, the rest is left.
        """
        fault = ""
        try:
            # Before the newest: those found before are older.
            self._waiting += reversed(self._files.look())
        except OSError as error:
            fault = _words(error, self.recorded)
        batch, self._waiting = self._waiting[-BATCH_FILES:], self._waiting[:-BATCH_FILES]
        torn = [path for path, state in self._torn.items() if file_state(path) != state]
        if not (batch or torn) and self._is_begun:
            return News(0, 0, fault)
        try:
            outcome = self._record.add(self._found([*torn, *batch], goes_on))
        except OSError as error:
            self._waiting += batch
            self._torn |= dict.fromkeys(torn)
            return News(0, len(self._waiting), fault or _words(error, self._record.path))
        self._is_begun = True
        return News(outcome.kept["timeline"], len(self._waiting), fault)

    def _found(self, paths: list[Path], goes_on: Callable[[], bool]) -> Iterator[Found]:
        """The items in files; those of files that are not whole come later."""
        for path in paths:
            if not goes_on():
                return
            state = file_state(path)
            if isinstance(read_json(path), JsonValue):
                self._torn.pop(path, None)
                name = clean(path.relative_to(self.recorded).as_posix())
                yield from read_files([ForeignFile(path, name, False)], Wishes())
            elif state is not None:
                self._torn[path] = state
            else:
                self._torn.pop(path, None)  # gone meanwhile


def is_recorded(folder: Path) -> bool:
    """Whether a folder has calls of trunk-recorder, or has no file at all yet."""
    is_empty = True
    for number, path in enumerate(json_files(folder), 1):
        is_empty = False
        found = read_json(path)
        if not isinstance(found, Rejected) and is_call(found.value):
            return True
        if number == _MAX_FILES_ASKED:
            return False
    return is_empty and has_no_files(folder)


def _words(error: OSError, path: Path) -> str:
    """A failure in words, with the path."""
    return f"{error.filename or path}: {(error.strerror or 'cannot be read').lower()}"
