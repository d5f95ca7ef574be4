"""Times of entries for formats of events, in which every time looks exact.

The words tell a reader without knowledge of the marks of a record how certain a time is.
"""

import datetime as dt
from typing import NamedTuple

from incident_tui.record.time_value import MINUTE, SECOND, Relative
from incident_tui.review.lens import Lens
from incident_tui.review.told import Outline
from incident_tui.words.exactness import is_written
from incident_tui.words.times import instant_words, time_words

_ABOUT = {"~": "about ", "%": "about "}
_UNCERTAIN = {"?": " (uncertain)", "%": " (uncertain)"}
_DOUBTS = {"~": "approximate", "?": "uncertain", "%": "approximate and uncertain"}
_GRAINS = {MINUTE: "minute", SECOND: "second"}


class Extent(NamedTuple):
    """From when to when an entry is drawn, in milliseconds since 1970, UTC."""

    start: int
    stop: int | None
    """The first instant after the entry; None for a moment."""
    days: bool
    """Whether the extent begins and ends with a day of the incident's clocks, and no finer."""


def extent_of(lens: Lens, outline: Outline) -> Extent:
    """The extent of a placed entry: the moment, or the whole bounds where no moment is written."""
    placement = outline.placement
    assert placement.best is not None
    assert placement.earliest is not None
    last = placement.latest if placement.end is None else placement.end
    assert last is not None
    if is_written(lens, outline):
        stop = None if placement.end is None else placement.end + 1
        return Extent(placement.best, stop, days=False)
    ends = (lens.zone.local(instant) for instant in (placement.earliest, last + 1))
    return Extent(placement.earliest, last + 1, all(end.time() == dt.time() for end in ends))


def plain_time(lens: Lens, outline: Outline) -> str:
    """A time without the marks of a record.

    `13:15`, `about 13:12`, `13:12 (uncertain)`, `somewhere between 13:00 and 13:12~`.
    """
    placement = outline.placement
    if placement.best is None:
        return time_words(lens, outline.time, placement)
    if not is_written(lens, outline):
        return _bounds_words(lens, outline)
    doubt = placement.qualifier
    words = time_words(lens, outline.time, placement).removesuffix(doubt)
    return f"{_ABOUT.get(doubt, '')}{words}{_UNCERTAIN.get(doubt, '')}"


def certainty_words(lens: Lens, outline: Outline) -> str:
    """The kind of an entry's moment, and the words of the source for the time.

    `exact to the minute`, `derived, approximate, stated “Two minutes later”`, `somewhere between
    13:15 and 13:17, moment not known`.
    """
    time, placement = outline.time, outline.placement
    if placement.best is None:
        words = "moment not known"
    elif is_written(lens, outline):
        grain = _GRAINS.get(placement.grain, "millisecond")
        words = _DOUBTS.get(placement.qualifier) or f"exact to the {grain}"
        words = f"derived, {words}" if isinstance(time.at, Relative) else words
    else:
        words = f"{_bounds_words(lens, outline)}, moment not known"
    if placement.end is not None:
        end = instant_words(placement.end, lens.zone, placement.grain)
        words = f"start, {words}; over by {end}"
    return f"{words}, stated “{time.stated}”" if time.stated else words


def _bounds_words(lens: Lens, outline: Outline) -> str:
    words = time_words(lens, outline.time, outline.placement)
    low, between, high = words.partition("…")
    return f"somewhere between {low} and {high}" if between else f"somewhere within {words}"
