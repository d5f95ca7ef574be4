"""Reads the wished part of a radio archive out of a database.

The archives of known programs are known by their tables; of another database, the user names a
table or a query, whose rows are read as those of a log.
"""

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path

import msgspec

from incident_tui.exchange.imports.landing.protocol import (
    Found,
    Looked,
    Origin,
    Rejected,
    Remark,
    Wishes,
)
from incident_tui.exchange.imports.sql import rdio_scanner, rdio_scanner_7, trunk_player
from incident_tui.exchange.imports.sql.address import (
    AddressError,
    address_of,
    without_secrets,
)
from incident_tui.exchange.imports.sql.archive import CallArchive
from incident_tui.exchange.imports.sql.calls import CallEntries
from incident_tui.exchange.imports.sql.database import Database
from incident_tui.exchange.imports.sql.names import listed
from incident_tui.exchange.imports.sql.selection import rows_of_query, rows_of_table
from incident_tui.exchange.imports.sql.table import SqlTable
from incident_tui.exchange.imports.tables.log import look_at_tables, read_tables
from incident_tui.exchange.imports.tables.wanted import ArchiveError

PRESETS: tuple[Callable[[Database], CallArchive | None], ...] = (
    rdio_scanner_7.archive_in,
    rdio_scanner.archive_in,
    trunk_player.archive_in,
)
"""The known programs; the first whose tables are there is taken."""

_UNKNOWN = (
    "this is no archive of rdio-scanner or trunk-player; name a table with --table, or a query with"
    " --query; {tables}"
)


def read_database(text: str, wishes: Wishes) -> Iterator[Found]:
    """Read the database at an address, or in the file at a path."""
    try:
        address = address_of(text)
    except AddressError as error:
        yield Rejected(Origin(without_secrets(text)), str(error), "")
        return
    origin = Origin(address.text)
    try:
        with Database(address) as database:
            found = _found(database, wishes)
            if isinstance(found, CallArchive):
                yield from _read_archive(found, origin, wishes)
            elif found.is_empty():
                yield Remark(origin, found.nothing())
            else:
                yield from read_tables([found], [Path(address.text)], wishes)
    except ArchiveError as error:
        yield Rejected(origin, str(error), "")


def look_at_database(text: str, wishes: Wishes) -> Iterator[Looked]:
    """Read the first rows of a table or a query; an archive of a known program says enough."""
    # What cannot be read, `read_database` says.
    with suppress(AddressError, ArchiveError), Database(address_of(text)) as database:
        found = _found(database, wishes)
        if isinstance(found, SqlTable) and not found.is_empty():
            yield from look_at_tables([found], wishes)


def _found(database: Database, wishes: Wishes) -> SqlTable | CallArchive:
    """Return the rows of the named query or table, a known archive, or the rows of a single table.

    Raises:
        ArchiveError: if there is none, or a column for a wish is missing.
    """
    if wishes.query:
        return SqlTable(database, rows_of_query(database, wishes))
    if wishes.table:
        return SqlTable(database, rows_of_table(database, wishes))
    for archive_in in PRESETS:
        if archive := archive_in(database):
            return archive
    names = list(database.tables.values())
    if len(names) != 1:
        raise ArchiveError(_UNKNOWN.format(tables=listed("tables", names)))
    single = msgspec.structs.replace(wishes, table=names[0])
    return SqlTable(database, rows_of_table(database, single))


def _read_archive(archive: CallArchive, origin: Origin, wishes: Wishes) -> Iterator[Found]:
    entries, calls = CallEntries(archive.program, archive.source, wishes), archive.calls(wishes)
    first = next(calls, None)
    if first is None:
        yield Remark(origin, archive.nothing())
        return
    try:
        for call in chain((first,), calls):
            yield from entries.of(call)
    except ArchiveError as error:
        yield Rejected(origin, f"{error}; what was read before is kept", "")
