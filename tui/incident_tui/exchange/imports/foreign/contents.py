"""The contents of files: of a plain file, of a compressed file, and of the files in a zip.

Names in a zip are words for the user, and never a path; a packed file in a packed file is refused.
The directory of a zip is read into memory, and has a bound.
"""

import io
import os
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Container, Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from incident_tui.exchange.imports.foreign.beginning import BEGINNING_BYTES, Beginning
from incident_tui.exchange.imports.foreign.files import ForeignFile, start_words
from incident_tui.exchange.imports.foreign.unpacking import (
    DAMAGED,
    FREE_BYTES,
    MAX_RATIO,
    TOO_MUCH,
    Unpacked,
    UnpackingError,
    inflated_beginning,
    is_compressed,
    unpacked_beginning,
)
from incident_tui.exchange.imports.foreign.values import clean
from incident_tui.exchange.imports.landing.protocol import Origin, Passed, Rejected
from incident_tui.record.files import failure_words, opened_file

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAX_FILE_BYTES = 16 * 1024 * 1024 * 1024
"""Size of a file, packed or not."""
MAX_MEMBERS = 10_000
"""The number of files in a zip."""

_ZIP = b"PK\x03\x04"
_START_BYTES = 512
_TAR = slice(257, 262)
"""The place of the word `ustar` in a tape archive."""
_HEADER = re.compile(
    rb"PK\x03\x04.{4}(?P<method>..).{8}(?P<size>.{4}).{4}(?P<length>..)(?P<extra>..)", re.DOTALL
)
"""The header of a file in a zip, before the name."""
_END = b"PK\x05\x06"
_END_BYTES = 65_557
"""The length of the last record of a zip with the longest comment."""
_END_RECORD = struct.Struct("<4sHHHHIIH")
_MAX_DIRECTORY_BYTES = 8 * 1024 * 1024
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""The methods of packing whose memory is bounded."""
_ENDINGS_OF_PACKED = (".gz", ".bz2", ".xz")
_NESTED = "this is packed within a packed file; unpack it first"
_SPREADSHEET = "this is a spreadsheet (xlsx, ods), and no text; save the table as CSV"
_ENCRYPTED = "this is encrypted; unpack it first"
_OTHER_METHOD = "this is packed in a way that cannot be read here; unpack it first"
_TOO_MANY = f"this holds more than {MAX_MEMBERS:,} files; unpack it first"


class Content(NamedTuple):
    """The bytes of a file, or of a file in a packed file."""

    path: str
    """The path for the user: `calls.csv.gz`, `month.zip/calls.csv`."""
    title: str
    """The path without the folder that the user named."""
    size: int
    """The number of bytes for `bytes_done`."""
    open: Callable[[], BinaryIO]
    """Opens the bytes from the beginning, or raises an `OSError`."""
    file: Path | None = None
    """The file; None for a packed file."""


def plain_content(path: Path, title: str = "") -> Content:
    """Return the content of a plain file, which must be there when it is opened.

    Args:
        path: the path of the file.
        title: the path without the folder that the user named; "" for the name of the file.
    """
    size = path.stat().st_size if path.exists() else 0
    return Content(clean(str(path)), title or clean(path.name), size, lambda: path.open("rb"), path)


def wants_content(file: ForeignFile, endings: Container[str]) -> bool:
    """Whether to read a file: by the user, or by the ending, below the ending of a packed file."""
    suffixes = ["", *map(str.lower, file.path.suffixes)]
    is_packed = suffixes[-1] in _ENDINGS_OF_PACKED and suffixes[-2] in endings
    return file.is_wanted(endings) or is_packed or suffixes[-1] == ".zip"


def bytes_done(stream: BinaryIO) -> int:
    """Return how far the reading of a content has come, up to `Content.size`."""
    raw = stream.raw if isinstance(stream, io.BufferedReader) else None
    return raw.packed_position if isinstance(raw, Unpacked) else stream.tell()


def contents_of(
    file: ForeignFile, endings: Container[str], otherwise: str
) -> Iterator[Content | Rejected | Passed]:
    """Yield the content of a file, or of each file in a zip, to be read before the next.

    Args:
        file: the file.
        endings: the endings of the files in a zip to read, in lower case.
        otherwise: the reason to pass over a file in a zip with another ending.
    """
    path = clean(str(file.path))
    opened, failure = opened_file(file.path, MAX_FILE_BYTES, "import it in parts")
    if opened is None:
        yield Rejected(Origin(path), failure, "")
        return
    try:
        with opened:
            start, size = opened.read(_START_BYTES), os.fstat(opened.fileno()).st_size
        if start.startswith(_ZIP):
            yield from _members(file, path, endings, otherwise)
        elif is_compressed(start):
            content = Content(path, file.name, size, lambda: _buffered(Unpacked(file.path)))
            yield _fault_of(content, start_words(start)) or content
        elif words := start_words(start):
            yield Rejected(Origin(path), words, "")
        else:
            yield plain_content(file.path, file.name)
    except OSError as error:
        yield Rejected(Origin(path), failure_words(error), "")


def beginnings_in(beginning: Beginning, endings: Container[str]) -> Iterator[Beginning]:
    """Yield the beginning of the content of a file, or of a table in a zip as far as readable.

    Args:
        beginning: the beginning of the file.
        endings: the endings of the files in a zip to read, in lower case.
    """
    data = beginning.data
    if is_compressed(data):
        yield Beginning(beginning.name, unpacked_beginning(data, BEGINNING_BYTES))
    elif data.startswith(_ZIP):
        yield from _beginnings_of_members(data, endings)
    else:
        yield beginning


def _beginnings_of_members(data: bytes, endings: Container[str]) -> Iterator[Beginning]:
    """Yield the beginnings of files in a zip, by the headers in the first bytes of the zip."""
    found = [*_HEADER.finditer(data)]
    names = [
        clean(data[one.end() : one.end() + _length(one)].decode("utf-8", "replace"))
        for one in found
    ]
    if {"[Content_Types].xml", "mimetype"} & {*names}:
        return
    for one, name in zip(found, names, strict=True):
        start = one.end() + _length(one) + int.from_bytes(one["extra"], "little")
        if PurePosixPath(name).suffix.lower() in endings and not _is_hidden(name):
            # A size of 0 stands behind the data.
            size = int.from_bytes(one["size"], "little") or BEGINNING_BYTES
            packed = data[start : start + min(size, BEGINNING_BYTES)]
            is_stored = one["method"] == b"\0\0"
            yield Beginning(
                name, packed if is_stored else inflated_beginning(packed, BEGINNING_BYTES)
            )
            return


def _length(header: re.Match[bytes]) -> int:
    """Return the length of the name behind a header in a zip."""
    return int.from_bytes(header["length"], "little")


def _members(
    file: ForeignFile, path: str, endings: Container[str], otherwise: str
) -> Iterator[Content | Rejected | Passed]:
    """Yield the files in a zip."""
    try:
        archive = zipfile.ZipFile(file.path) if _is_directory_small(file.path) else None
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error) as error:
        yield Rejected(Origin(path), f"{start_words(_ZIP)}: {error}", "")
        return
    if archive is None:
        yield Rejected(Origin(path), _TOO_MANY, "")
        return
    with archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        if words := _archive_fault(infos, file.path):
            yield Rejected(Origin(path), words, "")
            return
        for info in infos:
            name = clean(info.filename)
            member = f"{path}/{name}"
            if PurePosixPath(name).suffix.lower() not in endings or _is_hidden(name):
                yield Passed(Origin(member), otherwise)
            elif words := _member_fault(info):
                yield Rejected(Origin(member), words, "")
            else:
                content = _content(archive, info, member, f"{file.name}/{name}")
                yield _fault_of(content, "this is a file in a zip") or content


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, path: str, title: str) -> Content:
    """Return the content of a file in a zip."""
    return Content(path, title, info.file_size, lambda: _buffered(_Member(archive, info)))


def _is_directory_small(path: Path) -> bool:
    """Whether the directory of a zip fits into memory, by the record at the end."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(size - _END_BYTES, 0))
        end = file.read(_END_BYTES)
    at = end.rfind(_END)
    if at < 0 or at + _END_RECORD.size > len(end):
        return True  # `zipfile` names the fault
    count, directory_bytes = _END_RECORD.unpack_from(end, at)[4:6]
    return int(count) <= MAX_MEMBERS and int(directory_bytes) <= _MAX_DIRECTORY_BYTES


