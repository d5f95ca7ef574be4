"""From the rows of a log to entries of the timeline.

A row with a single time is an entry. A row with the times of a unit's run is an entry for each
status of the unit, and an entry for the call. A column without a meaning here stays in the text of
the entry, as `name: value`.
"""

import functools
import hashlib
import re
from collections.abc import Mapping
from typing import NamedTuple, cast

from incident_tui.exchange.imports.foreign.hashes import HashMap, HashSet
from incident_tui.exchange.imports.foreign.times import UNPLACED, NoTimeError, at_of
from incident_tui.exchange.imports.landing.drafts import (
    ChannelDraft,
    EffectDraft,
    EntryDraft,
    TimeDraft,
    UnitStatusChangeDraft,
    without_blanks,
)
from incident_tui.exchange.imports.landing.protocol import Origin
from incident_tui.exchange.imports.tables.cells import RowCells
from incident_tui.exchange.imports.tables.columns import (
    EVENTS,
    STATUSES,
    TIME_FIELDS,
    LogColumns,
)
from incident_tui.exchange.imports.tables.definitions import Definitions
from incident_tui.exchange.imports.tables.row_times import RowTimes
from incident_tui.exchange.imports.tables.status_words import status_of
from incident_tui.exchange.imports.tables.table import Row, Table
from incident_tui.exchange.imports.tables.unit_names import unit_names
from incident_tui.record.vocabulary import ENTRY_KINDS, EntryKind, UnitStatus, plain

NO_WORDS = "(nothing but a time)"
"""The text of an entry from a row with a time alone."""

_CALL_TIMES = {"time": "", **EVENTS}
"""Fields with the time of a call as a whole, and words for the event."""
_ENTRY_TIMES = (*_CALL_TIMES, "status_time")
"""Fields with the time of a row that is no run, the likeliest first."""
_UNITS_KEPT = 1_000
"""Cells with units that are told apart once."""
_DEGREES = re.compile(r"-?\d{1,3}(\.\d{1,12})?", re.ASCII)
_KINDS: dict[str, EntryKind] = {kind: cast(EntryKind, kind) for kind in ENTRY_KINDS}


class _Parties(NamedTuple):
    """The agencies, the units and the place of a row, as ids."""

    agency: str
    """Further agencies, from columns of a table that this program has exported."""
    units: list[str]
    location: str


