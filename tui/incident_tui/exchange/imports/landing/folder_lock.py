"""A record's folder is for one writer at a time: a second writer waits for the first to end.

A writer is an import, or a merge of corrected words into the files of calls.
"""

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from incident_tui.record.file_locks import is_at, open_regular, try_lock

LOCK_NAME = ".import.lock"
"""The locked file in the folder; removed when a writer ends.

The file of a killed writer stays, without a lock, and the next writer takes it.
"""

_WAIT_S = 0.05
_NOT_EMPTY = (errno.ENOTEMPTY, errno.EEXIST)
"""What POSIX has for the removal of a folder with files."""
_FAULT = "is no regular file; take it away"


@contextmanager
def locked(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Keep a folder for this writer; a new folder is removed at the end if it is empty.

    Args:
        folder: the folder, made if it is not there.
        waiting: called once if another writer has the folder.

    Raises:
        OSError: if the folder cannot be made or written.
    """
    descriptor, is_new = _taken(folder, waiting)
    try:
        yield
    finally:
        _release(descriptor, folder / LOCK_NAME)
        if is_new:
            _remove_empty(folder)


def _taken(folder: Path, waiting: Callable[[], None]) -> tuple[int, bool]:
    """Wait for the lock of a folder; returns the open file, and whether a writer made the folder.

    A writer that had the folder may have made it, and left it to this one.
    """
    told = is_new = False
    while True:
        try:
            is_new |= _is_made(folder)
            descriptor = open_regular(folder / LOCK_NAME, os.O_RDWR | os.O_CREAT, _FAULT)
        except FileNotFoundError:
            is_new = True
            continue  # another writer has removed its empty folder meanwhile
        try:
            free = try_lock(descriptor)
        except OSError:
            return descriptor, is_new  # a file system without locks
        if free and is_at(descriptor, folder / LOCK_NAME):
            return descriptor, is_new
        os.close(descriptor)
        is_new = True
        if not free:
            if not told:
                waiting()
            told = True
            time.sleep(_WAIT_S)


def _is_made(folder: Path) -> bool:
    """Make a folder; returns False if the folder is there already.

    Raises:
        OSError: if something else is there, or the folder cannot be made.
    """
    try:
        folder.mkdir(parents=True)
    except FileExistsError as error:
        # Asked once, of the path that is there: an empty folder may be removed at any time.
        found = Path(error.filename)
        with contextlib.suppress(FileNotFoundError):
            if not stat.S_ISDIR(found.lstat().st_mode) and not found.is_dir():
                raise
        return False
    except OSError:  # some systems complain first that a folder which is there cannot be written
        if not folder.is_dir():
            raise
        return False
    return True


def _remove_empty(folder: Path) -> None:
    """Remove a folder that has no files.

    Another writer may have taken the folder between the end of this writer and the removal. It has
    found the folder there and leaves it, so this writer removes the folder after the other's end.
    """
    while True:
        try:
            folder.rmdir()
        except OSError as error:
            if error.errno not in _NOT_EMPTY or not _has_a_lock_at_most(folder):
                return
            descriptor, _ = _taken(folder, lambda: None)
            _release(descriptor, folder / LOCK_NAME)
        else:
            return


def _has_a_lock_at_most(folder: Path) -> bool:
    """Whether a folder has no file but that of a lock."""
    try:
        return {*os.listdir(folder)} <= {LOCK_NAME}
    except OSError:  # the other writer has removed the folder
        return False


def _release(descriptor: int, path: Path) -> None:
    """Remove a lock's file, and let the lock go."""
    if sys.platform == "win32":
        os.close(descriptor)  # an open file cannot be removed, nor one that another writer opened
        with contextlib.suppress(OSError):
            path.unlink()
    else:
        with contextlib.suppress(OSError):
            path.unlink()
        os.close(descriptor)
