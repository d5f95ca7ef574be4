"""Intervals between entries or milestones: bounds of a length, or why bounds are missing.

A length is as fine as the times at its ends: from 13:12 to 13:15 is 3 min, though both times
may be meant to the second. Where an end is finer than the opposite end, every moment counts.
No length is judged.
"""

from collections.abc import Iterator

import msgspec

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
from incident_tui.review.lens import Lens
from incident_tui.review.review import Review
from incident_tui.review.rows import Gap
from incident_tui.words.names import brief


class Length(msgspec.Struct, frozen=True):
    """A length of time in milliseconds; None for an unknown bound."""

    least: int | None
    most: int | None
    qualifier: Qualifier = ""
    why: str = ""
    """The reason for a missing bound."""

    @property
    def is_computable(self) -> bool:
        """Whether a bound is known."""
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


def mark_words(length: Length) -> str:
    """Where the cursor lies, seen from the mark: `3–13 min~ after the mark`."""
    least, most = length.least, length.most
    if not length.is_computable:
        return "not computable since the mark"
    if least is not None and most is not None and least < 0 < most:
        before, after = exact_words(-least), exact_words(most)
        return f"{before} before to {after} after the mark{length.qualifier}"
    if most is not None and most <= 0 and least != 0:
        turned = Length(-most, None if least is None else -least, length.qualifier)
        return f"{turned.words} before the mark"
    return f"{length.words} after the mark"


def range_words(least: int, most: int) -> str:
    """`3 min`, `0–12 min`, `45 s – 2 min`; `-5 min` where the end came first."""
    if least == most:
        return exact_words(least)
    for size, name, limit in ((MINUTE, "min", 100), (SECOND, "s", 60)):
        if 0 <= least < most < limit * size and not least % size and not most % size:
            return f"{least // size}–{most // size} {name}"
    return f"{exact_words(least)} – {exact_words(most)}"


def exact_words(length: int) -> str:
    """A length in full, without rounding: `3 min`, `1 d 10 h 48 min`."""
    parts, rest = [], abs(length)
    for size, name in ((DAY, "d"), (HOUR, "h"), (MINUTE, "min"), (SECOND, "s"), (1, "ms")):
        if rest // size:
            parts.append(f"{rest // size} {name}")
        rest %= size
    return ("-" if length < 0 else "") + (" ".join(parts) or "0 min")


def length_of(lens: Lens, interval: Interval) -> Length:
    """The length of an interval of the record."""
    ends = []
    for name in (interval.start, interval.end):
        position = lens.end_of_interval(name)
        if position is None:
            return Length(None, None, why=f"nothing is, or reaches, `{name}`")
        ends.append(position)
    return length_between(lens, *ends)


def length_between(lens: Lens, start: int, end: int) -> Length:
    """The length of time between two entries, by their positions."""
    if start == end:
        return Length(0, 0)
    apart, (least, most, qualifier) = (
        _counted(lens, start, end),
        _by_clocks(lens, start, end),
    )
    if apart:
        narrower = max(apart[0], least), min(apart[1], most)
        if apart[:2] == narrower:
            least, most, qualifier = apart
        elif narrower[0] <= narrower[1]:  # or else the one time cannot hold with the other
            least, most, qualifier = *narrower, joined(apart[2], qualifier)
    if least < 0 <= most and _follows(lens, start, end):
        least = 0
    if least <= 0 < most and _follows(lens, end, start):
        most = 0
    return _bounded(lens, start, end, (least, most, qualifier))


def _bounded(lens: Lens, start: int, end: int, length: "_Bounds") -> Length:
    """A length with a possibly open end; a bound at or below 0 is no information."""
    least, most, qualifier = length
    if most < FAR and least > -FAR:
        return Length(least, most, qualifier)
    return Length(
        least if least > 0 else None,
        most if most < FAR else None,
        qualifier,
        _why(lens, start, end),
    )


def gap_words(gap: Gap) -> str:
    """How far the next row is; hidden entries in between are counted."""
    length = range_words(gap.least, gap.most)
    if gap.hidden:
        return f"{length} · {gap.hidden:,} hidden"
    return f"{length} to the next {'radio call' if gap.radio else 'entry with a time'}"


def since_mark(review: Review) -> Length | None:
    """From the marked entry to the entry under the cursor; None without a mark."""
    position = review.lens.position(review.mark) if review.mark else None
    if position is None or not review.shown:
        return None
    return length_between(review.lens, position, review.cursor)


_Bounds = tuple[int, int, Qualifier]


