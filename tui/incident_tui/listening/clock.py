"""The clock of a replay: from seconds of waiting to the time of the incident.

The clock stands at an instant of the incident and goes on at a rate, up to sixty times as fast. An
entry starts when the clock reaches the earliest time of the entry: before, it cannot have happened.
While a sound plays, the clock goes with the sound. With sounds in a row, the clock waits at the
next entry for the sound to end, and no two sounds overlap. With sounds mixed, the next entry starts
while the sound plays. So no entry starts late. Long gaps are skipped.
"""

from array import array
from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal, NamedTuple, get_args

MIN_RATE, MAX_RATE = 1.0, 60.0
HOLD_S = 1.5
"""Seconds for which the clock stands at an entry without sound: to read the first words."""
LONGEST_GAP_S = 10.0
"""Seconds of waiting beyond which a gap is skipped, unless a user says otherwise."""
MOST_GAP_S = 86_400.0
"""The longest gap that a user can name, a day; the shortest is `SKIPPED_S`."""
SKIPPED_S = 1.0
"""Seconds for which a skipped gap is named; shorter gaps are not skipped."""
_MS = 1000

Going = Literal["running", "sounding", "holding", "skipped"]
"""How the clock goes: at the rate, with a sound, not at all, past a gap."""
_GOINGS: tuple[Going, ...] = get_args(Going)


class Joining(NamedTuple):
    """How the sounds of calls follow each other."""

    longest_gap_s: float = LONGEST_GAP_S
    """Seconds of silence beyond which a gap is cut; infinity: no gap is cut."""
    is_mixed: bool = False
    """Whether calls that overlap are heard at the same time, and not in a row."""


class Timed(NamedTuple):
    """An entry in the time of the incident: milliseconds since 1970, UTC."""

    earliest: int
    latest: int
    best: int
    """Decides, after `earliest`, which of two entries starts first."""
    sound_s: float | None = None
    """Seconds of sound; None for an entry without sound."""


class Passage(NamedTuple):
    """A part of a replay in which the clock goes evenly, from an instant of the incident on."""

    going: Going
    begin_s: float
    """Seconds since the start of the replay."""
    end_s: float
    begin_ms: int
    """The instant of the incident at the begin, in milliseconds since 1970, UTC."""
    end_ms: int
    """Likewise at the end; of a skipped gap, where the clock goes on."""
    entry: int
    """The index of the last entry started."""

    def clock_at(self, second: float) -> int:
        """The instant of the incident at a second of the replay within this passage."""
        if self.going == "skipped" or second >= self.end_s:
            return self.end_ms if second >= self.end_s else self.begin_ms
        share = max(second - self.begin_s, 0.0) / (self.end_s - self.begin_s)
        return self.begin_ms + int((self.end_ms - self.begin_ms) * share)


