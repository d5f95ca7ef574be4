"""The times of moments of a recording, by anchors: positions whose time is known.

With an anchor, the recording runs like the clock. With more, it runs evenly from the first anchor
to the last, so that a drift of the recorder is corrected; further anchors test the line through
both. Times are as vague as the anchors, by interval arithmetic. Instants are milliseconds since
1970, UTC.
"""

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import reduce
from operator import itemgetter
from typing import NamedTuple

import msgspec

from incident_tui.exchange.imports.foreign.positions import position_text
from incident_tui.exchange.imports.foreign.times import (
    NO_ZONE,
    UNPLACED,
    NoTimeError,
    moment_at,
    offset_in,
)
from incident_tui.exchange.imports.landing.drafts import TimeDraft
from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.placing.placement import joined
from incident_tui.placing.zone import grain_of
from incident_tui.record.time_value import (
    DAY,
    SECOND,
    Bounds,
    Form,
    Moment,
    Precision,
    Qualifier,
    TimeSyntaxError,
    parse_form,
)

MOST_DRIFT_S_AN_HOUR = 36
"""The clock of a recorder drifts by seconds a day: anchors that say more contradict each other."""

_NO_TIME_OF_DAY = "`{}` is no time of day; write it as 2024-02-29T13:00~, or 13:00..13:05"
_MS = dt.timedelta(milliseconds=1)
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_HOUR_S = 3600


class Instants(NamedTuple):
    """A written moment, or bounds of a moment, as instants."""

    earliest: int | None
    """None for an open end."""
    latest: int | None
    """The last millisecond; None for an open end."""
    precision: Precision
    """The coarser of both ends."""
    qualifier: Qualifier
    zone: dt.tzinfo
    """The zone to write times in."""
    basis: str = ""
    """Why the zone is uncertain; "" if certain."""

    @property
    def is_exact(self) -> bool:
        """Whether the moment is known to the second, or finer."""
        return not self.qualifier and self._is_within(SECOND)

    def __str__(self) -> str:
        """The moment in the notation of a record; `unplaced` beyond the calendar."""
        # Without a qualifier a time is written as fine as it is known, and a minute is bounds once
        # it is moved by seconds.
        fine = self.precision if self.qualifier else max(self.precision, Precision.SECOND)
        if fine is Precision.MILLISECOND and not self._is_within(2):
            fine = Precision.SECOND
        if self.qualifier and self._is_within(grain_of(fine)):
            return self._text(self.earliest, fine) or UNPLACED
        ends = self._text(self.earliest, fine), self._text(self.latest, fine)
        if ends[0] and ends[0] == ends[1]:
            return ends[0]
        return f"{ends[0]}..{ends[1]}" if any(ends) else UNPLACED

    def later(self, by: int) -> "Instants":
        """The moment `by` milliseconds later."""
        return self._replace(
            earliest=None if self.earliest is None else self.earliest + by,
            latest=None if self.latest is None else self.latest + by,
        )

    def _is_within(self, grain: int) -> bool:
        if self.earliest is None or self.latest is None:
            return False
        return self.latest - self.earliest < grain

    def _text(self, instant: int | None, precision: Precision) -> str:
        """An end with the offset of the zone at the instant; "" for an open or impossible end."""
        if instant is None:
            return ""
        try:
            local = (_EPOCH + instant * _MS).astimezone(self.zone)
            offset = local.utcoffset() or dt.timedelta()
            moment = moment_at(local.replace(tzinfo=None), offset, precision)
        except (OverflowError, NoTimeError):
            return ""
        return f"{moment}{self.qualifier}"


def instants_of(form: Form, wishes: Wishes) -> Instants:
    """Read a written moment, or bounds; without an offset, in the zone of the wishes.

    Raises:
        NoTimeError: if the form is no moment with a time of day, or has no date.
    """
    lower, upper = (form.lower, form.upper) if isinstance(form, Bounds) else (form, form)
    ends = [None if end is None else _end(end, wishes) for end in (lower, upper)]
    known = [end for end in ends if end is not None]
    return Instants(
        None if ends[0] is None else ends[0].earliest,
        None if ends[1] is None else ends[1].latest,
        min(end.precision for end in known),
        reduce(joined, (end.qualifier for end in known)),
        known[0].zone,
        next((end.basis for end in known if end.basis), ""),
    )


def time_of_day(text: str) -> Form:
    """Read a moment with a time of day, or bounds of one, in the notation of a record.

    Raises:
        TimeSyntaxError: if the text is neither; the message says how to write the time.
    """
    form = parse_form(text)
    ends = (form.lower, form.upper) if isinstance(form, Bounds) else (form,)
    for end in ends:
        if end is not None and not (isinstance(end, Moment) and end.precision > Precision.DAY):
            raise TimeSyntaxError(_NO_TIME_OF_DAY.format(text.strip()))
    return form


