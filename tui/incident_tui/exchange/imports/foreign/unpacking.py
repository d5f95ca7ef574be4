"""Compressed files as streams of bytes: gzip (RFC 1952), bzip2 and xz, in bounded memory.

Several streams behind each other are one, as the tools read them. A file that unpacks to far more
than its size is refused, as is a dictionary of xz beyond `_MAX_DICTIONARY_BYTES`.
"""

import bz2
import contextlib
import io
import lzma
import os
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAX_RATIO = 300
"""The times of its size to which a file may unpack."""
FREE_BYTES = 256 * 1024 * 1024
"""The size to which each file may unpack, however small it is."""
TOO_MUCH = f"this unpacks to more than {MAX_RATIO} times its size; unpack it first, if you trust it"
DAMAGED = "the compressed data are damaged here"

_BLOCK_BYTES = 64 * 1024
_MAX_DICTIONARY_BYTES = 256 * 1024 * 1024
_MAGIC_BYTES = 6
_ENDED = "the compressed data end too early"


class UnpackingError(OSError):
    """Compressed data are damaged, end too early or are too many; the message says which."""


class _Decompressor(Protocol):
    """A decompressor of the standard library."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Gzip:
    """The decompressor of zlib with the interface of the others."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(zlib.MAX_WBITS | 16)  # with the header of gzip

    @property
    def eof(self) -> bool:
        """Whether the stream has ended."""
        return self._zlib.eof

    @property
    def needs_input(self) -> bool:
        """Whether all input is used."""
        return not self._zlib.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        """The data behind the end of the stream."""
        return self._zlib.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        """Return up to `max_length` bytes."""
        return self._zlib.decompress(self._zlib.unconsumed_tail + data, max_length)


def _xz() -> lzma.LZMADecompressor:
    return lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_MAX_DICTIONARY_BYTES)


_DECOMPRESSORS: dict[bytes, Callable[[], _Decompressor]] = {
    b"\x1f\x8b": _Gzip,
    b"BZh": bz2.BZ2Decompressor,
    b"\xfd7zXZ\0": _xz,
}
"""From the first bytes of a file to the decompressor."""


def is_compressed(start: bytes) -> bool:
    """Whether a file with these first bytes can be unpacked."""
    return any(map(start.startswith, _DECOMPRESSORS))


def unpacked_beginning(data: bytes, most: int) -> bytes:
    """Return up to `most` unpacked bytes of the beginning of a packed file, as far as sound."""
    make = next(make for magic, make in _DECOMPRESSORS.items() if data.startswith(magic))
    return _beginning(make(), data, most)


def inflated_beginning(data: bytes, most: int) -> bytes:
    """Return up to `most` unpacked bytes of the first bytes of DEFLATE (RFC 1951)."""
    return _beginning(zlib.decompressobj(-zlib.MAX_WBITS), data, most)


def _beginning(decompressor: "_Decompressor | zlib._Decompress", data: bytes, most: int) -> bytes:
    with contextlib.suppress(OSError, EOFError, ValueError, zlib.error, lzma.LZMAError):
        return decompressor.decompress(data, most)
    return b""


class Unpacked(io.RawIOBase):
    """The content of a compressed file, from the beginning to the end."""

    def __init__(self, path: Path) -> None:
        """Open a file.

        Raises:
            OSError: if the file cannot be opened.
        """
        super().__init__()
        self._file = path.open("rb")
        start = self._file.read(_MAGIC_BYTES)
        self._make = next(make for magic, make in _DECOMPRESSORS.items() if start.startswith(magic))
        self._stream = self._make()
        self._input = start
        """Data that no stream has used."""
        size = os.fstat(self._file.fileno()).st_size
        self._most = max(FREE_BYTES, MAX_RATIO * size)
        self._count = 0
        """The number of unpacked bytes."""

    @property
    def packed_position(self) -> int:
        """The number of bytes of the compressed file that are read."""
        return self._file.tell()

    def readable(self) -> bool:
        """Whether the content can be read."""
        return True

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Fill a buffer, and return the number of bytes; 0 at the end.

        Raises:
            UnpackingError: if the data are damaged, end too early or are too many.
        """
        view = memoryview(buffer).cast("B")
        data = self._next(len(view))
        self._count += len(data)
        if self._count > self._most:
            raise UnpackingError(TOO_MUCH)
        view[: len(data)] = data
        return len(data)

    def _next(self, most: int) -> bytes:
        """Return up to `most` bytes; none at the end of the last stream."""
        while True:
            if self._stream.eof and not self._begin_next():
                return b""
            given, self._input = self._input, b""
            if not given and self._stream.needs_input:
                given = self._file.read(_BLOCK_BYTES)
            try:
                data = self._stream.decompress(given, most)
            except (OSError, EOFError, ValueError, zlib.error, lzma.LZMAError) as error:
                raise UnpackingError(f"{DAMAGED} ({error})") from error
            if data:
                return data
            if not (given or self._stream.eof):
                raise UnpackingError(_ENDED)

    def _begin_next(self) -> bool:
        """Begin the stream behind the last one, and return whether there is one."""
        rest = (self._stream.unused_data or self._file.read(_BLOCK_BYTES)).lstrip(b"\0")
        while not rest and (more := self._file.read(_BLOCK_BYTES)):  # padding
            rest = more.lstrip(b"\0")
        self._stream, self._input = self._make(), rest
        return bool(rest)
