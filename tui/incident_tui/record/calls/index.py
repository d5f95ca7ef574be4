"""An index of a file of calls in the user's cache folder: the blocks, packed and decoded.

An index is a sequence of frames: length, checksum, and a value in MessagePack. The first frame
names the file and the program; each further frame is a block. A damaged frame ends the index: the
rest of the file is read as without an index.
"""

import os
import struct
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import msgspec

from incident_tui import __version__
from incident_tui.record.calls.sound_block import SoundBlock
from incident_tui.record.user_folders import user_folder

MIN_INDEXED_BYTES = 8 * 1024 * 1024
"""The smallest file of calls with an index; a smaller file is read in 0.1 s."""
MAX_INDEXES = 16
"""Indexes kept: the last used."""
MAX_INDEX_BYTES = 2 * 1024**3
"""Bytes of indexes kept; the last used is kept at every size."""
ABANDONED_S = 24 * 60 * 60
"""Age in seconds of an unfinished index that a killed program must have left."""

_LAYOUT = 1
"""To be raised with each change of `PackedBlock`, or of the rules by which a block is made."""
_FRAME_HEAD = struct.Struct("<II")
"""The length of a frame's value in bytes, and the CRC-32 of the value."""
_BUFFER_BYTES = 1024 * 1024
"""Bytes written or copied at a time."""


class PackedBlock(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Whole lines of a file: packed, and as columns where every line is sound."""

    packed: bytes
    """The lines, packed by zlib."""
    line_ends: int
    """The number of line ends in the block."""
    end: int
    """The byte of the file after the block."""
    sound: SoundBlock | None


class _Identity(msgspec.Struct, frozen=True, array_like=True):
    """The file of an index, and the program that wrote the index."""

    path: str
    size: int
    mtime_ns: int
    layout: int
    program: str
    python: str
    """The version of Python, whose Unicode tables take off case and accents."""
    byte_order: str


def cache_folder() -> Path | None:
    """The folder of the indexes; None if the system names none."""
    folder = user_folder("cache")
    return folder / "calls" if folder else None


def index_of(file: BinaryIO, path: str) -> "CallIndex | None":
    """The index of an open file, whether written yet or not; None for a file without an index."""
    try:
        status = os.fstat(file.fileno())
    except OSError:  # in memory
        return None
    folder = cache_folder() if status.st_size >= MIN_INDEXED_BYTES else None
    if folder is None:
        return None
    return CallIndex(folder, os.path.realpath(path), status)


class CallIndex:
    """The index of one file of calls."""

    def __init__(self, folder: Path, path: str, status: os.stat_result) -> None:
        from hashlib import sha256  # only a large file of calls needs it

        self._identity = _Identity(
            path,
            status.st_size,
            status.st_mtime_ns,
            _LAYOUT,
            __version__,
            sys.version,
            sys.byteorder,
        )
        name = sha256(path.encode(errors="surrogateescape")).hexdigest()
        self.path = folder / f"{name[:32]}.index"
        self._sound_bytes = 0
        """The length of the index up to the last sound frame."""

    def blocks_after(self, first: PackedBlock) -> Iterator[PackedBlock]:
        """The blocks after the first, up to the first missing or damaged block.

        Args:
            first: the first block of the file; an index with a different first block is ignored.
        """
        with suppress(OSError, msgspec.DecodeError), self.path.open("rb") as file:
            with suppress(OSError):
                os.utime(self.path)  # the indexes used last are kept
            if (_read_frame(file), _read_frame(file)) != (_encode(self._identity), _encode(first)):
                return
            self._sound_bytes = file.tell()
            while value := _read_frame(file):
                block = _decode_block(value)
                self._sound_bytes = file.tell()
                yield block

    def is_of(self, file: BinaryIO) -> bool:
        """Whether an open file has the size and the time of change of the index."""
        status, identity = os.fstat(file.fileno()), self._identity
        return (status.st_size, status.st_mtime_ns) == (identity.size, identity.mtime_ns)

    def begin(self, file: BinaryIO, first: PackedBlock) -> None:
        """Begin a new index: with every sound frame, or else with the first block.

        Raises:
            OSError: if the index cannot be read, or the file written.
        """
        if not self._sound_bytes:
            file.write(_framed(_encode(self._identity)) + _framed(_encode(first)))
            return
        with self.path.open("rb") as old:
            left = self._sound_bytes
            while part := old.read(min(left, _BUFFER_BYTES)):
                file.write(part)
                left -= len(part)


class IndexWriter:
    """Writes a new index, which takes the place of the old index once complete.

    Where the folder or the disk takes no more, writing stops: to have no index is no fault.
    """

    def __init__(self, index: CallIndex, first: PackedBlock) -> None:
        self._path = index.path
        self._temporary = index.path.with_name(f"{os.urandom(8).hex()}.tmp")
        self._file: BinaryIO | None = None
        try:
            index.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._file = open(self._temporary, "xb", _BUFFER_BYTES, opener=_for_user)  # noqa: SIM115
            index.begin(self._file, first)
        except OSError:
            self.give_up()

    def add(self, block: PackedBlock) -> None:
        """Write the next block."""
        if self._file is None:
            return
        try:
            self._file.write(_framed(_encode(block)))
        except OSError:
            self.give_up()

    def finish(self) -> None:
        """Put the index in the place of the old index, and delete indexes beyond the limits."""
        if self._file is None:
            return
        try:
            self._file.close()
            self._temporary.replace(self._path)
            _delete_old(self._path.parent)
            self._file = None
        except OSError:
            self.give_up()

    def give_up(self) -> None:
        """Delete the unfinished index."""
        if self._file is None:
            return
        with suppress(OSError):
            self._file.close()
        with suppress(OSError):
            self._temporary.unlink(missing_ok=True)
        self._file = None


_encode = msgspec.msgpack.Encoder().encode
_decode_block = msgspec.msgpack.Decoder(PackedBlock).decode


def _for_user(path: str, flags: int) -> int:
    """Open a file for the user alone: an index holds the words of the record."""
    return os.open(path, flags, 0o600)


def _framed(value: bytes) -> bytes:
    return _FRAME_HEAD.pack(len(value), zlib.crc32(value)) + value


def _read_frame(file: BinaryIO) -> bytes:
    """The value of the next frame; nothing at the end, or where the checksum does not fit."""
    head = file.read(_FRAME_HEAD.size)
    if len(head) < _FRAME_HEAD.size:
        return b""
    length, checksum = _FRAME_HEAD.unpack(head)
    if length > os.fstat(file.fileno()).st_size:  # not memory for a damaged length
        return b""
    value = file.read(length)
    return value if len(value) == length and zlib.crc32(value) == checksum else b""


def _delete_old(folder: Path) -> None:
    """Delete the indexes beyond the limits, and unfinished indexes of killed programs.

    Raises:
        OSError: if the folder cannot be listed.
    """
    kept = size = 0
    for path, status in _newest_first(folder, "*.index"):
        kept, size = kept + 1, size + status.st_size
        if kept > MAX_INDEXES or (kept > 1 and size > MAX_INDEX_BYTES):
            path.unlink(missing_ok=True)
    for path, status in _newest_first(folder, "*.tmp"):
        if time.time() - status.st_mtime > ABANDONED_S:
            path.unlink(missing_ok=True)


def _newest_first(folder: Path, pattern: str) -> list[tuple[Path, os.stat_result]]:
    """The files of a folder by time of change."""
    found = []
    for path in folder.glob(pattern):
        with suppress(FileNotFoundError):  # another program deletes too
            found.append((path, path.stat()))
    return sorted(found, key=lambda item: -item[1].st_mtime_ns)
