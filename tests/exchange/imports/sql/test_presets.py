"""The archives of known programs: the same calls in each schema, on each engine."""

import datetime as dt
import hashlib
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from incident_tui.exchange.imports.sql import archive
from tests.exchange.imports.imported import assert_sound, rejected, section
from tests.exchange.imports.sql.archives import (
    BEGAN,
    CALLS,
    RECORDING,
    Rows,
    address_of,
    fill,
    new_database,
    rdio_scanner,
    rdio_scanner_7,
    sqlite_file,
    trunk_player,
)
from tests.exchange.imports.sql.asking import (
    HOUR,
    entries_in,
    fault_in,
    found_in,
    remarks_on,
    written,
)


def go_text(moment: dt.datetime) -> str:
    """A time as rdio-scanner 6 writes it into SQLite."""
    return moment.strftime("%Y-%m-%d %H:%M:%S +0000 UTC")


def node_text(moment: dt.datetime) -> str:
    """A time as rdio-scanner up to 5 has written it into SQLite."""
    return moment.strftime("%Y-%m-%d %H:%M:%S.000 +00:00")


def django_text(moment: dt.datetime) -> str:
    """A time as Django writes it into SQLite."""
    return moment.strftime("%Y-%m-%d %H:%M:%S")


def naive(moment: dt.datetime) -> dt.datetime:
    """A time as Django and rdio-scanner write it into MySQL."""
    return moment.replace(tzinfo=None)


SCHEMAS: dict[str, Rows] = {
    "rdio-scanner 5": rdio_scanner(node_text),
    "rdio-scanner 6": rdio_scanner(go_text),
    "rdio-scanner 7": rdio_scanner_7(),
    "trunk-player": trunk_player(django_text),
}
CALL_TABLES = {"rdioScannerCalls", "calls", "radio_transmission"}
ON_SERVERS: dict[str, Rows] = {
    "rdio-scanner 6": rdio_scanner(naive),
    "rdio-scanner 7": rdio_scanner_7(),
    "trunk-player": trunk_player(lambda moment: moment),
}


@pytest.fixture(
    scope="module", params=[*SCHEMAS, *(f"{name} on PostgreSQL" for name in ON_SERVERS)]
)
def address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """An archive in each schema, in a file or on a server."""
    name, _, server = request.param.partition(" on ")
    if not server:
        return str(sqlite_file(tmp_path_factory.mktemp("sql") / "archive.db", SCHEMAS[name]))
    engine = new_database(request.getfixturevalue("postgres_server"))
    fill(engine, ON_SERVERS[name])
    engine.dispose()
    return address_of(engine)


def test_the_incident_is_cut_out(address: str) -> None:
    """A window and a talkgroup have their calls in order of time, an entry for each turn."""
    found = found_in(address, **HOUR, only_talkgroups=("101",))
    entries = section(found, "timeline")
    assert rejected(found) == []
    assert_sound(found)
    assert [entry["id"].split("-1-101-")[1] for entry in entries] == [
        "1709234107-2-0",
        "1709234107-2-1",
        "1709234227-4-0",
    ]
    assert entries[0]["time"] == "2024-02-29T19:15:07Z"
    channel = {key: value for key, value in entries[0]["channel"].items() if key != "site"}
    assert channel == {
        "system": "Jackson County",
        "talkgroup": "101",
        "talkgroup_tag": "FD Disp",
        "frequency": "851.0125",
    }
    assert {unit["call_sign"] for unit in section(found, "units")} > {"Engine 7"}
    assert entries[0]["speaker"]["unit"] == section(found, "units")[0]["id"]
    assert "talkgroup: Fire Dispatch" in entries[0]["text"].splitlines()
    assert entries[0]["cite"]["source"] == section(found, "sources")[0]["id"]
    table, _, key = entries[0]["cite"]["at"].partition(".")
    assert table in CALL_TABLES
    assert key in ("id=2", "callId=2")


def test_a_call_has_the_site_that_heard_it(tmp_path: Path) -> None:
    """It tells two recordings of one transmission apart; an archive of version 7 has it."""
    file = sqlite_file(tmp_path / "archive.db", SCHEMAS["rdio-scanner 7"])
    assert {entry["channel"]["site"] for entry in entries_in(str(file))} == {"3"}


def test_without_a_window_all_calls_come(address: str) -> None:
    """Each call is there, also a call without a turn."""
    entries = entries_in(address)
    assert len(entries) == sum(max(len(call.radios), 1) for call in CALLS)
    assert len({entry["id"] for entry in entries}) == len(entries)


