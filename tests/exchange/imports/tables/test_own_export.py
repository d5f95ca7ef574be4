"""A CSV that this program exported comes back: ids, times, parties, and the rest as text."""

import csv
import io
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from incident_tui.chronology.build import chronology_of
from incident_tui.exchange.exports.columns import EntryRow
from incident_tui.exchange.imports.csv.log import look, read
from incident_tui.exchange.imports.landing.folder import RecordFolder
from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.opening import SOUND
from incident_tui.record.reading import read_record
from incident_tui.samples import data_folder
from tests.cli.running import run
from tests.exchange.imports.imported import rejected, section

UNSAID = Wishes()
CHICAGO = Wishes(zone=ZoneInfo("America/Chicago"), zone_said=True)
MOMENT = {
    "id": "e",
    "kind": "note",
    "time": "13:12~",
    "notation": "13:12~",
    "earliest": "2024-02-29T13:09:00-06:00",
    "latest": "2024-02-29T13:15:59.999-06:00",
    "sort_time": "2024-02-29T13:12:00-06:00",
    "text": "Fire",
}


def entry_of(folder: Path, wishes: Wishes = UNSAID, **cells: str) -> dict[str, Any]:
    """The entry of a table with one row, from the columns of an export."""
    text = io.StringIO()
    table = csv.DictWriter(text, EntryRow._fields, extrasaction="ignore")
    table.writeheader()
    table.writerow(MOMENT | cells)
    path = folder / "export.csv"
    path.write_text(text.getvalue())
    found = list(read([path], wishes))
    assert rejected(found) == []
    assert any(
        "--timezone" in looked.open for looked in look([path], wishes)
    )  # which a date alone would need
    [entry] = section(found, "timeline")
    return entry


def at_of(entry: dict[str, Any]) -> str:
    """The form of the time of an entry."""
    time = entry["time"]
    return str(time if isinstance(time, str) else time["at"])


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, "2024-02-29T13:12-06:00~"),
        ({"notation": "2024-02-29T13:12:07"}, "2024-02-29T13:12:07-06:00"),
        ({"notation": "2024-02-29T19:12:07Z"}, "2024-02-29T19:12:07Z"),
        ({"notation": "2024-02-29?"}, "2024-02-29?"),
        ({"notation": "q2 +2m~"}, "q2 +2m~"),
        ({"notation": "13:00..13:12~"}, "2024-02-29T13:00-06:00..2024-02-29T13:12-06:00~"),
        ({"notation": "13:00.."}, "2024-02-29T13:00-06:00.."),
        ({"notation": "13:12/13:15"}, "2024-02-29T13:12-06:00/2024-02-29T13:15-06:00"),
        # About a few minutes past midnight: the bounds begin the day before.
        (
            {
                "notation": "00:02~",
                "earliest": "2024-02-29T23:57:00-06:00",
                "sort_time": "2024-03-01T00:02:00-06:00",
            },
            "2024-03-01T00:02-06:00~",
        ),
        # Without a notation, and without a time: what the order of entries says.
        ({"notation": ""}, f"{MOMENT['earliest']}..{MOMENT['latest']}"),
        ({"notation": "unplaced"}, f"{MOMENT['earliest']}..{MOMENT['latest']}"),
        ({"notation": "unplaced", "latest": ""}, f"{MOMENT['earliest']}.."),
        ({"notation": "unplaced", "earliest": "", "latest": ""}, "unplaced"),
        (
            {"notation": "1815-06-18T11:30", "sort_time": "1815-06-18T17:20:36+00:00"},
            "1815-06-18T11:30",
        ),
    ],
)
def test_a_time_is_that_of_the_record(tmp_path: Path, cells: dict[str, str], expected: str) -> None:
    """As vague as it was written, and on the day that the other columns say."""
    assert at_of(entry_of(tmp_path, UNSAID, **cells)) == expected


def test_in_the_zone_of_the_record_an_offset_is_left_out(tmp_path: Path) -> None:
    """The time is that of the record's zone, and is written as one is."""
    assert at_of(entry_of(tmp_path, CHICAGO)) == "2024-02-29T13:12~"


