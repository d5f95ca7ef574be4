"""Exact times for machines: as RFC 3339, and as dates of spreadsheets."""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from incident_tui.exchange.exports.tables import FIRST_YEAR, Column, Stamp
from incident_tui.exchange.printed.view import rfc3339
from incident_tui.placing.placement import Placement
from incident_tui.record.time_value import Moment, Precision, TimeValue
from incident_tui.review.lens import Lens
from incident_tui.words.times import inferred_mark

_MINUTE_CHARACTERS, _SECOND_CHARACTERS = 16, 19
"""The lengths of `2024-02-29T13:15` and `2024-02-29T13:15:07`."""


def exact_time(lens: Lens, time: TimeValue, placement: Placement) -> str:
    """An exact moment in RFC 3339, as fine as in the record; "" for a time without a moment.

    No qualifier, no bounds, no order of entries and no corrected clock are in such a time.
    """
    form = time.at
    if not isinstance(form, Moment) or form.qualifier or form.precision <= Precision.DAY:
        return ""
    early, late = placement.earliest, placement.latest
    if placement.shift or early is None or late is None or late - early >= placement.grain:
        return ""
    text = rfc3339(early, lens.zone) or ""
    second, offset = text[:_SECOND_CHARACTERS], text[_SECOND_CHARACTERS:]
    if form.precision == Precision.MILLISECOND:
        return text if offset.startswith(".") else f"{second}.000{offset}"
    if form.precision == Precision.SECOND:
        return text
    return text[:_MINUTE_CHARACTERS] + offset if second.endswith(":00") else ""


@lru_cache(64)  # the bounds of an entry, and of its being known, are mostly one moment
def stamp_of(text: str, zone: dt.tzinfo) -> Stamp | str:
    """A moment in RFC 3339 as a date of a spreadsheet, on the clocks of a zone.

    The text stays where a date would be a different moment, or two: before 1901, in the hour that
    comes twice when clocks are put back, and where the zone's offset is no whole minute.

    Args:
        text: with the offset of the zone; "" for no moment.
        zone: of the clocks that the title of the column names.
    """
    if not text:
        return ""
    moment = dt.datetime.fromisoformat(text)
    local = moment.replace(tzinfo=None)
    offsets = {local.replace(tzinfo=zone, fold=fold).utcoffset() for fold in (0, 1)}
    if local.year < FIRST_YEAR or offsets != {moment.utcoffset()}:
        return text
    if "." in text:
        return Stamp(local, "millisecond")
    return Stamp(local, "second" if text[_MINUTE_CHARACTERS] == ":" else "minute")


def zoned(columns: Iterable[Column], lens: Lens) -> list[Column]:
    """Columns with the zone of the incident in the titles of moments: `latest [America/Chicago]`.

    A zone that is inferred has a `?`.
    """
    incident = lens.incident
    zone = incident.timezone + inferred_mark(incident.timezone_basis)
    return [
        one._replace(title=f"{one.title} [{zone}]") if one.kind == "moment" else one
        for one in columns
    ]
