"""Files beside a record: whether a path stays inside, opening what it names, replacing it."""

import errno
import os
import secrets
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


def opened_file(path: Path, most: int, instead: str) -> tuple[BinaryIO | None, str]:
    """A file to read, and what is wrong if there is none.

    Args:
        most: how many bytes it may have.
        instead: what to do about one that has more.
    """
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            return None, "not a file that can be read from start to end; use - for standard input"
        if status.st_size > most:
            return None, f"larger than {most // 1024 // 1024} MB; {instead}"
        return path.open("rb"), ""
    except OSError as error:
        return None, failure_words(error)
    except ValueError as error:
        return None, f"cannot be read: {error}"


def failure_words(error: OSError) -> str:
    """Why a file cannot be read."""
    return f"cannot be read: {(error.strerror or 'error').lower()}"


@contextmanager
def replacing(path: Path, overwrite: bool) -> Iterator[BinaryIO]:
    """A file to write, which takes this path once all is written; if that fails, nothing changes.

    Args:
        overwrite: whether it may take the place of a file that is there by then.

    Raises:
        OSError: if it cannot be written, or must not take that place.
    """
    path = Path(os.path.realpath(path))  # a link stays one
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
