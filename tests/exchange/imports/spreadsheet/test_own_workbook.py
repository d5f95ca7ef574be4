"""A workbook that this program exported comes back: to its own record, and to a new one."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from incident_tui.chronology.histories import Clock
from incident_tui.exchange.imports.spreadsheet.choice import is_exported
from incident_tui.opening import PROBLEMS, SOUND
from incident_tui.record.model import Record
from incident_tui.record.reading import read_record
from incident_tui.review.lens import Lens
from incident_tui.samples import data_folder
from tests.cli.running import run
from tests.exchange.exports.exported import exported_bytes
from tests.exchange.exports.reports import Make, exercise, independence
from tests.exchange.exports.workbooks import grids_in, whole
from tests.exchange.imports.spreadsheet.workbooks import workbook

PATHS: dict[Make, Path] = {
    independence: data_folder() / "independence-2024-02-29.yaml",
    exercise: data_folder() / "exercise" / "record.yaml",
}
COMPARED = (
    *("kind", "title", "agency", "agencies", "units", "people", "location", "speaker", "grade"),
    *("sic", "milestone"),
)
"""Fields of an entry that come back as they were."""
Rows = list[dict[str, Any]]
every_record = pytest.mark.parametrize("make", PATHS)


def record_in(folder: Path, make: Make) -> Path:
    """A folder with a copy of a bundled record."""
    folder.mkdir()
    (folder / "record.yaml").write_bytes(PATHS[make].read_bytes())
    for calls in PATHS[make].parent.glob("*.jsonl"):
        (folder / calls.name).write_bytes(calls.read_bytes())
    return folder


def edited(make: Make, edit: Callable[[Rows], object]) -> bytes:
    """A workbook of a record, after changes of the rows of its first sheet."""
    grids = grids_in(whole(make))
    head, *cells = grids["Timeline"]
    titles = [str(title).partition(" [")[0] for title in head]
    rows = [dict(zip(titles, row, strict=True)) for row in cells]
    edit(rows)
    grids["Timeline"] = [head, *([row.get(title, "") for title in titles] for row in rows)]
    sheets = {
        name: [[None if cell == "" else cell for cell in row] for row in grid]
        for name, grid in grids.items()
    }
    return workbook(sheets, strings_to_formulas=False, strings_to_urls=False)


def imported(folder: Path, content: bytes, record: Path, exit_code: int = SOUND) -> list[str]:
    """The lines that an import prints."""
    path = folder / "export.xlsx"
    path.write_bytes(content)
    result = run("import", path, record, "--yes", "--timezone", "America/Chicago")
    assert result.exit_code == exit_code, result.output
    return result.stdout.splitlines()


def entries_of(folder: Path) -> Record:
    """The record in a folder."""
    record = read_record(folder).record
    assert record is not None
    return record


@pytest.mark.thorough
@every_record
def test_an_unchanged_workbook_adds_nothing(tmp_path: Path, make: Make) -> None:
    """Each entry and the zone are there; sheets that follow from the record are passed over."""
    record = record_in(tmp_path / "record", make)
    lines = imported(tmp_path, whole(make), record)
    count = Lens(make()).count + 1
    assert f"kept 0, already there {count}, rejected 0" in lines[0]
    assert lines[1].endswith(": made from the record")
    assert (record / "record.yaml").read_bytes() == PATHS[make].read_bytes()


@pytest.mark.thorough
def test_a_workbook_says_the_zone_and_the_day_of_a_new_record(tmp_path: Path) -> None:
    """Its columns of moments name the zone: nobody is asked, and a second import adds nothing."""
    path, folder = tmp_path / "export.xlsx", tmp_path / "record"
    path.write_bytes(whole(exercise))
    assert run("import", "--preview", path).stdout.count("--timezone") == 1  # another can be named
    first = run("import", path, folder, "--yes")
    assert "the zone of the record is America/Chicago, inferred from the titles" in first.stdout
    incident = entries_of(folder).incident
    assert (incident.timezone, str(incident.date)) == ("America/Chicago", "2025-10-17")
    assert "kept 0" in run("import", path, folder, "--yes").stdout


def test_a_workbook_of_a_moment_withholds_and_adds_nothing(tmp_path: Path) -> None:
    """Rows without words, of what was not known yet, differ in nothing."""
    lens = Lens(independence(), moment=0, clock=Clock.KNOWN)
    content = exported_bytes("xlsx", lens)
    assert any("not known" in str(row) for row in grids_in(content)["Timeline"])
    record = record_in(tmp_path / "record", independence)
    assert "kept 0" in imported(tmp_path, content, record)[0]


def test_changes_are_told_and_the_record_stays(tmp_path: Path) -> None:
    """Field by field, and kept beside the record; new rows are added."""

    def edit(rows: Rows) -> None:
        rows[0]["text"] += " And more."
        rows[1] |= {"notation": "20:59", "weight": "key", "unit_ids": ""}
        rows.append(
            {"text": "Typed", "exact_time": dt.datetime(2024, 2, 29, 14, 1), "units": "E77"}
        )
        rows.append({"id": "typed", "kind": "observation", "notation": "13:30~", "text": "By hand"})
        rows.append({"id": "No entry follows."})

    record = record_in(tmp_path / "record", independence)
    before = entries_of(record)
    content = edited(independence, edit)
    lines = imported(tmp_path, content, record, PROBLEMS)
    first, second = before.timeline[:2]
    told = [line.partition("#")[2] for line in lines if "stays" in line]
    own = f"the record's own entry `{first.id}` stays; the table differs in text: "
    assert told[0].startswith(f"Timeline:2: timeline: {own}")
    assert told[0].endswith(" And more.`")
    assert "notation: `13:00..13:12~` → `20:59`" in told[1]
    after = entries_of(record)
    assert after.timeline[:2] == (first, second)
    typed = {entry.text: entry for entry in after.timeline[len(before.timeline) :]}
    assert {text: str(entry.time) for text, entry in typed.items()} == {
        "Typed": "2024-02-29T14:01-06:00",
        "By hand": "13:30~",
    }
    assert typed["By hand"].id == "typed"
    assert (record / "rejected.jsonl").read_text().count("the table differs in") == 2
    assert run("check", record).exit_code == SOUND
    again = imported(tmp_path, content, record, PROBLEMS)
    assert "kept 0" in again[0]
    assert [line.partition("#")[2] for line in again if "stays" in line] == told


@pytest.mark.thorough
@every_record
def test_a_new_record_has_the_entries(tmp_path: Path, make: Make) -> None:
    """With ids, times as vague, parties and places by their ids; a second import adds nothing."""
    record = tmp_path / "record"
    lines = imported(tmp_path, whole(make), record)
    assert "rejected 0" in lines[0]
    assert run("check", record).exit_code == SOUND
    before = {entry.id: entry for entry in make().entries}
    after = {entry.id: entry for entry in entries_of(record).timeline}
    assert after.keys() == before.keys()
    for identifier, entry in after.items():
        known = before[identifier]
        for field in COMPARED:
            assert getattr(entry, field) == getattr(known, field), (identifier, field)
        assert (entry.time.stated, entry.time.after) == (known.time.stated, known.time.after)
        assert entry.text.startswith(known.text.split("\n")[0])
    kept = (record / "record.yaml").read_bytes()
    assert "kept 0" in imported(tmp_path, whole(make), record)[0]
    assert (record / "record.yaml").read_bytes() == kept


@every_record
def test_the_sheets_beside_the_entries_are_known(make: Make) -> None:
    """Each by its name, also where a table goes on in a further sheet."""
    first, *others = grids_in(whole(make))
    assert first == "Timeline"
    assert all(map(is_exported, others))
    assert is_exported("Units 2")
    assert not is_exported("Timeline 2")
    assert not is_exported("My notes")
