"""Small archives in the form of known programs: the same calls, in each schema and engine."""

import datetime as dt
import json
import sqlite3
import uuid
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa

BEGAN = dt.datetime(2024, 2, 29, 19, 15, 7, tzinfo=dt.UTC)
"""The start of the first call."""
RECORDING = b"ID3 of the first call"

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""From the name of a table to its rows."""


class Call(NamedTuple):
    """A call of an archive."""

    key: int
    began: dt.datetime
    talkgroup: int
    radios: tuple[int, ...]
    recording: bytes = b""


CALLS = (
    Call(1, BEGAN - dt.timedelta(days=1), 101, (11,)),
    Call(2, BEGAN, 101, (11, 12), RECORDING),
    Call(3, BEGAN + dt.timedelta(minutes=1), 102, (), b"RIFF of another"),
    Call(4, BEGAN + dt.timedelta(minutes=2), 101, (13,)),
    Call(5, BEGAN + dt.timedelta(days=1), 101, (11,)),
)
"""Three calls of an hour, and those of the days before and after; in no order of their keys."""


def rdio_scanner(time: Any, calls: Iterable[Call] = CALLS) -> Rows:
    """The tables of rdio-scanner 6.

    Args:
        time: from a moment to the value of the column `dateTime`.
        calls: the calls.
    """
    return {
        "rdioScannerCalls": [
            {
                "id": call.key,
                "audio": call.recording,
                "audioName": f"../{call.key}.mp3",
                "audioType": "audio/mpeg",
                "dateTime": time(call.began),
                "frequencies": json.dumps([{"freq": 851012500, "pos": 0, "errorCount": 3}]),
                "frequency": 851012500,
                "patches": "[101, 103]",
                "source": call.radios[0] if call.radios else None,
                "sources": json.dumps(
                    [{"pos": 4 * n, "src": radio} for n, radio in enumerate(call.radios)]
                ),
                "system": 1,
                "talkgroup": call.talkgroup,
            }
            for call in calls
        ],
        "rdioScannerSystems": [{"_id": 7, "id": 1, "label": "Jackson County"}],
        "rdioScannerTalkgroups": [
            {
                "_id": number,
                "groupId": 1,
                "id": number,
                "label": tag,
                "name": name,
                "systemId": 1,
                "tagId": 2,
            }
            for number, tag, name in TALKGROUPS
        ],
        "rdioScannerUnits": [{"_id": 1, "id": 11, "label": "Engine 7", "systemId": 1}],
        "rdioScannerGroups": [{"_id": 1, "label": "Fire"}],
        "rdioScannerTags": [{"_id": 2, "label": "Dispatch"}],
    }


TALKGROUPS = ((101, "FD Disp", "Fire Dispatch"), (102, "PD Disp", "Police Dispatch"))


def rdio_scanner_7(calls: Iterable[Call] = CALLS) -> Rows:
    """The tables of rdio-scanner 7."""
    return {
        "systems": [{"systemId": 7, "systemRef": 1, "label": "Jackson County"}],
        "tags": [{"tagId": 2, "label": "Dispatch"}],
        "groups": [{"groupId": 1, "label": "Fire"}],
        "talkgroups": [
            {
                "talkgroupId": 10 * number,
                "talkgroupRef": number,
                "systemId": 7,
                "label": tag,
                "name": name,
                "tagId": 2,
            }
            for number, tag, name in TALKGROUPS
        ],
        "talkgroupGroups": [{"talkgroupGroupId": 1, "groupId": 1, "talkgroupId": 1010}],
        "units": [
            {
                "unitId": 1,
                "label": "Engine 7",
                "systemId": 7,
                "unitRef": 11,
                "unitFrom": 0,
                "unitTo": 0,
            },
            {
                "unitId": 2,
                "label": "Medics",
                "systemId": 7,
                "unitRef": 0,
                "unitFrom": 12,
                "unitTo": 19,
            },
        ],
        "calls": [
            {
                "callId": call.key,
                "audio": call.recording,
                "audioFilename": f"../{call.key}.m4a",
                "audioMime": "audio/mp4",
                "siteRef": 3,
                "systemId": 7,
                "talkgroupId": 10 * call.talkgroup,
                "timestamp": milliseconds(call.began),
            }
            for call in calls
        ],
        "callUnits": [
            {
                "callUnitId": 10 * call.key + number,
                "callId": call.key,
                "offset": 4.0 * number,
                "unitRef": radio,
            }
            for call in calls
            for number, radio in enumerate(call.radios)
        ],
        "callFrequencies": [
            {
                "callFrequencyId": call.key,
                "callId": call.key,
                "dbm": -70.0,
                "errors": 3,
                "frequency": 851012500,
                "offset": 0.0,
                "spikes": 0,
            }
            for call in calls
        ],
        "callPatches": [{"callPatchId": 1, "callId": 2, "talkgroupId": 1020}],
    }


def trunk_player(time: Any, calls: Iterable[Call] = CALLS) -> Rows:
    """The tables of trunk-player.

    Args:
        time: from a moment to the value of a column of times.
        calls: the calls.
    """
    radios = sorted({radio for call in calls for radio in call.radios})
    return {
        "radio_system": [{"id": 1, "name": "Jackson County"}],
        "radio_source": [{"id": 4, "description": "Roof"}],
        "radio_talkgroup": [
            {
                "id": 10 * number,
                "dec_id": number,
                "alpha_tag": tag,
                "common_name": None,
                "description": name,
            }
            for number, tag, name in TALKGROUPS
        ],
        "radio_unit": [
            {"id": 100 + radio, "dec_id": radio, "description": "Engine 7" if radio == 11 else None}
            for radio in radios
        ],
        "radio_transmission": [
            {
                "id": call.key,
                "start_datetime": time(call.began),
                "end_datetime": time(call.began + dt.timedelta(seconds=9)),
                "audio_file": f"{call.key}-call",
                "audio_file_type": "mp3",
                "audio_file_url_path": "/county/",
                "talkgroup": call.talkgroup,
                "talkgroup_info_id": 10 * call.talkgroup,
                "freq": 851012500,
                "emergency": call.key == 2,
                "play_length": 9.0,
                "source_id": 4,
                "system_id": 1,
            }
            for call in calls
        ],
        "radio_tranmissionunit": [
            {
                "id": 100 * call.key + number,
                "transmission_id": call.key,
                "unit_id": 100 + radio,
                "order": number,
            }
            for call in calls
            for number, radio in enumerate(call.radios)
        ],
    }


def milliseconds(moment: dt.datetime) -> int:
    """Milliseconds since 1970."""
    return round(moment.timestamp() * 1000)


def sqlite_file(path: Path, rows: Rows) -> Path:
    """Write tables into the file of an SQLite database, each value of the kind that it has."""
    with sqlite3.connect(path) as connection:
        for table, those in rows.items():
            if not those:
                continue
            names = [f'"{name}"' for name in those[0]]
            columns = ", ".join(names).replace(",", " PRIMARY KEY,", 1)
            connection.execute(f'CREATE TABLE "{table}" ({columns})')
            marks = ", ".join("?" for _ in names)
            values = [tuple(row.values()) for row in those]
            connection.executemany(f'INSERT INTO "{table}" VALUES ({marks})', values)
    connection.close()
    return path


def fill(engine: sa.Engine, rows: Rows) -> None:
    """Make tables in a database, with columns of the types of the values."""
    metadata = sa.MetaData()
    tables = {}
    for name, those in rows.items():
        columns = {key: None for row in those for key in row}
        tables[name] = sa.Table(
            name,
            metadata,
            *(
                sa.Column(key, _type_of(those, key), primary_key=not at)
                for at, key in enumerate(columns)
            ),
        )
    metadata.create_all(engine)
    with engine.begin() as connection:
        for name, those in rows.items():
            connection.execute(tables[name].insert(), list(those))


def _type_of(rows: Sequence[Mapping[str, Any]], key: str) -> Any:
    value = next((row[key] for row in rows if row[key] is not None), None)
    match value:
        case bool():
            return sa.Boolean()
        case int():
            return sa.BigInteger()
        case float():
            return sa.Double()
        case bytes():
            return sa.LargeBinary()
        case dt.datetime():
            return sa.DateTime(timezone=value.tzinfo is not None)
    return sa.Text()


def new_database(server: str) -> sa.Engine:
    """A new database on a server of PostgreSQL."""
    url = sa.make_url(server).set(drivername="postgresql+psycopg")
    name = f"archive_{uuid.uuid4().hex}"
    engine = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name} STRATEGY file_copy")
    engine.dispose()
    return sa.create_engine(url.set(database=name))


def address_of(engine: sa.Engine, password: str = "") -> str:
    """The address of a database, as a user writes it."""
    url = engine.url.set(drivername="postgresql", password=password or None)
    return url.render_as_string(hide_password=False)
