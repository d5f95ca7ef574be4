"""From a wish to hear a sound to decoded pieces; for a single thread, which reads files."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from incident_tui.listening.faults import SoundError
from incident_tui.listening.filters import RATE_HZ, SAMPLE_BYTES, shaped
from incident_tui.listening.mix_source import MixSource
from incident_tui.listening.playlist_source import PlaylistSource
from incident_tui.listening.reader_pool import ReaderPool
from incident_tui.listening.sample_queue import Piece
from incident_tui.listening.slice_source import SliceSource
from incident_tui.listening.sound_files import Slice
from incident_tui.listening.sounds import Fault, Mix, Playlist, Sound, Source

_PIECE_BYTES = RATE_HZ // 50 * SAMPLE_BYTES


class Run(NamedTuple):
    """A wish to hear a sound from a position on, in place of the wish before."""

    number: int
    sound: Sound | None = None
    """None: silence."""
    at: float = 0.0
    """Seconds of the sound."""
    speed: float = 1.0
    is_levelled: bool = False


class Feed:
    """The pieces of the run wanted now."""

    def __init__(self, wanted: Callable[[], int]) -> None:
        """Begin with silence.

        Args:
            wanted: the number of the run wanted now; callable from any thread.
        """
        self.faults: list[Fault] = []
        """The slices of the run found to be at fault so far."""
        self._wanted = wanted
        self._readers = ReaderPool()
        self._run = Run(0)
        self._sound: Sound | None = None
        self._source: Source | None = None
        """Of `_sound`; kept from run to run, with the lengths measured."""
        self._pieces: Iterator[Piece] = iter(())

    @property
    def length(self) -> float | None:
        """Seconds of the sound; None while they are unknown."""
        return self._source.length if self._source else None

    def next(self, run: Run) -> Piece | None:
        """Decode the next piece of a run; None at the end. A new run ends the run before.

        Raises:
            SoundError: in place of the end, if the sound cannot be played to the end.
        """
        if run.number != self._run.number:
            self._end()
            self._run = run
            if run.sound is not self._sound:
                self._sound = run.sound
                self._source = None if run.sound is None else self._source_of(run.sound)
            if self._source is not None:
                self._pieces = self._made(self._source, run)
        return next(self._pieces, None)

    def rest(self) -> None:
        """End the run: the files can be read again."""
        self._end()
        self._run, self._sound, self._source = Run(0), None, None

    def close(self) -> None:
        """End the run, and close the files."""
        self.rest()
        self._readers.close()

    def _end(self) -> None:
        """Give back the files of the run."""
        close = getattr(self._pieces, "close", None)
        if close:
            close()
        self._pieces, self.faults = iter(()), []

    def _source_of(self, sound: Sound) -> Source:
        return source_of(sound, self._readers, self._goes_on, self._report)

    def _goes_on(self) -> bool:
        return self._wanted() == self._run.number

    def _report(self, fault: Fault) -> None:
        self.faults.append(fault)

    def _made(self, source: Source, run: Run) -> Iterator[Piece]:
        """The pieces of a run; each but the last has the length of a fiftieth of a second."""
        step = run.speed / RATE_HZ
        position = run.at
        fault: list[SoundError] = []
        blocks = shaped(_until_fault(source.samples(run.at), fault), run.speed, run.is_levelled)
        for samples in _regular(blocks):
            piece = Piece(samples, position, step, source.place(position), run.number)
            yield piece
            position = piece.end
        if fault:
            raise fault[0]


def source_of(
    sound: Sound,
    readers: ReaderPool,
    goes_on: Callable[[], bool],
    report: Callable[[Fault], None],
) -> Source:
    """The source of a sound of any kind.

    Args:
        goes_on: asked during long work; the work ends once the answer is no.
        report: called with each of several slices that cannot be played, or not to the end.
    """
    match sound:
        case Slice():
            return SliceSource(sound, readers, goes_on)
        case Playlist():
            return PlaylistSource(sound, readers, goes_on, report)
        case Mix():
            return MixSource(sound, readers, goes_on, report)


def _until_fault(blocks: Iterator[bytes], fault: list[SoundError]) -> Iterator[bytes]:
    """The blocks before a fault; the fault is put aside, for a filter to give all samples first."""
    try:
        yield from blocks
    except SoundError as error:
        fault.append(error)


def _regular(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """The samples in blocks of equal size, but for the last."""
    rest = bytearray()
    for block in blocks:
        rest += block
        while len(rest) >= _PIECE_BYTES:
            yield bytes(rest[:_PIECE_BYTES])
            del rest[:_PIECE_BYTES]
    if rest:
        yield bytes(rest)
