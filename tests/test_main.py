"""The way in: what is opened at once, and what the command line looks at first."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from incident_tui.__main__ import _is_record
from incident_tui.samples import bundled_record
from tests.cli.running import process
from tests.pseudo_terminal import on_terminal
from tests.thorough import thorough

_INTERRUPTED = """
import os, signal, sys
from incident_tui.__main__ import main

class Interrupt:
    def find_spec(self, name, *_):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupt())
sys.argv = ["incident-tui", *{arguments!r}]
main()
"""
"""The program, which gets Ctrl+C as it comes to load a module."""


@pytest.mark.parametrize(
    ("argument", "is_record"),
    [
        ("record.yaml", True),
        ("folder/", True),
        (".", False),  # a folder without a record
        ("calls.csv", False),  # of another program, or missing
        ("check", False),  # a command; a file of that name is ./check
        ("-", False),  # standard input
        ("--version", False),
        ("--at=13.00", False),
    ],
)
def test_only_what_can_be_nothing_but_a_record_is_opened_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, argument: str, is_record: bool
) -> None:
    """Commands, options and files of other programs go to the command line."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "record.yaml").touch()
    monkeypatch.chdir(tmp_path)
    assert _is_record(argument) is is_record


@pytest.mark.smoke
@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ([], 0, "Officer and process server killed during an eviction"),
        (["exercise"], 0, "EXERCISE · Exercise: chemical leak and fire at a swimming hall"),
        (["--version"], 0, "incident-tui"),
        (["./missing.yaml"], 2, "missing.yaml: cannot be read: no such file or directory"),
        (["missing"], 2, "missing: cannot be read: no such file or directory"),
    ],
)
def test_without_a_terminal_nothing_is_drawn(arguments: list[str], code: int, words: str) -> None:
    """`python -m incident_tui` prints and ends where there is no terminal, with its exit code."""
    done = process(*arguments, stdout=subprocess.PIPE)
    assert done.returncode == code
    assert words in (done.stdout + done.stderr).decode()
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end another way there")
@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["show"],
        ["export", "exercise", "--to", "timesketch"],
        *thorough(
            ["show", "--help"],
            ["show", "--format", "json"],
            ["show", "--format", "csv"],
            ["check", str(bundled_record())],
            ["list", str(bundled_record().parent)],
            ["completion", "zsh"],
            ["man"],
            [str(bundled_record())],
        ),
    ],
    ids=" ".join,
)
def test_a_reader_that_leaves_is_no_error(arguments: list[str]) -> None:
    """`… | head` ends every command quietly when nobody reads on."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = process(*arguments, stdout=writing)
    finally:
        os.close(writing)
    assert done.stderr == b""
    assert done.returncode in (0, -signal.SIGPIPE)  # 141 to a shell


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("arguments", [["show"], ["show", "--format", "csv"], ["man"], ["--help"]])
def test_a_full_disk_is_said(arguments: list[str]) -> None:
    """What cannot be written is no traceback, and no success either."""
    with Path("/dev/full").open("wb") as full:
        done = process(*arguments, stdout=full)
    assert (done.returncode, done.stderr) == (2, b"cannot be written: no space left on device\n")


@pytest.mark.skipif(sys.platform == "win32", reason="a shell closes them there another way")
@pytest.mark.parametrize("closed", [">&-", *thorough("2>&-", ">&- 2>&-")])
@pytest.mark.parametrize(
    "arguments", ["show", *thorough("", "show --format csv", "export --to json")]
)
def test_a_closed_output_is_no_fault(closed: str, arguments: str) -> None:
    """What is printed goes nowhere then, and the program ends as if it were read."""
    command = f'"{sys.executable}" -m incident_tui {arguments} {closed}'
    finished = subprocess.run(command, shell=True, stdin=subprocess.DEVNULL, capture_output=True)
    assert finished.returncode == 0
    assert b"Traceback" not in finished.stdout + finished.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals end another way there")
@pytest.mark.parametrize(
    ("arguments", "module", "code"),
    [
        ([], "incident_tui.opening", -signal.SIGINT),
        ([], "incident_tui.app", -signal.SIGINT),
        (["check"], "incident_tui.cli", -signal.SIGINT),
        (["check"], "incident_tui.checks", 1),  # by then a command may have files to take away
    ],
)
def test_an_interrupt_at_the_start_ends_without_a_traceback(
    arguments: list[str], module: str, code: int
) -> None:
    """Ctrl+C before there is a screen, or a command, to see to it."""
    script = _INTERRUPTED.format(module=module, arguments=arguments)
    with on_terminal(sys.executable, "-c", script) as terminal:
        assert terminal.ended() == code
    assert b"Traceback" not in terminal.written
