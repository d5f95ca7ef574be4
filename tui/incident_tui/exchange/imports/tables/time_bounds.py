"""The window of a wish as bounds for a column of times, in the notation of the column.

A query compares a column with bounds of the column's own kind, which an index serves. Some of the
values show the kind. The bounds let each row through whose time may be in the window: a time to the
minute is as vague as written, and a local time may be shown twice when clocks go back.
"""

import datetime as dt
import math
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from incident_tui.exchange.imports.foreign.times import NoTimeError, read_timestamp
from incident_tui.exchange.imports.landing.protocol import Wishes

_TEXT = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)"
    r"(?:(?P<mark>[T ])(?P<minute>\d\d:\d\d)(?P<second>:\d\d)?(?:[.,]\d+)?"
    r"\s?(?P<zone>Z|UTC|[+-]\d\d(?::?\d\d)?)?(?: UTC(?: m=\S+)?)?)?",
    re.ASCII,
)
"""A time in ISO 8601 or RFC 3339, or with a zone in the form of the language Go."""
_UTC = ("Z", "UTC", "+00", "+0000", "+00:00")
_UNITS_OF_DIGITS = {9: 1, 10: 1, 13: 1_000, 16: 1_000_000}
"""From the number of digits of a count since 1970 to the counts in a second."""
_SECOND = dt.timedelta(seconds=1)
_QUARTER_HOUR = dt.timedelta(minutes=15)
_QUARTERS = 12
"""By more than this many quarters of an hour, no place has set clocks back."""
_FARTHEST_WEST = dt.timedelta(hours=12)
_FARTHEST_EAST = dt.timedelta(hours=14)
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Window(NamedTuple):
    """A window of time, and the zone of times without a zone."""

    since: dt.datetime | None
    """With a zone: the first moment; None for no bound."""
    until: dt.datetime | None
    """With a zone: the last moment; None for no bound."""
    zone: dt.tzinfo = dt.UTC

    @property
    def is_open(self) -> bool:
        """Whether the window has no bound."""
        return self.since is None and self.until is None


class Bounds(NamedTuple):
    """The values to compare the values of a column with."""

    least: Any
    """None for no bound."""
    most: Any
    """None for no bound."""
    is_below: bool = False
    """Whether the values are below `most`, and not equal."""
    is_wide: bool = False
    """Whether rows outside of the window pass, which `is_within` finds."""


def window_of(wishes: Wishes) -> Window:
    """Return the window of a wish."""
    return Window(wishes.since, wishes.until, wishes.zone)


def bounds_of(values: Sequence[object], window: Window) -> Bounds | None:
    """Return the bounds for a column; None if values of this kind cannot be compared.

    Args:
        values: some values of the column, without None.
        window: the window.
    """
    try:
        return _bounds_of(values, window)
    except OverflowError:  # beyond the calendar
        return None


def _bounds_of(values: Sequence[object], window: Window) -> Bounds | None:
    if all(isinstance(value, str) for value in values):
        return _bounds_of_texts([str(value).strip() for value in values], window)
    if all(isinstance(value, dt.datetime) for value in values):
        if all(value.tzinfo for value in values if isinstance(value, dt.datetime)):
            return Bounds(window.since, window.until)
        return Bounds(*_walls(window))
    if all(type(value) is dt.date for value in values):
        first, last = _walls(window)
        return Bounds(first and first.date(), last and last.date())
    return _bounds_of_counts(values, window)


def is_within(text: str, window: Window) -> bool:
    """Whether a time with an offset is in the window; a text in another notation may be."""
    try:
        stamp = read_timestamp(text, Wishes(zone=window.zone))
    except NoTimeError:
        return True
    if stamp.instant is None:
        return True
    instant = _EPOCH + dt.timedelta(milliseconds=stamp.instant)
    return not (
        (window.since is not None and instant < window.since.replace(microsecond=0))
        or (window.until is not None and instant > window.until)
    )


