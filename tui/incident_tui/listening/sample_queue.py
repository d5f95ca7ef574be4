"""Decoded samples waiting for the device, with their positions in the sound."""

from collections import deque
from typing import NamedTuple

from incident_tui.listening.filters import SAMPLE_BYTES
from incident_tui.listening.ramps import RAMP_SAMPLES, joined
from incident_tui.listening.sounds import Place


class Piece(NamedTuple):
    """A block of samples of a sound."""

    samples: bytes
    position: float
    """Of the first sample, in seconds of the sound."""
    step: float
    """Seconds of the sound from a sample to the next."""
    place: Place
    run: int
    """The number of the wish for which the samples were decoded."""

    @property
    def size(self) -> int:
        """The number of samples."""
        return len(self.samples) // SAMPLE_BYTES

    @property
    def end(self) -> float:
        """The position behind the last sample."""
        return self.position + self.size * self.step

    def first(self, count: int) -> "Piece":
        """The first samples."""
        return self._replace(samples=self.samples[: count * SAMPLE_BYTES])

    def behind(self, count: int) -> "Piece":
        """The piece without the first samples."""
        passed = count * self.step
        return self._replace(
            samples=self.samples[count * SAMPLE_BYTES :],
            position=self.position + passed,
            place=Place(self.place.part, self.place.position + passed),
        )


class SampleQueue:
    """Pieces in the order in which they are heard."""

    def __init__(self) -> None:
        self.samples = 0
        """The number of samples waiting."""
        self._pieces: deque[Piece] = deque()

    @property
    def run(self) -> int | None:
        """The run of the next piece; None if nothing waits."""
        return self._pieces[0].run if self._pieces else None

    def append(self, piece: Piece) -> None:
        """Add a piece at the end."""
        self._pieces.append(piece)
        self.samples += piece.size

    def join(self, piece: Piece) -> None:
        """Add a piece whose first samples take the place of the last samples waiting."""
        if self.samples >= RAMP_SAMPLES and piece.size >= RAMP_SAMPLES:
            tail = self.cut(self.samples - RAMP_SAMPLES)
            size = RAMP_SAMPLES * SAMPLE_BYTES
            mixed = joined(b"".join(one.samples for one in tail), piece.samples[:size])
            piece = piece._replace(samples=mixed + piece.samples[size:])
        self.append(piece)

    def take(self, count: int) -> Piece:
        """Take samples of the next piece, as many as asked for or fewer."""
        piece = self._pieces.popleft()
        if piece.size > count:
            self._pieces.appendleft(piece.behind(count))
            piece = piece.first(count)
        self.samples -= piece.size
        return piece

    def cut(self, count: int) -> list[Piece]:
        """Keep so many samples at most; returns the rest."""
        kept, rest = SampleQueue(), []
        for piece in self._pieces:
            room = count - kept.samples
            if room > 0:
                kept.append(piece.first(room))
            if piece.size > room:
                rest.append(piece.behind(max(room, 0)))
        self._pieces, self.samples = kept._pieces, kept.samples
        return rest

    def position_of(self, sample: int) -> float:
        """The position of a sample, counted from the next, in seconds of the sound.

        Raises:
            IndexError: if fewer samples wait.
        """
        for piece in self._pieces:
            if sample < piece.size:
                return piece.behind(sample).position
            sample -= piece.size
        raise IndexError(sample)

    def give_to(self, run: int) -> None:
        """Make all pieces those of another run."""
        self._pieces = deque(piece._replace(run=run) for piece in self._pieces)

    def drop_before(self, run: int) -> None:
        """Leave out the pieces of the runs before a run."""
        while self._pieces and self._pieces[0].run < run:
            self.samples -= self._pieces.popleft().size
