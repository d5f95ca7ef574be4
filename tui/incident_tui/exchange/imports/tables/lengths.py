"""Lengths of time in a log, told from times of day: a turnout of 00:05:32."""

import re
from collections.abc import Sequence

from incident_tui.exchange.imports.tables.notations import spelling_of, tidied, without_zero_day
from incident_tui.record.time_value import DAY, HOUR, MINUTE, SECOND

LONGEST_LENGTH_MS = 2 * HOUR
"""A time of day from here on is no length of a turnout, a travel or a response."""

_LONGEST_RUN_MS = 12 * HOUR
_NAMES_A_LENGTH = re.compile(
    r"respon|turn.?out|travel|process|elapsed|duration|interval|total|delay"
    r"|dauer|d[uú]r(?:e|é|at|aci)|d[ée]lai|tiempo de|czas trwania|tijdsduur",
    re.I,
)
"""Names of columns in which a length of time is as likely as a time of day."""


def names_a_length(name: str) -> bool:
    """Whether a name is that of a column with lengths of time, or else times of day."""
    return bool(_NAMES_A_LENGTH.search(name))


def are_lengths(
    name: str, cells: Sequence[str], calls: Sequence[tuple[str, str]], are_digits: bool
) -> bool:
    """Whether the times of day in a column are lengths of time: 00:05:32.

    They are short, and lie far from the call of their row.

    Args:
        name: the name of the column.
        cells: the cells of the column, without the empty ones.
        calls: the time of the call, and the cell of the column, of each row; empty if no column
            has the time of the call.
        are_digits: whether all cells are four or six digits, which may be seconds: 1315.
    """
    is_named_so = names_a_length(name)
    read = _length_ms if is_named_so else clock_ms
    lengths = [read(cell) for cell in cells]
    if not lengths or any(
        length is None or (length >= LONGEST_LENGTH_MS and not are_digits) for length in lengths
    ):
        return False
    pairs = [(clock_ms(call), clock_ms(cell)) for call, cell in calls]
    after = [(time - call) % DAY for call, time in pairs if call is not None and time is not None]
    if are_digits:
        return bool(after) and all(min(ms, DAY - ms) > LONGEST_LENGTH_MS for ms in after)
    if is_named_so:
        return not after or any(min(ms, DAY - ms) > LONGEST_LENGTH_MS for ms in after)
    return bool(after) and all(ms > _LONGEST_RUN_MS for ms in after)


def _length_ms(text: str) -> int | None:
    """Return the length of time in a cell in milliseconds: of two numbers, minutes and seconds."""
    length = clock_ms(text)
    if length is None or text.count(":") != 1:
        return length
    return length * MINUTE // HOUR


def clock_ms(text: str) -> int | None:
    """Return the time of day in a cell in milliseconds, without regard to the zone."""
    spelling = spelling_of(without_zero_day(tidied(text)))
    if spelling is None or not spelling.parts["hour"]:
        return None
    hour, minute, second = (int(spelling.parts[key] or 0) for key in ("hour", "minute", "s"))
    if am_pm := (spelling.parts["am_pm"] or "").lower():
        hour = hour % 12 + (12 if am_pm == "p" else 0)
    return hour * HOUR + minute * MINUTE + second * SECOND
