"""An archive in a database, read in a transaction without a right to write.

PostgreSQL, MySQL and MariaDB begin a read-only transaction, and a snapshot of the whole archive;
the file of an SQLite database is opened for reading alone. Rows come from a cursor of the server, a
batch at a time. With further engines, the user needs an account without a right to write.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy import exc
from sqlalchemy.engine import Connection, Engine, Row
from sqlalchemy.pool import NullPool

from incident_tui.exchange.imports.foreign.files import packed_words
from incident_tui.exchange.imports.sql.address import Address
from incident_tui.exchange.imports.tables.typed_cells import cell_of
from incident_tui.exchange.imports.tables.wanted import ArchiveError
from incident_tui.record.files import opened_file

BATCH_ROWS = 1_000
"""Rows in a batch from the server."""

_CONNECT_S = 10
"""How long to wait for a PostgreSQL server."""
_MAX_FILE_BYTES = 1 << 48
"""The size of the largest file of SQLite."""
_SQLITE_START = b"SQLite format 3\0"
_SQLITE_PAGE = 2
"""The bytes with the size of a page, which follow."""
_SQLITE_WAL = b"\2\2"
"""The format numbers behind the size of a page, in the file of a database with a log of writes."""
_SQLITE_STEPS = 1_000_000
"""Instructions of SQLite between two looks for Ctrl+C."""
_SAYS = "the database says"
_OTHER_ERRORS = (sqlite3.Error, TypeError, ValueError, ArithmeticError, RecursionError)
"""Errors of drivers, and of values beyond the range of a driver."""
_MYSQL = ("mysql", "mariadb")
_WITH_SNAPSHOTS = ("postgresql", *_MYSQL)
_WITH_MANY_CURSORS = ("postgresql", "sqlite")
"""Engines in which a connection can read several results at once."""
_MYSQL_SESSION = ("SET SESSION TRANSACTION READ ONLY", "SET time_zone = '+00:00'")
"""A `TIMESTAMP` of MySQL comes in the zone of the session."""


class Database:
    """A database; a context manager, which holds a transaction.

    Raises:
        ArchiveError: from each method, if the database refuses or is gone.
    """

    def __init__(self, address: Address) -> None:
        self.address = address
        self._stack = contextlib.ExitStack()
        self._engine: Engine | None = None
        self._connection: Connection | None = None

    def __enter__(self) -> "Database":
        try:
            with self._failures("cannot be opened"):
                self._engine = self._new_engine()
                self._stack.callback(self._engine.dispose)
                self._connection = self._connected()
        except BaseException:
            self._stack.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # Of a connection that is gone, closing fails as well.
        with contextlib.suppress(exc.SQLAlchemyError):
            self._stack.close()

    @property
    def dialect(self) -> str:
        """The name of the engine: `postgresql`, `sqlite`, …"""
        return self.address.url.get_backend_name()

    @cached_property
    def tables(self) -> Mapping[str, str]:
        """The tables and views, from the name in small letters to the name."""
        with self._failures(_SAYS):
            names = chain(self._inspector.get_table_names(), self._views())
            return {name.casefold(): name for name in names}

    def has_table(self, name: str, schema: str | None) -> bool:
        """Whether there is a table or a view."""
        with self._failures(_SAYS):
            return self._inspector.has_table(name, schema)

    def columns(
        self, name: str, schema: str | None = None
    ) -> Mapping[str, sa.types.TypeEngine[Any]]:
        """Return the columns of a table in order, from the name to the type."""
        with self._failures(_SAYS):
            return {
                column["name"]: column["type"]
                for column in self._inspector.get_columns(name, schema)
            }

    def key_of(self, name: str, schema: str | None) -> str:
        """Return the column with the key of a table; "" for none, or for several columns."""
        with self._failures(_SAYS):
            columns = self._inspector.get_pk_constraint(name, schema)["constrained_columns"]
        return columns[0] if len(columns) == 1 else ""

    def universal(self, columns: Mapping[str, sa.types.TypeEngine[Any]]) -> frozenset[str]:
        """Return the columns whose times are in UTC, and come without a zone."""
        kinds = columns.items() if self.dialect in _MYSQL else ()
        return frozenset(name for name, kind in kinds if isinstance(kind, sa.TIMESTAMP))

    def rows(self, query: sa.Executable, batch: int = BATCH_ROWS) -> Iterator[Row[Any]]:
        """Yield the rows of a query, of which a batch is in memory."""
        with contextlib.ExitStack() as stack, self._failures(_SAYS):
            connection = self._connection
            assert connection is not None  # opened
            if self.dialect not in _WITH_MANY_CURSORS and self._is_reading:
                connection = stack.enter_context(contextlib.closing(self._connected()))
            options = {"stream_results": True, "yield_per": batch}
            result = stack.enter_context(connection.execute(query, execution_options=options))
            is_first, self._is_reading = not self._is_reading, True
            try:
                yield from result
            finally:
                if is_first:
                    self._is_reading = False

    def first(self, query: sa.Executable) -> Row[Any] | None:
        """Return the first row of a query; None without rows."""
        return next(self.rows(query, 1), None)

    _is_reading = False
    """Whether the connection has a result with rows to read."""

    @cached_property
    def _inspector(self) -> sa.Inspector:
        assert self._connection is not None  # opened
        return sa.inspect(self._connection)

    def _views(self) -> Sequence[str]:
        try:
            return self._inspector.get_view_names()
        except NotImplementedError:
            return ()

    def _new_engine(self) -> Engine:
        address = self.address
        if (file := address.file) is not None:
            mode = _mode_of(file)
            return sa.create_engine(
                "sqlite://", creator=lambda: _opened_sqlite(file, mode), poolclass=NullPool
            )
        options: dict[str, Any] = {"poolclass": NullPool, "hide_parameters": True}
        if self.dialect == "postgresql":
            options["json_deserializer"] = cell_of  # JSON stays the text that it is
            if "connect_timeout" not in address.url.query:
                options["connect_args"] = {"connect_timeout": _CONNECT_S}
        engine = sa.create_engine(address.url, **options)
        if self.dialect in _MYSQL:
            sa.event.listen(engine, "connect", _begin_mysql)
        return engine

    def _connected(self) -> Connection:
        """Return a new connection, in a transaction without a right to write."""
        assert self._engine is not None  # made before
        connection = self._stack.enter_context(self._engine.connect())
        if self.dialect in _WITH_SNAPSHOTS:
            connection.execution_options(isolation_level="REPEATABLE READ")
        if self.dialect == "postgresql":
            connection.execution_options(postgresql_readonly=True)
        if self.address.file:
            connection.exec_driver_sql("BEGIN")
        return connection

    @contextlib.contextmanager
    def _failures(self, what: str) -> Iterator[None]:
        """Turn the errors of SQLAlchemy and of the drivers into words.

        Raises:
            ArchiveError: for each.
        """
        try:
            yield
        except (exc.NoSuchModuleError, ModuleNotFoundError):
            raise ArchiveError(self.address.driver_words) from None
        except exc.DBAPIError as error:
            if isinstance(error.orig, sqlite3.OperationalError) and "interrupted" in str(
                error.orig
            ):
                raise KeyboardInterrupt from None  # which SQLite has swallowed
            raise ArchiveError(f"{what}: {self._reason(error.orig)}") from None
        except (exc.SQLAlchemyError, *_OTHER_ERRORS) as error:
            raise ArchiveError(f"{what}: {self._reason(error)}") from None

    def _reason(self, error: BaseException | None) -> str:
        """Return the first line of the words of a driver for an error, without the number."""
        match error:
            case BaseException(args=(int(), str() as words)):
                pass
            case _:
                words = str(error)
        lines = [line.strip() for line in words.splitlines() if line.strip()]
        return self.address.cleaned(lines[0] if lines else type(error).__name__)


def _mode_of(path: Path) -> str:
    """Return how SQLite opens a file for reading alone; SQLite would make a missing file.

    A reader of a database with a log of writes makes files beside the database, cannot remove the
    files, and fails in a folder without a right to write. Without a log, no program has the
    database open, and the file alone is whole.

    Raises:
        ArchiveError: if the file is no database.
    """
    file, failure = opened_file(path, _MAX_FILE_BYTES, "read it from a server")
    if file is None:
        raise ArchiveError(failure)
    with file:
        start = file.read(len(_SQLITE_START) + _SQLITE_PAGE + len(_SQLITE_WAL))
    if not start.startswith(_SQLITE_START):
        raise ArchiveError(packed_words(path) or "this is no database of SQLite")
    is_closed = start.endswith(_SQLITE_WAL) and not os.path.exists(f"{path}-wal")
    return "mode=ro&immutable=1" if is_closed else "mode=ro"


def _opened_sqlite(path: Path, mode: str) -> sqlite3.Connection:
    """Open a file, whose schema may come from a stranger.

    Raises:
        sqlite3.Error: if the file cannot be opened.
    """
    address = f"file:{quote(os.path.abspath(path))}?{mode}"
    connection = sqlite3.connect(address, uri=True, isolation_level=None)
    connection.text_factory = lambda data: data.decode("utf-8", "backslashreplace")
    for setting in ("query_only = ON", "trusted_schema = OFF", "cell_size_check = ON"):
        connection.execute(f"PRAGMA {setting}")
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)  # no query opens another file
    # A long query lets Python see Ctrl+C in these calls alone.
    connection.set_progress_handler(lambda: 0, _SQLITE_STEPS)
    return connection


def _begin_mysql(connection: Any, record: object) -> None:
    with contextlib.closing(connection.cursor()) as cursor:
        for statement in _MYSQL_SESSION:
            cursor.execute(statement)
