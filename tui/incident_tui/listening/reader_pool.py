"""Files kept open from a slice to the next, since opening a long file takes long."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from incident_tui.listening.faults import SoundError
from incident_tui.listening.file_bytes import Checksums, open_unchanged
from incident_tui.listening.readers import SoundReader, open_reader
from incident_tui.listening.sound_files import SoundFile

_MOST_OPEN = 4
"""Files kept open while none of their slices plays."""


class ReaderPool:
    """The readers of the files played last; for a single thread."""

    def __init__(self) -> None:
        self._idle: list[SoundReader] = []
        """The reader used last is the last."""
        self._checksums = Checksums()

    @contextmanager
    def reading(
        self, file: SoundFile, goes_on: Callable[[], bool] = lambda: True
    ) -> Iterator[SoundReader]:
        """A reader of a file, for the block alone; the file has the checksum of the record.

        Args:
            goes_on: asked while the checksum is computed; see `Checksums.check`.

        Raises:
            SoundError: if the file cannot be read, is no sound, or is not the file of the record.
        """
        reader = self._taken(file) or self._opened(file, goes_on)
        try:
            yield reader
        finally:
            self._idle.append(reader)
            while len(self._idle) > _MOST_OPEN:
                self._idle.pop(0).close()

    def close(self) -> None:
        """Close the files of which no slice plays."""
        while self._idle:
            self._idle.pop().close()

    def _taken(self, file: SoundFile) -> SoundReader | None:
        for number, reader in enumerate(self._idle):
            if reader.file == file:
                return self._idle.pop(number)
        return None

    def _opened(self, file: SoundFile, goes_on: Callable[[], bool]) -> SoundReader:
        opened = open_unchanged(file)
        try:
            self._checksums.check(file, opened, goes_on)
            return open_reader(file, opened)
        except SoundError:
            opened.close()
            raise
