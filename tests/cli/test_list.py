"""What `list` says of a folder: its records, and what is wrong with what is none."""

import csv
import io
import json
from pathlib import Path

import pytest

from incident_tui.cli.printing import FORMATS
from incident_tui.opening import SOUND, UNREADABLE
from incident_tui.samples import bundled_record
from tests.cli.running import ODD, QUOTED, RECORD, WRONG_USE, record_in, run

BROKEN = "- incident-record/1\n"


def test_records_are_listed_with_their_heads() -> None:
    """Date, who came to harm, entries, problems, file and title, the oldest first."""
    result = run("list", bundled_record().parent)
    assert result.exit_code == SOUND
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()[1:]]
    assert lines[0] == "date casualties entries problems record title"
    assert lines[3] == (
        "2024-02-29 3/0/1 40 0 independence-2024-02-29.yaml"
        " Officer and process server killed during an eviction"
    )
    assert lines[4].startswith("2025-10-17 2/11/0 62+ 0+ exercise EXERCISE · ")


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_no_record_is_listed_with_what_is_wrong(form: str, tmp_path: Path) -> None:
    """In every format; its text is no command to the terminal."""
    record_in(tmp_path, RECORD.replace("Shots at a house", QUOTED), "a.yaml")
    record_in(tmp_path, BROKEN, "b.yaml")
    result = run("list", tmp_path, "--format", form)
    assert (result.exit_code, result.stderr) == (SOUND, "")
    assert "a list, where a record is a mapping" in result.stdout
    assert "a.yaml" in result.stdout
    assert not set(result.stdout) & set("\x1b\x07\x9b\x7f\u202e")


def test_a_script_reads_the_same(tmp_path: Path) -> None:
    """JSON, JSON Lines and CSV tell of the same records."""
    record_in(tmp_path, RECORD.replace("Shots at a house", QUOTED), "a.yaml")
    record_in(tmp_path, BROKEN, "b.yaml")
    told = json.loads(run("list", tmp_path, "--format", "json").stdout)
    assert told["folder"] == str(tmp_path)
    sound, broken = told["records"]
    assert sound == {
        "path": str(tmp_path / "a.yaml"),
        "date": "2024-02-29",
        "title": ODD,
        "exercise": False,
        "casualties": {"responder": 1, "public": 0, "suspect": 0},
        "entries": 4,
        "calls": False,
        "problems": 0,
        "wrong": None,
    }
    assert (broken["title"], broken["problems"]) == (None, 1)
    assert {*broken["casualties"].values()} == {None}
    lines = run("list", tmp_path, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines[1:]] == [
        {"part": "records", **one} for one in told["records"]
    ]
    table = [*csv.DictReader(io.StringIO(run("list", tmp_path, "--format", "csv").stdout))]
    assert [row["path"] for row in table] == [one["path"] for one in told["records"]]
    assert [row["casualties_responder"] for row in table] == ["1", ""]


@pytest.mark.parametrize(("sort", "names"), [("date", "ba"), ("title", "ab"), ("entries", "ba")])
def test_records_are_sorted(sort: str, names: str, tmp_path: Path) -> None:
    """By what is asked for; numbers fall."""
    fewer = RECORD.replace("  - {id: e4, kind: note", "  # {").replace("2024-02-29", "2024-03-01")
    record_in(tmp_path, fewer.replace("Shots", "A"), "a.yaml")
    record_in(tmp_path, RECORD.replace("Shots", "B"), "b.yaml")
    told = json.loads(run("list", tmp_path, "--sort", sort, "--format", "json").stdout)
    assert "".join(Path(one["path"]).stem for one in told["records"]) == names


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_folder_says_so(form: str, tmp_path: Path) -> None:
    """Nothing to list is no error, and is told from nothing read."""
    result = run("list", tmp_path, "--format", form)
    assert (result.exit_code, result.stderr) == (
        SOUND,
        f"{tmp_path}: no record in this folder\n",
    )


@pytest.mark.parametrize(
    ("name", "said"), [("missing", "no such file or directory"), ("file", "not a directory")]
)
def test_what_is_no_folder_cannot_be_listed(name: str, said: str, tmp_path: Path) -> None:
    """The program says why, and ends with the code for what cannot be read."""
    (tmp_path / "file").touch()
    result = run("list", tmp_path / name)
    assert (result.exit_code, result.stdout) == (UNREADABLE, "")
    assert result.stderr == f"{tmp_path / name}: cannot be read: {said}\n"


def test_an_unknown_order_is_a_mistake() -> None:
    """The ones that there are, are named."""
    result = run("list", "--sort", "size")
    assert result.exit_code == WRONG_USE
    assert "'casualties'" in result.stderr
