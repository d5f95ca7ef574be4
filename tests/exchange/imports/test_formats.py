"""The table of formats of import: a row for each module, and nothing in a row that is not so."""

import datetime as dt
import importlib.util
import json
import pkgutil
import re
import sqlite3
import tempfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, get_args
from zoneinfo import ZoneInfo

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.chronology.build import chronology_of
from incident_tui.exchange import imports
from incident_tui.exchange.imports import FORMATS, ImportFormat
from incident_tui.exchange.imports.landing.folder import RecordFolder
from incident_tui.exchange.imports.landing.protocol import (
    Importer,
    Need,
    Rejected,
    Wishes,
)
from incident_tui.record.reading import read_record
from incident_tui.record.time_value import parse_form
from tests.examples import examples
from tests.exchange.imports.cap.samples import SAMPLE, alert, info
from tests.exchange.imports.eido.samples import eido
from tests.exchange.imports.imported import left_open, section
from tests.exchange.imports.recording.sounds import samples, wav
from tests.exchange.imports.spreadsheet.workbooks import workbook
from tests.exchange.imports.transcript.transcripts import TRUNK_TRANSCRIBE, WHISPER

MANUAL = Path(__file__).parents[3] / "docs" / "importing.md"
NO_FORMATS = {"foreign", "landing", "tables"}
READ_BY_NAME_ALONE = {"jsonl", "json", "sql"}
"""Formats whose files are not looked for in folders."""


def database(*rows: tuple[str, ...]) -> bytes:
    """The file of a database with a single table; the first row has the names of the columns."""
    names, *values = rows
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE TABLE log ({', '.join(names)})")
        connection.executemany(f"INSERT INTO log VALUES ({', '.join('?' for _ in names)})", values)
        return connection.serialize()


def parquet(query: str) -> bytes:
    """The file of Parquet with the rows of a query."""
    with tempfile.TemporaryDirectory() as folder, closing(duckdb.connect()) as connection:
        path = Path(folder, "sample.parquet")
        connection.execute(f"COPY ({query}) TO '{path}' (FORMAT parquet)")
        return path.read_bytes()


ENTRY = {"id": "e", "kind": "note", "time": "2024-02-29T13:15Z", "text": "Fire", "cite": "s"}
FORM = """# Activity Log (ICS 214)
1. Incident Name: Weir Lane
2. Operational Period: {period}

| Date/Time{zone} | Notable Activities |
|---|---|
| {time} | Fire |
"""
SAMPLES: Mapping[str, str | bytes] = {
    "transcript": TRUNK_TRANSCRIBE,
    "recording": wav(samples(), {"ICRD": "2024-02-29 13:00:07-06:00"}),
    "trunk-recorder": json.dumps({"talkgroup": 1, "start_time": 1_709_234_527}),
    "openmhz": json.dumps([{"_id": "a", "time": "2024-02-29T19:22:07.000Z"}]),
    "csv": "time,text\n2024-02-29 13:15Z,Fire\n",
    "jsonl": json.dumps(ENTRY),
    "json": json.dumps([ENTRY]),
    "timesketch": "message,datetime,timestamp_desc\nFire,2024-02-29T13:15:00Z,said\n",
    "timelinejs": json.dumps({"events": [{"start_date": {"year": 2024}, "text": {}}]}),
    "eido": json.dumps(eido()),
    "text": "2024-02-29 13:15Z Engine 1: fire\n2024-02-29 13:16Z Engine 1: on scene\n",
    "ics214": FORM.format(period="Date From: 2/29/2024", zone=" (UTC)", time="1315"),
    "spreadsheet": workbook({"Log": [["time", "text"], ["2024-02-29 13:15Z", "Fire"]]}),
    "cap": SAMPLE,
    "sql": database(("time", "text"), ("2024-02-29 13:15Z", "Fire")),
    "parquet": parquet("SELECT '2024-02-29 13:15Z' AS time, 'Fire' AS text"),
}
"""A file of each format that leaves nothing open, as text or bytes."""

