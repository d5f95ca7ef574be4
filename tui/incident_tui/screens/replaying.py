"""A replay: the entries shown from the cursor on, by the clock of the incident."""

from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from incident_tui.listening.clock import Passage, Schedule, Timed
from incident_tui.record.model import Audio
from incident_tui.review.review import Review

RATES = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
"""Seconds of the incident in a second of a replay."""
LONGEST_GAP_S = 10.0
"""Seconds of waiting beyond which a gap is skipped."""
_MAX_ENTRIES = 2_000
"""Entries of a replay; a longer replay is begun anew at its end."""


class Part(NamedTuple):
    """An entry of a replay."""

    entry: str
    """The id."""
    position: int
    audio: Audio | None


class Replay:
    """The entries of a replay, and when each starts."""

    def __init__(self, review: Review, rate: float) -> None:
        """Take the placed entries shown, from the cursor on, and known at the moment of the lens.

        Args:
            rate: one of `RATES`.
        """
        self.parts, timed = _parts(review)
        self.rate = rate
        self._timed = timed
        self.schedule = Schedule(timed, rate, LONGEST_GAP_S)

    def part_at(self, second: float) -> Part | None:
        """The entry that has started last by a second of the replay; None before the first."""
        started = self.schedule.started(second)
        return self.parts[self.schedule.order[started - 1]] if started else None

    def passage_at(self, second: float) -> Passage:
        """How the clock goes at a second of the replay."""
        return self.schedule.passage_at(second)

    def at_rate(self, rate: float, second: float) -> float:
        """Change the rate; returns the second of the replay at which the same entry has started."""
        part = self.part_at(second)
        self.rate = rate
        self.schedule = Schedule(self._timed, rate, LONGEST_GAP_S)
        return self.schedule.start_s(self.parts.index(part)) if part else 0.0

    @property
    def duration_s(self) -> float:
        """Seconds of the whole replay."""
        return self.schedule.duration_s


def _parts(review: Review) -> tuple[Sequence[Part], Sequence[Timed]]:
    """The entries from the cursor on, each with its times."""
    lens = review.chronology
    parts, timed = list[Part](), list[Timed]()
    shown = (one for one in review.shown if one >= review.cursor)
    for position in islice(shown, _MAX_ENTRIES):
        if position >= lens.placed_count:
            break
        entry, placement = lens.entries[position], lens.placements[position]
        if placement.best is None or placement.earliest is None or placement.latest is None:
            continue
        audio = entry.audio
        parts.append(Part(entry.id, position, audio))
        sound_s = audio.length if audio else None
        timed.append(Timed(placement.earliest, placement.latest, placement.best, sound_s))
    return parts, timed
