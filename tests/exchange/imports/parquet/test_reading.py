"""Files of Parquet and CSV: the wished part, read in place, and nothing but the named files."""

import datetime as dt
import gzip
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb
import pytest

from incident_tui.exchange.imports.landing.protocol import Found, Looked, Passed, Remark, Wishes
from incident_tui.exchange.imports.parquet import lake
from incident_tui.exchange.imports.parquet.importer import look, read
from incident_tui.exchange.imports.parquet.lake import Lake
from incident_tui.exchange.imports.tables.wanted import ArchiveError
from tests.exchange.imports.imported import assert_sound, rejected, section

BEGAN = dt.datetime(2024, 2, 29, 23, 59, tzinfo=dt.UTC)
WINDOW = {"since": BEGAN, "until": BEGAN + dt.timedelta(seconds=90)}
"""The last minute of a day, and half a minute of the next."""
CHICAGO = {"zone": ZoneInfo("America/Chicago"), "zone_said": True}

CALLS = """
SELECT number AS id, TIMESTAMPTZ '2024-02-29 23:00Z' + number * INTERVAL 30 SECOND AS time,
       100 + number % 2 AS talkgroup, 'Words ' || number AS text
FROM range(240) AS made(number)
"""
"""A call every half a minute from an hour before midnight; that of 23:59 is number 118."""


def write(path: Path, query: str = CALLS, options: str = "FORMAT parquet") -> Path:
    """Write the rows of a query into a file, or a folder with `PARTITION_BY`."""
    with closing(duckdb.connect()) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute(f"COPY ({query}) TO '{path}' ({options})")
    return path


def partitioned(folder: Path) -> Path:
    """The calls in a folder for each day, as other programs write them."""
    days = f"SELECT *, strftime(time::TIMESTAMP, '%Y-%m-%d') AS date FROM ({CALLS})"
    return write(folder, days, "FORMAT parquet, PARTITION_BY (date)")


def found_in(*paths: Path, **wishes: Any) -> list[Found]:
    """What the importer yields."""
    return list(read(paths, Wishes(**wishes)))


def entries_in(*paths: Path, **wishes: Any) -> list[dict[str, Any]]:
    """The entries, of files in which nothing is wrong."""
    found = found_in(*paths, **wishes)
    assert rejected(found) == []
    assert_sound(found)
    return section(found, "timeline")


def words(entries: Sequence[dict[str, Any]]) -> list[str]:
    """The first words of entries."""
    return [entry["text"].splitlines()[0] for entry in entries]


def test_the_incident_is_cut_out(tmp_path: Path) -> None:
    """A window and a talkgroup have their rows in order of time, across the files of days."""
    path = partitioned(tmp_path / "calls")
    entries = entries_in(path, **WINDOW, only_talkgroups=("100",))
    assert words(entries) == ["Words 118", "Words 120"]
    assert [entry["cite"] for entry in entries] == [
        "calls:date=2024-02-29/data_0.parquet row 119",
        "calls:date=2024-03-01/data_0.parquet row 1",
    ]
    assert entries[0]["time"] == "2024-02-29T23:59:00Z"
    assert entries[0]["channel"] == {"talkgroup": "100"}
    assert "date: 2024-02-29" in entries[0]["text"]


def test_files_and_folders(tmp_path: Path) -> None:
    """A file, a folder, the folders in it and their files have the same rows."""
    folder, file = partitioned(tmp_path / "calls"), write(tmp_path / "calls.parquet")
    days = sorted(folder.iterdir())
    expected = ["Words 118", "Words 119", "Words 120", "Words 121"]
    for paths in ([file], [folder], days, [day / "data_0.parquet" for day in days]):
        entries = entries_in(*paths, **WINDOW)
        assert words(entries) == expected
        assert len({str(entry["cite"]) for entry in entries}) == 4
    assert len(entries_in(file)) == 240
    assert entries_in(file, **WINDOW)[0]["cite"] == "calls.parquet:row 119"


COLUMNS = {
    "with a zone": "time",
    "without a zone": "timezone('America/Chicago', time)",
    "nanoseconds": "timezone('America/Chicago', time)::TIMESTAMP_NS",
    "text": "timezone('America/Chicago', time)::VARCHAR",
    "text in UTC": "strftime(time::TIMESTAMP, '%Y-%m-%dT%H:%M:%SZ')",
    "text with an offset": "strftime(time::TIMESTAMP + INTERVAL 7 HOUR, '%Y-%m-%dT%H:%M:%S+07:00')",
    "seconds": "epoch(time)::BIGINT",
    "milliseconds": "epoch_ms(time)",
    "decimal": "epoch(time)::DECIMAL(18, 3)",
}