@pytest.mark.parametrize("word", ["102", "pd disp", "Police Dispatch"])
def test_a_talkgroup_by_number_or_name(address: str, word: str) -> None:
    """A number, a tag and a description lead to the same calls."""
    (entry,) = entries_in(address, only_talkgroups=(word,))
    assert entry["channel"]["talkgroup"] == "102"


def test_several_talkgroups(address: str) -> None:
    """The calls of each are in one order of time."""
    numbers = [entry["channel"]["talkgroup"] for entry in entries_in(address, **HOUR)]
    assert numbers == ["101", "101", "102", "101"]
    asked = entries_in(address, **HOUR, only_talkgroups=("101", "PD Disp"))
    assert [entry["channel"]["talkgroup"] for entry in asked] == numbers


def test_a_talkgroup_that_is_unknown(address: str) -> None:
    """The words have the nearest name."""
    assert "did you mean `FD Disp`?" in fault_in(address, only_talkgroups=("FD Dsip",))


def test_nothing_in_the_window(address: str) -> None:
    """The words say of what time the archive is."""
    late = {"since": BEGAN + dt.timedelta(days=9)}
    (words,) = remarks_on(address, **late)
    assert words.endswith("is from 2024-02-28T19:15:07Z to 2024-03-01T19:15:07Z")


def test_an_agency_and_units_of_the_record(address: str) -> None:
    """A talkgroup of an agency and a unit that the record knows are taken for these."""
    entry = entries_in(address, **HOUR, talkgroups={"101": "fire"}, units={"engine 7": "e7"})[0]
    assert entry["agency"] == "fire"
    assert entry["speaker"] == {"unit": "e7"}


def test_recordings_come_along(address: str, tmp_path: Path) -> None:
    """A recording in the archive is beside the record, under a name that is not the archive's."""
    folder = tmp_path / "record"
    files = written(folder, address, **HOUR)
    audio = {name: data for name, data in files.items() if name.startswith("audio/")}
    assert sorted(audio.values()) == sorted([RECORDING, CALLS[2].recording][: 2 * bool(audio)])
    assert all(name.startswith("audio/rdio-scanner-1-10") for name in audio)
    if audio:
        entry = entries_in(address, **HOUR)[0]["audio"]
        assert audio[entry["path"]] == RECORDING
        assert entry["sha256"] == hashlib.sha256(RECORDING).hexdigest()
    assert written(folder, address, **HOUR) == files


@pytest.mark.parametrize("schema", SCHEMAS)
def test_an_archive_without_calls(tmp_path: Path, schema: str) -> None:
    """An empty archive is told of as one."""
    path = sqlite_file(tmp_path / "archive.db", SCHEMAS[schema])
    with closing(sqlite3.connect(path)) as connection:
        for table in CALL_TABLES & SCHEMAS[schema].keys():
            connection.execute(f'DELETE FROM "{table}"')
        connection.commit()
    (words,) = remarks_on(path, **HOUR)
    assert words.endswith("has no calls")


def changed(rows: Rows, table: str, **values: Any) -> Rows:
    """Tables with other values in the second row of a table."""
    first, second, *rest = rows[table]
    return {**rows, table: [first, {**second, **values}, *rest]}


V6, V7, PLAYER = SCHEMAS["rdio-scanner 6"], SCHEMAS["rdio-scanner 7"], SCHEMAS["trunk-player"]


@pytest.mark.parametrize(
    ("rows", "reason", "time"),
    [
        (changed(V6, "rdioScannerCalls", dateTime="2024-02-29 19:xx"), "`dateTime`", "unplaced"),
        (changed(V6, "rdioScannerCalls", sources="[{"), "`sources` is no JSON", None),
        (changed(V6, "rdioScannerCalls", sources='["a"]'), "`turns[0]` is no JSON object", None),
        (changed(V6, "rdioScannerCalls", frequencies="}"), "`frequencies` is no JSON", None),
        (changed(V7, "calls", timestamp="soon"), "`timestamp`", "unplaced"),
        (changed(PLAYER, "radio_transmission", end_datetime="later"), "`end_datetime`", None),
    ],
)
def test_a_field_that_is_wrong(tmp_path: Path, rows: Rows, reason: str, time: str | None) -> None:
    """The field is told of with the place of the call, which is kept with the rest."""
    found = found_in(sqlite_file(tmp_path / "a.db", rows))
    (fault,) = rejected(found)
    assert fault.reason.startswith(reason)
    assert "d=2#" in fault.origin.path
    entries = [one for one in section(found, "timeline") if one["cite"]["at"].endswith("d=2")]
    assert entries
    assert entries[0]["time"] == (time or "2024-02-29T19:15:07Z")
    assert_sound(found)


