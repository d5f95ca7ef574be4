"""`--plain --follow` as a program: entries as they come, and nothing left behind."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from incident_tui.opening import SIGNALLED, UNREADABLE
from tests.cli.running import run
from tests.driving import call, folder_of
from tests.exchange.recorder.recording import record_call

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="programs end another way there")


@contextmanager
def following(
    *arguments: str | Path, temporary: Path | None = None
) -> Iterator["subprocess.Popen[str]"]:
    """The program, its output in a pipe."""
    command = [sys.executable, "-m", "incident_tui", *map(str, arguments)]
    environment = os.environ | ({"TMPDIR": str(temporary)} if temporary else {})
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, env=environment
    ) as program:
        try:
            yield program
        finally:
            program.kill()


def line_with(program: "subprocess.Popen[str]", words: str) -> str:
    """The next line with some words; waits for the line."""
    assert program.stdout
    return next(line for line in program.stdout if words in line)


@pytest.mark.thorough
@pytest.mark.parametrize("options", [("--plain", "--follow"), ("--follow",), ("open", "--follow")])
def test_the_newest_entry_is_printed_and_each_that_comes(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    """Without a terminal `--follow` is plain; Ctrl+C ends it."""
    folder = folder_of(tmp_path, [call(1, 50_000), call(2, 100)])
    with following(*options, folder) as program:
        assert line_with(program, "call number") == "call number 1\n"
        with (folder / "calls.jsonl").open("ab") as file:
            file.write(b"\n" + call(3, 200) + b"\n" + call(4, 50_001))
        assert line_with(program, "call number") == "call number 3\n"
        assert line_with(program, "call number") == "call number 4\n"
        program.send_signal(signal.SIGINT)
        assert program.wait(10) == 0


@pytest.mark.thorough
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_calls_of_a_recorder_are_printed_and_nothing_is_left(
    tmp_path: Path, number: signal.Signals
) -> None:
    """However it ends, the temporary record is gone."""
    root, temporary = tmp_path / "root", tmp_path / "temporary"
    temporary.mkdir()
    record_call(root, 1)
    with following("--plain", "--follow", root, temporary=temporary) as program:
        line_with(program, "19:22:20")
        record_call(root, 2)
        line_with(program, "19:22:27")
        assert [*temporary.iterdir()]
        program.send_signal(number)
        assert program.wait(10) == (0 if number == signal.SIGINT else SIGNALLED + number)
    assert not [*temporary.iterdir()]


def test_a_folder_that_is_none_of_a_recorder_is_refused(tmp_path: Path) -> None:
    """As without following."""
    (tmp_path / "notes.txt").write_text("notes")
    result = run("--plain", "--follow", tmp_path)
    assert result.exit_code == UNREADABLE
    assert "a folder without a record" in result.stderr


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    """With the exit code of every command."""
    result = run("--follow", tmp_path / "none.yaml")
    assert result.exit_code == UNREADABLE
    assert "no such file" in result.stderr


def test_where_the_reader_of_a_pipe_leaves_nothing_is_left(tmp_path: Path) -> None:
    """As by a signal: the temporary record is gone."""
    root, temporary = tmp_path / "root", tmp_path / "temporary"
    temporary.mkdir()
    record_call(root, 1)
    with following("--plain", "--follow", root, temporary=temporary) as program:
        line_with(program, "19:22:20")
        assert program.stdout
        program.stdout.close()
        record_call(root, 2)
        program.wait(30)
    assert not [*temporary.iterdir()]
