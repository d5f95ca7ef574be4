"""Tables and queries of any database: what is asked of the engine, and what people are told."""

import datetime as dt
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from incident_tui.exchange.imports.landing.protocol import Found, Looked, Wishes
from incident_tui.exchange.imports.sql.importer import look, read
from tests.exchange.imports.imported import assert_sound, rejected, section
from tests.exchange.imports.sql.archives import BEGAN, address_of, fill, sqlite_file
from tests.exchange.imports.sql.asking import (
    HOUR,
    entries_in,
    fault_in,
    found_in,
    remarks_on,
    written,
)

MINUTE = dt.timedelta(minutes=1)
MOMENTS = [BEGAN - 9 * MINUTE, BEGAN, BEGAN + MINUTE, BEGAN + 90 * MINUTE]
CHICAGO = {"zone": ZoneInfo("America/Chicago"), "zone_said": True}


def log(time: Any, moments: Sequence[dt.datetime] = MOMENTS) -> dict[str, Any]:
    """A table `log` with a time, a talkgroup and words, and one beside it."""
    rows = [
        {"id": n, "time": time(moment), "talkgroup": 101 + n % 2, "text": f"Words {n}"}
        for n, moment in enumerate(moments)
    ]
    return {"log": rows, "other": [{"id": 1}]}


def local(moment: dt.datetime) -> dt.datetime:
    """The time on the clocks in Chicago."""
    return moment.astimezone(CHICAGO["zone"]).replace(tzinfo=None)  # type: ignore[arg-type]


def words(entries: Sequence[Mapping[str, Any]]) -> list[str]:
    """The first words of entries."""
    return [entry["text"].splitlines()[0] for entry in entries]


COLUMNS: dict[str, Any] = {
    "text": lambda moment: str(local(moment)),
    "text with T": lambda moment: local(moment).isoformat(),
    "text to the minute": lambda moment: local(moment).isoformat(timespec="minutes"),
    "text in UTC": lambda moment: moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
    "text with an offset": lambda moment: moment.astimezone(
        dt.timezone(7 * 60 * MINUTE)
    ).isoformat(),
    "seconds": lambda moment: int(moment.timestamp()),
    "milliseconds": lambda moment: int(moment.timestamp() * 1000),
    "seconds with a fraction": lambda moment: moment.timestamp() + 0.25,
    "digits": lambda moment: str(int(moment.timestamp())),
}
ON_SERVERS = COLUMNS | {"with a zone": lambda moment: moment, "without a zone": local}


@pytest.mark.parametrize("column", COLUMNS)
def test_a_window_on_each_kind_of_column(tmp_path: Path, column: str) -> None:
    """The window has the rows inside, in the order of time, whatever the column holds."""
    path = sqlite_file(tmp_path / "a.db", log(COLUMNS[column], MOMENTS[::-1]))
    entries = entries_in(path, table="log", **HOUR, **CHICAGO)
    assert words(entries) == ["Words 2", "Words 1"]
    assert entries[0]["channel"] == {"talkgroup": "101"}


@pytest.mark.thorough
def test_a_window_on_each_kind_of_column_of_a_server(postgres: sa.Engine) -> None:
    """The same of PostgreSQL, whose columns have types."""
    for number, (name, time) in enumerate(ON_SERVERS.items()):
        fill(postgres, {f"log{number}": log(time, MOMENTS[::-1])["log"]})
        asked = {"table": f"log{number}", **HOUR, **CHICAGO}
        assert words(entries_in(address_of(postgres), **asked)) == ["Words 2", "Words 1"], name


