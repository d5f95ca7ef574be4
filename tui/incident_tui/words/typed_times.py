"""Times as people type them: `2055`, `9 pm`, `18 Oct 00:10`, `T+12m`; the inverse of `times`.

A record makes a typed time whole: the day of a clock time, the year of a day, the half of the day
of `1:00`. `TypedTime.reading` has the words for a choice between several readings.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import or_else
from incident_tui.record.text import visible
from incident_tui.record.time_value import (
    HOUR,
    MINUTE,
    QUALIFIERS,
    SECOND,
    Moment,
    Precision,
    TimeSyntaxError,
    parse_duration,
    parse_moment,
)
from incident_tui.review.lens import Lens
from incident_tui.review.review import Review
from incident_tui.words.exactness import has_clock_time
from incident_tui.words.times import day_beside, instant_words, moment_words

_MONTH_NAMES = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]*\s+)?"
_YEAR = r"(?:,?\s+(?P<year>\d{4})(?!\d))?"
_DATES = tuple(
    re.compile(_WEEKDAY + date, re.IGNORECASE | re.ASCII)
    for date in (
        r"(?P<year>\d{4})-(?P<number>\d\d)-(?P<day>\d\d)(?!\d)",
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?\s*(?P<month>[a-z]{3,9})\b\.?" + _YEAR,
        r"(?P<month>[a-z]{3,9})\.?\s*(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d)" + _YEAR,
    )
)
_BETWEEN = re.compile(r"^(?:,|at\b|t(?=\d))?\s*", re.IGNORECASE)
"""Stands between a date and a clock time."""
_CLOCK = re.compile(
    r"""
    (?P<hour>\d{1,2})
    (?: (?P<mark>[:.]?) (?P<minute>\d\d)
        (?: (?P=mark) (?P<second>\d\d) (?: \.(?P<ms>\d{1,3}) )? )? )?
    \s* (?P<half>[ap])? (?(half) \.?\s?m\.? )
    (?: \s* (?:hours|hrs?\.?|h) )?
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_COUNTED = re.compile(r"(?P<start>[tT]\s*)?(?P<sign>[+−-])\s*(?P<length>\S.*)")
_UNITS = re.compile(r"(?<=\d)\s*(ms|[dhms])[a-z]*\.?\s*", re.IGNORECASE | re.ASCII)
"""A unit of length, abbreviated or not."""
_MAX_ECHO_CHARACTERS = 20
_TWO_TIMES = re.compile(r"\d\s*(?:\.\.|[/…–-])\s*\d")


class _NoTimeError(ValueError):
    """A text is no time; the message says why, without advice."""


_LOOKED_AT = 1_000
"""Entries looked at for a clock time."""


class TypedTime(NamedTuple):
    """The first and the last moment of a typed time, in milliseconds since 1970, UTC."""

    first: int
    last: int
    reading: str = ""
    """The time in words, if the text has other readings: `13:00` for `1:00`; else ""."""


class _Candidate(NamedTuple):
    """A reading of a text."""

    moment: Moment
    is_usual: bool
    """Whether what the text leaves out, the day or the year, is the usual day or year."""


class _Date(NamedTuple):
    """A date as typed."""

    year: int | None
    month: int
    day: int
    has_clock_for_year: bool = False
    """Whether four digits after the day, which may be a year, are read as a clock time."""


class _Clock(NamedTuple):
    """A clock time in milliseconds since midnight."""

    clock: int
    precision: Precision
    is_open: bool = False
    """Whether the clock time may be twelve hours later: an hour from 1 to 9 without a zero."""


