"""The samples of a slice, and the faults of the slice."""

from collections.abc import Callable, Generator
from math import inf

from incident_tui.listening.decoding import samples_of
from incident_tui.listening.faults import SoundError
from incident_tui.listening.filters import RATE_HZ, SAMPLE_BYTES
from incident_tui.listening.reader_pool import ReaderPool
from incident_tui.listening.sound_files import Slice
from incident_tui.listening.sounds import Place

_ROUNDED_S = 1.0
"""A smaller difference of file and slice is no fault: recorders write whole seconds."""
_ESTIMATED_S = 0.25
"""Likewise for the length told by the file itself."""


class SliceSource:
    """The samples of a single slice."""

    def __init__(self, part: Slice, readers: ReaderPool, goes_on: Callable[[], bool]) -> None:
        """Take a slice; nothing is opened.

        Args:
            goes_on: asked during long work; the work ends once the answer is no.
        """
        self._slice = part
        self._readers = readers
        self._goes_on = goes_on
        self._file_length: float | None = None

    @property
    def length(self) -> float | None:
        """Seconds of the slice with the margins; None while the length of the file is unknown."""
        return self._slice.length_in(self._file_length)

    def samples(self, at: float) -> Generator[bytes]:
        """The samples from a position on; see `Source.samples`."""
        part = self._slice
        with self._readers.reading(part.file, self._goes_on) as reader:
            self._file_length = reader.length
            if reader.length is not None and reader.length <= part.start:
                raise SoundError(
                    f"{part.file.name}: is {reader.length:.1f} s long, "
                    f"and the call would start at {part.start:.1f} s"
                )
            begun = reached = part.begin + at
            for block in samples_of(reader, begun, part.end):
                reached += len(block) / SAMPLE_BYTES / RATE_HZ
                yield block
            self._check_end(begun, reached, reader.length)

    def place(self, position: float) -> Place:
        """The slice itself."""
        return Place(0, position)

    def measured(self) -> float:
        """Seconds of the slice, by opening the file where need be; infinity: unknown to the file.

        Raises:
            SoundError: if the file cannot be opened.
        """
        if self.length is None:
            with self._readers.reading(self._slice.file, self._goes_on) as reader:
                self._file_length = reader.length
        return inf if self.length is None else self.length

    def _check_end(self, begun: float, reached: float, file_length: float | None) -> None:
        """Raise a fault if a slice ended too early; all in seconds of the file."""
        part, name = self._slice, self._slice.file.name
        if file_length is not None and reached < min(file_length, part.end) - _ESTIMATED_S:
            where = f"{'at' if reached > begun else 'before'} {reached:.1f} s"
            raise SoundError(
                f"{name}: is cut short {where}, and should be {file_length:.1f} s long"
            )
        if part.length is not None and reached < part.start + part.length - _ROUNDED_S:
            raise SoundError(
                f"{name}: ends at {reached:.1f} s, "
                f"and the call should go to {part.start + part.length:.1f} s"
            )
        if reached == part.begin < part.end:
            raise SoundError(f"{name}: has no sound that can be decoded")
