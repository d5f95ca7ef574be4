"""The file of rejections beside a record: a line of JSON for each object that was not kept."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO

from incident_tui.record.files import flush_to_disk, opened_file, replacing

REJECTED_NAME = "rejected.jsonl"
"""The file of rejections, in the folder of the record."""
MAX_REJECTED_BYTES = 1024 * 1024 * 1024
"""The maximum size of the file before an import adds to it."""


class CannotPutAsideError(Exception):
    """The file of rejections cannot be added to; the message says why, and what to do."""


@contextmanager
def with_rejections(path: Path, rejected: IO[bytes]) -> Iterator[None]:
    """Add lines to the file of rejections, except the lines in the file.

    The lines are on the disk before the block begins; the file has the lines after the block, and
    is unchanged if the block raises.

    Raises:
        CannotPutAsideError: if the file is a link or no regular file, or too large.
        OSError: if the file cannot be written.
    """
    there = os.path.lexists(path)
    new = _new_lines(rejected, path, there)
    first = next(new, None)
    if first is None:
        yield
        return
    with replacing(path, overwrite=True) as file:
        if there:
            _copy(path, file)
        file.write(first)
        file.writelines(new)
        flush_to_disk(file)
        yield


def _new_lines(rejected: IO[bytes], path: Path, there: bool) -> Iterator[bytes]:
    """Yield the lines that the file at a path, if there, has not; each once."""
    seen = set()
    if there:
        with _opened(path) as old:
            seen = {hash(line.rstrip(b"\n")) for line in old}
    rejected.seek(0)
    for line in rejected:
        key = hash(line.rstrip(b"\n"))
        if key not in seen:
            seen.add(key)
            yield line


def _copy(path: Path, file: BinaryIO) -> None:
    """Copy the old lines, the last one with a line end."""
    with _opened(path) as old:
        shutil.copyfileobj(old, file)
        if file.tell():
            old.seek(-1, os.SEEK_END)
            file.write(b"" if old.read() == b"\n" else b"\n")


def _opened(path: Path) -> BinaryIO:
    if path.is_symlink():
        raise CannotPutAsideError(f"{path}: is a link, which is not written to; take it away")
    file, failure = opened_file(path, MAX_REJECTED_BYTES, "move it elsewhere")
    if file is None:
        raise CannotPutAsideError(f"{path}: {failure}")
    return file