def dated(form: Form, day: dt.date | None) -> Form:
    """Return a moment or bounds with a day where they have no date."""
    match form:
        case Moment(date=None):
            return msgspec.structs.replace(form, date=day)
        case Bounds(lower, upper):
            ends = (
                end and msgspec.structs.replace(end, date=end.date or day) for end in (lower, upper)
            )
            return Bounds(*ends)
    return form


def date_of(form: Form) -> dt.date | None:
    """Return the date of a moment, or of an end of bounds; None without a date."""
    ends = (form.lower, form.upper) if isinstance(form, Bounds) else (form,)
    dates = (end.date for end in ends if isinstance(end, Moment))
    return next(filter(None, dates), None)


def lacks_zone(form: Form) -> bool:
    """Whether a moment, or an end of bounds, has no offset from UTC."""
    ends = (form.lower, form.upper) if isinstance(form, Bounds) else (form,)
    return any(isinstance(end, Moment) and end.offset is None for end in ends)


def _end(form: Form, wishes: Wishes) -> Instants:
    if not isinstance(form, Moment) or form.precision <= Precision.DAY:
        raise NoTimeError(_NO_TIME_OF_DAY.format(form))
    date = form.date or wishes.date
    if date is None:
        raise NoTimeError(f"`{form}` has no date; write it as 2024-02-29T{form}, or give --date")
    local = dt.datetime.combine(date, dt.time()) + form.clock * _MS
    if form.offset is not None:
        offset, basis = dt.timedelta(minutes=form.offset), ""
        zone: dt.tzinfo = dt.timezone(offset)
    else:
        zone, offset = wishes.zone, offset_in(local, wishes.zone)
        is_twofold = offset != offset_in(local, zone, fold=1)
        basis = "" if wishes.zone_said else f"{NO_ZONE}; read as {zone}"
        basis = "the clocks of this zone showed it twice, or never" if is_twofold else basis
    earliest = (local.replace(tzinfo=dt.UTC) - _EPOCH - offset) // _MS
    latest = earliest + grain_of(form.precision) - 1
    qualifier = joined(form.qualifier, "?") if basis else form.qualifier
    return Instants(earliest, latest, form.precision, qualifier, zone, basis)


class Anchor(NamedTuple):
    """A position of a recording whose time is known."""

    position: int
    """Milliseconds from the start of the recording."""
    at: Instants
    words: str
    """The position and the time, as the user or the file has them."""


class RecordingClock:
    """The times of the positions of a recording."""

    def __init__(self, anchors: Sequence[Anchor], basis: str = "") -> None:
        """Draw the line through the first and the last anchor.

        Args:
            anchors: an anchor, or several.
            basis: where the time of a single anchor is from; "" if the user said it.

        Raises:
            NoTimeError: if anchors contradict each other, or several have an open end.
        """
        self.anchors = sorted(anchors, key=lambda anchor: anchor.position)
        self._first, self._last = self.anchors[0], self.anchors[-1]
        self.basis = "; ".join(filter(None, (basis, self._first.at.basis)))
        self._check()

    @property
    def is_exact(self) -> bool:
        """Whether each anchor is known to the second."""
        return all(anchor.at.is_exact for anchor in self.anchors)

    @property
    def is_single(self) -> bool:
        """Whether the times are counted from a single anchor."""
        return self._first is self._last

    def at(self, position: int) -> Instants:
        """Return the time of a position, in milliseconds from the start of the recording."""
        first, last = self._first, self._last
        if first is last:
            return first.at.later(position - first.position)
        share = Fraction(position - first.position, last.position - first.position)
        (first_low, first_high), (last_low, last_high) = _ends(first), _ends(last)
        first_end, last_end = first_high + 1, last_high + 1  # after the last millisecond
        return first.at._replace(
            earliest=math.floor(_mixed(share, (first_low, first_end), (last_low, last_end))),
            latest=math.ceil(_mixed(share, (first_end, first_low), (last_end, last_low))) - 1,
            precision=min(first.at.precision, last.at.precision),
            qualifier=joined(first.at.qualifier, last.at.qualifier),
        )

    def remarks(self) -> Iterator[str]:
        """Yield the drift between the anchors, and how well further anchors fit."""
        if self._first is self._last:
            return
        least, most = self._drift()
        between = f"{least:+.1f} to {most:+.1f} s an hour"
        is_even = round(least, 1) <= 0 <= round(most, 1)
        shown = "no drift of the recorder shows" if is_even else "the recorder drifts"
        yield f"{shown}: by the first and the last anchor, its clock loses {between}"
        for anchor in self.anchors[1:-1]:
            line, (earliest, latest) = self.at(anchor.position), _ends(anchor)
            by = (earliest - (line.latest or 0)) / SECOND, (latest - (line.earliest or 0)) / SECOND
            fits = "fits the first and the last" if by[0] <= 0 <= by[1] else "does not fit them"
            yield f"the anchor {anchor.words} {fits}: {by[0]:+.1f} to {by[1]:+.1f} s later"

    def _check(self) -> None:
        if self._first is self._last:
            return
        for anchor in self.anchors:
            if anchor.at.earliest is None or anchor.at.latest is None:
                what = "has an open end, and cannot be one of several anchors"
                raise NoTimeError(f"the anchor {anchor.words} {what}")
        for one, other in zip(self.anchors, self.anchors[1:], strict=False):
            if one.position == other.position:
                raise NoTimeError(f"the anchors {one.words} and {other.words} have one position")
        least, most = self._drift()
        if least > MOST_DRIFT_S_AN_HOUR or most < -MOST_DRIFT_S_AN_HOUR:
            both = f"the anchors {self._first.words} and {self._last.words} contradict each other"
            drift = f"the recorder's clock would lose {least:+,.0f} to {most:+,.0f} s an hour"
            why = "one is wrong, or silence was left out of the recording"
            raise NoTimeError(f"{both}: {drift}; {why}, which takes one anchor for each part")

    def _drift(self) -> tuple[float, float]:
        """How much the clock of the recorder loses in an hour: least and most, in seconds."""
        hours = (self._last.position - self._first.position) / SECOND / _HOUR_S
        (first_low, first_high), (last_low, last_high) = _ends(self._first), _ends(self._last)
        length = self._last.position - self._first.position
        least, most = last_low - first_high - length, last_high - first_low - length
        return least / SECOND / hours, most / SECOND / hours


