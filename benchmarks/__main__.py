"""How long people wait in incident-tui, beside a bare Textual app and other programs: one table.

    python -m benchmarks [--quick] [--calls N …] [--peer NAME=COMMAND …] [RECORD …]

Every program runs on a pseudo-terminal and is timed by what it writes; they take turns, so that a
slow second of the machine is shared, and a ratio is of one run.
"""

import argparse
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

from benchmarks import traffic
from benchmarks.measures import Data, Samples, Session, starts, traffic_in
from benchmarks.phrases import COMMON
from benchmarks.programs import (
    BARE,
    ECHO,
    INCIDENT_TUI,
    NEEDLE,
    PARSE,
    PEERS,
    PYTHON,
    Program,
    installed,
)
from benchmarks.tables import percentile, row, table
from benchmarks.terminal import Repaint, environment
from incident_tui.record.calls.index import MIN_INDEXED_BYTES

FLOOR, SUBJECT = BARE.name, INCIDENT_TUI.name
COLUMNS = (FLOOR, SUBJECT, *(peer.name for peer in PEERS))
HEAD = ("", "bare Textual app", SUBJECT, "× bare", *(peer.name for peer in PEERS))
MILLISECONDS = 1000.0
ENOUGH = 10_000
"""With fewer calls, the memory of an entry is lost in that of the program."""


class Effort(NamedTuple):
    """How often each thing is done."""

    calls: tuple[int, ...]
    """How many calls there are, each in its own file."""
    starts: int
    steps: int
    pages: int
    jumps: int
    resizes: int
    filters: int
    searches: int
    yaml: int
    yaml_entries: int
    """How many there are in the YAML file."""


FULL = Effort((100, 100_000, 1_000_000), 8, 40, 16, 8, 2, 3, 2, 2, 20_000)
QUICK = Effort((100,), 3, 12, 6, 4, 1, 1, 1, 1, 2_000)


