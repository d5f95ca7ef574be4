"""Files beside a record: keeping paths inside the folder, opening and replacing files."""

import errno
import os
import re
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, NamedTuple

from incident_tui.record.file_locks import NOT_REGULAR, open_regular, try_lock
from incident_tui.record.rules import leaves_folder

_TEMPORARY = re.compile(r"\.([0-9a-f]{16}|calls-[0-9a-z_]{8})\.tmp")
"""The names of temporary files; `.calls-….tmp` are the names of earlier versions."""


def stays_inside(folder: Path, name: str) -> bool:
    """Whether a path of a record, links followed, stays inside the record's folder."""
    if leaves_folder(name):
        return False
    try:
        return (folder / name).resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):
        return False


def opened_file(path: Path, max_bytes: int, instead: str) -> tuple[BinaryIO | None, str]:
    """Open a regular file for reading.

    Args:
        max_bytes: the size above which the file is refused.
        instead: the advice to the user if the file is larger.

    Returns:
        The open file and "", or None and the words for the failure.
    """
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            return None, NOT_REGULAR
        if status.st_size > max_bytes:
            return None, f"larger than {max_bytes // 1024 // 1024} MB; {instead}"
        return path.open("rb"), ""
    except OSError as error:
        return None, failure_words(error)
    except ValueError as error:
        return None, f"cannot be read: {error}"


class FileState(NamedTuple):
    """The state of a file, by which a change of the file is seen."""

    device: int
    inode: int
    size: int
    """In bytes."""
    content_ns: int
    """When the content was changed."""
    status_ns: int
    """When the content or the permissions were changed."""


def file_state(path: Path, follow_links: bool = True) -> FileState | None:
    """The state of a file, or of a link that is not followed; None where there is nothing."""
    try:
        return state_of(os.stat(path, follow_symlinks=follow_links))
    except (OSError, ValueError):
        return None


def state_of(status: os.stat_result) -> FileState:
    """The state of a file, by what the system says of the file."""
    return FileState(
        status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
    )


def failure_words(error: OSError) -> str:
    """The words for an unreadable file, with the reason."""
    return f"cannot be read: {reason(error)}"


def reason(error: OSError) -> str:
    """Why a file cannot be read or written, in the words of the system."""
    return (error.strerror or str(error) or "error").lower()


@contextmanager
def replacing(path: Path, overwrite: bool) -> Iterator[BinaryIO]:
    """Write a file whole or not at all.

    The content goes to a temporary file in the folder of `path`, which replaces `path` at the end.
    After a failure the folder is as before.

    Args:
        overwrite: whether to replace a file existing at `path` at the end.

    Raises:
        OSError: if the file cannot be written, or exists and must not be replaced.
    """
    path = Path(os.path.realpath(path))  # so that a symbolic link keeps pointing to the file
    with temporary_file(path.parent) as file:
        yield file
        if path.exists():
            if not overwrite:
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
            shutil.copymode(path, file.name)
        rename_whole(file, path)


@contextmanager
def temporary_file(folder: Path) -> Iterator[BinaryIO]:
    """A new file in a folder, for reading and writing; removed at the end unless renamed.

    The file is locked as long as it is open, so that `remove_litter` leaves the file alone.

    Raises:
        OSError: if the file cannot be written.
    """
    file = _new_temporary(folder)
    try:
        yield file
        file.close()
    finally:
        with suppress(OSError):  # closing writes the buffer, which a full disk refuses once more
            file.close()
        Path(file.name).unlink(missing_ok=True)


def rename_whole(file: BinaryIO, path: Path) -> None:
    """Give a temporary file, with all of its content on the disk, the final name.

    Raises:
        OSError: if the content cannot be written.
    """
    flush_to_disk(file)
    if sys.platform == "win32":
        file.close()  # elsewhere open up to the end, and so locked
    os.replace(file.name, path)


def flush_to_disk(file: BinaryIO) -> None:
    """Write the content of an open file to the disk.

    Raises:
        OSError: if the content cannot be written.
    """
    file.flush()
    os.fsync(file.fileno())


def remove_litter(folder: Path) -> None:
    """Remove the temporary files of killed programs; those of running programs are locked."""
    with suppress(OSError), os.scandir(folder) as entries:
        names = [entry.name for entry in entries if _TEMPORARY.fullmatch(entry.name)]
        for name in names:
            with suppress(OSError):  # in use on Windows, no locks here, or gone meanwhile
                _remove_unless_locked(folder / name)


def temporary_path(folder: Path) -> Path:
    """A path in a folder for a temporary file, which `remove_litter` knows by its name."""
    return folder / f".{os.urandom(8).hex()}.tmp"


def _remove_unless_locked(path: Path) -> None:
    if sys.platform == "win32":
        path.unlink()
        return
    descriptor = open_regular(path, os.O_RDONLY)
    try:
        if try_lock(descriptor):
            path.unlink()
    finally:
        os.close(descriptor)


def _new_temporary(folder: Path) -> BinaryIO:
    while True:
        path = temporary_path(folder)
        file = path.open("x+b")
        try:
            locked = try_lock(file.fileno())
        except OSError:
            return file  # a file system without locks, on which nothing is removed as litter
        # Another program may have taken the file for litter before it was locked.
        if locked and path.exists():
            return file
        file.close()