def test_a_server_is_asked_with_parameters_and_an_index(postgres: sa.Engine) -> None:
    """The engine has the window, the talkgroup and the order, of the types of an index."""
    fill(postgres, log(lambda moment: moment))
    with postgres.begin() as connection:
        connection.exec_driver_sql("CREATE INDEX ON log (talkgroup, time)")
    heard = list[tuple[str, Any]]()

    def hear(conn: Any, cursor: Any, statement: str, parameters: Any, *rest: Any) -> None:
        heard.append((statement, parameters))

    sa.event.listen(sa.Engine, "before_cursor_execute", hear)
    try:
        asked = {"table": "log", **HOUR, "only_talkgroups": ("101",)}
        assert words(entries_in(address_of(postgres), **asked)) == ["Words 2"]
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", hear)
    statement, parameters = heard[-1]
    assert "ORDER BY log.time, log.id" in statement
    assert "TIMESTAMP WITH TIME ZONE" in statement
    assert {101, HOUR["since"], HOUR["until"]} == set(parameters.values())
    with postgres.connect() as connection:
        connection.exec_driver_sql("SET enable_seqscan = off")
        plan = connection.exec_driver_sql(f"EXPLAIN {statement}", parameters).scalars()
        assert "Index Cond: ((talkgroup = " in "\n".join(plan)


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        ({"only_talkgroups": ("102",)}, ["Words 1", "Words 3"]),
        ({"only_talkgroups": ("102", "101")}, ["Words 0", "Words 1", "Words 2", "Words 3"]),
        ({"only_talkgroups": ("Words 2",), "columns": {"talkgroup_tag": "text"}}, ["id: 2"]),
        ({"since": MOMENTS[2]}, ["Words 2", "Words 3"]),
        ({"until": MOMENTS[1]}, ["Words 0", "Words 1"]),
        ({"query": "SELECT * FROM log WHERE id > 1; ", "table": ""}, ["Words 2", "Words 3"]),
        ({"query": "SELECT * FROM log -- all", "table": "", **HOUR}, ["Words 1", "Words 2"]),
        (
            {"query": "WITH x AS (SELECT * FROM log) SELECT * FROM x", "until": MOMENTS[0]},
            ["Words 0"],
        ),
        ({"query": "SELECT time, text || ':id' AS text FROM log WHERE id = 1"}, ["Words 1:id"]),
    ],
)
def test_what_is_asked_for(tmp_path: Path, wishes: dict[str, Any], expected: list[str]) -> None:
    """Talkgroups, half a window, a query that stands alone or inside another."""
    path = sqlite_file(tmp_path / "a.db", log(lambda moment: int(moment.timestamp())))
    assert words(entries_in(path, **{"table": "log"} | wishes)) == expected


def test_a_query_with_signs_of_drivers(postgres: sa.Engine) -> None:
    """A colon, a percent sign and a cast are those of the query, on each path to the engine."""
    fill(postgres, log(lambda moment: moment))
    query = "SELECT time::timestamptz, text || ' 100% :x' AS text FROM log WHERE text LIKE '%1'"
    for window in ({}, HOUR):
        (entry,) = entries_in(address_of(postgres), query=query, **window)
        assert words([entry]) == ["Words 1 100% :x"]


def test_citations_and_the_source(tmp_path: Path) -> None:
    """An entry cites the key of its row; the source is the table of the file, without its path."""
    path = sqlite_file(tmp_path / "a.db", log(lambda moment: moment.isoformat()))
    found = found_in(path, table="log")
    assert section(found, "timeline")[1]["cite"] == "log-a.db:log.id=1"
    (source,) = section(found, "sources")
    assert source == {"id": "log-a.db", "kind": "scanner_archive", "title": "log of a.db"}
    assert_sound(found)
    found = found_in(path, query="SELECT * FROM log")
    assert section(found, "timeline")[1]["cite"] == "query-a.db:L2"


def test_columns_of_bytes_are_left_out(tmp_path: Path, postgres: sa.Engine) -> None:
    """A recording of a table is not read; one of a query is told of by its size."""
    rows = [{"id": 1, "time": BEGAN, "text": "Fire", "sound": b"\0" * 2048}]
    fill(postgres, {"log": rows})
    address = address_of(postgres)
    assert "columns of bytes are left out: `sound`" in remarks_on(address, table="log")
    (entry,) = entries_in(address, query="SELECT * FROM log")
    assert "sound: (2,048 bytes)" in entry["text"]


def test_many_rows_come_in_batches(tmp_path: Path) -> None:
    """Each row has its own citation, far beyond the rows that are at hand."""
    moments = [BEGAN + n * dt.timedelta(seconds=1) for n in range(3_000)]
    path = sqlite_file(tmp_path / "a.db", log(lambda moment: moment.isoformat(), moments))
    entries = entries_in(path, table="log")
    assert [entry["cite"] for entry in entries] == [f"log-a.db:log.id={n}" for n in range(3_000)]


def test_a_schema_and_a_view(postgres: sa.Engine) -> None:
    """A table is found in a schema, a view as a table, and a name in other letters."""
    fill(postgres, log(lambda moment: moment))
    with postgres.begin() as connection:
        connection.exec_driver_sql("CREATE SCHEMA radio")
        connection.exec_driver_sql("CREATE TABLE radio.calls AS SELECT * FROM log")
        connection.exec_driver_sql("CREATE VIEW recent AS SELECT * FROM log WHERE id > 2")
    for table, number in (("radio.calls", 4), ("recent", 1), ("LOG", 4)):
        assert len(entries_in(address_of(postgres), table=table)) == number


def test_a_single_table_needs_no_name(tmp_path: Path) -> None:
    """Of a database with one table, that is read."""
    rows = {"log": log(lambda moment: moment.isoformat())["log"]}
    assert len(entries_in(sqlite_file(tmp_path / "a.db", rows))) == 4


