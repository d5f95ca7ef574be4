"""A process that forks the program: many runs, killed or limited, for the price of one start.

As a module it answers each line of JSON on its standard input with a line on its standard output.
"""

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

KILLED = -signal.SIGKILL
MAX_RUN_S = 30
"""After this time a run counts as one that never ends."""


class Run(NamedTuple):
    """A run of the program that has ended."""

    code: int
    """The exit code; `KILLED` if it was killed."""
    output: str
    """Standard output and standard error."""


class Forks:
    """The forking process, as a test talks to it."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def run(
        self,
        *commands: Sequence[str | Path],
        kill_after_s: float | None = None,
        max_file_bytes: int = -1,
    ) -> list[Run]:
        """Run commands at once, and return how each ended.

        Args:
            commands: the arguments of the program, for each run.
            kill_after_s: seconds after which all are killed.
            max_file_bytes: the size beyond which the system refuses to write a file.
        """
        assert self._process.stdin
        assert self._process.stdout
        asked = {
            "commands": [[str(argument) for argument in command] for command in commands],
            "kill_after_s": kill_after_s,
            "max_file_bytes": max_file_bytes,
        }
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return [Run(*run) for run in json.loads(self._process.stdout.readline())]


@contextmanager
def forks() -> Iterator[Forks]:
    """A forking process, ended at the end of the block."""
    command = [sys.executable, "-m", "tests.cli.forking"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    ) as process:
        yield Forks(process)
        assert process.stdin
        process.stdin.close()


def _fork(command: list[str], output: int, max_file_bytes: int) -> int:
    """Fork a run of the program; returns the id of the process."""
    if child := os.fork():
        return child
    code = 70
    try:
        signal.alarm(MAX_RUN_S)
        os.dup2(output, 1)
        os.dup2(output, 2)
        if max_file_bytes >= 0:
            resource.setrlimit(resource.RLIMIT_FSIZE, (max_file_bytes, max_file_bytes))
        from incident_tui.cli import main

        try:
            main(command)
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0
        sys.stdout.flush()
    finally:
        os._exit(code)


def _answer(asked: dict[str, object]) -> list[Run]:
    """Run the commands of a line."""
    children = []
    for command in asked["commands"]:  # type: ignore[attr-defined]
        output, name = _new_file()
        children.append((_fork(command, output, asked["max_file_bytes"]), name))  # type: ignore[arg-type]
        os.close(output)
    if asked["kill_after_s"] is not None:
        time.sleep(asked["kill_after_s"])  # type: ignore[arg-type]
        for child, _ in children:
            os.kill(child, signal.SIGKILL)
    runs = []
    for child, name in children:
        _, status = os.waitpid(child, 0)
        runs.append(Run(os.waitstatus_to_exitcode(status), Path(name).read_text(errors="replace")))
        os.unlink(name)
    return runs


def _new_file() -> tuple[int, str]:
    import tempfile

    return tempfile.mkstemp()


if __name__ == "__main__":
    # Loaded before the first fork, so that a run begins with its work.
    import incident_tui.cli
    import incident_tui.cli.export
    import incident_tui.cli.import_
    import incident_tui.cli.notes
    import incident_tui.exchange.imports.csv.log  # noqa: F401

    for line in sys.stdin:
        print(json.dumps(_answer(json.loads(line))), flush=True)