def _bounds_of_texts(texts: Sequence[str], window: Window) -> Bounds | None:
    """Return the bounds for texts, which are compared letter by letter."""
    if {*map(len, texts)} <= {*_UNITS_OF_DIGITS} and all(map(str.isdecimal, texts)):
        counts = _bounds_of_counts([*map(int, texts)], window)
        return counts and _below(counts.least, counts.most, str)
    matches = [match for text in texts if (match := _TEXT.fullmatch(text))]
    marks = {match["mark"] for match in matches}
    if len(matches) < len(texts) or len(marks) > 1:
        return None
    zones = {match["zone"] for match in matches} - {None}
    is_wide = not zones <= {*_UTC}
    if is_wide:
        least = window.since and _on_clocks(window.since, dt.UTC) - _FARTHEST_WEST
        most = window.until and _on_clocks(window.until, dt.UTC) + _FARTHEST_EAST
    else:
        least, most = _walls(window._replace(zone=dt.UTC) if zones else window)
    [mark] = marks
    form = f"%Y-%m-%d{mark or ''}" + ("%H:%M" if mark else "")
    unit = dt.timedelta(minutes=1) if mark else dt.timedelta(days=1)
    if mark and all(match["second"] for match in matches):
        form, unit = f"{form}:%S", _SECOND
    return Bounds(
        least and _written(least, form), most and _written(most + unit, form), True, is_wide
    )


def _written(moment: dt.datetime, form: str) -> str:
    """Return a moment as text; `strftime` writes years before 1000 with fewer digits."""
    return moment.strftime(form.replace("%Y", f"{moment.year:04}"))


def _bounds_of_counts(values: Sequence[object], window: Window) -> Bounds | None:
    """Return the bounds for counts since 1970, in the unit shown by the digits."""
    units = {*map(_unit_of, values)}
    if len(units) != 1 or 0 in units:
        return None
    [unit] = units
    least, most = (None if bound is None else _count(bound, unit) for bound in window[:2])
    if all(isinstance(value, int) for value in values):
        return Bounds(least, most)
    kind = Decimal if all(isinstance(value, Decimal) for value in values) else float
    return _below(least, most, kind)


def _unit_of(value: object) -> int:
    """Return the counts in a second by the number of digits; 0 for no count."""
    if not isinstance(value, int | float | Decimal) or not math.isfinite(value):
        return 0
    return _UNITS_OF_DIGITS.get(len(str(int(value))), 0)


def _count(moment: dt.datetime, unit: int) -> int:
    return (moment - _EPOCH) // _SECOND * unit + moment.microsecond * unit // 1_000_000


def _below(least: int | None, most: int | None, kind: type) -> Bounds:
    """Return bounds for counts whose unit has parts, as a second with a fraction."""
    return Bounds(
        None if least is None else kind(least), None if most is None else kind(most + 1), True
    )


def _walls(window: Window) -> tuple[dt.datetime | None, dt.datetime | None]:
    """Return the first and the last time on the clocks of the zone, without a zone.

    When clocks go back, which they do at a quarter of an hour, a later moment has an earlier time.
    """
    since, until, zone = window
    first = last = None
    if since is not None:
        later = (_quarter(since) + number * _QUARTER_HOUR for number in range(1, _QUARTERS + 1))
        first = min(_on_clocks(moment, zone) for moment in (since, *later))
    if until is not None:
        before = _quarter(until) - dt.timedelta(microseconds=1)
        earlier = (before - number * _QUARTER_HOUR for number in range(_QUARTERS))
        last = max(_on_clocks(moment, zone) for moment in (until, *earlier))
    return first, last


def _quarter(moment: dt.datetime) -> dt.datetime:
    """Return the beginning of the quarter of an hour."""
    return moment - (moment - _EPOCH) % _QUARTER_HOUR


def _on_clocks(moment: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    return moment.astimezone(zone).replace(tzinfo=None)
