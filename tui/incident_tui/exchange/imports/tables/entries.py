"""From the rows of a log to entries of the timeline.

A row with a single time is an entry. A row with several times is a run: an entry for each event of
the call, and for each status of the unit. A column without a meaning here stays in the text of the
entry, as `name: value`.
"""

import hashlib
from typing import cast

from incident_tui.exchange.imports.foreign.hashes import HashMap, HashSet
from incident_tui.exchange.imports.foreign.radio import channel_words, without_words
from incident_tui.exchange.imports.foreign.times import UNPLACED, NoTimeError, at_of
from incident_tui.exchange.imports.landing.drafts import (
    ChannelDraft,
    EffectDraft,
    EntryDraft,
    TimeDraft,
    UnitStatusChangeDraft,
)
from incident_tui.exchange.imports.tables.cells import RowCells
from incident_tui.exchange.imports.tables.column_names import (
    EVENTS,
    STATUS_WORDS,
    STATUSES,
    STEPS,
    TIME_FIELDS,
)
from incident_tui.exchange.imports.tables.columns import LogColumns
from incident_tui.exchange.imports.tables.definitions import Definitions
from incident_tui.exchange.imports.tables.even_hours import EvenHours
from incident_tui.exchange.imports.tables.parties import (
    Parties,
    address_told,
    channel_of,
    parties_of,
    speaker_of,
)
from incident_tui.exchange.imports.tables.row_times import RowTimes
from incident_tui.exchange.imports.tables.status_words import status_of
from incident_tui.exchange.imports.tables.table import Row, Table
from incident_tui.record.vocabulary import ENTRY_KINDS, EntryKind, UnitStatus, plain
from incident_tui.words.frequencies import frequency_words

NO_WORDS = "(nothing but a time)"
"""The text of an entry from a row with a time alone."""
_UNREAD = "the row has a time in a column that is not read: {}"