def typed_time(chronology: Chronology, text: str, here: int | None = None) -> TypedTime:
    """The moments of a typed time.

    A clock time alone is on the day of `here`, or of the incident. If the record has no entries
    at that time, the reading nearest to `here`, or to the entries, is taken. `T+12m` counts from
    the first entry with a clock time, `+5m` and `-5m` from `here`, or from the first and the last.

    Args:
        here: the moment of the cursor; None without a cursor.

    Raises:
        TimeSyntaxError: if the text is no time; the message has an example of the record.
    """
    text = " ".join(text.split())
    if match := _COUNTED.fullmatch(text):
        return _counted(chronology, match, here)
    try:
        return _nearest(chronology, [*_candidates(chronology, text, here)], here)
    except OverflowError:
        fault = "outside the calendar"
    except _NoTimeError as error:
        fault = str(error)
    raise TimeSyntaxError(f"{fault}; try {example_words(chronology, here)}")


def typed_from_cursor(review: Review, text: str) -> TypedTime:
    """The moments of a typed time, seen from the cursor of a review.

    Raises:
        TimeSyntaxError: if the text is no time, or no entry has a full time.
    """
    bests = review.chronology.bests
    if not bests:
        raise TimeSyntaxError("no entry has a full time to go to")
    return typed_time(review.chronology, text, _here(review))


def _here(review: Review) -> int:
    """The moment of the cursor; of an entry with bounds the first moment."""
    chronology = review.chronology
    position = min(review.cursor, chronology.placed_count - 1)
    has_clock = _has_clock(Lens(chronology), position)
    return chronology.bests[position] if has_clock else _first(chronology)


def _first(chronology: Chronology) -> int:
    """The moment of the first entry with a clock time; else the first moment of all entries."""
    lens, looked_at = Lens(chronology), range(min(chronology.placed_count, _LOOKED_AT))
    found = (chronology.bests[position] for position in looked_at if _has_clock(lens, position))
    return next(found, or_else(chronology.placements[0].earliest, chronology.bests[0]))


def _has_clock(lens: Lens, position: int) -> bool:
    """Whether the entry at a position has a clock time."""
    return has_clock_time(lens, lens.outline(position))


def example_words(chronology: Chronology, here: int | None = None) -> str:
    """A time of the record, for an example: `13:20`."""
    if here is None:
        here = _first(chronology) if chronology.bests else None
    return "13:20" if here is None else instant_words(here, chronology.zone)


def hint_words(review: Review) -> str:
    """The forms of a time, with the time of the cursor: `20:25 · T+12m · -5m · 17 Oct 20:25`."""
    zone = review.chronology.zone
    if not review.chronology.bests:
        return ""
    local = zone.local(_here(review))
    day = day_beside(local.date(), zone.date or local.date())
    return f"{local:%H:%M} · T+12m · -5m · {day} {local:%H:%M}"


# Times that are counted from a moment.


def _counted(chronology: Chronology, match: re.Match[str], here: int | None) -> TypedTime:
    bests, back = chronology.bests, match["sign"] != "+"
    if not bests:
        raise TimeSyntaxError("no entry has a full time to count from")
    start = here
    if match["start"] or start is None:
        start = bests[-1] if back and not match["start"] else _first(chronology)
    length = _length(match["length"])
    moment = start - length if back else start + length
    if here is not None or match["start"]:
        return TypedTime(moment, moment)
    grain = SECOND if moment % MINUTE else MINUTE
    return TypedTime(moment, moment, instant_words(moment, chronology.zone, grain))


def _length(text: str) -> int:
    short = _UNITS.sub(lambda unit: unit[1].lower(), text)
    for written in (text, short):
        try:
            return parse_duration(written).least
        except TimeSyntaxError as error:
            message = str(error)
    if "calendar" in message:
        raise TimeSyntaxError("a length beyond the calendar; try 12m")
    raise TimeSyntaxError(f"`{_shortened(text)}` is no length; try 12m, 30s or 1h30m")


# Dates and clock times.