@pytest.mark.parametrize(
    ("wishes", "fault"),
    [
        ({}, "no archive of rdio-scanner or trunk-player; name a table with --table, or a query"),
        ({}, "tables: log, other"),
        ({"table": "lgo"}, "there is no table `lgo`; did you mean `log`? tables: log, other"),
        ({"table": "other"}, "no column says that it holds a time"),
        ({"table": "log", "columns": {"time": "tme"}}, "there is no column `tme`; columns: id"),
        ({"table": "odd", **HOUR}, "such as `29/2/2024 13:15`, are in a notation"),
        ({"table": "odd", "only_talkgroups": ("101",)}, "--map talkgroup=COLUMN"),
        ({"table": "log", "only_talkgroups": ("Fire",)}, "--map talkgroup=COLUMN"),
        ({"query": "SELEC 1"}, 'the database says: near "SELEC": syntax error'),
        ({"query": "SELECT 1 AS a"}, "no column says that it holds a time"),
        ({"query": "SELECT 1 AS a", **HOUR}, "no column says that it holds a time"),
        ({"query": "PRAGMA table_info(log)", **HOUR}, "cannot stand inside another"),
        ({"query": "SELECT 1; SELECT 2"}, "one statement at a time"),
    ],
)
def test_what_is_wrong(tmp_path: Path, wishes: dict[str, Any], fault: str) -> None:
    """The words say what is wrong and what there is."""
    rows = log(lambda moment: moment.isoformat())
    odd = [{"when": "29/2/2024 13:15", "text": "Fire"}]
    path = sqlite_file(tmp_path / "a.db", rows | ({"odd": odd} if "table" in wishes else {}))
    expected = fault.replace("log, other", "log, odd, other") if "table" in wishes else fault
    assert expected in fault_in(path, **wishes)


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        (
            {"table": "log", "since": BEGAN + dt.timedelta(days=1)},
            "there are no such rows; the times in `time` are from 2024-02-29T19:06:07+00:00 to"
            " 2024-02-29T20:45:07+00:00",
        ),
        ({"query": "SELECT * FROM log WHERE id > 9"}, "there are no rows"),
        ({"query": "SELECT * FROM log WHERE id > 9", **HOUR}, "there are no rows"),
    ],
)
def test_nothing_is_found(tmp_path: Path, wishes: dict[str, Any], expected: str) -> None:
    """Without rows there is a remark and nothing else, which has the first and the last time."""
    path = sqlite_file(tmp_path / "a.db", log(lambda moment: moment.isoformat()))
    assert remarks_on(path, **wishes) == [expected]
    assert len(found_in(path, **wishes)) == 1


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM log",
        "DELETE FROM log RETURNING *",
        "DROP TABLE log",
        "UPDATE log SET text = ''",
        "ATTACH DATABASE 'other.db' AS other",
        "PRAGMA user_version = 7",
    ],
)
@pytest.mark.parametrize("window", [{}, HOUR])
def test_a_query_writes_nothing_into_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, statement: str, window: dict[str, Any]
) -> None:
    """Whatever the statement, not a byte of the file changes, and no file is made."""
    monkeypatch.chdir(tmp_path)
    path = sqlite_file(tmp_path / "a.db", log(lambda moment: moment.isoformat()))
    before = path.read_bytes()
    assert section(found_in(path, query=statement, **window), "timeline") == []
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["a.db"]


@pytest.mark.thorough
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM log",
        "WITH gone AS (DELETE FROM log RETURNING *) SELECT * FROM gone",
        "SELECT 1; COMMIT; DELETE FROM log",
        "SELECT nextval('counter'), time FROM log",
        "SELECT * FROM log FOR UPDATE",
    ],
)
def test_a_query_writes_nothing_on_a_server(postgres: sa.Engine, statement: str) -> None:
    """The transaction is one that cannot write, also for an account that may."""
    fill(postgres, log(lambda moment: moment))
    with postgres.begin() as connection:
        connection.exec_driver_sql("CREATE SEQUENCE counter")
    assert rejected(found_in(address_of(postgres), query=statement))
    with postgres.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM log").scalar() == 4
        assert connection.exec_driver_sql("SELECT is_called FROM counter").scalar() is False


