"""The position heard now: the samples given to a device are heard a little later."""

from collections import deque

from incident_tui.listening.sample_queue import Piece
from incident_tui.listening.sounds import Place


class Heard:
    """The samples given to a device since a jump, as long as they are not heard."""

    def __init__(self) -> None:
        self.latency = 0
        """Samples from the device to the ear."""
        self.silence = 0
        """Samples of silence given since the last sample of sound."""
        self._given: deque[Piece] = deque()
        self._samples = 0
        """Of the pieces in `_given`."""

    def give(self, piece: Piece) -> None:
        """Take note of samples of sound."""
        self.silence = 0
        self._given.append(piece)
        self._samples += piece.size
        while self._samples - self._given[0].size > self.latency:
            self._samples -= self._given.popleft().size

    def forget(self) -> None:
        """Leave out the samples before a jump: they are still heard, but tell no position."""
        self._given.clear()
        self._samples = 0

    def at(self) -> tuple[float, Place] | None:
        """The position heard now, and the slice; None if nothing was given since a jump."""
        later = max(self.latency - self.silence, 0)
        for piece in reversed(self._given):
            if later <= piece.size:
                return _at(piece, piece.size - later)
            later -= piece.size
        return _at(self._given[0], 0) if self._given else None


def _at(piece: Piece, sample: int) -> tuple[float, Place]:
    passed = sample * piece.step
    return piece.position + passed, Place(piece.place.part, piece.place.position + passed)
