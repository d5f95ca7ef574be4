"""How fast logs of dispatch become records, and at what peak of memory: one table.

    python -m benchmarks.dispatch_logs [--rows N] [--data FOLDER]

A log is a CSV or a workbook as people have them, without an option that explains it. Each import is
a process of its own. The first row of the table is the least work that there is: a script that
reads the same CSV and writes the cells as JSON. The time of a processor, which a busy machine
changes little, is told as a multiple of it; a large import has two processors at work.
"""

import argparse
import csv
import os
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter

from benchmarks.conversions import MB, Cost, cost_of
from benchmarks.tables import number, table
from benchmarks.traffic import Call, Week

HEAD = ("", "seconds", "rows a second", "of a processor", "× a script", "peak memory, MB")
RADIO = ("Time", "Talkgroup", "Unit", "Agency", "Message")
"""The header of a radio log."""
CALLS = ("Incident #", "Date", "Time", "Type", "Priority", "Address", "Unit", "Status", "Remarks")
"""The header of a log of a dispatch center."""
TYPES = ("Medical aid", "Structure fire", "Traffic stop", "Alarm", "Welfare check")
STATUSES = ("Dispatched", "En route", "On scene", "Available")

_SCRIPT = """
import csv, json, sys
with open(sys.argv[1], newline="", encoding="utf-8") as read, open(sys.argv[2], "w") as written:
    for row in csv.DictReader(read):
        written.write(json.dumps(row) + "\\n")
"""


def radio_log(calls: Iterator[Call]) -> Iterator[Sequence[str]]:
    """The rows of a radio log, header first."""
    yield RADIO
    for call in calls:
        speaker = call.speaker.unit or call.speaker.label
        time = call.time[:19].replace("T", " ")
        yield time, call.channel.talkgroup_tag, speaker, call.agency, call.text


def call_log(calls: Iterator[Call]) -> Iterator[Sequence[str]]:
    """The rows of a log of a dispatch center, header first: a row for each status of a unit."""
    yield CALLS
    for number_, call in enumerate(calls):
        incident = number_ // len(STATUSES)
        yield (
            f"24-{incident:07}",
            call.time[:10],
            call.time[11:19],
            TYPES[incident % len(TYPES)],
            str(incident % 3 + 1),
            f"{incident % 900 + 100} Example St",
            f"E{incident % 40 + 1}",
            STATUSES[number_ % len(STATUSES)],
            call.text,
        )


def write_csv(path: Path, rows: Iterator[Sequence[str]]) -> None:
    """Write rows as a CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def write_workbook(path: Path, rows: Iterator[Sequence[str]]) -> None:
    """Write rows as the only sheet of a workbook, at constant memory."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, cells in enumerate(rows):
            sheet.write_row(at, 0, cells)


LOGS = {
    "radio.csv": (radio_log, write_csv),
    "dispatch.csv": (call_log, write_csv),
    "dispatch.xlsx": (call_log, write_workbook),
}
"""From the name of a file to its rows, and the function that writes them."""


def write_logs(folder: Path, count: int) -> None:
    """Write the logs that the folder does not have, of so many rows each."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, (rows, write) in LOGS.items():
        if not (folder / name).exists():
            unfinished = folder / f"unfinished-{name}"
            write(unfinished, rows(islice(iter(Week(count)), count)))
            unfinished.rename(folder / name)


def script_cost(log: Path) -> Cost:
    """The cost of the script with a CSV."""
    return cost_of([sys.executable, "-c", _SCRIPT, str(log), os.devnull])


def import_cost(log: Path, folder: Path) -> Cost:
    """The cost of the import of a log into a new record.

    Raises:
        CalledProcessError: if the import fails.
    """
    command = [sys.executable, "-m", "incident_tui", "import", "--yes", str(log), str(folder)]
    return cost_of([*command, "--timezone", "America/Chicago"])


def rows(folder: Path, scratch: Path, count: int) -> Iterator[list[str]]:
    """A row for the script and for each import, as it is done."""
    script = script_cost(folder / "dispatch.csv")
    yield _cells("a script, dispatch.csv", script, script, count)
    for name in LOGS:
        yield _cells(f"import {name}", import_cost(folder / name, scratch / name), script, count)


def _cells(label: str, found: Cost, script: Cost, count: int) -> list[str]:
    return [
        label,
        number(found.elapsed_s),
        number(count / found.elapsed_s),
        number(found.processor_s),
        number(found.processor_s / script.processor_s),
        number(found.memory / MB),
    ]


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--rows", type=int, default=1_000_000, help="how many (default %(default)s)"
    )
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="keep the logs here")
    options = parser.parse_args()
    with TemporaryDirectory() as scratch:
        folder = (options.data or Path(scratch)) / f"{options.rows}-rows"
        write_logs(folder, options.rows)
        found = []
        for cells in rows(folder, Path(scratch), options.rows):
            print(cells[0], file=sys.stderr)
            found.append(cells)
        print(*table(HEAD, found), sep="\n")


if __name__ == "__main__":
    main()