@pytest.mark.parametrize("column", COLUMNS)
def test_a_window_on_each_kind_of_column(tmp_path: Path, column: str) -> None:
    """The window is compared in the notation of the column."""
    query = f"SELECT {COLUMNS[column]} AS time, text FROM ({CALLS}) ORDER BY hash(id)"
    path = write(tmp_path / "a.parquet", query)
    entries = entries_in(path, **WINDOW, **CHICAGO)
    assert words(entries) == ["Words 118", "Words 119", "Words 120", "Words 121"]


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        ({"query": "SELECT * FROM archive WHERE id > 237;"}, ["Words 238", "Words 239"]),
        ({"query": "SELECT * FROM archive -- all", **WINDOW, "only_talkgroups": ("101",)}, 2),
        ({"query": "WITH x AS (FROM archive) SELECT * FROM x LIMIT 3"}, 3),
        ({"only_talkgroups": ("Words 7",), "columns": {"talkgroup_tag": "text"}}, 1),
        ({"since": BEGAN + dt.timedelta(hours=1)}, 2),
    ],
)
def test_what_is_asked_for(tmp_path: Path, wishes: dict[str, Any], expected: Any) -> None:
    """A query over `archive` stands alone or inside another; a window may have one end."""
    entries = entries_in(write(tmp_path / "a.parquet"), **wishes)
    assert (words(entries) if isinstance(expected, list) else len(entries)) == expected


def test_names_and_values_are_never_a_part_of_the_query(tmp_path: Path) -> None:
    """Quotes in names of columns, of files and in values are what they are."""
    folder = tmp_path / "it's"
    folder.mkdir()
    query = """SELECT '2024-02-29 13:15Z' AS "ti""me", 'a''b' AS "tag;'--", 'Fire' AS text"""
    with closing(duckdb.connect()) as connection:
        connection.sql(query).write_parquet(str(folder / "a.parquet"))
    columns = {"time": 'ti"me', "talkgroup_tag": "tag;'--"}
    asked = {"columns": columns, "only_talkgroups": ("a'b",), "until": BEGAN}
    (entry,) = entries_in(folder, **asked)
    assert entry["channel"] == {"talkgroup_tag": "a'b"}


@pytest.mark.parametrize("ending", [".csv", ".csv.gz"])
def test_a_lake_of_csv(tmp_path: Path, ending: str) -> None:
    """Cells stay as they are written, in files of a folder with other columns each."""
    texts = [
        "time,tg,words\n2024-02-29 13:15:07,007,Fire\n2024-02-28 13:15:07,007,Before\n",
        'time,words,tg,extra\n2024-02-29 13:15:06,"Smoke, then",007,1.50\n',
    ]
    folder = tmp_path / "calls"
    for number, text in enumerate(texts):
        path = folder / f"day={number}" / f"a{ending}"
        path.parent.mkdir(parents=True)
        data = text.encode()
        path.write_bytes(gzip.compress(data) if ending.endswith("gz") else data)
    asked = {"since": dt.datetime(2024, 2, 29, tzinfo=dt.UTC), "columns": {"text": "words"}}
    entries = entries_in(folder, **asked, only_talkgroups=("007",))
    assert words(entries) == ["Smoke, then", "Fire"]
    assert "extra: 1.50" in entries[0]["text"]
    assert entries[0]["cite"] == f"calls:day=1/a{ending}"
    assert entries[0]["channel"] == {"talkgroup": "007"}


def test_columns_that_differ_between_files(tmp_path: Path) -> None:
    """A column that a file lacks is empty there; a number and a text are texts together."""
    write(tmp_path / "a.parquet", "SELECT TIMESTAMP '2024-02-29 13:15' AS time, 'Fire' AS text")
    write(tmp_path / "b.parquet", "SELECT TIMESTAMP '2024-02-29 13:16' AS time, 7 AS talkgroup")
    first, second = entries_in(tmp_path, **CHICAGO)
    assert "channel" not in first
    assert second["channel"] == {"talkgroup": "7"}


def test_columns_of_bytes_are_left_out(tmp_path: Path) -> None:
    """A recording is not read."""
    path = write(tmp_path / "a.parquet", f"SELECT *, 'x'::BLOB AS sound FROM ({CALLS}) LIMIT 1")
    found = found_in(path)
    assert "columns of bytes are left out: `sound`" in [
        one.words for one in found if isinstance(one, Remark)
    ]
    assert "sound" not in section(found, "timeline")[0]["text"]


def test_nothing_is_found(tmp_path: Path) -> None:
    """The words have the first and the last time of all files; of several, each is passed over."""
    late = {"since": BEGAN + dt.timedelta(days=9)}
    paths = sorted(partitioned(tmp_path / "calls").iterdir())
    found = found_in(*paths, **late)
    assert [one.words for one in found if isinstance(one, Remark)] == [
        "there are no such rows; the times are from 2024-02-29 23:00:00+00:00"
        " to 2024-03-01 00:59:30+00:00"
    ]
    assert sum(isinstance(one, Passed) for one in found) == 2
    assert len(found) == 3


