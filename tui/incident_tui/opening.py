"""Opening a record: from a path to a screen, or to its problems and an exit code."""

import gc
import os
import sys
from collections.abc import Iterable
from pathlib import Path

from incident_tui.record.problems import Problem
from incident_tui.record.reading import LARGEST, Reading, read_bytes, read_record
from incident_tui.record.text import visible
from incident_tui.review.chronology import Chronology
from incident_tui.review.gathering import chronology_of
from incident_tui.review.review import review_of
from incident_tui.samples import bundled_record

SOUND, PROBLEMS, UNREADABLE = 0, 1, 2
"""Exit codes."""


def is_screen() -> bool:
    """Whether there is a terminal to draw on; Textual draws on standard error."""
    return sys.stdout.isatty() and sys.stderr.isatty()


def read(path: str | None) -> Reading:
    """Read a record: the bundled one for None, standard input for `-`."""
    if path == "-":
        return read_bytes(sys.stdin.buffer.read(LARGEST + 1) if sys.stdin else b"", "-")
    return read_record(bundled_record() if path is None else Path(path))


def chronology_or_exit(reading: Reading) -> Chronology:
    """What was read, placed; ends the program with its problems where there is no record."""
    if reading.record is None:
        print_problems(reading.problems)
        sys.exit(PROBLEMS if reading.opened else UNREADABLE)
    return chronology_of(reading)


def print_problems(problems: Iterable[Problem]) -> None:
    """Print problems on standard error, a line each."""
    for problem in problems:
        print(visible(str(problem)), file=sys.stderr)


def open_screen(path: str | None) -> None:
    """Open a record on the screen."""
    gc.disable()  # all that is made until the screen is up stays: there is nothing to collect
    chronology = chronology_or_exit(read(path))
    _keys_from_terminal()
    from incident_tui.app import IncidentApp

    app = IncidentApp(review_of(chronology))
    gc.freeze()
    gc.enable()
    app.run()


def _keys_from_terminal() -> None:
    """Take keys from the terminal where standard input is something else."""
    if sys.stdin and sys.stdin.isatty():
        return
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY)
    except OSError:
        print("no terminal to take keys from; use incident-tui show", file=sys.stderr)
        sys.exit(UNREADABLE)
    os.dup2(terminal, 0)
    os.close(terminal)
