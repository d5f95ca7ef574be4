"""The times of an exported table: as written in the record, on their days, as vague as they were.

A clock time of a record is of the day and the zone of the incident, which the table says in the
columns of its moments alone.
"""

import contextlib
import datetime as dt
from collections.abc import Sequence

import msgspec

from incident_tui.exchange.imports.foreign.times import UNPLACED, NoTimeError, offset_in
from incident_tui.exchange.imports.landing.drafts import TimeDraft, TimeForm, without_blanks
from incident_tui.record.time_value import (
    Bounds,
    Form,
    Moment,
    Precision,
    Span,
    TimeSyntaxError,
    parse_form,
)

BETWEEN = "; "
"""Stands between two values in a cell."""

_BY_ORDER = "by the order of entries in the exported record"
_FIRST_YEAR_OF_ZONES = 1900
"""Before, cities had offsets with odd seconds, and a table has the moment in UTC."""
_QUARTER = dt.timedelta(minutes=15)
_DAY = dt.timedelta(days=1)


class OwnTimes:
    """Reads the times of rows; the cells of a time are taken from the row."""

    def __init__(self, columns: Sequence[str], zone: dt.tzinfo, is_new: bool) -> None:
        """Begin before the first row.

        Args:
            columns: the names of the columns.
            zone: the zone of the record.
            is_new: whether the record is new, and defines no words for tolerances.
        """
        self._is_new = is_new
        self._columns = {*columns}
        self._zone = zone

    def of(self, cells: dict[str, str]) -> TimeDraft:
        """Return the time of a row: the notation, an exact date, or the bounds.

        Raises:
            NoTimeError: if the time is in no notation of a record.
        """
        earliest, latest = cells.get("earliest", ""), cells.get("latest", "")
        notation, exact = cells.pop("notation", ""), cells.pop("exact_time", "")
        after, before = names_in(cells, "after"), names_in(cells, "before")
        if not (notation or earliest or latest or after or before):  # a row typed by a person
            notation = exact or cells.get("time", "")
        is_defined = not self._is_new or cells.get("tolerance", "")[:1].isdigit()
        tolerance = cells.pop("tolerance", "") if is_defined else ""
        at = basis = ""
        if notation and notation != UNPLACED:
            best = cells.get("sort_time") or cells.get("best") or earliest
            at = str(self._dated(_form(notation), earliest, best, latest))
        elif (earliest or latest) and not (after or before):
            at, basis = f"{earliest}..{latest}", _BY_ORDER
        older = cells.pop("basis", "")  # of a table of version 0.1
        time = without_blanks(
            TimeForm(
                at=at or UNPLACED,
                stated=cells.pop("stated", ""),
                basis=cells.pop("time_basis", older) or basis,
                after=after,
                before=before,
                tolerance=tolerance,
                duration=cells.pop("duration", ""),
            )
        )
        return time if len(time) > 1 else time["at"]

    def known(self, cells: dict[str, str]) -> str:
        """Return when an entry was known; "" if at once.

        Raises:
            NoTimeError: if the time is in no notation of a record.
        """
        bounds = [cells.pop(name, "") for name in ("known_earliest", "known_latest")]
        if "known_notation" in self._columns:
            notation = cells.pop("known_notation", "")
            if not notation:
                return ""
            lower, upper = bounds
            return str(self._dated(_form(notation), lower, lower or upper, upper))
        if bounds == [cells.get("earliest", ""), cells.get("latest", "")] or not any(bounds):
            return ""
        return "..".join(bounds)

    def _dated(self, form: Form, earliest: str, best: str, latest: str) -> Form:
        """Return a time with the day, and the offset, left open by a clock time alone."""
        match form:
            case Moment():
                return self._moment(form, best)
            case Bounds(lower, upper):
                return Bounds(
                    lower and self._moment(lower, earliest or latest),
                    upper and self._moment(upper, latest or earliest),
                )
            case Span(start, end):
                return Span(self._moment(start, best), self._moment(end, latest))
        return form

    def _moment(self, moment: Moment, near: str) -> Moment:
        """Return a moment on its day, given a moment nearby."""
        close = _rfc3339(near)
        if moment.precision <= Precision.DAY or moment.offset is not None or close is None:
            return moment
        if moment.date and moment.date.year < _FIRST_YEAR_OF_ZONES:
            return moment
        clock = dt.timedelta(milliseconds=moment.clock)
        try:
            midnight = dt.datetime.combine(moment.date or close.date(), dt.time(), close.tzinfo)
            days = [midnight] if moment.date else [midnight - _DAY, midnight, midnight + _DAY]
            local = min((day + clock for day in days), key=lambda one: abs(one - close))
        except OverflowError:
            raise NoTimeError(f"`{moment}` is beyond the calendar near {near}") from None
        offset = local.utcoffset() or dt.timedelta()
        own = offset_in(local.replace(tzinfo=None), self._zone)
        minutes = None if own == offset or offset % _QUARTER else offset // dt.timedelta(minutes=1)
        return msgspec.structs.replace(moment, date=local.date(), offset=minutes)


def names_in(cells: dict[str, str], column: str) -> list[str]:
    """Return the values in a cell, and take the cell from the row."""
    return [name for name in cells.pop(column, "").split(BETWEEN) if name]


def _rfc3339(text: str) -> dt.datetime | None:
    """Return a moment with an offset; None for another text."""
    with contextlib.suppress(ValueError):
        moment = dt.datetime.fromisoformat(text)
        return moment if moment.tzinfo else None
    return None


def _form(notation: str) -> Form:
    try:
        return parse_form(notation)
    except TimeSyntaxError as error:
        raise NoTimeError(str(error)) from None
