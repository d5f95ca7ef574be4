"""How fast a large record is turned into other formats, and at what peak of memory: one table.

    python -m benchmarks.conversions [--calls N] [--data FOLDER]

Each piece of work is a process of its own; the first only reads the record, and the others are told
as multiples of it. Time is the processor's, which a busy machine changes little.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

from benchmarks import traffic
from benchmarks.tables import number, table
from incident_tui.exchange.exports import FORMATS

HEAD = ("", "seconds", "× reading", "calls a second", "peak memory, MB", "× reading")
EXPORTED = ("json", "csv", "timesketch")
"""Formats in which a million calls are of use to somebody."""
MB = 1024 * 1024


class Work(NamedTuple):
    """What is done, by a command of incident-tui."""

    label: str
    arguments: Sequence[str]
    output: str = os.devnull
    """The file that standard output goes to."""


class Cost(NamedTuple):
    """What it took."""

    processor_s: float
    """Seconds of a processor."""
    memory: int
    """Bytes that were in memory at most."""
    elapsed_s: float
    """From the start of the process to its end."""


def works(record: Path, folder: Path) -> Iterator[Work]:
    """All that is measured, reading first; what one writes, a later one may read."""
    yield Work("read and check", ("check", str(record)))
    for name in EXPORTED:
        output = str(folder / f"exported-{name}{FORMATS[name].ending}")
        yield Work(f"export to {name}", ("export", str(record), "--to", name), output)
    calls = str(record / traffic.CALLS_NAME)
    for name, source in (("jsonl", calls), ("csv", str(folder / "exported-csv.csv"))):
        how = ("--map", "time=sort_time") if name == "csv" else ()  # its `time` is for people
        imported = str(folder / f"imported-{name}")
        yield Work(f"import from {name}", ("import", "--from", name, *how, source, imported))


def cost(work: Work) -> Cost:
    """Do it once, in a process of its own.

    Raises:
        CalledProcessError: if it fails.
    """
    return cost_of([sys.executable, "-m", "incident_tui", *work.arguments], work.output)


def cost_of(command: Sequence[str], output_path: str = os.devnull) -> Cost:
    """Run a command once, in a process of its own, whose output goes to a file.

    Raises:
        CalledProcessError: if it fails.
    """
    began = perf_counter()
    with Path(output_path).open("wb") as output:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    elapsed_s = perf_counter() - began
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, elapsed_s)


def rows(works: Iterator[Work], calls: int) -> Iterator[list[str]]:
    """A row for each piece of work, as it is done."""
    reading: Cost | None = None
    for work in works:
        found = cost(work)
        reading = reading or found
        yield [
            work.label,
            number(found.processor_s),
            number(found.processor_s / reading.processor_s, digits=2),
            number(calls / found.processor_s),
            number(found.memory / MB),
            number(found.memory / reading.memory, digits=2),
        ]


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--calls", type=int, default=1_000_000, help="how many (default %(default)s)"
    )
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="keep the calls here")
    options = parser.parse_args()
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        record = (options.data or folder) / f"{options.calls}-calls"
        if not (record / traffic.HEAD_NAME).exists():
            traffic.write(record, options.calls)
        found = []
        for cells in rows(works(record, folder), options.calls):
            print(cells[0], file=sys.stderr)
            found.append(cells)
        print(*table(HEAD, found), sep="\n")


if __name__ == "__main__":
    main()