OPEN_SAMPLES: Mapping[tuple[str, Need], str | bytes] = {
    ("transcript", "--starts"): WHISPER,
    ("recording", "--starts"): wav(samples()),
    ("recording", "--timezone"): wav(samples(), {"ICRD": "2024-02-29 13:00:07"}),
    ("csv", "--timezone"): "time,text\n2024-02-29 13:15,Fire\n",
    ("csv", "--date"): "time,text\n13:15,Fire\n",
    ("csv", "--date-order"): "time,text\n02/03/2024 13:15,Fire\n",
    ("csv", "--map"): "a,b,text\n2024-02-29 13:15,2024-02-29 14:15,Fire\n",
    ("spreadsheet", "--timezone"): workbook(
        {"Log": [["time", "text"], ["2024-02-29 13:15", "Fire"]]}
    ),
    ("spreadsheet", "--date"): workbook({"Log": [["time", "text"], ["13:15", "Fire"]]}),
    ("spreadsheet", "--date-order"): workbook(
        {"Log": [["time", "text"], ["02/03/2024 13:15", "Fire"]]}
    ),
    ("spreadsheet", "--map"): workbook(
        {"Log": [["a", "b", "text"], ["2024-02-29 13:15", "2024-02-29 14:15", "Fire"]]}
    ),
    ("jsonl", "--timezone"): json.dumps(ENTRY | {"time": "2024-02-29T13:15"}),
    ("jsonl", "--date"): json.dumps(ENTRY | {"time": "13:15"}),
    (
        "timesketch",
        "--timezone",
    ): "message,datetime,timestamp_desc\nFire,2024-02-29T13:15:00,said\n",
    (
        "timesketch",
        "--map",
    ): "message,a,b,timestamp_desc\nFire,2024-02-29T13:15:00,2024-02-29T14:15:00,said\n",
    ("text", "--timezone"): "2024-02-29 13:15 Fire\n2024-02-29 13:16 Smoke\n",
    ("text", "--date"): "13:15 Fire\n13:16 Smoke\n",
    ("text", "--date-order"): "02/03/2024 13:15 Fire\n02/03/2024 13:16 Smoke\n",
    ("ics214", "--timezone"): FORM.format(period="Date From: 2/29/2024", zone="", time="1315"),
    ("ics214", "--date"): FORM.format(period="", zone="", time="1315"),
    ("ics214", "--date-order"): FORM.format(period="From 2/3/2024", zone="", time="1315"),
    ("cap", "--timezone"): alert(info(), sent="2024-05-04T21:04:00"),
    ("sql", "--timezone"): database(("time", "text"), ("2024-02-29 13:15", "Fire")),
    ("sql", "--map"): database(
        ("a", "b", "text"), ("2024-02-29 13:15", "2024-02-29 14:15", "Fire")
    ),
    ("parquet", "--timezone"): parquet("SELECT '2024-02-29 13:15' AS time, 'Fire' AS text"),
    ("parquet", "--date-order"): parquet("SELECT '02/03/2024 13:15' AS time, 'Fire' AS text"),
    ("parquet", "--map"): parquet("SELECT '2024-02-29 13:15' AS a, '2024-02-29 14:15' AS b"),
    ("timelinejs", "--timezone"): json.dumps(
        {"events": [{"start_date": {"year": 2024, "month": 2, "day": 29, "hour": 13, "minute": 5}}]}
    ),
}
"""For each need of each format, a file that leaves the matter open."""

ANSWERS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "--timezone": (
        {"zone": ZoneInfo("America/Chicago"), "zone_said": True},
        {"zone": ZoneInfo("Europe/Berlin"), "zone_said": True},
    ),
    "--date": ({"date": dt.date(2024, 2, 28)}, {"date": dt.date(2024, 2, 29)}),
    "--date-order": ({"date_order": "mdy"}, {"date_order": "dmy"}),
    "--map": ({"columns": {"time": "a"}}, {"columns": {"time": "b"}}),
    "--starts": (
        {"starts": parse_form("2024-02-29T13:00Z")},
        {"starts": parse_form("2024-02-29T14:00Z")},
    ),
}
"""Two answers to each need."""

OF_WORKBOOKS = {
    "a zip, such as a spreadsheet": "the file is damaged, or not whole",
    "a document of Office (xls), and no text": "cannot be read as a workbook",
}
"""What a format of workbooks says of a beginning that other formats take for a workbook."""

every_format = pytest.mark.parametrize("name", FORMATS)


def bytes_of(sample: str | bytes) -> bytes:
    """The content of a file."""
    return sample if isinstance(sample, bytes) else sample.encode()


def file_of(folder: Path, name: str, sample: str | bytes, ending: str = "") -> Path:
    """A file with this content, as the format names it or with another ending."""
    folder.mkdir(exist_ok=True)
    path = folder / f"sample{ending or FORMATS[name].endings[0]}"
    path.write_bytes(bytes_of(sample))
    return path


def moments_of(folder: Path, name: str, sample: str | bytes, **wishes: Any) -> list[Any]:
    """When the entries of a new record are, once a file is imported."""
    said = Wishes(**wishes)
    found = FORMATS[name].load().read([file_of(folder, name, sample)], said)
    RecordFolder(folder / "record").write(found, said, "log")
    chronology = chronology_of(read_record(folder / "record"))
    return [placement.earliest for placement in chronology.placements]


def test_each_module_has_one_row() -> None:
    """A module or a folder of the package is a format of the table, or one of the helpers."""
    modules = [found.name for found in pkgutil.iter_modules(imports.__path__)]
    rows = [form.module.partition(".")[0] for form in FORMATS.values()]
    assert sorted(rows) == sorted(set(modules) - NO_FORMATS)


