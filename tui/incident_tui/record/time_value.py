"""A time as vague as its source: `13:15`, `13:12~`, `13:00..13:12`, `q2 +2m~`, `unplaced`.

Clock times and dates follow ISO 8601. The qualifiers `~` (approximate), `?` (uncertain) and `%`
(both) follow EDTF (ISO 8601-2), extended below the precision of a day. A value knows neither zones
nor entries; `incident_tui.placing.placement` makes instants. Durations are whole milliseconds.
"""

import datetime as dt
import re
from enum import IntEnum
from typing import Annotated, Literal, get_args

import msgspec
from msgspec import Meta

Qualifier = Literal["", "~", "?", "%"]
QUALIFIERS: tuple[Qualifier, ...] = get_args(Qualifier)
_QUALIFIERS: dict[str | None, Qualifier] = {qualifier: qualifier for qualifier in QUALIFIERS}

# Milliseconds, as all lengths and clock times are.
SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR


class TimeSyntaxError(ValueError):
    """A text is in no form of a time or duration; the message says how to write the time."""


class Precision(IntEnum):
    """The smallest written part of a moment, from coarse to fine."""

    YEAR = 0
    MONTH = 1
    DAY = 2
    MINUTE = 3
    SECOND = 4
    MILLISECOND = 5


class Moment(msgspec.Struct, frozen=True):
    """A date, a clock time or both, exact to the precision written unless qualified."""

    date: dt.date | None
    """None: the incident's date. For a bare month or year, the first day of the month or year."""
    clock: int = 0
    """Milliseconds since midnight."""
    precision: Precision = Precision.MINUTE
    offset: int | None = None
    """Minutes east of UTC; None: the incident's zone."""
    qualifier: Qualifier = ""

    def __str__(self) -> str:
        return _date_text(self) + _clock_text(self) + self.qualifier


class Bounds(msgspec.Struct, frozen=True):
    """A single moment somewhere inside bounds; at most a single end is open, which is None."""

    lower: Moment | None
    upper: Moment | None

    def __str__(self) -> str:
        return f"{self.lower or ''}..{self.upper or ''}"


class Span(msgspec.Struct, frozen=True):
    """A lapse of time from a first to a last moment."""

    start: Moment
    end: Moment

    def __str__(self) -> str:
        return f"{self.start}/{self.end}"


class Duration(msgspec.Struct, frozen=True):
    """A length of time in milliseconds, exact or within bounds; negative after a minus sign."""

    least: int
    most: int
    qualifier: Qualifier = ""

    def __str__(self) -> str:
        text = _length_text(self.least)
        if self.most != self.least:
            # A sign before the first length alone would hold for both.
            plus = "+" if self.least < 0 < self.most else ""
            text += f"..{plus}{_length_text(self.most)}"
        return text + self.qualifier


class Relative(msgspec.Struct, frozen=True):
    """A time relative to an entry: later by the offset, earlier if the offset is negative."""

    anchor: str
    """The id of an entry."""
    offset: Duration

    def __str__(self) -> str:
        offset = self.offset
        if offset.least < 0 and offset.most <= 0:
            return f"{self.anchor} -{Duration(-offset.most, -offset.least, offset.qualifier)}"
        return f"{self.anchor} {'' if offset.least < 0 else '+'}{offset}"


class Unplaced(msgspec.Struct, frozen=True):
    """A fact without a time in the source."""

    def __str__(self) -> str:
        return "unplaced"


UNPLACED = Unplaced()

Form = Moment | Bounds | Span | Relative | Unplaced


def is_on_clock(form: Form) -> bool:
    """Whether a written time is a clock time, or begins at a clock time."""
    start = form.start if isinstance(form, Span) else form
    return isinstance(start, Moment) and start.precision > Precision.DAY