class RowEntries:
    """Turns the rows of a log into entries."""

    def __init__(
        self,
        columns: LogColumns,
        times: RowTimes,
        definitions: Definitions,
        table: Table,
    ) -> None:
        self._columns = columns
        self._statuses = [status for status in STATUSES if status in columns.fields]
        self._units_in = functools.lru_cache(_UNITS_KEPT)(unit_names)
        self._times = times
        self._definitions = definitions
        self._table = table
        self._rows = HashSet()
        """The rows so far."""
        self._repetitions = HashMap()
        """From a row to the number of repetitions, word for word."""
        self._calls = HashSet()
        """Ids of the events of a call as a whole, which the rows of each unit repeat."""
        self._run_statuses = HashSet()
        """Call, unit, status and time of each status in a run, which other rows may repeat."""
        self.faults = times.faults
        self.remarks = times.remarks

    def of(self, row: Row) -> list[EntryDraft]:
        """Return the entries of a row.

        Raises:
            NoTimeError: if a time in the row cannot be read.
        """
        cells, name = RowCells(self._columns, row), self._name_of(row)
        is_run = any(map(cells.look, self._statuses))
        if is_run or (cells.look("status_time") and any(map(cells.look, _CALL_TIMES))):
            return self._run(cells, name, row.line)
        return [self._entry(cells, name, row.line)]

    def _entry(self, cells: RowCells, name: str, line: int) -> EntryDraft:
        """Return the entry of a row with a single time."""
        time, parties = self._time(cells), self._parties(cells, line)
        channel = _channel(cells)
        status = _status(cells) if parties.units else None
        cite = self._cite(line, next(filter(cells.look, _ENTRY_TIMES), "date"))
        text, kind = cells.tell("text"), _KINDS.get(cells.look("kind"))
        if kind:
            cells.tell("kind")
        has_type, what = bool(cells.look("type")), _what(cells)
        if text and has_type:
            title, words = what, _joined("\n", text, *cells.rest())
        elif text:  # a title is what a row shows: a place alone would hide the text
            title, words = "", _joined("\n", text, what, *cells.rest())
        else:
            known = _status_words(status) or (cells.tell("status") if parties.units else "")
            what = _joined(": ", cells.look("unit") or cells.look("units"), known, what)
            title, words = _headed(what, *cells.rest())
        return {
            "id": name,
            "kind": kind or ("radio_call" if channel else "unit_status" if status else "cad_event"),
            "time": time,
            "title": title,
            "text": words,
            "channel": channel,
            "effects": self._effects(parties.units, status, time, cite),
            "agency": parties.agency,
            "units": parties.units,
            "location": parties.location,
            "cite": cite,
        }

    def _run(self, cells: RowCells, name: str, line: int) -> list[EntryDraft]:
        """Return the entries of a row with the times of a run, the events of the call first."""
        fields = [field for field in TIME_FIELDS if cells.look(field)]
        times = dict(self._times.of(cells, fields))
        if not times:
            return [self._entry(cells, name, line)]
        parties, call, what = self._parties(cells, line), cells.line("incident"), _what(cells)
        entries = []
        for field, words in _CALL_TIMES.items():
            if field in times:
                heading = _headed(_joined(": ", words, what), call)
                if heading == ("", NO_WORDS):  # the first status has the rest, too
                    heading = _headed("", *cells.rest())
                cite = self._cite(line, field)
                entry = self._call_entry(times.pop(field), heading, parties.location, cite)
                if not cells.look("agency"):  # the user's; rows of a call may be of many agencies
                    entry["agency"] = parties.agency
                if not call:
                    entry["id"] = f"{name}-{field}"
                if self._calls.add(hash(entry["id"])):
                    entries.append(entry)
        unit = cells.look("unit") or cells.look("units")
        statuses = self._run_of(cells, times)
        aside = [call, "" if entries else what, *cells.rest()]
        for field, (status, time) in statuses.items():
            words = _status_words(status) or cells.look("status")
            if call and self._is_repeated(call, unit, words, time):
                continue
            heading = _headed(_joined(": ", unit, words), *aside)
            cite = self._cite(line, field)
            entry = self._status_entry(status, time, heading, parties, cite)
            entry["id"] = f"{name}-{field}"
            entry["kind"] = "unit_status" if unit else "cad_event"
            entries.append(entry)
            aside = [call]  # each entry names its call, so that a search finds the whole run
        return entries

    def _run_of(
        self, cells: RowCells, times: Mapping[str, TimeDraft]
    ) -> dict[str, tuple[UnitStatus | None, TimeDraft]]:
        """Return the statuses of a run with their times; None for an unknown word of a status."""
        run: dict[str, tuple[UnitStatus | None, TimeDraft]] = {
            field: (STATUSES[field], time) for field, time in times.items() if field in STATUSES
        }
        if "status_time" in times:
            run["status_time"] = _status(cells), times["status_time"]
            cells.tell("status")
        return run

    def _is_repeated(self, call: str, unit: str, status: str, time: TimeDraft) -> bool:
        """Whether another row of a call has told a status of a unit; if not, note the status."""
        return not self._run_statuses.add(hash((call, unit, status, at_of(time))))

    def _call_entry(
        self, time: TimeDraft, heading: tuple[str, str], location: str, cite: str
    ) -> EntryDraft:
        """Return the entry of an event of a call, with an id for the rows of each unit."""
        title, text = heading
        # The id depends on the spelling of this mapping: records from earlier imports have it.
        key = {"id": "", "kind": "cad_event", "time": time}
        key |= {"title": title, "text": text} if title else {"text": text}
        key["location"] = location
        return {
            "id": f"call-{_digest(repr(key))}",
            "kind": "cad_event",
            "time": time,
            "title": title,
            "text": text,
            "location": location,
            "cite": cite,
        }

    def _status_entry(
        self,
        status: UnitStatus | None,
        time: TimeDraft,
        heading: tuple[str, str],
        parties: _Parties,
        cite: str,
    ) -> EntryDraft:
        """Return the entry of a status in a run, without an id."""
        title, text = heading
        return {
            "id": "",
            "kind": "unit_status",
            "time": time,
            "title": title,
            "text": text,
            "effects": self._effects(parties.units, status, time, cite),
            "agency": parties.agency,
            "units": parties.units,
            "location": parties.location,
            "cite": cite,
        }

    def _effects(
        self, units: list[str], status: UnitStatus | None, time: TimeDraft, cite: str
    ) -> list[EffectDraft]:
        """Return the effect of a status on each unit, and add the status to the histories."""
        if status is None:
            return []
        for unit in units:
            step = UnitStatusChangeDraft(status=status, time=time, cite=cite)
            self._definitions.add_step(unit, step)
        return [{"unit": unit, "status": status} for unit in units]

    def _time(self, cells: RowCells) -> TimeDraft:
        """Return the time of a row; unplaced for a row with a text and without a time.

        Raises:
            NoTimeError: if the time cannot be read, or the row has neither a time nor a text.
        """
        fields = [field for field in _ENTRY_TIMES if cells.look(field)]
        fault: NoTimeError | None = None
        for field in fields:
            try:
                found = self._times.of(cells, [field])
            except NoTimeError as error:
                fault = fault or error
                continue
            if fault:
                self._times.add_fault(cells.name(fields[0]), str(fault))
            if found:
                return found[field]
            if cells.look(field).casefold() == UNPLACED:
                cells.tell(field)
        try:
            if day := self._times.day_alone(cells):
                return day
        except NoTimeError as error:
            raise fault or error from None
        if fault:
            raise fault
        if cells.look("text"):
            return UNPLACED
        raise NoTimeError("there is no time in this row, and no text to keep without one")

    def _parties(self, cells: RowCells, line: int) -> _Parties:
        """Return the agency, the units and the place of a row, as far as defined."""
        agency, units, origin = "", list[str](), self._table.origin(line)
        name = cells.look("agency") or self._definitions.agency_of_rest
        if name and (agency := self._definitions.agency(name, origin)):
            cells.tell("agency")
        kind = cells.look("unit_type")
        for field in ("unit", "units"):
            if not (text := cells.look(field)):
                continue
            names = self._units_in(text, field == "units")
            found = [self._definitions.unit(name, kind, agency, origin) for name in names]
            if found and all(found):
                units = list(dict.fromkeys([*units, *found]))
                cells.tell(field)
        return _Parties(agency, units, self._place_of(cells, origin))

    def _place_of(self, cells: RowCells, origin: Origin) -> str:
        """Return the id of the place in a row, or ""."""
        text = _joined(", ", cells.look("location"), cells.look("city"))
        latitude, longitude = cells.look("latitude"), cells.look("longitude")
        fields = ["location", "city"]
        if latitude and longitude and _is_degrees(latitude, 90) and _is_degrees(longitude, 180):
            fields += ["latitude", "longitude"]
        else:
            latitude = longitude = ""
        if not (text or latitude):
            return ""
        place = self._definitions.place(text, latitude, longitude, origin)
        for field in fields if place else ():
            cells.tell(field)
        return place

    def _name_of(self, row: Row) -> str:
        """Return the id of a row: a digest of the cells, and the number of the repetition."""
        digest = _digest("\x1f".join(row.cells))
        key = hash(digest)
        if self._rows.add(key):
            return f"row-{digest}"
        number = self._repetitions.get(key) + 1
        self._repetitions.put(key, number)
        return f"row-{digest}-{number + 1}"

    def _cite(self, line: int, field: str) -> str:
        """Return the citation of a field of a row."""
        column = self._columns.fields.get(field, -1)
        return f"{self._table.source}:{self._table.place(line, column)}"


