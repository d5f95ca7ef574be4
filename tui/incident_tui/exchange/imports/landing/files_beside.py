"""Files beside a record, brought by the entries, as recordings out of an archive.

The files wait in a hidden folder until the record names them: a failed import leaves no file, and
the next import removes the files of a killed import.
"""

import contextlib
import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

from incident_tui.exchange.imports.landing.protocol import FileBeside
from incident_tui.record.files import flush_to_disk, opened_file, stays_inside

WAITING_NAME = ".import.files"
"""The folder of waiting files, in the folder of the record.

The folder of the record is locked, so that each waiting file is of this import.
"""


class InTheWayError(Exception):
    """A file cannot come to the place of the file; the message says why, and how to mend it."""


class FilesBeside:
    """Takes files; a context manager, which removes the waiting files at the end."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._waiting = folder / WAITING_NAME
        self._names: dict[str, str] = {}
        """From the path of a file to the name among the waiting files; "" for a file in place."""
        self._uses: Counter[str] = Counter()
        """From the path of a file to the number of the entries."""
        self._number = 0

    def __enter__(self) -> "FilesBeside":
        self._remove_waiting()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._remove_waiting()

    def take(self, files: Iterable[FileBeside]) -> None:
        """Write the files of an entry, to wait for the record; an equal file in place stays.

        Raises:
            InTheWayError: if something else is in the place of a file, or a path leaves the folder.
            OSError: if a file cannot be written.
        """
        for file in files:
            if file.path not in self._names:
                self._names[file.path] = self._name_of(file)
            self._uses[file.path] += 1

    def leave_out(self, paths: Iterable[str]) -> None:
        """Remove the files of a rejected entry, unless an accepted entry names them."""
        for path in paths:
            self._uses[path] -= 1
            if not self._uses[path] and (name := self._names.pop(path)):
                (self._waiting / name).unlink(missing_ok=True)

    @contextlib.contextmanager
    def in_place(self) -> Iterator[None]:
        """Move the files to their places; back again, if the block raises.

        Raises:
            OSError: if a file cannot be moved.
        """
        moved: list[Path] = []
        made: list[Path] = []
        try:
            for path, name in self._names.items():
                place = self._folder / path
                if name and not os.path.lexists(place):
                    made += _made_folders(place.parent)
                    os.replace(self._waiting / name, place)
                    moved.append(place)
            yield
        except BaseException:
            for place in moved:
                place.unlink(missing_ok=True)
            for folder in reversed(made):
                with contextlib.suppress(OSError):  # another program has put a file there
                    folder.rmdir()
            raise

    def _name_of(self, file: FileBeside) -> str:
        """Write a file among the waiting files, unless an equal file is in place."""
        place = self._folder / file.path
        if not stays_inside(self._folder, file.path):
            message = "is not inside the record's folder, perhaps by a link; take the link away"
            raise InTheWayError(f"`{file.path}` {message}")
        if os.path.lexists(place):
            if not _has_content(place, file.content):
                raise InTheWayError(f"`{file.path}` is there with another content; take it away")
            return ""
        if not self._number:
            self._waiting.mkdir()
        self._number += 1
        name = str(self._number)
        with (self._waiting / name).open("xb") as waiting:
            waiting.write(file.content)
            flush_to_disk(waiting)
        return name

    def _remove_waiting(self) -> None:
        if os.path.lexists(self._waiting):
            shutil.rmtree(self._waiting, ignore_errors=True)  # refuses to follow a link


def _has_content(path: Path, content: bytes) -> bool:
    """Whether a regular file has the content."""
    file, _ = opened_file(path, len(content), "")
    if file is None:
        return False
    with file:
        return file.read(len(content) + 1) == content


def _made_folders(folder: Path) -> list[Path]:
    """Make a folder and the folders around; returns the new folders, the outermost first."""
    missing = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for new in reversed(missing):
        new.mkdir(exist_ok=True)
    return missing[::-1]
