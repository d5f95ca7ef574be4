"""Clock times as people type them: `2055`, `9 pm`, `8.55`, `noon`, `midnight`."""

import re
from typing import NamedTuple

from incident_tui.record.time_value import DAY, HOUR, MINUTE, SECOND, Moment, Precision

_CLOCK = re.compile(
    r"""
    (?P<hour>\d{1,2})
    (?: (?P<mark>[:.h]?) (?P<minute>\d\d)
        (?: (?P=mark) (?P<second>\d\d) (?: \.(?P<ms>\d{1,3}) )? )? )?
    \s* (?P<half>[ap])? (?(half) \.?\s?m\.? )
    (?: \s* (?:hours|hrs?\.?|h) )?
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_NOON = re.compile(r"(?:12 ?)?noon", re.IGNORECASE | re.ASCII)
_MIDNIGHT = re.compile(r"(?:12 ?)?midnight", re.IGNORECASE | re.ASCII)
_HALF_DAY = 12 * HOUR


class NoTimeError(ValueError):
    """A text is no time; the message says why, without advice."""


class TypedClock(NamedTuple):
    """The readings of a clock time, in milliseconds since midnight; `DAY` is the next midnight."""

    clocks: tuple[int, ...]
    """The usual reading first."""
    precision: Precision = Precision.MINUTE
    is_sure: bool = True
    """Whether there is a single reading, which the words of the program repeat."""

    @property
    def moments(self) -> tuple[Moment, ...]:
        """The moments of the readings, without a date."""
        return tuple(Moment(None, clock, self.precision) for clock in self.clocks)


def typed_clock(text: str) -> TypedClock | None:
    """The clock time of a text; None for a text in another form.

    Raises:
        NoTimeError: if there is no such time on a clock.
    """
    if _NOON.fullmatch(text):
        return TypedClock((_HALF_DAY,))
    if _MIDNIGHT.fullmatch(text):  # at the start of a day, or at its end
        return TypedClock((0, DAY), is_sure=False)
    match = _CLOCK.fullmatch(text)
    if match is None or not (match["minute"] or match["half"]):
        return None
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    if half and not 1 <= hour <= 12:
        raise NoTimeError(f"{hour} {half}m is no hour")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    minute, second = int(match["minute"] or 0), int(match["second"] or 0)
    milliseconds = int((match["ms"] or "").ljust(3, "0"))
    if (hour, minute, second, milliseconds) == (24, 0, 0, 0):
        return TypedClock((DAY,), is_sure=False)
    if hour > 23 or minute > 59 or second > 59:
        shown = match["hour"] + "".join(f":{one}" for one in match.group("minute", "second") if one)
        raise NoTimeError(f"{shown} is no clock time")
    precision = Precision.MINUTE
    if match["second"]:
        precision = Precision.MILLISECOND if match["ms"] else Precision.SECOND
    clock = hour * HOUR + minute * MINUTE + second * SECOND + milliseconds
    if len(match["hour"]) == 1 and hour > 0 and not half:  # of the morning, or of the evening
        return TypedClock((clock, clock + _HALF_DAY), precision, is_sure=False)
    return TypedClock((clock,), precision)
