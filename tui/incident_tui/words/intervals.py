"""Intervals between entries or milestones: bounds of a length, or why there are none.

A length is as fine as the times that it lies between: from 13:12 to 13:15 it is 3 min, though
either may be meant to the second. Where one of them is finer, every moment of the other counts.
Nothing is judged by a length.
"""

from collections.abc import Iterator

import msgspec

from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Clock, Subject
from incident_tui.placing.network import FAR
from incident_tui.placing.placement import Placement, joined, offset_bounds
from incident_tui.placing.zone import grain_of
from incident_tui.record.model import Interval
from incident_tui.record.time_value import (
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    Bounds,
    Moment,
    Qualifier,
    Relative,
    Span,
)
from incident_tui.review.review import Review
from incident_tui.words.names import brief, entry_words


class Length(msgspec.Struct, frozen=True):
    """How long something took, in milliseconds; None for a bound that nobody knows."""

    least: int | None
    most: int | None
    qualifier: Qualifier = ""
    why: str = ""
    """Why there is no such bound, or neither of them."""

    @property
    def is_computable(self) -> bool:
        """Whether there is a bound at all."""
        return self.least is not None or self.most is not None

    @property
    def words(self) -> str:
        """The length without a reason: `3 min`, `at least 28 min~`, `not computable`."""
        if self.least is not None and self.most is not None:
            return range_words(self.least, self.most) + self.qualifier
        if self.least is not None:
            return f"at least {exact_words(self.least)}{self.qualifier}"
        if self.most is not None:
            return f"at most {exact_words(self.most)}{self.qualifier}"
        return "not computable"

    def __str__(self) -> str:
        return f"{self.words}: {self.why}" if self.why else self.words


def range_words(least: int, most: int) -> str:
    """`3 min`, `0–12 min`, `45 s – 2 min`; `-5 min` where the end came first."""
    if least == most:
        return exact_words(least)
    for size, name in ((MINUTE, "min"), (SECOND, "s")):
        if 0 <= least < most < 60 * size and not least % size and not most % size:
            return f"{least // size}–{most // size} {name}"
    return f"{exact_words(least)} – {exact_words(most)}"


def exact_words(length: int) -> str:
    """A length in all its units: `3 min`, `1 d 10 h 48 min`; nothing is rounded."""
    parts, rest = [], abs(length)
    for size, name in ((DAY, "d"), (HOUR, "h"), (MINUTE, "min"), (SECOND, "s"), (1, "ms")):
        if rest // size:
            parts.append(f"{rest // size} {name}")
        rest %= size
    return ("-" if length < 0 else "") + (" ".join(parts) or "0 min")


def entry_of(chronology: Chronology, name: str) -> int | None:
    """The position of an entry by its id, or of the one that reaches a milestone first."""
    if name in chronology.positions:
        return chronology.positions[name]
    history = chronology.histories[Clock.HAPPENED].get(Subject("milestone", name))
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
    if start == end:
        return Length(0, 0)
    apart, (least, most, qualifier) = (
        _counted(chronology, start, end),
        _by_clocks(chronology, start, end),
    )
    if apart:
        narrower = max(apart[0], least), min(apart[1], most)
        if apart[:2] == narrower:
            least, most, qualifier = apart
        elif narrower[0] <= narrower[1]:  # or else the one time cannot hold with the other
            least, most, qualifier = *narrower, joined(apart[2], qualifier)
    if least < 0 <= most and _follows(chronology, start, end):
        least = 0
    if least <= 0 < most and _follows(chronology, end, start):
        most = 0
    return _bounded(chronology, start, end, (least, most, qualifier))


def _bounded(chronology: Chronology, start: int, end: int, length: "_Bounds") -> Length:
    """A length of which an end may be open; that it is not below 0 says nothing of how long."""
    least, most, qualifier = length
    if most < FAR and least > -FAR:
        return Length(least, most, qualifier)
    return Length(
        least if least > 0 else None,
        most if most < FAR else None,
        qualifier,
        _why(chronology, start, end),
    )


def since_mark(review: Review) -> Length | None:
    """From the marked entry to the one under the cursor; None where there is no mark."""
    position = review.chronology.positions.get(review.mark) if review.mark else None
    if position is None or review.entry is None:
        return None
    return length_between(review.chronology, position, review.cursor)


_Bounds = tuple[int, int, Qualifier]