_CALL_TIMES = {"time": "", **EVENTS}
"""Fields with the time of a call as a whole, and words for the event."""
_ENTRY_TIMES = ("time", "received", "answered", "entered", "status_time", "controlled", "closed")
"""Fields with the time of a row that is no run, the likeliest first."""
_OF_MESSAGES = {"time", "received", "entered"}
"""Fields of a log of messages, all for the same event."""
_KINDS: dict[str, EntryKind] = {kind: cast(EntryKind, kind) for kind in ENTRY_KINDS}


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
        fields = columns.fields.keys()
        self._run_times = [field for field in (*STATUSES, *STEPS) if field in fields]
        self._call_times = [field for field in (*_CALL_TIMES, "status_time") if field in fields]
        self._entry_times = [field for field in _ENTRY_TIMES if field in fields]
        self._is_of_calls = fields.isdisjoint(("unit", "units", "status_time"))
        """Whether a row tells of a call as a whole, and not of a single unit."""
        self._times = times
        self._single_times = EvenHours(times)
        self._definitions = definitions
        self._table = table
        self._agency = definitions.agency_of_rest or table.about().agency
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
        if any(map(cells.look, self._run_times)) or self._has_events(cells):
            return self._run(cells, name, row.line)
        return [self._entry(cells, name, row.line)]

    def _has_events(self, cells: RowCells) -> bool:
        """Whether a row without a status has several events; a message is a single event."""
        events = [field for field in self._call_times if cells.look(field)]
        return len(events) > 1 and not (cells.look("text") and _OF_MESSAGES.issuperset(events))

    def _entry(self, cells: RowCells, name: str, line: int) -> EntryDraft:
        """Return the entry of a row with a single time."""
        time = self._time(cells)
        parties = self._parties(cells, line)
        channel = channel_of(cells)
        status = _status(cells) if parties.units else None
        cite = self._cite(line, next(filter(cells.look, self._entry_times), "date"))
        text, kind = cells.tell("text"), _KINDS.get(cells.look("kind"))
        if kind:
            cells.tell("kind")
        speaker = speaker_of(cells, parties.units)
        if is_verbatim := cells.look("verbatim") == "true":
            cells.tell("verbatim")
        has_type, what = bool(cells.look("type")), _what(cells)
        if text and has_type:
            title, words = what, _joined("\n", text, *cells.rest())
        elif text:  # a title is what a row shows: a place alone would hide the text
            title, words = "", _joined("\n", text, what, *cells.rest())
        else:
            known = _status_words(status) or (cells.tell("status") if parties.units else "")
            subject = _joined(": ", cells.look("unit") or cells.look("units"), known, what)
            rest = cells.rest()
            is_silent = channel and not (kind or known or has_type) and (subject or not rest)
            if is_silent:  # the name of a unit is none of its words
                title, words = "", _joined("\n", _without_words(channel), what, *rest)
            else:
                title, words = _headed(subject, *rest)
        entry: EntryDraft = {
            "id": name,
            "kind": kind or self._kind(channel, status),
            "time": time,
            "title": title,
            "text": words,
            "speaker": speaker,
            "channel": channel,
            "effects": self._effects(parties.units, status, time, cite),
            "agency": parties.agency,
            "units": parties.units,
            "location": parties.location,
            "cite": cite,
        }
        if is_verbatim:
            entry["verbatim"] = True
        return entry

    def _parties(self, cells: RowCells, line: int) -> Parties:
        """Return the agency, the units and the place of a row."""
        return parties_of(cells, self._definitions, self._table.origin(line), self._agency)

    def _kind(self, channel: ChannelDraft, status: UnitStatus | None) -> EntryKind:
        """Return the kind of an entry whose row names none."""
        return "radio_call" if channel else "unit_status" if status else self._table.entry_kind

    def _run(self, cells: RowCells, name: str, line: int) -> list[EntryDraft]:
        """Return the entries of a row with several times, in the order of a run."""
        fields = [field for field in TIME_FIELDS if cells.look(field)]
        times = self._times.of(cells, fields)
        if not times:
            return [self._entry(cells, name, line)]
        parties = self._parties(cells, line)
        run, entries = _Run(cells, times, parties, self._is_of_calls), list[EntryDraft]()
        for field in times:
            make = self._call_entry if field in _CALL_TIMES else self._status_entry
            if entry := make(run, field, self._cite(line, field), f"{name}-{field}"):
                entries.append(entry)
        if run.has_more:
            entries.append(self._entry_of_rest(run, name, self._cite(line, next(iter(times)))))
        return entries

    def _call_entry(self, run: "_Run", field: str, cite: str, own_id: str) -> EntryDraft | None:
        """Return the entry of an event of a call; None if another row has told the event.

        Args:
            run: the row.
            field: the field of the event.
            cite: the citation of the time.
            own_id: the id of the entry, if the row names no call.
        """
        time, location = run.times[field], run.parties.location
        heading = _joined(": ", _CALL_TIMES[field], run.what)
        title, text = _headed(heading, *run.lines(field))
        # The id depends on the spelling of this mapping: records from earlier imports have it.
        key = {"id": "", "kind": "cad_event", "time": time}
        key |= {"title": title, "text": text} if title else {"text": text}
        key["location"] = location
        identity = f"call-{_digest(repr(key))}" if run.call else own_id
        if not self._calls.add(hash(identity)):
            return None
        entry: EntryDraft = {
            "id": identity,
            "kind": "cad_event",
            "time": time,
            "title": title,
            "text": text,
            "location": location,
            "cite": cite,
        }
        # The rows of a call's units may be of many agencies; the user names a single one.
        if self._is_of_calls or not run.cells.look("agency"):
            entry["agency"] = run.parties.agency
        return entry

    def _status_entry(self, run: "_Run", field: str, cite: str, own_id: str) -> EntryDraft | None:
        """Return the entry of a status of a unit; None if another row has told the status."""
        time, parties = run.times[field], run.parties
        status = STATUSES.get(field) or (run.status if field == "status_time" else None)
        if field == "left_scene" and run.is_transport:
            status = "Transporting"
        words = STATUS_WORDS.get(field) or _status_words(status) or STEPS.get(field)
        words = words or run.cells.look("status")
        if run.call and self._is_repeated(run.call, run.unit, words, time):
            return None
        heading = _joined(": ", run.unit, words) if run.unit else _joined(": ", words, run.what)
        title, text = _headed(heading, *run.lines(field))
        return {
            "id": own_id,
            "kind": "unit_status" if run.unit else "cad_event",
            "time": time,
            "title": title,
            "text": text,
            "effects": self._effects(parties.units if run.unit else [], status, time, cite),
            "agency": parties.agency,
            "units": parties.units,
            "location": parties.location,
            "cite": cite,
        }

    def _entry_of_rest(self, run: "_Run", name: str, cite: str) -> EntryDraft:
        """Return an entry of the rest of a row, whose events further rows have told."""
        title, text = _headed(_joined(": ", run.unit, run.what), run.call, *run.rest)
        return {
            "id": name,
            "kind": "cad_event",
            "time": next(iter(run.times.values())),
            "title": title,
            "text": text,
            "agency": run.parties.agency,
            "units": run.parties.units,
            "location": run.parties.location,
            "cite": cite,
        }

    def _is_repeated(self, call: str, unit: str, status: str, time: TimeDraft) -> bool:
        """Whether another row of a call has told a status of a unit; if not, note the status."""
        return not self._run_statuses.add(hash((call, unit, status, at_of(time))))

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
        fields = [*filter(cells.look, self._entry_times)]
        fault: NoTimeError | None = None
        for field in fields:
            try:
                found = self._single_times.of(cells, field)
            except NoTimeError as error:
                fault = fault or error
                continue
            if fault:
                self._times.add_fault(cells.name(fields[0]), str(fault))
            if found:
                return found
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
            unread = ", ".join(f"`{name}`" for name in cells.unread_times())
            return {"at": UNPLACED, "basis": _UNREAD.format(unread)} if unread else UNPLACED
        raise NoTimeError("there is no time in this row, and no text to keep without one")

    def _name_of(self, row: Row) -> str:
        """Return the id of a row: a digest of day and key, and the number of the repetition."""
        digest = _digest(self._times.named_day + self._table.key(row))
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


