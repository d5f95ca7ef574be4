"""The rows of a table that this program exported: back to entries, with ids and times as written.

CSV has names where a record has ids: agencies, units and places are defined by their names. A
workbook has both. A column without a field here stays in the text of the entry, as `name: value`.

A row with the id of an entry of the record adds nothing: the entry stays, and the user is told of
the changes in the row.
"""

import contextlib
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Protocol, cast
from zoneinfo import ZoneInfo

from incident_tui.exchange.imports.foreign.values import digest, identifier
from incident_tui.exchange.imports.foreign.zone_found import ZoneFound
from incident_tui.exchange.imports.landing.drafts import EntryDraft
from incident_tui.exchange.imports.landing.protocol import (
    AlreadyThere,
    Passed,
    Rejected,
    Wishes,
)
from incident_tui.exchange.imports.tables.definitions import Definitions
from incident_tui.exchange.imports.tables.own_columns import OwnColumns
from incident_tui.exchange.imports.tables.own_parties import OwnParties
from incident_tui.exchange.imports.tables.own_times import OwnTimes, names_in
from incident_tui.exchange.imports.tables.table import Row, Table
from incident_tui.record.vocabulary import ENTRY_KINDS, EntryKind, Weight, listed

_DERIVED = (
    *("time", "earliest", "latest", "sort_time", "best", "precision", "qualifier", "time_notes"),
    *("known", "known_certainty", "grade_words", "also_on"),
    "part",
)
"""Columns that follow from other columns, or tell of the whole file."""
_STAYS = "timeline: the record's own entry `{id}` stays; the table differs in {differences}"
_DAY_LENGTH = len("2024-02-29")
_PLAIN = {"verbatim": "false", "weight": "routine"}
"""Columns and the values that say no more than their absence."""


class ExistingRecord(Protocol):
    """The record that rows are added to."""

    def differences(self, cells: Mapping[str, str], source: str, has_ids: bool) -> str | None:
        """Return how the row of a table differs from the entry of the same id.

        Args:
            cells: the cells of the row, by the names of the columns.
            source: the id of the table as a source.
            has_ids: whether the table is of a workbook.

        Returns:
            The differences in words; "" for an equal entry, None for a row of no entry.
        """

    def has(self, draft: EntryDraft) -> bool:
        """Whether the record has an entry of equal content."""


class ExportedRows:
    """Turns the rows of an exported table into entries."""

    def __init__(
        self,
        header: Sequence[str],
        wishes: Wishes,
        definitions: Definitions,
        table: Table,
        zones: ZoneFound,
        record: ExistingRecord | None = None,
    ) -> None:
        """Begin before the first row.

        Args:
            header: the names of the columns.
            wishes: the options of the user.
            definitions: the agencies, units and places of all tables.
            table: the table.
            zones: notes the zone that the table names, and the days.
            record: the record that rows are added to; None for a new record.
        """
        self._columns = OwnColumns(header)
        self._zones = zones
        if self._columns.zone:
            zones.say(self._columns.zone, "the titles of the columns")
        self._table = table
        self._record = record
        self._is_new = record is None
        """Whether the row under way is read as for a new record."""
        self._drafts, self._tried = (
            {is_new: _Drafts(self._columns, table, wishes, one, is_new) for is_new in (True, False)}
            for one in (definitions, Definitions(wishes))
        )
        """By `_is_new`; those that are tried define nothing."""
        self.faults: list[str] = []
        """As of other rows; a row of an exported table is read whole, or rejected."""
        self.remarks: list[str] = []

    def known(self, row: Row) -> AlreadyThere | Rejected | Passed | None:
        """Return what is found of a row that is no new entry; None for a new entry.

        Raises:
            NoTimeError: if the time cannot be read.
        """
        cells, origin = self._columns.cells(row.cells), self._table.origin(row.line)
        with contextlib.suppress(ValueError):  # of a row without bounds
            self._zones.note_day(dt.date.fromisoformat(cells.get("earliest", "")[:_DAY_LENGTH]))
        if cells.keys() <= {"id"}:
            return Passed(origin, "a row without an entry")
        if self._record is None:
            return None
        # An entry from an earlier import is read again, and found to be there.
        earlier = [one for one, tried in self._tried.items() if self._record.has(tried.of(row))]
        self._is_new = True in earlier
        if earlier:
            return None
        has_ids = self._columns.has_ids
        differences = self._record.differences(cells, self._table.source, has_ids)
        if differences is None:
            return None
        if not differences:
            return AlreadyThere(origin)
        return Rejected(origin, _STAYS.format(id=cells["id"], differences=differences), row.raw)

    def of(self, row: Row) -> list[EntryDraft]:
        """Return the entry of a row.

        Raises:
            NoTimeError: if the time cannot be read.
        """
        return [self._drafts[self._is_new].of(row)]


class _Drafts:
    """Makes a draft of each row."""

    def __init__(
        self,
        columns: OwnColumns,
        table: Table,
        wishes: Wishes,
        definitions: Definitions,
        is_new: bool,
    ) -> None:
        """Begin before the first row.

        Args:
            columns: the columns of the table.
            table: the table.
            wishes: the options of the user.
            definitions: the agencies, units and places of all tables.
            is_new: whether the record is new.
        """
        self._columns = columns
        self._table = table
        is_open = not wishes.zone_said and wishes.record_zone is None
        zone = ZoneInfo(columns.zone) if is_open and columns.zone else wishes.zone
        self._times = OwnTimes(columns.names, zone, is_new)
        self._parties = OwnParties(definitions, is_new)

    def of(self, row: Row) -> EntryDraft:
        """Return the entry of a row.

        Raises:
            NoTimeError: if the time cannot be read.
        """
        cells = self._columns.cells(row.cells)
        origin, take = self._table.origin(row.line), cells.pop
        time, known = self._times.of(cells), self._times.known(cells)
        has_ids = self._columns.has_ids
        read_parties = self._parties.by_ids if has_ids else self._parties.by_names
        parties = read_parties(cells, origin)
        kind, text = take("kind", ""), take("text", "")
        entry: EntryDraft = {
            "id": take("id", "") or identifier("row", digest("\x1f".join(row.cells))),
            "kind": cast(EntryKind, kind) if kind in ENTRY_KINDS else "note",
            "time": time,
            "title": take("title", ""),
            "text": text,
            "agency": parties.agency,
            "agencies": parties.agencies,
            "units": parties.units,
            "speaker": parties.speaker,
            "channel": parties.channel,
            "location": parties.location,
            "tags": names_in(cells, "tags"),
            "verbatim": take("verbatim", "").casefold() == "true",
            "cite": f"{self._table.source}:{self._table.place(row.line, 0)}",
        }
        if has_ids:
            entry |= {"people": parties.people, "sic": take("sic", ""), "grade": take("grade", "")}
            entry["milestone"] = take("milestone", "")
            take("effect_ids", "")  # `effects` has them in words
            if cells.get("milestones") == entry["milestone"]:
                take("milestones", "")
        if known:
            entry["known"] = known
        if cells.get("weight") in listed(Weight):
            entry["weight"] = cast(Weight, take("weight"))
        rest = [
            f"{name}: {cell}"
            for name, cell in cells.items()
            if name not in _DERIVED and _PLAIN.get(name) != cell
        ]
        entry["text"] = "\n".join(filter(None, (text, *rest))) or entry["title"] or "(no words)"
        return entry
