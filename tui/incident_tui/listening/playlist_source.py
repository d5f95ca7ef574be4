"""The samples of slices in a row, with silence between."""

from bisect import bisect_right
from collections.abc import Callable, Iterator

from incident_tui.listening.faults import SoundError
from incident_tui.listening.filters import RATE_HZ, SAMPLE_BYTES, silence
from incident_tui.listening.reader_pool import ReaderPool
from incident_tui.listening.slice_source import SliceSource
from incident_tui.listening.sounds import Fault, Place, Playlist


class PlaylistSource:
    """The samples of slices in a row.

    The position of a slice is known once the slices before have played, or were measured.
    """

    def __init__(
        self,
        playlist: Playlist,
        readers: ReaderPool,
        goes_on: Callable[[], bool],
        report: Callable[[Fault], None],
    ) -> None:
        """Take a playlist; nothing is opened.

        Args:
            goes_on: asked during long work; the work ends once the answer is no.
            report: called with each slice that cannot be played, or not to the end.
        """
        self._slices = playlist.slices
        self._silence = playlist.silence
        self._readers = readers
        self._goes_on = goes_on
        self._report = report
        self._starts = [0.0]
        """The positions at which slices start, as far as they are known."""
        self._ends: list[float] = []
        """The positions at which slices end; as many as `_starts`, or fewer by the last."""

    @property
    def length(self) -> float | None:
        """Seconds of all slices and the silence between; None until the last slice is known."""
        if len(self._ends) < len(self._slices):
            return None
        return self._ends[-1] if self._ends else 0.0

    def samples(self, at: float) -> Iterator[bytes]:
        """The samples from a position on; see `Source.samples`. Faults of slices are reported."""
        part = self._part_at(at)
        while part < len(self._slices) and self._goes_on():
            start = self._starts[part]
            if part < len(self._ends) and at >= self._ends[part]:
                end = at
            else:
                end = at
                try:
                    for block in self._source(part).samples(at - start):
                        end += len(block) / SAMPLE_BYTES / RATE_HZ
                        yield block
                except SoundError as error:
                    self._report(Fault(part, str(error)))
                self._end(part, end)
            part += 1
            yield from silence(round((self._starts[part] - end) * RATE_HZ))
            at = self._starts[part]

    def place(self, position: float) -> Place:
        """The slice heard at a position; in the silence after a slice, the end of the slice."""
        part = min(bisect_right(self._starts, position), len(self._slices)) - 1
        if part < len(self._ends):
            position = min(position, self._ends[part])
        return Place(part, position - self._starts[part])

    def _source(self, part: int) -> SliceSource:
        """The source of a slice.

        Raises:
            SoundError: if the slice is lazy, and the file is at fault.
        """
        return SliceSource(self._slices[part], self._readers, self._goes_on)

    def _end(self, part: int, end: float) -> None:
        """Note the end of a slice, and the start of the next; later positions are forgotten."""
        del self._ends[part:], self._starts[part + 1 :]
        self._ends.append(end)
        is_followed = end > self._starts[part] and part + 1 < len(self._slices)
        self._starts.append(end + (self._silence if is_followed else 0.0))

    def _part_at(self, position: float) -> int:
        """The number of the slice at a position; slices before are measured where need be."""
        while True:
            part = bisect_right(self._starts, position) - 1
            is_known = part < len(self._ends) or position <= self._starts[part]
            if is_known or part >= len(self._slices) or not self._goes_on():
                return part
            try:
                length = self._source(part).measured()
            except SoundError:
                length = 0.0
            if position < self._starts[part] + length:
                return part
            self._end(part, self._starts[part] + length)