def clock_of(wishes: Wishes) -> RecordingClock | None:
    """Return the clock of a recording by the start and the anchors of the user; None without.

    Raises:
        NoTimeError: if a time has no date, or anchors contradict each other.
    """
    anchors = [
        Anchor(position, instants_of(form, wishes), f"{position_text(position / SECOND)}={said}")
        for position, form, said in _dated_anchors(wishes)
    ]
    return RecordingClock(anchors) if anchors else None


def said_in(wishes: Wishes) -> list[tuple[float, Form]]:
    """Return the start and the anchors of the user: seconds of the recording, and the time."""
    starts = [(0.0, wishes.starts)] if wishes.starts is not None else []
    return [*starts, *wishes.anchors]


def with_a_date(wishes: Wishes, day: dt.date | None) -> Wishes:
    """Return wishes in which the first time of a recording has a day, unless a time has a date."""
    said = said_in(wishes)
    if not said or any(date_of(form) for _, form in said):
        return wishes
    if wishes.starts is not None:
        return msgspec.structs.replace(wishes, starts=dated(wishes.starts, day))
    (position, form), *others = sorted(wishes.anchors, key=itemgetter(0))
    return msgspec.structs.replace(wishes, anchors=((position, dated(form, day)), *others))


def time_draft(at: Instants, *bases: str) -> TimeDraft:
    """Return a time in the notation of a record, with the reasons for it."""
    basis = "; ".join(filter(None, bases))
    return {"at": str(at), "basis": basis} if basis else str(at)


def _dated_anchors(wishes: Wishes) -> Iterator[tuple[int, Form, Form]]:
    """Yield milliseconds of a recording, the time there with a date, and the time as said.

    A time without a date has the day on which it fits best to the first time with a date.
    """
    said = [(round(at * SECOND), form) for at, form in sorted(said_in(wishes), key=itemgetter(0))]
    known = next((one for one in said if date_of(one[1])), said[0] if said else None)
    for position, form in said:
        day = date_of(form)
        if day is None and known and known != (position, form):
            day = _day_beside(form, position, known, wishes)
        yield position, dated(form, day), form


def _day_beside(
    form: Form, position: int, known: tuple[int, Form], wishes: Wishes
) -> dt.date | None:
    """Return the day of a time, by a position of the recording whose time is known.

    Raises:
        NoTimeError: if the known time has no date, or is no time of day.
    """
    day = date_of(known[1]) or wishes.date
    if day is None:
        return None
    late, early = (instants_of(dated(one, day), wishes) for one in (known[1], form))
    late = late.later(position - known[0])
    if late.earliest is None or early.earliest is None:
        return day
    try:
        return day + dt.timedelta(days=round((late.earliest - early.earliest) / DAY))
    except OverflowError:
        return day


def _ends(anchor: Anchor) -> tuple[int, int]:
    assert anchor.at.earliest is not None  # as `_check` has seen
    assert anchor.at.latest is not None
    return anchor.at.earliest, anchor.at.latest


def _mixed(share: Fraction, first: tuple[int, int], last: tuple[int, int]) -> Fraction:
    """Return an end of a moment between two moments, or beyond.

    Args:
        share: 0 at the first, 1 at the last.
        first, last: the end that is looked for, and the opposite end, which counts beyond.
    """
    near, far = 1 - share, share
    return near * first[near < 0] + far * last[far < 0]
