"""The table that `export --to csv` writes comes back whole by `import --from csv`."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from incident_tui.chronology.chronology import Chronology
from incident_tui.exchange.exports import FORMATS
from incident_tui.exchange.imports import FORMATS as IMPORT_FORMATS
from incident_tui.exchange.imports.landing.folder import RecordFolder
from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.exchange.printed.view import View
from incident_tui.record.model import Entry, Record
from incident_tui.record.reading import read_record
from incident_tui.review.lens import Lens
from tests.exchange.exports.reports import Make, exercise, independence
from tests.records import AGENCIES, chronology, entry


def brought_back(chronicle: Chronology, folder: Path) -> Record:
    """The record of what is imported from the exported table."""
    table = folder / "table.csv"
    table.write_text("".join(FORMATS["csv"].load()(View(Lens(chronicle)))), "utf-8", newline="")
    zone, date = chronicle.zone, chronicle.record.incident.date
    wishes = Wishes(
        zone=ZoneInfo(chronicle.record.incident.timezone),
        zone_said=True,
        date=date or dt.date(2024, 2, 29),
        record_zone=zone.zone,
        folder=folder / "record",
    )
    outcome = RecordFolder(folder / "record").write(
        IMPORT_FORMATS["csv"].load().read([table], wishes), wishes, "table"
    )
    assert not outcome.rejected
    reading = read_record(folder / "record")
    assert reading.record
    assert [str(one) for one in reading.problems if one.severity == "error"] == []
    return reading.record


@pytest.mark.parametrize("make", [independence, exercise])
def test_every_row_of_a_bundled_record_comes_back(make: Make, tmp_path: Path) -> None:
    """With kind, title and words; with its time and the source's words for it, as vague."""
    chronicle = make()
    record = brought_back(chronicle, tmp_path)
    before = [*chronicle.entries]
    assert len(record.timeline) == len(before)
    names = {agency.id: agency.name for agency in record.agencies}
    lens = Lens(chronicle)
    for position, (old, new) in enumerate(zip(before, record.timeline, strict=True)):
        assert (new.kind, new.time.stated) == (old.kind, old.time.stated)
        assert new.text.startswith(old.text)
        assert old.title in (new.title, "")
        acting = [lens.name(agency) for agency in lens.acting(position)]
        concerned = [lens.name(agency) for agency in lens.concerned(position)]
        found = [names[agency] for agency in (new.agency, *new.agencies) if agency]
        assert found == [*acting, *concerned]


def entry_of(time: str, folder: Path, **fields: str) -> Entry:
    """What comes back of an entry `x` after two others."""
    others = (entry("a", "13:00"), entry("b", "13:10~"))
    chronicle = chronology(*others, entry("x", time, title="X", **fields), rest=AGENCIES)
    record = brought_back(chronicle, folder)
    return next(one for one in record.timeline if one.title == "X")


@pytest.mark.parametrize(
    ("time", "form"),
    [
        ("13:15", "2024-02-29T13:15"),
        ("13:12%", "2024-02-29T13:12%"),
        ("13:15..13:17", "2024-02-29T13:15..2024-02-29T13:17"),
        ("13:15/13:40", "2024-02-29T13:15/2024-02-29T13:40"),
        ("2024-02-29?", "2024-02-29?"),
        ("unplaced", "unplaced"),
        ("..17:00", "..2024-02-29T17:00"),
        # Entries keep their ids: a time that hangs on another entry goes on to do so.
        ("a +2m", "a +2m"),
        ("{at: unplaced, after: [a]}", "2024-02-29T13:00:00-06:00.."),
    ],
)
def test_a_time_comes_back_as_vague_as_it_was(time: str, form: str, tmp_path: Path) -> None:
    """In the notation of records; the column of times in words is not guessed at."""
    assert str(entry_of(time, tmp_path).time) == form


def test_a_unit_with_a_blank_in_its_name_is_one_unit(tmp_path: Path) -> None:
    """Names in a cell of an exported table stand between semicolons."""
    units = AGENCIES.replace("call_sign: M1", "call_sign: Medic 1")
    chronicle = chronology(entry("x", "13:15", units="[medic, car]"), rest=units)
    record = brought_back(chronicle, tmp_path)
    assert [unit.call_sign for unit in record.units] == ["Medic 1", "12"]


def test_a_table_of_strangers_has_no_such_columns(tmp_path: Path) -> None:
    """A column `who` or `title` alone keeps its place among the words of the entry."""
    table = tmp_path / "log.csv"
    table.write_text("time,who,title,text\n2024-02-29 13:15,Lee,Chief,Words\n")
    wishes = Wishes(zone=ZoneInfo("America/Chicago"), zone_said=True, folder=tmp_path / "record")
    RecordFolder(tmp_path / "record").write(
        IMPORT_FORMATS["csv"].load().read([table], wishes), wishes, "log"
    )
    reading = read_record(tmp_path / "record")
    assert reading.record
    (found,) = reading.record.timeline
    assert (found.title, found.agency) == ("", "")
    assert found.text == "Words\nwho: Lee\ntitle: Chief"
