"""Times of entries for formats of events, in which every time looks exact.

The words tell a reader without knowledge of the marks of a record how certain a time is.
"""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from incident_tui.record.time_value import Relative, Span
from incident_tui.review.lens import Lens
from incident_tui.review.told import Outline
from incident_tui.words.exactness import exactness_of, is_of_days, is_written
from incident_tui.words.times import NO_TIME, instant_words, moment_words, time_words

BOUNDS_NOTE = (
    "An entry whose time is given by bounds alone is drawn from the first bound, or from the start"
    " of the entry before it where the first bound would turn the order of the record round. The"
    " words of an entry always give its own bounds."
)
"""How entries without a moment are drawn, for the head of a file of events."""

_ABOUT = {"~": "about ", "%": "about "}
_UNCERTAIN = {"?": " (uncertain)", "%": " (uncertain)"}
_DOUBTS = {"~": "approximate", "?": "uncertain", "%": "approximate and uncertain"}


class Extent(NamedTuple):
    """From when to when an entry is drawn, in milliseconds since 1970, UTC."""

    start: int
    stop: int | None
    """The first instant after the entry; None for a moment."""
    days: bool
    """Whether the time is given in days of the incident's clocks, and no finer."""


def extents(lens: Lens) -> Iterator[Extent]:
    """The extents of the placed entries, by position: none begins before the extent before it.

    A program that sorts events by their starts thus keeps the order of the record, and no event
    starts at a moment that the record does not have.
    """
    start: int | None = None
    for position in range(lens.placed_count):
        extent = _own_extent(lens, lens.outline(position))
        start = extent.start if start is None else max(start, extent.start)
        yield extent._replace(start=start)


def _own_extent(lens: Lens, outline: Outline) -> Extent:
    """The extent of a placed entry by itself: the moment, or the bounds if no moment is written."""
    placement = outline.placement
    assert placement.best is not None
    assert placement.earliest is not None
    last = placement.latest if placement.end is None else placement.end
    assert last is not None
    if is_written(lens, outline):
        stop = None if placement.end is None else placement.end + 1
        return Extent(placement.best, stop, days=False)
    edges = (lens.zone.local(instant) for instant in (placement.earliest, last + 1))
    are_midnights = all(edge.time() == dt.time() for edge in edges)
    return Extent(placement.earliest, last + 1, are_midnights or is_of_days(lens, outline))


def plain_time(lens: Lens, outline: Outline) -> str:
    """A time without the marks of a record.

    `13:15`, `about 13:12`, `13:12 (uncertain)`, `somewhere between 13:00 and about 13:12`.
    """
    placement = outline.placement
    words = time_words(lens, outline.time, placement)
    is_moment = placement.best is None or is_written(lens, outline)
    return _unmarked(words) if is_moment and "…" not in words else _bounds_words(words)


def plain_start(lens: Lens, outline: Outline) -> str:
    """The start of an entry's time in words, as `plain_time`: the state at an entry is of then."""
    form = outline.time.at
    if isinstance(form, Span) and not outline.placement.shift:
        return _unmarked(moment_words(form.start, lens.zone))
    return plain_time(lens, outline)


def unplaced_words(lens: Lens, outline: Outline) -> str:
    """What is known of the time of an entry without a moment: `no time is given`."""
    known = plain_time(lens, outline)
    return "no time is given" if known == NO_TIME else f"{known}, no full time is given"


def certainty_words(lens: Lens, outline: Outline) -> str:
    """The kind of an entry's moment, and the words of the source for the time.

    `exact to the minute`, `derived, approximate, stated “Two minutes later”`, `somewhere between
    13:15 and 13:17, moment not known`, `after 13:00, no full time is given`.
    """
    time, placement = outline.time, outline.placement
    if placement.best is None:
        words = unplaced_words(lens, outline)
    elif is_written(lens, outline):
        words = _DOUBTS.get(placement.qualifier) or f"exact to the {exactness_of(lens, outline)}"
        words = f"derived, {words}" if isinstance(time.at, Relative) else words
    else:
        words = f"{plain_time(lens, outline)}, moment not known"
    if placement.end is not None:
        end = instant_words(placement.end, lens.zone, placement.grain)
        words = f"start, {words}; over by {end}"
    return f"{words}, stated “{time.stated}”" if time.stated else words


def _bounds_words(words: str) -> str:
    low, between, high = words.partition("…")
    if between:
        return f"somewhere between {_unmarked(low)} and {_unmarked(high)}"
    return f"somewhere within {_unmarked(words)}"


def _unmarked(words: str) -> str:
    """A time with its marks in words: `about 13:12` for `13:12~`, `after about 13:12`."""
    for side in ("after ", "before "):
        if words.startswith(side):
            return side + _unmarked(words.removeprefix(side))
    if "–" in words:
        return "–".join(map(_unmarked, words.split("–")))
    doubt = words[-1:] if words[-1:] in _DOUBTS else ""
    return f"{_ABOUT.get(doubt, '')}{words.removesuffix(doubt)}{_UNCERTAIN.get(doubt, '')}"
