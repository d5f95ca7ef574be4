"""A replay: the entries shown from the cursor on, by the clock of the incident."""

from collections.abc import Mapping, Sequence
from math import inf
from typing import NamedTuple

from incident_tui.listening.clock import Joining, Passage, Schedule, Timed, place_of
from incident_tui.listening.sound_files import sound_s
from incident_tui.record.model import Audio
from incident_tui.review.lens import Lens
from incident_tui.review.review import Review

RATES = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
"""Seconds of the incident in a second of a replay."""
_MAX_ENTRIES = 2_000
"""Entries of a replay; a longer replay is begun anew at its end."""
_MOST_BEFORE = 200
"""Entries before the present entry that a list made anew still has, to skip back to."""
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
        self,
        review: Review,
        joining: Joining,
        rate: float = RATES[0],
        speed: float = 1.0,
        before: "Replay | None" = None,
        last: str = "",
    ) -> None:
        """Take the placed entries shown, from the cursor on.

        The sound of an entry that its own moment withholds is left out.

        Args:
            joining: how sounds follow each other.
            rate: one of `RATES`.
            speed: of the sounds.
            before: the replay to go on with, whose begin is the begin; None for a new replay.
            last: the id of the entry of `before` that has started last.
        """
        self._review = review
        self._origin: str = before._origin if before else review.entry_id
        positions = review.chronology.positions
        origin = positions.get(self._origin, review.cursor)
        self.parts, timed = _parts(review, origin, positions.get(last, review.cursor))
        self._joining = joining
        self.rate = rate
        self.speed = speed
        learnt = before._lengths if before else {}
        self._timed = [
            one._replace(sound_s=learnt.get(part, one.sound_s))
            for part, one in zip(self.parts, timed, strict=True)
        ]
        self._begin: int = (
            before._begin if before else min((one.earliest for one in timed), default=0)
        )
        """The instant at which the clock begins, in milliseconds since 1970, UTC."""
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

    def part_of(self, entry: str, second: float) -> tuple[Audio, float] | None:
        """The sound of an entry that is heard at a second, and the position in that sound."""
        for index in self._schedule.order[: self._schedule.started(second)]:
            found, audio = self.parts[index]
            if found == entry and audio is not None and self._goes_on(index, second):
                return audio, (second - self._schedule.start_s(index)) * self.speed
        return None

    def second_in(self, entry: str, at_s: float) -> float:
        """The second of the replay at a position in the sound of an entry, or at its end."""
        index = next(number for number, part in enumerate(self.parts) if part.entry == entry)
        within_s = min(at_s, self._timed[index].sound_s or 0.0)
        return self._schedule.start_s(index) + within_s / self.speed

    def learn(self, sound: int, length_s: float) -> None:
        """Take note of the length of a sound that the record does not tell, of a single entry."""
        entries = self._schedule.sounds[sound]
        audio = self.parts[entries[0]].audio
        known_s = self._timed[entries[0]].sound_s
        if len(entries) == 1 and audio and audio.length is None and known_s != length_s:
            # What has started stays where it is: only what follows moves.
            self._timed[entries[0]] = self._timed[entries[0]]._replace(sound_s=length_s)
            self._schedule = self._made()

    def is_of(self, review: Review) -> bool:
        """Whether a review shows, and tells, the entries that the replay was made of."""
        own = self._review
        same = review.shown == own.shown and review.clock is own.clock
        return same and review.is_of_same_chronology(own)

    def renewed(self, review: Review, second: float, speed: float) -> "tuple[Replay, float] | None":
        """A replay of the entries that a review shows now, and the second at which it goes on.

        An entry that is heard, or read, goes on if it is shown still. Else the clock goes on from
        the present instant.

        Args:
            second: of this replay.
            speed: of the sounds.

        Returns:
            None if nothing is shown after the second.
        """
        started = self._schedule.order[: self._schedule.started(second)]
        last = self.parts[started[-1]].entry if started else self._origin
        new = Replay(review, self._joining, self.rate, speed, self, last)
        numbers = {part: number for number, part in enumerate(new.parts)}
        for index in started:
            number = numbers.get(self.parts[index])
            if number is not None and self._goes_on(index, second):
                passed_s = second - self._schedule.start_s(index)
                slower = self.speed / speed if self.parts[index].audio else 1.0
                return new, new._schedule.start_s(number) + passed_s * slower
        clock = self._schedule.passage_at(second).clock_at(second)
        following = new._first_after(self._timed[started[-1]] if started else None, last, clock)
        return None if following is None else (new, new._second_before(following, clock))

    def _goes_on(self, index: int, second: float) -> bool:
        """Whether an entry that has started is heard, or read, at a second of the replay."""
        passage = self._schedule.passage_at(second)
        if passage.going == "holding":
            return passage.entry == index
        length_s = (self._timed[index].sound_s or 0.0) / self.speed
        return second < self._schedule.start_s(index) + length_s

    def _first_after(self, last: Timed | None, entry: str, clock: int) -> int | None:
        """The index of the first entry from an instant on, in the order after an entry."""
        positions = self._review.chronology.positions
        least = (place_of(last) if last else (), positions.get(entry, self._review.cursor))
        for index in self._schedule.order:
            timed = self._timed[index]
            place = (place_of(timed), positions[self.parts[index].entry])
            if timed.earliest >= clock and place > least:
                return index
        return None

    def _second_before(self, index: int, clock: int) -> float:
        """The second at which the clock, on the way to the start of an entry, shows an instant."""
        start_s = self._schedule.start_s(index)
        number = self._schedule.number_at(start_s) - 1
        if number < 0:
            return start_s
        way = self._schedule[number]
        if way.going == "skipped":
            return way.begin_s
        if way.going != "running":
            return start_s
        share = max(clock - way.begin_ms, 0) / (way.end_ms - way.begin_ms)
        return way.begin_s + share * (way.end_s - way.begin_s)

    @property
    def _lengths(self) -> Mapping[Part, float | None]:
        """Seconds of the sound of each entry, as learnt."""
        return {part: one.sound_s for part, one in zip(self.parts, self._timed, strict=True)}

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
        self._joining = self._joining._replace(is_mixed=is_mixed)
        self._schedule = self._made()
        if not started:
            return second
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
        joining = self._joining
        return Schedule(
            self._timed,
            self.rate,
            joining.longest_gap_s,
            self.speed,
            joining.is_mixed,
            self._begin,
        )


def _parts(review: Review, origin: int, here: int) -> tuple[Sequence[Part], Sequence[Timed]]:
    """The entries shown from a position on, each with its times, not too many around another."""
    chronology, shown = review.chronology, review.shown
    parts, timed = list[Part](), list[Timed]()
    now = shown.rank(here)
    for position in shown[max(shown.rank(origin), now - _MOST_BEFORE) : now + _MAX_ENTRIES]:
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
