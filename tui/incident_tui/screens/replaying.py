"""A replay: the entries shown from the cursor on, by the clock of the incident."""

from collections.abc import Sequence
from itertools import islice
from math import inf
from typing import NamedTuple

from incident_tui.listening.clock import Joining, Passage, Schedule, Timed
from incident_tui.listening.sound_files import sound_s
from incident_tui.record.model import Audio
from incident_tui.review.lens import Lens
from incident_tui.review.review import Review

RATES = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
"""Seconds of the incident in a second of a replay."""
_MAX_ENTRIES = 2_000
"""Entries of a replay; a longer replay is begun anew at its end."""
_UNKNOWN_S = 5.0
"""Seconds for a sound of unknown length, until the player has opened the file."""
_BEFORE_NEXT_S = 0.001


class Part(NamedTuple):
    """An entry of a replay."""

    entry: str
    """The id."""
    audio: Audio | None


class Due(NamedTuple):
    """The sound that is due at a second of a replay."""

    number: int
    """Of the sound, from 0."""
    at_s: float
    """The position in the sound, in seconds of the sound."""
    parts: tuple[tuple[float, Audio], ...]
    """The entries heard, each with the seconds from the start of the sound."""


class Replay:
    """The entries of a replay, and when each starts."""

    def __init__(
        self, review: Review, joining: Joining, rate: float = RATES[0], speed: float = 1.0
    ) -> None:
        """Take the placed entries shown, from the cursor on.

        The sound of an entry that its own moment withholds is left out.

        Args:
            joining: how sounds follow each other.
            rate: one of `RATES`.
            speed: of the sounds.
        """
        self.parts, timed = _parts(review)
        self.joining = joining
        self.rate = rate
        self.speed = speed
        self._timed = list(timed)
        self._schedule = self._made()

    def part_at(self, second: float) -> Part | None:
        """The entry that has started last by a second of the replay; None before the first."""
        started = self._schedule.started(second)
        return self.parts[self._schedule.order[started - 1]] if started else None

    def passage_at(self, second: float) -> Passage:
        """How the clock goes at a second of the replay."""
        return self._schedule.passage_at(second)

    def due_at(self, second: float) -> Due | None:
        """The sound at a second of the replay; None for silence."""
        found = self._schedule.sound_at(second)
        if found is None:
            return None
        number, at_s = found
        heard = list[tuple[float, Audio]]()
        end_s = 0.0
        for index in self._schedule.sounds[number]:
            audio, offset_s = self.parts[index].audio, self._schedule.offset_s(index, number)
            if audio is not None:
                heard.append((offset_s, audio))
                end_s = max(end_s, offset_s + (self._timed[index].sound_s or 0.0))
        return Due(number, at_s, tuple(heard)) if at_s < end_s else None

    def second_of(self, sound: int, at_s: float) -> float:
        """The second of the replay at which a sound has come to a position, in its seconds."""
        return self._schedule.start_s(self._schedule.sounds[sound][0]) + at_s / self.speed

    def learn(self, sound: int, length_s: float) -> None:
        """Take note of the length of a sound that the record does not tell, of a single entry."""
        entries = self._schedule.sounds[sound]
        audio = self.parts[entries[0]].audio
        known_s = self._timed[entries[0]].sound_s
        if len(entries) == 1 and audio and audio.length is None and known_s != length_s:
            # What has started stays where it is: only what follows moves.
            self._timed[entries[0]] = self._timed[entries[0]]._replace(sound_s=length_s)
            self._schedule = self._made()

    def at_rate(self, rate: float, second: float) -> float:
        """Change the rate; returns the second of the replay at which the clock shows the same."""
        before = self._schedule.passage_at(second)
        self.rate = rate
        number = self._schedule.number_at(second)
        self._schedule = self._made()
        after = self._schedule[number]
        share = (second - before.begin_s) / (before.end_s - before.begin_s)
        return after.begin_s + share * (after.end_s - after.begin_s)

    def mixed(self, is_mixed: bool, second: float) -> float:
        """Hear overlapping calls at once, or in a row; returns the second of the same entry."""
        schedule, started = self._schedule, self._schedule.started(second)
        self.joining = self.joining._replace(is_mixed=is_mixed)
        self._schedule = self._made()
        if not started:
            return 0.0
        order = schedule.order
        entry, following = order[started - 1], order[started : started + 1]
        passed = second - schedule.start_s(entry)
        end = self._schedule.start_s(following[0]) if following else inf
        start = self._schedule.start_s(entry)
        return max(min(start + passed, end - _BEFORE_NEXT_S), start)

    @property
    def duration_s(self) -> float:
        """Seconds of the whole replay."""
        return self._schedule.duration_s

    def _made(self) -> Schedule:
        joining = self.joining
        return Schedule(self._timed, self.rate, joining.longest_gap_s, self.speed, joining.is_mixed)


def _parts(review: Review) -> tuple[Sequence[Part], Sequence[Timed]]:
    """The entries from the cursor on, each with its times."""
    chronology = review.chronology
    parts, timed = list[Part](), list[Timed]()
    shown = (one for one in review.shown if one >= review.cursor)
    for position in islice(shown, _MAX_ENTRIES):
        if position >= chronology.placed_count:
            break
        entry, placement = chronology.entries[position], chronology.placements[position]
        if placement.best is None or placement.earliest is None or placement.latest is None:
            continue
        audio, length_s = entry.audio, None
        if audio and not Lens(chronology, chronology.as_of[position], review.clock).tells(position):
            audio = None  # withheld still when the cursor comes to the entry
        if audio:
            length_s = sound_s(audio)
            length_s = _UNKNOWN_S if length_s is None else length_s
        parts.append(Part(entry.id, audio))
        timed.append(Timed(placement.earliest, placement.latest, placement.best, length_s))
    return parts, timed
