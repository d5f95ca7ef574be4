"""Files of Parquet or CSV, which DuckDB reads in place: the named files, and nothing else.

The client of DuckDB has its readers built in. Nothing is installed or loaded at run time, no other
file can be opened, and sorting spills into a temporary folder beyond a bound of memory.
"""

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb

from incident_tui.exchange.imports.foreign.values import clean
from incident_tui.exchange.imports.tables.wanted import ArchiveError

MEMORY = "1GB"
"""The most that DuckDB takes; beyond, rows to sort are in the temporary folder."""
BATCH_ROWS = 1_000
"""Rows in memory at a time."""

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "memory_limit": MEMORY,
    "threads": 2,  # each needs memory of its own
}
_READERS = {
    # Names of folders such as `date=2024-02-29` are columns, as text: `007` is no number.
    "parquet": "read_parquet($files, union_by_name = true, hive_types_autocast = false,"
    " filename = true, file_row_number = true)",
    "csv": "read_csv($files, union_by_name = true, hive_types_autocast = false,"
    " filename = true, all_varchar = true)",
}
_PATTERN = "*?["
"""Characters by which DuckDB takes a name for a pattern of names."""
_INTERRUPTED = "Query interrupted"


class Lake:
    """The files of a table; a context manager.

    Raises:
        ArchiveError: from each method, if DuckDB cannot read the files.
    """

    def __init__(self, files: Sequence[Path], form: str) -> None:
        """Name the files.

        Args:
            files: the files, all of the same form.
            form: `parquet` or `csv`.
        """
        self._files = [os.path.abspath(file) for file in files]
        self._form = form
        self._stack = contextlib.ExitStack()
        self._connection: duckdb.DuckDBPyConnection | None = None

    def __enter__(self) -> "Lake":
        for file in self._files:
            if any(sign in file for sign in _PATTERN):
                words = "a name with *, ? or [ is taken for a pattern; rename the file"
                raise ArchiveError(f"{clean(file)}: {words}")
        with contextlib.ExitStack() as stack:
            folder = stack.enter_context(tempfile.TemporaryDirectory())
            with _failures():
                connection = duckdb.connect(config=_CONFIG | {"temp_directory": folder})
                stack.callback(connection.close)
                connection.execute("SET TimeZone = 'UTC'")
                connection.execute("SET VARIABLE files = $1", [self._files])
                connection.execute("SET allowed_paths = getvariable('files')")
                connection.execute("SET enable_external_access = false")
                connection.execute("SET lock_configuration = true")
            self._connection = connection
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def columns(self, query: str) -> dict[str, str]:
        """Return the columns of a query over `archive`, from the name to the type in capitals."""
        with self._asked(f"SELECT * FROM (\n{query}\n) LIMIT 0", {}) as cursor:
            return {name: str(kind).upper() for name, kind, *_ in cursor.description or ()}

    def rows(self, query: str, values: Mapping[str, object]) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query over `archive`.

        Args:
            query: a query with parameters such as `$since`.
            values: from the name of a parameter to the value.
        """
        with self._asked(query, values) as cursor:
            while batch := cursor.fetchmany(BATCH_ROWS):
                yield from batch

    @contextlib.contextmanager
    def _asked(
        self, query: str, values: Mapping[str, object]
    ) -> Iterator[duckdb.DuckDBPyConnection]:
        """Ask a query, on a connection for this query alone."""
        assert self._connection is not None  # opened
        archive = f"WITH archive AS (SELECT * FROM {_READERS[self._form]})"
        with _failures(), contextlib.closing(self._connection.cursor()) as cursor:
            whole = f"{archive} SELECT * FROM (\n{query}\n) AS rows"  # no statement but a query
            cursor.execute(whole, {"files": self._files, **values})
            yield cursor


def quoted(name: str) -> str:
    """Return the name of a column as an identifier of SQL."""
    return '"' + name.replace('"', '""') + '"'


@contextlib.contextmanager
def _failures() -> Iterator[None]:
    """Turn the errors of DuckDB into words.

    Raises:
        ArchiveError: for each.
    """
    try:
        yield
    except RuntimeError as error:
        if _INTERRUPTED in str(error):
            raise KeyboardInterrupt from None  # which DuckDB has swallowed
        raise
    except duckdb.OutOfMemoryException:
        words = f"DuckDB needs more than {MEMORY} of memory for so many rows; take a shorter window"
        raise ArchiveError(words) from None
    except (duckdb.Error, ValueError, OverflowError) as error:
        words = str(error).partition("\n")[0] or type(error).__name__
        raise ArchiveError(f"DuckDB says: {clean(words)}") from None
