"""The command line: what `check` says of records, and with which exit code it ends."""

import sys
from pathlib import Path

import pytest

from incident_tui.opening import PROBLEMS, SOUND, UNREADABLE
from tests.cli.running import FLAWED, QUOTED, RECORD, WRONG_USE, record_in, run


@pytest.mark.parametrize(
    ("text", "code", "stdout", "stderr"),
    [
        (RECORD, SOUND, "{path}: sound, 4 entries\n", ""),
        ("\ufeff" + RECORD, SOUND, "", "{path}:1:1: warning: begins with a byte-order mark"),
        (RECORD.replace("\n", "\r\n"), SOUND, "", "{path}:1: warning: lines end in CR LF"),
        (FLAWED, PROBLEMS, "", "{path}:18:1: unknown key `timelin`; did you mean `timeline`?"),
        ("", PROBLEMS, "", "{path}:1:1: empty; begin with `format: incident-record/1`"),
        ("- a\n- b\n", PROBLEMS, "", "{path}:1:1: a list, where a record is a mapping"),
        ("a: [", PROBLEMS, "", "{path}:"),
        (None, UNREADABLE, "", "{path}: cannot be read: no such file or directory"),
    ],
    ids=["sound", "BOM", "CRLF", "flawed", "empty", "list", "no YAML", "missing"],
)
def test_check_says_what_is_wrong_and_where(
    text: str | None, code: int, stdout: str, stderr: str, tmp_path: Path
) -> None:
    """Problems are printed as path:line:column, and the exit code says how bad it is."""
    path = tmp_path / "record.yaml"
    if text is not None:
        record_in(tmp_path, text)
    result = run("check", path)
    assert result.exit_code == code
    assert result.stdout == stdout.format(path=path)
    assert result.stderr.startswith(stderr.format(path=path))
    assert "Traceback" not in result.stderr


def test_check_goes_through_every_path(tmp_path: Path) -> None:
    """One bad record hides no other; the worst decides the exit code."""
    sound = record_in(tmp_path, name="sound.yaml")
    flawed = record_in(tmp_path, FLAWED, name="flawed.yaml")
    twice = record_in(tmp_path, FLAWED + "agences: []\n", name="twice.yaml")
    missing, folder = tmp_path / "missing.yaml", tmp_path / "folder"
    folder.mkdir()
    result = run("check", missing, folder, flawed, sound, twice)
    assert result.exit_code == UNREADABLE
    assert result.stdout == f"{sound}: sound, 4 entries\n"
    starts = [f"{missing}: cannot be read", f"{folder}: a folder without a record"]
    starts += [f"{flawed}:18:1: ", f"{twice}:18:1: ", f"{twice}:19:1: "]
    lines = result.stderr.splitlines()
    assert all(line.startswith(start) for line, start in zip(lines, starts, strict=True))
    assert run("check", sound, flawed, sound).exit_code == PROBLEMS
    assert run("check", sound, sound).exit_code == SOUND


def test_check_wants_a_path() -> None:
    """Checking nothing is a mistake in the command, and not a sound record."""
    assert run("check").exit_code == WRONG_USE


def test_check_reports_times_that_cannot_be(tmp_path: Path) -> None:
    """What is found wrong when entries are placed is reported like what is read."""
    path = record_in(tmp_path, RECORD.replace("time: 14:00", "time: e3 +2m"))
    result = run("check", path)
    assert result.exit_code == PROBLEMS
    assert result.stderr.startswith(f"{path}:11:")


def test_no_text_of_a_record_is_a_command_to_the_terminal() -> None:
    """Escape sequences, controls and overrides are printed as text, and markup stays markup."""
    text = FLAWED.replace("timelin", QUOTED).replace("kind: action", f"kind: {QUOTED}")
    for word in ("Shots at a house", "Nobody said", "an officer", "IPD", "the locals"):
        text = text.replace(word, QUOTED)
    text = text.replace("id: court", f"id: {QUOTED}").replace("agency: court", "agency: ipd")
    result = run("check", "-", stdin=text.encode())
    printed = result.stdout + result.stderr
    assert not set(printed) & set("\x1b\x07\x9b\x7f\u202e")
    assert "[bold]x[/] :smile:" in printed
    assert "Traceback" not in printed


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
@pytest.mark.parametrize("text", [None, RECORD, FLAWED], ids=["missing", "sound", "flawed"])
def test_no_name_of_a_file_is_a_command_to_the_terminal(text: str | None, tmp_path: Path) -> None:
    """A path is printed like any other text of a stranger."""
    path = tmp_path / "a\x07\u202eb.yaml"
    if text is not None:
        path.write_bytes(text.encode())
    result = run("check", path)
    assert f"{tmp_path}/a␇‹U+202E›b.yaml:" in result.stdout + result.stderr