def _by_clocks(lens: Lens, start: int, end: int) -> _Bounds:
    """Least and most length by the moments of both ends; `FAR` for an open end."""
    one, other = lens.chronology.placements[start], lens.chronology.placements[end]
    grain = min(
        _grain(lens, start, one),
        _grain(lens, end, other),
        *(_whole(moment) for moment in (one.earliest, other.earliest) if moment is not None),
        *(_whole(moment + 1) for moment in (one.latest, other.latest) if moment is not None),
    )
    least = _between(_last(one, grain), other.earliest, -FAR)
    most = _between(one.earliest, _last(other, grain), FAR)
    return least, most, joined(one.qualifier, other.qualifier)


def _last(placement: Placement, grain: int) -> int | None:
    """The last moment of a placement, rounded down to a grain."""
    if placement.latest is None:
        return None
    last = placement.latest - grain + 1
    return last if placement.earliest is None else max(last, placement.earliest)


def _between(start: int | None, end: int | None, instead: int) -> int:
    return instead if start is None or end is None else end - start


def _whole(moment: int) -> int:
    """The largest unit (minute, second, millisecond) that divides a moment."""
    return next(size for size in (MINUTE, SECOND, 1) if not moment % size)


def _grain(lens: Lens, position: int, placement: Placement) -> int:
    """How fine the last moment of an entry is written, a minute at most."""
    seen = set[int]()
    while position not in seen:
        seen.add(position)
        entry = lens.chronology.entries[position]
        form, other = entry.time.at, lens.chronology.placements[position].before
        if other and other != entry.id and other in lens.chronology.positions:
            position = lens.chronology.positions[other]
        elif isinstance(form, Relative) and form.anchor in lens.chronology.positions:
            position = lens.chronology.positions[form.anchor]
        elif isinstance(form, Moment):
            return grain_of(form.precision)
        elif isinstance(form, Span):
            return min(grain_of(form.start.precision), grain_of(form.end.precision))
        elif isinstance(form, Bounds) and form.upper:
            return grain_of(form.upper.precision)
        else:
            break
    return placement.grain


def _counted(lens: Lens, start: int, end: int) -> _Bounds | None:
    """Least and most length where an end is counted from the opposite end, or both from a third."""
    first, last = _anchors(lens, start), _anchors(lens, end)
    for position, (least, most, qualifier) in last.items():
        if position in first:
            one = first[position]
            return least - one[1], most - one[0], joined(one[2], qualifier)
    return None


def _anchors(lens: Lens, position: int) -> dict[int, _Bounds]:
    """The anchors of an entry's time, the entry first, with the offsets from each anchor."""
    found: dict[int, _Bounds] = {}
    least, most = 0, 0
    qualifier: Qualifier = ""
    while position not in found:
        found[position] = least, most, qualifier
        value = lens.chronology.entries[position].time
        if not isinstance(value.at, Relative) or value.at.anchor not in lens.chronology.positions:
            return found
        more_least, more_most, _ = offset_bounds(value, lens.zone)
        least, most = least + more_least, most + more_most
        qualifier = joined(qualifier, value.at.offset.qualifier)
        position = lens.chronology.positions[value.at.anchor]
    return {}  # counted from itself: left unplaced, and reported


def _why(lens: Lens, start: int, end: int) -> str:
    """The ends without a full time, and the questions about them."""
    words = []
    for position in (start, end):
        placement = lens.chronology.placements[position]
        if placement.earliest is None or placement.latest is None:
            entry = lens.chronology.entries[position]
            asked = [question.id for question in lens.questions_about(entry.id)]
            seen = f" (questions about it: {', '.join(asked)})"
            words.append(f"“{brief(lens.name(entry.id))}”{seen if asked else ''}")
    return f"no full time for {' nor for '.join(words)}"


def _follows(lens: Lens, start: int, end: int) -> bool:
    """Whether the record says that an entry is not before another entry."""
    wanted = lens.chronology.entries[start].id
    todo, seen = [lens.chronology.entries[end].id], set[str]()
    later = lens.chronology.written_before
    while todo:
        identifier = todo.pop()
        if identifier == wanted:
            return True
        if identifier in seen or identifier not in lens.chronology.positions:
            continue
        seen.add(identifier)
        value = lens.chronology.entries[lens.chronology.positions[identifier]].time
        todo += [*value.after, *later.get(identifier, ())]
        if isinstance(value.at, Relative) and offset_bounds(value, lens.zone)[0] >= 0:
            todo.append(value.at.anchor)
    return False


def lengths(lens: Lens) -> Iterator[tuple[Interval, Length | None]]:
    """Each interval of the record with a length; None while an end is not known yet."""
    for interval, told in lens.intervals():
        yield interval, length_of(lens, interval) if told else None