class TimeValue(msgspec.Struct, frozen=True):
    """A time of a record: the form, the source's own words, and the known order."""

    at: Form
    stated: Annotated[str, Meta(description="The source's own words, a few of them.")] = ""
    after: Annotated[tuple[str, ...], Meta(description="Ids of entries that are not later.")] = ()
    before: Annotated[
        tuple[str, ...], Meta(description="Ids of entries that are not earlier.")
    ] = ()
    basis: str = ""
    tolerance: Annotated[
        Duration | str | None,
        Meta(
            description="The meaning of the qualifier: "
            "a duration, or a word of the record's `tolerances`."
        ),
    ] = None
    duration: Annotated[Duration | None, Meta(description="How long the entry lasted.")] = None

    def __str__(self) -> str:
        return str(self.at)


_HINT = "write 13:15, 13:12~, 13:00..13:12, 13:15/13:40, `q2 +2m~` or unplaced"

_MOMENT = re.compile(
    r"""
    (?: (?P<year>\d{4}) (?: -(?P<month>\d\d) (?: -(?P<day>\d\d) )? )? )?
    (?: (?P<t>[T ])? (?P<hour>\d\d):(?P<minute>\d\d)
        (?: :(?P<second>\d\d) (?: \.(?P<ms>\d{1,3}) )? )?
        (?P<offset> Z | [+-]\d\d:\d\d )? )?
    (?P<qualifier>[~?%])?
    """,
    re.VERBOSE | re.ASCII,
)
_RELATIVE = re.compile(r"(?P<anchor>\S+)\s+(?P<sign>[+-])\s*(?P<length>\S.*)", re.ASCII)
_SIGNED = re.compile(r"(?P<sign>[+-]?)(?P<length>.*)", re.DOTALL)
_UNITS = {"d": DAY, "h": HOUR, "m": MINUTE, "s": SECOND, "ms": 1}
_LENGTH = re.compile(
    r"(?:(?P<d>\d+)d)?(?:(?P<h>\d+)h)?(?:(?P<m>\d+)m(?!s))?(?:(?P<s>\d+)s)?(?:(?P<ms>\d+)ms)?",
    re.ASCII,
)
_ISO_LENGTH = re.compile(
    r"P(?:(?P<d>\d+)D)?(?:T(?:(?P<h>\d+)H)?(?:(?P<m>\d+)M)?(?:(?P<s>\d+)S)?)?", re.ASCII
)
_MAX_DAYS = 3_660_000  # ten thousand years, the range of `datetime.date`
_TWELVE_HOURS = re.compile(
    r"(?<![\d:])(0?[1-9]|1[0-2])((?::[0-5]\d){0,2})\s*([ap])\.?\s*m\b", re.IGNORECASE | re.ASCII
)
_ONE_DIGIT_HOUR = re.compile(r"((?:\d{4}-\d\d-\d\d[T ])?)(\d:[0-5]\d(?::[0-5]\d)?[~?%]?)", re.ASCII)
_FOUR_DIGITS = re.compile(
    r"([01]\d|2[0-3]):?([0-5]\d)\s*(?:hours|hrs?\.?|h)?([~?%]?)", re.IGNORECASE | re.ASCII
)
_HYPHENED = re.compile(r"(\d\d:\d\d)\s*[-–]\s*(\d\d:\d\d)", re.ASCII)


def parse_form(text: str) -> Form:
    """Read a time in any of the forms.

    Raises:
        TimeSyntaxError: if the text has no form of a time; the message says how to write the time.
    """
    text = text.strip()
    if match := _MOMENT.fullmatch(text):  # the commonest form first
        return _moment(match, text)
    if text == "unplaced":
        return UNPLACED
    relative = _RELATIVE.fullmatch(text)
    if relative and not _HYPHENED.fullmatch(text):
        return Relative(
            relative["anchor"], parse_duration(relative["sign"] + relative["length"].strip())
        )
    if ".." in text:
        lower, _, upper = text.partition("..")
        if not lower.strip() and not upper.strip():
            raise TimeSyntaxError("bounds need at least one end: write 13:00.. or ..17:00")
        return Bounds(_end(lower), _end(upper))
    if "/" in text:
        start, _, end = text.partition("/")
        return Span(parse_moment(start), parse_moment(end))
    return parse_moment(text)


