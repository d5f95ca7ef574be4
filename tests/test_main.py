"""The way in: what is opened at once, and what the command line looks at first."""

import subprocess
import sys

import pytest

from incident_tui.__main__ import _is_path


@pytest.mark.parametrize(
    ("argument", "is_path"),
    [
        ("record.yaml", True),
        ("./check", True),
        ("folder/", True),
        (".", True),
        ("check", False),  # a command; a file of that name is ./check
        ("folder", False),  # the command line finds out
        ("-", False),  # standard input
        ("--version", False),
        ("--at=13.00", False),
    ],
)
def test_only_what_can_be_nothing_but_a_path_is_opened_at_once(
    argument: str, is_path: bool
) -> None:
    """Commands and options go to the command line, also where a file has their name."""
    assert _is_path(argument) is is_path


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
    command = [sys.executable, "-m", "incident_tui", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == code
    assert words in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