def test_an_older_table_says_its_moment_otherwise(tmp_path: Path) -> None:
    """The column was named `best`, and the agencies stood in one column."""
    path = tmp_path / "old.csv"
    path.write_text(
        "id,kind,time,notation,stated,earliest,latest,best,agencies,text\n"
        "e,note,00:06,00:06,,2024-02-29T00:06:00-06:00,2024-02-29T00:06:59.999-06:00,"
        "2024-02-29T00:06:00-06:00,IPD; KCPD,x\n"
    )
    [entry] = section(read([path], Wishes()), "timeline")
    assert (at_of(entry), entry["agency"]) == ("2024-02-29T00:06-06:00", "IPD")
    assert entry["agencies"] == ["KCPD"]


def test_each_column_has_its_field(tmp_path: Path) -> None:
    """What a record has a field for stands there, and the rest in the text under its name."""
    entry = entry_of(
        tmp_path,
        kind="radio_call",
        stated="about 1:12",
        time_basis="heard",
        who="IPD",
        concerns="KCPD; IPD",
        units="E1; E2",
        speaker="Engine 1",
        addressed_to="Command",
        channel="TAC 2",
        talkgroup="1105",
        location="1 Weir Lane",
        title="T",
        verbatim="true",
        weight="key",
        tags="emergency; mayday",
        effects="officer → critical",
        cites="art:L13",
        known_latest="2024-03-02T23:59:59.999-06:00",
    )
    assert entry == {
        "id": "e",
        "kind": "radio_call",
        "time": {"at": "2024-02-29T13:12-06:00~", "stated": "about 1:12", "basis": "heard"},
        "title": "T",
        "text": "Fire\ncites: art:L13\neffects: officer → critical",
        "agency": "IPD",
        "agencies": ["KCPD"],
        "units": ["E1", "E2"],
        "speaker": {"label": "Engine 1", "addressed_to": "Command"},
        "channel": {"talkgroup_tag": "TAC 2", "talkgroup": "1105"},
        "location": entry["location"],
        "tags": ["emergency", "mayday"],
        "verbatim": True,
        "weight": "key",
        "known": "..2024-03-02T23:59:59.999-06:00",
        "cite": "export.csv:L2",
    }


def test_a_notation_at_fault_is_rejected(tmp_path: Path) -> None:
    """With the words for a time of a record, and the row."""
    path = tmp_path / "export.csv"
    path.write_text("id,kind,time,notation,earliest,latest,text\ne,note,25:00,25:00,,,x\n")
    [fault] = rejected(read([path], Wishes()))
    assert "hours go to 23" in fault.reason
    assert fault.raw == "e,note,25:00,25:00,,,x"


@pytest.mark.parametrize(
    "name", ["independence-2024-02-22", "independence-2024-02-29", "union-station-2024-02-14"]
)
def test_a_bundled_record_comes_back_with_its_times(tmp_path: Path, name: str) -> None:
    """Every entry with its id, on its day, and never narrower than it was."""
    record, path = data_folder() / f"{name}.yaml", tmp_path / "export.csv"
    assert run("export", record, "--to", "csv", "-o", path).exit_code == SOUND
    outcome = RecordFolder(tmp_path / "record").write(read([path], CHICAGO), CHICAGO, "x")
    assert outcome.rejected == 0
    before = chronology_of(read_record(record))
    after = chronology_of(read_record(tmp_path / "record"))
    assert after.problems == ()
    old, new = (
        {
            entry.id: chronology.placements[position]
            for position, entry in enumerate(chronology.entries)
        }
        for chronology in (before, after)
    )
    assert old.keys() == new.keys()
    for identifier, placement in old.items():
        found = new[identifier]
        if found.earliest is not None:
            assert placement.earliest is not None
            assert found.earliest <= placement.earliest
        if found.latest is not None:
            assert placement.latest is not None
            assert found.latest >= placement.latest
