"""Files beside a record: keeping paths inside the folder, opening and replacing files."""

import errno
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from incident_tui.record.rules import leaves_folder


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
            return None, "not a file that can be read from start to end; use - for standard input"
        if status.st_size > max_bytes:
            return None, f"larger than {max_bytes // 1024 // 1024} MB; {instead}"
        return path.open("rb"), ""
    except OSError as error:
        return None, failure_words(error)
    except ValueError as error:
        return None, f"cannot be read: {error}"


def failure_words(error: OSError) -> str:
    """The words for a file that cannot be read, with the reason."""
    return f"cannot be read: {(error.strerror or 'error').lower()}"


@contextmanager
def replacing(path: Path, overwrite: bool) -> Iterator[BinaryIO]:
    """Write a file whole or not at all.

    The content goes to a temporary file in the folder of `path`, which replaces `path` at the end.
    After a failure the folder is as before.

    Args:
        overwrite: whether to replace a file that exists at `path` by then.

    Raises:
        OSError: if the file cannot be written, or exists and must not be replaced.
    """
    import secrets  # brings `hashlib`, 3 ms that a start need not wait for

    path = Path(os.path.realpath(path))  # so that a symbolic link keeps pointing to the file
    temporary = path.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            if not overwrite:
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
            shutil.copymode(path, temporary)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