def _what(cells: RowCells) -> str:
    """Return the type and place of a call, in a few words."""
    return _joined(", ", *map(cells.tell, ("type", "location", "city")))


def _channel(cells: RowCells) -> ChannelDraft:
    """Return the channel of a row; empty for a row without a talkgroup and a frequency."""
    if not any(map(cells.look, ("talkgroup", "talkgroup_tag", "frequency"))):
        return {}
    return without_blanks(
        ChannelDraft(
            system=cells.tell("system"),
            talkgroup=cells.tell("talkgroup"),
            talkgroup_tag=cells.tell("talkgroup_tag"),
            frequency=cells.tell("frequency"),
        )
    )


def _status(cells: RowCells) -> UnitStatus | None:
    """Return the status in a row; None for an unknown word, which stays untold."""
    status = status_of(cells.look("status"))
    if status:
        cells.tell("status")
    return status


def _status_words(status: UnitStatus | None) -> str:
    """Return `EnRoute` as `en route`; "" for None."""
    return plain(status or "")


def _headed(title: str, *rest: str) -> tuple[str, str]:
    """Return title and text of an entry; a title without a text becomes the text."""
    text = _joined("\n", *rest)
    return (title, text) if title and text else ("", title or text or NO_WORDS)


def _joined(between: str, *texts: str) -> str:
    """Join the texts that are not empty."""
    return between.join(filter(None, texts))


def _is_degrees(text: str, most: float) -> bool:
    """Whether a text is a number from -most to most, in the notation of a record."""
    return bool(_DEGREES.fullmatch(text)) and abs(float(text)) <= most


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
