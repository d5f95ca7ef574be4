"""Times as people type them: `2055`, `9 pm`, `18 Oct 00:10`, `T+12m`; the inverse of `times`.

A record makes a typed time whole: the day of a clock time, the year of a day, the half of the day
of `1:00`, the month of `7/10`. `TypedTime.reading` has the words for a choice between several
readings.
"""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple

import msgspec

from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import or_else
from incident_tui.record.text import visible
from incident_tui.record.time_value import (
    DAY,
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
from incident_tui.words.exactness import first_with_clock_time, has_clock_time
from incident_tui.words.intervals import exact_words
from incident_tui.words.times import day_beside, instant_words, moment_words
from incident_tui.words.typed_clocks import NoTimeError, TypedClock, typed_clock
from incident_tui.words.typed_dates import FoundDate, found_date

_COUNTED = re.compile(r"(?P<start>[tT]\s*)?(?P<sign>[+−-])\s*(?P<length>\S.*)")
_UNITS = re.compile(r"(?<=\d)\s*(ms|[dhms])[a-z]*\.?\s*", re.IGNORECASE | re.ASCII)
"""A unit of length, abbreviated or not."""
_CLOCK_LENGTH = re.compile(r"(\d{1,3}):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
"""Hours and minutes, and seconds."""
_MOST_DIGITS = 3
"""The most digits of a length without a unit, which is in minutes."""
_MAX_ECHO_CHARACTERS = 20
_TWO_TIMES = re.compile(r"\d\s*(?:\.\.|[/…–-])\s*\d")


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
    is_sure: bool = True
    """Whether the text has a single reading: the half of the day, and which number is the day."""


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
    except NoTimeError as error:
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
    lens = Lens(chronology)
    has_clock = has_clock_time(lens, lens.outline(position))
    return chronology.bests[position] if has_clock else _first(chronology)


def _first(chronology: Chronology) -> int:
    """The moment of the first entry with a clock time; else the first moment of all entries."""
    position = first_with_clock_time(Lens(chronology))
    if position is None:
        return or_else(chronology.placements[0].earliest, chronology.bests[0])
    return chronology.bests[position]


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
    start, from_first = here, match["start"]
    if from_first or start is None:
        start = bests[-1] if back and not from_first else _first(chronology)
    length, is_sure = _length(match["length"])
    moment = start - length if back else start + length
    if here is None and not from_first:
        grain = SECOND if moment % MINUTE else MINUTE
        return TypedTime(moment, moment, instant_words(moment, chronology.zone, grain))
    read = f"{'T' if from_first else ''}{'-' if back else '+'}{exact_words(length)}"
    return TypedTime(moment, moment, "" if is_sure else read)


def _length(text: str) -> tuple[int, bool]:
    """A length in milliseconds, and whether its units are written: `1:05` is 1 h 5 min."""
    if match := _CLOCK_LENGTH.fullmatch(text):
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        return hours * HOUR + minutes * MINUTE + seconds * SECOND, False
    if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS:
        return int(text) * MINUTE, False
    short = _UNITS.sub(lambda unit: unit[1].lower(), text)
    for written in (text, short):
        try:
            return parse_duration(written).least, True
        except TimeSyntaxError as error:
            message = str(error)
    if "calendar" in message:
        raise TimeSyntaxError("a length beyond the calendar; try 12m")
    raise TimeSyntaxError(f"`{_shortened(text)}` is no length; try 12m, 30s, 1h30m or 1:30")


# Dates and clock times.


def _candidates(chronology: Chronology, text: str, here: int | None) -> Iterator[_Candidate]:
    """The readings of a text, the usual reading first."""
    body = text[:-1].rstrip() if text[-1:] in QUALIFIERS else text
    moment = _in_notation(body)
    if moment and moment.date:
        yield _Candidate(moment, True)
        return
    if moment and moment.offset is not None:
        yield from _on_days(chronology, [moment], here)
        return
    years = _years(chronology)
    if year := _year_alone(body, years):
        yield _Candidate(Moment(dt.date(year, 1, 1), precision=Precision.YEAR), True)
        return
    found = found_date(body, years)
    clock = typed_clock(found.rest if found else body)
    if found:
        if found.rest and clock is None:
            raise NoTimeError(f"`{_shortened(found.rest)}` beside the date is no clock time")
        yield from _on_dates(chronology, found, clock, here)
    elif clock:
        is_sure = clock.is_sure and not (body.isdigit() and int(body) in years)
        yield from _on_days(chronology, clock.moments, here, is_sure)
    else:
        raise NoTimeError(_fault(body))


def _in_notation(text: str) -> Moment | None:
    """The moment of a text in the notation of a record; None for any other text, and for digits."""
    try:
        return None if text.isdigit() else parse_moment(text)  # ISO 8601, and one reading
    except TimeSyntaxError:
        return None


def _years(chronology: Chronology) -> list[int]:
    """The years of the incident, and of the first and the last placed entry."""
    date = chronology.zone.date
    days = [*([date] if date else []), *_end_days(chronology)]
    return [*dict.fromkeys(day.year for day in days)]


def _year_alone(text: str, years: Collection[int]) -> int | None:
    """The year of four digits that are a year of the record and no clock time, such as 1999."""
    is_year = text.isascii() and text.isdigit() and len(text) == 4 and text[2:] > "59"
    return int(text) if is_year and int(text) in years else None


def _on_days(
    chronology: Chronology, moments: Iterable[Moment], here: int | None, is_sure: bool = True
) -> Iterator[_Candidate]:
    """Clock times on the days of the record."""
    usual = _usual_day(chronology, here)
    days = dict.fromkeys([usual, *_days_of_record(chronology, usual)])
    moments = [*moments]
    for day in days:
        for one in moments:
            sure = is_sure and len(moments) == 1
            yield _Candidate(_dated(one, day), day == usual, sure)


def _on_dates(
    chronology: Chronology, found: FoundDate, clock: TypedClock | None, here: int | None
) -> Iterator[_Candidate]:
    """Clock times, or the whole day, on a date that may have no year.

    Raises:
        NoTimeError: if the date is no date.
    """
    usual = (chronology.zone.date or _usual_day(chronology, here)).year
    moments = clock.moments if clock else [Moment(None, precision=Precision.DAY)]
    is_sure = len(found.dates) == 1 and (clock is None or clock.is_sure)
    days = [*_days(found, dict.fromkeys([usual, *_years(chronology)]))]
    if not days:
        raise NoTimeError(f"{found.dates[0].words} is no date")
    for day in days:
        is_usual = found.dates[0].year is not None or day.year == usual
        for moment in moments:
            yield _Candidate(
                _dated(moment, day), is_usual and not found.has_clock_for_year, is_sure
            )


def _days(found: FoundDate, years: Iterable[int]) -> Iterator[dt.date]:
    """The days of a date in the calendar, the first years first."""
    dates = found.dates
    for year in years if dates[0].year is None else (dates[0].year,):
        for date in dates:
            with suppress(ValueError):  # 29 Feb of some years
                yield dt.date(year, date.month, date.day)


def _dated(moment: Moment, date: dt.date) -> Moment:
    """A moment on a day; at the end of the day, the start of the next."""
    if moment.clock >= DAY:
        moment, date = msgspec.structs.replace(moment, clock=0), date + dt.timedelta(days=1)
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
    is_plain = chosen.is_usual and chosen.is_sure
    return TypedTime(first, last, "" if is_plain else moment_words(chosen.moment, zone))


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
