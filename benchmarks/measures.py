"""What is measured: starts, keys, filters, searches and memory of programs that take turns.

Times are in seconds, sizes in bytes.
"""

import math
import re
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from benchmarks import traffic
from benchmarks.phrases import COMMON
from benchmarks.process import memory
from benchmarks.programs import (
    IDENTIFIER,
    LOG_NAME,
    NEEDLE,
    NEEDLE_PART,
    READING,
    SEARCHING,
    Program,
    Stage,
)
from benchmarks.terminal import COLUMNS, ROWS, NotPaintedError, Repaint, Terminal

PATIENCE = 2.0
"""How long a program may take to begin to answer a key that is measured, in seconds."""
SETTLING = 0.5
"""The same for a key that is not, and may have no effect."""
SILENCE = 0.06
"""What ends the repaint after a key; long enough for panes drawn a frame or two later."""
LONG_SILENCE = 0.25
"""What ends an effect that may be worked on for a while."""
LOADING = 300.0
"""How long reading all entries may take, in seconds."""
LOOKING = 10.0
"""How long a filter or a search may take, in seconds; and another for each `LOOKED_AT` calls."""
LOOKED_AT = 50_000
TOO_LONG = math.inf
"""Seconds of what was not over in that time."""
MISSES = 2
"""How often in a row a program may fail to do something before it is no longer asked to."""
STEPS_ON, PAGES_ON = 20, 2
"""How many steps or pages go on before as many go back."""
SMALLER = (100, 30)
"""The columns and rows that a terminal is made smaller to."""

T = TypeVar("T")
Samples = dict[str, list[T]]
"""What was measured, by the name of the program."""


class Data(NamedTuple):
    """What the programs open, and what is known of its calls."""

    path: Path | None
    """A record, or a folder of made-up traffic; the bundled record for `None`."""
    calls: int = 0
    common: int = 0
    """How many calls say `COMMON`."""
    text: int = 0
    """Bytes of all that is said."""


def traffic_in(folder: Path, calls: int) -> Data:
    """So many made-up calls: those that are in the folder, or new ones."""
    if not (folder / traffic.HEAD_NAME).exists():
        traffic.write(folder, calls, log=folder / LOG_NAME)
    decode = msgspec.json.Decoder(traffic.Call).decode
    common = size = 0
    with (folder / traffic.CALLS_NAME).open("rb") as lines:
        for line in lines:
            text = decode(line).text
            common += COMMON in text.lower()
            size += len(text.encode())
    return Data(folder, calls, common, size)


def starts(
    programs: Sequence[Program], data: Data, runs: int, environment: Mapping[str, str]
) -> Samples[float]:
    """Seconds from before the process is made to the text of its first screen."""
    able = {program.name: program for program in programs}
    times: Samples[float] = {name: [] for name in able}
    for run in range(runs + 1):
        for name, program in [*able.items()]:
            try:
                with Terminal(program.opening(data.path), environment) as terminal:
                    seen = (data.calls and program.entry) or program.marker
                    seconds = terminal.first_paint(seen)
            except NotPaintedError as error:
                given_up(able.pop(name), error)
                continue
            if run:  # the first is not counted: byte code is written, files come into memory
                times[name].append(seconds)
    return {name: times[name] for name in able}


def given_up(program: Program, error: NotPaintedError) -> None:
    """Say why a program has no figures."""
    print(f"{program.name}: {error}", file=sys.stderr)


class Running:
    """A program that has read all that it was given."""

    def __init__(self, program: Program, terminal: Terminal, calls: int) -> None:
        self.program = program
        self.terminal = terminal
        self.looking = LOOKING + calls / LOOKED_AT
        self.loaded = terminal.finish(LOADING) - terminal.started
        """Seconds from before the process was made."""
        while READING.search(terminal.screen()) and self.loaded < LOADING:
            self.loaded = terminal.finish(LOADING) - terminal.started
        self.memory = memory(terminal.process)
        """Bytes of it in memory, all read."""
        self.busy = False
        """Whether it works on something that took too long, at the cost of all others."""

    def first(self) -> None:
        """Go to the first entry."""
        self.type(self.program.jump[1])

    def type(self, keys: str) -> None:
        """Type keys whose effect is not measured."""
        self.terminal.press(keys, silence=LONG_SILENCE, patience=SETTLING)

    def press(self, keys: str) -> Repaint | None:
        """Type keys, and take the repaint if there is one."""
        return self.terminal.press(keys, silence=SILENCE, patience=PATIENCE)

    def reach(self, stage: Stage) -> float | None:
        """Seconds from typing the keys to their effect."""
        if not stage.seen:
            repaint = self.terminal.press(stage.keys, silence=LONG_SILENCE, patience=self.looking)
            return repaint.seconds if repaint else None
        return self.until(stage.keys, lambda screen: bool(re.search(stage.seen, screen)))

    def until(self, keys: str, seen: Callable[[str], bool]) -> float:
        """Seconds from typing the keys to a screen like that."""
        self.terminal.settle(LONG_SILENCE)
        typed = self.terminal.send(keys)
        reached = self.terminal.wait_for(seen, self.looking)
        if reached is not None:
            return reached - typed
        try:
            self.terminal.finish(self.looking)
        except NotPaintedError:
            self.busy = True
        return TOO_LONG


