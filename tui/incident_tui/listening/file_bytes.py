"""The bytes of a sound file as FFmpeg asks for them, and the checksum over them."""

import hashlib
import os
from collections.abc import Callable
from io import FileIO
from pathlib import Path

from incident_tui.listening.faults import SoundError
from incident_tui.listening.sound_files import SoundFile
from incident_tui.record.file_locks import open_regular
from incident_tui.record.files import FileState, failure_words, state_of

MOST_BYTES_WITHOUT_SOUND = 256 * 1024 * 1024
"""Bytes read in search of the next sound; beyond, a file is taken to end."""
_BLOCK_BYTES = 1024 * 1024
_SHOWN_DIGITS = 12
"""Digits of a checksum in a message."""
_LAST_BYTE = 2**62
"""Beyond every file: broken files name places beyond, which no system takes."""
_NOWHERE = -1
"""The answer to an impossible seek, as of `lseek`."""


def open_unchanged(file: SoundFile) -> FileIO:
    """Open a sound file for reading.

    Raises:
        SoundError: if the file cannot be opened, or has changed since the slice was made.
    """
    try:
        opened = FileIO(open_regular(file.path, os.O_RDONLY))
    except OSError as error:
        raise SoundError(f"{file.name}: {failure_words(error)}") from None
    if state_of(os.fstat(opened.fileno())) != file.state:
        opened.close()
        raise SoundError(f"{file.name}: has changed meanwhile; play it again")
    return opened


class FileBytes:
    """The content of a file from an offset on, as a file object without exceptions.

    FFmpeg calls `read` and `seek` from C, where an exception would be printed on the screen. A
    failure is the end of the file, with the words in `fault`. The place does not depend on the
    place of the open file, which may be read elsewhere meanwhile.
    """

    def __init__(self, file: FileIO, name: str, offset: int = 0) -> None:
        self.name = name
        """For the ending alone, by which FFmpeg decides between formats of similar content."""
        self.fault = ""
        """Why the file cannot be read; "" for no fault."""
        self._file = file
        self._offset = offset
        self._place = 0
        """In bytes from the offset."""
        self._budget = MOST_BYTES_WITHOUT_SOUND

    def read(self, size: int) -> bytes:
        """The next bytes; none at the end, after a failure, or beyond the bytes allowed."""
        if self._budget <= 0:
            return b""
        try:
            self._file.seek(self._offset + self._place)
            found = self._file.read(size) or b""
        except OSError as error:
            self.fault = failure_words(error)
            return b""
        self._budget -= len(found)
        self._place += len(found)
        return found

    def seek(self, position: int, whence: int = os.SEEK_SET) -> int:
        """Go to a place, as `io.IOBase.seek`; returns the place, -1 if there is none."""
        if whence == os.SEEK_CUR:
            position += self._place
        elif whence == os.SEEK_END:
            position += os.fstat(self._file.fileno()).st_size - self._offset
        if not 0 <= position <= _LAST_BYTE:
            return _NOWHERE
        self._place = position
        return position

    def tell(self) -> int:
        """The place in the file, in bytes from the offset."""
        return self._place

    def renew(self) -> None:
        """Allow as many bytes again: a sound was found."""
        self._budget = MOST_BYTES_WITHOUT_SOUND


class Checksums:
    """Compares files with the checksums of the record; each state of a file is read once."""

    def __init__(self) -> None:
        self._found: dict[Path, tuple[FileState, str]] = {}

    def check(
        self, file: SoundFile, opened: FileIO, goes_on: Callable[[], bool] = lambda: True
    ) -> None:
        """Compare an open file with the checksum of the record, if there is a checksum.

        Args:
            goes_on: asked before each megabyte; once the answer is no, the rest is not read.

        Raises:
            SoundError: if the checksums differ, the file cannot be read, or the reading was ended.
        """
        if not file.sha256:
            return
        known = self._found.get(file.path)
        if known is None or known[0] != file.state:
            known = file.state, _sha256(file, opened, goes_on)
            self._found[file.path] = known
        if known[1] != file.sha256:
            raise SoundError(
                f"{file.name}: is not the file of the record: its sha256 is "
                f"{known[1][:_SHOWN_DIGITS]}…, and the record has {file.sha256[:_SHOWN_DIGITS]}…"
            )


def _sha256(file: SoundFile, opened: FileIO, goes_on: Callable[[], bool]) -> str:
    """The SHA-256 (FIPS 180-4) of an open file, in hexadecimal digits."""
    found = hashlib.sha256()
    try:
        opened.seek(0)
        while block := opened.read(_BLOCK_BYTES):
            if not goes_on():
                raise SoundError(f"{file.name}: its checksum was not computed to the end")
            found.update(block)
        if state_of(os.fstat(opened.fileno())) != file.state:
            raise SoundError(f"{file.name}: changes while it is read; play it again")
    except OSError as error:
        raise SoundError(f"{file.name}: {failure_words(error)}") from None
    return found.hexdigest()
