"""`new`: what is written, what is said, and that nothing is written over."""

import json
import os
import shlex
import sys
from pathlib import Path

import pytest

from incident_tui.exchange.schema import schema_of_record
from incident_tui.opening import SOUND, UNREADABLE
from tests.cli.running import WRONG_USE, run

FILES = ["incident-record.schema.json", "record.yaml"]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that each test runs in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", ["my-record", "a/b/c", "a b", ".", "check", "-x", "日本"])
def test_a_record_is_written_that_the_next_commands_take(name: str) -> None:
    """Folders are made, files are named, and what is said to come next works as it stands."""
    result = run("new", "--", name)
    assert (result.exit_code, result.stderr) == (SOUND, "")
    assert sorted(os.listdir(name)) == FILES
    lines = result.stdout.splitlines()
    wrote = [line.removeprefix("wrote ") for line in lines[:2]]
    assert sorted(map(os.path.basename, wrote)) == FILES
    assert all(os.path.isfile(path) for path in wrote)
    assert lines[2].startswith("it is an example: take `exercise: true` out")
    check, show = (shlex.split(line.removeprefix("next:"))[1:] for line in lines[3:])
    assert run(*check, "--strict").exit_code == SOUND
    assert run(*show).stdout.startswith("EXERCISE · Example: smoke in a stairwell · ")


def test_options_stand_in_the_record() -> None:
    """Title, date and zone are those of the user."""
    assert run("new", "x", "--title", "A: b", "--date", "2025-01-02", "--timezone", "UTC").stdout
    assert run("show", "x").stdout.startswith("EXERCISE · A: b · Thu 2 Jan 2025 UTC\n")


def test_a_minimal_record_is_no_exercise() -> None:
    """It has the title, date and zone of the user, is sound, and says nothing of an example."""
    asked = ("--title", "A: b", "--date", "2025-01-02", "--timezone", "UTC")
    result = run("new", "x", "--minimal", *asked)
    assert (result.exit_code, len(result.stdout.splitlines())) == (SOUND, 4)
    assert sorted(os.listdir("x")) == FILES
    assert run("check", "x", "--strict").exit_code == SOUND
    assert run("show", "x").stdout.startswith("A: b · Thu 2 Jan 2025 UTC\n")
    assert len(Path("x/record.yaml").read_text("utf-8").splitlines()) < 30


def test_the_schema_lies_beside_the_record() -> None:
    """The first line of the record leads an editor to it."""
    run("new", "x")
    first = Path("x/record.yaml").read_text("utf-8").partition("\n")[0]
    schema = Path("x", first.partition("$schema=")[2])
    assert json.loads(schema.read_text("utf-8")) == schema_of_record()


@pytest.mark.parametrize("name", ["record.yaml", "record.yml", "incident-record.schema.json"])
def test_nothing_is_written_over(name: str) -> None:
    """A folder that has any of it is left as it is."""
    Path("x").mkdir()
    Path("x", name).write_text("mine")
    result = run("new", "x")
    assert (result.exit_code, result.stdout) == (UNREADABLE, "")
    assert result.stderr == f"{Path('x', name)} is there already; name another folder\n"
    assert os.listdir("x") == [name]
    assert Path("x", name).read_text() == "mine"


def test_other_files_stay_beside_it() -> None:
    """A folder may have other files in it already."""
    Path("x").mkdir()
    Path("x/calls.jsonl").touch()
    assert run("new", "x").exit_code == SOUND
    assert sorted(os.listdir("x")) == ["calls.jsonl", *FILES]


@pytest.mark.skipif(sys.platform == "win32", reason="other words there")
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("file", "file cannot be written: file exists\n"),
        ("file/x", "file/x cannot be written: not a directory\n"),
        ("a\x07" + "x" * 300, f"a␇{'x' * 300} cannot be written: file name too long\n"),
    ],
)
def test_what_cannot_be_written_is_said(name: str, said: str, folder: Path) -> None:
    """Why not, and no traceback."""
    Path("file").touch()
    result = run("new", name)
    assert (result.exit_code, result.stdout, result.stderr) == (UNREADABLE, "", said)
    assert os.listdir(folder) == ["file"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["x", "--date", "2024-02-30"], "`date`: `2024-02-30` is no date of the calendar"),
        (["x", "--timezone", "\x1b[31m"], "`␛[31m` is no IANA time zone; write one such as"),
        ([""], "name a folder, such as my-record"),
        ([], "Missing argument 'FOLDER'"),
    ],
)
def test_wrong_use_writes_nothing(arguments: list[str], said: str, folder: Path) -> None:
    """A date or zone that cannot be, or no folder, is a mistake in the command."""
    result = run("new", *arguments)
    assert (result.exit_code, result.stdout) == (WRONG_USE, "")
    assert said in result.stderr
    assert os.listdir(folder) == []