def test_a_recording_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The call is kept, and the words say that its recording is not."""
    monkeypatch.setattr(archive, "MAX_RECORDING_BYTES", len(RECORDING) - 1)
    found = found_in(sqlite_file(tmp_path / "a.db", V6), **HOUR)
    (fault,) = rejected(found)
    assert "21 bytes, too many; it is left in the database" in fault.reason
    audio = ["audio" in entry for entry in section(found, "timeline")]
    assert audio == [False, False, True, False]


@pytest.mark.parametrize(
    ("kind", "name", "ending"),
    [
        ("audio/mp4", "x.mp3", ".m4a"),
        ("audio/wav; codec=1", "", ".wav"),
        (None, "../x.M4A", ".m4a"),
        (None, "x.exe", ".bin"),
        ("text/html", "../../x", ".bin"),
        (None, None, ".bin"),
    ],
)
def test_the_ending_of_a_recording(
    tmp_path: Path, kind: str | None, name: str | None, ending: str
) -> None:
    """A recording has one of few endings, whatever the archive says."""
    rows = changed(V6, "rdioScannerCalls", audioType=kind, audioName=name)
    entry = entries_in(sqlite_file(tmp_path / "a.db", rows), **HOUR)[0]
    assert entry["audio"]["path"] == f"audio/rdio-scanner-1-101-1709234107-2{ending}"


def test_names_in_the_rows_of_systems(tmp_path: Path) -> None:
    """Before version 6.1 of rdio-scanner, talkgroups and units are JSON; broken JSON names none."""
    talkgroups = [{"id": 101, "label": "FD Disp", "name": "Fire", "tagId": 2}, {"id": "x"}, 7]
    units = json.dumps([{"id": 11, "label": "Engine 7"}])
    system = {"_id": 7, "id": 1, "label": "County", "talkgroups": json.dumps(talkgroups)}
    rows = {
        "rdioScannerCalls": V6["rdioScannerCalls"],
        "rdioScannerSystems": [{**system, "units": units}],
        "rdioScannerTags": V6["rdioScannerTags"],
    }
    found = found_in(sqlite_file(tmp_path / "a.db", rows), only_talkgroups=("fd disp",))
    assert section(found, "units")[0]["call_sign"] == "Engine 7"
    assert section(found, "timeline")[0]["channel"]["talkgroup_tag"] == "FD Disp"
    broken = {**rows, "rdioScannerSystems": [{**system, "units": "["}]}
    found = found_in(sqlite_file(tmp_path / "b.db", broken))
    assert section(found, "units")[0]["call_sign"] == "11"


@pytest.mark.parametrize("kept", ["rdioScannerCalls", "calls", "radio_transmission"])
def test_calls_without_the_tables_beside(tmp_path: Path, kept: str) -> None:
    """The table of calls alone is enough; what is in no other table is not known."""
    rows = next(those for those in (V6, V7, PLAYER) if kept in those)
    entries = entries_in(sqlite_file(tmp_path / "a.db", {kept: rows[kept]}), **HOUR)
    assert {entry["kind"] for entry in entries} == {"radio_call"}
    assert len(entries) >= 3


def test_calls_of_systems_that_are_gone(tmp_path: Path) -> None:
    """A call of a talkgroup without a row is told apart by the keys that it has."""
    rows = {**V7, "talkgroups": V7["talkgroups"][1:]}
    entries = entries_in(sqlite_file(tmp_path / "a.db", rows), **HOUR)
    assert entries[0]["channel"]["talkgroup"] == "key-1010"


@pytest.mark.thorough
@pytest.mark.parametrize("value", [None, b"\xff\0", 1e300, "x" * 100_000, "\x1b[31m", -1])
@pytest.mark.parametrize("schema", ["rdio-scanner 6", "rdio-scanner 7", "trunk-player"])
def test_a_file_of_a_stranger(tmp_path: Path, schema: str, value: object) -> None:
    """SQLite takes any value in any column: nothing raises, and what is kept is sound."""
    rows = SCHEMAS[schema]
    (table,) = CALL_TABLES & rows.keys()
    for column in rows[table][1]:
        if column in ("id", "callId"):
            continue
        path = tmp_path / f"{column}.db"
        found = found_in(sqlite_file(path, changed(rows, table, **{column: value})))
        assert len(section(found, "timeline")) >= len(CALLS)
        assert_sound(found)
