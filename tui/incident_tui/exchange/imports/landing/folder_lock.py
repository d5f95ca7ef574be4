"""A record's folder is for one import at a time: a second import waits for the first to end."""

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from incident_tui.record.file_locks import try_lock

LOCK_NAME = ".import.lock"
"""The locked file in the folder; removed at the end of an import.

The file of a killed import stays, without a lock, and the next import takes it.
"""

_WAIT_S = 0.05
_FLAGS = os.O_RDWR | os.O_CREAT
if sys.platform != "win32":
    # Without following a link, and without waiting at a pipe.
    _FLAGS |= os.O_NOFOLLOW | os.O_NONBLOCK


@contextmanager
def locked(folder: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Keep a folder for this import; a new folder is removed at the end if it is empty.

    Args:
        folder: the folder, made if it is not there.
        waiting: called once if another import has the folder.

    Raises:
        OSError: if the folder cannot be made or written.
    """
    made = not folder.exists()
    descriptor, shared = _taken(folder, waiting)
    try:
        yield
    finally:
        _release(descriptor, folder / LOCK_NAME)
        if made or shared:  # then another import may have made the folder, and left it to this one
            with contextlib.suppress(OSError):  # the folder has files now
                folder.rmdir()


def _taken(folder: Path, waiting: Callable[[], None]) -> tuple[int, bool]:
    """Wait for the lock of a folder; returns the open file, and whether another import had it."""
    told = shared = False
    while True:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            descriptor = _opened(folder / LOCK_NAME)
        except (FileNotFoundError, FileExistsError):
            if os.path.lexists(folder) and not folder.is_dir():
                raise
            shared = True
            continue  # another import has removed its empty folder meanwhile
        try:
            free = try_lock(descriptor)
        except OSError:
            return descriptor, shared  # a file system without locks
        # The lock of a removed file is the lock of nothing.
        if free and _is_at(descriptor, folder / LOCK_NAME):
            return descriptor, shared
        os.close(descriptor)
        shared = True
        if not free:
            if not told:
                waiting()
            told = True
            time.sleep(_WAIT_S)


def _opened(path: Path) -> int:
    """Open a regular file for the lock.

    Raises:
        OSError: if the path is a link, a device or the like, or cannot be opened.
    """
    descriptor = os.open(path, _FLAGS, 0o666)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "is no regular file; take it away", str(path))
    return descriptor


def _is_at(descriptor: int, path: Path) -> bool:
    """Whether a path still leads to an open file."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.stat(path))
    except OSError:
        return False


def _release(descriptor: int, path: Path) -> None:
    """Remove a lock's file, and let the lock go."""
    if sys.platform == "win32":
        os.close(descriptor)  # an open file cannot be removed, nor one that another import opened
        with contextlib.suppress(OSError):
            path.unlink()
    else:
        with contextlib.suppress(OSError):
            path.unlink()
        os.close(descriptor)