@every_format
def test_a_row_is_complete(name: str) -> None:
    """It says what the format is and how its files end, in a line that fits into the help."""
    form = FORMATS[name]
    assert form.about
    assert len(form.about) + len(" ".join(form.endings)) < 60
    assert form.endings
    assert all(re.fullmatch(r"\.[a-z0-9]+", ending) for ending in form.endings)
    assert set(form.needs) <= set(get_args(Need))
    assert len(set(form.needs)) == len(form.needs)


@every_format
def test_every_format_can_be_read(name: str) -> None:
    """Each row leads to an importer, which reads nothing from nothing."""
    importer = FORMATS[name].load()
    assert isinstance(importer, Importer)
    assert list(importer.read([], Wishes())) == []
    assert list(importer.look([], Wishes())) == []


@every_format
def test_a_sample_without_a_gap_leaves_nothing_open(tmp_path: Path, name: str) -> None:
    """No question is asked where the file says enough."""
    path = file_of(tmp_path, name, SAMPLES[name])
    assert left_open(FORMATS[name].load().look, path) == set()


@pytest.mark.smoke
@every_format
def test_files_are_found_by_their_endings(tmp_path: Path, name: str) -> None:
    """In a folder, a file with an ending of the format is read, and one with another is not."""
    own, by_name = FORMATS[name].endings, name in READ_BY_NAME_ALONE
    endings = {ending for form in FORMATS.values() for ending in form.endings} | {".bin"}
    for ending in own if by_name else endings:
        folder = tmp_path / ending
        path = file_of(folder, name, SAMPLES[name], ending)
        found = FORMATS[name].load().read([path if by_name else folder], Wishes())
        assert bool(section(found, "timeline")) is (ending in own)


@pytest.mark.parametrize(
    ("name", "need"), [(name, need) for name, form in FORMATS.items() for need in form.needs]
)
def test_what_a_format_needs_makes_a_difference(tmp_path: Path, name: str, need: Need) -> None:
    """A file that leaves the matter open has entries at other times with another answer."""
    sample = OPEN_SAMPLES[name, need]
    first, second = (
        moments_of(tmp_path / str(number), name, sample, **answer)
        for number, answer in enumerate(ANSWERS[need])
    )
    assert first
    assert first != second


@every_format
@pytest.mark.parametrize("need", ["--date-order", "--map"])
def test_what_a_format_does_not_need_changes_nothing(tmp_path: Path, name: str, need: Need) -> None:
    """An option for other formats alone changes nothing that is read from a file."""
    if need in FORMATS[name].needs:
        return
    path, read = file_of(tmp_path / "x", name, SAMPLES[name]), FORMATS[name].load().read
    first, second = (list(read([path], Wishes(**answer))) for answer in ANSWERS[need])
    assert first == second == list(read([path], Wishes()))


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
@examples(15)
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_told_of(
    tmp_path_factory: pytest.TempPathFactory, form: ImportFormat, data: bytes
) -> None:
    """No file of bytes, whatever they are, raises."""
    path = tmp_path_factory.mktemp("bytes") / f"x{form.endings[0]}"
    path.write_bytes(data)
    found = list(form.load().read([path], Wishes()))
    assert found or form.module == "jsonl"  # of which an empty file has no lines to tell of


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    ("start", "words"),
    [
        (b"\x1f\x8b\x08\0", "compressed (gzip); unpack it first"),
        (b"PK\x03\x04\x14\0", "a zip, such as a spreadsheet"),
        (b"%PDF-1.7\n", "a PDF, and no text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "a document of Office (xls), and no text"),
        (b"[Script Info]\n", "a file of subtitles (SubStation Alpha)"),
    ],
    ids=["gzip", "zip", "pdf", "xls", "ass"],
)
def test_a_packed_file_is_named_as_one(tmp_path: Path, name: str, start: bytes, words: str) -> None:
    """Each format says what the file is and what to do, and nothing of its bytes."""
    path = tmp_path / "packed"
    path.write_bytes(start + bytes(range(256)))
    (rejected,) = FORMATS[name].load().read([path], Wishes())
    assert isinstance(rejected, Rejected)
    if name == "spreadsheet" and words in OF_WORKBOOKS:
        words = OF_WORKBOOKS[words]
    assert words in rejected.reason
    assert rejected.raw == ""


@every_format
def test_a_missing_library_is_named(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A format that needs a library of an extra says how to install the library."""
    assert FORMATS[name].missing == ""
    monkeypatch.setattr(importlib.util, "find_spec", lambda library: None)
    form = FORMATS[name]
    assert (f"pip install 'incident-tui[{form.extra}]'" in form.missing) is bool(form.library)
    assert form.library in form.missing


def test_the_manual_names_every_format() -> None:
    """The page about imports has a row for each format of the table, in its order."""
    rows = re.findall(r"^\| `([a-z0-9-]+)` \| (.*?) \|", MANUAL.read_text("utf-8"), re.M)
    assert rows == [(name, " ".join(form.endings)) for name, form in FORMATS.items()]