class ToAndFro:
    """Two keys, so many times the one and so many times the other."""

    def __init__(self, keys: tuple[str, str], run: int) -> None:
        self._key, self._other = keys
        self._run = self._left = run

    def press(self, one: Running) -> Repaint | None:
        """Press the key whose turn it is; the other's turn comes where this one has no effect."""
        repaint = one.press(self._key)
        self._left -= 1
        if not self._left or repaint is None:
            self._key, self._other = self._other, self._key
            self._left = self._run
        return repaint


class Session:
    """Programs that have the same calls open, each in its own terminal, and take turns."""

    def __init__(
        self, programs: Sequence[Program], data: Data, environment: Mapping[str, str]
    ) -> None:
        self.data = data
        self.running: list[Running] = []
        with ExitStack() as terminals:
            for program in programs:
                try:
                    terminal = Terminal(program.opening(data.path), environment)
                    terminals.enter_context(terminal)
                    self.running.append(Running(program, terminal, data.calls))
                except NotPaintedError as error:
                    given_up(program, error)
            self._terminals = terminals.pop_all()

    def __enter__(self) -> "Session":
        return self

    def __exit__(self, *error: object) -> None:
        self._terminals.close()

    def loaded(self) -> Samples[float]:
        """Seconds from before the process was made until all was read."""
        return {one.program.name: [one.loaded] for one in self.running}

    def memory(self) -> dict[str, int]:
        """Bytes in memory once all was read."""
        return {one.program.name: one.memory for one in self.running}

    def steps(self, turns: int) -> Samples[Repaint]:
        """From one entry to the next, and back."""
        return self._to_and_fro(turns, lambda program: program.step, STEPS_ON)

    def pages(self, turns: int) -> Samples[Repaint]:
        """A page on, and back."""
        return self._to_and_fro(turns, lambda program: program.page, PAGES_ON)

    def jumps(self, turns: int) -> Samples[Repaint]:
        """To the last entry and back to the first."""
        return self._to_and_fro(turns, lambda program: program.jump, 1)

    def resizes(self, turns: int) -> Samples[Repaint]:
        """To a smaller terminal and back."""
        sizes = {one.program.name: cycle((SMALLER, (COLUMNS, ROWS))) for one in self.running}

        def resize(one: Running) -> Repaint | None:
            columns, rows = next(sizes[one.program.name])
            return one.terminal.resize(columns, rows, silence=LONG_SILENCE, patience=PATIENCE)

        return self._turns(2 * turns, resize)

    def agencies(self, turns: int) -> Samples[float]:
        """All calls to those of one agency."""

        def filtered(one: Running) -> float | None:
            one.first()
            seconds = 0.0
            for stage in one.program.agency:
                passed = one.reach(stage)
                if passed is None or passed == TOO_LONG:
                    return passed
                seconds += passed
            one.type(one.program.unfilter)
            return seconds or None

        return self._turns(turns, filtered)

    def radio(self, turns: int) -> Samples[float]:
        """All entries to radio calls alone."""

        def filtered(one: Running) -> float | None:
            if not one.program.radio:
                return None
            seconds = one.reach(Stage(one.program.radio))
            one.type(one.program.unfilter)
            return seconds

        return self._turns(turns, filtered)

    def finds(self, turns: int) -> Samples[float]:
        """From the word, typed at the first entry, to the one entry near the end that says it."""
        identifier = f"c{traffic.needle_at(self.data.calls, NEEDLE_PART) + 1:07}"

        def found(one: Running) -> float | None:
            search = one.program.search
            if search is None:
                return None
            pattern = re.compile(search.found.replace(IDENTIFIER, identifier))
            return self._looked(
                one, search.ask, NEEDLE, lambda screen: bool(pattern.search(screen))
            )

        return self._turns(turns, found)

    def counts(self, turns: int, word: str, hits: int) -> Samples[float]:
        """From the word to the number of all its hits."""

        def counted(one: Running) -> float | None:
            search = one.program.search
            if search is None or search.count is None:
                return None
            count = search.count

            def seen(screen: str) -> bool:
                told = count.search(screen)
                number = told and int(told[1].replace(",", ""))
                return number == hits and SEARCHING not in screen

            return self._looked(one, search.ask_count or search.ask, word, seen)

        return self._turns(turns, counted)

    def _looked(
        self, one: Running, ask: str, word: str, seen: Callable[[str], bool]
    ) -> float | None:
        search = one.program.search
        one.first()
        if search is None or one.press(ask) is None or seen(one.terminal.screen()):
            return None
        seconds = one.until(word + search.go, seen)
        one.type(search.leave)
        return seconds

    def _to_and_fro(
        self, turns: int, keys_of: Callable[[Program], tuple[str, str]], run: int
    ) -> Samples[Repaint]:
        """So many times one key, then so many times the other."""
        both = {one.program.name: ToAndFro(keys_of(one.program), run) for one in self.running}
        for one in self.running:
            one.first()
        return self._turns(turns, lambda one: both[one.program.name].press(one))

    def _turns(self, turns: int, measure: Callable[[Running], T | None]) -> Samples[T]:
        """What came of so many turns of every program."""
        able = [*self.running]
        misses = Counter[str]()
        found: Samples[T] = {one.program.name: [] for one in able}
        for _ in range(turns):
            for one in [*able]:
                name = one.program.name
                try:
                    result = measure(one)
                except NotPaintedError as error:
                    given_up(one.program, error)
                    one.busy, result = True, None
                misses[name] = misses[name] + 1 if result is None else 0
                if result is not None:
                    found[name].append(result)
                if one.busy:
                    one.terminal.close()
                    self.running.remove(one)
                if one.busy or result == TOO_LONG or misses[name] == MISSES:
                    able.remove(one)
        return found