def parse_moment(text: str) -> Moment:
    """Read a date, a clock time or both.

    Raises:
        TimeSyntaxError: if the text is neither, or the date or clock time does not exist.
    """
    text = text.strip()
    if match := _MOMENT.fullmatch(text):
        return _moment(match, text)
    raise TimeSyntaxError(_not_a_moment(text))


def _moment(match: re.Match[str], text: str) -> Moment:
    year, month, day, t, hour, minute, second, ms, offset, qualifier = match.groups()
    if not (year or hour):
        raise TimeSyntaxError(_not_a_moment(text))
    if bool(t) != bool(year and hour) or (hour and year and not day):
        raise TimeSyntaxError(f"`{text}` is no time: write a date and a time as 2024-02-29T13:15")
    if offset not in (None, "Z") and not year:
        raise TimeSyntaxError(_not_a_moment(text))
    bare_year = year if not (month or hour) else None
    if bare_year and bare_year < "1900" and _FOUR_DIGITS.fullmatch(text):
        raise TimeSyntaxError(_not_a_moment(text))  # 1312 is a clock time without its colon
    return Moment(
        _date(year, month, day, text) if year else None,
        _clock(hour, minute, second, ms, text) if hour else 0,
        _precision(month, day, hour, second, ms),
        _offset(offset, text),
        _qualifier(qualifier),
    )


def parse_duration(text: str) -> Duration:
    """Read a duration: `20m`, `1h30m`, `20m..30m`, `+5m~`, `PT20M`, `-2m..+3m`.

    A sign before the first length holds for both, unless the second length has a sign.

    Raises:
        TimeSyntaxError: if the text is no duration.
    """
    body = text.strip()
    qualifier = _qualifier(body[-1:] if body[-1:] in QUALIFIERS else "")
    body = body.removesuffix(qualifier)
    first, dots, second = body.partition("..")
    sign, near = _signed(first)
    own_sign, far = _signed(second) if dots else ("", near)
    least = _length(near, text) * (-1 if sign == "-" else 1)
    most = _length(far, text) * (-1 if (own_sign or sign) == "-" else 1)
    if most < least and sign != "-":
        raise TimeSyntaxError(f"`{text}` ends before it begins: write the shorter length first")
    return Duration(min(least, most), max(least, most), qualifier)


def _end(text: str) -> Moment | None:
    return parse_moment(text) if text.strip() else None


def _date(year: str, month: str | None, day: str | None, text: str) -> dt.date:
    try:
        return dt.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise TimeSyntaxError(f"`{text}` is no date of the calendar") from None


def _clock(hour: str, minute: str, second: str | None, ms: str | None, text: str) -> int:
    hours, minutes, seconds = int(hour), int(minute), int(second or 0)
    if hours == 24:
        raise TimeSyntaxError(f"`{text}`: write midnight as 00:00, with the date of the new day")
    if hours > 24 or minutes > 59 or seconds > 59:
        raise TimeSyntaxError(
            f"`{text}` is no clock time: hours go to 23, minutes and seconds to 59"
        )
    rest = int(ms.ljust(3, "0")) if ms else 0
    return hours * HOUR + minutes * MINUTE + seconds * SECOND + rest


def _precision(
    month: str | None, day: str | None, hour: str | None, second: str | None, ms: str | None
) -> Precision:
    if ms:
        return Precision.MILLISECOND
    if second:
        return Precision.SECOND
    if hour:
        return Precision.MINUTE
    if day:
        return Precision.DAY
    return Precision.MONTH if month else Precision.YEAR


