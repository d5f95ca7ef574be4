"""The JSON files in a folder of trunk-recorder: each is found once, soon after it appears."""

import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

ENDING = ".json"
_LOOKS_AFTER_CHANGE = 3
"""A folder is listed this often after a change: a file system may give two changes that follow each
other closely the same time."""
_SECOND = re.compile(r"-(\d{9,11})[_.]")
"""The second at which a call began, since 1970, in the name of its file."""


class _Folder:
    """A folder, and the names of its files that were found."""

    def __init__(self) -> None:
        self.changed_ns = -1
        """When the folder was changed, at the last look."""
        self.looks_left = 0
        self.names: set[str] = set()


class CallFiles:
    """The JSON files beneath a folder, as they appear.

    A look asks the system for the time of change of each folder, and lists the folders that have
    changed: a folder has a year of days in a millisecond or two. Hidden files are left out; links
    to folders are not followed.
    """

    def __init__(self, root: Path) -> None:
        self._root = os.fspath(root)
        self._folders = {self._root: _Folder()}

    def look(self) -> list[Path]:
        """The files that have appeared since the last look, the newest calls first.

        Raises:
            OSError: if the folder cannot be listed; folders inside it that cannot are passed over.
        """
        found: list[str] = []
        waiting = [*reversed(self._folders)]  # the root last, and so looked at first
        while waiting:
            path = waiting.pop()
            folder = self._folders[path]
            try:
                if self._is_due(path, folder):
                    waiting += self._listed(path, folder, found)
            except OSError:
                folder.changed_ns = -1  # listed once it is back
                if path == self._root:
                    raise
                if not os.path.lexists(path):
                    del self._folders[path]
        return [Path(path) for path in sorted(found, key=_newest_first)]

    def _is_due(self, path: str, folder: _Folder) -> bool:
        """Whether a folder is to be listed.

        Raises:
            OSError: if the system does not tell of the folder.
        """
        changed_ns = os.stat(path).st_mtime_ns
        if changed_ns != folder.changed_ns:
            folder.looks_left = _LOOKS_AFTER_CHANGE
            folder.changed_ns = changed_ns
        folder.looks_left -= 1
        return folder.looks_left >= 0

    def _listed(self, path: str, folder: _Folder, found: list[str]) -> list[str]:
        """Add the new files of a folder to those found; returns the new folders inside.

        Raises:
            OSError: if the folder cannot be listed.
        """
        new = []
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.name.lower().endswith(ENDING):
                    if entry.name not in folder.names and not _is_folder(entry):
                        folder.names.add(entry.name)
                        found.append(entry.path)
                elif _is_folder(entry) and entry.path not in self._folders:
                    self._folders[entry.path] = _Folder()
                    new.append(entry.path)
        return new


def has_no_files(root: Path) -> bool:
    """Whether a folder has no file, nor have the folders inside; false if one cannot be listed."""
    waiting = [os.fspath(root)]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if not _is_folder(entry):
                        return False
                    waiting.append(entry.path)
        except OSError:
            return False
    return True


def json_files(root: Path) -> Iterator[Path]:
    """The JSON files beneath a folder in no order, as the system lists them, lazily."""
    waiting = [os.fspath(root)]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if entry.name.startswith("."):
                        continue
                    if _is_folder(entry):
                        waiting.append(entry.path)
                    elif entry.name.lower().endswith(ENDING):
                        yield Path(entry.path)
        except OSError:
            continue


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False


def _newest_first(path: str) -> tuple[float, str]:
    """A sort key: the second in the name of a call, or else that of the last change of the file."""
    if named := _SECOND.search(os.path.basename(path)):
        return -float(named[1]), path
    try:
        status = os.stat(path)
    except OSError:
        return 0.0, path
    return -(status.st_mtime if stat.S_ISREG(status.st_mode) else 0.0), path
