"""The options that filter: the same for what is printed and for what is exported."""

import csv
import io
from pathlib import Path

import pytest

from tests.cli.running import RECORD, WRONG_USE, record_in, run, shown
from tests.notes.noting import note, with_log

OPTIONS = (
    ["--agency", "ipd"],
    ["--agency", "the locals", "--kind", "radio_call"],
    ["--source", "s", "--since", "13:18"],
    ["--until", "13:18"],
    ["--search", "entry"],
    ["--search", "//N.body"],
)


@pytest.mark.parametrize("options", OPTIONS, ids=" ".join)
def test_export_has_the_entries_that_show_has(options: list[str]) -> None:
    """Whatever the options ask for; the table names the filters."""
    result = run("export", "-", "--to", "csv", *options, stdin=RECORD.encode())
    assert result.exit_code == 0
    rows = [*csv.DictReader(io.StringIO(result.stdout, newline=""))]
    entries = [one["id"] for one in shown(*options)["entries"]]
    assert [row["id"] for row in rows] == entries != []
    assert all(f" · {len(entries)} of 4 entries · " in row["part"] for row in rows)


@pytest.mark.parametrize("name", ["json"])
def test_a_format_that_cannot_be_narrowed_refuses_filters(name: str) -> None:
    """With the formats that can be."""
    result = run("export", "-", "--to", name, "--agency", "ipd", stdin=RECORD.encode())
    assert (result.exit_code, result.stdout) == (WRONG_USE, "")
    assert f"--to {name} cannot be narrowed" in result.stderr
    assert "markdown, html, ics214, csv, xlsx, timesketch, timelinejs, ical" in " ".join(
        result.stderr.split()
    )


def test_a_value_that_the_record_has_not_is_a_mistake() -> None:
    """As with `show`."""
    result = run("export", "-", "--to", "csv", "--agency", "ipt", stdin=RECORD.encode())
    assert result.exit_code == WRONG_USE
    assert "did you mean ipd?" in result.stderr


def test_a_narrowed_table_is_imported_without_its_filters(tmp_path: Path) -> None:
    """The column that names the filters tells of the file, and goes into no entry."""
    path = record_in(tmp_path)
    table = tmp_path / "part.csv"
    exported = run("export", path, "--to", "csv", "--kind", "note", "-o", table)
    assert exported.exit_code == 0
    imported = run(
        "import", "--from", "csv", table, tmp_path / "new", "--timezone", "America/Chicago"
    )
    assert imported.exit_code == 0, imported.stderr
    written = (tmp_path / "new" / "record.yaml").read_text("utf-8")
    assert "Nobody said" in written
    assert "only notes" not in written


def test_filters_marks_and_notes_hold_together(tmp_path: Path) -> None:
    """A table has the notes beside the entries that are left, and names every filter."""
    notes = (note("Who?", "e1"), note("When?", "e3", chance=1), note("Why?", "e4", chance=2))
    path = with_log(record_in(tmp_path), *notes, incident="i")
    asked = ["--only-marked", "--kind", "note", "--until", "14:30", "--search", "nobody"]
    result = run("export", path, "--to", "csv", "--notes", *asked)
    (row,) = csv.DictReader(io.StringIO(result.stdout, newline=""))
    assert [*row][-2:] == ["reviewer_notes", "part"]
    assert (row["id"], row["reviewer_notes"].endswith("UTC: When?")) == ("e3", True)
    for words in ("only marked", "only notes", "until 14:30", "“nobody”", "1 of 4 entries"):
        assert words in row["part"]
    printed = run("show", path, "--notes", "--format", "csv", *asked).stdout
    table = csv.DictReader(io.StringIO(printed, newline=""))
    assert [one["id"] for one in table if one["part"] == "entries"] == ["e3"]
