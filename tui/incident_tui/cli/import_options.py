"""The options of `incident-tui import` as values."""

import datetime as dt
import difflib
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click
import msgspec

from incident_tui.exchange.imports import FORMATS
from incident_tui.exchange.imports.foreign.positions import position_of
from incident_tui.exchange.imports.foreign.recording_clock import time_of_day, with_a_date
from incident_tui.exchange.imports.landing.folder import ASSUMED, RecordFolder, slug
from incident_tui.exchange.imports.landing.protocol import INFERRED, Wishes
from incident_tui.exchange.imports.tables.columns import FIELDS
from incident_tui.record.reading import HEAD_NAMES
from incident_tui.record.text import visible
from incident_tui.record.time_value import Form, TimeSyntaxError

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
"""Of a database, such as `postgresql://host/calls`; no path begins so."""


class ZoneName(click.ParamType[dt.tzinfo]):
    """The name of a time zone."""

    name = "zone"

    def convert(
        self, value: str | dt.tzinfo, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.tzinfo:
        """Return the zone with the name."""
        if isinstance(value, dt.tzinfo):
            return value
        try:
            return ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            message = f"{visible(value)} is no IANA time zone; write one such as America/Chicago"
            self.fail(message, param, ctx)


class Moment(click.ParamType[dt.datetime]):
    """A date and a time of day, with an offset or without."""

    name = "moment"

    def convert(
        self, value: str | dt.datetime, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.datetime:
        """Return the moment; without an offset, it has no zone."""
        if isinstance(value, dt.datetime):
            return value
        try:
            return dt.datetime.fromisoformat(value)
        except ValueError:
            example = "2024-02-29T13:00, or 2024-02-29T13:00-06:00"
            self.fail(f"{visible(value)} is no moment; write it as {example}", param, ctx)


class RecordingStart(click.ParamType[Form | None]):
    """A time of day in the notation of a record, as vague as it is known; empty if unknown."""

    name = "time"

    def convert(
        self, value: str | Form, param: click.Parameter | None, ctx: click.Context | None
    ) -> Form | None:
        """Return the time."""
        if not isinstance(value, str) or not value:
            return value or None
        try:
            return time_of_day(value)
        except TimeSyntaxError as error:
            self.fail(visible(str(error)), param, ctx)


class RecordingAnchor(click.ParamType[tuple[float, Form]]):
    """A position in a recording, and the time of it: `00:03:12=13:08:22`."""

    name = "position=time"

    def convert(
        self,
        value: str | tuple[float, Form],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[float, Form]:
        """Return the position in seconds, and the time."""
        if not isinstance(value, str):
            return value
        position, _, time = value.partition("=")
        seconds = position_of(position)
        if seconds is None:
            message = f"{visible(value)} has no position; write it as 00:03:12=13:08:22"
            self.fail(message, param, ctx)
        try:
            return seconds, time_of_day(time)
        except TimeSyntaxError as error:
            self.fail(visible(str(error)), param, ctx)


def refuse_unfit(name: str, options: Mapping[str, object]) -> None:
    """Refuse a format without its library, and an option that means nothing for the format.

    Args:
        name: the name of the format.
        options: from the name of an option to its value; an empty value is no option.

    Raises:
        UsageError: with the options that the format has.
    """
    if words := FORMATS[name].missing:
        raise click.UsageError(f"--from {name} {words}")
    fit = (*FORMATS[name].needs, *FORMATS[name].takes)
    for option, value in options.items():
        if value and option not in fit:
            has = f"it has {', '.join(fit)}" if fit else "it has no options of its own"
            raise click.UsageError(f"{option} says nothing of a file of {name}; {has}")


def columns_of(options: Sequence[str]) -> dict[str, str]:
    """Return the column of each field.

    Raises:
        BadParameter: if an option is not `field=column`, or the field is unknown.
    """
    named = {}
    for option in options:
        field, equals, column = option.partition("=")
        if not equals or not column:
            message = f"{visible(option)} names no column; write time=received, say"
            raise click.BadParameter(message, param_hint="--map")
        if field not in FIELDS:
            near = difflib.get_close_matches(field, FIELDS, n=1)
            hint = f"did you mean {near[0]}?" if near else f"fields: {', '.join(FIELDS)}"
            message = f"there is no field {visible(field)}; {hint}"
            raise click.BadParameter(message, param_hint="--map")
        named[field] = column
    return named


class Sources(NamedTuple):
    """What the user has named to import."""

    paths: list[Path]
    """Files and folders; none for an address."""
    address: str = ""
    """The address of an archive; "" for files."""

    @property
    def name(self) -> str:
        """The name of the first file or of the database, for a new folder."""
        path = urlsplit(self.address).path if self.address else str(self.paths[0])
        return slug(Path(path).name.partition(".")[0])

    @property
    def title(self) -> str:
        """The title of a new record, unless something names another."""
        if self.address:
            return self.name
        return visible(Path(os.path.realpath(self.paths[0])).stem)  # `resolve` raises on a circle


def sources_and_folder(names: Sequence[str]) -> tuple[Sources, str]:
    """Part the arguments into sources and the folder of the record, "" where none is named.

    The last argument is the folder, unless it is a file, or alone and no folder of a record.

    Raises:
        UsageError: if a record is named as a source, or an address stands beside files.
    """
    *before, last = names
    is_file = os.path.lexists(last) and not os.path.isdir(last)
    sources = [*names] if is_file or not before else before
    for source in sources:
        if any(os.path.lexists(Path(source) / name) for name in HEAD_NAMES):
            what = "the folder of a record; name the file to add first, and the folder last"
            raise click.UsageError(f"{visible(source)} is {what}")
    folder = "" if len(sources) == len(names) else last
    addresses = [*filter(_ADDRESS.match, sources)]
    if addresses and len(sources) > 1:
        raise click.UsageError("an address of an archive stands alone; import the files apart")
    if addresses:
        return Sources([], addresses[0]), folder
    return Sources([*map(Path, sources)]), folder


def with_record(asked: Wishes, target: RecordFolder, zone: dt.tzinfo | None) -> Wishes:
    """Return the options of the user with the zone and the names of an existing record."""
    record = target.record
    if record is None:
        wishes = msgspec.structs.replace(asked, zone=zone or dt.UTC, zone_said=zone is not None)
        return _with_window(wishes)
    own = ZoneInfo(record.incident.timezone)
    wishes = msgspec.structs.replace(
        asked,
        zone=zone or own,
        zone_said=zone is not None
        or not record.incident.timezone_basis.startswith((ASSUMED, INFERRED)),
        record_zone=own,
        talkgroups={
            talkgroup: agency.id for agency in record.agencies for talkgroup in agency.talkgroups
        },
        agencies={
            name.casefold(): agency.id
            for agency in record.agencies
            for name in (*agency.aliases, agency.name, agency.short, agency.id)
            if name
        }
        # An id itself comes before the names, which may differ from another id in case alone.
        | {agency.id: agency.id for agency in record.agencies},
        units={
            name.casefold(): unit.id for unit in record.units for name in (unit.call_sign, unit.id)
        }
        | {unit.id: unit.id for unit in record.units},
        entries=target.entries,
    )
    return _with_window(with_a_date(wishes, asked.date or record.incident.date))


def _with_window(wishes: Wishes) -> Wishes:
    """Return the options with the zone at the ends of the window."""
    ends = {
        name: end.replace(tzinfo=wishes.zone)
        for name, end in (("since", wishes.since), ("until", wishes.until))
        if end and end.tzinfo is None
    }
    return msgspec.structs.replace(wishes, **ends) if ends else wishes
