"""A file of another program opens at once, and is not saved."""

import tempfile
from pathlib import Path

import pytest

from incident_tui.opening import PROBLEMS, SOUND, UNREADABLE
from tests.cli.running import RECORD, run
from tests.exchange.imports.recording.sounds import samples, wav

LOG = "time,unit,text\n2024-02-29 13:15,E1,Fire showing\n"


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of temporary files."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.mark.smoke
@pytest.mark.parametrize("command", [[], ["open"], ["open", "--plain"]])
def test_a_log_opens_at_once(tmp_path: Path, scratch: Path, command: list[str]) -> None:
    """It is shown, the user learns how to keep it, and nothing is left behind."""
    path = tmp_path / "log.csv"
    path.write_text(LOG)
    result = run(*command, path, stdin=b"q\n")
    assert result.exit_code == SOUND
    assert "log.csv · not saved" in result.stdout
    assert "Fire showing" in result.stdout
    assert result.stderr.endswith(
        f"{path} is not saved; incident-tui import {path} FOLDER keeps it\n"
    )
    assert [*scratch.iterdir()] == []


def test_a_recording_is_imported_first(tmp_path: Path) -> None:
    """It takes minutes to read, and is heard only from inside the folder of its record."""
    path = tmp_path / "night.wav"
    path.write_bytes(wav(samples()))
    result = run(path)
    assert result.exit_code == UNREADABLE
    assert f"incident-tui import --from recording {path} FOLDER" in result.stderr


def test_a_folder_of_calls_opens_at_once(tmp_path: Path) -> None:
    """An archive of a recorder is no record, and opens all the same."""
    calls = tmp_path / "calls"
    calls.mkdir()
    (calls / "1.json").write_text('{"talkgroup": 1, "start_time": 1709234527}')
    result = run(calls)
    assert result.exit_code == SOUND
    assert "calls · not saved" in result.stdout


def test_rows_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    """Each with its place, behind what could be read."""
    path = tmp_path / "log.csv"
    path.write_text(LOG + "no time,E1,Fire\n")
    result = run(path)
    assert result.exit_code == SOUND
    assert f"{path}:3: `no time` is no time" in result.stderr


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("time,text\n13:15,Fire\n", PROBLEMS, "nothing says on which day this was"),
        ("time,text\n2024-02-30 13:15,Fire\n", UNREADABLE, "names no date of the calendar"),
    ],
)
def test_where_nothing_can_be_read_the_reason_is_told(
    tmp_path: Path, scratch: Path, text: str, code: int, words: str
) -> None:
    """Nothing is shown, and nothing is left behind."""
    path = tmp_path / "log.csv"
    path.write_text(text)
    result = run(path)
    assert (result.exit_code, result.stdout) == (code, "")
    assert words in result.stderr
    assert [*scratch.iterdir()] == []


def test_a_record_opens_as_before(tmp_path: Path) -> None:
    """Whatever the ending of its file."""
    for name in ("record.yaml", "record.txt"):
        (tmp_path / name).write_text(RECORD)
        result = run(tmp_path / name)
        assert (result.exit_code, result.stderr) == (SOUND, "")
        assert "not saved" not in result.stdout
