"""A new record has the zone that every time of its log names, and no other."""

from pathlib import Path

import pytest

from incident_tui.opening import SOUND
from incident_tui.record.model import Incident
from incident_tui.record.reading import read_record
from tests.cli.running import run


def incident_of(tmp_path: Path, text: str, *options: str) -> Incident:
    """The incident of a record of a log, which a second import does not change."""
    path, folder = tmp_path / "log.csv", tmp_path / "record"
    path.write_text(text, "utf-8")
    assert run("import", "--from", "csv", *options, path, folder).exit_code == SOUND
    before = (folder / "record.yaml").read_bytes()
    assert run("import", "--from", "csv", *options, path, folder).exit_code == SOUND
    assert (folder / "record.yaml").read_bytes() == before
    assert run("check", folder).exit_code == SOUND
    record = read_record(folder).record
    assert record is not None
    return record.incident


EAST = "time,text\n2024-02-29 23:15-05:00,a\n2024-03-01 01:00-05:00,b\n"


@pytest.mark.parametrize(
    ("text", "options", "zone", "date"),
    [
        (EAST, (), "Etc/GMT+5", "2024-02-29"),
        (f"{EAST}2024-02-28,c\n", (), "Etc/GMT+5", "2024-02-28"),
        (EAST.replace("-05:00", " EST"), (), "Etc/GMT+5", "2024-02-29"),
        ("time,text\n2024-03-01 01:15+09:00,a\n", (), "Etc/GMT-9", "2024-03-01"),
        ("time,tz,text\n2024-07-01 23:15,America/Chicago,a\n", (), "America/Chicago", "2024-07-01"),
        ("Time (ET),text\n2024-07-01 23:15,a\n", (), "America/New_York", "2024-07-01"),
        # The user's words come first.
        (EAST, ("--timezone", "America/New_York"), "America/New_York", "2024-02-29"),
        # UTC is no evidence; no time may disagree, or leave the zone open; no zone has minutes.
        (EAST.replace("-05:00", "Z"), (), "UTC", "2024-02-29"),
        (f"{EAST}2024-07-01 12:00-04:00,c\n", (), "UTC", "2024-03-01"),
        (f"{EAST}2024-02-29 23:30,c\n", (), "UTC", "2024-02-29"),
        (f"{EAST}1709234107,c\n", (), "UTC", "2024-02-29"),
        (EAST.replace("-05:00", "+05:30"), (), "UTC", "2024-02-29"),
    ],
)
def test_the_zone_is_the_one_that_all_times_name(
    tmp_path: Path, text: str, options: tuple[str, ...], zone: str, date: str
) -> None:
    """An offset is the zone that keeps it, a name is itself, and the day is one of its clocks."""
    incident = incident_of(tmp_path, text, *options)
    assert (incident.timezone, str(incident.date)) == (zone, date)


def test_an_inferred_zone_is_told_and_marked(tmp_path: Path) -> None:
    """The basis says from what; a later time without a zone does not make it certain."""
    incident = incident_of(tmp_path, EAST)
    assert incident.timezone_basis == "inferred from -05:00 in every time that was imported"
    path = tmp_path / "log.csv"
    result = run("import", "--from", "csv", path, tmp_path / "other")
    assert "the zone of the record is Etc/GMT+5, inferred from -05:00" in result.stdout
    assert "UTC is assumed" not in result.stdout
    later = tmp_path / "later.csv"
    later.write_text("time,text\n2024-02-29 13:15,a\n", "utf-8")
    result = run("import", "--from", "csv", later, tmp_path / "record")
    assert "times without a zone are read in Etc/GMT+5" in result.stdout
    later.write_text("datetime,message,timestamp_desc\n2024-02-29T13:15:00,a,b\n", "utf-8")
    assert run("import", "--from", "timesketch", later, tmp_path / "record").exit_code == SOUND
    record = read_record(tmp_path / "record").record
    assert record is not None
    assert record.timeline[-1].time.basis == "no zone is given; read as Etc/GMT+5"
