"""Files of other programs: found in a fixed order and read within bounds."""

import os
import re
from collections.abc import Callable, Container, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from incident_tui.exchange.imports.foreign.values import clean
from incident_tui.exchange.imports.landing.protocol import Found, Origin, Passed, Rejected
from incident_tui.record.files import failure_words, opened_file

T = TypeVar("T")

MAX_WHOLE_FILE_BYTES = 256 * 1024 * 1024
"""Size of a file whose content is read into memory at once."""

_SUBTITLES = "a file of subtitles (SubStation Alpha); save it as SubRip: `ffmpeg -i FILE out.srt`"
_OTHER_KINDS = (  # the first bytes of files that are not read here, and what to do
    (b"[Script Info]", _SUBTITLES),
    (b"\xef\xbb\xbf[Script Info]", _SUBTITLES),
    (
        b"PK\x03\x04",
        "a zip, such as a spreadsheet (xlsx, ods); unpack it, or import it with --from spreadsheet",
    ),
    (b"PK\x05\x06", "a zip without a file"),
    (b"\x1f\x8b", "compressed (gzip); unpack it first"),
    (b"BZh", "compressed (bzip2); unpack it first"),
    (b"\xfd7zXZ\0", "compressed (xz); unpack it first"),
    (b"\x28\xb5\x2f\xfd", "compressed (zstd); unpack it with `zstd -d FILE`"),
    (b"\x04\x22\x4d\x18", "compressed (lz4); unpack it with `lz4 -d FILE`"),
    (b"\x1f\x9d", "compressed (compress); unpack it with `gzip -d FILE`"),
    (b"Rar!\x1a\x07", "an archive (rar); unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "an archive (7z); unpack it first"),
    (
        b"\xd0\xcf\x11\xe0",
        "a document of Office (xls), and no text; import a spreadsheet with --from spreadsheet",
    ),
    (b"%PDF-", "a PDF, and no text; save the table as CSV"),
    (b"SQLite format 3\0", "a database (SQLite), and no text; read it with --from sql"),
)
"""The first bytes of files that are no text, and what to do."""
_START_BYTES = 16
_DIGITS = re.compile(r"([0-9]+)")


class ForeignFile(NamedTuple):
    """A file to read."""

    path: Path
    name: str
    """The path relative to the folder named by the user; the file name for a file so named."""
    asked_for: bool
    """Whether the user named the file, and not a folder around the file."""

    def is_wanted(self, endings: Container[str]) -> bool:
        """Whether to read the file: the user named the file, or the ending is one of `endings`."""
        return self.asked_for or self.path.suffix.lower() in endings


def files(paths: Sequence[Path]) -> Iterator[ForeignFile | Rejected | Passed]:
    """Yield the named files, and the files beneath the named folders, in natural order (2 < 10).

    Hidden files are skipped; links to folders are not followed. Memory holds the names of the open
    folders alone.
    """
    for path in paths:
        if path.is_dir():
            yield from _beneath(path)
        else:
            yield ForeignFile(path, clean(path.name), True)


def each_file(
    paths: Sequence[Path],
    endings: Container[str],
    otherwise: str,
    read: Callable[[ForeignFile], Iterator[T]],
) -> Iterator[T | Rejected | Passed]:
    """Read each named file, and each file in a folder with one of the endings.

    Args:
        endings: file endings in lower case, such as `.json`.
        otherwise: the reason to pass over a file with another ending.
        read: the reader of one file.
    """
    for file in files(paths):
        if not isinstance(file, ForeignFile):
            yield file
        elif file.is_wanted(endings):
            yield from read(file)
        else:
            yield Passed(Origin(clean(str(file.path))), otherwise)


def read_bounded(
    path: Path, max_bytes: int, read: Callable[[], Iterator[Found]]
) -> Iterator[Found]:
    """Read a file part by part; a file that is too large or cannot be read is rejected.

    Args:
        path: the file.
        max_bytes: the largest size.
        read: opens the file and yields the objects.
    """
    file, failure = opened_file(path, max_bytes, "import it in parts")
    if file is None:
        yield Rejected(Origin(clean(str(path))), failure, "")
        return
    file.close()
    try:
        yield from read()
    except OSError as error:
        yield Rejected(Origin(clean(str(path))), failure_words(error), "")


def bytes_of(path: Path, most: int = MAX_WHOLE_FILE_BYTES) -> bytes | Rejected:
    """Return the content of a file; a rejection if the file is no text, or larger than `most`."""
    file, failure = opened_file(path, most, "take a part of it")
    if file is None:
        return Rejected(Origin(str(path)), failure, "")
    try:
        with file:
            data = file.read()
    except OSError as error:
        return Rejected(Origin(str(path)), failure_words(error), "")
    words = start_words(data[:_START_BYTES])
    return Rejected(Origin(str(path)), words, "") if words else data


def packed_words(path: Path) -> str:
    """Return why a regular file is no text, and what to do; "" for another file.

    Raises:
        OSError: if the file cannot be read.
    """
    with path.open("rb") as file:
        return start_words(file.read(_START_BYTES))


def start_words(start: bytes) -> str:
    """Return why a file with these first bytes is no text, and what to do; "" for another file."""
    return next(
        (f"this is {words}" for magic, words in _OTHER_KINDS if start.startswith(magic)), ""
    )


def _beneath(root: Path) -> Iterator[ForeignFile | Rejected | Passed]:
    """Yield the files beneath a folder, depth first."""
    # A stack instead of recursion: folders may be nested deeper than Python calls.
    open_folders = [_listed(os.fspath(root))]
    before = len(os.path.join(root, ""))
    while open_folders:
        found = next(open_folders[-1], None)
        if found is None:
            open_folders.pop()
        elif isinstance(found, Rejected):
            yield found
        elif found.is_dir(follow_symlinks=False):
            open_folders.append(_listed(found.path))
        elif found.is_symlink() and os.path.isdir(found.path):  # `found.is_dir` raises on a circle
            yield Passed(Origin(found.path), "a link to a folder, which is not followed")
        else:
            name = clean(found.path[before:].replace(os.sep, "/"))
            yield ForeignFile(Path(found.path), name, False)


def _listed(folder: str) -> Iterator["os.DirEntry[str] | Rejected"]:
    """Yield the entries of a folder in natural order, or a rejection."""
    try:
        with os.scandir(folder) as entries:
            found = [entry for entry in entries if not entry.name.startswith(".")]
    except OSError as error:
        yield Rejected(Origin(folder), failure_words(error), "")
        return
    yield from sorted(found, key=_natural_key)


def _natural_key(entry: "os.DirEntry[str]") -> tuple[list[str | int], str]:
    """Return a sort key with numbers as numbers."""
    parts = _DIGITS.split(entry.name)
    return [int(part) if number % 2 else part for number, part in enumerate(parts)], entry.name
