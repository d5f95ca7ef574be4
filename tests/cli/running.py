"""Running the command line in tests, and small records to run it on."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from incident_tui.cli import main
from incident_tui.opening import SOUND

WRONG_USE = 2
"""What click ends with when an argument cannot be."""

RECORD = """\
format: incident-record/1
incident: {id: i, title: Shots at a house, date: 2024-02-29, timezone: America/Chicago}
sources: [{id: s, kind: report}]
agencies:
  - {id: ipd, name: Independence Police Department, short: IPD, aliases: [the locals]}
  - {id: kcpd, name: Kansas City Police Department, short: KC, aliases: [Kansas City police]}
  - {id: court, name: Circuit Court}
timeline:
  - {id: e1, kind: radio_call, time: 13:15~, text: Two down., verbatim: true, agency: ipd, cite: s}
  - {id: e2, kind: action, time: 13:20, text: Entry made, agency: kcpd, agencies: [ipd], cite: s}
  - {id: e3, kind: note, time: 14:00, text: Nobody said, cite: s}
  - {id: e4, kind: note, time: unplaced, text: Some time, agency: court, cite: s}
casualties:
  - id: officer
    group: responder
    label: an officer
    history: [{status: shot, time: 13:10..13:20, cite: s}, {status: critical, time: 15:00, cite: s}]
"""
FLAWED = RECORD + "timelin: []\n"
LEFT_OUT = RECORD.replace("kind: action", "kind: acton")
"""One of its entries cannot be read."""

ODD = "\x1b[31m\x1b]0;title\x07\x9b\x7f\u202e[bold]x[/] :smile: 日"
QUOTED = '"' + "".join(f"\\U{ord(one):08X}" for one in ODD) + '"'


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    """The program run with these arguments, without a terminal."""
    return CliRunner().invoke(main, [str(one) for one in arguments], input=stdin)


def record_in(folder: Path, text: str = RECORD, name: str = "record.yaml") -> Path:
    """A file with this text."""
    path = folder / name
    path.write_bytes(text.encode())
    return path


def shown(*arguments: str | Path, stdin: bytes = RECORD.encode()) -> dict[str, Any]:
    """What `show --format json` says of a record."""
    result = run("show", "-", "--format", "json", *arguments, stdin=stdin)
    assert result.exit_code == SOUND, result.stderr
    told: dict[str, Any] = json.loads(result.stdout)
    return told


def process(*arguments: str, **options: Any) -> "subprocess.CompletedProcess[bytes]":
    """The program run as a process; options are those of `subprocess.run`."""
    usual: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stderr": subprocess.PIPE, "timeout": 60}
    command = [sys.executable, "-m", "incident_tui", *arguments]
    return subprocess.run(command, check=False, **(usual | options))


@contextmanager
def pseudo_terminal() -> Iterator[tuple[int, int]]:
    """Both ends of a terminal: that of who looks at it, and that of the program on it."""
    import pty  # not on Windows

    ours, theirs = pty.openpty()
    try:
        yield ours, theirs
    finally:
        os.close(ours)
        os.close(theirs)