def test_a_reader_leaves_no_file_beside_a_database(tmp_path: Path) -> None:
    """A database with a log of writes is read without making one, and with the one it has."""
    path = sqlite_file(tmp_path / "a.db", log(lambda moment: moment.isoformat()))
    writer = sqlite3.connect(path)
    writer.execute("PRAGMA journal_mode = wal")
    writer.close()
    assert len(entries_in(path, table="log")) == 4
    assert [one.name for one in tmp_path.iterdir()] == ["a.db"]
    writer = sqlite3.connect(path)
    writer.execute("DELETE FROM log WHERE id = 0")
    writer.commit()
    assert len(entries_in(path, table="log")) == 3
    writer.close()


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    """A text of SQLite that is no UTF-8 is read as far as it is one."""
    path = sqlite_file(tmp_path / "a.db", log(lambda moment: moment.isoformat()))
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE log SET text = CAST(x'46697265ff' AS TEXT)")
    connection.close()
    assert words(entries_in(path, table="log"))[0] == "Fire\\xff"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (None, "cannot be read: no such file or directory"),
        (b"", "this is no database of SQLite"),
        (b"time,text\n", "this is no database of SQLite"),
        (b"PK\x03\x04", "this is a zip"),
        (b"SQLite format 3\0" + bytes(100), "the database says: file is not a database"),
    ],
)
@pytest.mark.parametrize("form", ["{}", "sqlite:///{}"])
def test_a_file_that_is_none(tmp_path: Path, form: str, content: bytes | None, fault: str) -> None:
    """A file that is missing is not made, and no other file is taken for a database."""
    path = tmp_path / "a.db"
    if content is not None:
        path.write_bytes(content)
    assert fault_in(form.format(path)).startswith(f"{path}: {fault}")
    assert path.exists() is (content is not None)
    assert list(look([], Wishes(address=str(path)))) == []


@pytest.mark.parametrize(
    ("address", "fault"),
    [
        ("postgresql://u:s3cret@127.0.0.1:1/radio", "cannot be opened: connection"),
        ("postgresql://127.0.0.1:1/radio?password=s3cret", "cannot be opened: connection"),
        (
            "postgresql://u:s3cret@127.0.0.1:1/radio?s3cret=1",
            "the words of the driver are left out",
        ),
        ("postgresql://u:s3cret@h:port/radio", "postgresql://…: this is no address"),
        ("nonsense://u:s3cret@h/radio", "the driver for nonsense:// is not installed: install"),
        ("clickhousedb://u:s3cret@h/radio", "is not installed: pip install clickhouse-connect"),
    ],
)
def test_a_server_that_cannot_be_asked(tmp_path: Path, address: str, fault: str) -> None:
    """The words say why, and nothing that is said or written repeats the password."""
    assert fault in fault_in(address)
    assert "s3cret" not in repr(found_in(address))
    path = sqlite_file(tmp_path / "a.db", log(lambda moment: moment.isoformat()))
    folder = tmp_path / "record"
    before = written(folder, path, table="log")
    files = written(folder, address)
    assert files == before
    assert not any(b"s3cret" in content for content in files.values())


def test_a_password_is_not_kept(postgres: sa.Engine, tmp_path: Path) -> None:
    """What is read with a password has the address without."""
    fill(postgres, log(lambda moment: moment))
    address = address_of(postgres, "s3cret")
    assert "s3cret" in address
    files = written(tmp_path / "record", address, table="log")
    assert f"url: postgresql:///{postgres.url.database}".encode() in files["record.yaml"]
    for wishes in ({"table": "log"}, {"table": "gone"}, {"query": "SELECT oops"}):
        assert "s3cret" not in repr(found_in(address, **wishes))


def test_a_connection_that_is_lost(postgres: sa.Engine, capfd: pytest.CaptureFixture[str]) -> None:
    """What came before is kept, and a fault at the end says that it is not all."""
    moments = [BEGAN + n * dt.timedelta(seconds=1) for n in range(3_000)]
    fill(postgres, log(lambda moment: moment, moments))
    found = list[Found]()
    for one in read([], Wishes(address=address_of(postgres), table="log")):
        found.append(one)
        if len(found) == 600:
            with postgres.connect() as connection:
                connection.exec_driver_sql(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
    (fault,) = rejected(found)
    assert fault.reason.endswith("what was read before is kept")
    assert 500 < len(section(found, "timeline")) < 3_000
    assert capfd.readouterr().err == ""


def test_a_look_at_the_first_rows(tmp_path: Path) -> None:
    """A table says its columns and what they leave open; a known archive leaves nothing open."""
    path = sqlite_file(tmp_path / "a.db", log(lambda moment: str(local(moment))))
    (looked,) = look([], Wishes(address=str(path), table="log"))
    assert isinstance(looked, Looked)
    assert looked.columns == [
        ("id", ""),
        ("time", "time"),
        ("talkgroup", "talkgroup"),
        ("text", "text"),
    ]
    assert looked.open == {"--timezone"}


def test_without_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words have the line for pip."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert fault_in(tmp_path / "a.db").endswith("pip install 'incident-tui[sql]'")
    assert list(look([], Wishes(address="a.db"))) == []
