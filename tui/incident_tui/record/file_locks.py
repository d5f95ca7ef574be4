"""Locks on open files, which the system holds for a process: a process that is killed holds none.

A lock binds only programs that ask for it; an editor that writes the file does not.
"""

import sys


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
