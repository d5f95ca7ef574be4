"""How sure the moment of an entry is: for formats whose own times look exact, always."""

import datetime as dt
from typing import NamedTuple

from incident_tui.chronology.chronology import Chronology
from incident_tui.placing.placement import Placement
from incident_tui.record.model import Entry
from incident_tui.record.time_value import MINUTE, SECOND, Moment, Precision, Relative, Span
from incident_tui.words.times import instant_words, time_words

_ABOUT = {"~": "about ", "%": "about "}
_UNCERTAIN = {"?": " (uncertain)", "%": " (uncertain)"}
_DOUBTS = {"~": "approximate", "?": "uncertain", "%": "approximate and uncertain"}
_GRAINS = {MINUTE: "minute", SECOND: "second"}


def is_written(chronology: Chronology, entry: Entry, placement: Placement) -> bool:
    """Whether an entry stands at a moment that is written, or counted from one that is.

    Any other stands in the middle of its bounds, which nobody gave as its moment.
    """
    at, offset, root = entry.time.at, 0, placement
    seen = {entry.id}
    while isinstance(at, Relative):
        position = chronology.positions.get(at.anchor)
        if at.offset.least != at.offset.most or position is None or at.anchor in seen:
            return False
        seen.add(at.anchor)
        offset += at.offset.least
        at, root = chronology.entries[position].time.at, chronology.placements[position]
    start = at.start if isinstance(at, Span) else at
    if not isinstance(start, Moment) or start.precision <= Precision.DAY:
        return False
    return root.best is not None and root.best + offset == placement.best


class Extent(NamedTuple):
    """From when to when an entry is drawn; instants in milliseconds."""

    start: int
    stop: int | None
    """The first instant after it; None for a moment."""
    days: bool
    """Whether it begins and ends with a day of the incident's clocks, and no finer."""


def extent_of(chronology: Chronology, entry: Entry, placement: Placement) -> Extent:
    """Where an entry that has a place in time is drawn: all of its bounds, where no moment is."""
    assert placement.best is not None
    assert placement.earliest is not None
    last = placement.latest if placement.end is None else placement.end
    assert last is not None
    if is_written(chronology, entry, placement):
        stop = None if placement.end is None else placement.end + 1
        return Extent(placement.best, stop, days=False)
    ends = (chronology.zone.local(one) for one in (placement.earliest, last + 1))
    return Extent(placement.earliest, last + 1, all(one.time() == dt.time() for one in ends))


def told_time(chronology: Chronology, entry: Entry, placement: Placement) -> str:
    """A time for people who do not know the signs of a record.

    `13:15`, `about 13:12`, `13:12 (uncertain)`, `somewhere between 13:00 and 13:12~`.
    """
    if placement.best is None:
        return time_words(chronology, entry.time, placement)
    if not is_written(chronology, entry, placement):
        return _bounds_told(chronology, entry, placement)
    words = time_words(chronology, entry.time, placement).removesuffix(placement.qualifier)
    doubt = placement.qualifier
    return f"{_ABOUT.get(doubt, '')}{words}{_UNCERTAIN.get(doubt, '')}"


def certainty_words(chronology: Chronology, entry: Entry, placement: Placement) -> str:
    """What kind of moment an entry stands at, and in which words its source gave it.

    `exact to the minute`, `derived, approximate, stated “Two minutes later”`, `somewhere between
    13:15 and 13:17, moment not known`.
    """
    if placement.best is None:
        words = "moment not known"
    elif is_written(chronology, entry, placement):
        words = _DOUBTS.get(placement.qualifier) or f"exact to the {_grain(placement)}"
        words = f"derived, {words}" if isinstance(entry.time.at, Relative) else words
    else:
        words = f"{_bounds_told(chronology, entry, placement)}, moment not known"
    if placement.end is not None:
        end = instant_words(placement.end, chronology.zone, placement.grain)
        words = f"start, {words}; over by {end}"
    return f"{words}, stated “{entry.time.stated}”" if entry.time.stated else words


def _grain(placement: Placement) -> str:
    return _GRAINS.get(placement.grain, "millisecond")


def _bounds_told(chronology: Chronology, entry: Entry, placement: Placement) -> str:
    words = time_words(chronology, entry.time, placement)
    low, between, high = words.partition("…")
    return f"somewhere between {low} and {high}" if between else f"somewhere within {words}"
