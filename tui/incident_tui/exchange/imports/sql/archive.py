"""The calls in the database of a known program, with the parts common to all programs."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

import sqlalchemy as sa

from incident_tui.exchange.imports.foreign.times import NoTimeError, utc
from incident_tui.exchange.imports.foreign.values import identifier
from incident_tui.exchange.imports.landing.drafts import SourceDraft
from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.exchange.imports.sql.calls import ArchivedCall
from incident_tui.exchange.imports.sql.database import Database
from incident_tui.exchange.imports.sql.instants import instant_of
from incident_tui.exchange.imports.sql.parts import RowsBeside
from incident_tui.exchange.imports.sql.window import Column, Condition, sample_of, within
from incident_tui.exchange.imports.tables.time_bounds import Window, bounds_of
from incident_tui.exchange.imports.tables.wanted import ArchiveError

BATCH_CALLS = 20
"""Calls with their recordings, in a batch from the server."""
MAX_RECORDING_BYTES = 16 * 1024 * 1024
"""The size of a recording; a larger recording stays in the database."""
MAX_NAMES = 100_000
"""Talkgroups, or units, whose names are in memory."""
_NO_COMPARISON = "the times in `{column}` are in no notation that {program} writes"


def table_in(database: Database, name: str, columns: str) -> sa.TableClause | None:
    """Return a table with columns; None without the table, or without a needed column.

    Args:
        columns: the names of the needed columns; behind a `?`, of further columns.
    """
    actual = database.tables.get(name.casefold())
    if actual is None:
        return None
    needed, _, possible = columns.partition("?")
    there = database.columns(actual)
    if not there.keys() >= {*needed.split()}:
        return None
    found: list[sa.ColumnClause[Any]] = [
        sa.column(column) for column in (*needed.split(), *possible.split()) if column in there
    ]
    return sa.table(actual, *found)


class CallArchive(ABC):
    """The calls in the database of a known program."""

    program: ClassVar[str]
    """The name of the program."""

    def __init__(self, database: Database, calls: sa.TableClause, time: str) -> None:
        """Take a database with the tables of the program.

        Args:
            database: the open database.
            calls: the table of the calls.
            time: the column with the start of a call.
        """
        self._database = database
        self._calls = calls
        self._time = calls.c[time]

    @abstractmethod
    def calls(self, wishes: Wishes) -> Iterator[ArchivedCall]:
        """Yield the calls in the window and of the talkgroups, in the order of time.

        Raises:
            ArchiveError: if the database refuses, or has no talkgroup of a wished name.
        """

    @property
    def source(self) -> SourceDraft:
        """The archive as a source of a record."""
        address = self._database.address
        return {
            "id": identifier(self.program, address.name),
            "kind": "scanner_archive",
            "title": f"Calls archived by {self.program} in {address.name}",
            "url": address.web,
        }

    def nothing(self) -> str:
        """Return words for an archive without wished calls: the first and the last time.

        Raises:
            ArchiveError: if the database refuses.
        """
        query = sa.select(sa.func.min(self._time), sa.func.max(self._time))
        found = self._database.first(query.select_from(self._calls)) or (None, None)
        try:
            first, last = (utc(instant_of(value)) for value in found)
        except NoTimeError:
            return f"this archive of {self.program} has no calls"
        return f"there are no such calls; this archive of {self.program} is from {first} to {last}"

    def _in_window(self, wishes: Wishes) -> list[Condition]:
        """Return the conditions for a call in the window; times without a zone are in UTC."""
        window = Window(wishes.since, wishes.until)
        values = [] if window.is_open else sample_of(self._database, self._calls, self._time)
        if not values:
            return []
        bounds = bounds_of(values, window)
        if bounds is None:
            words = _NO_COMPARISON.format(column=self._time.name, program=self.program)
            raise ArchiveError(words)
        return [*within(self._time, bounds)]

    def _rows_beside(self, query: sa.Select[Any] | None) -> RowsBeside:
        """Return the rows of a query, with the time and the key of their call first."""
        return RowsBeside(iter(()) if query is None else self._database.rows(query))

    def _rows_of_table(self, name: str, columns: str) -> list[dict[str, Any]]:
        """Return the rows of a table with names; none if there is no table with the columns.

        Args:
            name: the name of the table.
            columns: see `table_in`.

        Raises:
            ArchiveError: if they are too many, or the database refuses.
        """
        table = table_in(self._database, name, columns)
        if table is None:
            return []
        query = sa.select(*table.c).select_from(table).limit(MAX_NAMES + 1)
        rows = [dict(row._mapping) for row in self._database.rows(query)]
        if len(rows) > MAX_NAMES:
            words = f"`{name}` has more than {MAX_NAMES:,} rows; read the calls with --query"
            raise ArchiveError(words)
        return rows


def recording_in(calls: sa.TableClause) -> list[Column]:
    """Return the size of the recording of a call, and the recording unless too large."""
    if "audio" not in calls.c:
        return []
    size = sa.func.length(calls.c.audio)
    small = sa.case((size <= MAX_RECORDING_BYTES, calls.c.audio))
    return [size.label("audio_bytes"), small.label("audio")]


def recording_of(row: Mapping[str, Any]) -> tuple[bytes, str]:
    """Return the recording in a row, and the reason for leaving the recording out."""
    content, size = row.get("audio"), row.get("audio_bytes") or 0
    if content is None and size:
        return b"", f"the recording has {size:,} bytes, too many; it is left in the database"
    return bytes(content) if isinstance(content, bytes | bytearray | memoryview) else b"", ""