class Schedule:
    """When each entry of a replay starts, and how the clock goes."""

    def __init__(
        self,
        entries: Sequence[Timed],
        rate: float = 1.0,
        longest_gap_s: float = LONGEST_GAP_S,
        speed: float = 1.0,
        is_mixed: bool = False,
        begin: int | None = None,
    ) -> None:
        """Compute the schedule, in a time that grows with the number of entries.

        Args:
            entries: in any order; the schedule names them by their indexes in this sequence.
            rate: seconds of the incident in a second of the replay, without a sound; from
                `MIN_RATE` to `MAX_RATE`.
            longest_gap_s: seconds of waiting beyond which a gap is skipped; infinity for none.
            speed: of the sounds, as `Player.play` takes the speed.
            is_mixed: whether sounds that overlap play at the same time, and not in a row.
            begin: the instant at which the clock begins; None for the start of the first entry.
        """
        self._rate = min(max(rate, MIN_RATE), MAX_RATE)
        self._longest_s = max(longest_gap_s, SKIPPED_S)
        self._speed = speed
        self._is_mixed = is_mixed
        self.order: Sequence[int] = sorted(
            range(len(entries)), key=lambda one: place_of(entries[one])
        )
        """The indexes of the entries in the order in which they start."""
        # The columns of the passages, and their common end.
        self._goings = bytearray()
        self._begins_s = array("d", [0.0])
        self._begins_ms = array("q")
        self._entries = array("q")
        self._starts_s = array("d", bytes(array("d").itemsize * len(entries)))
        """From the index of an entry to the second of the start."""
        self._sounds: list[list[int]] = []
        clock = entries[self.order[0]].earliest if entries else 0
        clock = clock if begin is None else min(clock, begin)
        self._begins_ms.append(clock)
        self._silent_ms = clock
        """The instant of the incident at which the last sound ends."""
        for number, index in enumerate(self.order):
            before = self.order[max(number - 1, 0)]
            self._sound_up_to(entries[index].earliest, before)
            self._wait(entries[index].earliest, before)
            self._starts_s[index] = self.duration_s
            following = self.order[number + 1 : number + 2]
            limit = entries[following[0]].earliest if following else None
            self._start(entries[index].sound_s or 0.0, limit, index)
        if self.order:
            self._sound_up_to(self._silent_ms, self.order[-1])

    def __len__(self) -> int:
        """The number of passages."""
        return len(self._goings)

    def __getitem__(self, number: int) -> Passage:
        """A passage, counted from 0.

        Raises:
            IndexError: if there are fewer.
        """
        return Passage(
            _GOINGS[self._goings[number]],
            self._begins_s[number],
            self._begins_s[number + 1],
            self._begins_ms[number],
            self._begins_ms[number + 1],
            self._entries[number],
        )

    @property
    def duration_s(self) -> float:
        """Seconds of the whole replay."""
        return self._begins_s[-1]

    def passage_at(self, second: float) -> Passage:
        """The passage at a second of the replay: the first before the start, the last after.

        Raises:
            IndexError: if the replay has no entry.
        """
        return self[self.number_at(second)]

    def number_at(self, second: float) -> int:
        """The number of the passage at a second, counted from 0; see `passage_at`."""
        number = bisect_right(self._begins_s, second) - 1
        return min(max(number, 0), len(self) - 1)

    def start_s(self, entry: int) -> float:
        """The second of the replay at which an entry, named by the index, starts."""
        return self._starts_s[entry]

    def started(self, second: float) -> int:
        """The number of entries, in `order`, started by a second of the replay."""
        return bisect_right(self.order, second, key=self._starts_s.__getitem__)

    @property
    def sounds(self) -> Sequence[Sequence[int]]:
        """The entries with sound, in order: the entries of each sound without a pause.

        With sounds in a row, each has an entry; with sounds mixed, each has the entries that
        overlap, the first entry first.
        """
        return self._sounds

    def sound_at(self, second: float) -> tuple[int, float] | None:
        """The number of the sound begun last by a second of the replay, and the second of it.

        The sound may be over by then. None before the first sound.
        """
        number = bisect_right(self._sounds, second, key=self._begin_of) - 1
        if number < 0:
            return None
        return number, (second - self._begin_of(self._sounds[number])) * self._speed

    def offset_s(self, entry: int, sound: int) -> float:
        """Seconds from the start of a sound to the start of an entry of the sound."""
        return (self._starts_s[entry] - self._begin_of(self._sounds[sound])) * self._speed

    def _begin_of(self, entries: Sequence[int]) -> float:
        return self._starts_s[entries[0]]

    def _add(self, going: Going, seconds: float, clock: int, entry: int) -> None:
        """Add a passage of so many seconds, which ends at an instant of the incident."""
        if self.duration_s + seconds > self.duration_s:
            self._goings.append(_GOINGS.index(going))
            self._entries.append(entry)
            self._begins_s.append(self.duration_s + seconds)
            self._begins_ms.append(clock)

    def _wait(self, instant: int, entry: int) -> None:
        """Let the clock go to an instant, or skip the gap."""
        seconds = (instant - self._begins_ms[-1]) / _MS / self._rate
        if seconds > self._longest_s:
            self._add("skipped", SKIPPED_S, instant, entry)
        else:
            self._add("running", seconds, instant, entry)

    def _sound_up_to(self, instant: int, entry: int) -> None:
        """Let the clock go with the sounds that still play, up to an instant."""
        clock, reached = self._begins_ms[-1], min(self._silent_ms, instant)
        if reached > clock:
            self._add("sounding", (reached - clock) / _MS / self._speed, reached, entry)

    def _start(self, sound_s: float, limit: int | None, entry: int) -> None:
        """Let an entry sound, or be read, while the clock does not pass the next entry."""
        clock = self._begins_ms[-1]
        is_silent = clock >= self._silent_ms
        if sound_s * _MS < 1:  # the clock counts milliseconds: so short a sound is none
            if is_silent:
                self._add("holding", HOLD_S, clock, entry)
            return
        if is_silent:
            self._sounds.append([])
        self._sounds[-1].append(entry)
        if self._is_mixed:
            self._silent_ms = max(self._silent_ms, clock + int(sound_s * _MS))
            return
        end = clock + int(sound_s * _MS)
        reached = end if limit is None else min(end, limit)
        going_s = (reached - clock) / _MS / self._speed
        self._add("sounding", going_s, reached, entry)
        self._add("sounding", sound_s / self._speed - going_s, reached, entry)


def place_of(entry: Timed) -> tuple[int, int, int]:
    """What orders the starts of entries."""
    return entry.earliest, entry.best, entry.latest
