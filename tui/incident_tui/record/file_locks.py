"""Files that several programs write: opened safely, locked, and still at their path.

The system holds a lock for a process: a process that is killed holds none. A lock binds only
programs that ask for it; an editor that writes the file does not.
"""

import errno
import os
import stat
import sys
from pathlib import Path

NOT_REGULAR = "not a file that can be read from start to end"
"""The words for a pipe, a device or a folder in place of a file."""

if sys.platform == "win32":
    _SAFE = os.O_BINARY
else:
    # Without following a link, and without waiting at a pipe.
    _SAFE = os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY


def open_regular(path: Path, flags: int, fault: str = NOT_REGULAR) -> int:
    """Open a regular file; returns its descriptor.

    Args:
        flags: as `os.open` takes them; a link is not followed in any case.
        fault: the words for anything else than a regular file.

    Raises:
        OSError: if the path is a link, a pipe, a device or the like, or cannot be opened.
    """
    descriptor = os.open(path, flags | _SAFE, 0o666)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, fault, str(path))
    return descriptor


def is_at(descriptor: int, path: Path) -> bool:
    """Whether a path still leads to an open file: the lock of a removed file is that of nothing."""
    try:
        return os.path.samestat(os.fstat(descriptor), os.lstat(path))
    except OSError:
        return False


def try_lock(descriptor: int) -> bool:
    """Lock an open file for its holder alone, until the file is closed; False if it is locked.

    Raises:
        OSError: if the file system has no locks.
    """
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
    else:
        import fcntl

        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True
