"""The clocks of a record: from written moments to instants, by zone, date and conventions.

Instants are whole milliseconds since 1970-01-01T00:00Z. Bounds include both ends:
13:15 is 13:15:00.000 to 13:15:59.999.
"""

import datetime as dt
from zoneinfo import ZoneInfo

from incident_tui.record.model import Record
from incident_tui.record.time_value import (
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    Bounds,
    Duration,
    Form,
    Moment,
    Precision,
    Relative,
    Span,
    TimeValue,
)

_GRAIN = {Precision.SECOND: SECOND, Precision.MILLISECOND: 1}
_APPROXIMATE = {
    Precision.YEAR: 366 * DAY,
    Precision.MONTH: 31 * DAY,
    Precision.DAY: DAY,
    Precision.MINUTE: 5 * MINUTE,
    Precision.SECOND: 30 * SECOND,
    Precision.MILLISECOND: SECOND,
}
"""The default tolerance of each qualifier: a convention, shown as a convention."""

_MOST_HOURS = 100_000
"""Hours that are remembered: eleven years."""
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MS = dt.timedelta(milliseconds=1)


def grain_of(precision: Precision) -> int:
    """The grain of a precision in milliseconds, at most a minute."""
    return _GRAIN.get(precision, MINUTE)


class Zone:
    """The zone, date and conventions of a record's times."""

    def __init__(self, record: Record) -> None:
        self.date = record.incident.date
        self.zone = ZoneInfo(record.incident.timezone)
        self.tolerances = record.tolerances
        self._words = sorted(record.tolerances, key=len, reverse=True)
        self._hours: dict[tuple[dt.date, int], int | None] = {}
        """By date and hour: the instant of the start; a cache, for most times share few hours."""

    def bounds(self, moment: Moment, tolerance: int = 0) -> tuple[int, int, str]:
        """Earliest and latest of a moment, and its fault ("" for none).

        Raises:
            OverflowError: if the moment has no date, or is outside the calendar.
        """
        date = moment.date or self.date
        if date is None:
            raise OverflowError("no date is known for this time")
        first, second = self._instants(date, moment.clock, moment.offset)
        note = ""
        if first != second and moment.precision > Precision.DAY:
            note = self._twofold(_on(date, moment.clock), first, second)
        if moment.precision <= Precision.DAY or first > second:
            second = first
        width = self._width(moment, date, first)
        return first - tolerance, second + width - 1 + tolerance, note

    def tolerance(self, value: TimeValue, moment: Moment) -> int:
        """The tolerance of a qualified moment, in milliseconds.

        A whole day in doubt (`2024-02-29?`) has no tolerance unless the record gives a tolerance.
        """
        if not moment.qualifier:
            return 0
        said = self.said(value)
        if said is None:
            doubtful_day = moment.qualifier == "?" and moment.precision <= Precision.DAY
            return 0 if doubtful_day else _APPROXIMATE[moment.precision]
        return said

    def said(self, value: TimeValue) -> int | None:
        """The record's own tolerance for a qualified time, in milliseconds; None without a rule."""
        said = value.tolerance
        if isinstance(said, Duration):
            return furthest(said)
        word = self.convention_of(value)
        return furthest(self.tolerances[word]) if word else None

    def convention_of(self, value: TimeValue) -> str:
        """The word of the record's tolerances that a qualified time is read by; "" for none."""
        if not is_qualified(value.at) or isinstance(value.tolerance, Duration):
            return ""
        word = value.tolerance
        return word if word in self.tolerances else self.word_of(value.stated)

    def word_of(self, stated: str) -> str:
        """The longest word of the record's tolerances in the words of the source."""
        padded = f" {' '.join(stated.casefold().split())} "
        return next((word for word in self._words if f" {word.casefold()} " in padded), "")

    def _instants(self, date: dt.date, clock: int, offset: int | None) -> tuple[int, int]:
        """The two instants of a clock time: equal, except in the hour of a clock change."""
        if offset is not None:
            zone = dt.timezone(dt.timedelta(minutes=offset))
            instant = (_on(date, clock).replace(tzinfo=zone) - _EPOCH) // _MS
            return instant, instant
        hour = clock // HOUR
        start = self._even_hour(date, hour)
        if start is None:
            return self._both_instants(date, clock)
        instant = start + clock - hour * HOUR
        return instant, instant

    def is_plain(self, moment: Moment) -> bool:
        """Whether a moment is a time of day in an hour in which no clock of the zone changes.

        Raises:
            OverflowError: if the moment is outside the calendar.
        """
        if moment.date is None or moment.offset is not None or moment.precision <= Precision.DAY:
            return False
        return self._even_hour(moment.date, moment.clock // HOUR) is not None

    def _even_hour(self, date: dt.date, hour: int) -> int | None:
        """The instant of an hour's start; None if clocks change within the hour."""
        if (date, hour) not in self._hours:
            if len(self._hours) >= _MOST_HOURS:
                self._hours.clear()
            self._hours[date, hour] = self._found_hour(date, hour)
        return self._hours[date, hour]

    def _found_hour(self, date: dt.date, hour: int) -> int | None:
        """As `_even_hour`, from the rules of the zone."""
        first, last = self._both_instants(date, hour * HOUR)
        ends = self._both_instants(date, hour * HOUR + HOUR - 1)
        return first if {first, last} == {end - HOUR + 1 for end in ends} == {first} else None

    def _both_instants(self, date: dt.date, clock: int) -> tuple[int, int]:
        local = _on(date, clock)
        first, second = local.replace(tzinfo=self.zone), local.replace(tzinfo=self.zone, fold=1)
        return (first - _EPOCH) // _MS, (second - _EPOCH) // _MS

    def _twofold(self, local: dt.datetime, first: int, second: int) -> str:
        """The fault of a clock time that a change of offset skips or repeats."""
        day, name = local.date().isoformat(), self.zone.key
        shown = f"{local:%H:%M}"
        if first > second:
            return (
                f"{shown} does not exist on {day} in {name}, clocks were put forward; it is read"
                f" as {self.local(first):%H:%M}: write what is meant with its offset"
            )
        early, late = self.local(first), self.local(second)
        return (
            f"{shown} comes twice on {day} in {name}, clocks were put back; write it with its "
            f"offset, {early:%z} or {late:%z}"
        )

    def _width(self, moment: Moment, date: dt.date, start: int) -> int:
        if moment.precision > Precision.DAY:
            return grain_of(moment.precision)
        if moment.precision == Precision.DAY:
            following = date + dt.timedelta(days=1)
        elif moment.precision == Precision.MONTH:
            following = (date + dt.timedelta(days=31)).replace(day=1)
        else:
            following = (date + dt.timedelta(days=366)).replace(month=1, day=1)
        midnight = self._instants(following, 0, moment.offset)[0]
        return max(midnight - start, 1)  # a zone can skip a day

    def local(self, instant: int) -> dt.datetime:
        """An instant on the clocks of the incident's zone."""
        return on_clocks(instant, self.zone)

    def ahead(self, instant: int) -> int:
        """How far the clocks of the zone are ahead of UTC at an instant; milliseconds."""
        return (self.local(instant).utcoffset() or dt.timedelta()) // _MS

    def here(self, moment: Moment) -> Moment:
        """A moment with an offset of its own, on the clocks of the incident's zone."""
        if moment.offset is None or not (moment.date or self.date):
            return moment
        local = self.local(self.bounds(moment)[0])
        clock = (local.replace(tzinfo=None) - dt.datetime.combine(local, dt.time())) // _MS
        return Moment(local.date(), clock, moment.precision, qualifier=moment.qualifier)


def _on(date: dt.date, clock: int) -> dt.datetime:
    """A day and milliseconds since midnight, without a zone."""
    return dt.datetime.combine(date, dt.time()) + clock * _MS


def on_clocks(instant: int, zone: dt.tzinfo) -> dt.datetime:
    """An instant on the clocks of a zone; past the calendar, the end of the calendar."""
    try:
        return (_EPOCH + instant * _MS).astimezone(zone)
    except OverflowError:
        end = dt.datetime.min if instant < 0 else dt.datetime.max
        return end.replace(tzinfo=zone)


def is_qualified(form: Form) -> bool:
    """Whether a written time has a mark of its own: `~`, `?` or `%`."""
    match form:
        case Moment():
            return bool(form.qualifier)
        case Bounds():
            return any(edge.qualifier for edge in (form.lower, form.upper) if edge)
        case Span():
            return bool(form.start.qualifier or form.end.qualifier)
        case Relative():
            return bool(form.offset.qualifier)
        case _:
            return False


def furthest(tolerance: Duration) -> int:
    """The maximum of a tolerance, without sign; milliseconds."""
    return max(abs(tolerance.least), abs(tolerance.most))
