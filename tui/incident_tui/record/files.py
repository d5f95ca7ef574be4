"""Files beside a record: whether a path stays in its folder, and opening what it names."""

import os
import stat
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