class _Run:
    """A row with the times of a run, and further words for the entries."""

    def __init__(
        self,
        cells: RowCells,
        times: dict[str, TimeDraft],
        parties: Parties,
        is_of_call: bool,
    ) -> None:
        self.cells = cells
        self.times = times
        """From a field to the time, in the order of a run."""
        self.parties = parties
        self.call = cells.line("incident")
        """The line with the name of the call, for each entry: a search finds the whole run."""
        self.unit = "" if len(parties.units) > 1 else cells.look("unit") or cells.look("units")
        """The name of the unit; "" for several units, as the times of their row are of the call."""
        self.what = _what(cells)
        """The type and place of the call."""
        self.status: UnitStatus | None = None
        """The status at `status_time`; None for an unknown word."""
        if "status_time" in times:
            self.status = _status(cells)
            cells.tell("status")
        self._priority, self._disposition = cells.line("priority"), cells.line("disposition")
        text = cells.tell("text")
        self.rest = [text, *cells.rest()] if text else cells.rest()
        """Text and cells without a meaning, for the first status or the first event of a call."""
        self._is_of_call = is_of_call
        self._is_rest_told = False

    @property
    def is_transport(self) -> bool:
        """Whether the unit came to a hospital, and left the scene with a patient."""
        return "hospital" in self.times and "transporting" not in self.times

    @property
    def has_more(self) -> bool:
        """Whether no entry has told the cells without a meaning, or the presence of the unit."""
        has_status = bool(self.unit) and not self.times.keys() <= _CALL_TIMES.keys()
        return not self._is_rest_told and bool(self.rest or (self.unit and not has_status))

    def lines(self, field: str) -> list[str]:
        """Return the lines of the entry of a time, below the title."""
        first, last = next(iter(self.times)), next(reversed(self.times))
        is_status = field not in _CALL_TIMES
        is_what_told = not self.times.keys().isdisjoint(_CALL_TIMES) or not self.unit
        lines = [self.call, self._priority if field == first else ""]
        if (is_status or self._is_of_call) and not self._is_rest_told:
            lines += ["" if is_what_told else self.what, *self.rest]
            self._is_rest_told = True
        elif not (self.call or self.what):  # else nothing tells which call this is
            lines += self.rest
        return [*lines, self._disposition if field == last else ""]


def _what(cells: RowCells) -> str:
    """Return the type and place of a call, in a few words."""
    return _joined(", ", cells.tell("type"), address_told(cells))


def _without_words(channel: ChannelDraft) -> str:
    """Return the text of a radio call whose row has no words."""
    tag = channel.get("talkgroup_tag", "")
    group = channel.get("talkgroup", "")
    frequency = frequency_words(channel.get("frequency", ""))
    return without_words(None, channel_words(group, tag, frequency if not group else ""))


def _status(cells: RowCells) -> UnitStatus | None:
    """Return the status in a row; None for an unknown word, which stays untold."""
    text = cells.look("status")
    names = [cells.name(field) for field in ("unit", "status") if cells.look(field)]
    status = status_of(text, " ".join(names)) if text else None
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


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