class Bench:
    """The programs, what they open, and how often each thing is done."""

    def __init__(self, effort: Effort, peers: Sequence[Program], folder: Path, home: str) -> None:
        self.effort = effort
        self.peers = peers
        self.folder = folder
        """Where the calls are, or will be."""
        self.environment = environment(home)

    def of_record(self, label: str, path: Path | None) -> Iterator[list[str]]:
        """Rows of a record that incident-tui alone can open, the bundled one without a path."""
        data = Data(path)
        times = starts((BARE, INCIDENT_TUI), data, self.effort.starts, self.environment)
        yield _row(f"start to first screen, {label}", times, MILLISECONDS)
        with Session((BARE, INCIDENT_TUI), data, self.environment) as session:
            yield from self._keys(session, label)

    def of_traffic(self, calls: int) -> Iterator[list[str]]:
        """Rows of so many made-up calls, which every program can open."""
        folder = self.folder / f"{calls}-calls"
        data = traffic_in(folder, calls)
        programs = (BARE, INCIDENT_TUI, *self.peers)
        label = f"{data.calls:,} calls"
        runs = self.effort.starts if data.calls < 10_000 else max(self.effort.starts // 4, 1)
        times = starts(programs, data, runs, self.environment)
        yield _row(f"start to first screen, {label}", times, MILLISECONDS)
        self._forget()
        with Session(programs, data, self.environment) as session:
            loaded, used = session.loaded(), session.memory()
            loaded.pop(FLOOR, None)  # it has nothing to read
            yield _row(f"start to all read, {label}", loaded, MILLISECONDS)
            yield from self._keys(session, label)
            turns = self.effort.searches
            words = f"the one `{NEEDLE}` of {label}"
            yield _row(f"search to {words}", session.finds(turns), MILLISECONDS)
            for word, hits in ((traffic.NEEDLE, len(traffic.NEEDLES)), (COMMON, data.common)):
                counts = session.counts(turns, word, hits)
                yield _row(f"count {hits:,} `{word}` of {label}", counts, MILLISECONDS)
        size = (folder / traffic.CALLS_NAME).stat().st_size
        if size >= MIN_INDEXED_BYTES and SUBJECT in loaded:
            yield from self._again(data, loaded[SUBJECT], label)
        if calls >= ENOUGH:
            yield from self._memory(data, used, label)

    def _forget(self) -> None:
        """Delete the indexes that were written before: calls are read as for the first time."""
        shutil.rmtree(Path(self.environment["HOME"], ".cache"), ignore_errors=True)

    def _again(self, data: Data, first: Sequence[float], label: str) -> Iterator[list[str]]:
        """Rows of opening the same calls again, by the index that the first time has left.

        Args:
            first: seconds that it took the first time, in the same run.
        """
        with Session((INCIDENT_TUI,), data, self.environment) as session:
            again = session.loaded()
        yield _row(f"start to all read again, {label}", again, MILLISECONDS)
        share = {name: [min(found) / min(first)] for name, found in again.items()}
        yield _row(f"the same, × the first time, {label}", share)

    def _keys(self, session: Session, label: str) -> Iterator[list[str]]:
        effort = self.effort
        steps = session.steps(effort.steps)
        yield _row(f"step, {label}", seconds(steps), MILLISECONDS)
        yield _row(f"page, {label}", seconds(session.pages(effort.pages)), MILLISECONDS)
        yield _row(f"last and first, {label}", seconds(session.jumps(effort.jumps)), MILLISECONDS)
        yield _row(f"resize, {label}", seconds(session.resizes(effort.resizes)), MILLISECONDS)
        yield _row(f"one agency, {label}", session.agencies(effort.filters), MILLISECONDS)
        yield _row(f"radio only, {label}", session.radio(effort.filters), MILLISECONDS)
        yield _row(f"bytes a step, {label}", mean_sizes(steps))

    def _memory(self, data: Data, used: Mapping[str, int], label: str) -> Iterator[list[str]]:
        """Rows of the memory that these calls take, beyond that of opening none."""
        empty = self._empty
        each = {name: [(used[name] - empty[name]) / data.calls] for name in used if name in empty}
        yield _row(f"memory an entry, bytes, {label}", each)
        text = data.text / data.calls
        less = {name: [size - text for size in sizes] for name, sizes in each.items()}
        yield _row(f"the same less its {text:.0f} bytes of text, {label}", less)

    @cached_property
    def _empty(self) -> dict[str, int]:
        """The memory of each program with no calls."""
        nothing = traffic_in(self.folder / "0-calls", 0)
        with Session((INCIDENT_TUI, *self.peers), nothing, self.environment) as session:
            return session.memory()

    def of_yaml(self) -> Iterator[list[str]]:
        """The row of a large YAML file, beside a bare parse of it."""
        entries = self.effort.yaml_entries
        folder = self.folder / f"{entries}-in-yaml"
        if not (folder / traffic.HEAD_NAME).exists():
            traffic.write_yaml(folder, entries)
        times: Samples[float] = {FLOOR: [], SUBJECT: []}
        for _ in range(self.effort.yaml):
            for name, program in ((FLOOR, PARSE), (SUBJECT, INCIDENT_TUI)):
                with Session([program], Data(folder), self.environment) as session:
                    for loaded in session.loaded().values():
                        times[name] += loaded
        label = f"open {entries:,} entries of YAML; instead of bare, libyaml's parse"
        yield _row(label, times, MILLISECONDS)

    def measuring(self) -> str:
        """What measuring itself costs."""
        times = starts((PYTHON,), Data(None), self.effort.starts, self.environment)
        with Session((ECHO,), Data(None), self.environment) as session:
            keys = seconds(session.steps(self.effort.steps))
        start = MILLISECONDS * percentile(times[PYTHON.name], 50)
        key = MILLISECONDS * percentile(keys[ECHO.name], 50)
        return (
            f"Measuring itself, p50: Python prints a word {start:.0f} ms after its start, and a "
            f"terminal echoes a key after {key:.2f} ms."
        )


def _row(label: str, samples: Mapping[str, Sequence[float]], unit: float = 1.0) -> list[str]:
    return row(label, samples, COLUMNS, FLOOR, SUBJECT, unit)


def seconds(repaints: Samples[Repaint]) -> Samples[float]:
    """How long each repaint took."""
    return {name: [one.seconds for one in found] for name, found in repaints.items()}


def mean_sizes(repaints: Samples[Repaint]) -> Samples[float]:
    """Bytes of a repaint on average."""
    return {
        name: [sum(one.size for one in found) / len(found)]
        for name, found in repaints.items()
        if found
    }


def rows(bench: Bench, records: Sequence[Path]) -> Iterator[list[str]]:
    """All rows of the table, as they are measured."""
    yield from bench.of_record("bundled", None)
    for path in records:
        yield from bench.of_record(path.name, path)
    for calls in bench.effort.calls:
        yield from bench.of_traffic(calls)
    yield from bench.of_yaml()


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "records", nargs="*", type=Path, metavar="RECORD", help="also these records"
    )
    parser.add_argument("--quick", action="store_true", help="a rough table in a minute or two")
    parser.add_argument("--calls", type=int, action="append", help="so many; repeatable")
    parser.add_argument(
        "--peer", action="append", default=[], metavar="NAME=COMMAND", help="a peer not on PATH"
    )
    parser.add_argument("--data", type=Path, metavar="FOLDER", help="keep the calls here")
    options = parser.parse_args()
    effort = QUICK if options.quick else FULL
    if options.calls:
        effort = effort._replace(calls=tuple(options.calls))
    try:
        peers = installed(options.peer)
    except ValueError as error:
        parser.error(str(error))
    with TemporaryDirectory() as home:
        bench = Bench(effort, peers, options.data or Path(home), home)
        found = []
        started = perf_counter()
        for cells in rows(bench, options.records):
            print(f"{perf_counter() - started:4.0f} s  {cells[0]}", file=sys.stderr)
            found.append(cells)
        print(*table(HEAD, found), sep="\n")
        print(f"\nMilliseconds, p50 / p95, where nothing else is said. {bench.measuring()}")


if __name__ == "__main__":
    main()
