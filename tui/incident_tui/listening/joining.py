"""The sounds of calls joined to a single sound, in the order and with the gaps of a replay."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from incident_tui.listening.clock import MIN_RATE, Joining, Schedule, Timed
from incident_tui.listening.faults import SoundError, Tell
from incident_tui.listening.feed import source_of
from incident_tui.listening.filters import RATE_HZ, SAMPLE_BYTES, silence
from incident_tui.listening.reader_pool import ReaderPool
from incident_tui.listening.slice_source import SliceSource
from incident_tui.listening.sound_files import Slice
from incident_tui.listening.sounds import Mix

_LEAST_S = 0.001
"""A shorter sound is none, for the clock of a replay counts milliseconds."""
_SILENT_SAMPLES = RATE_HZ
"""Of a block of silence, long: hours of it cost little."""


class Call(NamedTuple):
    """The sound of an entry, and the times of the entry."""

    position: int
    """In the timeline."""
    part: Slice
    times: Timed


class JoinedCall(NamedTuple):
    """A call in the joined sound."""

    position: int
    """In the timeline."""
    start_s: float
    length_s: float


class JoinedSound:
    """A single sound, made of the sounds of calls; the files are decoded for `samples`."""

    def __init__(
        self, calls: Iterator[Call], readers: ReaderPool, joining: Joining, tell: Tell
    ) -> None:
        """Open each file in turn, for the length of its sound.

        Args:
            calls: in any order.
            tell: called with each fault, now and by `samples`. A call whose file cannot be opened,
                or is not the file of the record, is left out.
        """
        self.joining = joining
        self._readers = readers
        self._tell = tell
        self._calls = [*_measured(calls, readers, tell)]
        self._schedule = Schedule(
            [call.times for call in self._calls],
            MIN_RATE,
            joining.longest_gap_s,
            is_mixed=joining.is_mixed,
        )

    @property
    def cues(self) -> Iterator[JoinedCall]:
        """The calls in the order in which they start."""
        for number in self._schedule.order:
            call = self._calls[number]
            yield JoinedCall(
                call.position, self._schedule.start_s(number), call.times.sound_s or 0.0
            )

    @property
    def duration_s(self) -> float:
        """Seconds of the whole sound."""
        return self._schedule.duration_s

    def samples(self) -> Iterator[bytes]:
        """Mono samples at `RATE_HZ`, in memory that does not grow with the length.

        A call that is cut short is followed by silence up to its end: the next is in time.
        """
        done = 0
        begins = (self._schedule.start_s(entries[0]) for entries in self._schedule.sounds)
        for number, (begin, end) in enumerate(pairwise([*begins, self.duration_s])):
            first, limit = round(begin * RATE_HZ), round(end * RATE_HZ)
            yield from silence(first - done, _SILENT_SAMPLES)
            done = first
            for block in self._blocks(number):
                within = block[: (limit - done) * SAMPLE_BYTES]
                yield within
                done += len(within) // SAMPLE_BYTES
                if done == limit:
                    break
        yield from silence(round(self.duration_s * RATE_HZ) - done, _SILENT_SAMPLES)

    def _blocks(self, number: int) -> Iterator[bytes]:
        """The samples of a sound of the schedule; faults are told."""
        entries = self._schedule.sounds[number]
        offsets = (self._schedule.offset_s(one, number) for one in entries)
        parts = tuple(zip(offsets, (self._calls[one].part for one in entries), strict=True))
        sound = Mix(parts) if len(parts) > 1 else parts[0][1]
        source = source_of(
            sound, self._readers, lambda: True, lambda fault: self._tell(fault.words)
        )
        try:
            yield from source.samples(0.0)
        except SoundError as error:
            self._tell(str(error))


def _measured(calls: Iterator[Call], readers: ReaderPool, tell: Tell) -> Iterator[Call]:
    """The calls with the lengths of their sounds, without those at fault."""
    for call in calls:
        try:
            length_s = _length_s(call.part, readers)
        except SoundError as error:
            tell(str(error))
            continue
        if length_s < _LEAST_S:
            tell(f"{call.part.file.name}: has no sound in the part of the call")
        else:
            yield call._replace(times=call.times._replace(sound_s=length_s))


def _length_s(part: Slice, readers: ReaderPool) -> float:
    """Seconds of a slice with its margins; decoded where neither record nor file says.

    Raises:
        SoundError: if the file cannot be opened, or is not the file of the record.
    """
    with readers.reading(part.file) as reader:
        length_s = part.length_in(reader.length)
    if length_s is not None:
        return length_s
    blocks = SliceSource(part, readers, lambda: True).samples(0.0)
    return sum(map(len, blocks)) / SAMPLE_BYTES / RATE_HZ