def _archive_fault(infos: list[zipfile.ZipInfo], path: Path) -> str:
    """Return why a whole zip is not read, or ""."""
    names = {info.filename for info in infos}
    if "[Content_Types].xml" in names or "mimetype" in names:
        return _SPREADSHEET
    most = max(FREE_BYTES, MAX_RATIO * path.stat().st_size)
    # A file ends where the directory says, so that the sum bounds all that is read.
    return TOO_MUCH if sum(info.file_size for info in infos) > most else ""


def _member_fault(info: zipfile.ZipInfo) -> str:
    """Return why a file in a zip is not read, or ""."""
    if info.flag_bits & 1:
        return _ENCRYPTED
    return "" if info.compress_type in _METHODS else _OTHER_METHOD


def _is_hidden(name: str) -> bool:
    """Whether a file in a zip is hidden, or of the Finder, which puts data beside each file."""
    parts = PurePosixPath(name).parts
    return "__MACOSX" in parts or any(part[0] == "." and part.strip(".") for part in parts)


def _fault_of(content: Content, kind: str) -> Rejected | None:
    """Return a rejection of a content that is damaged, packed once more or no text.

    Args:
        content: the content.
        kind: words for the packed file, for the user.
    """
    try:
        with content.open() as stream:
            start = stream.read(_START_BYTES)
    except UnpackingError as error:
        return Rejected(Origin(content.path), f"{kind}: {error}", "")
    is_packed = start.startswith(_ZIP) or is_compressed(start) or start[_TAR] == b"ustar"
    words = _NESTED if is_packed else start_words(start)
    return Rejected(Origin(content.path), words, "") if words else None


def _buffered(raw: io.RawIOBase) -> BinaryIO:
    return io.BufferedReader(raw)


class _Member(io.RawIOBase):
    """The content of a file in a zip, whose faults are `OSError`."""

    def __init__(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> None:
        """Open a file in a zip.

        Raises:
            OSError: if the file cannot be opened.
        """
        super().__init__()
        self._count = 0
        try:
            self._file = archive.open(info)
        except (zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
            raise UnpackingError(f"{DAMAGED} ({error})") from error

    def readable(self) -> bool:
        """Whether the content can be read."""
        return True

    def tell(self) -> int:
        """Return the number of bytes that are read."""
        return self._count

    def close(self) -> None:
        """Close the file."""
        if not self.closed:
            self._file.close()
        super().close()

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill a buffer, and return the number of bytes; 0 at the end.

        Raises:
            UnpackingError: if the data are damaged.
        """
        view = memoryview(buffer).cast("B")
        try:
            data = self._file.read(len(view))
        except (zipfile.BadZipFile, EOFError, zlib.error) as error:
            raise UnpackingError(f"{DAMAGED} ({error or 'end of file'})") from error
        view[: len(data)] = data
        self._count += len(data)
        return len(data)
