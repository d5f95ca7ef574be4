"""Intervals between entries or milestones: bounds of a length, or why there are none.

Their names are those of NFPA 1710 and NEMSIS where one applies; nothing is judged by them.
"""

from collections.abc import Iterator, Mapping

import msgspec

from incident_tui.record.model import Interval
from incident_tui.record.time_value import MINUTE, Qualifier
from incident_tui.review.chronology import Chronology
from incident_tui.review.placing import Placement
from incident_tui.review.review import Review
from incident_tui.review.state import Clock, Subject
from incident_tui.review.wording import entry_words, length_words


class Length(msgspec.Struct, frozen=True):
    """How long something took, in milliseconds; None for an end that nobody knows."""

    least: int | None
    most: int | None
    qualifier: Qualifier = ""
    why: str = ""
    """Why it cannot be computed, if it cannot."""

    def __str__(self) -> str:
        if self.why:
            return f"not computable: {self.why}"
        return range_words(self.least or 0, self.most or 0) + self.qualifier


def range_words(least: int, most: int) -> str:
    """`3 min`, `0–12 min`, `45 s – 2 min`; `-5 min` where the end came first."""
    if least == most:
        return ("-" if least < 0 else "") + length_words(least)
    if not least % MINUTE and not most % MINUTE and max(abs(least), abs(most)) < 60 * MINUTE:
        return f"{least // MINUTE}–{most // MINUTE} min"
    return f"{range_words(least, least)} – {range_words(most, most)}"


def entry_of(chronology: Chronology, name: str) -> int | None:
    """The position of an entry by its id, or of the one that reaches a milestone first."""
    if name in chronology.positions:
        return chronology.positions[name]
    history = chronology.ladders[Clock.HAPPENED].get(Subject("milestone", name))
    return chronology.positions.get(history.changes[0].entry) if history else None


def length_of(chronology: Chronology, interval: Interval) -> Length:
    """The length of an interval of the record."""
    ends = []
    for name in (interval.start, interval.end):
        position = entry_of(chronology, name)
        if position is None:
            return Length(None, None, why=f"nothing is, or reaches, `{name}`")
        ends.append(position)
    return length_between(chronology, *ends)


def length_between(chronology: Chronology, start: int, end: int) -> Length:
    """The length of time between two entries, by their positions."""
    one, other = chronology.placements[start], chronology.placements[end]
    first, last = _written(one), _written(other)
    if first is None or last is None:
        return Length(None, None, why=_why(chronology, start if first is None else end))
    least, most = last[0] - first[1], last[1] - first[0]
    if least < 0 <= most and _follows(chronology, start, end):
        least = 0
    qualifier: Qualifier = "~" if one.qualifier or other.qualifier else ""
    return Length(least, most, qualifier)


def since_mark(review: Review) -> Length | None:
    """From the marked entry to the one under the cursor; None where there is no mark."""
    position = review.chronology.positions.get(review.mark) if review.mark else None
    if position is None or review.entry is None:
        return None
    return length_between(review.chronology, position, review.cursor)


def _written(placement: Placement) -> tuple[int, int] | None:
    """First and last moment that something may have been at, as fine as it is written."""
    if placement.earliest is None or placement.latest is None:
        return None
    return placement.earliest, max(placement.latest - placement.grain + 1, placement.earliest)


def _why(chronology: Chronology, position: int) -> str:
    """That an entry has no time, and which question asks for it."""
    entry = chronology.entries[position]
    asked = [one.id for one in chronology.record.questions if entry.id in one.refs]
    question = f" (question {', '.join(asked)})" if asked else ""
    return f"no full time for “{entry_words(entry)}”{question}"


def _follows(chronology: Chronology, start: int, end: int) -> bool:
    """Whether it is known that one entry is not before another."""
    wanted = chronology.entries[start].id
    todo, seen = [chronology.entries[end].id], set[str]()
    later = _written_before(chronology)
    while todo:
        identifier = todo.pop()
        if identifier == wanted:
            return True
        if identifier in seen or identifier not in chronology.positions:
            continue
        seen.add(identifier)
        value = chronology.entries[chronology.positions[identifier]].time
        todo += [*value.after, *later.get(identifier, ())]
    return False


def _written_before(chronology: Chronology) -> Mapping[str, list[str]]:
    """For each entry, those of the timeline that are written to come before it."""
    found: dict[str, list[str]] = {}
    for entry in chronology.record.timeline:
        for identifier in entry.time.before:
            found.setdefault(identifier, []).append(entry.id)
    return found


def lengths(chronology: Chronology) -> Iterator[tuple[Interval, Length]]:
    """Each interval of the record, with its length."""
    for interval in chronology.record.intervals:
        yield interval, length_of(chronology, interval)
