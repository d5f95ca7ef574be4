"""Places in a source (`L13`, `p6`, `t=00:48:31`, `event 117`) in the order of the source."""

import re
from collections.abc import Iterable

_SECONDS_PER_STEP = 60
_TIME = re.compile(r"t=((?:\d{1,4}:){0,2}\d{1,9}(?:\.\d{1,9})?)", re.ASCII)
"""Hours, minutes and seconds from the start of a recording; `t=90.5` has seconds alone."""
_NUMBERED = re.compile(r"(\D{0,40}?)(\d{1,12})(.*)", re.ASCII | re.DOTALL)
_DIGITS = re.compile(r"(\d{1,12})", re.ASCII)

_Order = tuple[str, float, tuple[str | int, ...]]


def _order(place: str) -> _Order | None:
    """The kind of a place, its number, and further numbers; None for a place without a number."""
    if time := _TIME.match(place):
        seconds = 0.0
        for part in time[1].split(":"):
            seconds = seconds * _SECONDS_PER_STEP + float(part)
        return "t=", seconds, (place[time.end() :],)
    if numbered := _NUMBERED.fullmatch(place):
        rest = _DIGITS.split(numbered[3])
        parts = (int(part) if number % 2 else part for number, part in enumerate(rest))
        return numbered[1].strip().casefold(), float(numbered[2]), tuple(parts)
    return None


def in_order(places: Iterable[str]) -> list[str]:
    """Places of a source, each once: kinds together, each kind by its numbers.

    Places without a number follow in the given order, and last "", which is the whole source.
    """
    given = [*dict.fromkeys(places)]
    orders = {place: order for place in given if (order := _order(place)) is not None}
    numbered = sorted(orders, key=orders.__getitem__)
    named = [place for place in given if place and place not in orders]
    return [*numbered, *named, *([""] if "" in given else [])]
