"""Progress of long work: a bar on a terminal from a second on, and nothing anywhere else."""

import os
import subprocess
import sys

import pytest

from tests.cli.running import pseudo_terminal
from tests.thorough import thorough_rows

WORK = """
import sys, time
from incident_tui.cli.progress import Share, tracked
def slow(count):
    for number in range(count):
        time.sleep(0.01)
        yield number
{}
"""
LONG = "[*tracked(slow(201), 'Reading', share_of=lambda n: Share(n, 400))]"
SHORT = "[*tracked(slow(20), 'Reading', total=20)]"
PRINTED = "[*tracked(slow(201), 'Reading', total=201, prints=True)]"


@pytest.mark.skipif(sys.platform == "win32", reason="terminals are opened another way there")
@pytest.mark.parametrize(
    ("work", "is_printed_on_terminal", "is_shown"),
    [
        (LONG, False, True),
        *thorough_rows((SHORT, False, False), (PRINTED, True, False), (LONG, True, True)),
    ],
)
def test_a_terminal_sees_how_far_it_is(
    work: str, is_printed_on_terminal: bool, is_shown: bool
) -> None:
    """From a second on with number, rate and time left; not where the work itself is printed."""
    with pseudo_terminal() as (ours, theirs):
        subprocess.run(
            [sys.executable, "-c", WORK.format(work)],
            check=True,
            stdout=theirs if is_printed_on_terminal else subprocess.DEVNULL,
            stderr=theirs,
            env=os.environ | {"TERM": "xterm-256color"},
        )
        os.write(theirs, b"end")
        said = os.read(ours, 10_000)
    assert (b"Reading" in said) == is_shown
    assert (b" a second" in said) == is_shown