def _candidates(chronology: Chronology, text: str, here: int | None) -> Iterator[_Candidate]:
    """The readings of a text, the usual reading first."""
    body = text[:-1].rstrip() if text[-1:] in QUALIFIERS else text
    try:
        moment = None if body.isdigit() else parse_moment(body)  # ISO 8601, and one reading
    except TimeSyntaxError:
        moment = None
    if moment and moment.date:
        yield _Candidate(moment, True)
        return
    if moment and moment.offset is not None:
        yield from _on_days(chronology, [moment], here)
        return
    date, rest = _date_and_rest(chronology, body)
    if date is None:
        clock = _clock(rest)
        if clock is None:
            raise _NoTimeError(_fault(body))
        yield from _on_days(chronology, _moments(clock), here)
        return
    clock = _clock(rest) if rest else None
    if rest and clock is None:
        raise _NoTimeError(f"`{_shortened(rest)}` beside the date is no clock time")
    moments = _moments(clock) if clock else [Moment(None, precision=Precision.DAY)]
    yield from _on_dates(chronology, date, moments, here)


def _date_and_rest(chronology: Chronology, text: str) -> tuple[_Date | None, str]:
    """The date of a text, before or after the rest of the text, and the rest."""
    for match in chain.from_iterable(pattern.finditer(text) for pattern in _DATES):
        before = text[: match.start()].rstrip(" ,").removesuffix(" on")
        after = text[match.end() :].lstrip()
        month = _month(match)
        if month is None or (before and after):
            continue
        day, year = int(match["day"]), match["year"]
        if year and not (before or after) and _is_clock_alone(chronology, match):
            return _Date(None, month, day, has_clock_for_year=True), year
        rest = before or _BETWEEN.sub("", after, count=1)
        return _Date(int(year) if year else None, month, day), rest
    return None, text


def _month(match: re.Match[str]) -> int | None:
    found = match.groupdict()
    if number := found.get("number"):
        return int(number)
    word = found["month"].lower()
    return next((at for at, name in enumerate(_MONTH_NAMES, 1) if name.startswith(word)), None)


def _is_clock_alone(chronology: Chronology, match: re.Match[str]) -> bool:
    """Whether four digits after a month are a clock time, and no year of the record."""
    if "number" in match.groupdict():
        return False
    zone = chronology.zone
    years = {zone.date.year} if zone.date else set[int]()
    years |= {day.year for day in _end_days(chronology)}
    digits = match["year"]
    is_clock = digits[:2] < "24" and digits[2:] < "60"
    return is_clock and not any(abs(int(digits) - year) <= 1 for year in years)


def _clock(text: str) -> _Clock | None:
    """The clock time of a text; None for a text in another form.

    Raises:
        TimeSyntaxError: if there is no such time on a clock.
    """
    match = _CLOCK.fullmatch(text)
    if match is None or not (match["minute"] or match["half"]):
        return None
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    if half and not 1 <= hour <= 12:
        raise _NoTimeError(f"{hour} {half}m is no hour")
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    minute, second = int(match["minute"] or 0), int(match["second"] or 0)
    if (hour, minute, second) == (24, 0, 0):
        raise TimeSyntaxError("write midnight as 00:00, with the date of the new day")
    if hour > 23 or minute > 59 or second > 59:
        shown = match["hour"] + "".join(f":{one}" for one in match.group("minute", "second") if one)
        raise _NoTimeError(f"{shown} is no clock time")
    precision = Precision.MINUTE
    if match["second"]:
        precision = Precision.MILLISECOND if match["ms"] else Precision.SECOND
    clock = hour * HOUR + minute * MINUTE + second * SECOND + int((match["ms"] or "").ljust(3, "0"))
    return _Clock(clock, precision, len(match["hour"]) == 1 and hour > 0 and not half)


def _moments(clock: _Clock) -> list[Moment]:
    """The moments of a clock time without a date."""
    clocks = (clock.clock, clock.clock + 12 * HOUR) if clock.is_open else (clock.clock,)
    return [Moment(None, one, clock.precision) for one in clocks]


def _on_days(
    chronology: Chronology, moments: Iterable[Moment], here: int | None
) -> Iterator[_Candidate]:
    """Clock times on the days of the record."""
    usual = _usual_day(chronology, here)
    days = dict.fromkeys([usual, *_days_of_record(chronology, usual)])
    moments = [*moments]
    for day in days:
        for one in moments:
            yield _Candidate(_dated(one, day), day == usual)