@pytest.mark.parametrize(
    ("content", "wishes", "fault"),
    [
        (None, {}, "cannot be read: no such file or directory"),
        (b"", {}, "this is no file of Parquet"),
        (b"PK\x03\x04", {}, "this is a zip"),
        (b"PAR1 and no more", {}, "DuckDB says: "),
        ("SELECT 1 AS a", {}, "no column says that it holds a time"),
        ("SELECT '29/2/2024 13:15' AS time", WINDOW, "in a notation that no query can compare"),
        ("SELECT now() AS time", {"only_talkgroups": ("101",)}, "--map talkgroup=COLUMN"),
        ("SELECT now() AS time", {"query": "SELEC 1"}, "DuckDB says: Parser Error"),
        ("SELECT now() AS time", {"query": "SELECT 1; SELECT 2"}, "DuckDB says: Parser Error"),
    ],
)
def test_what_is_wrong(
    tmp_path: Path, content: str | bytes | None, wishes: dict[str, Any], fault: str
) -> None:
    """The words say what is wrong, with the path."""
    path = tmp_path / "a.parquet"
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif content:
        write(path, content)
    (one,) = rejected(found_in(path, **wishes))
    assert one.origin.path == str(path)
    assert fault in one.reason


def test_a_folder_without_such_files(tmp_path: Path) -> None:
    """Other files are not read, and the words say so."""
    (tmp_path / "a.txt").write_text("time,text\n")
    (remark,) = found_in(tmp_path)
    assert isinstance(remark, Remark)
    assert "no file of Parquet or CSV" in remark.words


def test_a_name_that_is_a_pattern(tmp_path: Path) -> None:
    """A name with signs of a pattern would be other files for DuckDB, and is refused."""
    path = write(tmp_path / "a.parquet").rename(tmp_path / "a[1].parquet")
    (one,) = rejected(found_in(path))
    assert "rename the file" in one.reason


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_text('{other}')",
        "SELECT * FROM read_parquet('{other}')",
        "SELECT * FROM '{other}'",
        "SELECT * FROM glob('{folder}/*')",
        "COPY (SELECT 1) TO '{folder}/new.csv'",
        "ATTACH '{folder}/new.db' AS new",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET enable_external_access = true",
        "SET memory_limit = '100GB'",
    ],
)
def test_no_other_file_is_opened(tmp_path: Path, statement: str) -> None:
    """A query reads the named files and nothing else, writes nothing and loads nothing."""
    path, other = write(tmp_path / "a.parquet"), write(tmp_path / "other.parquet")
    before = sorted(one.name for one in tmp_path.iterdir())
    query = statement.format(other=other, folder=tmp_path)
    assert section(found_in(path, query=query), "timeline") == []
    with Lake([path], "parquet") as opened, pytest.raises(duckdb.Error):
        opened._connection.execute(query).fetchall()  # type: ignore[union-attr]
    assert sorted(one.name for one in tmp_path.iterdir()) == before


@pytest.mark.thorough
def test_sorting_is_within_a_bound_of_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More rows than fit into memory are sorted on the disk, and no file of that stays."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setitem(lake._CONFIG, "memory_limit", "100MB")
    monkeypatch.setitem(lake._CONFIG, "threads", 1)
    made = (
        "SELECT number AS id, repeat('x', 200) || number AS text FROM range(300000) AS made(number)"
    )
    path = write(tmp_path / "a.parquet", made)
    query = "SELECT * FROM archive ORDER BY hash(id)"
    with Lake([path], "parquet") as opened:
        assert sum(1 for _ in opened.rows(query, {})) == 300_000
    monkeypatch.setitem(lake._CONFIG, "memory_limit", "20MB")
    with Lake([path], "parquet") as opened, pytest.raises(ArchiveError, match="shorter window"):
        next(opened.rows(query, {}))
    assert [one.name for one in tmp_path.iterdir()] == ["a.parquet"]


def test_a_look_at_the_first_rows(tmp_path: Path) -> None:
    """The columns have their fields, and what they leave open."""
    query = f"SELECT time::TIMESTAMP AS time, talkgroup, text FROM ({CALLS})"
    (looked,) = look([write(tmp_path / "a.parquet", query)], Wishes())
    assert isinstance(looked, Looked)
    assert looked.columns == [("time", "time"), ("talkgroup", "talkgroup"), ("text", "text")]
    assert looked.open == {"--timezone"}


def test_without_the_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words have the line for pip."""
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    (one,) = rejected(found_in(tmp_path / "a.parquet"))
    assert one.reason.endswith("pip install 'incident-tui[parquet]'")
    assert list(look([tmp_path], Wishes())) == []
