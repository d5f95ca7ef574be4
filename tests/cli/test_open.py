"""Opening a record: printed where there is no terminal, and what a screen needs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from incident_tui.opening import SOUND, UNREADABLE
from tests.cli.running import RECORD, process, pseudo_terminal, record_in, run


def test_without_a_terminal_the_bundled_record_is_printed() -> None:
    """Where no screen can be opened, `incident-tui` prints what `show` prints, and ends."""
    bare, named = run(), run("show")
    assert (bare.exit_code, bare.stdout, bare.stderr) == (SOUND, named.stdout, "")
    assert "We now have two officers down." in bare.stdout


def test_a_record_is_read_from_its_file_its_folder_or_standard_input(tmp_path: Path) -> None:
    """All ways in lead to the same record, with or without the name of a command."""
    path = record_in(tmp_path)
    named = [str(path), str(tmp_path), "-"]
    ways = [[*command, name] for command in ([], ["show"]) for name in named]
    printed = {run(*way, stdin=RECORD.encode()).stdout for way in ways}
    assert len(printed) == 1
    assert printed.pop().startswith("Shots at a house · Thu 29 Feb 2024 CST\n")


def test_printing_in_place_of_a_screen_loads_no_textual() -> None:
    """Without a terminal, `incident-tui` answers without waiting for Textual."""
    script = (
        "import sys; from incident_tui.cli import main; sys.argv[1:] = []; "
        "main(standalone_mode=False); sys.exit('textual' in sys.modules)"
    )
    finished = subprocess.run(
        [sys.executable, "-c", script],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    assert finished.returncode == 0
    assert b"We now have two officers down." in finished.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="terminals are opened another way there")
def test_a_screen_needs_keys() -> None:
    """With a terminal to draw on and none to take keys from, the program says what to do."""
    with pseudo_terminal() as (ours, theirs):
        # In a session of its own, /dev/tty is no way out.
        result = process(stdout=theirs, stderr=theirs, start_new_session=True)
        said = os.read(ours, 1_000)
    assert result.returncode == UNREADABLE
    assert b"no terminal to take keys from; use incident-tui show" in said