def _on_dates(
    chronology: Chronology,
    date: _Date,
    moments: Iterable[Moment],
    here: int | None,
) -> Iterator[_Candidate]:
    """Clock times, or the whole day, on a date that may have no year.

    Raises:
        TimeSyntaxError: if the date is no date.
    """
    usual = (chronology.zone.date or _usual_day(chronology, here)).year
    ends = (day.year for day in _end_days(chronology))
    years = [usual, *ends] if date.year is None else [date.year]
    moments, found = [*moments], False
    for year in dict.fromkeys(years):
        try:
            day = dt.date(year, date.month, date.day)
        except ValueError:  # 29 Feb of some years
            continue
        found = True
        for moment in moments:
            is_usual = date.year is not None or year == usual
            yield _Candidate(_dated(moment, day), is_usual and not date.has_clock_for_year)
    if not found:
        name = _MONTH_NAMES[date.month - 1] if 1 <= date.month <= 12 else f"month {date.month}"
        raise _NoTimeError(f"{date.day} {name.capitalize()} is no date")


def _dated(moment: Moment, date: dt.date) -> Moment:
    return Moment(date, moment.clock, moment.precision, moment.offset)


def _usual_day(chronology: Chronology, here: int | None) -> dt.date:
    """The day of a clock time alone.

    Raises:
        TimeSyntaxError: if neither the incident nor an entry has a date.
    """
    zone, bests = chronology.zone, chronology.bests
    if here is not None:
        return zone.local(here).date()
    if zone.date:
        return zone.date
    if not bests:
        raise TimeSyntaxError("the record has no date; write one too, such as 2024-02-29 13:20")
    return zone.local(bests[0]).date()


def _end_days(chronology: Chronology) -> list[dt.date]:
    """The days of the first and of the last placed entry; none without a placed entry."""
    bests, zone = chronology.bests, chronology.zone
    return [zone.local(best).date() for best in (bests[0], bests[-1])] if bests else []


def _days_of_record(chronology: Chronology, usual: dt.date) -> Iterator[dt.date]:
    """The days next to a day on which the record may have entries, and its first and last day."""
    ends = _end_days(chronology)
    if not ends:
        return
    first, last = ends
    for day in (usual.toordinal() - 1, usual.toordinal() + 1):
        if first.toordinal() <= day <= last.toordinal():
            yield dt.date.fromordinal(day)
    yield first
    yield last


# The choice between readings.


def _nearest(chronology: Chronology, candidates: list[_Candidate], here: int | None) -> TypedTime:
    """The usual reading if it is among the entries, or else the nearest reading."""
    zone, bests = chronology.zone, chronology.bests

    def rank(candidate: _Candidate) -> tuple[bool, int]:
        first, last = zone.bounds(candidate.moment)[:2]
        outside = max(bests[0] - last, first - bests[-1], 0) if bests else 0
        return not (candidate.is_usual and outside == 0), (
            outside if here is None else abs(first - here)
        )

    chosen = min(candidates, key=rank) if len(candidates) > 1 else candidates[0]
    first, last = zone.bounds(chosen.moment)[:2]
    is_open = not chosen.is_usual or len({one.moment.clock for one in candidates}) > 1
    return TypedTime(first, last, moment_words(chosen.moment, zone) if is_open else "")


# Faults.


def _fault(text: str) -> str:
    """Why a text is no time, as far as the text is understood."""
    if not text:
        return "a time is missing"
    if _TWO_TIMES.search(text):
        return "two times where one is meant"
    if text.isascii() and text.isdigit() and len(text) <= 2 and int(text) < 24:
        return f"{text} is an hour without minutes"
    return f"`{_shortened(text)}` is no time"


def _shortened(text: str) -> str:
    text = visible(text)
    return text if len(text) <= _MAX_ECHO_CHARACTERS else f"{text[:_MAX_ECHO_CHARACTERS]}…"