def _by_clocks(chronology: Chronology, start: int, end: int) -> _Bounds:
    """Least and most as the moments of both ends have it; `FAR` where one of those is open."""
    one, other = chronology.placements[start], chronology.placements[end]
    grain = min(
        _grain(chronology, start, one),
        _grain(chronology, end, other),
        *(_whole(moment) for moment in (one.earliest, other.earliest) if moment is not None),
        *(_whole(moment + 1) for moment in (one.latest, other.latest) if moment is not None),
    )
    least = _between(_last(one, grain), other.earliest, -FAR)
    most = _between(one.earliest, _last(other, grain), FAR)
    return least, most, joined(one.qualifier, other.qualifier)


def _last(placement: Placement, grain: int) -> int | None:
    """The last moment that is written, as fine as this."""
    if placement.latest is None:
        return None
    last = placement.latest - grain + 1
    return last if placement.earliest is None else max(last, placement.earliest)


def _between(start: int | None, end: int | None, instead: int) -> int:
    return instead if start is None or end is None else end - start


def _whole(moment: int) -> int:
    """The largest of a minute, a second and a millisecond that a moment is a whole number of."""
    return next(size for size in (MINUTE, SECOND, 1) if not moment % size)


def _grain(chronology: Chronology, position: int, placement: Placement) -> int:
    """How fine the last moment of an entry is written, a minute at most."""
    seen = set[int]()
    while position not in seen:
        seen.add(position)
        entry = chronology.entries[position]
        form, other = entry.time.at, chronology.placements[position].before
        if other and other != entry.id and other in chronology.positions:
            position = chronology.positions[other]
        elif isinstance(form, Relative) and form.anchor in chronology.positions:
            position = chronology.positions[form.anchor]
        elif isinstance(form, Moment):
            return grain_of(form.precision)
        elif isinstance(form, Span):
            return min(grain_of(form.start.precision), grain_of(form.end.precision))
        elif isinstance(form, Bounds) and form.upper:
            return grain_of(form.upper.precision)
        else:
            break
    return placement.grain


def _counted(chronology: Chronology, start: int, end: int) -> _Bounds | None:
    """Least and most where one time is counted from the other, or both from a third."""
    first, last = _anchors(chronology, start), _anchors(chronology, end)
    for position, (least, most, qualifier) in last.items():
        if position in first:
            one = first[position]
            return least - one[1], most - one[0], joined(one[2], qualifier)
    return None


def _anchors(chronology: Chronology, position: int) -> dict[int, _Bounds]:
    """What an entry's time is counted from, the entry itself first, and how long after that."""
    found: dict[int, _Bounds] = {}
    least, most = 0, 0
    qualifier: Qualifier = ""
    while position not in found:
        found[position] = least, most, qualifier
        value = chronology.entries[position].time
        if not isinstance(value.at, Relative) or value.at.anchor not in chronology.positions:
            return found
        more_least, more_most, _ = offset_bounds(value, chronology.zone)
        least, most = least + more_least, most + more_most
        qualifier = joined(qualifier, value.at.offset.qualifier)
        position = chronology.positions[value.at.anchor]
    return {}  # counted from itself: left unplaced, and reported


def _why(chronology: Chronology, start: int, end: int) -> str:
    """Which ends have no full time, and the questions that they are spoken of in."""
    words = []
    for position in (start, end):
        placement = chronology.placements[position]
        if placement.earliest is None or placement.latest is None:
            entry = chronology.entries[position]
            asked = [one.id for one in chronology.record.questions if entry.id in one.refs]
            seen = f" (see question{'s' if len(asked) > 1 else ''} {', '.join(asked)})"
            words.append(f"“{brief(entry_words(entry))}”{seen if asked else ''}")
    return f"no full time for {' nor for '.join(words)}"


def _follows(chronology: Chronology, start: int, end: int) -> bool:
    """Whether it is known that one entry is not before another."""
    wanted = chronology.entries[start].id
    todo, seen = [chronology.entries[end].id], set[str]()
    later = chronology.written_before
    while todo:
        identifier = todo.pop()
        if identifier == wanted:
            return True
        if identifier in seen or identifier not in chronology.positions:
            continue
        seen.add(identifier)
        value = chronology.entries[chronology.positions[identifier]].time
        todo += [*value.after, *later.get(identifier, ())]
        if isinstance(value.at, Relative) and offset_bounds(value, chronology.zone)[0] >= 0:
            todo.append(value.at.anchor)
    return False


def lengths(chronology: Chronology) -> Iterator[tuple[Interval, Length]]:
    """Each interval of the record, with its length."""
    for interval in chronology.record.intervals:
        yield interval, length_of(chronology, interval)