def _offset(text: str | None, whole: str) -> int | None:
    if text is None:
        return None
    if text == "Z":
        return 0
    minutes = int(text[1:3]) * 60 + int(text[4:6])
    minutes = -minutes if text[0] == "-" else minutes
    if int(text[4:6]) % 15 or int(text[4:6]) > 59 or not -12 * 60 <= minutes <= 14 * 60:
        raise TimeSyntaxError(
            f"`{whole}`: no place is {text} from UTC; between two times write / or .. instead of -"
        )
    return minutes


def _qualifier(text: str | None) -> Qualifier:
    return _QUALIFIERS.get(text, "")


def _signed(text: str) -> tuple[str, str]:
    """The sign of a length, or "", and the length without the sign."""
    match = _SIGNED.fullmatch(text.strip())
    return (match["sign"], match["length"]) if match else ("", text)


def _length(text: str, whole: str) -> int:
    match = _LENGTH.fullmatch(text.strip()) or _ISO_LENGTH.fullmatch(text.strip())
    parts = {unit: value for unit, value in match.groupdict().items() if value} if match else {}
    if not parts:
        raise TimeSyntaxError(f"`{whole}` is no duration: write 30s, 20m, 1h30m or 20m..30m")
    if any(len(value) > 15 for value in parts.values()):
        raise TimeSyntaxError(f"`{whole}` is longer than any calendar")
    length = sum(int(value) * _UNITS[unit] for unit, value in parts.items())
    if length > _MAX_DAYS * DAY:
        raise TimeSyntaxError(f"`{whole}` is longer than any calendar")
    return length


def _not_a_moment(text: str) -> str:
    if twelve := _TWELVE_HOURS.search(text):
        hour = int(twelve[1]) % 12 + (12 if twelve[3] in "pP" else 0)
        return f"`{text}` is no time: write {hour:02}{twelve[2] or ':00'}"
    if hyphened := _HYPHENED.fullmatch(text):
        first, second = hyphened[1], hyphened[2]
        return (
            f"`{text}` is no time: write {first}/{second} if it lasted from – to, "
            f"{first}..{second} if it was a moment between"
        )
    if one_digit := _ONE_DIGIT_HOUR.fullmatch(text):
        return f"`{text}` is no time: write {one_digit[1]}0{one_digit[2]}"
    if four_digits := _FOUR_DIGITS.fullmatch(text):
        hour_text, minute, qualifier = four_digits.groups()
        return f"`{text}` is no time: write {hour_text}:{minute}{qualifier}"
    return f"`{text}` is no time: {_HINT}" if text else f"a time is missing: {_HINT}"


_DATE_CHARACTERS = {Precision.YEAR: 4, Precision.MONTH: 7, Precision.DAY: 10}


def _date_text(moment: Moment) -> str:
    if moment.date is None:
        return ""
    text = moment.date.isoformat()
    if moment.precision > Precision.DAY:
        return f"{text}T"
    return text[: _DATE_CHARACTERS[moment.precision]]


def _clock_text(moment: Moment) -> str:
    if moment.precision <= Precision.DAY:
        return ""
    return clock_text(moment.clock, moment.precision) + offset_text(moment.offset)


def clock_text(clock: int, precision: Precision) -> str:
    """Write milliseconds since midnight as `13:15`, `13:15:07` or `13:15:07.250`."""
    text = f"{clock // HOUR:02}:{clock // MINUTE % 60:02}"
    if precision >= Precision.SECOND:
        text += f":{clock // SECOND % 60:02}"
    if precision >= Precision.MILLISECOND:
        text += f".{clock % SECOND:03}"
    return text


def offset_text(offset: int | None) -> str:
    """Write minutes east of UTC as ISO 8601 does; nothing for None."""
    if offset is None:
        return ""
    if offset == 0:
        return "Z"
    return f"{'-' if offset < 0 else '+'}{abs(offset) // 60:02}:{abs(offset) % 60:02}"


def _length_text(length: int) -> str:
    if length == 0:
        return "0m"
    text, rest = "-" if length < 0 else "", abs(length)
    for unit, size in _UNITS.items():
        if count := rest // size:
            text += f"{count}{unit}"
        rest %= size
    return text
